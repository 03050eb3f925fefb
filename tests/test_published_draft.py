"""A register drafted from invented documents: every piece of the source is in it, or said why it is not."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.errors import OfficeError, OutputError
from generators.extraction.sentences import squeezed
from generators.model.indicator import IndicatorKind
from generators.model.origin import Origin
from generators.published.drafting import Draft, draft_register
from generators.published.drafts import Entry
from generators.published.extracting import as_jsonl, as_text
from generators.published.importing import import_documents, told
from generators.published.reading import read_document
from generators.published.writing import place_of, write_draft
from generators.registers.check import check_register
from generators.registers.create_values import typed_columns
from generators.registers.parsing import NONE_MARKS
from generators.registers.read import read_register
from generators.registers.sheets import BY_NAME
from generators.sources.blocks import Document, Table
from generators.workbooks.reading import read_workbook
from tests.published_files import (
    MAKERS,
    Grid,
    excel_file,
    paragraph,
    text_file,
    web_file,
    word_file,
    word_package,
    word_table,
)

HEAD = ["序号", "项目名称", "主要内容", "完成时限", "分管领导", "牵头单位", "配合单位"]
TITLE = ["附件", "示例市2025年民生实事项目任务分解表"]
PLAN: Grid = [
    HEAD,
    [
        "1",
        "好学\n工程",
        "新建学校2所，增加学位1200个。",
        "2025年底",
        "李  明",
        "市教育局",
        "各县区\n市财政局",
    ],
    [None, None, "改造教室30间。", None, None, None, "市住建局"],
    ["2", "健康工程", "县医院新院区主体封顶。", "9月底前", "王建国", "市卫健委\n市医保局", ""],
]


def draft_of(*lines: str, rows: Grid = (), folder: Path, kind: str = ".docx", **asked: int) -> Draft:
    """Return the draft of a document made of lines and a table."""
    path = MAKERS[kind](folder / f"文件{kind}", lines, rows)
    return draft_register([read_document(path)], **asked)


def column(draft: Draft, sheet: str, field: str) -> list[object]:
    """Return one column of a sheet of a draft."""
    at = [one.field for one in typed_columns(BY_NAME[sheet])].index(field)
    return [row[at] if at < len(row) else None for row in draft.rows[sheet]]


def reasons(draft: Draft) -> str:
    return "\n".join(entry.reason for entry in draft.doubtful)


# ---------------------------------------------------------------- conservation
def pieces_of(document: Document) -> list[tuple[Origin, str]]:
    """Return every text of a document with its place."""
    found = [(aside.origin, aside.text) for aside in document.asides]
    for block in document.blocks:
        cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block]
        found += [(cell.origin, cell.text) for cell in cells if cell.text.strip()]
    return found


def unaccounted(document: Document, draft: Draft) -> list[tuple[str, str, str]]:
    """Return the places whose text does not stand, sign by sign, in the ledger."""
    told: dict[Origin, str] = defaultdict(str)
    wanted: dict[Origin, str] = defaultdict(str)
    for entry in draft.entries:
        told[entry.origin] += squeezed(entry.text)
    for origin, text in pieces_of(document):
        wanted[origin] += squeezed(text)
    return [(str(at), text, told[at]) for at, text in wanted.items() if sorted(told[at]) != sorted(text)]


def misplaced(draft: Draft) -> list[tuple[str, str, str]]:
    """Return the pieces said to be in a cell of the register that are not there."""
    wrong = []
    for entry in draft.entries:
        place = place_of(entry)
        if (
            not place.sheet
            or entry.text.strip() in ("", *NONE_MARKS)
            or entry.field in ("number", "project_number", "category")
        ):
            continue
        cell = cell_of(draft, entry)
        if not set(squeezed(entry.text)) - set("、，,；;★（）()") <= set(cell):
            wrong.append((place.said, entry.text, cell))
    return wrong


def cell_of(draft: Draft, entry: Entry) -> str:
    place = place_of(entry)
    row = draft.rows[place.sheet][draft.keys[place.sheet].index(place.key)]
    fields = [one.field for one in typed_columns(BY_NAME[place.sheet])]
    if place.field not in fields:
        return squeezed("".join(str(value) for value in row))
    # persons that stood behind a unit are told in 备注
    also = str(row[fields.index("remark")]) if place.field in ("lead_units", "supporting_units") else ""
    return squeezed(str(row[fields.index(place.field)]) + also)


@pytest.mark.parametrize("kind", MAKERS)
def test_every_sign_of_a_table_is_in_the_register_or_the_ledger(kind: str, tmp_path: Path) -> None:
    extra: Grid = [
        *PLAN,
        ["合计", "", "共3项", "", "", "", ""],
        ["注：未尽事项另行通知。", "", "", "", "", "", ""],
    ]
    path = MAKERS[kind](tmp_path / f"表{kind}", [*TITLE, "请各单位抓好落实。", "ICP备12345号"], extra)
    document = read_document(path)

    draft = draft_register([document])

    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []
    assert len(draft.rows["任务"]) == 3


words = st.text(
    st.sampled_from("新建学校教师12、，。；（）：万人次个市局街道一二\n 　①目前已完成"), max_size=25
)
grids = st.lists(st.lists(words, min_size=5, max_size=5), max_size=6)


@settings(max_examples=60, deadline=3000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grids, st.lists(words, max_size=3), st.sampled_from([".docx", ".html", ".txt"]))
def test_any_table_is_kept_sign_by_sign(
    tmp_path: Path, rows: list[list[str]], lines: list[str], kind: str
) -> None:
    head = ["序号", "项目名称", "主要内容", "牵头单位", "配合单位"]
    flat = [" ".join(line.split()) for line in lines]
    document = read_document(
        MAKERS[kind](tmp_path / f"任意{kind}", ["示例市2025年清单", *flat], [head, *rows])
    )

    draft = draft_register([document])

    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


@settings(max_examples=120, deadline=3000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.sampled_from("一二、1.（）①新建学校教育工程目前已完成12个，。；： 　a"), max_size=30),
        max_size=12,
    )
)
def test_any_prose_is_kept_sign_by_sign(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "任意.txt"
    path.write_text("\n".join(["示例市2025年实事", *lines]), "utf-8")
    document = read_document(path)
    try:
        draft = draft_register([document])
    except OfficeError as error:
        assert error.problems[0].code == "PUB-9"
        return
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


# ---------------------------------------------------------------- tables
def test_blanks_are_filled_and_nothing_crosses_a_project(tmp_path: Path) -> None:
    draft = draft_of(*TITLE, rows=PLAN, folder=tmp_path)

    assert column(draft, "任务", "leaders") == ["李明", "李明", "王建国"]
    assert column(draft, "任务", "lead_units") == ["市教育局", "市教育局", "市卫健委\n市医保局"]
    assert column(draft, "任务", "supporting_units") == ["各县区\n市财政局", "市住建局", "无"]
    assert column(draft, "任务", "project_name") == ["好学工程", "好学工程", "健康工程"]
    assert (draft.settings.region, draft.settings.year) == ("示例市", 2025)


def test_the_merges_of_a_file_decide_over_the_rule(tmp_path: Path) -> None:
    rows: Grid = [
        HEAD,
        ["1", "甲工程", "做一件事。", "2025年底", "李明", "市一局", "市二局"],
        [None, None, "做两件事。", None, None, "", None],
        [None, None, "做三件事。", None, None, "市三局", ""],
    ]

    draft = draft_of(*TITLE, rows=rows, folder=tmp_path)

    assert column(draft, "任务", "supporting_units") == ["市二局", "市二局", "无"]


def test_indicators_are_drafted_from_the_sentences(tmp_path: Path) -> None:
    draft = draft_of(*TITLE, rows=PLAN, folder=tmp_path)

    found = list(
        zip(
            column(draft, "指标", "number"),
            column(draft, "指标", "target"),
            column(draft, "指标", "unit_of_measure"),
        )
    )

    assert found[:3] == [
        ("1.1.1", Decimal(2), "所"),
        ("1.1.2", Decimal(1200), "个"),
        ("1.2.1", Decimal(30), "间"),
    ]
    assert column(draft, "指标", "target")[-1] == "主体封顶"
    assert column(draft, "指标", "kind")[-1] is IndicatorKind.MILESTONE


def test_group_units_and_aliases_are_recognised(tmp_path: Path) -> None:
    rows: Grid = [HEAD, ["1", "甲工程", "做一件事2次。", "2025年底", "李明", "东湖园（柳镇）", "各县区、市商务局、统计局"],
                  ["2", "乙工程", "再做3次。", "2025年底", "李明", "市统计局", "驻市高校和\n职业院校"]]  # fmt: skip

    draft = draft_of(*TITLE, rows=rows, folder=tmp_path)

    assert (
        dict(zip(column(draft, "单位", "full_name"), column(draft, "单位", "category")))["各县区"]
        == "组合单位"
    )
    assert ("东湖园（柳镇）", "东湖园、柳镇") in list(
        zip(column(draft, "单位", "full_name"), column(draft, "单位", "short_names"))
    )
    assert column(draft, "任务", "supporting_units") == ["各县区\n市商务局\n市统计局", "驻市高校和职业院校"]


def test_a_head_of_two_rows_and_its_periods_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "表.html"
    path.write_text(
        "<p>示例市2025年民生实事项目进展情况表</p><table>"
        "<tr><td rowspan=2>序号</td><td rowspan=2>项目名称</td><td colspan=2>目标任务</td><td rowspan=2>1-6月推进情况</td><td rowspan=2>责任部门</td></tr>"
        "<tr><td>目标任务</td><td>目标值</td></tr>"
        "<tr><td>1</td><td>公园</td><td>新建公园4个。</td><td>4</td><td>已建成2个。</td><td>市园林局</td></tr></table>",
        "utf-8",
    )

    draft = draft_register([read_document(path)])

    assert column(draft, "任务", "content") == ["新建公园4个。"]
    assert column(draft, "进展", "period") == ["2025Q2"]
    assert column(draft, "指标", "cumulative_2") == [Decimal(2)]


def test_repeated_heads_totals_and_group_titles_make_no_task(tmp_path: Path) -> None:
    head = ["序号", "目标任务", "责任单位"]
    path = tmp_path / "表.html"
    page = [f"<tr>{''.join(f'<td>{text}</td>' for text in head)}</tr>"]
    page += [
        "<tr><td colspan=3>一、教育</td></tr>",
        "<tr><td>1</td><td>新建学校2所。</td><td>市教育局</td></tr>",
        page[0],
    ]
    page += [
        "<tr><td colspan=3>二、卫生</td></tr>",
        "<tr><td>2</td><td>新建医院1家。</td><td>市卫健委</td></tr>",
    ]
    page += ["<tr><td>合计</td><td>2项</td><td></td></tr>"]
    path.write_text(f"<p>示例市2025年重点工作</p><table>{''.join(page)}</table>", "utf-8")

    draft = draft_register([read_document(path)])

    assert column(draft, "任务", "project_name") == ["一、教育", "二、卫生"]
    assert column(draft, "任务", "content") == ["新建学校2所。", "新建医院1家。"]


def test_a_table_that_goes_on_after_a_page_needs_no_head(tmp_path: Path) -> None:
    head = ["序号", "项目名称", "主要内容", "责任单位"]
    first = word_file(tmp_path / "甲.docx", TITLE, [head, ["1", "甲工程", "做2次。", "市一局"]])
    body = (
        "".join(map(paragraph, TITLE))
        + word_table([head, ["1", "甲工程", "做2次。", "市一局"]])
        + paragraph("")
    )
    path = word_package(first, body + word_table([["2", "乙工程", "做3次。", "市二局"]]))

    assert column(draft_register([read_document(path)]), "任务", "project_name") == ["甲工程", "乙工程"]


def test_unknown_columns_are_known_by_what_stands_below(tmp_path: Path) -> None:
    rows: Grid = [
        ["序号", "项目名称", "干什么", "谁来抓", "挂帅同志"],
        ["1", "甲工程", "新建学校2所，改造3所。", "市教育局", "李明"],
        ["2", "乙工程", "新建医院1家，改造2家。", "市卫健委", "王建国"],
    ]

    draft = draft_of(*TITLE, rows=rows, folder=tmp_path)

    assert column(draft, "任务", "lead_units") == ["市教育局", "市卫健委"]
    assert column(draft, "任务", "leaders") == ["李明", "王建国"]
    assert "按内容当作“牵头单位”，请核对" in reasons(draft)


def test_a_column_the_register_has_no_place_for_stands_with_the_doubts(tmp_path: Path) -> None:
    rows: Grid = [
        ["序号", "项目名称", "主要内容", "票决得票"],
        ["1", "甲工程", "做2次。", "甲等"],
        ["2", "乙工程", "做3次。", "乙等"],
    ]

    draft = draft_of(*TITLE, rows=rows, folder=tmp_path)

    assert [entry.text for entry in draft.doubtful if "票决得票" in entry.reason] == ["甲等", "乙等"]


def test_one_serial_a_task_is_no_number_of_a_project(tmp_path: Path) -> None:
    rows: Grid = [
        ["序号", "项目名称", "主要内容", "责任单位"],
        ["1", "甲工程", "做2次。", "市一局"],
        ["2", None, "做3次。", "市二局"],
        ["3", "乙工程", "做4次。", "市三局"],
    ]

    draft = draft_of(*TITLE, rows=rows, folder=tmp_path)

    assert column(draft, "任务", "number") == ["1.1", "1.2", "2.1"]


def test_a_stated_rate_that_is_not_the_computed_one_is_doubtful(tmp_path: Path) -> None:
    rows: Grid = [
        ["序号", "项目名称", "指标名称", "计量单位", "目标值", "累计完成", "完成率"],
        ["1", "甲工程", "停车位", "个", "200", "50", "25%"],
        ["2", "乙工程", "公厕", "座", "30", "15", "60%"],
    ]

    draft = draft_of(*TITLE, rows=rows, folder=tmp_path)

    doubts = [entry for entry in draft.doubtful if "完成率" in entry.reason and entry.task]
    assert [(entry.text, place_of(entry).said) for entry in doubts] == [("60%", "指标 2.1.1 完成率")]
    assert column(draft, "任务", "content") == ["停车位200个", "公厕30座"]
    assert column(draft, "指标", "target") == [Decimal(200), Decimal(30)]


def test_two_tables_of_tasks_are_both_read_and_another_one_is_listed(tmp_path: Path) -> None:
    other = word_table([["姓名", "办公室", "房间"], ["李明", "值班室", "301"]])
    first = word_table([["序号", "项目名称", "责任单位"], ["1", "甲工程", "市一局"]])
    second = word_table([["项目名称", "主要内容"], ["乙工程", "做3次。"]])
    path = word_package(tmp_path / "文.docx", paragraph("示例市2025年清单") + other + first + second)

    draft = draft_register([read_document(path)])

    assert column(draft, "任务", "project_name") == ["甲工程", "乙工程"]
    assert "301" in [entry.text for entry in draft.doubtful]


# ---------------------------------------------------------------- prose
QUARTER = """示例区2025年民生实事项目一季度进展情况
当前位置：首页
一、教育工程
1、新建学校2所。新增学位500个。目前已开工1所，新增学位120个。
2、改造教室30间。已完成招标。
二、健康 惠民工程
1、为3万名老人体检。一季度已体检6000人。
版权所有：示例区"""


def test_targets_and_reports_of_prose_are_told_apart(tmp_path: Path) -> None:
    draft = draft_of(*QUARTER.split("\n"), folder=tmp_path, kind=".txt")

    assert column(draft, "任务", "number") == ["1.1", "1.2", "2.1"]
    assert column(draft, "任务", "content") == [
        "新建学校2所。新增学位500个。",
        "改造教室30间。",
        "为3万名老人体检。",
    ]
    assert column(draft, "进展", "text")[1] == "已完成招标。"
    assert column(draft, "进展", "period") == ["2025Q1"] * 3
    assert Decimal(6000) in column(draft, "指标", "cumulative_1")
    assert [entry.text for entry in draft.entries if entry.placed.startswith("页面杂项")] == [
        "当前位置：首页",
        "版权所有：示例区",
    ]


def test_a_project_told_of_twice_in_an_article_is_one_with_its_result(tmp_path: Path) -> None:
    article = """示例区2024年民生实事项目完成情况
