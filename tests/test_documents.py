"""The documents an office knows: which rows, values, counts and formulas they are composed of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from generators.documents import breakdown, summary
from generators.documents.by_unit import unit_sheet
from generators.documents.context import creation_time
from generators.documents.standing import judge
from generators.documents.summary_book import compose_book
from generators.model.indicator import IndicatorKind
from generators.model.period import Period
from generators.model.register import Register, Unit
from generators.model.settings import Settings
from generators.model.task import Progress, Project
from generators.page import Formula, Row, RowStyle, Table, Value
from tests.offices import indicator, layout, office, sample, task

FIRST = Period(2022, 1)
CLOCK = datetime(2022, 4, 12)
PROGRESS_KEYS = (
    "项目.序号", "任务.编号", "指标.名称", "指标.目标值", "指标.累计完成", "指标.完成率", "指标.序时进度", "指标.差距", "指标.状态",
)  # fmt: skip


def values_of(table: Table, key: str, style: RowStyle = RowStyle.BODY) -> list[Value]:
    """Return the values of a column, formulas by their value."""
    place = [column.key for column in table.columns].index(key)
    found = [row.values[place] for row in table.rows if row.style is style]
    return [one.value if isinstance(one, Formula) else one for one in found]


def test_a_breakdown_has_a_row_a_task_and_a_group_a_project() -> None:
    table = breakdown.compose_table(sample(), layout(("项目.序号", "任务.编号", "任务.主要内容")))

    assert [(row.group, row.values[1]) for row in table.rows] == [(0, "1.1"), (0, "1.2"), (1, "2.1"), (1, "2.2")]


def test_names_stand_one_a_line_and_two_character_names_are_padded() -> None:
    table = breakdown.compose_table(sample(), layout(("任务.分管领导", "任务.配合单位")))

    assert table.rows[0].values == ("李　明\n欧阳文远", "各县（市）、区\n市财政局")


def test_a_layout_of_projects_gathers_what_its_tasks_say() -> None:
    table = breakdown.compose_table(sample(), layout(("任务.主要内容", "任务.牵头单位"), Row.PROJECT))

    assert table.rows[0].values == ("新建改扩建学校12所。\n新增名师20名。", "市教育局")


def test_a_layout_of_indicators_keeps_tasks_without_any() -> None:
    book = office(Project("1", "项目", "", (task("1.1", "提升服务。"), task("1.2", "建园2个。", "", indicator("1.2.1", "园", 2)))))

    table = breakdown.compose_table(book, layout(("任务.编号", "指标.名称", "指标.目标值"), Row.INDICATOR))

    assert [row.values for row in table.rows] == [("1.1", "", ""), ("1.2", "园", Decimal(2))]


def test_the_breakdown_workbook_has_a_detail_sheet_that_can_be_sorted() -> None:
    printed, detail = breakdown.compose_book(sample(), layout(("项目.序号",)), CLOCK).sheets

    assert (printed.merged, printed.filtered) == (True, False)
    assert (detail.name, detail.merged, detail.filtered) == ("明细", False, True)


def test_a_summary_judges_every_indicator_by_its_kind() -> None:
    table = summary_table(sample())

    assert values_of(table, "指标.完成率") == [Decimal("0.5"), Decimal("0.05"), "达标", Decimal("0.25"), "开工"]
    assert values_of(table, "指标.差距") == [Decimal(25), Decimal(-20), "-", Decimal(0), "-"]
    assert values_of(table, "指标.状态") == ["超序时", "滞后", "按序时", "按序时", "未判定"]


def summary_table(register: Register) -> Table:
    return compose_book(register, FIRST, layout(PROGRESS_KEYS, Row.INDICATOR), CLOCK).sheets[0].table


def test_a_formula_names_the_cells_beside_it() -> None:
    rate = next(v for v in summary_table(sample()).rows[0].values if isinstance(v, Formula))

    assert "{指标.累计完成}/{指标.目标值}" in rate.text


def test_a_formula_holds_the_figure_itself_where_the_layout_has_no_column_for_it() -> None:
    form = layout(("指标.累计完成", "指标.完成率"), Row.INDICATOR)

    table = compose_book(sample(), FIRST, form, CLOCK).sheets[0].table
    rate = table.rows[0].values[1]

    assert isinstance(rate, Formula)
    assert "{指标.累计完成}/12" in rate.text


def test_a_subtotal_follows_each_project() -> None:
    table = summary_table(sample())
    mean = Decimal("0.275")

    assert [row.style for row in table.rows].count(RowStyle.SUBTOTAL) == 2
    assert values_of(table, "指标.完成率", RowStyle.SUBTOTAL) == [mean, Decimal("0.25")]
    assert values_of(table, "指标.状态", RowStyle.SUBTOTAL) == ["0/2", "0/3"]


def test_units_are_ranked_by_their_mean_and_those_without_a_rate_come_last() -> None:
    sheet = unit_sheet(judge(sample(), FIRST, ()), Settings(), "明细")

    assert values_of(sheet.table, "任务.牵头单位全称") == ["市教育局", "市人社局", "市总工会", "市住建局"]
    assert values_of(sheet.table, "汇总.排名") == [Decimal(1), Decimal(2), Decimal(2), "-"]


def test_the_counts_of_a_summary_add_up_and_leave_out_what_is_nothing() -> None:
    page = summary.compose(sample(), FIRST, layout(PROGRESS_KEYS, Row.INDICATOR), CLOCK)

    assert page.values["统计"] == [
        {"状态": "超序时", "数量": 1, "占比": "25.00%"},
        {"状态": "按序时", "数量": 1, "占比": "25.00%"},
        {"状态": "滞后", "数量": 1, "占比": "25.00%"},
        {"状态": "未判定", "数量": 1, "占比": "25.00%"},
    ]
    assert sum(count["数量"] for count in page.values["统计"]) == page.values["事项数"]


def test_a_task_without_a_report_is_listed_as_missing() -> None:
    silent = task("1.1", "修缮院墙300米。", "市住建局", indicator("1.1.1", "院墙", 300))
    shrugging = replace(task("1.2", "种植行道树20棵。"), progress=(Progress(FIRST, "1.2", "", "暂无"),))
    book = office(Project("1", "安居工程", "", (silent, shrugging)))

    page = summary.compose(book, FIRST, layout(PROGRESS_KEYS, Row.INDICATOR), CLOCK)

    assert [missing["编号"] for missing in page.values["未报事项"]] == ["1.1", "1.2"]
    assert [listed["进展情况"] for listed in page.values["项目列表"][0]["任务列表"]] == ["", ""]


def test_a_task_with_figures_of_the_period_is_not_missing_and_prints_them() -> None:
    figures_only = task(
        "1.1", "修缮院墙300米，院墙完好率95%，建成文化馆。", "市住建局", indicator("1.1.1", "院墙", 300, 120, unit_of_measure="米"),
        indicator("1.1.2", "院墙完好率", 95, 90, kind=IndicatorKind.RATIO, unit_of_measure="%"),
        indicator("1.1.3", "文化馆", "竣工", "开工", kind=IndicatorKind.MILESTONE),
    )  # fmt: skip

    page = summary.compose(
        office(Project("1", "安居工程", "", (figures_only,))), FIRST, layout(PROGRESS_KEYS, Row.INDICATOR), CLOCK
    )

    assert page.values["未报事项"] == []
    [listed] = page.values["项目列表"][0]["任务列表"]
    assert listed["进展情况"] == "院墙累计120米，院墙完好率90%，文化馆开工。"


@pytest.mark.parametrize(("typed", "printed"), [("无", ""), ("暂无。", ""), ("无障碍坡道未验收。", "无障碍坡道未验收。")])
def test_a_difficulty_that_there_is_none_is_not_printed(typed: str, printed: str) -> None:
    told = replace(task("1.1", "修缮院墙300米。"), progress=(Progress(FIRST, "1.1", "已修缮120米。", typed, typed),))

    page = summary.compose(
        office(Project("1", "安居工程", "", (told,))), FIRST, layout(PROGRESS_KEYS, Row.INDICATOR), CLOCK
    )

    [listed] = page.values["项目列表"][0]["任务列表"]
    assert (listed["存在问题"], listed["下一步打算"]) == (printed, printed)


@pytest.mark.parametrize(
    ("prepared", "period", "epoch", "clock"),
    [
        (date(2022, 4, 12), FIRST, "", datetime(2022, 4, 12)),
        (None, FIRST, "", datetime(2022, 3, 31)),
        (None, None, "", datetime(2022, 1, 1)),
        (date(2022, 4, 12), FIRST, "1650000000", datetime(2022, 4, 15, 5, 20)),
    ],
)
def test_the_clock_of_a_file_comes_from_the_register_or_the_environment(
    prepared: date | None, period: Period | None, epoch: str, clock: datetime
) -> None:
    settings = Settings(year=2022, prepared_on=prepared, current_period=period)

    assert creation_time(replace(sample(), settings=settings), epoch) == clock


def test_a_unit_under_two_names_is_ranked_once() -> None:
    by_alias = task("3.1", "新建公园2个。", "教育局", indicator("3.1.1", "公园", 2, 2))
    book = sample()
    book = replace(book, projects=(*book.projects, Project("3", "公园", "", (by_alias,))), units=(Unit("市教育局", ("教育局",)),))

    sheet = unit_sheet(judge(book, FIRST, ()), Settings(), "明细")

    assert "教育局" not in values_of(sheet.table, "任务.牵头单位全称")
    assert values_of(sheet.table, "汇总.指标数")[0] == 3


def test_both_means_are_of_the_indicators_that_have_a_rate() -> None:
    silent = indicator("1.1.2", "无数", 10)
    book = office(Project("1", "项目", "", (task("1.1", "建校。", "市教育局", indicator("1.1.1", "学校", 4, 1, quarter_targets=(Decimal(2), None, None, None)), silent),)))

    sheet = unit_sheet(judge(book, FIRST, ()), Settings(), "明细")

    assert (values_of(sheet.table, "汇总.完成率"), values_of(sheet.table, "汇总.序时进度")) == ([Decimal("0.25")], [Decimal("0.5")])


def test_a_row_a_task_counts_its_indicators_instead_of_showing_one_of_them() -> None:
    table = compose_book(sample(), FIRST, layout(("任务.编号", "指标.名称", "指标.状态")), CLOCK).sheets[0].table

    assert values_of(table, "指标.名称") == ["学校", "名师", "共2项指标", "滨河路大桥"]
    assert values_of(table, "指标.状态", RowStyle.SUBTOTAL) == ["0/2", "0/2"]
