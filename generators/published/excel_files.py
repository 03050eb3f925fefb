"""A workbook as blocks: one table a sheet that holds something, its merges as cells that continue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

from generators.model.origin import Origin
from generators.published.blocks import Aside, Cell, Document, Row, Table
from generators.published.refusals import MOST_SIGNS, too_long
from generators.workbooks.addresses import Range, cell_address
from generators.workbooks.reading import read_workbook
from generators.workbooks.sheets import Cell as StoredCell
from generators.workbooks.sheets import Sheet
from generators.workbooks.values import CellError, Doubtful, NoResult

#: Columns beyond this hold no table of tasks; merges there are not looked at.
LAST_LOOKED_AT = 300


def read_excel(path: Path) -> Document:
    """Return a workbook as a document, hidden sheets as well. Raises WorkbookError."""
    workbook = read_workbook(path)
    tables, asides, signs = [], [], 0
    for sheet in workbook.sheets:
        table = sheet_table(sheet, workbook.file, MOST_SIGNS - signs)
        signs += sum(len(cell.text) for cell in table.cells())
        if any(row.filled for row in table.rows):
            tables.append(table)
        asides += [
            Aside("批注", text, Origin(workbook.file, sheet.name, cell))
            for cell, text in sheet.comments.items()
            if text.strip()
        ]
    return Document(workbook.file, tuple(tables), tuple(asides))


def sheet_table(sheet: Sheet, file: str, most: int) -> Table:
    """Return a sheet as a table of its filled rows."""
    wide = {(merge.first_row, merge.first_column): merge for merge in sheet.merges}
    down = MergesDown(sheet.merges)
    rows, signs = [], 0
    for row in sheet.rows():
        stored = {cell.column: cell for cell in row.cells() if cell.column <= LAST_LOOKED_AT}
        cells = list(row_cells(stored, row.number, wide, down.over(row.number), Origin(file, sheet.name)))
        signs += sum(len(cell.text) for cell in cells)
        if signs > most:
            raise too_long(file)
        rows.append(Row(tuple(cells), Origin(file, sheet.name, f"A{row.number}")))
    return Table(tuple(rows), Origin(file, sheet.name))


class MergesDown:
    """The merges that reach over several rows, asked for rows from top to bottom."""

    def __init__(self, merges: Iterable[Range]) -> None:
        several = [m for m in merges if m.last_row > m.first_row and m.first_column <= LAST_LOOKED_AT]
        self.coming = sorted(several, key=attrgetter("first_row"), reverse=True)
        self.reaching: dict[int, Range] = {}

    def over(self, row: int) -> dict[int, Range]:
        """Return the merges that begin above ``row`` and hold it, by their first column."""
        while self.coming and self.coming[-1].first_row < row:
            merge = self.coming.pop()
            self.reaching[merge.first_column] = merge
        self.reaching = {at: merge for at, merge in self.reaching.items() if merge.last_row >= row}
        return self.reaching


def row_cells(
    stored: dict[int, StoredCell], row: int, wide: dict[tuple[int, int], Range], over: dict[int, Range],
    place: Origin,
) -> Iterator[Cell]:  # fmt: skip
    """Yield the cells of a row: those that hold something, and those that continue a merge from above."""
    for column in sorted({*stored, *over}):
        origin = place.at(cell_address(row, column))
        text = shown(stored[column]) if column in stored else ""
        merge = over.get(column) or wide.get((row, column))
        span = min(merge.last_column, LAST_LOOKED_AT) - column + 1 if merge else 1
        yield Cell(text, column - 1, origin, max(span, 1), column in over)


def shown(cell: StoredCell) -> str:
    """Return a cell as it is seen; what is no value is seen too."""
    value = cell.value
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.splitlines() if line.strip())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_number(cell)
    return shown_other(value)


def shown_number(cell: StoredCell) -> str:
    """Return a number without the noise behind its 15 digits, a percent with its sign."""
    number = cell.number or Decimal(0)
    text = f"{(number * 100 if cell.format.is_percent else number).normalize():f}"
    return f"{text}%" if cell.format.is_percent else text


def shown_other(value: object) -> str:
    """Return a date, a time, or what stands for a value that is missing."""
    if isinstance(value, datetime | date):
        clock = value.time() if isinstance(value, datetime) else time()
        return f"{value.year}年{value.month}月{value.day}日{clock.isoformat() if clock != time() else ''}"
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, Doubtful):
        return value.text
    if isinstance(value, NoResult):
        return "（公式没有结果）"
    return str(value) if isinstance(value, time | timedelta) else repr(value)
