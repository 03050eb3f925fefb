"""The reader against openpyxl and calamine on workbooks that openpyxl and XlsxWriter wrote: no unexplained difference."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell import WriteOnlyCell

from generators.workbooks.reading import read_workbook
from generators.workbooks.values import NO_RESULT, CellError, Value
from tests.office import convert

calamine = pytest.importorskip("python_calamine")

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

Cells = dict[tuple[int, int], Any]

CALENDAR = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2199, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]) | st.sampled_from("\n&<>_x0D'\"")
TEXTS = st.text(SIGNS, min_size=1, max_size=12).filter(lambda text: not text.startswith("=") and text.strip() == text)
NUMBERS = st.integers(-(10**12), 10**12) | st.floats(-1e15, 1e15, allow_subnormal=False).map(lambda x: float(f"{x:.15g}"))
ANY = st.one_of(TEXTS, NUMBERS, st.booleans(), CALENDAR, CALENDAR.map(dt.datetime.date))
SHEETS = st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), ANY, max_size=25)
QUIETLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def with_openpyxl(path: Path, cells: Cells) -> None:
    """Write cells with openpyxl."""
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        cell = book.active.cell(row, column)
        cell.value = value
        cell.data_type = "s" if isinstance(value, str) else cell.data_type
    book.save(path)


def with_openpyxl_streamed(path: Path, cells: Cells) -> None:
    """Write cells with openpyxl's write-only sheets."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(1, 41):
        line = [WriteOnlyCell(sheet, cells.get((row, column))) for column in range(1, 31)]
        for cell in line:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        sheet.append(line)
    book.save(path)


def with_xlsxwriter(path: Path, cells: Cells, constant_memory: bool = False) -> None:
    """Write cells with XlsxWriter."""
    book = xlsxwriter.Workbook(path, {"constant_memory": constant_memory})
    sheet = book.add_worksheet()
    day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for (row, column), value in sorted(cells.items()):
        if isinstance(value, str):
            sheet.write_string(row - 1, column - 1, value)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row - 1, column - 1, value, moment if isinstance(value, dt.datetime) else day)
        else:
            sheet.write(row - 1, column - 1, value)
    book.close()


def with_inline_texts(path: Path, cells: Cells) -> None:
    """Write cells with XlsxWriter's inline texts."""
    with_xlsxwriter(path, cells, constant_memory=True)


WRITERS = {"openpyxl": with_openpyxl, "openpyxl streamed": with_openpyxl_streamed, "xlsxwriter": with_xlsxwriter,
           "xlsxwriter inline": with_inline_texts}  # fmt: skip


def midnight_as_day(value: Any) -> Any:
    """Return a moment at midnight as the day: a file stores both as the same number."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return value


def ours(path: Path) -> dict[tuple[int, int], Value]:
    """Return every value of the first sheet by place."""
    rows = read_workbook(path).sheets[0].rows()
    return {(row.number, column): value for row in rows for column, value in row.values().items()}


def of_openpyxl(path: Path) -> Cells:
    """Return the same as openpyxl sees it."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return {(cell.row, cell.column): midnight_as_day(cell.value) for cell in cells}


def of_calamine(path: Path) -> Cells:
    """Return the same as calamine sees it."""
    sheet = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = enumerate(sheet.to_python(skip_empty_area=False), start=1)
    return {
        (row, column): midnight_as_day(value)
        for row, values in rows
        for column, value in enumerate(values, start=1)
        if value != ""
    }


@pytest.mark.parametrize("writer", WRITERS)
@given(cells=SHEETS)
@QUIETLY
def test_what_was_written_is_read_as_both_others_read_it(writer, cells, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "对.xlsx"
    WRITERS[writer](path, cells)
    expected = {place: midnight_as_day(value) for place, value in cells.items()}

    assert ours(path) == expected
    assert of_openpyxl(path) == expected
    if all(isinstance(value, str) or not hasattr(value, "year") for value in cells.values()):
        assert of_calamine(path) == expected


@pytest.mark.office
def test_what_libreoffice_saves_is_read_as_before(tmp_path):
    cells: Cells = {
        (2, 2): "新建停车位500个，改造管网12.5km", (2, 3): "甲\n乙", (3, 2): 0.1, (3, 3): -7, (4, 2): True,
        (5, 2): dt.date(2025, 3, 1), (5, 3): dt.datetime(2025, 3, 1, 8, 30), (900, 30): "远",
    }  # fmt: skip
    with_xlsxwriter(tmp_path / "存.xlsx", cells)
    (tmp_path / "出").mkdir()
    (saved,) = convert([tmp_path / "存.xlsx"], tmp_path / "出", "xlsx")

    assert ours(saved) == cells
    assert read_workbook(saved).sheets[0].name == read_workbook(tmp_path / "存.xlsx").sheets[0].name


def test_where_the_others_lose_something_we_do_not(tmp_path):
    path = tmp_path / "异.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"], sheet["B3"] = "#REF!", 20240305, "=1+1", " 甲 "
    sheet["A1"].data_type = "e"
    sheet["A2"].number_format = "yyyy-mm-dd"
    book.save(path)
    found = ours(path)

    assert found[1, 1] == CellError("#REF!") and (1, 1) not in of_calamine(path)
    assert found[2, 1].text == "20240305" and of_openpyxl(path)[2, 1] == "#VALUE!"
    assert found[3, 1] is NO_RESULT and (3, 1) not in of_openpyxl(path)
    assert found[3, 2] == " 甲 "


def test_properties_and_names_are_as_openpyxl_wrote_them(tmp_path):
    path = tmp_path / "编号.xlsx"
    book = openpyxl.Workbook()
    book.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="表单编号", value="A&1"))
    book.defined_names["编号"] = openpyxl.workbook.defined_name.DefinedName("编号", attr_text='"A1"')
    book.save(path)
    found = read_workbook(path)

    assert (found.properties, found.names) == ({"表单编号": "A&1"}, {"编号": '"A1"'})


def test_comments_merges_tables_and_states_are_as_openpyxl_wrote_them(tmp_path):
    path = tmp_path / "全.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["序号", "名称"], [1, "甲"], [2, "乙"]):
        sheet.append(row)
    sheet.add_table(openpyxl.worksheet.table.Table(displayName="任务", ref="A1:B3"))
    sheet["B2"].comment = openpyxl.comments.Comment("请核实\n数字", "张三")
    sheet.merge_cells("D1:F9")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    book.save(path)
    first, second = read_workbook(path).sheets

    assert first.comments == {"B2": "请核实\n数字"}
    assert [str(merge) for merge in first.merges] == ["D1:F9"]
    assert [(t.name, str(t.range), t.columns) for t in first.tables] == [("任务", "A1:B3", ("序号", "名称"))]
    assert [row.is_hidden for row in first.rows()] == [False, False, True]
    assert (second.name, second.is_hidden) == ("底稿", True)
