"""The name of what a number counts, found in the text before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generators.extraction.clauses import Clause
from generators.extraction.lexicon import LEAD, NOMINAL, NOUN, VERB
from generators.extraction.phrases import parse, skip_lead, trimmed, words_between
from generators.extraction.reading import Phrase, Quantity, Reading
from generators.extraction.records import Span
from generators.extraction.signs import ETC
from generators.extraction.words import each

# 完成年度目标的124%: the share of the target done, named so.
_SHARE_DONE = re.compile(
    r"(?<![由从])((?:年度|全年|年初|既定|本年|当年|省定|市定|县定|区定|年计划|"
    r"总)(?:计划)?(?:目标)?(?:任务)?(?:目标)?(?:数|量)?|计划(?:数|任务)?|(?:目标)?任务(?:目标|"
    r"下达)?(?:数|量)?|目标(?:任务)?(?:数|值|量)?)的?$"
)
# 普及率由年初91%提高到92%, 管理率分别为66%、63%: from when and whose is no part of the name.
_SINCE = re.compile("(?:[由从](?:年初|上年末?|去年底?|[0-9]{4}年[底末]?)的?|分别(?:为|达到?|是)?)$")
_RATE_DONE = re.compile(r"((?:目标|任务|工作)?完成(?:率|比例))(?:分别|依次|均|已)?(?:为|达到?|是)?$")
_SHARE_ALONE = re.compile(r"(?:分别)?占(?:约|达|为)?()$")
_SHARE_OF_ALL = re.compile(r"(?:分别)?占比(?:分别)?(?:约|达|为|达到)?$")
_LIGHT_TAIL = re.compile(
    r"的?(?:年度|全年)?(?:标准|任务|总目标|目标|指标|左右|规模|要求|范围|水平|工作)(?:目标|任务|要求|"
    r"值|数)?(?:以内|之内|内|以上)?$"
)
_LIST_SIGN = re.compile(r"[、和及]|以及")
_MODE = re.compile(r"^(?:[免逐集统轮]费?|全部|均|都|已|共|逐[一步个]|分别)+")
_TRAILING_ADVERB = re.compile(r"(?<!自)(?:已经|已|均|都|全部|提前|正在|也)+$")
_SENSELESS = frozenset(
    each(
        "总数 总量 数量 合计 共计 总计 其中 规模 总规模 施工进度 工程总进度 项目工程量 项目进度 "
        "建设进度 工程总量 总进度 进度 总工程量 工程量 形象进度 "
        "工程进度 总体进度 总工作量 工作量 年度任务 全年任务 年度目标 目标任务 全年目标 年度目标任务 "
        "全年目标任务 任务 目标"
    )
)
# Verbs of reach: what they take is a side of the work, not the work.
REACH = frozenset(each("涉及 惠及 受益 覆盖 服务 受众 吸引 带动 直接受益 享受"))
_LONGEST_SHORT_NOUN = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name in pieces, the verb that governs it, and the examples in front of it."""

    spans: tuple[Span, ...]
    verb: str
    members: tuple[str, ...] = ()
    members_complete: bool = False
    own_noun: bool = True
    suffix: str = ""
    share: bool = False


def text_of(text: str, spans: tuple[Span, ...]) -> str:
    """Return the pieces of a name put together."""
    return "".join(text[start:end] for start, end in spans)


def name_quantity(reading: Reading, quantity: Quantity, before: Span, after: Span) -> Named:
    """Return the name found around a number; ``spans`` is empty when the clause itself holds none."""
    named = _found_around(reading, quantity, before, after)
    cut = (_behind_bracket(reading.text, span) for span in named.spans)
    spans = tuple(span for span in cut if span[1] > span[0])
    verb = named.verb.partition("(")[0]
    return named if (spans, verb) == (named.spans, named.verb) else replace(named, spans=spans, verb=verb)


def _behind_bracket(text: str, span: Span) -> Span:
    """学校(含教学点)教室: a name that begins within a bracket begins behind it."""
    close = text.find(")", *span)
    return (close + 1, span[1]) if close >= 0 and text.find("(", span[0], close) < 0 else span


def _found_around(reading: Reading, quantity: Quantity, before: Span, after: Span) -> Named:
    if quantity.unit == "%" and (share := _share_of_target(reading.text, before[0], quantity.lead)):
        return share
    since = _SINCE.search(reading.text, *before)
    phrase = parse(reading, before[0], since.start() if since else before[1])
    verb = reading.text[slice(*phrase.verb)]
    noun, tail, tail_verb = _after(reading, after)
    held = phrase.has_object and not _is_senseless(reading.text, phrase.object)
    if noun[1] > noun[0] and not _LIGHT_TAIL.fullmatch(reading.text[slice(*noun)]):
        return _prenominal(reading, quantity, phrase, noun, tail, verb or tail_verb, held)
    if held:
        return _postnominal(reading, phrase, verb)
    if phrase.has_subject and reading.text[slice(*phrase.subject)] not in _ADVERBS:
        stage_verb = () if not verb or phrase.verb[1] == phrase.verb[0] else (phrase.verb,)
        keep = (phrase.subject, *stage_verb) if verb in _SUBJECT_VERBS else (phrase.subject,)
        return Named(keep, verb)
    if tail[1] > tail[0]:
        return Named((tail,), tail_verb or verb)
    if verb and phrase.about[1] > phrase.about[0]:  # 为老年人体检2万人次
        return Named((phrase.about, phrase.verb), verb)
    return Named((phrase.verb,) if phrase.verb[1] > phrase.verb[0] else (), verb, own_noun=False)


