"""待核对 and 来源对照 of a register after a later document: they say what became of every piece, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.published.drafting import draft_register
from generators.published.reading import read_document
from generators.published.writing import write_draft
from generators.registers.read import read_register
from generators.workbooks.addresses import parse_address
from tests.published_files import excel_file, text_file
from tests.test_adding import SUMMARY, TASKS, add, cumulative, lines, register, said

TITLE = "示例市2022年民生实事项目一季度进展情况汇总"
PLANTED = ["三、绿化工程", "种植行道树900棵。", "进展情况：已种植行道树300棵。"]


def placed(path: Path) -> dict[str, str]:
    """Return where each text of 来源对照 went."""
    return {str(line[1]): str(line[2]) for line in lines(path, "来源对照")}


def test_what_is_of_no_task_of_the_register_is_said_to_go_nowhere(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    parking = ["二、停车便民工程", TASKS[2][4], "进展情况：已新增公共停车泊位1000个。"]

    result = add(text_file(tmp_path / "a.txt", [TITLE, *map(str, parking), *PLANTED], []), target)

    assert result.exit_code == 0, result.output
    found = placed(target)
    assert found["已新增公共停车泊位1000个。"] == "进展 2022Q1 2.1 进展情况"
    assert found["已种植行道树300棵。"] == "没有采用"
    assert found["种植行道树900棵。"] == "没有采用"


def test_a_report_that_there_is_none_is_said_to_go_nowhere(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    parking = ["二、停车便民工程", str(TASKS[2][4]), "进展情况：本期未报送进展。"]
    school = ["一、好学工程", str(TASKS[1][4]), "进展情况：已改造教室30间。"]

    add(text_file(tmp_path / "a.txt", [TITLE, *school, *parking], []), target)

    assert placed(target)["本期未报送进展。"] == "没有采用"
    assert not any("  " in one for one in placed(target).values())


def test_what_another_content_goes_with_is_said_of_it(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    wider = "新增公共停车泊位4000个，其中充电泊位300个。"
    parking = ["二、停车便民工程", f"【目标】{wider}", "【进展】已新增公共停车泊位1000个。"]

    add(text_file(tmp_path / "a.txt", [TITLE, *parking], []), target)

    assert placed(target)[wider] == "任务 2.1 主要内容"


# ---------------------------------------------------------------- one item that is several tasks
WHOLE = "新建学校2所，增加学位1200个；改造教室90间。"
ELSE = "种植行道树900棵，铺设绿地草坪500块。"


def spanning(progress: str, content: str = WHOLE) -> list[str]:
    lines = [f"【目标】{content}", f"【进展】{progress}", "【责任单位】市教育局"]
    return [TITLE, "1. 好学工程", *lines, "2. 停车便民工程", f"【目标】{TASKS[2][4]}"]


def test_figures_of_an_item_that_is_several_tasks_are_written_and_its_text_is_told(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    report = "建成学校1所，增加学位600个；改造教室30间。"

    result = add(text_file(tmp_path / "a.txt", spanning(report), []), target)

    book = read_register(target)[0]
    assert [cumulative(book)[number][0] for number in ("1.1.1", "1.1.2", "1.2.1")] == ["1", "600", "30"]
    assert said(book) == {}
    [line] = [one for one in lines(target) if one[1] == report]
    assert "对应台账几个事项（1.1、1.2）" in str(line[4])
    assert "DIFF-18" not in result.output
    assert placed(target)[report] == "没有采用"


def test_an_item_that_promises_something_else_is_several_tasks_for_nobody(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")

    result = add(text_file(tmp_path / "a.txt", spanning("改造教室30间。", ELSE), []), target)

    assert "DIFF-18" in result.output
    assert cumulative(read_register(target)[0])["1.2.1"] == (None,) * 4


@pytest.mark.parametrize("known", ["1.", "好学工程", "市教育局"])
def test_marks_and_names_that_the_register_has_are_not_asked_about(known: str, tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")

    add(text_file(tmp_path / "a.txt", spanning("已种植行道树300棵。", ELSE), []), target)

    assert known not in [line[1] for line in lines(target)]
    assert "已种植行道树300棵。" in [line[1] for line in lines(target)]


def test_the_cells_of_a_sheet_are_listed_from_left_to_right(tmp_path: Path) -> None:
    source = excel_file(tmp_path / "表.xlsx", [TITLE], SUMMARY)

    write_draft(draft_register([read_document(source)]), tmp_path / "台账.xlsx")

    cells = [str(line[0]).partition("］")[2] for line in lines(tmp_path / "台账.xlsx", "来源对照")]
    assert cells == sorted(cells, key=parse_address)
    assert len(cells) > len(SUMMARY) * 2
