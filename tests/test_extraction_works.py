"""Named works, stages, and how the numbers of one sentence hang together; every sentence is invented."""

from __future__ import annotations

import pytest

from generators.extraction.documents import extract_document, extract_sentence


def works(text: str, role: str = "target") -> list[str]:
    """Return name and stage of the firm milestones of a sentence."""
    found = extract_sentence(text, role).indicators
    return [f"{one.name} {one.stage}" for one in found if one.kind == "milestone" and not one.optional]


def tree(text: str, role: str = "target") -> list[str]:
    """Return the numbers of a sentence, each with how it hangs on which other one."""
    found = extract_sentence(text, role).indicators
    return [
        one.raw if one.parent is None else f"{one.raw} {one.rel} {found[one.parent].raw}" for one in found
    ]


# ---------------------------------------------------------------- works
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("动建青杨路隧道。", ["青杨路隧道 start"]),
        ("修复文昌阁片区路网。", ["文昌阁片区路网 construct"]),
        ("新建县医院发热门诊、区疾控中心实验楼。", ["县医院发热门诊 construct", "区疾控中心实验楼 construct"]),
        ("对第三中学操场、柳河小学食堂优化提升。", ["第三中学操场 ongoing", "柳河小学食堂 ongoing"]),
        ("建设县域影像、心电、检验三大共享中心。",
         ["县域影像共享中心 construct", "心电共享中心 construct", "检验共享中心 construct"]),
        ("青年路小学完成主体结顶。", ["青年路小学 topped"]),
        ("完成南湖社区服务中心主体。", ["南湖社区服务中心 topped"]),
        ("完成第二水厂地下室基础工程。", ["第二水厂地下室基础工程 construct"]),
        ("开工建设区职教中心实训楼扩建工程。", ["区职教中心实训楼扩建工程 start"]),
        ("实施白杨河综合治理，柳叶湖水生态修复，长堤路改造工程。",
         ["白杨河综合治理 ongoing", "柳叶湖水生态修复 ongoing", "长堤路改造工程 ongoing"]),
    ],
)  # fmt: skip
def test_works_are_told_by_their_verb_whatever_they_are_called(text: str, expected: list[str]) -> None:
    assert works(text) == expected


@pytest.mark.parametrize("text", ["不断提升服务水平。", "推动文化和旅游融合发展。", "完成全年各项任务。"])
def test_a_quality_is_no_work(text: str) -> None:
    assert works(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("滨河路、柳荫街完成路面摊铺。", ["滨河路 construct", "柳荫街 construct"]),
        ("公交充电站采购合同已签订。", ["公交充电站 approval"]),
        ("助残资金尚未发放。", ["助残资金 not_started"]),
        ("两项任务均超额完成。", []),
        ("桃源幼儿园桩基检测完成。", ["桃源幼儿园 construct"]),
        ("榆荫三街、砖窑路完成路基。", ["榆荫三街 construct", "砖窑路 construct"]),
        ("河湾镇卫生院完成主体三层浇筑。", ["河湾镇卫生院 construct"]),
        ("文体中心正在施工地上三层。", ["文体中心 construct"]),
        ("图书馆新馆展陈布置完毕。", ["图书馆新馆 fitout"]),
        ("低保提标已于7月份落实到位。", ["低保提标 complete"]),
    ],
)
def test_reports_tell_stages(text: str, expected: list[str]) -> None:
    assert works(text, "progress") == expected


# ---------------------------------------------------------------- numbers that are none, and some that are
@pytest.mark.parametrize("text", ["修复816南路人行道。", "整治G205国道沿线。", "1.4月底前完成选址。"])
def test_the_number_of_a_road_or_of_an_item_counts_nothing(text: str) -> None:
    assert [one for one in extract_sentence(text).indicators if one.value is not None] == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("空气质量优良天数达到310天。", 310, "天"),
        ("安装烟感报警器2000只。", 2000, "只"),
        ("创建省级示范法庭一处。", 1, "处"),
        ("改善7万人口的饮水条件。", 70000, "人"),
        ("每千人口拥有托位数4.5个。", 4.5, "个/千人口"),
        ("抽检达到每千人6批次。", 6, "批次/千人"),
        ("城市月人均救助水平不低于320元。", 320, "元/人/月"),
        ("敬老院补助每年每院5万元。", 50000, "元/年/院"),
        ("配置直饮水设备40台（套）。", 40, "台（套）"),
    ],
)
def test_a_count_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    (found,) = extract_sentence(text).indicators

    as_written = (found.unit or "").replace("(", "（").replace(")", "）")
    assert (float(found.value or 0), as_written) == (value, unit)


