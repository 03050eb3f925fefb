"""按项目: how many indicators of each project stand how, with a chart of completion against 序时进度."""

from __future__ import annotations

from collections.abc import Sequence

from generators.documents.counting import RATE, SCHEDULED, counting_columns, counting_values
from generators.documents.standing import ProjectStanding
from generators.model.settings import Settings
from generators.page import Align, Chart, Column, RowStyle, Sheet, Table, TableRow

NAME = "按项目"
NUMBER, PROJECT = "项目.序号", "项目.名称"


def project_sheet(standing: Sequence[ProjectStanding], settings: Settings, detail: str) -> Sheet:
    """Return the sheet: a row a project, 合计 below, formulas over the sheet ``detail``, and the chart."""
    columns = (
        Column("序号", 12, NUMBER, align=Align.CENTER),
        Column("项目名称", 50, PROJECT),
        *counting_columns(settings),
    )
    rows = [_row(project, group, settings, detail) for group, project in enumerate(standing)]
    everything = [found for project in standing for found in project.assessments()]
    total = counting_values(everything, f'({{{detail}!{NUMBER}}}<>"")', detail, settings)
    rows.append(TableRow(("", "合计", *total), len(rows), RowStyle.SUBTOTAL))
    table = Table(columns, tuple(rows), "各项目指标完成情况")
    chart = Chart("各项目平均完成率与序时进度", PROJECT, (RATE, SCHEDULED))
    return Sheet(NAME, table, merged=False, chart=chart)


def _row(project: ProjectStanding, group: int, settings: Settings, detail: str) -> TableRow:
    condition = f"({{{detail}!{NUMBER}}}={{{NUMBER}}})"
    counts = counting_values(list(project.assessments()), condition, detail, settings)
    return TableRow((project.project.number, project.project.name.replace("\n", ""), *counts), group)
