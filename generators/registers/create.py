"""Make a register: the workbook an office types into, empty or filled, with its formulas reckoned already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generators.model.settings import Settings
from generators.registers.columns import CellKind, SheetSpec
from generators.registers.create_board import add_lights, put, write_board
from generators.registers.create_formulas import (
    AT,
    AT_FIELD,
    BLOCKS,
    LETTERS,
    SCALAR_NAMES,
    Extent,
    Live,
    indicator_formulas,
    indicator_places,
    progress_formulas,
    scalars,
    task_formulas,
    unit_formulas,
)
from generators.registers.create_guide import write_guide
from generators.registers.create_lists import write_lists
from generators.registers.create_looks import FORMULA_LOOKS, make_looks
from generators.registers.create_reckoning import Reckoning, Row, reckon
from generators.registers.create_tables import (
    LAST_PREPARED_ROW,
    PROTECTION,
    TableSize,
    demand,
    fitting_height,
    set_up_print,
    write_cell,
    write_table,
    write_typed,
)
from generators.registers.create_values import setting_values, typed_row
from generators.registers.sheets import (
    BOARD,
    BY_NAME,
    CALCULATION,
    GUIDE,
    INDICATORS,
    LISTS,
    PROGRESS,
    SETTING_ITEMS,
    SETTINGS,
    SHEETS,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What adds sheets to a new register: it is given the workbook and the sheets by name.
ExtraSheets = Callable[["Workbook", Mapping[str, "Worksheet"]], None]
#: Rows of 指标, whose table cannot grow while it is protected: so many in all, and so many to spare at least.
INDICATOR_ROWS, SPARE_INDICATORS = 300, 100
#: Rows of an empty table that grows.
EMPTY_ROWS = 20
#: How many columns stay in sight when a sheet is scrolled to the right.
FROZEN_COLUMNS = {"任务": 4, "指标": 3, "进展": 2, "单位": 1, "领导": 1, "目标调整": 1, "投资": 1}
#: How far the formulas look beyond what is filled, by sheet: at least so many rows, or so many more.
REACH = {"任务": (200, 100), "进展": (300, 200), "单位": (100, 50)}


def create_register(path: Path, settings: Settings,
                    rows: Mapping[str, Sequence[Sequence[object]]] | None = None, *,
                    created: datetime, extra: ExtraSheets | None = None) -> None:  # fmt: skip
    """Write a register workbook to ``path``.

    ``rows`` gives, by the name of a sheet, its rows in the order of ``create_values.typed_columns``; numbers
    may be Decimal or numerals, dates may be ISO texts. ``created`` is the clock of the file: the same
    register makes the same bytes. ``extra`` is called with the workbook and its sheets before it is closed,
    to add sheets of its own. Raises KeyError for an unknown sheet, ValueError for a row too long.
    """
    from generators.registers.create_sheet import RegisterSheet

    typed = typed_rows(rows or {})
    found = reckon(settings, typed)
    with open_workbook(path, created, settings) as book:
        looks = make_looks(book, settings.decimals)
        names = (GUIDE, BOARD, *BY_NAME, LISTS, CALCULATION)
        sheets = {name: book.add_worksheet(name, RegisterSheet) for name in names}
        extent = extent_of(typed)
        write_guide(sheets[GUIDE], looks)
        write_board(book, sheets[BOARD], settings, found, extent, looks)
        write_settings(sheets[SETTINGS.name], settings, looks)
        for spec in SHEETS[1:]:
            write_typed(sheets[spec.name], spec, typed[spec.name], table_size(spec, typed[spec.name]), looks)
        write_indicator_formulas(sheets[INDICATORS.name], settings, found, extent, looks)
        add_lights(book, sheets[INDICATORS.name], column_cells(INDICATORS, "status", extent.indicators))
        add_lights(book, sheets[PROGRESS.name], column_cells(PROGRESS, "manual_status", LAST_PREPARED_ROW))
        write_lists(book, sheets[LISTS], settings)
        write_calculation(sheets[CALCULATION], settings, found, typed, extent)
        finish(sheets, settings, extent, book)
        if extra is not None:
            extra(book, sheets)


def typed_rows(rows: Mapping[str, Sequence[Sequence[object]]]) -> dict[str, list[Row]]:
    """Return the typed rows of every sheet, by field."""
    unknown = set(rows) - {spec.name for spec in SHEETS[1:]}
    if unknown:
        raise KeyError(f"no such sheet: {sorted(unknown)}")
    return {spec.name: [typed_row(spec, row) for row in rows.get(spec.name, ())] for spec in SHEETS[1:]}


def open_workbook(path: Path, created: datetime, settings: Settings) -> Workbook:
    """Return a new workbook in which text is never taken for a formula or a link."""
    from xlsxwriter.workbook import Workbook

    book = Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False,
                                "strings_to_numbers": False})  # fmt: skip
    title = f"{settings.region}{settings.year or ''}年民生实事项目台账"
    book.set_properties({"title": title, "author": settings.issuer, "created": created})
    book.set_size(24000, 15000)
    return book


def table_size(spec: SheetSpec, rows: Sequence[Row]) -> TableSize:
    """Return the size of a sheet's table."""
    if spec is INDICATORS:
        return TableSize(len(rows), indicator_rows(len(rows)))
    return TableSize(len(rows), len(rows) or EMPTY_ROWS)


