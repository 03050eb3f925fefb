"""Bad input as a clerk meets it: each is refused at once with place, what was found, what to do and a code."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generators.errors import OfficeError
from generators.published.importing import import_documents
from tests.old_workbooks import compound, xls_file
from tests.published_files import excel_file, paragraph, web_file, word_file, word_package, word_table
from tests.test_sources_sheets import XML_BOOK, ods_cell, ods_file, ods_row

PLAN = [["序号", "项目名称", "主要内容"], ["1", "好学工程", "新建学校2所。"]]
TITLE = ["示例市2025年民生实事项目清单"]
PICTURE = '<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>'
LONG = "新建公园二十座。" * 4_000


def cut(path: Path, whole: bytes, part: float = 0.7) -> Path:
    path.write_bytes(whole[: int(len(whole) * part)])
    return path


def plain(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def pictures_only(path: Path) -> Path:
    excel_file(path, [], [])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
    return path


def two_other_tables(path: Path) -> Path:
    tables = word_table([["姓名", "职务"], ["甲", "科长"]]) + "<w:p/>" + word_table([["日期", "天气"], ["周一", "晴"]])
    return word_package(path, tables + paragraph("完"))


BAD: dict[str, tuple[str, str, Callable[[Path], Path]]] = {
    "empty": ("空.docx", "PUB-2", plain(b"")),
    "blank": ("空.csv", "PUB-2", plain(b"\xef\xbb\xbf \r\n")),
    "blank utf-16": ("空.txt", "PUB-2", plain("\ufeff \r\n".encode("utf-16-le"))),
    "picture": ("照片.jpg", "PUB-3", plain(b"\xff\xd8\xff\xe0")),
    "pdf named docx": ("扫描.docx", "PUB-3", plain(b"%PDF-1.7\n")),
    "archive": ("附件.rar", "PUB-3", plain(b"Rar!\x1a\x07\x00")),
    "lock file": ("~$清单.docx", "PUB-3", plain(b"\x05admin")),
    "slides": ("演示.ppt", "PUB-3", plain(compound({"PowerPoint Document": b"x"}))),
    "xml data": ("数据.xml", "PUB-3", plain(b'<?xml version="1.0"?><rows/>')),
    "scan in Word": ("扫描件.docx", "PUB-4", lambda path: word_package(path, PICTURE)),
    "scan in Excel": ("扫描件.xlsx", "PUB-4", pictures_only),
    "encrypted docx": ("密.docx", "PKG-4", plain(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}))),
    "encrypted xls": ("密.xls", "PKG-4", plain(xls_file(PLAN, locked=True))),
    "encrypted ods": ("密.ods", "PKG-4", lambda path: ods_file(path, "", manifest="<m><encryption-data/></m>")),
    "cut docx": ("残.docx", "PKG-5", lambda path: cut(path, word_file(path, TITLE, PLAN).read_bytes())),
    "cut xlsx": ("残.xlsx", "PKG-5", lambda path: cut(path, excel_file(path, TITLE, PLAN).read_bytes())),
    "cut xls": ("残.xls", "PKG-5", lambda path: cut(path, xls_file(PLAN))),
    "cut xml": ("残.xml", "PKG-11", lambda path: cut(path, XML_BOOK.format(encoding="utf-8").encode(), 0.95)),
    "no encoding": ("乱.txt", "PUB-6", plain(b"\x81\x82\xff\xff\x00\x01")),
    "two other tables": ("别的表.docx", "PUB-9", two_other_tables),
    "no table, no number": ("通知.docx", "PUB-9", lambda path: word_file(path, ["关于开会的通知", "请准时参加。"], [])),
    "no year": ("清单.docx", "PUB-10", lambda path: word_file(path, ["项目清单"], PLAN)),
    "long txt": ("长.txt", "PUB-5", plain((LONG * 1_600).encode())),
    "long html": ("长.html", "PUB-5", plain(("<html><p>" + LONG * 200).encode())),
    "long csv": ("长.csv", "PUB-5", plain(("序号,内容\n" + f"1,{LONG}\n" * 100).encode())),
    "long docx": ("长.docx", "PUB-5", lambda path: word_file(path, [LONG] * 1_600, [])),
    "long xlsx": ("长.xlsx", "PUB-5", lambda path: excel_file(path, [f"{at}{LONG}" for at in range(200)], [])),
    "long ods": ("长.ods", "PUB-5", lambda path: ods_file(path, f"<table:table>{ods_row(ods_cell(LONG)) * 600}</table:table>")),
    "long xls": ("长.xls", "PUB-5", plain(xls_file([[LONG[:4_000]]] * 1_600))),
    "rows without end": ("行.csv", "PUB-13", plain(b"1,2\n" * 200_000)),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_soon_with_place_finding_advice_and_code(case: str, tmp_path: Path) -> None:
    name, code, make = BAD[case]
    path, target = make(tmp_path / name), tmp_path / "台账.xlsx"

    started = time.perf_counter()
    with pytest.raises(OfficeError) as error:
        import_documents([path], target)

    assert time.perf_counter() - started < 5
    assert re.match(rf"{re.escape(name)}.*：.+。.+。（{code}）", error.value.message)
    assert not target.exists()


def test_tables_of_something_else_are_told_by_their_heads(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as error:
        import_documents([two_other_tables(tmp_path / "表.docx")], tmp_path / "台账.xlsx", year=2025)

    assert "有 2 张表，表头是“姓名、职务”“日期、天气”" in error.value.message


@pytest.mark.parametrize("name", ["清单.xls", "清单.doc", "清单"])
def test_a_web_page_under_another_name_is_imported(name: str, tmp_path: Path) -> None:
    path = web_file(tmp_path / name, TITLE, PLAN, "gb2312")

    assert import_documents([path], tmp_path / "台账.xlsx").rows["任务"][0][1] == "好学工程"
