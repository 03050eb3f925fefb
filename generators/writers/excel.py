"""A book as an Excel workbook: title, head, merged body, print set-up, formulas, lights, chart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from pathlib import Path

from generators.errors import OutputError, Problem
from generators.model.origin import Origin
from generators.page import Book, Formula, RowStyle, Sheet, Table, Value
from generators.writers.excel_cells import Strings, area, cell_text, formula_cell, letters, number_for_excel
from generators.writers.excel_extras import Room, add_chart, add_lights
from generators.writers.excel_formulas import Place, place, resolved
from generators.writers.excel_looks import (
    A4,
    ABOVE,
    FOOTER,
    GROUP_ALIGN,
    HIGHEST_ROW,
    INCH,
    LABEL_SIZE,
    TITLE_SIZE,
    TWIPS,
    Looks,
    Styles,
    body_format,
    head_format,
    long_format,
    looks_of,
    style_numbers,
    widened,
)
from generators.writers.excel_package import GivenBook, GivenSheet, save
from generators.writers.grid import Fit
from generators.writers.head import Head, head_of
from generators.writers.measure import PIXEL_TWIPS, excel_height, excel_pieces
from generators.writers.plan import Plan, PlannedRow, plan_table
from generators.writers.shown import clean, shown

MOST_ROWS = 1_000_000  # of a table: Excel has 1,048,576, some of them for title, head and cut rows
MOST_BREAKS = 1023
SLACK = 8 * PIXEL_TWIPS
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sheet with everything measured and placed; ``above`` are the rows over the head (label, title)."""

    sheet: Sheet
    name: str
    looks: Looks
    head: Head
    above: tuple[tuple[str, str, int], ...]  # kind, text, height
    head_heights: tuple[int, ...]
    plan: Plan
    place: Place

    @property
    def width(self) -> int:
        """Return how many columns the table has."""
        return len(self.sheet.table.columns)

    @property
    def head_row(self) -> int:
        """Return the first row of the head, counted from 0."""
        return len(self.above)


def write_excel(book: Book, path: Path) -> None:
    """Write a workbook; equal books give equal bytes.

    Raises OutputError, and leaves an old file as it was, when the file is open, or a text or table too large.
    """
    prepared = [prepare(sheet, name) for sheet, name in zip(book.sheets, sheet_names(book))]
    places = {one.sheet.name: one.place for one in prepared}
    file, strings = GivenBook(), Strings()
    styles = style_numbers(file.add_format)
    for one in prepared:
        sheet = file.add_worksheet(one.name)
        lay_sheet(sheet, one)
        sheet.rows = list(sheet_rows(one, places, styles, strings))
        sheet.merged_ranges = list(merged_ranges(one))
        add_lights(file, sheet, one.sheet, one.place)
        if one.sheet.chart:
            add_chart(file, sheet, one.sheet.chart, one.place, one.looks, room_below(one))
    save(file, strings, book.created, clean(book.title), path)


def sheet_names(book: Book) -> Iterator[str]:
    """Yield a name Excel accepts for each sheet, none twice."""
    seen: set[str] = set()
    for number, sheet in enumerate(book.sheets, 1):
        name = FORBIDDEN_IN_NAMES.sub("_", clean(sheet.name)).strip("'")[:LONGEST_NAME] or f"表{number}"
        if name.lower() in seen:
            name = f"{name[:LONGEST_NAME - 4]}_{number}"
        seen.add(name.lower())
        yield name


# Measuring


def prepare(sheet: Sheet, name: str) -> Prepared:
    """Return a sheet measured: heights of its rows, page breaks, places of its cells."""
    table = sheet.table
    check_size(table, name)
    looks, head = looks_of(table), head_of(table.columns)
    if not sheet.merged:
        looks = widened(looks, table)
    above, head_heights = above_head(table, looks), heights_of_head(head, looks)
    plan = plan_table(table, fit_of(sheet, looks, above, head_heights), sheet.merged)
    top = len(above) + len(head_heights)
    return Prepared(sheet, name, looks, head, above, head_heights, plan, place(name, table, plan, top))


def check_size(table: Table, name: str) -> None:
    """Raise OutputError for a table that no sheet can hold."""
    if not table.columns:
        said, advice = "这张表一栏也没有。", "请在 版式.xlsx 里至少写一栏。"
    elif len(table.rows) > MOST_ROWS:
        said, advice = f"这张表有 {len(table.rows)} 行，Excel 放不下。", "请分成几份生成。"
    else:
        return
    raise OutputError(Problem("OUT-7", Origin("", name), said, advice))


