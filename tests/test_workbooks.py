"""Workbooks read exactly as stored, in every spelling of the same cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.errors import WorkbookError
from generators.opc.reading import open_package
from generators.workbooks.addresses import column_letters
from generators.workbooks.expat_rows import rows_by_expat
from generators.workbooks.formats import meaning_of
from generators.workbooks.lexing import AnyRow, ShapedRow, lexed_rows, quick_rows
from generators.workbooks.overlays import quick_outline, slow_outline
from generators.workbooks.reading import read_workbook
from generators.workbooks.sheets import Cell, Sheet
from generators.workbooks.spelling import NO_RESULT as NO_VALUE
from generators.workbooks.spelling import formula_text
from generators.workbooks.texts import Odd
from generators.workbooks.values import NO_RESULT, CellError, Doubtful
from tests.raw_workbooks import (
    MAIN,
    OFFICE,
    rels_xml,
    shared_xml,
    sheet_xml,
    styles_xml,
    workbook,
    workbook_parts,
    zipped,
)

SHEET = "xl/worksheets/sheet1.xml"
CODES = ("yyyy-mm-dd", "0.0%", "h:mm:ss", "[h]:mm", "@", "yyyy&quot;年&quot;m&quot;月&quot;")


def only_sheet(path: Path) -> Sheet:
    """Return the one sheet of a workbook."""
    (sheet,) = read_workbook(path).sheets
    return sheet


def cells_of(path: Path) -> dict[str, Cell]:
    """Return the cells of a workbook's one sheet by address."""
    return {cell.address: cell for row in only_sheet(path).rows() for cell in row.cells()}


def value_of(path: Path, cell: str, **more: object) -> object:
    """Return the value of one cell spelt as XML."""
    (row,) = only_sheet(workbook(path, f'<row r="1">{cell}</row>', **more)).rows()
    return row.values().get(1)


VALUES = {
    "shared text": ('<c r="A1" t="s"><v>1</v></c>', "乙"),
    "text of a formula": ('<c r="A1" t="str"><f>A2</f><v>甲&amp;乙&#10;丙</v></c>', "甲&乙\n丙"),
    "empty text of a formula": ('<c r="A1" t="str"><f>A2</f><v></v></c>', ""),
    "inline text": ('<c r="A1" t="inlineStr"><is><t>甲 &lt;1&gt;</t></is></c>', "甲 <1>"),
    "inline text in runs": (
        '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r>'
        '<rPh sb="0" eb="1"><t>jia</t></rPh></is></c>',
        "甲 乙",
    ),
    "escaped signs": ('<c r="A1" t="str"><v>a_x000D_b_x005F_x000D_c_x000_</v></c>', "a\rb_x000D_c_x000_"),
    "text with spaces": ('<c r="A1" t="inlineStr"><is><t xml:space="preserve">  甲 </t></is></c>', "  甲 "),
    "text with a bracket": ('<c r="A1" t="str"><v>a>b/>c</v></c>', "a>b/>c"),
    "whole number": ('<c r="A1"><v>12</v></c>', 12),
    "fraction": ('<c r="A1" t="n"><v>0.1</v></c>', 0.1),
    "power": ('<c r="A1"><v>1.5E-3</v></c>', 0.0015),
    "negative": ('<c r="A1"><v>-7</v></c>', -7),
    "truth": ('<c r="A1" t="b"><v>1</v></c>', True),
    "error": ('<c r="A1" t="e"><v>#REF!</v></c>', CellError("#REF!")),
    "error of a formula": ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellError("#DIV/0!")),
    "formula without result": ('<c r="A1"><f>1+1</f></c>', NO_RESULT),
    "formula with empty result": ('<c r="A1"><f>1+1</f><v></v></c>', NO_RESULT),
    "formula with closed result": ('<c r="A1" t="str"><f>1+1</f><v/></c>', ""),
    "blank with style": ('<c r="A1" s="1"/>', None),
    "blank spelt out": ('<c r="A1" s="1"></c>', None),
    "blank with empty value": ('<c r="A1"><v></v></c>', None),
    "day": ('<c r="A1" s="1"><v>45717</v></c>', dt.date(2025, 3, 1)),
    "day in Chinese": ('<c r="A1" s="6"><v>45717</v></c>', dt.date(2025, 3, 1)),
    "day and time": ('<c r="A1" s="1"><v>45717.354166666664</v></c>', dt.datetime(2025, 3, 1, 8, 30)),
    "time": ('<c r="A1" s="3"><v>0.75</v></c>', dt.time(18)),
    "duration": ('<c r="A1" s="4"><v>1.5</v></c>', dt.timedelta(hours=36)),
    "first day": ('<c r="A1" s="1"><v>1</v></c>', dt.date(1900, 1, 1)),
    "last day": ('<c r="A1" s="1"><v>2958465</v></c>', dt.date(9999, 12, 31)),
    "ISO day": ('<c r="A1" t="d"><v>2025-12-31</v></c>', dt.date(2025, 12, 31)),
}

