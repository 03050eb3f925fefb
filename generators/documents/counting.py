"""Formulas that count and average over 明细, the sheet that holds every indicator in a row of its own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generators.documents.live import or_nothing
from generators.figures.amounts import NOTHING, rounded
from generators.figures.completion import Assessment
from generators.figures.formulas import quoted
from generators.figures.ranking import MEAN_DECIMALS, mean
from generators.figures.status import status_text
from generators.model.settings import Settings
from generators.model.status import Status
from generators.page import Align, Column, Formula, Value

#: A mean has 9 decimals, so the difference of two has 7 as percentage points: rounded there, nothing is lost.
POINTS_DECIMALS = MEAN_DECIMALS - 2
#: Keys of the columns of a counting table; a status has one column each.
TOTAL, RATE, SCHEDULED, GAP = "汇总.指标数", "汇总.完成率", "汇总.序时进度", "汇总.差距"


def status_key(status: Status) -> str:
    """Return the key of the column that counts a status."""
    return f"汇总.{status.value}"


def counting_columns(settings: Settings) -> tuple[Column, ...]:
    """Return the columns that every counting table ends with."""
    counts = (
        Column(status_text(status, settings), 17, status_key(status), align=Align.RIGHT) for status in Status
    )
    return (
        Column("指标数", 17, TOTAL, align=Align.RIGHT),
        *counts,
        Column("平均完成率", 24, RATE, align=Align.RIGHT, number_format="%"),
        Column("平均序时进度", 24, SCHEDULED, align=Align.RIGHT, number_format="%"),
        Column("差距（百分点）", 24, GAP, align=Align.RIGHT, number_format="0.00"),
    )


def counting_values(
    found: Sequence[Assessment], condition: str, sheet: str, settings: Settings
) -> tuple[Value, ...]:
    """Return the values under :func:`counting_columns` for the rows of ``sheet`` that meet ``condition``.

    ``condition`` is an array expression of TRUE and FALSE over the rows of the sheet. Both means are of the
    same indicators, those that have a rate, else their difference would say nothing.
    """
    rated = [one for one in found if one.rate is not None]
    rate, due = mean(one.rate for one in rated), mean(one.scheduled for one in rated)
    gap = None if rate is None or due is None else rounded((rate - due) * 100, POINTS_DECIMALS)
    counts = (
        Formula(_count(condition, sheet, status, settings), _number(found, status)) for status in Status
    )
    return (
        Formula(f"=SUMPRODUCT({condition}*({{{sheet}!指标.编号}}<>\"\"))", Decimal(len(found))),
        *counts,
        Formula(_mean(condition, sheet, "完成率"), or_nothing(rate)),
        Formula(_mean(condition, sheet, "序时进度"), or_nothing(due)),
        Formula(_GAP, or_nothing(gap)),
    )


_GAP = (
    f"=IF(AND(ISNUMBER({{{RATE}}}),ISNUMBER({{{SCHEDULED}}})),"
    f"ROUND(({{{RATE}}}-{{{SCHEDULED}}})*100,{POINTS_DECIMALS}),{quoted(NOTHING)})"
)


def _count(condition: str, sheet: str, status: Status, settings: Settings) -> str:
    word = quoted(status_text(status, settings))
    return f"=SUMPRODUCT({condition}*({{{sheet}!指标.状态}}={word})*({{{sheet}!指标.编号}}<>\"\"))"


def _number(found: Sequence[Assessment], status: Status) -> Decimal:
    return Decimal(sum(one.status is status for one in found))


def _mean(condition: str, sheet: str, figure: str) -> str:
    """Return the mean of a figure's numbers among the rows that meet the condition and have a rate."""
    cells = f"{{{sheet}!指标.{figure}}}"
    numbers = f"{condition}*ISNUMBER({{{sheet}!指标.完成率}})*ISNUMBER({cells})"
    average = f"SUMPRODUCT({numbers},{cells})/SUMPRODUCT({numbers})"
    return f"=IFERROR(ROUND({average},{MEAN_DECIMALS}),{quoted(NOTHING)})"
