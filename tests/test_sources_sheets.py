"""Sheets of every kind but .xlsx: .xls and .et, .ods, the XML and web pages that systems export as .xls, .csv."""

from __future__ import annotations

import base64
import os
import re
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.errors import OfficeError, WorkbookError
from generators.published.drafting import draft_register
from generators.published.reading import read_document
from generators.sources import calamine_child, converting, old_sheets
from generators.sources.biff_records import read_facts
from generators.sources.compound_files import read_compound
from tests.old_workbooks import compound, record, text, xls_file
from tests.published_files import web_file
from tests.raw_workbooks import zipped
from tests.test_published_reading import code_of, grid
from tests.test_workbooks_annotate import raw_parts

PLAN = [["序号", "项目名称", "主要内容", "牵头单位"], ["1", "好学工程", "新建学校2所。", "市教育局"],
        ["2", "健康工程", "新建医院1家。", "市卫健委"]]  # fmt: skip


def refused(path: Path) -> str:
    with pytest.raises(WorkbookError) as error:
        read_document(path)
    assert path.name in error.value.message
    return code_of(error)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


# ---------------------------------------------------------------- .xls and .et
@pytest.mark.parametrize("name", ["表.xls", "表.et", "改了名的.docx", "没有扩展名"])
def test_an_old_workbook_is_known_by_its_content(name: str, tmp_path: Path) -> None:
    document = read_document(written(tmp_path / name, xls_file(PLAN)))

    assert grid(document) == PLAN
    assert document.tables()[0].rows[1].cells[1].origin.cell == "B2"
    assert document.file == name and not document.converted_from


def test_merges_percents_errors_and_hidden_rows_of_an_old_workbook_come_through(tmp_path: Path) -> None:
    rows = [["标题", None, None], ["1", "甲工程", 0.855], [None, None, 1200.0], ["2", "乙工程", None]]
    content = xls_file(rows, merges=[(0, 0, 0, 2), (1, 2, 1, 1)], percents=True, hidden=[3], errors=[(3, 2)])

    document = read_document(written(tmp_path / "表.xls", content))

    assert document.tables()[0].rows[0].cells[0].span == 3
    assert grid(document)[1:] == [["1", "甲工程", "85.5%"], ["", None, "1200"], ["2", "乙工程", "#REF!"]]
    assert [(one.kind, one.text) for one in document.asides] == [("隐藏的内容", "隐藏的行：4")]


def test_a_record_cut_short_hides_nothing_of_those_behind_it() -> None:
    name = text("表", "B")
    before = [record(0x809, struct.pack("<HH12x", 0x600, 5)), record(0x41E, b"\xa4"), record(0xE0, struct.pack("<HH", 0, 9))]
    start = sum(map(len, before)) + 4 + 6 + len(name) + 4
    listed = [record(0x85, struct.pack("<IBB", start, 0, 0) + name), record(0x0A)]
    sheet = [record(0x809, struct.pack("<HH12x", 0x600, 16)), record(0x208, b"\0"),
             record(0x203, struct.pack("<HHHd", 0, 0, 0, 0.85)), record(0x0A)]  # fmt: skip

    facts = read_facts(b"".join([*before, *listed, *sheet])).sheets["表"]

    assert facts.formats[0, 0].is_percent


def test_records_that_many_sheets_name_are_looked_at_no_more_often_than_there_are_records() -> None:
    names = [text(f"表{number}", "B") for number in range(3000)]
    size = 20 + sum(4 + 6 + len(name) for name in names) + 4
    listed = b"".join(record(0x85, struct.pack("<IBB", size, 0, 0) + name) for name in names)
    rows = b"".join(record(0x208, struct.pack("<H10xH", number, 0x20)) for number in range(3000))
    head = record(0x809, struct.pack("<HH12x", 0x600, 5))
    started = time.perf_counter()

    book = read_facts(head + listed + record(0x0A) + head + rows + record(0x0A))

    assert len(book.sheets["表0"].hidden_rows) == 3000
    assert time.perf_counter() - started < 1


