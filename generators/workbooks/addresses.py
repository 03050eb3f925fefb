"""Addresses of cells: letters and numbers, and ranges that are never spread out into cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def column_number(letters: str) -> int:
    """Return a column's number, counted from 1.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return a column's letters.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """Return the address of a cell.

    >>> cell_address(12, 6)
    'F12'
    """
    return f"{column_letters(column)}{row}"


def parse_address(address: str) -> tuple[int, int]:
    """Return row and column of an address; ValueError if it is none on a sheet.

    >>> parse_address("F12"), parse_address("$XFD$1048576")
    ((12, 6), (1048576, 16384))
    """
    found = ADDRESS.fullmatch(address)
    row, column = (int(found[2]), column_number(found[1])) if found else (0, 0)
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise ValueError(f"no address: {address[:40]}")
    return row, column


class ColumnNumbers(dict[str, int]):
    """Column numbers by letters, each worked out once; ValueError for letters beyond the sheet."""

    def __missing__(self, letters: str) -> int:
        self[letters] = parse_address(f"{letters}1")[1]
        return self[letters]


COLUMN_NUMBERS = ColumnNumbers()


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, kept as its corners."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        rows = self.first_row <= row <= self.last_row
        return rows and self.first_column <= column <= self.last_column

    def __str__(self) -> str:
        first = cell_address(self.first_row, self.first_column)
        last = cell_address(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"


def parse_range(text: str) -> Range:
    """Return the rectangle of a range such as ``B2:C9``, ``B:C`` or ``2:9``; ValueError if it is none.

    >>> str(parse_range("B2:C9")), str(parse_range("B:B")), str(parse_range("A1"))
    ('B2:C9', 'B1:B1048576', 'A1')
    """
    first, _, last = text.replace("$", "").partition(":")
    last = last or first
    if first.isalpha() and last.isalpha():
        first, last = f"{first}1", f"{last}{LAST_ROW}"
    elif first.isdigit() and last.isdigit():
        first, last = f"A{first}", f"XFD{last}"
    (top, left), (bottom, right) = parse_address(first), parse_address(last)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


# ---------------------------------------------------------------- many ranges
class Ranges:
    """Ranges that are found by a cell in them, however many there are.

    Rows stand in blocks of 1, 2, 4, … rows. A range is kept under the few largest blocks that it fills, and a
    row asked for lies in one block of each size.

    >>> ranges = Ranges([parse_range("A1:A900"), parse_range("C2:D2")])
    >>> [[str(one) for one in ranges.over(cell)] for cell in ((2, 4), (900, 1), (3, 4))]
    [['C2:D2'], ['A1:A900'], []]
    """

    def __init__(self, ranges: Iterable[Range]) -> None:
        self.by_block: dict[tuple[int, int], list[Range]] = {}
        for one in ranges:
            for block in filled_blocks(one.first_row, one.last_row):
                self.by_block.setdefault(block, []).append(one)

    def over(self, cell: tuple[int, int]) -> Iterator[Range]:
        """Yield the ranges that hold a cell."""
        for size in range(LAST_ROW.bit_length()):
            for one in self.by_block.get((size, cell[0] >> size), ()):
                if cell in one:
                    yield one


def filled_blocks(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the largest blocks that rows fill, as powers of two and numbers.

    >>> list(filled_blocks(2, 7)), list(filled_blocks(3, 3))
    ([(1, 1), (2, 1)], [(0, 3)])
    """
    size, end = 0, last + 1
    while first < end:
        if first & 1:
            yield size, first
            first += 1
        if end & 1:
            end -= 1
            yield size, end
        size, first, end = size + 1, first >> 1, end >> 1
