"""A document held against a register, task by task: what both say, and say differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generators.adding.differences import KINDS, Difference
from generators.adding.matching import number_told, says_content
from generators.adding.reported import in_unit_of, indicator_of_columns, paired, told_of
from generators.extraction.likeness import bare
from generators.extraction.sentences import squeezed
from generators.model.indicator import Indicator
from generators.model.origin import Origin
from generators.model.register import Register
from generators.model.task import Project, Task
from generators.published.counted import bare_content
from generators.published.drafts import Collected, DraftProject, DraftTask, Entry
from generators.published.indicators import numeral
from generators.published.multiples import parted
from generators.published.texts import one_name
from generators.registers.deadlines import parse_deadline
from generators.registers.parsing import NONE_MARKS
from generators.registers.places import origin_of

NAMES = ("leaders", "lead_units", "supporting_units")
#: What stands in brackets behind the name of a project is its alias.
_BEHIND = re.compile(r"[（(][^（）()]*[)）]\s*$")


@dataclass
class Places:
    """Where a document says each field of its tasks and projects: the ledger's entries by task and field."""

    of_task: dict[tuple[int, str], Entry] = field(default_factory=dict)
    of_project: dict[tuple[int, str], Entry] = field(default_factory=dict)

    @classmethod
    def in_ledger(cls, collected: Collected) -> Places:
        """Return the places that a ledger tells."""
        places = cls()
        for entry in collected.entries:
            if entry.task is not None and entry.text:
                places.of_task.setdefault((id(entry.task), entry.field), entry)
            elif entry.project is not None and entry.text:
                places.of_project.setdefault((id(entry.project), entry.field), entry)
        return places

    def of(self, told: DraftTask, name: str) -> Origin:
        """Return where a field of a task stands, the task's own place if not known."""
        entry = self.of_task.get((id(told), name))
        return entry.origin if entry else told.origin

    def says(self, told: DraftTask, name: str) -> bool:
        """Return whether a field of a task is told in the document's own words, not made of numbers."""
        entry = self.of_task.get((id(told), name))
        return entry is None or squeezed(getattr(told, name)).startswith(squeezed(entry.text))

    def of_name(self, told: DraftProject) -> Origin:
        """Return where the name of a project stands."""
        entry = self.of_project.get((id(told), "project_name"))
        first = told.tasks[0].origin if told.tasks else Origin("")
        return entry.origin if entry else first


