"""Reading a register: the workbook at a path becomes a :class:`Register` and a list of problems."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from generators.errors import Problem
from generators.model.indicator import Indicator
from generators.model.origin import Origin
from generators.model.register import Register, Unit
from generators.model.settings import Settings
from generators.model.task import Progress
from generators.registers.cells import Context
from generators.registers.columns import SheetSpec
from generators.registers.messages import problem
from generators.registers.pending import unanswered
from generators.registers.places import origin_of
from generators.registers.read_indicators import read_indicators
from generators.registers.read_lists import read_amendments, read_investments, read_leaders, read_units
from generators.registers.read_progress import read_progress
from generators.registers.read_settings import from_title, read_settings
from generators.registers.read_tasks import read_projects
from generators.registers.sheet_search import find_sheets
from generators.registers.sheets import (
    AMENDMENTS,
    INDICATORS,
    INVESTMENTS,
    LEADERS,
    PROGRESS,
    SETTINGS,
    SHEETS,
    TASKS,
    UNITS,
)
from generators.registers.tables import Table, open_table, shortened
from generators.workbooks.addresses import parse_address
from generators.workbooks.reading import read_workbook
from generators.workbooks.sheets import Sheet

Item = TypeVar("Item")
SHEET_ORDER = {sheet.name: place for place, sheet in enumerate(SHEETS)}


@dataclass
class Reading:
    """The sheets of a register found, and the problems met while they are read."""

    file: str
    sheets: Mapping[str, Sheet]
    problems: list[Problem] = field(default_factory=list)

    def table(self, spec: SheetSpec) -> Table | None:
        """Return a sheet as a table, or None when it is not there or has no heading."""
        if spec.name not in self.sheets:
            return None
        table, problems = open_table(spec, self.file, self.sheets[spec.name])
        if table is None:
            self.problems += problems
        return table

    def done(self, table: Table) -> None:
        """Take over what was noted while a table was read."""
        self.problems += table.problems


def read_register(path: Path | str) -> tuple[Register, list[Problem]]:
    """Return the register in the workbook at ``path``, and everything in it that a person must look at.

    Everything is filled down, split and numbered; what could not be read for certain is a problem with its
    cell, and its text is kept where the model has room for text. Raises WorkbookError when the file is no
    readable workbook.
    """
    with without_collecting():
        workbook = read_workbook(path)
        sheets, problems = find_sheets(workbook)
        reading = Reading(workbook.file, sheets, problems)
        register = read_sheets(reading)
        reading.problems += unanswered(workbook)
    return register, in_order(reading.problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of our sheets, then by row and column."""
    return sorted(problems, key=place_key)


def place_key(problem: Problem) -> tuple[int, str, int, int]:
    """Return what a problem is sorted by: its sheet, row and column."""
    origin = problem.origin
    sheet = SHEET_ORDER.get(origin.sheet, len(SHEET_ORDER) if origin.sheet else -1)
    try:
        row, column = parse_address(origin.cell) if origin.cell else (0, 0)
    except ValueError:
        row, column = 0, 0
    return sheet, origin.sheet, row, column


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from looking through a growing register; nothing in it is circular."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_sheets(reading: Reading) -> Register:
    """Return the register that the found sheets say."""
    tasks = reading.table(TASKS)
    settings = settings_of(reading, tasks)
    units = lists_of(reading, UNITS, read_units)
    leaders = lists_of(reading, LEADERS, read_leaders)
    context = Context(settings.year, names_of(units), frozenset(leader.name for leader in leaders))
    indicators = rows_of(reading, INDICATORS, read_indicators, context)
    progress = rows_of(reading, PROGRESS, read_progress, context)
    projects = read_projects(tasks, context, indicators, progress) if tasks else ()
    if tasks:
        reading.done(tasks)
        note_orphans(reading, indicators, progress)
    return Register(
        settings, projects, units, leaders,
        lists_of(reading, AMENDMENTS, read_amendments), lists_of(reading, INVESTMENTS, read_investments),
        Origin(reading.file),
    )  # fmt: skip


def lists_of(
    reading: Reading, spec: SheetSpec, read: Callable[[Table], tuple[Item, ...]]
) -> tuple[Item, ...]:
    """Return the rows of a short sheet, none when it is not there."""
    table = reading.table(spec)
    if table is None:
        return ()
    items = read(table)
    reading.done(table)
    return items


def rows_of(reading: Reading, spec: SheetSpec, read: Callable[[Table, Context], dict[str, list[Item]]],
            context: Context) -> dict[str, list[Item]]:  # fmt: skip
    """Return the rows of a long sheet by the number of their task, none when it is not there."""
    table = reading.table(spec)
    if table is None:
        return {}
    items = read(table, context)
    reading.done(table)
    return items


def names_of(units: Sequence[Unit]) -> frozenset[str]:
    """Return every name of every unit."""
    return frozenset(name for unit in units for name in (unit.full_name, *unit.short_names))


def settings_of(reading: Reading, tasks: Table | None) -> Settings:
    """Return the settings; region and year come from the title of the tasks where 设置 does not say them."""
    sheet = reading.sheets.get(SETTINGS.name)
    settings, problems = read_settings(sheet, reading.file) if sheet else (Settings(), [])
    reading.problems += problems
    if settings.year and settings.region:
        return settings
    titles = [*tasks.titles, tasks.name, Path(reading.file).stem] if tasks else [Path(reading.file).stem]
    region, year, title = from_title(titles)
    completed = replace(settings, region=settings.region or region, year=settings.year or year)
    note_missing(reading, completed, title if sheet is None else "")
    return completed


def note_missing(reading: Reading, settings: Settings, title: str) -> None:
    """Note what settings are missing, and where they were found instead."""
    place = Origin(
        reading.file, reading.sheets[SETTINGS.name].name if SETTINGS.name in reading.sheets else ""
    )
    if not settings.year:
        reading.problems.append(problem("SET-2", place))
    if not settings.region:
        reading.problems.append(problem("SET-3", place))
    if title and settings.year:
        found = {"region": settings.region, "year": settings.year, "title": shortened(title)}
        reading.problems.append(problem("SHEET-6", place, **found))


def note_orphans(reading: Reading, indicators: Mapping[str, Sequence[Indicator]],
                 progress: Mapping[str, Sequence[Progress]]) -> None:  # fmt: skip
    """Note the indicators and reports whose task is not in 任务; they stand in no document."""
    for number, rows in indicators.items():
        for row in rows:
            place = origin_of(row.origin, "task_number")
            reading.problems.append(problem("IND-1", place, number=number, name=row.name))
    for number, reports in progress.items():
        for report in reports:
            place = origin_of(report.origin, "task_number")
            reading.problems.append(problem("PRO-2", place, number=number))
