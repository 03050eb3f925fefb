"""What a later document adds to a register: progress and figures for blank cells; the rest is only told.

Nothing that stands in a cell is ever changed. Where a document says something else, both texts are kept: the
register's in its cell, the document's among the differences and on 待核对.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generators.adding.comparing import NAMES, Comparing, Places, compare_project, compare_task
from generators.adding.differences import KINDS, Difference
from generators.adding.matching import Known, same_project, same_task, says_content
from generators.adding.mixed import Part, cut_as_promised, reads_as_done, recut, tidy_report
from generators.adding.spanning import Span, span_of
from generators.adding.standing import Standing
from generators.extraction.sentences import squeezed
from generators.model.indicator import FourFigures
from generators.model.origin import Origin
from generators.model.period import Period
from generators.model.task import Task
from generators.opc.cell_texts import fitting, pieces
from generators.published.drafts import Collected, DraftProject, DraftTask, Entry
from generators.published.head_fields import GOAL
from generators.published.names import note_people, split_all
from generators.published.writing import OF_PROGRESS, place_of
from generators.registers.columns import CellKind
from generators.registers.headings import spelling_of
from generators.registers.sheets import INDICATORS

#: What a report may say of a task for a period, in the order of 进展.
SAID = ("text", "difficulty", "next_step")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One line for 待核对: where it comes from, the text, where it went, how certain, and why to look."""

    origin: Origin
    text: str
    placed: str
    confidence: str
    reason: str
    about: Origin | None = None


@dataclass(frozen=True, slots=True)
class Fill:
    """A value for a blank cell, and where the document says it, in which words."""

    value: Decimal | str
    origin: Origin
    said: str
    placed: str


@dataclass
class Reports:
    """What documents report on one task for one period."""

    period: Period
    task: Task
    told: list[DraftTask] = field(default_factory=list)
    places: Places = field(default_factory=Places)

    def joined(self, name: str) -> str:
        """Return what all say in one field, each text once."""
        return "\n".join(filter(None, dict.fromkeys(getattr(one, name) for one in self.told)))

    @property
    def source(self) -> str:
        """The files they stand in."""
        return "、".join(dict.fromkeys(one.origin.file for one in self.told))


@dataclass
class Additions:
    """What is to be written and told, as far as documents have been laid over the register.

    ``cells`` are values for blank cells by the origin of the row and field; ``rows`` are new rows of 进展 by
    field; ``matched`` gives the task of the register for each task a document tells of. ``figures`` are those
    of 指标 with what was filled; of ``printed`` ones, by indicator and quarter, number columns have told.
    ``amounts`` are those of new rows of 投资 by number and field, ``spans`` reports on several tasks at once.
    """

    standing: Standing
    known: Known
    comparing: Comparing
    cells: dict[tuple[Origin, str], Fill] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    reports: dict[tuple[Period, str], Reports] = field(default_factory=dict)
    matched: dict[int, Task] = field(default_factory=dict)
    places: dict[int, Places] = field(default_factory=dict)
    figures: dict[str, FourFigures] = field(default_factory=dict)
    printed: set[tuple[str, int]] = field(default_factory=set)
    undated: list[DraftTask] = field(default_factory=list)
    amounts: dict[str, dict[str, Fill]] = field(default_factory=dict)
    spans: list[tuple[Span, Reports]] = field(default_factory=list)


PeriodOf = Callable[[DraftTask], Period | None]


def begin(standing: Standing) -> Additions:
    """Return the additions to a register before the first document."""
    known = Known(standing.projects)
    for project in standing.projects:
        for task in project.tasks:
            known.add_indicators(task, standing.task(task).indicators)
    return Additions(standing, known, Comparing(standing.register))


@dataclass(frozen=True, slots=True)
class Match:
    """A project a document tells of with that of the register, and its tasks with theirs; None for none."""

    told: DraftProject
    same: DraftProject | None
    tasks: tuple[tuple[DraftTask, DraftTask | None], ...]


def find_matches(known: Known, document: Collected) -> list[Match]:
    """Return what of the register a document tells of, project by project."""
    known.forget()
    found = []
    for project in document.projects:
        same = same_project(project, known)
        tasks = tuple((told, same_task(told, same, known)) for told in project.tasks)
        found.append(Match(project, same, tasks))
    return found


def knows_most(known: Known, document: Collected) -> bool:
    """Return whether most of what a document tells of is in the register."""
    twins = [twin for match in find_matches(known, document) for _, twin in match.tasks]
    return 2 * sum(twin is not None for twin in twins) > len(twins)


