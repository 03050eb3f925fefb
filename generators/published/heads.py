"""The head of a published table: its rows, which column is which, and which one a cell belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generators.published.columns import PUBLISHED, canonical
from generators.published.head_fields import name_columns
from generators.published.measures import TOLD, is_region, subject_of
from generators.registers.headings import SEARCHED_ROWS, HeadingRow, field_of, find_heading
from generators.registers.spelling import one_line, without_spaces
from generators.sources.blocks import Cell, Row, Table
from generators.sources.sheet_tables import LAST_LOOKED_AT

#: Without one of these a table is none of tasks.
SUBJECTS = ("content", "project_name", "text", "indicator_name", *TOLD.values())
#: What names the rows of a list of persons, and what is said of persons only.
PERSON = re.compile(r"(?:人员|职工|干部|本人)?姓名")
PERSONAL = re.compile(r"性别|民族|学历|籍贯|政治面貌|(?:公民)?身份证(?:号码?)?|出生(?:年月日?|日期|时间)")
MOST_SPREAD = 200
#: No heading of ours is longer; a row with a longer text is no head of another table.
LONGEST_KNOWN = 20


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column: its heading as printed, its place in the grid, and the field it means ('' for none).

    ``guessed`` is why, where the heading alone does not say so; ``repeats`` is a field that another column
    has already. ``subject`` and ``unit`` are what a column of numbers counts, and in what unit of measure.
    """

    heading: str
    start: int
    end: int
    field: str
    guessed: str = ""
    repeats: str = ""
    subject: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: the index behind its last row, and its columns from left to right."""

    first: int
    end: int
    columns: tuple[HeadColumn, ...]
    spellings: frozenset[str] = field(default_factory=frozenset)
    #: The columns by where they begin and end: most cells are just as wide as their heading.
    exact: dict[tuple[int, int], HeadColumn] = field(init=False, repr=False, compare=False)

    #: Where its last column ends.
    width: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exact", {(one.start, one.end): one for one in self.columns})
        object.__setattr__(self, "width", max((one.end for one in self.columns), default=0))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that have a column."""
        return tuple(column.field for column in self.columns if column.field)

    @property
    def is_of_tasks(self) -> bool:
        """Whether the table tells of projects or tasks, and not of something else."""
        tells = any(name in self.fields for name in SUBJECTS) and len(self.fields) >= 2
        return tells and not self.is_of_persons

    @property
    def is_of_persons(self) -> bool:
        """Whether a row is a person: something is said of persons only, or their names stand in front."""
        headings = [without_spaces(column.heading) for column in self.columns]
        if any(map(PERSONAL.fullmatch, headings)):
            return True
        named = [at for at, heading in enumerate(headings) if PERSON.fullmatch(heading)]
        before = {column.field for column in self.columns[: min(named, default=0)]} - {"", "project_number"}
        return bool(named) and not before and "project_name" not in self.fields

    def column_of(self, cell: Cell) -> HeadColumn | None:
        """Return the column that a cell belongs to: the one it overlaps most, the left one when equal."""
        best, most = self.exact.get((cell.column, cell.end)), 0
        if best is not None or cell.column >= self.width:
            return best
        for column in self.columns:
            common = min(cell.end, column.end) - max(cell.column, column.start)
            if common > most:
                best, most = column, common
        return best

    def repeats(self, row: Row) -> bool:
        """Return whether a row prints the head again."""
        texts = [without_spaces(cell.text) for cell in row.filled]
        return len(texts) > 1 and all(text in self.spellings for text in texts)


def texts_of(row: Row) -> dict[int, str]:
    """Return the texts of a row by grid column, those known under another name replaced."""
    return {cell.column: canonical(cell.text) for cell in row.filled}


def spread(row: Row) -> dict[int, str]:
    """Return the texts of a row over every column they span."""
    return {
        column: canonical(cell.text)
        for cell in row.filled
        for column in range(cell.column, min(cell.end, cell.column + MOST_SPREAD))
    }


