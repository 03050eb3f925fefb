"""Reports that say nowhere what was promised: what they tell is progress, however it is put."""

from __future__ import annotations

import pytest

from generators.model.period import Period
from generators.published.drafting import draft_register
from generators.published.reading import document_of_text
from tests.test_published_draft import column, misplaced, unaccounted

IN_A_CHAPTER = """关于石桥县2031年民生实事上半年推进情况的通报
一、总体情况
总体进展顺利。
二、项目进展
（一）健身步道
1.新增步道3公里，步道占比达到54.2%。
2.路灯改造完成80盏。
（二）便民菜店
1.已开业菜店4家。
"""
UNDER_A_TITLE = """石桥县2031年民生实事项目上半年进展情况
一、健身步道
完工步道9条，在建4条。
二、便民菜店
已开业菜店4家。
"""


@pytest.mark.parametrize("text", [IN_A_CHAPTER, UNDER_A_TITLE], ids=["chapter", "title"])
def test_what_stands_below_the_word_progress_is_no_target_where_none_is_told(text: str) -> None:
    document = document_of_text(text, "通报.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "content") == ["健身步道", "便民菜店"]
    assert column(draft, "指标", "target") == [None, None]
    assert set(column(draft, "进展", "period")) == {str(Period(2031, 2))}
    assert any("步道" in entry.reason for entry in draft.doubtful if entry.field == "text")
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_items_of_a_report_below_one_title_are_one_task() -> None:
    draft = draft_register([document_of_text(IN_A_CHAPTER, "通报.txt")])

    assert column(draft, "进展", "text") == [
        "新增步道3公里，步道占比达到54.2%。\n路灯改造完成80盏。",
        "已开业菜店4家。",
    ]


def test_a_report_that_tells_the_targets_too_keeps_them() -> None:
    text = IN_A_CHAPTER.replace("完成80盏。", "120盏。目前已完成80盏。")

    draft = draft_register([document_of_text(text, "通报.txt")])

    assert column(draft, "任务", "content") == ["新增步道3公里，步道占比达到54.2%。", "路灯改造120盏。", "便民菜店"]
    assert column(draft, "进展", "text") == ["目前已完成80盏。", "已开业菜店4家。"]


def test_figures_below_the_word_progress_that_may_be_targets_are_doubted() -> None:
    text = "石桥县2031年民生实事上半年通报\n一、项目进展\n1.新建步道3公里。\n2.新开菜店5家。\n"

    draft = draft_register([document_of_text(text, "通报.txt")])

    assert column(draft, "指标", "target") == [3, 5]
    assert [entry.reason for entry in draft.doubtful if "标题写的是进展" in entry.reason] == [
        "标题写的是进展，有 2 个事项没有写已完成，暂当作目标写入，请核对是不是进展"
    ]
