"""A document becomes the same blocks whatever kind of file it is, and what cannot be read is refused in Chinese."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.errors import OfficeError, WorkbookError
from generators.published.reading import read_document
from generators.sources.blocks import Document, Table
from tests.published_files import (
    MAKERS,
    W,
    paragraph,
    web_file,
    word_cell,
    word_file,
    word_package,
    word_table,
)

ROWS = [
    ["序号", "项目名称", "主要内容", "牵头单位", "配合单位"],
    ["1", "好学\n工程", "新建学校2所。", "市教育局", "各县区\n市财政局"],
    [None, None, "改造教室30间。", None, "市住建局"],
    ["2", "健康工程", "新建医院1家。", "市卫健委", ""],
]


def grid(document: Document, place: int = 0) -> list[list[str | None]]:
    """Return a table as rows of texts, None for a cell that continues the one above."""
    rows: list[list[str | None]] = []
    for row in document.tables()[place].rows:
        texts: list[str | None] = [""] * max((cell.end for cell in row.cells), default=0)
        for cell in row.cells:
            texts[cell.column] = None if cell.continues else cell.text
        rows.append(texts)
    return rows


def code_of(error: pytest.ExceptionInfo[WorkbookError]) -> str:
    return error.value.problems[0].code


# ---------------------------------------------------------------- the same table in every kind of file
@pytest.mark.parametrize("kind", [".docx", ".html"])
def test_merged_cells_continue_in_word_and_on_a_web_page(kind: str, tmp_path: Path) -> None:
    document = read_document(MAKERS[kind](tmp_path / f"表{kind}", ["任务分解表"], ROWS))

    assert [block.text for block in document.paragraphs()] == ["任务分解表"]
    assert grid(document) == ROWS
    assert document.tables()[0].knows_merges


def test_a_sheet_is_one_table_with_its_title(tmp_path: Path) -> None:
    document = read_document(MAKERS[".xlsx"](tmp_path / "表.xlsx", ["任务分解表"], ROWS))

    assert [row[:3] for row in grid(document)] == [["任务分解表"], *(row[:3] for row in ROWS)]
    assert document.tables()[0].rows[2].cells[1].origin.cell == "B3"


def test_a_flattened_table_has_the_columns_of_its_head(tmp_path: Path) -> None:
    blank = [[text or "" for text in row] for row in ROWS]

    document = read_document(MAKERS[".txt"](tmp_path / "表.txt", ["任务分解表"], blank))

    assert grid(document) == blank
    assert not document.tables()[0].knows_merges


def test_empty_lines_inside_a_flattened_cell_end_no_row(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text(
        "标题\n\t序号\n\t名称\n\t内容\n\t单位\n\n\t1\n\t甲\n\n工程\n\n\n\t做事\n\t一局\n\n二局\n\n\t2\n\t乙\n\t再做\n\t\n",
        "utf-8",
    )

    assert grid(read_document(path))[1:] == [["1", "甲\n工程", "做事", "一局\n二局"], ["2", "乙", "再做", ""]]


def test_one_cell_left_by_a_page_break_shifts_no_column(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text(
        "\t序号\n\t名称\n\t内容\n\t单位\n\n\t1\n\t甲\n\t做事\n\t一局\n\n\t\n\n\t2\n\t乙\n\t再做\n\t二局\n",
        "utf-8",
    )

    assert [len(row) for row in grid(read_document(path))] == [4, 4, 1, 4]


def test_lines_of_cells_between_tabs_are_a_table(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("清单\n序号\t名称\t单位\n1\t甲工程\t一局\n2\t乙工程\t\n以上。\n", "utf-8")

    document = read_document(path)

    assert grid(document) == [["序号", "名称", "单位"], ["1", "甲工程", "一局"], ["2", "乙工程", ""]]
    assert [one.text for one in document.paragraphs()] == ["清单", "以上。"]


# ---------------------------------------------------------------- Word
def test_spans_and_skipped_columns_keep_the_grid(tmp_path: Path) -> None:
    body = (
        f"<w:tbl><w:tr>{word_cell('甲', span=2)}{word_cell('乙')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{word_cell("丙")}{word_cell("丁")}</w:tr></w:tbl>'
    )

    rows = read_document(word_package(tmp_path / "表.docx", body)).tables()[0].rows

    assert [[(cell.text, cell.column, cell.span) for cell in row.cells] for row in rows] == [
        [("甲", 0, 2), ("乙", 2, 1)], [("丙", 1, 1), ("丁", 2, 1)],
    ]  # fmt: skip


def test_a_span_of_a_milliard_costs_nothing(tmp_path: Path) -> None:
    path = word_package(
        tmp_path / "表.docx", f"<w:tbl><w:tr>{word_cell('甲', span=10**9)}{word_cell('乙')}</w:tr></w:tbl>"
    )

    started = time.perf_counter()
    assert len(read_document(path).tables()[0].rows[0].cells) == 2
    assert time.perf_counter() - started < 1


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = word_table([["内一", "内二"]])
    body = f"<w:tbl><w:tr><w:tc>{paragraph('外')}{inner}<w:p/></w:tc></w:tr></w:tbl>"

    document = read_document(word_package(tmp_path / "表.docx", body))

    assert [[cell.text for cell in table.cells()] for table in document.tables()] == [
        ["内一", "内二"],
        ["外"],
    ]


def test_tracked_changes_count_as_accepted_and_deleted_text_is_kept_aside(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>新建</w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>所</w:t></w:r></w:p>"
    )

    document = read_document(word_package(tmp_path / "文.docx", body))

    assert [one.text for one in document.paragraphs()] == ["新建12所"]
    assert [(aside.kind, aside.text) for aside in document.asides] == [("修订删除的文字", "10")]


def test_field_codes_are_not_text_and_their_results_are(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        "<w:r><w:t>第3页</w:t></w:r><w:bookmarkStart/></w:p>"
    )

    assert [one.text for one in read_document(word_package(tmp_path / "文.docx", body)).paragraphs()] == [
        "第3页"
    ]


def test_text_boxes_and_headers_are_kept_aside_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框里')}</w:txbxContent>"
    body = f"<w:p><w:r><w:AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></w:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    header = f"<w:hdr {W}>{paragraph('内部资料')}</w:hdr>"

    document = read_document(word_package(tmp_path / "文.docx", body, header=header))

    assert [one.text for one in document.paragraphs()] == ["正文"]
    assert [(aside.kind, aside.text) for aside in document.asides] == [
        ("文本框", "框里"),
        ("页眉", "内部资料"),
    ]


def test_automatic_numbers_stand_before_their_paragraphs(tmp_path: Path) -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="5">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )

    def listed(text: str, level: int) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')

    body = listed("教育", 0) + listed("学校", 1) + listed("教师", 1) + listed("卫生", 0) + listed("医院", 1)
    document = read_document(word_package(tmp_path / "文.docx", body, numbering=numbering))

    assert [one.text for one in document.paragraphs()] == [
        "一、教育",
        "1.学校",
        "2.教师",
        "二、卫生",
        "1.医院",
    ]


# ---------------------------------------------------------------- web pages and encodings
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "gb18030"])
def test_a_web_page_is_read_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    document = read_document(web_file(tmp_path / "页.htm", ["任务清单"], ROWS, encoding))

    assert document.paragraphs()[0].text == "任务清单"
    assert grid(document) == ROWS


def test_scripts_and_styles_are_no_text_and_wrapped_source_no_space(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    path.write_text(
        "<html><style>p{}</style><script>var x='字';</script><p>新建学\n   校2所<br>另起</p><h2>标题</h2>",
        "utf-8",
    )

    assert [(one.text, one.level) for one in read_document(path).paragraphs()] == [
        ("新建学校2所", 0),
        ("另起", 0),
        ("标题", 2),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_file_is_read_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_bytes("一、教育工程\n1、新建学校。".encode(encoding))

    assert [one.text for one in read_document(path).paragraphs()] == ["一、教育工程", "1、新建学校。"]


@pytest.mark.parametrize("start", ["BM", "GIF8", "Rar!", "%PDF"])
def test_a_text_that_begins_like_a_picture_is_a_text(start: str, tmp_path: Path) -> None:
    path = tmp_path / "清单.txt"
    path.write_text(f"{start} 项目清单\n一、教育工程\n新建学校2所。\n", encoding="utf-8")

    assert read_document(path).paragraphs()[0].text == f"{start} 项目清单"


# ---------------------------------------------------------------- refused
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.docx", b"", "PUB-2"),
        ("空白.txt", b" \n\t\n", "PUB-2"),
        ("扫描.pdf", b"%PDF-1.4", "PUB-3"),
        ("照片.docx", b"\xff\xd8\xff\xe0", "PUB-3"),
        ("图.docx", b"BM" + bytes(12) + b"\x7c\0\0\0", "PUB-3"),
        ("包.rar", b"Rar!\x1a\x07", "PUB-3"),
        ("乱.txt", b"\x81\x82\xff\xff\x00\x01", "PUB-6"),
        ("密.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "PKG-4"),
        ("残.docx", b"PK\x03\x04 and nothing more", "PKG-5"),
        ("残.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "PKG-5"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(
    name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(WorkbookError) as error:
        read_document(path)

    assert code_of(error) == code
    assert name in error.value.message


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError) as error:
        read_document(tmp_path / "没有.docx")
    assert code_of(error) == "PUB-1"


def test_a_scan_in_word_is_refused_as_pictures(tmp_path: Path) -> None:
    path = word_package(
        tmp_path / "扫描.docx", '<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>'
    )

    with pytest.raises(WorkbookError) as error:
        read_document(path)

    assert code_of(error) == "PUB-4"


@pytest.mark.parametrize("kind", [".txt", ".docx", ".html"])
def test_fifty_million_signs_are_refused_soon(kind: str, tmp_path: Path) -> None:
    text = "新建公园二十座。" * 2_100_000
    path = word_file(tmp_path / "长.docx", [text], []) if kind == ".docx" else tmp_path / f"长{kind}"
    if kind != ".docx":
        path.write_text(("<html><p>" if kind == ".html" else "") + text, "utf-8")

    started = time.perf_counter()
    with pytest.raises(WorkbookError) as error:
        read_document(path)

    assert code_of(error) in ("PUB-5", "PKG-7")
    assert time.perf_counter() - started < 5


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("\t\n 一1、。序号工程<td>/tr&;\x07\u3000\ue000"), max_size=300))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "任意.txt"
    path.write_bytes(text.encode("utf-8"))
    try:
        document = read_document(path)
    except OfficeError:
        return
    if not text.lstrip().lower().startswith("<"):
        kept = "".join(piece for block in document.blocks for piece in texts(block))
        assert "".join(kept.split()) == "".join(text.split())


def texts(block: object) -> list[str]:
    return [cell.text for cell in block.cells()] if isinstance(block, Table) else [block.text]  # type: ignore[attr-defined]


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "任意.docx"
    path.write_bytes(content)
    try:
        read_document(path)
    except OfficeError as error:
        assert error.problems


# ---------------------------------------------------------------- tables that lost their lines in a copy
def test_cells_parted_by_spaces_under_known_headings_are_a_table(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("清单\n序号 项目名称 主要内容 责任单位\n1 甲工程 新建学校2所。 市一局\n2 乙工程 改造3处。 市二局\n以上。\n", "utf-8")

    document = read_document(path)

    assert grid(document)[1:] == [["1", "甲工程", "新建学校2所。", "市一局"], ["2", "乙工程", "改造3处。", "市二局"]]
    assert [one.text for one in document.paragraphs()] == ["清单", "以上。"]


def test_one_cell_a_line_is_a_table_where_every_row_fits(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("清单\n序号\n项目名称\n责任单位\n1\n甲工程\n市一局\n市二局\n2\n乙工程\n市三局\n打印本页\n", "utf-8")

    assert grid(read_document(path))[1:] == [["1", "甲工程", "市一局\n市二局"], ["2", "乙工程", "市三局"]]


def test_one_cell_a_line_is_no_table_where_a_row_falls_short(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text("序号\n项目名称\n责任单位\n1\n甲工程\n2\n乙工程\n市三局\n", "utf-8")

    assert read_document(path).tables() == []