def above_head(table: Table, looks: Looks) -> tuple[tuple[str, str, int], ...]:
    """Return the rows over the head: 附件 label and title, with their heights in twips."""
    width = sum(looks.widths)
    rows = []
    if table.label:
        rows.append(("label", clean(table.label), excel_height(width, LABEL_SIZE)(clean(table.label))))
    if table.title:
        title = clean(table.title)
        rows.append(("title", title, excel_height(width, TITLE_SIZE)(title) + 20 * PIXEL_TWIPS))
    return tuple(rows)


def heights_of_head(head: Head, looks: Looks) -> tuple[int, ...]:
    """Return the height of each row of the head; a heading over both rows shares its height."""
    heights = []
    for row in head:
        widths = [sum(looks.widths[cell.first : cell.last + 1]) for cell in row]
        needs = [excel_height(width, looks.size)(cell.text) / cell.rows for width, cell in zip(widths, row)]
        heights.append((ceil(max(needs) / PIXEL_TWIPS) + 6) * PIXEL_TWIPS)
    return tuple(heights)


def fit_of(sheet: Sheet, looks: Looks, above: tuple[tuple[str, str, int], ...], head: tuple[int, ...]) -> Fit:
    """Return how the sheet's texts are measured and what its pages hold."""
    heights = tuple(excel_height(width, looks.size) for width in looks.widths)
    pieces = tuple(excel_pieces(width, looks.size) for width in looks.widths)
    page = looks.room - sum(head)
    group = excel_height(sum(looks.widths), looks.size)
    first = page - sum(height for _, _, height in above)
    highest = int(HIGHEST_ROW * TWIPS)
    return Fit(heights, pieces, group, first, page, heights[0](""), PIXEL_TWIPS, SLACK, highest)


def room_below(one: Prepared) -> Room:
    """Return how much a page holds below the head, and how much of the last page is free below the table."""
    page = one.looks.room - sum(one.head_heights)
    last = one.plan.breaks[-1] if one.plan.breaks else 0
    used = sum(row.height for row in one.plan.rows[last:])
    return Room(page, page - used - (0 if last else sum(height for _, _, height in one.above)))


# Rows


def sheet_rows(one: Prepared, places: Mapping[str, Place], styles: Styles, strings: Strings) -> Iterator[str]:
    """Yield every row of a sheet as XML."""
    yield from rows_above(one, styles, strings)
    yield from rows_of_head(one, styles, strings)
    yield from body_rows(one, places, styles, strings)


def rows_above(one: Prepared, styles: Styles, strings: Strings) -> Iterator[str]:
    """Yield the label and the title."""
    for row, (kind, text, height) in enumerate(one.above):
        style = styles(ABOVE[kind])
        string = strings[cell_text(text, one.name, f"A{row + 1}")]
        blanks = [f'<c r="{letters(c)}{row + 1}" s="{style}"/>' for c in range(1, one.width)]
        yield row_xml(row + 1, height, [f'<c r="A{row + 1}" s="{style}" t="s"><v>{string}</v></c>', *blanks])


def rows_of_head(one: Prepared, styles: Styles, strings: Strings) -> Iterator[str]:
    """Yield the rows of the head, every cell of a merge with its border."""
    style = styles(head_format(one.looks.size))
    for offset, cells in enumerate(one.head):
        row = one.head_row + offset + 1
        texts = {cell.first: cell.text for cell in cells}
        xml = []
        for column in range(one.width):
            reference = f"{letters(column)}{row}"
            if column in texts:
                string = strings[cell_text(texts[column], one.name, reference)]
                xml.append(f'<c r="{reference}" s="{style}" t="s"><v>{string}</v></c>')
            else:
                xml.append(f'<c r="{reference}" s="{style}"/>')
        yield row_xml(row, one.head_heights[offset], xml)


def row_xml(number: int, height: int, cells: list[str]) -> str:
    """Return a row counted from 1; its height is given in twips."""
    return f'<row r="{number}" ht="{height / TWIPS:g}" customHeight="1">{"".join(cells)}</row>'


