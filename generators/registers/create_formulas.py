"""The live formulas of a new register: those of 指标, and the hidden sheet 计算 that 看板 reads.

Row r of each block of 计算 follows row r of a typed sheet, and reads it by INDEX over whole columns: however
rows are inserted, deleted or sorted there, nothing here turns into #REF! and all ranges keep one length.
Numbers of tasks are never criteria of COUNTIFS, which takes 3.10 for 3.1: MATCH makes places of them first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generators.figures.amounts import rate_text
from generators.figures.completion import IMPLIED_TARGETS, Assessment
from generators.figures.formulas import GENERAL, fill, latest_template, quoted
from generators.figures.ranking import MEAN_DECIMALS
from generators.figures.stages import STAGE_TEXT
from generators.figures.status import WORST_FIRST, status_text
from generators.model.indicator import IndicatorKind
from generators.model.period import CUMULATIVE_NAMES
from generators.model.settings import ScheduleRule, Settings
from generators.model.status import Status, parse_status
from generators.registers.create_reckoning import IndicatorLine, Reckoning, TaskLine, UnitLine, lead_key
from generators.registers.create_values import Typed, quarter_of
from generators.registers.parsing import NONE_MARKS
from generators.registers.sheets import SETTING_ITEMS, SHEETS
from generators.workbooks.addresses import column_letters

Value = Decimal | str | int | float


@dataclass(frozen=True, slots=True)
class Live:
    """A formula and what it comes to now."""

    formula: str
    value: Value


#: The letters of columns, counted from 0.
LETTERS = tuple(map(column_letters, range(1, 61)))
#: The letters of every field of every sheet.
AT_FIELD = {spec.name: {c.field: LETTERS[i] for i, c in enumerate(spec.columns)} for spec in SHEETS}


def cells_of(sheet: str, row: int) -> dict[str, str]:
    """Return how 计算 reads the cells of a row of another sheet, by field.

    >>> cells_of("任务", 7)["content"]
    'INDEX(任务!$E:$E,7)'
    """
    return {field: f"INDEX({sheet}!${at}:${at},{row})" for field, at in AT_FIELD[sheet].items()}


#: Where each item of 设置 stands.
SETTING_CELL = {item.field: f"设置!$B${row}" for row, item in enumerate(SETTING_ITEMS, 2)}

#: The columns of 计算, in order: name, and what it is (its heading).
BLOCKS = {
    "name": "参数", "value": "取值",
    "task": "事项编号", "project_number": "项目序号", "project_name": "项目名称", "project": "项目次序",
    "leads": "牵头单位", "lead_key": "牵头单位检索", "manual": "人工状态", "weight": "最差一级",
    "open": "待判指标", "status": "事项状态", "task_open": "待判",
    "task_place": "所属事项行", "of_project": "所属项目", "rate": "完成率", "due": "序时进度",
    "state": "指标状态", "indicator_open": "待判指标", "indicator_leads": "牵头单位检索",
    "report": "期次事项", "report_status": "人工状态",
    "unit": "单位", "unit_key": "单位检索",
    "unit_tasks": "牵头事项数", "unit_rated": "计率指标数", "unit_rate": "平均完成率",
    "unit_place": "名次", "unit_order": "次序",
}  # fmt: skip
AT = dict(zip(BLOCKS, LETTERS))
#: The figures that all rows share, at the top of the first two columns of 计算.
SCALAR_NAMES = {
    "quarter": "当前季度", "share": "序时进度", "ahead": "超序时阈值", "tolerance": "按序时容差",
    "behind": "预警阈值", "unjudged": "未判定名称", "stages": "形象进度次序", "reported": "已填报的最近季度",
    "beyond": "未统计行数",
}  # fmt: skip
SCALAR = {name: f"计算!$B${row}" for row, name in enumerate(SCALAR_NAMES, 2)}
THRESHOLDS = {"ahead": "ahead_threshold", "tolerance": "tolerance", "behind": "behind_threshold"}
#: Where 选项 keeps the spellings of periods and of status words, each with its meaning beside it.
PERIOD_WORDS, STATUS_WORDS = "选项!$H$2:$I$60", "选项!$J$2:$K$80"
_WEIGHTS = {status: len(WORST_FIRST) - index for index, status in enumerate(WORST_FIRST)}
#: Rows typed below the reach of the formulas are looked for down to here, so that 看板 can say so.
FARTHEST = 100_000
_DONE_WEIGHT = _WEIGHTS[Status.DONE]


@dataclass(frozen=True, slots=True)
class Extent:
    """The last row of each block of formulas: what is filled now and what may still be typed."""

    tasks: int
    indicators: int
    progress: int
    units: int

    def whole(self, name: str, last: int) -> str:
        """Return a whole column of 计算 from its first row to ``last``, as an absolute range."""
        return f"计算!${AT[name]}$2:${AT[name]}${last}"

    def typed(self, sheet: str, field: str, last: int) -> str:
        """Return a whole column of a typed sheet."""
        letter = AT_FIELD[sheet][field]
        return f"{sheet}!${letter}$2:${letter}${last}"


def scalars(settings: Settings, found: Reckoning, extent: Extent) -> Iterator[tuple[str, Live]]:
    """Yield the name and the formula of each figure that all rows share."""
    cell, quarter = SETTING_CELL, SCALAR["quarter"]
    yield "quarter", Live(
        f"=IFERROR(VLOOKUP(TRIM({cell['current_period']}),{PERIOD_WORDS},2,FALSE),{SCALAR['reported']})",
        found.period.quarter,
    )
    yield "share", Live(_share_formula(quarter), "" if found.share is None else found.share)
    for name, field in THRESHOLDS.items():
        default = getattr(Settings(), field)
        yield name, Live(f"=IF(ISNUMBER({cell[field]}),{cell[field]},{default})", getattr(settings, field))
    word, default = cell["unjudged_name"], quoted(Status.UNJUDGED.value)
    yield "unjudged", Live(f'=IF({word}="",{default},{word}&"")', settings.unjudged_name)
    yield "stages", Live("", STAGE_TEXT)
    text = "1"
    for number in (2, 3, 4):
        column = extent.typed("指标", f"cumulative_{number}", extent.indicators)
        text = f"IF(COUNTA({column})>0,{number},{text})"
    yield "reported", Live(f"={text}", found.reported_quarter)
    beyond = (
        f"COUNTA({sheet}!${AT_FIELD[sheet][field]}${last + 1}:${AT_FIELD[sheet][field]}${FARTHEST})"
        for sheet, field, last in (
            ("任务", "content", extent.tasks), ("指标", "name", extent.indicators),
            ("进展", "task_number", extent.progress), ("单位", "full_name", extent.units),
        )
    )  # fmt: skip
    yield "beyond", Live("=" + "+".join(beyond), 0)


def _share_formula(quarter: str) -> str:
    """Return 序时进度 of the year by the rule in 设置."""
    year, rule = SETTING_CELL["year"], SETTING_CELL["schedule_rule"]
    first, last = SETTING_CELL["quarter_floor_1"], SETTING_CELL["quarter_floor_4"].removeprefix("设置!")
    floor = f"INDEX({first}:{last},{quarter})"
    passed = f"DATE({year},{quarter}*3+1,1)-DATE({year},1,1)"
    whole = f"DATE({year}+1,1,1)-DATE({year},1,1)"
    return (
        f"=IF({rule}={quoted(ScheduleRule.BY_DAY.value)},({passed})/({whole}),"
        f"IF({rule}={quoted(ScheduleRule.BY_QUARTER.value)},IF(ISNUMBER({floor}),{floor}/100,{quarter}/4),"
        f'IF({rule}={quoted(ScheduleRule.BY_HAND.value)},"",{quarter}/4)))'
    )


def indicator_formulas(row: int, line: IndicatorLine | None, settings: Settings) -> tuple[Live, ...]:
    """Return 最新累计, 完成率, 序时进度, 差距, 状态 of one row of 指标; all "" while the row has no name."""
    cell = {field: f"${letters}{row}" for field, letters in AT_FIELD["指标"].items()}
    first, last = cell["quarter_target_1"], cell["quarter_target_4"]
    places = cell | SCALAR | {"quarter_target": f"INDEX({first}:{last},{SCALAR['quarter']})"}
    one, two, three, four = (cell[f"cumulative_{quarter}"] for quarter in (1, 2, 3, 4))
    latest = "=" + latest_template(SCALAR["quarter"], (one, two, three, four))
    templates = (latest, GENERAL.rate, GENERAL.scheduled, GENERAL.gap, GENERAL.status)
    values = indicator_values(line.found, settings) if line else ("",) * len(templates)
    return tuple(
        Live(f'=IF({cell["name"]}="","",{fill(template, places)[1:]})', value)
        for template, value in zip(templates, values)
    )


def indicator_values(found: Assessment, settings: Settings) -> tuple[Value, ...]:
    """Return what the five formulas of an indicator show."""
    return (
        "" if found.latest is None else found.latest,
        found.shown if found.rate is None else found.rate,
        "-" if found.scheduled is None else found.scheduled,
        "-" if found.gap is None else found.gap,
        status_text(found.status, settings),
    )


def indicator_places(row: int, line: IndicatorLine | None, found: Reckoning, settings: Settings,
                     extent: Extent) -> dict[str, Live]:  # fmt: skip
    """Return the cells of 计算 that follow one row of 指标."""
    cell = cells_of("指标", row)
    place = f"{AT['task_place']}{row}"
    task = found.tasks[line.task_place - 1] if line and line.task_place else None
    found_at = f'IFERROR(MATCH({cell["task_number"]}&"",{extent.whole("task", extent.tasks)},0),0)'
    is_open = int(bool(line and line.is_open))
    rate, due = (line.found.rate, line.found.scheduled) if line else (None, None)
    return {
        "task_place": Live(f'=IF(OR({cell["task_number"]}="",{cell["name"]}=""),0,{found_at})',
                           line.task_place if line else 0),
        "of_project": Live(f"=IF({place}=0,0,INDEX({extent.whole('project', extent.tasks)},{place}))",
                           task.project_place if task else 0),
        "rate": Live(f'=IF(ISNUMBER({cell["rate"]}),{cell["rate"]},"")', "" if rate is None else rate),
        "due": Live(f'=IF(ISNUMBER({cell["scheduled"]}),{cell["scheduled"]},"")', "" if due is None else due),
        "state": Live(f'={cell["status"]}&""', status_text(line.found.status, settings) if line else ""),
        "indicator_open": Live(_open_formula(cell, f"{AT['state']}{row}"), is_open),
        "indicator_leads": Live(f'=IF({place}=0,"",INDEX({extent.whole("lead_key", extent.tasks)},{place}))',
                                _task_key(task) if task else ""),
    }  # fmt: skip


def _open_formula(cell: Mapping[str, str], state: str) -> str:
    """Return 1 for an indicator that has a target and yet could not be judged."""
    implied = ",".join(f"{cell['kind']}={quoted(kind.value)}" for kind in IMPLIED_TARGETS)
    times = f"AND(ISNUMBER({cell['target']}),ISNUMBER({cell['base']}))"
    has_target = (
        f"IF({cell['kind']}={quoted(IndicatorKind.MULTIPLY.value)},{times},"
        f'IF({cell["kind"]}={quoted(IndicatorKind.ONGOING.value)},FALSE,OR({cell["target"]}<>"",{implied})))'
    )
    return f'=IF(OR({state}="",{state}<>{SCALAR["unjudged"]}),0,IF({has_target},1,0))'


def task_formulas(row: int, line: TaskLine | None, found: Reckoning, settings: Settings,
                  extent: Extent) -> dict[str, Live]:  # fmt: skip
    """Return the cells of 计算 that follow one row of 任务."""
    cell = cells_of("任务", row)
    here = {name: f"{letter}{row}" for name, letter in AT.items()}
    above = {name: f"{letter}{row - 1}" for name, letter in AT.items()} if row > 2 else {}
    number, name = cell["project_number"], cell["project_name"]
    prior = {field: above.get(field, '""') for field in ("project_number", "project_name", "leads")}
    begins = (f'OR(AND({number}<>"",{number}&""<>{prior["project_number"]}),'
              f'AND({name}<>"",{name}<>{prior["project_name"]}))')  # fmt: skip
    leads, none = cell["lead_units"], quoted("|" + "|".join(sorted(NONE_MARKS)) + "|")
    text = {
        "task": f'=IF({cell["content"]}="","",IF({cell["number"]}="","第"&ROW()&"行",{cell["number"]}&""))',
        "project_number": f'=IF({number}<>"",{number}&"",IF({begins},"",{prior["project_number"]}))',
        "project_name": f'=IF({name}<>"",{name}&"",{prior["project_name"]})',
        "project": f"={above.get('project', 0)}+IF({begins},1,0)",
        "leads": f'=IF({leads}="",IF({begins},"",{prior["leads"]}),'
                 f'IF(ISNUMBER(FIND("|"&{leads}&"|",{none})),"",{leads}&""))',
        "lead_key": f'=IF({here["task"]}="","",{_key_formula(here["leads"])})',
    } | _task_status_formulas(row, here, extent)  # fmt: skip
    values = _task_values(line, found, settings)
    return {name: Live(formula, values[name]) for name, formula in text.items()}


def _task_status_formulas(row: int, here: Mapping[str, str], extent: Extent) -> dict[str, str]:
    """Return the formulas that make one status of the indicators of a task and of what a person set."""
    mine = f"{extent.whole('task_place', extent.indicators)},{row - 1},"
    states = f"{mine}{extent.whole('state', extent.indicators)}"
    worst = "".join(f"IF(COUNTIFS({states},{quoted(s.value)})>0,{weight}," for s, weight in _WEIGHTS.items())
    reports = f"计算!${AT['report']}$2:${AT['report_status']}${extent.progress}"
    words = ",".join(quoted(status.value) for status in reversed(WORST_FIRST[:-1]))
    unjudged = quoted(Status.UNJUDGED.value)
    return {
        "manual": f'=IF({here["task"]}="","",IFERROR(VLOOKUP({SCALAR["quarter"]}&"|"&{here["task"]},'
                  f'{reports},2,FALSE),""))',
        "weight": f"={worst}0{')' * len(_WEIGHTS)}",
        "open": f"=COUNTIFS({mine}{extent.whole('indicator_open', extent.indicators)},1)",
        "status": f'=IF({here["task"]}="","",IF({here["manual"]}={unjudged},{SCALAR["unjudged"]},'
                  f'IF({here["manual"]}<>"",{here["manual"]},IF({here["weight"]}=0,{SCALAR["unjudged"]},'
                  f'IF({here["weight"]}={_DONE_WEIGHT},IF({here["open"]}>0,{quoted(Status.ON_SCHEDULE.value)},'
                  f'{quoted(Status.DONE.value)}),CHOOSE({here["weight"]}-1,{words}))))))',
        "task_open": f'=IF({here["task"]}="",0,IF({here["manual"]}<>"",IF({here["manual"]}={unjudged},1,0),'
                     f'IF({here["open"]}>0,1,0)))',
    }  # fmt: skip


def _task_values(line: TaskLine | None, found: Reckoning, settings: Settings) -> dict[str, Value]:
    """Return what the formulas of a task come to; below the last task the last project goes on."""
    if line is None:
        last = found.tasks[-1] if found.tasks else None
        line = TaskLine("", last.project_number if last else "", last.project_name if last else "",
                        last.project_place if last else 0, last.leads if last else "", None,
                        Status.UNJUDGED, 0, None)  # fmt: skip
    standing = line.standing
    return {
        "task": line.number, "project_number": line.project_number, "project_name": line.project_name,
        "project": line.project_place, "leads": line.leads, "lead_key": _task_key(line),
        "manual": line.manual.value if line.manual and line.number else "",
        "weight": _WEIGHTS.get(line.worst, 0), "open": line.open_indicators,
        "status": status_text(standing.status, settings) if standing else "",
        "task_open": int(bool(standing and standing.is_open)),
    }  # fmt: skip


def _task_key(line: TaskLine) -> str:
    return lead_key(line.leads) if line.number else ""


def _key_formula(cell: str) -> str:
    """Return the formula of ``lead_key``."""
    return f'CHAR(10)&SUBSTITUTE(SUBSTITUTE({cell},"、",CHAR(10))," ","")&CHAR(10)'


def progress_formulas(row: int, typed: Mapping[str, Typed] | None, settings: Settings) -> dict[str, Live]:
    """Return the cells of 计算 that follow one row of 进展: the quarter and task, and the status set."""
    cell = cells_of("进展", row)
    period, number, status = (cell[field] for field in ("period", "task_number", "manual_status"))
    values: tuple[Value, Value] = _report_values(typed, settings) if typed else ("", "")
    return {
        "report": Live(f'=IF(OR({period}="",{number}=""),"",'
                       f'IFERROR(VLOOKUP(TRIM({period}),{PERIOD_WORDS},2,FALSE),"?")&"|"&{number})',
                       values[0]),
        "report_status": Live(f'=IF({status}="","",'
                              f'IFERROR(VLOOKUP(TRIM({status}),{STATUS_WORDS},2,FALSE),""))', values[1]),
    }  # fmt: skip


def _report_values(typed: Mapping[str, Typed], settings: Settings) -> tuple[Value, Value]:
    period, number = typed["period"], typed["task_number"]
    status = parse_status(str(typed["manual_status"] or ""))
    quarter = quarter_of(str(period), settings.year) if period else None
    return f"{quarter or '?'}|{number}" if period and number else "", status.value if status else ""


def unit_formulas(row: int, line: UnitLine | None, extent: Extent) -> dict[str, Live]:
    """Return the cells of 计算 that follow one row of 单位: what it leads, its mean rate, its rank."""
    name = cells_of("单位", row)["full_name"]
    here = {name: f"{letter}{row}" for name, letter in AT.items()}
    leads = f"ISNUMBER(FIND({here['unit_key']},{extent.whole('indicator_leads', extent.indicators)}))"
    rates = extent.whole("rate", extent.indicators)
    means = extent.whole("unit_rate", extent.units)
    means_above = f"{AT['unit_rate']}$2:{AT['unit_rate']}{row - 1}"
    ties = f"+SUMPRODUCT(--({means_above}={here['unit_rate']}))" if row > 2 else ""
    text = {
        "unit": f'={name}&""',
        "unit_key": f'=IF({here["unit"]}="","",{_key_formula(here["unit"])})',
        "unit_tasks": f'=IF({here["unit_key"]}="",0,SUMPRODUCT(--ISNUMBER(FIND({here["unit_key"]},'
                      f"{extent.whole('lead_key', extent.tasks)}))))",
        "unit_rated": f'=IF({here["unit_tasks"]}=0,0,SUMPRODUCT({leads}*ISNUMBER({rates})))',
        "unit_rate": f'=IF({here["unit_rated"]}=0,"",'
                     f"ROUND(SUMPRODUCT(--{leads},{rates})/{here['unit_rated']},{MEAN_DECIMALS}))",
        "unit_place": f'=IF({here["unit_rate"]}="","",RANK({here["unit_rate"]},{means},0))',
        "unit_order": f'=IF({here["unit_rate"]}="","",{here["unit_place"]}{ties})',
    }  # fmt: skip
    values = _unit_values(line)
    return {field: Live(formula, values[field]) for field, formula in text.items()}


def _unit_values(line: UnitLine | None) -> dict[str, Value]:
    line = line or UnitLine("", 0, 0, None)
    return {
        "unit": line.name, "unit_key": lead_key(line.name) if line.name else "",
        "unit_tasks": line.tasks, "unit_rated": line.rated,
        "unit_rate": "" if line.rate is None else line.rate, "unit_place": line.place or "",
        "unit_order": line.order or "",
    }  # fmt: skip


def headline(settings: Settings, found: Reckoning) -> tuple[Live, Live]:
    """Return the title of 看板 and the line below it."""
    spans = ",".join(map(quoted, CUMULATIVE_NAMES))
    region, year = SETTING_CELL["region"], SETTING_CELL["year"]
    share, beyond, by_hand = SCALAR["share"], SCALAR["beyond"], "按各指标季度目标确定"
    shown = by_hand if found.share is None else rate_text(found.share)
    title = Live(f'={region}&{year}&"年民生实事项目进展看板"',
                 f"{settings.region}{settings.year or ''}年民生实事项目进展看板")  # fmt: skip
    line = Live(
        f'="截至"&{year}&"年"&CHOOSE({SCALAR["quarter"]},{spans})&"，序时进度"'
        f'&IF(ISNUMBER({share}),TEXT({share},"0.00%"),{quoted(by_hand)})&"。"'
        f'&IF({beyond}>0,"注意：有"&{beyond}&"行超出看板的统计范围，没有计入。","")',
        f"截至{settings.year or ''}年{found.period.cumulative_name}，序时进度{shown}。",
    )
    return title, line
