"""What a row of numbers says in sentences: works side by side, shares of places, indicators by name."""

from __future__ import annotations

from collections.abc import Iterator

from generators.model.period import Period, quarter_of
from generators.published.drafts import DraftTask, Figures
from generators.published.head_fields import EARLIER
from generators.published.heads import HeadColumn
from generators.published.measures import (
    TOLD_LATEST,
    TOLD_PART,
    TOLD_RATE,
    TOLD_TARGET,
    amount_of,
    name_and_unit,
    told,
)
from generators.published.reading_rows import Cells, TableReading
from generators.published.texts import months_in, period_in, tidy, year_in
from generators.registers.parsing import NONE_MARKS
from generators.registers.spelling import without_spaces

#: The field of a task that each kind of number goes to, and what stands before the sentence there.
GOES_TO = {TOLD_TARGET: ("content", ""), TOLD_LATEST: ("text", ""), TOLD_PART: ("remark", "其中：")}
Texts = dict[str, str]


def take_told(reading: TableReading, task: DraftTask, cells: Cells, texts: Texts) -> None:
    """Give a task the numbers of a row as sentences: what is to be done, what is done, shares of places."""
    pieces: dict[str, list[str]] = {}
    for kind, name in kinds_of(cells):
        (cell, column), text = cells[name], texts.get(name, "").strip()
        if kind == TOLD_RATE or text in NONE_MARKS:
            reading.collected.leave(cell.origin, text, "完成率，由系统计算" if kind == TOLD_RATE else "没有")
        elif text:
            field, _ = GOES_TO[kind]
            unit = column.unit or without_spaces(texts.get("unit_of_measure", ""))
            pieces.setdefault(kind, []).append(told(column.subject, text, unit))
            reading.collected.take(cell.origin, text, task, field)
    for kind, said in pieces.items():
        field, before = GOES_TO[kind]
        add_sentence(task, field, before + "，".join(said) + "。")
        reading.told = reading.told or kind != TOLD_PART
    if TOLD_LATEST in pieces:
        task.period = reading.period


def kinds_of(cells: Cells) -> Iterator[tuple[str, str]]:
    """Yield what the numbers of a row tell, with the name of each cell."""
    for name in cells:
        kind = name.partition(":")[0]
        if kind in GOES_TO or kind == TOLD_RATE:
            yield kind, name


def add_sentence(task: DraftTask, field: str, sentence: str) -> None:
    """Add a sentence to a field of a task, on a line of its own."""
    setattr(task, field, "\n".join(filter(None, (getattr(task, field), sentence))))


def take_earlier(reading: TableReading, task: DraftTask, cells: Cells, texts: Texts) -> None:
    """Give a task what columns of earlier periods report, each a report of its own."""
    for name, (cell, column) in cells.items():
        text = texts.get(name, "")
        if name.startswith(EARLIER) and text.strip():
            report = DraftTask(task.project, text=tidy(text), period=period_of(reading, column))
            report.origin = cell.origin
            task.more.append(report)
            reading.collected.take(cell.origin, text, report, "text")


def period_of(reading: TableReading, column: HeadColumn) -> Period | None:
    """Return the period of a column of progress: what its heading says, then the title of the table."""
    months = months_in(column.heading)
    if months:
        return Period(year_in(column.heading) or reading.year, quarter_of(months))
    return reading.period or period_in(column.heading, reading.year)


# ---------------------------------------------------------------- indicators by name
def amount_and_unit(reading: TableReading, texts: Texts, name: str) -> tuple[str, str]:
    """Return the number of a cell and its unit: its own, that of the unit column, that of the heading."""
    number, own = amount_of(texts.get(name, "")) or (without_spaces(texts.get(name, "")), "")
    stated = without_spaces(texts.get("unit_of_measure", ""))
    heading = next((one.unit for one in reading.head.columns if one.field == name), "")
    return number, stated or own or ("" if name == "rate" else heading)


def measured(figures: Figures) -> Figures:
    """Return figures with the unit of measure that stands in their name or behind their numbers.

    >>> measured(Figures("参保率", "", "95%", "93.5%"))
    Figures(name='参保率', unit_of_measure='%', target='95', latest='93.5', rate='')
    >>> measured(Figures("新建公园（个）", "", "3"))
    Figures(name='新建公园', unit_of_measure='个', target='3', latest='', rate='')
    """
    name, own = name_and_unit(figures.name)
    unit = figures.unit_of_measure or own
    if not unit and (figures.target or figures.latest).endswith("%"):
        unit = "%"
    sign = "%" if unit == "%" else ""
    target, latest = figures.target.removesuffix(sign), figures.latest.removesuffix(sign)
    return Figures(name if own == unit else figures.name, unit, target, latest, figures.rate)


def name_by_indicator(reading: TableReading, task: DraftTask) -> None:
    """Give a task that is only an indicator its name and a sentence: what is counted, how much of it."""
    figures = task.figures
    if figures is None or not figures.name or reading.has("content"):
        return
    task.project.name = task.project.name or figures.name
    amount, unit = figures.target, figures.unit_of_measure
    task.content = told(figures.name, amount, unit) if amount else figures.name
    reading.told = True