def test_whatever_is_to_be_had_in_full_is_full_coverage() -> None:
    (found,) = extract_sentence("符合条件的既有住宅加装电梯愿装尽装。").indicators

    assert (found.kind, found.value) == ("coverage", 100)


# ---------------------------------------------------------------- names
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("在39个村改造线路16公里。", ["村", "改造线路"]),
        ("计划改造86个小区、惠及2.1万户。", ["小区", "惠及"]),
        ("为全县68所中小学的1520间教室更换灯具。", ["中小学", "教室更换灯具"]),
    ],
)
def test_a_noun_between_two_numbers_goes_to_the_right_one(text: str, names: list[str]) -> None:
    assert [one.name for one in extract_sentence(text).indicators] == names


def test_a_target_told_once_more_goes_by_the_name_of_what_was_done() -> None:
    done, told = extract_sentence("建成泵站9座，超额完成7座的年度目标任务。", "result").indicators

    assert (done.name, told.name, told.parent) == ("建成泵站", "建成泵站", None)


# ---------------------------------------------------------------- what hangs on what
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新增床位600张，其中护理型占比不低于60%；社区食堂总数达到48处。",
            ["600张", "60% attr 600张", "48处"],
        ),
        ("新建食堂13家，累计建成47家，完成率108.33%。", ["13家", "47家", "108.33% attr 13家"]),
        ("完成筛查2.5万人，新生儿疾病筛查率达到98%。", ["2.5万人", "98%"]),
    ],
)
def test_a_side_belongs_to_its_own_count(text: str, expected: list[str]) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5处中心完成选址，2处进场装修。", ["5处", "2处 stage 5处"]),
        ("7所改扩建学校中，4所已竣工验收，其余3所正在装修。", ["7所", "4所 stage 7所", "3所 stage 7所"]),
        ("危房改造竣工71户，剩余25户主体完工。", ["71户", "25户"]),
        ("40个小区全部完成招标，其中11个小区已开工。", ["40个", "11个 stage 40个"]),
    ],
)
def test_in_a_report_some_have_come_to_a_stage(text: str, expected: list[str]) -> None:
    assert tree(text, "progress") == expected


# ---------------------------------------------------------------- reports
def tied(paragraph: str) -> list[tuple[str, str]]:
    """Return what each number or stage of a report is tied to, under a title that tells progress."""
    sentences = extract_document(["民生实事一季度进展情况", paragraph])
    known = {one.key: one for one in sentences}
    return [
        (one.raw, known[one.reports_on.sentence].indicators[one.reports_on.index].raw)
        for sentence in sentences
        for one in sentence.indicators
        if one.reports_on is not None
    ]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("1.改造断头路7条，新建口袋公园9个。目前榆林路、凤鸣街已完成路面摊铺，其余4条正在招标。",
         [("完成路面摊铺", "7条"), ("完成路面摊铺", "7条"), ("4条", "7条")]),
        ("2.培训护理员2000人次。一季度护理员培训5期、386人次。", [("386人次", "2000人次")]),
        ("3.公交新能源化比例达到92%。一季度新购新能源公交车40辆，新能源化比例90.2%。", [("90.2%", "92%")]),
        ("4.石桥小学新校区9月1日前投入使用，新增学位900个。石桥小学新校区已于8月30日交付使用；城北中学综合楼主体封顶。",
         [("交付使用", "投入使用")]),
    ],
)  # fmt: skip
def test_a_report_is_tied_to_what_it_speaks_of(paragraph: str, expected: list[tuple[str, str]]) -> None:
    assert tied(paragraph) == expected


