"""The rules over a whole register: each finds its own mistake, at its cell, and leaves a good register alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.errors import Problem, Severity
from generators.model.register import Register
from generators.registers import check_figures, check_numbers, check_progress, check_texts
from generators.registers.check import RULES, check_register
from generators.registers.check_texts import wrong_sums
from generators.registers.messages import MESSAGES, message_rows
from generators.registers.read import read_register
from tests.drawing_registers import register
from tests.offices import indicator, task

SETTINGS = """
    | 设置 |
    | 设置项 | 取值 |
    | 地区 | 示例市 |
    | 年度 | #2022 |
    | 当前期次 | 2022Q2 |
"""
TASKS = """
    | 任务 |
    | 序号 | 项目名称 | 事项编号 | 主要内容 | 完成时限 | 分管领导 | 牵头单位 | 配合单位 |
"""
GOOD_TASK = "| 1 | 学校 | 1.1 | 新建公园30个，道路20公里。 | 2022年底 | 李明 | 市教育局 | 无 |\n"
FIGURES = """
    | 指标 |
    | 事项编号 | 指标编号 | 指标名称 | 计量单位 | 类型 | 口径 | 目标值 | 目标上限 | 基数 | 一季度目标 | 四季度目标 | 一季度累计 | 上半年累计 | 全年累计 |
"""
REPORTS = """
    | 进展 |
    | 期次 | 事项编号 | 进展情况 | 存在问题 | 下一步打算 | 人工状态 | 理由 | 填报单位 |
"""
GOOD_REPORT = "| 2022Q2 | 1.1 | 已建成公园15个。 | | | | | 市教育局 |\n"
UNITS = """
    | 单位 |
    | 全称 | 简称/别名 | 组成员 | 有效期至 |
    | 市教育局 | 教育局 | | |
    | 市财政局 | | | |
"""
LEADERS = """
    | 领导 |
    | 姓名 | 职务 |
    | 李明 | 副市长 |
    | 李鸣 | 市长 |
