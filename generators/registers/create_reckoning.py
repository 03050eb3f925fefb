"""What the formulas of a new register come to, reckoned with ``figures`` from the rows that are written.

The formulas of a workbook see only its cells, so this sees no more than they do: a number typed as words is
no number, and a unit is known by its name in 单位. Every result is stored beside its formula (a viewer that
does not calculate would show 0), and a test lets LibreOffice calculate all of them anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generators.figures.completion import Assessment, assess, last_reported_quarter
from generators.figures.ranking import mean, rank
from generators.figures.schedule import scheduled_share
from generators.figures.status import Standing, joint
from generators.model.indicator import Comparator, Figure, FourFigures, Indicator, IndicatorKind
from generators.model.period import Period
from generators.model.settings import Settings
from generators.model.status import Status, parse_status
from generators.registers.create_values import Typed, quarter_of
from generators.registers.parsing import NONE_MARKS

Row = Mapping[str, Typed]
_KINDS = {kind.value: kind for kind in IndicatorKind}
_SIGNS = {sign.value: sign for sign in Comparator}


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One row of 指标: the place of its task in 任务 (from 1, 0 for none), and how it stands."""

    task_place: int
    found: Assessment
    is_open: bool


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One row of 任务, filled from above: its project by place (from 1), its leads, and how it stands."""

    number: str
    project_number: str
    project_name: str
    project_place: int
    leads: str
    manual: Status | None
    worst: Status
    open_indicators: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project of 看板: mean rate and mean schedule of its rated indicators, and its status."""

    name: str
    rate: Decimal | None
    due: Decimal | None
    status: Status


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One row of 单位: how many tasks and rated indicators it leads, their mean rate, and its rank."""

    name: str
    tasks: int
    rated: int
    rate: Decimal | None
    place: int | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Everything the formulas of a register come to; a row of 指标 without a name is None."""

    period: Period
    reported_quarter: int
    share: Decimal | None
    tasks: tuple[TaskLine, ...]
    indicators: tuple[IndicatorLine | None, ...]
    projects: tuple[ProjectLine, ...]
    units: tuple[UnitLine, ...]


def reckon(settings: Settings, rows: Mapping[str, Sequence[Row]]) -> Reckoning:
    """Return what the formulas come to for these typed rows, by the name of their sheet."""
    indicators = [indicator_of(row) for row in rows["指标"]]
    reported = last_reported_quarter(indicators) or 1
    period = settings.current_period or Period(settings.year, reported)
    if period.year != settings.year:
        period = Period(settings.year, reported)
    places = _first_places(row["number"] if row["content"] else None for row in rows["任务"])
    lines = tuple(_indicator_line(one, places, period, settings) for one in indicators)
    tasks = _task_lines(rows["任务"], lines, _manual_statuses(rows["进展"], period))
    share = scheduled_share(period, settings)
    projects = _project_lines(tasks, lines)
    return Reckoning(period, reported, share, tasks, lines, projects, _unit_lines(rows["单位"], tasks, lines))


def _first_places(names: Iterable[Typed]) -> dict[str, int]:
    """Return the place of each name that is filled, counted from 1; the first of equal ones."""
    places: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        if name is not None:
            places.setdefault(str(name), place)
    return places


def indicator_of(row: Row) -> Indicator:
    """Return the indicator that the formulas of a row see."""
    base = row["base"]
    return Indicator(
        str(row["number"] or ""), str(row["task_number"] or ""), str(row["name"] or ""),
        kind=_KINDS.get(str(row["kind"]), IndicatorKind.INCREMENT),
        comparator=_SIGNS.get(str(row["comparator"]), Comparator.EQUAL),
        target=_figure(row["target"]), base=base if isinstance(base, Decimal) else None,
        quarter_targets=_four(row, "quarter_target"), cumulative=_four(row, "cumulative"),
    )  # fmt: skip


def _figure(value: Typed) -> Figure:
    return value if value is None or isinstance(value, Decimal) else str(value)


def _four(row: Row, field: str) -> FourFigures:
    first, second, third, fourth = (_figure(row[f"{field}_{quarter}"]) for quarter in (1, 2, 3, 4))
    return first, second, third, fourth


def _indicator_line(one: Indicator, places: Mapping[str, int], period: Period,
                    settings: Settings) -> IndicatorLine | None:  # fmt: skip
    if not one.name:
        return None
    found = assess(one, period, settings)
    is_open = found.status is Status.UNJUDGED and found.target is not None
    return IndicatorLine(places.get(one.task_number, 0), found, is_open)