# ---------------------------------------------------------------- how the last stage and the whole list win
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建城南实验学校，秋季学期投入使用。", ["城南实验学校 in_use"]),
        ("市实验中学东校区、青湾第二小学9月底前启用。", ["市实验中学东校区 in_use", "青湾第二小学 in_use"]),
        ("续建城东中学、柳河小学，8月底前全部投入使用。", ["城东中学 in_use", "柳河小学 in_use"]),
        ("建成柳荫大道北延、纬三路、滨河路。", ["柳荫大道北延 complete", "纬三路 complete", "滨河路 complete"]),
        ("区中心血站启动建设。", ["区中心血站 start"]),
        ("环湖公路改线工程完成路基工程。", ["环湖公路改线工程 construct"]),
        ("建成残疾人服务中心并投入使用。", ["残疾人服务中心 in_use"]),
        ("感染楼5月底前投用、住院楼年底前封顶。", ["感染楼 in_use", "住院楼 topped"]),
    ],
)
def test_the_last_stage_and_every_name_of_a_list_are_told(text: str, expected: list[str]) -> None:
    assert works(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7座危桥开工5座。", ["7座", "5座 stage 7座"]),
        ("9处供水工程全部开工，东沟、西沟2处已通水。", ["9处", "2处 stage 9处"]),
        ("新增学位1260个，其中城区2所810个、乡镇2所450个。", ["1260个", "2所 part 1260个", "810个 part 1260个",
                                                   "2所 part 1260个", "450个 part 1260个"]),
        ("管道更新37.8公里（市政18.7公里、庭院19.1公里）。", ["37.8公里", "18.7公里 part 37.8公里", "19.1公里 part 37.8公里"]),
        ("新增绿道25公里、绿地面积60万平方米。", ["25公里", "60万平方米"]),
        ("新增托位630个（普惠托位420个），完成率分别为105%、112%。",
         ["630个", "420个 part 630个", "105% attr 630个", "112% attr 420个"]),
        ("28处书屋已开工25处、完工17处，尚有3处未开工。", ["28处", "25处 stage 28处", "17处 stage 28处", "3处 stage 28处"]),
        ("7处易涝点已完成5处，剩余2处正在施工。", ["7处", "5处 stage 7处", "2处 stage 7处"]),
        ("7座危桥开工6座，柳溪桥、石板桥等4座已建成通车。", ["7座", "6座 stage 7座", "4座 stage 7座"]),
        ("已铺设管网52公里，完成投资6240万元，占年度计划的86.7%。",
         ["52公里", "6240万元 attr 52公里", "86.7% attr 6240万元"]),
        ("文体中心幕墙完成95%，室内装修完成60%。", ["95%", "60%"]),
        ("19个小区全部进场施工，其中完工6个、完成过半10个、刚开工3个。",
         ["19个", "6个 stage 19个", "10个 stage 19个", "3个 stage 19个"]),
        ("7所学校全部开工，柳河、文昌2所竣工；另外5所中，3所主体封顶，2所正在装修。",
         ["7所", "2所 stage 7所", "5所 part 7所", "3所 stage 5所", "2所 stage 5所"]),
        ("公租房配租290套，已办理入住211套。", ["290套", "211套 stage 290套"]),
        ("3个小区加装电梯14部，其中5部投入运行。", ["3个", "14部", "5部 stage 14部"]),
        ("12个小区全部开工，其中完工5个；柳河里、文昌里2个小区加装电梯。", ["12个", "5个 stage 12个", "2个"]),
        ("新增学位900个，为目标任务的103%，小学、初中分别新增500个、400个。",
         ["900个", "103% attr 900个", "500个 part 900个", "400个 part 900个"]),
        ("累计培训3300人次，为年计划的110%，含企业职工1800人次、农民工900人次。",
         ["3300人次", "110% attr 3300人次", "1800人次 part 3300人次", "900人次 part 3300人次"]),
        ("新增泊位8000个（其中城区5600个、县城2400个），开放单位泊位3000个。",
         ["8000个", "5600个 part 8000个", "2400个 part 8000个", "3000个"]),
        ("86处公厕中已完工49处，其余37处完成总工程量的65%。",
         ["86处", "49处 stage 86处", "37处 part 86处", "65% attr 37处"]),
        ("建成体育设施31个，其中球场14个、泳池5个、步道12条。",
         ["31个", "14个 part 31个", "5个 part 31个", "12条 part 31个"]),
        ("建成体育设施31个，其中球场14个、泳池5个、步道15条。",
         ["31个", "14个 part 31个", "5个 part 31个", "15条"]),
        ("改造公路4.2公里、危桥3座，完成率依次为104%、108.7%。",
         ["4.2公里", "3座", "104% attr 4.2公里", "108.7% attr 3座"]),
        ("建成绿道12.0公里，签约率达到92.5%。", ["12.0公里", "92.5%"]),
        ("新建书屋2处，1处完成50%。", ["2处", "1处", "50%"]),
        ("农贸市场验收合格11家，合格率93.0%。", ["11家", "93.0% attr 11家"]),
        ("新增学位1.25万个（小学6100个、初中3900个、普通高中2500个）。",
         ["1.25万个", "6100个 part 1.25万个", "3900个 part 1.25万个", "2500个 part 1.25万个"]),
        ("新建社区书屋4间，足球场（含笼式）6片。", ["4间", "6片"]),
        ("11所学校动工10所，其中柳河三小、滨河幼儿园等4所主体封顶。", ["11所", "10所 stage 11所", "4所 stage 10所"]),
        ("12座污水处理站建成10座，南坪、北坪2座正在调试设备。", ["12座", "10座 stage 12座", "2座 stage 12座"]),
        ("86个小区完工83个，剩余3个因天气寒冷停工。", ["86个", "83个 stage 86个", "3个 part 86个"]),
        ("建成口袋公园7个，桂园、南塘等5个正在绿化施工。", ["7个", "5个"]),
        ("智慧书房开放2间、装修2间。", ["2间", "2间"]),
        ("充电桩安装372根、正在采购95根。", ["372根", "95根"]),
        ("5处中心完成选址，2处进场装修。", ["5处", "2处 stage 5处"]),
        ("24个小区全部开工，其中13个已完工，7个完成工程量80%以上。",
         ["24个", "13个 stage 24个", "7个 part 24个", "80% attr 7个"]),
        ("新增停车泊位2710个，其中：路边泊位850个、公共停车场1860个。",
         ["2710个", "850个 part 2710个", "1860个 part 2710个"]),
        ("新建学校28所，年内竣工投用17所。", ["28所", "17所 stage 28所"]),
        ("户厕完成2900座，完成率96.7%（其中：新建1700座、改造1200座）。",
         ["2900座", "96.7% attr 2900座", "1700座 part 2900座", "1200座 part 2900座"]),
        ("污水处理站开工10处，其中完工4处，尚有2处未开工。", ["10处", "4处 stage 10处", "2处"]),
        ("其余6个小区：3个完成招标，2个方案公示。", ["6个", "3个 stage 6个", "2个 stage 6个"]),
        ("“零工驿站”已覆盖7个街道中的5个。", ["7个", "5个 part 7个"]),
        ("电梯加装：已投用5部，3部正在公示。", ["5部", "3部"]),
        ("足球场建成4片，剩余2片正在选址。", ["4片", "2片"]),
        ("新院区总建筑面积6.8万平方米，累计完成投资2.36亿元，占总投资的45.4%。",
         ["6.8万平方米", "2.36亿元", "45.4% attr 2.36亿元"]),
    ],
)  # fmt: skip
def test_portions_of_a_report_find_their_whole(text: str, expected: list[str]) -> None:
    assert tree(text, "progress") == expected