def body_rows(one: Prepared, places: Mapping[str, Place], styles: Styles, strings: Strings) -> Iterator[str]:
    """Yield the rows of the body."""
    columns, size = one.sheet.table.columns, one.looks.size
    numbers = {style: [styles(body_format(c, style, size)) for c in columns] for style in RowStyle}
    title = styles(body_format(columns[0], RowStyle.GROUP, size) | GROUP_ALIGN) if columns else 0
    numbers[RowStyle.GROUP] = [title] * len(columns)
    names = [letters(column) for column in range(len(columns))]
    for line, row in enumerate(one.plan.rows):
        number = one.place.top + line + 1
        cells = []
        for column, (name, style) in enumerate(zip(names, numbers[row.style])):
            text = row.texts[column]
            value = value_of(one.sheet.table, row, column)
            reference = f"{name}{number}"
            if isinstance(value, str):
                if text:
                    string = strings[cell_text(text, one.name, reference)]
                    cells.append(f'<c r="{reference}" s="{style}" t="s"><v>{string}</v></c>')
                else:
                    cells.append(f'<c r="{reference}" s="{style}"/>')
            else:
                if not columns[column].number_format and (own := long_format(value)):
                    style = styles(body_format(columns[column], row.style, size) | {"num_format": own})
                cells.append(special_cell(value, reference, style, line, one, places, strings))
        yield row_xml(number, row.height, cells)


def value_of(table: Table, row: PlannedRow, column: int) -> Value:
    """Return what a cell holds: its number or formula once, in the first cell of a merge, else its text.

    What is repeated at the top of a page is text: a number there would be counted twice.
    """
    value = table.rows[row.source].values[column]
    if isinstance(value, str) or value is None or row.style is RowStyle.GROUP:
        return ""
    if not row.spans[column] or column in row.carried:
        return ""
    return value


def special_cell(value: Value, reference: str, style: int, line: int, one: Prepared,
                 places: Mapping[str, Place], strings: Strings) -> str:  # fmt: skip
    """Return a cell with a number or a formula."""
    if isinstance(value, Formula):
        formula = resolved(value.text, line, one.place, places)
        if formula is not None:
            return formula_cell(reference, style, formula, value.value)
        value = value.value
    number = number_for_excel(value) if isinstance(value, (Decimal, int)) else None
    if number is not None:
        return f'<c r="{reference}" s="{style}"><v>{number}</v></c>'
    string = strings[cell_text(shown(value), one.name, reference)]
    return f'<c r="{reference}" s="{style}" t="s"><v>{string}</v></c>'


def merged_ranges(one: Prepared) -> Iterator[str]:
    """Yield the ranges of every merge: label and title, head, body."""
    last = one.width - 1
    for row in range(len(one.above)):
        if last:
            yield area(row, 0, row, last)
    for offset, cells in enumerate(one.head):
        row = one.head_row + offset
        for cell in cells:
            if cell.rows > 1 or cell.last > cell.first:
                yield area(row, cell.first, row + cell.rows - 1, cell.last)
    for line, planned in enumerate(one.plan.rows):
        row = one.place.top + line
        if planned.style is RowStyle.GROUP and last:
            yield area(row, 0, row, last)
            continue
        for column, span in enumerate(planned.spans):
            if span > 1:
                yield area(row, column, row + span - 1, column)


# Print set-up


def lay_sheet(sheet: GivenSheet, one: Prepared) -> None:
    """Set widths, paper, print titles, breaks, panes and filter."""
    paper, top = one.looks.paper, one.place.top
    sheet.widths = one.looks.widths
    for column, pixels in enumerate(one.looks.widths):  # XlsxWriter places charts by them
        sheet.set_column_pixels(column, column, pixels)
    sheet.dim_rowmin, sheet.dim_colmin = 0, 0
    sheet.dim_rowmax, sheet.dim_colmax = top + len(one.plan.rows) - 1, one.width - 1
    sheet.set_paper(A4)
    (sheet.set_landscape if paper.width > paper.height else sheet.set_portrait)()
    sheet.set_margins(paper.left / INCH, paper.right / INCH, paper.top / INCH, paper.bottom / INCH)
    sheet.margin_header = sheet.margin_footer = paper.footer / INCH
    sheet.footer = FOOTER
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)  # as high as it takes: manual breaks stay
    sheet.set_h_pagebreaks([top + line for line in one.plan.breaks if line][:MOST_BREAKS])
    sheet.repeat_rows(one.head_row, top - 1)
    sheet.freeze_panes(top, 0)
    sheet.hide_gridlines(2)
    last = max(top + len(one.plan.rows) - 1, top)
    sheet.ignore_errors({"number_stored_as_text": area(top, 0, last, one.width - 1)})
    if one.sheet.filtered:
        sheet.autofilter(top - 1, 0, last, one.width - 1)
