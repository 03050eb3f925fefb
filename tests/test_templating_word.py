"""Word templates as offices make them: odd runs, loops over paragraphs and rows, tables, pictures, mistakes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generators.errors import Severity, TemplateError
from generators.opc.writing import PackedParts, write_package
from generators.page import Page, Table
from generators.templating.looks import W
from generators.templating.word_rendering import Printed, TablePlace
from generators.templating.word_template import APP, CORE, WordTemplate, missing_tables, read_word_template
from tests.office import convert
from tools.build_templates import ROOT
from tools.templates.styles import STYLES
from tools.templates.words import SUMMARY, parts_of

SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in {
        "w": "wordprocessingml/2006/main", "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing", "a": "drawingml/2006/main",
    }.items()
)  # fmt: skip
PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>'


def word_file(path: Path, body: str, more: Mapping[str, str] | None = None) -> Path:
    """Write a Word file with this body (XML of ``w:p`` and ``w:tbl``)."""
    parts = parts_of(SUMMARY, STYLES)
    parts["word/document.xml"] = f"<w:document {SPACES}><w:body>{body}{PAGE}</w:body></w:document>".encode()
    parts |= {name: content.encode() for name, content in (more or {}).items()}
    write_package(path, PackedParts(), parts)
    return path


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs; ``|`` in a text cuts it into runs, as Word does."""
    whole = "".join(run if run.startswith("<") else "".join(map(r, run.split("¦"))) for run in runs)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{whole}</w:p>"


def r(text: str, properties: str = "") -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


BOLD = "<w:b/>"


def template(tmp_path: Path, *paragraphs: str, **more: str) -> WordTemplate:
    return read_word_template(word_file(tmp_path / "通报.docx", "".join(paragraphs), more))


def texts(made: WordTemplate, **values: Any) -> list[str]:
    """Return the paragraphs that Word would show, read back by python-docx."""
    return [paragraph.text for paragraph in opened(made, **values).paragraphs]


def opened(made: WordTemplate, **values: Any) -> Any:
    blocks = made.render(values)
    xml = made.prefix + "".join(b.xml for b in blocks if isinstance(b, Printed)) + made.suffix
    etree.fromstring(xml.encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(made.path) as archive:  # the properties of a document are the writer's
        kept = {name: archive.read(name) for name in (CORE, APP) if name in archive.namelist()}
    parts = {**kept, **made.static, **made.render_parts(values), made.part: xml.encode()}
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return docx.Document(stream)


def problems(tmp_path: Path, *paragraphs: str, **values: Any) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        template(tmp_path, *paragraphs).render(values)
    return [str(problem) for problem in caught.value.problems]


def test_a_tag_that_word_cut_into_runs_is_whole(tmp_path: Path) -> None:
    made = template(tmp_path, p("截至{¦{ 日¦", '<w:proofErr w:type="gramEnd"/>', r("期 }", BOLD), "}¦，共{¦{ 数 }}件"))

    assert texts(made, 日期="三月", 数=3) == ["截至三月，共3件"]


def test_a_value_takes_the_format_of_its_name(tmp_path: Path) -> None:
    made = template(tmp_path, p("甲{{", r(" 名称", BOLD), " }}乙"))

    runs = opened(made, 名称="丙").paragraphs[0].runs

    assert [(run.text, bool(run.bold)) for run in runs] == [("甲", False), ("丙", True), ("乙", False)]


def test_formats_inside_a_loop_come_back_in_every_turn(tmp_path: Path) -> None:
    made = template(tmp_path, p("{% for x in xs %}", r("粗", BOLD), "{{ x }}{% endfor %}"))

    runs = opened(made, xs=[1, 2]).paragraphs[0].runs

    assert [(run.text, bool(run.bold)) for run in runs] == [("粗", True), ("1", False), ("粗", True), ("2", False)]


def test_paragraphs_of_statements_repeat_and_remove_paragraphs(tmp_path: Path) -> None:
    made = template(
        tmp_path, p("{% for 项 in 表 %}"), p("{{ 项.名 }}"), p("{% if 项.注 %}"), p("注：{{ 项.注 }}"), p("{% endif %}"),
        p("{% endfor %}"), p("完"),
    )  # fmt: skip

    assert texts(made, 表=[{"名": "甲", "注": ""}, {"名": "乙", "注": "急"}]) == ["甲", "乙", "注：急", "完"]


def test_a_paragraph_with_nothing_left_disappears_but_an_empty_one_stays(tmp_path: Path) -> None:
    made = template(tmp_path, p("{{ 甲 }}"), p(), p("{% if 甲 %}有{% endif %}"), p("{{ 乙 }}"))

    assert texts(made, 甲="", 乙="在") == ["", "在"]


def test_lines_of_a_value_are_paragraphs_and_a_typed_break_is_a_break(tmp_path: Path) -> None:
    made = template(tmp_path, p(r("甲", BOLD), "：{{ 文 }}", r("末", BOLD), properties="<w:keepNext/>"), p("一<", "<w:r><w:br/></w:r>", "{{ 数 }}"))
    document = opened(made, 文="①完\r\n②好", 数=2)

    assert [paragraph.text for paragraph in document.paragraphs] == ["甲：①完", "②好末", "一<\n2"]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs[:2])
    assert [bool(run.bold) for run in document.paragraphs[1].runs] == [False, True]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_value_comes_out_as_text_of_word(tmp_path: Path, text: str) -> None:
    made = template(tmp_path, p("【{{ 值 }}】"))
    shown = re.sub("[\x00-\x08\x0e-\x1f\ufffe\uffff]", "", re.sub("\r\n|[\r\x0b\x0c]", "\n", text))

    assert "".join(texts(made, 值=text)) == f"【{shown.replace(chr(10), '')}】"


