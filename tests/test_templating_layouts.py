"""版式.xlsx as clerks edit it, and the templates that are shipped."""

from __future__ import annotations

import timeit
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from generators.documents import breakdown, summary
from generators.errors import Problem, Severity
from generators.model.period import Period
from generators.page import Align, Carry, Formula, Layout, Merge, Row
from generators.registers.read import read_register
from generators.templating.filters import FILTERS
from generators.templating.layouts import HEADINGS, read_layouts
from generators.templating.vocabulary import BREAKDOWN, ROW, SUMMARY, Known, listing
from generators.templating.word_template import read_word_template
from tests.office import convert
from tools.build_templates import ROOT, build

ROW_MICROSECONDS, PARAGRAPHS_MILLISECONDS = 15, 0.3
#: Bars are for a machine at rest; a busy one may take this many times as long before a test fails.
PATIENCE = 6


def layouts(path: Path, **sheets: Sequence[Sequence[Any]]) -> tuple[dict[str, Layout], list[Problem]]:
    """Return what is read from a workbook with these sheets."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return read_layouts(path)


def told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(problem.origin.cell, problem.code) for problem in problems]


GOOD = (
    ("标题", "{{ 年度 }}年清单"), ("每行", "指标"), ("纸张", "竖"), (),
    HEADINGS,
    ("目标", "指标", "{{ 指标.目标值 }}", 20, "右", "不合并", "重复", "0.00"),
    ("内容", "", "{{任务.主要内容}}", "85毫米", "两端对齐", "同值合并", "重复加续"),
    ("合写", "", "{{ 指标.目标值 }}{{ 指标.计量单位 }}", 12.5),
)  # fmt: skip


def test_a_layout_is_read_as_typed(tmp_path: Path) -> None:
    found, problems = layouts(tmp_path / "版式.xlsx", 清单=GOOD, 说明=[["随便写"]])
    layout = found["清单"]

    assert problems == []
    assert (layout.row, layout.label, layout.landscape, layout.title({"年度": 2022})) == (Row.INDICATOR, "附件", False, "2022年清单")
    first, second, third = layout.columns
    assert (first.key, first.group_heading, first.width_mm, first.align) == ("指标.目标值", "指标", 20, Align.RIGHT)
    assert (first.number_format, second.merge, second.carry) == ("0.00", Merge.EQUAL, Carry.REPEAT_MARKED)
    assert (second.width_mm, second.align, third.key, third.width_mm) == (85, Align.JUSTIFY, "", 12.5)


def test_single_expressions_keep_their_kind_and_mixed_ones_are_text(tmp_path: Path) -> None:
    found, _ = layouts(tmp_path / "版式.xlsx", 清单=GOOD)
    formula = Formula("={指标.累计完成}", Decimal(1))

    values = found["清单"].values({"指标": {"目标值": Decimal("12.0"), "计量单位": "个"}, "任务": {"主要内容": "修路"}})
    others = found["清单"].values({"指标": {"目标值": formula, "计量单位": "个"}, "任务": {"主要内容": None}})

    assert values == (Decimal("12.0"), "修路", "12.0个")
    assert others == (formula, None, "1个")


def test_order_and_spelling_of_headings_are_free_and_others_are_noted(tmp_path: Path) -> None:
    sheet = [("内容", "宽度(毫米)", "列标题", "颜色"), ("{{ 任务.编号 }}", 20, "编号", "红")]

    found, problems = layouts(tmp_path / "版式.xlsx", 清单=sheet)

    assert [column.heading for column in found["清单"].columns] == ["编号"]
    assert [(told([p])[0], p.severity) for p in problems] == [(("D1", "LAY-2"), Severity.NOTE)]


def test_every_mistake_is_told_at_its_cell(tmp_path: Path) -> None:
    wrong = [
        ("标题", "{{ 年份 }}"), ("每行", "单位"), ("底色", "蓝"), HEADINGS,
        ("甲", "", "{{ 任务.主要内空 }}", 20),
        ("乙", "", "{{ 任务.编号 }", "宽"),
        ("", "", "{{ 任务.编号|顿好 }}", 0, "偏左", "合并"),
        ("丁", "", "{% if 任务.备注 %}有", 20),
    ]  # fmt: skip

    found, problems = layouts(tmp_path / "版式.xlsx", 清单=wrong, 好的=GOOD)

    assert list(found) == ["好的"]
    assert sorted(told(problems)) == sorted([
        ("B1", "TPL-7"), ("B2", "LAY-7"), ("A3", "LAY-3"), ("C5", "TPL-7"), ("C6", "TPL-1"), ("D6", "LAY-6"),
        ("C7", "TPL-6"), ("C7", "LAY-5"), ("D7", "LAY-6"), ("E7", "LAY-7"), ("F7", "LAY-7"), ("C8", "TPL-2"),
    ])  # fmt: skip
    assert "版式.xlsx［清单］F7：不认识“合并”。可填：不合并、同值合并、按项目合并。（LAY-7）" in map(str, problems)
    assert "版式.xlsx［清单］C5：“{{ 任务.主要内空 }}”：没有“任务.主要内空”。是不是“任务.主要内容”？（TPL-7）" in map(str, problems)


def one_column(path: Path, number_format: str) -> tuple[dict[str, Layout], list[Problem]]:
    """Return a layout of one column with this number format, and its problems."""
    return layouts(path, 清单=[HEADINGS, ("甲", "", "{{ 指标.目标值 }}", 20, "右", "不合并", "重复", number_format)])


@pytest.mark.parametrize("sound", ["", "%", "0", "0.00", "#,##0", "#,##0.00", "0.0%", "0.##", '0.0"个百分点"', '"约"0"个"',
                                   '+0.0"个百分点";-0.0"个百分点"', "0.0;(0.0)"])  # fmt: skip
def test_a_number_format_that_excel_reads_is_taken_as_typed(sound: str, tmp_path: Path) -> None:
    found, problems = one_column(tmp_path / "版式.xlsx", sound)

    assert problems == []
    assert found["清单"].columns[0].number_format == sound


@pytest.mark.parametrize("wrong", ['"abc', "保留两位小数", "yyyy年", '[红色]0.0;;"a"', "0.0;0.0;0", "0.0;", "0，00", "0.0“个”", "0.0.0",
                                   "[Red]0", "0.0个", "%%", f'0"{"长" * 300}"'])  # fmt: skip
def test_a_number_format_that_excel_cannot_read_is_a_problem_at_its_cell(wrong: str, tmp_path: Path) -> None:
    found, problems = one_column(tmp_path / "版式.xlsx", wrong)

    assert (found, told(problems)) == ({}, [("H2", "LAY-8")])
    assert f"“{wrong}”" in problems[0].said and "#,##0" in problems[0].advice


@pytest.mark.parametrize(("paper", "widths", "cells"), [
    ("横", (400, 0.01), ["D4"]), ("横", (220, 5), ["D4"]), ("横", (219, 6), []), ("横", (0.01, 0.01), []),
    ("竖", (219, 6), ["D4"]), ("竖", (150, 6), []), ("横", (25,) * 37, []), ("竖", (25,) * 27, [f"D{row}" for row in range(3, 30)]),
])  # fmt: skip
def test_a_column_too_narrow_on_paper_is_a_problem_at_its_cell(
    paper: str, widths: Sequence[float], cells: list[str], tmp_path: Path
) -> None:
    columns = [(f"列{number}", "", "{{ 任务.编号 }}", width) for number, width in enumerate(widths)]

    _, problems = layouts(tmp_path / "版式.xlsx", 清单=[("纸张", paper), HEADINGS, *columns])

    assert told(problems) == [(cell, "LAY-6") for cell in cells]
    assert all("纸上只有" in problem.said for problem in problems)


def test_a_sheet_without_columns_and_two_of_a_name_are_told(tmp_path: Path) -> None:
    found, problems = layouts(tmp_path / "版式.xlsx", **{"草稿": [["随手记"]], "Sheet1": [], "清单": GOOD, " 清单": GOOD})

    assert list(found) == ["清单"]
    assert [problem.code for problem in problems] == ["LAY-3", "LAY-4", "LAY-1"]


def test_a_mistake_in_a_row_names_the_cell_of_the_column(tmp_path: Path) -> None:
    sheet = [HEADINGS, ("甲", "", "{{ 任务.编号 }}", 9), ("乙", "", "{{ 1 / 任务.序号 }}", 9)]
    found, _ = layouts(tmp_path / "版式.xlsx", 清单=sheet)

    with pytest.raises(Exception, match=r"C3：.*除数是 0"):
        found["清单"].values({"任务": {"编号": "1.1", "序号": 0}})


def test_the_shipped_templates_are_what_the_tool_builds(tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    first.mkdir()
    second.mkdir()

    for one, other in zip(build(first), build(second), strict=True):
        assert one.read_bytes() == other.read_bytes()
        assert parts(one) == parts(ROOT / "templates" / one.name)


def parts(path: Path) -> dict[str, bytes]:
    """Return a package's parts; the bytes of a zip also depend on the version of zlib."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sample(known: Known) -> Any:
    """Return a value for everything that a vocabulary names."""
    if not known.fields:
        return "甲"
    record = {name: sample(inner) for name, inner in known.fields.items()}
    return [record, record] if known.many else record


