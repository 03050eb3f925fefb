"""An indicator at the end of a period, as cells: what was typed, and formulas over the cells beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generators.documents.context import Values
from generators.documents.targets import plan_values, printed
from generators.figures.amounts import NOTHING, number_text
from generators.figures.completion import Assessment, assess
from generators.figures.formulas import STAGES_LITERAL, fill, quoted, templates_for
from generators.figures.schedule import share_formula
from generators.figures.status import status_text
from generators.model.indicator import Comparator, Figure, Indicator
from generators.model.period import Period
from generators.model.settings import Settings
from generators.page import Formula

#: The typed figures a formula may look at, by their name in the rules and by the key of their column.
INPUTS = {
    "latest": "指标.累计完成",
    "target": "指标.目标值",
    "base": "指标.基数",
    "quarter_target": "指标.季度目标",
}
#: The computed ones, which look at each other.
OUTPUTS = {"rate": "指标.完成率", "scheduled": "指标.序时进度", "gap": "指标.差距", "status": "指标.状态"}


@dataclass(frozen=True, slots=True)
class Rules:
    """How indicators are judged in one period, and which columns their table has (by key)."""

    period: Period
    settings: Settings
    columns: Collection[str]

    def constants(self) -> dict[str, str]:
        """Return what every formula of the period has in common, as literals."""
        settings = self.settings
        return {
            "quarter": str(self.period.quarter),
            "share": share_formula(self.period, settings) or quoted(""),
            "ahead": number_text(settings.ahead_threshold),
            "tolerance": number_text(settings.tolerance),
            "behind": number_text(settings.behind_threshold),
            "unjudged": quoted(settings.unjudged_name),
            "stages": STAGES_LITERAL,
        }


def indicator_values(indicator: Indicator, rules: Rules) -> tuple[Values, Assessment]:
    """Return everything a row may print of an indicator in the period, rates as live formulas."""
    found = assess(indicator, rules.period, rules.settings)
    quarter_target = indicator.quarter_targets[rules.period.quarter - 1]
    typed = plan_values(indicator) | {
        "目标值": _target_text(indicator),
        "季度目标": "" if quarter_target is None else quarter_target,
        "累计完成": "" if found.latest is None else found.latest,
    }
    return typed | _formulas(indicator, found, typed, rules), found


def _target_text(indicator: Indicator) -> Figure:
    """Return the target as it stands in a table; a range as one text with ～ (GB/T 15835-2011, 5.1.4)."""
    if indicator.comparator is Comparator.RANGE and isinstance(indicator.target, Decimal):
        upper = indicator.target if indicator.target_max is None else indicator.target_max
        return f"{number_text(indicator.target)}～{number_text(upper)}"
    return printed(indicator.target)


def _formulas(indicator: Indicator, found: Assessment, typed: Values, rules: Rules) -> Values:
    places = rules.constants() | _places(indicator, typed, rules.columns)
    templates = templates_for(indicator)
    return {
        "完成率": Formula(fill(templates.rate, places), found.shown if found.rate is None else found.rate),
        "序时进度": Formula(_scheduled(found, places, templates.scheduled), or_nothing(found.scheduled)),
        "差距": Formula(fill(templates.gap, places), or_nothing(found.gap)),
        "状态": Formula(fill(templates.status, places), status_text(found.status, rules.settings)),
    }


def _scheduled(found: Assessment, places: Mapping[str, str], template: str) -> str:
    """Return 序时进度 in its shortest form: the plain share, unless the quarter's own target is in a cell."""
    if found.scheduled is None or places["quarter_target"] != quoted(""):
        return fill(template, places)
    return f"={places['share']}"


def _places(indicator: Indicator, typed: Values, columns: Collection[str]) -> dict[str, str]:
    """Return a cell for each figure that has a column, and the figure itself where it has none."""
    raw = {
        "latest": typed["累计完成"],
        "target": indicator.target,
        "base": indicator.base,
        "quarter_target": typed["季度目标"],
    }
    shown = {"latest", "base", "quarter_target"}
    if indicator.comparator is not Comparator.RANGE and indicator.target is not None:
        shown.add("target")  # else the cell holds a text such as 1～2 or -, which is no figure
    cells = {name: f"{{{key}}}" for name, key in INPUTS.items() if key in columns and name in shown}
    literals = {name: _literal(figure) for name, figure in raw.items()}
    return literals | cells | {name: f"{{{key}}}" for name, key in OUTPUTS.items()}


def _literal(figure: Figure) -> str:
    if isinstance(figure, Decimal):
        return number_text(figure)
    return quoted(figure or "")


def or_nothing(number: Decimal | None) -> Decimal | str:
    """Return a number, or what stands where there is none."""
    return NOTHING if number is None else number