DOUBTFUL = {
    "a number in a date cell": ('<c r="A1" s="1"><v>20240305</v></c>', "20240305"),
    "a negative day": ('<c r="A1" s="1"><v>-3</v></c>', "-3"),
    "the 29 February 1900 of Excel": ('<c r="A1" s="1"><v>60</v></c>', "60"),
    "a number without end": ('<c r="A1"><v>1E999</v></c>', "1E999"),
    "no number": ('<c r="A1"><v>NaN</v></c>', "NaN"),
    "no number in a date cell": ('<c r="A1" s="1"><v>NaN</v></c>', "NaN"),
    "an endless duration": ('<c r="A1" s="4"><v>1E300</v></c>', "1E300"),
    "a number of Python": ('<c r="A1"><v>1_000</v></c>', "1_000"),
    "full-width digits": ('<c r="A1"><v>１２</v></c>', "１２"),
    "a text that is not there": ('<c r="A1" t="s"><v>99</v></c>', "99"),
    "a text before the first": ('<c r="A1" t="s"><v>-1</v></c>', "-1"),
    "an odd truth": ('<c r="A1" t="b"><v>是</v></c>', "是"),
    "an odd day": ('<c r="A1" t="d"><v>2025年</v></c>', "2025年"),
    "an odd type": ('<c r="A1" t="x"><v>1</v></c>', "1"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_a_cell_is_read_as_stored(kind, tmp_path):
    cell, value = VALUES[kind]

    found = value_of(tmp_path / "台账.xlsx", f'{cell}<c r="B1"><v>5</v></c>', texts=["<t>甲</t>", "<t>乙</t>"], codes=CODES)

    assert found == value and type(found) is type(value)


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_a_value_that_cannot_be_is_kept_and_marked(kind, tmp_path):
    cell, text = DOUBTFUL[kind]

    found = value_of(tmp_path / "台账.xlsx", cell, texts=["<t>甲</t>"], codes=CODES)

    assert isinstance(found, Doubtful) and found.text == text and found.why


def test_a_cell_tells_formula_format_and_the_number_as_typed(tmp_path):
    path = workbook(
        tmp_path / "台账.xlsx",
        '<row r="7"><c r="C7" s="2"><f>A1&amp;"&lt;"</f><v>0.85000000000000009</v></c>'
        '<c r="D7"><f t="shared" si="0"/><v>3</v></c><c r="E7"><v>0.1</v></c></row>',
        codes=CODES,
    )
    cells = cells_of(path)

    assert cells["C7"].formula == 'A1&"<"'
    assert cells["C7"].number == Decimal("0.85") and cells["C7"].raw == "0.85000000000000009"
    assert cells["C7"].format.is_percent and cells["C7"].format.code == "0.0%"
    assert cells["D7"].formula == "" and cells["D7"].number == 3
    assert cells["E7"].formula is None and cells["E7"].number == Decimal("0.1")


def test_the_1904_system_counts_four_years_later(tmp_path):
    xml = sheet_xml('<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>44255</v></c></row>')
    parts = workbook_parts({"任务": xml}, styles=styles_xml(list(CODES)), date1904="1")
    book = read_workbook(zipped(tmp_path / "台账.xlsx", parts))
    (row,) = book.sheets[0].rows()

    assert book.is_1904
    assert row.values() == {1: dt.date(1904, 1, 1), 2: dt.date(2025, 3, 1)}


MEANINGS = {
    "DATE": ["yyyy-m-d", 'yyyy"年"m"月"d"日";@', "[$-804]aaaa", "[$-F800]dddd, mmmm dd, yyyy", "m/d", "d-mmm",
             "yyyy/m/d h:mm", "[DBNum1][$-804]yyyy年m月d日", "mmm"],
    "TIME": ["h:mm", "上午/下午h时mm分", "mm:ss", "h:mm AM/PM"],
    "DURATION": ["[h]:mm", "[mm]:ss", "[s]"],
    "PERCENT": ["0%", "0.00%", "[Red]0.0%;-0.0%"],
    "NUMBER": ["General", "G/通用格式", "0.00", '#,##0.00"元"', "[Red]-0", "0.00E+00", '0"days"', "\\d0", "_y0", "# ?/?",
               '"￥"#,##0.00', "[$￥-804]#,##0.00", "General\\年"],
    "TEXT": ["@"],
}  # fmt: skip


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_format_says_what_a_number_means(meaning):
    assert {code: meaning_of(code).name for code in MEANINGS[meaning]} == dict.fromkeys(MEANINGS[meaning], meaning)


def test_rows_and_cells_without_address_stand_after_the_last(tmp_path):
    path = workbook(
        tmp_path / "台账.xlsx",
        '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row r="5"><c r="C5"><v>4</v></c><c><v>5</v></c></row>'
        "<row><c><v>6</v></c></row>",
    )

    assert {address: cell.value for address, cell in cells_of(path).items()} == {
        "A1": 1, "C1": 3, "C5": 4, "D5": 5, "A6": 6,
    }  # fmt: skip


def test_leading_blank_rows_and_columns_do_not_move_addresses(tmp_path):
    rows = '<row r="1" ht="20"/><row r="9" spans="3:3"><c r="C9"><v>1</v></c></row>'

    assert list(cells_of(workbook(tmp_path / "台账.xlsx", rows))) == ["C9"]


def test_hidden_rows_and_sheets_are_told(tmp_path):
    rows = '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    parts = workbook_parts({"任务": sheet_xml(rows), "底稿": sheet_xml("")})
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'sheetId="2"', b'sheetId="2" state="veryHidden"')
    task, draft = read_workbook(zipped(tmp_path / "台账.xlsx", parts)).sheets

    assert [row.is_hidden for row in task.rows()] == [True, False]
    assert (task.is_hidden, draft.is_hidden, draft.state) == (False, True, "veryHidden")


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n\t<>&\"'_x"), max_size=8)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def drawn_cells(draw: st.DrawFn) -> dict[tuple[int, int], tuple[str, str, str]]:
    """Draw a sheet: type, formula and stored text of cells by row and column."""
    values = st.one_of(
        st.tuples(st.just("n"), st.just(""), NUMBERS.map(repr)),
        st.tuples(st.just("str"), TEXT, TEXT),
        st.tuples(st.just("inlineStr"), st.just(""), TEXT),
        st.tuples(st.just("e"), st.just("1/0"), st.just("#DIV/0!")),
        st.tuples(st.just("b"), st.just(""), st.sampled_from("01")),
    )
    places = st.tuples(st.integers(1, 30), st.integers(1, 16_384))
    return draw(st.dictionaries(places, values, max_size=12))


