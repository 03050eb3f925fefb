"""状态 of tasks and projects, from what their indicators say and what a person decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generators.figures.completion import assess
from generators.model.period import Period
from generators.model.settings import Settings
from generators.model.status import Status
from generators.model.task import Project, Task

#: From worst to best; what is not judged says nothing.
WORST_FIRST = (Status.BEHIND, Status.SLOW, Status.ON_SCHEDULE, Status.AHEAD, Status.DONE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, and whether something that should be measured could not be judged (``is_open``)."""

    status: Status
    is_open: bool = False


def joint(parts: Iterable[Standing]) -> Standing:
    """Return the standing of the whole: the worst that is judged, unjudged when nothing is.

    The whole is done only when nothing of it is open; else it is on schedule, for nothing speaks against it.

    >>> done, unknown = Standing(Status.DONE), Standing(Status.UNJUDGED, is_open=True)
    >>> joint([done, done]).status.value, joint([done, unknown]).status.value, joint([]).status.value
    ('已完成', '按序时', '未判定')
    """
    standings = list(parts)
    is_open = any(standing.is_open for standing in standings)
    found = {standing.status for standing in standings}
    worst = next((status for status in WORST_FIRST if status in found), Status.UNJUDGED)
    if worst is Status.DONE and is_open:
        worst = Status.ON_SCHEDULE
    return Standing(worst, is_open)


def task_standing(task: Task, period: Period, settings: Settings) -> Standing:
    """Return how a task stands at the end of ``period``; a status set by a person for that period wins."""
    report = task.progress_in(period)
    if report and report.manual_status:
        return Standing(report.manual_status, report.manual_status is Status.UNJUDGED)
    return figures_standing(task, period, settings)


def figures_standing(task: Task, period: Period, settings: Settings) -> Standing:
    """Return how a task stands by its figures alone."""
    found = (assess(indicator, period, settings) for indicator in task.indicators)
    return joint(
        Standing(one.status, one.status is Status.UNJUDGED and one.target is not None) for one in found
    )


def task_status(task: Task, period: Period, settings: Settings) -> Status:
    """Return the status of a task at the end of ``period``."""
    return task_standing(task, period, settings).status


def project_standing(project: Project, period: Period, settings: Settings) -> Standing:
    """Return how a project stands: its tasks taken together."""
    return joint(task_standing(task, period, settings) for task in project.tasks)


def project_status(project: Project, period: Period, settings: Settings) -> Status:
    """Return the status of a project at the end of ``period``."""
    return project_standing(project, period, settings).status


def status_text(status: Status, settings: Settings) -> str:
    """Return the word an office prints for a status.

    >>> status_text(Status.UNJUDGED, Settings(unjudged_name="暂不评价"))
    '暂不评价'
    """
    return settings.unjudged_name if status is Status.UNJUDGED else status.value
