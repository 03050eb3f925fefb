"""Rules about the figures of indicators: targets, bases, bounds, and what was reported against them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generators.figures.completion import assess, effective_target
from generators.figures.stages import stage_rank
from generators.model.indicator import Comparator, Figure, FourFigures, Indicator, IndicatorKind
from generators.model.period import CUMULATIVE_NAMES, QUARTER_NAMES
from generators.model.status import Status
from generators.registers.facts import Facts, Found, found
from generators.registers.read_indicators import CUMULATIVE, QUARTER_TARGETS

#: Kinds that mean nothing without a target.
NEED_TARGET = frozenset((
    IndicatorKind.INCREMENT, IndicatorKind.STOCK, IndicatorKind.RATIO, IndicatorKind.STANDARD,
    IndicatorKind.MILESTONE, IndicatorKind.MULTIPLY,
))  # fmt: skip
#: Kinds whose figures are sums since January and so never fall.
SUMMED = frozenset((IndicatorKind.INCREMENT, IndicatorKind.MULTIPLY))
MANY_TIMES = 3
MOST_DIGITS = 15  # of a number in Excel
PERCENT = ("%", "％")
NOTHING, TEN = Decimal(0), Decimal(10)
#: 元 for 万元, 人次 for 万人次: a figure ten thousand times its neighbour, or nearly.
SCALE_FROM, SCALE_TO = Decimal(2_000), Decimal(50_000)
_Pair = tuple[int, Decimal, int, Decimal]


def targets_are_there(facts: Facts) -> Found:
    """需要目标值的指标有目标值."""
    for one in facts.indicators:
        if one.target is None and one.kind in NEED_TARGET:
            yield found("IND-3", one.origin, "target", name=one.name, kind=one.kind.value)


def bases_are_there(facts: Facts) -> Found:
    """倍增指标有基数."""
    for one in facts.indicators:
        if one.kind is IndicatorKind.MULTIPLY and one.base is None:
            yield found("IND-4", one.origin, "base", name=one.name)


def ranges_have_bounds(facts: Facts) -> Found:
    """口径为区间的，目标上限大于目标值."""
    for one in facts.indicators:
        is_range = one.comparator is Comparator.RANGE
        if is_range and not is_above(one.target_max, one.target):
            yield found(
                "IND-5", one.origin, "target_max", low=spoken(one.target), high=spoken(one.target_max)
            )
        elif one.target_max is not None and not is_range:
            comparator = one.comparator.value
            yield found("IND-6", one.origin, "target_max", high=spoken(one.target_max), comparator=comparator)


def is_above(high: Figure, low: Figure) -> bool:
    """Return whether both are numbers and the first is the greater."""
    return isinstance(high, Decimal) and isinstance(low, Decimal) and high > low


def spoken(figure: Figure) -> str:
    """Return a figure as text, 空白 for none."""
    return "空白" if figure is None else str(figure)


def cumulative_never_falls(facts: Facts) -> Found:
    """累计数不比上一期少，除非有目标调整."""
    for one in facts.indicators:
        if one.kind in SUMMED and is_falling(one.cumulative) and not facts.is_amended(one):
            for before, earlier, after, later in pairs(one.cumulative):
                if later < earlier:
                    yield found("IND-7", one.origin, CUMULATIVE[after], name=one.name, later=later,
                                earlier=earlier, now=CUMULATIVE_NAMES[after],
                                before=CUMULATIVE_NAMES[before])  # fmt: skip


def is_falling(figures: FourFigures) -> bool:
    """Return whether a number is less than one before it."""
    earlier: Decimal | None = None
    for figure in figures:
        if type(figure) is Decimal:
            if earlier is not None and figure < earlier:
                return True
            earlier = figure
    return False


def pairs(figures: FourFigures) -> Iterator[_Pair]:
    """Yield each number after the one reported before it, both with their quarter counted from 0."""
    reported = [(quarter, figure) for quarter, figure in enumerate(figures) if isinstance(figure, Decimal)]
    for (before, earlier), (after, later) in pairwise(reported):
        yield before, earlier, after, later


def quarter_targets_rise(facts: Facts) -> Found:
    """季度目标逐季不减，不超过全年目标."""
    for one in facts.indicators:
        if one.kind not in SUMMED:
            continue
        if is_falling(one.quarter_targets):
            for _, earlier, after, later in pairs(one.quarter_targets):
                if later < earlier:
                    yield found("IND-8", one.origin, QUARTER_TARGETS[after], name=one.name, later=later,
                                earlier=earlier, quarter=QUARTER_NAMES[after])  # fmt: skip
        last = one.quarter_targets[3]
        if last is not None and last != one.target and exceeds(one, last):
            yield found("IND-9", one.origin, QUARTER_TARGETS[3], name=one.name, last=last, target=one.target)


def exceeds(one: Indicator, last: Figure) -> bool:
    """Return whether the last quarter's target is more than the year's."""
    return one.comparator is not Comparator.AT_LEAST and is_above(
        last, one.target_max or effective_target(one)
    )


def actuals_are_plausible(facts: Facts) -> Found:
    """完成数不超过目标的三倍，不正好是十倍或十分之一，量级不差万倍."""
    for one in facts.indicators:
        target, latest = one.target, latest_of(one)
        if latest is None or not isinstance(target, Decimal) or not target or not latest[1]:
            continue
        quarter, actual = latest
        if actual <= target and actual * 10 > target:
            continue
        code = implausible(one, actual, effective_target(one), quarter)
        if code:
            yield found(code, one.origin, CUMULATIVE[quarter], name=one.name, actual=actual,
                        target=target, unit=one.unit_of_measure)  # fmt: skip


def latest_of(one: Indicator) -> tuple[int, Decimal] | None:
    """Return quarter (from 0) and value of the last number reported."""
    for quarter in (3, 2, 1, 0):
        figure = one.cumulative[quarter]
        if figure is not None:
            return (quarter, figure) if isinstance(figure, Decimal) else None
    return None


def implausible(one: Indicator, actual: Decimal, target: Figure, quarter: int) -> str:
    """Return the code of what looks wrong about an actual, '' for nothing."""
    if (
        not isinstance(target, Decimal)
        or target <= 0
        or one.kind in (IndicatorKind.RATIO, IndicatorKind.ZERO)
    ):
        return ""
    times = actual / target
    if is_scale(times) or (is_scale(1 / times) and is_scaled_unit(one.unit_of_measure)):
        return "IND-10"
    if times == TEN or (times * 10 == 1 and quarter == 3):
        return "IND-11"
    return "IND-12" if times > MANY_TIMES and one.comparator is not Comparator.AT_MOST else ""


def is_scale(times: Decimal) -> bool:
    """Return whether two figures differ as 元 and 万元 do.

    >>> is_scale(Decimal(9_500)), is_scale(Decimal(3))
    (True, False)
    """
    return SCALE_FROM <= times <= SCALE_TO


def is_scaled_unit(unit: str) -> bool:
    """Return whether a unit of measure is money or has a 万 or 亿 in it, and so is easily mistaken."""
    return "元" in unit or unit.startswith(("万", "亿", "千"))


def quarters_keep_their_scale(facts: Facts) -> Found:
    """相邻两期的量级不差万倍."""
    for one in facts.indicators:
        if is_scaled_unit(one.unit_of_measure):
            for _, earlier, after, later in pairs(one.cumulative):
                if earlier > 0 and is_scale(later / earlier):
                    yield found("IND-10", one.origin, CUMULATIVE[after], name=one.name, actual=later,
                                target=earlier, unit=one.unit_of_measure)  # fmt: skip


def figures_are_not_negative(facts: Facts) -> Found:
    """累计数不是负数."""
    for one in facts.indicators:
        for quarter, figure in enumerate(one.cumulative):
            if type(figure) is Decimal and figure < NOTHING:
                yield found("IND-13", one.origin, CUMULATIVE[quarter], name=one.name, actual=figure)


def figures_are_current(facts: Facts) -> Found:
    """有数的指标填了本期累计；已经完成的不必."""
    period = facts.period
    if period is None:
        return
    place = CUMULATIVE[period.quarter - 1]
    for one in facts.indicators:
        judged = assess(one, period, facts.register.settings)
        if judged.reported_in is not None and not judged.is_current and judged.status is not Status.DONE:
            actual = spoken(judged.latest)
            yield found("IND-18", one.origin, place, name=one.name, period=period.name, actual=actual)


def figures_fit_excel(facts: Facts) -> Found:
    """数字不超过 Excel 能存的 15 位."""
    fields = ("target", *QUARTER_TARGETS, *CUMULATIVE)
    for one in facts.indicators:
        for field, figure in zip(fields, (one.target, *one.quarter_targets, *one.cumulative)):
            if type(figure) is Decimal and figure.adjusted() >= MOST_DIGITS:
                yield found("IND-19", one.origin, field, name=one.name, actual=f"{figure:f}")


def indicators_are_not_repeated(facts: Facts) -> Found:
    """同一事项下没有同名、同计量单位的指标."""
    for task in facts.tasks:
        seen: set[tuple[str, str]] = set()
        for one in task.indicators:
            named = (one.name, one.unit_of_measure)
            if one.name and named in seen:
                yield found("IND-14", one.origin, "name", name=one.name, task=task.number)
            seen.add(named)


def kinds_fit_units(facts: Facts) -> Found:
    """计量单位是 % 的不是增量."""
    for one in facts.indicators:
        if one.kind is IndicatorKind.INCREMENT and one.unit_of_measure in PERCENT:
            yield found("IND-15", one.origin, "kind", name=one.name)


def percents_are_whole(facts: Facts) -> Found:
    """百分数填 85，不填 0.85."""
    for one in facts.indicators:
        if one.unit_of_measure in PERCENT and type(one.target) is Decimal and NOTHING < one.target <= 1:
            yield found("IND-17", one.origin, "target", name=one.name, target=one.target)


def stages_are_known(facts: Facts) -> Found:
    """形象进度用认得的阶段."""
    for one in facts.indicators:
        if one.kind is IndicatorKind.MILESTONE:
            for name, figure in zip(("target", *CUMULATIVE), (one.target, *one.cumulative)):
                if isinstance(figure, str) and stage_rank(figure) is None:
                    yield found("IND-16", one.origin, name, name=one.name, stage=figure)


def money_is_within_plan(facts: Facts) -> Found:
    """完成投资不超过年度计划，不比上一期少；年度计划不超过总投资."""
    for row in facts.register.investments:
        if row.number not in facts.numbers:
            yield found("INV-1", row.origin, "number", number=row.number)
        if row.planned is not None and row.total is not None and row.planned > row.total:
            yield found("INV-2", row.origin, "planned", planned=row.planned, total=row.total)
        reported = [(quarter, value) for quarter, value in enumerate(row.invested) if value is not None]
        if reported and row.planned is not None and reported[-1][1] > row.planned:
            quarter, value = reported[-1]
            yield found("INV-3", row.origin, f"invested_{quarter + 1}", invested=value, planned=row.planned)
        for (_, earlier), (quarter, later) in pairwise(reported):
            if later < earlier:
                yield found("INV-4", row.origin, f"invested_{quarter + 1}", later=later, earlier=earlier)
