"""Rules about what was reported: nothing missing, nothing twice, a person's judgement with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generators.figures.status import figures_standing, task_standing
from generators.model.period import Period
from generators.model.status import Status
from generators.model.task import Progress, Task
from generators.registers.facts import Facts, Found, found
from generators.registers.places import place_of
from generators.registers.tables import shortened

CIRCLED = re.compile("[①-⑳]")
#: What a person should not say even with a reason: done although behind, not judged although done.
CONTRADICTIONS = frozenset((
    (Status.DONE, Status.BEHIND), (Status.DONE, Status.SLOW), (Status.UNJUDGED, Status.DONE),
))  # fmt: skip


def tasks_are_reported(facts: Facts) -> Found:
    """当前期次每个事项都有进展."""
    period = facts.period
    if period is None or not facts.reports:
        return
    for task in facts.tasks:
        if not any(report.period == period and report.text for report in task.progress):
            yield found("PRO-3", task.origin, "number", number=task.number, period=period)


def reports_are_unique(facts: Facts) -> Found:
    """一个事项一期只报一次."""
    for task in facts.tasks:
        if len(task.progress) > 1:
            yield from repeated(task.progress)


def repeated(reports: Iterable[Progress]) -> Found:
    """Yield a problem for each further report of the same period."""
    first: dict[Period, Progress] = {}
    for report in reports:
        before = first.setdefault(report.period, report)
        if before is not report:
            yield found("PRO-4", report.origin, "period", number=report.task_number, period=report.period,
                        first=place_of(before.origin, "period"))  # fmt: skip


def periods_are_of_the_year(facts: Facts) -> Found:
    """期次在台账的年度内，不晚于当前期次."""
    year, current = facts.register.year, facts.register.settings.current_period
    for report in facts.reports:
        if (year and report.period.year != year) or (current and report.period > current):
            yield found(
                "PRO-5", report.origin, "period", period=report.period, current=current or f"{year}年"
            )


def judgements_are_known_and_reasoned(facts: Facts) -> Found:
    """人工状态是认得的词，并写了理由."""
    for report in facts.reports:
        if not report.manual_status_text:
            continue
        if report.manual_status is None:
            choices = "、".join(status.value for status in Status)
            yield found(
                "PRO-6", report.origin, "manual_status", found=report.manual_status_text, choices=choices
            )
        elif not report.manual_reason:
            yield found("PRO-7", report.origin, "manual_reason", found=report.manual_status_text)


def judgements_agree_with_figures(facts: Facts) -> Found:
    """人工状态与按指标算出的状态一致，不一致要有理由；说已完成的不能滞后."""
    arguable = {judged for judged, _ in CONTRADICTIONS}
    for task in facts.tasks:
        for report in task.progress:
            if report.manual_status and (not report.manual_reason or report.manual_status in arguable):
                yield from disagreeing(facts, task, report, report.manual_status)


def disagreeing(facts: Facts, task: Task, report: Progress, judged: Status) -> Found:
    """Yield a problem if the figures of a task say another status than a person did."""
    computed = figures_standing(task, report.period, facts.register.settings).status
    is_argued = bool(report.manual_reason) and (judged, computed) not in CONTRADICTIONS
    if computed not in (Status.UNJUDGED, judged) and not is_argued:
        yield found("PRO-8", report.origin, "manual_status", found=report.manual_status_text,
                    computed=computed.value, period=report.period)  # fmt: skip


def deadlines_are_kept(facts: Facts) -> Found:
    """时限已过的事项已完成."""
    period = facts.period
    if period is None:
        return
    for task in facts.tasks:
        day = None if task.deadline.begins else task.deadline.date
        if day is not None and day <= period.end and task.indicators:
            status = task_standing(task, period, facts.register.settings).status
            if status is not Status.DONE:
                yield found("PRO-9", task.origin, "deadline", number=task.number, deadline=task.deadline.text,
                            period=period, status=status.value)  # fmt: skip


def deadlines_are_of_the_year(facts: Facts) -> Found:
    """完成时限不早于台账的年度."""
    year = facts.register.year
    for task in facts.tasks:
        day = task.deadline.date
        if day is not None and day.year < year:
            yield found("DATE-2", task.origin, "deadline", found=task.deadline.text, year=year)


def circled_numbers_match_indicators(facts: Facts) -> Found:
    """进展里的①②③与指标数一致."""
    for task in facts.tasks:
        for report in task.progress:
            count = len(set(CIRCLED.findall(report.text)))
            if count and task.indicators and count != len(task.indicators):
                yield found("PRO-10", report.origin, "text", count=count, indicators=len(task.indicators),
                            text=shortened(report.text, 15))  # fmt: skip


def amended_targets_are_taken_over(facts: Facts) -> Found:
    """目标调整后的值与指标表的目标值一致."""
    targets = {one.number: one for one in facts.indicators}
    for amendment in facts.register.amendments:
        one = targets.get(amendment.number)
        if one and "目标" in amendment.changed and amendment.after and str(one.target) not in amendment.after:
            yield found("AMD-3", amendment.origin, "after", number=one.number, after=amendment.after,
                        target=one.target)  # fmt: skip
