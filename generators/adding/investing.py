"""What reports tell of money, laid over 投资: blanks filled, rows added, what differs told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generators.adding.additions import Additions, Doubt, Fill, Reports
from generators.extraction.sentences import squeezed
from generators.model.register import Investment, Register
from generators.model.task import Task
from generators.published.drafts import DraftProject, DraftTask
from generators.published.investments import DONE, investment_of
from generators.registers.places import origin_of
from generators.registers.sheets import INVESTMENTS

SEVERAL = "项目有几个事项，台账的“投资”按项目填写，没有写入，请核对后填在“投资”表"


def settle_investment(work: Additions, told: DraftTask, reports: Reports) -> None:
    """Note what a report and the content it repeats say of money."""
    task, quarter = reports.task, reports.period.quarter
    money = investment_of(told, DraftTask(DraftProject(), told.content or task.content))
    place = work.places[id(told)].of(told, "text")
    placed = f"{INVESTMENTS.name} {task.number}"
    work.doubts += (Doubt(place, told.text, placed, "中", reason) for reason in money.reasons)
    document = squeezed(told.content + told.text)
    for name, value in money.amounts.items():
        if squeezed(money.said[name]) not in document:
            continue  # the register's own content says it
        field = f"{name}_{quarter}" if name == DONE else name
        heading = INVESTMENTS.column(field).heading
        fill = Fill(value, place, money.said[name], f"{placed} {heading}")
        work.doubts += settle_amount(work, task, field, fill)


def settle_amount(work: Additions, task: Task, field: str, fill: Fill) -> Iterator[Doubt]:
    """Fill one amount in, or yield why it is not."""
    row = row_of(work.standing.register, task)
    if row is None:
        yield from settle_new(work, task, field, fill)
    elif row.number != task.number and not is_alone(work.standing.register, task):
        yield Doubt(fill.origin, fill.said, fill.placed, "低", SEVERAL, origin_of(row.origin, field))
    elif (standing := amount_in(row, field)) is None:
        yield from settle_blank(work, row, field, fill)
    elif standing != fill.value:
        yield replace(differing(fill, standing), about=origin_of(row.origin, field))


def settle_new(work: Additions, task: Task, field: str, fill: Fill) -> Iterator[Doubt]:
    """Add an amount to the new row of a task; yield a doubt where another document told another one."""
    before = work.amounts.setdefault(task.number, {}).setdefault(field, fill)
    if before.value != fill.value:
        yield differing(fill, before.value)


def settle_blank(work: Additions, row: Investment, field: str, fill: Fill) -> Iterator[Doubt]:
    """Fill a blank cell; yield a doubt where another document told another amount."""
    before = work.cells.setdefault((row.origin, field), fill)
    if before.value != fill.value:
        yield differing(fill, before.value)


def differing(fill: Fill, standing: Decimal | str) -> Doubt:
    """Return what to say of an amount that is not the one that stands."""
    reason = f"“投资”已填 {standing} 万元，文件写的是 {fill.value} 万元，台账没有改动，请核对"
    return Doubt(fill.origin, fill.said, fill.placed, "低", reason)


def row_of(register: Register, task: Task) -> Investment | None:
    """Return the row of 投资 about a task, or about its project."""
    rows = {one.number: one for one in reversed(register.investments)}
    project = next(one for one in register.projects if task in one.tasks)
    return rows.get(task.number) or rows.get(project.number)


def is_alone(register: Register, task: Task) -> bool:
    """Return whether a task is the only one of its project."""
    return any(task in one.tasks and len(one.tasks) == 1 for one in register.projects)


def amount_in(row: Investment, field: str) -> Decimal | None:
    """Return what stands in a field of 投资."""
    name, _, quarter = field.partition("_")
    found: Decimal | None = row.invested[int(quarter) - 1] if name == DONE else getattr(row, name)
    return found
