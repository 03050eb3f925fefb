"""Rows and sheets added to a workbook of the office's own: where they go, how they look, what they leave alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.errors import OutputError, WorkbookError
from generators.model.origin import Origin
from generators.workbooks import enlarging
from generators.workbooks.enlarging import NewRows, enlarge
from generators.workbooks.list_sheets import NewList
from generators.workbooks.listing import Line
from generators.workbooks.patch import digest_of, patch
from generators.workbooks.reading import read_workbook
from tests.office import convert, recalculate
from tests.raw_workbooks import changed, sheet_xml, workbook_parts, zipped
from tests.test_workbooks_annotate import raw_parts, rich_workbook

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
ADDED = [{1: "2022Q1", 2: "3.1", 3: "=1+1"}, {1: "2022Q1", 2: "3.2", 3: "建成3个"}]


def table(path: Path, rows: int = 3, filled: int = 3, dress: Callable[[Any, Any], None] | None = None,
          **options: object) -> Path:  # fmt: skip
    """Write a sheet 进展 with a table of so many rows, the first of them filled."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("进展")
    look = book.add_format({"border": 1, "text_wrap": True})
    for row in range(1, rows + 1):
        for column in range(3):
            if row <= filled:
                sheet.write_string(row, column, f"{row}.{column}", look)
            else:
                sheet.write_blank(row, column, None, look)
    headings = [{"header": one} for one in ("期次", "事项编号", "进展情况")]
    sheet.add_table(0, 0, rows, 2, {"name": "进展表", "columns": headings, **options})
    if dress:
        dress(book, sheet)
    book.close()
    return path


def grid(path: Path, name: str = "进展") -> dict[str, object]:
    sheet = read_workbook(path).sheet(name)
    return {cell.address: cell.value for row in sheet.rows() for cell in row.cells()} if sheet else {}


def added(path: Path, rows: Sequence[dict[int, Any]] = ADDED, head: int = 1) -> dict[str, object]:
    """Add rows to 进展 and return only what was not there before."""
    before = grid(path)
    enlarge(path, path, {}, [NewRows("进展", head, rows)], [])
    after = grid(path)
    assert {address: after[address] for address in before} == before
    return {address: value for address, value in after.items() if address not in before}


def test_a_sheet_with_page_breaks_takes_rows(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx", dress=lambda _, sheet: sheet.set_h_pagebreaks([2]))

    assert added(path) == {
        "A5": "2022Q1", "B5": "3.1", "C5": "=1+1", "A6": "2022Q1", "B6": "3.2", "C6": "建成3个",
    }  # fmt: skip


def test_a_text_that_cannot_be_kept_is_refused_by_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"^台账\.xlsx：.*XLSX-7"):
        added(table(tmp_path / "台账.xlsx"), [{1: "2022Q1", 3: "甲\ud800乙"}])


