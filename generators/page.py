"""A document before it has a format: what a template prints, and the tables that go into it.

Documents compose a :class:`Page`; writers turn it into Word or Excel. Nothing here knows a file format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any


class Align(Enum):
    """How the text of a column stands in its cells."""

    LEFT = "左"
    CENTER = "中"
    RIGHT = "右"
    JUSTIFY = "两端"


class Merge(Enum):
    """合并: which neighbours of a column become one cell. Never across the border of a project."""

    NONE = "不合并"  # the value stands in every row
    EQUAL = "同值合并"  # equal neighbours become one cell, each column on its own
    PROJECT = "按项目合并"  # one cell for each project


class Carry(Enum):
    """跨页: what stands at the top of the next page when a merged cell crosses it."""

    REPEAT = "重复"
    REPEAT_MARKED = "重复加续"  # with （续） behind it


class Row(Enum):
    """每行: what one row of a layout's table is."""

    PROJECT = "项目"
    TASK = "事项"
    INDICATOR = "指标"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading (with a group heading above it where the head has two rows).

    ``key`` names what the column shows (``指标.目标值``), so that a formula finds it under any heading.
    """

    heading: str
    width_mm: float
    key: str = ""
    group_heading: str = ""
    align: Align = Align.LEFT
    merge: Merge = Merge.NONE
    carry: Carry = Carry.REPEAT
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and the value it has now.

    ``text`` starts with ``=`` and names cells by the key of their column; the writer puts addresses in place:
    ``{指标.目标值}`` is the cell in the same row, ``{指标.状态:0:5}`` the body rows 0 to 5 of the same table,
    ``{明细!指标.状态}`` every body row of the table on another sheet. Where a column is not in the table
    (the office took it out of the layout), the value alone is written.
    """

    text: str
    value: Decimal | str


#: Text (line breaks separate paragraphs), a number, a live formula, or nothing.
Value = str | Decimal | int | Formula | None


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet of 版式.xlsx: a table as the office wants it.

    ``values`` gives one value a column from the values of a row (plain dicts with Chinese keys);
    ``title`` gives the title from the values of the document.
    """

    name: str
    columns: tuple[Column, ...]
    values: Callable[[Mapping[str, Any]], tuple[Value, ...]]
    title: Callable[[Mapping[str, Any]], str]
    row: Row = Row.TASK
    label: str = "附件"
    landscape: bool = True


class RowStyle(Enum):
    """What a row of a table is, for its looks."""

    BODY = "正文"
    GROUP = "分组"  # a title over the whole width
    SUBTOTAL = "小计"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; ``group`` is its project, which no merge crosses."""

    values: tuple[Value, ...]
    group: int = 0
    style: RowStyle = RowStyle.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """A table of columns and rows; every row has one value a column."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    title: str = ""
    label: str = ""
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One document: the template's name, what its sentences say, and its tables by name.

    ``values`` are plain dicts, lists, strings and numbers with Chinese keys, for the template;
    ``created`` is the fixed clock of the file, so that the same register gives the same bytes.
    """

    template: str
    values: Mapping[str, Any]
    tables: Mapping[str, Table] = field(default_factory=dict)
    title: str = ""
    created: datetime = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart over columns of a sheet's table: ``categories`` and ``series`` are keys of columns."""

    title: str
    categories: str
    series: tuple[str, ...]
    percent: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: a table, and what is shown of it.

    ``merged`` is whether cells are merged by the rules of the columns (else every row is whole, for sorting);
    ``lights`` are the keys of the status columns that get traffic lights.
    """

    name: str
    table: Table
    merged: bool = True
    filtered: bool = False
    lights: tuple[str, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook before it has a format; ``created`` is the fixed clock of the file."""

    sheets: tuple[Sheet, ...]
    title: str = ""
    created: datetime = datetime(2000, 1, 1)


def merge_runs(rows: Sequence[TableRow], column: int, rule: Merge) -> list[tuple[int, int]]:
    """Return the runs ``(first, last + 1)`` of rows of ``column`` that become one cell; single rows left out.

    A run never crosses a group (project), and a row that is no body row ends every run.

    >>> rows = [TableRow(("甲", "x"), 1), TableRow(("甲", "y"), 1), TableRow(("甲", "y"), 2)]
    >>> merge_runs(rows, 0, Merge.EQUAL), merge_runs(rows, 1, Merge.PROJECT), merge_runs(rows, 1, Merge.EQUAL)
    ([(0, 2)], [(0, 2)], [])
    """
    if rule is Merge.NONE:
        return []
    runs, first = [], 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and _continues(rows[index - 1], rows[index], column, rule):
            continue
        if index - first > 1:
            runs.append((first, index))
        first = index
    return runs


def _continues(above: TableRow, below: TableRow, column: int, rule: Merge) -> bool:
    """Return whether a cell belongs to the merge of the cell above it."""
    if above.group != below.group or above.style is not RowStyle.BODY or below.style is not RowStyle.BODY:
        return False
    return rule is Merge.PROJECT or above.values[column] == below.values[column]
