"""A later document into a register that people own: what is added, what is only told, what is left as it was."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from generators.console import speak_chinese
from generators.extraction.sentences import squeezed
from generators.model.register import Register
from generators.model.settings import Settings
from generators.published.reading import read_document
from generators.registers.create import create_register
from generators.registers.read import read_register
from generators.workbooks.reading import read_workbook
from tests.office import recalculate
from tests.published_files import Grid, text_file, word_file
from tests.raw_workbooks import zipped
from tests.test_published_seeds import SEEDS, seed
from tests.test_workbooks_annotate import raw_parts

speak_chinese()
from generators.cli import cli  # noqa: E402 - click translates its words as parameters are built

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
TASKS = [
    ("1", "好学工程", "", "1.1", "新建学校2所，增加学位1200个。", "2022年底", "李明", "市教育局", "市财政局", ""),
    ("1", "好学工程", "", "1.2", "改造教室90间。", "2022年底", "李明", "市教育局", "市住建局", ""),
    ("2", "停车便民工程", "好停车", "2.1", "新增公共停车泊位4000个。", "2022年底", "王建国", "市城管局", "无", ""),
]
FIGURES = [
    ("1.1", "1.1.1", "新建学校", "所", "增量", "=", "2"),
    ("1.1", "1.1.2", "增加学位", "个", "增量", "=", "1200"),
    ("1.2", "1.2.1", "改造教室", "间", "增量", "=", "90"),
    ("2.1", "2.1.1", "新增公共停车泊位", "个", "增量", "=", "4000"),
]
HEAD = ["序号", "项目名称", "主要内容", "进展情况"]
TITLE = ["示例市2022年民生实事项目一季度进展情况汇总"]
SUMMARY: Grid = [
    HEAD,
    ["1", "好学工程", "新建学校2所，增加学位1200个。", "已建成学校1所，新增学位600个。"],
    [None, None, "改造教室90间。", "已改造教室30间。"],
    ["2", "停车便民工程", "新增公共停车泊位4000个。", "已新增公共停车泊位1000个。"],
]

#: What becomes the cell of an array formula whose result is stored.
RESULT = re.compile(rb'(<c [^<>]*)>(<f t="array")')


def register(path: Path, tasks: Sequence[Sequence[object]] = TASKS, figures: Sequence[Sequence[object]] = FIGURES,
             progress: Sequence[Sequence[object]] = ()) -> Path:  # fmt: skip
    """Write a register; ``figures`` are the first columns of 指标."""
    rows = {"任务": tasks, "指标": figures, "进展": progress}
    create_register(path, Settings("示例市", 2022), rows, created=datetime(2022, 1, 1))
    return path


def add(files: Path | list[Path], into: Path, *options: str) -> Result:
    """Run the command."""
    paths = files if isinstance(files, list) else [files]
    return CliRunner().invoke(cli, ["import", *map(str, paths), "--into", str(into), *options])


def summary(folder: Path, rows: Grid = SUMMARY, titles: Sequence[str] = TITLE, name: str = "汇总.docx") -> Path:
    return word_file(folder / name, titles, rows)


def said(book: Register) -> dict[tuple[str, str], str]:
    return {(str(one.period), task.number): one.text for task in book.tasks() for one in task.progress}


def cumulative(book: Register) -> dict[str, tuple[object, ...]]:
    return {one.number: tuple(None if f is None else str(f) for f in one.cumulative) for one in book.indicators()}


def lines(path: Path, name: str = "待核对") -> list[tuple[object, ...]]:
    sheet = read_workbook(path).sheet(name)
    return [tuple(row.values().get(at, "") for at in range(1, 7)) for row in sheet.rows()][1:] if sheet else []


# ---------------------------------------------------------------- what is added
def test_a_quarterly_summary_adds_its_progress_and_its_figures(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")

    result = add(summary(tmp_path), target)

    assert result.exit_code == 0, result.output
    book, problems = read_register(target)
    assert [p for p in problems if p.severity.value == "错误"] == []
    assert said(book) == {
        ("2022Q1", "1.1"): "已建成学校1所，新增学位600个。",
        ("2022Q1", "1.2"): "已改造教室30间。",
        ("2022Q1", "2.1"): "已新增公共停车泊位1000个。",
    }
    assert cumulative(book) == {
        "1.1.1": ("1", None, None, None), "1.1.2": ("600", None, None, None),
        "1.2.1": ("30", None, None, None), "2.1.1": ("1000", None, None, None),
    }  # fmt: skip
    assert {one.source for task in book.tasks() for one in task.progress} == {"汇总.docx"}
    assert "进展 3 行、指标累计完成 4 格" in result.output
    assert "与台账不同" not in result.output


def test_importing_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    target, source = register(tmp_path / "台账.xlsx"), summary(tmp_path)
    add(source, target)
    before = target.read_bytes()

    result = add(source, target)

    assert result.exit_code == 0
    assert "台账没有改动" in result.output
    assert target.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*备份*")] == ["台账（导入前备份）.xlsx"]


def test_differences_are_told_with_both_texts_and_listed_once(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    rows = [
        [*HEAD, "完成时限", "分管领导", "牵头单位"],
        ["1", "好学工程", "新建学校2所，增加学位1300个。", "已建成学校1所。", "10月底前", "赵刚", "市教育局"],
    ]
    source = summary(tmp_path, rows)

    result = add(source, target)

    assert result.exit_code == 0
    codes = re.findall(r"DIFF-\d+", result.output)
    assert codes == ["DIFF-2", "DIFF-3", "DIFF-5", "DIFF-6"]
    assert "台账 任务!E2：新建学校2所，增加学位1200个。" in result.output
    assert "文件 汇总.docx" in result.output
    assert "增加学位1300个" in result.output
    book, _ = read_register(target)
    assert [task.content for task in book.tasks()] == [row[4] for row in TASKS]
    assert [str(one.target) for one in book.indicators()] == ["2", "1200", "90", "4000"]
    found = lines(target)
    assert [re.search(r"DIFF-\d+", str(line[4]))[0] for line in found] == codes  # type: ignore[index]
    assert found[0][1] == "新建学校2所，增加学位1300个。"
    assert "新建学校2所，增加学位1200个。" in str(found[0][4])
    add(source, target)
    assert lines(target) == found


def test_a_number_at_the_head_of_a_content_is_no_difference(tmp_path: Path) -> None:
    numbered = [(*TASKS[0][:4], "1." + TASKS[0][4], *TASKS[0][5:]),
                (*TASKS[1][:4], "2." + TASKS[1][4], *TASKS[1][5:]), TASKS[2]]  # fmt: skip
    target = register(tmp_path / "台账.xlsx", numbered)

    result = add(summary(tmp_path), target)

    assert "与台账不同" not in result.output
    assert len(said(read_register(target)[0])) == 3
    prose = text_file(tmp_path / "二季度.txt", ["示例市2022年民生实事上半年进展", "一、好学工程",
                                             "1、新建学校2所，增加学位1200个。已建成学校1所。"], [])  # fmt: skip
    assert "与台账不同" not in add(prose, target).output
    assert said(read_register(target)[0])["2022Q2", "1.1"] == "已建成学校1所。"


def test_a_difference_of_the_register_is_listed_but_once_a_year(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    rows = [[*HEAD, "分管领导"], ["1", "好学工程", "改造教室90间。", "已改造30间。", "赵刚"]]
    add(summary(tmp_path, rows), target)
    first = lines(target)
    rows[1][3] = "已改造60间。"

    result = add(summary(tmp_path, rows, ["示例市2022年民生实事上半年进展"], "上半年.docx"), target)

    assert "DIFF-6" in result.output
    assert lines(target) == first
    assert cumulative(read_register(target)[0])["1.2.1"] == ("30", "60", None, None)


def test_what_stands_in_a_cell_is_never_written_over(tmp_path: Path) -> None:
    figures = [(*FIGURES[2], None, None, None, None, None, None, None, "28"), FIGURES[3]]
    target = register(tmp_path / "台账.xlsx", figures=figures, progress=[("一季度", "1.2", "已改造28间。")])

    result = add(summary(tmp_path), target)

    book, _ = read_register(target)
    assert said(book)["2022Q1", "1.2"] == "已改造28间。"
    assert cumulative(book)["1.2.1"] == ("28", None, None, None)
    assert re.findall(r"DIFF-\d+", result.output) == ["DIFF-9", "DIFF-13"]
    assert "文件 汇总.docx" in result.output


def test_cells_that_cannot_be_written_are_told_and_the_rest_is_written(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    book = openpyxl.load_workbook(target)
    sheet = book["指标"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value and "一季度累计" in str(cell.value))
    sheet[f"{column}3"] = ArrayFormula(f"{column}3:{column}4", '=IF(ROW(A3:A4)>9,1,"")')
    book.save(target)
    parts = {name: RESULT.sub(rb'\1 t="str">\2', content) for name, content in raw_parts(target).items()}
    zipped(target, parts)

    result = add(summary(tmp_path), target)

    assert result.exit_code == 0, result.output
    reasons = [str(line[4]) for line in lines(target) if "没有填写" in str(line[4])]
    assert [reason.partition("，")[0] for reason in reasons] == [f"{column}3 是公式", f"{column}4 是公式"]
    assert len(said(read_register(target)[0])) == 3
    assert cumulative(read_register(target)[0])["1.1.1"] == ("1", None, None, None)


def test_a_task_the_register_lacks_is_told_and_kept_verbatim_and_not_added(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    rows: Grid = [*SUMMARY, ["9", "健康工程", "县医院新院区主体封顶。", "正在二次结构施工。"]]

    result = add(summary(tmp_path, rows), target)

    book, _ = read_register(target)
    assert [project.name for project in book.projects] == ["好学工程", "停车便民工程"]
    assert "DIFF-17" in result.output
    texts = [str(line[1]) for line in lines(target)]
    assert sorted(texts) == ["健康工程", "县医院新院区主体封顶。", "正在二次结构施工。"]


def test_a_copy_may_be_written_and_the_register_is_left_alone(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    before = target.read_bytes()

    result = add(summary(tmp_path), target, "-o", str(tmp_path / "新.xlsx"))

    assert result.exit_code == 0
    assert target.read_bytes() == before
    assert len(said(read_register(tmp_path / "新.xlsx")[0])) == 3
    assert not list(tmp_path.glob("*备份*"))


def test_the_backup_is_the_register_as_it_was_and_no_backup_is_overwritten(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    before = target.read_bytes()
    (tmp_path / "台账（导入前备份）.xlsx").write_bytes(b"old")

    result = add(summary(tmp_path), target)

    assert (tmp_path / "台账（导入前备份）.xlsx").read_bytes() == b"old"
    assert (tmp_path / "台账（导入前备份2）.xlsx").read_bytes() == before
    assert "台账（导入前备份2）.xlsx" in result.output


def test_only_the_parts_that_must_change_do(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx", progress=[("2022Q1", "1.1", "甲")])
    before = raw_parts(target)

    add(summary(tmp_path, titles=["示例市2022年民生实事项目上半年进展情况"]), target)

    after = raw_parts(target)
    changed = {name for name in before if before[name] != after[name]}
    with_formulas = {name for name, content in before.items() if b"<f>" in content and "worksheets" in name}
    assert changed - with_formulas <= {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet6.xml", "xl/tables/table4.xml",
    }  # fmt: skip
    assert b'ref="A1:L5"' in after["xl/tables/table4.xml"]
    assert openpyxl.load_workbook(target)["进展"].tables["进展表"].ref == "A1:L5"


# ---------------------------------------------------------------- the published documents beside the checkout
@pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds beside the checkout")
def test_every_report_of_a_published_summary_is_under_its_task(tmp_path: Path) -> None:
    from generators.published.drafting import draft_register
    from generators.published.reading import read_document

    draft = draft_register([read_document(seed("003"))], "示例区")
    rows = dict(draft.rows)
    wanted = {str(row[1]): str(row[2]) for row in rows["进展"]}
    done = {str(row[1]): row[14:18] for row in rows["指标"]}
    rows["进展"] = []
    rows["指标"] = [(*row[:14], None, None, None, None, *row[18:]) for row in rows["指标"]]
    target = tmp_path / "台账.xlsx"
    create_register(target, draft.settings, rows, created=datetime(2021, 1, 1))

    result = add(seed("003"), target, "--region", "示例区")

    assert result.exit_code == 0, result.output
    book, _ = read_register(target)
    assert {number: text for (_, number), text in said(book).items()} == wanted
    found = cumulative(book)
    told = {number for number, figures in done.items() if any(one is not None for one in figures)}
    filled = {number for number, figures in found.items() if any(one is not None for one in figures)}
    assert filled <= told
    assert all(found[number] == tuple(None if f is None else str(f) for f in done[number]) for number in filled)
    assert len(told - filled) <= 1  # reported in another unit of measure: told, not written
    before = target.read_bytes()
    assert add(seed("003"), target, "--region", "示例区").exit_code == 0
    assert target.read_bytes() == before


# ---------------------------------------------------------------- misuse
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "请写明"),
        (["-o", "x.xlsx", "--period", "2022Q1"], "--period 只和 --into"),
    ],
)
def test_misuse_is_answered_in_chinese(options: list[str], words: str, tmp_path: Path) -> None:
    source = text_file(tmp_path / "a.txt", TITLE, SUMMARY)

    result = CliRunner().invoke(cli, ["import", str(source), *options])

    assert result.exit_code == 2
    assert words in result.output


REPORTED = ["一、好学工程", "1、改造教室90间。已改造30间。"]


@pytest.mark.parametrize(
    ("name", "lines", "options", "code"),
    [
        ("去年.txt", ["示例市2021年民生实事一季度进展", "一、好学工程", "1、改造教室90间。已改造30间。"], [], "INTO-1"),
        ("无期.txt", ["示例市2022年民生实事进展", "一、好学工程", "1、改造教室90间。已改造30间。"], [], "INTO-2"),
        ("别处.txt", ["示例市2022年民生实事一季度", "一、健康工程", "1、新建医院3家。已建成1家。"], [], "INTO-5"),
        ("空话.txt", ["你好。"], [], "PUB-9"),
        ("汇总.txt", ["示例市2022年民生实事", "一、好学工程", "1、改造教室90间。"], ["--year", "2021"], "INTO-1"),
        ("邻县.txt", ["样板县2022年民生实事一季度", *REPORTED], [], "INTO-7"),
        ("本市.txt", ["示例市2022年民生实事一季度", *REPORTED], ["--region", "样板县"], "INTO-7"),
        ("一期.txt", ["示例市2022年民生实事一季度", *REPORTED], ["--period", "2022Q2"], "INTO-8"),
        ("两期.txt", ["示例市2022年民生实事一季度、二季度进展", *REPORTED], [], "INTO-9"),
    ],
)
def test_what_does_not_belong_to_the_register_is_refused(
    name: str, lines: list[str], options: list[str], code: str, tmp_path: Path
) -> None:
    target, source = register(tmp_path / "台账.xlsx"), text_file(tmp_path / name, lines, [])
    before = target.read_bytes()

    result = add(source, target, *options)

    assert result.exit_code == 1, result.output
    assert f"（{code}）" in result.output
    assert target.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(["台账.xlsx", name])


def test_everything_wrong_with_several_files_is_told_at_once(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    one = text_file(tmp_path / "去年.txt", ["示例市2021年民生实事一季度", "一、好学工程", "1、改造教室90间。"], [])
    two = text_file(tmp_path / "空话.txt", ["你好。"], [])

    result = add([one, two], target)

    assert re.findall(r"（([A-Z]+-\d+)）", result.output) == ["INTO-1", "PUB-9"]


def test_the_period_may_be_said_on_the_command_line(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    source = text_file(tmp_path / "a.txt", ["示例市2022年民生实事", "一、好学工程", "1、改造教室90间。已改造30间。"], [])

    assert add(source, target, "--period", "前三季度").exit_code == 0
    assert list(said(read_register(target)[0])) == [("2022Q3", "1.2")]
    assert add(source, target, "--period", "2021Q1").exit_code == 2


@pytest.mark.parametrize(
    ("title", "options", "period"),
    [
        ("样板县2022年民生实事一季度", ["--region", "示例市"], "2022Q1"),
        ("示例市样板区2022年民生实事一季度", [], "2022Q1"),
        ("示例市2022年民生实事一季度、二季度进展", ["--period", "2022Q2"], "2022Q2"),
        ("示例市2022年民生实事一季度进展和二季度工作打算", [], "2022Q1"),
        ("示例市2022年民生实事一至三季度进展", ["--period", "前三季度"], "2022Q3"),
    ],
)
def test_region_and_period_of_a_title_may_be_settled_by_the_clerk(
    title: str, options: list[str], period: str, tmp_path: Path
) -> None:
    target, source = register(tmp_path / "台账.xlsx"), text_file(tmp_path / "汇总.txt", [title, *REPORTED], [])

    result = add(source, target, *options)

    assert result.exit_code == 0, result.output
    assert list(said(read_register(target)[0])) == [(period, "1.2")]


def test_columns_of_several_periods_are_not_put_into_one(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    rows = [[*HEAD[:3], "一季度进展情况", "二季度进展情况"],
            ["1", "好学工程", "改造教室90间。", "已改造30间。", "已改造50间。"]]  # fmt: skip
    source = summary(tmp_path, rows, ["示例市2022年民生实事一季度、二季度进展"])

    refused = add(source, target, "--period", "2022Q2")

    assert refused.exit_code == 1
    assert "INTO-8" in refused.output
    assert add(source, target).exit_code == 0
    assert cumulative(read_register(target)[0])["1.2.1"] == ("30", "50", None, None)


@pytest.mark.parametrize("mark", [".~lock.台账.xlsx#", "~$台账.xlsx", ".~台账.xlsx"])
def test_a_register_that_is_open_elsewhere_is_left_alone(mark: str, tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    (tmp_path / mark).write_text("张三")

    result = add(summary(tmp_path), target)

    assert result.exit_code == 1
    assert "INTO-3" in result.output
    assert add(summary(tmp_path), target, "-o", str(tmp_path / "新.xlsx")).exit_code == 0


def test_a_read_only_register_is_not_said_to_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = register(tmp_path / "台账.xlsx")
    monkeypatch.setattr("generators.adding.into.os.access", lambda _, mode: mode != os.W_OK)

    result = add(summary(tmp_path), target)

    assert result.exit_code == 1
    assert "只读" in result.output
    assert "打开着" not in result.output


def test_a_workbook_that_is_no_register_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲", 1])
    book.save(tmp_path / "表.xlsx")

    result = add(summary(tmp_path), tmp_path / "表.xlsx")

    assert result.exit_code == 1
    assert "SHEET-1" in result.output


def test_a_register_is_no_document_to_draft_from(tmp_path: Path) -> None:
    source, target = register(tmp_path / "台账.xlsx"), tmp_path / "新.xlsx"

    result = CliRunner().invoke(cli, ["import", str(source), "-o", str(target)])

    assert result.exit_code == 1
    assert "PUB-14" in result.output
    assert not target.exists()


def test_a_register_is_no_document_to_add(tmp_path: Path) -> None:
    target, other = register(tmp_path / "台账.xlsx"), register(tmp_path / "另一本.xlsx")

    result = add(other, target)

    assert result.exit_code == 1
    assert "INTO-6" in result.output


# ---------------------------------------------------------------- figures
def progress(*sentences: str, period: str = "上半年") -> list[str]:
    """Return a summary of the two tasks of the first project that a register has."""
    first, second = (*sentences, "")[:2]
    return [f"示例市2022年民生实事{period}进展情况", "一、好学工程",
            f"1、新建学校2所，增加学位1200个。{first}", f"2、改造教室90间。{second}"]  # fmt: skip


def with_quarters(folder: Path, *done: object) -> Path:
    """Return a register in which the second task has these cumulative figures."""
    figures = [*FIGURES[:2], (*FIGURES[2], *[None] * 7, *done), FIGURES[3]]
    return register(folder / "台账.xlsx", figures=figures)


@pytest.mark.parametrize(
    ("done", "sentence", "codes", "figures"),
    [
        (["30"], "已累计改造教室60间。", [], ("30", "60", None, None)),
        (["30"], "已累计改造教室20间。", ["DIFF-14"], ("30", None, None, None)),
        ([None, None, "50"], "已累计改造教室60间。", ["DIFF-14"], (None, None, "50", None)),
        (["30"], "二季度改造教室35间。", ["单季"], ("30", None, None, None)),
        (["30", "60"], "已累计改造教室60间。", [], ("30", "60", None, None)),
        (["30", "60"], "已累计改造教室61间。", ["DIFF-13"], ("30", "60", None, None)),
        ([], "已累计改造教室60间，完成率为50%。", ["DIFF-15"], (None, "60", None, None)),
    ],
)
def test_only_a_certain_cumulative_figure_goes_into_a_blank_cell(
    done: list[object], sentence: str, codes: list[str], figures: tuple[object, ...], tmp_path: Path
) -> None:
    target = with_quarters(tmp_path, *done)

    result = add(text_file(tmp_path / "a.txt", progress("", sentence), []), target)

    assert re.findall(r"DIFF-\d+|单季", result.output) == codes, result.output
    assert cumulative(read_register(target)[0])["1.2.1"] == figures
    assert [word for line in lines(target) for word in re.findall(r"DIFF-\d+|单季", str(line[4]))] == codes


def test_number_columns_name_the_indicator_and_fill_its_figure(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    rows: Grid = [
        ["序号", "项目名称", "指标名称", "计量单位", "目标值", "累计完成", "完成率"],
        ["1", "好学工程", "新建学校", "所", "2", "1", "50%"],
        [None, None, "学位增加数", "个", "1200", "600", "60%"],
        [None, None, "改造教室", "间", "94", "30", ""],
        [None, None, "种树", "棵", "7", "3", ""],
    ]

    result = add(summary(tmp_path, rows), target)

    assert result.exit_code == 0, result.output
    found = cumulative(read_register(target)[0])
    assert [found[number][0] for number in ("1.1.1", "1.1.2", "1.2.1")] == ["1", "600", "30"]
    assert sorted(re.findall(r"DIFF-\d+", result.output)) == ["DIFF-15", "DIFF-20", "DIFF-3"]


def test_what_was_promised_is_cut_off_where_the_register_says_it_ends(tmp_path: Path) -> None:
    content = "三个公园对外开放。"
    target = register(tmp_path / "台账.xlsx", [("1", "绿城工程", "", "1.1", content, "2022年底", "李明", "市园林局", "无", "")], [])
    source = text_file(tmp_path / "a.txt", ["示例市2022年民生实事一季度", "一、绿城工程", f"1、{content}两个公园设计方案通过评审。"], [])

    add(source, target)

    assert said(read_register(target)[0]) == {("2022Q1", "1.1"): "两个公园设计方案通过评审。"}


@pytest.mark.parametrize(
    ("text", "is_report"),
    [("小微车场建成35处。", True), ("力争建成小微车场35处。", False), ("新建小微车场35处。", False)],
)
def test_what_is_done_below_the_name_of_a_project_is_progress_of_its_only_task(
    text: str, is_report: bool, tmp_path: Path
) -> None:
    target = register(tmp_path / "台账.xlsx")
    told = ["示例市2022年民生实事上半年进展", "一、好学工程", "改造教室90间。目前已改造30间。",
            "二、停车便民工程", text]  # fmt: skip

    result = add(text_file(tmp_path / "上半年.txt", told, []), target)

    assert result.exit_code == 0, result.output
    assert ("DIFF-18" in result.output) != is_report
    progress = said(read_register(target)[0])
    assert progress.get(("2022Q2", "2.1"), "") == (text if is_report else "")
    sources = dict(line[1:3] for line in lines(target, "来源对照"))
    assert sources[text] == ("进展 2022Q2 2.1 进展情况" if is_report else sources[text])


def test_quarterly_targets_of_a_document_are_told_and_not_written(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    rows = [[*HEAD, "一季度目标"], ["1", "好学工程", "改造教室90间。", "已改造30间。", "40间"]]

    add(summary(tmp_path, rows), target)

    assert [(line[1], line[4]) for line in lines(target)] == [
        ("40间", "季度目标没有写入，需要时请填在“指标”表的季度目标")
    ]


def test_sentences_beside_a_table_of_figures_are_read_too(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    table: Grid = [["项目名称", "指标名称", "计量单位", "目标值", "累计完成"], ["好学工程", "改造教室", "间", "90", "31"]]
    text = [*progress("已开工。", "各校正在招标。", period="一季度"), "附件：进展情况表"]

    add(word_file(tmp_path / "汇总.docx", text, table), target)

    book, _ = read_register(target)
    assert said(book) == {("2022Q1", "1.1"): "已开工。", ("2022Q1", "1.2"): "各校正在招标。"}
    assert cumulative(book)["1.2.1"] == ("31", None, None, None)


def test_two_files_for_one_period_are_joined(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    one = text_file(tmp_path / "甲.txt", progress("已开工。", period="一季度"), [])
    two = text_file(tmp_path / "乙.txt", progress("已招标。", period="一季度"), [])

    add([one, two], target)

    book, _ = read_register(target)
    assert said(book) == {("2022Q1", "1.1"): "已开工。\n已招标。"}
    before = target.read_bytes()
    assert "没有改动" in add([one, two], target).output
    assert "没有改动" in add(two, target).output
    assert target.read_bytes() == before


# ---------------------------------------------------------------- registers of other makers
OTHER_TASKS = [
    ["示例市2022年民生实事项目任务分解表"],
    ["项目名称", "序号", "工作任务", "责任单位", "完成时间"],
    ["好学工程", "1", "新建学校2所，增加学位1200个。", "市教育局", "2022年底"],
    ["", "", "改造教室90间。", "市教育局", ""],
    ["停车便民工程", "2", "新增公共停车泊位4000个。", "市城管局", "2022年底"],
]


def others(path: Path, **sheets: list[list[object]]) -> Path:
    """Write a register as an office may have made it, without tables and with its own columns."""
    book = openpyxl.Workbook()
    book.active.title = "民生实事"
    for row in OTHER_TASKS:
        book.active.append(row)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_register_with_tasks_alone_gets_a_sheet_of_progress(tmp_path: Path) -> None:
    target = others(tmp_path / "台账.xlsx")

    assert add(summary(tmp_path), target).exit_code == 0

    book, problems = read_register(target)
    assert len(said(book)) == 3
    assert [p for p in problems if p.severity.value == "错误"] == []
    assert [one.name for one in read_workbook(target).sheets] == ["民生实事", "进展", "来源对照"]


def test_columns_in_any_order_under_other_names_are_filled(tmp_path: Path) -> None:
    target = others(
        tmp_path / "台账.xlsx",
        季度进展=[["2022年进展"], ["编号", "推进情况", "完成文号", "季度"], ["1.1", "旧的进展", "甲", "四季度"]],
        指标体系=[["指标", "单位", "事项编号", "全年目标", "一季度完成", "完成率"], ["新建学校", "所", "1.1", 2, None, "=E2/D2"],
              ["改造教室", "间", "1.2", 90, "—", None]],
    )  # fmt: skip

    result = add(summary(tmp_path), target)

    sheet = openpyxl.load_workbook(target)["季度进展"]
    assert [cell.value for cell in sheet[4]] == ["1.1", "已建成学校1所，新增学位600个。", None, "2022Q1"]
    assert openpyxl.load_workbook(target)["指标体系"]["E2"].value == 1
    assert openpyxl.load_workbook(target)["指标体系"]["E3"].value == "—"
    assert "E3 已有“—”" in result.output


def test_progress_without_a_column_for_it_is_refused(tmp_path: Path) -> None:
    target = others(tmp_path / "台账.xlsx", 进展=[["期次", "事项编号", "备注"], ["2022Q4", "1.1", "甲"]])

    assert "INTO-4" in add(summary(tmp_path), target).output


def test_a_sheet_of_another_kind_by_the_name_of_a_list_is_left_alone(tmp_path: Path) -> None:
    target = others(tmp_path / "台账.xlsx", 待核对=[["张三", "李四"], ["甲", "乙"]])
    rows: Grid = [*SUMMARY, ["9", "健康工程", "县医院新院区主体封顶。", "正在二次结构施工。"]]

    add(summary(tmp_path, rows), target)

    assert [cell.value for cell in openpyxl.load_workbook(target)["待核对"][2]] == ["甲", "乙"]
    assert len(lines(target, "待核对2")) == 3


def test_lines_are_added_below_those_of_an_earlier_import_and_its_colours_reach_them(tmp_path: Path) -> None:
    plan: Grid = [["序号", "项目名称", "主要内容", "牵头单位"], ["1", "好学工程", "改造教室90间。", "市城管局（市执法局）"]]
    drafted = tmp_path / "台账.xlsx"
    CliRunner().invoke(cli, ["import", str(word_file(tmp_path / "分解表.docx", ["示例市2022年民生实事"], plan)), "-o", str(drafted)])
    before = lines(drafted)
    rows: Grid = [HEAD, ["1", "好学工程", "改造教室94间。", "已改造教室30间。"]]

    add(summary(tmp_path, rows), drafted)

    after = lines(drafted)
    assert after[: len(before)] == before
    assert len(after) > len(before)
    names = read_workbook(drafted).names
    assert names["待核对归入"] == f"待核对!$C$2:$C${len(after) + 1}"
    assert openpyxl.load_workbook(drafted)["待核对"].auto_filter.ref == f"A1:F{len(after) + 1}"
    assert lines(drafted, "来源对照")[-1][0].startswith("汇总.docx")


# ---------------------------------------------------------------- nothing is lost
WORDS = st.text(st.sampled_from("新建改造学校教室已完成30个2所，。；\n="), min_size=1, max_size=20)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from(["好学工程", "停车便民工程", "别的"]), WORDS, WORDS), min_size=1, max_size=4))
def test_every_sign_of_a_document_stands_in_the_register_or_on_its_lists(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("into")
    target = register(folder / "台账.xlsx")
    table: Grid = [["项目名称", "主要内容", "进展情况"], ["好学工程", "改造教室90间。", "正在改造。"], *map(list, rows)]
    source = word_file(folder / "汇总.docx", TITLE, table)

    result = add(source, target)

    assert result.exit_code == 0, result.output
    kept = {squeezed(str(line[1])) for line in (*lines(target), *lines(target, "来源对照"))}
    texts = {squeezed(cell.text) for cell in read_document(source).tables()[0].cells()}
    assert {text for text in texts if text} <= kept
    assert [p for p in read_register(target)[1] if p.severity.value == "错误"] == []
    before = target.read_bytes()
    assert "没有改动" in add(source, target).output
    assert target.read_bytes() == before


def test_a_text_too_long_for_a_cell_is_cut_and_its_rest_kept(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    text = "".join(f"第{number}间教室正在改造。" for number in range(4000))

    add(summary(tmp_path, [HEAD, ["1", "好学工程", "改造教室90间。", text]]), target)

    found = said(read_register(target)[0])["2022Q1", "1.2"]
    rest = "".join(str(line[1]) for line in lines(target) if "放不下" in str(line[4]))
    assert found + rest == text


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_text_too_long_as_excel_counts_is_cut_too(is_begun: bool, tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx", progress=[("一季度", "1.2", "")] if is_begun else [])
    text = "已改造𠮷祥路教室。" + "𠮷" * 20_000

    result = add(summary(tmp_path, [HEAD, ["1", "好学工程", "改造教室90间。", text]]), target)

    assert result.exit_code == 0, result.output
    found = said(read_register(target)[0])["2022Q1", "1.2"]
    assert found + "".join(str(line[1]) for line in lines(target) if "放不下" in str(line[4])) == text


@pytest.mark.office
def test_libreoffice_calculates_the_board_with_what_was_added(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    add(summary(tmp_path), target)
    (tmp_path / "出").mkdir()

    (saved,) = recalculate([target], tmp_path / "出")

    sheet = openpyxl.load_workbook(saved, data_only=True)["指标"]
    latest = [cell.value for cell in sheet[1]].index("最新累计")
    assert [sheet.cell(row, latest + 1).value for row in range(2, 6)] == [1, 600, 30, 1000]
    assert said(read_register(saved)[0]) == said(read_register(target)[0])


# ---------------------------------------------------------------- what the office's own documents say of its register
@pytest.mark.parametrize("name", ["示例市2022年民生实事台账.xlsx", "示例区2022年民生实事台账.xlsx"])
def test_the_documents_made_of_a_register_say_nothing_else_than_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    target = tmp_path / "inputs" / name
    target.write_bytes((Path(__file__).parent.parent / "inputs" / name).read_bytes())
    before, _ = read_register(target)
    run = CliRunner().invoke
    assert run(cli, ["breakdown", "-q", str(target)]).exit_code == 0
    assert run(cli, ["summary", "-q", str(target), "--period", "2022Q1"]).exit_code == 0

    results = [add(path, target) for path in sorted((tmp_path / "outputs").glob("*.docx"))]

    assert [result.exit_code for result in results] == [0, 0]
    assert "没有改动" in results[0].output
    assert re.findall(r"DIFF-\d+|进展 \d+ 行|累计完成 \d+ 格", results[1].output) == []
    after, _ = read_register(target)
    assert said(after) == said(before)
    assert cumulative(after) == cumulative(before)
