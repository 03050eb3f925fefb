"""Summaries of random small registers: LibreOffice calculates every formula to the value that we stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from generators.documents.live import INPUTS, OUTPUTS
from generators.documents.summary_book import compose_book
from generators.figures.stages import STAGES
from generators.model.indicator import Comparator, Figure, Indicator, IndicatorKind
from generators.model.period import Period
from generators.model.register import Register
from generators.model.settings import ScheduleRule, Settings
from generators.model.status import Status
from generators.model.task import Project, Task
from generators.page import Layout, Row
from generators.writers.excel import write_excel
from tests.office import recalculate
from tests.offices import layout, office, report, task

BOOKS = 12
#: Names that hold each other, or marks that formulas and lists give a meaning of their own.
UNITS = ("各县（市）", "各县（市）、区", "市教育局", "市教育局分局", "各区", '示例"甲"中心', "*局", "市卫健委~")
COLUMNS = ("项目.序号", "项目.名称", "任务.编号", "任务.牵头单位", "指标.名称", *INPUTS.values(), *OUTPUTS.values())

numbers = st.one_of(
    st.sampled_from([Decimal(0), Decimal(-2), Decimal("0.1"), Decimal(100), Decimal("33.3333333")]),
    st.integers(-3, 500).map(Decimal),
    st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100),
)
words = st.sampled_from([*(word for stage in STAGES for word in stage)][:6] + ["差不多了"])
figures = st.one_of(st.none(), numbers, numbers, words)
fours = st.tuples(figures, figures, figures, figures)


@st.composite
def indicators(draw: st.DrawFn, number: str) -> Indicator:
    """Draw an indicator of any kind: ranges, 清零 with ≤, no target, a target of zero or below."""
    kind, comparator = draw(st.sampled_from(IndicatorKind)), draw(st.sampled_from(Comparator))
    target: Figure = draw(figures)
    return Indicator(
        number, number.rpartition(".")[0], f"指标{number}", kind=kind, comparator=comparator, target=target,
        target_max=draw(st.one_of(st.none(), numbers)), base=draw(st.one_of(st.none(), numbers)),
        quarter_targets=draw(fours), cumulative=draw(fours),
    )  # fmt: skip


@st.composite
def tasks(draw: st.DrawFn, number: str, period: Period) -> Task:
    """Draw a task: with indicators or none, judged by a person or not, reported or not."""
    leads = " ".join(draw(st.lists(st.sampled_from(UNITS), max_size=3)))
    drawn = [draw(indicators(f"{number}.{index}")) for index in range(1, draw(st.integers(0, 3)) + 1)]
    status = draw(st.one_of(st.none(), st.sampled_from(Status)))
    reports = (report(number, "已报。", period, status),) if draw(st.booleans()) else ()
    return task(number, "推进。", leads, *drawn, progress=reports)


rules = st.builds(
    Settings,
    region=st.just("示例市"),
    year=st.just(2022),
    schedule_rule=st.sampled_from(ScheduleRule),
    tolerance=st.sampled_from([Decimal(0), Decimal("2.5")]),
    decimals=st.integers(0, 3),
    unjudged_name=st.sampled_from(["未判定", "暂不评价", ">0"]),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Register, Period, Layout]:
    """Draw a register, a period and a layout, which may lack any of the columns that formulas look at."""
    period = Period(2022, draw(st.sampled_from([1, 4])))
    projects = [
        Project(str(number), f"项目\n{number}", "", tuple(draw(tasks(f"{number}.{index}", period)) for index in range(1, draw(st.integers(1, 3)) + 1)))
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    taken = draw(st.sets(st.sampled_from(COLUMNS), max_size=3)) if draw(st.booleans()) else set()
    keys = [key for key in COLUMNS if key not in taken]
    return office(*projects, settings=draw(rules)), period, layout(keys, draw(st.sampled_from([Row.TASK, Row.INDICATOR])))


def drawn_cases(count: int) -> list[tuple[Register, Period, Layout]]:
    """Return the first so many cases that hypothesis draws, always the same ones."""
    found: list[tuple[Register, Period, Layout]] = []

    @seed(20221231)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(cases())
    def draw(case: tuple[Register, Period, Layout]) -> None:
        found.append(case)

    draw()
    return found


def formulas(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the sheet, the cell and the text of every formula."""
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate, cell.value) for cell in row if cell.data_type == "f")


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return theirs == pytest.approx(ours, rel=1e-12, abs=1e-12)
    return (ours or "") == (theirs or "")


@pytest.mark.office
def test_every_formula_of_a_random_summary_gives_its_stored_value(tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    paths = []
    for number, (register, period, form) in enumerate(drawn_cases(BOOKS)):
        paths.append(tmp_path / f"{number}.xlsx")
        write_excel(compose_book(register, period, form, datetime(2022, 4, 1)), paths[-1])

    compared, wrong = 0, []
    for path, again in zip(paths, recalculate(paths, tmp_path / "新")):
        before, after = (openpyxl.load_workbook(one, data_only=True) for one in (path, again))
        for sheet, cell, text in formulas(path):
            ours, theirs = before[sheet][cell].value, after[sheet][cell].value
            compared += 1
            if not same(ours, theirs):
                wrong.append((path.name, sheet, cell, ours, theirs, text))

    record_property("formulas of random summaries compared", compared)
    assert not wrong, (len(wrong), wrong[:5])
    assert compared > 1000
