"""Amounts in 万元 and 亿元: kept as written, and turned into the unit that a register counts in."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from generators.published.drafting import draft_register
from generators.published.reading import document_of_text
from generators.registers.read import read_register
from tests.published_files import text_file
from tests.test_adding import add, cumulative, register, summary
from tests.test_published_draft import column

PLAN = "修缮老旧小区23个，完成投资3.4亿元，发放补贴每户800元。"
TITLE = "示例市2022年民生实事项目一季度进展情况"
TASK = ("1", "安居工程", "", "1.1", PLAN, "2022年底", "李明", "市住建局", "无", "")


def test_money_is_drafted_in_the_unit_it_is_written_in() -> None:
    text = f"{TITLE}\n一、安居工程\n1.{PLAN}\n目前，已修缮小区3个，完成投资5200万元。"

    draft = draft_register([document_of_text(text, "汇总.txt")])

    assert column(draft, "指标", "unit_of_measure") == ["个", "亿元", "元/户"]
    assert column(draft, "指标", "target") == [Decimal(23), Decimal("3.4"), Decimal(800)]
    assert column(draft, "指标", "cumulative_1") == [Decimal(3), Decimal("0.52"), None]


@pytest.mark.parametrize(
    ("unit", "target", "done"), [("亿元", "3.4", "0.52"), ("万元", "34000", "5200"), ("元", "340000000", "52000000")]
)
def test_a_report_is_turned_into_the_unit_of_the_register(
    unit: str, target: str, done: str, tmp_path: Path
) -> None:
    book = register(tmp_path / "台账.xlsx", [TASK], [("1.1", "1.1.1", "完成投资", unit, "增量", "=", target)])
    source = text_file(tmp_path / "a.txt", [TITLE, "一、安居工程", f"1、{PLAN}目前，完成投资5200万元。"], [])

    result = add(source, book)

    assert result.exit_code == 0, result.output
    assert re.findall(r"DIFF-\d+", result.output) == []
    assert cumulative(read_register(book)[0])["1.1.1"][0] == done


def test_columns_are_turned_too_and_another_unit_is_told(tmp_path: Path) -> None:
    book = register(tmp_path / "台账.xlsx", [TASK], [
        ("1.1", "1.1.1", "完成投资", "万元", "增量", "=", "34000"), ("1.1", "1.1.2", "老旧小区", "个", "增量", "=", "23"),
    ])  # fmt: skip
    rows = [
        ["序号", "项目名称", "指标名称", "计量单位", "目标值", "累计完成"],
        ["1", "安居工程", "完成投资", "亿元", "3.4", "0.52"],
        [None, None, "老旧小区", "户", "23", "3"],
    ]

    result = add(summary(tmp_path, rows, ["示例市2022年民生实事项目一季度进展情况汇总"]), book)

    found = cumulative(read_register(book)[0])
    assert found["1.1.1"][0] == "5200"
    assert found["1.1.2"][0] is None
    assert "老旧小区" in result.output