def test_a_hidden_sheet_is_read_and_told_of(tmp_path: Path) -> None:
    document = read_document(written(tmp_path / "表.xls", xls_file(PLAN, is_hidden=True)))

    assert grid(document) == PLAN
    assert "隐藏" in document.asides[0].text


def test_a_locked_old_workbook_or_document_is_told_to_be_locked(tmp_path: Path) -> None:
    word = bytearray(5000)
    word[0x0B] = 1

    assert refused(written(tmp_path / "密.xls", xls_file(PLAN, locked=True))) == "PKG-4"
    assert refused(written(tmp_path / "密.doc", compound({"WordDocument": bytes(word)}))) == "PKG-4"
    assert refused(written(tmp_path / "密.docx", compound({"EncryptedPackage": b"x"}))) == "PKG-4"


def test_slides_and_unknown_containers_are_refused_by_name(tmp_path: Path) -> None:
    assert refused(written(tmp_path / "演示.ppt", compound({"PowerPoint Document": b"x"}))) == "PUB-3"
    assert refused(written(tmp_path / "别的.dat", compound({"Contents": b"x"}))) == "PUB-3"


def test_a_million_signs_in_an_old_workbook_are_refused(tmp_path: Path) -> None:
    started = time.perf_counter()
    assert refused(written(tmp_path / "长.xls", xls_file([["新建公园二十座。" * 480]] * 300))) == "PUB-5"
    assert time.perf_counter() - started < 5


def test_a_workbook_whose_only_cells_are_the_outermost_costs_little(tmp_path: Path) -> None:
    rows = [["甲"], *[[]] * 65_534, [None] * 255 + ["乙"]]
    path = written(tmp_path / "远.xls", xls_file(rows))

    started = time.perf_counter()
    try:
        assert len(read_document(path).tables()[0].rows) == 2
    except WorkbookError as error:
        assert error.problems[0].code == "PKG-7"
    assert time.perf_counter() - started < 20


def test_a_loop_of_sectors_ends(tmp_path: Path) -> None:
    content = bytearray(xls_file(PLAN))
    table = 512 + 512 * int.from_bytes(content[0x4C:0x50], "little")
    content[table : table + 4] = b"\0\0\0\0"

    assert refused(written(tmp_path / "圈.xls", bytes(content))) == "PKG-5"


def test_a_table_that_names_a_sector_many_times_takes_it_once() -> None:
    count = 2000
    following = [*range(2, count), 0xFFFFFFFE]
    tables = b"".join(struct.pack("<128I", *[0] * 127, at) for at in following)
    head = struct.pack("<30xH16xI4xIIIII", 9, 0, 4096, 0, 0, 1, count) + bytes(109 * 4)
    content = head.ljust(512, b"\0") + bytes(512) + tables

    tracemalloc.start()
    with pytest.raises(ValueError, match=r"sector|root"):
        read_compound(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 2 * len(content)


def test_a_child_that_takes_too_long_or_breaks_down_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "表.xls", xls_file(PLAN))

    monkeypatch.setattr(old_sheets, "SECONDS", 0.001)
    assert refused(path) == "PKG-7"
    monkeypatch.setattr(old_sheets, "SECONDS", 60)
    monkeypatch.setattr(old_sheets, "CHILD", "generators.published.no_such_module")
    assert refused(path) == "PKG-7"


def test_where_calamine_is_missing_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "表.et", xls_file(PLAN))
    monkeypatch.setattr(old_sheets, "ask_child", lambda _: {"refused": calamine_child.NO_CALAMINE})
    monkeypatch.setattr(converting, "find_office", lambda: None)

    with pytest.raises(WorkbookError) as error:
        read_document(path)

    assert "另存为“Excel 工作簿（.xlsx）”" in error.value.message


