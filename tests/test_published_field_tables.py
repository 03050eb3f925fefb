"""Tables as offices print them: matrices, deep heads, groups with sums, periods in headings, labelled blocks."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.errors import WorkbookError
from generators.published.drafting import Draft, draft_register
from generators.published.reading import read_document
from generators.published.writing import place_of
from generators.registers.create_values import typed_columns
from generators.registers.sheets import BY_NAME
from tests.published_files import MAKERS, Grid, paragraph, web_file, word_cell, word_package
from tests.test_published_draft import unaccounted

TITLE = "示例市2025年民生实事进展情况表"


def draft_of(rows: Grid, folder: Path, kind: str = ".docx", title: str = TITLE) -> Draft:
    path = MAKERS[kind](folder / f"表{kind}", [title], rows)
    return draft_register([read_document(path)])


def draft_of_word(folder: Path, *rows: str, title: str = TITLE) -> Draft:
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    body = f"{paragraph(title)}<w:tbl>{table}</w:tbl><w:p/>"
    return draft_register([read_document(word_package(folder / "表.docx", body))])


def row(*texts: str | None) -> str:
    return "".join(map(word_cell, texts))


def spanned(text: str, span: int) -> str:
    return word_cell(text, span=span)


def told(draft: Draft, sheet: str, *fields: str) -> list[tuple[str, ...]]:
    """Return some columns of a sheet as texts."""
    places = [[one.field for one in typed_columns(BY_NAME[sheet])].index(field) for field in fields]
    return [tuple("" if one[at] is None else str(one[at]) for at in places) for one in draft.rows[sheet]]


def reasons(draft: Draft) -> list[str]:
    return [entry.reason for entry in draft.doubtful]


def indicators(draft: Draft) -> list[tuple[str, ...]]:
    return told(draft, "指标", "task_number", "name", "unit_of_measure", "target")


# ---------------------------------------------------------------- matrices
REGIONS = [["序号", "地区", "新增学位（个）", "新建公园（座）", "责任单位"], ["1", "东湖区", "420", "3", "区教育局"],
           ["2", "西山区", "380", "2", "区住建局"], ["合计", "", "800", "5", ""]]  # fmt: skip


@pytest.mark.parametrize("kind", MAKERS)
def test_a_number_by_region_joins_its_heading_and_unit(kind: str, tmp_path: Path) -> None:
    draft = draft_of(REGIONS, tmp_path, kind)

    assert told(draft, "任务", "project_name", "content", "lead_units") == [
        ("东湖区", "新增学位420个，新建公园3座。", "区教育局"), ("西山区", "新增学位380个，新建公园2座。", "区住建局"),
    ]  # fmt: skip
    assert indicators(draft)[:2] == [("1.1", "新增学位", "个", "420"), ("1.1", "新建公园", "座", "3")]
    assert any("连成句子" in reason for reason in reasons(draft))


@pytest.mark.parametrize("heading", ["地区", "县（市、区）", "镇（街道）", "区县"])
def test_a_matrix_needs_no_other_heading_that_is_known(heading: str, tmp_path: Path) -> None:
    rows = [[heading, "新增学位（个）", "新建公园（座）"], ["东湖", "420", "3"], ["西山", "380", "—"]]

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "content") == [("新增学位420个，新建公园3座。",), ("新增学位380个。",)]


def test_the_shares_of_places_beside_a_total_stand_in_the_remark(tmp_path: Path) -> None:
    rows = [["序号", "指标名称", "单位", "全市", "东湖区", "西山区"], ["1", "新增学位", "个", "800", "420", "380"]]

    draft = draft_of(rows, tmp_path)

    assert indicators(draft) == [("1.1", "新增学位", "个", "800")]
    assert told(draft, "任务", "project_name", "remark") == [("新增学位", "其中：东湖区420个，西山区380个。")]


def test_targets_and_figures_under_one_work_are_told_apart(tmp_path: Path) -> None:
    rows = [["镇（街道）", "改厕任务数（户）", "完成数（户）", "完成率"], ["东湖镇", "300", "150", "50%"], ["西山街道", "200", "200", "100%"]]

    draft = draft_of(rows, tmp_path, title="示例区2025年1-6月民生实事进展")

    assert told(draft, "任务", "content") == [("改厕300户。",), ("改厕200户。",)]
    assert told(draft, "进展", "period", "text") == [("2025Q2", "改厕150户。"), ("2025Q2", "改厕200户。")]


def test_marks_and_votes_are_no_works(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "牵头单位", "分值", "票数"], ["1", "好学工程", "市教育局", "5", "30"]]

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "content") == [("好学工程",)]
    assert [entry.text for entry in draft.doubtful if "没有采用" in entry.reason] == ["5", "30"]


def test_a_numbered_name_beside_a_number_is_a_task(tmp_path: Path) -> None:
    rows = [["项目名称", "计量单位", "目标值"], ["一、新建学校", "所", "5"], ["二、改造教室", "间", "30"]]

    assert [one[1:] for one in indicators(draft_of(rows, tmp_path))] == [
        ("一、新建学校", "所", "5"), ("二、改造教室", "间", "30"),
    ]  # fmt: skip


# ---------------------------------------------------------------- heads of two and three rows
def three_levels() -> list[str]:
    return [
        word_cell("地区", None) + spanned("教育工程（市教育局）", 3) + spanned("住房工程（市住建局）", 3),
        word_cell(None, None) + spanned("新增学位（个）", 3) + spanned("改造小区（个）", 3),
        row(None, *("目标任务", "进度", "完成比例(%)") * 2),
        row("东湖区", "420", "210", "50", "12", "6", "50"),
        row("合计", "420", "210", "50", "12", "6", "50"),
    ]


def test_three_heads_above_each_other_name_one_number(tmp_path: Path) -> None:
    draft = draft_of_word(tmp_path, *three_levels(), title="示例市2025年上半年民生工程进展情况表")

    assert told(draft, "任务", "project_name", "content") == [("东湖区", "新增学位420个，改造小区12个。")]
    assert told(draft, "进展", "period", "text") == [("2025Q2", "新增学位210个，改造小区6个。")]
    assert indicators(draft) == [("1.1", "新增学位", "个", "420"), ("1.1", "改造小区", "个", "12")]


def test_a_head_of_two_rows_with_groups_sums_and_money(tmp_path: Path) -> None:
    merged = ("序号", "项目名称", "2025年工作目标任务", "2025年投资计划（万元）", "责任单位", "月度进展情况（1-3月）")
    draft = draft_of_word(
        tmp_path,
        "".join(word_cell(text, None) for text in merged) + spanned("投资完成情况", 2),
        row(*[None] * 6, "完成额度（万元）", "占比（%）"),
        spanned("合计", 3) + row("3400", "", "", "1200", "35.3"),
        spanned("一、教育（共1项）", 3) + row("3400", "", "", "1200", "35.3"),
        row("1", "好学工程", "新建学校2所。", "3400", "市教育局", "已开工1所。", "1200", "35.3"),
    )

    assert told(draft, "任务", "project_name", "content", "lead_units", "remark") == [
        ("好学工程", "新建学校2所。", "市教育局", "类别：一、教育（共1项）")
    ]
    assert told(draft, "进展", "period", "text") == [("2025Q1", "已开工1所。")]
    assert indicators(draft) == [("1.1", "新建学校", "所", "2")]
    assert sum("是投资数" in reason for reason in reasons(draft)) == 3


# ---------------------------------------------------------------- rows between tasks
@pytest.mark.parametrize("total", ["合计", "合 计：", "教育类小计", "总计（2项）", "共2项"])
def test_titles_of_groups_and_sums_are_no_tasks(total: str, tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容", "目标值", "责任单位"], ["一、教育类", "", "", "", ""],
            ["1", "好学工程", "新建学校2所。", "2", "市教育局"], [total, "", "", "2", ""],
            ["二、卫生类", "", "", "1", ""], ["2", "健康工程", "新建医院1家。", "1", "市卫健委"], ["", "总计", "", "3", ""]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "project_name", "remark") == [("好学工程", "类别：一、教育类"), ("健康工程", "类别：二、卫生类")]


# ---------------------------------------------------------------- units, amounts, the same heading twice
def test_the_unit_beside_target_and_done_belongs_to_both(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容", "计量单位", "目标值", "1-3月完成", "牵头单位"],
            ["1", "好学工程", "新建学校及幼儿园", "所", "5", "2", "市教育局"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "指标", "name", "unit_of_measure", "target", "cumulative_1") == [("新建学校及幼儿园", "所", "5", "2")]


def test_units_in_headings_and_in_cells_are_units(tmp_path: Path) -> None:
    by_heading = [["指标名称", "全年任务目标(个)", "实际完成(个)", "完成进度"], ["建设充电桩", "200", "150", "75%"]]
    by_cell = [["序号", "项目名称", "目标任务", "牵头单位", "目标任务", "累计完成", "累计进度"],
               ["1", "好学工程", "新建学校，培训教师", "县教育局", "1100人", "1063人", "96.64%"],
               ["2", "健康工程", "推进签约服务", "县卫健委", "", "", ""]]  # fmt: skip

    first, second = (draft_of(rows, tmp_path) for rows in (by_heading, by_cell))

    assert told(first, "指标", "name", "unit_of_measure", "target", "cumulative_4") == [("建设充电桩", "个", "200", "150")]
    assert told(second, "指标", "unit_of_measure", "target", "cumulative_4")[0] == ("人", "1100", "1063")
    assert told(second, "任务", "content") == [("新建学校，培训教师",), ("推进签约服务",)]
    assert any("暂按2025年全年" in reason for reason in reasons(first))


def test_units_under_the_heading_of_remarks_lead(tmp_path: Path) -> None:
    rows = [["序号", "考核指标", "单位", "工作目标", "备注"], ["1", "新增城镇就业", "人", "12000", "市人社局"],
            ["2", "改造农村危房", "户", "500", "市住建局"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "lead_units", "remark") == [("市人社局", ""), ("市住建局", "")]
    assert "按内容当作“牵头单位”，请核对" in reasons(draft)


# ---------------------------------------------------------------- periods in headings
def test_of_two_columns_of_one_quarter_the_later_one_counts(tmp_path: Path) -> None:
    rows = [["序号", "主要任务", "全年目标任务", "1-10月推进情况", "1-11月推进情况", "是否达序"],
            ["1", "公园建设", "新建公园3个。", "1个已建成。", "2个已建成。", "是"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "project_name", "content") == [("公园建设", "新建公园3个。")]
    assert told(draft, "进展", "period", "text") == [("2025Q4", "2个已建成。")]
    assert [entry.text for entry in draft.doubtful if "同是一个季度" in entry.reason] == ["1个已建成。"]


def test_columns_of_two_quarters_are_two_reports(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容", "一季度进展情况", "上半年进展情况"], ["1", "好学工程", "新建学校4所。", "已建成1所。", "已建成2所。"]]

    draft = draft_of(rows, tmp_path)

    assert told(draft, "进展", "period", "text") == [("2025Q1", "已建成1所。"), ("2025Q2", "已建成2所。")]
    assert told(draft, "指标", "target", "cumulative_1", "cumulative_2") == [("4", "1", "2")]


@pytest.mark.parametrize(("title", "period"), [("示例市2025年一季度民生实事完成情况", "2025Q1"), ("示例市2025年前三季度民生实事进展", "2025Q3")])
def test_the_title_says_the_period_where_the_heading_does_not(title: str, period: str, tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容", "完成情况"], ["1", "好学工程", "新建学校4所。", "已开工1所。"]]

    for kind in (".docx", ".xlsx"):
        assert told(draft_of(rows, tmp_path, kind, title), "进展", "period") == [(period,)]


# ---------------------------------------------------------------- labelled blocks
def prose_draft(folder: Path, *lines: str) -> Draft:
    body = "".join(map(paragraph, lines))
    return draft_register([read_document(word_package(folder / "文.docx", body))])


def test_labels_under_a_numbered_title_belong_to_its_task(tmp_path: Path) -> None:
    draft = prose_draft(tmp_path, "示例市2025年民生实事任务分解", "一、好学工程", "新建学校2所，新增学位1200个。",
                        "牵头单位：市教育局", "配合单位：市财政局、各县区", "完成时限：2025年12月底",
                        "二、健康工程", "新建医院1家。", "牵头单位：市卫健委", "完成时限：2025年9月底")  # fmt: skip

    assert told(draft, "任务", "project_name", "content", "lead_units", "deadline") == [
        ("好学工程", "新建学校2所，新增学位1200个。", "市教育局", "2025年12月底"),
        ("健康工程", "新建医院1家。", "市卫健委", "2025年9月底"),
    ]


def test_numbered_labels_are_one_task(tmp_path: Path) -> None:
    draft = prose_draft(tmp_path, "示例市2025年民生实事", "一、教育惠民", "（一）新建学校", "1.任务：新建学校2所。",
                        "2.责任单位：市教育局", "3.完成时限：12月底", "（二）扩充学位", "1.新增学位1200个。",
                        "2.责任单位：市教育局、市住建局", "3.完成时限：9月底")  # fmt: skip

    assert told(draft, "任务", "project_name", "content", "lead_units", "deadline") == [
        ("新建学校", "新建学校2所。", "市教育局", "12月底"),
        ("扩充学位", "新增学位1200个。", "市教育局\n市住建局", "9月底"),
    ]


def test_a_matrix_on_a_web_page_is_read_the_same(tmp_path: Path) -> None:
    draft = draft_register([read_document(web_file(tmp_path / "页.html", [TITLE], REGIONS))])

    assert told(draft, "任务", "content")[0] == ("新增学位420个，新建公园3座。",)


numbers = st.sampled_from(["420", "3.5", "1200个", "约30", "50%", "—", "", "1.2万", "无", "12,000"])


@settings(max_examples=60, deadline=3000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["东湖区", "西山区", "合计", ""]), numbers, numbers, numbers), min_size=1, max_size=6),
       st.sampled_from(["地区", "指标名称", "项目名称"]), st.sampled_from(list(MAKERS)))  # fmt: skip
def test_every_number_of_any_matrix_is_in_the_register_or_the_ledger(
    tmp_path: Path, body: list[tuple[str, ...]], heading: str, kind: str
) -> None:
    head = ["序号", heading, "新增学位（个）", "东湖区", "1-6月完成（个）"]
    rows = [head, *([str(at), *cells] for at, cells in enumerate(body, 1))]
    document = read_document(MAKERS[kind](tmp_path / f"任意{kind}", [TITLE], rows))

    try:
        draft = draft_register([document])
    except WorkbookError as error:
        assert error.problems[0].code == "PUB-9"
        return
    assert unaccounted(document, draft) == []


# ---------------------------------------------------------------- the head again, and another one
COUNTED = [["序号", "项目名称", "目标任务", "计量单位", "责任单位"], ["1", "好学工程", "20", "所", "区教育局"],
           ["2", "便民工程", "30", "个", "区住建局"]]  # fmt: skip


@pytest.mark.parametrize("kind", MAKERS)
def test_numbers_stay_numbers_where_the_head_is_printed_again(kind: str, tmp_path: Path) -> None:
    draft = draft_of([*COUNTED, COUNTED[0], ["3", "健身工程", "40", "个", "区体育局"]], tmp_path, kind)

    assert [row[2:] for row in indicators(draft)] == [("所", "20"), ("个", "30"), ("个", "40")]


def test_what_stands_under_the_next_head_says_nothing_of_the_columns_above_it(tmp_path: Path) -> None:
    other = [["序号", "项目名称", "主要内容", "完成时限", "责任单位"], ["3", "健身工程", "新建健身广场40个。", "6月底前", "区体育局"]]

    draft = draft_of([*COUNTED, *other], tmp_path)

    assert [row[2:] for row in indicators(draft)] == [("所", "20"), ("个", "30"), ("个", "40")]


def test_a_table_of_many_thousand_columns_takes_little_time(tmp_path: Path) -> None:
    wide = [[*COUNTED[0], *["甲"] * 20_000], [*COUNTED[1], *["1"] * 20_000]]
    started = time.perf_counter()

    draft = draft_of(wide, tmp_path, ".html")

    assert indicators(draft)[0][2:] == ("所", "20") and "上面没有表头，没有采用" in reasons(draft)
    assert time.perf_counter() - started < 20


# ---------------------------------------------------------------- numbered cells
def test_numbers_that_count_the_items_of_a_project_are_no_content(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容", "牵头单位"],
            ["一", "绿化工程", "1.新建公园3个。", "区林业局"], [None, None, "2.植树5000棵。", "区林业局"],
            ["二", "好学工程", "1．改造教室30间。", "区教育局"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "number", "content") == [
        ("1.1", "新建公园3个。"), ("1.2", "植树5000棵。"), ("2.1", "改造教室30间。"),
    ]  # fmt: skip
    assert [(one.text, one.field) for one in draft.entries if one.field == "number"] == [
        ("1.", "number"), ("2.", "number"), ("1．", "number"),
    ]  # fmt: skip
    assert unaccounted(read_document(tmp_path / "表.docx"), draft) == []


@pytest.mark.parametrize(
    "contents",
    [
        ["1.新建公园3个。\n2.植树5000棵。", "养护道路12公里。"],
        ["1.新建公园3个；2.植树5000棵。", "2.养护道路12公里。"],
        ["1.5万名学生参加体检。", "2.养护道路12公里。"],
    ],
)
def test_numbers_inside_a_cell_stay(contents: list[str], tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容"], ["1", "惠民工程", contents[0]], [None, None, contents[1]]]

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "content") == [(text,) for text in contents]


# ---------------------------------------------------------------- two columns of the same
def test_responsible_units_beside_a_lead_unit_support_it(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容", "责任单位", "牵头单位"],
            ["1", "绿化工程", "新建公园3个。", "区城管局、各街道", "区林业局"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "lead_units", "supporting_units") == [("区林业局", "区城管局\n各街道")]
    assert "表里另有牵头单位一栏，这一栏当作“配合单位”，请核对" in reasons(draft)


def test_a_third_column_of_units_is_said_to_be_left(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "主要内容", "牵头单位", "责任单位", "配合单位"],
            ["1", "绿化工程", "新建公园3个。", "区林业局", "区城管局", "区财政局"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "lead_units", "supporting_units") == [("区林业局", "区财政局")]
    assert "“责任单位”和另一栏都是“牵头单位”，台账用的是另一栏，这一栏没有采用" in reasons(draft)


@pytest.mark.parametrize("deep", [False, True])
def test_sentences_under_a_heading_of_targets_are_the_content(deep: bool, tmp_path: Path) -> None:
    heads = [["序号", "项目名称", "目标任务", "责任单位"], [None, None, "年度目标", None]]
    rows = [*(heads if deep else [["序号", "项目名称", "年度目标", "责任单位"]]),
            ["1", "绿化工程", "新建公园3处，面积5.6万平方米", "区林业局"],
            ["2", "菜篮子工程", "新增便民网点15个", "区商务局"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert told(draft, "任务", "project_name", "content") == [
        ("绿化工程", "新建公园3处，面积5.6万平方米"), ("菜篮子工程", "新增便民网点15个"),
    ]  # fmt: skip
    assert [(name, unit, target) for _, name, unit, target in indicators(draft)] == [
        ("新建公园", "处", "3"), ("面积", "平方米", "56000"), ("便民网点", "个", "15"),
    ]  # fmt: skip


def test_numbers_under_a_heading_of_targets_stay_the_target(tmp_path: Path) -> None:
    rows = [["序号", "项目名称", "年度目标", "责任单位"], ["1", "新建公园", "3个", "区林业局"],
            ["2", "登记失业率", "控制在4%以内", "区人社局"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert ("1.1", "新建公园", "个", "3") in indicators(draft)
    assert told(draft, "任务", "content") == [("新建公园",), ("登记失业率",)]


# ---------------------------------------------------------------- what is wanted by the end of a quarter
QUARTERLY = ["序号", "项目名称", "主要内容", "一季度目标", "二季度目标", "三季度目标", "四季度目标"]


def steps(draft: Draft) -> list[tuple[str, ...]]:
    return told(draft, "指标", *(f"quarter_target_{quarter}" for quarter in (1, 2, 3, 4)))


def test_quarterly_targets_go_to_their_indicator_and_words_to_the_remark(tmp_path: Path) -> None:
    rows = [QUARTERLY,
            ["1", "绿化工程", "新建公园8个。", "完成选址", "开工4个", "开工8个", "完工8个"],
            ["2", "就业工程", "新增就业6000人。", "1500人", "3000人", "4500人", "6000人"]]  # fmt: skip

    draft = draft_of(rows, tmp_path)

    assert steps(draft) == [("", "", "", ""), ("1500", "3000", "4500", "6000")]
    assert told(draft, "任务", "remark")[0][0].splitlines() == [
        "一季度目标：完成选址", "二季度目标：开工4个", "三季度目标：开工8个", "四季度目标：完工8个",
    ]  # fmt: skip
    assert [place_of(one).said for one in draft.entries if one.text in ("完成选址", "3000人")] == [
        "任务 1.1 备注", "指标 2.1.1 二季度目标",
    ]  # fmt: skip
    assert unaccounted(read_document(tmp_path / "表.docx"), draft) == []


@pytest.mark.parametrize(
    ("content", "goals", "wanted", "reason"),
    [
        ("新增就业6000人。", ["1500人"] * 4, ("", "", "", ""), "像是每季新增数"),
        ("新增就业6000人，培训900人。", ["1500人", "3000人", "4500人", "6000人"], ("", "", "", ""), ""),
        ("新增就业6000人。", ["3000人", "1500人", "-", "6000人"], ("3000", "1500", "", "6000"), "不是逐季增加"),
        ("县医院新院区年内主体封顶。", ["", "开工", "", "主体封顶"], ("", "开工", "", "主体封顶"), ""),
    ],
)
def test_quarterly_targets_that_are_not_certain_are_told(
    content: str, goals: list[str], wanted: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    draft = draft_of([QUARTERLY, ["1", "惠民工程", content, *goals]], tmp_path)

    assert steps(draft)[0] == wanted
    assert reason in "\n".join(reasons(draft))
    assert unaccounted(read_document(tmp_path / "表.docx"), draft) == []


def test_quarterly_targets_in_numbers_are_no_works(tmp_path: Path) -> None:
    deep = [["序号", "项目名称", "主要内容", "年度目标（个）", "季度目标", "季度目标"],
            [None, None, None, None, "上半年", "四季度"],
            ["1", "停车工程", "新增停车泊位", "4000", "1000", "4000"]]  # fmt: skip

    draft = draft_of(deep, tmp_path)

    assert indicators(draft) == [("1.1", "新增停车泊位", "个", "4000")]
    assert steps(draft) == [("", "1000", "", "4000")]
