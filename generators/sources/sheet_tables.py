"""The grid of a sheet as a table: filled cells by row, merges as cells that continue, never spread out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from generators.model.origin import Origin
from generators.sources.blocks import Aside, Cell, Document, Row, Table
from generators.sources.refusals import MOST_SIGNS, refusal, too_long
from generators.workbooks.addresses import LAST_COLUMN, Range, column_letters

#: Columns beyond this hold no table of tasks: what stands there is kept, merges there are not looked at.
LAST_LOOKED_AT = 300
#: More rows than this hold no table of tasks that a person wrote.
MOST_ROWS = 100_000
#: The kind of an aside that tells of hidden rows and sheets.
HIDDEN = "隐藏的内容"

#: The texts of a row that are not blank by column, counted from 1.
Texts = Mapping[int, str]
letters_of = lru_cache(LAST_COLUMN)(column_letters)


@dataclass
class OpenSheet:
    """A sheet that is read as events go by, with the row and column now reached, counted from 1."""

    name: str
    is_hidden: bool = False
    row: int = 0
    column: int = 0
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


class MergesDown:
    """The merges that reach over several rows, asked for rows from top to bottom."""

    def __init__(self, merges: Iterable[Range]) -> None:
        several = [m for m in merges if m.last_row > m.first_row and m.first_column <= LAST_LOOKED_AT]
        self.coming = sorted(several, key=attrgetter("first_row"), reverse=True)
        self.reaching: dict[int, Range] = {}

    def over(self, row: int) -> dict[int, Range]:
        """Return the merges that begin above ``row`` and hold it, by their first column."""
        while self.coming and self.coming[-1].first_row < row:
            merge = self.coming.pop()
            self.reaching[merge.first_column] = merge
        if any(merge.last_row < row for merge in self.reaching.values()):
            self.reaching = {at: merge for at, merge in self.reaching.items() if merge.last_row >= row}
        return self.reaching


class SheetTables:
    """Makes the sheets of one file into a document; their texts count together against the limit."""

    def __init__(self, file: str, most: int = MOST_SIGNS) -> None:
        self.file, self.left = file, most
        self.tables: list[Table] = []
        self.asides: list[Aside] = []

    def document(self) -> Document:
        """Return the sheets that hold something as a document."""
        filled = tuple(table for table in self.tables if any(row.filled for row in table.rows))
        return Document(self.file, filled, tuple(self.asides))

    def add_open(self, sheet: OpenSheet) -> None:
        """Add a sheet that was read as events went by. Raises WorkbookError."""
        self.add(sheet.name, sorted(sheet.rows.items()), sheet.merges, sheet.is_hidden, sheet.hidden)

    def add(self, name: str, rows: Iterable[tuple[int, Texts]], merges: Sequence[Range], is_hidden: bool,
            hidden: Sequence[int]) -> None:  # fmt: skip
        """Add a sheet with its rows, given from top to bottom; what is hidden is asked at the end."""
        self.tables.append(Table(tuple(self.rows_of(name, rows, merges)), Origin(self.file, name)))
        self.asides += hidden_aside(self.file, name, is_hidden, hidden)

    def add_aside(self, kind: str, text: str, sheet: str, cell: str = "") -> None:
        """Add what stands beside the cells of a sheet, if it is any text. Raises WorkbookError."""
        if text.strip():
            self.count((text,))
            self.asides.append(Aside(kind, text, Origin(self.file, sheet, cell)))

    def rows_of(self, name: str, rows: Iterable[tuple[int, Texts]], merges: Sequence[Range]) -> Iterator[Row]:
        """Yield the filled rows of a sheet. Raises WorkbookError."""
        wide = {(merge.first_row, merge.first_column): merge for merge in merges}
        down = MergesDown(merges)
        for made, (number, texts) in enumerate(rows):
            self.count(texts.values())
            if made == MOST_ROWS:
                raise refusal("PUB-13", Origin(self.file, name), most=MOST_ROWS)
            cells = tuple(row_cells(texts, number, wide, down.over(number), self.file, name))
            yield Row(cells, Origin(self.file, name, f"A{number}"))

    def count(self, texts: Iterable[str]) -> None:
        """Take texts from what is left; PUB-5 when that is passed."""
        self.left -= sum(map(len, texts))
        if self.left < 0:
            raise too_long(self.file)


def row_cells(texts: Texts, row: int, wide: Mapping[tuple[int, int], Range], over: Mapping[int, Range],
              file: str, sheet: str) -> Iterator[Cell]:  # fmt: skip
    """Yield the cells of a row: those that hold something, and those that continue a merge from above."""
    for column in sorted({*texts, *over}) if over else sorted(texts):
        origin = Origin(file, sheet, f"{letters_of(column)}{row}")
        merge = over.get(column) or wide.get((row, column))
        span = min(merge.last_column, LAST_LOOKED_AT) - column + 1 if merge else 1
        yield Cell(texts.get(column, ""), column - 1, origin, max(span, 1), column in over)


def hidden_aside(file: str, sheet: str, is_hidden: bool, rows: Sequence[int]) -> Iterator[Aside]:
    """Yield a note of what of a sheet is hidden; it was read like all the rest."""
    if is_hidden:
        yield Aside(HIDDEN, f"工作表“{sheet}”是隐藏的", Origin(file, sheet))
    elif rows:
        shown = "、".join(map(str, rows[:20])) + ("等" if len(rows) > 20 else "")
        yield Aside(HIDDEN, f"隐藏的行：{shown}", Origin(file, sheet))
