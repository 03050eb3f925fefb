"""A later document into a register that people own: what is added, what is only told, what is left as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generators.cli import cli
from generators.model.register import Register
from generators.model.settings import Settings
from generators.registers.create import create_register
from generators.registers.read import read_register
from generators.workbooks.reading import read_workbook
from tests.published_files import Grid, text_file, word_file
from tests.test_published_seeds import SEEDS, seed
from tests.test_workbooks_annotate import raw_parts

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


def test_what_stands_in_a_cell_is_never_written_over(tmp_path: Path) -> None:
    figures = [(*FIGURES[2], None, None, None, None, None, None, None, "28"), FIGURES[3]]
    target = register(tmp_path / "台账.xlsx", figures=figures, progress=[("一季度", "1.2", "已改造28间。")])

    result = add(summary(tmp_path), target)

    book, _ = read_register(target)
    assert said(book)["2022Q1", "1.2"] == "已改造28间。"
    assert cumulative(book)["1.2.1"] == ("28", None, None, None)
    assert re.findall(r"DIFF-\d+", result.output) == ["DIFF-9", "DIFF-13"]
    assert "文件 汇总.docx" in result.output


def test_a_task_the_register_lacks_is_told_and_kept_verbatim_and_not_added(tmp_path: Path) -> None:
    target = register(tmp_path / "台账.xlsx")
    rows: Grid = [*SUMMARY, ["9", "健康工程", "县医院新院区主体封顶。", "正在二次结构施工。"]]

    result = add(summary(tmp_path, rows), target)

    book, _ = read_register(target)
    assert [project.name for project in book.projects] == ["好学工程", "停车便民工程"]
    assert "DIFF-17" in result.output
    texts = [str(line[1]) for line in lines(target)]
    assert {"健康工程", "县医院新院区主体封顶。", "正在二次结构施工。"} <= set(texts)


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

    result = add(seed("003"), target)

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
    assert add(seed("003"), target).exit_code == 0
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