def escaped(text: str) -> str:
    """Return text as XML with the escapes of Excel."""
    return escape(text.replace("_x", "_x005F_x"), {"\r": "&#13;"})


def usual(number: int, column: int, kind: str, formula: str, text: str) -> str:
    """Return a cell as Excel spells it."""
    held = f"<is><t>{escaped(text)}</t></is>" if kind == "inlineStr" else f"<v>{escaped(text)}</v>"
    formula = f"<f>{escaped(formula)}</f>" if formula else ""
    return f'<c r="{column_letters(column)}{number}" s="1" t="{kind}">{formula}{held}</c>'


def turned(number: int, column: int, kind: str, formula: str, text: str) -> str:
    """Return the same cell in a spelling that no program uses."""
    cell = usual(number, column, kind, formula, text)
    cell = cell.replace(' s="1"', "").replace("<c ", "<c\n s='1' ").replace("</v>", "<!-- <row> --></v >")
    return f"{cell}<?pi </c>?><!-- <c> -->"


def cdata(number: int, column: int, kind: str, formula: str, text: str) -> str:
    """Return the same cell with its text in CDATA."""
    plain = text.replace("_x", "_x005F_x")
    kept = f"<![CDATA[{plain}]]>" if "]]>" not in plain else escaped(text)
    return usual(number, column, kind, formula, "\0").replace("\0", kept)


