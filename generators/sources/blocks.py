"""What every kind of file becomes: paragraphs and tables in their order, each with the place it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generators.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or line; ``level`` is that of a heading style (1 to 9), 0 for any other text."""

    text: str
    origin: Origin
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell at a column of its table's grid (from 0); ``continues`` if the merge above it holds it.

    Lines of ``text`` are the paragraphs of the cell; a cell that continues may have text, which nobody sees.
    ``span`` is in grid columns; it is never spread out.
    """

    text: str
    column: int
    origin: Origin
    span: int = 1
    continues: bool = False

    @property
    def end(self) -> int:
        """The grid column behind the cell."""
        return self.column + self.span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; ``is_head`` where the file marks it as repeated on each page."""

    cells: tuple[Cell, ...]
    origin: Origin
    is_head: bool = False

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold text of their own."""
        return tuple(cell for cell in self.cells if cell.text.strip() and not cell.continues)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``knows_merges`` is whether the kind of file can say that cells are merged."""

    rows: tuple[Row, ...]
    origin: Origin
    knows_merges: bool = True

    def cells(self) -> Iterator[Cell]:
        """Yield every cell that holds text of its own, row by row."""
        for row in self.rows:
            yield from row.filled


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that stands outside the flow, and what it is: 文本框, 页眉, 页脚, 脚注, 批注, 修订删除的文字."""

    kind: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Document:
    """One file as blocks in reading order, with what stands outside the flow."""

    file: str
    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...] = ()
    converted_from: str = ""

    def tables(self) -> list[Table]:
        """Return the tables in order."""
        return [block for block in self.blocks if isinstance(block, Table)]

    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs in order."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]
