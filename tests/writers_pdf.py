"""Where words stand in a PDF, and where a workbook's cells must be printed: to see that no text leaves its cell.

The text of a clipped line is still in a PDF, so finding a text there proves nothing; its place does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import accumulate, pairwise
from pathlib import Path
from unicodedata import normalize

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from generators.page import Table
from generators.writers.excel_looks import LANDSCAPE, PORTRAIT
from tests.office import run

POINTS_PER_MM = 72 / 25.4
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@dataclass(frozen=True)
class Box:
    """A rectangle on a page in points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def holds(self, other: Box, across: float, down: float) -> bool:
        """Return whether another box is inside, up to so many points."""
        return (self.left - across <= other.left and other.right <= self.right + across
                and self.top - down <= other.top and other.bottom <= self.bottom + down)  # fmt: skip

    def has_middle_of(self, other: Box) -> bool:
        """Return whether the middle of another box is as high as this one."""
        return self.top <= (other.top + other.bottom) / 2 <= self.bottom


def words(pdf: Path) -> list[list[Box]]:
    """Return the words of each page and where they stand."""
    text = run(["pdftotext", "-bbox", "-enc", "UTF-8", str(pdf), "-"], 60)
    return [[Box(*map(float, found[:4]), unescape(found[4])) for found in WORD.findall(page)]
            for page in text.split("<page ")[1:]]  # fmt: skip


def letters(text: str) -> Counter[str]:
    """Return how often each visible character stands in a text, as fonts draw it."""
    return Counter(char for char in normalize("NFKC", text) if not char.isspace())


def cells_by_page(sheet: Worksheet) -> Iterator[list[Box]]:
    """Yield the cells of each printed page of one sheet, the repeated head first."""
    paper = LANDSCAPE if sheet.page_setup.orientation == "landscape" else PORTRAIT
    widths = [column_width(sheet, number) for number in range(1, sheet.max_column + 1)]
    spare = paper.text_width * POINTS_PER_MM - sum(widths)
    edges = [paper.left * POINTS_PER_MM + spare / 2 + x for x in accumulate(widths, initial=0)]
    head = [int(row.strip("$")) for row in sheet.print_title_rows.split(":")]
    starts = [1, *(found.id + 1 for found in sheet.row_breaks.brk), sheet.max_row + 1]
    for first, end in pairwise(starts):
        rows = [*(range(head[0], head[1] + 1) if first > head[1] else ()), *range(first, end)]
        tops = accumulate((sheet.row_dimensions[row].height for row in rows), initial=paper.top * POINTS_PER_MM)
        yield list(boxes(sheet, dict(zip(rows, tops)), edges))


def column_width(sheet: Worksheet, number: int) -> float:
    """Return the width of a column in points."""
    for found in sheet.column_dimensions.values():
        if found.min <= number <= found.max:
            return int(found.width * 8 + 0.5) * 0.75  # 宋体 11: eight pixels a digit
    raise AssertionError(f"column {number} has no width")


def boxes(sheet: Worksheet, tops: dict[int, float], edges: list[float]) -> Iterator[Box]:
    """Yield the cells of the rows on a page."""
    merges = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {cell for area in sheet.merged_cells.ranges for cell in area.cells} - merges.keys()
    for row in tops:
        for column in range(1, len(edges)):
            if (row, column) in covered:
                continue
            area = merges.get((row, column))
            last_row, last_column = (area.max_row, area.max_col) if area else (row, column)
            bottom = tops[last_row] + sheet.row_dimensions[last_row].height
            yield Box(edges[column - 1], tops[row], edges[last_column], bottom, str(sheet.cell(row, column).value or ""))


def open_sheets(path: Path) -> list[Worksheet]:
    """Return the sheets of a workbook with their stored values."""
    return openpyxl.load_workbook(path, data_only=True).worksheets


def check_top(page: list[Box], table: Table) -> None:
    """Check that the highest cells below the head of a page are a project's number and its whole name.

    The first two columns of the table are the number and the name; headings stand in the middle of theirs.
    """
    column = table.columns[1]
    [head] = [word for word in page if word.text == column.heading]
    middle, half = (head.left + head.right) / 2, column.width_mm * POINTS_PER_MM / 2
    body = sorted((word for word in page if word.top > head.bottom - 2), key=lambda word: (word.top, word.left))
    number = next(word.text for word in body if word.right < middle - half and word.text.isdigit())
    told = "".join(word.text for word in body if abs((word.left + word.right) / 2 - middle) < half)
    [name] = {"".join(str(row.values[1]).split()) for row in table.rows if str(row.values[0]) == number}
    assert told.startswith(name), (number, told)