"""


def found(drawing: str, folder: Path) -> list[Problem]:
    """Return what the rules find in a drawing."""
    read, problems = read_register(register(SETTINGS + drawing, folder / "台账.xlsx"))
    assert [p for p in problems if p.severity is Severity.ERROR] == []
    return check_register(read)


def told(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """Return code, sheet and cell of each problem."""
    return [(p.code, p.origin.sheet, p.origin.cell) for p in problems]


def figures(*rows: str) -> str:
    """Return a good task with rows of 指标: name, unit, kind, comparator, target, upper, base, four figures …"""
    return TASKS + GOOD_TASK + FIGURES + "".join(f"| 1.1 | {row} |\n" for row in rows)


def reports(*rows: str, indicators: str = "") -> str:
    """Return a good task with rows of 进展."""
    return TASKS + GOOD_TASK + indicators + REPORTS + "".join(f"| {row} |\n" for row in rows)


def test_a_good_register_has_no_problems(tmp_path: Path) -> None:
    drawing = figures(
        "1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | #5 | #30 | #5 | #15 |",
        "1.1.2 | 道路 | 公里 | 增量 | = | #20 | | | | | #4 | #9 |",
    )

    assert found(drawing + REPORTS + GOOD_REPORT + UNITS + LEADERS, tmp_path) == []


def test_an_empty_register_has_no_problems_that_crash() -> None:
    from generators.model.settings import Settings

    assert check_register(Register(Settings())) == []


TASK_MISTAKES = [
    ("| 1 | 医院 | 2.1 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |", []),
    ("| 2 | 医院 | 1.1 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |", [("TASK-1", "任务", "C3")]),
    ("| 2 |  | 2.1 | 甲 | 2022年底 | 李明 | 市教育局 | 无 |", [("EMPTY-1", "任务", "B3")]),
    ("| 2 | 医院 | 2.1 |  | 2022年底 | 李明 | 市教育局 | 无 |", [("EMPTY-1", "任务", "D3")]),
    ("| 2 | 医院 | 2.1 | 甲 | 2022年底 | 李明 | 无 | 无 |", [("EMPTY-2", "任务", "G3")]),
    ("| 2 | 医院 | 2.1 | 甲 | 无 | 李明 | 市教育局 | 无 |", [("EMPTY-2", "任务", "E3")]),
    ("| 2 | 医院 | | | | | | |", [("PROJ-2", "任务", "B3")]),
    ("| 2 | 医院 | 2.1 | 甲 | 2021年底 | 李明 | 市教育局 | 无 |", [("DATE-2", "任务", "E3")]),
    ("| 2 | 医院 | 2.1 | 咨询电话13800001111 | 2022年底 | 李明 | 市教育局 | 无 |", [("TEXT-3", "任务", "D3")]),
    ("| 2 | 医院 | 2.1 | 咨询电话0519-85550000 | 2022年底 | 李明 | 市教育局 | 无 |", [("TEXT-3", "任务", "D3")]),
    ("| 2 | 医院 | 2.1 | 新建公园,道路 | 2022年底 | 李明 | 市教育局 | 无 |", [("TEXT-4", "任务", "D3")]),
    ("| 2 | 医院 | 2.1 | 比例为3:2，见 a, b | 2022年底 | 李明 | 市教育局 | 无 |", []),
    ("| 2 | 医院 | 2.1 | 新建学校22所，其中幼儿园9所、小学5所、初中7所。 | 2022年底 | 李明 | 市教育局 | 无 |", [("TEXT-2", "任务", "D3")]),
    ("| 2 | 医院 | 2.1 | 新建学校21所，其中幼儿园9所、小学5所、初中7所。 | 2022年底 | 李明 | 市教育局 | 无 |", []),
    ("| 2 | 医院 | 2.1 | 新建学校21所，其中年内完工9所。 | 2022年底 | 李明 | 市教育局 | 无 |", []),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), TASK_MISTAKES)
def test_a_mistake_in_the_tasks_is_found_at_its_cell(
    row: str, expected: list[object], tmp_path: Path
) -> None:
    problems = found(TASKS + GOOD_TASK + row, tmp_path)

    assert [one for one in told(problems) if one[0] != "PROJ-1"] == expected


def test_a_project_number_that_comes_back_is_an_error(tmp_path: Path) -> None:
    drawing = (
        TASKS
        + GOOD_TASK
        + GOOD_TASK.replace("1.1", "2.1").replace("| 1 | 学校", "| 2 | 医院")
        + GOOD_TASK.replace("1.1", "3.1")
    )

    assert told(found(drawing, tmp_path)) == [("PROJ-1", "任务", "A4")]


FIGURE_MISTAKES = [
    ("1.1.1 | 公园 | 个 | 增量 | ≥ |  | | | | | | |", [("IND-3", "G2")]),
    ("1.1.1 |  | 个 | 增量 | ≥ | #30 | | | | | | |", [("EMPTY-1", "C2")]),
    ("1.1.1 | 公园 | 个 | 持续推进 | |  | | | | | | |", []),
    ("1.1.1 | 换电柜 | 台 | 倍增 | ≥ | #2 | | | | | | |", [("IND-4", "I2")]),
    ("1.1.1 | 公园 | 个 | 增量 | 区间 | #30 | | | | | | |", [("IND-5", "H2")]),
    ("1.1.1 | 公园 | 个 | 增量 | 区间 | #30 | #20 | | | | | |", [("IND-5", "H2")]),
    ("1.1.1 | 公园 | 个 | 增量 | 区间 | #30 | #40 | | | | | |", []),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | #40 | | | | | |", [("IND-6", "H2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #9 | #8 |", [("IND-7", "M2")]),
    ("1.1.1 | 公园 | 个 | 存量 | ≥ | #30 | | | | | #29 | #28 |", []),
    ("1.1.1 | 失业率 | % | 比率 | ≤ | #30 | | | | | #9 | #8 |", []),
    ("1.1.1 | 公园 | 个 | 增量 | = | #30 | | | #9 | #8 | | |", [("IND-8", "K2")]),
    ("1.1.1 | 公园 | 个 | 增量 | = | #30 | | | #9 | #31 | | |", [("IND-9", "K2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | #9 | #31 | | |", []),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #20 | #91 |", [("IND-12", "M2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #20 | #90 |", []),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #20 | #300 |", [("IND-11", "M2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #1 | #2 | #3", [("IND-11", "N2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #1 | #3 |", []),
    ("1.1.1 | 资金 | 万元 | 增量 | ≥ | #30 | | | | | | #150000 |", [("IND-10", "M2")]),
    ("1.1.1 | 资金 | 元 | 增量 | ≥ | #30 | | | | | #0.003 | |", [("IND-10", "L2"), ("IND-18", "M2")]),
    ("1.1.1 | 资金 | 万元 | 增量 | ≥ | #30 | | | | | #0.002 | #20 |", [("IND-10", "M2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #-1 | |", [("IND-13", "L2"), ("IND-18", "M2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #12 | |", [("IND-18", "M2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #30 | |", []),
    ("1.1.1 | 资金 | 元 | 增量 | ≥ | #1234567890123456.5 | | | | | | |", [("IND-19", "G2"), ("TEXT-1", "G2")]),
    ("1.1.1 | 覆盖率 | % | 增量 | ≥ | #30 | | | | | | |", [("IND-15", "E2")]),
    ("1.1.1 | 覆盖率 | % | 比率 | ≥ | #0.85 | | | | | | |", [("IND-17", "G2"), ("TEXT-1", "G2")]),
    ("1.1.1 | 二期 |  | 形象进度 | | 投入使用 | | | | | 主体封顶 | 差不多了 |", [("IND-16", "M2")]),
    ("1.1.1 | 公园 | 个 | 增量 | ≥ | #31 | | | | | | |", [("TEXT-1", "G2")]),
    ("1.1.1 | 道路 | 米 | 增量 | ≥ | #20000 | | | | | | |", [("TEXT-1", "G2")]),
    ("1.1.1 | 换电柜 | 台 | 倍增 | ≥ | #2 | | #45 | | | | |", []),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), FIGURE_MISTAKES)
def test_a_mistake_in_the_figures_is_found_at_its_cell(
    row: str, expected: list[object], tmp_path: Path
) -> None:
    problems = found(figures(row), tmp_path)

    assert [(p.code, p.origin.cell) for p in problems] == expected


def test_a_target_in_ten_thousands_is_found_in_the_text(tmp_path: Path) -> None:
    drawing = TASKS + GOOD_TASK.replace("公园30个", "培训1.5万人次") + FIGURES
    rows = "| 1.1 | 1.1.1 | 培训 | 人次 | 增量 | ≥ | #15000 |\n| 1.1 | 1.1.2 | 培训二 | 万人次 | 增量 | ≥ | #1.5 |\n"

    assert found(drawing + rows, tmp_path) == []


def test_numbers_and_names_of_indicators_come_once(tmp_path: Path) -> None:
    row = "公园 | 个 | 增量 | ≥ | #30 | | | | | | |"

    problems = found(figures(f"1.1.1 | {row}", f"1.1.1 | {row}"), tmp_path)

    assert [(p.code, p.origin.cell) for p in problems] == [("IND-2", "B3"), ("IND-14", "C3")]
    assert "指标!B2" in problems[0].said


AMENDED = """
    | 目标调整 |
    | 编号 | 调整内容 | 调整前 | 调整后 | 批准文件 |
