"""任务分解表: who does what by when, a row a task (or a project, or an indicator)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from generators.documents.context import (
    NO_PROGRESS,
    Values,
    document_values,
    in_full,
    project_values,
    row_values,
    task_values,
)
from generators.documents.names import one_a_line, pad_name
from generators.documents.targets import NO_INDICATOR, plan_values
from generators.model.register import Register
from generators.model.task import Project
from generators.page import Book, Layout, Merge, Page, Row, Sheet, Table, TableRow

NAME = "任务分解表"


def compose(register: Register, layout: Layout, created: datetime) -> Page:
    """Return the Word document: the template 任务分解表.docx with the layout's table."""
    table = compose_table(register, layout)
    values = document_values(register) | {"标题": table.title, "附件标签": table.label}
    return Page(f"{NAME}.docx", values, {NAME: table}, table.title, created)


def compose_book(register: Register, layout: Layout, created: datetime) -> Book:
    """Return the workbook: the table to print, and 明细 with every value in its row to sort."""
    table = compose_table(register, layout)
    detail = replace(table, columns=tuple(replace(c, merge=Merge.NONE) for c in table.columns), label="")
    return Book(
        (Sheet(NAME, table), Sheet("明细", detail, merged=False, filtered=True)), table.title, created
    )


def compose_table(register: Register, layout: Layout) -> Table:
    """Return the layout's table filled from the register; rows of a project share one group."""
    office, full_names = document_values(register), register.full_names()
    rows = tuple(
        TableRow(layout.values(values), group)
        for group, project in enumerate(register.projects)
        for values in _ROWS[layout.row](office, project, full_names)
    )
    return Table(layout.columns, rows, layout.title(office), layout.label, layout.landscape)


def _project_rows(office: Values, project: Project, full_names: Mapping[str, str]) -> Iterator[Values]:
    """Yield one row for the project: the contents of its tasks as paragraphs, every leader and unit once."""
    units = [unit for task in project.tasks for unit in (*task.lead_units, *task.supporting_units)]
    whole = {
        "编号": project.number,
        "序号": 1,
        "主要内容": one_a_line(task.content for task in project.tasks),
        "完成时限": one_a_line(dict.fromkeys(task.deadline.text for task in project.tasks)),
        "分管领导": one_a_line(dict.fromkeys(pad_name(n) for task in project.tasks for n in task.leaders)),
        "牵头单位": one_a_line(dict.fromkeys(n for task in project.tasks for n in task.lead_units)),
        "配合单位": one_a_line(dict.fromkeys(n for task in project.tasks for n in task.supporting_units)),
        "牵头单位全称": one_a_line(in_full((n for t in project.tasks for n in t.lead_units), full_names)),
        "责任单位": "、".join(dict.fromkeys(units)),
        "备注": one_a_line(dict.fromkeys(task.remark for task in project.tasks if task.remark)),
    }
    yield row_values(office, project_values(project), whole, 指标=NO_INDICATOR, 进展=NO_PROGRESS)


def _task_rows(office: Values, project: Project, full_names: Mapping[str, str]) -> Iterator[Values]:
    values = project_values(project)
    for index, task in enumerate(project.tasks, 1):
        texts = task_values(task, index, full_names)
        yield row_values(office, values, texts, 指标=NO_INDICATOR, 进展=NO_PROGRESS)


def _indicator_rows(office: Values, project: Project, full_names: Mapping[str, str]) -> Iterator[Values]:
    """Yield a row for each indicator; a task without any still has its row."""
    values = project_values(project)
    for index, task in enumerate(project.tasks, 1):
        texts = task_values(task, index, full_names)
        for indicator in map(plan_values, task.indicators) if task.indicators else (NO_INDICATOR,):
            yield row_values(office, values, texts, 指标=indicator, 进展=NO_PROGRESS)


_ROWS = {Row.PROJECT: _project_rows, Row.TASK: _task_rows, Row.INDICATOR: _indicator_rows}
