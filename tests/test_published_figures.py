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
