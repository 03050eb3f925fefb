"""One stored cell becomes one value of the model, by the kind of its column.

A reader gets what the workbook holds (text, number, date, error …) and returns the value; anything a person
must look at raises :class:`Unclear`, which carries the message and what to keep. Nothing but blank is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from generators.model.indicator import Comparator, IndicatorKind
from generators.model.period import Period
from generators.model.settings import ScheduleRule
from generators.model.task import Deadline
from generators.registers.columns import CellKind
from generators.registers.deadlines import parse_day, parse_deadline, spoken
from generators.registers.grids import Percent
from generators.registers.name_lists import split_leaders, split_units
from generators.registers.parsing import (
    NONE_MARKS,
    normal,
    parse_comparator,
    parse_kind,
    parse_number,
    parse_schedule_rule,
)
from generators.registers.spelling import clean, controls_in, plain
from generators.workbooks.values import CellError, Doubtful, NoResult

CellReader = Callable[[Any], Any]
Read = TypeVar("Read")


class Unclear(Exception):
    """A cell that a person must look at: the message's code and blanks, and what is kept in the register."""

    def __init__(self, code: str, kept: object, **found: object) -> None:
        super().__init__(code)
        self.code, self.kept, self.found = code, kept, found


class Asked(str):
    """What stood in the place of a figure, kept as it was because a person is asked about it already."""


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a cell may depend on: the register's year, and the names it knows."""

    year: int = 0
    units: Collection[str] = ()
    leaders: Collection[str] = ()


def text(value: object) -> str:
    """Return a cell as text, as it may be printed."""
    if type(value) is str:
        if value.isprintable():
            return value.strip()
        if seen := controls_in(value):
            raise Unclear("CELL-3", clean(value), found=seen)
        return clean(value)
    return other_as_text(value)


