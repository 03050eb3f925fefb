"""Files that an attacker, a broken disk or an odd program makes: read sparsely or refused, soon and in Chinese."""

from __future__ import annotations

import random
import resource
import zipfile
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.errors import WorkbookError
from generators.opc.reading import LIMITS, Limits
from generators.opc.writing import PackedParts, package_bytes
from generators.workbooks.reading import read_workbook
from generators.workbooks.values import Doubtful
from tests.raw_workbooks import (
    MAIN,
    OFFICE,
    changed,
    shared_xml,
    sheet_xml,
    styles_xml,
    workbook_parts,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
A1 = '<row r="1"><c r="A1"><v>7</v></c></row>'
SECONDS, MIB = 5, 300

READ = {
    "the last cell": lambda: sheet_xml(A1 + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a million styled rows": lambda: sheet_xml(
        A1 + "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 1_048_577))
    ),
    "styled cells": lambda: sheet_xml(
        A1 + "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(2, 100_000))
    ),
    "one row without end": lambda: sheet_xml(A1 + '<row r="2">' + '<c r="A2" s="1"/>' * 500_000 + "</row>"),
    "wide rows": lambda: sheet_xml(
        A1 + "".join(f'<row r="{n}">' + f'<c r="A{n}" s="1"/>' * 16_000 + "</row>" for n in range(2, 90))
    ),
    "a hundred thousand merges": lambda: sheet_xml(
        A1, tail="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(2, 100_002)) + "</mergeCells>"
    ),
    "merges of everything": lambda: sheet_xml(
        A1, tail='<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B1:B1048576"/></mergeCells>'
    ),
    "a link on everything": lambda: sheet_xml(
        A1, tail='<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'
    ),
    "a check on everything": lambda: sheet_xml(
        A1, tail='<dataValidations><dataValidation sqref="A1:XFD1048576" type="list"/></dataValidations>'
    ),
    "twenty thousand conditional formats": lambda: sheet_xml(
        A1, tail="".join(f'<conditionalFormatting sqref="A{n}"/>' for n in range(1, 20_001))
    ),
    "a numbers beyond the floats": lambda: sheet_xml(A1 + '<row r="2"><c r="A2"><v>1E999</v></c></row>'),
    "a comment of many rows": lambda: sheet_xml(A1 + "<!--" + "<row r='3'/>" * 100_000 + "-->"),
    "space without end": lambda: sheet_xml(A1 + "\n" * 3_000_000),
    "bytes in front of the rows": lambda: sheet_xml(A1, head="<!-- " + "x" * 3_000_000 + " -->"),
    "a row of a row": lambda: sheet_xml(A1 + '<row r="2"><row r="3"/></row>'),
    "a deep tree": lambda: sheet_xml(A1, tail="<extLst>" + "<ext>" * 20_000 + "</ext>" * 20_000 + "</extLst>"),
}


@pytest.mark.parametrize("kind", READ)
def test_a_sheet_that_is_only_odd_is_read_soon_and_sparsely(kind, tmp_path):
    path = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": READ[kind]()}, styles=styles_xml(["@"])))
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
    (sheet,) = read_workbook(path).sheets
    rows = [(row.number, row.values()) for row in sheet.rows()]
    merges = sheet.merges

    assert rows[0] == (1, {1: 7}) and len(rows) <= 2
    assert len(merges) <= 100_000
    assert process_time() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MIB * 1024


def test_two_thousand_sheets_and_dead_names_are_read(tmp_path):
    parts = workbook_parts({f"表{n}": sheet_xml(A1) for n in range(2000)})
    names = "".join(f'<definedName name="n{n}">#REF!</definedName>' for n in range(20_000))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", f"</sheets><definedNames>{names}</definedNames>".encode()
    )
    book = read_workbook(zipped(tmp_path / "台账.xlsx", parts))

    assert sum(1 for sheet in book.sheets for _ in sheet.rows()) == 2000


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'


def with_doctype(xml: str) -> str:
    """Return a part with an entity bomb, and a file of the machine asked for."""
    return xml.replace("?>\n", f"?>\n{BOMB}", 1)


REFUSED = {
    "a bomb in the sheet": {SHEET: with_doctype(sheet_xml(A1))},
    "a bomb in the texts": {"xl/sharedStrings.xml": with_doctype(shared_xml(["<t>&c;&x;</t>"]))},
    "a bomb in the styles": {"xl/styles.xml": with_doctype(styles_xml(["@"]))},
    "a bomb far behind": {SHEET: with_doctype(sheet_xml(A1).replace("?>\n", f"?>\n<!--{' ' * 9000}-->", 1))},
    "a sheet cut off": {SHEET: sheet_xml(A1)[:-20]},
    "a sheet of nothing": {SHEET: ""},
    "a sheet of text": {SHEET: "序号,项目"},
    "a national encoding": {SHEET: sheet_xml(A1).replace("UTF-8", "GB18030")},
    "rows without number beyond the sheet": {SHEET: sheet_xml('<row r="1048576"/><row><c><v>1</v></c></row>')},
    "an unknown entity": {"xl/sharedStrings.xml": shared_xml(["<t>&nbsp;</t>"])},
    "a merge of nothing": {SHEET: sheet_xml(A1, tail='<mergeCells><mergeCell ref="A0:B"/></mergeCells>')},
}


