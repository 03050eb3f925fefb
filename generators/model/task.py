"""项目 and 事项: projects, their tasks, and what the units report about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generators.model.indicator import Indicator
from generators.model.origin import NOWHERE, Origin
from generators.model.period import Period
from generators.model.status import Status


@dataclass(frozen=True, slots=True)
class Deadline:
    """完成时限: the text as the office wrote it, and the last day it means (None when it names no day).

    ``begins``: by that day the work must have begun (5月底前动工), not be done.
    """

    text: str = ""
    date: date | None = None
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """进展: what was reported about one task for one period."""

    period: Period
    task_number: str
    text: str = ""
    difficulty: str = ""
    next_step: str = ""
    manual_status: Status | None = None
    manual_status_text: str = ""
    manual_reason: str = ""
    reporting_unit: str = ""
    reporter: str = ""
    phone: str = ""
    reported_on: date | None = None
    source: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Task:
    """事项: one line of the register; ``number`` (3.2) is its identity, the row never is.

    Names of leaders and units are as typed, trimmed, with inner padding removed; a tuple each.
    """

    number: str
    content: str
    deadline: Deadline = Deadline()
    leaders: tuple[str, ...] = ()
    lead_units: tuple[str, ...] = ()
    supporting_units: tuple[str, ...] = ()
    remark: str = ""
    indicators: tuple[Indicator, ...] = ()
    progress: tuple[Progress, ...] = ()
    origin: Origin = NOWHERE

    def progress_in(self, period: Period) -> Progress | None:
        """Return what was reported for ``period``, or None."""
        return next((report for report in self.progress if report.period == period), None)


@dataclass(frozen=True, slots=True)
class Project:
    """项目: a numbered livelihood project and its tasks, in the order of the register."""

    number: str
    name: str
    alias: str = ""
    tasks: tuple[Task, ...] = ()
    origin: Origin = NOWHERE
