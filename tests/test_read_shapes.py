"""However a register is laid out, it says the same; and nothing that is typed in it is lost without a word."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from generators.errors import Problem, Severity
from generators.model.register import Register
from generators.model.settings import Settings
from generators.registers.check import check_register
from generators.registers.columns import CellKind
from generators.registers.create import create_register
from generators.registers.dump import as_data
from generators.registers.headings import field_of, find_heading, find_sheet, spelling_of
from generators.registers.parsing import parse_number
from generators.registers.read import read_register
from generators.registers.read_settings import from_title
from generators.registers.sheets import BY_NAME, INDICATORS, INVESTMENTS, PROGRESS, SHEETS, TASKS
from tests.drawing_registers import register

FEW = settings(max_examples=25, deadline=None)
NAMES = ("市教育局", "市民政局", "市财政局", "各辖市、区")
FIELDS = (
    "project_number",
    "project_name",
    "content",
    "deadline",
    "leaders",
    "lead_units",
    "supporting_units",
)


def write(
    path: Path, sheets: dict[str, list[list[object]]], merges: Sequence[tuple[str, int, int, int]] = ()
) -> Path:
    """Write sheets of texts and numbers; a merge is sheet, column, first and last row, counted from 0."""
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column, cell)
                elif cell is not None:
                    page.write(row, column, cell)
        page.merge += [
            [first, column, last, column] for sheet, column, first, last in merges if sheet == name
        ]
    book.close()
    return path


def read(
    sheets: dict[str, list[list[object]]], merges: Sequence[tuple[str, int, int, int]] = ()
) -> tuple[Register, list[Problem]]:
    """Return what is read of sheets written to a file that is gone afterwards."""
    with TemporaryDirectory() as folder:
        return read_register(
            write(
                Path(folder) / "台账.xlsx", {"设置": [["地区", "示例市"], ["年度", 2022]], **sheets}, merges
            )
        )


def said(found: Register) -> Any:
    """Return what a register says, without where."""
    return as_data(found)["projects"]


Table = list[dict[str, str]]


@st.composite
def full_tables(draw: st.DrawFn) -> Table:
    """Draw a table of tasks with every cell filled."""
    rows: Table = []
    for project in range(1, draw(st.integers(1, 4)) + 1):
        for index in range(draw(st.integers(1, 4))):
            rows.append({
                "project_number": str(project), "project_name": f"第{project}项工程", "content": f"事项{project}-{index}",
                "deadline": draw(st.sampled_from(("2022年底", "9月底前", "无"))),
                "leaders": draw(st.sampled_from(("李明", "王建国", "无"))),
                "lead_units": draw(st.sampled_from(NAMES)),
                "supporting_units": draw(st.sampled_from((*NAMES, "无"))),
            })  # fmt: skip
    return rows


def laid_out(rows: Table, fields: tuple[str, ...] = FIELDS) -> list[list[object]]:
    """Return a table with our headings."""
    return [
        [TASKS.column(name).heading for name in fields],
        *([row[name] for name in fields] for row in rows),
    ]


def without_repeats(rows: Table) -> Table:
    """Return a table as clerks type it: what is the same as above in its project is left blank."""
    typed: Table = []
    for index, row in enumerate(rows):
        above = (
            rows[index - 1] if index and rows[index - 1]["project_number"] == row["project_number"] else {}
        )
        typed.append(
            {
                name: "" if name != "content" and above.get(name) == text else text
                for name, text in row.items()
            }
        )
    return typed


def runs(rows: Table) -> list[tuple[str, int, int, int]]:
    """Return the merges of what is the same as above, project by project."""
    found = []
    for column, name in enumerate(FIELDS):
        start = 0
        for index in range(1, len(rows) + 1):
            same = index < len(rows) and all(
                rows[index][n] == rows[start][n] for n in ("project_number", name)
            )
            if not same:
                if index - start > 1 and name != "content":
                    found.append(("任务", column, start + 1, index))
                start = index
    return found


@FEW
@given(full_tables())
def test_blank_cells_merged_cells_and_written_out_cells_say_the_same(rows: Table) -> None:
    written_out, _ = read({"任务": laid_out(rows)})
    blank, _ = read({"任务": laid_out(without_repeats(rows))})
    merged, problems = read({"任务": laid_out(without_repeats(rows))}, runs(rows))

    assert said(blank) == said(written_out)
    assert said(merged) == said(written_out)
    assert problems == []


@FEW
@given(full_tables(), st.randoms(use_true_random=False))
def test_order_of_columns_titles_synonyms_and_blank_rows_change_nothing(
    rows: Table, chance: random.Random
) -> None:
    plain, _ = read({"任务": laid_out(rows)})
    fields = tuple(chance.sample(FIELDS, len(FIELDS)))
    table = laid_out(without_repeats(rows), fields)
    table[0] = [chance.choice(TASKS.column(name).headings) for name in fields]
    table = [
        line for row in table for line in ([row] if chance.random() < 0.8 or row is table[0] else [[], row])
    ]
    titles: list[list[object]] = [["附件1"], ["2022年示例市民生实事项目任务分解表"], [], ["", "单位：个"]][
        : chance.randint(0, 4)
    ]
    other, problems = read({chance.choice(("任务", "任务分解表", "2022年任务表", " 任务 ")): titles + table})

    assert said(other) == said(plain)
    assert [p for p in problems if p.severity is Severity.ERROR] == []


TYPED = st.one_of(
    st.sampled_from(["约30", "30余", "1.2万", "２，０００", "85%", "—", "无", "3/5", "主体封顶", "1 200", "12,34", "30个", "1.2亿元", "#", "", " "]),
    st.integers(-5, 10**7), st.decimals(0, 1000, places=2).map(float), st.text("0123456789.,%万亿约余 个", max_size=6),
)  # fmt: skip


@FEW
@given(st.lists(st.lists(TYPED, min_size=4, max_size=4), min_size=1, max_size=8))
def test_every_typed_figure_is_read_exactly_or_told_with_its_text(rows: list[list[object]]) -> None:
    heading: list[object] = [
        "事项编号",
        "指标名称",
        "计量单位",
        "一季度累计",
        "上半年累计",
        "前三季度累计",
        "全年累计",
    ]
    table = [heading, *(["1.1", f"指标{index}", "个", *row] for index, row in enumerate(rows))]
    found, problems = read({"任务": [["序号", "项目名称", "主要内容"], ["1", "甲", "乙"]], "指标": table})

    told = {p.origin.cell: p.said for p in problems if p.code != "NUM-3"}
    as_text = {p.origin.cell for p in problems if p.code == "NUM-3"}
    for number, (row, one) in enumerate(zip(rows, found.indicators()), 2):
        for letter, typed, figure in zip("DEFG", row, one.cumulative):
            cell = f"{letter}{number}"
            if isinstance(typed, str) and typed.strip() in ("", "—", "无"):
                assert figure is None and cell not in told
            elif isinstance(figure, Decimal):
                assert (cell in as_text) is isinstance(typed, str)
                assert cell not in told and figure == (parse_number(typed.strip(), "个") if isinstance(typed, str) else Decimal(str(typed)))  # fmt: skip
            else:
                assert str(figure) == str(typed).strip() and str(figure) in told[cell]


#: Headings of published tables (domain: table schemas in the wild), and the sheet and field each one means.
WILD = [
    (TASKS, "责任单位", "lead_units"), (TASKS, "民生实事", "project_name"), (TASKS, "指标要求", "content"), (TASKS, "牵头部门", "lead_units"),
    (TASKS, "配合部门", "supporting_units"), (TASKS, "任务名称", "project_name"), (TASKS, "重点工作目标任务", "content"), (TASKS, "牵头领导", "leaders"),
    (TASKS, "责任主体与协同单位", "supporting_units"), (TASKS, "分管省领导", "leaders"), (TASKS, "事项内容", "content"), (TASKS, "事项名称", "project_name"),
    (TASKS, "内容与要求", "content"), (TASKS, "完成 时限", "deadline"), (TASKS, "2024年工作任务", "content"), (TASKS, "年度目标任务", "content"),
    (TASKS, "分管\n市领导", "leaders"), (TASKS, "序　号", "project_number"), (TASKS, "★项目名称", "project_name"), (TASKS, "备注：", "remark"),
    (INDICATORS, "考核指标", "name"), (INDICATORS, "单位", "unit_of_measure"), (INDICATORS, "完成率（%）", "rate"), (INDICATORS, "上半年累计完成", "cumulative_2"),
    (INDICATORS, "第一季度完成", "cumulative_1"), (INDICATORS, "全年目标", "target"), (INDICATORS, "2022年目标值", "target"), (INDICATORS, "Q3累计", "cumulative_3"),
    (PROGRESS, "推进情况", "text"), (PROGRESS, "存在的问题", "difficulty"), (PROGRESS, "下步打算", "next_step"), (PROGRESS, "是否达序", "manual_status"),
    (INVESTMENTS, "年度计划投资", "planned"), (INVESTMENTS, "投资计划（万元）", "planned"), (INVESTMENTS, "总投资(万元)", "total"),
    (TASKS, "预算安排", None), (TASKS, "分值", None),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "heading", "field"), WILD)
def test_headings_of_published_tables_are_known(sheet: Any, heading: str, field: str | None) -> None:
    assert field_of(sheet, heading) == field


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_heading_of_ours_means_its_own_column(sheet: Any) -> None:
    assert {column.heading: field_of(sheet, column.heading) for column in sheet.columns} == {
        column.heading: column.field for column in sheet.columns
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_known_by_each_of_its_names(sheet: Any) -> None:
    for name in (sheet.name, *sheet.synonyms):
        assert find_sheet(sheet, ["图表", f" {name} ", "说明"]) == f" {name} "


def test_our_name_wins_over_a_synonym_and_the_first_of_two_synonyms() -> None:
    assert find_sheet(TASKS, ["台账", "任务"]) == "任务"
    assert find_sheet(TASKS, ["图表"]) is None


def test_a_title_row_that_names_one_column_is_not_the_heading() -> None:
    rows = [
        (1, {1: "项目名称"}),
        (2, {1: "序号", 2: "项目名称", 3: "主要内容"}),
        (3, {1: "1", 2: "学校", 3: "甲"}),
    ]

    heading = find_heading(TASKS, rows, dict(rows))

    assert heading is not None and heading.rows == (2,)


def test_headings_are_compared_without_width_stars_and_spaces() -> None:
    assert spelling_of("＊ 完成率（％）：") == spelling_of("完成率(%)")


def test_every_column_that_is_read_has_a_reader() -> None:
    from generators.registers.cells import Context, readers

    kinds = {column.kind for sheet in BY_NAME.values() for column in sheet.columns} - {CellKind.FORMULA}

    assert kinds <= set(readers(Context(2022)))


def test_a_row_with_only_its_content_in_the_first_column_is_a_task() -> None:
    found, problems = read(
        {"任务": [["主要内容", "项目名称", "牵头单位"], ["新建学校", "学校", "甲局"], ["招聘教师二十名"]]}
    )

    assert [(task.content, task.lead_units) for task in found.tasks()] == [
        ("新建学校", ("甲局",)), ("招聘教师二十名", ("甲局",)),
    ]  # fmt: skip
    assert problems == []


@pytest.mark.parametrize(
    ("title", "region", "year"),
    [
        ("2024年示例市民生实事项目任务分解表", "示例市", 2024),
        ("示例区 2021年度重大民生实事工作任务责任清单", "示例区", 2021),
        ("示例市人民政府2022年十件民生实事", "示例市", 2022),
        ("关于印发2022年示例市高新区为民办实事项目的通知", "示例市高新区", 2022),
        ("附件1：2023年示例县民生实事项目清单", "示例县", 2023),
        ("2022年民生实事项目任务分解表", "", 2022),
        ("2022年市政府民生实事项目", "", 2022),
        ("2022年全市民生实事项目", "", 2022),
        ("民生实事项目", "", 0),
    ],
)
def test_a_title_says_region_and_year_or_nothing(title: str, region: str, year: int) -> None:
    assert from_title([title])[:2] == (region, year)


def test_a_heading_below_twenty_rows_of_text_is_not_looked_for() -> None:
    lines: list[list[object]] = [[f"第{number}行说明文字"] for number in range(25)]
    _, problems = read({"任务": [*lines, ["序号", "项目名称", "主要内容"], ["1", "甲", "乙"]]})

    assert [p.code for p in problems] == ["HEAD-1"]


def test_a_missing_column_is_told_once_and_not_for_every_row() -> None:
    found, problems = read(
        {"任务": [["序号", "工作任务", "责任单位"], *([str(n), "甲", "乙局"] for n in range(1, 9))]}
    )

    assert [p.code for p in problems] == ["HEAD-2"]
    assert check_register(found) == []


def test_a_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "台账.xlsx")
    book.add_worksheet("说明")
    sheet = book.add_worksheet("任务")
    for row, cells in enumerate(
        (["2022年示例市民生实事"], ["序号", "项目名称", "主要内容"], ["1", "学校", "甲"])
    ):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text)
    sheet.write_formula(1, 3, "=NA()", None, "#N/A")
    sheet.hide()
    book.close()

    found, problems = read_register(tmp_path / "台账.xlsx")

    assert len(list(found.tasks())) == 1
    assert [(p.code, p.origin.cell) for p in problems] == [("SHEET-6", ""), ("SHEET-4", ""), ("HEAD-5", "D2")]


def test_a_far_cell_and_styled_empty_rows_do_not_hurt(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    book = xlsxwriter.Workbook(path)
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("任务")
    for column, text in enumerate(("序号", "项目名称", "主要内容")):
        sheet.write_string(4, column, text)
    for column, text in enumerate(("1", "学校", "甲")):
        sheet.write_string(5, column, text)
    for row in range(6, 5000):
        sheet.write_blank(row, 0, None, bold)
    sheet.write_string(1_048_575, 16_383, "远")
    sheet.merge.append([5, 1, 1_048_575, 1])
    book.close()

    found, problems = read_register(path)

    assert [task.number for task in found.tasks()] == ["1.1"]
    assert {p.code for p in problems} == {"SET-2", "SET-3", "HEAD-6"}
    assert [p.origin.cell for p in problems if p.code == "HEAD-6"] == ["XFD5"]


def test_a_workbook_made_by_us_is_read_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    create_register(path, Settings(region="示例市", year=2022), created=datetime(2022, 1, 1))

    found, problems = read_register(path)

    assert (found.region, found.year, found.projects) == ("示例市", 2022, ())
    assert problems == []


def test_the_published_table_of_the_seed_is_read_with_its_merges(tmp_path: Path) -> None:
    found, problems = read_register(
        register(
            """
        | 设置 |
        | 地区 | 示例市 |
        | 年度 | #2022 |
        | 任务 |
        | 序号 | 项目名称 | 主要内容 | 完成时限 | 分管市领导 | 牵头单位 | 配合单位 |
        | #1 | 学有优教 | 甲 | 2022年底 | 李明 | 市教育局 | 各辖市、区\\n\\n示例经开区 |
        | ^  | ^ | 乙 | ^ | ^ | ^ | ^ |
        | #2 | 幼有善育 | 丙 | ^ | ^ | 市卫健委 | 各辖市、区\\n\\n示例经开区\\n\\n市妇联 |
        | ^  | ^ | 丁 | ^ | 王  刚\\n\\n李明 | 市教育局 | ^ |
        """,
            tmp_path / "台账.xlsx",
        )
    )

    tasks = list(found.tasks())
    assert problems == []
    assert [task.leaders for task in tasks] == [("李明",), ("李明",), ("李明",), ("王刚", "李明")]
    assert [task.lead_units for task in tasks] == [("市教育局",), ("市教育局",), ("市卫健委",), ("市教育局",)]
    assert tasks[3].supporting_units == ("各辖市、区", "示例经开区", "市妇联")
    assert all(task.deadline.date is not None for task in tasks)
