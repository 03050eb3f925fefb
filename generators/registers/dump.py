"""A register as plain data and as a readable tree, everything filled down and resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from generators.model.indicator import Comparator, Indicator
from generators.model.period import QUARTER_NAMES, Period
from generators.model.register import Register
from generators.model.task import Progress, Task

#: Fields that say where a value stood, not what the register says.
LEFT_OUT = frozenset(("origin",))


def as_data(register: Register) -> dict[str, Any]:
    """Return the register as dicts, lists, texts and numbers that ``json.dumps`` takes.

    Numbers are JSON numbers where these are exact, else texts; days are ISO, periods 2022Q1; what is blank in
    the register is not left out: it is None, '' or [].
    """
    whole = {"region": register.region, "year": register.year}
    return whole | {f.name: plain_value(getattr(register, f.name)) for f in fields(register)
                    if f.name not in LEFT_OUT}  # fmt: skip


def plain_value(value: Any) -> Any:
    """Return one value of the model as JSON knows it.

    >>> plain_value(Decimal("0.85")), plain_value(date(2022, 12, 31)), plain_value(Period(2022, 1))
    (0.85, '2022-12-31', '2022Q1')
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return exact_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Period):
        return str(value)
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    return {f.name: plain_value(getattr(value, f.name)) for f in fields(value) if f.name not in LEFT_OUT}


def exact_number(value: Decimal) -> int | float | str:
    """Return a number as int or float where that is exactly the number, else its text.

    >>> [exact_number(Decimal(text)) for text in ("12", "0.1", "0.12345678901234567890")]
    [12, 0.1, '0.12345678901234567890']
    """
    if value == value.to_integral_value():
        return int(value) if abs(value) < 2**53 else str(value)
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def as_tree(register: Register) -> str:
    """Return the register as a tree in Chinese, one line a project, task and indicator, and its reports."""
    count = sum(len(project.tasks) for project in register.projects)
    lines = [f"{register.region}{register.year}年：{len(register.projects)} 个项目，{count} 个事项"]
    for project in register.projects:
        alias = f"（{project.alias}）" if project.alias else ""
        lines.append(f"{project.number} {one_line(project.name)}{alias}")
        for task in project.tasks:
            lines += task_lines(task)
    return "\n".join(lines)


def task_lines(task: Task) -> Iterator[str]:
    """Yield the lines of one task."""
    yield f"  {task.number} {one_line(task.content)}"
    facts = (
        ("完成时限", task.deadline.text),
        ("分管领导", "、".join(task.leaders)),
        ("牵头单位", "、".join(task.lead_units)),
        ("配合单位", "、".join(task.supporting_units)),
        ("备注", one_line(task.remark)),
    )
    said = "；".join(f"{name}：{one_line(text)}" for name, text in facts if text)
    if said:
        yield f"      {said}"
    yield from (f"    {indicator_line(indicator)}" for indicator in task.indicators)
    yield from (f"    {line}" for report in task.progress for line in report_lines(report))


def indicator_line(indicator: Indicator) -> str:
    """Return one indicator as a line.

    >>> indicator_line(Indicator("1.1.1", "1.1", "停车位", "个", target=Decimal(500),
    ...                          cumulative=(Decimal(100), None, None, None)))
    '1.1.1 停车位：增量 = 500个；累计 一季度100'
    """
    quarters = zip(QUARTER_NAMES, indicator.cumulative)
    reported = "，".join(f"{name}{plain_value(figure)}" for name, figure in quarters if figure is not None)
    wanted = f"{indicator.number} {indicator.name}：{target_text(indicator)}"
    return f"{wanted}；累计 {reported}" if reported else wanted


def target_text(indicator: Indicator) -> str:
    """Return kind, 口径 and target in words."""
    if indicator.target is None:
        return indicator.kind.value
    low, unit = plain_value(indicator.target), indicator.unit_of_measure
    if indicator.comparator is Comparator.RANGE:
        return f"{indicator.kind.value} {low}—{plain_value(indicator.target_max)}{unit}"
    comparator = "" if isinstance(indicator.target, str) else f"{indicator.comparator.value} "
    return f"{indicator.kind.value} {comparator}{low}{unit}"


def report_lines(report: Progress) -> Iterator[str]:
    """Yield what a report says, each part in a line of its own; nothing for an empty one.

    >>> list(report_lines(Progress(Period(2022, 1), "1.1", "已建9个。", next_step="再建3个。")))
    ['2022Q1 已建9个。', '2022Q1 下一步打算：再建3个。']
    """
    status = f"［{report.manual_status_text}］" if report.manual_status_text else ""
    if status or report.text:
        yield f"{report.period}{status} {one_line(report.text)}".rstrip()
    for name, text in (("存在问题", report.difficulty), ("下一步打算", report.next_step)):
        if text:
            yield f"{report.period} {name}：{one_line(text)}"


def one_line(text: str) -> str:
    """Return a text without line ends."""
    return " ".join(text.split("\n"))
