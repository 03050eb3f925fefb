"""Reading a register: sheets and headings found, cells continued, every doubt told at its cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generators.errors import Problem, Severity, WorkbookError
from generators.model.indicator import Comparator, IndicatorKind
from generators.model.register import Register
from generators.model.status import Status
from generators.model.task import Task
from generators.registers.read import read_register
from tests.drawing_registers import register

SETTINGS = """
    | 设置 |
    | 设置项 | 取值 |
    | 地区 | 示例市 |
    | 年度 | #2022 |
"""
HEADING = "| 序号 | 项目名称 | 主要内容 | 完成时限 | 分管领导 | 牵头单位 | 配合单位 |"


def read(drawing: str, folder: Path, settings: str = SETTINGS) -> tuple[Register, list[Problem]]:
    """Return the register of a drawing and the problems in it."""
    return read_register(register(settings + drawing, folder / "台账.xlsx"))


def tasks_of(drawing: str, folder: Path) -> list[Task]:
    """Return the tasks of a drawing."""
    return list(read(drawing, folder)[0].tasks())


def told(problems: list[Problem], severity: Severity | None = None) -> list[tuple[str, str]]:
    """Return code and cell of each problem."""
    return [(p.code, p.origin.cell) for p in problems if severity in (None, p.severity)]


def test_a_register_is_read_with_its_numbers_derived(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校工程 | 新建学校3所 | 2022年底 | 李　明 | 市教育局 | 各辖市、区\\n市财政局 |
        |    |          | 招聘教师20名 | | | | |
        | #2 | 养老工程 | 新建养老院 | 9月底前 | 王建国 | 市民政局、市卫健委 | 无 |
        """,
        tmp_path,
    )

    first, second, third = found.tasks()
    assert problems == []
    assert (found.region, found.year) == ("示例市", 2022)
    assert [(p.number, p.name) for p in found.projects] == [("1", "学校工程"), ("2", "养老工程")]
    assert [first.number, second.number, third.number] == ["1.1", "1.2", "2.1"]
    assert second.deadline == first.deadline and first.deadline.date == date(2022, 12, 31)
    assert second.leaders == ("李明",)
    assert second.supporting_units == ("各辖市、区", "市财政局")
    assert third.lead_units == ("市民政局", "市卫健委")
    assert third.supporting_units == ()


def test_a_blank_never_continues_across_the_first_row_of_a_project(tmp_path: Path) -> None:
    tasks = tasks_of(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 市财政局 |
        | #2 | 养老 | 乙 |          | 王刚 | 市民政局 |          |
        |    |      | 丙 |          |      |          |          |
        """,
        tmp_path,
    )

    assert tasks[1].supporting_units == () and tasks[1].deadline.text == ""
    assert tasks[2].leaders == ("王刚",) and tasks[2].supporting_units == ()


@pytest.mark.parametrize("none", ["无", "—", "-", "／", "/", "——"])
def test_an_explicit_none_is_no_blank_and_stops_the_continuation(tmp_path: Path, none: str) -> None:
    tasks = tasks_of(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 市财政局 |
        |    |      | 乙 | {none} | {none} | 市人社局 | {none} |
        |    |      | 丙 |        |        |          |        |
        """,
        tmp_path,
    )

    assert [task.supporting_units for task in tasks] == [("市财政局",), (), ()]
    assert [task.leaders for task in tasks] == [("李明",), (), ()]
    assert tasks[2].deadline.date is None


