"""Completion rates: what was done against what was promised, or the reason why there is no rate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from generators.extraction.likeness import compatible, overlap
from generators.extraction.records import Completion, Indicator, Link, Sentence

_Actual = tuple[Link, Indicator]
# A report that bears the target's name outweighs those that hardly do.
_SAME_THING, _SURE, _ALIKE = 0.6, 0.85, 0.55
_SHARE = re.compile("完成(?:率|比例)$|^占")
_FAR_MORE, _MANY_TIMES = 3, 4
# The second dose is for those who had the first.
_FURTHER_ROUND = re.compile("第[二三四2-4][针剂]")
_CENT = Decimal("0.01")
_THRESHOLDS = frozenset(("ratio", "rate"))


def is_share_done(indicator: Indicator) -> bool:
    """Is an indicator the share of a target that a text says is done: 完成率108.33%, 占目标的95%?"""
    return indicator.unit == "%" and indicator.rel == "attr" and _SHARE.search(indicator.name) is not None


def completions(sentences: Sequence[Sentence]) -> list[Completion]:
    """Return one completion for each counted target of the sentences, in order."""
    reports = _reports(sentences)
    shared = _with_share(sentences)
    found = []
    for sentence in sentences:
        if sentence.role != "target":
            continue
        for index, indicator in enumerate(sentence.indicators):
            if indicator.value is not None and not indicator.implied and indicator.rel != "baseline":
                link = Link(sentence.key, index)
                found.append(_completion(link, indicator, reports.get(link, []), shared))
    return found


def _reports(sentences: Iterable[Sentence]) -> dict[Link, list[_Actual]]:
    reports: dict[Link, list[_Actual]] = defaultdict(list)
    for sentence in sentences:
        for index, indicator in enumerate(sentence.indicators):
            if indicator.reports_on is not None:
                reports[indicator.reports_on].append((Link(sentence.key, index), indicator))
    return reports


def _with_share(sentences: Iterable[Sentence]) -> frozenset[Link]:
    """Return the figures that a text itself sets against a target, by saying what share of it they are."""
    return frozenset(
        Link(sentence.key, indicator.parent)
        for sentence in sentences
        for indicator in sentence.indicators
        if indicator.parent is not None and is_share_done(indicator)
    )


def rate_of(actual: Decimal, target: Decimal) -> Decimal | None:
    """Return actual ÷ target in percent, two decimals, half up; None for a target of zero.

    >>> rate_of(Decimal(612), Decimal(2400)), rate_of(Decimal(33), Decimal(160))
    (Decimal('25.50'), Decimal('20.63'))
    """
    return (actual * 100 / target).quantize(_CENT, ROUND_HALF_UP) if target else None


def _completion(
    link: Link, target: Indicator, reports: list[_Actual], shared: frozenset[Link]
) -> Completion:
    links = tuple(where for where, _ in reports)
    kinds = {indicator.basis for _, indicator in reports}
    stages = [indicator for _, indicator in reports if indicator.stage]
    if not reports:
        return Completion(link, target, "none")
    values = [
        (where, indicator)
        for where, indicator in _behind_restated(reports)
        if indicator.basis == "value" and indicator.value is not None
    ]
    if target.kind in _THRESHOLDS or target.comparator == "<=":
        return _threshold(link, target, values, links, stages)
    if "restated" in kinds and not values:
        return Completion(link, target, "restated", actual_from=links)
    if values and (counted := _counted(target, values, shared)):
        return _counted_completion(link, target, counted)
    for basis, how in (("pct_work", "components"), ("value_at_stage", "staged"), ("plan", "plan")):
        if basis in kinds:
            return Completion(
                link, target, how, actual_from=links, stage=stages[-1].stage if stages else None
            )
    if stages and all(indicator.stage == "not_started" for indicator in stages):
        return Completion(link, target, "zero", Decimal(0), Decimal("0.00"), links, "not_started")
    return Completion(link, target, "stage", actual_from=links, stage=stages[-1].stage if stages else None)


def _behind_restated(reports: list[_Actual]) -> list[_Actual]:
    """全年任务500个,已建成320个: what is told behind the target told once more (确保14所) counts."""
    last = max((at for at, (_, one) in enumerate(reports) if one.basis == "restated"), default=-1)
    return reports[last + 1 :]


def _counted(target: Indicator, values: list[_Actual], shared: frozenset[Link]) -> list[_Actual]:
    """Return the actuals that add up to what was done.

    Parts of another figure and figures in another unit are left out, where there are others; of several
    figures for the same thing a cumulative one replaces the rest, while those of single quarters add up.
    Where the text says what share of the target one figure is, that figure it is.
    """
    values = [item for item in values if not _is_beyond(item[1], target)]
    fitting = [item for item in values if item[1].unit == target.unit] or [
        item for item in values if _may_count(item[1], target)
    ]
    whole = [item for item in _reached(fitting) if item[1].rel != "part"] or fitting
    whole = [item for item in whole if not _FURTHER_ROUND.search(item[1].name)] or whole
    groups: list[list[_Actual]] = []
    for item in whole:
        group = next((group for group in groups if _is_same(group[0][1], item[1])), None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    alike = [overlap(group[0][1].name, target.name) for group in groups]
    likest = max(alike, default=0.0)
    told = [group for group, likeness in zip(groups, alike) if likest < _SURE or likeness >= _ALIKE]
    return [item for group in told for item in _standing(group, shared)]


def _is_beyond(actual: Indicator, target: Indicator) -> bool:
    """Is a figure many times what was promised, and not by the same name: 发放145万元 of 每月60元?"""
    if not actual.value or not target.value or actual.value <= target.value * _MANY_TIMES:
        return False
    return target.unit == "元" or overlap(actual.name, target.name) < _SURE


def _is_same(one: Indicator, other: Indicator) -> bool:
    """Do two figures speak of the same thing? One that only bears its verb (共培训1650人次) has no other."""
    bare = other.name == other.action != "" and other.action == one.action
    return bare or overlap(one.name, other.name) >= _SAME_THING


def _may_count(actual: Indicator, target: Indicator) -> bool:
    """May a figure in another unit be the same thing? Far more of it (事项110个, 办件1.1万件) is another."""
    if not compatible(actual.unit or "", target.unit or "") or actual.value is None or target.value is None:
        return False
    return actual.value <= target.value * _FAR_MORE


def _reached(items: list[_Actual]) -> list[_Actual]:
    """Return the figures without those of which some have come further: 入户评估536户,完工412户.

    Of several subsets of the same figure (完工5所,投用3所) the largest counts.
    """
    furthest: dict[Link, _Actual] = {}
    for item in items:
        where, indicator = item
        if indicator.rel == "stage" and indicator.parent is not None:
            whole = Link(where.sentence, indicator.parent)
            furthest[whole] = max(furthest.get(whole, item), item, key=_amount)
    kept = {where for where, _ in furthest.values()}
    return [
        item for item in items if item[0] not in furthest and (item[1].rel != "stage" or item[0] in kept)
    ]


def _amount(item: _Actual) -> Decimal:
    return item[1].value or Decimal(0)


def _standing(group: list[_Actual], shared: frozenset[Link]) -> list[_Actual]:
    group = [item for item in group if item[0] in shared] or group
    cumulative = [item for item in group if item[1].period in ("cumulative", "asof")]
    return [max(cumulative, key=_amount)] if cumulative else group


def _threshold(
    link: Link,
    target: Indicator,
    values: list[_Actual],
    links: tuple[Link, ...],
    stages: list[Indicator],
) -> Completion:
    if not values or target.value is None:
        return Completion(
            link, target, "stage", actual_from=links, stage=stages[-1].stage if stages else None
        )
    where, last = values[-1]
    assert last.value is not None
    met = last.value <= target.value if target.comparator == "<=" else last.value >= target.value
    return Completion(
        link, target, "threshold", last.value, None, (where,), met=met, warnings=_unit_warning(target, [last])
    )


def _counted_completion(link: Link, target: Indicator, counted: list[_Actual]) -> Completion:
    actual = sum((indicator.value for _, indicator in counted if indicator.value is not None), Decimal(0))
    rate = rate_of(actual, target.value) if target.value is not None else None
    how = "value" if len(counted) == 1 else "sum"
    warnings = _unit_warning(target, [indicator for _, indicator in counted])
    return Completion(
        link, target, how, actual, rate, tuple(where for where, _ in counted), warnings=warnings
    )


def _unit_warning(target: Indicator, actuals: list[Indicator]) -> tuple[str, ...]:
    odd = sorted({indicator.unit or "" for indicator in actuals} - {target.unit or ""})
    return (f"目标以“{target.unit}”计，完成以“{'、'.join(odd)}”计，请核对。",) if odd else ()
