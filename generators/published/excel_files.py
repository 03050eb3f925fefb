"""An .xlsx as blocks: one table a sheet that holds something, its merges as cells that continue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generators.model.origin import Origin
from generators.published.blocks import Aside, Document, Table
from generators.published.sheet_tables import SheetTables, Texts, document_of, hidden_aside
from generators.published.shown_values import shown
from generators.workbooks.reading import read_workbook
from generators.workbooks.sheets import Row, Sheet


def read_excel(path: Path) -> Document:
    """Return a workbook as a document, hidden sheets as well. Raises WorkbookError."""
    workbook = read_workbook(path)
    maker = SheetTables(workbook.file)
    tables: list[Table] = []
    asides: list[Aside] = []
    for sheet in workbook.sheets:
        hidden: list[int] = []
        tables.append(maker.table(sheet.name, filled_rows(sheet, hidden), sheet.merges))
        asides += hidden_aside(workbook.file, sheet.name, sheet.is_hidden, hidden)
        asides += comments_of(workbook.file, sheet)
    return document_of(workbook.file, tables, asides)


def filled_rows(sheet: Sheet, hidden: list[int]) -> Iterator[tuple[int, Texts]]:
    """Yield the rows of a sheet that hold something; the numbers of hidden ones go to ``hidden``."""
    for row in sheet.rows():
        texts = texts_of(row)
        if row.is_hidden and texts:
            hidden.append(row.number)
        yield row.number, texts


def texts_of(row: Row) -> Texts:
    """Return what is seen in the cells of a row, by column."""
    seen = {cell.column: shown(cell.value, cell.format.is_percent) for cell in row.cells()}
    return {column: text for column, text in seen.items() if text}


def comments_of(file: str, sheet: Sheet) -> Iterator[Aside]:
    """Yield the comments of a sheet."""
    for cell, text in sheet.comments.items():
        if text.strip():
            yield Aside("批注", text, Origin(file, sheet.name, cell))
