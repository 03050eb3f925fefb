"""Additions as cells and rows of the register's sheets, wherever its columns stand, or are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from generators.adding.additions import Additions, Doubt, Fill, shortened
from generators.adding.into_refusals import into_problem
from generators.errors import RegisterError
from generators.extraction.sentences import squeezed
from generators.model.origin import Origin
from generators.published.writing import DOUBT_COLUMNS, SOURCE_COLUMNS
from generators.registers.columns import ColumnSpec
from generators.registers.grids import value_rows
from generators.registers.headings import SEARCHED_ROWS, spelling_of
from generators.registers.places import RowOrigin, origin_of
from generators.registers.sheet_search import find_sheets
from generators.registers.sheets import BY_NAME, DOUBTS, INVESTMENTS, PROGRESS, SOURCES
from generators.registers.spelling import one_line
from generators.registers.tables import open_table
from generators.workbooks.addresses import cell_address
from generators.workbooks.cell_splicing import New
from generators.workbooks.enlarging import NewRows, Values
from generators.workbooks.guarding import Guard
from generators.workbooks.list_sheets import NewList
from generators.workbooks.listing import Line
from generators.workbooks.reading import Workbook
from generators.workbooks.sheets import Sheet

NOWHERE_TO_GO = Origin("")
#: Why a cell cannot be written, as 待核对 says it, by the code of its refusal.
UNWRITABLE = {
    "XLSX-4": "是公式", "XLSX-5": "在合并单元格里", "XLSX-8": "是列标题", "XLSX-9": "放不下这么长的文字",
}  # fmt: skip
#: So much of a text is told again as the reason of a doubt.
MOST_TOLD = 60


@dataclass
class Placed:
    """What is to be written where, and how much of it there is."""

    values: Values = field(default_factory=dict)
    rows: list[NewRows] = field(default_factory=list)
    lists: list[NewList] = field(default_factory=list)
    progress: int = 0
    filled: int = 0
    figures: int = 0
    amounts: int = 0
    doubts: int = 0

    @property
    def is_nothing(self) -> bool:
        """Return whether nothing is to be written."""
        return not (self.progress or self.filled or self.figures or self.amounts or self.doubts)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of ours on a sheet: the row of its heading, its columns by field, and the lines it has."""

    sheet: str
    head: int
    columns: Mapping[str, int]
    lines: frozenset[tuple[str, ...]]


Lines = Sequence[tuple[tuple[str, ...], Origin]]


def place_additions(work: Additions, book: Workbook, doubts: Sequence[Doubt],
                    sources: Sequence[tuple[str, ...]]) -> Placed:  # fmt: skip
    """Return where everything goes. ``sources`` are the lines for 来源对照.

    Raises RegisterError where the register has no room for progress (INTO-4).
    """
    placed = Placed()
    more = [*place_cells(work, book, placed), *place_progress(work, book, placed),
            *place_amounts(work, book, placed)]  # fmt: skip
    work.doubts += more
    pieces = [piece for doubt in (*doubts, *more) for piece in shortened(doubt)]
    lines = [(row_of(piece), piece.about or NOWHERE_TO_GO) for piece in pieces]
    placed.doubts = place_list(book, placed, DOUBTS, DOUBT_COLUMNS, ("origin", "text", "reason"), lines)
    if not placed.is_nothing:
        known = [(line, NOWHERE_TO_GO) for line in sources]
        place_list(book, placed, SOURCES, SOURCE_COLUMNS, ("origin", "text"), known)
    return placed


def row_of(doubt: Doubt) -> tuple[str, ...]:
    """Return a doubt as a line of 待核对."""
    return str(doubt.origin), doubt.text, doubt.placed, doubt.confidence, doubt.reason, ""


# ---------------------------------------------------------------- blank cells
def place_cells(work: Additions, book: Workbook, placed: Placed) -> Iterator[Doubt]:
    """Place the values for blank cells; yield a doubt for each cell that cannot be filled."""
    by_sheet: dict[str, dict[tuple[RowOrigin, str], Fill]] = {}
    for (origin, name), value in work.cells.items():
        assert isinstance(origin, RowOrigin)
        by_sheet.setdefault(origin.sheet, {})[origin, name] = value
    for sheet_name, cells in by_sheet.items():
        sheet = book.sheet(sheet_name)
        assert sheet is not None
        guard = Guard(sheet, {origin.row for origin, _ in cells})
        for (origin, name), new in cells.items():
            why = why_not_filled(guard, origin, name, new.value)
            if why:
                reason = f"{why}，“{excerpt(str(new.value))}”没有填写，请核对后自己填写"
                yield Doubt(new.origin, new.said, new.placed, "低", reason, origin_of(origin, name))
                continue
            if new.value == "":
                continue
            address = cell_address(origin.row, origin.columns[name])
            placed.values.setdefault(sheet_name, {})[address] = new.value
            if name.startswith("cumulative"):
                placed.figures += 1
            elif any(column.field == name for column in INVESTMENTS.columns):
                placed.amounts += 1
            else:
                placed.filled += 1


def why_not_filled(guard: Guard, origin: RowOrigin, name: str, new: New) -> str:
    """Return why a value cannot be filled in, '' if it can: there is no cell, or it must not be written."""
    if name not in origin.columns:
        return f"“{guard.sheet.name}”表没有这一栏（{heading_of(name)}）"
    address = cell_address(origin.row, origin.columns[name])
    codes = [problem.code for problem in guard.problems(address, new)]
    cell = guard.held.get(address)
    if "XLSX-4" not in codes and cell and not (isinstance(cell.value, str) and not cell.value.strip()):
        return f"{address} 已有“{cell.value}”"
    return f"{address} {UNWRITABLE[codes[0]]}" if codes else ""


