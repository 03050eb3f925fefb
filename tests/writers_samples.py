"""Tables for the tests of the writers: made-up offices, random Chinese sentences with digits and Latin."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from generators.page import (
    Align,
    Book,
    Carry,
    Chart,
    Column,
    Formula,
    Merge,
    Page,
    RowStyle,
    Sheet,
    Table,
    TableRow,
    Value,
)

SCHEDULE = Decimal("0.25")
CREATED = datetime(2022, 3, 31, 9, 0)


def words(text: str) -> list[str]:
    """Return the words of a text; a full-width space is part of a word."""
    return [word for word in text.split(" ") if word]


VERBS = words("新建 改造 提升 完成 开展 建成 新增 培训 发放 推进 组织 整治")
THINGS = words(
    "社区食堂 口袋公园 老旧小区 健身步道 停车泊位 充电桩 托育机构 家庭医生签约服务 农村公路 “阳光”助学项目 "
    "《市民手册》 5G基站 Wi-Fi热点 无障碍设施 公益讲座 就业见习岗位 雨污分流管网 CT检查设备 智慧养老驿站"
)
MEASURES = words("个 家 公里 处 场次 万人次 平方米 套（间） 台 户")
TAILS = words(
    "以上 ，覆盖率达95.5%以上 ，其中城区占比不低于60% （含续建） ；受益群众约1.2万人 ，确保年内投入使用 "
    "，持续提高服务质效 、满意度稳定在98% 。详见“https://www.example.gov.cn/minsheng/2022/index.html”"
)
LEADERS = words("李　明 王建国 赵　敏 欧阳文静 周立新")
UNITS = words("市教育局 市卫生健康委员会 市民政局 市住房和城乡建设局 市交通运输局 市总工会 各县（市、区）")
STATUSES = words("已完成 超序时 按序时 偏慢 滞后 未判定")


def sentence(chance: random.Random, length: int = 40) -> str:
    """Return a sentence of about ``length`` characters that no other call returns."""
    parts = []
    while sum(map(len, parts)) < length:
        number = chance.choice((chance.randint(1, 99), chance.randint(100, 99999)))
        parts.append(
            f"{chance.choice(VERBS)}{chance.choice(THINGS)}{number}{chance.choice(MEASURES)}"
            f"{chance.choice(TAILS) if chance.random() < 0.4 else ''}{chance.choice('，。；')}"
        )
    return "".join(parts)


BREAKDOWN = (
    Column("序号", 10, "项目.序号", align=Align.CENTER, merge=Merge.PROJECT),
    Column("项目名称", 28, "项目.名称", align=Align.CENTER, merge=Merge.PROJECT, carry=Carry.REPEAT_MARKED),
    Column("主要内容", 110, "任务.内容", align=Align.JUSTIFY),
    Column("完成时限", 22, "任务.时限", align=Align.CENTER, merge=Merge.EQUAL),
    Column("分管领导", 22, "任务.领导", "责任分工", Align.CENTER, Merge.EQUAL),
    Column("牵头单位", 30, "任务.牵头", "责任分工", Align.CENTER, Merge.EQUAL),
    Column("配合单位", 30, "任务.配合", "责任分工", Align.CENTER),
)


def breakdown(count: int, seed: int = 1, title: str = "示例市2022年民生实事项目任务分解表") -> Table:
    """Return a 任务分解表 of about ``count`` tasks with merges at three levels."""
    return Table(BREAKDOWN, tuple(breakdown_rows(count, random.Random(seed))), title, "附件")


def breakdown_rows(count: int, chance: random.Random) -> Iterator[TableRow]:
    project, left = 0, count
    while left:
        project += 1
        name = f"“{chance.choice(VERBS)}{chance.choice(THINGS)}”工程"
        leader, unit = chance.choice(LEADERS), chance.choice(UNITS)
        for _ in range(min(left, chance.randint(2, 6))):
            left -= 1
            if chance.random() < 0.3:
                leader, unit = "\n".join(chance.sample(LEADERS, chance.randint(1, 2))), chance.choice(UNITS)
            others = "\n".join(chance.sample(UNITS, chance.randint(1, 5)))
            yield TableRow((Decimal(project), name, sentence(chance, chance.randint(15, 110)), "2022年底",
                            leader, unit, others), project)  # fmt: skip


PROGRESS = (
    Column("序号", 10, "项目.序号", align=Align.CENTER, merge=Merge.PROJECT),
    Column("项目名称", 26, "项目.名称", align=Align.CENTER, merge=Merge.PROJECT, carry=Carry.REPEAT_MARKED),
    Column("指标名称", 50, "指标.名称"),
    Column("计量单位", 14, "指标.单位", align=Align.CENTER),
    Column("目标值", 18, "指标.目标值", align=Align.RIGHT),
    Column("累计完成", 18, "指标.累计", "一季度", Align.RIGHT),
    Column("完成率", 18, "指标.完成率", "一季度", Align.RIGHT, number_format="0.00%"),
    Column("序时进度", 18, "指标.序时", "一季度", Align.RIGHT, number_format="0.0%"),
    Column("差距（百分点）", 20, "指标.差距", "一季度", Align.RIGHT, number_format='+0.00;-0.00;0.00'),
    Column("状态", 20, "指标.状态", align=Align.CENTER),
)


def progress_rows(projects: int, chance: random.Random) -> Iterator[TableRow]:
    """Yield title rows, indicators with live formulas and a subtotal for each project."""
    index = 0
    for project in range(1, projects + 1):
        name = f"{chance.choice(VERBS)}{chance.choice(THINGS)}"
        yield TableRow((f"第{project}类　{name}", *[None] * 9), project, RowStyle.GROUP)
        first = index = index + 1
        rates = []
        for _ in range(chance.randint(2, 5)):
            target, done = Decimal(chance.randint(10, 900)), Decimal(chance.randint(0, 400))
            rate = done / target
            rates.append(rate)
            yield TableRow(
                (Decimal(project), name, sentence(chance, 8), chance.choice(MEASURES), target, done,
                 Formula("={指标.累计}/{指标.目标值}", rate), SCHEDULE,
                 Formula("=({指标.完成率}-{指标.序时})*100", (rate - SCHEDULE) * 100),
                 Formula('=IF({指标.完成率}>={指标.序时},"按序时","滞后")', STATUSES[2 if rate >= SCHEDULE else 4])),
                project)  # fmt: skip
            index += 1
        average = sum(rates) / len(rates)
        blank: list[Value] = [None, None, None]
        mean = Formula(f"=AVERAGE({{指标.完成率:{first}:{index - 1}}})", average)
        yield TableRow((None, "小计", None, *blank, mean, *blank), project, RowStyle.SUBTOTAL)
        index += 1


def progress_table(projects: int, seed: int = 1) -> Table:
    """Return a 进展情况表 with title rows, live formulas and subtotals."""
    return Table(PROGRESS, tuple(progress_rows(projects, random.Random(seed))), "示例市一季度进展情况表")


def progress_book(projects: int = 8, seed: int = 1) -> Book:
    """Return a workbook with a merged sheet, a sheet to filter and a sheet of counts with a chart."""
    table = progress_table(projects, seed)
    body = tuple(row for row in table.rows if row.style is RowStyle.BODY)
    lights, chart = ("指标.状态",), Chart("各项目完成率与序时进度", "项目", ("平均", "序时"))
    detail = Sheet("明细", Table(PROGRESS, body, "明细"), merged=False, filtered=True, lights=lights)
    projects_sheet = Sheet("按项目", by_project(projects, body), chart=chart)
    sheets = (Sheet("进展情况表", table, lights=lights), detail, projects_sheet)
    return Book(sheets, "示例市一季度进展情况", CREATED)


def by_project(projects: int, body: tuple[TableRow, ...]) -> Table:
    columns = (
        Column("项目", 60, "项目"),
        Column("完成率", 30, "平均", align=Align.RIGHT, number_format="0.0%"),
        Column("序时进度", 30, "序时", align=Align.RIGHT, number_format="0.0%"),
        Column("滞后数", 30, "数", align=Align.RIGHT),
    )
    rows = []
    for project in range(1, projects + 1):
        mine = [row for row in body if row.group == project]
        rates = [row.values[6].value for row in mine if isinstance(row.values[6], Formula)]
        behind = sum(isinstance(row.values[9], Formula) and row.values[9].value == "滞后" for row in body)
        number = Formula('=COUNTIF({明细!指标.状态},"滞后")', Decimal(behind))
        rows.append(TableRow((mine[0].values[1], sum(rates) / len(rates), SCHEDULE, number), project))
    return Table(columns, tuple(rows), "各项目进度", landscape=False)


def breakdown_book(count: int, seed: int = 1) -> Book:
    table = breakdown(count, seed)
    detail = Sheet("明细", table, merged=False, filtered=True)
    return Book((Sheet("任务分解表", table), detail), table.title, CREATED)


def breakdown_page(count: int, seed: int = 1) -> Page:
    table = breakdown(count, seed)
    return Page("任务分解表.docx", {"标题": table.title}, {"任务分解表": table}, table.title, CREATED)