def _share_of_target(text: str, start: int, end: int) -> Named | None:
    """Return the name of a share of the target: 完成年度目标的124%, 占124% alone; 占比 is one of all."""
    if _SHARE_OF_ALL.match(text[:end], start):
        return Named((), "完成", suffix="占比")
    share = _SHARE_DONE.search(text, start, end)
    if share:
        return Named((share.span(1),), "完成", suffix="完成率", share=True)
    rate = _RATE_DONE.search(text, start, end) or _SHARE_ALONE.match(text[:end], start)
    if rate is None:
        return None
    if rate[1]:
        return Named((rate.span(1),), "完成", share=True)
    return Named((), "完成", suffix="完成率", share=True)


_ADVERBS = frozenset(each("均已 已经 正在 已 均 共 各 全部 现已"))
_SUBJECT_VERBS = frozenset(each("新开工 开工 动工 竣工 完工 投用 交付 封顶 启用 服务 培训 接待"))


def _is_senseless(text: str, span: Span) -> bool:
    return text[slice(*span)] in _SENSELESS


def _after(reading: Reading, span: Span) -> tuple[Span, Span, str]:
    """Return the noun behind a number, the object of the verb behind that noun, and that verb."""
    start, end = trimmed(reading.text, span)
    words = words_between(reading, start, end)
    mode = _MODE.match(reading.text[start:end])
    if mode and words and words[0][0] < start + mode.end():
        start = skip_lead(reading, start, end)
    for begin, stop, kind in words:
        if begin < start or (
            not kind & VERB
            and not (kind & LEAD and not kind & (NOMINAL | NOUN) and begin > start and stop - begin > 1)
        ):
            continue
        if kind & VERB and reading.text[stop : stop + 1] == "的":
            continue
        phrase = parse(reading, begin, end)
        tail = phrase.object
        if _LIGHT_TAIL.fullmatch(reading.text[slice(*tail)]) or _is_senseless(reading.text, tail):
            tail = (end, end)
        noun = _TRAILING_ADVERB.search(reading.text, start, begin)
        return (
            trimmed(reading.text, (start, noun.start() if noun else begin)),
            tail,
            reading.text[slice(*phrase.verb)],
        )
    return (start, end), (end, end), ""


def _prenominal(
    reading: Reading, quantity: Quantity, phrase: Phrase, noun: Span, tail: Span, verb: str, held: bool
) -> Named:
    members, complete, modifiers = _members(reading, phrase.object, quantity) if held else ((), False, ())
    if held and not members and quantity.unit in ("%", "元"):
        return _postnominal(reading, phrase, verb)
    spans = [*modifiers, noun]
    if tail[1] > tail[0] and not (members and not phrase.preposition):
        spans.append(tail)
    return Named(tuple(spans), verb, members, complete)


def _members(
    reading: Reading, span: Span, quantity: Quantity
) -> tuple[tuple[str, ...], bool, tuple[Span, ...]]:
    """Return names listed before a number (甲、乙等12个 …), whether they are all, and what else is there."""
    text = reading.text[slice(*span)]
    if text.endswith("等"):
        return listed(text.rstrip("等")), False, ()
    parts = listed(text)
    if len(parts) > 1 and len(parts) == quantity.value:
        return parts, True, ()
    if len(parts) > 1 and quantity.value > len(parts) and not text.endswith("的"):
        return parts, False, (span,)
    return (), False, (span,)


def listed(text: str) -> tuple[str, ...]:
    """Return the names of an enumeration.

    >>> listed("梅园、松鹤里和北苑")
    ('梅园', '松鹤里', '北苑')
    """
    return tuple(part for part in _LIST_SIGN.split(text) if part)


def _postnominal(reading: Reading, phrase: Phrase, verb: str) -> Named:
    text, (start, end) = reading.text, phrase.object
    members: tuple[str, ...] = ()
    etc = next(reversed(list(ETC.finditer(text, start, end))), None)
    if (
        etc
        and etc.end() < end
        and text[etc.end()] != "的"
        and "、" in text[start : etc.start()]
        and "的" not in text[etc.end() : end]
    ):
        members = listed(text[start : etc.start()])
        start = etc.end()
    elif etc and etc.end() == end:
        end = etc.start()
    spans: tuple[Span, ...] = ((start, end),)
    if (
        end - start <= _LONGEST_SHORT_NOUN
        and phrase.verb[1] > phrase.verb[0]
        and phrase.verb[1] - phrase.verb[0] <= 4
    ):
        spans = (phrase.verb, (start, end)) if phrase.verb[1] <= start else spans
        if phrase.has_subject and phrase.subject[1] - phrase.subject[0] <= 4:
            spans = (phrase.subject, *spans)
    return Named(spans, verb, members)


_RESPECTIVELY = re.compile(r"分别(?:为|是|完成|达到|达|新增)?")


def respective_names(reading: Reading, clause: Clause) -> list[Span]:
    """Return one name a number for ``甲、乙分别完成3个、5个``, else nothing."""
    numbers = clause.quantities
    mark = _RESPECTIVELY.search(reading.text, clause.start, numbers[0].start) if len(numbers) > 1 else None
    if mark is None:
        return []
    phrase = parse(reading, clause.start, mark.start())
    start = phrase.object[0] if phrase.has_object else skip_lead(reading, clause.start, mark.start())
    names, left = [], start
    for place in range(start, mark.start() + 1):
        if place == mark.start() or reading.text[place] in "、和及":
            if place > left:
                names.append((left, place))
            left = place + 1
    return names if len(names) == len(numbers) else []
