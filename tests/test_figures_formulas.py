"""The formulas of a worksheet and the figures in Python are the same rules: LibreOffice is the judge."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from generators.figures.completion import Assessment, assess, latest_figure
from generators.figures.formulas import (
    GENERAL,
    STAGES_LITERAL,
    Templates,
    fill,
    latest_template,
    templates_for,
)
from generators.figures.schedule import scheduled_share
from generators.figures.stages import STAGE_TEXT, STAGES
from generators.figures.status import status_text
from generators.model.indicator import Comparator, Figure, Indicator, IndicatorKind
from generators.model.period import Period
from generators.model.settings import ScheduleRule, Settings
from tests.office import recalculate

ROWS_PER_SHEET = 60
Cell = str | float | None

SETTINGS = [
    Settings(),
    Settings(schedule_rule=ScheduleRule.BY_DAY, tolerance=Decimal(5), behind_threshold=Decimal(30)),
    Settings(
        schedule_rule=ScheduleRule.BY_QUARTER,
        quarter_floors=(Decimal(45), Decimal(70), Decimal(80), Decimal(100)),
        ahead_threshold=Decimal("2.5"),
        unjudged_name="暂不评价",
    ),
    Settings(schedule_rule=ScheduleRule.BY_HAND),
]


def some_number(dice: random.Random) -> Decimal:
    return dice.choice(
        [
            Decimal(dice.randrange(0, 100)),
            Decimal(dice.randrange(0, 30)),
            Decimal(dice.randrange(0, 10**7)) / 100,
            Decimal(dice.randrange(1, 9)) / 10,
        ]
    )


def some_figure(dice: random.Random, kind: IndicatorKind) -> Figure:
    words = 0.8 if kind is IndicatorKind.MILESTONE else 0.05
    if dice.random() < words:
        return dice.choice([dice.choice(dice.choice(STAGES)), "差不多了", "主体", "*"])
    return some_number(dice)


def some_indicator(dice: random.Random, number: int) -> Indicator:
    kind = dice.choice(list(IndicatorKind))

    def figure(chance: float) -> Figure:
        return some_figure(dice, kind) if dice.random() < chance else None

    return Indicator(
        f"1.1.{number}", "1.1", "指标", kind=kind, comparator=dice.choice(list(Comparator)),
        target=figure(0.9), base=some_number(dice) if dice.random() < 0.7 else None,
        quarter_targets=(figure(0.4), figure(0.4), figure(0.4), figure(0.4)),
        cumulative=(figure(0.7), figure(0.5), figure(0.5), figure(0.5)),
    )  # fmt: skip


def plain(value: Figure) -> Cell:
    return float(value) if isinstance(value, Decimal) else value


def expected(found: Assessment, settings: Settings) -> tuple[Cell, ...]:
    """What 最新累计, 完成率, 序时进度, 差距, 状态 must show."""
    rate = found.shown if found.rate is None else plain(found.rate)
    return (
        plain(found.latest) if found.latest is not None else "",
        rate,
        "-" if found.scheduled is None else plain(found.scheduled),
        "-" if found.gap is None else plain(found.gap),
        status_text(found.status, settings),
    )


def write_row(sheet: xlsxwriter.worksheet.Worksheet, row: int, one: Indicator, templates: Templates) -> None:
    """Write an indicator from column F on and its formulas in A to E, with a wrong stored result."""
    words = (one.kind.value, one.comparator.value)
    typed = (*words, one.target, one.base, *one.quarter_targets, *one.cumulative)
    for column, value in enumerate(typed, 5):
        if value is not None:
            sheet.write(row, column, plain(value))
    line = row + 1
    places = {
        "latest": f"A{line}", "rate": f"B{line}", "scheduled": f"C{line}", "gap": f"D{line}",
        "kind": f"F{line}", "comparator": f"G{line}", "target": f"H{line}", "base": f"I{line}",
        "quarter_target": f"INDEX(J{line}:M{line},$A$1)", "quarter": "$A$1", "share": "$B$1", "ahead": "$C$1",
        "tolerance": "$D$1", "behind": "$E$1", "unjudged": "$F$1",
        "stages": "$G$1" if templates is GENERAL else f"({STAGES_LITERAL})",
    }  # fmt: skip
    latest = "=" + latest_template("$A$1", (f"N{line}", f"O{line}", f"P{line}", f"Q{line}"))
    rest = (templates.rate, templates.scheduled, templates.gap, templates.status)
    for column, template in enumerate((latest, *rest)):
        sheet.write_formula(row, column, fill(template, places), None, "旧")


@pytest.mark.office
def test_every_formula_gives_what_assess_gives(tmp_path: Path) -> None:
    dice = random.Random(20220331)
    path, wanted = tmp_path / "指标.xlsx", {}
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        for settings in SETTINGS:
            for quarter in (1, 2, 3, 4):
                for general in (True, False):
                    sheet = book.add_worksheet()
                    period = Period(2024, quarter)
                    share = scheduled_share(period, settings)
                    head = (Decimal(quarter), share, settings.ahead_threshold, settings.tolerance,
                            settings.behind_threshold, settings.unjudged_name, STAGE_TEXT)  # fmt: skip
                    for column, value in enumerate(head):
                        sheet.write(0, column, plain(value) if value is not None else "")
                    for row in range(1, ROWS_PER_SHEET + 1):
                        one = some_indicator(dice, row)
                        write_row(sheet, row, one, GENERAL if general else templates_for(one))
                        found = expected(assess(one, period, settings), settings)
                        wanted[sheet.name, row + 1] = one, found

    [again] = recalculate([path], tmp_path / "新")

    calculated = openpyxl.load_workbook(again, data_only=True)
    assert len(wanted) * 5 == 2 * 4 * len(SETTINGS) * ROWS_PER_SHEET * 5
    for (name, line), (one, values) in wanted.items():
        cells = calculated[name][f"A{line}:E{line}"][0]
        for cell, value in zip(cells, values):
            assert matches(cell.value, value), (name, cell.coordinate, one, cell.value, value)


def matches(calculated: object, value: Cell) -> bool:
    """Compare a cell with what it must be; a float as exactly as 15 digits are."""
    if isinstance(value, float):
        return isinstance(calculated, int | float) and calculated == pytest.approx(value, rel=1e-13, abs=1e-9)
    return (calculated or "") == value


def test_the_latest_figure_is_the_last_one_that_was_reported() -> None:
    one = Indicator("1.1.1", "1.1", "指标", cumulative=(Decimal(3), None, Decimal(0), None))

    found = [latest_figure(one, Period(2022, quarter)) for quarter in (1, 2, 3, 4)]

    assert found == [(Decimal(3), 1), (Decimal(3), 1), (Decimal(0), 3), (Decimal(0), 3)]


@pytest.mark.parametrize("kind", IndicatorKind)
@pytest.mark.parametrize("comparator", Comparator)
def test_no_formula_is_longer_than_excel_allows(kind: IndicatorKind, comparator: Comparator) -> None:
    places = dict.fromkeys(
        ("latest", "target", "kind", "comparator", "base", "quarter", "quarter_target", "share", "ahead",
         "tolerance", "behind", "unjudged", "rate", "scheduled", "gap"), "INDEX($AA$1000:$AD$1000,A$100)"
    )  # fmt: skip
    short = templates_for(Indicator("1.1.1", "1.1", "指标", kind=kind, comparator=comparator))

    longest = [fill(GENERAL.status, {**places, "stages": "选项!$A$1"}),
               fill(short.status, {**places, "stages": STAGES_LITERAL})]  # fmt: skip

    assert all(len(text) < 8192 for text in longest)
