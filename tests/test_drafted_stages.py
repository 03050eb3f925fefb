"""Works to be built: what stage they are to reach, where the document says it and where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.adding.differences import KINDS
from generators.model.indicator import Comparator, IndicatorKind
from generators.published.drafting import Draft, draft_register
from generators.published.reading import document_of_text
from generators.published.writing import write_draft
from tests.published_files import text_file
from tests.test_adding import TASKS, add, lines, register
from tests.test_published_draft import column

TITLE = "示例市2022年民生实事项目一季度进展情况"


def drafted(*contents: str) -> Draft:
    items = [f"{number}.{content}\n进展情况：施工至三层。" for number, content in enumerate(contents, 1)]
    return draft_register([document_of_text("\n".join([TITLE, *items]), "a.txt")])


@pytest.mark.parametrize(
    ("content", "stage"),
    [
        ("新建区图书馆。", "竣工"),
        ("改扩建区图书馆。", "竣工"),
        ("新建区图书馆，年内主体封顶。", "主体封顶"),
        ("开工建设区图书馆。", "开工"),
        ("区图书馆施工至三层。", "在建"),
        ("继续建设区图书馆。", "在建"),
        ("建成区图书馆。", "竣工"),
    ],
)
def test_what_is_to_be_built_is_to_be_finished_unless_a_stage_is_named(content: str, stage: str) -> None:
    draft = drafted(content, "新增停车位5个。")

    assert column(draft, "指标", "target")[0] == stage


def test_the_supposition_is_listed_once_with_all_its_places(tmp_path: Path) -> None:
    draft = drafted("新建区图书馆。", "新建区体育馆。", "建成区文化馆。")

    write_draft(draft, tmp_path / "台账.xlsx")

    [line] = [one for one in lines(tmp_path / "台账.xlsx") if "做到哪一步" in str(one[4])]
    assert line[2] == "指标 1.1.1、指标 2.1.1"


def test_a_register_that_says_another_stage_is_not_told_to_differ(tmp_path: Path) -> None:
    task = ("1", "阅读工程", "", "1.1", "新建区图书馆。", *TASKS[0][5:])
    row = ("1.1", "1.1.1", "区图书馆", "", IndicatorKind.MILESTONE, Comparator.EQUAL, "在建")
    book = register(tmp_path / "台账.xlsx", [task], [row])
    report = text_file(tmp_path / "b.txt", [TITLE, "一、阅读工程", "新建区图书馆。", "进展情况：已开工。"], [])

    result = add(report, book)

    assert KINDS["target"].code not in result.output
