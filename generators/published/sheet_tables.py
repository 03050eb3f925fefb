"""The grid of a sheet as a table: filled cells by row, merges as cells that continue, never spread out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from generators.model.origin import Origin
from generators.published.blocks import Aside, Cell, Document, Row, Table
from generators.published.refusals import MOST_SIGNS, refusal, too_long
from generators.workbooks.addresses import Range, column_letters

#: Columns beyond this hold no table of tasks; merges there are not looked at.
LAST_LOOKED_AT = 300
#: More rows than this hold no table of tasks that a person wrote.
MOST_ROWS = 100_000
#: The kind of an aside that tells of hidden rows and sheets.
HIDDEN = "隐藏的内容"
LETTERS = ["", *map(column_letters, range(1, LAST_LOOKED_AT + 1))]

#: The texts of a row that are not blank by column, counted from 1.
Texts = Mapping[int, str]


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
    """Makes the sheets of one file into tables; their texts count together against the limit."""

    def __init__(self, file: str, most: int = MOST_SIGNS) -> None:
        self.file, self.left = file, most

    def table(self, name: str, rows: Iterable[tuple[int, Texts]], merges: Sequence[Range] = (),
              knows_merges: bool = True) -> Table:  # fmt: skip
        """Return a sheet as a table of its filled rows, given from top to bottom. Raises WorkbookError."""
        wide = {(merge.first_row, merge.first_column): merge for merge in merges}
        down = MergesDown(merges)
        made: list[Row] = []
        for number, texts in rows:
            self.count(texts)
            if len(made) == MOST_ROWS:
                raise refusal("PUB-13", Origin(self.file, name), most=MOST_ROWS)
            cells = tuple(row_cells(texts, number, wide, down.over(number), self.file, name))
            made.append(Row(cells, Origin(self.file, name, f"A{number}")))
        return Table(tuple(made), Origin(self.file, name), knows_merges)

    def count(self, texts: Texts) -> None:
        """Take the texts of a row from what is left; PUB-5 when that is passed."""
        self.left -= sum(map(len, texts.values()))
        if self.left < 0:
            raise too_long(self.file)


def row_cells(texts: Texts, row: int, wide: Mapping[tuple[int, int], Range], over: Mapping[int, Range],
              file: str, sheet: str) -> Iterator[Cell]:  # fmt: skip
    """Yield the cells of a row: those that hold something, and those that continue a merge from above."""
    for column in sorted({*texts, *over}) if over else sorted(texts):
        if column > LAST_LOOKED_AT:
            return
        origin = Origin(file, sheet, f"{LETTERS[column]}{row}")
        merge = over.get(column) or wide.get((row, column))
        span = min(merge.last_column, LAST_LOOKED_AT) - column + 1 if merge else 1
        yield Cell(texts.get(column, ""), column - 1, origin, max(span, 1), column in over)


def document_of(file: str, tables: Iterable[Table], asides: Iterable[Aside] = ()) -> Document:
    """Return the tables that hold something as a document."""
    filled = tuple(table for table in tables if any(row.filled for row in table.rows))
    return Document(file, filled, tuple(asides))


def hidden_aside(file: str, sheet: str, is_hidden: bool, rows: Sequence[int]) -> Iterator[Aside]:
    """Yield a note of what of a sheet is hidden; it was read like all the rest."""
    if is_hidden:
        yield Aside(HIDDEN, f"工作表“{sheet}”是隐藏的", Origin(file, sheet))
    elif rows:
        shown = "、".join(map(str, rows[:20])) + ("等" if len(rows) > 20 else "")
        yield Aside(HIDDEN, f"隐藏的行：{shown}", Origin(file, sheet))
