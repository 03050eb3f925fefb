"""A register at the end of a period: every indicator assessed, every task and project judged, once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generators.documents.context import Values, in_full, project_values, task_values
from generators.documents.live import Rules, indicator_values
from generators.documents.reports import report_values
from generators.figures.completion import Assessment
from generators.figures.status import status_text, task_status
from generators.model.period import Period
from generators.model.register import Register
from generators.model.status import Status
from generators.model.task import Project, Task


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """One task: its printable values, its lead units in full, its indicators, its report, its status."""

    task: Task
    index: int
    values: Values
    leads: tuple[str, ...]
    indicators: tuple[tuple[Values, Assessment], ...]
    report: Values
    status: Status


    @property
    def is_reported(self) -> bool:
        """Return whether anything was reported: a text, or figures of the period."""
        return bool(self.report["进展情况"])


@dataclass(frozen=True, slots=True)
class ProjectStanding:
    """One project and its tasks."""

    project: Project
    values: Values
    tasks: tuple[TaskStanding, ...]

    def assessments(self) -> Iterator[Assessment]:
        """Yield the assessment of every indicator of the project."""
        for task in self.tasks:
            for _, found in task.indicators:
                yield found


def judge(register: Register, period: Period, columns: Collection[str]) -> tuple[ProjectStanding, ...]:
    """Return every project of the register as it stands at the end of ``period``.

    ``columns`` are the keys of the table the values will stand in: formulas name cells only of those.
    """
    rules, full_names = Rules(period, register.settings, columns), register.full_names()
    return tuple(_project(project, rules, full_names) for project in register.projects)


def _project(project: Project, rules: Rules, full_names: Mapping[str, str]) -> ProjectStanding:
    tasks = tuple(_task(task, index, rules, full_names) for index, task in enumerate(project.tasks, 1))
    return ProjectStanding(project, project_values(project), tasks)


def _task(task: Task, index: int, rules: Rules, full_names: Mapping[str, str]) -> TaskStanding:
    status = task_status(task, rules.period, rules.settings)
    return TaskStanding(
        task,
        index,
        task_values(task, index, full_names),
        in_full(task.lead_units, full_names),
        tuple(indicator_values(indicator, rules) for indicator in task.indicators),
        report_values(task, rules.period, status_text(status, rules.settings)),
        status,
    )
