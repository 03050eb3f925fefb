"""指标 drafted from the sentences of a task, and what its progress says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from generators.extraction.completion import completions, is_share_done, rate_of
from generators.extraction.documents import Line, extract_document
from generators.extraction.records import Completion, Indicator, Link, Sentence
from generators.extraction.stages import VERB_STAGES
from generators.model.indicator import Comparator, IndicatorKind
from generators.published.drafts import DraftTask, Figures
from generators.published.investments import invested
from generators.published.measures import name_and_unit
from generators.published.multiples import in_words, money_as_written, turned
from generators.published.sums import parts_doubted
from generators.published.texts import closed_up
from generators.published.unwritten import unwritten
from generators.registers.check_figures import SUMMED
from generators.registers.parsing import parse_number

KINDS = {
    "increment": IndicatorKind.INCREMENT, "cumulative": IndicatorKind.STOCK, "ratio": IndicatorKind.RATIO,
    "rate": IndicatorKind.STANDARD, "coverage": IndicatorKind.COVERAGE, "zero": IndicatorKind.ZERO,
    "multiply": IndicatorKind.MULTIPLY, "milestone": IndicatorKind.MILESTONE,
}  # fmt: skip
COMPARATORS = {
    ">=": Comparator.AT_LEAST, "<=": Comparator.AT_MOST, "~": Comparator.ABOUT, "range": Comparator.RANGE,
    "=": Comparator.EQUAL,
}  # fmt: skip
STAGE_WORDS = {
    "not_started": "未启动", "plan": "前期", "approval": "招标", "start": "开工", "construct": "在建",
    "topped": "主体封顶", "fitout": "装修", "complete": "竣工", "in_use": "投入使用",
}  # fmt: skip
#: Words that name the stage of a work, or say that it only goes on; a verb of building alone does neither.
NAMED_STAGE = re.compile("施工|在建|主体|基础|桩基|封顶|开工|动工|启动|推进|继续|续建|加快|装修|前期|招标")
BUILDING = {verb for verb, stage in VERB_STAGES.items() if stage == "construct"}
ASSUMED_STAGE = "complete"
STAGE_ASSUMED = f"文件没有写做到哪一步，按“{STAGE_WORDS[ASSUMED_STAGE]}”写，请核对"
RELATIONS = {"part": "“其中”的一项", "stage": "其中到这一步的", "attr": "附带的数据", "total": "总数",
             "component": "组成部分"}  # fmt: skip
#: Completions that say how much was done.
COUNTED = ("value", "sum", "zero", "threshold")


@dataclass(slots=True)
class IndicatorFound:
    """One row of 指标 in the making, with why to look at it."""

    name: str
    unit_of_measure: str = ""
    kind: IndicatorKind = IndicatorKind.INCREMENT
    comparator: Comparator = Comparator.EQUAL
    target: Decimal | str | None = None
    target_max: Decimal | None = None
    base: Decimal | None = None
    reported: Decimal | str | None = None
    remark: str = ""
    reasons: list[str] = field(default_factory=list)
    #: Why to look at what was reported.
    warnings: list[str] = field(default_factory=list)
    link: Link | None = None
    #: Whether what was reported is several figures added up, or that of one quarter.
    is_sum: bool = False
    is_of_quarter: bool = False
    #: Whether the stage to be reached is not told, but what is usual.
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """What the sentences of a task say: its indicators, and what of its progress must be looked at."""

    indicators: tuple[IndicatorFound, ...]
    reasons: tuple[str, ...] = ()


def figures_of(task: DraftTask, target: DraftTask | None = None) -> TaskFigures:
    """Return the indicators of a task with what was reported on them.

    ``target`` is the task that ``task`` reports on, where another document says what was promised.
    """
    promised = target or task
    told = extract_document([
        *(Line(line, "target", 1) for line in promised.content.split("\n") if line),
        *(Line(line, "progress", 1) for line in task.text.split("\n") if line),
    ])  # fmt: skip
    done = completed(told)
    stages, by_key = stages_reported(told), {sentence.key: sentence for sentence in told}
    money = invested(told, task.period.quarter if task.period else 0)
    found = [one for sentence in told if sentence.role == "target"
             for one in of_sentence(sentence, done, stages, by_key)
             if one.link not in money.links]  # fmt: skip
    for row in found:
        settle_reported(row, task.period.quarter if task.period else 0)
    if task.figures is not None:
        is_name = task.figures.name in (promised.content, name_and_unit(promised.content)[0])
        words = [] if is_name else found
        found = with_figures(task.figures, promised.project.name, words)
    written = {link: one.actual_from for link, one in done.items() if one.how in COUNTED}
    reasons = (*unwritten(told, written, money.links), *misstated(told, done.values()), *money.reasons,
               *(why for row in found if promised is not task for why in row.warnings))  # fmt: skip
    return TaskFigures(tuple(found) or (without_figures(promised),), tuple(dict.fromkeys(reasons)))


def completed(told: Sequence[Sentence]) -> dict[Link, Completion]:
    """Return what was done of each target, what is told in a kindred unit turned into that of the target."""
    by_key = {sentence.key: sentence for sentence in told}
    return {one.target: in_unit_of_target(one, by_key) for one in completions(told)}


def in_unit_of_target(done: Completion, by_key: Mapping[str, Sentence]) -> Completion:
    """Return what was done with the only figure told turned into the target's unit, where that is exact."""
    if done.how in COUNTED or done.indicator.value is None:
        return done
    figures = [(at, one) for at, one in actuals(done, by_key) if one.basis == "value"]
    if len(figures) != 1 or figures[0][1].value is None:
        return done
    [(at, one)] = figures
    value = turned(figures[0][1].value, one.unit or "", done.indicator.unit or "")
    if value is None:
        return done
    rate = rate_of(value, done.indicator.value)
    return replace(done, how="value", actual=value, actual_from=(at,), rate=rate)


