"""What a sentence is for: target, progress, result, aim, heading, context, furniture.

Where target and progress share a paragraph there is one boundary between them. It is placed where the cues
on both sides agree best: each sentence has a weight (positive speaks for progress), and the sum behind the
boundary is to be greatest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generators.extraction.frame import ADVERTISING, FURNITURE, HEADER_CELLS
from generators.extraction.likeness import longest_shared, overlap
from generators.extraction.signs import CHAPTER
from generators.extraction.words import AIM_WORDS, LINE_LABELS

_PAGE_NUMBER = re.compile(
    r"^(?:[-—–·\s]*第?[0-9]{1,4}页?(?:共[0-9]+页)?[-—–·\s]*|[0-9]+/[0-9]+|Page[0-9]+)$", re.IGNORECASE
)
# A page says when and on which plate it was printed: 2019年01月12日星期六 08:30, 第A4版:要闻.
_STAMP = re.compile(
    r"^(?:\(?(?:时间|日期|更新)?:?)?(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?(?:星期.|周.)?"
    r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\)?$|^第?[A-Z]?[0-9]{1,3}版(?!本|块)|^[上下]一版"
)
_LATIN = re.compile(r"^[A-Za-z0-9@.:/_-]+$")
_OPENING_COUNT = re.compile("[0-9]+[一-龥]")
_ARABIC_TITLE = re.compile(
    r"^[0-9]{1,3}(?:[、.]|(?=[^0-9%个家年月日件项类条所处座户名人万亿米公台套辆张次场间栋部]))"
)
_CONTEXT = re.compile(
    r"现将|按照.{2,30}(?:要求|部署|精神)|印发|请认真|遵照|贯彻落实|为深入|"
    r"根据.{2,30}(?:要求|精神|部署|通知)|"
    r"记者|近日|(?<![0-9])日前|据(?:悉|了解|介绍)|表示|如下[:。]?$|下一步|经研究|书面报告|"
    r"督促检查|开展督查|跟踪督|[?]$|^请各|^各[^,;。]{2,12}(?:要|应|须)|会议(?:强调|指出|要求)|领导小组|"
    r"投票|票决|(?:表决|有效|赞成)票|征集|代表大会|代表会议|政府工作报告|发布会|新闻办|答卷|绩效考核|按季通报|特此(?:公告|通知|通报)|"
    r"这些(?:民生)?实事|为确保.{0,8}(?:实事|落地)|全程监督|切身利益|民心工程|"
    r"一起来(?:看|了解)|^注:|现予公布|常务会|讯[((]|兴办|"
    r"人民群众(?:最关心|关注)|(?:民生|为民)实事(?:项目)?(?:是|事关|关系)"
)
#: What leads over to the list, and what those who were asked say: no work, whatever it counts.
ANNOUNCES = re.compile(
    r"^现将|现将[^,;。]{2,30}(?:如下|公布|公示|通报|印发)|如下[:。]?$|^以上(?:项目|事项|任务)的?(?:完成|办结)?时限|"
    r"(?:告诉|对)记者(?:说|表示)?[,:]|(?:高兴|激动|感慨|笑着|开心)地?(?:说|道)"
)
# What a row of a table pasted as lines says of its completion: 82.58%, 道路33.33%、步道71%.
_RATE_ALONE = r"[一-龥“”]{0,12}[0-9]{1,3}(?:[.][0-9]+)?%(?:\([^()]{2,12}\))?"
RATES_ALONE = re.compile(rf"^{_RATE_ALONE}(?:[、,;]{_RATE_ALONE})*$")
_UNITS_OF_THE_LIST = frozenset(("项", "件", "类", "个", "大类"))
_COUNTED_OF_THE_LIST = re.compile(
    "民生实事|为民实事|惠民实事|实事项目|具体任务|序时|滞后|(?:具体|各项|民生)?指标$"
)
_MONEY_OF_THE_LIST = re.compile("^(?:年度|计划|预计)*总?投资$|^总?资金$")
_OF_THE_LIST = re.compile(
    "^共?安排|实事|代表|委员|候选|(?:选|决|效|成)票|赞成率|意见|重点工作|类别|方面|具体任务|指标$|子项目?$|票决|大类"
)
_DOCUMENT_TITLE = re.compile(r"实事|情况|清单|通报|汇总|分解表|任务书|工作报告|进展")
_OF_A_DOCUMENT = re.compile("工程|项目|附件|清单|实事|任务")
_TITLE = re.compile("工程|项目|行动|清单|情况|分解表|汇总|任务|实事|计划|方案|服务|提升|建设|^附件")
_ENDS = "。！？；;!?"
_SPEECH_ENDS = ("。”", "!”", "?”", "…”", "！”", "？”")
_SHORTEST_SENTENCE = 15

# A paragraph that opens so holds no target: 截至6月底…, 前三季度…完成全年任务的95%.
_REPORTS_FROM_THE_START = re.compile(
    r"^(?:[0-9]+[、.]|[①-⑳])?(?:截至|截止|至[0-9]{1,2}月|[一二三四]季度|前[二三四]季度|上半年|"
    r"1[-至][0-9]{1,2}月)"
    r"|(?:任务|目标)(?:任务)?(?:数|量)?的[0-9.]+%|完成率"
)
# Cues and their weight: positive for progress, negative for a target.
_CUES: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), weight)
    for pattern, weight in (
        (r"^[①-⑳]", 3.0),
        (r"^(?:完成情况|进展情况|推进情况|工作进展|目前进展|进展|落实情况)[:]", 5.0),
        (r"(?<!自)已(?!建(?!成(?!的))|有|婚|故)|目前|截至|截止|尚未|正在|均在|现已", 3.0),
        (r"[一二三四1-4]季度|上半年|前[二三四]季度|本季度|[0-9]+-[0-9]+月", 1.6),
        (r"累计|进行中|施工中|推进中|基本结束|了(?!解)", 1.5),
        (
            r"报批|审批|财评|招标|招投标|会审|报审|立项|图审|挂牌|流程|进场|勘验|勘察|勘查|摸底|摸排|"
            r"筹备|选址|调研|预埋",
            1.8,
        ),
        (
            r"粉刷|二次结构|主体(?:结构)?(?:第|地上|施工|完成|封顶|完工)|装修|外墙|桩基|土方|基础工程|"
            r"图纸|方案(?:设计|编制|已|评审|审查)",
            1.3,
        ),
        (
            r"^(?:拟定|制定|制订|拟制|草拟|编制|确定|明确|落实(?=今年|本年)|召开|梳理|完成梳理|启动|印发|出台|"
            r"下发|推进第|完成(?!.*[0-9]))",
            1.3,
        ),
        (
            r"完成(?:总进度|总工程量|工程量|率|年度|全年|目标)|完成[0-9.]+%|[^0-9]完成$|(?:完成|竣工|"
            r"结束)[。;]?$",
            1.5,
        ),
        (
            r"不少于|不低于|至少|力争|全年(?!目标|任务)|年内|年底前|确保|计划(?=新|建|完成)|"
            r"以上|以内|拟(?=设|建|新)|将(?!近)",
            -1.1,
        ),
        (r"(?:建筑|占地|用地)面积|总投资|建设(?:规模|内容)", -1.0),
        (r"达到|提升|增强|满足|逐步|进一步|努力", -0.4),
    )
)
_REPEATED_NAME, _REPEATED_VALUE = 1.8, 0.8
# Targets stand at the head of a paragraph: a report repeats one of its first sentences.
_HEAD = 12
_SHORT_REPORT, _CERTAIN = 25, 1.5
# From this weight on a sentence surely reports, and so does all behind it.
SURELY = 4.0
# A sentence without any cue leans to the target side; the last one of a summary's paragraph less so.
_PRIOR = -0.7

_COUNTED = re.compile("[0-9]")
_AIM = re.compile(
    "^(?:着力|大力|切实|不断|积极|全力|扎实|进一步)*(?:通过|依托|围绕|"
    + "|".join(sorted(map(re.escape, AIM_WORDS), key=len, reverse=True))
    + ")"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the boundary needs of a sentence: text, names and values of its counts, weight of its cues."""

    text: str
    names: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    label: str = ""
    told: float = 0.0


