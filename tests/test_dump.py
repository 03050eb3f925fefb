"""A register as data and as a tree: all of it, exact, and the same whenever it is asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.model.period import Period
from generators.model.register import Leader, Register, Unit
from generators.model.status import Status
from generators.model.task import Deadline, Progress, Project
from generators.registers.dump import as_data, as_tree, exact_number
from generators.registers.read import read_register
from tests.drawing_registers import register
from tests.offices import SETTINGS, indicator, report, task

KEYS = {"region", "year", "settings", "projects", "units", "leaders", "amendments", "investments"}
TASK_KEYS = {"number", "content", "deadline", "leaders", "lead_units", "supporting_units", "remark", "indicators",
             "progress"}  # fmt: skip


def small() -> Register:
    """Return a register with one of everything."""
    one = indicator("1.1.1", "公园", 30, 9.5, None, unit_of_measure="个")
    made = task("1.1", "新建公园30个\n道路", "市园林局", one, deadline=Deadline("2022年底", date(2022, 12, 31)),
                leaders=("李明",), progress=(report("1.1", "已建9个", Period(2022, 1), Status.DONE),))  # fmt: skip
    return Register(
        SETTINGS,
        (Project("1", "绿化工程", "绿", (made,)),),
        (Unit("市园林局", ("园林局",)),),
        (Leader("李明"),),
    )


def test_the_data_has_the_agreed_shape() -> None:
    data = as_data(small())

    first = data["projects"][0]["tasks"][0]
    assert set(data) == KEYS and set(first) == TASK_KEYS
    assert (data["region"], data["year"]) == ("示例市", 2022)
    assert first["deadline"] == {"text": "2022年底", "date": "2022-12-31", "begins": False}
    assert (first["leaders"], first["lead_units"], first["supporting_units"]) == (["李明"], ["市园林局"], [])
    assert first["indicators"][0]["cumulative"] == [9.5, None, None, None]
    assert (first["indicators"][0]["target"], first["indicators"][0]["kind"]) == (30, "增量")
    assert (first["progress"][0]["period"], first["progress"][0]["manual_status"]) == ("2022Q1", "已完成")
    assert data["units"][0]["short_names"] == ["园林局"]


def test_the_data_is_json_and_says_nothing_of_places() -> None:
    text = json.dumps(as_data(small()), ensure_ascii=False)

    assert json.loads(text) == as_data(small())
    assert "origin" not in text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_number_comes_back_exactly(value: Decimal) -> None:
    given_back = exact_number(value)

    assert Decimal(given_back if isinstance(given_back, str) else repr(given_back)) == value


@pytest.mark.parametrize(
    ("typed", "given_back"),
    [("12", 12), ("12.0", 12), ("0.1", 0.1), ("1E+3", 1000), ("0.12345678901234567890", "0.12345678901234567890"),
     ("99999999999999999999", "99999999999999999999"), ("-0.5", -0.5)],
)  # fmt: skip
def test_a_number_that_json_cannot_hold_is_a_text(typed: str, given_back: object) -> None:
    assert exact_number(Decimal(typed)) == given_back
    assert type(exact_number(Decimal(typed))) is type(given_back)


def test_the_tree_names_every_level() -> None:
    assert as_tree(small()).splitlines() == [
        "示例市2022年：1 个项目，1 个事项",
        "1 绿化工程（绿）",
        "  1.1 新建公园30个 道路",
        "      完成时限：2022年底；分管领导：李明；牵头单位：市园林局",
        "    1.1.1 公园：增量 = 30个；累计 一季度9.5",
        "    2022Q1［已完成］ 已建9个",
    ]


def test_the_tree_tells_difficulties_and_next_steps_and_no_empty_report() -> None:
    period, book = Period(2022, 1), small()
    [project] = book.projects
    reports = (
        Progress(period, "1.1", "", "苗木短缺", "四月\n补种"),
        Progress(Period(2022, 2), "1.1"),
    )
    told = replace(project.tasks[0], progress=reports)

    lines = as_tree(replace(book, projects=(replace(project, tasks=(told,)),))).splitlines()[-2:]

    assert lines == ["    2022Q1 存在问题：苗木短缺", "    2022Q1 下一步打算：四月 补种"]


def test_the_tree_of_a_range_a_milestone_and_no_target(tmp_path: Path) -> None:
    read, _ = read_register(
        register(
            """
        | 设置 |
        | 地区 | 示例市 |
        | 年度 | #2022 |
        | 任务 |
        | 序号 | 项目名称 | 主要内容 | 牵头单位 |
        | 1 | 公园 | 新建公园 | 市园林局 |
        | 指标 |
        | 事项编号 | 指标名称 | 计量单位 | 类型 | 目标值 |
        | 1.1 | 公园 | 个 | | 2-3 |
        | 1.1 | 二期 | | 形象进度 | 投入使用 |
        | 1.1 | 巡查 | | 持续推进 | |
        """,
            tmp_path / "台账.xlsx",
        )
    )

    lines = as_tree(read).splitlines()[-3:]
    assert lines == [
        "    1.1.1 公园：增量 2—3个",
        "    1.1.2 二期：形象进度 投入使用",
        "    1.1.3 巡查：持续推进",
    ]


def test_an_empty_register_is_data_too() -> None:
    empty = Register(replace(SETTINGS))

    assert as_data(empty)["projects"] == []
    assert as_tree(empty) == "示例市2022年：0 个项目，0 个事项"