年初确定的目标
1 停车便民工程
新增停车泊位2000个。
2 就业富民工程
开展技能培训5000人次。
完成情况
1 停车便民工程
全年新增停车泊位2480个，完成率124%。
2 就业富民工程
全年开展技能培训5500人次，完成率120%。"""

    draft = draft_of(*article.split("\n"), folder=tmp_path, kind=".txt")

    assert column(draft, "任务", "project_name") == ["停车便民工程", "就业富民工程"]
    assert column(draft, "进展", "period") == ["2024Q4", "2024Q4"]
    assert column(draft, "指标", "cumulative_4") == [Decimal(2480), Decimal(5500)]
    assert "写的完成率是120%，按完成数和目标数计算是110%" in reasons(draft)
    assert "124%" not in reasons(draft)


def test_items_are_counted_beyond_a_thousand(tmp_path: Path) -> None:
    items = (f"{place}.新建公园{place}个。" for place in range(1, 1103))

    draft = draft_of("示例市2025年民生实事", *items, folder=tmp_path, kind=".txt")

    assert column(draft, "任务", "number")[-1] == "1102.1"
    assert column(draft, "任务", "content")[-1] == "新建公园1102个。"


def test_items_without_a_heading_are_projects_of_their_own(tmp_path: Path) -> None:
    draft = draft_of(
        "示例市2025年十件实事", "1.新建公园2个。", "2.改造公厕30座，新建5座。", folder=tmp_path, kind=".txt"
    )

    assert column(draft, "任务", "project_name") == ["新建公园2个", "改造公厕30座"]
    assert column(draft, "任务", "number") == ["1.1", "2.1"]


# ---------------------------------------------------------------- several documents
def test_a_quarterly_summary_adds_its_progress_to_the_breakdown(tmp_path: Path) -> None:
    plan: Grid = [HEAD, ["1", "教育工程", "新建学校2所。新增学位500个。", "2025年底", "李明", "市教育局", ""],
                  ["2", "健康惠民工程", "为3万名老人体检。", "2025年底", "李明", "市卫健委", ""]]  # fmt: skip
    first = word_file(tmp_path / "分解表.docx", TITLE, plan)
    second = tmp_path / "一季度.txt"
    second.write_text(QUARTER.replace("500个。目前", "600个。目前"), "utf-8")

    draft = draft_register([read_document(first), read_document(second)])

    assert column(draft, "任务", "number") == ["1.1", "1.2", "2.1"]
    assert column(draft, "进展", "task_number") == ["1.1", "1.2", "2.1"]
    assert Decimal(120) in column(draft, "指标", "cumulative_1")
    assert "主要内容与前面的文件不同" in reasons(draft)
    assert "前面的文件里没有这个事项" in reasons(draft)


def test_a_later_file_fills_what_the_first_leaves_blank_and_its_differences_are_told(tmp_path: Path) -> None:
    first: Grid = [["序号", "项目名称", "主要内容", "进展情况", "牵头单位"],
                   ["1", "好学工程", "新建学校2所。", "已建成1所。", "市教育局、市财政局"],
                   ["2", "健康工程", "新建医院1家。", "已开工。", "市卫健委"]]  # fmt: skip
    plan: Grid = [[*HEAD, "备注"],
                  ["1", "好学工程", "新建学校2所。", "12月底前", "李明", "市财政局\n市教育局", "市住建局", "续建"],
                  ["2", "健康工程", "新建医院1家。", "9月底前", "王强", "市民政局", "", ""]]  # fmt: skip
    files = [word_file(tmp_path / "一季度.docx", ["示例市2025年民生实事一季度进展情况"], first),
             word_file(tmp_path / "分解表.docx", TITLE, plan)]  # fmt: skip

    draft = draft_register([read_document(path) for path in files])

    assert column(draft, "任务", "deadline") == ["12月底前", "9月底前"]
    assert column(draft, "任务", "leaders") == ["李明", "王强"]
    assert column(draft, "任务", "supporting_units") == ["市住建局", "无"]
    assert column(draft, "任务", "remark") == ["续建", ""]
    assert column(draft, "任务", "lead_units") == ["市教育局\n市财政局", "市卫健委"]
    told_twice = [one for one in draft.entries if one.text == "市民政局"]
    assert [(one.reason, place_of(one).said) for one in told_twice] == [
        ("牵头单位与前面的文件不同，台账用的是前面文件的写法", "任务 2.1 牵头单位")
    ]
    assert "好学工程" not in reasons(draft)


def test_a_name_too_long_for_a_cell_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    draft = draft_of(*TITLE, rows=[HEAD, ["1", "绿化", f"新建{'大' * 40_000}公园3个。", "", "", "市林业局", ""]],
                     folder=tmp_path)  # fmt: skip

    write_draft(draft, path)

    assert "一格放不下" in reasons(draft)
    assert unaccounted(read_document(tmp_path / "文件.docx"), draft) == []


# ---------------------------------------------------------------- written
def test_a_written_draft_is_a_register_without_errors(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_draft(draft_of(*TITLE, rows=PLAN, folder=tmp_path), path)

    register, problems = read_register(path)

    assert [task.number for task in register.tasks()] == ["1.1", "1.2", "2.1"]
    assert [one for one in problems if one.severity.value == "错误"] == []
    assert [sheet.name for sheet in read_workbook(path).sheets][-2:] == ["待核对", "来源对照"]


@pytest.mark.parametrize(("title", "wanted"), [(TITLE[1], ""), ("示例县2025年民生实事项目", "县区任务分解表")])
def test_the_leaders_of_a_county_are_not_printed_as_those_of_a_city(title: str, wanted: str, tmp_path: Path) -> None:
    assert draft_of(title, rows=PLAN, folder=tmp_path).settings.layout == wanted


def test_what_is_not_answered_on_the_list_of_doubts_is_reminded_of(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_draft(draft := draft_of(*TITLE, rows=PLAN, folder=tmp_path), path)

    found = [one for one in read_register(path)[1] if one.code == "SHEET-7"]

    assert [one.severity.value for one in found] == ["提醒"]
    assert f"还有 {len(draft.doubtful)} 行" in str(found[0])
    book = openpyxl.load_workbook(path)
    for row in range(2, len(draft.doubtful) + 2):
        book["待核对"].cell(row, 6, "已核对")
    book.save(path)
    assert [one for one in read_register(path)[1] if one.code == "SHEET-7"] == []


def test_doubts_are_listed_with_source_reason_and_place_and_coloured(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    rows: Grid = [HEAD, ["1", "甲工程", "充电桩数量比上年翻一番。", "适时", "李明", "市一局", ""]]
    write_draft(draft_of(*TITLE, rows=rows, folder=tmp_path), path)

    workbook = read_workbook(path)
    doubts = [list(row.values().values()) for row in workbook.sheet("待核对").rows()]  # type: ignore[union-attr]
    tasks = workbook.package.read(workbook.sheet("任务").part).decode()  # type: ignore[union-attr]

    assert doubts[0] == ["来源", "原文", "归入", "可信度", "原因", "处理意见"]
    assert any(row[2] == "任务 1.1 完成时限" and "适时" in str(row[4]) for row in doubts[1:])
    assert 'conditionalFormatting sqref="F2"' in tasks


def test_an_existing_register_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"mine")

    with pytest.raises(OutputError) as error:
        write_draft(draft_of(*TITLE, rows=PLAN, folder=tmp_path), path)

    assert error.value.problems[0].code == "PUB-11"
    assert path.read_bytes() == b"mine"


def test_the_same_documents_make_the_same_register(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        write_draft(draft_of(*TITLE, rows=PLAN, folder=tmp_path), tmp_path / f"{name}.xlsx")

    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()


@settings(max_examples=10, deadline=3000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=40))
def test_any_sign_can_be_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "台账.xlsx"
    path.unlink(missing_ok=True)
    rows: Grid = [HEAD, ["1", "甲工程", f"做{text}事", "", "", text, ""]]
    try:
        draft = draft_register([read_document(text_file(tmp_path / "任意.txt", TITLE, rows))])
    except OfficeError:
        return
    write_draft(draft, path)

    assert list(read_register(path)[0].tasks())


# ---------------------------------------------------------------- refused
def test_a_document_without_tasks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as error:
        draft_of("2025年的一段话", "没有编号，也没有表格。", folder=tmp_path, kind=".txt")
    assert error.value.problems[0].code == "PUB-9"


def test_a_document_without_a_year_asks_for_it(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as error:
        draft_of("任务分解表", rows=PLAN, folder=tmp_path)
    assert error.value.problems[0].code == "PUB-10"
    assert draft_of("任务分解表", rows=PLAN, folder=tmp_path, year=2025).settings.year == 2025


def test_a_long_table_is_drafted_in_bounded_time(tmp_path: Path) -> None:
    rows: Grid = [
        HEAD,
        *(
            [str(at), f"第{at}号工程", f"新建公园{at}个。", "2025年底", "李明", "市一局", "市二局"]
            for at in range(1, 801)
        ),
    ]
    document = read_document(excel_file(tmp_path / "长.xlsx", TITLE, rows))

    started = time.perf_counter()
    assert len(draft_register([document]).rows["任务"]) == 800
    assert time.perf_counter() - started < 10


def test_a_web_page_of_gbk_gives_the_same_draft(tmp_path: Path) -> None:
    page = draft_register([read_document(web_file(tmp_path / "页.html", TITLE, PLAN, "gbk"))])

    assert page.rows == draft_of(*TITLE, rows=PLAN, folder=tmp_path).rows


def test_labels_inside_prose_name_units_and_times(tmp_path: Path) -> None:
    text = """示例市2025年十件民生实事
