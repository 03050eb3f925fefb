"""进展情况汇总 as a workbook: the table with subtotals, 按项目, 按单位, reports, and 明细 to sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

from generators.documents.by_project import project_sheet
from generators.documents.by_unit import BETWEEN, unit_sheet
from generators.documents.live import or_nothing
from generators.documents.rates import with_decimals
from generators.documents.standing import judge
from generators.documents.summary import TABLE, compose_table, office_values, rows_of
from generators.figures.amounts import NOTHING
from generators.figures.formulas import quoted
from generators.figures.ranking import MEAN_DECIMALS, mean
from generators.figures.status import status_text
from generators.model.period import Period
from generators.model.register import Register
from generators.model.settings import Settings
from generators.model.status import Status
from generators.page import (
    Align,
    Book,
    Column,
    Formula,
    Layout,
    Merge,
    Row,
    RowStyle,
    Sheet,
    Table,
    TableRow,
    Value,
)

DETAIL = "明细"
RATE, SCHEDULED, GAP, STATUS = "指标.完成率", "指标.序时进度", "指标.差距", "指标.状态"

#: Every figure in its own column, whatever the office prints: the other sheets count from here.
DETAIL_COLUMNS = tuple(
    Column(heading, width, key, align=align, number_format=number_format)
    for heading, key, width, align, number_format in (
        ("项目序号", "项目.序号", 12, Align.CENTER, ""),
        ("项目名称", "项目.名称", 28, Align.LEFT, ""),
        ("事项编号", "任务.编号", 13, Align.CENTER, ""),
        ("牵头单位", "任务.牵头单位全称", 28, Align.LEFT, ""),
        ("指标编号", "指标.编号", 15, Align.CENTER, ""),
        ("指标名称", "指标.名称", 36, Align.LEFT, ""),
        ("计量单位", "指标.计量单位", 13, Align.CENTER, ""),
        ("类型", "指标.类型", 14, Align.CENTER, ""),
        ("口径", "指标.口径", 11, Align.CENTER, ""),
        ("基数", "指标.基数", 14, Align.RIGHT, ""),
        ("目标值", "指标.目标值", 18, Align.RIGHT, ""),
        ("季度目标", "指标.季度目标", 18, Align.RIGHT, ""),
        ("累计完成", "指标.累计完成", 18, Align.RIGHT, ""),
        ("完成率", RATE, 17, Align.RIGHT, "%"),
        ("序时进度", SCHEDULED, 17, Align.RIGHT, "%"),
        ("差距（百分点）", GAP, 17, Align.RIGHT, "0.00"),
        ("状态", STATUS, 16, Align.CENTER, ""),
    )
)
#: What the bureaus wrote, a row a task, with the status that the opening paragraph of the document counts.
REPORT_COLUMNS = tuple(
    Column(heading, width, key, align=align)
    for heading, key, width, align in (
        ("事项编号", "任务.编号", 14, Align.CENTER),
        ("主要内容", "任务.主要内容", 60, Align.LEFT),
        ("牵头单位", "任务.牵头单位全称", 26, Align.LEFT),
        ("进展情况", "进展.进展情况", 70, Align.LEFT),
        ("存在问题", "进展.存在问题", 34, Align.LEFT),
        ("下一步打算", "进展.下一步打算", 34, Align.LEFT),
        ("状态", "进展.状态", 16, Align.CENTER),
        ("人工判定理由", "进展.理由", 24, Align.LEFT),
    )
)


def compose_book(register: Register, period: Period, layout: Layout, created: datetime) -> Book:
    """Return the workbook of one period; every rate, gap, status, count and rank is a live formula."""
    keys = {column.key for column in layout.columns}
    standing = judge(register, period, keys)
    table = _with_subtotals(compose_table(register, period, layout, standing), register.settings)
    detail = _every_row(register, period, DETAIL_COLUMNS, Row.INDICATOR, "指标明细")
    reports = _every_row(register, period, REPORT_COLUMNS, Row.TASK, "事项进展")
    sheets = (
        Sheet(TABLE, _unmerged(table), lights=(STATUS,)),
        project_sheet(standing, register.settings, DETAIL),
        unit_sheet(standing, register.settings, DETAIL),
        Sheet("事项进展", reports, merged=False, filtered=True, lights=("进展.状态",)),
        Sheet(DETAIL, detail, merged=False, filtered=True, lights=(STATUS,)),
    )
    title = f"{register.region}{register.year}年民生实事项目{period.cumulative_name}进展情况汇总"
    decimals = register.settings.decimals
    finished = (replace(sheet, table=with_decimals(sheet.table, decimals)) for sheet in sheets)
    return Book(tuple(finished), title, created)


def _every_row(
    register: Register, period: Period, columns: tuple[Column, ...], row: Row, title: str
) -> Table:
    """Return a table to sort and filter: units joined by ；, nothing merged, one row an indicator or task."""
    keys = tuple(column.key for column in columns)
    office = office_values(register, period)
    rows = tuple(
        TableRow(_picked(values, keys), group)
        for group, project in enumerate(judge(register, period, keys))
        for values in rows_of(office, project, row)
    )
    return Table(columns, rows, f"{register.region}{register.year}年民生实事项目{title}")


def _picked(values: Mapping[str, Any], keys: Iterable[str]) -> tuple[Value, ...]:
    """Return the value of each key; several units stand in one line, so that a filter finds them."""
    found = (values[room][name] for room, name in (key.split(".") for key in keys))
    return tuple(value.replace("\n", BETWEEN) if isinstance(value, str) else value for value in found)


def _with_subtotals(table: Table, settings: Settings) -> Table:
    """Return the table with a 小计 under each project, over the rows that stand there."""
    rows: list[TableRow] = []
    for group, project_rows in groupby(table.rows, attrgetter("group")):
        first = len(rows)
        rows += project_rows
        subtotal = _subtotal(table.columns, rows, first, settings)
        values = tuple(subtotal.get(column.key) for column in table.columns)
        rows.append(TableRow(_labelled(values), group, RowStyle.SUBTOTAL))
    return replace(table, rows=tuple(rows))


def _unmerged(table: Table) -> Table:
    """Return the table with a cell a row for what its subtotals count, whatever the layout would merge."""
    counted = (RATE, SCHEDULED, STATUS)
    columns = (replace(c, merge=Merge.NONE) if c.key in counted else c for c in table.columns)
    return replace(table, columns=tuple(columns))


def _labelled(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values of a subtotal with its name in the first empty column."""
    place = next((index for index, value in enumerate(values) if value is None), 0)
    return (*values[:place], "小计", *values[place + 1 :])


