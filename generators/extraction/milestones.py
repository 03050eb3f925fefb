"""Named pieces of work and the stage they stand at or must reach, where no number is given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generators.extraction import stages
from generators.extraction.clauses import Clause
from generators.extraction.drafts import Draft
from generators.extraction.lexicon import Lexicon
from generators.extraction.phrases import parse, trimmed
from generators.extraction.reading import Chain, Phrase, Reading, inside
from generators.extraction.records import Span
from generators.extraction.words import HEDGES, each

_TRAILING = re.compile(
    r"(?:工作|阶段|状态|流程|程序|完毕|任务|目标|手续|等|中|了|期|前|后|的|当中|之中|正|在|内|期间|完成率|过半|近半|近尾声)+$"
)
_FLOOR = re.compile(
    r"(?:主体)?(?:结构)?(?:施工)?(?:至|到)?(?:地上|地下|第)?[0-9一二三四五六七八九十]+层(?:建筑|结构|"
    r"施工|楼面|楼板|主体)*$"
)
_BETWEEN = re.compile(
    r"(?:于|[0-9]{1,2}月[0-9]{1,2}日|已经|已|均|全部|基本|正式|目前|进行|开展|逐步|正在|正|现|处于|"
    r"进入|到|至|等|的|了|并|、|和|及|与|,|各项|相关|全面|顺利|年内|年底前|有序|将|可|"
    r"计划|预计|力争|确保|实现|取得|完成了|办理|抓紧|各|提交|上级|上级单位|单位|部门|多部门|组织|申报|"
    r"准备|整体|全线|阶段性|逐一|由|上报|报送|待|拟|先后|陆续|"
    r"(?:19|20)[0-9]{2}年(?:底|末|初|内)?|[0-9]{1,2}月(?:底|份|初|中旬|上旬|下旬)?前?|[一二三四]季度|"
    r"上半年|下半年|底前|前)+$"
)  # fmt: skip
_ORDER = {stage: rank for rank, stage in enumerate(stages.STAGES)}
_COMPONENT_STAGES = (
    (re.compile(
        r"前期(?!筹备|准备)|报批|审批|批复|财评|评审|招标|招投标|招采|挂牌|会审|立项|审核|图审|中标|"
        r"报建|许可|报审|送审|备案|公示|论证"), "approval"),
    (re.compile(
        r"封顶|二次结构|主体验收|主体(?:结构|工程)?(?:已|均|全部|基本|全面)*(?:完工|完成|竣工|建成|"
        r"验收|结束)|结构(?:已|均)*完成|结顶|完成主体(?:结构|工程)?$"), "topped"),
    (re.compile(r"基础|桩基|土方|基坑|地下室|主体|打桩"), "construct"),
    (re.compile(
        r"粉刷|装修|装饰|涂料|贴砖|内装|外装|市政|附属|室外|景观|安装|调试|收尾|扫尾|配套"), "fitout"),
)  # fmt: skip
# Words that order work without an end, or only paper.
_NO_END = frozenset(each("方案 建设 实施方案 工作方案 设计方案 实施 推进 设计 开展 运行 运营"))
_BEGUN = re.compile("动工|开工|启动|进场")
_TARGET_STAGES = frozenset(each("topped fitout start complete in_use"))
# 取得批复, 完成路基工程, 主体施工至6层: a step on the way that a target may name.
_STEPS = frozenset(each("plan approval construct"))
_STEP_TAKEN = ("完成", "取得", "加快", "开展", "办理", "通过", "主体施工", "施工至", "做好")
_DUE = re.compile(
    r"(?:19|20)[0-9]{2}年(?:底|末|内)?(?:[0-9]{1,2}月(?:底|末|[0-9]{1,2}日)?)?|"
    r"(?<![0-9])[0-9]{1,2}月(?:底|末|[0-9]{1,2}日)?"
)
_HEDGE = re.compile(r"(?:^|(?<=[,;:。、年月内底前度份并]))(?:" + "|".join(HEDGES) + ")")
_PAPERS = ("方案", "计划", "办法", "细则", "制度", "规划", "名单", "清单", "通知", "意见", "标准")
_ASIDE = re.compile(r"\([^()]*\)$")
_AGENT = re.compile(r"(?<![自理缘])由[^,;。:]{2,20}$")
# 幼儿园正在承台施工: what is being done is no part of the name.
_UNDER_WAY = re.compile("(?:正在|目前|现正|现已|已经|均已)[^、,;]{0,8}$")
_TOLD_LAST = re.compile(
    r"[一-龥)”](?:尚未|暂未|未)[一-龥]{2,4}$|(?<=[一-龥)”])(?:已|均|正在)(?:经|已)?(?:全部|"
    r"基本)?[^,;。:的]{2,6}$"
)
# 通过推进某项建设: the means, not the task.
MEANS = frozenset(("通过", "依托", "围绕", "根据", "按照"))
# 建成某中心并投入使用: the last stage is what counts.
_THEN_USED = re.compile(
    "并(?:正式|全面)?(?:投入使用|投用|启用|开放|交付使用|投入运行|投入运营|运营|开馆|通车)$"
)
# 对甲街、乙街整治提升: what the work is done to stands behind these.
_UPON = frozenset(("对", "将"))
_FINISHING = each(
    "完成 做好 进入 通过 开展 进行 实现 组织 落实 抓好 加快 办理 准备 全面完成 启动 推进 正在准备"
)

# What is done of a work before it is complete: a part of it that stands, is laid or is cast.
_ON_PARTS = each("完成 施工 进行 开展 实施")
_PART = re.compile(
    "(?:路基|路面|路床|水稳层?|垫层|基层|沥青|基础|桩基|地基|基坑|土方|承台|桥墩|墩柱|盖梁|箱梁|梁板|桥台|主体|结构|楼板|"
    "地下室?|地上|[一二三四五六七八九十0-9]层|浇筑|砌筑|吊装|敷设|铺设|铺装|铺筑|摊铺|开挖|回填|支护|围挡|"
    "管[网线道沟]|征[地拆]|拆[迁除]|清表|护[坡岸]|堤防|清淤|外立面|墙体|保温|防水|屋面|门窗|幕墙|抹灰|"
    "布线|吊顶|地坪|草坪|绿化)(?:工程|施工|工作|改造|整治|部分|层)*$"
)
_GROUND_WORK = re.compile(
    "(?:桩基|地基|基坑|土方|承台|地下室?|底板|顶板|基础)(?:检测|施工|工程|浇筑|开挖|支护|回填|结构|底板|顶板)*$"
)
_PREPARING = each("启动 开展 做好 抓好 加快 推进 抓紧 有序推进")


@dataclass(frozen=True, slots=True)
class Found:
    """A stage told of something: where its words stand, what they mean, whom the clause names, if anyone."""

    stage: str
    span: Span
    subject: Span
    phrase: Phrase
    verb_first: bool
    about: bool = False


def find_stage(reading: Reading, lexicon: Lexicon, start: int, end: int, progress: bool) -> Found | None:
    """Return the stage a clause tells, verb first (建成 + a work) or last (a work + 竣工), if any."""
    if progress and _TOLD_LAST.search(reading.text, start, end):
        last = _predicate_last(reading, lexicon, start, end, progress)
        if last:
            return last
    phrase = parse(reading, start, end)
    return (
        _verb_first(reading, lexicon, phrase, progress)
        or (_of_a_part(reading, phrase) if progress else None)
        or _predicate_last(reading, lexicon, start, end, progress)
    )


def _of_a_part(reading: Reading, phrase: Phrase) -> Found | None:
    """甲路完成路基, 文体中心正在施工地上三层: how far a work is, told by what of it is done."""
    text = reading.text
    verb, part = text[slice(*phrase.verb)], text[slice(*phrase.object)]
    if not (phrase.has_subject and verb.endswith(_ON_PARTS) and _PART.search(part)):
        return None
    span = (phrase.verb[0], phrase.object[1])
    return Found(staged(verb + part, "construct"), span, phrase.subject, phrase, False)


# ---------------------------------------------------------------- 建成 + a work
def _verb_first(reading: Reading, lexicon: Lexicon, phrase: Phrase, progress: bool) -> Found | None:
    text = reading.text
    verb = text[slice(*phrase.verb)]
    stage = stage_of_verb(lexicon, verb) if verb and phrase.preposition not in MEANS else None
    stage = "plan" if _prepares(text, verb, phrase) else stage
    if stage is None or (phrase.has_subject and not (progress and stage == "plan")):
        return None
    if phrase.has_subject and text[slice(*phrase.subject)].endswith(_PAPERS):
        return Found(stage, phrase.verb, phrase.subject, phrase, True)
    if not phrase.has_object:
        done_to = phrase.about[1] > phrase.about[0] and (progress or phrase.preposition in _UPON)
        return Found(stage, phrase.verb, phrase.about, phrase, True, True) if done_to else None
    subject = without_agent(text, _without_sequel(reading, phrase.object))
    if _THEN_USED.search(text, *phrase.object):
        return Found("in_use", phrase.verb, subject, phrase, True)
    chain = stage_chain(reading, lexicon, *phrase.object) if _finishing(verb) else None
    words = _told_of(verb, text[chain.start : chain.end]) if chain else ""
    told = staged(words, chain.last) if chain else stage
    if chain is None or stage == "plan" or not _overrules(told, stage, words):
        return Found(stage, phrase.verb, subject, phrase, True)
    if chain.start <= subject[0]:
        if progress and chain.end >= subject[1]:  # 已完成基础施工: of the work told of before
            start = phrase.verb[0]
            return Found(told, (start, chain.end), (start, start), phrase, False)
        return Found(told, phrase.verb, subject, phrase, True)
    if told in ("in_use", "topped"):
        return Found(told, (phrase.verb[0], chain.end), (subject[0], chain.before), phrase, True)
    whole = (phrase.verb[0], max(chain.end, subject[1])) if progress else phrase.verb
    return Found(told, whole, subject, phrase, True)


def _prepares(text: str, verb: str, phrase: Phrase) -> bool:
    """启动某线前期工作: what is done before a work begins, unless it is finished (完成前期工作)."""
    return verb.startswith(_PREPARING) and phrase.has_object and text.endswith("前期工作", *phrase.object)


def _told_of(verb: str, words: str) -> str:
    """完成某楼主体: the verb and the part of the building behind its name are told together."""
    return verb + words if words.startswith("主体") and verb.endswith("完成") else words


def _overrules(told: str, stage: str, words: str) -> bool:
    """Does the stage told at the end of an object (完成…招标) say more than the verb itself?"""
    if told == "construct":
        return _COMPONENT_STAGES[2][0].search(words) is not None
    return told not in ("complete", "ongoing") or (stage == "ongoing" and told != "ongoing")


def _finishing(verb: str) -> bool:
    return verb.startswith(_FINISHING) or verb.endswith(_FINISHING)


def stage_of_verb(lexicon: Lexicon, verb: str) -> str | None:
    """Return the stage a verb or a chain of verbs gives its object; the longest known ending decides."""
    for start in range(len(verb)):
        stage = lexicon.verb_stages.get(verb[start:])
        if stage:
            return stage
    for size in range(len(verb), 1, -1):
        stage = lexicon.verb_stages.get(verb[:size])
        if stage:
            return stage
    return None


def _without_sequel(reading: Reading, span: Span) -> Span:
    """Return the object without a second verb behind 并."""
    place = reading.text.find("并", *span)
    return (span[0], place) if place > span[0] + 1 else span


# ---------------------------------------------------------------- a work + 竣工
def stage_chain(reading: Reading, lexicon: Lexicon, start: int, end: int) -> Chain | None:
    """Return the run of stage words that closes ``start``:``end``, or None."""
    if (start, end) not in reading.chains:
        reading.chains[start, end] = _chain(reading, lexicon, start, end)
    return reading.chains[start, end]


def _chain(reading: Reading, lexicon: Lexicon, start: int, end: int) -> Chain | None:
    text = reading.text
    ends = {
        m.end(): m
        for m in lexicon.predicate_pattern.finditer(text, start, end)
        if not inside(reading.quotes, m.start())
    }
    trailing = _TRAILING.search(text, start, end)
    stops = [end] if not trailing else [end, *range(end - 1, trailing.start() - 1, -1)]
    place = next((stop for stop in stops if stop in ends), None)
    floor = _FLOOR.search(text, start, end)
    if place is None and floor is None:
        return None
    close = place if place is not None else end
    stage = lexicon.predicates[ends[close][0]] if place is not None else "construct"
    begin = ends[close].start() if place is not None else floor.start()  # type: ignore[union-attr]
    before, begin = _grown(text, ends, start, begin)
    return Chain(before, begin, close, stage)


def _grown(text: str, ends: dict[int, re.Match[str]], start: int, begin: int) -> Span:
    """Return where the run begins with earlier stage words: with joining words and without."""
    while begin > start:
        joint = _BETWEEN.search(text, start, begin)
        word = ends.get(begin) or (ends.get(joint.start()) if joint else None)
        if word is None:
            return (joint.start() if joint else begin), begin
        begin = word.start()
    return begin, begin


def staged(words: str, last: str) -> str:
    """Return the stage of a run of stage words: that of its part or step of approval, else ``last``."""
    if last == "not_started":
        return last
    if last == "ongoing" and _BEGUN.search(words):
        return "start"
    for pattern, stage in _COMPONENT_STAGES:
        if pattern.search(words) and not (last == "in_use" and stage != "approval"):
            return stage if stage != "approval" or last != "in_use" else last
    return last


def _predicate_last(reading: Reading, lexicon: Lexicon, start: int, end: int, progress: bool) -> Found | None:
    text = reading.text
    aside = _ASIDE.search(text, start, end)
    chain = stage_chain(reading, lexicon, start, aside.start() if aside else end)
    if chain is None:
        return None
    words = text[chain.start : chain.end]
    stage = staged(words, chain.last)
    if progress:
        told = not words.endswith("方案")
    else:
        told = stage in _TARGET_STAGES and words not in _NO_END
        told = told or (stage in _STEPS and words.startswith(_STEP_TAKEN))
    phrase = parse(reading, start, chain.before)
    subject = phrase.subject if phrase.has_subject else phrase.object
    verb = text[slice(*phrase.verb)]
    if not told or (subject[1] <= subject[0] and verb and verb not in lexicon.verb_stages):
        return None
    under_way = _UNDER_WAY.search(text, subject[0] + 2, subject[1]) if subject[1] > subject[0] + 2 else None
    subject = (subject[0], under_way.start()) if under_way else subject
    span = trimmed(text, without_agent(text, subject))
    below = _GROUND_WORK.search(text, *span) if progress and stage == "complete" else None
    if below and below.start() > span[0] + 2:  # 中心幼儿园桩基检测完成: no more than that is complete
        return Found("construct", (below.start(), chain.end), (span[0], below.start()), phrase, False)
    return Found(stage, (chain.start, chain.end), span, phrase, False)


def without_agent(text: str, span: Span) -> Span:
    """Return the span without who does the work (…由某局牵头)."""
    agent = _AGENT.search(text, *span)
    return (span[0], agent.start()) if agent and agent.start() > span[0] + 1 else span


# ---------------------------------------------------------------- drafts and stages beside counts
def milestone(name: str, spans: tuple[Span, ...], stage: str, told: Span, text: str) -> Draft:
    """Return the draft of one work at one stage; ``told`` is where the stage words stand."""
    return Draft(name, text[slice(*told)], None, None, None, "milestone", told, stage=stage, name_spans=spans)


def without_stage(reading: Reading, lexicon: Lexicon, span: Span) -> Span:
    """Return what stands behind a number without the stage words that close it (标段已进场施工 -> 标段)."""
    chain = stage_chain(reading, lexicon, *span) if span[1] > span[0] else None
    if chain is None or reading.text[chain.start : chain.end] in VAGUE:
        return span
    return span[0], max(span[0], chain.before)


# Stage words that close many a sentence without saying how far a count has come.
VAGUE = frozenset(each("推进 开放 实施 建设 设计 方案 开展 运营 运行 完成 改造 提升"))
_COUNTED_STAGES = frozenset(each("plan approval start construct topped fitout not_started"))
_CHOSEN = ("明确", "确定", "摸排", "摸底", "选定", "梳理", "排定")


def stage_beside(reading: Reading, lexicon: Lexicon, clause: Clause) -> tuple[str | None, str | None]:
    """Return the stage the counts of a clause stand at (明确4个点位), and the one they have reached.

    What is complete counts, and stands at none.
    """
    last = clause.quantities[-1]
    chain = stage_chain(reading, lexicon, last.tail, clause.end) if clause.end > last.tail else None
    if chain and reading.text[chain.start : chain.end] not in VAGUE:
        stage = staged(reading.text[chain.start : chain.end], chain.last)
        return (stage if stage in _COUNTED_STAGES else None), stage
    verb = parse(reading, clause.start, clause.quantities[0].lead).verb
    if reading.text[slice(*verb)].startswith(_CHOSEN):
        return "plan", "plan"
    before = stage_chain(reading, lexicon, clause.start, clause.quantities[0].lead)
    if before is None or reading.text[before.start : before.end] in VAGUE:
        return None, None
    return None, staged(reading.text[before.start : before.end], before.last)


def due_in(text: str, start: int, end: int) -> str:
    """Return the deadline written inside a clause (2024年6月底前 -> ``2024年6月底``), else nothing."""
    match = _DUE.search(text, start, end)
    return match[0] if match else ""


def hedge_in(text: str, start: int, end: int) -> str:
    """Return the word by which a clause only expects what it tells (预计, 力争), else nothing."""
    match = _HEDGE.search(text, start, end)
    return match[0] if match else ""
