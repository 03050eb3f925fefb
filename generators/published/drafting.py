"""Documents become a draft of a register: rows for its sheets, and the ledger of where everything went."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import itemgetter

from generators.errors import RegisterError
from generators.model.indicator import IndicatorKind
from generators.model.origin import Origin
from generators.model.period import Period
from generators.model.settings import Settings
from generators.published.blanks import note_blanks
from generators.published.drafts import Collected, Confidence, DraftTask, Entry
from generators.published.furniture import is_furniture
from generators.published.goals import settle_goals
from generators.published.indicators import IndicatorFound, TaskFigures, figures_of, numeral, rate_differs
from generators.published.marks import mark_of
from generators.published.merging import merge
from generators.published.names import leaders_found, note_people, split_all, units_found, without_clashes
from generators.published.numbering import number_all
from generators.published.outline import is_title
from generators.published.prose import period_of, read_prose
from generators.published.tables import headings_met, read_tables
from generators.published.texts import quarters_in, region_in, year_in
from generators.published.told_deadlines import propose_deadlines, set_aside_deadlines
from generators.sources.blocks import Document, Paragraph
from generators.sources.refusals import refusal
from generators.sources.sheet_tables import HIDDEN

LONGEST_CELL = 32_000
#: Regions whose leaders a breakdown calls 分管市领导, and the layout that a draft for any other names.
OF_CITY, LAYOUT_OF_COUNTY = re.compile(r"(?:市|省|自治区|州|盟)$"), "县区任务分解表"
#: Stands in for the year of documents that are only looked at for tasks.
NO_YEAR = 2000
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A register not yet written: settings, rows by sheet in the order of the typed columns, and the ledger.

    ``keys`` gives, for each sheet, what each row is called in the ledger (事项编号, 指标编号, 单位 …).
    """

    settings: Settings
    rows: Rows
    entries: tuple[Entry, ...]
    keys: dict[str, list[str]] = field(default_factory=dict)

    @property
    def doubtful(self) -> tuple[Entry, ...]:
        """The pieces a person must look at."""
        return tuple(entry for entry in self.entries if entry.is_doubtful)


#: What a title of these documents speaks of.
_OF_WORKS = re.compile("实事|民生|惠民|任务|项目")


def draft_register(documents: Sequence[Document], region: str = "", year: int = 0) -> Draft:
    """Return the draft of a register that published documents say.

    The first document with tasks makes them; later ones add their progress to the tasks they tell of again,
    and tasks of their own. ``region`` and ``year`` are taken from the titles where they are not given.

    Raises WorkbookError when a document holds neither a table of tasks nor numbered prose (PUB-9),
    RegisterError when no title names a year (PUB-10).
    """
    titles = [text for document in documents for text in titles_of(document)]
    titles.sort(key=lambda text: _OF_WORKS.search(text) is None)  # a page is dated later than its year
    year = year or next(filter(None, map(year_in, titles)), 0)
    if not year:
        for document in documents:
            read_tasks(document, NO_YEAR)  # a file without tasks is the greater mistake
        raise RegisterError(refusal("PUB-10", documents[0].file).problems)
    region = region or next(filter(None, map(region_in, titles)), "")
    collected = Collected()
    for document in documents:
        merge(collected, read_tasks(document, year))
    draft = finished(collected, documents[0].file, region, year)
    return replace(draft, entries=in_reading_order(draft.entries, documents))


def in_reading_order(entries: Sequence[Entry], documents: Iterable[Document]) -> tuple[Entry, ...]:
    """Return entries in the order of the documents, those about no place of them last."""
    places = {
        origin: at for at, origin in enumerate(o for document in documents for o in origins_of(document))
    }
    return tuple(sorted(entries, key=lambda entry: places.get(entry.origin, len(places))))


def origins_of(document: Document) -> Iterator[Origin]:
    """Yield every place of a document in order, what stands outside the flow first."""
    yield from (aside.origin for aside in document.asides)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.origin
            continue
        for row in block.rows:
            yield from (cell.origin for cell in row.cells)
            yield row.origin


