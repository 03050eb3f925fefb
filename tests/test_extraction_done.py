"""What was done of what was promised: a clerk's sentences, all invented, and the figure each must give."""

from __future__ import annotations

import pytest

from generators.extraction.completion import completions
from generators.extraction.documents import Line, extract_document, extract_sentence
from generators.extraction.records import Link


def done(target: str, report: str) -> list[str]:
    """Return each counted target with how much was done of it, or why that is not known."""
    told = extract_document([Line(target, "target", 1), Line(report, "progress", 1)])
    return [
        f"{one.indicator.raw}: {one.how if one.actual is None else one.actual}" for one in completions(told)
    ]


def stages(target: str, report: str) -> list[tuple[str, str | None]]:
    """Return the target each stage of a report is told of, and the stage."""
    told = extract_document([Line(target, "target", 1), Line(report, "progress", 1)])
    wanted = {Link(one.key, at): draft.name for one in told for at, draft in enumerate(one.indicators)}
    return [
        (wanted[draft.reports_on], draft.stage)
        for one in told
        for draft in one.indicators
        if draft.kind == "milestone" and draft.reports_on is not None
    ]


@pytest.mark.parametrize(
    ("target", "report", "expected"),
    [
        ("新建书屋10个。", "已建成4个，剩余6个8月底前建成。", "4"),
        ("新建书屋10个。", "已建成4个，其余6个计划9月完工。", "4"),
        ("新建书屋10个。", "已建成4个，剩余6个全部完工。", "10"),
        ("改造公厕30座。", "现已完成12座，未完成18座。", "12"),
        ("新建书屋10个。", "尚有6个书屋未建成。", "none"),
        ("新建学校5所。", "还需建设3所。", "none"),
        ("改造小区23个。", "已开工小区11个，完工3个。", "3"),
        ("改造小区23个。", "已启动小区11个。", "staged"),
        ("新建学校5所。", "5所学校全部开工，2所主体封顶。", "staged"),
        ("新建托育中心3个。", "3个托育中心全部建成。", "3"),
        ("新建托育中心3个。", "确保3个托育中心全部建成。", "restated"),
        ("改建公厕30座。", "较去年多改建公厕5座，已改建公厕12座。", "12"),
        ("完成食品抽检3200批次。", "累计完成1705批次，不合格23批次。", "1705"),
        ("完成适老化改造500户。", "完成入户评估536户、实际完工412户。", "412"),
        ("完成适老化改造500户。", "完成入户评估536户。", "staged"),
        ("改造小区12个。", "12个小区全部开工，其中完工5个；柳河里等3个小区完成外墙保温。", "5"),
        ("新建学校30所。", "27所学校已开工25所、完工17所。", "17"),
        ("新建农村公路20公里。", "完成路基9公里、路面6.5公里。", "6.5"),
        ("下沉事项110个。", "三季度代办事项1.12万件。", "stage"),
        ("举办招聘会60场。", "举办招聘会71期。", "71"),
        ("新建便民服务点25个。", "新建便民服务点28个，超额完成3个。", "28"),
        ("新建充电桩500个。", "全年任务500个，截至目前已建成充电桩320个，还差180个。", "320"),
        ("安装路灯1200盏。", "路灯已到货1200盏，安装860盏。", "860"),
        ("安装路灯1200盏。", "已采购路灯1200盏，完成安装860盏。", "860"),
        ("购置巡逻车20辆。", "已采购巡逻车12辆。", "12"),
        ("改造敬老院4所。", "已完工3所，其中1所待验收。", "3"),
        ("改扩建幼儿园6所。", "4所完工，其中2所9月1日投用。", "4"),
        ("新建学校11所。", "截至6月底，11所学校动工10所，其中柳河三小等4所主体封顶。", "restated"),
        ("新建幼儿园9所。", "9所幼儿园已全部开工，其中主体封顶4所，进入内部装修2所。", "staged"),
        ("年内封顶学校4所。", "4所学校全部开工，其中主体封顶3所。", "3"),
        ("改造学校2所。", "直饮水设备已安装205台，覆盖学校38所。", "none"),
        ("高龄津贴每人每月60元。", "发放高龄津贴145.01万元。", "none"),
        ("新建书房20家。", "新建书房22家，全市累计建成137家。", "22"),
        ("为8000名女生接种HPV疫苗。", "HPV疫苗首针接种6800人、第二针接种3100人。", "6800"),
        ("改造危房120户。", "120户危房改造任务中，竣工98户。", "98"),
        ("培训农民工2000人次。", "三季度培训农民工380人次，1—9月共培训1650人次。", "1650"),
        ("为800名老人提供上门服务。", "已为512名老人提供上门服务1.03万人次。", "512"),
    ],
)
def test_only_what_is_done_counts(target: str, report: str, expected: str) -> None:
    assert [one.split(": ")[1] for one in done(target, report)] == [expected]


def test_sides_of_a_work_report_on_the_sides_promised() -> None:
    promised = "改造老旧小区23个，惠及居民1.12万户，完成投资3.4亿元，改造率不低于95%。"
    report = "完工3个，惠及居民1860户，完成投资5200万元，改造率33.3%。"

    assert done(promised, report) == [
        "23个: 3", "1.12万户: 1860", "3.4亿元: 52000000", "95%: 33.3"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("report", "stage"),
    [
        ("正在进行基础施工。", "construct"),
        ("已完成施工招标。", "approval"),
        ("主体已封顶。", "topped"),
        ("项目正在进行内部装修。", "fitout"),
    ],
)
def test_a_report_that_names_no_work_tells_of_the_only_one_promised(report: str, stage: str) -> None:
    assert stages("新增学位720个。改扩建柳河小学，年内竣工。", report) == [("柳河小学", stage)]