def read_all(path: Path, limits: Limits = LIMITS) -> int:
    """Return how many values a workbook holds after reading all there is."""
    book = read_workbook(path, limits=limits)
    over = sum(len(s.merges) + len(s.comments) + len(s.tables) for s in book.sheets)
    return over + sum(len(list(row.cells())) for sheet in book.sheets for row in sheet.rows())


@pytest.mark.parametrize("kind", REFUSED)
def test_a_hostile_part_is_refused_with_one_reason(kind, tmp_path):
    texts = {name: xml.encode() for name, xml in REFUSED[kind].items()}
    parts = workbook_parts({"任务": sheet_xml(A1 + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>')},
                           shared=shared_xml(["<t>甲</t>"]), styles=styles_xml(["@"]))  # fmt: skip
    path = zipped(tmp_path / "台账.xlsx", parts | texts)
    start = process_time()

    with pytest.raises(WorkbookError) as error:
        read_all(path)
    assert len(error.value.problems) == 1
    assert "root:" not in error.value.message
    assert process_time() - start < SECONDS


def test_too_many_cells_are_refused_by_count(tmp_path):
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}"><v>1</v></c></row>'
    rows = "".join(row.format(n) for n in range(1, 60))
    path = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": sheet_xml(rows)}))

    assert read_all(path, Limits(cells=118)) == 118
    with pytest.raises(WorkbookError, match="XLSX-2"):
        read_all(path, Limits(cells=117))


def test_a_sheet_of_five_million_cells_in_a_small_file_is_refused(tmp_path):
    path = tmp_path / "台账.xlsx"
    parts = workbook_parts({"任务": ""})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w") as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'.encode())
            for _ in range(100):
                part.write(b"<c><v>1</v></c>" * 50_000)
            part.write(b"</row></sheetData></worksheet>")

    with pytest.raises(WorkbookError, match=r"PKG-7|PKG-11"):
        read_all(path)


RICH = workbook_parts(
    {
        "任务": sheet_xml(
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45717</v></c></row>'
            '<row r="2" hidden="1"><c r="A2" t="str"><f>A1&amp;""</f><v>甲&lt;</v></c><c r="C2" t="b"><v>1</v></c></row>'
            '<row r="3"><c r="A3" t="inlineStr"><is><r><t>乙</t></r></is></c><c r="B3"><f t="shared" si="0"/></c></row>',
            tail='<mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells>',
        )
    },
    shared=shared_xml(["<t>甲乙丙</t>", "<r><t>丁</t></r>"]),
    styles=styles_xml(["yyyy-mm-dd"]),
)


@given(seed=st.integers(0, 2**40))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_xml_in_a_good_zip_is_read_or_refused(seed, tmp_path_factory):
    chance = random.Random(seed)
    part = chance.choice(sorted(RICH))
    path = zipped(tmp_path_factory.getbasetemp() / "变.xlsx", RICH | {part: changed(RICH[part], chance)})
    start = process_time()

    try:
        read_all(path)
    except WorkbookError as error:
        assert len(error.problems) == 1
    assert process_time() - start < SECONDS


@given(seed=st.integers(0, 2**40))
@settings(max_examples=200, deadline=None)
def test_a_damaged_zip_is_read_or_refused(seed, tmp_path_factory):
    chance = random.Random(seed)
    path = tmp_path_factory.getbasetemp() / "坏.xlsx"
    path.write_bytes(changed(package_bytes(PackedParts(), RICH), chance))

    try:
        read_all(path)
    except WorkbookError as error:
        assert len(error.problems) == 1


def test_text_that_is_missing_harms_one_cell_only(tmp_path):
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row>'
    path = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": sheet_xml(rows)}))
    (row,) = read_workbook(path).sheets[0].rows()

    assert row.values() == {1: Doubtful("0", "文件里缺少这一格的文字"), 2: 1}


def test_links_to_other_workbooks_are_left_alone(tmp_path):
    parts = workbook_parts({"任务": sheet_xml(A1)})
    arrow = f'<Relationship Id="x" Type="{OFFICE}/worksheet" Target="file://server/a.xlsx" TargetMode="External"/>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", f"{arrow}</Relationships>".encode()
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"</sheets>", b'<sheet name="x" sheetId="9" r:id="x"/></sheets>'
    )

    with pytest.raises(WorkbookError, match="PKG-12"):
        read_workbook(zipped(tmp_path / "台账.xlsx", parts))
