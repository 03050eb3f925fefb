"""The state of reading one published table from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.model.period import Period
from generators.published.drafts import Collected, DraftProject, DraftTask
from generators.published.heads import Head, HeadColumn
from generators.sources.blocks import Cell

#: The cells of a row by field, each with its column.
Cells = dict[str, tuple[Cell, HeadColumn]]


@dataclass
class Column:
    """One column that continues: the value in force, the place it came from, and whether merges decide."""

    name: str
    has_merges: bool
    above: str = ""
    blanks: list[str] = field(default_factory=list)


@dataclass
class TableReading:
    """The state of reading one table from top to bottom; ``restart`` is set when a group's title was met."""

    collected: Collected
    head: Head
    knows_merges: bool
    year: int
    columns: dict[str, Column]
    project: DraftProject | None = None
    counts_items: bool = False
    group: str = ""
    #: The period that the title names, and whether numbers were told in sentences.
    period: Period | None = None
    told: bool = False
    tasks: list[DraftTask] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Return whether the table has a column for a field."""
        return name in self.head.fields
