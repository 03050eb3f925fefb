"""Prose without tables: labels, signatures and texts that number nothing, in wording of our own."""

from __future__ import annotations

import pytest

from generators.errors import OfficeError
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


# ---------------------------------------------------------------- nothing numbered
UNDER_TITLES = TITLE + (
    "书香校园行动\n新建学校图书馆4座，更新课桌900套。\n牵头单位：县教育局\n"
    "清凉一夏行动\n开放纳凉点26处、游泳池3个。\n举办夜游活动12场。\n牵头单位：县文旅局、县民政局\n"
)
IN_BRACKETS = TITLE + (
    "【书香校园】\n目标任务：新建学校图书馆4座，更新课桌900套。\n牵头单位：县教育局\n完成情况：建成图书馆3座，更新课桌910套。\n"
    "【清凉一夏】\n目标任务：开放纳凉点26处、游泳池3个。\n牵头单位：县文旅局、县民政局\n完成情况：开放纳凉点28处、游泳池3个。\n"
)


@pytest.mark.parametrize("text", [UNDER_TITLES, IN_BRACKETS])
def test_titles_without_numbers_are_projects(text: str) -> None:
    draft = drafted(text)

    assert [str(name)[:4] for name in column(draft, "任务", "project_name")] == ["书香校园", "清凉一夏"]
    assert column(draft, "任务", "lead_units") == ["县教育局", "县文旅局\n县民政局"]
    assert column(draft, "指标", "target")[:4] == [4, 900, 26, 3]


def test_what_labels_say_under_a_title_in_brackets_is_progress() -> None:
    draft = drafted(IN_BRACKETS)

    assert column(draft, "进展", "text") == ["建成图书馆3座，更新课桌910套。", "开放纳凉点28处、游泳池3个。"]
    assert column(draft, "指标", "cumulative_4") == [3, 910, 28, 3]


def test_a_title_in_brackets_may_stand_before_its_text_or_over_numbered_items() -> None:
    before = drafted(TITLE + "【书香校园】新建图书馆4座。\n【清凉一夏】开放纳凉点26处。\n")
    over = drafted(
        TITLE + "【书香校园】\n1.新建图书馆4座。\n2.更新课桌900套。\n【清凉一夏】\n1.开放纳凉点26处。\n"
    )

    assert column(before, "任务", "project_name") == ["书香校园", "清凉一夏"]
    assert column(over, "任务", "project_name") == ["书香校园", "书香校园", "清凉一夏"]


PAIRS = """满分答卷——石桥县2031年民生实事完成情况
年初，县政府作出承诺，办好3件实事。
承诺：新建学校图书馆4座。
结果：实际建成5座。
承诺：开放纳凉点26处，6月底前开放。
结果：截至7月，已开放纳凉点26处。
承诺：更换路灯300盏
结果：更换路灯280盏，完成93.3%。
展望来年，我县将新建公园5个。
"""


def test_promises_and_results_in_turn_are_tasks_and_their_progress() -> None:
    draft = drafted(PAIRS)

    assert column(draft, "任务", "project_name") == [
        "新建学校图书馆4座",
        "开放纳凉点26处",
        "更换路灯300盏",
    ]
    assert column(draft, "指标", "target") == [4, 26, 300]
    assert column(draft, "指标", "cumulative_4") == [5, 26, 280]
    doubts = {entry.text for entry in draft.doubtful if entry.placed == "正文说明"}
    assert doubts == {"年初，县政府作出承诺，办好3件实事。", "展望来年，我县将新建公园5个。"}


def test_what_a_label_answers_is_promised_though_it_reads_like_progress() -> None:
    items = (
        "1.开放纳凉点3处，年底前全部启用\n完成情况：3处全部启用。\n2.更换路灯300盏\n完成情况：更换310盏。\n"
    )
    draft = drafted(TITLE + items)

    assert column(draft, "任务", "content") == ["开放纳凉点3处，年底前全部启用", "更换路灯300盏"]
    assert column(draft, "进展", "text") == ["3处全部启用。", "更换310盏。"]
    assert [entry.reason for entry in draft.doubtful if entry.field == "content"] == []


def test_a_label_on_a_line_of_its_own_names_the_line_below() -> None:
    items = "{}行动\n目标任务：\n更换路灯300盏。\n责任单位：\n县城管局\n完成时限：\n6月底\n"
    draft = drafted(TITLE + items.format("点亮") + items.format("安居"))

    assert column(draft, "任务", "lead_units") == ["县城管局"] * 2
    assert column(draft, "任务", "deadline") == ["6月底"] * 2
    assert column(draft, "任务", "content") == ["更换路灯300盏。"] * 2


