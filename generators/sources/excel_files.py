"""An .xlsx as blocks: one table a sheet that holds something, its merges as cells that continue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generators.sources.blocks import Document
from generators.sources.sheet_tables import SheetTables, Texts
from generators.sources.shown_values import shown
from generators.workbooks.reading import read_workbook
from generators.workbooks.sheets import Row, Sheet


def read_excel(path: Path) -> Document:
    """Return a workbook as a document, hidden sheets as well. Raises WorkbookError."""
    workbook = read_workbook(path)
    maker = SheetTables(workbook.file)
    for sheet in workbook.sheets:
        hidden: list[int] = []
        maker.add(sheet.name, filled_rows(sheet, hidden), sheet.merges, sheet.is_hidden, hidden)
        for cell, text in sheet.comments.items():
            maker.add_aside("批注", text, sheet.name, cell)
        for cell, text in sheet.text_boxes:
            maker.add_aside("文本框", text, sheet.name, cell)
    return maker.document()


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

