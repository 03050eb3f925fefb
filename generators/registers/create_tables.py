"""One typed sheet of a new register: its Excel table, drop-downs, messages, widths, heights and print set-up.

Cells of an Excel table cannot be merged, so a blank continues the cell above, as clerks type it. A sheet
without formulas is not protected: its table grows by itself as the next row is typed, with its formats.

指标 has formulas, and they are locked without a password. Excel cannot grow a table on a protected sheet nor
sort locked cells, so the table ends with spare rows whose formulas stay empty until a name is typed; whoever
needs more, or wants to sort, takes the protection off with one click (说明 says how). Losing that is better
than a formula overwritten unseen, which nobody would notice in a bulletin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generators.registers.columns import CellKind, ColumnSpec, SheetSpec
from generators.registers.create_formulas import LETTERS
from generators.registers.create_looks import BY_KIND, FORMULA_LOOKS, SIZE
from generators.registers.create_values import Typed
from generators.typesetting.rows import HIGHEST_ROW, Cell, cell_height, text_room

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEAD_HEIGHT = 36
LEAST_HEIGHT = 20.25
#: Drop-downs and messages reach so far below the table of a sheet that grows.
LAST_PREPARED_ROW = 2000
A4 = 9
#: What an autofilter button takes of a heading's room, in characters.
WHOLE_NUMBERS = "请填写数字，不带单位和其他文字。"

#: Lists that refuse what is not in them; the other lists only offer.
STRICT_LISTS = ("类型", "口径", "状态", "序时口径")
PROTECTION = {
    "select_locked_cells": True, "select_unlocked_cells": True, "format_cells": True, "format_columns": True,
    "format_rows": True, "insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True,
    "insert_hyperlinks": True, "objects": True, "scenarios": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableSize:
    """The rows of a table: how many are filled and how many it has."""

    filled: int
    rows: int


def write_cell(sheet: Worksheet, row: int, column: int, value: Typed, look: Format | None) -> None:
    """Write one value: text always as text, whatever it begins with."""
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
    else:
        sheet.write_string(row, column, value, look)


def write_typed(sheet: Worksheet, spec: SheetSpec, rows: Sequence[Mapping[str, Typed]], size: TableSize,
                looks: Mapping[str, Format]) -> None:  # fmt: skip
    """Write the table of a sheet, all cells but the formulas, and everything that helps to type into it."""
    typed = [
        (index, column.field, looks[BY_KIND[column.kind][0]])
        for index, column in enumerate(spec.columns)
        if column.kind is not CellKind.FORMULA
    ]
    for row in range(size.rows):
        values = rows[row] if row < size.filled else {}
        for index, field, look in typed:
            value = values.get(field)
            write_cell(sheet, row + 1, index, value, looks["date"] if isinstance(value, date) else look)
        if row < size.filled:
            sheet.set_row(row + 1, fitting_height(values, spec.columns))
    write_table(sheet, spec, size, looks)
    dress(sheet, spec, looks)


def fitting_height(values: Mapping[str, Typed], columns: Sequence[ColumnSpec]) -> float:
    """Return the height in points at which nothing of a row is cut off; Excel's own limit is 409.5."""
    widths = ((values.get(column.field), column.width) for column in columns)
    heights = (height_of(text, width) for text, width in widths if isinstance(text, str))
    return min(max(LEAST_HEIGHT, max(heights, default=0.0)), HIGHEST_ROW)


@lru_cache(maxsize=10_000)
def height_of(text: str, width: float) -> float:
    """Return the height in points of a text in a column; units, dates and numbers stand in many rows."""
    return cell_height(Cell(text, text_room([width]), SIZE))


def write_table(sheet: Worksheet, spec: SheetSpec, size: TableSize, looks: Mapping[str, Format]) -> None:
    """Make the written cells an Excel table with its headings."""
    headings = [{"header": column.heading, "header_format": looks["head"]} for column in spec.columns]
    sheet.add_table(0, 0, size.rows, len(spec.columns) - 1, {
        "name": spec.table_name, "columns": headings, "style": "Table Style Light 1", "banded_rows": False,
    })  # fmt: skip
    sheet.set_row(0, HEAD_HEIGHT)


def dress(sheet: Worksheet, spec: SheetSpec, looks: Mapping[str, Format]) -> None:
    """Set widths, the looks of the rest of each column, messages and drop-downs."""
    for index, column in enumerate(spec.columns):
        look = FORMULA_LOOKS[column.field] if column.kind is CellKind.FORMULA else BY_KIND[column.kind][1]
        sheet.set_column(index, index, column.width, None if column.kind is CellKind.FORMULA else looks[look])
        if column.note:
            sheet.data_validation(1, index, LAST_PREPARED_ROW, index, validation(column.kind, column))
    codes = [LETTERS[i] for i, column in enumerate(spec.columns) if column.kind is CellKind.NUMBERING]
    cells = " ".join(f"{letter}2:{letter}{LAST_PREPARED_ROW + 1}" for letter in codes)
    if cells:
        sheet.ignore_errors({"number_stored_as_text": cells})  # 3.1 is text on purpose: no green corners


def validation(kind: CellKind, column: ColumnSpec) -> dict[str, Any]:
    """Return the input message of a column, with its drop-down or its demand for a number or date."""
    message = {"validate": "any", "input_title": column.heading[:32], "input_message": column.note}
    return message | demand(kind, column.choices)


def demand(kind: CellKind, choices: str) -> dict[str, Any]:
    """Return what a cell accepts; nothing where anything may be typed."""
    if choices:
        return {"validate": "list", "source": f"={choices}清单", "show_error": choices in STRICT_LISTS,
                "error_title": "请从列表中选择",
                "error_message": "请点右侧的箭头选择列表中的一项。"}  # fmt: skip
    if kind is CellKind.NUMBER:
        return {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15,
                "error_title": "请填写数字", "error_message": WHOLE_NUMBERS}  # fmt: skip
    if kind is CellKind.DATE:
        return {"validate": "date", "criteria": "between", "minimum": date(1949, 10, 1),
                "maximum": date(2199, 12, 31), "error_title": "请填写日期",
                "error_message": "请填写日期，如 2022-3-28。"}  # fmt: skip
    return {}


def set_up_print(sheet: Worksheet, title: str, repeated_rows: int = 1, landscape: bool = True) -> None:
    """Set A4, one page wide, the head repeated, the title above and the page number below."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.center_horizontally()
    # the space parts the size from a title that begins with a digit
    sheet.set_header(f'&C&"黑体,常规"&12 {title.replace("&", "&&")}')
    sheet.set_footer('&C&"宋体,常规"&10第 &P 页，共 &N 页')
    if repeated_rows:
        sheet.repeat_rows(0, repeated_rows - 1)
