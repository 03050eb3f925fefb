"""按单位: the lead units ranked by the mean completion of the indicators they lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from generators.documents.counting import RATE, counting_columns, counting_values
from generators.documents.standing import ProjectStanding
from generators.figures.amounts import NOTHING
from generators.figures.completion import Assessment
from generators.figures.formulas import quoted
from generators.figures.ranking import mean, rank
from generators.model.settings import Settings
from generators.page import Align, Column, Formula, Sheet, Table, TableRow, Value

NAME = "按单位"
PLACE, UNIT = "汇总.排名", "任务.牵头单位全称"
#: Between the units of one cell of 明细; no name holds it, while 、 stands inside 各县（市）、区.
BETWEEN = "；"


def unit_sheet(standing: Sequence[ProjectStanding], settings: Settings, detail: str) -> Sheet:
    """Return the sheet: a row a lead unit, best first, those without a rate last; equals share a place.

    An indicator with two lead units counts in full for each (domain: every lead reports the whole).
    """
    columns = (
        Column("排名", 14, PLACE, align=Align.CENTER),
        Column("牵头单位", 48, UNIT),
        *counting_columns(settings),
    )
    led = _led_by(standing)
    places = _places(led)
    order = sorted(led, key=lambda unit: places.get(unit, len(led) + 1))
    last = len(order) - 1
    rows = tuple(
        TableRow((_place(unit, places, last), unit, *_counts(unit, led[unit], settings, detail)), group)
        for group, unit in enumerate(order)
    )
    return Sheet(NAME, Table(columns, rows, "各牵头单位指标完成情况"), merged=False)


def _led_by(standing: Iterable[ProjectStanding]) -> dict[str, list[Assessment]]:
    """Return the assessments of the indicators that each unit leads, units in the order they appear."""
    led: dict[str, list[Assessment]] = {}
    for project in standing:
        for task in project.tasks:
            for unit in task.leads:
                led.setdefault(unit, []).extend(found for _, found in task.indicators)
    return led


def _places(led: dict[str, list[Assessment]]) -> dict[str, int]:
    """Return the place of each unit that has a rate at all."""
    means = ((unit, mean(one.rate for one in found)) for unit, found in led.items())
    return {entry.name: entry.place for entry in rank((unit, m) for unit, m in means if m is not None)}


def _place(unit: str, places: dict[str, int], last: int) -> Formula:
    column = f"{{{RATE}:0:{last}}}"
    text = f'=IF(ISNUMBER({{{RATE}}}),RANK({{{RATE}}},{column}),"{NOTHING}")'
    return Formula(text, Decimal(places[unit]) if unit in places else NOTHING)


def _counts(unit: str, found: list[Assessment], settings: Settings, detail: str) -> tuple[Value, ...]:
    """Return the figures of a unit; it is looked for between ；, so that 市教育局 is not 市教育局分局."""
    sign = quoted(BETWEEN)
    condition = f"ISNUMBER(FIND({sign}&{{{UNIT}}}&{sign},{sign}&{{{detail}!{UNIT}}}&{sign}))"
    return counting_values(found, condition, detail, settings)
