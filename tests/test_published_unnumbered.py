"""Prose without tables: labels, signatures and texts that number nothing, in wording of our own."""

from __future__ import annotations

import pytest

from generators.published.drafting import Draft, draft_register
from generators.published.reading import document_of_text
from tests.test_published_draft import column, misplaced, unaccounted

TITLE = "石桥县2031年民生实事项目\n"
SIGNED = "石桥县人民政府办公室\n2031年2月10日\n"


def drafted(text: str) -> Draft:
    """Return the draft of a text, every sign of which is accounted for."""
    document = document_of_text(text, "粘贴.txt")
    draft = draft_register([document])
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []
    return draft


def placed(draft: Draft, said: str) -> list[str]:
    """Return the texts that the ledger says were taken for something."""
    return [entry.text for entry in draft.entries if entry.placed == said]


LABELLED = (
    TITLE
    + "一、亮灯工程\n更换路灯300盏。\n责任单位：县园林中心\n二、防汛工程\n疏浚河道9公里。\n责任单位：县水务局\n"
)


@pytest.mark.parametrize("below", ["", SIGNED, "石桥县人民政府办公室\n", "石桥县政府办公室2031年2月10日\n"])
def test_a_labelled_line_frames_nothing(below: str) -> None:
    draft = drafted(LABELLED + below)

    assert column(draft, "任务", "lead_units") == ["县园林中心", "县水务局"]
    assert column(draft, "任务", "content") == ["更换路灯300盏。", "疏浚河道9公里。"]
    assert placed(draft, "落款") == below.split()


def test_a_labelled_line_under_a_title_is_no_credit() -> None:
    text = TITLE + "来源：县融媒体中心\n完成时限：2031-11-30\n一、亮灯工程\n更换路灯300盏。\n"

    assert placed(drafted(text), "页面杂项，没有采用") == ["来源：县融媒体中心"]


def test_who_signed_is_no_content_of_the_last_task() -> None:
    draft = drafted(TITLE + "一、亮灯工程\n更换路灯300盏。责任单位：县城管局\n" + SIGNED)

    assert column(draft, "任务", "content") == ["更换路灯300盏。"]
    assert placed(draft, "落款") == SIGNED.split()
    assert [entry.reason for entry in draft.doubtful if entry.text in SIGNED.split()] == []


def test_a_notice_signed_above_its_list_goes_on() -> None:
    draft = drafted("关于印发的通知\n各乡镇：\n现印发给你们，请认真落实。\n" + SIGNED + LABELLED)

    assert column(draft, "任务", "lead_units") == ["县园林中心", "县水务局"]
    assert placed(draft, "落款") == SIGNED.split()