def actuals(done: Completion, by_key: Mapping[str, Sentence]) -> list[tuple[Link, Indicator]]:
    """Return the figures that were counted for a target."""
    return [(at, by_key[at.sentence].indicators[at.index]) for at in done.actual_from]


def settle_reported(row: IndicatorFound, quarter: int) -> None:
    """Leave out what is of one quarter only, and say why to look at what was written."""
    if row.reported is None:
        return
    reason = of_quarter_alone(row.reported, row.kind, quarter) if row.is_of_quarter else ""
    if reason:
        row.reported, row.warnings = None, [reason]
    elif row.is_sum:
        row.warnings.append(added_up(row.reported))


def of_quarter_alone(value: Decimal | str, kind: IndicatorKind, quarter: int) -> str:
    """Return why the figure of a single quarter is not written, '' where it is all since January."""
    if quarter == 1 or kind not in SUMMED:
        return ""
    return f"“{value}”写的是单季的数，不是1月以来的累计数，没有填写，请核对后填写累计数"


def added_up(value: Decimal | str) -> str:
    """Return why to look at a figure that was added up."""
    return f"填写的 {value} 是几个数加起来的，请核对"


def stages_reported(told: Sequence[Sentence]) -> dict[Link, str]:
    """Return the last stage reported on each target."""
    return {
        one.reports_on: STAGE_WORDS[one.stage]
        for sentence in told
        for one in sentence.indicators
        if one.reports_on is not None and one.stage in STAGE_WORDS
    }


def of_sentence(sentence: Sentence, done: Mapping[Link, Completion], stages: Mapping[Link, str],
                by_key: Mapping[str, Sentence]) -> Iterator[IndicatorFound]:  # fmt: skip
    """Yield the indicators of one sentence; where a rise starts from is the base of what it rises to."""
    bases = {one.parent: one.value for one in sentence.indicators if one.rel == "baseline"}
    for index, one in enumerate(sentence.indicators):
        if one.rel == "baseline" or one.optional:
            continue
        link = Link(sentence.key, index)
        row = milestone(one, sentence.text) if one.kind == "milestone" else counted(one)
        row.base, row.link = bases.get(index), link
        row.reasons += parts_doubted(sentence, index)
        row.remark = remark_of(one, sentence)
        if row.kind is IndicatorKind.MULTIPLY and row.base is None:
            wait_for_base(row, one)
        completion = done.get(link)
        if completion is not None and completion.how in COUNTED:
            take_completion(row, completion, [told for _, told in actuals(completion, by_key)])
        elif link in stages and one.kind == "milestone":
            row.reported = stages[link]
        yield in_money_as_written(row, one)