def _manual_statuses(reports: Sequence[Row], period: Period) -> dict[str, Status | None]:
    """Return the status set by a person for each task in ``period``: the first report of a task counts."""
    found: dict[str, Status | None] = {}
    for row in reports:
        if row["task_number"] and quarter_of(str(row["period"] or ""), period.year) == period.quarter:
            found.setdefault(str(row["task_number"]), parse_status(str(row["manual_status"] or "")))
    return found


def _task_lines(rows: Sequence[Row], indicators: Sequence[IndicatorLine | None],
                manual: Mapping[str, Status | None]) -> tuple[TaskLine, ...]:  # fmt: skip
    by_task: dict[int, list[IndicatorLine]] = {}
    for line in filter(None, indicators):
        by_task.setdefault(line.task_place, []).append(line)
    lines: list[TaskLine] = []
    above = TaskLine("", "", "", 0, "", None, Status.UNJUDGED, 0, None)
    for place, row in enumerate(rows, 1):
        number = str(row["number"] or f"第{place + 1}行") if row["content"] else ""
        above = _task_line(row, number, above, by_task.get(place, ()), manual.get(number))
        lines.append(above)
    return tuple(lines)


def _task_line(row: Row, number: str, above: TaskLine, indicators: Sequence[IndicatorLine],
               manual: Status | None) -> TaskLine:  # fmt: skip
    typed_number, typed_name = (str(row[field] or "") for field in ("project_number", "project_name"))
    begins = typed_number not in ("", above.project_number) or typed_name not in ("", above.project_name)
    project_number = typed_number or ("" if begins else above.project_number)
    leads = str(row["lead_units"] or ("" if begins else above.leads))
    judged = joint(Standing(line.found.status) for line in indicators)
    count = sum(line.is_open for line in indicators)
    standing = joint(Standing(line.found.status, line.is_open) for line in indicators)
    if manual:
        standing = Standing(manual, manual is Status.UNJUDGED)
    return TaskLine(
        number, project_number, typed_name or above.project_name, above.project_place + begins,
        "" if leads in NONE_MARKS else leads, manual, judged.status, count, standing if number else None,
    )  # fmt: skip


def _project_lines(tasks: Sequence[TaskLine],
                   indicators: Sequence[IndicatorLine | None]) -> tuple[ProjectLine, ...]:  # fmt: skip
    by_project: dict[int, list[IndicatorLine]] = {}
    for line in filter(None, indicators):
        if line.task_place and line.found.rate is not None:
            by_project.setdefault(tasks[line.task_place - 1].project_place, []).append(line)
    standings: dict[int, list[Standing]] = {}
    names: dict[int, str] = {}
    for task in tasks:
        names.setdefault(task.project_place, task.project_name)
        if task.standing:
            standings.setdefault(task.project_place, []).append(task.standing)
    return tuple(
        ProjectLine(
            name,
            mean(line.found.rate for line in by_project.get(place, ())),
            mean(line.found.scheduled for line in by_project.get(place, ())),
            joint(standings.get(place, ())).status,
        )
        for place, name in names.items()
        if place
    )


def lead_key(names: str) -> str:
    """Return the names of a cell with a line break around each, so that a name is found as a whole.

    >>> lead_key("市住建局\\n市城管局、市水利局")
    '\\n市住建局\\n市城管局\\n市水利局\\n'
    """
    return "\n" + names.replace("、", "\n").replace(" ", "") + "\n"


def _unit_lines(rows: Sequence[Row], tasks: Sequence[TaskLine],
                indicators: Sequence[IndicatorLine | None]) -> tuple[UnitLine, ...]:  # fmt: skip
    task_keys = [lead_key(task.leads) if task.number else "" for task in tasks]
    lines = [_unit_line(str(row["full_name"] or ""), task_keys, indicators) for row in rows]
    ranked = rank((str(place), line.rate) for place, line in enumerate(lines) if line.rate is not None)
    ranks = {int(found.name): (found.place, order) for order, found in enumerate(ranked, 1)}
    return tuple(
        UnitLine(line.name, line.tasks, line.rated, line.rate, *ranks.get(place, (None, None)))
        for place, line in enumerate(lines)
    )


def _unit_line(name: str, task_keys: Sequence[str],
               indicators: Sequence[IndicatorLine | None]) -> UnitLine:  # fmt: skip
    if not name:
        return UnitLine("", 0, 0, None)
    leads = [lead_key(name) in key for key in task_keys]
    rates = [
        line.found.rate
        for line in filter(None, indicators)
        if line.task_place and leads[line.task_place - 1] and line.found.rate is not None
    ]
    return UnitLine(name, sum(leads), len(rates), mean(rates))