def test_a_merge_decides_what_a_blank_means(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 市财政局 |
        | ^  | ^    | 乙 | ^        | ^    | 市人社局 | ^        |
        | ^  | ^    | 丙 | ^        | ^    | 市民政局 |          |
        | #2 | 养老 | 丁 | ^        | 王刚 | 市民政局 | 无       |
        """,
        tmp_path,
    )

    tasks = list(found.tasks())
    assert [task.supporting_units for task in tasks] == [("市财政局",), ("市财政局",), (), ()]
    assert [task.deadline.text for task in tasks] == ["2022年底"] * 4
    assert told(problems) == [("ROW-6", "G4")]


def test_what_stands_under_a_merge_is_told_and_not_taken(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "台账.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("任务")
    for row, cells in enumerate((["2022年示例市民生实事项目"], ["序号", "项目名称", "主要内容", "牵头单位"],
                                 ["1", "学校", "甲", "市教育局"], ["", "", "乙", "市财政局"])):  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    sheet.merge.append([2, 3, 3, 3])
    book.close()

    found, problems = read_register(path)

    assert [task.lead_units for task in found.tasks()] == [("市教育局",), ("市教育局",)]
    assert ("ROW-5", "D4") in told(problems)
    assert "市财政局" in next(p.said for p in problems if p.code == "ROW-5")


def test_a_merged_content_joins_the_units_of_its_rows(tmp_path: Path) -> None:
    tasks = tasks_of(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 市财政局 |
        |    |      | ^  |          |      | 市人社局 | 市民政局 |
        |    |      | 乙 |          |      |          |          |
        """,
        tmp_path,
    )

    assert [task.content for task in tasks] == ["甲", "乙"]
    assert tasks[0].lead_units == ("市教育局", "市人社局")
    assert tasks[0].supporting_units == ("市财政局", "市民政局")


def test_a_row_that_restates_all_but_the_supporting_units_is_filled_and_told(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 市财政局 |
        |    |      | 乙 | 9月底前  | 王刚 | 市人社局 |          |
        """,
        tmp_path,
    )

    assert list(found.tasks())[1].supporting_units == ("市财政局",)
    assert told(problems) == [("ROW-7", "G3")]


def test_typed_numbers_are_kept_and_missing_ones_derived(tmp_path: Path) -> None:
    found, _ = read(
        """
        | 任务 |
        | 序号 | 项目名称 | 事项编号 | 主要内容 | 牵头单位 |
        | 3 | 学校 | 3.5 | 甲 | 市教育局 |
        |   |      |     | 乙 |          |
        | 4 | 养老 | #4.1 | 丙 | 市民政局 |
        | 指标 |
        | 事项编号 | 指标编号 | 指标名称 | 目标值 |
        | 3.5 | 3.5.7 | 学校 | #3 |
        |     |       | 教师 | #4 |
        | 4.1 |       | 床位 | #5 |
        """,
        tmp_path,
    )

    assert [task.number for task in found.tasks()] == ["3.5", "3.2", "4.1"]
    assert [one.number for one in found.indicators()] == ["3.5.7", "3.5.2", "4.1.1"]


@pytest.mark.parametrize(
    ("typed", "number"), [("一", "1"), ("十二", "12"), ("（三）", "3"), ("二十一", "21"), ("7、", "7")]
)
def test_a_project_number_in_chinese_is_a_number(tmp_path: Path, typed: str, number: str) -> None:
    found, _ = read(
        f"""
        | 任务 |
        {HEADING}
        | {typed} | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        """,
        tmp_path,
    )

    assert [task.number for task in found.tasks()] == [f"{number}.1"]


def test_headings_are_found_under_titles_in_any_order_and_by_any_name(tmp_path: Path) -> None:
    found, problems = read(
        """
        | 任务分解表 |
        | 附件1 | | | |
        | 2022年示例市民生实事项目任务分解表 | < | < | < |
        || | | | |
        | 责任\\n单位 | 实事项目名称★ | 2022年工作任务 | 序 号 | 预算安排 |
        | 市教育局 | 学校 | 甲 | #1 | 100 |
        """,
        tmp_path,
    )

    task = next(found.tasks())
    assert (task.content, task.lead_units, found.projects[0].name) == ("甲", ("市教育局",), "学校")
    assert task.origin.cell == "A5"
    assert told(problems) == [("HEAD-4", "E4")]
    assert "预算安排" in problems[0].said


def test_headings_over_two_rows_take_their_group(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        | 指标 |
        | 事项编号 | 指标名称 | 计量单位 | 目标值 | 累计完成 | < | 备注 |
        | ^ | ^ | ^ | ^ | 一季度 | 上半年 | ^ |
        | 1.1 | 学校 | 所 | #3 | #1 | #2 | 好 |
        """,
        tmp_path,
    )

    one = next(found.indicators())
    assert problems == []
    assert one.cumulative == (Decimal(1), Decimal(2), None, None)
    assert (one.target, one.remark) == (Decimal(3), "好")