def test_values_can_neither_add_xml_nor_jinja(tmp_path: Path) -> None:
    value = "</w:t></w:r></w:p>&<w:p>{{ 1/0 }}\x010\x05\x020\x05"

    assert texts(template(tmp_path, p("{{ 值 }}")), 值=value) == ["</w:t></w:r></w:p>&<w:p>{{ 1/0 }}00"]


def test_curly_quotes_are_set_in_a_chinese_font(tmp_path: Path) -> None:
    made = template(tmp_path, p(r("{{ 名 }}", '<w:rStyle w:val="a0"/><w:sz w:val="32"/>')), p("“原样”"), p("{{ 数 }}"))
    first, second, third = (block.xml for block in made.render({"名": "“甲”", "数": 1}))

    assert '<w:rStyle w:val="a0"/><w:rFonts w:hint="eastAsia"/><w:sz w:val="32"/>' in first
    assert 'w:hint="eastAsia"' in second
    assert "hint" not in third


def cell(*paragraphs: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(paragraphs) or p()}</w:tc>'


def table(*rows: tuple[str, ...]) -> str:
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>{body}</w:tbl>'


def test_a_row_of_statements_repeats_the_rows_below_it(tmp_path: Path) -> None:
    rows = table((p("名"), p("数")), (p("{% for x in xs %}"), p()), (p("{{ x.名 }}"), p("{% if x.数 %}", "{{ x.数 }}{% endif %}")),
                 (p("{% endfor %}"), p()))  # fmt: skip
    made = template(tmp_path, p("表前"), rows, p("表后"))

    document = opened(made, xs=[{"名": "甲", "数": 1}, {"名": "乙", "数": 0}])

    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [["名", "数"], ["甲", "1"], ["乙", ""]]
    assert [block.look is None for block in made.render({"xs": []})] == [False, True, False]


def test_a_table_without_rows_is_left_out(tmp_path: Path) -> None:
    inner = table((p("{% for x in xs %}"), p()), (p("{{ x }}"), p()), (p("{% endfor %}"), p()))

    assert len(opened(template(tmp_path, inner, p("后")), xs=[]).tables) == 0
    assert len(opened(template(tmp_path, inner, p("后")), xs=[1]).tables) == 1
    assert opened(template(tmp_path, table((inner + p("{% if 0 %}一{% endif %}"), p("乙"))), p()), xs=[]).tables


def test_a_table_cut_by_a_filter_is_refused(tmp_path: Path) -> None:
    cut = p("{% set 段 %}") + table((p("{{ 1 }}"), p())) + p("{% endset %}") + p("{{ 段[6:] }}")

    assert "TPL-14" in problems(tmp_path, cut)[0]


def test_a_cell_never_loses_its_last_paragraph(tmp_path: Path) -> None:
    inside = p("{% for x in xs %}") + p("{{ x }}") + p("{% endfor %}")

    document = opened(template(tmp_path, table((inside, p("{{ 甲 }}"))), p()), xs=[], 甲="")

    assert [len(c.paragraphs) for c in document.tables[0].rows[0].cells] == [1, 1]