def test_the_shipped_layouts_use_only_names_of_the_vocabulary() -> None:
    found, problems = read_layouts(ROOT / "templates" / "版式.xlsx")
    row = {name: sample(known) for name, known in ROW.items()}

    assert problems == []
    assert list(found) == ["市级任务分解表", "区级责任分解表", "县区任务分解表", "项目清单", "进展情况表", "进展情况简表"]
    assert {sum(column.width_mm for column in layout.columns) for layout in found.values()} == {225}
    assert all(len(layout.values(row)) == len(layout.columns) and layout.title(row) for layout in found.values())


def test_the_explanation_lists_every_name_and_filter() -> None:
    shown = b"".join(parts(ROOT / "templates" / "版式.xlsx").values()).decode("utf-8", "replace")

    assert all(name in shown for name, _ in [*listing(ROW), *listing(SUMMARY)])
    assert all(f"|{name}" in shown for name in FILTERS)


def differing(values: Any, vocabulary: Mapping[str, Known], path: str = "") -> list[str]:
    """Return the names that only one of both knows; of a list its first item is looked at."""
    if isinstance(values, list):
        values = values[0]
    found = [path + name for name in values.keys() ^ vocabulary.keys()]
    inner = [(name, known) for name, known in vocabulary.items() if known.fields and values.get(name)]
    return found + [n for name, known in inner for n in differing(values[name], known.fields, f"{path}{name}.")]


