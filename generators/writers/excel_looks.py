"""How a sheet looks on paper: sizes, fonts, fills and borders, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from math import ceil
from typing import Any

from generators.page import Align, Column, Formula, RowStyle, Table, Value
from generators.templating.looks import NARROWEST_COLUMN
from generators.typesetting.rows import ROOM_LOST_PIXELS
from generators.writers.measure import excel_height
from generators.writers.shown import plain, shown

MM = 72 / 25.4  # points
PIXEL = 0.75  # points
TWIPS = 20  # to a point
INCH = 25.4  # mm
A4 = 9

FANG, HEI, SONG = "仿宋_GB2312", "黑体", "方正小标宋简体"
TITLE_SIZE, LABEL_SIZE, ROOMY_SIZE, DENSE_SIZE = 22.0, 16.0, 12.0, 10.5
ROOMY_COLUMN = 24.0  # mm on the average: narrower columns get the smaller size
LINE = "#000000"
FILLS = {RowStyle.GROUP: "#E7EDF5", RowStyle.SUBTOTAL: "#F2F2F2"}
HEAD_FILL = "#DDE6F0"

ALIGN = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "justify"}

# Odd pages right, even pages left, one character in, as GB/T 9704 asks; 4号 宋体.
FOOTER = (
    '<headerFooter differentOddEven="1" alignWithMargins="0">'
    '<oddFooter>&amp;R&amp;"宋体,常规"&amp;14— &amp;P —\u3000</oddFooter>'
    '<evenFooter>&amp;L&amp;"宋体,常规"&amp;14\u3000— &amp;P —</evenFooter></headerFooter>'
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in mm; ``footer`` is the distance of the page number from the paper's edge."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    footer: float

    @property
    def text_width(self) -> float:
        """Return the width between the margins in mm."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Return the height between the margins in mm."""
        return self.height - self.top - self.bottom


LANDSCAPE = Paper(297, 210, left=20, right=20, top=25, bottom=24, footer=12)
PORTRAIT = Paper(210, 297, left=22, right=20, top=30, bottom=28, footer=16)

# A printer may draw a little wider or higher than the screen: what is left free so that all of it still fits.
SAFE_WIDTH, SAFE_HEIGHT = 0.975, 0.97
HIGHEST_ROW = 409.5  # points
WIDEST = 2000  # pixels
LEAST_PIXELS = ceil(NARROWEST_COLUMN * MM / PIXEL)
GENERAL_DIGITS = 11  # before its point: a longer number stands as 1.23457E+11 in a cell without a format
MOST_DIGITS = 15  # Excel keeps no more
HIGHEST_POWER = 308  # of ten: it holds no higher number
WIDEST_DIGIT = 0.57  # em: of the faces an office machine draws with
NARROWEST = 0.62  # columns are not made narrower than this share; then the whole sheet is printed smaller


@dataclass(frozen=True, slots=True)
class Looks:
    """The measures of one sheet: paper, widths in pixels, size in points, and the scale it prints at."""

    paper: Paper
    widths: Sequence[int]
    size: float
    scale: float

    @property
    def room(self) -> int:
        """Return the height of a page in twips of the sheet."""
        return int(self.paper.text_height * MM * TWIPS * SAFE_HEIGHT / self.scale)


def looks_of(table: Table) -> Looks:
    """Return the measures of a table's sheet: as wide as the page, at 100 % wherever that can be."""
    paper = LANDSCAPE if table.landscape else PORTRAIT
    asked = sum(column.width_mm for column in table.columns)
    usable = paper.text_width * SAFE_WIDTH
    share = max(usable / asked, NARROWEST) if asked else 1.0
    widths = [max(int(column.width_mm * share * MM / PIXEL), LEAST_PIXELS) for column in table.columns]
    size = ROOMY_SIZE if usable / max(len(table.columns), 1) >= ROOMY_COLUMN else DENSE_SIZE
    rows = [row.values for row in table.rows if row.style is not RowStyle.GROUP]
    for number, column in enumerate(table.columns):
        longest = max((number_length(row[number], column.number_format) for row in rows), default=0)
        widths[number] = max(widths[number], ceil(longest * WIDEST_DIGIT * size / PIXEL) + ROOM_LOST_PIXELS)
    return Looks(paper, widths, size, scale_of(paper, widths))


