"""One sheet of a register as a table: its heading found, its rows handed on, everything else noted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from generators.errors import Problem
from generators.model.origin import Origin
from generators.registers.columns import SheetSpec
from generators.registers.grids import (
    Merges,
    PercentDecoders,
    Starts,
    Values,
    decoders_of,
    first_cell,
    values_of,
)
from generators.registers.headings import (
    SEARCHED_ROWS,
    HeadingRow,
    Texts,
    find_heading,
    similar_heading,
)
from generators.registers.messages import problem
from generators.registers.places import RowOrigin
from generators.registers.spelling import one_line, without_spaces
from generators.workbooks.addresses import LAST_COLUMN, Range, cell_address
from generators.workbooks.sheets import Row, Sheet
from generators.workbooks.values import CellError

TOTALS = frozenset(("合计", "小计", "总计", "共计", "累计", "汇总"))
#: Fields that say what a row is about: a row with nothing else filled continues the rest from above.
TELLING = ("content", "name", "full_name")
#: What a footnote begins with.
NOTES = ("注", "备注：", "说明：", "填表说明", "填报说明")
#: At most so many row numbers are named in one message.
NAMED_ROWS = 20


@dataclass
class Table:
    """A sheet whose heading is found, and what was noted while its rows are read.

    ``rows`` can be read once; it leaves out titles, totals and repeated headings.
    """

    spec: SheetSpec
    file: str
    name: str
    heading: HeadingRow
    heading_texts: Texts
    titles: list[str]
    merges: Merges
    decoders: PercentDecoders
    problems: list[Problem]
    pending: Iterator[Row] = field(repr=False)

    @property
    def columns(self) -> dict[str, int]:
        """Return the column of each field."""
        return self.heading.columns

    def heading_of(self, name: str) -> str:
        """Return our heading of a field, for messages."""
        return self.spec.column(name).heading

    def place(self, row: int, column: int) -> Origin:
        """Return the origin of one cell."""
        return Origin(self.file, self.name, cell_address(row, column))

    def origin(self, row: int) -> RowOrigin:
        """Return the origin of a row."""
        return RowOrigin(self.file, self.name, f"A{row}", "", row, self.columns)

    def note(self, code: str, row: int, column: int, /, **found: object) -> None:
        """Add a problem at one cell."""
        self.problems.append(problem(code, self.place(row, column), **found))

    def rows(self) -> Iterator[Row]:
        """Yield each row of data; rows left out, and hidden ones, are noted."""
        last, starts = self.heading.rows[-1], Starts(self.decoders, is_doubtful_start)
        wide, hidden = self.merges.wide(), []
        for row in self.pending:
            number = row.number
            if number <= last:
                continue
            attributes, stored, count = first_cell(row)
            is_suspect = count < 3 or starts[attributes][stored]
            if is_suspect and self.is_left_out(number, self.values(row), wide):
                continue
            if row.is_hidden:
                hidden.append(number)
            yield row
        self.note_hidden(hidden)

    def values(self, row: Row) -> Values:
        """Return the values of a row by column."""
        return values_of(row, self.decoders)

    @property
    def first(self) -> int:
        """Return the first column that has a heading."""
        return min(*self.columns.values(), *self.heading.unknown, *self.heading.repeated, LAST_COLUMN)

    def is_left_out(self, number: int, values: Values, wide: dict[int, int]) -> bool:
        """Return whether a row holds no data: blank, total, repeated heading, group's title, footnote."""
        filled = {c: v for c, v in values.items() if not (isinstance(v, str) and not v.strip())}
        if not filled:
            return True
        column = min(filled)
        text = filled[column]
        if not isinstance(text, str):
            return False
        if without_spaces(text).rstrip(":：") in TOTALS:
            self.note("ROW-1", number, column, found=one_line(text))
        elif len(filled) == 1 and self.is_aside(column, text, number in wide):
            self.note("ROW-2", number, column, found=shortened(one_line(text)))
        elif len(filled) > 1 and self.repeats_heading(filled):
            self.note("ROW-3", number, column)
        else:
            return False
        return True

    def is_aside(self, column: int, text: str, is_wide: bool) -> bool:
        """Return whether the only text of a row is a title or footnote: in the first column, no number.

        A column that names what the row is about makes it a row of data by itself.
        """
        if column > self.first or len(self.columns) < 2:
            return False
        if is_wide or text.strip().startswith(NOTES):
            return True
        telling = {self.columns.get(name) for name in TELLING}
        return column not in telling and (not text.strip()[0].isalnum() or len(text) > 3)

    def repeats_heading(self, filled: Values) -> bool:
        """Return whether a row repeats the heading row: most of its cells say what stands at the head."""
        headings = self.heading_texts
        same = sum(1 for column, value in filled.items() if value == headings.get(column))
        return 2 * same > len(filled)

    def note_hidden(self, hidden: list[int]) -> None:
        """Add one note for all hidden rows."""
        if hidden:
            named = "、".join(map(str, hidden[:NAMED_ROWS])) + ("等" if len(hidden) > NAMED_ROWS else "")
            self.note("ROW-4", hidden[0], 1, found=named)


