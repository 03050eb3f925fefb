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


@pytest.mark.parametrize("title", ["一季度通报\n一、项目进展", "完成情况"])
def test_what_was_done_is_no_target_though_it_opens_an_item(title: str) -> None:
    text = f"石桥县2031年民生实事{title}\n1.新建步道3公里，新增路灯80盏。\n2.新开菜店5家。\n"
    document = document_of_text(text, "通报.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["新建步道", "新开菜店"]
    assert column(draft, "任务", "content") == ["新建步道", "新开菜店"]
    assert column(draft, "指标", "target") == [None, None]
    assert column(draft, "进展", "text") == ["新建步道3公里，新增路灯80盏。", "新开菜店5家。"]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_a_report_that_leads_over_to_what_is_done_promises_nothing() -> None:
    text = IN_A_CHAPTER.replace("新增步道3公里，", "亲水步道。2条步道中，已完工1条，").replace("路灯改造", "路灯改造。已")

    draft = draft_register([document_of_text(text, "通报.txt")])

    assert column(draft, "任务", "content") == ["健身步道", "便民菜店"]
    assert column(draft, "指标", "target") == [None, None]


def test_what_comes_next_makes_no_targets_of_a_report() -> None:
    text = IN_A_CHAPTER.replace("4家。", "4家，年内还将开业2家。").replace("已开业", "新开业")

    draft = draft_register([document_of_text(text, "通报.txt")])

    assert column(draft, "指标", "target") == [None, None]


def test_a_sentence_below_a_title_is_parted_where_it_comes_to_what_is_done() -> None:
    text = UNDER_A_TITLE.replace("完工步道9条，在建4条。", "1.新建步道13条，目前已完工9条。")
    document = document_of_text(text, "进展.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "content") == ["新建步道13条", "便民菜店"]
    assert column(draft, "指标", "cumulative_2") == [9, None]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


@pytest.mark.parametrize("title", ["一季度进展情况", "完成情况"])
def test_an_item_that_comes_to_what_is_done_opens_with_its_target(title: str) -> None:
    text = f"石桥县2031年民生实事{title}\n1.新建步道3公里，路灯90盏，已建成4公里。\n2.新开菜店5家。已开业6家。\n"
    document = document_of_text(text, "通报.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "content") == ["新建步道3公里，路灯90盏", "新开菜店5家。"]
    assert column(draft, "进展", "text") == ["已建成4公里。", "已开业6家。"]
    assert column(draft, "指标", "target") == [3, 90, 5]
    done = zip(column(draft, "指标", "cumulative_1"), column(draft, "指标", "cumulative_4"))
    assert [first or last for first, last in done] == [4, None, 6]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_figures_below_the_word_progress_that_may_be_targets_are_doubted() -> None:
    text = "石桥县2031年民生实事上半年通报\n一、项目进展\n1.年内新建步道3公里。\n2.新开菜店5家。\n"

    draft = draft_register([document_of_text(text, "通报.txt")])

    assert column(draft, "指标", "target") == [3, 5]
    assert [entry.reason for entry in draft.doubtful if "标题写的是进展" in entry.reason] == [
        "标题写的是进展，有 2 个事项没有写已完成，暂当作目标写入，请核对是不是进展"
    ]


PROMISED = """石桥县2031年民生实事任务清单
一、健身步道
新建步道13条，步道照明4处。
责任单位：县林业局
二、便民菜店
新开菜店5家。
"""


@pytest.mark.parametrize("texts", [(PROMISED, UNDER_A_TITLE), (UNDER_A_TITLE, PROMISED)], ids=["plan first", "last"])
def test_a_report_in_a_file_of_its_own_is_of_the_task_that_another_file_promises(texts: tuple[str, str]) -> None:
    documents = [document_of_text(text, f"{at}.txt") for at, text in enumerate(texts)]

    draft = draft_register(documents)

    assert column(draft, "任务", "number") == ["1.1", "2.1"]
    assert column(draft, "任务", "content") == ["新建步道13条，步道照明4处。", "新开菜店5家。"]
    assert column(draft, "进展", "text") == ["完工步道9条，在建4条。", "已开业菜店4家。"]
    assert column(draft, "指标", "target") == [13, 4, 5]
    assert column(draft, "指标", "cumulative_2") == [9, None, 4]
    assert not any("主要内容" in entry.reason for entry in draft.doubtful)
    assert [one for document in documents for one in unaccounted(document, draft)] == []
    assert misplaced(draft) == []


def test_reports_of_two_quarters_are_of_one_task() -> None:
    later = UNDER_A_TITLE.replace("上半年", "三季度").replace("9条，在建4条", "12条，在建1条")
    documents = [document_of_text(text, f"{at}.txt") for at, text in enumerate((UNDER_A_TITLE, later))]

    draft = draft_register(documents)

    assert column(draft, "任务", "content") == ["健身步道", "便民菜店"]
    assert column(draft, "进展", "period") == [str(Period(2031, 2)), str(Period(2031, 3))] * 2


def test_a_task_told_by_nothing_but_its_unit_keeps_it() -> None:
    document = document_of_text(PROMISED.replace("新建步道13条，步道照明4处。\n", ""), "清单.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "content") == ["健身步道", "新开菜店5家。"]
    assert column(draft, "任务", "lead_units") == ["县林业局", "无"]
    assert any(entry.reason == "没有主要内容，主要内容暂取项目名称" for entry in draft.doubtful)
    assert unaccounted(document, draft) == []
