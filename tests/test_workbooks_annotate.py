"""A copy with notes: comments at the cells, a list of problems, and not a byte lost of anything else."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.errors import WorkbookError
from generators.model.origin import Origin
from generators.workbooks.annotate import annotate
from generators.workbooks.listing import Line
from generators.workbooks.reading import Workbook, read_workbook
from tests.office import convert
from tests.raw_workbooks import MAIN, OFFICE, changed, sheet_xml, styles_xml, workbook_parts, zipped

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

HEADINGS = ("位置", "问题", "建议")
NOTES = {"任务": {"B2": "名称重复", "D3": "完成率超过100%\n请核实"}, "单位": {"A1": "缺少简称"}, "没有": {"A1": "x"}}
LINES = [
    Line(("任务 B2", "名称重复", "改名"), Origin("台账.xlsx", "任务", "B2")),
    Line(("任务's", "=1+1", "@<&>"), Origin("台账.xlsx", "单位", "A1")),
    Line(("全文", "没有位置", ""), Origin("台账.xlsx")),
]


def rich_workbook(path: Path) -> Path:
    """Write a workbook with all that a careless copy loses."""
    book = xlsxwriter.Workbook(path)
    sheet, units = book.add_worksheet("任务"), book.add_worksheet("单位")
    share = book.add_format({"num_format": "0.0%"})
    sheet.write_row("A1", ["序号", "名称", "目标", "完成率"])
    for row in range(1, 4):
        sheet.write_row(row, 0, [row, f"任务{row}", row * 10])
        sheet.write_formula(row, 3, f"=A{row + 1}/C{row + 1}", share, 0.1)
    sheet.add_table("A1:D4", {"name": "任务表", "columns": [{"header": h} for h in ("序号", "名称", "目标", "完成率")]})
    sheet.data_validation("B2:B9", {"validate": "list", "source": ["甲", "乙"]})
    sheet.conditional_format("C2:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.write_comment("B2", "原来的批注", {"author": "张三"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=任务!$C$2:$C$4"})
    sheet.insert_chart("F2", chart)
    sheet.insert_textbox("F20", "文本框")
    units.write("A1", "全称")
    units.set_header("&L单位")
    book.close()
    return path


def raw_parts(path: Path) -> dict[str, bytes]:
    """Return every part of a file."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def values(book: Workbook) -> dict[tuple[str, int], dict[int, object]]:
    """Return every row of every sheet but the list."""
    sheets = [sheet for sheet in book.sheets if not sheet.name.startswith("问题清单")]
    return {(sheet.name, row.number): dict(row.values()) for sheet in sheets for row in sheet.rows()}


def annotated(source: Path, notes: dict[str, dict[str, str]] | None = None) -> Path:
    """Return the annotated copy of a workbook."""
    target = source.with_name(f"{source.stem}-核对.xlsx")
    annotate(source, target, NOTES if notes is None else notes, HEADINGS, LINES)
    return target


def test_every_other_part_is_copied_as_it_is(tmp_path):
    source = rich_workbook(tmp_path / "台账.xlsx")
    before, after = raw_parts(source), raw_parts(annotated(source))
    changed = {name for name, content in before.items() if after[name] != content}

    assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                       "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet2.xml"}  # fmt: skip
    assert {"xl/comments2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/_rels/sheet2.xml.rels"} < set(after)


def test_a_sheet_keeps_every_byte_but_the_one_element_it_gains(tmp_path):
    source = rich_workbook(tmp_path / "台账.xlsx")
    before, after = raw_parts(source), raw_parts(annotated(source))
    start, _, rest = after["xl/worksheets/sheet2.xml"].partition(b"<legacyDrawing ")

    assert start + rest.partition(b"/>")[2] == before["xl/worksheets/sheet2.xml"]


def test_values_formulas_and_comments_are_all_there(tmp_path):
    source = rich_workbook(tmp_path / "台账.xlsx")
    target = annotated(source)
    book = read_workbook(target)
    task, unit, listing = book.sheets

    assert values(book) == values(read_workbook(source))
    assert task.comments == {"B2": "原来的批注\n名称重复", "D3": "完成率超过100%\n请核实"}
    assert unit.comments == {"A1": "缺少简称"}
    assert listing.name == "问题清单"
    assert [list(row.values().values()) for row in listing.rows()] == [
        list(HEADINGS), ["任务 B2", "名称重复", "改名"], ["任务's", "=1+1", "@<&>"], ["全文", "没有位置", ""],
    ]  # fmt: skip
    assert all(cell.formula is None for row in listing.rows() for cell in row.cells())


def test_openpyxl_reads_the_copy(tmp_path):
    book = openpyxl.load_workbook(annotated(rich_workbook(tmp_path / "台账.xlsx")))

    assert book.sheetnames == ["任务", "单位", "问题清单"]
    assert book["任务"]["B2"].comment.text == "原来的批注\n名称重复"
    assert book["单位"]["A1"].comment.author == "填报核对"
    assert [cell.hyperlink.location for (cell,) in book["问题清单"]["A2:A3"]] == ["'任务'!B2", "'单位'!A1"]
    assert book["问题清单"]["B2"].alignment.wrap_text