def test_a_missing_heading_is_told_with_the_similar_one(tmp_path: Path) -> None:
    _, problems = read(
        """
        | 任务 |
        | 序号 | 项目名称 | 主要内客 | 牵头单位 |
        | #1 | 学校 | 甲 | 市教育局 |
        """,
        tmp_path,
    )

    (missing,) = [p for p in problems if p.code == "HEAD-2"]
    assert missing.severity is Severity.ERROR
    assert "主要内客" in missing.said and "主要内容" in missing.advice


def test_a_heading_that_stands_twice_is_an_error_at_the_second(tmp_path: Path) -> None:
    found, problems = read(
        """
        | 任务 |
        | 序号 | 项目名称 | 主要内容 | 责任单位 | 牵头单位 |
        | #1 | 学校 | 甲 | 市财政局 | 市教育局 |
        """,
        tmp_path,
    )

    assert next(found.tasks()).lead_units == ("市教育局",)
    assert told(problems) == [("HEAD-3", "D1")]


def test_totals_group_titles_repeated_headings_and_footnotes_are_left_out_and_told(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | 一、教育类 | < | < | < | < | < | < |
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        | 小计 | | 1项 | | | | |
        {HEADING}
        | #2 | 养老 | 乙 | 2022年底 | 王刚 | 市民政局 | 无 |
        || | | | | | | |
        || | | | | | | |
        | #3 | 交通 | 丙 | 2022年底 | 王刚 | 市交通局 | 无 |
        | 合 计 | 3 | | | | | |
        | 注：以上项目由督查室负责解释。 | | | | | | |
        """,
        tmp_path,
    )

    assert [task.number for task in found.tasks()] == ["1.1", "2.1", "3.1"]
    assert told(problems) == [
        ("ROW-2", "A2"),
        ("ROW-1", "A4"),
        ("ROW-3", "A5"),
        ("ROW-1", "A10"),
        ("ROW-2", "A11"),
    ]
    assert all(p.severity is Severity.NOTE for p in problems)


def test_leading_blank_rows_shift_no_address(tmp_path: Path) -> None:
    found, problems = read(
        """
        | 任务 |
        row 6
        | 序号 | 项目名称 | 主要内容 | 完成时限 |
        row 9
        | #1 | 学校 | 甲 | 尽快 |
        """,
        tmp_path,
    )

    assert told(problems) == [("DATE-1", "D9")]
    assert next(found.tasks()).deadline.text == "尽快"
    assert next(found.tasks()).origin.cell == "A9"


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        ~| #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        | #2 | 养老 | 乙 | 2022年底 | 王刚 | 市民政局 | 无 |
        """,
        tmp_path,
    )

    assert len(list(found.tasks())) == 2
    assert told(problems) == [("ROW-4", "A2")]


def test_a_sheet_with_a_similar_name_is_named(tmp_path: Path) -> None:
    _, problems = read(
        """
        | 人务 |
        | 单位 | 数 |
        | 甲 | #1 |
        """,
        tmp_path,
    )

    (missing,) = [p for p in problems if p.code == "SHEET-1"]
    assert "找到相近的工作表“人务”" in missing.said


def test_a_sheet_under_any_name_is_known_by_its_headings(tmp_path: Path) -> None:
    found, problems = read_register(
        register(
            f"""
        | Sheet1 |
        | 2023年示例县民生实事项目责任分解表 | < | < | < | < | < | < |
        {HEADING}
        | #1 | 学校 | 甲 | 12月底前 | 李明 | 县教育局 | 无 |
        """,
            tmp_path / "分解表.xlsx",
        )
    )

    assert (found.region, found.year) == ("示例县", 2023)
    assert next(found.tasks()).deadline.date == date(2023, 12, 31)
    assert [p.code for p in problems] == ["SHEET-5", "SHEET-6"] or {p.code for p in problems} == {
        "SHEET-5",
        "SHEET-6",
    }


