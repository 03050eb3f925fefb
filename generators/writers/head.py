"""The head of a table: one row of headings, or two where groups of columns have a heading of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generators.page import Column
from generators.writers.shown import clean


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A heading that covers columns ``first`` to ``last`` (included) and one or two rows."""

    text: str
    first: int
    last: int
    rows: int = 1


Head = tuple[tuple[HeadCell, ...], ...]


def head_of(columns: Sequence[Column]) -> Head:
    """Return the rows of a table's head; a heading over both rows stands in the first.

    >>> units = [Column(name, 9, group_heading="单位") for name in ("牵头", "配合")]
    >>> head = head_of([Column("序号", 9), *units])
    >>> [[(cell.text, cell.first, cell.last, cell.rows) for cell in row] for row in head]
    [[('序号', 0, 0, 2), ('单位', 1, 2, 1)], [('牵头', 1, 1, 1), ('配合', 2, 2, 1)]]
    """
    if not any(column.group_heading for column in columns):
        return (tuple(HeadCell(clean(column.heading), i, i) for i, column in enumerate(columns)),)
    top: list[HeadCell] = []
    for group, members in groupby(range(len(columns)), key=lambda i: columns[i].group_heading):
        covered = list(members)
        if group:
            top.append(HeadCell(clean(group), covered[0], covered[-1]))
        else:
            top += [HeadCell(clean(columns[i].heading), i, i, rows=2) for i in covered]
    below = (HeadCell(clean(c.heading), i, i) for i, c in enumerate(columns) if c.group_heading)
    return tuple(top), tuple(below)
