"""The rows of a table as values of the model, column by column, in the order of our own columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generators.registers.cells import CellReader, Context, Unclear, leaders_reader, money, readers
from generators.registers.columns import CellKind
from generators.registers.grids import Slots, Values
from generators.registers.sheets import INVESTMENTS
from generators.registers.tables import Table
from generators.workbooks.addresses import COLUMN_NUMBERS

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


def records(table: Table, context: Context) -> Iterator[Record]:
    """Yield the rows of a table; a cell that is not clear is noted and read as far as it can be.

    A row with nothing but formulas is blank: a table may have been filled down before anything was typed.
    """
    reading = readers_of(table, context)
    slots = Slots(table.decoders, [(column, read) for _, column, read in reading])
    blank = [None] * (len(reading) + 1)
    for row in table.rows():
        values: list[Any] = blank.copy()
        try:
            slots.fill(values, row)
        except Unclear:
            decoded = table.values(row)
            values = [*(careful(table, row.number, decoded, reader) for reader in reading), None]
        del values[-1]
        if any(values) or not all(value is None or value == "" for value in values):
            yield row.number, values
    note_strays(table, slots)


def note_strays(table: Table, slots: Slots) -> None:
    """Note the columns that hold something under no heading."""
    named = {*table.columns.values(), *table.heading.unknown, *table.heading.repeated}
    columns = {COLUMN_NUMBERS[letters]: letters for letters, _ in slots}
    for column in sorted(set(columns) - named):
        table.note("HEAD-6", table.heading.rows[-1], column, letters=columns[column])


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
