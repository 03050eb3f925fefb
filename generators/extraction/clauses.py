"""A sentence cut into clauses, and a clause into the stretches of text around its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generators.extraction.lexicon import NOMINAL, VERB
from generators.extraction.phrases import governs, parse, words_between
from generators.extraction.reading import Quantity, Reading, inside
from generators.extraction.records import Span
from generators.extraction.words import each

# Between two works each with its own stage 、 parts clauses: 甲楼月底前投用、乙楼年底前封顶.
_SIGN = re.compile(
    r"[,;:。!?()…]|"
    r"(?<=投用|完工|竣工|开工|动工|封顶|启用|贯通|通车)、"
    r"(?![^、,;。]{0,3}(?:投用|投产|完工|竣工|开工|动工|封顶|启用|贯通|通车|建成|验收|开放))"
)
# 60个站点改造资金900万: the money is the second number's.
_SIDE = re.compile(r"(?:总|建筑|改造|建设|补助|配套|占地|完成)?(?:资金|投资|经费|面积|长度|里程)$")
_JOINER = re.compile(r"[、和与]|以及|(?<![惠涉普顾遍波])及|并")
# 7座危桥开工6座: the stage that some of those just counted have come to.
_REACHED = frozenset(each("开工 已开工 动工 已动工 完工 已完工 竣工 已竣工 建成 投用 启用 封顶 已完成"))
_REACHING = ("惠及", "涉及", "普及", "顾及", "遍及", "波及")


@dataclass(slots=True)
class Clause:
    """A stretch between two signs: ``before`` opened it, ``after`` closed it."""

    start: int
    end: int
    before: str
    after: str
    quantities: list[Quantity] = field(default_factory=list)
    in_bracket: bool = False


_COUNTED_END = re.compile("[0-9][个所座条处家][^,;。:()0-9]{0,6}$")


def clauses(reading: Reading) -> list[Clause]:
    """Return the clauses in order; a bracket is a clause of its own only when a number stands in it."""
    text, out = reading.text, []
    start, before, depth = 0, "", 0
    quiet_until = -1
    for match in _SIGN.finditer(text):
        place, sign = match.start(), match[0]
        if place < quiet_until or (reading.quotes and inside(reading.quotes, place)):
            continue
        if sign == "," and _in_number(reading, place):
            continue
        if sign == "(":
            close = text.find(")", place)
            if close < 0 or not _holds_number(reading, place, close):
                quiet_until = max(quiet_until, close + 1)
                continue
        sign = "," if sign == "、" or (sign == ":" and _leads_on(text, place)) else sign
        if start < place:
            out.append(Clause(start, place, before, sign, [], depth > 0))
        if sign in "()":
            depth = depth + 1 if sign == "(" else max(0, depth - 1)
        start, before = place + 1, sign
    if start < len(text):
        out.append(Clause(start, len(text), before, "", [], depth > 0))
    _share_out(out, reading.quantities)
    return out


def _leads_on(text: str, colon: int) -> bool:
    """其中:城区5所、乡镇4所, 其余6个小区:3个完成招标: these colons part nothing."""
    if text.endswith(("其中", "包括", "分别为", "分别是"), 0, colon):
        return True
    counts = text[colon + 1 : colon + 2].isdigit()
    return counts and _COUNTED_END.search(text, max(0, colon - 12), colon) is not None


def _in_number(reading: Reading, place: int) -> bool:
    number = reading.quantity_before(place)
    return number is not None and number.start < place < number.end


def _holds_number(reading: Reading, start: int, end: int) -> bool:
    number = reading.quantity_before(end)
    return number is not None and number.start > start


def _share_out(found: list[Clause], quantities: list[Quantity]) -> None:
    at = 0
    for quantity in quantities:
        while at < len(found) - 1 and found[at].end <= quantity.start:
            at += 1
        found[at].quantities.append(quantity)


def crossed(found: Sequence[Clause], start: int, end: int) -> bool:
    """Does a sign stronger than a comma part two clauses, given by their numbers?"""
    return any(clause.before in ";。:" for clause in found[start + 1 : end + 1])


def around(reading: Reading, clause: Clause) -> list[tuple[Span, Span]]:
    """Return, for each number of the clause, the text that may name it: before it and after it.

    Between two numbers the text is divided at 、 or 和: ``10个村、5个社区``, ``学校10所、医院5家``.
    """
    text, numbers = reading.text, clause.quantities
    sides: list[tuple[Span, Span]] = []
    left = clause.start
    for at, number in enumerate(numbers):
        before = (left, max(left, number.lead))
        if at + 1 == len(numbers):
            sides.append((before, (number.tail, max(number.tail, clause.end))))
            break
        named = before[1] > before[0] and text[before[1] - 1] != "的" and _names_something(reading, before)
        end = numbers[at + 1].lead
        verb = None if named else _verb_inside(reading, number.tail, end)
        cut, left = (verb, verb) if verb else _divide(text, number.tail, end, named)
        sides.append((before, (number.tail, cut)))
    return sides


def _names_something(reading: Reading, span: Span) -> bool:
    phrase = parse(reading, *span)
    return phrase.has_object or phrase.has_subject or phrase.verb[1] > phrase.verb[0]


def _verb_inside(reading: Reading, start: int, end: int) -> int | None:
    """39个村改造线路16公里: the verb between two numbers governs the second."""
    for begin, stop, kind in words_between(reading, start + 1, end):
        if (stop < end and _is_verb(reading, stop, end, kind)) or reading.text[begin:end] in _REACHED:
            return begin
    return None


def _is_verb(reading: Reading, stop: int, end: int, kind: int) -> bool:
    if kind & NOMINAL:
        return governs(reading.text, stop, end)
    return bool(kind & VERB)


def _divide(text: str, start: int, end: int, named: bool) -> Span:
    """Return where the text after one number ends and where the text before the next begins."""
    if start >= end:
        return start, start
    joiner = _JOINER.search(text, start, end)
    if joiner is None:
        side = _SIDE.search(text, start, end)
        if side:
            return side.start(), side.start()
        return (start, start) if named and end - start <= 8 else (end, end)
    if joiner.start() == start:
        return start, joiner.end()
    if text[end - 1] in "、和及与" and text[end - 2 : end] not in _REACHING:
        return end - (2 if text[end - 2 : end] == "以及" else 1), end
    return joiner.start(), joiner.end()