def test_a_table_without_jinja_is_kept_as_it_is(tmp_path: Path) -> None:
    made = template(tmp_path, table((p("甲"), p("乙"))), p("{{ 丙 }}"))

    assert opened(made, 丙=1).tables[0].rows[0].cells[1].text == "乙"


def test_headers_and_footers_are_filled_in(tmp_path: Path) -> None:
    footer = f"<w:ftr {SPACES}>{p('{{ 地区 }}¦第{{ 期 }}期')}</w:ftr>"
    made = template(tmp_path, p("正文"), **{"word/footer1.xml": footer})

    parts = made.render_parts({"地区": "示例&市", "期": 2})

    assert "word/footer1.xml" not in made.static and "word/footer2.xml" in made.static
    root = etree.fromstring(parts["word/footer1.xml"])
    assert "".join(found.text for found in root.iter(f"{W}t")) == "示例&市第2期"


def picture(number: int) -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="章"/><a:graphic/></wp:inline></w:drawing></w:r>'


def test_pictures_and_fields_are_kept_and_their_ids_never_repeat(tmp_path: Path) -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    made = template(tmp_path, p(picture(7)), p("{% for x in xs %}"), p("{{ x }}", picture(7), field, "完"), p("{% endfor %}"))

    xml = "".join(block.xml for block in made.render({"xs": [1, 2]}))

    assert re.findall(r'docPr id="(\d+)"', xml) == ["1", "2", "3"]
    assert xml.count("<w:instrText>PAGE") == 2 and xml.index("PAGE") > xml.index("docPr id=\"2\"")


def test_traces_of_editing_do_not_reach_a_document(tmp_path: Path) -> None:
    edited = (
        '<w:p w:rsidR="00AB12CD"><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:commentRangeStart w:id="1"/>'
        f'<w:ins w:id="2" w:author="某人">{r("增")}</w:ins><w:del w:id="3" w:author="某人"><w:r><w:delText>删</w:delText></w:r></w:del>'
        f'<w:bookmarkStart w:id="9" w:name="甲"/>{r("原样")}<w:bookmarkEnd w:id="9"/>'
        '<w:r><w:commentReference w:id="1"/></w:r><w:commentRangeEnd w:id="1"/><w:bookmarkEnd w:id="0"/></w:p>'
    )
    made = template(tmp_path, edited, edited.replace("原样", "{{ 甲 }}"))

    first, second = (block.xml for block in made.render({"甲": "乙"}))

    assert all(word not in first + second for word in ("rsid", "_GoBack", "comment", "某人", "删"))
    assert 'w:name="甲"' in first and "bookmark" not in second
    assert texts(made, 甲="乙") == ["增原样", "增乙"]


def test_a_bookmark_in_a_loop_is_not_repeated(tmp_path: Path) -> None:
    marked = p('<w:bookmarkStart w:id="9" w:name="甲"/>', "原样", '<w:bookmarkEnd w:id="9"/>')
    made = template(tmp_path, marked, p("{% for x in [1, 2] %}"), marked, p("{% endfor %}"))

    assert ["bookmarkStart" in block.xml for block in made.render({})] == [True, False, False]


