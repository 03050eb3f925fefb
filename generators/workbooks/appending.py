"""Where further rows of a list go on a sheet people own: in its table's blank rows, else right below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generators.model.origin import Origin
from generators.opc.refusals import refusal
from generators.typesetting.rows import HIGHEST_ROW, Cell, row_height, text_room
from generators.workbooks.addresses import LAST_ROW, Range
from generators.workbooks.cell_splicing import RowLook
from generators.workbooks.cell_styles import CellStyle
from generators.workbooks.overlays import Table
from generators.workbooks.sheets import Sheet

#: A stored width is that of the characters and of what stays free beside them (ECMA-376, 18.3.1.13).
FREE_PIXELS, DIGIT_PIXELS = 5, 7
USUAL_WIDTH = 8.43 + FREE_PIXELS / DIGIT_PIXELS


@dataclass(frozen=True, slots=True)
class Room:
    """Rows for what is to be added: their numbers, the row they are to look like, and the table they are in.

    ``last`` is the row up to which the list was filled before.
    """

    rows: tuple[int, ...]
    like: int
    last: int
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet: their widths in characters and their styles, by number."""

    widths: Mapping[int, float] = field(default_factory=dict)
    styles: Mapping[int, str] = field(default_factory=dict)
    usual: float = USUAL_WIDTH

    def room_in(self, column: int) -> float:
        """Return the room for text in a cell of a column, in points."""
        return text_room([max(self.widths.get(column, self.usual) - FREE_PIXELS / DIGIT_PIXELS, 1)])


def find_room(sheet: Sheet, head: int, columns: Collection[int], count: int) -> Room:
    """Return where ``count`` rows go below the heading in row ``head`` of a list with some columns.

    Raises WorkbookError (XLSX-10, XLSX-11) when they cannot be added.
    """
    tables = (one for one in sheet.tables if any((head, column) in one.range for column in columns))
    table = next(tables, None)
    filled, held = rows_held(sheet, columns, table)
    end = table.range.last_row - table.has_totals if table else LAST_ROW
    last = max((row for row in filled if head < row <= end), default=head)
    blocked = [one for one in sheet.merges if one.last_row > head and touches(one, columns, table)]
    if table is None:
        start = max([last, *held, *(one.last_row for one in blocked)]) + 1
        rows = tuple(range(start, start + count))
        if rows and rows[-1] > LAST_ROW:
            raise refusal("XLSX-11", Origin(sheet.package.file, sheet.name), count=count, found=LAST_ROW)
    else:
        inside = list(blank_rows(table, last, blocked))[:count]
        rows = (*inside, *rows_below(sheet, table, count - len(inside), held, blocked))
    return Room(rows, last if last > head else min(rows, default=head), last, table)


def is_filtered(sheet: Sheet) -> bool:
    """Return whether a filter of a sheet or of one of its tables hides rows."""
    if sheet.outline.find("autoFilter/filterColumn") is not None:
        return True
    return any(table.is_filtered for table in sheet.tables)


def rows_held(sheet: Sheet, columns: Collection[int], table: Table | None) -> tuple[list[int], list[int]]:
    """Return the rows in which a list is filled, and the rows that hold anything where it may grow.

    A row of a list with nothing but formulas is blank.
    """
    span = range(table.range.first_column, table.range.last_column + 1) if table else None
    filled, held = [], []
    for row in sheet.rows():
        cells = [cell for cell in row.cells() if cell.value != ""]
        if any(span is None or cell.column in span for cell in cells):
            held.append(row.number)
        if any(cell.formula is None and cell.column in (span or columns) for cell in cells):
            filled.append(row.number)
    return filled, held


def touches(merge: Range, columns: Collection[int], table: Table | None) -> bool:
    """Return whether a merge lies over columns of a list."""
    if table is not None:
        area = table.range
        return merge.first_column <= area.last_column and merge.last_column >= area.first_column
    return any(merge.first_column <= column <= merge.last_column for column in columns)


def blank_rows(table: Table, last: int, merges: Sequence[Range]) -> Iterator[int]:
    """Yield the rows of a table below its last filled one that no merge covers."""
    row, end = last + 1, table.range.last_row - table.has_totals
    for first, over in sorted((one.first_row, one.last_row) for one in merges):
        yield from range(row, min(first, end + 1))
        row = max(row, over + 1)
    yield from range(row, end + 1)


def rows_below(sheet: Sheet, table: Table, count: int, held: Sequence[int],
               merges: Sequence[Range]) -> Sequence[int]:  # fmt: skip
    """Return the rows right below a table, by which it is to grow."""
    if not count:
        return ()
    origin, area = Origin(sheet.package.file, sheet.name), table.range
    if table.has_totals:
        raise refusal("XLSX-10", origin, found=table.name)
    rows = range(area.last_row + 1, area.last_row + count + 1)
    at = bisect_left(held, rows[0])
    others = [one.range for one in sheet.tables if one is not table and touches(one.range, (), table)]
    taken = [
        *held[at : at + 1],
        *(max(one.first_row, rows[0]) for one in (*merges, *others) if one.last_row >= rows[0]),
    ]
    if rows[-1] > LAST_ROW or any(row <= rows[-1] for row in taken):
        raise refusal("XLSX-11", origin, count=count, found=min([*taken, LAST_ROW]))
    return rows


# ---------------------------------------------------------------- how they look
def layout_of(sheet: Sheet) -> Layout:
    """Return widths and styles of a sheet's columns; a range wider than any list is cut."""
    widths: dict[int, float] = {}
    styles: dict[int, str] = {}
    for entry in sheet.outline.iterfind("cols/col"):
        first, last = int(entry.get("min", "1")), int(entry.get("max", "1"))
        for column in range(first, min(last, first + 500) + 1):
            if "width" in entry.attrib:
                widths[column] = float(entry.get("width", USUAL_WIDTH))
            if "style" in entry.attrib:
                styles[column] = entry.get("style", "0")
    usual = sheet.outline.find("sheetFormatPr")
    wide = float(usual.get("defaultColWidth", USUAL_WIDTH)) if usual is not None else USUAL_WIDTH
    return Layout(widths, styles, wide)


def fitting_look(room: Layout, texts: Mapping[int, str], sizes: Mapping[int, float], like: int) -> RowLook:
    """Return the look of a row in which no text is cut off; Excel's highest row is the limit."""
    cells = (Cell(text, room.room_in(column), sizes.get(column, 11.0)) for column, text in texts.items())
    return RowLook(min(row_height(cells), HIGHEST_ROW), like, room.styles)


def refuse_locked(sheet: Sheet, places: Mapping[str, int], styles: Sequence[CellStyle]) -> None:
    """Raise WorkbookError (XLSX-13) when cells of a protected sheet are locked.

    ``places`` gives the number of each cell's style by address.
    """
    protection = sheet.outline.find("sheetProtection")
    if protection is None or protection.get("sheet", "0") in ("0", "false"):
        return
    locked = [address for address, number in places.items()
              if number >= len(styles) or styles[number].is_locked]  # fmt: skip
    if locked:
        place = Origin(sheet.package.file, sheet.name)
        raise refusal("XLSX-13", place, count=len(locked), found="、".join(locked[:3]))
