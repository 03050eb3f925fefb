"""What the heads of tables say: promises are 主要内容, and lists of persons are no tables of tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.errors import WorkbookError
from generators.published.drafting import draft_register
from generators.published.reading import read_document
from tests.published_files import MAKERS, Grid
from tests.test_published_draft import column, unaccounted

TITLE = ["石桥县2031年民生实事"]
PERSONS: dict[str, Grid] = {
    "names first": [["序号", "姓名", "工作内容", "责任单位"], ["1", "林木", "起草文稿3篇", "综合科"],
                    ["2", "田甲", "接待来访5批", "行政科"]],
    "what is said of persons": [["序号", "单位", "姓名", "性别", "工作任务"], ["1", "综合科", "林木", "男", "起草"],
                                ["2", "行政科", "田甲", "女", "接待"]],
}  # fmt: skip


@pytest.mark.parametrize("heading", ["年初承诺", "承诺事项", "承诺内容", "承诺目标", "向社会承诺事项及内容"])
def test_what_was_promised_is_the_content(tmp_path: Path, heading: str) -> None:
    rows = [["序号", "项目名称", heading, "承诺兑现情况", "责任单位"],
            ["1", "健身步道", "新建步道3公里", "已建成3公里", "县林业局"],
            ["2", "便民菜店", "新开菜店5家", "已开业4家", "县商务局"]]  # fmt: skip
    document = read_document(MAKERS[".docx"](tmp_path / "公示.docx", TITLE, rows))

    draft = draft_register([document])

    assert column(draft, "任务", "content") == ["新建步道3公里", "新开菜店5家"]
    assert column(draft, "指标", "cumulative_4") == [3, 4]
    assert unaccounted(document, draft) == []


@pytest.mark.parametrize("rows", PERSONS.values(), ids=PERSONS)
def test_a_list_of_persons_makes_no_register(tmp_path: Path, rows: Grid) -> None:
    document = read_document(MAKERS[".xlsx"](tmp_path / "花名册.xlsx", TITLE, rows))

    with pytest.raises(WorkbookError, match="PUB-9"):
        draft_register([document])


def test_who_answers_for_a_task_makes_no_list_of_persons(tmp_path: Path) -> None:
    rows = [["序号", "姓名", "项目名称", "主要内容"], ["1", "林木", "健身步道", "新建步道3公里"],
            ["2", "田甲", "便民菜店", "新开菜店5家"]]  # fmt: skip
    document = read_document(MAKERS[".xlsx"](tmp_path / "清单.xlsx", TITLE, rows))

    assert column(draft_register([document]), "任务", "project_name") == ["健身步道", "便民菜店"]