def titles_of(document: Document) -> Iterator[str]:
    """Yield the texts that may be the title of a document: short lines at its top, and its file's name."""
    for block in document.blocks[:15]:
        if isinstance(block, Paragraph):
            if len(block.text) < 80 and not is_furniture(block.text):
                yield block.text
        else:
            alone = (filled[0] for row in block.rows[:4] if len(filled := row.filled) == 1)
            yield from (cell.text for cell in alone)
    yield document.file.rpartition(".")[0]


def first_title(document: Document, says: Callable[[str], object]) -> str:
    """Return the first title inside a document that says something, '' where none does; its name is none."""
    *inside, _ = titles_of(document)
    return next((text for text in inside if is_title(text) and not mark_of(text) and says(text)), "")


def read_tasks(document: Document, year: int) -> Collected:
    """Return what one document says of tasks."""
    collected = Collected()
    for aside in document.asides:
        placed = aside.kind if aside.kind == HIDDEN else f"{aside.kind}，没有采用"
        collected.leave(aside.origin, aside.text, placed, ASIDE_REASONS.get(aside.kind, ""))
    tables = document.tables()
    found = read_tables(tables, collected, year, period_of(document, year)) if tables else 0
    if found:
        for paragraph in document.paragraphs():
            leave_beside_table(paragraph, collected)
    elif not read_prose(document, collected, year):
        raise refusal("PUB-9", document.file, found=headings_met(tables))
    note_periods(document, collected, year)
    return collected


def note_periods(document: Document, collected: Collected, year: int) -> None:
    """Note that a title names several periods, where reports were taken for one of them."""
    quarters = quarters_in(title := first_title(document, quarters_in))
    tasks = [task for project in collected.projects for task in project.tasks]
    told = {report.period.quarter for task in tasks for report in (task, *task.more) if report.period}
    if len(quarters) > 1 and told and not set(quarters) <= told:
        named = "、".join(str(Period(year, quarter)) for quarter in quarters)
        said = f"标题写了不止一期（{named}），进展暂按 {Period(year, min(told))}，请核对"
        collected.leave(Origin(document.file), title, "进展 期次", said)


#: What stands outside the flow and may matter.
ASIDE_REASONS = {
    "文本框": "文本框里的文字没有读进表格，请核对",
    "批注": "批注里可能有修改意见，请核对",
    "脚注": "脚注可能说明了某个事项，请核对",
    "尾注": "尾注可能说明了某个事项，请核对",
    "修订删除的文字": "文件里有没有接受的修订，已按接受处理，请核对",
    HIDDEN: "隐藏的行或工作表也读进来了，请核对要不要",
}


def leave_beside_table(paragraph: Paragraph, collected: Collected) -> None:
    """Note a paragraph of a document whose tasks stand in tables."""
    text = paragraph.text
    if is_furniture(text):
        collected.leave(paragraph.origin, text, "页面杂项，没有采用")
    elif is_title(text):
        collected.leave(paragraph.origin, text, "标题")
    else:
        collected.leave(paragraph.origin, text, "正文说明", "表格以外的正文没有写入台账，请核对")


def finished(collected: Collected, file: str, region: str, year: int) -> Draft:
    """Return the draft once all documents are read: numbers, names, indicators and rows."""
    number_all(collected.projects)
    tasks = [task for project in collected.projects for task in project.tasks]
    reports = [report for task in tasks for report in (task, *task.more)]
    for task in tasks:
        for report in task.more:
            report.number = task.number
    note_people(collected, split_all(reports))
    note_blanks(collected, tasks, Origin(file))
    propose_deadlines(collected, tasks, year, Origin(file))
    set_aside_deadlines(collected, tasks, year)
    rows: Rows = {"任务": [], "指标": [], "进展": [], "单位": [], "领导": []}
    keys: dict[str, list[str]] = {name: [] for name in rows}
    settle_goals(collected, tasks)
    add_tasks(collected, rows, keys)
    for task in tasks:
        add_indicators(collected, task, rows, keys)
    add_rate_doubts(collected, tasks)
    add_progress(collected, tasks, rows, keys)
    add_names(collected, tasks, rows, keys, Origin(file))
    cut_long(collected, rows, Origin(file))
    if not region:
        collected.entries.append(
            Entry(Origin(file), "", placed="设置 地区", reason="标题里没有地区名称，请在“设置”里填写")
        )
    periods = [report.period for report in reports if report.period is not None]
    layout = "" if OF_CITY.search(region) or not region else LAYOUT_OF_COUNTY
    settings = Settings(region=region, year=year, current_period=max(periods, default=None), layout=layout)
    return Draft(settings, rows, tuple(collected.entries), keys)


