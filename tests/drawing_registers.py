"""Registers drawn in a test as text tables.

A line with one cell names a sheet and begins it (``| 任务 |``) until the next; ``row 3`` skips to a row, ``^`` merges a
cell with the one above, ``<`` with the one to its left, ``\\n`` is a line end in a cell. A cell may be typed:
``#12.5`` a number, ``%0.85`` a percent, ``@2024-03-05`` a date cell, ``@20240305`` a number in a date cell,
``!#REF!`` an error, ``?TRUE`` a truth value, ``'text`` is text however it looks, ``~`` before a row hides it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass
class Drawn:
    """One drawn sheet: its rows by number, and which rows are hidden."""

    name: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def register(drawing: str, path: Path) -> Path:
    """Write the drawn workbook to ``path`` and return it."""
    book = xlsxwriter.Workbook(path)
    formats = {"%": book.add_format({"num_format": "0%"}), "@": book.add_format({"num_format": "yyyy-mm-dd"})}
    for sheet in drawn_sheets(drawing):
        page = book.add_worksheet(sheet.name)
        for number, cells in sheet.rows.items():
            for column, cell in enumerate(cells):
                write_cell(page, number - 1, column, cell, formats)
        merge_cells(page, sheet)
        for number in sheet.hidden:
            page.set_row(number - 1, None, None, {"hidden": True})
    book.close()
    return path


def drawn_sheets(drawing: str) -> list[Drawn]:
    """Return the sheets of a drawing."""
    sheets: list[Drawn] = []
    number = 0
    for line in filter(None, map(str.strip, drawing.splitlines())):
        cells = [cell.strip() for cell in line.lstrip("~").strip().strip("|").split("|")]
        if line.startswith("row "):
            number = int(line[4:]) - 1
        elif len(cells) == 1 and not line.startswith("||"):
            sheets.append(Drawn(cells[0]))
            number = 0
        else:
            number += 1
            sheets[-1].rows[number] = cells
            if line.startswith("~"):
                sheets[-1].hidden.add(number)
    return sheets


def write_cell(page: Any, row: int, column: int, cell: str, formats: dict[str, Any]) -> None:
    """Write one drawn cell; merges are written afterwards."""
    text = cell.replace("\\n", "\n")
    writers: dict[str, Callable[[str], Any]] = {
        "#": lambda rest: page.write_number(row, column, float(rest)),
        "%": lambda rest: page.write_number(row, column, float(rest), formats["%"]),
        "@": lambda rest: write_day(page, row, column, rest, formats["@"]),
        "!": lambda rest: page.write_formula(row, column, "=NA()", None, rest),
        "?": lambda rest: page.write_boolean(row, column, rest == "TRUE"),
        "'": lambda rest: page.write_string(row, column, rest),
    }
    if text in ("", "^", "<"):
        return
    if text[0] in writers and (len(text) > 1) and not (text[0] == "#" and not NUMBER.fullmatch(text[1:])):
        writers[text[0]](text[1:])
    else:
        page.write_string(row, column, text)


def write_day(page: Any, row: int, column: int, text: str, form: Any) -> None:
    """Write a day, or a number that is none, into a cell with a date format."""
    if text.isdigit():
        page.write_number(row, column, int(text), form)
    else:
        page.write_datetime(row, column, date.fromisoformat(text), form)


def merge_cells(page: Any, sheet: Drawn) -> None:
    """Merge every cell with the ``^`` below it and the ``<`` to its right."""
    last = max(sheet.rows, default=0)
    for number, cells in sheet.rows.items():
        for column, cell in enumerate(cells):
            if cell in ("^", "<"):
                continue
            down = 0
            while number + down < last and at(sheet, number + down + 1, column) == "^":
                down += 1
            right = 0
            while column + right + 1 < len(cells) and cells[column + right + 1] == "<":
                right += 1
            if down or right:
                merge(page, number - 1, column, number - 1 + down, column + right)


def at(sheet: Drawn, number: int, column: int) -> str:
    """Return a drawn cell, '' where none is drawn."""
    cells = sheet.rows.get(number, [])
    return cells[column] if column < len(cells) else ""


def merge(page: Any, row: int, column: int, last_row: int, last_column: int) -> None:
    """Merge a range whose first cell is written already."""
    page.merge.append([row, column, last_row, last_column])
