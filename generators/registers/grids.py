"""The cells of one sheet, row by row, and the merges over it: what reading a register needs of a workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any

from generators.workbooks.addresses import COLUMN_NUMBERS, Range
from generators.workbooks.lexing import ShapedRow
from generators.workbooks.shapes import Shape
from generators.workbooks.sheets import Decoders, Row, Sheet
from generators.workbooks.values import Decode, Value

Values = dict[int, Value]
Read = Callable[[Any], Any]
#: Remembering more different cells of a column than this would cost more memory than it saves time.
REMEMBERED = 20_000


class Percent(float):
    """A number whose cell shows it as a percent: 0.85 is seen, and meant, as 85."""

    @property
    def shown(self) -> Decimal:
        """Return the number before the percent sign.

        >>> Percent(0.285).shown
        Decimal('28.500')
        """
        return Decimal(f"{self:.15g}") * 100


class PercentDecoders(dict[str, Decode]):
    """The decoders of a workbook, with numbers in percent formats told apart."""

    def __init__(self, decoders: Decoders) -> None:
        super().__init__()
        self.decoders = decoders

    def __missing__(self, attributes: str) -> Decode:
        decode = self.decoders[attributes]
        if self.decoders.format_of(attributes).is_percent:
            decode = as_percent(decode)
        self[attributes] = decode
        return decode


def as_percent(decode: Decode) -> Decode:
    """Return a decoder that marks the numbers of ``decode`` as percents."""

    def decoded(raw: str) -> Value:
        value = decode(raw)
        return Percent(value) if type(value) in (int, float) else value  # type: ignore[arg-type]

    return decoded


def decoders_of(sheet: Sheet) -> PercentDecoders:
    """Return the decoders of a sheet's cells."""
    return PercentDecoders(sheet.decoders())


def values_of(row: Row, decoders: PercentDecoders) -> Values:
    """Return the values of a row by column. Raises WorkbookError (XLSX-1)."""
    columns = COLUMN_NUMBERS
    try:
        cells = checked(row.lexed.cells)
        return {columns[letters]: decoders[kind](stored) for letters, _, kind, _, stored in cells}
    except ValueError as cause:
        raise row.refused() from cause


def value_rows(sheet: Sheet) -> Iterator[tuple[int, Values]]:
    """Yield the number and the values of each row of a sheet that holds something."""
    decoders = decoders_of(sheet)
    return ((row.number, values_of(row, decoders)) for row in sheet.rows())


class Readings(dict[str, Any]):
    """What the cells of one column and one format say, by the text they are stored as, each worked out once.

    So the thousandth 增量 costs one look-up. A reading that raises is not kept.
    """

    def __init__(self, decode: Decode, read: Read) -> None:
        super().__init__()
        self.decode, self.read = decode, read

    def __missing__(self, stored: str) -> Any:
        value = self.read(self.decode(stored))
        if len(self) < REMEMBERED:
            self[stored] = value
        return value


class Starts(dict[str, Readings]):
    """Whether rows are worth a closer look by how they begin: readings of first cells by attributes."""

    def __init__(self, decoders: PercentDecoders, read: Read) -> None:
        super().__init__()
        self.decoders, self.read = decoders, read

    def __missing__(self, attributes: str) -> Readings:
        self[attributes] = readings = Readings(self.decoders[attributes], self.read)
        return readings


#: A cell as stored: letters, row, attributes, formula, text.
StoredCell = tuple[str, str, str, str, str]
#: Where in a record a cell goes, what reads it, and which group of its row holds it.
Step = tuple[int, Readings, int]


class Slots(dict[tuple[str, str], tuple[int, Readings]]):
    """Where in a record a cell goes and what reads it, by the letters of its column and its attributes.

    ``reading`` gives column and reader of each place; cells of other columns go to the place after the last.
    """

    def __init__(self, decoders: PercentDecoders, reading: Sequence[tuple[int, Read]]) -> None:
        super().__init__()
        self.decoders = decoders
        self.places = {column: (place, read) for place, (column, read) in enumerate(reading) if column}
        self.elsewhere = (len(reading), nothing)
        self.plans: dict[Shape, list[Step]] = {}

    def __missing__(self, cell: tuple[str, str]) -> tuple[int, Readings]:
        letters, attributes = cell
        place, read = self.places.get(COLUMN_NUMBERS[letters], self.elsewhere)
        self[cell] = slot = place, Readings(self.decoders[attributes], read)
        return slot

    def plan_of(self, shape: Shape) -> list[Step]:
        """Return the steps from a row of this shape to a record; ValueError if two cells are the same."""
        if shape not in self.plans:
            cells = shape.places
            if len({cell.letters for cell in cells}) < len(cells):
                raise ValueError("a cell comes twice")
            self.plans[shape] = [(*self[cell.letters, cell.attributes], cell.stored) for cell in cells]
        return self.plans[shape]

    def fill(self, record: list[Any], row: Row) -> None:
        """Read the cells of a row into their places. Raises WorkbookError (XLSX-1) and what readers raise."""
        lexed = row.lexed
        try:
            if isinstance(lexed, ShapedRow):
                groups = lexed.groups
                for place, readings, group in self.plan_of(lexed.shape):
                    record[place] = readings[groups[group]]
            else:
                for letters, _, kind, _, stored in checked(lexed.cells):
                    place, readings = self[letters, kind]
                    record[place] = readings[stored]
        except ValueError as cause:
            raise row.refused() from cause


def nothing(_: Any) -> None:
    """Return the value of a cell that no place is for."""


def checked(cells: list[StoredCell]) -> list[StoredCell]:
    """Return the cells of a row; ValueError if two are the same."""
    if len({cell[0] for cell in cells}) < len(cells):
        raise ValueError("a cell comes twice")
    return cells


def first_cell(row: Row) -> tuple[str, str, int]:
    """Return attributes and stored text of a row's first cell, and how many cells it has."""
    lexed = row.lexed
    if isinstance(lexed, ShapedRow):
        cells = lexed.shape.places
        return cells[0].attributes, lexed.groups[cells[0].stored], len(cells)
    _, _, attributes, _, stored = lexed.cells[0]
    return attributes, stored, len(lexed.cells)


@dataclass
class ColumnMerges:
    """The merges that begin in one column, asked for rows from top to bottom."""

    ranges: list[Range]
    place: int = 0

    def covering(self, row: int) -> Range | None:
        """Return the merge that holds ``row``, or None; ``row`` never goes down from one call to the next."""
        while self.place < len(self.ranges) and self.ranges[self.place].last_row < row:
            self.place += 1
        if self.place < len(self.ranges) and self.ranges[self.place].first_row <= row:
            return self.ranges[self.place]
        return None


@dataclass
class Merges:
    """The merges of a sheet below its heading, by the column they begin in; ranges are never spread out."""

    ranges: list[Range] = field(default_factory=list)

    @classmethod
    def below(cls, ranges: Iterable[Range], heading: int) -> Merges:
        """Return the merges that begin below the row ``heading``, from top to bottom."""
        return cls(sorted((r for r in ranges if r.first_row > heading), key=attrgetter("first_row")))

    def of_column(self, column: int) -> ColumnMerges:
        """Return the merges that begin in ``column`` and hold more than one row."""
        return ColumnMerges([r for r in self.ranges if r.first_column == column and r.last_row > r.first_row])

    def wide(self) -> dict[int, int]:
        """Return the last column of each merge that holds several columns, by its first row."""
        found: dict[int, int] = defaultdict(int)
        for merge in self.ranges:
            if merge.last_column > merge.first_column:
                found[merge.first_row] = max(found[merge.first_row], merge.last_column)
        return found