# ---------------------------------------------------------------- 任务
def add_tasks(collected: Collected, rows: Rows, keys: dict[str, list[str]]) -> None:
    """Add the rows of 任务; every row is written out, what is empty under something filled is 无."""
    tasks = [task for project in collected.projects for task in project.tasks]
    used = {name: any(getattr(task, name) for task in tasks)
            for name in ("deadline", "leaders", "lead_units", "supporting_units")}  # fmt: skip
    for task in tasks:
        project = task.project
        content, *told, remark = (
            fitting(collected, task.origin, text)
            for text in (task.content, *(getattr(task, name) for name in used), remark_of(task))
        )
        shared = [text or ("无" if used[name] else "") for name, text in zip(used, told)]
        rows["任务"].append((project.number, project.name, project.alias, task.number,
                            content, *shared, remark))  # fmt: skip
        keys["任务"].append(task.number)


def fitting(collected: Collected, origin: Origin, text: str) -> str:
    """Return a text that fits a cell; the rest of a longer one stands with the doubts, piece by piece."""
    for start in range(LONGEST_CELL, len(text), LONGEST_CELL):
        piece = text[start : start + LONGEST_CELL]
        collected.leave(origin, piece, "没有采用", "文字太长，一格放不下，后面的在这里")
    return text[:LONGEST_CELL]


def cut_long(collected: Collected, rows: Rows, origin: Origin) -> None:
    """Cut what else is too long for a cell: names read from a cell of tens of thousands of signs."""
    for name, typed in rows.items():
        for at, row in enumerate(typed):
            if any(isinstance(value, str) and len(value) > LONGEST_CELL for value in row):
                rows[name][at] = tuple(
                    fitting(collected, origin, value) if isinstance(value, str) else value for value in row
                )


def remark_of(task: DraftTask) -> str:
    """Return 备注 with the category of the project."""
    category = f"类别：{task.project.category}" if task.project.category else ""
    return "\n".join(filter(None, (category, task.remark)))


# ---------------------------------------------------------------- 指标 and 进展
def add_indicators(collected: Collected, task: DraftTask, rows: Rows, keys: dict[str, list[str]]) -> None:
    """Add the rows of 指标 of one task, with what its reports say of each."""
    said = [figures_of(report, task) for report in (task, *task.more)]
    for place, found in enumerate(said[0].indicators, 1):
        number = f"{task.number}.{place}"
        rows["指标"].append(indicator_row(task, number, place - 1, said))
        keys["指标"].append(number)
        for reason in (*without_rates(task, found.reasons), *found.warnings):
            entry = Entry(task.origin, "", task, None, f"指标:{number}", "", Confidence.MEDIUM, reason)
            collected.entries.append(entry)
    for report, figures in zip((task, *task.more), said):
        for reason in figures.reasons:
            collected.take(report.origin, "", report, "text", reason)


def rate_doubts(task: DraftTask) -> list[str]:
    """Return what to say of the rate that a number column states of a task."""
    figures = task.figures
    return rate_differs(figures.rate, numeral(figures.latest), numeral(figures.target)) if figures else []


