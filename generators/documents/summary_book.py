"""进展情况汇总 as a workbook: the table with subtotals, 按项目, 按单位, reports, and 明细 to sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from generators.documents.by_project import project_sheet
from generators.documents.by_unit import unit_sheet
from generators.documents.rates import with_decimals
from generators.documents.standing import ProjectStanding, judge
from generators.documents.summary import TABLE, compose_table, office_values, rows_of
from generators.figures.amounts import NOTHING
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
        ("牵头单位", "任务.牵头单位", 28, Align.LEFT, ""),
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
        ("牵头单位", "任务.牵头单位", 26, Align.LEFT),
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
    table = _with_subtotals(compose_table(register, period, layout, standing), standing, register.settings)
    detail = _every_row(register, period, DETAIL_COLUMNS, Row.INDICATOR, "指标明细")
    reports = _every_row(register, period, REPORT_COLUMNS, Row.TASK, "事项进展")
    sheets = (
        Sheet(TABLE, table, lights=(STATUS,)),
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
    """Return a table to sort and filter: units joined by 、, nothing merged, one row an indicator or task."""
    keys = tuple(column.key for column in columns)
    office = office_values(register, period)
    rows = tuple(
        TableRow(_picked(values, keys), group)
        for group, project in enumerate(judge(register, period, keys))
        for values in rows_of(office, project, row, register.settings)
    )
    return Table(columns, rows, f"{register.region}{register.year}年民生实事项目{title}")


def _picked(values: Mapping[str, Any], keys: Iterable[str]) -> tuple[Value, ...]:
    """Return the value of each key; several units stand in one line, so that a filter finds them."""
    found = (values[room][name] for room, name in (key.split(".") for key in keys))
    return tuple(value.replace("\n", "、") if isinstance(value, str) else value for value in found)


def _with_subtotals(table: Table, standing: Iterable[ProjectStanding], settings: Settings) -> Table:
    """Return the table with a 小计 under each project."""
    rows: list[TableRow] = []
    for group, project in enumerate(standing):
        first = len(rows)
        rows += (row for row in table.rows if row.group == group)
        if len(rows) > first:
            subtotal = _subtotal(project, first, len(rows) - 1, settings)
            values = tuple(subtotal.get(column.key, None) for column in table.columns)
            rows.append(TableRow(_labelled(values), group, RowStyle.SUBTOTAL))
    return replace(table, rows=tuple(rows))


def _labelled(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values of a subtotal with its name in the first empty column."""
    place = next((index for index, value in enumerate(values) if value is None), 0)
    return (*values[:place], "小计", *values[place + 1 :])


def _subtotal(project: ProjectStanding, first: int, last: int, settings: Settings) -> dict[str, Value]:
    """Return the figures under one project, by the key of their column."""
    found = list(project.assessments())
    statuses = [status_text(one.status, settings) for one in found]
    done = status_text(Status.DONE, settings)
    count = f"{statuses.count(done)}/{len(found)}"
    text = f'=COUNTIF({{{STATUS}:{first}:{last}}},"{done}")&"/"&{len(found)}'
    return {
        RATE: _mean(RATE, (one.rate for one in found), first, last),
        SCHEDULED: _mean(SCHEDULED, (one.scheduled for one in found), first, last),
        STATUS: Formula(text, f"{count}"),
    }


def _mean(key: str, values: Iterable[Decimal | None], first: int, last: int) -> Formula:
    """Return the mean of a column's numbers over some rows; ``-`` where there is no number."""
    average = mean(values)
    text = f'=IFERROR(ROUND(AVERAGE({{{key}:{first}:{last}}}),{MEAN_DECIMALS}),"{NOTHING}")'
    return Formula(text, NOTHING if average is None else average)
