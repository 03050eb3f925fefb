"""The 指标 sheet: figures settled by kind and unit of measure, indicators numbered within their task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generators.model.indicator import Comparator, Figure, FourFigures, Indicator, IndicatorKind
from generators.registers.cells import Context
from generators.registers.parsing import parse_number, parse_target
from generators.registers.records import fields_of, records
from generators.registers.sheets import INDICATORS
from generators.registers.tables import Table

#: Kinds whose figures may be words.
WORDED = frozenset(
    (IndicatorKind.MILESTONE, IndicatorKind.ONGOING, IndicatorKind.COVERAGE, IndicatorKind.ZERO)
)
Settled = tuple[Figure, Decimal | None, Comparator | None]
QUARTER_TARGETS = tuple(f"quarter_target_{quarter}" for quarter in (1, 2, 3, 4))
CUMULATIVE = tuple(f"cumulative_{quarter}" for quarter in (1, 2, 3, 4))


@dataclass
class Row:
    """One row of 指标 while a word in a figure's place is settled."""

    table: Table
    number: int
    unit_of_measure: str
    kind: IndicatorKind

    def note(self, code: str, name: str, **found: object) -> None:
        """Add a problem at the cell of a field."""
        heading = self.table.heading_of(name)
        self.table.note(code, self.number, self.table.columns[name], heading=heading, **found)


def read_indicators(table: Table, context: Context) -> dict[str, list[Indicator]]:
    """Return the indicators of each task by its number; a blank 事项编号 continues the one above."""
    found: defaultdict[str, list[Indicator]] = defaultdict(list)
    fields = fields_of(table)
    assert fields[0] == "task_number", fields  # the order in which the values are unpacked below
    task_number = ""
    for row, values in records(table, context):
        task_number = values[0] or task_number
        peers = found[task_number]
        peers.append(indicator_of(table, row, task_number, values, len(peers) + 1))
    return dict(found)


#: The order in which :func:`indicator_of` unpacks a row.
ORDER = ("task_number", "number", "name", "unit_of_measure", "kind", "comparator", "target", "target_max",
         "base", "carried_over", *QUARTER_TARGETS, *CUMULATIVE, "remark")  # fmt: skip
assert tuple(c.field for c in INDICATORS.columns if c.kind.name != "FORMULA") == ORDER


def indicator_of(table: Table, row: int, task_number: str, values: Sequence[Any], place: int) -> Indicator:
    """Return the indicator of one row; words among its figures are settled first."""
    (_, number, name, unit, kind, comparator, target, upper, base, carried,
     due_1, due_2, due_3, due_4, done_1, done_2, done_3, done_4, remark) = values  # fmt: skip
    kind = kind or IndicatorKind.INCREMENT
    targets, cumulative = (due_1, due_2, due_3, due_4), (done_1, done_2, done_3, done_4)
    if type(target) is str or str in map(type, targets) or str in map(type, cumulative):
        settling = Row(table, row, unit or "", kind)
        target, upper, comparator = settled_target(settling, target, upper, comparator)
        targets = settled_four(settling, QUARTER_TARGETS, targets)
        cumulative = settled_four(settling, CUMULATIVE, cumulative)
    return Indicator(
        number or f"{task_number}.{place}", task_number, name or "", unit or "", kind,
        comparator or Comparator.EQUAL, target, upper, base, carried, targets, cumulative, remark or "",
        table.origin(row),
    )  # fmt: skip


def settled_four(row: Row, names: Sequence[str], typed: FourFigures) -> FourFigures:
    """Return the figures of four quarters, words settled."""
    first, second, third, fourth = (settled(row, name, figure) for name, figure in zip(names, typed))
    return first, second, third, fourth


def settled(row: Row, name: str, typed: Figure) -> Figure:
    """Return a figure: a number, a word where the kind allows it, else the text as it is with a problem."""
    if type(typed) is not str:
        return typed
    try:
        number = parse_number(typed, row.unit_of_measure)
        row.note("NUM-3", name, found=typed, number=number)
        return number
    except ValueError as wrong:
        if not is_word(row.kind, typed):
            row.note("NUM-1", name, found=wrong)
        return typed


def is_word(kind: IndicatorKind, typed: str) -> bool:
    """Return whether a text may stand for a figure of this kind: a stage, no uncertain number."""
    return kind in WORDED and not any(
        sign.isnumeric() for sign in typed if sign not in "一二三四五六七八九十"
    )


def settled_target(row: Row, typed: Figure, upper: Decimal | None, comparator: Comparator | None) -> Settled:
    """Return target, upper bound and 口径; one typed into the target must not contradict its own column."""
    if type(typed) is not str:
        return typed, upper, comparator
    try:
        target = parse_target(typed, row.unit_of_measure)
    except ValueError as wrong:
        if not is_word(row.kind, typed):
            row.note("NUM-1", "target", found=wrong)
        return typed, upper, comparator
    if target.comparator and comparator and target.comparator is not comparator:
        row.note("NUM-2", "target", found=typed, comparator=comparator.value)
    if target.upper is not None and upper is not None and upper != target.upper:
        row.note("NUM-2", "target", found=typed, comparator=f"目标上限 {upper}")
    return target.value, upper if upper is not None else target.upper, comparator or target.comparator