def without_rates(task: DraftTask, reasons: Sequence[str]) -> Iterator[str]:
    """Yield the reasons but those of a stated rate, which stand at its cell."""
    wrong = rate_doubts(task)
    yield from (reason for reason in reasons if reason not in wrong)


def add_rate_doubts(collected: Collected, tasks: Sequence[DraftTask]) -> None:
    """Note at the cells of stated rates that they are not the computed ones."""
    wrong = {id(task): reasons[0] for task in tasks if (reasons := rate_doubts(task))}
    for at, one in enumerate(collected.entries):
        if one.field == "rate" and id(one.task) in wrong:
            reason = wrong[id(one.task)]
            collected.entries[at] = replace(one, confidence=Confidence.MEDIUM, reason=reason)


def indicator_row(
    task: DraftTask, number: str, place: int, said: Sequence[TaskFigures]
) -> tuple[object, ...]:
    """Return one row of 指标: task, number, name …, four quarter targets, four cumulative figures, remark."""
    found = said[0].indicators[place]
    cumulative: list[Decimal | str | None] = [None] * 4
    for report, figures in zip((task, *task.more), said):
        same = same_indicator(found, place, said[0].indicators, figures.indicators)
        if report.period is not None and same is not None:
            cumulative[report.period.quarter - 1] = same.reported
    has_target = found.kind is not IndicatorKind.ONGOING
    return (
        task.number, number, found.name, found.unit_of_measure, found.kind,
        found.comparator if has_target else None, found.target, found.target_max, found.base, None,
        *(task.steps.get((place, quarter)) for quarter in (1, 2, 3, 4)), *cumulative, found.remark,
    )  # fmt: skip


def same_indicator(found: IndicatorFound, place: int, all_found: Sequence[IndicatorFound],
                   reported: Sequence[IndicatorFound]) -> IndicatorFound | None:  # fmt: skip
    """Return what a report says of an indicator: at its place, or by name where number columns add some."""
    if len(all_found) == len(reported):
        return reported[place]
    return next((one for one in reported if (one.name, one.target) == (found.name, found.target)), None)


def add_progress(collected: Collected, tasks: Sequence[DraftTask], rows: Rows,
                 keys: dict[str, list[str]]) -> None:  # fmt: skip
    """Add the rows of 进展, one a task and period: what several documents tell of the same one is joined."""
    for task in tasks:
        by_period: dict[str, list[DraftTask]] = {}
        for report in (task, *task.more):
            if report.text or report.difficulty or report.next_step:
                by_period.setdefault(str(report.period or ""), []).append(report)
        for period, reports in sorted(by_period.items(), key=itemgetter(0)):
            rows["进展"].append(progress_row(collected, period, task.number, reports))
            keys["进展"].append(f"{period} {task.number}")


def progress_row(collected: Collected, period: str, number: str, reports: Sequence[DraftTask]
                 ) -> tuple[object, ...]:  # fmt: skip
    """Return one row of 进展."""
    names = ("text", "difficulty", "next_step", "manual_status")
    told = ("\n".join(filter(None, dict.fromkeys(getattr(one, name) for one in reports))) for name in names)
    source = "、".join(dict.fromkeys(one.origin.file for one in reports))
    fitted = (fitting(collected, reports[0].origin, text) for text in told)
    return (period, number, *fitted, "", "", "", "", None, source)


# ---------------------------------------------------------------- 单位 and 领导
def add_names(collected: Collected, tasks: Sequence[DraftTask], rows: Rows, keys: dict[str, list[str]],
              origin: Origin) -> None:  # fmt: skip
    """Add the rows of 单位 and 领导."""
    for unit in without_clashes(units_found(tasks)):
        rows["单位"].append((unit.name, "、".join(unit.aliases), unit.category, ""))
        keys["单位"].append(unit.name)
        if unit.reason:
            entry = Entry(origin, "", None, None, f"单位:{unit.name}", "", Confidence.MEDIUM, unit.reason)
            collected.entries.append(entry)
    for name in leaders_found(tasks):
        rows["领导"].append((name,))
        keys["领导"].append(name)
