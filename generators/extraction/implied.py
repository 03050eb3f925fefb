"""Values that are said without a number: full coverage, cleared to zero, doubled."""

from __future__ import annotations

import re
from decimal import Decimal

from generators.extraction.drafts import Draft
from generators.extraction.naming import listed
from generators.extraction.phrases import parse, trimmed
from generators.extraction.reading import Phrase, Reading
from generators.extraction.records import Span
from generators.extraction.stages import COVERAGE_TAILS, ZERO_TAILS

_DOUBLING = re.compile(r"翻(?P<times>[一两二三1-3]?)番")
_BASE = re.compile(
    r"(?:(?:比|较|在)(?:[0-9]{4}年(?:底|末)?)?)?(?:上|去|前)?年?(?:同期)?(?:的?基础上)?(?:实现|力争|"
    r"再|将)*$"
)
_TIMES = {"": 1, "一": 1, "1": 1, "两": 2, "二": 2, "2": 2, "三": 3, "3": 3}
_COVERAGE = re.compile(
    "(?:" + "|".join(COVERAGE_TAILS) + r"|[应愿能可](?P<act>[一-龥])尽(?P=act))(?:目标|工作|率)?$|"
    r"(?:全面)?覆盖(?:到)?(?:全[市区县省域镇乡州员]|所有|城乡|全部)[^,;。]{0,8}$"
)
_ALL = re.compile(
    r"[对为](?P<all>所有|全部|全体)(?P<who>[^,;。:0-9]{2,20}?)(?:进行|开展|实施|"
    r"提供)(?P<what>[^,;。:0-9]{2,16})$"
)
_ZERO = re.compile("(?:" + "|".join(ZERO_TAILS) + r")(?:目标)?$")
# Without one of these signs none of the patterns above can match.
_HINT = re.compile("[番零尽覆所全]|清零")
_COUNTED_AS = (
    ("家庭", "户"),
    ("人数", "人"),
    ("人员", "人"),
    ("户", "户"),
    ("学校", "所"),
    ("面积", "平方米"),
)
_FILLER_TAIL = re.compile(
    "(?:做到|实现|基本实现|达到|动态|保持|确保|已|均|基本|全面|为|实行|完成|推动|推进)+$"
)


def implied_in(reading: Reading, start: int, end: int) -> Draft | None:
    """Return the coverage, zero or multiple of a clause without a number, if it tells one."""
    text = reading.text
    if not _HINT.search(text, start, end):
        return None
    doubling = _DOUBLING.search(text, start, end)
    if doubling:
        times = Decimal(2 ** _TIMES[doubling["times"]])
        base = _BASE.search(text, start, doubling.start())
        stop = base.start() if base else doubling.start()
        return _draft(reading, start, stop, doubling.span(), "multiply", times, "倍")
    zero = _ZERO.search(text, start, end)
    if zero:
        unit = _unit_of(text[start : zero.start()])
        return _draft(reading, start, zero.start(), zero.span(), "zero", Decimal(0), unit)
    whole = _COVERAGE.search(text, start, end)
    if whole:
        return _draft(reading, start, whole.start(), whole.span(), "coverage", Decimal(100), "%")
    return _for_all(reading, start, end)


def _for_all(reading: Reading, start: int, end: int) -> Draft | None:
    """为所有新生儿做听力检查: everyone is meant, though 全覆盖 is not said; optional."""
    match = _ALL.match(reading.text, start, end)
    if match is None:
        return None
    pieces = (match.span("who"), match.span("what"))
    name = match["who"] + match["what"]
    return Draft(
        name, match["what"], Decimal(100), "%", "=", "coverage", match.span("all"),
        implied=True, optional=True, name_spans=pieces,
    )  # fmt: skip


def _unit_of(text: str) -> str:
    """Return the counting word that goes with what is cleared to zero."""
    return next((unit for head, unit in _COUNTED_AS if head in text[-8:]), "件")


def _named(phrase: Phrase) -> Span:
    """Return the span of what a value is said of: the object, or the subject too where that is short."""
    if phrase.has_subject and phrase.has_object and phrase.object[1] - phrase.object[0] <= 2:
        return phrase.subject[0], phrase.object[1]
    return phrase.object if phrase.has_object else phrase.subject if phrase.has_subject else phrase.verb


def _draft(
    reading: Reading, start: int, stop: int, span: tuple[int, int], kind: str, value: Decimal, unit: str
) -> Draft | None:
    text = reading.text
    filler = _FILLER_TAIL.search(text, start, stop)
    stop = filler.start() if filler else stop
    phrase = parse(reading, start, stop)
    name = trimmed(text, _named(phrase))
    members = listed(text[slice(*name)]) if kind == "coverage" and "、" in text[slice(*name)] else ()
    action = text[slice(*phrase.verb)] or text[slice(*span)]
    return Draft(
        text[slice(*name)],
        action,
        value,
        unit,
        "=",
        kind,
        span,
        implied=True,
        members=members,
        members_complete=bool(members),
        name_spans=(name,) if name[1] > name[0] else (),
        own_noun=name[1] > name[0],
    )