"""


def test_an_amendment_explains_a_fall_and_another_target(tmp_path: Path) -> None:
    drawing = figures("1.1.1 | 公园 | 个 | 增量 | ≥ | #28 | | | | | #9 | #8 |")

    assert [p.code for p in found(drawing, tmp_path)] == ["TEXT-1", "IND-7"]
    assert found(drawing + AMENDED + "| 1.1.1 | 目标值 | 30 | 28 | 会议纪要3号 |", tmp_path) == []


def test_an_amendment_needs_a_known_number_a_document_and_the_value_in_force(tmp_path: Path) -> None:
    drawing = figures("1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | | |") + AMENDED

    problems = found(
        drawing + "| 9.9 | 目标值 | 30 | 28 | 纪要 |\n| 1.1.1 | 目标值 | 28 | 29 | |\n", tmp_path
    )

    assert told(problems) == [
        ("AMD-1", "目标调整", "A2"),
        ("AMD-3", "目标调整", "D3"),
        ("AMD-2", "目标调整", "E3"),
    ]


REPORT_MISTAKES = [
    ([], []),
    (["2022Q1 | 1.1 | 好 | | | | |"], [("PRO-3", "任务", "C2")]),
    (["2022Q2 | 1.1 | 好 | | | | |", "2022Q2 | 1.1 | 更好 | | | | |"], [("PRO-4", "进展", "A3")]),
    (["2022Q2 | 1.1 | 好 | | | | |", "2021Q4 | 1.1 | 旧 | | | | |"], [("PRO-5", "进展", "A3")]),
    (["2022Q2 | 1.1 | 好 | | | | |", "2022Q3 | 1.1 | 早 | | | | |"], [("PRO-5", "进展", "A3")]),
    (["2022Q2 | 1.1 | 好 | | | 大概行 | 因为 |"], [("PRO-6", "进展", "F2")]),
    (["2022Q2 | 1.1 | 好 | | | 正常推进 |  |"], [("PRO-7", "进展", "G2")]),
    (["2022Q2 | 1.1 | 电话13800001111 | | | | |"], [("TEXT-3", "进展", "C2")]),
    (["2022Q2 | 1.1 | 好 | 资金,不足 | | | |"], [("TEXT-4", "进展", "D2")]),
    (["2022Q2 | 1.1 | 共45项，已完成24项、正常推进9项、滞后11项。 | | | | |"], [("COUNT-1", "进展", "C2")]),
    (["2022Q2 | 1.1 | 共44项，已完成24项、正常推进9项、滞后11项。 | | | | |"], []),
    (["2022Q2 | 1.1 | 已完成24项、正常推进9项。 | | | | |"], []),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), REPORT_MISTAKES)
def test_a_mistake_in_the_reports_is_found_at_its_cell(
    rows: list[str], expected: list[object], tmp_path: Path
) -> None:
    assert told(found(reports(*rows), tmp_path)) == expected


ONE = FIGURES + "| 1.1 | 1.1.1 | 公园 | 个 | 增量 | ≥ | #30 | | | | | #2 | {actual} | |\n"


@pytest.mark.parametrize(
    ("actual", "judged", "reason", "codes"),
    [
        ("#3", "已完成", "", ["PRO-8", "PRO-7"]),
        ("#3", "已完成", "年底补齐", ["PRO-8"]),
        ("#3", "按序时", "年底补齐", []),
        ("#3", "滞后", "无资金", []),
        ("#30", "暂缓实施", "会议决定", ["PRO-8"]),
        ("#15", "按序时", "属实", []),
    ],
)
def test_a_person_may_judge_otherwise_only_with_a_reason(
    actual: str, judged: str, reason: str, codes: list[str], tmp_path: Path
) -> None:
    row = f"2022Q2 | 1.1 | 好 | | | {judged} | {reason} |"

    problems = found(reports(row, indicators=ONE.format(actual=actual)), tmp_path)

    assert [p.code for p in problems] == codes


def test_a_deadline_that_has_passed_is_told_unless_all_is_done(tmp_path: Path) -> None:
    late, done = (reports("2022Q2 | 1.1 | 好 | | | | |", indicators=ONE.format(actual=actual)).replace("2022年底", "5月底前")
                  for actual in ("#20", "#30"))  # fmt: skip

    assert told(found(late, tmp_path)) == [("PRO-9", "任务", "E2")]
    assert found(done, tmp_path) == []


def test_circled_numbers_are_held_against_the_indicators(tmp_path: Path) -> None:
    drawing = reports(
        "2022Q2 | 1.1 | ①建成公园；②修路；③绿化。 | | | | |", indicators=ONE.format(actual="#15")
    )

    assert told(found(drawing, tmp_path)) == [("PRO-10", "进展", "C2")]


def test_an_unknown_unit_is_told_once_with_the_nearest_names(tmp_path: Path) -> None:
    drawing = (
        TASKS
        + GOOD_TASK.replace("市教育局", "市教肓局")
        + GOOD_TASK.replace("1.1", "1.2").replace("市教育局", "市教肓局\\n教育局")
    )

    problems = found(drawing + UNITS, tmp_path)

    assert told(problems) == [("UNIT-1", "任务", "G2")]
    assert "（共 2 处）" in problems[0].said and "市教育局" in problems[0].said


def test_names_continued_from_above_are_counted_once(tmp_path: Path) -> None:
    drawing = TASKS + GOOD_TASK.replace("市教育局", "市教肓局") + "|  |  | 1.2 | 乙 |  |  |  |  |\n" * 1

    (problem,) = found(drawing + UNITS, tmp_path)

    assert "处" not in problem.said


def test_members_must_be_units_and_units_come_once_and_in_force(tmp_path: Path) -> None:
    drawing = (
        TASKS
        + GOOD_TASK.replace("市教育局", "市撤并局")
        + """
        | 单位 |
        | 全称 | 简称/别名 | 组成员 | 有效期至 |
        | 市教育局 | 教育局 | | |
        | 教育局 | | | |
        | 各镇 | | 甲镇、市教育局 | |
        | 市撤并局 | | | @2020-12-31 |
    """
    )

    assert told(found(drawing, tmp_path)) == [
        ("UNIT-4", "任务", "G2"),
        ("UNIT-3", "单位", "A3"),
        ("UNIT-2", "单位", "C4"),
    ]


def test_an_unknown_leader_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    (problem,) = found(TASKS + GOOD_TASK.replace("李明", "李朋") + LEADERS, tmp_path)

    assert (problem.code, problem.origin.cell) == ("LEAD-1", "F2")
    assert "李明" in problem.said


def test_money_is_held_against_its_plan(tmp_path: Path) -> None:
    drawing = (
        TASKS
        + GOOD_TASK
        + """
        | 投资 |
        | 编号 | 总投资（万元） | 年度计划（万元） | 一季度完成投资 | 上半年完成投资 |
        | 1 | #100 | #50 | #10 | #60 |
        | 1.1 | #40 | #50 | #10 | #9 |
        | 7 | #100 | #50 | | |
    """
    )

    assert told(found(drawing, tmp_path)) == [
        ("INV-3", "投资", "E2"), ("INV-2", "投资", "C3"), ("INV-4", "投资", "E3"), ("INV-1", "投资", "A4"),
    ]  # fmt: skip


def test_rules_run_on_registers_made_in_memory() -> None:
    from generators.model.register import Register
    from generators.model.task import Project
    from tests.offices import SETTINGS as OFFICE

    made = task("1.1", "新建公园30个。", "市教育局", indicator("1.1.1", "公园", 31, 9, 8))
    problems = check_register(Register(OFFICE, (Project("1", "公园", tasks=(made,)),)))

    assert {p.code for p in problems} == {"IND-7", "TEXT-1"}


def test_the_numbers_of_a_text_are_read_once_for_all_its_indicators(monkeypatch: pytest.MonkeyPatch) -> None:
    from generators.model.task import Project
    from tests.offices import SETTINGS as OFFICE

    read: list[str] = []
    numbers_in = check_texts.numbers_in
    monkeypatch.setattr(check_texts, "numbers_in", lambda text: read.append(text) or numbers_in(text))
    made = task("1.1", "新建公园30个。", "市教育局",
                *(indicator(f"1.1.{place}", f"公园{place}", 100 + place, 9, 8) for place in range(1, 40)))  # fmt: skip
    problems = check_register(Register(OFFICE, (Project("1", "公园", tasks=(made,)),)))

    assert sum(one.code == "TEXT-1" for one in problems) == 39
    assert read == ["新建公园30个。"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("新建22所，其中小学15所、初中7所。", 0),
        ("新建22所，其中小学15所、初中8所。", 1),
        ("开工30个，竣工22个，其中小学15个、初中7个。", 0),
        ("学位15600个，其中幼儿园2600个、小学6000个、初中5000个、高中2000个。", 0),
        ("学位2.4万个，其中小学1.4万个、初中1万个。", 0),
        ("新建22所，其中年内竣工5所。", 0),
        ("其中小学15所、初中8所。", 0),
        ("新建22所，总投资3亿元，其中小学15所、初中7所，惠及5000人。", 0),
    ],
)
def test_parts_are_held_against_a_whole_of_the_same_unit(text: str, wrong: int) -> None:
    assert len(list(wrong_sums(text))) == wrong


def test_every_rule_is_in_the_table_and_says_what_it_wants() -> None:
    modules = (check_numbers, check_figures, check_progress, check_texts)
    named = {
        value
        for module in modules
        for value in vars(module).values()
        if getattr(value, "__module__", "") == module.__name__
        and value.__annotations__.get("return") == "Found"
    }
    helpers = {"repeated", "disagreeing", "wrong_counts"}

    assert {rule.__name__ for rule in RULES} == {rule.__name__ for rule in named} - helpers
    assert all(rule.__doc__ for rule in RULES)


def test_codes_are_unique_and_listed_for_the_manual() -> None:
    codes = [message.code for message in MESSAGES]

    assert len(set(codes)) == len(codes)
    assert [row[0] for row in message_rows()] == codes
    assert all(advice.endswith("。") and "{" not in advice for _, _, _, advice in message_rows())
