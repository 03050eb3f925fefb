"""Old formats, made by LibreOffice from a document of ours, give the same draft as that document."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.errors import WorkbookError
from generators.published import converting
from generators.published.drafting import draft_register
from generators.published.reading import read_document
from tests.office import convert
from tests.published_files import Grid, excel_file, word_file

TITLE = ["示例市2025年民生实事项目任务分解表"]
PLAN: Grid = [
    ["序号", "项目名称", "主要内容", "完成时限", "分管领导", "牵头单位", "配合单位"],
    ["1", "好学工程", "新建学校2所，增加学位1200个。", "2025年底", "李明", "市教育局", "各县区\n市财政局"],
    [None, None, "改造教室30间。", None, None, None, "市住建局"],
    ["2", "健康工程", "新建医院1家。", "9月底前", "王建国", "市卫健委\n市医保局", ""],
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the same document in old and foreign formats, by extension."""
    folder = tmp_path_factory.mktemp("old")
    word = word_file(folder / "word.docx", TITLE, PLAN)
    excel = excel_file(folder / "excel.xlsx", TITLE, PLAN)
    found = {".docx": word, ".xlsx": excel}
    for source, kinds in ((word, ("doc", "odt", "rtf")), (excel, ("xls", "ods"))):
        for kind in kinds:
            found[f".{kind}"] = convert([source], folder, kind)[0]
    return found


@pytest.mark.office
@pytest.mark.parametrize("kind", [".doc", ".odt", ".rtf", ".xls", ".ods"])
def test_an_old_format_gives_the_same_tasks(kind: str, made: dict[str, Path]) -> None:
    document = read_document(made[kind])

    assert document.file == made[kind].name
    assert document.converted_from
    assert draft_register([document]).rows["任务"] == draft_register([read_document(made[".docx"])]).rows["任务"]


@pytest.mark.office
def test_without_libreoffice_it_is_said_what_to_do(made: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "find_office", lambda: None)

    with pytest.raises(WorkbookError) as error:
        read_document(made[".doc"])

    assert error.value.problems[0].code == "PUB-7"
    assert "另存为“Word 文档（.docx）”" in error.value.message
