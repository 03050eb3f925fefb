"""How high a row of a table is: for Excel, which never fits merged or written rows, and for Word.

Lengths are in points unless a name says otherwise. Excel and LibreOffice Calc lay a cell out in whole pixels
of a 96 dpi screen, and paper has none: what is computed for Excel is enough for both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from generators.typesetting.faces import SAFE
from generators.typesetting.lines import STRICT, Rules, count_lines
from generators.typesetting.metrics import PIXEL, Face, covering, em_pixels, screen_size

DIGIT_PIXELS = 7  # a digit of Calibri 11, the default font of a new workbook; 8 for 宋体 11 or 12
HIGHEST_ROW = 409.5  # Excel's own limit
# Excel keeps 2 px free on each side and 1 px for the grid line; one more for rounding
ROOM_LOST_PIXELS = 6
PADDING_PIXELS = 2  # what stays free above and below the lines together


@dataclass(frozen=True, slots=True)
class Cell:
    """A text to fit: its paragraphs are parted by newlines; ``width`` is the room for text in points."""

    text: str
    width: float
    size: float
    face: Face = SAFE
    rules: Rules = STRICT


def column_pixels(characters: float, digit_pixels: int = DIGIT_PIXELS) -> int:
    """Return the width in pixels of an Excel column of so many characters (ECMA-376, ``col`` in 18.3.1.13).

    >>> column_pixels(8.43), column_pixels(30), column_pixels(0.5)
    (64, 215, 6)
    """
    if characters < 1:
        return int(characters * (digit_pixels + 5) + 0.5)
    return int(characters * digit_pixels + 0.5) + 5


def text_room(columns: Iterable[float], digit_pixels: int = DIGIT_PIXELS) -> float:
    """Return the room for text in points in a cell merged over columns of so many characters each.

    >>> text_room([30]), text_room([10, 20])
    (156.75, 160.5)
    """
    return (sum(column_pixels(characters, digit_pixels) for characters in columns) - ROOM_LOST_PIXELS) * PIXEL


def excel_lines(cell: Cell) -> int:
    """Return how many lines a cell's text takes in Excel at most, be it on screen or on paper."""
    face = sheet_face(cell.face, em_pixels(cell.size))
    return count_lines(cell.text, cell.width, screen_size(cell.size), face, cell.rules)


@lru_cache(maxsize=64)
def sheet_face(face: Face, em: int) -> Face:
    """Return a face as wide as on screen at an em of so many pixels and as on paper."""
    return covering(face.name, (face, face.on_screen(em)))


@lru_cache(maxsize=64)
def line_height(size: float, face: Face = SAFE) -> float:
    """Return the height in points of a line of a sheet: whole pixels on screen, more on paper if it needs it.

    >>> line_height(12)
    18.0
    """
    em = em_pixels(size)
    return max(face.line_pixels(em), ceil(face.height * size / PIXEL - 1e-9)) * PIXEL


def cell_height(cell: Cell) -> float:
    """Return the height in points that a sheet's row needs for one cell."""
    return excel_lines(cell) * line_height(cell.size, cell.face) + PADDING_PIXELS * PIXEL


def row_height(cells: Iterable[Cell], least: float = 0.0) -> float:
    """Return the height in points that a sheet's row needs for all its cells, at least ``least``.

    May be more than HIGHEST_ROW: such a row must be parted first (see ``parts.split_paragraphs``).

    >>> row_height([Cell("新建停车位", 100, 12), Cell("甲\\n乙", 100, 12)])
    37.5
    """
    return max(least, max(map(cell_height, cells), default=0.0))
