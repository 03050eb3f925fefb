"""Articles in two parts, promises first and results below them, in wording of our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generators.published.articles import UNTIED
from generators.published.drafting import draft_register
from generators.published.reading import document_of_text
from tests.test_published_draft import column, misplaced, reasons, unaccounted

PROMISED = """石桥县2031年民生实事项目完成情况
一、年初承诺
1.托育提质。新增普惠托位260个，新建社区托育点8个。
2.便民停车。新增停车泊位1200个。
3.食堂进村。新建村级食堂12家。
"""
RESULTS = """二、完成情况
村级食堂新建13家，累计建成47家，完成率108.33%。
全年新增普惠托位286个，建成社区托育点8个。
新增停车泊位900个，占年度目标的70%。
"""
TITLED = """年度成绩单
【食堂进村】
新建13家，完成率108.33%。
【托育提质】全年新增286个，社区托育点8个全部建成。
【便民停车】
已建成900个，占年度目标的75%。
"""
UNDER_TITLES = PROMISED.replace("1.托育提质。", "1.托育提质\n").replace("2.便民停车。", "2.便民停车\n").replace("3.食堂进村。", "3.食堂进村\n")  # fmt: skip


@pytest.mark.parametrize("text", [PROMISED + RESULTS, PROMISED + TITLED, UNDER_TITLES + TITLED])
def test_results_are_progress_of_the_tasks_they_answer(text: str) -> None:
    document = document_of_text(text, "文章.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["托育提质", "便民停车", "食堂进村"]
    assert column(draft, "进展", "task_number") == ["1.1", "2.1", "3.1"]
    assert column(draft, "进展", "period") == ["2031Q4"] * 3
    assert column(draft, "指标", "target") == [Decimal(260), Decimal(8), Decimal(1200), Decimal(12)]
    assert column(draft, "指标", "cumulative_4") == [Decimal(286), Decimal(8), Decimal(900), Decimal(13)]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_a_stated_rate_is_set_against_the_computed_one() -> None:
    draft = draft_register([document_of_text(PROMISED + RESULTS, "文章.txt")])

    assert "写的完成率是70%，按完成数和目标数计算是75%" in reasons(draft)
    assert "108" not in reasons(draft)


def test_one_rate_of_two_figures_is_that_of_either() -> None:
    text = "{}\n一、年初承诺\n1.教室亮化。改造学校20所，教室800间。\n二、完成情况\n25所学校、900间教室完成改造，完成率{}。\n"
    title = "石桥县2031年民生实事项目"

    found = [
        "写的完成率是" in reasons(draft_register([document_of_text(text.format(title, rate), "文章.txt")]))
        for rate in ("125%", "112.5%", "130%")
    ]

    assert found == [False, False, True]


def test_a_result_of_no_task_stands_with_the_doubts() -> None:
    text = PROMISED + RESULTS.replace("二、完成情况\n", "二、完成情况\n完成道路大修6条。\n")
    document = document_of_text(text, "文章.txt")

    draft = draft_register([document])

    assert [entry.text for entry in draft.doubtful if entry.reason == UNTIED] == ["完成道路大修6条。"]
    assert unaccounted(document, draft) == []


def test_results_under_titles_at_the_head_of_their_text_stand_as_printed() -> None:
    text = """石桥县2031年民生实事交出答卷
一、年初承诺
1．办学扩容
新建学校2所，新增学位900个。改造教室30间。
2．停车便民
新增泊位500个。
二、岁末交卷
1．办学扩容。建成学校2所。新增学位960个，教室改造全部完成。
2．停车便民。新增泊位450个，完成年度目标的90%。
"""
    document = document_of_text(text, "文章.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["办学扩容", "停车便民"]
    assert column(draft, "进展", "text") == [
        "建成学校2所。新增学位960个，教室改造全部完成。", "新增泊位450个，完成年度目标的90%。"
    ]  # fmt: skip
    assert unaccounted(document, draft) == []
