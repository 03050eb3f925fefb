"""What extraction reads out of sentences and documents; every document here is invented."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from generators.extraction.completion import completions
from generators.extraction.documents import Line, extract_document, extract_sentence
from generators.extraction.jsonl import completion_jsonl, jsonl, lines_of
from generators.extraction.lexicon import Lexicon, Vocabulary, vocabulary_of
from generators.extraction.records import Indicator, Sentence


def counts(text: str, role: str = "target") -> list[tuple[str, float, str, str]]:
    """Return name, value, unit and comparator of the numbers of a sentence."""
    found = extract_sentence(text, role).indicators
    return [
        (one.name, float(one.value), one.unit or "", one.comparator or "") for one in found if one.value is not None
    ]


def stages(text: str, role: str = "target") -> list[tuple[str, str | None]]:
    """Return name and stage of the milestones of a sentence."""
    return [(one.name, one.stage) for one in extract_sentence(text, role).indicators if one.kind == "milestone"]


def ignored(text: str) -> dict[str, str]:
    """Return the numbers that count nothing, with the reason."""
    return {one.raw: one.why for one in extract_sentence(text).ignored}


def links(text: str, role: str = "target") -> list[tuple[str, str | None, int | None, str | None]]:
    return [(one.raw, one.rel, one.parent, one.sum) for one in extract_sentence(text, role).indicators]


# ---------------------------------------------------------------- names
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增社区图书室18间。", [("社区图书室", 18, "间", "=")]),
        ("改造提升6座老旧泵站。", [("老旧泵站", 6, "座", "=")]),
        ("为1.6万名农民工提供免费法律咨询。", [("农民工法律咨询", 16000, "人", "=")]),
        ("对90户低收入家庭实施危房改造。", [("低收入家庭危房改造", 90, "户", "=")]),
        ("48个自然村实施供水改造。", [("自然村供水改造", 48, "个", "=")]),
        ("培训乡村医生260名、养老护理员500名。", [("乡村医生", 260, "人", "="), ("养老护理员", 500, "人", "=")]),
        ("新建25个农贸市场、3个冷链物流中心。", [("农贸市场", 25, "个", "="), ("冷链物流中心", 3, "个", "=")]),
        ("老楼加装扶梯，年内开工30部。", [("老楼加装扶梯开工", 30, "部", "=")]),
        ("每千人口拥有执业医师数达3.4人。", [("每千人口拥有执业医师数", 3.4, "人/千人口", ">=")]),
    ],
)
def test_the_name_is_found_before_or_behind_the_number(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert counts(text) == expected


def test_names_in_front_of_a_count_are_members_not_milestones() -> None:
    (found,) = extract_sentence("改造梅园、松鹤里、北苑等9个老旧小区。").indicators

    assert (found.name, found.members, found.members_complete) == ("老旧小区", ("梅园", "松鹤里", "北苑"), False)


def test_a_list_as_long_as_the_count_is_complete() -> None:
    (found,) = extract_sentence("建设石门、白沙、柳溪3座污水处理站。").indicators

    assert (found.name, found.members, found.members_complete) == ("污水处理站", ("石门", "白沙", "柳溪"), True)


# ---------------------------------------------------------------- values, units, comparators
@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("新增停车位１．２万个。", 12000, "个", "="),
        ("新增停车位1,250个。", 1250, "个", "="),
        ("发放就业补贴3亿4500万元。", 345000000, "元", "="),
        ("完成河道清淤12万方以上。", 120000, "立方米", ">="),
        ("开展消防演练不少于二十场。", 20, "场", ">="),
        ("公共厕所达标率百分之九十五以上。", 95, "%", ">="),
        ("建成分布式光伏约30兆瓦。", 30, "兆瓦", "~"),
        ("救助困难群众10余万人次。", 100000, "人次", "~"),
        ("生活垃圾填埋比例不超过5%。", 5, "%", "<="),
        ("PM2.5浓度控制在31微克/立方米以内。", 31, "微克/立方米", "<="),
        ("新建驿站20个以上。", 20, "个", ">="),
        ("新建20个以上驿站。", 20, "个", ">="),
        ("高龄津贴标准提高到每人每月120元。", 120, "元/人/月", "="),
        ("护理补贴每月不低于80元。", 80, "元/月", ">="),
        ("新增日处理能力3万吨/日。", 30000, "吨/日", "="),
        ("培训电工3000元名。", 3000, "人", "="),
    ],
)
def test_value_unit_and_comparator(text: str, value: float, unit: str, comparator: str) -> None:
    (found,) = extract_sentence(text).indicators

    assert (float(found.value or 0), found.unit, found.comparator) == (value, unit, comparator)


@pytest.mark.parametrize("text", ["新建托育园3-5所。", "新建托育园3～5所。", "新建托育园三至五所。", "新建托育园3至5所。"])
def test_a_range_has_two_ends(text: str) -> None:
    (found,) = extract_sentence(text).indicators

    assert (found.value, found.value_max, found.comparator, found.unit) == (3, 5, "range", "所")


@pytest.mark.parametrize(
    ("text", "value"), [("招募达人120名。", "="), ("签约医生120名。", "="), ("创建4A级以上景区3家。", "="), ("新建超市7家。", "=")]
)
def test_a_cue_inside_a_word_is_no_cue(text: str, value: str) -> None:
    assert [one.comparator for one in extract_sentence(text).indicators] == [value]


# ---------------------------------------------------------------- numbers that are no indicators
@pytest.mark.parametrize(
    ("text", "raw", "why"),
    [
        ("3、新建公厕2座。", "3、", "item_no"),
        ("①新建公厕2座。", "①", "item_no"),
        ("2026年新建公厕2座。", "2026年", "year"),
        ("6月底前新建公厕2座。", "6月底", "date"),
        ("为70岁以上老人体检2万人。", "70岁", "age"),
        ("5#楼粉刷完成。", "5#楼", "building_no"),
        ("创建5A级景区1家。", "5A级", "grade"),
        ("举办第八届艺术节。", "第八", "ordinal"),
        ("实施“百千万”工程，新建公厕2座。", "“百千万”", "name"),
        ("打造15分钟生活圈6个。", "15分钟", "duration"),
        ("12345热线办结率98%。", "12345", "phone"),
        ("新建110千伏变电站2座。", "110千伏", "grade"),
        ("推进滨江新城二期建设。", "二期", "name"),
        ("推进城乡一体化，新建公厕2座。", "一", "idiom"),
        ("一季度新建公厕2座。", "一季度", "period"),
    ],
)
def test_a_number_that_counts_nothing_is_set_aside_with_its_reason(text: str, raw: str, why: str) -> None:
    assert why == ignored(text).get(raw)
    assert all(raw not in one.raw for one in extract_sentence(text).indicators)


# ---------------------------------------------------------------- implied values
@pytest.mark.parametrize(
    ("text", "name", "kind", "value"),
    [
        ("农村公路路灯全覆盖。", "农村公路路灯", "coverage", 100),
        ("家庭医生签约服务覆盖全县。", "家庭医生签约服务", "coverage", 100),
        ("独居老人家庭燃气报警器应装尽装。", "独居老人家庭燃气报警器", "coverage", 100),
        ("拖欠工资案件动态清零。", "拖欠工资案件", "zero", 0),
        ("充电桩数量比上年翻两番。", "充电桩数量", "multiply", 4),
    ],
)
def test_a_value_told_in_words_is_implied(text: str, name: str, kind: str, value: int) -> None:
    (found,) = extract_sentence(text).indicators

    assert (found.name, found.kind, found.value, found.implied) == (name, kind, value, True)


# ---------------------------------------------------------------- milestones
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清溪小学、竹园中学和市民广场竣工。", [("清溪小学", "complete"), ("竹园中学", "complete"), ("市民广场", "complete")]),
        ("文化馆新馆年内投入使用。", [("文化馆新馆", "in_use")]),
        ("启动东湖大桥建设。", [("东湖大桥建设", "start")]),
        ("加快推进甲子地块、南塘地块安置房建设。", [("甲子地块安置房建设", "construct"), ("南塘地块安置房建设", "construct")]),
        ("建成区级档案馆。", [("区级档案馆", "complete")]),
    ],
)
def test_a_work_without_a_number_is_a_milestone(text: str, expected: list[tuple[str, str]]) -> None:
    assert stages(text) == expected


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("清溪小学主体结构封顶。", "topped"),
        ("清溪小学外墙粉刷基本完成。", "fitout"),
        ("清溪小学已完成施工图审查和财评。", "approval"),
        ("清溪小学桩基工程完成。", "construct"),
        ("清溪小学已进场施工。", "start"),
        ("清溪小学尚未开工。", "not_started"),
        ("清溪小学已竣工交付。", "complete"),
        ("清溪小学完成选址。", "plan"),
    ],
)
def test_a_report_tells_the_stage_of_a_work(text: str, stage: str) -> None:
    assert stages(text, "progress") == [("清溪小学", stage)]


def test_a_purpose_is_no_indicator() -> None:
    assert extract_sentence("进一步提升群众出行满意度。").indicators == ()


# ---------------------------------------------------------------- links
def test_parts_go_to_the_number_they_add_up_to() -> None:
    found = links("新建公园10个，竣工4个，其中综合公园3个、口袋公园7个。")

    assert found == [("10个", None, None, "exact"), ("4个", "stage", 0, None), ("3个", "part", 0, None), ("7个", "part", 0, None)]


def test_a_part_that_is_not_the_whole_leaves_a_subset() -> None:
    assert links("新增床位900张，其中护理型床位500张。") == [("900张", None, None, "subset"), ("500张", "part", 0, None)]


def test_parts_in_another_unit_are_a_mismatch() -> None:
    assert links("开展检测8轮，其中水样40份、土样20份。")[0] == ("8轮", None, None, "unit_mismatch")


def test_a_total_beside_an_increment() -> None:
    found = extract_sentence("新增老年食堂5家，总数达27家。").indicators

    assert [(one.rel, one.parent, one.kind) for one in found] == [(None, None, "increment"), ("total", 0, "cumulative")]


def test_a_starting_point_is_never_a_target() -> None:
    found = extract_sentence("低保标准由每人每月700元提高到760元。").indicators

    assert [(one.value, one.unit, one.rel, one.parent) for one in found] == [
        (700, "元/人/月", "baseline", 1),
        (760, "元/人/月", None, None),
    ]


def test_each_counts_for_every_sharer() -> None:
    found = extract_sentence("人均补助90元，其中省30元，市县各30元。").indicators

    assert [(one.value, one.each, one.rel) for one in found] == [(90, 1, None), (30, 1, "part"), (30, 2, "part")]
    assert found[0].sum == "exact"


def test_area_and_people_are_sides_of_the_same_work() -> None:
    found = links("改造老旧小区12个，总面积30万平方米，涉及80幢、2600户居民。")

    assert [(rel, parent) for _, rel, parent, _ in found] == [(None, None), ("attr", 0), ("attr", 0), ("attr", 0)]


# ---------------------------------------------------------------- the office's own words
def test_an_office_adds_its_own_units_and_verbs() -> None:
    own = Lexicon(Vocabulary(units={"垧": "垧"}, verbs=("增殖放流",)))

    found = extract_sentence("增殖放流鱼苗水面30垧。", lexicon=own).indicators

    assert [(one.name, one.unit, one.action) for one in found] == [("鱼苗水面", "垧", "增殖放流")]


# ---------------------------------------------------------------- whole documents
MIXED = """青溪区2024年民生实事项目上半年推进情况
一、住有所居
1、改造老旧小区36个，新建口袋公园12个、绿道30公里。①老旧小区：18个已完工，12个正在施工，6个进入招标阶段；②口袋公园建成5个，在建4个；③绿道完成12.5公里。
2、城镇新增就业1.5万人，城镇调查失业率控制在5%以内。截至6月底，城镇新增就业9216人，城镇调查失业率4.6%。
3、建成区级综合养老服务中心。项目已于5月底竣工，正在进行设备调试。
4、家庭医生签约重点人群不少于5.2万人，开展义诊60场次。
5、新建公厕10座。新建公厕尚未启动。
"""


def document(text: str) -> list[Sentence]:
    return extract_document(lines_of(text))


def rates(text: str) -> dict[str, tuple[str, Decimal | None]]:
    return {one.indicator.name: (one.how, one.rate) for one in completions(document(text))}


def test_the_boundary_between_target_and_progress_is_found() -> None:
    roles = [one.role for one in document(MIXED)]

    assert roles == ["heading", "heading", *["target", "progress"] * 3, "target", "target", "progress"]


def test_rates_are_computed_only_from_what_is_done() -> None:
    found = rates(MIXED)

    assert found["老旧小区"] == ("value", Decimal("50.00"))
    assert found["口袋公园"] == ("value", Decimal("41.67"))
    assert found["绿道"] == ("value", Decimal("41.67"))
    assert found["城镇新增就业"] == ("value", Decimal("61.44"))
    assert found["城镇调查失业率"] == ("threshold", None)
    assert found["家庭医生签约重点人群"] == ("none", None)
    assert found["新建公厕"] == ("zero", Decimal("0.00"))


def test_an_at_most_target_is_met_or_missed() -> None:
    met = [one.met for one in completions(document(MIXED)) if one.indicator.name == "城镇调查失业率"]

    assert met == [True]


def test_a_work_without_a_name_in_the_report_is_the_work_of_the_target() -> None:
    report = next(one for one in document(MIXED) if one.text.startswith("项目已于"))

    first = report.indicators[0]
    assert (first.name, first.stage) == ("区级综合养老服务中心", "complete")
    assert all(one.reports_on is not None for one in report.indicators)


YEAR_END = """柳河县2023年民生实事项目完成情况
近日，记者从县政府办获悉，全年民生实事项目已全部完成。
一、促进充分就业
全年新增城镇就业6209人，完成年度目标的124.18%；开展职业技能培训3294人次，完成率109.8%。
松岭小学、河湾幼儿园建成投用，新增学位2160个，超额完成年度任务。
新建充电桩1200根，累计达5600根。
"""


def test_a_year_end_article_tells_results_with_rates_over_a_hundred() -> None:
    found = document(YEAR_END)
    first: tuple[Indicator, ...] = found[3].indicators

    assert [one.role for one in found[2:]] == ["heading", "result", "result", "result"]
    assert [(one.value, one.rel, one.parent) for one in first] == [
        (6209, None, None),
        (Decimal("124.18"), "attr", 0),
        (3294, None, None),
        (Decimal("109.8"), "attr", 2),
    ]
    assert [(one.name, one.stage) for one in found[4].indicators][:2] == [("松岭小学", "in_use"), ("河湾幼儿园", "in_use")]


LISTED = """2025年云台区为民办实事项目清单
1 教育惠民工程
新建中小学4所、改扩建5所，增加学位8100个；为110间教室更换护眼灯具。
2 平安建设工程
生产安全事故死亡人数零增长，矛盾纠纷动态清零，100张以上床位的养老机构消防改造全覆盖。
"""


def test_a_list_by_paragraphs_has_headings_and_targets() -> None:
    found = document(LISTED)

    assert [one.role for one in found] == ["heading", "heading", "target", "heading", "target"]
    assert [int(one.value or 0) for one in found[2].indicators] == [4, 5, 8100, 110]
    assert [one.kind for one in found[4].indicators] == ["zero", "zero", "coverage"]


def test_a_row_may_name_the_role_of_a_cell() -> None:
    found = extract_document([Line("新建泵站4座。", "target", 1), Line("泵站已建成1座。", "progress", 1)])

    assert found[1].indicators[0].reports_on is not None
    assert [one.rate for one in completions(found)] == [Decimal("25.00")]


def test_furniture_and_context_are_told_from_targets() -> None:
    text = "当前位置：首页\n2025年实事项目清单\n现将清单印发给你们，请认真组织实施。\n新建公厕2座。\n打印本页 关闭窗口\n"

    assert [one.role for one in document(text)] == ["furniture", "heading", "context", "target", "furniture"]


def test_json_lines_carry_what_a_scorer_reads() -> None:
    rows = [json.loads(line) for line in jsonl("目标\t新建公厕30座。\n进展\t已建成公厕12座。", "样本")]

    assert [(row["doc"], row["role"]) for row in rows] == [("样本", "target"), ("样本", "progress")]
    assert rows[1]["indicators"][0]["reports_on"] is None or rows[1]["indicators"][0]["value"] == 12
    assert [json.loads(line)["value"] for line in completion_jsonl("新建公厕30座。")] == [30]


# ---------------------------------------------------------------- shapes met in print
LABELLED = """2024年青溪区民生实事项目完成情况
一、交通出行项目
目标任务：新（改）建农村公路20公里；新增充电桩200个；建成公交首末站2座。
责任单位：区交通局
完成情况：新（改）建农村公路21.5公里；新增充电桩186个；公交首末站均已开工。
"""


def test_labelled_lines_say_their_own_role_and_belong_to_one_item() -> None:
    found = document(LABELLED)

    assert [one.role for one in found] == ["heading", "heading", "target", "context", "result"]
    assert rates(LABELLED) == {
        "农村公路": ("value", Decimal("107.50")),
        "充电桩": ("value", Decimal("93.00")),
        "公交首末站": ("stage", None),
    }


def test_a_cumulative_report_replaces_the_one_of_the_quarter() -> None:
    text = "重点项目进展情况\n1、解决500万人饮水安全。上半年解决了59.6万人的饮水安全问题。累计解决了498.1万人的饮水安全问题，占总计划的99.6%。"

    assert rates(text) == {"饮水安全": ("value", Decimal("99.62"))}


def test_work_that_is_only_under_way_does_not_count_as_done() -> None:
    text = "实事项目进展情况\n1、建设口袋公园20处。已完成梅园、松鹤里等口袋公园共11处；正在推进北苑、南湖等7处口袋公园建设。"

    assert rates(text)["口袋公园"] == ("value", Decimal("55.00"))


def test_a_report_in_another_kind_of_unit_gives_no_rate() -> None:
    text = "实事项目进展情况\n1、改造燃气管网40公里。目前已更换燃气管网阀门300个。"

    assert all(rate is None for _, rate in rates(text).values())


def test_percentages_of_lots_are_never_averaged() -> None:
    text = "实事项目进展情况\n1、改造老旧小区3个。一标段已完成总进度的32%；二标段已完成总进度的7%。"

    assert rates(text)["老旧小区"] == ("components", None)


def test_a_restated_target_is_no_actual() -> None:
    text = "实事项目进展情况\n1、年内12所学校操场对外开放。新增开放2所，确保12所全部对外开放。"

    assert [rate for _, rate in rates(text).values()] == [None]


def test_quarters_add_up_while_a_figure_as_of_a_date_stands_alone() -> None:
    lines = [
        Line("新建公厕30座。", "target", 1),
        Line("一季度新建公厕6座。", "progress", 1),
        Line("二季度新建公厕9座。", "progress", 1),
    ]

    assert [one.rate for one in completions(extract_document(lines))] == [Decimal("50.00")]


def test_shares_told_together_go_to_the_counts_in_their_order() -> None:
    text = "新增就业5.5万人，安排4万名下岗人员再就业，分别完成市定任务的120.7%和134.7%。"

    found = extract_sentence(text, "result").indicators

    assert [(one.raw, one.rel, one.parent) for one in found if one.unit == "%"] == [
        ("120.7%", "attr", 0),
        ("134.7%", "attr", 1),
    ]


def test_a_label_before_a_colon_is_the_subject_up_to_the_next_label() -> None:
    text = "梅园小学：桩基完成；松鹤中学：1#、2#粉刷完成，3#粉刷完成80%。"

    found = extract_sentence(text, "progress").indicators

    assert [(one.name, one.stage, one.value) for one in found] == [
        ("梅园小学", "construct", None),
        ("松鹤中学1#、2#", "fitout", None),
        ("松鹤中学3#粉刷", None, 80),
    ]


def test_circled_numbers_answer_the_targets_in_order() -> None:
    text = "实事项目一季度进展情况\n1、培训育婴员300人。发放助残补贴800户。①已制定培训工作方案。②正在核对名单，拟定发放办法。"

    found = document(text)
    reports = [one.reports_on for sentence in found for one in sentence.indicators if one.reports_on]

    assert [link.sentence for link in reports] == [found[1].key, found[2].key]


def test_a_report_on_a_line_of_its_own_belongs_to_the_item_before() -> None:
    found = document("实事项目进展情况\n1、新建公厕30座。\n目前已建成公厕12座。\n2、新建驿站5个。\n尚未启动。\n")

    assert [one.role for one in found] == ["heading", "target", "progress", "target", "progress"]
    assert [one.rate for one in completions(found)] == [Decimal("40.00"), Decimal("0.00")]


def test_the_size_of_a_thing_is_not_a_count() -> None:
    found = extract_sentence("100张以上床位的养老机构消防改造12家。").indicators

    assert [one.raw for one in found] == ["12家"]


def test_names_before_a_generic_word_stay_works_of_their_own() -> None:
    assert stages("实施梅园泵站、柳溪截污工程等项目。") == [("梅园泵站", "ongoing"), ("柳溪截污工程", "ongoing")]


def test_bare_names_before_a_shared_work_stay_together() -> None:
    (found,) = extract_sentence("推进梅街、桃巷、竹弄等老城区道路整治。").indicators

    assert found.name.endswith("老城区道路整治")


def test_a_work_may_only_be_said_to_be_finished() -> None:
    assert stages("文化馆改造项目年内完成，城南图书馆开放。") == [("文化馆改造项目", "complete"), ("城南图书馆", "in_use")]


def test_an_unknown_table_of_an_office_is_named() -> None:
    with pytest.raises(ValueError, match="verb_list"):
        vocabulary_of({"verb_list": ["增殖放流"]})


def test_a_start_without_a_cue_right_before_it_is_still_a_start() -> None:
    found = extract_sentence("低保标准由家庭年人均收入2650元提高到3000元以上。").indicators

    assert [(one.value, one.rel, one.comparator) for one in found] == [(2650, "baseline", "="), (3000, None, ">=")]


def test_a_rate_of_starts_belongs_to_the_count_that_started() -> None:
    found = extract_sentence("幸福院项目开工229个，开工率76.3%。", "progress").indicators

    assert [(one.rel, one.parent) for one in found] == [(None, None), ("attr", 0)]


def test_what_is_being_done_is_no_part_of_the_name() -> None:
    assert stages("河湾幼儿园正在承台施工。", "progress") == [("河湾幼儿园", "construct")]


def test_a_paragraph_without_a_number_that_only_reports_is_progress() -> None:
    text = "实事项目进展情况\n1、新建公厕30座。\n截至6月底，已有23个文体项目动工实施，开工率达65.7%。\n"

    assert [one.role for one in document(text)] == ["heading", "target", "progress"]


def test_area_told_in_the_next_sentence_belongs_to_the_work_before() -> None:
    found = document("实事项目清单\n建成柳溪文体中心。总建筑面积1.2万平方米，总投资8600万元。\n")

    assert [(one.rel, one.parent_link.index if one.parent_link else None) for one in found[2].indicators] == [
        ("attr", 0),
        ("attr", 0),
    ]


def test_parts_told_in_the_next_sentence_belong_to_the_number_before() -> None:
    found = document("实事项目清单\n新增床位900张。其中，护理型床位500张，普通床位400张。\n")

    assert found[1].indicators[0].sum == "exact"
    assert [one.rel for one in found[2].indicators] == ["part", "part"]


ARTICLE = """民生小事办成暖心大事
新年伊始，走进梅园小区，居民正在新修的步道上锻炼。
“路修好了，灯也亮了。”居民高兴地说。
青禾小学建成投用，新增学位1890个，完成教室护眼灯改造320间。
建成邻里厨房9家，总数达31家，适老化改造520户，完成率104%。
空气优良天数比率达82.3%，同比提升2.1个百分点。
"""


def test_an_article_without_a_telling_title_still_tells_results() -> None:
    roles = [one.role for one in document(ARTICLE)]

    assert roles == ["heading", "context", "context", "context", "result", "result", "result"]


def test_a_list_of_projects_stays_a_plan_however_glad_its_words() -> None:
    text = "2025年实事项目清单\n" + "".join(f"新建驿站{count}个，出行更加便捷。\n" for count in range(2, 8))

    assert {one.role for one in document(text)} == {"heading", "target"}