def test_a_stage_of_two_works_is_told_of_neither() -> None:
    assert stages("改扩建柳河小学，新建文昌中学。", "正在进行基础施工。") == []


def test_a_deadline_behind_a_semicolon_is_that_of_the_work_before_it() -> None:
    found = extract_sentence("柳河小学年内竣工；新建文昌中学，年内主体完工。").indicators

    assert [(one.name, one.stage) for one in found] == [("柳河小学", "complete"), ("文昌中学", "topped")]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("启动环城路北延线前期工作。", "plan"),
        ("做好环城路北延线前期工作。", "plan"),
        ("完成环城路北延线前期工作。", "approval"),
    ],
)
def test_preparing_is_no_approval_until_it_is_finished(text: str, stage: str) -> None:
    assert [one.stage for one in extract_sentence(text).indicators] == [stage]


@pytest.mark.parametrize("text", ["新增充电桩2000至2500个。", "新增充电桩2000-2500个。", "新增充电桩2000到2500个。"])
def test_a_range_may_look_like_years(text: str) -> None:
    found = extract_sentence(text).indicators

    assert [(one.name, int(one.value or 0), int(one.value_max or 0)) for one in found] == [("充电桩", 2000, 2500)]


def test_what_is_hoped_for_beyond_the_promise_is_optional() -> None:
    found = extract_sentence("优良天数比例达到82%以上，力争达到85%。").indicators

    assert [(one.raw, one.optional) for one in found] == [("82%", False), ("85%", True)]


def test_a_stage_told_before_the_share_of_the_next_step_is_kept() -> None:
    report = "柳河水厂主体工程已完工，设备安装完成40%。"

    found = extract_document([Line("扩建柳河水厂。", "target", 1), Line(report, "progress", 1)])[1].indicators

    assert [(one.raw, one.stage) for one in found] == [("主体工程已完工", "topped"), ("40%", None)]


def ties(target: str, report: str) -> list[str]:
    """Return each number of a report with the number it reports on."""
    told = extract_document([Line(target, "target", 1), Line(report, "progress", 1)])
    wanted = {Link(one.key, at): draft.raw for one in told for at, draft in enumerate(one.indicators)}
    return [
        f"{draft.raw} -> {wanted[draft.reports_on] if draft.reports_on else '-'}"
        for one in told
        if one.role == "progress"
        for draft in one.indicators
    ]


@pytest.mark.parametrize(
    ("target", "report", "expected"),
    [
        ("新增护理型床位350张，护理型床位占比达62%。", "新增护理型床位210张，占比61.2%。",
         ["210张 -> 350张", "61.2% -> 62%"]),
        ("改造老旧小区12个，惠及居民2860户。", "完工8个，2915户居民受益。", ["8个 -> 12个", "2915户 -> 2860户"]),
        ("智慧消防联网单位累计达60家。", "智慧消防新接入单位17家，总数达58家。", ["17家 -> 60家", "58家 -> 60家"]),
        ("新增学位2000个，新增幼儿园学位720个。", "新增学位2386个，其中新增幼儿园学位768个。",
         ["2386个 -> 2000个", "768个 -> 720个"]),
        ("调解矛盾纠纷5000件。", "调解矛盾纠纷4287件；热线受理诉求3.6万件。", ["4287件 -> 5000件", "3.6万件 -> -"]),
        ("燃气用户入户安检2.1万户。", "燃气用户入户安检1.9万户，整改隐患1326处。", ["1.9万户 -> 2.1万户", "1326处 -> -"]),
        ("农村改厕2100户。", "农村改厕完成962户，开工率100%。", ["962户 -> 2100户", "100% -> -"]),
        ("改造小区62个，年内完工48个。", "62个小区全部开工，已完工51个。", ["62个 -> 62个", "51个 -> 48个"]),
        ("新建学校18所，其中小学6所、九年一贯制学校3所。", "新建学校19所，其中小学8所、九年一贯制学校3所。",
         ["19所 -> 18所", "8所 -> 6所", "3所 -> 3所"]),
        ("食品抽检900批次，农贸市场快检室全覆盖。", "食品抽检950批次，合格率98.7%。", ["950批次 -> 900批次", "98.7% -> -"]),
        ("新建停车泊位900个，立体停车泊位400个。", "新增泊位866个，其中道路泊位520个。", ["866个 -> 900个", "520个 -> -"]),
        ("培训3500人次。", "培训2160人次，提供岗位1.38万个。", ["2160人次 -> 3500人次", "1.38万个 -> -"]),
        ("加固危桥7座。", "7座危桥开工6座，柳溪桥、石板桥等4座已通车。",
         ["7座 -> 7座", "6座 -> 7座", "4座 -> 7座"]),
        ("配备DR设备6台，彩超8台。", "DR设备到货DR4台、彩超5台。", ["4台 -> 6台", "5台 -> 8台"]),
    ],
)  # fmt: skip
def test_a_number_reports_on_what_it_is_of(target: str, report: str, expected: list[str]) -> None:
    assert ties(target, report) == expected