SPELLINGS = {"usual": usual, "turned": turned, "cdata": cdata}


def rows_xml(cells: dict[tuple[int, int], tuple[str, str, str]], spelling: str) -> str:
    """Return the rows of drawn cells."""
    rows: dict[int, list[str]] = {}
    for (number, column), cell in sorted(cells.items()):
        rows.setdefault(number, []).append(SPELLINGS[spelling](number, column, *cell))
    return "".join(f'<row r="{number}" spans="1:9">{"".join(row)}</row>' for number, row in rows.items())


def stored(cells: dict[tuple[int, int], tuple[str, str, str]]) -> dict[tuple[int, int], tuple[object, object]]:
    """Return what a reader must find: value and formula by place."""
    decode = {"n": float, "e": CellError, "b": lambda text: text == "1"}
    return {
        place: (decode.get(kind, str)(text), formula or None) for place, (kind, formula, text) in cells.items()
    }


def found_in(path: Path) -> dict[tuple[int, int], tuple[object, object]]:
    """Return value and formula of every cell by place."""
    return {(c.row, c.column): (c.value, c.formula) for r in only_sheet(path).rows() for c in r.cells()}


@given(cells=drawn_cells(), spelling=st.sampled_from(sorted(SPELLINGS)), width=st.sampled_from(["8", "16"]),
       prefix=st.sampled_from(["", "x:"]))  # fmt: skip
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_spelling_of_the_same_cells_reads_the_same(cells, spelling, width, prefix, tmp_path_factory):
    xml = sheet_xml(rows_xml(cells, spelling))
    if prefix:
        for tag in ("worksheet", "sheetData", "row", "c", "v", "f", "is", "t"):
            xml = xml.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>")
            xml = xml.replace(f"</{tag}>", f"</x:{tag}>").replace(f"<{tag}\n", f"<x:{tag}\n")
            xml = xml.replace(f"</{tag} >", f"</x:{tag}>")
        xml = xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    parts = workbook_parts({"任务": ""})
    parts[SHEET] = xml.replace("UTF-8", f"UTF-{width}").encode(f"utf-{width}")
    path = zipped(tmp_path_factory.getbasetemp() / "拼.xlsx", parts)

    assert found_in(path) == stored(cells)


def spelt(rows: Iterable[AnyRow]) -> list[tuple[int, bool, list[tuple[object, ...]]]]:
    """Return rows without the spelling of attributes."""
    return [
        (row.number, row.is_hidden, [(*c[:2], NO_VALUE in c[2], formula_text(c[3]), c[4]) for c in row.cells])
        for row in rows
    ]


@given(cells=drawn_cells())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_quick_and_the_full_parser_agree(cells, tmp_path_factory):
    path = workbook(tmp_path_factory.getbasetemp() / "快.xlsx", rows_xml(cells, "usual") + '<row r="99"/>')
    package = open_package(path)

    assert spelt(lexed_rows(package, SHEET)) == spelt(rows_by_expat(package, SHEET))


