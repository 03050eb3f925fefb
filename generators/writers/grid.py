"""A table as a grid of cells with their texts and heights, merged by the rules of its columns.

Cells taller than a page are cut into pieces here, so that what remains is rows that fit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generators.page import RowStyle, Table, merge_runs
from generators.writers.shown import shown

CONTINUED = "（续）"

Run = tuple[int, int]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Fit:
    """How the texts of a table are measured and how much a page holds; every height in twips.

    ``heights`` give the height a text needs with its margins in whole ``step``, one function a column;
    ``pieces`` cut a text of a column into pieces no higher than a limit. ``first_page`` and ``page`` are
    what is left for body rows on the first and on later pages. ``slack`` is by how much programs may differ,
    ``highest`` the highest row a program knows.
    """

    heights: Sequence[Callable[[str], int]]
    pieces: Sequence[Callable[[str, int], Sequence[str]]]
    group_height: Callable[[str], int]
    first_page: int
    page: int
    least: int = 0
    step: int = 1
    slack: int = 0
    highest: int = 1 << 30


@dataclass(slots=True)
class Grid:
    """A table on its way to a plan: per column, at each row where a cell begins, its end, text and height."""

    sources: list[int]
    styles: list[RowStyle]
    ends: list[list[int]]  # 0 where the cell above continues
    texts: list[list[str]]
    needs: list[list[int]]


def lay_grid(table: Table, fit: Fit, merged: bool) -> Grid:
    """Return the table as columns of cells, merged by the rules of the columns."""
    rows = table.rows
    ends, texts, needs = [], [], []
    titles = [index for index, row in enumerate(rows) if row.style is RowStyle.GROUP]
    for number, column in enumerate(table.columns):
        runs = merge_runs(rows, number, column.merge) if merged else []
        ends.append(ends_of(runs, len(rows)))
        texts.append([shown(row.values[number], column.number_format) for row in rows])
        height = fit.heights[number]
        needs.append([height(text) if end else 0 for text, end in zip(texts[-1], ends[-1])])
    for index in titles:
        give_title(texts, needs, index, fit)
    return Grid(list(range(len(rows))), [row.style for row in rows], ends, texts, needs)


def ends_of(runs: Sequence[Run], count: int) -> list[int]:
    """Return for each row where the cell that begins there ends.

    >>> ends_of([(1, 3)], 4)
    [1, 3, 0, 4]
    """
    ends = list(range(1, count + 1))
    for first, end in runs:
        ends[first] = end
        ends[first + 1 : end] = [0] * (end - first - 1)
    return ends


def give_title(texts: list[list[str]], needs: list[list[int]], index: int, fit: Fit) -> None:
    """Move the text of a title row into its first cell: it has the whole width."""
    title = next((column[index] for column in texts if column[index]), "")
    for column, heights in zip(texts, needs):
        column[index], heights[index] = "", 0
    texts[0][index], needs[0][index] = title, fit.group_height(title)


# Rows taller than a page


def grown(grid: Grid, fit: Fit) -> Grid:
    """Return the grid with every cell that is taller than a page cut into pieces, each in a row of its own.

    The other cells of such a row become one cell beside all the pieces.
    """
    room = fit.first_page if fit.first_page * 2 > fit.page else fit.page
    limit = min(room - fit.slack, fit.highest) - longest_carry(fit)
    split = {
        (number, index): pieces_of(grid, fit, number, index, limit)
        for number, needs in enumerate(grid.needs)
        for index, need in enumerate(needs)
        if need > limit and grid.styles[index] is not RowStyle.GROUP
    }
    return insert_pieces(grid, fit, split) if split else grid


def longest_carry(fit: Fit) -> int:
    """Return how much （续） can add to a text: one line, by the narrowest measure."""
    return max(height(CONTINUED * 2) for height in fit.heights)


def pieces_of(grid: Grid, fit: Fit, number: int, index: int, limit: int) -> Sequence[str]:
    """Return the pieces of one tall cell."""
    return fit.pieces[number](grid.texts[number][index], limit)


def insert_pieces(grid: Grid, fit: Fit, split: dict[tuple[int, int], Sequence[str]]) -> Grid:
    """Return the grid with a row for each piece of its tall cells."""
    counts = [1] * len(grid.sources)
    for (_, index), pieces in split.items():
        counts[index] = max(counts[index], len(pieces))
    places = [0]
    for count in counts:
        places.append(places[-1] + count)
    new = Grid(repeated(grid.sources, counts), repeated(grid.styles, counts), [], [], [])
    for number in range(len(grid.ends)):
        insert_column(grid, new, fit, number, places, split)
    return new


def repeated(items: list[Item], counts: list[int]) -> list[Item]:
    """Return each item as many times as its count says.

    >>> repeated(["甲", "乙"], [1, 2])
    ['甲', '乙', '乙']
    """
    return [item for item, count in zip(items, counts) for _ in range(count)]


def insert_column(grid: Grid, new: Grid, fit: Fit, number: int, places: list[int],
                  split: dict[tuple[int, int], Sequence[str]]) -> None:  # fmt: skip
    """Add one column to a grid with more rows: a cell a piece, the last down to where the cell ended."""
    count = places[-1]
    ends, texts, needs = [0] * count, [""] * count, [0] * count
    for index, end in enumerate(grid.ends[number]):
        if not end:
            continue
        text, need = grid.texts[number][index], grid.needs[number][index]
        pieces = split.get((number, index), (text,))
        for offset, piece in enumerate(pieces):
            place = places[index] + offset
            last = offset == len(pieces) - 1
            ends[place] = places[end] if last else place + 1
            texts[place] = piece
            needs[place] = need if len(pieces) == 1 else fit.heights[number](piece)
    new.ends.append(ends)
    new.texts.append(texts)
    new.needs.append(needs)
