"""How high the cells of a table are in Excel and in Word: typesetting, bound to the columns of one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from generators.typesetting.faces import SAFE
from generators.typesetting.lines import STRICT_WORD, count_lines
from generators.typesetting.metrics import PIXEL, em_pixels, screen_size
from generators.typesetting.parts import split_paragraphs
from generators.typesetting.rows import PADDING_PIXELS, ROOM_LOST_PIXELS, line_height, sheet_face

TWIPS = 20  # to a point
PIXEL_TWIPS = 15

#: The height in twips that a text needs in a cell.
Height = Callable[[str], int]
#: A text in pieces, each no higher than a limit in twips.
Pieces = Callable[[str, int], Sequence[str]]


@lru_cache(maxsize=64)  # many files of one shape share what was measured
def excel_height(pixels: int, size: float) -> Height:
    """Return how high texts are in a cell so many pixels wide: whole pixels, 15 twips each.

    >>> excel_height(100, 12)("新建停车位500个") == 2 * 18 * 20 + 2 * 15
    True
    """
    face = sheet_face(SAFE, em_pixels(size))
    lines = partial(count_lines, width=excel_room(pixels), size=screen_size(size), face=face)
    return height_of(lines, round(line_height(size) * TWIPS), PADDING_PIXELS * PIXEL_TWIPS)


def excel_room(pixels: int) -> float:
    """Return the points that a text has in a cell so many pixels wide."""
    return (pixels - ROOM_LOST_PIXELS) * PIXEL


def excel_pieces(pixels: int, size: float) -> Pieces:
    """Return how texts are cut for a cell so many pixels wide."""
    face = sheet_face(SAFE, em_pixels(size))
    cut = partial(split_paragraphs, width=excel_room(pixels), size=screen_size(size), face=face)
    return pieces_of(cut, round(line_height(size) * TWIPS), PADDING_PIXELS * PIXEL_TWIPS)


@lru_cache(maxsize=64)
def word_height(room: float, size: float, pitch: int, margins: int) -> Height:
    """Return how high texts are in a Word cell with ``room`` points for text, lines ``pitch`` twips apart.

    >>> word_height(60, 12, 360, 60)("新建停车位500个")
    780
    """
    return height_of(word_lines(room, size), pitch, margins)


def word_lines(room: float, size: float) -> Callable[[str], int]:
    """Return how many lines texts take in so many points in Word."""
    return partial(count_lines, width=room, size=size, rules=STRICT_WORD)


def word_pieces(room: float, size: float, pitch: int, margins: int) -> Pieces:
    """Return how texts are cut for a Word cell."""
    return pieces_of(partial(split_paragraphs, width=room, size=size, rules=STRICT_WORD), pitch, margins)


def height_of(lines: Callable[[str], int], line: int, margins: int) -> Height:
    """Return a height by the number of lines; a text is measured once."""

    @lru_cache(maxsize=4096)
    def height(text: str) -> int:
        return lines(text) * line + margins

    return height


def pieces_of(cut: Callable[..., Sequence[str]], line: int, margins: int) -> Pieces:
    """Return pieces by how many lines the limit holds."""
    return lambda text, limit: cut(text, max((limit - margins) // line, 1))
