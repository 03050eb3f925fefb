"""What a row may print of its indicator before anything is reported: its target as planned."""

from __future__ import annotations

from generators.documents.context import Values
from generators.model.indicator import Figure, Indicator

NO_TARGET = "-"

#: A task without indicators still has its row; every name is there.
NO_INDICATOR: Values = dict.fromkeys(
    (
        "编号",
        "名称",
        "计量单位",
        "类型",
        "口径",
        "目标值",
        "目标上限",
        "基数",
        "上年结转",
        "季度目标",
        "累计完成",
        "完成率",
        "序时进度",
        "差距",
        "状态",
        "备注",
    ),
    "",
)


def plan_values(indicator: Indicator) -> Values:
    """Return the planned side of an indicator; figures of a period are empty."""
    return NO_INDICATOR | {
        "编号": indicator.number,
        "名称": indicator.name,
        "计量单位": indicator.unit_of_measure,
        "类型": indicator.kind.value,
        "口径": indicator.comparator.value,
        "目标值": printed(indicator.target),
        "目标上限": indicator.target_max if indicator.target_max is not None else "",
        "基数": indicator.base if indicator.base is not None else "",
        "上年结转": indicator.carried_over if indicator.carried_over is not None else "",
        "备注": indicator.remark,
    }


def printed(figure: Figure) -> Figure:
    """Return a figure as it stands in a table: no figure prints as ``-``."""
    return NO_TARGET if figure is None else figure
