"""指标: one measured promise of a task."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from generators.model.origin import NOWHERE, Origin

#: A figure as a clerk reports it: a number, a stage word (形象进度, such as 主体封顶), or nothing.
Figure = Decimal | str | None
FourFigures = tuple[Figure, Figure, Figure, Figure]
NO_FIGURES: FourFigures = (None, None, None, None)


class IndicatorKind(Enum):
    """类型: what the target means and so how completion is judged."""

    INCREMENT = "增量"  # done or added within the year: 新建 22 个
    STOCK = "存量"  # stands at the end of the year: 总数达 31 家
    RATIO = "比率"  # a percentage: 覆盖率 85%
    STANDARD = "标准"  # a rate per head, month, household: 415 元/月
    MILESTONE = "形象进度"  # a stage to be reached: 投入使用
    COVERAGE = "全覆盖"  # everyone or everything: 100 %
    ZERO = "清零"  # none left: 动态清零
    MULTIPLY = "倍增"  # times a base: 翻一番 = 2 times 基数
    ONGOING = "持续推进"  # no target that could be measured


class Comparator(Enum):
    """口径: how the actual is held against the target."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    ABOUT = "≈"
    RANGE = "区间"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator (指标) of a task.

    ``number`` is its identity (3.2.1). ``target`` is a number, a stage word for a milestone, or None;
    ``target_max`` is the upper bound where ``comparator`` is RANGE. ``base`` is what MULTIPLY multiplies,
    ``carried_over`` what was done in earlier years and must not be counted again. ``quarter_targets`` and
    ``cumulative`` hold one entry a quarter; cumulative since January, never increments.
    """

    number: str
    task_number: str
    name: str
    unit_of_measure: str = ""
    kind: IndicatorKind = IndicatorKind.INCREMENT
    comparator: Comparator = Comparator.EQUAL
    target: Figure = None
    target_max: Decimal | None = None
    base: Decimal | None = None
    carried_over: Decimal | None = None
    quarter_targets: FourFigures = NO_FIGURES
    cumulative: FourFigures = NO_FIGURES
    remark: str = ""
    origin: Origin = NOWHERE
