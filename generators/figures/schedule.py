"""序时进度: the share of the year's work that should be done by the end of a period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from generators.model.period import Period
from generators.model.settings import ScheduleRule, Settings

MONTHS = Decimal(12)


def _by_month(period: Period, settings: Settings) -> Decimal:
    return period.months / MONTHS


def _by_day(period: Period, settings: Settings) -> Decimal:
    return Decimal(period.end.timetuple().tm_yday) / date(period.year, 12, 31).timetuple().tm_yday


def _by_quarter(period: Period, settings: Settings) -> Decimal:
    return settings.quarter_floors[period.quarter - 1] / 100


def _by_hand(period: Period, settings: Settings) -> None:
    return None


SHARES: dict[ScheduleRule, Callable[[Period, Settings], Decimal | None]] = {
    ScheduleRule.BY_MONTH: _by_month,
    ScheduleRule.BY_DAY: _by_day,
    ScheduleRule.BY_QUARTER: _by_quarter,
    ScheduleRule.BY_HAND: _by_hand,
}


def scheduled_share(period: Period, settings: Settings) -> Decimal | None:
    """Return the share (1 is the whole year) due by the end of ``period``; None where it is set by hand.

    >>> scheduled_share(Period(2022, 1), Settings())
    Decimal('0.25')
    >>> round(scheduled_share(Period(2024, 1), Settings(schedule_rule=ScheduleRule.BY_DAY)), 6)  # 91 of 366
    Decimal('0.248634')
    """
    return SHARES[settings.schedule_rule](period, settings)


def share_formula(period: Period, settings: Settings) -> str:
    """Return the share as a person would type it into a cell: ``3/12``, ``90/365``; empty where set by hand.

    >>> share_formula(Period(2022, 1), Settings())
    '3/12'
    >>> share_formula(Period(2024, 2), Settings(schedule_rule=ScheduleRule.BY_DAY))
    '182/366'
    """
    if settings.schedule_rule is ScheduleRule.BY_MONTH:
        return f"{period.months}/{MONTHS}"
    if settings.schedule_rule is ScheduleRule.BY_DAY:
        return f"{period.end.timetuple().tm_yday}/{date(period.year, 12, 31).timetuple().tm_yday}"
    share = scheduled_share(period, settings)
    return "" if share is None else f"{share:f}"
