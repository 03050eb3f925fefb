"""Whole pages and articles, all invented: what frames them, what they promise and what they report."""

from __future__ import annotations

from generators.extraction.documents import extract_document
from generators.extraction.records import Sentence

LETTERS = {
    "target": "目标",
    "progress": "进展",
    "result": "结果",
    "aim": "目的",
    "heading": "标题",
    "context": "说明",
    "furniture": "页面",
}


def drawn(page: str) -> list[str]:
    """Return the role and the beginning of every sentence of a page."""
    return [f"{LETTERS[one.role]} {one.text[:12]}" for one in extract_document(page.strip().splitlines())]


def ties(page: str) -> list[str]:
    """Return what every number of a report was tied to, as ``9400人 -> 9000人``."""
    sentences = extract_document(page.strip().splitlines())
    known = {one.key: one for one in sentences}
    return [
        f"{number.raw} -> {raw_of(known[number.reports_on.sentence], number.reports_on.index)}"
        for one in sentences
        for number in one.indicators
        if number.reports_on is not None
    ]


def raw_of(sentence: Sentence, index: int) -> str:
    return sentence.indicators[index].raw


WEB_PAGE = """
首页 > 政务公开 > 民生实事
长者版 | 无障碍
石桥县2031年十件民生实事公布
发布时间：2031-02-03 09:20 来源：石桥县融媒体中心 浏览次数：58
本报记者 林知夏
2月1日，石桥县第九届人民代表大会第四次会议上，186名代表从14件候选项目中票决出民生实事10件。
1
新建口袋公园6个。
2
改造供水管网12公里。
石桥县人民政府办公室
2031年2月3日
相关阅读
邻县修好一条路
"""


def test_what_frames_a_page_is_told_from_its_place() -> None:
    assert drawn(WEB_PAGE) == [
        "页面 首页>政务公开>民生实事",
        "页面 长者版|无障碍",
        "标题 石桥县2031年十件民生",
        "页面 发布时间：2031-02",
        "页面 本报记者林知夏",
        "说明 2月1日，石桥县第九届人",
        "标题 1",
        "目标 新建口袋公园6个。",
        "标题 2",
        "目标 改造供水管网12公里。",
        "页面 石桥县人民政府办公室",
        "页面 2031年2月3日",
        "页面 相关阅读",
        "页面 邻县修好一条路",
    ]


def test_an_index_card_is_no_title() -> None:
    page = """
索引号：77/2031-5
名称：关于2031年民生实事的通知
发布日期：2031-03-01
关于2031年民生实事的通知
一、就业（2项）
1.新增就业900人。
"""

    assert [role[:2] for role in drawn(page)] == ["页面", "页面", "页面", "标题", "标题", "目标"]


def test_a_page_number_is_no_item() -> None:
    stations = [f"新建驿站{n}座。" for n in range(3, 20)]
    pumps = [f"改造泵站{n}座。" for n in range(3, 20)]
    page = "\n".join(["民生实事项目清单", *stations, "1", *pumps, "2"])

    assert [role for role in drawn(page) if role[-1] in "12" and len(role) == 4] == ["页面 1", "页面 2"]


ARTICLE = """
年终“成绩单”：禾丰区八件实事收官
【年初承诺】
一、新建公办幼儿园5所，城镇新增就业9000人。
二、改造老旧小区16个。
三、建成区文化馆新馆。
【年终成绩单】
“幼有所育”更暖心。全区新建公办幼儿园6所，完成率120%；城镇新增就业9400人。
人居环境提质增效。16个老旧小区改造全部完工，惠及居民3100户。
区文化馆新馆于11月6日建成开放。
“下楼就能借书，真好！”住在附近的方奶奶说。
下一步，我区将继续办好实事。
"""


def test_promises_and_results_of_an_article_are_told_apart() -> None:
    assert drawn(ARTICLE) == [
        "标题 年终“成绩单”：禾丰区八",
        "标题 【年初承诺】",
        "目标 一、新建公办幼儿园5所，",
        "目标 二、改造老旧小区16个。",
        "目标 三、建成区文化馆新馆。",
        "标题 【年终成绩单】",
        "标题 “幼有所育”更暖心。",
        "结果 全区新建公办幼儿园6所，",
        "标题 人居环境提质增效。",
        "结果 16个老旧小区改造全部完",
        "结果 区文化馆新馆于11月6日",
        "说明 “下楼就能借书，真好！”",
        "说明 住在附近的方奶奶说。",
        "说明 下一步，我区将继续办好实",
    ]


def test_a_result_finds_its_promise_across_the_article() -> None:
    assert ties(ARTICLE) == ["6所 -> 5所", "9400人 -> 9000人", "16个 -> 16个", "建成开放 -> 建成"]


def test_under_a_title_told_twice_the_second_telling_reports_on_the_first() -> None:
    page = """
禾丰区民生实事
1 护苗工程
新建托育点7个，培训保育员300名。
2 安居工程
改造泵站7个。
护苗工程
已建成托育点8个，培训320名。
安居工程
完成7个。
"""

    assert ties(page) == ["8个 -> 7个", "320名 -> 300名", "7个 -> 7个"]
    assert [role[:2] for role in drawn(page)][-4:] == ["标题", "结果", "标题", "结果"]


