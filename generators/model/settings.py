"""设置: what an office may set for its register, with the meaning of each setting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from generators.model.period import Period


class ScheduleRule(Enum):
    """序时口径: how much of the year's work should be done by the end of a period."""

    BY_MONTH = "按月"  # months passed / 12
    BY_DAY = "按日"  # days passed / days of the year
    BY_QUARTER = "季度节点"  # four floors that the office sets
    BY_HAND = "手填"  # only the quarter targets typed beside an indicator count


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one register; every field has a default but the region and the year.

    Thresholds are in percentage points (百分点) of completion minus schedule, ``decimals`` is how many
    decimals a rate is printed with, ``quarter_floors`` are percents, ``layout`` names the sheet of
    版式.xlsx for the 任务分解表 (empty: the shipped default).
    """

    region: str = ""
    year: int = 0
    issuer: str = ""
    prepared_on: date | None = None
    current_period: Period | None = None
    schedule_rule: ScheduleRule = ScheduleRule.BY_MONTH
    quarter_floors: tuple[Decimal, Decimal, Decimal, Decimal] = (
        Decimal(25),
        Decimal(50),
        Decimal(75),
        Decimal(100),
    )
    ahead_threshold: Decimal = Decimal(10)
    tolerance: Decimal = Decimal(0)
    behind_threshold: Decimal = Decimal(10)
    decimals: int = 2
    layout: str = ""
    unjudged_name: str = "未判定"