# A line may say itself what it is: 目标任务:…
_LINE_LABEL = re.compile(
    r"^(?:[0-9]+[、.]|[-·•])?(?:\(?(?P<label>[一-龥]{2,6}):|[(\[](?P<boxed>[一-龥]{2,6})[)\]]:?)"
)


def labelled_role(line: str) -> str | None:
    """Return the role a line gives itself by its label, if it does.

    >>> labelled_role("完成情况:建成2座。"), labelled_role("(目标)建成2座。")
    ('progress', 'target')
    """
    match = _LINE_LABEL.match(line)
    return LINE_LABELS.get(match["label"] or match["boxed"]) if match else None


def weight(text: str) -> float:
    """Return how strongly a sentence speaks for progress (above zero) or target (below)."""
    return sum(value for pattern, value in _CUES if pattern.search(text))


def reports_alone(line: str, target: str) -> bool:
    """Does a paragraph without a number of its own only report on the item before it, whose target is given?

    It is short (尚未启动。) or speaks of the same thing.
    """
    first = line.split("。")[0]
    count = _OPENING_COUNT.match(line)
    if count and count[0] in target and len(line) <= _SHORT_REPORT:  # 3所学校全部开工。
        return True
    if _ARABIC_TITLE.match(line) or _PRIOR + weight(first) <= 0.5:
        return False
    return (
        len(line) <= _SHORT_REPORT or line[0] in "①②③④⑤⑥⑦⑧⑨" or longest_shared(first[:60], target[:200]) >= 3
    )


