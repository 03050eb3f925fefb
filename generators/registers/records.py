"""The rows of a table as values of the model, column by column, in the order of our own columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generators.registers.cells import CellReader, Context, Unclear, leaders_reader, money, readers
from generators.registers.columns import CellKind
from generators.registers.grids import Readings, Values
from generators.registers.sheets import INVESTMENTS
from generators.registers.tables import Table
from generators.workbooks.addresses import column_letters

#: One row: its number, and the value of each field (None where the cell is blank or the column missing).
Record = tuple[int, list[Any]]
Reader = tuple[str, int, CellReader]


def fields_of(table: Table) -> list[str]:
    """Return the fields of a sheet that are read, in the order of our columns."""
    return [column.field for column in table.spec.columns if column.kind is not CellKind.FORMULA]


def readers_of(table: Table, context: Context) -> list[Reader]:
    """Return field, column (0 where the table has none) and reader of every field that is read."""
    by_kind = readers(context)
    chosen: dict[str, CellReader] = {"leaders": leaders_reader(context)}
    if table.spec is INVESTMENTS:
        by_kind[CellKind.NUMBER] = money
    return [(name, table.columns.get(name, 0), chosen.get(name, by_kind[table.spec.column(name).kind]))
            for name in fields_of(table)]  # fmt: skip


class Slots(dict[str, tuple[int, Readings]]):
    """Where in a record the cell of a column goes, by its letters, and what reads it; other columns go nowhere."""

    def __init__(self, table: Table, reading: Sequence[Reader]) -> None:
        super().__init__(
            (column_letters(column), (place, Readings(table.decoders, read)))
            for place, (_, column, read) in enumerate(reading)
            if column
        )
        self.nowhere = len(reading), Readings(table.decoders, lambda _: None)

    def __missing__(self, letters: str) -> tuple[int, Readings]:
        return self.nowhere


def records(table: Table, context: Context) -> Iterator[Record]:
    """Yield the rows of a table; a cell that is not clear is noted and read as far as it can be.

    A row that holds nothing but formulas is blank: a table may have been filled down before anything was typed.
    """
    reading = readers_of(table, context)
    slots, blank = Slots(table, reading), [None] * (len(reading) + 1)
    for row in table.rows():
        values: list[Any] = blank.copy()
        try:
            for letters, _, kind, _, raw in row.lexed.cells:
                place, readings = slots[letters]
                values[place] = readings[kind, raw]
        except Unclear:
            stored = table.values(row)
            values = [careful(table, row.number, stored, reader) for reader in reading] + [None]
        del values[-1]
        if any(values) or not all(value is None or value == "" for value in values):
            yield row.number, values


def careful(table: Table, number: int, values: Values, reader: Reader) -> Any:
    """Return one cell's value, or what is kept of it with a problem noted."""
    name, column, read = reader
    if column not in values:
        return None
    try:
        return read(values[column])
    except Unclear as unclear:
        table.note(unclear.code, number, column, heading=table.heading_of(name), **unclear.found)
        return unclear.kept