1.新建公园2个。（责任单位：市园林局；配合单位：各县区）
2.改造公厕30座。
责任单位：市城管局、市财政局
完成时限：9月底前
进展情况：已改造12座。"""

    draft = draft_of(*text.split("\n"), folder=tmp_path, kind=".txt")

    assert column(draft, "任务", "content") == ["新建公园2个。", "改造公厕30座。"]
    assert column(draft, "任务", "lead_units") == ["市园林局", "市城管局\n市财政局"]
    assert column(draft, "任务", "supporting_units") == ["各县区", "无"]
    assert column(draft, "任务", "deadline") == ["无", "9月底前"]
    assert Decimal(12) in column(draft, "指标", "cumulative_4")


def test_results_under_titles_without_numbers_belong_to_the_numbered_projects(tmp_path: Path) -> None:
    article = """示例区2024年民生实事项目完成情况
一、停车便民工程
新增停车泊位2000个。
二、就业富民工程
开展技能培训5000人次。
停车便民工程
全年新增停车泊位2480个。
就业富民工程
全年开展技能培训5500人次。"""

    draft = draft_of(*article.split("\n"), folder=tmp_path, kind=".txt")

    assert column(draft, "任务", "content") == ["新增停车泊位2000个。", "开展技能培训5000人次。"]
    assert column(draft, "指标", "cumulative_4") == [Decimal(2480), Decimal(5500)]


# ---------------------------------------------------------------- the whole import
def test_an_import_says_what_was_made_and_what_to_look_at(tmp_path: Path) -> None:
    rows: Grid = [*PLAN, ["3", "丙工程", "充电桩数量比上年翻一番。", "2025年底", "李明", "市一局", "各县区"]]
    source = word_file(tmp_path / "分解表.docx", TITLE, rows)
    target = tmp_path / "台账.xlsx"

    lines = told(import_documents([source], target), target)

    assert target.is_file()
    assert "任务 4 行" in lines[0]
    assert any("要有上年的基数" in line for line in lines)
    assert lines[-1].startswith("下一步：")


def test_all_files_that_cannot_be_read_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "乙.docx").write_bytes(b"")

    with pytest.raises(OfficeError) as error:
        import_documents([tmp_path / "甲.pdf", tmp_path / "乙.docx"], tmp_path / "台账.xlsx")

    assert [one.code for one in error.value.problems] == ["PUB-3", "PUB-2"]
    assert not (tmp_path / "台账.xlsx").exists()


def test_a_register_is_written_as_xlsx_only(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as error:
        import_documents([], tmp_path / "台账.docx")
    assert error.value.problems[0].code == "PUB-12"


# ---------------------------------------------------------------- extraction of files
def test_a_file_as_json_lines_has_the_roles_its_columns_give(tmp_path: Path) -> None:
    rows: Grid = [["序号", "项目名称", "主要内容", "进展情况"], ["1", "甲工程", "新建公园4个。", "公园2个投入使用。"]]
    document = read_document(word_file(tmp_path / "表.docx", TITLE, rows))

    told_of = [json.loads(line) for line in as_jsonl(document)]
    rates = [json.loads(line) for line in as_jsonl(document, rates=True)]

    assert [(one["role"], one["text"]) for one in told_of if one["role"] in ("target", "progress")] == [
        ("target", "新建公园4个。"), ("progress", "公园2个投入使用。"),
    ]  # fmt: skip
    assert [one["value"] for one in rates] == [4]
    assert any("新建公园4个。" in line for line in as_text(document))


def test_cells_repeated_on_the_next_page_begin_no_project(tmp_path: Path) -> None:
    rows: Grid = [
        ["序号", "项目名称", "主要内容", "责任单位"],
        ["1", "甲工程", "做2次。", "市一局"],
        ["1（续）", "甲工程（续）", "做3次。", "市一局（续）"],
    ]

    draft = draft_of(*TITLE, rows=rows, folder=tmp_path)

    assert column(draft, "任务", "number") == ["1.1", "1.2"]
    assert column(draft, "任务", "lead_units") == ["市一局", "市一局"]


def test_two_documents_on_the_same_period_make_one_row_of_progress(tmp_path: Path) -> None:
    for name, done in (("甲", "已开工1所。"), ("乙", "已完成招标。")):
        text = f"示例区2025年民生实事一季度进展情况\n一、教育工程\n1、新建学校2所。目前{done}\n2、改造教室30间。已完成招标。"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")

    draft = draft_register([read_document(tmp_path / f"{name}.txt") for name in "甲乙"])

    assert column(draft, "进展", "task_number") == ["1.1", "1.2"]
    assert column(draft, "进展", "text")[0] == "目前已开工1所。\n目前已完成招标。"


def test_a_multiple_of_an_unknown_base_waits_for_it_without_an_error(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    rows: Grid = [HEAD, ["1", "甲工程", "充电桩数量比上年翻一番。", "2025年底", "李明", "市一局", ""]]
    write_draft(draft_of(*TITLE, rows=rows, folder=tmp_path), path)

    register, _ = read_register(path)

    assert "填写基数" in next(register.indicators()).remark
    assert [one for one in check_register(register) if one.severity.value == "错误"] == []


def test_a_second_table_of_the_same_tasks_makes_no_second_ones(tmp_path: Path) -> None:
    body = paragraph("示例市2025年民生实事一季度进展") + word_table(PLAN) + paragraph("进展情况")
    rows: Grid = [["项目名称", "主要内容", "进展情况"], ["好学工程", "改造教室30间。", "已改造6间。"]]
    document = read_document(word_package(tmp_path / "文.docx", body + word_table(rows)))

    draft = draft_register([document])

    assert column(draft, "任务", "number") == ["1.1", "1.2", "2.1"]
    assert column(draft, "进展", "task_number") == ["1.2"]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_what_a_cell_cannot_hold_stands_with_the_doubts(tmp_path: Path) -> None:
    said, remark = "新建学校2所，已开工。" * 3_300, "由区教育局说明。" * 4_100
    rows = [["序号", "项目名称", "主要内容", "一季度进展情况", "备注"], ["1", "好学工程", "新建学校2所。", said, remark]]

    draft = draft_register([read_document(word_file(tmp_path / "表.docx", TITLE, rows))])

    rest = [entry.text for entry in draft.doubtful if "放不下" in entry.reason]
    assert [draft.rows["任务"][0][-1] + rest[0], draft.rows["进展"][0][2] + rest[1]] == [remark, said]


def test_a_title_of_two_periods_is_told(tmp_path: Path) -> None:
    rows = [[*HEAD[:3], "进展情况"], ["1", "好学工程", "改造教室30间。", "已改造10间。"]]

    draft = draft_of("示例市2025年民生实事一季度、二季度进展情况", rows=rows, folder=tmp_path)

    assert "标题写了不止一期（2025Q1、2025Q2），进展暂按 2025Q1" in reasons(draft)