def _only_reports(first: Facts) -> bool:
    """Does a paragraph that bears no number of its own open with a report?"""
    numbered = _ARABIC_TITLE.match(first.text) or CHAPTER.match(first.text)
    return not numbered and _PRIOR + first.told > _CERTAIN


def boundary(facts: Sequence[Facts]) -> int:
    """Return how many sentences of a paragraph are target, the rest is progress.

    >>> boundary([Facts("新建公园2个。", told=-1.0), Facts("目前1个已开工。", told=3.0)])
    1
    """
    weights = [
        _PRIOR + fact.told + _repeats(fact, facts[: min(place, _HEAD)]) for place, fact in enumerate(facts)
    ]
    best, cut, total = 0.0, len(facts), 0.0
    if facts and (_REPORTS_FROM_THE_START.search(facts[0].text) or _only_reports(facts[0])):
        return 0
    for place in range(len(facts) - 1, 0, -1):
        total += weights[place]
        if total > best:
            best, cut = total, place
    return cut


def _repeats(fact: Facts, before: Sequence[Facts]) -> float:
    """A name or a number told for the second time is a report on the first."""
    earlier = [name for other in before for name in other.names]
    score = 0.0
    if any(_alike(name, other) for name in fact.names for other in earlier):
        score += _REPEATED_NAME
    if any(value in other.values for other in before for value in fact.values):
        score += _REPEATED_VALUE
    if fact.label and any(fact.label[:2] in other.text for other in before):
        score += _REPEATED_NAME
    return score


def _alike(one: str, other: str) -> bool:
    if overlap(one, other) >= 0.65:
        return True
    bare_one = one.removeprefix("新增")  # 新增托位1127个 behind 3岁以下婴幼儿托位2600个
    return 2 <= len(bare_one) <= 4 and other.endswith(bare_one)


# ---------------------------------------------------------------- lines that are neither target nor progress
def plain_role(line: str, has_numbers: bool, orders: bool, opened: bool) -> str | None:
    """Return furniture, heading or context for a line that is one of these, else None.

    ``has_numbers``: the line holds quantities; ``orders``: it opens with a verb of work and a named object;
    ``opened``: a heading or item has stood before it.
    """
    if not line or _PAGE_NUMBER.match(line):
        return "furniture"
    if ANNOUNCES.search(line):
        return "context"
    of_the_page = FURNITURE.search(line) and not has_numbers and not _is_sentence(line)
    if of_the_page or ADVERTISING.search(line) or _mostly_latin(line):
        return "furniture"
    if not opened and (_STAMP.search(line) or _LATIN.match(line)):
        return "furniture"
    if line.strip("()（）:：") in HEADER_CELLS:
        return "heading"
    if not opened and _is_document_title(line):
        return "heading"
    if line[-1] in _ENDS or has_numbers:
        return None
    if CHAPTER.match(line) and len(line) <= 60:
        return "heading"
    if orders or any(sign in line for sign in "。;") or (len(line) > 45 and "," in line):
        return None
    if not opened and _is_menu(line):
        return "furniture"
    return "heading" if _is_title(line) else "context"


def _is_menu(line: str) -> bool:
    """Is a line before the text a word or two of the page's menu?"""
    return len(line) <= 8 and not _ARABIC_TITLE.match(line) and not _OF_A_DOCUMENT.search(line)