def indicator_rows(filled: int) -> int:
    """Return how many rows 指标 has, with those to spare.

    >>> indicator_rows(0), indicator_rows(155), indicator_rows(280)
    (300, 300, 380)
    """
    return max(INDICATOR_ROWS, filled + SPARE_INDICATORS)


def extent_of(typed: Mapping[str, Sequence[Row]]) -> Extent:
    """Return how far the formulas look down each sheet, as numbers of last rows."""
    reach = {name: 1 + max(least, len(typed[name]) + more) for name, (least, more) in REACH.items()}
    indicators = 1 + indicator_rows(len(typed[INDICATORS.name]))
    return Extent(reach["任务"], indicators, reach["进展"], reach["单位"])


def write_settings(sheet: Worksheet, settings: Settings, looks: Mapping[str, Format]) -> None:
    """Write 设置: each item, its value with its drop-down, and what it means."""
    values = setting_values(settings)
    for row, item in enumerate(SETTING_ITEMS, 1):
        value, look = values[item.field], "date" if item.kind is CellKind.DATE else "names"
        write_cell(sheet, row, 0, item.heading, looks["shown_left"])
        write_cell(sheet, row, 1, value, looks[look])
        write_cell(sheet, row, 2, item.meaning, looks["shown_left"])
        sheet.set_row(row, fitting_height({"meaning": item.meaning}, SETTINGS.columns))
        rule = {"validate": "any", "input_title": item.heading, "input_message": item.meaning}
        sheet.data_validation(row, 1, row, 1, rule | demand(item.kind, item.choices))
    write_table(sheet, SETTINGS, TableSize(len(SETTING_ITEMS), len(SETTING_ITEMS)), looks)
    for index, column in enumerate(SETTINGS.columns):
        sheet.set_column(index, index, column.width)


def write_indicator_formulas(sheet: Worksheet, settings: Settings, found: Reckoning, extent: Extent,
                             looks: Mapping[str, Format]) -> None:  # fmt: skip
    """Write the formula columns of 指标, in the spare rows too."""
    first = INDICATORS.index("latest")
    formats = [looks[FORMULA_LOOKS[column.field]] for column in INDICATORS.columns[first : first + 5]]
    for row in range(2, extent.indicators + 1):
        line = found.indicators[row - 2] if row - 2 < len(found.indicators) else None
        for column, live in enumerate(indicator_formulas(row, line, settings)):
            put(sheet, row - 1, first + column, live, formats[column])


