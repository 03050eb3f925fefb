"""Titles of items that name behind the work who does it; labelled lines above a signature are none of it."""

from __future__ import annotations

import pytest

from generators.published.drafting import draft_register
from generators.published.reading import document_of_text
from tests.test_published_draft import column, misplaced, unaccounted

#: What stands behind a title, and the units and deadline it tells.
BEHIND = {
    "（责任单位：县林业局）": ("县林业局", ""),
    "（县林业局）": ("县林业局", ""),
    "（县林业局牵头）": ("县林业局", ""),
    "【责任单位】县林业局": ("县林业局", ""),
    "（责任单位：县林业局 完成时限：11月底）": ("县林业局", "11月底"),
    "（含改建1条）": ("", ""),
}
SIGNATURE = "石桥县人民政府办公室\n2031年7月8日\n"


@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("label", ["", "进展情况："])
def test_a_title_may_say_who_does_the_work(behind: str, label: str) -> None:
    text = f"石桥县2031年民生实事二季度进展情况\n1.新建步道3条{behind}\n{label}目前已建成2条。\n2.新开菜店5家\n{label}已开业4家。\n"
    document = document_of_text(text, "进展.txt")
    lead, deadline = BEHIND[behind]

    draft = draft_register([document])

    name = "新建步道3条" if lead else f"新建步道3条{behind}"
    assert column(draft, "任务", "project_name") == [name, "新开菜店5家"]
    assert column(draft, "任务", "content") == [name, "新开菜店5家"]
    assert column(draft, "任务", "lead_units")[0] == lead
    assert column(draft, "任务", "deadline")[0] == deadline
    assert list(filter(None, column(draft, "指标", "cumulative_2"))) == [2, 4]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_the_units_of_a_title_are_those_of_all_its_items_but_of_one_that_names_its_own() -> None:
    text = "石桥县2031年民生实事\n一、全民健身（县体育局）\n1.新建步道3条。\n2.新建球场2片。责任单位：县住建局\n"
    document = document_of_text(text, "清单.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["全民健身", "全民健身"]
    assert column(draft, "任务", "lead_units") == ["县体育局", "县住建局"]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


@pytest.mark.parametrize("label", ["【责任单位】县人社局", "责任单位：县人社局", "责任单位：\n县人社局"])
def test_a_labelled_line_above_the_signature_is_none_of_it(label: str) -> None:
    text = f"石桥县2031年民生实事\n1. 稳就业\n【目标】新增就业5200人以上。\n{label}\n\n{SIGNATURE}"
    document = document_of_text(text, "清单.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "lead_units") == ["县人社局"]
    assert [entry.text for entry in draft.entries if entry.placed == "落款"] == SIGNATURE.split()
    assert unaccounted(document, draft) == []


def test_what_only_some_items_tell_is_asked_for_once() -> None:
    text = "石桥县2031年民生实事\n一、健身步道\n新建步道3条。完成时限：11月底。责任单位：县林业局\n二、便民菜店\n新开菜店5家。\n"

    draft = draft_register([document_of_text(text, "清单.txt")])

    assert column(draft, "任务", "deadline") == ["11月底", "无"]
    assert [entry.reason for entry in draft.doubtful] == [
        "事项 2.1 没有写完成时限，台账里填的是“无”，请补填",
        "事项 2.1 没有写牵头单位，台账里填的是“无”，请补填",
    ]