def is_doubtful_start(value: object) -> bool:
    """Return whether a row that begins so might hold no data: it begins with a text, and not with a digit."""
    return isinstance(value, str) and not value[:1].isdigit()


def shortened(text: str, length: int = 30) -> str:
    """Return a text of at most ``length`` signs."""
    return text if len(text) <= length else text[:length] + "…"


def open_table(spec: SheetSpec, file: str, sheet: Sheet) -> tuple[Table | None, list[Problem]]:
    """Return a sheet with its heading found, or None; and what is wrong with the heading."""
    rows, decoders = sheet.rows(), decoders_of(sheet)
    first = list(islice(rows, SEARCHED_ROWS))
    top = [(row.number, values_of(row, decoders)) for row in first]
    within = [(number, texts_of(values)) for number, values in top]
    heading = find_heading(spec, within, groups_of(sheet.merges, dict(within)))
    place = Origin(file, sheet.name)
    if heading is None:
        wanted = "”“".join(column.heading for column in spec.columns if column.required)
        return None, [problem("HEAD-1", place, name=sheet.name, wanted=wanted)]
    titles = [
        one_line(text) for number, texts in within if number < heading.rows[0] for text in texts.values()
    ]
    heads = {
        column: text for number, texts in within if number in heading.rows for column, text in texts.items()
    }
    merges = Merges.below(sheet.merges, heading.rows[-1])
    table = Table(spec, file, sheet.name, heading, heads, titles, merges, decoders, [], chain(first, rows))
    check_heading(table, dict(within))
    note_errors(table, top)
    return table, table.problems


def texts_of(values: Values) -> dict[int, str]:
    """Return the texts among the values of a row."""
    return {column: value for column, value in values.items() if isinstance(value, str) and value.strip()}


def groups_of(merges: Iterable[Range], rows: dict[int, dict[int, str]]) -> Mapping[int, Texts]:
    """Return the texts of the first rows spread over the columns they are merged over."""
    groups = {number: dict(texts) for number, texts in rows.items()}
    for merge in merges:
        text = rows.get(merge.first_row, {}).get(merge.first_column)
        if text and merge.last_column - merge.first_column < 200:
            for column in range(merge.first_column, merge.last_column + 1):
                groups[merge.first_row][column] = text
    return groups


def check_heading(table: Table, rows: dict[int, dict[int, str]]) -> None:
    """Note what is missing, repeated or unknown in a heading."""
    heading, row = table.heading, table.heading.rows[0]
    for column in table.spec.columns:
        if column.required and column.field not in heading.columns:
            similar = similar_heading(column, heading.unknown.values())
            hint = f"找到相近的栏目“{one_line(similar)}”。" if similar else ""
            table.note("HEAD-2", row, 1, wanted=column.heading, similar=hint)
    for column_number, name in heading.repeated.items():
        used = cell_address(row, heading.columns[name]).rstrip("0123456789")
        table.note("HEAD-3", row, column_number, found=table.heading_of(name), used=used)
    for column_number, text in heading.unknown.items():
        table.note("HEAD-4", row, column_number, found=one_line(text), similar="")


def note_errors(table: Table, top: list[tuple[int, Values]]) -> None:
    """Note error values among the headings."""
    for number, values in top:
        if number in table.heading.rows:
            for column, value in values.items():
                if isinstance(value, CellError):
                    table.note("HEAD-5", number, column, found=value.code)