def take_completion(row: IndicatorFound, done: Completion, told: Sequence[Indicator]) -> None:
    """Take over what was done, but nothing that is only about so much."""
    about = [in_words(one) for one in told if one.comparator == "~"]
    if about:
        row.warnings.append(f"“{'、'.join(about)}”不是准数，没有填写，请核对后填写")
        return
    row.reported, row.is_sum = done.actual, done.how == "sum"
    row.is_of_quarter = any(one.period == "quarter" for one in told)
    row.warnings += done.warnings if row.unit_of_measure else ()


def in_money_as_written(row: IndicatorFound, one: Indicator) -> IndicatorFound:
    """Return an amount of money in the unit the text has it in (3.4亿元, not 340000000元)."""
    unit = money_as_written(one.raw) if row.unit_of_measure == "元" else ""
    if unit:
        for name in ("target", "target_max", "base", "reported"):
            value = getattr(row, name)
            if isinstance(value, Decimal):
                setattr(row, name, turned(value, "元", unit))
        row.unit_of_measure = unit
    return row


def milestone(one: Indicator, said: str) -> IndicatorFound:
    """Return a named work with the stage it is to reach; one without an end point goes on.

    What is to be built is to be finished, where nothing says how far it is to come.
    """
    is_assumed = one.stage == "construct" and one.raw in BUILDING and not NAMED_STAGE.search(said)
    stage = STAGE_WORDS.get(ASSUMED_STAGE if is_assumed else one.stage or "")
    kind = IndicatorKind.MILESTONE if stage else IndicatorKind.ONGOING
    reasons = [*doubts(one), *([STAGE_ASSUMED] if is_assumed else [])]
    return IndicatorFound(named(one), "", kind, target=stage, reasons=reasons, is_assumed=is_assumed)


def counted(one: Indicator) -> IndicatorFound:
    """Return a number with its unit."""
    kind = KINDS.get(one.kind, IndicatorKind.INCREMENT)
    comparator = COMPARATORS.get(one.comparator or "=", Comparator.EQUAL)
    unit = "%" if kind is IndicatorKind.COVERAGE else one.unit or ""
    return IndicatorFound(
        named(one), unit, kind, comparator, one.value, one.value_max, reasons=[*doubts(one)]
    )


def wait_for_base(row: IndicatorFound, one: Indicator) -> None:
    """Keep a multiple of an unknown base as text: 倍增 without 基数 would be an error in the register."""
    row.kind, row.target = IndicatorKind.ONGOING, None
    said = f"原文是“{one.raw}”：填写基数（一般是上年数）后，类型改为“倍增”，目标值填 {one.value}"
    row.remark = "\n".join(filter(None, (row.remark, said)))


def named(one: Indicator) -> str:
    """Return the name of an indicator with its verb, where the name alone would not say what is done."""
    return one.name or one.action or one.raw


def doubts(one: Indicator) -> Iterator[str]:
    """Yield why a person must look at an indicator."""
    if not one.name:
        yield f"“{one.raw}”数的是什么没有认出来"
    if one.kind == "multiply":
        yield f"“{one.raw}”要有上年的基数，请填写"
    if one.value is not None and not one.unit and one.kind not in ("coverage", "zero", "milestone"):
        yield f"“{one.raw}”没有写计量单位"
    if one.hedge:
        yield f"原文写的是“{one.hedge}”，请核对是不是考核目标"


def remark_of(one: Indicator, sentence: Sentence) -> str:
    """Return what must be known of an indicator beside its columns."""
    if one.rel not in RELATIONS:
        return ""
    parent = sentence.indicators[one.parent].name if one.parent is not None else ""
    return RELATIONS[one.rel] + (f"（属于：{parent}）" if parent else "")


