"""What sentences are by where they stand: sections, labels in brackets, announcements, cells of a pasted table."""

from __future__ import annotations

import pytest

from generators.extraction.documents import extract_document

REPORT = """石桥县2031年民生实事三季度进展情况汇总
石政督发〔2031〕7号
现将截至9月末的办理情况汇总如下。
一、项目进展
1.便民停车。新增停车泊位1200个。已建成300个。
2.公厕改造。改造公厕30座。已完成招标。（责任单位：县城管局）
二、存在问题
一是个别项目推进迟缓。农贸市场尚有2家未启动。
二是资金拨付不及时，支出率仅为71.5%。
三、下一步工作
（一）压实责任。各单位要在5月底前完成2家市场改造。
石桥县人民政府督查室
2031年10月9日
县政府督查室联系电话：0100-5550136
附件：石桥县三季度进度表.xlsx
"""


def roles(page: str) -> list[str]:
    """Return the role of each sentence with how it begins."""
    return [f"{one.role} {one.text[:8]}" for one in extract_document(page.splitlines())]


def counted(page: str) -> list[str]:
    """Return what was counted."""
    return [indicator.raw for one in extract_document(page.splitlines()) for indicator in one.indicators]


def test_sections_beside_the_work_hold_no_indicators() -> None:
    assert roles(REPORT) == [
        "heading 石桥县2031年",
        "furniture 石政督发〔203",
        "context 现将截至9月末的",
        "heading 一、项目进展",
        "heading 1.便民停车。",
        "target 新增停车泊位12",
        "progress 已建成300个。",
        "heading 2.公厕改造。",
        "target 改造公厕30座。",
        "progress 已完成招标。",
        "context （责任单位：县城",
        "heading 二、存在问题",
        "context 一是个别项目推进",
        "context 农贸市场尚有2家",
        "context 二是资金拨付不及",
        "heading 三、下一步工作",
        "heading （一）压实责任。",
        "context 各单位要在5月底",
        "furniture 石桥县人民政府督",
        "furniture 2031年10月",
        "furniture 县政府督查室联系",
        "furniture 附件：石桥县三季",
    ]
    assert counted(REPORT) == ["1200个", "300个", "30座", "完成招标"]


def test_a_section_within_an_item_ends_where_the_items_go_on() -> None:
    page = """石桥县2031年民生实事一季度进展情况汇总
1.便民停车
新增停车泊位1200个。已建成300个。
存在问题
（一）用地难。
（二）缺资金40万元。
2.公厕改造
改造公厕30座。已完成12座。
"""

    assert counted(page) == ["1200个", "300个", "30座", "12座"]


@pytest.mark.parametrize("title", ["一、解决饮水问题", "一、下一站幸福驿站", "一、工作要求落实在一线的措施清单"])
def test_a_work_is_no_such_section(title: str) -> None:
    assert counted(f"石桥县2031年民生实事清单\n{title}\n1.新建水厂2座。") == ["2座"]


@pytest.mark.parametrize("target, progress", [("【目标】", "【进展】"), ("目标：", "进展："), ("[年度目标]", "[完成情况]：")])
def test_labels_may_stand_in_brackets(target: str, progress: str) -> None:
    page = f"石桥县2031年民生实事进展情况\n一、公厕改造\n{target}改造公厕30座。\n{progress}30座全部开工。"

    assert [role.split()[0] for role in roles(page)] == ["heading", "heading", "target", "progress"]


def test_labels_within_a_paragraph_turn_it() -> None:
    page = "石桥县2031年民生实事\n一、公厕改造\n年度目标：改造公厕30座。完成情况：改造12座。责任单位：县城管局。"

    assert [role.split()[0] for role in roles(page)[2:]] == ["target", "progress", "context"]


def test_a_page_that_announces_promises_tells_no_results() -> None:
    page = """石桥市2031年十件民生实事出炉
记者从发布会上获悉，市人大代表票决出十件实事。
市人大代表李木告诉记者，他走访了居民。
据了解，项目公开征集意见2847条。
一、学位扩容
新建学校28所，年内竣工17所。岚山小学9月底前启用。
二、便民停车
新增停车泊位1.5万个以上。
"""

    found = [role.split()[0] for role in roles(page)]

    assert "result" not in found and "progress" not in found
    assert counted(page) == ["28所", "17所", "启用", "1.5万个"]


def test_a_deadline_is_no_news_of_the_other_day() -> None:
    page = "石桥县2031年民生实事清单\n一、学校\n1.石桥小学新校区9月1日前投入使用。\n2.日前，我县召开会议。"

    assert [role.split()[0] for role in roles(page)] == ["heading", "heading", "target", "context"]


def test_a_line_that_opens_with_a_count_is_no_numbered_title() -> None:
    page = "石桥县2031年民生实事进展情况\n一、好学工程\n1.新建学校3所。\n3所学校全部开工。"

    assert [role.split()[0] for role in roles(page)] == ["heading", "heading", "target", "progress"]


def test_rates_alone_in_a_cell_report_and_are_tied_to_nothing() -> None:
    page = "石桥县2031年民生实事进展情况\n1.公厕改造\n改造公厕30座。\n已改造15座。\n50%\n道路33.3%、步道71%"
    told = extract_document(page.splitlines())

    assert [one.role for one in told[-3:]] == ["progress"] * 3
    assert [one.reports_on is None for said in told[-3:] for one in said.indicators] == [False, True, True, True]
