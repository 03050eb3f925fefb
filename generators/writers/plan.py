"""One merge plan for Word and Excel: which cells become one, how high each row is, where each page begins.

A merged cell that crosses a page starts anew there with its text repeated. Heights are whole numbers (twips,
1/20 point) and large enough for every text, also of merged cells; they are stretched so that a program that
measures a little differently still breaks the pages at the same rows. Linear in the number of cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generators.page import Carry, RowStyle, Table
from generators.writers.grid import CONTINUED, Fit, Grid, grown, lay_grid

NO_COLUMNS: frozenset[int] = frozenset()

Merged = tuple[int, int, int]  # column, end, height


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row as it is written.

    ``source`` is the row of the table it shows (several rows show one that is taller than a page).
    A cell covers ``spans`` rows from here down; 0 where it belongs to the cell above. ``carried`` are the
    columns whose text is repeated at the top of a page.
    """

    source: int
    texts: Sequence[str]
    spans: Sequence[int]
    height: int
    style: RowStyle = RowStyle.BODY
    carried: frozenset[int] = NO_COLUMNS


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of a table as they are written, and those that begin a page.

    The first row is among them only where the first page has no room for it.
    """

    rows: Sequence[PlannedRow]
    breaks: Sequence[int]


@dataclass(slots=True)
class OpenCell:
    """A merged cell on the page being filled: its rows there, the height it needs, what they give so far.

    ``origin`` is where it began, on this page or an earlier one.
    """

    column: int
    origin: int
    first: int
    end: int
    need: int
    filled: int = 0


@dataclass(slots=True)
class Sheaf:
    """The pages while they are filled."""

    heights: list[int]
    starts: list[int] = field(default_factory=lambda: [0])
    cells: list[OpenCell] = field(default_factory=list)
    used: int = 0


def plan_table(table: Table, fit: Fit, merged: bool = True) -> Plan:
    """Return how ``table`` is written; with ``merged`` False every row stays whole, for sorting."""
    grid = lay_grid(table, fit, merged)
    if merged:
        grid = grown(grid, fit)
    sheaf = fill_pages(grid, table, fit)
    stretch_pages(sheaf, fit)
    return cut(grid, sheaf, table)


# Pages


def fill_pages(grid: Grid, table: Table, fit: Fit) -> Sheaf:
    """Return the height of each row and where the pages begin, each page filled as far as it goes."""
    sheaf = Sheaf(lone_heights(grid, fit))
    merges = merges_by_row(grid)
    ahead = lookahead(grid, sheaf.heights, merges)
    for index in range(len(grid.sources)):
        new = [OpenCell(column, index, index, end, need) for column, end, need in merges.get(index, ())]
        if not fits(sheaf, index, new, ahead.get(index, 0), fit):
            begin_page(sheaf, index, grid, table, fit)
        add_row(sheaf, index, new, fit)
    close(sheaf, list(sheaf.cells), len(grid.sources), fit.step)
    return sheaf


def lone_heights(grid: Grid, fit: Fit) -> list[int]:
    """Return the height each row needs for the cells that it has alone."""
    heights = [fit.least] * len(grid.sources)
    for ends, needs in zip(grid.ends, grid.needs):
        for index, (end, need) in enumerate(zip(ends, needs)):
            if need > heights[index] and end == index + 1:
                heights[index] = min(need, fit.highest)
    return heights


def merges_by_row(grid: Grid) -> dict[int, list[Merged]]:
    """Return the merged cells that begin in each row: column, end, height."""
    merges: dict[int, list[Merged]] = {}
    for column, (ends, needs) in enumerate(zip(grid.ends, grid.needs)):
        for index, end in enumerate(ends):
            if end > index + 1:
                merges.setdefault(index, []).append((column, end, needs[index]))
    return merges


def lookahead(grid: Grid, heights: list[int], merges: dict[int, list[Merged]]) -> dict[int, int]:
    """Return for each title row what must stand below it on its page: the next row with all its cells."""
    last = len(heights) - 1
    titles = (i for i, style in enumerate(grid.styles) if style is RowStyle.GROUP and i < last)
    return {i: max([heights[i + 1], *(need for _, _, need in merges.get(i + 1, ()))]) for i in titles}


def fits(sheaf: Sheaf, index: int, new: list[OpenCell], ahead: int, fit: Fit) -> bool:
    """Return whether a row still fits, with what its merged cells would need if the page ended below it.

    A row that begins a page always fits; only the first page may hold none, below a long text.
    """
    if index == sheaf.starts[-1] and (index or len(sheaf.starts) > 1):
        return True
    height = sheaf.heights[index]
    lack = max((cell.need - cell.filled - height for cell in sheaf.cells + new), default=0)
    room = fit.page if len(sheaf.starts) > 1 else fit.first_page
    return sheaf.used + height + max(lack, 0) + ahead <= room - fit.slack


def add_row(sheaf: Sheaf, index: int, new: list[OpenCell], fit: Fit) -> None:
    """Put a row on the page and end the merged cells whose last row it is."""
    height = sheaf.heights[index]
    sheaf.used += height
    sheaf.cells += new
    if sheaf.cells:
        for cell in sheaf.cells:
            cell.filled += height
        close(sheaf, [cell for cell in sheaf.cells if cell.end == index + 1], index + 1, fit.step)


def close(sheaf: Sheaf, ended: list[OpenCell], end: int, step: int) -> None:
    """End merged cells above row ``end``: where a text is higher than its rows together, the rows grow."""
    for cell in reversed(ended):  # the later begun are the inner ones, and what they add helps the outer ones
        sheaf.cells.remove(cell)
        if cell.need > cell.filled:
            grow(sheaf, cell.first, end, cell.need - cell.filled, step)


def grow(sheaf: Sheaf, first: int, end: int, lack: int, step: int) -> None:
    """Share missing height over rows, and count it for every open cell beside them."""
    share(sheaf.heights, first, end, lack, step)
    sheaf.used += lack
    for cell in sheaf.cells:
        cell.filled = cell.filled + lack if cell.first <= first else sum(sheaf.heights[cell.first : end])


def share(heights: list[int], first: int, end: int, lack: int, step: int) -> None:
    """Add ``lack`` to rows as evenly as whole steps go, the first rows taking what is left.

    >>> heights = [20, 20, 20]; share(heights, 0, 3, 20, 5); heights
    [30, 25, 25]
    """
    each, left = divmod(lack // step, end - first)
    for offset in range(end - first):
        heights[first + offset] += (each + (offset < left)) * step


def begin_page(sheaf: Sheaf, index: int, grid: Grid, table: Table, fit: Fit) -> None:
    """End the page above row ``index``; merged cells that go on start anew there with their text repeated."""
    going_on = list(sheaf.cells)
    close(sheaf, list(sheaf.cells), index, fit.step)
    sheaf.starts.append(index)
    sheaf.used = 0
    for cell in going_on:
        text = carried_text(grid.texts[cell.column][cell.origin], table.columns[cell.column].carry)
        need = fit.heights[cell.column](text)
        sheaf.cells.append(OpenCell(cell.column, cell.origin, index, cell.end, need))


def carried_text(text: str, carry: Carry) -> str:
    """Return what a cell says at the top of the next page."""
    return f"{text}{CONTINUED}" if text and carry is Carry.REPEAT_MARKED else text


def stretch_pages(sheaf: Sheaf, fit: Fit) -> None:
    """Make each full page so high that the next row cannot fit below it, however a program measures."""
    for first, end in zip(sheaf.starts, sheaf.starts[1:]):
        room = fit.page if first else fit.first_page
        left = room - fit.slack - sum(sheaf.heights[first:end])
        lack = left + 2 * fit.slack - sheaf.heights[end]
        if end > first and lack > 0:
            share(sheaf.heights, first, end, -(-min(lack, left) // fit.step) * fit.step, fit.step)
            sheaf.heights[first:end] = [min(height, fit.highest) for height in sheaf.heights[first:end]]


# The plan


def cut(grid: Grid, sheaf: Sheaf, table: Table) -> Plan:
    """Return the rows with every merged cell cut where a page begins."""
    count = len(grid.sources)
    spans = [[0] * len(table.columns) for _ in range(count)]
    texts = [[""] * len(table.columns) for _ in range(count)]
    carried: dict[int, set[int]] = {}
    for number, column in enumerate(table.columns):
        for index, end, text in cut_column(grid, number, column.carry, sheaf.starts, carried):
            spans[index][number], texts[index][number] = end - index, text
    rows = [
        PlannedRow(source, text, span, height, style, frozenset(carried.get(index, NO_COLUMNS)))
        for index, (source, text, span, height, style) in enumerate(
            zip(grid.sources, texts, spans, sheaf.heights, grid.styles)
        )
    ]
    return Plan(rows, sheaf.starts[1:])


def cut_column(grid: Grid, number: int, carry: Carry, starts: list[int],
               carried: dict[int, set[int]]) -> Iterator[tuple[int, int, str]]:  # fmt: skip
    """Yield the cells of a column: first row, end, text; note where a text is carried over."""
    ends, texts = grid.ends[number], grid.texts[number]
    pages = iter([*starts[1:], len(ends)])
    page = next(pages)
    for index, end in enumerate(ends):
        if not end:
            continue
        while page <= index:
            page = next(pages)
        yield index, min(end, page), texts[index]
        while page < end:
            carried.setdefault(page, set()).add(number)
            first, page = page, next(pages)
            yield first, min(end, page), carried_text(texts[index], carry)
