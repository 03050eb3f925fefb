"""待核对 and 来源对照 of a register after a later document: they say what became of every piece, and no more."""

from __future__ import annotations

from pathlib import Path

from tests.published_files import text_file
from tests.test_adding import TASKS, add, lines, register

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
