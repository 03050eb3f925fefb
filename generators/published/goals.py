"""季度目标: what a table wants of a task by the end of each quarter, for 指标 where it is a number of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generators.model.indicator import IndicatorKind
from generators.model.period import QUARTER_NAMES
from generators.published.drafts import Collected, Confidence, DraftTask, Entry
from generators.published.head_fields import GOAL
from generators.published.indicators import STAGE_WORDS, IndicatorFound, figures_of, numeral
from generators.published.measures import amount_of
from generators.published.reading_rows import Cells, TableReading
from generators.published.texts import tidy
from generators.registers.parsing import NONE_MARKS

INCREMENTS = "各季度的数加起来是全年目标，像是每季新增数，不是累计数，已写入备注，请核对"
FALLING = "季度目标不是逐季增加，或超过全年目标，请核对是不是累计数"


@dataclass(frozen=True, slots=True)
class Steps:
    """What goals say of one indicator: its place in the task, figures by quarter, and why to look at them."""

    place: int = 0
    figures: Mapping[int, Decimal | str] = field(default_factory=dict)
    reason: str = ""


def take_goals(reading: TableReading, task: DraftTask, cells: Cells, texts: dict[str, str]) -> None:
    """Give a task what the columns of a row want of it by the end of each quarter."""
    for name, (cell, _) in cells.items():
        text = texts.get(name, "").strip()
        if name.startswith(GOAL) and text:
            if text not in NONE_MARKS:
                task.goals[int(name[len(GOAL) :])] = tidy(text)
            reading.collected.take(cell.origin, text, task, name)


def settle_goals(collected: Collected, tasks: Sequence[DraftTask]) -> None:
    """Give the goals of tasks to their indicators, or to 备注 where they are words or of no certain one."""
    found = {id(task): steps_of(task) for task in tasks if task.goals}
    for task in (task for task in tasks if task.goals):
        steps = found[id(task)]
        task.steps = {(steps.place, quarter): step for quarter, step in steps.figures.items()}
        task.remark = "\n".join(filter(None, (task.remark, *told(task, steps))))
    for at, entry in enumerate(collected.entries):
        if entry.task is not None and entry.field.startswith(GOAL):
            steps = found.get(id(entry.task), Steps())
            collected.entries[at] = placed(entry, entry.task.number, steps)


def told(task: DraftTask, steps: Steps) -> Iterator[str]:
    """Yield the lines of 备注 for the goals that went to no indicator."""
    for quarter, text in sorted(task.goals.items()):
        if quarter not in steps.figures:
            yield f"{QUARTER_NAMES[quarter - 1]}目标：{text}"


def placed(entry: Entry, number: str, steps: Steps) -> Entry:
    """Return the entry of a goal with the cell it went to, of the task of a number."""
    quarter = int(entry.field[len(GOAL) :])
    is_step = quarter in steps.figures
    field = f"指标:{number}.{steps.place + 1}:quarter_target_{quarter}" if is_step else "remark"
    confidence = Confidence.MEDIUM if steps.reason else entry.confidence
    return replace(entry, field=field, reason=steps.reason, confidence=confidence)


def steps_of(task: DraftTask) -> Steps:
    """Return what the goals of a task say of one of its indicators."""
    found = figures_of(task).indicators
    stages = {quarter: text for quarter, text in task.goals.items() if text in STAGE_WORDS.values()}
    works = [at for at, one in enumerate(found) if one.kind is IndicatorKind.MILESTONE]
    if stages and len(works) == 1:
        return Steps(works[0], dict(stages))
    amounts = {quarter: amount for quarter, text in task.goals.items() if (amount := amount_of(text))}
    typed = {quarter: numeral(number) for quarter, (number, _) in amounts.items()}
    numbers = {quarter: number for quarter, number in sorted(typed.items()) if number is not None}
    units = {unit for _, unit in amounts.values() if unit}
    places = [at for at, one in enumerate(found) if is_counted(one, units)]
    if not numbers or len(places) != 1:
        return Steps()
    return in_order(places[0], numbers, found[places[0]].target)


def in_order(place: int, numbers: dict[int, Decimal], target: object) -> Steps:
    """Return goals in numbers as steps of an indicator, where they can be cumulative."""
    values = list(numbers.values())
    if values[-1] != target and sum(values) == target:
        return Steps(reason=INCREMENTS)
    is_rising = values == sorted(values) and (not isinstance(target, Decimal) or values[-1] <= target)
    return Steps(place, dict(numbers), "" if is_rising else FALLING)


def is_counted(one: IndicatorFound, units: set[str]) -> bool:
    """Return whether an indicator is counted in the unit of goals, and no part of another."""
    if one.target is None or isinstance(one.target, str) or one.remark:
        return False
    return not units or units == {one.unit_of_measure}
