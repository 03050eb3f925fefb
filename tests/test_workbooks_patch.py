"""Single cells changed in a workbook of the office's own: exactly those, and nothing else."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.errors import WorkbookError
from generators.workbooks.addresses import Range, Ranges, cell_address
from generators.workbooks.appending import blank_rows
from generators.workbooks.overlays import Table
from generators.workbooks.patch import patch
from generators.workbooks.reading import read_workbook
from tests.office import convert
from tests.raw_workbooks import changed, sheet_xml, styles_xml, workbook_parts, zipped
from tests.test_workbooks_annotate import raw_parts, rich_workbook

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")


def values_in(path: Path, name: str) -> dict[str, object]:
    """Return the values of a sheet by address."""
    sheet = read_workbook(path).sheet(name)
    return {cell.address: cell.value for row in sheet.rows() for cell in row.cells()}


def test_only_the_cells_asked_for_change(tmp_path):
    source = rich_workbook(tmp_path / "台账.xlsx")
    before, kept = values_in(source, "任务"), raw_parts(source)
    new = {"B2": "改名 & <重建>", "C3": 0.5, "C4": None, "E9": True, "A1000": Decimal("12.30")}
    wanted = {address: value for address, value in new.items() if address not in ("C4", "A1000")}

    patch(source, source, {"任务": new})

    after = values_in(source, "任务")
    formulas = {f"D{row}" for row in (2, 3, 4)}
    assert {a: v for a, v in after.items() if a not in formulas} == {
        **{a: v for a, v in before.items() if a not in formulas and a != "C4"}, **wanted, "A1000": 12.3,
    }  # fmt: skip
    assert {name for name, content in raw_parts(source).items() if kept[name] != content} == {
        "xl/workbook.xml", "xl/worksheets/sheet1.xml",
    }  # fmt: skip
    assert b'fullCalcOnLoad="1"' in raw_parts(source)["xl/workbook.xml"]
    assert openpyxl.load_workbook(source)["任务"]["B2"].value == "改名 & <重建>"


REFUSED = {"D2": "XLSX-4", "E1": "XLSX-5", "B1": "XLSX-8"}


def test_cells_that_must_not_change_are_all_told_and_nothing_is_written(tmp_path):
    book = openpyxl.load_workbook(rich_workbook(tmp_path / "台账.xlsx"))
    book["任务"].merge_cells("E1:E5")
    book["任务"].merge_cells("F1:G5")
    book.save(tmp_path / "合并.xlsx")
    before = (tmp_path / "合并.xlsx").read_bytes()

    with pytest.raises(WorkbookError) as error:
        patch(tmp_path / "合并.xlsx", tmp_path / "合并.xlsx", {"任务": {"D2": 1, "E2": 1, "B1": "x", "E1": 1}, "无": {}})

    assert [(p.code, p.origin.cell) for p in error.value.problems] == [
        ("XLSX-4", "D2"), ("XLSX-5", "E2"), ("XLSX-8", "B1"), ("XLSX-3", ""),
    ]  # fmt: skip
    assert (tmp_path / "合并.xlsx").read_bytes() == before


def test_a_part_of_an_array_formula_is_refused(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A3">B1:B3*2</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c></row>'
    )
    source = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": sheet_xml(rows)}))

    with pytest.raises(WorkbookError, match="XLSX-4"):
        patch(source, source, {"任务": {"A2": 1}})


@pytest.mark.parametrize("rows", ['<row><c><v>1</v></c></row>', '<row r="1"><!-- --></row>', '<row r="2"/><row r="1"/>'])
def test_a_sheet_in_an_unusual_spelling_is_refused(rows, tmp_path):
    source = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": sheet_xml(rows)}))

    with pytest.raises(WorkbookError, match="XLSX-7"):
        patch(source, source, {"任务": {"A2": 1}})


@pytest.mark.office
def test_libreoffice_shows_no_stale_total(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "合计.xlsx")
    sheet = book.add_worksheet("任务")
    sheet.write_column("A1", [1, 2, 3])
    sheet.write_formula("A4", "=SUM(A1:A3)", None, 6)
    sheet.write_formula("A5", "=A4*2", None, 12)
    book.close()
    patch(tmp_path / "合计.xlsx", tmp_path / "新合计.xlsx", {"任务": {"A3": 100}})
    (tmp_path / "出").mkdir()
    (saved,) = convert([tmp_path / "新合计.xlsx"], tmp_path / "出", "xlsx")

    assert values_in(saved, "任务") == {"A1": 1, "A2": 2, "A3": 100, "A4": 103, "A5": 206}


PLACES = st.builds(cell_address, st.integers(1, 60) | st.just(1_048_576), st.integers(1, 8) | st.just(16_384))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NEW = st.one_of(TEXTS, st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False),
                st.booleans(), st.none(), st.sampled_from(["=1+1", "_x000D_", "𠮷", "\n"]))  # fmt: skip


@given(first=st.dictionaries(PLACES, NEW, max_size=12), second=st.dictionaries(PLACES, NEW, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_values_at_any_places_are_read_back(first, second, tmp_path_factory):
    source = zipped(tmp_path_factory.getbasetemp() / "写.xlsx", workbook_parts({"任务": sheet_xml("")}))
    patch(source, source, {"任务": first})
    patch(source, source, {"任务": second})
    wanted = {address: value for address, value in (first | second).items() if value is not None}

    assert values_in(source, "任务") == wanted
    assert openpyxl.load_workbook(source).sheetnames == ["任务"]


CORNERS = st.tuples(*[st.integers(1, 40) | st.sampled_from([1_048_576, 65_536])] * 2, *[st.integers(1, 9)] * 2)


@given(corners=st.lists(CORNERS, max_size=9), cells=st.lists(st.tuples(st.integers(1, 66_000), st.integers(1, 9))))
@settings(max_examples=100, deadline=None)
def test_ranges_are_found_by_the_cells_in_them(corners, cells):
    ranges = [Range(min(a, b), min(c, d), max(a, b), max(c, d)) for a, b, c, d in corners]
    found = Ranges(ranges)

    for cell in [*cells, *((row, column) for one in ranges for row in (one.first_row, one.last_row) for column in (1, 9))]:
        assert Counter(found.over(cell)) == Counter(one for one in ranges if cell in one)


@given(spans=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=6), last=st.integers(1, 20), end=st.integers(2, 25))
@settings(max_examples=100, deadline=None)
def test_blank_rows_are_those_that_no_merge_covers(spans, last, end):
    merges = [Range(min(span), 1, max(span), 2) for span in spans]

    found = list(blank_rows(Table("表", Range(1, 1, end, 2), ()), last, merges))

    covered = {row for one in merges for row in range(one.first_row, one.last_row + 1)}
    assert found == [row for row in range(last + 1, end + 1) if row not in covered]


@given(places=st.dictionaries(PLACES, NEW, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_cells_among_blank_and_styled_ones_are_put_in_order(places, tmp_path_factory):
    rows = "".join(
        f'<row r="{row}"><c r="B{row}" s="1"/><c r="D{row}" t="str"><v>甲</v></c><c r="F{row}" s="0"/></row>'
        f'<row r="{row + 1}" ht="9"/>'
        for row in range(2, 60, 4)
    )
    parts = workbook_parts({"任务": sheet_xml(rows)}, styles=styles_xml(["0%"]))
    source = zipped(tmp_path_factory.getbasetemp() / "空.xlsx", parts)
    before = values_in(source, "任务")
    patch(source, source, {"任务": places})

    assert values_in(source, "任务") == {a: v for a, v in (before | places).items() if v is not None}
    assert openpyxl.load_workbook(source)


@given(seed=st.integers(0, 2**40))
@settings(max_examples=100, deadline=None)
def test_a_damaged_workbook_is_changed_or_refused(seed, tmp_path_factory):
    chance = random.Random(seed)
    parts = raw_parts(rich_workbook(tmp_path_factory.getbasetemp() / "好.xlsx"))
    part = chance.choice(sorted(parts))
    source = zipped(tmp_path_factory.getbasetemp() / "变.xlsx", parts | {part: changed(parts[part], chance)})

    with suppress(WorkbookError):
        patch(source, source.with_name("变2.xlsx"), {"任务": {"B2": "改"}})


KEPT = {
    "120+35": True, "A1*2": True, "SUM($A$1:A2)/3": True, "E1+1": True,
    "B1*2": False, "SUM(A1:C3)": False, "F1+1": False, "NOW()": False, "任务!A1": False, "合计": False, "A:A": False,
}  # fmt: skip


@pytest.mark.parametrize("formula", KEPT)
def test_a_result_is_kept_only_where_no_change_can_have_reached_it(formula, tmp_path):
    cells = '<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>'
    found = f'<c r="D1"><f>{formula}</f><v>7</v></c><c r="E1"><f>A2</f><v>8</v></c><c r="F1"><f>B1</f><v>9</v></c>'
    source = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": sheet_xml(f'<row r="1">{cells}{found}</row>')}))

    patch(source, source, {"任务": {"B1": 5}})

    content = raw_parts(source)["xl/worksheets/sheet1.xml"].decode()
    assert (f"<f>{formula}</f><v>7</v>" in content) is KEPT[formula]
    assert "<f>A2</f><v>8</v>" in content
    assert "<f>B1</f></c>" in content


def test_results_beside_an_array_formula_are_all_taken_out(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2*2</f><v>2</v></c><c r="C1"><f>A2+1</f><v>5</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c></row>'
    )
    source = zipped(tmp_path / "台账.xlsx", workbook_parts({"任务": sheet_xml(rows)}))

    patch(source, source, {"任务": {"B1": 5}})

    assert "<f>A2+1</f></c>" in raw_parts(source)["xl/worksheets/sheet1.xml"].decode()
