"""The cells of one sheet, row by row, and the merges over it: what the reading of a register needs of a workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Any

from generators.workbooks.addresses import COLUMN_NUMBERS, Range
from generators.workbooks.sheets import Decoders, Row, Sheet
from generators.workbooks.values import Decode, Value

Values = dict[int, Value]
#: Remembering more different cells of a column than this would cost more memory than it saves time.
REMEMBERED = 20_000


class Percent(float):
    """A number whose cell shows it as a percent: 0.85 is seen, and meant, as 85."""

    @property
    def shown(self) -> Decimal:
        """Return the number before the percent sign.

        >>> Percent(0.285).shown
        Decimal('28.5')
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
    """Return the values of a row by column."""
    return {COLUMN_NUMBERS[letters]: decoders[kind](raw) for letters, _, kind, _, raw in row.lexed.cells}


def value_rows(sheet: Sheet) -> Iterator[tuple[int, Values]]:
    """Yield the number and the values of each row of a sheet that holds something."""
    decoders = decoders_of(sheet)
    return ((row.number, values_of(row, decoders)) for row in sheet.rows())


class Readings(dict[tuple[str, str], Any]):
    """What the stored cells of one column say, each spelling worked out once; what is not clear is not kept.

    A cell is looked up as it is stored, its attributes and its text, so that the thousandth 增量 costs one look-up.
    """

    def __init__(self, decoders: PercentDecoders, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self.decoders, self.read = decoders, read

    def __missing__(self, stored: tuple[str, str]) -> Any:
        kind, raw = stored
        value = self.read(self.decoders[kind](raw))
        if len(self) < REMEMBERED:
            self[stored] = value
        return value


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