def number_length(value: Value, number_format: str) -> int:
    """Return how many characters a number takes; 0 for text, which can be broken into lines.

    Without a format Excel rounds a fraction to the room there is, but not below its whole part.

    >>> number_length(Decimal("0.5"), "0.00%"), number_length(Decimal("12.3456789"), "")
    (6, 4)
    """
    if isinstance(value, Formula):
        value = value.value
    if value is None or isinstance(value, str):
        return 0
    number_format = number_format or long_format(value)
    if number_format in ("", "General"):
        return len(f"{Decimal(value):.1f}".removesuffix(".0"))
    return len(shown(value, number_format))


def long_format(value: Value) -> str:
    """Return the format that shows a long number with all its digits; nothing for any other value.

    >>> long_format(Decimal("123456789012.50")), long_format(123456789012), long_format(Decimal(12))
    ('0.0', '0', '')
    """
    if isinstance(value, Formula):
        value = value.value
    if value is None or isinstance(value, str):
        return ""
    power = Decimal(value).adjusted()
    if not GENERAL_DIGITS <= power < HIGHEST_POWER:
        return ""
    _, _, decimals = plain(Decimal(value)).partition(".")
    kept = min(len(decimals), max(MOST_DIGITS - 1 - power, 0))
    return f"0.{'0' * kept}" if kept else "0"


def scale_of(paper: Paper, widths: Sequence[int]) -> float:
    """Return the scale at which columns fit the width of the page; never more than 1."""
    return min(1.0, paper.text_width * SAFE_WIDTH * MM / PIXEL / max(sum(widths), 1))


def widened(looks: Looks, table: Table) -> Looks:
    """Return the measures of a table whose rows stay whole: no text is higher than Excel's highest row.

    A column that would need more is made wider, and the whole sheet is printed smaller.
    """
    columns = zip(*(row.values for row in table.rows)) if table.rows else ((),) * len(looks.widths)
    widths = [wide_enough(map(shown, one), width, looks.size) for one, width in zip(columns, looks.widths)]
    return replace(looks, widths=widths, scale=scale_of(looks.paper, widths))


def wide_enough(texts: Iterable[str], pixels: int, size: float) -> int:
    """Return a width at which the highest text fits a row.

    >>> wide_enough(["短"], 80, 12), wide_enough(["长" * 1000], 80, 12)
    (80, 880)
    """
    a_line, lines = pixels * PIXEL / size, HIGHEST_ROW / size / 3  # far below what fits: few are measured
    long = [text for text in texts if len(text) + text.count("\n") * a_line > a_line * lines]
    while long and pixels < WIDEST:
        highest = max(map(excel_height(pixels, size), long)) / TWIPS
        if highest <= HIGHEST_ROW:
            break
        pixels = min(ceil(pixels * max(highest / HIGHEST_ROW, 1.05)), WIDEST)
    return pixels


def body_format(column: Column, style: RowStyle, size: float) -> dict[str, Any]:
    """Return the format of a body cell, in XlsxWriter's words."""
    special = style is not RowStyle.BODY
    return {
        "font_name": HEI if special else FANG,
        "font_size": size,
        "align": ALIGN[column.align],
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": LINE,
        "num_format": column.number_format or "General",
    } | ({"bg_color": FILLS[style]} if special else {})


def head_format(size: float) -> dict[str, Any]:
    """Return the format of a heading."""
    return {"font_name": HEI, "font_size": size, "align": "center", "valign": "vcenter", "text_wrap": True,
            "border": 1, "border_color": LINE, "bg_color": HEAD_FILL}  # fmt: skip


GROUP_ALIGN = {"align": "left", "num_format": "General"}
ABOVE = {
    "title": {"font_name": SONG, "font_size": TITLE_SIZE, "align": "center", "valign": "vcenter",
              "text_wrap": True},
    "label": {"font_name": HEI, "font_size": LABEL_SIZE, "align": "left", "valign": "vcenter"},
}  # fmt: skip

Styles = Callable[[Mapping[str, Any]], int]


def style_numbers(add_format: Callable[[dict[str, Any]], Any]) -> Styles:
    """Return a function that gives the number of a format in the file, each format added once."""
    return partial(style_number, add_format, {})


def style_number(add_format: Callable[[dict[str, Any]], Any], known: dict[tuple[Any, ...], int],
                 properties: Mapping[str, Any]) -> int:  # fmt: skip
    """Return the number of a format, adding it at its first use."""
    key = tuple(sorted(properties.items()))
    if key not in known:
        known[key] = add_format(dict(properties))._get_xf_index()
    return known[key]