def test_the_comments_of_a_template_stay_at_home(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("{{ 甲 }}")
    document.add_comment(paragraph.runs, text="这里写名称", author="某科员")
    document.save(str(tmp_path / "批注.docx"))

    made = read_word_template(tmp_path / "批注.docx")

    assert not any("comments" in name for name in made.static)
    assert all("某科员".encode() not in content for content in made.static.values())
    assert texts(made, 甲="乙") == ["乙"]


def test_links_and_smart_tags_around_a_tag_are_opened(tmp_path: Path) -> None:
    smart = f'<w:smartTag w:uri="u" w:element="e">{r("{{ 日")}</w:smartTag>{r("期 }}")}'
    made = template(tmp_path, p(smart), p(f'<w:hyperlink w:anchor="a">{r("{{ 日期 }}")}</w:hyperlink>'),
                    p(f'<w:sdt><w:sdtPr/><w:sdtContent>{r("{{ 日期 }}")}</w:sdtContent></w:sdt>'))  # fmt: skip

    assert texts(made, 日期="今日") == ["今日"] * 3


def test_places_of_tables_carry_name_properties_and_page(tmp_path: Path) -> None:
    first_page = PAGE.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    made = template(tmp_path, p("[[任务¦分解表]]", properties='<w:pStyle w:val="af6"/>'), p(properties=first_page), p("[[ 进展情况表 ]]"))

    blocks = made.render({})

    assert [(b.name, b.section) for b in blocks if isinstance(b, TablePlace)] == [("任务分解表", 0), ("进展情况表", 1)]
    assert 'w:val="af6"' in blocks[0].properties if isinstance(blocks[0], TablePlace) else False
    assert [page.is_landscape for page in made.sections] == [True, False]
    assert isinstance(blocks[1], Printed) and blocks[1].ends_section


def test_an_unknown_table_is_named_with_the_one_meant(tmp_path: Path) -> None:
    told = template(tmp_path, p("甲"), p("[[进展情况汇表]]")).check_tables(["任务分解表", "进展情况表"])

    assert [str(problem) for problem in told] == [
        "通报.docx 第2段：“[[进展情况汇表]]”：没有这个表。是不是“进展情况表”？（TPL-12）"
    ]


def test_a_table_without_its_place_in_the_template_is_told(tmp_path: Path) -> None:
    page = Page("通报.docx", {}, {name: Table((), ()) for name in ("任务分解表", "进展情况表")})

    missing = missing_tables(template(tmp_path, p("甲"), p("[[进展情况表]]")), page)
    nothing = missing_tables(template(tmp_path), page)

    assert [(str(problem), problem.severity) for problem in missing] == [(
        "通报.docx：模板里没有 [[任务分解表]]，生成的 Word 文件里没有这张表。请在要放表格的地方单独写一段 [[任务分解表]]。（TPL-21）",
        Severity.WARNING,
    )]  # fmt: skip
    assert [problem.code for problem in nothing] == ["TPL-21"] * 2


def test_looks_follow_styles_and_paragraphs(tmp_path: Path) -> None:
    direct = '<w:spacing w:before="100" w:line="400" w:lineRule="exact"/><w:ind w:firstLineChars="200"/>'
    made = template(tmp_path, p("{{ 甲 }}", properties='<w:pStyle w:val="af2"/>'), p(r("大", '<w:sz w:val="44"/>'), properties=direct),
                    p("单倍"))  # fmt: skip

    title, big, plain = (block.look for block in made.render({"甲": "题"}) if isinstance(block, Printed))

    assert title and (title.size, title.pitch) == (22, 33)
    assert big and (big.size, big.pitch, big.before, big.first_indent) == (22, 20, 5, 44)
    assert plain and (plain.size, round(plain.pitch, 1)) == (16, 20.8)


def test_a_picture_in_a_line_makes_it_as_high(tmp_path: Path) -> None:
    high = picture(1).replace("<wp:docPr", '<wp:extent cx="100" cy="1270000"/><wp:docPr')

    block = template(tmp_path, p(high)).render({})[0]

    assert isinstance(block, Printed) and block.look and block.look.pitch == 100


SENTENCE = "截至{{ 日期 }}，{% for 项 in 表 %}{{ 项|默认(“无”) }}、{% endfor %}共{{ 表|length }}项。"
FORMATS = ["", BOLD, "<w:i/>", '<w:rFonts w:hint="eastAsia"/>']
SLOW = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@SLOW
@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(FORMATS)), max_size=40))
def test_however_word_cuts_a_sentence_it_says_the_same(tmp_path: Path, cuts: list[tuple[int, str]]) -> None:
    runs, rest = [], SENTENCE
    for length, form in cuts:
        runs.append(r(rest[:length], form))
        rest = rest[length:]
    made = template(tmp_path, p(*runs, r(rest)))

    assert texts(made, 日期="今日", 表=["甲", ""]) == ["截至今日，甲、无、共2项。"]


TYPED = ["文", "{{ x }}", "{% for x in xs %}", "{% endfor %}", "{% if xs %}", "{% else %}", "{% endif %}", "{% if xs %}甲", "乙{% endif %}"]
PARAGRAPHS = st.lists(st.sampled_from(TYPED).map(p), max_size=3).map("".join)
TABLES = st.lists(st.tuples(PARAGRAPHS, PARAGRAPHS), min_size=1, max_size=3).map(lambda rows: table(*rows))


