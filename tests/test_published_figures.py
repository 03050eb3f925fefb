"""What the figures and days in the words of a document become, and what is told of them; wording of our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from generators.model.indicator import IndicatorKind
from generators.published.drafting import Draft, draft_register
from generators.published.reading import read_document
from tests.published_files import MAKERS
from tests.test_published_draft import column

TITLE = "石桥县2031年民生实事项目一季度进展情况"
THINGS = ["围栏", "步道", "雨管", "水渠", "栈桥", "护坡", "长廊", "花带", "院墙", "路肩"]
PLACES = ["东门", "西门", "南门", "北门", "中门"]
PLAN = ["序号", "项目名称", "主要内容"]
HEAD = ["序号", "项目名称", "主要内容", "进展情况"]


def table(folder: Path, head: list[str], *rows: list[str], kind: str = ".xlsx") -> Draft:
    """Return the draft of a table."""
    path = MAKERS[kind](folder / f"表{kind}", [TITLE], [head, *rows])
    return draft_register([read_document(path)])


def doubts(draft: Draft, field: str) -> list[str]:
    """Return the reasons to look at a field."""
    return [entry.reason for entry in draft.doubtful if entry.field == field]


@pytest.mark.parametrize("promised, done, told", [
    ("改造小区9个，建筑面积40万平方米。", "完工3个，改造面积12万平方米。", "改造面积12万平方米"),
    ("新建幼儿园4所。", "3所幼儿园均已开工。", "幼儿园3所"),
    ("改造小区9个。", "完工3个，惠及居民1860户。", "惠及居民1860户"),
    ("新增床位300张。", "新增床位120张，护理型床位占比达到54.2%。", "护理型床位占比54.2%"),
    ("新增就业900人。", "新增就业300人，登记失业率3.6%。", "登记失业率3.6%"),
    ("新增绿地15公顷。", "新增绿地100亩。", "新增绿地100亩"),
    ("安装路灯900盏。", "安装路灯200盏。又安装路灯300盏。", "安装路灯200盏"),
    ("安装路灯900盏。", "一季度安装路灯200盏，累计安装路灯300盏。", ""),
    ("改造小区9个。", "9个小区全部开工，完工3个。", ""),
    ("改造小区9个。", "累计完工3个，完成率33.3%，去年同期2个。", ""),
    ("更换路灯300盏。", "累计更换路灯120盏，其中城区80盏、镇区40盏。", ""),
    ("更换路灯300盏。", "更换路灯120盏，同比增长8.5%。", ""),
])  # fmt: skip
def test_figures_that_no_indicator_took_in_are_told_in_one_line(
    promised: str, done: str, told: str, tmp_path: Path
) -> None:
    draft = table(tmp_path, HEAD, ["1", "安居", promised, done])

    assert doubts(draft, "text") == ([f"进展里的这些数没有写进指标，请核对：{told}"] if told else [])


def test_many_figures_that_no_indicator_took_in_are_one_line(tmp_path: Path) -> None:
    done = "".join(f"新建{place}{thing}{at + 2}米。" for place in PLACES for at, thing in enumerate(THINGS))
    draft = table(tmp_path, HEAD, ["1", "安居", "改造小区9个。", done])

    (said,) = doubts(draft, "text")
    assert said.count("米、") == 39
    assert said.endswith("等50个")


def test_a_task_of_milestones_is_not_asked_about_shares_of_its_works(tmp_path: Path) -> None:
    draft = table(tmp_path, HEAD, ["1", "文体", "县文化馆新馆竣工。", "县文化馆新馆外墙粉刷完成80%。"])

    assert column(draft, "指标", "name") == ["县文化馆新馆"]
    assert doubts(draft, "text") == []


# ---------------------------------------------------------------- number columns
def test_a_share_in_a_number_column_is_a_ratio_in_percent(tmp_path: Path) -> None:
    path = tmp_path / "指标.xlsx"
    book = Workbook()
    for row in (
        [TITLE],
        ["序号", "项目名称", "指标名称", "目标值", "累计完成"],
        ["1", "医保", "参保率", 0.95, 0.935],
    ):
        book.active.append(row)
    for cell in book.active[3][3:]:
        cell.number_format = "0.0%"
    book.save(path)

    draft = draft_register([read_document(path)])

    assert column(draft, "指标", "unit_of_measure") == ["%"]
    assert column(draft, "指标", "kind") == [IndicatorKind.RATIO]
    assert column(draft, "指标", "target") == [95]
    assert column(draft, "指标", "cumulative_1") == [Decimal("93.5")]


@pytest.mark.parametrize("name, bare, unit", [
    ("新建公园（个）", "新建公园", "个"), ("改造面积(万平方米)", "改造面积", "万平方米"), ("新增工位（含共享）", "新增工位（含共享）", ""),
])  # fmt: skip
def test_a_unit_behind_the_name_of_what_is_counted_is_its_unit(
    name: str, bare: str, unit: str, tmp_path: Path
) -> None:
    draft = table(tmp_path, [*PLAN, "目标值"], ["1", "安居", name, "30"])

    assert column(draft, "指标", "name") == [bare]
    assert column(draft, "指标", "unit_of_measure") == [unit]
    assert column(draft, "任务", "content") == [name]


# ---------------------------------------------------------------- 其中
@pytest.mark.parametrize("content, told", [
    ("新增就业900人，其中失业人员200人。", []),
    ("新增床位90张（含护理型床位30张）。", []),
    ("新建学校9所，包括小学3所、初中2所。", []),
    ("新建学校9所，其中小学3所、初中2所等。", []),
    ("新建学校9所，其中小学5所、初中4所。", []),
    ("新建学校9所，其中小学3所、初中2所。", ["“其中”各项加起来是5所，总数是9所"]),
    ("新增就业900人，其中失业人员1200人。", ["“其中”各项加起来是1200人，总数是900人"]),
    ("完成投资1.5亿元，其中县级8000万元、镇级6000万元。", ["“其中”各项加起来是14000万元，总数是1.5亿元"]),
])  # fmt: skip
def test_parts_are_doubted_where_they_claim_the_whole_or_exceed_it(
    content: str, told: list[str], tmp_path: Path
) -> None:
    draft = table(tmp_path, PLAN, ["1", "民生", content])

    assert [entry.reason for entry in draft.doubtful if "其中" in entry.reason] == told


# ---------------------------------------------------------------- 完成时限 in words
def test_a_deadline_in_the_words_of_a_task_is_proposed(tmp_path: Path) -> None:
    draft = table(
        tmp_path, PLAN, ["1", "防汛", "新建泵站2座，4月底前开工，力争11月15日前投运。"], ["2", "亮灯", "更换路灯300盏。6月底前完成。"],
        ["3", "绿化", "新建公园3个。"],
    )  # fmt: skip

    assert column(draft, "任务", "deadline") == ["4月底前开工；11月15日前投运", "6月底前完成", "无"]
    assert doubts(draft, "deadline") == [
        "完成时限取自主要内容里的“4月底前开工；11月15日前投运”，请核对",
        "完成时限取自主要内容里的“6月底前完成”，请核对",
    ]
    assert said_of_deadlines(draft) == [
        "文件里没有单独写完成时限；主要内容写明时间的 2 个事项已按它填写；其余一般理解为2031年底"
    ]


def test_a_deadline_of_one_work_among_others_is_only_told(tmp_path: Path) -> None:
    draft = table(tmp_path, PLAN, ["1", "防汛", "新建泵站2座，9月底前投运；疏浚河道9公里。"])

    assert column(draft, "任务", "deadline") == [""]
    (said,) = said_of_deadlines(draft)
    assert "事项 1.1 只写了部分工作的时间（如“9月底前投运”），没有填" in said


@pytest.mark.parametrize("content", [
    "新建公园3个。", "为2029年以前建成的小区加装电梯9部。", "3月份举办植树活动2场。", "新建泵站2座，年内投运；疏浚河道9公里。",
])  # fmt: skip
def test_words_without_another_day_than_the_end_of_the_year_leave_it(content: str, tmp_path: Path) -> None:
    draft = table(tmp_path, PLAN, ["1", "民生", content])

    assert column(draft, "任务", "deadline") == [""]
    assert said_of_deadlines(draft) == ["文件里没有完成时限，一般理解为2031年底，需要时请在“任务”里填写"]


def test_a_column_of_deadlines_stands_for_itself(tmp_path: Path) -> None:
    rows = [["1", "亮灯", "更换路灯300盏，6月底前完成。", ""], ["2", "绿化", "新建公园3个。", "10月底"]]
    draft = table(tmp_path, [*PLAN, "完成时限"], *rows)

    assert column(draft, "任务", "deadline") == ["无", "10月底"]
    assert said_of_deadlines(draft) == ["事项 1.1 没有写完成时限，台账里填的是“无”，请补填"]


def said_of_deadlines(draft: Draft) -> list[str]:
    """Return what is said of the deadlines of all tasks."""
    return [entry.reason for entry in draft.doubtful if entry.placed == "任务 完成时限"]


# ---------------------------------------------------------------- persons behind units
def test_a_person_behind_a_unit_is_no_unit(tmp_path: Path) -> None:
    rows = [["1", "亮灯", "更换路灯300盏。", "县城管局 王小强"], ["2", "绿化", "新建公园3个。", "县园林中心　李  明、县住建局"],
            ["3", "防汛", "新建泵站2座。", "县水务局 安监局\n高铁办"]]  # fmt: skip
    draft = table(tmp_path, [*PLAN, "牵头单位"], *rows)

    assert column(draft, "任务", "lead_units") == [
        "县城管局",
        "县园林中心\n县住建局",
        "县水务局\n安监局\n高铁办",
    ]
    assert column(draft, "任务", "remark") == [
        "责任人：县城管局 王小强",
        "责任人：县园林中心　李  明、县住建局",
        "",
    ]
    assert [said.partition("”")[0] for said in doubts(draft, "remark")] == [
        "“县城管局 王小强",
        "“县园林中心　李  明、县住建局",
    ]
    assert "王小强" not in draft.keys["单位"]


def test_a_name_that_is_a_unit_of_its_own_elsewhere_stays_one(tmp_path: Path) -> None:
    rows = [["1", "亮灯", "更换路灯300盏。", "县城管局 金安"], ["2", "绿化", "新建公园3个。", "金安"]]
    draft = table(tmp_path, [*PLAN, "牵头单位"], *rows)

    assert column(draft, "任务", "lead_units") == ["县城管局\n金安", "金安"]