USUAL = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"/><c r="C1"><f>A1</f><v>2</v></c></row><row r="2"/>'
RESPELT = [
    '<row r="3"><c r="A3"><f>A1</f></c><c r="B3" t="str"><f>A1</f><v/></c><c r="C3"><v /></c></row>',
    '<row r="3"><c r="A3" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c></row>',
]
ODD = ["<!-- x -->", "<?x y?>", '<row r="3"><c r="A3"><v><![CDATA[1]]></v></c></row>']


def test_the_usual_spelling_takes_the_quick_way_and_others_leave_it(tmp_path):
    package = open_package(workbook(tmp_path / "a.xlsx", USUAL))
    assert len(list(quick_rows(package, SHEET))) == 1

    for respelt in RESPELT:
        package = open_package(workbook(tmp_path / "b.xlsx", USUAL + respelt))
        assert spelt(quick_rows(package, SHEET)) == spelt(rows_by_expat(package, SHEET))

    for odd in ODD:
        package = open_package(workbook(tmp_path / "b.xlsx", USUAL + odd))
        with pytest.raises(Odd):
            list(quick_rows(package, SHEET))
        assert next(lexed_rows(package, SHEET)).number == 1


def test_a_sheet_turning_odd_after_many_rows_repeats_and_loses_none(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 30_000))
    path = workbook(tmp_path / "台账.xlsx", rows + '<!-- --><row r="30000"><c r="A30000"><v>1</v></c></row>')

    assert [row.number for row in only_sheet(path).rows()] == list(range(1, 30_001))


ROW_KINDS = [
    '<row r="{0}"><c r="A{0}" s="1"><v>{0}</v></c><c r="B{0}" t="str"><f>A{0}&amp;""</f><v>甲&lt;{0}</v></c></row>',
    '<row r="{0}" hidden="1"><c r="A{0}" s="1"><v>{0}</v></c><c r="B{0}" s="2"/><c r="D{0}"><v>0.5</v></c></row>',
    '<row r="{0}" ht="9"><c r="C{0}"><f t="shared" si="0"/><v>1</v></c></row>',
    '<row r="{0}"/>',
    '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>乙</t></is></c><c r="B{0}"><f>A1</f></c></row>',
    '<row r="{0}"><c r="A{0}" s="1"><v>{0}</v></c><!-- --></row>',
    '<row r="{0}"><c s="1" r="A{0}"><v>{0}</v></c></row>',
    "\n<row r='{0}'><c><v>{0}</v></c></row>",
]


@given(kinds=st.lists(st.tuples(st.integers(0, len(ROW_KINDS) - 1), st.integers(1, 90)), min_size=4, max_size=12))
@settings(max_examples=60, deadline=None)
def test_rows_alike_are_read_at_one_stroke_and_the_same(kinds, tmp_path_factory):
    order = [kind for kind, count in kinds for _ in range(count)]
    rows = "".join(ROW_KINDS[kind].format(number) for number, kind in enumerate(order, start=1))
    package = open_package(workbook(tmp_path_factory.getbasetemp() / "同.xlsx", rows))

    assert spelt(lexed_rows(package, SHEET)) == spelt(rows_by_expat(package, SHEET))


def test_a_long_register_is_read_at_one_stroke_a_row(tmp_path):
    rows = "".join(ROW_KINDS[n % 7 == 0].format(n) for n in range(1, 2000))
    sheet = only_sheet(workbook(tmp_path / "台账.xlsx", rows))
    found = list(sheet.rows())
    formulas = [[cell.formula for cell in row.cells()] for row in found[500:502]]

    assert sum(isinstance(row.lexed, ShapedRow) for row in found) > 1700
    assert found[500].values() == {1: 501, 2: "甲<501"} and formulas[0] == [None, 'A501&""']
    assert [row.is_hidden for row in found] == [n % 7 == 0 for n in range(1, 2000)]