def find_head(table: Table, start: int = 0) -> Head | None:
    """Return the head among the first rows from ``start`` on, None when there is none."""
    rows = table.rows[start : start + SEARCHED_ROWS]
    numbered = [(start + index, texts_of(row)) for index, row in enumerate(rows)]
    wide = (at for at, row in enumerate(rows) if any(cell.span > 1 for cell in row.cells))
    groups = {start + at: spread(rows[at]) for at in wide}
    found = find_heading(PUBLISHED, numbered, groups) or by_place(numbered)
    return None if found is None else settled(table, found)


def by_place(rows: Sequence[tuple[int, dict[int, str]]]) -> HeadingRow | None:
    """Return the row that heads a table by region (地区, 县区 …), whose other headings are works."""
    for index, texts in rows:
        if len(texts) > 1 and any(map(is_region, texts.values())):
            return HeadingRow((index,), {})
    return None


def settled(table: Table, found: HeadingRow) -> Head:
    """Return a head with its columns named by their headings and by what stands below them."""
    rows = with_merged(table, found.rows)
    end = rows[-1] + 1
    places = bounds(table, rows)
    parts = {at: parts_of(table, rows, at) for at in places}
    plain = tuple(HeadColumn("".join(parts[at]), at, places[at], "") for at in sorted(places))
    spellings = frozenset(without_spaces(cell.text) for index in rows for cell in table.rows[index].filled)
    naming = name_columns(parts, texts_below(table, Head(rows[0], end, plain, spellings)))
    columns = tuple(
        HeadColumn(one.heading, one.start, one.end, naming.fields.get(one.start, ""),
                   naming.guessed.get(one.start, ""), naming.repeated.get(one.start, ""),
                   *naming.subjects.get(one.start, subject_of(parts[one.start])))
        for one in plain
    )  # fmt: skip
    return Head(rows[0], end, columns, spellings)


def with_merged(table: Table, rows: Sequence[int]) -> Sequence[int]:
    """Return the rows of a head with those that cells merged downwards tie to it.

    What continues right below a head continues a heading, and so does what continues in its first row.
    """
    first, last = rows[0], rows[-1]
    while first > 0 and any(cell.continues for cell in table.rows[first].cells):
        first -= 1
    while last + 1 < len(table.rows) and any(cell.continues for cell in table.rows[last + 1].cells):
        last += 1
    return range(first, last + 1)


def bounds(table: Table, rows: Sequence[int]) -> dict[int, int]:
    """Return where each column of a head ends, by where it begins; the lowest cell at a place decides.

    What stands too far to the right has no column: no table of tasks is as wide, and time grows with it.
    """
    places: dict[int, int] = {}
    for index in rows:
        for cell in table.rows[index].cells:
            is_blank = not cell.text.strip() and cell.column in places
            if cell.column >= LAST_LOOKED_AT or cell.continues or is_blank:
                continue
            for at in [at for at in places if at < cell.column < places[at]]:
                places[at] = cell.column
            places[cell.column] = cell.end
    return places


def parts_of(table: Table, rows: Sequence[int], column: int) -> tuple[str, ...]:
    """Return the headings above a column from top to bottom, each once."""
    parts = (
        one_line(cell.text)
        for index in rows
        for cell in table.rows[index].filled
        if cell.column <= column < cell.end
    )
    return tuple(dict.fromkeys(parts))


def texts_below(table: Table, head: Head) -> dict[int, list[str]]:
    """Return the texts below each column, by where it begins; those of the head printed again are none."""
    below: dict[int, list[str]] = {column.start: [] for column in head.columns}
    for row in rows_under(table, head):
        for cell in row.filled if len(row.cells) > 1 else ():
            column = head.column_of(cell)
            if column is not None:
                below[column.start].append(cell.text)
    return below


def rows_under(table: Table, head: Head) -> Iterator[Row]:
    """Yield the rows under a head up to the next one, without those that print it again."""
    for at in range(head.end, len(table.rows)):  # a slice of all that follows would be copied for each head
        row = table.rows[at]
        if is_other_head(row, head):
            return
        if not head.repeats(row):
            yield row


def is_other_head(row: Row, head: Head) -> bool:
    """Return whether a row inside a table is the head of another one."""
    filled = row.filled
    if len(filled) < 3 or any(len(cell.text) > LONGEST_KNOWN for cell in filled):
        return False
    return all(field_of(PUBLISHED, canonical(cell.text)) for cell in filled) and not head.repeats(row)