def lay_over(work: Additions, part: Part, period_of: PeriodOf) -> None:
    """Find the projects and tasks that a document tells of, note differences, and gather its reports."""
    document = part.told
    tasks = [task for project in document.projects for task in project.tasks]
    note_people(document, split_all(tasks, tuple(work.comparing.full_names)))
    matches = find_matches(work.known, document)
    if part.is_prose:
        matches = [with_report_alone(work.known, match, period_of) for match in matches]
        pairs = [(told, twin) for match in matches for told, twin in match.tasks if twin]
        cuts = [(told, cut_as_promised(told, twin.content)) for told, twin in pairs]
        document.entries = recut(
            document.entries, {id(told): cut for told, cut in cuts if cut or not told.content}
        )
    places, known = Places.in_ledger(document), sheets_of(matches)
    for match in (take_spans(work, match, places, period_of) for match in matches):
        sheet = match.told.tasks[0].origin.sheet if match.told.tasks else ""
        take_project(work, match, places, sheet in known or not known)
        for told, twin in match.tasks:
            if twin is not None:
                take_task(work, told, work.standing.task(twin), places, period_of)
        for told in (report for one, _ in match.tasks for report in (one, *one.more)):
            ours = work.matched.get(id(told))
            told.number = ours.number if ours else told.number
        match.told.number = match.same.number if match.same else match.told.number


def with_report_alone(known: Known, match: Match, period_of: PeriodOf) -> Match:
    """Return a match with the text below a project's name as the report on its only task, where it is one.

    Some summaries say under the name of a project only what is done, in words unlike what was promised.
    """
    [told, twin], *others = match.tasks or ((None, None),)
    ours = match.same.tasks if match.same else []
    if told is None or twin is not None or others or len(ours) != 1 or not known.is_free(ours[0]):
        return match
    if squeezed(told.project.name) != squeezed(ours[0].project.name) or period_of(told) is None:
        return match
    if told.text or not reads_as_done(told.content):
        return match
    told.content, told.text = "", told.content
    known.told.add(id(ours[0]))
    return replace(match, tasks=((told, ours[0]),))


def sheets_of(matches: Iterable[Match]) -> set[str]:
    """Return the sheets of a document on which anything of the register stands; others are other lists."""
    pairs = (pair for match in matches for pair in match.tasks)
    return {told.origin.sheet for told, twin in pairs if twin is not None}


def take_project(work: Additions, match: Match, places: Places, is_of_register: bool) -> None:
    """Compare a project, and note which of its tasks the register lacks.

    Of a sheet with nothing of the register the projects are not told one by one: they stand on 待核对.
    """
    if match.same is not None:
        work.differences += compare_project(match.told, work.standing.project(match.same), places)
    if match.same is None and not any(twin for _, twin in match.tasks):
        if not is_of_register:
            return
        work.differences.append(missing("project", match.told.name, places.of_name(match.told)))
        return
    for told, twin in match.tasks:
        if twin is None and (places.says(told, "content") or not says_content(told)):
            printed = told.figures.name if told.figures else ""
            text = told.content if says_content(told) else printed or told.text or told.content
            name = "content" if says_content(told) else "indicator_name" if printed else "text"
            kind = "indicator" if name == "indicator_name" else "task"
            work.differences.append(missing(kind, text, places.of(told, name)))


def missing(name: str, text: str, origin: Origin) -> Difference:
    """Return the difference that the register lacks a project or task."""
    return Difference(KINDS[name], KINDS[name].heading, text, origin)


def take_spans(work: Additions, match: Match, places: Places, period_of: PeriodOf) -> Match:
    """Note the reports on several tasks of the register at once; return a match without those.

    A task that has all the indicators of one of the register, and only of that, is that one.
    """
    free = [one for one in match.same.tasks if work.known.is_free(one)] if match.same else []
    left: list[tuple[DraftTask, DraftTask | None]] = []
    for told, twin in match.tasks:
        span = span_of(told, [work.standing.task(one) for one in free]) if free and twin is None else None
        if span is None or len(span.tasks) > 1:
            left += [(told, twin)] if span is None else []
        else:
            left.append((told, next(one for one in free if work.standing.task(one) is span.tasks[0])))
        if span is not None:
            free = [one for one in free if work.standing.task(one) not in span.tasks]
        if span is not None and len(span.tasks) > 1:
            take_span(work, told, span, places, period_of(told))
    return replace(match, tasks=tuple(left))


def take_span(work: Additions, told: DraftTask, span: Span, places: Places, period: Period | None) -> None:
    """Note a report on several tasks of the register."""
    work.matched[id(told)] = span.whole
    told.number, told.period = span.whole.number, period
    if period is None:
        work.undated += [told] if told.text else []
    elif period.year == work.standing.register.year:
        work.spans.append((span, Reports(period, span.whole, [told], places)))


def take_task(work: Additions, told: DraftTask, ours: Task, places: Places, period_of: PeriodOf) -> None:
    """Compare a task, and note what is reported on it, for earlier periods too."""
    work.differences += compare_task(told, ours, work.comparing, places)
    for report in (told, *told.more):
        work.matched[id(report)] = ours
        tidy_report(report)
        take_report(work, report, ours, places, period_of)


