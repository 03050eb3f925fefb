"""What a later document adds to a register: progress and figures for blank cells; the rest is only told.

Nothing that stands in a cell is ever changed. Where a document says something else, both texts are kept: the
register's in its cell, the document's among the differences and on 待核对.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generators.extraction.sentences import squeezed
from generators.model.indicator import Figure as Typed
from generators.model.indicator import FourFigures
from generators.model.origin import Origin
from generators.model.period import Period
from generators.model.status import parse_status
from generators.model.task import Progress, Task
from generators.published.comparing import Comparing, Places, compare_project, compare_task, of_indicator
from generators.published.differences import KINDS, Difference
from generators.published.drafting import LONGEST_CELL
from generators.published.drafts import Collected, DraftProject, DraftTask, Entry
from generators.published.indicators import STAGE_WORDS, rate_differs
from generators.published.matching import Known, same_project, same_task, says_content
from generators.published.mixed import Part, cut_as_promised, recut
from generators.published.names import split_all
from generators.published.reported import Figure, figures_reported
from generators.published.standing import Standing
from generators.published.writing import place_of
from generators.registers.check_figures import SUMMED, is_falling
from generators.registers.places import origin_of

#: What a report may say of a task for a period, in the order of 进展.
SAID = ("text", "difficulty", "next_step", "manual_status")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One line for 待核对: where it comes from, the text, where it went, how certain, and why to look."""

    origin: Origin
    text: str
    placed: str
    confidence: str
    reason: str
    about: Origin | None = None


