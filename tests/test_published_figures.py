"""What the figures and days in the words of a document become, and what is told of them; wording of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.published.drafting import Draft, draft_register
from generators.published.reading import read_document
from tests.published_files import MAKERS
from tests.test_published_draft import column

TITLE = "石桥县2031年民生实事项目一季度进展情况"
THINGS = ["围栏", "步道", "雨管", "水渠", "栈桥", "护坡", "长廊", "花带", "院墙", "路肩"]
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
    ("改造小区9个。", "完工3个，惠及居民1860户。", ""),
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
    done = "".join(f"新建{thing}{at + 2}米。" for at, thing in enumerate(THINGS))
    draft = table(tmp_path, HEAD, ["1", "安居", "改造小区9个。", done])

    (said,) = doubts(draft, "text")
    assert said.count("米、") == 7
    assert said.endswith("等10个")


def test_a_task_of_milestones_is_not_asked_about_shares_of_its_works(tmp_path: Path) -> None:
    draft = table(tmp_path, HEAD, ["1", "文体", "县文化馆新馆竣工。", "县文化馆新馆外墙粉刷完成80%。"])

    assert column(draft, "指标", "name") == ["县文化馆新馆"]
    assert doubts(draft, "text") == []


# ---------------------------------------------------------------- 完成时限 in words
PLAN = ["序号", "项目名称", "主要内容"]


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
    assert said_of_deadlines(draft) == []


def said_of_deadlines(draft: Draft) -> list[str]:
    """Return what is said of the deadlines of all tasks."""
    return [entry.reason for entry in draft.doubtful if entry.placed == "任务 完成时限"]