@pytest.mark.office
def test_libreoffice_opens_the_copy_with_its_notes(tmp_path):
    sources = [annotated(rich_workbook(tmp_path / "甲.xlsx")), annotated(by_openpyxl(tmp_path / "乙.xlsx"))]
    (tmp_path / "出").mkdir()

    for path in convert(sources, tmp_path / "出", "xlsx"):
        book = read_workbook(path)
        assert [sheet.name for sheet in book.sheets] == ["任务", "单位", "问题清单"]
        assert book.sheets[0].comments == {"B2": "原来的批注\n名称重复", "D3": "完成率超过100%\n请核实"}
        assert book.sheets[1].comments == {"A1": "缺少简称"}


def by_openpyxl(path: Path) -> Path:
    """Write a workbook whose comments openpyxl keeps under names of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务"
    sheet["B2"] = "甲"
    sheet["B2"].comment = openpyxl.comments.Comment("原来的批注", "李四")
    book.create_sheet("单位")["A1"] = "全称"
    book.save(path)
    return path


def test_a_copy_of_a_copy_gains_a_second_list(tmp_path):
    second = annotated(annotated(by_openpyxl(tmp_path / "台账.xlsx")))
    book = read_workbook(second)

    assert [sheet.name for sheet in book.sheets] == ["任务", "单位", "问题清单", "问题清单2"]
    assert book.sheets[0].comments["B2"] == "原来的批注\n名称重复\n名称重复"
    assert openpyxl.load_workbook(second)["任务"]["D3"].comment.text.startswith("完成率超过100%")


def test_two_runs_give_the_same_bytes(tmp_path):
    source = rich_workbook(tmp_path / "台账.xlsx")

    assert annotated(source).read_bytes() == annotated(source).read_bytes()


SPELLINGS = {
    "table and extension": sheet_xml("", tail='<tableParts count="0"/><extLst/>'),
    "nothing behind the rows": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'),
    "a comment behind": sheet_xml("", tail="<!-- </worksheet> -->"),
    "prefix": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData/><x:extLst/></x:worksheet>',
    "single quotes": f"<worksheet xmlns='{MAIN}'><sheetData/></worksheet>",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("styles", ["", styles_xml(["0%"])])
def test_every_spelling_of_a_sheet_takes_notes(spelling, styles, tmp_path):
    source = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": SPELLINGS[spelling]}, styles=styles))
    target = annotated(source, {"任务": {"XFD1048576": "远", "A1": "近"}})
    book = read_workbook(target)

    assert book.sheets[0].comments == {"XFD1048576": "远", "A1": "近"}
    assert values(book) == values(read_workbook(source))
    assert openpyxl.load_workbook(target)["任务"]["A1"].comment.text == "近"


def test_the_iso_strict_vocabulary_is_kept(tmp_path):
    strict = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
              OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships"}  # fmt: skip
    parts = workbook_parts({"任务": sheet_xml("")})
    for old, new in strict.items():
        parts = {name: content.replace(old.encode(), new.encode()) for name, content in parts.items()}
    target = annotated(zipped(tmp_path / "台账.xlsx", parts))

    assert read_workbook(target).sheets[0].comments == NOTES["任务"]
    assert not any(old.encode() in content for content in raw_parts(target).values() for old in strict)


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_as_it_was(text, tmp_path_factory):
    source = zipped(tmp_path_factory.getbasetemp() / "注.xlsx", workbook_parts({"任务": sheet_xml("")}))
    annotate(source, target := source.with_name("注2.xlsx"), {"任务": {"A1": text}}, (text,), [])
    sheet, listing = read_workbook(target).sheets

    assert sheet.comments == {"A1": text}
    assert [row.values() for row in listing.rows()] == [{1: text}]


@given(seed=st.integers(0, 2**40))
@settings(max_examples=150, deadline=None)
def test_a_damaged_workbook_is_annotated_or_refused(seed, tmp_path_factory):
    chance = random.Random(seed)
    parts = raw_parts(by_openpyxl(tmp_path_factory.getbasetemp() / "好.xlsx"))
    part = chance.choice(sorted(parts))
    source = zipped(tmp_path_factory.getbasetemp() / "变.xlsx", parts | {part: changed(parts[part], chance)})

    with suppress(WorkbookError):
        annotate(source, source.with_name("变2.xlsx"), NOTES, HEADINGS, LINES)


def test_a_broken_drawing_is_refused_and_nothing_is_written(tmp_path):
    parts = raw_parts(rich_workbook(tmp_path / "台账.xlsx"))
    source = zipped(tmp_path / "坏.xlsx", parts | {"xl/drawings/vmlDrawing1.vml": b"<html>"})

    with pytest.raises(WorkbookError):
        annotate(source, tmp_path / "出.xlsx", NOTES, HEADINGS, LINES)
    assert not (tmp_path / "出.xlsx").exists()
