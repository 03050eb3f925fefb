"""完成率 and 状态 of one indicator, computed from raw figures and rounded only for printing.

What an indicator's target means decides how it is judged (domain: an at-most target, a standard or a share is
met or not met and has no completion rate; a milestone is judged by its stage; no target prints ``-``).
``figures.formulas`` says the same in the language of a worksheet, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from generators.figures.amounts import NOTHING, rate_text, rounded
from generators.figures.schedule import scheduled_share
from generators.figures.stages import stage_rank, stage_word
from generators.model.indicator import Comparator, Figure, Indicator, IndicatorKind
from generators.model.period import Period
from generators.model.settings import Settings
from generators.model.status import Status

MET, NOT_MET = "达标", "未达标"
LAST_QUARTER = 4
_YEAR_END = Period(0, LAST_QUARTER)
#: Gaps are rounded to so many decimals before they are compared, so that 75% against 3/4 is no gap in binary.
GAP_DECIMALS = 6
#: Products of a base are rounded alike here and in worksheets: 0.1 * 3 is 0.3 in both.
TARGET_DECIMALS = 9


class Judgement(Enum):
    """How an indicator is judged."""

    RATE = "完成率"  # latest / target against the schedule
    CEILING = "不超过"  # met while at most the target
    LEVEL = "达到"  # met once at least the target
    CLEARANCE = "清零"  # met once at most the target, and not met before is no fault
    STAGE = "形象进度"
    NONE = "不判定"


_BY_KIND = {
    IndicatorKind.MILESTONE: Judgement.STAGE,
    IndicatorKind.ONGOING: Judgement.NONE,
    IndicatorKind.ZERO: Judgement.CLEARANCE,
    IndicatorKind.RATIO: Judgement.LEVEL,
    IndicatorKind.STANDARD: Judgement.LEVEL,
    IndicatorKind.COVERAGE: Judgement.LEVEL,
}
#: Targets that a kind has without anyone writing them.
IMPLIED_TARGETS = {IndicatorKind.COVERAGE: Decimal(100), IndicatorKind.ZERO: Decimal(0)}


@dataclass(frozen=True, slots=True)
class Assessment:
    """One indicator at the end of one period.

    ``latest`` is the last figure reported at or before the period and ``reported_in`` its quarter; ``target``
    the target that counts (base times target for MULTIPLY, the lower bound of a range); ``rate`` raw and
    uncapped, None where there is none; ``shown`` what stands in the column 完成率; ``scheduled`` the share
    due; ``gap`` rate minus schedule in percentage points (百分点), rounded half up to 6 decimals.
    """

    latest: Figure
    reported_in: int | None
    is_current: bool
    target: Figure
    rate: Decimal | None
    shown: str
    scheduled: Decimal | None
    gap: Decimal | None
    status: Status


def judgement_of(indicator: Indicator) -> Judgement:
    """Return how ``indicator`` is judged."""
    by_kind = _BY_KIND.get(indicator.kind, Judgement.RATE)
    if indicator.comparator is Comparator.AT_MOST and by_kind in (Judgement.RATE, Judgement.LEVEL):
        return Judgement.CEILING
    return by_kind


def latest_figure(indicator: Indicator, period: Period) -> tuple[Figure, int | None]:
    """Return the last figure reported at or before ``period``, and the quarter it was reported in."""
    for quarter in range(period.quarter, 0, -1):
        if indicator.cumulative[quarter - 1] is not None:
            return indicator.cumulative[quarter - 1], quarter
    return None, None


def effective_target(indicator: Indicator) -> Figure:
    """Return the target that counts; None where there is none, or no base to multiply.

    >>> effective_target(Indicator("1.1.1", "1.1", "换电柜", kind=IndicatorKind.MULTIPLY,
    ...                            target=Decimal(2), base=Decimal(45)))
    Decimal('90')
    """
    if indicator.kind is IndicatorKind.MULTIPLY:
        return _multiplied(indicator.target, indicator.base)
    if indicator.kind is IndicatorKind.ONGOING:
        return None
    return IMPLIED_TARGETS.get(indicator.kind) if indicator.target is None else indicator.target


def _multiplied(times: Figure, base: Decimal | None) -> Decimal | None:
    """Return ``times`` the base, or None where one of them is missing."""
    if not isinstance(times, Decimal) or base is None:
        return None
    product = base * times
    short = rounded(product, TARGET_DECIMALS)
    return product if product == short else short


@dataclass(frozen=True, slots=True)
class _Case:
    """What a judgement looks at."""

    latest: Figure
    target: Figure
    quarter_target: Figure
    share: Decimal | None
    is_last: bool
    settings: Settings


#: What a judgement gives: rate, shown, scheduled, gap, status.
_Verdict = tuple[Decimal | None, str, Decimal | None, Decimal | None, Status]


def assess(indicator: Indicator, period: Period, settings: Settings) -> Assessment:
    """Return how ``indicator`` stands at the end of ``period``.

    >>> garden = Indicator("1.1.1", "1.1", "口袋公园", target=Decimal(16),
    ...                    cumulative=(Decimal(5), None, None, None))
    >>> found = assess(garden, Period(2022, 1), Settings())
    >>> found.shown, found.scheduled, found.gap, found.status.value
    ('31.25%', Decimal('0.25'), Decimal('6.250000'), '按序时')
    """
    latest, quarter = latest_figure(indicator, period)
    case = _Case(
        latest, effective_target(indicator), indicator.quarter_targets[period.quarter - 1],
        scheduled_share(period, settings), period.quarter == LAST_QUARTER, settings,
    )  # fmt: skip
    verdict = JUDGES[judgement_of(indicator)](case)
    return Assessment(latest, quarter, quarter == period.quarter, case.target, *verdict)


def _rated(case: _Case) -> _Verdict:
    target = case.target
    if not isinstance(target, Decimal) or target <= 0:
        return None, NOTHING, None, None, Status.UNJUDGED
    due = case.quarter_target / target if isinstance(case.quarter_target, Decimal) else case.share
    if not isinstance(case.latest, Decimal):
        return None, NOTHING, due, None, Status.UNJUDGED
    rate = case.latest / target
    gap = None if due is None else rounded((rate - due) * 100, GAP_DECIMALS)
    shown = rate_text(rate, case.settings.decimals)
    return rate, shown, due, gap, status_by_gap(rate, gap, case.settings)


def status_by_gap(rate: Decimal, gap: Decimal | None, settings: Settings) -> Status:
    """Return the status of a rate that is ``gap`` percentage points before (or behind) its schedule."""
    if rate >= 1:
        return Status.DONE
    if gap is None:
        return Status.UNJUDGED
    if gap > settings.ahead_threshold:
        return Status.AHEAD
    if gap >= -settings.tolerance:
        return Status.ON_SCHEDULE
    return Status.SLOW if gap >= -settings.behind_threshold else Status.BEHIND


def _ceiling(case: _Case) -> _Verdict:
    kept = _compared(case.latest, case.target, at_most=True)
    return _met_or_not(kept, _kept_status(case) if kept else Status.BEHIND)


def _clearance(case: _Case) -> _Verdict:
    cleared = _compared(case.latest, case.target, at_most=True)
    by_quarter = _compared(case.latest, case.quarter_target, at_most=True)
    return _met_or_not(cleared, _kept_status(case) if cleared else _on_the_way(by_quarter, case))


def _level(case: _Case) -> _Verdict:
    reached = _compared(case.latest, case.target)
    by_quarter = _compared(case.latest, case.quarter_target)
    return _met_or_not(reached, Status.DONE if reached else _on_the_way(by_quarter, case))


def _stage(case: _Case) -> _Verdict:
    if case.target is None or case.latest is None:
        return _met_or_not(None, Status.UNJUDGED)
    shown = stage_word(case.latest) or NOTHING
    return None, shown, None, None, _stage_status(case)


def _stage_status(case: _Case) -> Status:
    reached, wanted, due = map(stage_rank, (case.latest, case.target, case.quarter_target))
    if reached is None or wanted is None:
        return Status.UNJUDGED
    if reached >= wanted:
        return Status.DONE
    return _on_the_way(None if due is None else reached >= due, case)


def _none(case: _Case) -> _Verdict:
    return _met_or_not(None, Status.UNJUDGED)


def _compared(latest: Figure, target: Figure, at_most: bool = False) -> bool | None:
    """Return whether the figure meets the target; None where one of them is no number."""
    if not isinstance(latest, Decimal) or not isinstance(target, Decimal):
        return None
    return latest <= target if at_most else latest >= target


def _met_or_not(met: bool | None, status: Status) -> _Verdict:
    """Return the verdict of a judgement that has no rate."""
    if met is None:
        return None, NOTHING, None, None, Status.UNJUDGED
    return None, MET if met else NOT_MET, None, None, status


def _kept_status(case: _Case) -> Status:
    """Return the status of a limit that is kept: done only when the year is over."""
    return Status.DONE if case.is_last else Status.ON_SCHEDULE


def _on_the_way(reached_quarter_target: bool | None, case: _Case) -> Status:
    """Return the status of a target not met yet, by the quarter's own target where there is one."""
    if reached_quarter_target is None:
        return Status.BEHIND if case.is_last else Status.UNJUDGED
    return Status.ON_SCHEDULE if reached_quarter_target else Status.BEHIND


JUDGES: dict[Judgement, Callable[[_Case], _Verdict]] = {
    Judgement.RATE: _rated,
    Judgement.CEILING: _ceiling,
    Judgement.LEVEL: _level,
    Judgement.CLEARANCE: _clearance,
    Judgement.STAGE: _stage,
    Judgement.NONE: _none,
}


def last_reported_quarter(indicators: Iterable[Indicator]) -> int | None:
    """Return the last quarter that any indicator was reported for, None when nothing was reported.

    >>> reported = Indicator("1.1.1", "1.1", "", cumulative=(Decimal(1), Decimal(2), None, None))
    >>> last_reported_quarter([reported])
    2
    """
    quarters = (latest_figure(indicator, _YEAR_END)[1] for indicator in indicators)
    return max((quarter for quarter in quarters if quarter), default=None)