def test_the_documents_supply_the_names_of_the_vocabulary_and_no_others() -> None:
    register, _ = read_register(ROOT / "inputs" / "示例市2022年民生实事台账.xlsx")
    shipped, _ = read_layouts(ROOT / "templates" / "版式.xlsx")
    rows: list[Any] = []
    layout = replace(shipped["进展情况表"], values=lambda row: (rows.append(row), shipped["进展情况表"].values(row))[1])

    clock = datetime(2022, 3, 31)
    summarised = summary.compose(register, Period(2022, 1), layout, clock)
    broken_down = breakdown.compose(register, shipped["市级任务分解表"], clock)

    assert differing(summarised.values, SUMMARY) == differing(broken_down.values, BREAKDOWN) == []
    assert differing(rows, ROW) == []


@pytest.mark.parametrize(("counts", "expected"), [
    ({"已完成": 3, "滞后": 1}, "2个项目、4个事项，其中已完成3个、滞后1个。"), ({"按序时": 4}, "2个项目、4个事项，进展状态均为“按序时”。"),
])  # fmt: skip
def test_the_opening_of_the_summary_counts_what_there_is(counts: dict[str, int], expected: str) -> None:
    values = {name: sample(known) for name, known in SUMMARY.items()}
    values |= {"统计": [{"状态": word, "数量": number} for word, number in counts.items()], "未报事项": []}
    values |= {"项目数": 2, "事项数": 4}

    blocks = read_word_template(ROOT / "templates" / "进展情况汇总.docx").render(values)

    shown = [getattr(block, "text", "") for block in blocks]
    assert expected in shown[3]
    assert not any("未报送本期进展：" in text for text in shown)


def test_a_row_and_a_document_take_no_longer_than_their_bars() -> None:
    layout = read_layouts(ROOT / "templates" / "版式.xlsx")[0]["市级任务分解表"]
    row = {name: sample(known) for name, known in ROW.items()}
    template = read_word_template(ROOT / "templates" / "任务分解表.docx")
    values = {"标题": "甲", "附件标签": "乙"}

    microseconds = min(timeit.repeat(lambda: layout.values(row), number=500, repeat=5)) / 500 * 1e6
    milliseconds = min(timeit.repeat(lambda: template.render(values), number=50, repeat=5)) / 50 * 1e3

    assert microseconds < ROW_MICROSECONDS * PATIENCE
    assert milliseconds < PARAGRAPHS_MILLISECONDS * PATIENCE


@pytest.mark.office
def test_layouts_saved_by_libreoffice_are_the_same(tmp_path: Path) -> None:
    shipped = ROOT / "templates" / "版式.xlsx"

    saved = convert([shipped], tmp_path, "xlsx:Calc MS Excel 2007 XML")[0]

    before, after = read_layouts(shipped)[0], read_layouts(saved)[0]
    assert {name: layout.columns for name, layout in after.items()} == {n: layout.columns for n, layout in before.items()}
    assert [layout.row for layout in after.values()] == [layout.row for layout in before.values()]
