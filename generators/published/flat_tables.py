"""Tables flattened into text: a tab that opens a line begins a cell, an empty line before it may end a row.

Empty lines also stand between the paragraphs of a cell, so they only offer places where a row may end. The
head says how many columns there are; a row ends at an offered place after so many cells or, where there is
none, at the next one: such a short or long row is what a page break left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.model.origin import Origin
from generators.published.furniture import is_furniture
from generators.published.loose_tables import is_heading, spaced_table, stacked_table
from generators.sources.blocks import Block, Cell, Paragraph, Row, Table

#: A run of flattened cells shorter than this is indented text, no table.
LEAST_CELLS = 4
#: A table with one cell a line is looked for at so many headings only: each look may go to the end.
MOST_TRIED = 8
#: A title above the head of a flattened table, and the headings that show that it is one.
MOST_TITLES, LEAST_HEADINGS = 2, 3
_NOTE = re.compile(r"\s*[（(]?(?:注|备注|附注|说明|填表说明)[：:]")


@dataclass(slots=True)
class Piece:
    """One flattened cell: its lines, the line it begins at, and whether a row may end before it."""

    lines: list[str]
    line: int
    after_gap: bool

    @property
    def text(self) -> str:
        """The lines that hold something."""
        return "\n".join(line.strip() for line in self.lines if line.strip())


def text_blocks(text: str, file: str) -> list[Block]:
    """Return the lines of a text as paragraphs and tables in order."""
    lines = text.splitlines()
    blocks: list[Block] = []
    at = tables = tried = 0
    while at < len(lines):
        table, end = table_at(lines, at, file, tables + 1)
        if table is None and tried < MOST_TRIED and is_heading(lines[at]):
            tried += 1
            table, end = stacked_table(lines, at, file, tables + 1)
        if table is not None:
            blocks.append(table)
            at, tables = end, tables + 1
            continue
        if lines[at].strip():
            blocks.append(Paragraph(lines[at].strip(), Origin(file, place=f"第{at + 1}行")))
        at += 1
    return blocks


def table_at(lines: Sequence[str], at: int, file: str, number: int) -> tuple[Table | None, int]:
    """Return the table that begins at a line and the line behind it, None where none begins."""
    if lines[at].startswith("\t") and not is_tabular(lines[at]):
        pieces, end = flat_cells(lines, at)
        if len(pieces) >= LEAST_CELLS:
            return flat_table(pieces, file, number), end
    end = tabular_end(lines, at)
    if end - at > 1:
        return tabular_table(lines[at:end], file, at, number), end
    return spaced_table(lines, at, file, number)


def flat_cells(lines: Sequence[str], start: int) -> tuple[list[Piece], int]:
    """Return the flattened cells from line ``start`` on, and the line behind them.

    The last cell of a table has no tab behind it that would close it, so it ends at two empty lines, or at
    one above a note or the furniture of a page.
    """
    pieces: list[Piece] = []
    gap = 0
    for at in range(start, len(lines)):
        line = lines[at]
        if line.startswith("\t"):
            pieces.append(Piece([line], at + 1, gap > 0))
            gap = 0
        elif not line.strip():
            gap += 1
        elif gap and (gap > 1 or is_below(line)) and not tab_follows(lines, at):
            return pieces, at
        else:
            pieces[-1].lines.append(line)
            gap = 0
    return pieces, len(lines)


def is_below(line: str) -> bool:
    """Return whether a line stands below a table: a note on it, the number or furniture of its page.

    >>> [is_below(line) for line in ("注：1.排名第一位的为牵头单位。", "— 5 —", "各乡镇（街道）")]
    [True, True, False]
    """
    return _NOTE.match(line) is not None or is_furniture(line)


def tab_follows(lines: Sequence[str], start: int, reach: int = 40) -> bool:
    """Return whether another cell begins soon, so that a line still belongs to the table."""
    return any(line.startswith("\t") for line in lines[start : start + reach])


def flat_table(pieces: Sequence[Piece], file: str, number: int) -> Table:
    """Return flattened cells as a table."""
    place = Origin(file, place=f"表{number}")
    rows = []
    for index, (start, end) in enumerate(row_bounds(pieces), 1):
        cells = tuple(
            Cell(piece.text, column, Origin(file, place=f"表{number}第{index}行第{column + 1}列"))
            for column, piece in enumerate(pieces[start:end])
        )
        rows.append(Row(cells, Origin(file, place=f"表{number}第{index}行")))
    return Table(tuple(rows), place, knows_merges=False)


def row_bounds(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where each row begins and ends."""
    offers = [at for at in range(1, len(pieces)) if pieces[at].after_gap] + [len(pieces)]
    start = title_cells(pieces[: offers[0]])
    yield from ((at, at + 1) for at in range(start))
    offered, width, place = set(offers), offers[0] - start, 0
    while start < len(pieces):
        while offers[place] <= start:
            place += 1
        end = start + width if start + width in offered else offers[place]
        yield start, end
        start = end


def title_cells(pieces: Sequence[Piece]) -> int:
    """Return how many cells stand above the head as its title: those before a run of known headings."""
    known = [is_heading(piece.text) for piece in pieces]
    first = known.index(True) if True in known else 0
    heads = all(known[first:]) and len(known) - first >= LEAST_HEADINGS
    return first if first <= MOST_TITLES and heads else 0


def is_tabular(line: str) -> bool:
    """Return whether a line holds a whole row: at least three cells between tabs."""
    return sum(bool(cell.strip()) for cell in line.split("\t")) >= 2 and line.count("\t") >= 2


def tabular_end(lines: Sequence[str], start: int) -> int:
    """Return the line behind a run of lines of cells between tabs, ``start`` when there is none."""
    if not is_tabular(lines[start]):
        return start
    at = start
    while at < len(lines) and lines[at].count("\t") >= 2:
        at += 1
    return at


def tabular_table(lines: Sequence[str], file: str, start: int, number: int) -> Table:
    """Return lines of cells between tabs as a table."""
    rows = []
    for index, line in enumerate(lines, 1):
        cells = tuple(
            Cell(text.strip(), column, Origin(file, place=f"第{start + index}行第{column + 1}列"))
            for column, text in enumerate(line.split("\t"))
        )
        rows.append(Row(cells, Origin(file, place=f"第{start + index}行")))
    return Table(tuple(rows), Origin(file, place=f"表{number}"), knows_merges=False)
