"""Word documents: tables in the office's template, their merges and styles, and that no text is lost."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generators.errors import TemplateError
from generators.page import Carry, Column, Formula, Merge, Page, RowStyle, Table, TableRow, Value
from generators.templating.looks import NARROWEST_COLUMN
from generators.templating.word_template import WordTemplate, read_word_template
from generators.writers.word import column_widths, write_word
from tests.drawing import draw_document
from tests.test_writers_excel import AWKWARD, small_breakdown, visible
from tests.writers_samples import CREATED, breakdown_page, progress_table
from tests.writers_templates import breakdown_template, word_template


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> WordTemplate:
    """Return a template with a title and the place of a table."""
    return read_word_template(breakdown_template(tmp_path_factory.mktemp("模板")))


def page_of(table: Table, **values: str) -> Page:
    """Return a page with one table."""
    values = {"标题": table.title} | values
    return Page("任务分解表.docx", values, {"任务分解表": table}, table.title, CREATED)


def table_of(*rows: tuple[Value, ...], number_format: str = "") -> Table:
    """Return a table without merges."""
    columns = tuple(Column(key, 30, key, number_format=number_format) for key, _ in zip("abcdef", rows[0]))
    return Table(columns, tuple(TableRow(values, group) for group, values in enumerate(rows)), "表")


def body_texts(path: Path) -> list[list[str]]:
    """Return the texts of a document's table below its head, paragraphs as lines."""
    [table] = docx.Document(str(path)).element.body.iter(qn("w:tbl"))
    rows = [row for row in table.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None]
    return [["\n".join(text_of(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc"))] for row in rows]


def text_of(paragraph: etree._Element) -> str:
    signs = {qn("w:t"): None, qn("w:tab"): "\t"}
    return "".join(signs[sign.tag] or sign.text or "" for sign in paragraph.iter(*signs))


def test_a_breakdown_looks_as_drawn(template: WordTemplate, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    write_word(page_of(small_breakdown()), template, tmp_path / "表.docx")

    golden("writers_breakdown_docx", draw_document(tmp_path / "表.docx"))


def test_titles_subtotals_and_values_of_formulas_look_as_drawn(
    template: WordTemplate, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    write_word(page_of(progress_table(4)), template, tmp_path / "表.docx")

    golden("writers_progress_docx", draw_document(tmp_path / "表.docx"))


def test_merges_carried_to_the_next_page_look_as_drawn(
    template: WordTemplate, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    columns = (
        Column("序号", 12, merge=Merge.PROJECT),
        Column("项目名称", 30, merge=Merge.PROJECT, carry=Carry.REPEAT_MARKED),
        Column("主要内容", 100),
    )
    rows = tuple(TableRow((Decimal(1), "“一老”工程", f"第{i}件实事。" * 8), 1) for i in range(20))

    write_word(page_of(Table(columns, rows, "长表")), template, tmp_path / "表.docx")

    golden("writers_carried_docx", draw_document(tmp_path / "表.docx"))


def test_the_same_page_gives_the_same_bytes(template: WordTemplate, tmp_path: Path) -> None:
    again = read_word_template(template.path)
    for name, one in (("甲", template), ("乙", again)):
        write_word(breakdown_page(30), one, tmp_path / f"{name}.docx")

    assert (tmp_path / "甲.docx").read_bytes() == (tmp_path / "乙.docx").read_bytes()


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_stays_the_same_text(text: str, template: WordTemplate, tmp_path: Path) -> None:
    write_word(page_of(table_of((text,)), 标题=text), template, tmp_path / "表.docx")

    assert body_texts(tmp_path / "表.docx") == [[text]]
    assert docx.Document(str(tmp_path / "表.docx")).paragraphs[0].text == text


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_out_as_it_went_in(template: WordTemplate, tmp_path: Path, texts: list[str]) -> None:
    write_word(page_of(table_of(*[(text,) for text in texts])), template, tmp_path / "表.docx")

    assert body_texts(tmp_path / "表.docx") == [[visible(text)] for text in texts]


def test_numbers_and_formulas_are_printed_by_the_format_of_their_column(template: WordTemplate, tmp_path: Path) -> None:
    table = table_of((Decimal("0.98765"), Formula("={a}", Decimal("0.5")), None, "未判定"), number_format="0.0%")

    write_word(page_of(table), template, tmp_path / "表.docx")

    assert body_texts(tmp_path / "表.docx") == [["98.8%", "50.0%", "", "未判定"]]


def tables(path: Path) -> Iterator[etree._Element]:
    return docx.Document(str(path)).element.body.iter(qn("w:tbl"))


def test_widths_agree_in_grid_table_and_cells_and_fill_the_page(template: WordTemplate, tmp_path: Path) -> None:
    write_word(breakdown_page(12), template, tmp_path / "表.docx")

    [table] = tables(tmp_path / "表.docx")
    grid = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
    assert int(table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}").get(qn("w:w"))) == sum(grid)
    assert abs(sum(grid) - template.section.text_width * 20) < 1
    for row in table.iter(qn("w:tr")):
        assert sum(int(width.get(qn("w:w"))) for width in row.iter(qn("w:tcW"))) == sum(grid)


def test_a_column_asked_for_too_narrow_still_holds_its_text(template: WordTemplate, tmp_path: Path) -> None:
    columns = (Column("编号", 0.01), Column("内容", 400))
    table = Table(columns, (TableRow(("一二三四", "内容")),))

    write_word(page_of(table), template, tmp_path / "表.docx")

    [found] = tables(tmp_path / "表.docx")
    grid = [int(column.get(qn("w:w"))) for column in found.iter(qn("w:gridCol"))]
    assert grid[0] >= NARROWEST_COLUMN / 25.4 * 1440
    assert sum(grid) == round(template.section.text_width * 20)


@given(st.lists(st.floats(0.001, 400), min_size=1, max_size=60), st.integers(2000, 20_000))
def test_columns_share_the_width_and_none_falls_below_the_least(asked: list[float], width: int) -> None:
    table = Table(tuple(Column("列", one) for one in asked), ())

    found = column_widths(table, width)

    assert sum(found) == width
    assert min(found) >= min(NARROWEST_COLUMN / 25.4 * 1440, width // len(asked) - 1)
    assert all(x <= y + 1 for (a, x), (b, y) in pairwise(sorted(zip(asked, found))))


def test_merges_only_restart_and_continue(template: WordTemplate, tmp_path: Path) -> None:
    write_word(breakdown_page(60), template, tmp_path / "表.docx")

    [table] = tables(tmp_path / "表.docx")
    assert {merge.get(qn("w:val")) for merge in table.iter(qn("w:vMerge"))} == {"restart", "continue"}


def test_every_cell_ends_with_a_paragraph_and_the_body_does_not_end_with_a_table(tmp_path: Path) -> None:
    path = word_template(tmp_path / "表.docx", [("", "[[甲]]"), ("", "[[乙]]")])
    page = Page("", {}, {"甲": table_of(("1",)), "乙": table_of(("2",))})

    write_word(page, read_word_template(path), tmp_path / "文.docx")

    body = docx.Document(str(tmp_path / "文.docx")).element.body
    assert [block.tag for block in body] == [qn(f"w:{tag}") for tag in ("tbl", "p", "tbl", "p", "sectPr")]
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))


def test_an_office_template_without_our_styles_gets_the_format_directly(tmp_path: Path) -> None:
    path = word_template(tmp_path / "表.docx", [("", "[[甲]]")], styles=())

    write_word(Page("", {}, {"甲": table_of(("“引号”与A",))}), read_word_template(path), tmp_path / "文.docx")

    [table] = tables(tmp_path / "文.docx")
    fonts = [element.attrib for element in table.iter(qn("w:rFonts"))]
    assert all({qn(f"w:{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")} <= set(font) for font in fonts)
    assert [font[qn("w:eastAsia")] for font in fonts] == ["黑体", "仿宋_GB2312"]
    assert fonts[1][qn("w:hint")] == "eastAsia"
    assert {line.get(qn("w:lineRule")) for line in table.iter(qn("w:spacing"))} == {"exact"}


def test_chinese_punctuation_is_marked_as_chinese(template: WordTemplate, tmp_path: Path) -> None:
    write_word(page_of(table_of(("“常”——…",), ("平常",))), template, tmp_path / "表.docx")

    [table] = tables(tmp_path / "表.docx")
    hints = [font.get(qn("w:hint")) for font in table.iter(qn("w:rFonts"))]
    assert hints == ["eastAsia"]


def test_a_template_that_asks_for_a_table_there_is_not_says_so(template: WordTemplate, tmp_path: Path) -> None:
    page = replace(page_of(table_of(("甲",))), tables={"进展情况表": table_of(("甲",))})

    with pytest.raises(TemplateError, match=r"\[\[任务分解表\]\].*TPL-12"):
        write_word(page, template, tmp_path / "表.docx")


def test_properties_name_the_office_and_have_the_fixed_clock(template: WordTemplate, tmp_path: Path) -> None:
    write_word(page_of(table_of(("甲",)), 发文机关="示例市<政府>"), template, tmp_path / "表.docx")

    core = docx.Document(str(tmp_path / "表.docx")).core_properties
    assert (core.author, core.title, core.created.replace(tzinfo=None)) == ("示例市<政府>", "表", CREATED)
    with zipfile.ZipFile(tmp_path / "表.docx") as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        assert "<Company>示例市&lt;政府&gt;</Company>" in package.read("docProps/app.xml").decode()


def test_below_a_long_text_word_is_told_where_pages_begin(tmp_path: Path) -> None:
    path = word_template(tmp_path / "表.docx", [("表文", "前言。" * 2000), ("", "[[任务分解表]]")])

    write_word(page_of(breakdown_page(40).tables["任务分解表"]), read_word_template(path), tmp_path / "文.docx")

    [table] = tables(tmp_path / "文.docx")
    forced = [row for row in table.iter(qn("w:tr")) if next(row.iter(qn("w:pageBreakBefore")), None) is not None]
    assert len(forced) > 3
    for row in forced:
        [mark] = row.iter(qn("w:pageBreakBefore"))
        assert [element.tag for element in mark.getparent()] == [qn(f"w:{n}") for n in ("pStyle", "pageBreakBefore", "jc")]


def test_a_title_row_is_kept_with_the_row_below_it(template: WordTemplate, tmp_path: Path) -> None:
    rows = (TableRow(("第一类", None), style=RowStyle.GROUP), TableRow(("1", "甲")))
    columns = (Column("a", 20), Column("b", 20))

    write_word(page_of(Table(columns, rows)), template, tmp_path / "表.docx")

    [table] = tables(tmp_path / "表.docx")
    title = table.findall(qn("w:tr"))[1]
    assert len(title.findall(qn("w:tc"))) == 1 and next(title.iter(qn("w:keepNext")), None) is not None
