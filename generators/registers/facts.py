"""What the rules look at: a register with its indexes, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generators.errors import Problem
from generators.figures.completion import last_reported_quarter
from generators.model.indicator import Indicator
from generators.model.origin import Origin
from generators.model.period import Period
from generators.model.register import Register, Unit
from generators.model.task import Progress, Task
from generators.registers.messages import problem
from generators.registers.places import origin_of

Found = Iterator[Problem]
#: A row, and the field of it that something stands in.
Place = tuple[Origin, str]
#: A text that may be printed, its row and its field.
Text = tuple[str, Origin, str]


@dataclass(frozen=True)
class Facts:
    """A register and what several rules ask of it."""

    register: Register

    @cached_property
    def tasks(self) -> list[Task]:
        """Return every task."""
        return list(self.register.tasks())

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Return every indicator."""
        return [indicator for task in self.tasks for indicator in task.indicators]

    @cached_property
    def reports(self) -> list[Progress]:
        """Return everything reported."""
        return [report for task in self.tasks for report in task.progress]

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Return every unit by each of its names."""
        return {name: unit for unit in self.register.units for name in (unit.full_name, *unit.short_names)}

    @cached_property
    def unit_places(self) -> dict[str, list[Place]]:
        """Return where each name of a unit stands."""
        return gathered(unit_names(self))

    @cached_property
    def texts(self) -> list[Text]:
        """Return every text that may be printed."""
        return [
            *((task.content, task.origin, "content") for task in self.tasks),
            *((report.text, report.origin, "text") for report in self.reports if report.text),
            *(
                (report.difficulty, report.origin, "difficulty")
                for report in self.reports
                if report.difficulty
            ),
            *((report.next_step, report.origin, "next_step") for report in self.reports if report.next_step),
        ]

    @cached_property
    def amended(self) -> frozenset[str]:
        """Return the numbers of everything that was amended."""
        return frozenset(amendment.number for amendment in self.register.amendments)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Return the numbers of every project, task and indicator."""
        projects = (project.number for project in self.register.projects)
        tasks = (task.number for task in self.tasks)
        return frozenset((*projects, *tasks, *(indicator.number for indicator in self.indicators)))

    @cached_property
    def period(self) -> Period | None:
        """Return the period the register stands at: the one set, else the last one reported."""
        settings = self.register.settings
        if settings.current_period or not settings.year:
            return settings.current_period
        reported = [report.period.quarter for report in self.reports if report.period.year == settings.year]
        quarter = max(reported, default=0) or last_reported_quarter(self.indicators)
        return Period(settings.year, quarter) if quarter else None

    def is_amended(self, indicator: Indicator) -> bool:
        """Return whether an amendment explains a change of this indicator's figures."""
        return indicator.number in self.amended or indicator.task_number in self.amended


def found(code: str, origin: Origin, field: str, /, **texts: object) -> Problem:
    """Return the problem of a code at one field of a row."""
    return problem(code, origin_of(origin, field), **texts)


def unit_names(facts: Facts) -> Iterable[tuple[Sequence[str], Origin, str]]:
    """Yield the names of units in every row, with the field they stand in."""
    for task in facts.tasks:
        yield task.lead_units, task.origin, "lead_units"
        yield task.supporting_units, task.origin, "supporting_units"
    for report in facts.reports:
        if report.reporting_unit:
            yield (report.reporting_unit,), report.origin, "reporting_unit"


def gathered(rows: Iterable[tuple[Sequence[str], Origin, str]]) -> dict[str, list[Place]]:
    """Return the places of each name; names that a row only continues from above are counted once."""
    places: dict[str, list[Place]] = {}
    above: dict[str, Sequence[str]] = {}
    for names, origin, field in rows:
        if names is not above.get(field):
            for name in names:
                places.setdefault(name, []).append((origin, field))
        above[field] = names
    return places