def test_a_register_without_region_and_year_says_so(tmp_path: Path) -> None:
    _, problems = read_register(
        register(
            f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 县教育局 | 无 |
        """,
            tmp_path / "甲.xlsx",
        )
    )

    assert {"SET-2", "SET-3"} == {p.code for p in problems}


def test_two_sheets_of_one_kind_are_told(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        | 任务（2） |
        {HEADING}
        | #2 | 养老 | 乙 | 2022年底 | 李明 | 市教育局 | 无 |
        | 图表 |
        | 甲 | 乙 |
        """,
        tmp_path,
    )

    assert len(found.projects) == 1
    assert {(p.code, p.origin.sheet) for p in problems} == {("SHEET-3", "任务（2）"), ("SHEET-2", "图表")}


def test_settings_are_read_and_wrong_ones_told(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        """,
        tmp_path,
        """
        | 设置 |
        | 台账参数 | |
        | 设置项 | 取值 | 说明 |
        | 地区 | 示例市 | |
        | 年份 | 2022年 | |
        | 当前期次 | 二季度 | |
        | 序时口径 | 按季 | |
        | 一季度节点 | %0.2 | |
        | 预警阈值 | 十五 | |
        | 小数位数 | #9 | |
        | 制表日期 | @2022-07-01 | |
        | 颜色 | 红 | |
        """,
    )

    settings = found.settings
    assert (settings.year, str(settings.current_period), settings.schedule_rule.value) == (
        2022,
        "2022Q2",
        "季度节点",
    )
    assert settings.quarter_floors[0] == 20 and settings.prepared_on == date(2022, 7, 1)
    assert (settings.behind_threshold, settings.decimals) == (10, 2)
    assert told(problems) == [("SET-4", "B8"), ("SET-4", "B9"), ("SET-1", "A11")]


INDICATORS = f"""
    | 任务 |
    {HEADING}
    | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
    | 指标 |
    | 事项编号 | 指标名称 | 计量单位 | 类型 | 口径 | 目标值 | 目标上限 | 基数 | 一季度累计 | 上半年累计 |
"""


def test_indicators_are_read_exactly(tmp_path: Path) -> None:
    found, problems = read(
        INDICATORS
        + """
        | 1.1 | 建成率 | % | 比率 | ≥ | %0.85 | | | #0.1 | 85.5％ |
        | 1.1 | 资金 | 万元 | 增量 |  | 不少于1.2亿元 | | | 800 | １,２００ |
        | 1.1 | 公园 | 个 | 增量 |  | 2-3 | | | 无 | — |
        | 1.1 | 二期 |  | 形象进度 |  | 投入使用 | | | 主体封顶 | |
        | 1.1 | 换电柜 | 台 | 倍增 |  | #2 | | #45 | | |
        """,
        tmp_path,
    )

    rate, money, parks, milestone, cabinets = found.indicators()
    assert told(problems) == [("NUM-3", "J2"), ("NUM-3", "I3"), ("NUM-3", "J3")]  # read, yet no formula can
    assert (rate.target, rate.cumulative[:2]) == (Decimal(85), (Decimal("0.1"), Decimal("85.5")))
    assert (money.target, money.comparator) == (Decimal(12000), Comparator.AT_LEAST)
    assert money.cumulative[:2] == (Decimal(800), Decimal(1200))
    assert (parks.target, parks.target_max, parks.comparator) == (Decimal(2), Decimal(3), Comparator.RANGE)
    assert parks.cumulative == (None, None, None, None)
    assert (milestone.kind, milestone.target, milestone.cumulative[0]) == (
        IndicatorKind.MILESTONE, "投入使用", "主体封顶")  # fmt: skip
    assert (cabinets.kind, cabinets.base) == (IndicatorKind.MULTIPLY, Decimal(45))


def test_a_doubtful_figure_is_kept_verbatim_and_asked_about(tmp_path: Path) -> None:
    found, problems = read(
        INDICATORS
        + """
        | 1.1 | 公园 | 个 | 增量 | ≥ | 约30 | | | 30余 | 未启动 |
        | 1.1 | 公园二 | 万元 | 增量 | ≥ | 1.2万 | | | @2022-02-03 | @20240305 |
        | 1.1 | 公园三 | 个 | 不知道 | 大概 | #3 | | | !#REF! | ?TRUE |
        """,
        tmp_path,
    )

    first, second, _ = found.indicators()
    assert (first.target, first.cumulative[:2]) == ("约30", ("30余", "未启动"))
    assert (second.target, second.cumulative[1]) == ("1.2万", "20240305")
    assert told(problems) == [
        ("NUM-1", "F2"), ("NUM-1", "I2"), ("NUM-1", "J2"), ("NUM-1", "F3"), ("CELL-6", "I3"), ("CELL-4", "J3"),
        ("WORD-1", "D4"), ("WORD-1", "E4"), ("CELL-1", "I4"), ("CELL-5", "J4"),
    ]  # fmt: skip


def test_a_target_that_contradicts_its_comparator_is_told(tmp_path: Path) -> None:
    _, problems = read(INDICATORS + "\n| 1.1 | 公园 | 个 | 增量 | ≤ | 不少于30 | | | | |\n", tmp_path)

    assert told(problems) == [("NUM-2", "F2")]


def test_an_error_is_never_a_blank_and_a_control_sign_is_shown(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | !#REF! | !#N/A | 李明 | !#VALUE! | 市\x07财政局 |
        |    |      | 乙 | | | | |
        """,
        tmp_path,
    )

    first, second = found.tasks()
    assert told(problems) == [("CELL-1", "C2"), ("CELL-1", "D2"), ("CELL-1", "F2"), ("CELL-3", "G2")]
    assert (first.content, first.lead_units, first.deadline.text) == ("#REF!", ("#VALUE!",), "#N/A")
    assert first.supporting_units == second.supporting_units == ("市␇财政局",)


def test_a_control_sign_hides_no_deadline_and_no_kind(tmp_path: Path) -> None:
    found, problems = read(
        INDICATORS.replace("| 2022年底 |", "| 2022年底\x07 |")
        + "\n| 1.1 | 公园 | 个 | 增\x08量 | !#REF! | #30 | | | | |\n",
        tmp_path,
    )

    task = next(found.tasks())
    assert told(problems) == [("CELL-3", "D2"), ("CELL-3", "D2"), ("CELL-1", "E2")]
    assert task.deadline.text == "2022年底␇" and task.deadline.date is None
    assert (task.indicators[0].kind, task.indicators[0].comparator) == (
        IndicatorKind.INCREMENT,
        Comparator.EQUAL,
    )


def test_date_cells_are_deadlines_and_odd_ones_are_asked_about(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | @2022-06-30 | 李明 | 市教育局 | 无 |
        | #2 | 学校二 | 乙 | @20240305 | 李明 | 市教育局 | 无 |
        | #3 | 学校三 | 丙 | 24/3/5 | 李明 | 市教育局 | 无 |
        | #4 | 学校四 | 丁 | #2022 | 李明 | 市教育局 | 无 |
        """,
        tmp_path,
    )

    deadlines = [task.deadline for task in found.tasks()]
    assert (deadlines[0].text, deadlines[0].date) == ("2022年6月30日", date(2022, 6, 30))
    assert (deadlines[1].text, deadlines[1].date) == ("20240305", None)
    assert (deadlines[2].text, deadlines[2].date) == ("24/3/5", None)
    assert deadlines[3].date == date(2022, 12, 31)
    assert told(problems) == [("CELL-4", "D3"), ("DATE-1", "D4")]


def test_reports_belong_to_their_task_and_period(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        | 进展 |
        | 期次 | 事项编号 | 进展情况 | 人工状态 | 理由 | 填报单位 | 日期 |
        | 2022Q1 | 1.1 | 已开工 | 正常推进 | 属实 | 市教育局 | @2022-03-28 |
        | 上半年 | 1.1 | 已封顶 |  | | 市教育局 | 2022-6-28 |
        | 某月 | 1.1 | 丢了 |  | | | |
        | 2022Q3 | 9.9 | 没有这事 | | | | |
        """,
        tmp_path,
    )

    reports = next(found.tasks()).progress
    assert [(str(r.period), r.text) for r in reports] == [("2022Q1", "已开工"), ("2022Q2", "已封顶")]
    assert (reports[0].manual_status, reports[0].reported_on) == (Status.ON_SCHEDULE, date(2022, 3, 28))
    assert reports[1].reported_on == date(2022, 6, 28)
    assert told(problems) == [("WORD-2", "A4"), ("PRO-1", "A4"), ("PRO-2", "B5")]


def test_indicators_of_no_task_are_told(tmp_path: Path) -> None:
    _, problems = read(INDICATORS + "\n| 7.7 | 公园 | 个 | 增量 | ≥ | #30 | | | | |\n", tmp_path)

    assert told(problems) == [("IND-1", "A2")]


def test_rows_with_nothing_but_formulas_are_blank(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |
        | 指标 |
        | 事项编号 | 指标名称 | 目标值 | 完成率 | 状态 |
        | 1.1 | 公园 | #3 | | |
        | | | | !#N/A | 未判定 |
        """,
        tmp_path,
    )

    assert (len(list(found.indicators())), problems) == (1, [])


def test_one_name_merged_over_numbered_rows_is_one_project(tmp_path: Path) -> None:
    found, _ = read(
        """
        | 任务 |
        | 序号 | 项目名称 | 主要内容 | 牵头单位 |
        | #1 | 学校 | 甲 | 市教育局 |
        | #2 | ^    | 乙 | 市财政局 |
        | #3 | 养老 | 丙 | 市民政局 |
        """,
        tmp_path,
    )

    assert [(p.number, p.name, len(p.tasks)) for p in found.projects] == [("1", "学校", 2), ("3", "养老", 1)]


def test_a_list_of_names_may_have_one_column_filled(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 示例市教育局 | 无 |
        | 单位 |
        | 全称 | 简称/别名 |
        | 示例市教育局 | |
        | 注：名称以编办文件为准。 | |
        | 领导 |
        | 姓名 | |
        | 李明 | |
        | 欧阳雪梅 | |
        """,
        tmp_path,
    )

    assert [unit.full_name for unit in found.units] == ["示例市教育局"]
    assert [leader.name for leader in found.leaders] == ["李明", "欧阳雪梅"]
    assert [(p.code, p.origin.sheet, p.origin.cell) for p in problems] == [("ROW-2", "单位", "A3")]


def test_the_other_sheets_are_read(tmp_path: Path) -> None:
    found, problems = read(
        f"""
        | 任务 |
        {HEADING}
        | #1 | 学校 | 甲 | 2022年底 | 李明 | 市教育局 | 各镇、有关园区公司 |
        | 单位 |
        | 全称 | 简称/别名 | 类别 | 组成员 | 电话 | 有效期至 |
        | 市教育局 | 教育局、教委 | 部门 | | #85550000 | @2030-01-01 |
        | 各镇、有关园区公司 | | 组合单位 | 甲镇、乙镇 | | |
        | 领导 |
        | 姓名 | 职务 |
        | 李　明 | 副市长 |
        | 目标调整 |
        | 编号 | 调整内容 | 调整前 | 调整后 | 批准文件 | 调整日期 |
        | 1.1.1 | 目标值 | #3 | #4 | 常务会议纪要 | 2022年7月1日 |
        | 投资 |
        | 编号 | 总投资（万元） | 年度计划 | 一季度完成投资 |
        | #1 | 1.2亿元 | #5000 | 1200万元 |
        """,
        tmp_path,
    )

    unit, group = found.units
    assert problems == []
    assert (unit.short_names, unit.phone, unit.valid_to) == (("教育局", "教委"), "85550000", date(2030, 1, 1))
    assert group.members == ("甲镇", "乙镇")
    assert next(found.tasks()).supporting_units == ("各镇、有关园区公司",)
    assert [leader.name for leader in found.leaders] == ["李明"]
    assert (found.amendments[0].after, found.amendments[0].changed_on) == ("4", date(2022, 7, 1))
    money = found.investments[0]
    assert (money.total, money.planned, money.invested[0]) == (12000, 5000, 1200)


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"not a workbook")

    with pytest.raises(WorkbookError):
        read_register(path)


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = register(
        SETTINGS + INDICATORS + "\n| 1.1 | 公园 | 个 | 增量 | ≥ | 约30 | | | | |\n", tmp_path / "台账.xlsx"
    )

    assert read_register(path) == read_register(path)


def test_every_problem_names_file_sheet_and_cell(tmp_path: Path) -> None:
    _, problems = read(INDICATORS + "\n| 7.7 | 公园 | 个 | 增量 | ≥ | 约30 | | | !#REF! | |\n", tmp_path)

    assert problems
    assert all(p.origin.file == "台账.xlsx" and p.origin.sheet and p.origin.cell for p in problems)
    assert all(p.said.endswith("。") and p.advice.endswith("。") for p in problems)
