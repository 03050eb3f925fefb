"""A workbook people own with more in it: cells filled, rows added to its lists, lists added as sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generators.model.origin import Origin
from generators.opc.changing import Changes
from generators.opc.refusals import refusal, refusing
from generators.typesetting.rows import Cell, excel_lines
from generators.workbooks.addresses import cell_address, parse_address
from generators.workbooks.appending import (
    Layout,
    Room,
    find_room,
    fitting_look,
    is_filtered,
    layout_of,
    refuse_locked,
)
from generators.workbooks.cell_splicing import New, RowLook, Splicing, Unusual, row_places
from generators.workbooks.cell_styles import USUAL_SIZE, CellStyle, add_wrapped_style, read_cell_styles
from generators.workbooks.growing import grow, written_area
from generators.workbooks.list_sheets import NewList, add_list
from generators.workbooks.patch import digest_of, patch
from generators.workbooks.reading import Workbook, read_workbook
from generators.workbooks.sheets import Sheet

Values = dict[str, dict[str, New]]


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows for a list on a sheet: the row of its heading, and the values of each new row by column.

    ``even_filtered`` lets them be added while a filter hides rows: they are in sight until it is used again.
    """

    sheet: str
    head: int
    rows: Sequence[Mapping[int, New]]
    even_filtered: bool = False


@dataclass
class Enlarging:
    """What is to be written, as far as worked out; ``wrapped`` gives new styles by those they replace."""

    book: Workbook
    styles: list[CellStyle]
    values: Values
    looks: dict[str, dict[int, RowLook]] = field(default_factory=dict)
    rooms: list[tuple[str, Room, list[int]]] = field(default_factory=list)
    wrapped: dict[int, int] = field(default_factory=dict)

    def style(self, number: int) -> CellStyle:
        """Return a cell style by its number."""
        return self.styles[number] if number < len(self.styles) else CellStyle()

    def wrapping(self, number: int) -> int:
        """Return the number of a style like another one that wraps its text."""
        return self.wrapped.setdefault(number, len(self.styles) + len(self.wrapped))


def enlarge(source: Path, target: Path, values: Mapping[str, Mapping[str, New]], rows: Sequence[NewRows],
            lists: Sequence[NewList], read: bytes | None = None) -> None:  # fmt: skip
    """Write a copy of a workbook with cells filled, rows and sheets added; ``target`` may be ``source``.

    Rows take the formats of the last one of their list and belong to its table; they are high enough for
    their texts. ``read`` is the digest of the file that all was worked out from, by itself that of the file
    as it is now. Raises WorkbookError with why something cannot be added, OutputError if the file cannot be
    written; then nothing has changed.
    """
    read = read or digest_of(source)
    book = read_workbook(source)
    filled: Values = {name: dict(cells) for name, cells in values.items()}
    work = Enlarging(book, read_cell_styles(book.package, book.part), filled)
    with refusing("PKG-11", book.file, found="工作表", detail="行、列或格式的写法不认识"):
        for name in values:
            fill_cells(work, sheet_of(book, name))
        for one in rows:
            add_rows(work, sheet_of(book, one.sheet), one)

    def further(changes: Changes, current: Workbook) -> None:
        with refusing("PKG-11", book.file, found="工作簿", detail="表、名称或格式的写法不认识"):
            add_around(work, changes, current, lists)

    patch(source, target, filled, looks=work.looks, further=further, read=read)


def add_around(work: Enlarging, changes: Changes, book: Workbook, lists: Sequence[NewList]) -> None:
    """Add styles and sheets, and let what reaches down a list reach down to its new rows."""
    for number in work.wrapped:
        add_wrapped_style(changes, book.part, number)
    for name, room, columns in work.rooms:
        grow(changes, book, sheet_of(book, name), room, written_area(room.rows, columns))
    for one in lists:
        add_list(changes, book, one)


def sheet_of(book: Workbook, name: str) -> Sheet:
    """Return a sheet by name. Raises WorkbookError (XLSX-3)."""
    sheet = book.sheet(name)
    if sheet is None:
        raise refusal("XLSX-3", book.file, found=name)
    return sheet


