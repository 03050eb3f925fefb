"""Formulas: keys of columns become addresses, on this sheet or another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from generators.page import RowStyle, Table
from generators.writers.excel_cells import area, letters
from generators.writers.plan import Plan

PLACE = re.compile(r"\{(?:(?P<sheet>[^{}!]+)!)?(?P<key>[^{}:!]+)(?::(?P<first>\d+):(?P<last>\d+))?\}")

Named = TypeVar("Named")


class NotInTable(LookupError):
    """A formula names a column that the office took out of its layout, or rows that are not there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands on its sheet: ``top`` is the row of its first body row, counted from 0.

    ``lines`` are the rows of the plan where each row of the table begins; ``body_lines`` the first and the
    last that show a body row, found once: every formula over this sheet asks for them.
    """

    name: str
    table: Table
    plan: Plan
    top: int
    lines: tuple[int, ...]
    columns: Mapping[str, int]
    body_lines: tuple[int, int] | None
    homes: dict[int, list[int]] = field(default_factory=dict)


def place(name: str, table: Table, plan: Plan, top: int) -> Place:
    """Return where a planned table stands."""
    lines = tuple(first_lines(plan))
    columns: dict[str, int] = {}
    for number, column in enumerate(table.columns):
        columns.setdefault(column.key, number)
    return Place(name, table, plan, top, lines, columns, body_lines(table, lines))


def body_lines(table: Table, lines: Sequence[int]) -> tuple[int, int] | None:
    """Return the first and the last row of the plan that show a body row; None when there is none."""
    bodies = [index for index, row in enumerate(table.rows) if row.style is RowStyle.BODY]
    if not bodies:
        return None
    first, last = lines[bodies[0]], lines[bodies[-1] + 1] - 1
    return first, max(first, last)


def first_lines(plan: Plan) -> Iterator[int]:
    """Yield for each row of the table the first row of the plan that shows it; then the end."""
    seen = -1
    for line, row in enumerate(plan.rows):
        if row.source != seen:
            seen = row.source
            yield line
    yield len(plan.rows)


def resolved(text: str, line: int, here: Place, book: Mapping[str, Place]) -> str | None:
    """Return a formula without its ``=``, with addresses; None when a column or sheet is not there."""
    try:
        return PLACE.sub(lambda match: address(match, line, here, book), text).removeprefix("=")
    except NotInTable:
        return None


def address(match: re.Match[str], line: int, here: Place, book: Mapping[str, Place]) -> str:
    """Return the address that one placeholder stands for."""
    if match["sheet"]:
        there = found(book, match["sheet"])
        return f"{quoted(there.name)}!{body(there, found(there.columns, match['key']))}"
    column = found(here.columns, match["key"])
    if match["first"]:
        return rows(here, column, int(match["first"]), int(match["last"]))
    return f"{letters(column)}{here.top + home(here, column, line) + 1}"


def found(names: Mapping[str, Named], name: str) -> Named:
    """Return what a name stands for."""
    try:
        return names[name.strip()]
    except KeyError:
        raise NotInTable(name) from None


def rows(here: Place, column: int, first: int, last: int) -> str:
    """Return the range of a column over rows ``first`` to ``last`` of the table, both included."""
    end = min(last, len(here.lines) - 2)
    return area(here.top + here.lines[first], column, here.top + here.lines[end + 1] - 1, column)


def body(there: Place, column: int) -> str:
    """Return the range of a column over every body row, with ``$``."""
    if there.body_lines is None:
        raise NotInTable(there.name)
    first, last = there.body_lines
    name = letters(column)
    return f"${name}${there.top + first + 1}:${name}${there.top + last + 1}"


def home(here: Place, column: int, line: int) -> int:
    """Return the row of the plan that holds the value shown in a row: where its merged cell first began."""
    if column not in here.homes:
        here.homes[column] = home_lines(here.plan, column)
    return here.homes[column][line]


def home_lines(plan: Plan, column: int) -> list[int]:
    """Return for each row of the plan where the value of a column stands."""
    homes, current = [], 0
    for line, row in enumerate(plan.rows):
        if row.spans[column] and column not in row.carried:
            current = line
        homes.append(current)
    return homes


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas write it.

    >>> quoted("明细"), quoted("a'b")
    ("'明细'", "'a''b'")
    """
    return "'" + sheet.replace("'", "''") + "'"