MALFORMED = [
    '<row r="1"><c r="A1"><v>1</v></row>',
    '<row r="1"><c r="A1"><v>1</v></c>',
    '<row r="1"><d r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></d></row>',
    '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>a & b</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>&#1;</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>\ufffe</v></c></row>',
    '<row r="0"><c r="A0"><v>1</v></c></row>',
    '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1"><c r="AAAAAAAAAAAAAAAAAA1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "</sheetData>",
]


@pytest.mark.parametrize("rows", MALFORMED)
def test_a_sheet_that_is_no_xml_or_no_sheet_is_refused(rows, tmp_path):
    path = workbook(tmp_path / "台账.xlsx", rows)

    with pytest.raises(WorkbookError) as error:
        for row in only_sheet(path).rows():
            row.values()
    assert [problem.code for problem in error.value.problems] in (["PKG-11"], ["XLSX-1"])


SHARED = {
    "plain": ("<t>甲</t>", "甲"),
    "spaces": ('<t xml:space="preserve"> 甲 </t>', " 甲 "),
    "runs": ("<r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r>", "甲乙"),
    "phonetic": ('<t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr fontId="1"/>', "甲"),
    "text and runs": ("<t>ddd</t><r><t>abc</t></r>", "dddabc"),
    "empty": ("<t/>", ""),
    "nothing": ("", ""),
    "escapes": ("<t>a&amp;_x000D_&#10;b</t>", "a&\r\nb"),
    "line ends": ("<t>a\r\nb\rc</t>", "a\nb\nc"),
    "cdata": ("<t><![CDATA[<a>]]></t>", "<a>"),
}


@pytest.mark.parametrize("kind", SHARED)
def test_shared_texts_are_read_whole(kind, tmp_path):
    xml, text = SHARED[kind]
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in (1, 2, 3))
    path = workbook(tmp_path / "台账.xlsx", rows, texts=["<t>前</t>", xml, "<t>后</t>"])

    assert [cell.value for cell in cells_of(path).values()] == ["前", text, "后"]


def test_an_empty_list_of_shared_texts_is_read(tmp_path):
    parts = workbook_parts({"任务": sheet_xml("")}, shared=f'<sst xmlns="{MAIN}" count="0"/>')

    assert list(only_sheet(zipped(tmp_path / "台账.xlsx", parts)).rows()) == []


def overlaid(path: Path, sheet: str, arrows: dict[str, tuple[str, str]], **parts: str) -> Sheet:
    """Return the sheet of a workbook with parts that lie over it."""
    whole = workbook_parts({"任务": sheet})
    whole["xl/worksheets/_rels/sheet1.xml.rels"] = rels_xml(arrows).encode()
    return only_sheet(zipped(path, whole | {f"xl/{name}.xml": xml.encode() for name, xml in parts.items()}))


def test_merges_stay_ranges_however_large(tmp_path):
    merges = '<mergeCells><mergeCell ref="B2:C9"/><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    for spelling in ("", "<!-- -->"):
        xml = sheet_xml(f'{spelling}<row r="1"><c r="A1"><v>1</v></c></row>', tail=merges)
        sheet = overlaid(tmp_path / "台账.xlsx", xml, {})

        assert [str(merge) for merge in sheet.merges] == ["B2:C9", "A1:XFD1048576"]
        assert (5, 3) in sheet.merges[0] and (1, 1) not in sheet.merges[0]


ENDED = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


@pytest.mark.parametrize("rows", [ENDED.format("任务！!?"), ENDED.format("<![CDATA[</sheetData>]]>甲"), f"{ENDED.format('甲')}<!-- </sheetData> -->"])
def test_merges_are_found_whatever_the_rows_say(rows, tmp_path):
    tail = '<mergeCells><mergeCell ref="B2:C9"/></mergeCells><headerFooter><oddFooter>第 &amp;P 页</oddFooter></headerFooter>'
    xml = sheet_xml(rows, head='<sheetPr codeName="任务表"/>', tail=tail)
    sheet = overlaid(tmp_path / "台账.xlsx", xml, {})

    assert [str(merge) for merge in sheet.merges] == ["B2:C9"]
    assert (sheet.outline.find("sheetPr").get("codeName"), sheet.outline.findtext("headerFooter/oddFooter")) == ("任务表", "第 &P 页")