def splicing_of(sheet: Sheet) -> Splicing:
    """Return a sheet's rows as they are stored. Raises WorkbookError (XLSX-7)."""
    content = sheet.package.read(sheet.part).replace(b"<sheetData/>", b"<sheetData></sheetData>")
    try:
        return Splicing(sheet.package.file, sheet.part, content, row_places(content))
    except Unusual as cause:
        raise refusal("XLSX-7", sheet.package.file, found=sheet.name) from cause


def fill_cells(work: Enlarging, sheet: Sheet) -> None:
    """Work out the looks of rows in which cells are filled."""
    layout, stored = layout_of(sheet), splicing_of(sheet)
    by_row: dict[int, dict[int, New]] = {}
    for address, new in work.values[sheet.name].items():
        row, column = parse_address(address)
        by_row.setdefault(row, {})[column] = new
    found = {row: styled(stored, layout, row, row - 1, cells) for row, cells in by_row.items()}
    refuse_locked(sheet, dict(styles_of(by_row, found)), work.styles)
    looks = work.looks.setdefault(sheet.name, {})
    for row, cells in by_row.items():
        looks[row] = look_of(work, layout, cells, found[row], row - 1)


def add_rows(work: Enlarging, sheet: Sheet, new: NewRows) -> None:
    """Work out where new rows go and how they look."""
    columns = sorted({column for row in new.rows for column in row})
    if is_filtered(sheet) and not new.even_filtered:
        raise refusal("XLSX-12", Origin(sheet.package.file, sheet.name))
    room = find_room(sheet, new.head, columns, len(new.rows))
    layout, stored = layout_of(sheet), splicing_of(sheet)
    by_row = dict(zip(room.rows, new.rows))
    found = {row: styled(stored, layout, row, room.like, cells) for row, cells in by_row.items()}
    refuse_locked(sheet, dict(styles_of(by_row, found)), work.styles)
    values, looks = work.values.setdefault(sheet.name, {}), work.looks.setdefault(sheet.name, {})
    for row, cells in by_row.items():
        values |= {cell_address(row, column): new for column, new in cells.items()}
        looks[row] = look_of(work, layout, cells, found[row], room.like)
    work.rooms.append((sheet.name, room, columns))


def styled(stored: Splicing, layout: Layout, row: int, like: int, cells: Mapping[int, New]) -> dict[int, int]:
    """Return the numbers of the styles of those cells of a row that are to be written, by column."""
    own = stored.look_of(row)[1]
    like_styles = {} if cells.keys() <= own.keys() else stored.look_of(like)[1]
    styles = {**layout.styles, **like_styles, **own}
    return {column: int(styles.get(column, "0")) for column in cells}


def styles_of(rows: Mapping[int, Mapping[int, New]], found: Mapping[int, Mapping[int, int]]
              ) -> Iterator[tuple[str, int]]:  # fmt: skip
    """Yield address and style of each cell that is to be written."""
    for row, cells in rows.items():
        for column in cells:
            yield cell_address(row, column), found[row].get(column, 0)


def look_of(work: Enlarging, layout: Layout, cells: Mapping[int, New], styles: Mapping[int, int],
            like: int) -> RowLook:  # fmt: skip
    """Return the look of a row: high enough for its texts, and long ones wrapped where they were not."""
    texts = {column: new for column, new in cells.items() if isinstance(new, str) and new}
    found = {column: work.style(styles.get(column, 0)) for column in texts}
    instead = {
        column: str(work.wrapping(styles.get(column, 0)))
        for column, text in texts.items()
        if work.styles and not found[column].wraps and is_long(text, layout, column, found[column])
    }
    sizes = {column: style.size for column, style in found.items()}
    return replace(fitting_look(layout, texts, sizes, like), instead=instead)


def is_long(text: str, layout: Layout, column: int, style: CellStyle) -> bool:
    """Return whether a text takes more than one line in a cell."""
    return excel_lines(Cell(text, layout.room_in(column), style.size or USUAL_SIZE)) > 1
