"""How the cells of a new register look: one table of formats, made once for each workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generators.model.status import Status
from generators.registers.columns import CellKind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

SIZE = 11
BODY, HEAD, TITLE = "宋体", "黑体", "方正小标宋简体"
GRID, HEAD_FILL, FORMULA_FILL = "#A6A6A6", "#DCE6F1", "#F2F2F2"

_BASE = {"font_name": BODY, "font_size": SIZE, "valign": "vcenter"}
_BOXED = {**_BASE, "border": 1, "border_color": GRID, "text_wrap": True}
_TYPED = {**_BOXED, "locked": False}
_REST = {**_BASE, "text_wrap": True, "locked": False}

LOOKS: dict[str, dict[str, Any]] = {
    "head": {**_BOXED, "font_name": HEAD, "bg_color": HEAD_FILL, "align": "center"},
    "title": {**_BASE, "font_name": TITLE, "font_size": 20, "align": "center"},
    "subtitle": {**_BASE, "align": "center"},
    "section": {**_BASE, "font_name": HEAD, "font_size": 12},
    "prose": {**_BASE, "text_wrap": True, "valign": "top"},
    "text": {**_TYPED, "align": "left"},
    "code": {**_TYPED, "align": "center", "num_format": "@"},
    "names": {**_TYPED, "align": "center"},
    "number": {**_TYPED, "align": "center", "num_format": "General"},
    "date": {**_TYPED, "align": "center", "num_format": "yyyy-mm-dd"},
    "shown": {**_BOXED, "align": "center"},
    "shown_left": {**_BOXED, "align": "left"},
    "bare": {**_BASE, "align": "center"},
    "bare_left": {**_BASE, "align": "left"},
    "bare_rate": {**_BASE, "align": "center", "num_format": "0.00%"},
    "total": {**_BOXED, "align": "center", "bold": True},
    "rate": {**_BOXED, "align": "center", "num_format": "0.00%"},
    "latest": {**_BOXED, "align": "center", "bg_color": FORMULA_FILL},
    "formula_rate": {**_BOXED, "align": "center", "num_format": "0.00%", "bg_color": FORMULA_FILL},
    "formula_gap": {**_BOXED, "align": "center", "num_format": "0.00;[Red]-0.00", "bg_color": FORMULA_FILL},
    "formula_word": {**_BOXED, "align": "center", "bg_color": FORMULA_FILL},
    "rest": _REST,
    "rest_code": {**_REST, "align": "center", "num_format": "@"},
    "rest_date": {**_REST, "align": "center", "num_format": "yyyy-mm-dd"},
}
#: Which look a typed cell has, and which the empty rest of its column below the table.
BY_KIND: dict[CellKind, tuple[str, str]] = {
    **dict.fromkeys(CellKind, ("names", "rest")),
    CellKind.TEXT: ("text", "rest"),
    CellKind.NUMBERING: ("code", "rest_code"),
    CellKind.PERIOD: ("code", "rest_code"),
    CellKind.NUMBER: ("number", "rest"),
    CellKind.FIGURE: ("number", "rest"),
    CellKind.DATE: ("date", "rest_date"),
}
FORMULA_LOOKS = {
    "latest": "latest",
    "rate": "formula_rate",
    "scheduled": "formula_rate",
    "gap": "formula_gap",
    "status": "formula_word",
}
#: Traffic lights: fill and letters of each status.
LIGHTS = {
    Status.DONE: ("#63BE7B", "#0B3D16"),
    Status.AHEAD: ("#A9D8B0", "#0B3D16"),
    Status.ON_SCHEDULE: ("#DDF1E0", "#0B3D16"),
    Status.SLOW: ("#FFE08A", "#5C4400"),
    Status.BEHIND: ("#F4A6A0", "#6B0F0A"),
}
UNJUDGED_LIGHT = ("#D9D9D9", "#404040")


def make_looks(book: Workbook, decimals: int) -> dict[str, Format]:
    """Return the formats of a workbook by name; rates with so many decimals."""
    percent = f"0.{'0' * decimals}%" if decimals else "0%"
    return {
        name: book.add_format({**look, "num_format": percent} if look.get("num_format") == "0.00%" else look)
        for name, look in LOOKS.items()
    }


def ruled(book: Workbook) -> Format:
    """Return the format that rules the cells of rows that are filled."""
    return book.add_format({"border": 1, "border_color": GRID})


def light(book: Workbook, colours: tuple[str, str]) -> Format:
    """Return the format of one traffic light."""
    fill, letters = colours
    return book.add_format({"bg_color": fill, "font_color": letters, "border": 1, "border_color": GRID})