def test_titles_of_a_flattened_table_are_no_second_telling() -> None:
    rows = ["民生实事任务分解表", "序号", "主要内容", "牵头单位"]
    for number in range(1, 6):
        rows += [str(number), f"新建驿站{number}座。", "城建局", "园林中心"]

    assert "结果" not in {role[:2] for role in drawn("\n".join(rows))}


def test_half_a_year_is_progress_and_its_plans_are_targets() -> None:
    page = """
上半年“成绩单”出炉
记者从区民生办获悉，今年全区安排民生实事12件。
扩大普惠托育。全年计划新增托位800个。目前已新增托位460个，占年度计划的57.5%。
完善路网。环湖路二期完成路基施工。
下半年，我区将紧盯目标、倒排工期。
"""

    roles = " ".join(role[:2] for role in drawn(page))
    assert roles == "标题 说明 标题 目标 进展 标题 进展 说明"
    assert ties(page) == ["460个 -> 800个"]


def test_an_answered_item_is_a_target_in_an_article_of_results() -> None:
    page = """
去年十件实事全部完成
（一）为300个行政村配建健身器材。（体育局负责）
完成情况：已为300个行政村配建健身器材。
（二）开展河道整治行动。（水利局负责）
完成情况：整治河道42公里，清淤6.5万立方米。
"""

    assert [role[:2] for role in drawn(page)] == ["标题", "目标", "说明", "结果", "目标", "说明", "结果"]


def test_the_name_of_a_project_with_a_full_stop_is_a_heading() -> None:
    page = """
民生实事办理情况
（一）农村公路提质项目。
目标任务：改造公路30公里。
完成情况：改造公路31公里，占任务数的103.33%。
"""

    assert [role[:2] for role in drawn(page)] == ["标题", "标题", "目标", "进展"]


def test_a_numbered_line_without_a_body_is_an_order() -> None:
    page = """
2031年重点民生事项
01 新建学校3所
02 继续推行换乘优惠政策
03 推动体育场馆免费开放
"""

    assert [role[:2] for role in drawn(page)] == ["标题", "目标", "目标", "目标"]


def test_a_title_told_again_may_stand_at_the_head_of_its_text() -> None:
    page = """
石桥县2031年民生实事交出答卷
一、年初承诺
1．办学扩容
新建学校2所，新增学位900个。
2．停车便民
新增泊位500个。
二、岁末交卷
1．办学扩容。建成学校2所，新增学位960个。
2．停车便民。新增泊位450个，完成年度目标的90%。
"""

    assert ties(page) == ["2所 -> 2所", "960个 -> 900个", "450个 -> 500个"]


def test_a_paragraph_may_come_to_its_next_promise_behind_a_report() -> None:
    page = """
石桥区上半年民生实事进展情况
教育方面，今年计划新建学校7所。目前，7所学校已开工4所。针对接送难问题，计划在12所学校推行课后服务。已推行9所。
下一步，各单位要倒排工期，对进度慢的2个项目实行周调度。
报：区委办公室。
共印30份
"""

    assert [role[:2] for role in drawn(page)] == [
        "标题", "目标", "进展", "目标", "进展", "说明", "页面", "页面"
    ]  # fmt: skip


def test_a_title_above_its_target_is_a_heading_whatever_verb_it_opens_with() -> None:
    page = """
石桥县一季度民生实事进展
1.健全养老服务体系
目标任务：新建养老站3个。
进展情况：已建成1个。
2.发展普惠托育服务
目标任务：新增托位200个。
进展情况：已新增60个。
"""

    assert [role[:2] for role in drawn(page)] == ["标题", "标题", "目标", "进展", "标题", "目标", "进展"]


ANSWERED = """把“心愿清单”办成“幸福账单”
——石桥县2031年民生实事项目完成情况综述
学有所成：身边的好学校越来越多
年初，县政府承诺新建学校8所，新增学位4000个，为全县的孩子们打造更好更美更安全的校园。
一年来，8所学校如期竣工，新增学位4200个，完成率105%，老师和孩子们都说校园变美了。
老有所乐：银龄生活越来越有滋味
建设老年食堂6个、互助养老点18个，为450户高龄老人装上扶手、换掉门槛，户户都有人上门。
如今，6个老年食堂天天开饭，18个互助养老点有人照看，装上扶手的有460户，老人们个个都说好。
行有所安：回家的路越走越平
拓宽村路66公里，添置公交车14辆，把站牌立到每个自然村的村口，这是开年时许下的承诺。
村路完成67公里，14辆公交车上线运营，赶集的路越走越宽，村里人的笑容也越来越多。
"""


def test_promises_and_results_may_stand_in_turn_under_each_title() -> None:
    told = extract_document(ANSWERED.splitlines())

    assert [f"{one.role} {one.text[:4]}" for one in told] == [
        "heading 把“心愿",
        "heading ——石桥",
        "heading 学有所成",
        "target 年初，县",
        "result 一年来，",
        "heading 老有所乐",
        "target 建设老年",
        "result 如今，6",
        "heading 行有所安",
        "target 拓宽村路",
        "result 村路完成",
    ]