@dataclass
class Comparing:
    """A register with the full names of its units, and what has been told already, to be told but once."""

    register: Register
    full_names: Mapping[str, str] = field(init=False)
    names: set[str] = field(init=False)
    told: set[tuple[str, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.full_names = self.register.full_names()
        typed = (one for task in self.register.tasks() for name in NAMES for one in getattr(task, name))
        self.names = {*self.full_names, *typed}

    def is_new(self, *what: str) -> bool:
        """Return whether something was not told before, and note that it is now."""
        is_new = what not in self.told
        self.told.add(what)
        return is_new


def compare_project(told: DraftProject, ours: Project, places: Places) -> Iterator[Difference]:
    """Yield where the name of a project differs; its alias is as good."""
    names = {bare(ours.name), bare(ours.alias)}
    entry = places.of_project.get((id(told), "project_name"))
    if entry is not None and not names & {bare(told.name), bare(_BEHIND.sub("", told.name))}:
        yield Difference(
            KINDS["project_name"], f"项目 {ours.number}", told.name, entry.origin, ours.name,
            origin_of(ours.origin, "project_name"), f"任务 {ours.number} 项目名称",
        )  # fmt: skip


def compare_task(told: DraftTask, ours: Task, work: Comparing, places: Places) -> Iterator[Difference]:
    """Yield where the two tell different things of a task; what the document leaves out is no difference."""
    yield from compare_number(told, ours, places)
    if says_content(told) and bare_content(told.content) != bare_content(ours.content):
        if places.says(told, "content"):
            yield difference("content", told, ours, told.content, ours.content, places)
        yield from compare_targets(told, ours, places)
    yield from compare_columns(told, ours, places)
    year = work.register.year
    if is_said(told.deadline) and not is_same_day(told.deadline, ours, year):
        yield from once("deadline", told, ours, told.deadline, ours.deadline.text, work, places)
    for name in NAMES:
        theirs, own = tuple(filter(None, getattr(told, name).split("\n"))), getattr(ours, name)
        known = {work.full_names.get(one, one) for one in own}
        if theirs and {work.full_names.get(one, one) for one in theirs} != known:
            yield from once(name, told, ours, "、".join(theirs), "、".join(own), work, places)


def difference(name: str, told: DraftTask, ours: Task, theirs: str, own: str, places: Places) -> Difference:
    """Return a difference in one field of a task."""
    kind = KINDS[name]
    return Difference(
        kind, f"事项 {ours.number}", theirs, places.of(told, name), own, origin_of(ours.origin, name),
        f"任务 {ours.number} {kind.heading}",
    )  # fmt: skip


def once(name: str, told: DraftTask, ours: Task, theirs: str, own: str, work: Comparing,
         places: Places) -> Iterator[Difference]:  # fmt: skip
    """Yield a difference in what tasks of one project share, for the first of them only."""
    project = ours.number.rpartition(".")[0]
    if work.is_new(told.origin.file, project, name, theirs, own):
        yield difference(name, told, ours, theirs, own, places)


def compare_number(told: DraftTask, ours: Task, places: Places) -> Iterator[Difference]:
    """Yield where a task has another 事项编号; a number within its project is no 事项编号."""
    number = number_told(told, None) if "." in told.number else ""
    if number and number != ours.number:
        yield difference("number", told, ours, number, ours.number, places)


def is_said(text: str) -> bool:
    """Return whether a cell says something, and not that there is nothing."""
    return bool(text.strip()) and text.strip() not in NONE_MARKS


def is_same_day(typed: str, ours: Task, year: int) -> bool:
    """Return whether a deadline is that of a task: in words or as the day it means."""
    text = one_name(typed)
    if squeezed(text) == squeezed(ours.deadline.text):
        return True
    try:
        told = parse_deadline(text, year)
    except ValueError:
        return False
    return told.date is not None and replace(told, text="") == replace(ours.deadline, text="")


# ---------------------------------------------------------------- targets
def compare_targets(told: DraftTask, ours: Task, places: Places) -> Iterator[Difference]:
    """Yield where the sentences of a task promise another figure than the register's indicator."""
    for row, one in paired(told_of(told.content).found(ours.indicators), ours.indicators):
        if row.target is None or one.target is None or row.is_assumed:
            continue
        target = in_unit_of(one, row.target, row.unit_of_measure)
        if is_other_unit(row.unit_of_measure, one.unit_of_measure):
            theirs = row.unit_of_measure
            yield of_indicator("unit_of_measure", told, one, theirs, one.unit_of_measure, places, "content")
        elif target != one.target:
            theirs = f"{row.target}{row.unit_of_measure}"
            yield of_indicator("target", told, one, theirs, said_target(one), places, "content")


def compare_columns(told: DraftTask, ours: Task, places: Places) -> Iterator[Difference]:
    """Yield where number columns say another target or unit than the only indicator they can be about."""
    printed = told.figures
    if printed is None:
        return
    one, target = indicator_of_columns(printed, ours.indicators), numeral(printed.target)
    if one is None:
        return
    if is_other_unit(printed.unit_of_measure, one.unit_of_measure):
        theirs = printed.unit_of_measure
        yield of_indicator("unit_of_measure", told, one, theirs, one.unit_of_measure, places)
        return
    turned_target = in_unit_of(one, target, printed.unit_of_measure)
    if None not in (turned_target, one.target) and turned_target != one.target:
        yield of_indicator("target", told, one, printed.target, said_target(one), places)


def is_other_unit(theirs: str, own: str) -> bool:
    """Return whether two units are told and neither is a multiple of the other."""
    return bool(theirs and own) and parted(theirs)[1] != parted(own)[1]


def said_target(one: Indicator) -> str:
    """Return the target of an indicator with its unit."""
    return "" if one.target is None else f"{one.target}{one.unit_of_measure}"


def of_indicator(name: str, told: DraftTask, one: Indicator, theirs: str, own: str, places: Places,
                 source: str = "", column: str = "") -> Difference:  # fmt: skip
    """Return a difference in one field of an indicator; ``source`` is the document's field it is from."""
    kind = KINDS[name]
    return Difference(
        kind, f"指标 {one.number} {one.name}", theirs, places.of(told, source or name), own,
        origin_of(one.origin, column or name), f"指标 {one.number} {kind.heading}",
    )  # fmt: skip
