"""Workbooks: what stands in their cells, how they are laid out, and that nothing of a text is lost."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.errors import OutputError
from generators.page import Book, Chart, Column, Formula, Merge, RowStyle, Sheet, Table, TableRow, Value
from generators.writers.excel import write_excel
from generators.writers.excel_cells import number_for_excel
from generators.writers.measure import excel_height
from tests.drawing import draw_workbook
from tests.writers_samples import BREAKDOWN, CREATED, breakdown, breakdown_book, progress_book

AWKWARD = ["&", "<b>", ">", '"', "'", "=1+1", "+86", "-1", "@A1", "{{ 项目 }}", "😀𠮷", "_x000D_", " 前后 ", "http://a.cn",
           "00123", "1e5", "<r>富</r>", "{=1+1}"]  # fmt: skip


def book_of(*rows: tuple[Value, ...], number_format: str = "", **sheet: object) -> Book:
    """Return a book of one sheet whose columns have the keys a, b, c …"""
    columns = tuple(Column(key.upper(), 30, key, number_format=number_format) for key, _ in zip("abcdef", rows[0]))
    table = Table(columns, tuple(TableRow(values, group) for group, values in enumerate(rows)))
    return Book((Sheet("表", table, **sheet),), "测试", CREATED)


def written(book: Book, path: Path) -> openpyxl.Workbook:
    """Write a book and read it back with its stored values."""
    write_excel(book, path)
    return openpyxl.load_workbook(path, data_only=True)


def small_breakdown() -> Table:
    """Return a table of three projects with merges at three levels."""
    texts = [
        (1, "“一老”工程", "新建社区食堂12家。", "2022年底", "李　明", "市民政局", "各县（市、区）\n市财政局"),
        (1, "“一老”工程", "改造适老化家庭300户，其中农村100户。", "2022年底", "李　明", "市残联", "各县（市、区）"),
        (1, "“一老”工程", "开展老年教育讲座40场。", "2022年9月", "李　明", "市教育局", ""),
        (2, "“一小”工程", "新增普惠托位500个。", "2022年9月", "李　明", "市卫生健康委员会", "市教育局"),
        (3, "便民停车", "新增停车泊位2000个。", "2022年底", "王建国", "市城管局", "各县（市、区）"),
        (3, "便民停车", "开放机关停车场15处。", "2022年底", "王建国", "市城管局", "市机关事务局"),
    ]
    rows = tuple(TableRow((Decimal(number), *others), number) for number, *others in texts)
    return Table(BREAKDOWN, rows, "示例市2022年民生实事项目任务分解表", "附件")


def test_a_breakdown_looks_as_drawn(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    table = small_breakdown()
    path = tmp_path / "表.xlsx"

    write_excel(Book((Sheet("任务分解表", table), Sheet("明细", table, merged=False, filtered=True))), path)

    golden("writers_breakdown_xlsx", draw_workbook(path))


def test_a_progress_book_looks_as_drawn(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    path = tmp_path / "表.xlsx"

    write_excel(progress_book(3), path)

    golden("writers_progress_xlsx", draw_workbook(path))


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        write_excel(progress_book(5), tmp_path / f"{name}.xlsx")

    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_stays_the_same_text(text: str, tmp_path: Path) -> None:
    [[cell]] = cells_below_head(written(book_of((text,)), tmp_path / "表.xlsx"))

    assert (unescaped(cell.value), cell.data_type, cell.hyperlink) == (text, "s", None)


def unescaped(text: str) -> str:
    """Return text as Excel reads it: openpyxl leaves its _x005F_ as it is."""
    return text.replace("_x005F_", "_")


def cells_below_head(book: openpyxl.Workbook) -> list[list[openpyxl.cell.Cell]]:
    """Return the rows of the first sheet without its head."""
    return [list(row) for row in book.worksheets[0].iter_rows(min_row=2)]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_out_as_it_went_in(tmp_path: Path, texts: list[str]) -> None:
    book = written(book_of(*[(text,) for text in texts]), tmp_path / "表.xlsx")

    assert [unescaped(row[0].value or "") for row in cells_below_head(book)] == [visible(text) for text in texts]


def visible(text: str) -> str:
    """Return what must be left of a text: line ends as one, what XML forbids replaced."""
    text = re.sub("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_", text)


def test_a_number_of_many_digits_is_still_a_number_for_formulas(tmp_path: Path) -> None:
    values = (Decimal("12.50"), Decimal("1234567890123456.789"), 10**17 + 1, Formula("={b}", Decimal("1234567890123456789")))

    [row] = cells_below_head(written(book_of(values), tmp_path / "表.xlsx"))

    assert [cell.data_type for cell in row] == ["n"] * 4
    assert [cell.value for cell in row] == [12.5, pytest.approx(1234567890123456.8), 1e17, pytest.approx(1.2345678901234568e18)]


def test_a_long_number_is_shown_with_all_its_digits(tmp_path: Path) -> None:
    values = (Decimal("123456789012.5"), Decimal(123456789012), Decimal(12345678901), Formula("={b}", Decimal(123456789012)))

    [row] = cells_below_head(written(book_of(values), tmp_path / "表.xlsx"))

    assert [cell.number_format for cell in row] == ["0.0", "0", "General", "0"]


def test_what_no_cell_holds_is_text_or_an_error_of_excel(tmp_path: Path) -> None:
    [row] = cells_below_head(written(book_of((Decimal("1E400"), Formula("={a}", Decimal("1E400")))), tmp_path / "表.xlsx"))

    assert (row[0].data_type, row[1].value) == ("s", "#NUM!")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal(-10) ** 30, max_value=Decimal(10) ** 30))
def test_a_number_in_the_file_is_the_number(number: Decimal) -> None:
    assert float(number_for_excel(number) or "nan") == pytest.approx(float(number), rel=1e-15)


def test_a_formula_names_cells_by_the_keys_of_columns_and_keeps_its_value(tmp_path: Path) -> None:
    rate = Formula("={b}/{a}", Decimal("0.25"))
    write_excel(book_of((Decimal(8), Decimal(2), rate), number_format="0.0%"), tmp_path / "表.xlsx")

    formulas, values = (openpyxl.load_workbook(tmp_path / "表.xlsx", data_only=only)["表"]["C2"] for only in (False, True))

    assert (formulas.value, values.value, values.number_format) == ("=B2/A2", 0.25, "0.0%")


def test_a_formula_over_a_column_that_was_taken_out_is_written_as_its_value(tmp_path: Path) -> None:
    [[_, cell]] = cells_below_head(written(book_of((Decimal(8), Formula("={没有}/{a}", Decimal("0.5")))), tmp_path / "表.xlsx"))

    assert (cell.value, cell.data_type) == (0.5, "n")


def test_a_formula_over_rows_and_over_another_sheet_finds_its_range(tmp_path: Path) -> None:
    detail = book_of(*[(Decimal(n),) for n in range(4)]).sheets[0]
    total = (Formula("=SUM({表!a})", Decimal(6)), Formula("=SUM({a:0:0})", Decimal(6)))
    book = Book((detail, replace(book_of(total).sheets[0], name="合计")))

    write_excel(book, tmp_path / "表.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["合计"]
    assert [cell.value for cell in sheet[2]] == ["=SUM('表'!$A$2:$A$5)", "=SUM(A2:A2)"]


class CountedRows(tuple[TableRow, ...]):
    """Rows of a table that count how often someone walks over all of them."""

    walks = 0

    def __iter__(self) -> Iterator[TableRow]:
        self.walks += 1
        return super().__iter__()


def walks(formulas: int, path: Path) -> int:
    """Return how often the rows of a sheet are walked over to write formulas over it on another sheet."""
    rows = CountedRows(TableRow((Decimal(n),)) for n in range(3))
    detail = Sheet("明细", Table((Column("数", 30, "数"),), rows))
    total = TableRow((Formula("=SUM({明细!数})", Decimal(3)),))
    write_excel(Book((detail, Sheet("合计", Table((Column("和", 30, "和"),), (total,) * formulas)))), path)
    return rows.walks


def test_formulas_over_a_sheet_do_not_walk_over_its_rows_each(tmp_path: Path) -> None:
    assert walks(50, tmp_path / "表.xlsx") == walks(1, tmp_path / "表.xlsx") > 0


def test_a_formula_beside_a_merged_cell_looks_at_where_its_value_stands(tmp_path: Path) -> None:
    columns = (Column("目标", 20, "目标", merge=Merge.EQUAL), Column("倍", 20, "倍"))
    rows = tuple(TableRow((Decimal(4), Formula("={目标}*2", Decimal(8)))) for _ in range(3))

    write_excel(Book((Sheet("表", Table(columns, rows)),)), tmp_path / "表.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == ["=A2*2"] * 3
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A2:A4"]


def test_every_cell_of_a_merge_has_its_border(tmp_path: Path) -> None:
    write_excel(breakdown_book(20), tmp_path / "表.xlsx")

    with zipfile.ZipFile(tmp_path / "表.xlsx") as package:
        sheet, styles = (package.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    bordered = ['borderId="1"' in xf for xf in re.findall("<xf [^>]*>", styles.partition("<cellXfs")[2])]
    rows = re.findall("<row .*?</row>", sheet)[2:]  # label and title have none
    for row in rows:
        cells = re.findall(r'<c r="[A-Z]+[0-9]+" s="([0-9]+)"', row)
        assert len(cells) == 7 and all(bordered[int(style)] for style in cells)


def test_a_text_too_long_for_a_cell_says_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"

    with pytest.raises(OutputError, match=r"［表］A2.*32767.*OUT-8"):
        write_excel(book_of(("长" * 32_768,), merged=False), path)

    assert not path.exists()


def test_an_old_file_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_excel(book_of(("旧",)), path)
    before = path.read_bytes()

    with pytest.raises(OutputError):
        write_excel(book_of(("长" * 40_000,), merged=False), path)

    assert path.read_bytes() == before and [found.name for found in tmp_path.iterdir()] == ["表.xlsx"]


def test_a_place_that_cannot_be_written_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"文件夹不存在.*OUT-3"):
        write_excel(book_of(("甲",)), tmp_path / "没有" / "表.xlsx")


def test_a_table_without_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="一栏也没有"):
        write_excel(Book((Sheet("表", Table((), ())),)), tmp_path / "表.xlsx")


def test_no_row_is_higher_than_excel_allows(tmp_path: Path) -> None:
    columns = (Column("a", 20), Column("b", 60))
    rows = [TableRow(("题",), style=RowStyle.GROUP), TableRow(("1", "长文" * 700)), TableRow(("2", "短"))]
    table = Table(columns, tuple(replace(row, values=(*row.values, None)[:2]) for row in rows * 6), landscape=False)

    for merged in (True, False):
        sheet = written(Book((Sheet("表", table, merged=merged),)), tmp_path / "表.xlsx")["表"]
        assert max(found.height for found in sheet.row_dimensions.values()) <= 409.5


def test_rows_that_stay_whole_have_room_for_a_long_report(tmp_path: Path) -> None:
    report = "①已开工12处，完成投资3.5亿元；" * 60
    columns = (Column("事项", 40), Column("进展情况", 50), Column("备注", 160))
    table = Table(columns, tuple(TableRow((str(i), report, "无")) for i in range(3)))

    write_excel(Book((Sheet("明细", table, merged=False),)), tmp_path / "表.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["明细"]
    width = round(sheet.column_dimensions["B"].width * 8)
    assert excel_height(width, 12)(report) / 20 <= sheet.row_dimensions[2].height <= 409.5


def test_a_number_never_turns_into_hashes(tmp_path: Path) -> None:
    columns = (Column("投资", 10, number_format="#,##0.00"), Column("内容", 200))
    table = Table(columns, (TableRow((Decimal("123456789.5"), "文")),))

    write_excel(Book((Sheet("表", table),)), tmp_path / "表.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]
    assert sheet.column_dimensions["A"].width > len("123,456,789.50")


def test_a_sheet_is_printed_with_its_head_on_every_page_and_numbers_outside(tmp_path: Path) -> None:
    write_excel(breakdown_book(40), tmp_path / "表.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["任务分解表"]
    assert sheet.print_title_rows == "$3:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert "&P" in str(sheet.oddFooter.right.text) and "&P" in str(sheet.evenFooter.left.text)
    assert sheet.freeze_panes == "A5" and len(sheet.row_breaks.brk) > 3


def test_status_words_have_lights_of_their_own(tmp_path: Path) -> None:
    sheet = written(book_of(("已完成",), ("滞后",), lights=("a",)), tmp_path / "表.xlsx")["表"]

    found = [rule for area in sheet.conditional_formatting for rule in area.rules]
    rules = {rule.formula[0]: rule.dxf.fill.bgColor.rgb for rule in found}
    assert len(set(rules.values())) == 6
    assert {colour for formula, colour in rules.items() if "滞后" in formula} == {"FFF8CBAD"}


def test_a_chart_stores_what_it_shows_and_is_inside_the_printed_area(tmp_path: Path) -> None:
    rows = [("甲", Formula("=1/2", Decimal("0.5"))), ("乙", Decimal("0.25"))]
    book = book_of(*rows, chart=Chart("完成率", "a", ("b",)))

    write_excel(book, tmp_path / "表.xlsx")

    with zipfile.ZipFile(tmp_path / "表.xlsx") as package:
        chart = package.read("xl/charts/chart1.xml").decode()
        area = re.search("_xlnm.Print_Area[^>]*>([^<]+)", package.read("xl/workbook.xml").decode())
    assert all(f"<c:v>{value}</c:v>" in chart for value in ("甲", "乙", "0.5", "0.25"))
    assert "完成率" in chart and area and area[1].startswith("表!$A$1:$B$")


def test_sheet_names_that_excel_refuses_are_put_right(tmp_path: Path) -> None:
    sheet = book_of(("甲",)).sheets[0]

    write_excel(Book((replace(sheet, name="一/二:三" * 9), replace(sheet, name="一/二:三" * 9))), tmp_path / "表.xlsx")

    names = openpyxl.load_workbook(tmp_path / "表.xlsx").sheetnames
    assert len(set(names)) == 2 and all(len(name) <= 31 and "/" not in name for name in names)


@pytest.mark.parametrize("rows", [(), (TableRow(("题",), style=RowStyle.GROUP),)])
def test_a_table_without_body_rows_is_still_a_workbook(rows: tuple[TableRow, ...], tmp_path: Path) -> None:
    table = Table((Column("列", 20, "a"),), rows, "题目")

    write_excel(Book((Sheet("表", table, filtered=True, lights=("a",), chart=Chart("图", "a", ("a",))),)), tmp_path / "表.xlsx")

    assert openpyxl.load_workbook(tmp_path / "表.xlsx")["表"]["A1"].value == "题目"


def test_the_unmerged_sheet_has_every_value_in_its_row(tmp_path: Path) -> None:
    table = breakdown(30)

    sheet = written(Book((Sheet("明细", table, merged=False, filtered=True),)), tmp_path / "表.xlsx")["明细"]

    names = [row[1] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert names == [row.values[1] for row in table.rows]
    assert sheet.auto_filter.ref == f"A4:G{4 + len(table.rows)}"