def test_a_table_grows_with_its_filter_and_its_looks(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx")

    assert added(path) == {"A5": "2022Q1", "B5": "3.1", "C5": "=1+1", "A6": "2022Q1", "B6": "3.2", "C6": "建成3个"}

    sheet = openpyxl.load_workbook(path)["进展"]
    assert (sheet.tables["进展表"].ref, sheet.tables["进展表"].autoFilter.ref) == ("A1:C6", "A1:C6")
    assert sheet.dimensions == "A1:C6"
    assert sheet["C5"].data_type == "s"
    assert all(sheet.cell(6, column).border.left.style == "thin" for column in (1, 2, 3))


def test_blank_rows_of_a_table_are_used_first(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx", rows=4, filled=3)

    assert {address[1:] for address in added(path)} == {"5", "6"}
    assert openpyxl.load_workbook(path)["进展"].tables["进展表"].ref == "A1:C6"


def test_a_table_that_is_long_enough_does_not_grow(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx", rows=9, filled=0)
    before = raw_parts(path)["xl/tables/table1.xml"]

    assert {address[1:] for address in added(path)} == {"2", "3"}
    assert raw_parts(path)["xl/tables/table1.xml"] == before


def test_what_reaches_down_a_list_reaches_down_to_its_new_rows(tmp_path: Path) -> None:
    def dress(book: Any, sheet: Any) -> None:
        sheet.data_validation("A2:A4", {"validate": "list", "source": ["2022Q1", "2022Q2"]})
        sheet.data_validation("B2:B900", {"validate": "any", "input_title": "编号", "input_message": "编号"})
        sheet.conditional_format("C2:C4", {"type": "cell", "criteria": "=", "value": 1, "format": book.add_format()})
        sheet.conditional_format("C4", {"type": "cell", "criteria": "=", "value": 2, "format": book.add_format()})
        sheet.conditional_format("B2:B4", {"type": "data_bar", "data_bar_2010": True})
        sheet.print_area("A1:C4")
        book.define_name("期次列", "=进展!$A$2:$A$4")
        book.define_name("表头", "=进展!$A$1:$C$1")

    path = table(tmp_path / "台账.xlsx", dress=dress)
    added(path)

    book = openpyxl.load_workbook(path)
    sheet = book["进展"]
    assert {str(rule.sqref) for rule in sheet.data_validations.dataValidation} == {"A2:A6", "B2:B900"}
    assert {str(one.sqref) for one in sheet.conditional_formatting} == {"C2:C6", "C4", "B2:B6"}
    assert b"<xm:sqref>B2:B6</xm:sqref>" in raw_parts(path)["xl/worksheets/sheet1.xml"]
    assert sheet.print_area == "'进展'!$A$1:$C$6"
    assert book.defined_names["期次列"].attr_text == "进展!$A$2:$A$6"
    assert book.defined_names["表头"].attr_text == "进展!$A$1:$C$1"


def with_totals(book: Any, sheet: Any) -> None:
    """Nothing more: the table has totals by its options."""


def filtered(book: Any, sheet: Any) -> None:
    sheet.set_row(2, None, None, {"hidden": True})


def crowded(book: Any, sheet: Any) -> None:
    sheet.write("B6", "填报人：张三")


def merged_below(book: Any, sheet: Any) -> None:
    sheet.merge_range("A5:C6", "")


def locked(book: Any, sheet: Any) -> None:
    sheet.protect()


REFUSED: dict[str, tuple[Callable[[Any, Any], None], dict[str, object]]] = {
    "XLSX-10": (with_totals, {"total_row": True}),
    "XLSX-11": (crowded, {}),
    "XLSX-13": (locked, {}),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_list_that_has_no_room_is_left_alone_and_the_reason_told(code: str, tmp_path: Path) -> None:
    dress, options = REFUSED[code]
    path = table(tmp_path / "台账.xlsx", dress=dress, **options)
    before = path.read_bytes()

    with pytest.raises(WorkbookError, match=rf"（{code}）"):
        enlarge(path, path, {}, [NewRows("进展", 1, ADDED)], [])

    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["台账.xlsx"]


def test_a_merge_below_a_table_is_in_the_way(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx", dress=merged_below)

    with pytest.raises(WorkbookError, match="XLSX-11"):
        enlarge(path, path, {}, [NewRows("进展", 1, ADDED)], [])


def test_a_filter_in_force_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx", dress=filtered)
    book = openpyxl.load_workbook(path)
    book["进展"].tables["进展表"].autoFilter.add_filter_column(0, ["1.0"])
    book.save(path)

    with pytest.raises(WorkbookError, match="XLSX-12"):
        enlarge(path, path, {}, [NewRows("进展", 1, ADDED)], [])


def test_unlocked_cells_of_a_protected_sheet_may_be_filled(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "台账.xlsx")
    sheet = book.add_worksheet("指标")
    sheet.write_blank("A1", None, book.add_format({"locked": False}))
    sheet.write_blank("B1", None, book.add_format({"border": 1}))
    sheet.protect()
    book.close()
    path = tmp_path / "台账.xlsx"

    enlarge(path, path, {"指标": {"A1": 5}}, [], [])
    with pytest.raises(WorkbookError, match="XLSX-13"):
        enlarge(path, path, {"指标": {"B1": 5}}, [], [])

    assert grid(path, "指标") == {"A1": 5}


def test_a_list_without_a_table_goes_on_below_everything(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "进展"
    for row in (["2022年进展"], [], ["期次", "事项编号", "进展情况"], ["2022Q1", "1.1", "甲"], ["注：略"]):
        sheet.append(row)
    sheet.merge_cells("A4:A7")
    sheet.auto_filter.ref = "A3:C4"
    book.save(tmp_path / "台账.xlsx")

    assert set(added(tmp_path / "台账.xlsx", head=3)) == {f"{letter}{row}" for letter in "ABC" for row in (8, 9)}
    assert openpyxl.load_workbook(tmp_path / "台账.xlsx")["进展"].auto_filter.ref == "A3:C9"


def test_a_long_text_is_wrapped_and_its_row_high_enough(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "进展"
    for row in (["期次", "编号", "进展情况"], ["2022Q1", "1.1", "甲"]):
        book.active.append(row)
    book.active.column_dimensions["C"].width = 20
    book.active["C2"].font = openpyxl.styles.Font(size=16, bold=True)
    book.save(tmp_path / "台账.xlsx")

    added(tmp_path / "台账.xlsx", [{1: "2022Q1", 2: "1.2", 3: "新建学校已经开工" * 10}])

    sheet = openpyxl.load_workbook(tmp_path / "台账.xlsx")["进展"]
    assert sheet["C3"].alignment.wrap_text
    assert (sheet["C3"].font.sz, sheet["C3"].font.b) == (16, True)
    assert not sheet["C2"].alignment.wrap_text
    assert not sheet["A3"].alignment.wrap_text
    assert sheet.row_dimensions[3].height > 12 * 20


def test_a_row_that_is_filled_further_becomes_high_enough(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx", rows=3, filled=2)

    enlarge(path, path, {"进展": {"C4": "很长的进展" * 20}}, [], [])

    assert openpyxl.load_workbook(path)["进展"].row_dimensions[4].height > 100


def test_a_sheet_is_added_as_the_last_one_and_its_lines_lead_to_their_cells(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "台账.xlsx")
    lines = [Line(["甲.docx 第1段", "=HYPERLINK(1)"], Origin("台账.xlsx", "任务", "B2")), Line(["乙", "丙"], Origin(""))]

    enlarge(path, path, {}, [], [NewList("待核对", ["来源", "原文"], lines), NewList("单位", ["来源"], [])])

    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["任务", "单位", "待核对", "单位2"]
    assert [[cell.value for cell in row] for row in book["待核对"].rows][1] == ["甲.docx 第1段", "=HYPERLINK(1)"]
    assert book["待核对"]["A2"].hyperlink.location == "'任务'!B2"
    assert grid(path, "待核对")["B2"] == "=HYPERLINK(1)"


def test_all_that_people_made_is_kept(tmp_path: Path) -> None:
    path = rich_workbook(tmp_path / "台账.xlsx")
    before = raw_parts(path)

    enlarge(path, path, {"任务": {"B2": "改"}}, [NewRows("任务", 1, [{1: 4, 2: "新"}])], [])

    after = raw_parts(path)
    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/tables/table1.xml",
    }  # fmt: skip


def test_a_file_changed_since_it_was_read_is_not_written(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx")
    read = digest_of(path)
    patch(path, path, {"进展": {"C2": "有人刚改过"}})
    before = path.read_bytes()

    with pytest.raises(OutputError, match="OUT-6"):
        enlarge(path, path, {}, [NewRows("进展", 1, ADDED)], [], read)

    assert path.read_bytes() == before


def test_a_file_saved_while_rows_are_worked_out_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "台账.xlsx")

    def saved_before(*given: Any, **more: Any) -> None:
        patch(path, path, {"进展": {"C2": "有人刚改过"}})
        patch(*given, **more)

    monkeypatch.setattr(enlarging, "patch", saved_before)
    with pytest.raises(OutputError, match="OUT-6"):
        enlarge(path, path, {}, [NewRows("进展", 1, ADDED)], [])

    assert openpyxl.load_workbook(path)["进展"]["C2"].value == "有人刚改过"


@pytest.mark.parametrize("text", ["字" * 32_768, "𠮷" * 16_384])
def test_a_text_longer_than_a_cell_is_refused(text: str, tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx")

    with pytest.raises(WorkbookError, match="XLSX-9"):
        patch(path, path, {"进展": {"C2": text}})


def test_the_longest_text_that_fits_is_written(tmp_path: Path) -> None:
    path = table(tmp_path / "台账.xlsx")

    patch(path, path, {"进展": {"C2": "𠮷" * 16_383}})

    assert grid(path)["C2"] == "𠮷" * 16_383


@settings(max_examples=60, deadline=None)
@given(
    filled=st.integers(0, 4), blank=st.integers(0, 4), count=st.integers(1, 6),
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), min_size=6, max_size=6),
)  # fmt: skip
def test_any_rows_are_read_back_in_order_below_the_old_ones(
    filled: int, blank: int, count: int, texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = table(tmp_path_factory.getbasetemp() / "写.xlsx", rows=max(filled + blank, 1), filled=filled)
    rows = [{1: "2022Q1", 3: text} for text in texts[:count]]

    found = added(path, rows)

    start = filled + 2
    assert [found[f"C{row}"] for row in range(start, start + count)] == texts[:count]
    last = max(max(filled + blank, 1) + 1, start + count - 1)
    assert openpyxl.load_workbook(path)["进展"].tables["进展表"].ref == f"A1:C{last}"


@pytest.mark.parametrize("rows", ['<row><c><v>1</v></c></row>', '<row r="2"/><row r="1"/>'])
def test_a_sheet_in_an_unusual_spelling_is_refused(rows: str, tmp_path: Path) -> None:
    source = zipped(tmp_path / "台账.xlsx", workbook_parts({"进展": sheet_xml(rows)}))

    with pytest.raises(WorkbookError):
        enlarge(source, source, {}, [NewRows("进展", 1, ADDED)], [])


@pytest.mark.office
def test_libreoffice_opens_what_was_added_and_calculates_it_anew(tmp_path: Path) -> None:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write_formula("E1", "=COUNTA(进展表[事项编号])", None, 3)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=进展!$E$1:$E$1"})
        sheet.insert_chart("G2", chart)
        sheet.write_comment("B2", "批注")
        sheet.insert_textbox("G20", "文本框")

    path = table(tmp_path / "台账.xlsx", dress=dress)
    enlarge(path, path, {}, [NewRows("进展", 1, ADDED)], [NewList("待核对", ["来源"], [Line(["甲"], Origin(""))])])
    (tmp_path / "出").mkdir()

    (saved,) = recalculate([path], tmp_path / "出")

    assert grid(saved)["E1"] == 5
    assert grid(saved)["C5"] == "=1+1"
    assert grid(saved, "待核对") == {"A1": "来源", "A2": "甲"}
    (tmp_path / "印").mkdir()
    assert convert([path], tmp_path / "印")
    assert {"comments1.xml", "drawing1.xml", "chart1.xml"} <= {name.rpartition("/")[2] for name in raw_parts(path)}


@given(seed=st.integers(0, 2**40))
@settings(max_examples=120, deadline=None)
def test_a_damaged_workbook_grows_or_is_refused(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(seed)
    parts = raw_parts(rich_workbook(tmp_path_factory.getbasetemp() / "好.xlsx"))
    part = chance.choice(sorted(parts))
    source = zipped(tmp_path_factory.getbasetemp() / "变.xlsx", parts | {part: changed(parts[part], chance)})
    new = NewRows("任务", 1, [{1: 4, 2: "很长的名称" * 9}])

    with suppress(WorkbookError):
        enlarge(source, source.with_name("变2.xlsx"), {"任务": {"B2": "改"}}, [new], [NewList("待核对", ["来源"], [])])


ODD = [b"", b"x", b"-1", b"99999999999", b"ZZZZ9", b"1:1", b"A1:XFD1048576", b"A:A", b"1e999", b"nan"]


@given(place=st.floats(0, 1), part=st.sampled_from(["sheet1.xml", "table1.xml", "styles.xml", "workbook.xml"]), odd=st.sampled_from(ODD))
@settings(max_examples=120, deadline=None)
def test_a_workbook_with_an_odd_value_anywhere_grows_or_is_refused(
    place: float, part: str, odd: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def dress(book: Any, sheet: Any) -> None:
        sheet.data_validation("A2:A4", {"validate": "list", "source": ["甲"]})
        sheet.conditional_format("B2:B4", {"type": "data_bar", "data_bar_2010": True})
        sheet.set_column(0, 2, 20, book.add_format({"italic": True}))
        sheet.print_area("A1:C4")

    parts = raw_parts(table(tmp_path_factory.getbasetemp() / "好.xlsx", dress=dress))
    name = next(one for one in parts if one.endswith("/" + part))
    found = list(re.finditer(rb'="([^"]*)"', parts[name]))
    value = found[int(place * (len(found) - 1))]
    parts[name] = parts[name][: value.start(1)] + odd + parts[name][value.end(1) :]
    source = zipped(tmp_path_factory.getbasetemp() / "变.xlsx", parts)

    with suppress(WorkbookError):
        enlarge(source, source.with_name("变2.xlsx"), {"进展": {"C2": "改"}}, [NewRows("进展", 1, ADDED)], [])