def test_no_name_begins_within_a_bracket() -> None:
    text = "为义务教育学校（含教学点）2460间教室更换灯具，招聘（含定向培养）村医46名。"

    assert [one.name for one in extract_sentence(text).indicators] == ["教室更换灯具", "村医"]


def test_a_version_counts_nothing() -> None:
    assert tree("建成工业4.0展厅3个。") == ["3个"]


def test_a_part_of_a_report_reports_on_the_part_of_its_name() -> None:
    target = "1.体检1.2万人（胃部8000人、肺部4000人）。一季度体检3000人，其中胃部检查1900人。"

    assert tied(target) == [("3000人", "1.2万人"), ("1900人", "8000人")]


def test_two_wholes_may_be_split_together() -> None:
    text = "新建幼儿园9所，新增学位2430个，其中城区幼儿园5所、学位1620个，乡镇幼儿园4所、学位810个。"

    assert tree(text) == [
        "9所", "2430个", "5所 part 9所", "1620个 part 2430个", "4所 part 9所", "810个 part 2430个"
    ]  # fmt: skip


def test_those_to_be_complete_bear_the_name_of_the_work() -> None:
    found = extract_sentence("改造老旧小区62个，涉及居民1.3万户、楼栋486栋，年内完工48个。").indicators

    assert [one.name for one in found if one.rel == "stage"] == ["老旧小区完工"]


def test_what_is_begun_is_no_part_of_what_is_complete() -> None:
    assert tree("住宅电梯累计完工220部以上，年内新开工45部。") == ["220部", "45部"]


def test_a_divisor_is_that_of_both_numbers() -> None:
    found = extract_sentence("低保标准分别提高到每月700元和530元。").indicators

    assert [(int(one.value or 0), one.unit) for one in found] == [(700, "元/月"), (530, "元/月")]


@pytest.mark.parametrize(
    ("text", "role", "names"),
    [
        ("为65周岁以上老年人免费体检2万人次。", "target", ["65周岁以上老年人免费体检"]),
        ("自来水普及率由年初91.2%提高到92.4%。", "progress", ["自来水普及率", "自来水普及率"]),
        ("甲路、乙路2条道路10月底前建成通车。", "target", ["道路"]),
        ("放映电影1064场，其中二季度放映622场。", "progress", ["放映电影", "放映电影"]),
        ("养老床位：新增118张。", "progress", ["养老床位"]),
    ],
)
def test_a_number_is_named_by_what_it_counts(text: str, role: str, names: list[str]) -> None:
    assert [one.name for one in extract_sentence(text, role).indicators] == names
