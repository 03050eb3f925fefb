"""The money of a project as its sentences tell it: in all, planned for the year, spent; in 万元, for 投资."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generators.extraction.documents import Line, extract_document
from generators.extraction.records import Indicator, Link, Sentence
from generators.published.drafts import DraftTask
from generators.published.multiples import in_words, turned

TOTAL, PLANNED, DONE = "total", "planned", "invested"
#: What an amount is by its name.
_NAMES = (
    (TOTAL, re.compile("(?:项目|工程|计划|预计|概算|估算|批复)*总投资额?")),
    (PLANNED, re.compile(
        "(?:年度|年内|全年|本年度?|今年|当年)*(?:计划|预计)(?:完成)?投资额?|(?:年度|年内|全年)投资(?:计划|任务)?额?"
    )),
    (DONE, re.compile("(?:年度|年内|今年|本年度?|累计|共|已)*(?:完成)?投资(?:完成)?额?")),
)  # fmt: skip
#: Money spent since works began is more than that of the year.
_SINCE = re.compile("以来|开工至今")
UNIT, WORD = "万元", "投资"


@dataclass(frozen=True, slots=True)
class Invested:
    """Amounts by field of 投资, the fields by the indicators that tell them, and what is not certain."""

    amounts: dict[str, Decimal] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    links: dict[Link, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why to look."""
        told = "、".join(self.left)
        return (f"这些投资数没有写入，需要时请核对后填在“投资”表：{told}",) if self.left else ()


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money with its field of 投资; '' for a part of another."""

    link: Link
    field: str
    one: Indicator
    sentence: Sentence

    @property
    def raw(self) -> str:
        """The amount in its own words."""
        return f"{self.one.name}{in_words(self.one)}"


def investment_of(report: DraftTask, promised: DraftTask) -> Invested:
    """Return what a report on a task says of its money."""
    texts = (promised.content, report.text)
    if not any(WORD in text for text in texts):
        return Invested()
    told = extract_document([
        Line(line, role, 1)
        for text, role in zip(texts, ("target", "progress"))
        for line in text.split("\n")
        if line
    ])  # fmt: skip
    return invested(told, report.period.quarter if report.period else 0)


def invested(told: Sequence[Sentence], quarter: int = 0) -> Invested:
    """Return what sentences say of money; ``quarter`` is that of the report, 0 for none."""
    found = list(amounts_in(told))
    certain, said = dict[str, Decimal](), dict[str, str]()
    for name in (TOTAL, PLANNED, DONE):
        same = [one for one in found if one.field == name]
        values = {value_of(one, quarter) for one in same}
        value = values.pop() if len(values) == 1 else None
        if value is not None:
            certain[name], said[name] = value, same[0].sentence.text
    left = dict.fromkeys(one.raw for one in found if one.field not in certain)
    return Invested(certain, said, {one.link: one.field for one in found}, tuple(left))


def amounts_in(told: Sequence[Sentence]) -> Iterator[Amount]:
    """Yield the amounts that belong on 投资, and their parts."""
    has_total = any(total_in(sentence) for sentence in told)
    taken: set[Link | None] = {None}
    for sentence in told:
        for index, one in enumerate(sentence.indicators):
            name = field_of(one, sentence.role, has_total)
            if name == DONE and one.reports_on not in taken:
                continue  # it is of a promise that stays among the indicators
            if name or is_part_of(sentence, one, taken) or is_of_one_work(one, sentence.role):
                taken.add(link := Link(sentence.key, index))
                yield Amount(link, name, one, sentence)


def is_part_of(sentence: Sentence, one: Indicator, taken: Collection[Link | None]) -> bool:
    """Return whether an amount is a part of one that belongs on 投资."""
    whole = None if one.parent is None else Link(sentence.key, one.parent)
    return one.rel == "part" and one.unit == "元" and whole is not None and whole in taken


def is_of_one_work(one: Indicator, role: str) -> bool:
    """Return whether money is reported of one of several works: what all of them took is not told."""
    is_loose = role == "progress" and one.reports_on is None and one.unit == "元"
    return is_loose and one.value is not None and WORD in one.name


def total_in(sentence: Sentence) -> bool:
    """Return whether a sentence tells the money of a project in all."""
    return any(named(one) == TOTAL for one in sentence.indicators)


def named(one: Indicator) -> str:
    """Return what an amount of money is by its name alone, '' for anything else."""
    if one.unit != "元" or one.value is None or one.rel == "part":
        return ""
    return next((name for name, pattern in _NAMES if pattern.fullmatch(one.name)), "")


def field_of(one: Indicator, role: str, has_total: bool) -> str:
    """Return the field of 投资 that an amount belongs in, '' for none.

    What is to be spent is the plan of the year beside the money in all, or where it is called a plan; else it
    is a promise like any other.
    """
    name, is_planned = named(one), bool(one.hedge)
    if role == "progress":
        is_done = name == PLANNED and one.action == "完成" and not is_planned
        return DONE if is_done else name
    if name == DONE:
        return PLANNED if has_total or is_planned else ""
    return name


def value_of(amount: Amount, quarter: int) -> Decimal | None:
    """Return an amount in 万元, None where it is about so much, or not of the year up to a known quarter."""
    one = amount.one
    is_partial = not quarter or (one.period == "quarter" and quarter != 1)
    if amount.field == DONE and (is_partial or _SINCE.search(amount.sentence.text)):
        return None
    return turned(one.value, "元", UNIT) if one.comparator == "=" and one.value is not None else None
