"""What templates may print: the register as plain dicts with Chinese keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timezone
from typing import Any

from generators.documents.names import one_a_line, pad_name
from generators.model.period import Period
from generators.model.register import Register
from generators.model.task import Project, Task

Values = dict[str, Any]

#: What an empty report prints, so that a template never meets an unknown name.
NO_PROGRESS: Values = dict.fromkeys(
    ("进展情况", "存在问题", "下一步打算", "状态", "人工状态", "理由", "填报单位"), ""
)


def chinese_date(day: date | None) -> str:
    """Return a day as official text, without leading zeros (GB/T 9704-2012, 7.3.5.4); empty for none.

    >>> chinese_date(date(2022, 3, 31)), chinese_date(None)
    ('2022年3月31日', '')
    """
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def creation_time(register: Register, source_date_epoch: str = "") -> datetime:
    """Return the clock that is written into files, so that the same register gives the same bytes.

    SOURCE_DATE_EPOCH (seconds) wins, then 编制日期 of the register, then the end of its current period,
    then the first day of its year. Raises ValueError (or OverflowError) for what is no number of seconds.
    """
    if source_date_epoch:
        return datetime.fromtimestamp(int(source_date_epoch), timezone.utc).replace(tzinfo=None)
    settings = register.settings
    period = settings.current_period
    day = settings.prepared_on or (period.end if period else date(settings.year or 2000, 1, 1))
    return datetime(day.year, day.month, day.day)


def document_values(register: Register) -> Values:
    """Return what any document may print of the office, its counts and its current period."""
    settings = register.settings
    tasks = list(register.tasks())
    return {
        "地区": settings.region,
        "年度": settings.year,
        "发文机关": settings.issuer,
        "编制日期": chinese_date(settings.prepared_on),
        "项目数": len(register.projects),
        "事项数": len(tasks),
        "指标数": sum(len(task.indicators) for task in tasks),
    } | period_values(settings.current_period)


def period_values(period: Period | None) -> Values:
    """Return what may be printed of a period; empty where the register names none."""
    return {
        "期次": str(period) if period else "",
        "期次名称": period.cumulative_name if period else "",
        "截至日期": chinese_date(period.end) if period else "",
    }


def project_values(project: Project) -> Values:
    """Return what a row may print of its project."""
    return {"序号": project.number, "名称": project.name, "别名": project.alias}


def task_values(task: Task, index: int, full_names: Mapping[str, str]) -> Values:
    """Return what a row may print of its task; ``index`` counts the tasks of a project from 1."""
    return {
        "编号": task.number,
        "序号": index,
        "主要内容": task.content,
        "完成时限": task.deadline.text,
        "分管领导": one_a_line(map(pad_name, task.leaders)),
        "牵头单位": one_a_line(task.lead_units),
        "牵头单位全称": one_a_line(in_full(task.lead_units, full_names)),
        "配合单位": one_a_line(task.supporting_units),
        "责任单位": "、".join((*task.lead_units, *task.supporting_units)),
        "备注": task.remark,
    }


def in_full(units: Iterable[str], full_names: Mapping[str, str]) -> tuple[str, ...]:
    """Return units under their full names, each once; a name that 单位 does not know stays.

    >>> in_full(("教育局", "县教育局", "团县委"), {"教育局": "县教育局", "县教育局": "县教育局"})
    ('县教育局', '团县委')
    """
    return tuple(dict.fromkeys(full_names.get(unit, unit) for unit in units))


def row_values(office: Mapping[str, Any], project: Values, task: Values, **more: Values) -> Values:
    """Return the values of one row of a layout: those of the office, its project, task and the rest."""
    return {**office, "项目": project, "任务": task, **more}
