"""Old formats, made by LibreOffice from a document of ours, give the same draft as that document."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generators.errors import WorkbookError
from generators.published.drafting import draft_register
from generators.published.reading import read_document
from generators.sources import converting
from tests.office import convert
from tests.published_files import Grid, excel_file, word_file
from tests.test_published_reading import grid

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
    for kind, like in ((".et", ".xls"), (".wps", ".doc"), (".docx改为.xls", ".docx")):
        found[kind] = Path(shutil.copy(found[like], folder / f"renamed{kind}"))
    return found


@pytest.mark.office
@pytest.mark.parametrize("kind", [".doc", ".wps", ".odt", ".rtf", ".xls", ".et", ".ods", ".docx改为.xls"])
def test_an_old_format_gives_the_same_tasks(kind: str, made: dict[str, Path]) -> None:
    document = read_document(made[kind])

    assert document.file == made[kind].name
    assert bool(document.converted_from) == (kind in (".doc", ".wps", ".odt", ".rtf"))
    assert draft_register([document]).rows["任务"] == draft_register([read_document(made[".docx"])]).rows["任务"]


@pytest.mark.office
def test_without_libreoffice_it_is_said_what_to_do(made: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "find_office", lambda: None)

    with pytest.raises(WorkbookError) as error:
        read_document(made[".doc"])

    assert read_document(made[".xls"]).tables() and read_document(made[".ods"]).tables()
    assert error.value.problems[0].code == "PUB-7"
    assert "另存为“Word 文档（.docx）”" in error.value.message


@pytest.mark.office
def test_an_old_sheet_shows_what_excel_shows(tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    sheet.append(["指标", "比例", "日期", "数", "结果", "错误"])
    sheet.append(["甲", 0.855, date(2025, 9, 30), 1200, "=D2*2", "=1/0"])
    sheet["B2"].number_format, sheet["C2"].number_format, sheet["D2"].number_format = "0.0%", 'yyyy"年"m"月"d"日"', "#,##0"
    sheet["A2"].comment = Comment("请核实", "某人")
    sheet.append(["乙"])
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("旧表").append(["上年"])
    book["旧表"].sheet_state = "hidden"
    source = tmp_path / "源.xlsx"
    book.save(source)

    old, open_ = (read_document(convert([source], tmp_path, kind)[0]) for kind in ("xls", "ods"))

    assert grid(old)[1] == ["甲", "85.5%", "2025年9月30日", "1200", "2400", "#DIV/0!"]
    assert grid(open_)[1] == ["甲", "85.5%", "2025年9月30日", "1,200", "2400", "#DIV/0!"]
    hidden = [("隐藏的内容", "隐藏的行：3"), ("隐藏的内容", "工作表“旧表”是隐藏的")]
    assert [(one.kind, one.text) for one in old.asides] == hidden
    assert [(one.kind, one.text) for one in open_.asides] == [("批注", "请核实"), *hidden]