@dataclass
class Reports:
    """What documents report on one task for one period."""

    period: Period
    task: Task
    told: list[DraftTask] = field(default_factory=list)

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
    """

    standing: Standing
    known: Known
    comparing: Comparing
    cells: dict[tuple[Origin, str], Decimal | str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    reports: dict[tuple[Period, str], Reports] = field(default_factory=dict)
    matched: dict[int, Task] = field(default_factory=dict)
    places: dict[int, Places] = field(default_factory=dict)
    figures: dict[str, FourFigures] = field(default_factory=dict)
    printed: set[tuple[str, int]] = field(default_factory=set)
    undated: list[DraftTask] = field(default_factory=list)


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
    split_all(
        [task for project in document.projects for task in project.tasks], tuple(work.comparing.full_names)
    )
    matches = find_matches(work.known, document)
    if part.is_prose:
        pairs = [(told, twin) for match in matches for told, twin in match.tasks if twin]
        document.entries = recut(
            document.entries, {id(told): cut_as_promised(told, twin.content) for told, twin in pairs}
        )
    places = Places.in_ledger(document)
    for match in matches:
        take_project(work, match, places)
        for told, twin in match.tasks:
            if twin is not None:
                take_task(work, told, work.standing.task(twin), places, period_of)
        for told, _ in match.tasks:
            ours = work.matched.get(id(told))
            told.number = ours.number if ours else told.number
        match.told.number = match.same.number if match.same else match.told.number


def take_project(work: Additions, match: Match, places: Places) -> None:
    """Compare a project, and note which of its tasks the register lacks."""
    if match.same is not None:
        work.differences += compare_project(match.told, work.standing.project(match.same), places)
    if match.same is None and not any(twin for _, twin in match.tasks):
        work.differences.append(missing("project", match.told.name, places.of_name(match.told)))
        return
    for told, twin in match.tasks:
        if twin is None:
            printed = told.figures.name if told.figures else ""
            text = told.content if says_content(told) else printed or told.text or told.content
            name = "content" if says_content(told) else "indicator_name" if printed else "text"
            kind = "indicator" if name == "indicator_name" else "task"
            work.differences.append(missing(kind, text, places.of(told, name)))


def missing(name: str, text: str, origin: Origin) -> Difference:
    """Return the difference that the register lacks a project or task."""
    return Difference(KINDS[name], KINDS[name].heading, text, origin)


def take_task(work: Additions, told: DraftTask, ours: Task, places: Places, period_of: PeriodOf) -> None:
    """Compare a task, and note what is reported on it."""
    work.matched[id(told)] = ours
    work.differences += compare_task(told, ours, work.comparing, places)
    if not (any(getattr(told, name) for name in SAID) or (told.figures and told.figures.latest)):
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


# ---------------------------------------------------------------- 进展
def settle(work: Additions) -> None:
    """Work out what the gathered reports add to 进展 and 指标, and where they differ from it."""
    for reports in work.reports.values():
        settle_progress(work, reports)
        for told in sorted(reports.told, key=lambda one: one.figures is None):
            settle_figures(work, told, reports)


def settle_progress(work: Additions, reports: Reports) -> None:
    """Add a row for a period that has none, fill the blanks of one that is there, or note what differs."""
    standing = [one for one in reports.task.progress if one.period == reports.period]
    if not any(reports.joined(name) for name in SAID):
        return
    if not standing:
        row = {name: fitting(work, reports, name) for name in SAID}
        if row["manual_status"] and parse_status(row["manual_status"]) is None:
            place = work.places[id(reports.told[0])].of(reports.told[0], "manual_status")
            work.doubts.append(Doubt(place, row["manual_status"], "没有采用", "低", UNKNOWN_STATUS))
            row["manual_status"] = ""
        number = reports.task.number
        work.rows.append(
            {"period": str(reports.period), "task_number": number, **row, "source": reports.source}
        )
        return
    for told in reports.told:
        for name in SAID:
            settle_field(work, reports, told, name, standing)


def fitting(work: Additions, reports: Reports, name: str) -> str:
    """Return a text that fits a cell; the rest of a longer one stands on 待核对, piece by piece."""
    text = reports.joined(name)
    for start in range(LONGEST_CELL, len(text), LONGEST_CELL):
        origin, piece = reports.told[0].origin, text[start : start + LONGEST_CELL]
        placed, reason = "没有采用", "文字太长，一格放不下，后面的在这里"
        work.doubts.append(Doubt(origin, piece, placed, "低", reason))
    return text[:LONGEST_CELL]


def settle_field(work: Additions, reports: Reports, told: DraftTask, name: str,
                 standing: Sequence[Progress]) -> None:  # fmt: skip
    """Fill one blank cell of a row of 进展, or note what differs from it."""
    theirs = getattr(told, name)
    owns = [own_text(one, name) for one in standing]
    if not theirs or any(says_all(own, theirs) for own in owns):
        return
    first = standing[0]
    if not any(owns):
        before = str(work.cells.get((first.origin, name), ""))
        work.cells[first.origin, name] = "\n".join(filter(None, (before, theirs)))[:LONGEST_CELL]
        return
    kind, number, place = KINDS[name], reports.task.number, work.places[id(told)].of(told, name)
    work.differences.append(Difference(
        kind, f"事项 {number} {reports.period}", theirs, place, "\n".join(filter(None, owns)),
        origin_of(first.origin, name), f"进展 {reports.period} {number} {kind.heading}",
    ))  # fmt: skip


def own_text(row: Progress, name: str) -> str:
    """Return what a row of 进展 says in one field."""
    return row.manual_status_text if name == "manual_status" else str(getattr(row, name))


def says_all(ours: str, theirs: str) -> bool:
    """Return whether every line of a text is one of another, spaces aside; how it is broken does not matter.

    >>> says_all("甲。\\n乙。", "乙。"), says_all("建成10个", "建成1个"), says_all("甲。乙。", "甲。\\n乙。")
    (True, False, True)
    """
    if squeezed(ours) == squeezed(theirs):
        return True
    lines = {squeezed(line) for line in ours.split("\n")}
    return all(squeezed(line) in lines for line in theirs.split("\n") if line.strip())


# ---------------------------------------------------------------- 指标
def settle_figures(work: Additions, told: DraftTask, reports: Reports) -> None:
    """Fill the blank figures of a quarter that a report tells, and note what differs or is not clear."""
    found = figures_reported(told, reports.task)
    places = work.places[id(told)]
    placed = f"进展 {reports.period} {reports.task.number} 进展情况"
    for reason in found.reasons:
        work.doubts.append(Doubt(places.of(told, "text"), told.text, placed, "中", reason))
    for one in found.figures:
        place = one.indicator.number, reports.period.quarter
        if one.is_printed:
            work.printed.add(place)
        if one.is_printed or place not in work.printed:  # number columns are surer than sentences
            settle_figure(work, told, one, reports.period, places)


def settle_figure(work: Additions, told: DraftTask, one: Figure, period: Period, places: Places) -> None:
    """Fill one figure, or note why it is not filled."""
    indicator, column = one.indicator, f"cumulative_{period.quarter}"
    figures = work.figures.get(indicator.number, indicator.cumulative)
    standing = figures[period.quarter - 1]
    source = "latest" if one.is_printed else "text"
    for said in rate_differs(one.rate, number_in(one.value), number_in(indicator.target)):
        work.differences.append(
            of_indicator("rate", told, indicator, f"{one.rate}%", said, places,
                         "rate" if one.is_printed else "text", column))  # fmt: skip
    if one.value is None or standing == one.value:
        return
    kind = why_not(one, figures, period)
    if kind == "unit_of_measure":
        work.differences.append(
            of_indicator(kind, told, indicator, one.said, indicator.unit_of_measure, places, source)
        )
    elif kind:
        work.differences.append(of_indicator(
            kind, told, indicator, one.said, spoken(standing) or others(figures), places, source, column,
        ))  # fmt: skip
    elif standing is None:
        fill_figure(work, told, one, period, places, source)


def number_in(figure: Typed) -> Decimal | None:
    """Return a figure if it is a number."""
    return figure if isinstance(figure, Decimal) else None


def why_not(one: Figure, figures: FourFigures, period: Period) -> str:
    """Return the kind of difference that keeps a figure from being filled, '' if nothing does."""
    standing, value, indicator = figures[period.quarter - 1], one.value, one.indicator
    if standing is not None:
        vague = isinstance(value, str) and standing not in STAGE_WORDS.values()
        return "" if vague else "latest"
    if one.unit and indicator.unit_of_measure and one.unit != indicator.unit_of_measure:
        return "unit_of_measure"
    if indicator.kind in SUMMED and is_falling(with_figure(figures, period.quarter, value)):
        return "falling"
    return ""


def with_figure(figures: FourFigures, quarter: int, value: Typed) -> FourFigures:
    """Return four figures with one of them another."""
    first, second, third, fourth = (
        value if place == quarter else old for place, old in enumerate(figures, 1)
    )
    return first, second, third, fourth


def spoken(figure: Typed) -> str:
    """Return a figure as text, '' for none."""
    return "" if figure is None else f"{figure}"


def others(figures: FourFigures) -> str:
    """Return the figures of other quarters as text."""
    return "、".join(f"{quarter}季度 {one}" for quarter, one in enumerate(figures, 1) if one is not None)


def fill_figure(work: Additions, told: DraftTask, one: Figure, period: Period, places: Places,
                source: str) -> None:  # fmt: skip
    """Fill a figure; one of a single quarter is only told, one that was added up is told too."""
    indicator, column = one.indicator, f"cumulative_{period.quarter}"
    origin, about = places.of(told, source), origin_of(indicator.origin, column)
    placed = f"指标 {indicator.number} {period.cumulative_name}累计"
    if one.is_of_quarter and period.quarter > 1 and indicator.kind in SUMMED:
        reason = f"“{one.value}”写的是单季的数，不是1月以来的累计数，没有填写，请核对后填写累计数"
        work.doubts.append(Doubt(origin, one.said, placed, "低", reason, about))
        return
    reasons = [*one.warnings]
    if one.is_sum:
        reasons.append(f"填写的 {one.value} 是几个数加起来的，请核对")
    work.doubts += (Doubt(origin, one.said, placed, "中", reason, about) for reason in reasons)
    assert one.value is not None
    work.cells[indicator.origin, column] = one.value
    before = work.figures.get(indicator.number, indicator.cumulative)
    work.figures[indicator.number] = with_figure(before, period.quarter, one.value)


# ---------------------------------------------------------------- what the ledger leaves
def ledger_doubts(work: Additions, entries: Iterable[Entry]) -> Iterator[Doubt]:
    """Yield the pieces of a document that went nowhere, and those that a person must look at."""
    for entry in entries:
        is_ours = entry.task is not None and id(entry.task) in work.matched
        of_ours = entry.project is not None and any(id(one) in work.matched for one in entry.project.tasks)
        if (entry.task or entry.project) and not (is_ours or of_ours):
            if entry.text.strip():
                yield Doubt(entry.origin, entry.text.strip(), "没有采用", "低", NOT_OURS)
        elif entry.reason and (entry.text.strip() or not (entry.task or entry.project)):
            text, placed = entry.text.strip(), place_of(entry).said
            yield Doubt(entry.origin, text, placed, entry.confidence.value, entry.reason)


UNKNOWN_STATUS = "不是台账用的状态，没有写入，需要时请在“进展”表人工认定"
NOT_OURS = "台账里没有对应的项目、事项或指标，没有写入，请核对"


def as_doubt(one: Difference) -> Doubt:
    """Return a difference as a line of 待核对."""
    return Doubt(one.their_place, one.theirs, one.placed or "没有采用", "低", one.reason, one.our_place)


def without_repeats(doubts: Sequence[Doubt]) -> list[Doubt]:
    """Return doubts, each once."""
    return list({(one.origin, one.text, one.reason): one for one in reversed(doubts)}.values())[::-1]


def shortened(doubt: Doubt) -> list[Doubt]:
    """Return a doubt as lines whose texts fit a cell."""
    texts = [doubt.text[at : at + LONGEST_CELL] for at in range(0, len(doubt.text), LONGEST_CELL)] or [""]
    return [replace(doubt, text=text, reason=doubt.reason[:LONGEST_CELL]) for text in texts]
