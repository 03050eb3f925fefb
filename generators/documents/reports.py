"""What was reported of a task for a period, as documents print it: its text, or else its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generators.documents.context import NO_PROGRESS, Values
from generators.figures.amounts import number_text
from generators.model.indicator import IndicatorKind
from generators.model.period import Period
from generators.model.task import Task

#: What is typed to say that there is nothing to say.
_NOTHING = re.compile(r"(?:目前)?(?:暂)?(?:无|没有)(?:存在)?(?:问题|困难)?[。.；;]?|[-—－/／]+")


def report_values(task: Task, period: Period, status: str) -> Values:
    """Return what a row may print of a report; every name is there even when nothing was reported.

    A task without a text but with figures of the period prints these: it is not one that reported nothing.
    """
    report = task.progress_in(period)
    typed: Values = {} if report is None else {
        "进展情况": report.text,
        "存在问题": said(report.difficulty),
        "下一步打算": said(report.next_step),
        "人工状态": report.manual_status_text,
        "理由": report.manual_reason,
        "填报单位": report.reporting_unit,
    }  # fmt: skip
    text = typed.get("进展情况", "").strip() and typed["进展情况"]
    return NO_PROGRESS | typed | {"状态": status, "进展情况": text or in_figures(task, period)}


def said(text: str) -> str:
    """Return a text, '' for one that only says that there is nothing.

    >>> said("暂无"), said("无。"), said("目前没有问题。"), said("无人值守设备不足。")
    ('', '', '', '无人值守设备不足。')
    """
    return "" if _NOTHING.fullmatch(text.strip()) else text


def in_figures(task: Task, period: Period) -> str:
    """Return what the figures of a period say as a sentence, '' where there are none."""
    told = "，".join(figures_told(task, period))
    return f"{told}。" if told else ""


def figures_told(task: Task, period: Period) -> Iterator[str]:
    """Yield each figure of a period with what it counts."""
    for one in task.indicators:
        figure = one.cumulative[period.quarter - 1]
        if isinstance(figure, Decimal):
            since = "累计" if one.kind is IndicatorKind.INCREMENT else ""
            yield f"{one.name}{since}{number_text(figure)}{one.unit_of_measure}"
        elif figure:
            yield f"{one.name}{figure}"