def take_report(work: Additions, told: DraftTask, ours: Task, places: Places, period_of: PeriodOf) -> None:
    """Note what is reported on a task for one period."""
    names = (*SAID, "manual_status")
    if not (any(getattr(told, name) for name in names) or (told.figures and told.figures.latest)):
        return
    period = period_of(told)
    if period is None:
        work.undated.append(told)
        return
    if period.year != work.standing.register.year:
        about, theirs = f"事项 {ours.number} {period}", told.text or told.content
        work.differences.append(Difference(KINDS["period"], about, theirs, places.of(told, "text")))
        return
    told.period = period
    work.places[id(told)] = places
    work.reports.setdefault((period, ours.number), Reports(period, ours)).told.append(told)


# ---------------------------------------------------------------- what the ledger leaves
def ledger_doubts(work: Additions, entries: Iterable[Entry]) -> Iterator[Doubt]:
    """Yield the pieces of a document that went nowhere, and those that a person must look at."""
    register = work.standing.register
    numbers = {one.number for one in register.tasks()} | {one.number for one in register.indicators()}
    for entry in entries:
        if not is_of_register(work, entry):
            if entry.text.strip() and says_more(work, entry):
                yield Doubt(entry.origin, entry.text.strip(), "没有采用", "低", NOT_OURS)
        elif entry.field.startswith(GOAL):
            yield Doubt(entry.origin, entry.text.strip(), "没有采用", "低", GOAL_LEFT)
        elif entry.reason and (entry.text.strip() or not (entry.task or entry.project)):
            text, placed = entry.text.strip(), place_of(entry).said
            if is_computed(entry.reason) or text in numbers:
                continue
            yield Doubt(entry.origin, text, placed, entry.confidence.value, entry.reason)


def is_of_register(work: Additions, entry: Entry) -> bool:
    """Return whether a piece is about a task or project of the register, or about none at all."""
    if entry.task is not None:
        return id(entry.task) in work.matched
    return entry.project is None or any(id(one) in work.matched for one in entry.project.tasks)


def says_more(work: Additions, entry: Entry) -> bool:
    """Return whether a piece says more than a number, or a name that the register has."""
    if entry.field in ("project_number", "number"):
        return False
    if entry.field == "project_name":
        return squeezed(entry.text) not in work.known.by_name
    names = [name.strip() for name in re.split(r"[、，\n]", entry.text)]
    return entry.field not in NAMES or not set(names) <= work.comparing.names


def as_it_went(work: Additions, entry: Entry) -> Entry:
    """Return a piece with where it went, which for one of another task or of no report is nowhere."""
    is_report = entry.field in OF_PROGRESS and entry.task is not None
    if is_of_register(work, entry) and not (is_report and id(entry.task) not in work.places):
        return entry
    return replace(entry, task=None, project=None, field="", placed="没有采用")


_NO_COLUMN = re.compile(r"台账没有“(.*)”这一栏", re.DOTALL)
#: Headings of what the register computes, as they are compared.
COMPUTED = tuple(
    spelling_of(heading)
    for column in INDICATORS.columns
    if column.kind is CellKind.FORMULA
    for heading in column.headings
)


def is_computed(reason: str) -> bool:
    """Return whether a piece stands in a column that the register computes, under a group's heading or not.

    >>> is_computed("台账没有“进展序时 进度”这一栏，没有采用"), is_computed("台账没有“预算”这一栏，没有采用")
    (True, False)
    """
    found = _NO_COLUMN.search(reason)
    heading = spelling_of(found[1]) if found else ""
    return bool(heading) and any(heading.endswith(one) for one in COMPUTED)


GOAL_LEFT = "季度目标没有写入，需要时请填在“指标”表的季度目标"
NOT_OURS = "台账里没有对应的项目、事项或指标，没有写入，请核对"


def as_doubt(one: Difference) -> Doubt:
    """Return a difference as a line of 待核对."""
    return Doubt(one.their_place, one.theirs, one.placed or "没有采用", "低", one.reason, one.our_place)


def without_repeats(doubts: Sequence[Doubt]) -> list[Doubt]:
    """Return doubts, each once; what a difference tells of a piece is not told in general again."""
    once = list({(one.origin, one.text, one.reason): one for one in reversed(doubts)}.values())[::-1]
    told = {(one.origin, squeezed(one.text)) for one in once if one.reason != NOT_OURS}
    return [one for one in once if one.reason != NOT_OURS or (one.origin, squeezed(one.text)) not in told]


def shortened(doubt: Doubt) -> list[Doubt]:
    """Return a doubt as lines whose texts fit a cell."""
    return [replace(doubt, text=text, reason=fitting(doubt.reason)) for text in pieces(doubt.text)]