@pytest.mark.parametrize("text", [
    "座谈会通知\n会议时间\n5月6日上午9点。\n会议地点\n县政府会议室。\n参会人员\n各单位主要负责人。\n",
    "石桥县举行开学典礼\n昨日上午，开学典礼在县中学举行。\n典礼由校长主持，大家深受鼓舞。\n",
    "便民公告\n开放时间\n每天开放。\n新建公园\n本县新建公园2个。\n",
])  # fmt: skip
def test_titles_over_no_targets_are_no_projects(text: str) -> None:
    with pytest.raises(OfficeError, match="PUB-9"):
        draft_register([document_of_text(text, "粘贴.txt")], "石桥县", 2031)


# ---------------------------------------------------------------- other openings
@pytest.mark.parametrize("openings", [
    ("项目一：", "项目二：", "项目三："), ("第1件：", "第2件：", "第3件："), ("◆", "◆", "◆"), ("● ", "● ", "● "), ("01\n", "02\n", "03\n"),
])  # fmt: skip
def test_what_sets_a_title_off_is_no_part_of_it(openings: tuple[str, ...]) -> None:
    bodies = ("书香行动\n新建图书馆4座。", "清凉行动\n开放纳凉点26处。", "亮灯行动\n更换路灯300盏。")
    draft = drafted(TITLE + "\n".join(map(str.__add__, openings, bodies)) + "\nEND\n")

    assert column(draft, "任务", "project_name") == ["书香行动", "清凉行动", "亮灯行动"]
    assert column(draft, "任务", "content") == ["新建图书馆4座。", "开放纳凉点26处。", "更换路灯300盏。"]
    assert placed(draft, "页面杂项，没有采用") == ["END"]


def test_a_name_before_a_colon_is_that_of_a_project() -> None:
    draft = drafted(
        TITLE + "书香行动：新建图书馆4座，更新课桌900套。\n清凉行动：开放纳凉点26处。\n责任单位：县文旅局\n"
    )

    assert column(draft, "任务", "project_name") == ["书香行动", "清凉行动"]
    assert column(draft, "任务", "lead_units") == ["无", "县文旅局"]
    assert column(draft, "指标", "target") == [4, 900, 26]


def test_a_bare_list_of_targets_is_read_with_a_doubt() -> None:
    targets = "新建图书馆4座，更新课桌900套。\n开放纳凉点26处。\n更换路灯300盏。\n"
    draft = drafted(TITLE + targets)

    assert column(draft, "任务", "content") == targets.split()
    assert "没有编号，也没有小标题" in "".join(entry.reason for entry in draft.doubtful)


def test_an_article_about_the_year_is_no_list() -> None:
    text = "石桥县民生实事综述\n记者从县政府获悉，过去一年全县惠及群众12万人，满意度持续提升。\n走进东山小区，居民告诉记者，电梯装上了。\n"

    with pytest.raises(OfficeError, match="PUB-9"):
        draft_register([document_of_text(text, "粘贴.txt")], "石桥县", 2031)


def test_the_title_of_a_page_is_no_category_of_its_projects() -> None:
    page = (
        "<html><body><h1>石桥县2031年民生实事项目</h1><h2>亮灯行动</h2><p>更换路灯300盏。</p></body></html>"
    )

    draft = drafted(page)

    assert column(draft, "任务", "project_name") == ["亮灯行动"]
    assert column(draft, "任务", "remark") == [""]


# ---------------------------------------------------------------- units without a label
@pytest.mark.parametrize("said, lead, supporting", [
    ("更换路灯300盏。\n县城管局、县住建局", "县城管局\n县住建局", ""),
    ("更换路灯300盏。（县城管局）", "县城管局", ""),
    ("更换路灯300盏（县城管局牵头，县财政局、各镇街配合）。", "县城管局", "县财政局\n各镇街"),
    ("更换路灯300盏（东镇、西镇）。", "", ""),
    ("更换路灯300盏（含县城管局院内）。", "", ""),
])  # fmt: skip
def test_units_that_close_an_item_lead_it(said: str, lead: str, supporting: str) -> None:
    draft = drafted(TITLE + f"一、亮灯工程\n{said}\n二、绿化工程\n新建公园3个。\n")

    assert column(draft, "任务", "lead_units")[0] == lead
    assert column(draft, "任务", "supporting_units")[0] == supporting
    doubts = [entry for entry in draft.doubtful if entry.field == "lead_units"]
    assert bool(doubts) == (bool(lead) and not supporting)


def test_units_behind_each_of_several_works_stay_with_them() -> None:
    said = "新建公园3个（县园林局），改造公厕2座（县城管局）。"
    draft = drafted(TITLE + f"一、绿化工程\n{said}\n二、亮灯工程\n更换路灯300盏。\n")

    assert column(draft, "任务", "content")[0] == said
    assert column(draft, "任务", "lead_units") == ["", ""]