def column_cells(spec: SheetSpec, field: str, last: int) -> tuple[int, int, int, int]:
    """Return the cells of a column from the second row of the sheet to row ``last``, counted from 0."""
    column = spec.index(field)
    return 1, column, last - 1, column


def write_calculation(sheet: Worksheet, settings: Settings, found: Reckoning,
                      typed: Mapping[str, Sequence[Row]], extent: Extent) -> None:  # fmt: skip
    """Write 计算, the hidden sheet between the typed sheets and 看板."""
    for column, heading in enumerate(BLOCKS.values()):
        sheet.write_string(0, column, heading)
    for row, (name, live) in enumerate(scalars(settings, found, extent), 1):
        sheet.write_string(row, 0, SCALAR_NAMES[name])
        put_value(sheet, row, "value", live)
    for row in range(2, extent.tasks + 1):
        put_row(sheet, row, task_formulas(row, nth(found.tasks, row), found, settings, extent))
    for row in range(2, extent.indicators + 1):
        put_row(sheet, row, indicator_places(row, nth(found.indicators, row), found, settings, extent))
    for row in range(2, extent.progress + 1):
        put_row(sheet, row, progress_formulas(row, nth(typed["进展"], row), settings))
    for row in range(2, extent.units + 1):
        put_row(sheet, row, unit_formulas(row, nth(found.units, row), extent))


def put_row(sheet: Worksheet, row: int, cells: Mapping[str, Live]) -> None:
    """Write the cells of 计算 that follow one row of a typed sheet."""
    for name, live in cells.items():
        put_value(sheet, row - 1, name, live)


#: Where each column of 计算 stands, counted from 0.
PLACE = {name: at for at, name in enumerate(AT)}


def put_value(sheet: Worksheet, row: int, name: str, live: Live) -> None:
    """Write one cell of 计算: a formula with its value, or a constant text."""
    column = PLACE[name]
    if live.formula:
        value = float(live.value) if isinstance(live.value, Decimal) else live.value
        sheet.write_formula(row, column, live.formula, None, value)
    else:
        sheet.write_string(row, column, str(live.value))


T = TypeVar("T")


def nth(values: Sequence[T], row: int) -> T | None:
    """Return the value that belongs to a row of a sheet (the first to row 2), None below the last."""
    return values[row - 2] if row - 2 < len(values) else None


def print_filled_rows(book: Workbook, extent: Extent) -> None:
    """Let 指标 print down to its last named row only, and not its spare rows."""
    spec, last = INDICATORS, extent.indicators
    name, right = (
        f"{spec.name}!${letter}$1:${letter}${last}"
        for letter in (AT_FIELD[spec.name]["name"], LETTERS[len(spec.columns) - 1])
    )
    filled = f'SUMPRODUCT(MAX(({name}<>"")*ROW({name})))'
    book.define_name(f"{spec.name}!_xlnm.Print_Area", f"={spec.name}!$A$1:INDEX({right},{filled})")


def finish(sheets: Mapping[str, Worksheet], settings: Settings, extent: Extent, book: Workbook) -> None:
    """Freeze heads, set up printing, lock the formulas, hide what is not for clerks."""
    title = f"{settings.region}{settings.year or ''}年民生实事项目台账"
    for name, columns in FROZEN_COLUMNS.items():
        sheets[name].freeze_panes(1, columns)
        set_up_print(sheets[name], f"{title}（{name}）")
    sheets[SETTINGS.name].freeze_panes(1, 0)
    set_up_print(sheets[SETTINGS.name], f"{title}（{SETTINGS.name}）")
    for name, landscape in ((GUIDE, False), (BOARD, True)):
        set_up_print(sheets[name], "", 0, landscape)
        sheets[name].fit_to_pages(1, 1)
    print_filled_rows(book, extent)
    for name in (INDICATORS.name, SETTINGS.name, BOARD):
        sheets[name].protect("", PROTECTION)
    for name in (LISTS, CALCULATION):
        sheets[name].hide()
    sheets[GUIDE].activate()