@SLOW
@given(st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=4), st.lists(st.text("甲&<", max_size=2), max_size=2))
def test_wherever_statements_stand_the_document_opens_or_the_place_is_told(
    tmp_path: Path, blocks: list[str], values: list[str]
) -> None:
    try:
        document = opened(template(tmp_path, *blocks), xs=values, x="")
    except TemplateError as error:
        assert all(problem.origin.place for problem in error.problems)
    else:
        assert all(c._tc.p_lst for found in document.tables for row in found.rows for c in row.cells)


def test_whatever_a_template_does_to_marks_the_document_opens(tmp_path: Path) -> None:
    forged = ['{{ 段|replace("1", "9") }}', '{{ 段|replace("1", "99999999") }}', '{{ "\\x010\\x05\\x024" }}丙', "{{ 段[:2] }}"]
    made = template(tmp_path, p("{% set 段 %}"), p("甲{{ 1 }}", r("乙", BOLD)), p("{% endset %}"), p("{{ 段 }}"), *map(p, forged))

    assert texts(made)[0] == "甲1乙"


@pytest.mark.parametrize(("paragraphs", "said"), [
    ((p("好"), p("{{ 任务¦.名 }")), "第2段：“{{ 任务.名 }”"),
    ((p("{% for x in [1] %}"), p("{{ x }}")), "第1段：“{% for x in [1] %}”：没有与它配对的 {% endfor %}"),
    ((p("一"), p("[[表]]后面有字")), "第2段：“[[表]]后面有字”：表格的位置要在正文里单独成一段"),
    ((table((p("{% if 甲 %}一"), p("二{% endif %}"))),), "表格1第1行第2格"),
    ((p("甲"), table((p("好"), p("{{ 甲. }}")))), "表格1第1行第2格"),
])  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, paragraphs: tuple[str, ...], said: str) -> None:
    assert said in problems(tmp_path, *paragraphs)[0]


def test_mistakes_in_body_and_footer_are_told_together(tmp_path: Path) -> None:
    footer = f"<w:ftr {SPACES}>{p('{{ 期')}</w:ftr>"

    with pytest.raises(TemplateError) as caught:
        template(tmp_path, p("{{ 甲"), p("{{ 乙|没有的 }}"), p("{% endif %}"), **{"word/footer1.xml": footer})

    assert [problem.origin.place for problem in caught.value.problems] == ["第1段", "第2段", "第3段", "页脚第1段"]


def test_jinja_in_a_text_box_is_refused(tmp_path: Path) -> None:
    box = f'<w:r><w:pict><w:txbxContent>{p("{{ 甲 }}")}</w:txbxContent></w:pict></w:r>'

    assert "文本框" in problems(tmp_path, p(box))[0]


def test_a_mistake_while_rendering_names_its_paragraph(tmp_path: Path) -> None:
    assert problems(tmp_path, p("一"), p("{{ 甲.乙 }}"), 甲={"丙": 1})[0].startswith("通报.docx 第2段：“{{ 甲.乙 }}”")


def test_a_workbook_is_no_template(tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "表.docx")

    with pytest.raises(TemplateError, match="不是 Word 文档"):
        read_word_template(tmp_path / "表.docx")


@pytest.mark.office
def test_templates_saved_by_libreoffice_say_the_same(tmp_path: Path) -> None:
    body = p("截至{¦{ 日期 }}，“{{ 名称 }}”") + p("{% for x in xs %}") + p("{{ x }}") + p("{% endfor %}") + p("[[表]]")
    own = word_file(tmp_path / "原.docx", body)
    shipped = [ROOT / "templates" / name for name in ("任务分解表.docx", "进展情况汇总.docx")]
    (tmp_path / "新").mkdir()

    saved, *others = convert([own, *shipped], tmp_path / "新", "docx:MS Word 2007 XML")

    assert texts(read_word_template(saved), 日期="今日", 名称="甲", xs=[1, 2]) == ["截至今日，“甲”", "1", "2"]
    for before, after in zip(map(read_word_template, shipped), map(read_word_template, others), strict=True):
        assert [name for name, _ in before.tables] == [name for name, _ in after.tables]
        assert [round(page.text_width) for page in before.sections] == [round(page.text_width) for page in after.sections]
        assert before.style_look("表文") == after.style_look("表文")