def without_figures(task: DraftTask) -> IndicatorFound:
    """Return what stands for a task in which nothing can be counted."""
    name = re.split(r"[。；;，,]", closed_up(task.content), maxsplit=1)[0][:30] or task.project.name
    reason = "主要内容里没有认出可以量化的指标，请核对是否按“持续推进”管理"
    return IndicatorFound(name, "", IndicatorKind.ONGOING, reasons=[reason])


# ---------------------------------------------------------------- number columns
def with_figures(figures: Figures, project: str, found: list[IndicatorFound]) -> list[IndicatorFound]:
    """Return the indicators with the one that number columns say; an equal one found in words takes it in."""
    target, latest = numeral(figures.target), numeral(figures.latest)
    row = IndicatorFound(figures.name or project, figures.unit_of_measure, target=target, reported=latest)
    if figures.unit_of_measure == "%":
        row.kind = IndicatorKind.RATIO
    for typed, number, heading in ((figures.target, target, "目标值"), (figures.latest, latest, "累计")):
        if typed and number is None:
            row.reasons.append(f"{heading}“{typed}”不是确定的数字")
    row.reasons += rate_differs(figures.rate, latest, target)
    same = next((one for one in found if one.target == target and target is not None), None)
    if same is not None:
        same.name = figures.name or same.name
        if latest is not None:
            same.reported, same.warnings = latest, []
        same.unit_of_measure = same.unit_of_measure or row.unit_of_measure
        same.reasons += row.reasons
        return found
    return [row, *found] if target is not None or latest is not None or row.reasons else found


def numeral(typed: str) -> Decimal | None:
    """Return a printed number, None when it is none for certain."""
    try:
        return parse_number(typed) if typed else None
    except ValueError:
        return None


def rate_differs(stated: str, actual: Decimal | None, target: Decimal | None) -> list[str]:
    """Return what to say where a stated rate is not the computed one.

    >>> rate_differs("50%", Decimal(5), Decimal(10)), rate_differs("60%", Decimal(5), Decimal(10))
    ([], ['写的完成率是60%，按完成数和目标数计算是50%'])
    """
    typed = stated.rstrip("%％")
    number = numeral(typed)
    if number is None or actual is None or not target:
        return []
    computed = (actual * 100 / target).quantize(Decimal(1).scaleb(min(0, int(number.as_tuple().exponent))))
    if abs(computed - number) <= Decimal(1).scaleb(int(computed.as_tuple().exponent)) / 100:
        return []
    return [f"写的完成率是{typed}%，按完成数和目标数计算是{computed:f}%"]


# ---------------------------------------------------------------- what progress says
def misstated(told: Sequence[Sentence], done: Iterable[Completion]) -> Iterator[str]:
    """Yield the rates stated in words that are not the computed ones.

    A sentence that says one rate says it of any of its figures (27所学校、864间教室改造完成，完成率117.39%).
    """
    completed = list(done)
    stated = list(stated_rates(told, completed))
    rates_in = Counter(one.actual_from[-1].sentence for one, _ in stated)
    for one, rate in stated:
        key = one.actual_from[-1].sentence
        beside = [other for other in completed if key in {at.sentence for at in other.actual_from}]
        meant = beside if rates_in[key] == 1 else [one]
        if all(rate_differs(rate, other.actual, other.indicator.value) for other in meant):
            yield from rate_differs(rate, one.actual, one.indicator.value)


def stated_rates(told: Sequence[Sentence], done: Iterable[Completion]) -> Iterator[tuple[Completion, str]]:
    """Yield what was completed where the text states a rate of it, with that rate as written."""
    by_key = {sentence.key: sentence for sentence in told}
    for one in done:
        if one.rate is None or not one.actual_from:
            continue
        link = one.actual_from[-1]
        shares = (share for share in by_key[link.sentence].indicators if share.parent == link.index)
        stated = next((share.value for share in shares if is_share_done(share)), None)
        if stated is not None:
            yield one, str(stated)