def _is_sentence(line: str) -> bool:
    return line[-1] == "。" and len(line) > _SHORTEST_SENTENCE


def _is_document_title(line: str) -> bool:
    """Is the first line of a document its title: no sign of a sentence, and more words than a menu's?"""
    if len(line) > 45 or re.search("[,;。:]", line) or line[-1] in _ENDS:
        return False
    return _DOCUMENT_TITLE.search(line) is not None or (len(line) >= 9 and not re.search("[0-9]", line))


def _mostly_latin(line: str) -> bool:
    latin = sum(1 for sign in line if sign.isascii() and sign.isalnum())
    return latin * 2 > len(line) and latin > 12


def _is_title(line: str) -> bool:
    return bool((_ARABIC_TITLE.match(line) and len(line) > 2) or _TITLE.search(line))


def is_context(sentence: str) -> bool:
    """Does the sentence tell of occasion, meeting or publication rather than of work?"""
    return _CONTEXT.search(sentence) is not None


# What an article says of its own promises: 全年计划新建12所, 今年计划改造….
_PLANNED = re.compile(
    r"^(?:按照?|根据)(?:年度|年初)?(?:计划|安排|承诺),|^年初,?[^,;。]{0,12}(?:承诺|提出|确定)|"
    r"^(?:[①-⑳])?(?:(?:今年|全年|本年|年初|当年|20[0-9]{2}年),?){1,2}"
    r"[^,;。]{0,16}?(?:计划|拟)(?!数|任务|生育|完成率)"
)
_PROMISED_SO = re.compile("这是[^,;。]{0,16}(?:承诺|军令状)|写[进入](?:了)?[^,;。]{0,6}政府工作报告")
_ANSWERS = re.compile("如今|一年来|截至|目前|现在|到年底|至年底")
_OUTLOOK = re.compile(
    r"^(?:下半年|下一步|下一阶段|接下来|今后|未来|新的一年|明年|下一年|20[0-9]{2}年,)"
    r"[^。]{0,30}(?:将|要|继续)"
)


def told_beside(sentence: str) -> str | None:
    """Return target or context for a sentence of an article that tells of promises or of what comes next.

    >>> [told_beside(told) for told in ("全年计划新建驿站12座。", "下半年,将继续推进。", "建成驿站9座。")]
    ['target', 'context', None]
    """
    if _OUTLOOK.search(sentence):
        return "context"
    return "target" if _PLANNED.search(sentence) or _PROMISED_SO.search(sentence) else None


def answers(line: str, promise: str) -> bool:
    """Does a paragraph of an article tell what came of the one above it, which tells of nothing done?

    >>> answers("如今,食堂飘香。", "建设老年食堂8个。"), answers("如今,园区热闹。", "已建成公园2个。")
    (True, False)
    """
    return _ANSWERS.match(line) is not None and not _ANSWERS.match(promise) and weight(promise) <= 0


def counts_the_list(name: str, unit: str | None) -> bool:
    """Is a number one of the list itself: 26项民生实事, 达到序时进度15项?

    >>> counts_the_list("进度滞后", "项"), counts_the_list("进度滞后", "公里")
    (True, False)
    """
    return unit in _UNITS_OF_THE_LIST and _COUNTED_OF_THE_LIST.search(name) is not None


def is_speech(sentence: str) -> bool:
    """Is a sentence what somebody said: “现在下楼就能吃饭。”"""
    return sentence[:1] == "“" and sentence[-2:] in _SPEECH_ENDS and "”" not in sentence[:-1]


def tells_of_the_list(sentence: str, counted: Sequence[str]) -> bool:
    """Does a sentence count only the list itself, those who voted on it and their votes?

    >>> tells_of_the_list("会上,320名代表票决出为民实事10件。", ["代表", "为民实事"])
    True
    """
    of_it = [name for name in counted if _OF_THE_LIST.search(name)]
    others = [name for name in counted if name not in of_it and not _MONEY_OF_THE_LIST.search(name)]
    known = is_context(sentence) or any("实事" in name for name in counted)
    return bool(of_it) and known and not others


def is_aim(clauses: Sequence[str]) -> bool:
    """Does the sentence open with what the work is good for, or by what means, and count nothing?"""
    return bool(clauses) and _AIM.match(clauses[0]) is not None and not any(map(_COUNTED.search, clauses))