def test_both_ways_give_the_same_outline(tmp_path):
    tail = '<mergeCells><mergeCell ref="B2:C9"/></mergeCells><legacyDrawing r:id="rId1"/>'
    package = open_package(zipped(tmp_path / "a.xlsx", workbook_parts({"任务": sheet_xml(USUAL, tail=tail)})))
    from generators.opc.markup import parse_xml

    quick = parse_xml("a.xlsx", SHEET, quick_outline(package, SHEET))

    def drawn(element):
        return element.tag, element.attrib, [drawn(child) for child in element]

    assert drawn(quick) == drawn(slow_outline(package, SHEET))


def test_comments_and_conversations_are_read_by_cell(tmp_path):
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author/></authors><commentList>'
        '<comment ref="B2" authorId="0"><text><r><t>张三：</t></r><r><t xml:space="preserve">\n请核实</t></r></text></comment>'
        '<comment ref="C3" authorId="0"><text><t>占位</t></text></comment></commentList></comments>'
    )
    threads = (
        '<ThreadedComments><threadedComment ref="C3" id="1"><text>数不对</text></threadedComment>'
        '<threadedComment ref="C3" id="2" parentId="1"><text>已改</text></threadedComment></ThreadedComments>'
    )
    arrows = {"a": ("comments", "../comments1.xml"), "b": ("threadedComment", "../threads.xml")}
    sheet = overlaid(tmp_path / "台账.xlsx", sheet_xml(""), arrows, comments1=comments, threads=threads)

    assert sheet.comments == {"B2": "张三：\n请核实", "C3": "数不对\n已改"}


def test_tables_are_read_with_their_columns(tmp_path):
    xml = (
        f'<table xmlns="{MAIN}" id="1" name="a" displayName="任务表" ref="A3:C9" totalsRowCount="1"><tableColumns>'
        '<tableColumn id="1" name="序号"/><tableColumn id="2" name="项目_x000a_名称"/></tableColumns></table>'
    )
    sheet = overlaid(tmp_path / "台账.xlsx", sheet_xml(""), {"a": ("table", "../table1.xml")}, table1=xml)
    (table,) = sheet.tables

    assert (table.name, str(table.range), table.columns) == ("任务表", "A3:C9", ("序号", "项目\n名称"))
    assert (table.has_headings, table.has_totals) == (True, True)


def test_iso_strict_names_and_foreign_cases_are_read(tmp_path):
    strict = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
              OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships"}  # fmt: skip
    parts = workbook_parts({"任务": sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')},
                           shared=shared_xml(["<t>甲</t>"]))  # fmt: skip
    for old, new in strict.items():
        parts = {name: content.replace(old.encode(), new.encode()) for name, content in parts.items()}
    parts = {name.replace("sheet1", "Sheet1").replace("shared", "Shared"): xml for name, xml in parts.items()}

    assert [cell.value for cell in cells_of(zipped(tmp_path / "台账.xlsx", parts)).values()] == ["甲"]


def test_a_workbook_without_sheets_is_refused(tmp_path):
    path = zipped(tmp_path / "台账.xlsx", workbook_parts({}))

    with pytest.raises(WorkbookError, match="PKG-12"):
        read_workbook(path)


def test_a_sheet_whose_part_is_missing_is_refused(tmp_path):
    parts = workbook_parts({"任务": sheet_xml("")})
    del parts[SHEET]

    with pytest.raises(WorkbookError, match="任务"):
        read_workbook(zipped(tmp_path / "台账.xlsx", parts))


def test_a_word_document_is_told_from_a_workbook(tmp_path):
    import docx

    docx.Document().save(tmp_path / "通报.xlsx")

    with pytest.raises(WorkbookError, match="Word"):
        read_workbook(tmp_path / "通报.xlsx")