def excerpt(text: str) -> str:
    """Return how a text begins, in one line; the whole of it stands beside.

    >>> excerpt("新建 公园"), len(excerpt("园" * 99))
    ('新建 公园', 61)
    """
    line = one_line(text)
    return line if len(line) <= MOST_TOLD else f"{line[:MOST_TOLD]}…"


def heading_of(name: str) -> str:
    """Return our heading of a field of 进展, 指标 or 投资."""
    columns = (column for sheet in ("进展", "指标", "投资") for column in BY_NAME[sheet].columns)
    return next((column.heading for column in columns if column.field == name), name)


# ---------------------------------------------------------------- 进展
def place_progress(work: Additions, book: Workbook, placed: Placed) -> Iterator[Doubt]:
    """Place the new rows of 进展; yield a doubt for each text that has no column."""
    if not work.rows:
        return
    placed.progress = len(work.rows)
    sheets, _ = find_sheets(book)
    sheet = sheets.get(PROGRESS.name)
    if sheet is None:
        headings = [column.heading for column in PROGRESS.columns]
        lines = [Line([row.get(column.field, "") for column in PROGRESS.columns], NOWHERE_TO_GO)
                 for row in work.rows]  # fmt: skip
        widths = [column.width for column in PROGRESS.columns]
        placed.lists.append(NewList(PROGRESS.name, headings, lines, widths))
        return
    table, _ = open_table(PROGRESS, book.file, sheet)
    columns = table.columns if table else {}
    if table is None or "text" not in columns:
        raise RegisterError(into_problem("INTO-4", Origin(book.file, sheet.name), found=sheet.name))
    rows = [{columns[name]: text for name, text in row.items() if text and name in columns}
            for row in work.rows]  # fmt: skip
    placed.rows.append(NewRows(sheet.name, table.heading.rows[-1], rows))
    for row in work.rows:
        for name, text in row.items():
            if text and name not in columns and name != "source":
                where = f"进展 {row['period']} {row['task_number']}"
                reason = f"“{sheet.name}”表没有“{heading_of(name)}”这一栏，没有写入"
                yield Doubt(Origin(row["source"]), text, where, "低", reason)


# ---------------------------------------------------------------- 投资
def place_amounts(work: Additions, book: Workbook, placed: Placed) -> Iterator[Doubt]:
    """Place the new rows of 投资; yield a doubt for each amount that has no column."""
    sheet = find_sheets(book)[0].get(INVESTMENTS.name)
    table = open_table(INVESTMENTS, book.file, sheet)[0] if sheet else None
    columns = table.columns if table else {}
    rows: list[dict[int, New]] = []
    for number, fills in work.amounts.items():
        written = {columns[name]: fill.value for name, fill in fills.items() if name in columns}
        if written and "number" in columns:
            rows.append({columns["number"]: number, **written})
            placed.amounts += len(written)
        for name, fill in fills.items():
            if name not in columns:
                reason = f"台账的“投资”没有“{heading_of(name)}”这一栏，没有写入"
                yield Doubt(fill.origin, fill.said, fill.placed, "低", reason)
    if rows and table:
        placed.rows.append(NewRows(table.name, table.heading.rows[-1], rows))


# ---------------------------------------------------------------- 待核对 and 来源对照
def place_list(book: Workbook, placed: Placed, name: str, columns: Sequence[ColumnSpec],
               telling: Sequence[str], lines: Lines) -> int:  # fmt: skip
    """Place the lines that a list does not have yet, told apart by some columns; return how many they are."""
    listed = find_list(book, name, columns, telling)
    at = [next(i for i, column in enumerate(columns) if column.field == one) for one in telling]
    known = set(listed.lines) if listed else set()
    new: list[tuple[tuple[str, ...], Origin]] = []
    for line, origin in lines:
        key = tuple(squeezed(line[place]) for place in at)
        if key not in known:
            known.add(key)
            new.append((line, origin))
    if new and listed:
        places = [listed.columns.get(column.field, 0) for column in columns]
        rows = [{place: text for place, text in zip(places, line) if place and text} for line, _ in new]
        placed.rows.append(NewRows(listed.sheet, listed.head, rows, even_filtered=True))
    elif new:
        headings, widths = [one.heading for one in columns], [one.width for one in columns]
        placed.lists.append(NewList(name, headings, [Line(line, origin) for line, origin in new], widths))
    return len(new)


def find_list(book: Workbook, name: str, columns: Sequence[ColumnSpec], telling: Sequence[str]
              ) -> Listed | None:  # fmt: skip
    """Return the list on the sheet of a name, None where there is none with its headings."""
    known = {spelling_of(column.heading): column.field for column in columns}
    for sheet in book.sheets:
        if sheet.name.rstrip("0123456789") != name:
            continue
        for number, values in islice(value_rows(sheet), SEARCHED_ROWS):
            found = {known[way]: column for column, text in values.items()
                     if isinstance(text, str) and (way := spelling_of(text)) in known}  # fmt: skip
            if set(telling) <= set(found):
                return Listed(sheet.name, number, found, frozenset(lines_of(sheet, number, found, telling)))
    return None


def lines_of(sheet: Sheet, head: int, columns: Mapping[str, int], telling: Iterable[str]
             ) -> Iterator[tuple[str, ...]]:  # fmt: skip
    """Yield what tells the lines of a list apart."""
    for number, values in value_rows(sheet):
        if number > head:
            yield tuple(squeezed(str(values.get(columns[name], ""))) for name in telling)