def _subtotal(
    columns: Sequence[Column], rows: Sequence[TableRow], first: int, settings: Settings
) -> dict[str, Value]:
    """Return the figures under the rows from ``first`` on, by the key of their column.

    The means of 完成率 and 序时进度 are of the same rows, those that have a rate.
    """
    places = {column.key: index for index, column in enumerate(columns)}
    shown = {
        key: [_plain(row.values[places[key]]) if key in places else None for row in rows[first:]]
        for key in (RATE, SCHEDULED, STATUS)
    }
    cells = {key: f"{{{key}:{first}:{len(rows) - 1}}}" for key in shown}
    done = status_text(Status.DONE, settings)
    total = len(rows) - first
    return {
        RATE: _mean(cells[RATE], cells[RATE], shown[RATE], shown[RATE]),
        SCHEDULED: _mean(cells[SCHEDULED], cells[RATE], shown[SCHEDULED], shown[RATE]),
        STATUS: Formula(
            f'=COUNTIF({cells[STATUS]},{quoted(done)})&"/"&{total}', f"{shown[STATUS].count(done)}/{total}"
        ),
    }


def _plain(value: Value) -> Value:
    return value.value if isinstance(value, Formula) else value


def _mean(cells: str, rated: str, values: Sequence[Value], rates: Sequence[Value]) -> Formula:
    """Return the mean of the numbers in the rows that have a rate; ``-`` where there is none."""
    numbers = [v for v, rate in zip(values, rates) if isinstance(v, Decimal) and isinstance(rate, Decimal)]
    counted = f"ISNUMBER({cells})*ISNUMBER({rated})"
    average = f"SUMPRODUCT({counted},{cells})/SUMPRODUCT({counted})"
    text = f'=IFERROR(ROUND({average},{MEAN_DECIMALS}),"{NOTHING}")'
    return Formula(text, or_nothing(mean(numbers)))
