"""进展情况汇总: item by item what was promised and what was reported, and a table with completion rates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from generators.documents.context import (
    Values,
    document_values,
    period_values,
    row_values,
)
from generators.documents.numerals import chinese_numeral
from generators.documents.rates import with_decimals
from generators.documents.standing import ProjectStanding, TaskStanding, judge
from generators.documents.targets import NO_INDICATOR
from generators.figures.amounts import NOTHING, points_text, rate_text
from generators.figures.completion import Assessment
from generators.figures.counts import count_by_status
from generators.figures.status import status_text
from generators.model.period import Period
from generators.model.register import Register
from generators.model.settings import Settings
from generators.page import Layout, Page, Row, Table, TableRow

NAME = "进展情况汇总"
TABLE = "进展情况表"


def compose(register: Register, period: Period, layout: Layout, created: datetime) -> Page:
    """Return the Word document: the template 进展情况汇总.docx with the layout's table."""
    standing = judge(register, period, ())
    values = summary_values(register, period, standing)
    title = f"{register.region}{register.year}年民生实事项目{period.cumulative_name}进展情况汇总"
    table = compose_table(register, period, layout, standing)
    return Page(f"{NAME}.docx", values | {"标题": title}, {TABLE: table}, title, created)


def compose_table(
    register: Register, period: Period, layout: Layout, standing: Iterable[ProjectStanding]
) -> Table:
    """Return the layout's table: a row an indicator (or task, or project), rows of a project in one group."""
    office = office_values(register, period)
    rows = tuple(
        TableRow(layout.values(values), group)
        for group, project in enumerate(standing)
        for values in rows_of(office, project, layout.row)
    )
    table = Table(layout.columns, rows, layout.title(office), layout.label, layout.landscape)
    return with_decimals(table, register.settings.decimals)


def office_values(register: Register, period: Period) -> Values:
    """Return what any row or sentence may print of the office and the period."""
    return document_values(register) | period_values(period)


def rows_of(office: Values, project: ProjectStanding, row: Row) -> Iterable[Values]:
    """Yield the values of each row of a project, at least one a task: reports are made by task."""
    for task in project.tasks:
        for indicator in _shown_indicators(task, row, task.report["状态"]):
            yield row_values(office, project.values, task.values, 指标=indicator, 进展=task.report)


def _shown_indicators(task: TaskStanding, row: Row, status: str) -> Sequence[Values]:
    """Return what a row or rows print of a task's indicators; several in one row are only counted."""
    found = [values for values, _ in task.indicators]
    if found and (row is Row.INDICATOR or len(found) == 1):
        return found
    several = {"名称": f"共{len(found)}项指标"} if found else {}
    return (NO_INDICATOR | several | {"状态": status},)


def summary_values(register: Register, period: Period, standing: tuple[ProjectStanding, ...]) -> Values:
    """Return what the sentences of the document may print: counts, and every project with its tasks."""
    settings = register.settings
    tasks = [task for project in standing for task in project.tasks]
    counts = count_by_status((task.status for task in tasks), settings.decimals)
    return office_values(register, period) | {
        "统计": [
            {"状态": status_text(count.status, settings), "数量": count.number, "占比": count.share}
            for count in counts
            if count.number
        ],
        "项目列表": [_listed_project(project, index, settings) for index, project in enumerate(standing, 1)],
        "未报事项": [
            task.values | {"项目名称": project.project.name.replace("\n", "")}
            for project in standing
            for task in project.tasks
            if not task.is_reported
        ],
    }


def _listed_project(project: ProjectStanding, index: int, settings: Settings) -> Values:
    return project.values | {
        "名称": project.project.name.replace("\n", ""),  # a line break that suits a narrow column only
        "中文序号": chinese_numeral(index),
        "任务列表": [_listed_task(task, settings) for task in project.tasks],
    }


def _listed_task(task: TaskStanding, settings: Settings) -> Values:
    """Return a task as prose needs it: units on one line, rates as text."""
    in_prose = {
        "牵头单位": "、".join(task.task.lead_units),
        "配合单位": "、".join(task.task.supporting_units),
        "指标列表": [
            values | _as_text(found, settings) for values, found in task.indicators
        ],
    }
    return task.values | task.report | in_prose


def _as_text(found: Assessment, settings: Settings) -> Values:
    """Return the computed figures of an indicator as prose prints them."""
    return {
        "完成率": found.shown,
        "序时进度": NOTHING if found.scheduled is None else rate_text(found.scheduled, settings.decimals),
        "差距": NOTHING if found.gap is None else points_text(found.gap, settings.decimals),
        "状态": status_text(found.status, settings),
    }