def other_as_text(value: object) -> str:
    """Return a number or a day as a clerk would have typed it; Unclear for what is no value."""
    if isinstance(value, bool):
        raise Unclear("CELL-5", "TRUE" if value else "FALSE", found="TRUE" if value else "FALSE")
    if isinstance(value, Percent):
        return f"{normal(value.shown)}%"
    if isinstance(value, int | float):
        return str(as_decimal(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    raise unreadable(value, str(value))


def as_decimal(value: float) -> Decimal:
    """Return a stored number as typed: Excel keeps 15 digits, what is stored after them is noise.

    >>> as_decimal(0.28999999999999998), as_decimal(3)
    (Decimal('0.29'), Decimal('3'))
    """
    if isinstance(value, Percent):
        return normal(value.shown)
    return Decimal(value) if isinstance(value, int) else normal(Decimal(f"{value:.15g}"))


def unreadable(value: object, kept: object) -> Unclear:
    """Return what to say about a cell that holds no value its column could have."""
    if isinstance(value, CellError):
        return Unclear("CELL-1", value.code if isinstance(kept, str) else kept, found=value.code)
    if isinstance(value, NoResult):
        return Unclear("CELL-2", "" if isinstance(kept, str) else kept)
    if isinstance(value, Doubtful):
        return Unclear(
            "CELL-4", value.text if isinstance(kept, str) else kept, found=value.text, why=value.why
        )
    if isinstance(value, bool):
        return Unclear("CELL-5", kept, found="TRUE" if value else "FALSE")
    return Unclear("CELL-6", kept, found=shown(value))


def shown(value: object) -> str:
    """Return a date or time as a person reads it."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, time | timedelta) else repr(value)


def number(value: object, unit_of_measure: str = "") -> Decimal | None:
    """Return a cell as a number; None for an explicit 无 or blanks."""
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, float):
        return as_decimal(value)
    if not isinstance(value, str):
        raise unreadable(value, None)
    typed = clean(value)
    if not typed or typed in NONE_MARKS:
        return None
    try:
        return parse_number(typed, unit_of_measure)
    except ValueError as wrong:
        raise Unclear("NUM-1", None, found=wrong) from None


def figure(value: object) -> Decimal | str | None:
    """Return a cell as a number where it is one, else as its text: the kind of indicator decides later."""
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, float):
        return as_decimal(value)
    if isinstance(value, str):
        typed = text(value)
        return None if not typed or typed in NONE_MARKS else typed
    wrong = unreadable(value, text(value) if isinstance(value, date) else "")
    wrong.kept = Asked(wrong.kept)
    raise wrong


def numbering(value: object) -> str:
    """Return a number such as 3.2.1 that names a project, task or indicator.

    >>> numbering("３．２、"), numbering(3.2), numbering(3)
    ('3.2', '3.2', '3')
    """
    if type(value) is str and value.isascii() and value.replace(".", "").isdigit() and value[-1] != ".":
        return value
    if isinstance(value, date | time | timedelta):
        raise Unclear("CELL-6", text(value) if isinstance(value, date) else str(value), found=shown(value))
    typed = plain(text(value)).rstrip(".、,:：").replace(" ", "").lstrip("*★☆")
    return "" if typed in NONE_MARKS else typed


def worked_out(value: object, parse: Callable[[str], Read]) -> Read:
    """Return what the text of a cell says; what is kept of an unclear cell goes the same way."""
    try:
        typed = text(value)
    except Unclear as wrong:
        wrong.kept = kept_of(str(wrong.kept), parse)
        raise
    return parse(typed)


def kept_of(kept: str, parse: Callable[[str], Any]) -> Any:
    """Return what a text that is asked about anyway says, as far as it can be read."""
    try:
        return parse(kept)
    except Unclear as wrong:
        return wrong.kept


def day(value: object) -> date | None:
    """Return a cell as a day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | CellError | Doubtful | NoResult | time | timedelta):
        raise unreadable(value, None)
    return worked_out(value, day_in)


def day_in(typed: str) -> date | None:
    """Return the day that a text names, None for blank or an explicit 无."""
    if not typed or typed in NONE_MARKS:
        return None
    try:
        return parse_day(typed)
    except ValueError as wrong:
        raise Unclear("DATE-1", None, found=wrong) from None


def period_of(year: int) -> CellReader:
    """Return a reader of 期次; a period without a year is one of ``year``."""

    def parse(typed: str) -> Period | None:
        try:
            return Period.parse(plain(typed), year or None) if typed else None
        except ValueError as wrong:
            raise Unclear("WORD-2", None, found=f"{wrong}。") from None

    return lambda value: worked_out(value, parse)


def deadline_of(year: int) -> CellReader:
    """Return a reader of 完成时限; an explicit 无 is a deadline without text, blank is None."""

    def parse(typed: str) -> Deadline | None:
        if not typed:
            return None
        try:
            return Deadline() if typed in NONE_MARKS else parse_deadline(typed, year)
        except ValueError as wrong:
            raise Unclear("DATE-1", Deadline(typed), found=wrong) from None

    def read(value: object) -> Deadline | None:
        if isinstance(value, date):
            last = value.date() if isinstance(value, datetime) else value
            return Deadline(spoken(last), last)
        if isinstance(value, CellError | Doubtful | NoResult | bool | time | timedelta):
            wrong = unreadable(value, "")
            wrong.kept = Deadline(str(wrong.kept))
            raise wrong
        return worked_out(value, parse)

    return read


def names_by(split: Callable[[str, Collection[str]], tuple[str, ...]], known: Collection[str]) -> CellReader:
    """Return a reader of several names; () for an explicit 无, None for blank."""

    def parse(typed: str) -> tuple[str, ...] | None:
        if not typed:
            return None
        return () if typed in NONE_MARKS else split(typed, known)

    return lambda value: worked_out(value, parse)


def word_by(parse: Callable[[str], Any], choices: type) -> CellReader:
    """Return a reader of one word of a list; None for blank or an explicit 无."""

    def parsed(typed: str) -> Any:
        try:
            return None if not typed or typed in NONE_MARKS else parse(typed)
        except ValueError as wrong:
            allowed = "、".join(choice.value for choice in choices)  # type: ignore[attr-defined]
            raise Unclear("WORD-1", None, found=wrong, choices=allowed) from None

    return lambda value: worked_out(value, parsed)


def readers(context: Context) -> dict[CellKind, CellReader]:
    """Return the reader of every kind of column but formulas, which are never read."""
    return {
        CellKind.TEXT: text,
        CellKind.STATUS: text,
        CellKind.NUMBERING: numbering,
        CellKind.NAMES: names_by(split_units, context.units),
        CellKind.NUMBER: number,
        CellKind.FIGURE: figure,
        CellKind.DATE: day,
        CellKind.DEADLINE: deadline_of(context.year),
        CellKind.PERIOD: period_of(context.year),
        CellKind.INDICATOR_KIND: word_by(parse_kind, IndicatorKind),
        CellKind.COMPARATOR: word_by(parse_comparator, Comparator),
        CellKind.SCHEDULE_RULE: word_by(parse_schedule_rule, ScheduleRule),
    }


def money(value: object) -> Decimal | None:
    """Return a cell as a number of 万元."""
    return number(value, "万元")


def leaders_reader(context: Context) -> CellReader:
    """Return the reader of 分管领导."""
    return names_by(split_leaders, context.leaders)