def test_a_program_in_the_folder_of_the_documents_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, programs = tmp_path / "inputs", tmp_path / "programs"
    for folder in (inputs, programs):
        folder.mkdir()
        written(folder / "soffice", b"#!/bin/sh\n").chmod(0o755)
    written(inputs / "libreoffice", b"#!/bin/sh\n").chmod(0o755)
    monkeypatch.chdir(inputs)
    monkeypatch.setattr(converting, "_PLACES", ("C:/LibreOffice/soffice.exe", "soffice"))

    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(tmp_path / "none")]))
    assert converting.find_office() is None
    monkeypatch.setenv("PATH", os.pathsep.join([".", str(programs)]))
    assert converting.find_office() == str(programs / "soffice")


def test_the_child_says_why_it_refuses(tmp_path: Path) -> None:
    broken = written(tmp_path / "坏.xls", compound({"Workbook": b"nothing of a workbook"}))
    whole = written(tmp_path / "好.xls", xls_file(PLAN))

    assert calamine_child.read(str(broken), 100) == {"refused": "broken"}
    assert calamine_child.read(str(whole), 10) == {"refused": "long"}
    assert len(calamine_child.read(str(whole), 100)["sheets"][0]["rows"][1][1]) == 4


@settings(max_examples=60, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_old_workbook_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(xls_file(PLAN, merges=[(1, 2, 1, 1)], errors=[(2, 2)]))
    for _ in range(data.draw(st.integers(0, 3))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(content), len(content) - 1, len(content) // 2, 700, 513, 9]))
    path = written(tmp_path / "坏.xls", bytes(content[:cut]))
    try:
        read_document(path)
    except OfficeError as error:
        assert error.problems


@settings(max_examples=200, deadline=1000)
@given(st.binary(max_size=3000))
def test_any_container_is_opened_or_a_value_error(content: bytes) -> None:
    try:
        container = read_compound(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content)
        for name in container.entries:
            container.stream(name)
    except ValueError:
        pass


# ---------------------------------------------------------------- .ods
NAMES = 'xmlns:draw="d" xmlns:office="o" xmlns:style="s" xmlns:table="t" xmlns:text="x"'


def ods_file(path: Path, tables: str, styles: str = "", manifest: str = "<manifest/>") -> Path:
    body = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f'<?xml version="1.0"?><office:document-content {NAMES}>{body}</office:document-content>')
    return path


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str, more: str = "", inside: str = "") -> str:
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {more}>{inside}{lines}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def test_an_open_sheet_is_read_as_it_is_shown_with_its_merges(tmp_path: Path) -> None:
    tables = '<table:table table:name="任务">' + "".join((
        ods_row(ods_cell("标题", 'table:number-columns-spanned="3"'), COVERED, COVERED),
        ods_row(ods_cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="2"'),
        ods_row(ods_cell("甲", 'table:number-rows-spanned="2"'), ods_cell("85.5%", 'office:value="0.855"'), ods_cell("一\n二")),
        ods_row(COVERED, ods_cell("", 'office:value="7"'), ods_cell("同", 'table:number-columns-repeated="2"')),
        ods_row(ods_cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"'),
    )) + "</table:table>"  # fmt: skip

    document = read_document(ods_file(tmp_path / "表.ods", tables))

    assert [one.cell for row in document.tables()[0].rows for one in [row.origin]] == ["A1", "A4", "A5"]
    assert grid(document)[1:] == [["甲", "85.5%", "一\n二"], [None, "7", "同", "同"]]
    assert document.tables()[0].rows[0].cells[0].span == 3


def test_comments_and_what_is_hidden_in_an_open_sheet_are_told_of(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>请核实</text:p></office:annotation>"
    styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    first = ods_row(ods_cell("一", inside=note)) + ods_row(ods_cell("二"), more='table:visibility="collapse"')
    second = ods_row(ods_cell("三"))
    tables = (
        f'<table:table table:name="甲">{first}</table:table>'
        f'<table:table table:name="乙" table:style-name="h">{second}</table:table>'
    )

    document = read_document(ods_file(tmp_path / "表.ods", tables, styles))

    assert [grid(document, at) for at in (0, 1)] == [[["一"], ["二"]], [["三"]]]
    assert [(one.kind, one.text) for one in document.asides] == [
        ("批注", "请核实"), ("隐藏的内容", "隐藏的行：2"), ("隐藏的内容", "工作表“乙”是隐藏的"),
    ]  # fmt: skip


def test_the_text_of_a_shape_in_an_open_sheet_is_kept_aside(tmp_path: Path) -> None:
    box = "<draw:frame><draw:text-box><text:p>以此为准</text:p><text:p>请注意</text:p></draw:text-box></draw:frame>"
    group = f"<draw:g><draw:custom-shape><text:p>{{}}</text:p></draw:custom-shape>{box}</draw:g>".format("说明")
    rows = ods_row(ods_cell("甲"), ods_cell("乙", inside=box))
    tables = f'<table:table table:name="任务"><table:shapes>{group}</table:shapes>{rows}</table:table>'

    document = read_document(ods_file(tmp_path / "表.ods", tables))

    assert grid(document) == [["甲", "乙"]]
    assert [(one.kind, one.text, one.origin.cell) for one in document.asides] == [
        ("文本框", "说明", ""), ("文本框", "以此为准\n请注意", ""), ("文本框", "以此为准\n请注意", "B1"),
    ]  # fmt: skip


def test_text_repeated_over_a_million_rows_is_refused_at_once(tmp_path: Path) -> None:
    row = ods_row(ods_cell("新建"), more='table:number-rows-repeated="1048576"')
    tables = f"<table:table>{row}</table:table>"

    started = time.perf_counter()
    assert refused(ods_file(tmp_path / "炸.ods", tables)) == "PUB-5"
    assert time.perf_counter() - started < 1


def test_a_locked_or_broken_open_sheet_is_refused(tmp_path: Path) -> None:
    locked = ods_file(tmp_path / "密.ods", "", manifest="<manifest><encryption-data/></manifest>")
    cut = written(tmp_path / "残.ods", ods_file(tmp_path / "全.ods", "<table:table/>").read_bytes()[:-40])
    wrong = ods_file(tmp_path / "错.ods", "<table:table>")

    assert refused(locked) == "PKG-4"
    assert refused(cut) == "PKG-5"
    assert refused(wrong) == "PKG-11"


# ---------------------------------------------------------------- what systems export as .xls
XML_BOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles><Worksheet ss:Name="任务"><Table>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">标题</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.855</Data></Cell>
<Cell><Data ss:Type="DateTime">2025-09-30T00:00:00.000</Data><Comment><Data>看过</Data></Comment></Cell></Row>
<Row ss:Hidden="1"><Cell ss:Index="3"><Data ss:Type="Number">12</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_an_xml_spreadsheet_is_read_whatever_its_name(encoding: str, tmp_path: Path) -> None:
    path = written(tmp_path / "导出.xls", XML_BOOK.format(encoding=encoding).encode(encoding))

    document = read_document(path)

    assert grid(document)[1:] == [["甲", "85.5%", "2025年9月30日"], [None, "", "12"]]
    assert document.tables()[0].rows[1].origin.cell == "A3"
    assert [(one.text, one.origin.cell) for one in document.asides] == [("看过", "C3"), ("隐藏的行：4", "")]


def test_cells_behind_a_blank_merge_of_an_xml_spreadsheet_keep_their_columns(tmp_path: Path) -> None:
    content = XML_BOOK.format(encoding="utf-8").replace('<Data ss:Type="String">标题</Data></Cell>', "</Cell><Cell><Data>后</Data></Cell>")

    document = read_document(written(tmp_path / "导出.xls", content.encode()))

    assert [(cell.text, cell.origin.cell) for cell in document.tables()[0].rows[0].cells] == [("后", "E1")]


def test_a_hidden_sheet_of_an_xml_spreadsheet_is_told_of(tmp_path: Path) -> None:
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    content = XML_BOOK.format(encoding="utf-8").replace("</Table>", f"</Table>{options}")

    document = read_document(written(tmp_path / "导出.xls", content.encode()))

    assert document.asides[-1].text == "工作表“任务”是隐藏的"


def test_a_broken_xml_spreadsheet_is_refused(tmp_path: Path) -> None:
    whole = XML_BOOK.format(encoding="utf-8").encode()

    assert refused(written(tmp_path / "残.xls", whole[:-60])) == "PKG-11"
    assert refused(written(tmp_path / "别的.xls", b'<?xml version="1.0"?><data><row/></data>')) == "PUB-3"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_web_page_named_xls_is_read(encoding: str, tmp_path: Path) -> None:
    assert grid(read_document(web_file(tmp_path / "导出.xls", [], PLAN, encoding))) == PLAN


def test_a_web_archive_is_read(tmp_path: Path) -> None:
    page = web_file(tmp_path / "页.html", ["任务清单"], PLAN, "gbk").read_bytes()
    content = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=x"\r\n\r\n----=x\r\n'
        b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(page) + b"\r\n----=x\r\nContent-Type: image/png\r\n\r\nxx\r\n----=x--\r\n"
    )  # fmt: skip

    document = read_document(written(tmp_path / "存.mht", content))

    assert [one.text for one in document.paragraphs()] == ["任务清单"]
    assert grid(document) == PLAN


def test_a_web_archive_of_parts_without_end_is_refused(tmp_path: Path) -> None:
    content = b"MIME-Version: 1.0\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3000

    assert refused(written(tmp_path / "套.mht", content)) == "PKG-11"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize(("name", "sign"), [("表.csv", ","), ("表.xls", ","), ("表.xls", "\t"), ("表.txt", ","), ("表.csv", ";")])
def test_parted_cells_are_a_table(name: str, sign: str, encoding: str, tmp_path: Path) -> None:
    lines = ["任务清单" + sign * 3, *(sign.join(row) for row in PLAN)]
    lines[2] = sign.join(["1", '"好学\n工程"', f'"新建学校{sign}2所。"', '="市教育局"'])

    document = read_document(written(tmp_path / name, "\r\n".join(lines).encode(encoding)))

    row = grid(document)[-2]
    assert [one.text for one in document.paragraphs()] == ["任务清单"]
    assert row[1] == "好学\n工程" and row[2] == f"新建学校{sign}2所。" and row[3] == "市教育局"
    assert str(document.tables()[0].rows[-1].origin).endswith("第5行")


def test_a_sign_that_breaks_lines_in_word_ends_no_row_of_parted_cells(tmp_path: Path) -> None:
    text = "序号,项目名称,主要内容\r\n1,好学\v工程,新建\u2028学校2所。\r2,便民工程,新建公园。\n"

    document = read_document(written(tmp_path / "表.csv", text.encode()))

    assert grid(document)[1:] == [["1", "好学\n工程", "新建\n学校2所。"], ["2", "便民工程", "新建公园。"]]


def test_parted_cells_that_hold_nothing_cost_nothing(tmp_path: Path) -> None:
    lines = [",".join(row) + "," * 16_000 for row in PLAN]

    document = read_document(written(tmp_path / "表.csv", "\n".join(lines).encode()))

    assert [len(row.cells) for row in document.tables()[0].rows] == [len(row) for row in PLAN]


def test_prose_with_commas_stays_prose(tmp_path: Path) -> None:
    path = written(tmp_path / "文.txt", "一、教育工程\n1、新建学校,改造教室,添置设备。\n".encode())

    assert len(read_document(path).paragraphs()) == 2


# ---------------------------------------------------------------- far to the right, and over the cells
def far_ods(path: Path) -> Path:
    gap = ods_cell("", 'table:number-columns-repeated="398"')
    rows = ods_row(ods_cell("甲"), ods_cell("乙"), gap, ods_cell("远处", 'table:number-columns-repeated="2"'))
    return ods_file(path, f'<table:table table:name="任务">{rows}</table:table>')


def far_xlsx(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("任务")
        sheet.write_row(0, 0, ["甲", "乙"])
        sheet.write_row(0, 400, ["远处", "远处"])
    return path


def far_xml(path: Path) -> Path:
    far = '<Cell ss:Index="401"><Data>远处</Data></Cell><Cell><Data>远处</Data></Cell>'
    start, _, _ = XML_BOOK.format(encoding="utf-8").partition("<Row>")
    row = f"<Row><Cell><Data>甲</Data></Cell><Cell><Data>乙</Data></Cell>{far}</Row>"
    return written(path, f"{start}{row}</Table></Worksheet></Workbook>".encode())


@pytest.mark.parametrize(("make", "name"), [(far_ods, "远.ods"), (far_xlsx, "远.xlsx"), (far_xml, "远.xls")])
def test_cells_far_to_the_right_are_kept(make: Callable[[Path], Path], name: str, tmp_path: Path) -> None:
    document = read_document(make(tmp_path / name))

    found = [(cell.text, cell.origin.cell) for cell in document.tables()[0].cells()]
    assert found == [("甲", "A1"), ("乙", "B1"), ("远处", "OK1"), ("远处", "OL1")]


def test_what_stands_far_to_the_right_of_a_table_of_tasks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("清单")
        for at, row in enumerate(PLAN):
            sheet.write_row(at, 0, row)
        sheet.write(0, 400, "补充说明")
        sheet.write(1, 400, "另有分校一处")

    draft = draft_register([read_document(path)], year=2031)

    told = {entry.text: entry.reason for entry in draft.entries}
    assert {"补充说明", "另有分校一处"} <= set(told)
    assert told["另有分校一处"]


def test_the_text_of_a_shape_over_a_workbook_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "图.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("任务")
        sheet.write(0, 0, "甲")
        sheet.insert_textbox(2, 3, "以此表为准\n请注意")
        sheet.insert_textbox(9, 0, " ")

    document = read_document(path)

    told = [(one.kind, one.text, one.origin.sheet, one.origin.cell) for one in document.asides]
    assert told == [("文本框", "以此表为准\n请注意", "任务", "D3")]


def test_shapes_in_groups_are_read_and_stand_ins_for_newer_ones_are_not(tmp_path: Path) -> None:
    path = tmp_path / "图.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("任务").insert_textbox(0, 0, "说明")
    parts = raw_parts(path)
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    start, shape, end = re.split("(<xdr:sp .*</xdr:sp>)", drawing, flags=re.DOTALL)
    newer = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    again = newer.format(shape.replace("说明", "新"), shape.replace("说明", "旧"))
    named = start.replace("<xdr:wsDr ", '<xdr:wsDr xmlns:mc="m" ')
    content = f"{named}<xdr:grpSp>{shape}{again}</xdr:grpSp>{end}".encode()

    document = read_document(zipped(path, parts | {"xl/drawings/drawing1.xml": content}))

    assert [one.text for one in document.asides] == ["说明", "新"]


def test_a_workbook_too_large_for_the_child_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("python_calamine")

    def no_memory(book: object, most: int) -> None:
        raise MemoryError

    monkeypatch.setattr(calamine_child, "sheets_of", no_memory)
    path = written(tmp_path / "大.xls", xls_file(PLAN))
    monkeypatch.setattr(old_sheets, "ask_child", lambda path: calamine_child.read(str(path), 10))

    assert refused(path) == "PKG-7"
