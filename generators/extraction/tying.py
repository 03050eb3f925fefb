"""Every report of an item tied to its target: by name, by what it is told with, by its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generators.extraction.candidates import (
    SAME_SIDE,
    Target,
    by_text,
    fitting_targets,
    is_rate,
    likest,
    named_alike,
    report_on,
    reports_nothing,
    same_part,
    same_stock,
    share_a_word,
)
from generators.extraction.drafts import Draft
from generators.extraction.likeness import compatible
from generators.extraction.progress import REST, Report, report_of, set_period_and_basis, settle_whole
from generators.extraction.roles import RATES_ALONE

_BUILDS = re.compile("建|改造|修|装|整治|铺|工程")
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_PEOPLE = frozenset(("户", "人", "人次"))
_ENOUGH, _FAIR = 0.34, 0.25


def tie(reports: Sequence[tuple[str, list[Draft]]], targets: Sequence[Target]) -> None:
    """Set ``reports_on``, ``basis`` and ``period`` of the drafts of one item's reports, in place.

    ``reports`` are sentence and drafts in order; ``targets`` the indicators of the same item in order.
    """
    used: Counter[int] = Counter()
    mark = ""
    for sentence, drafts in reports:
        mark = sentence[0] if sentence and sentence[0] in _MARKS else mark
        report = report_of(sentence)
        for draft in drafts:
            set_period_and_basis(draft, report)
        if RATES_ALONE.match(sentence):  # the column 完成率: what it is the rate of stands in another
            continue
        _tie_by_name(drafts, targets, used)
        _adopt(drafts, report, targets)
        _tie_by_place(drafts, targets, used, mark, report)
        _swap(drafts, targets)
        _tie_sides(drafts, targets)
        for draft in drafts:
            if draft.rel == "stage" and draft.parent is not None and draft.basis != "breakdown":
                settle_whole(draft.parent)


def _tie_by_name(drafts: Sequence[Draft], targets: Sequence[Target], used: Counter[int]) -> None:
    for draft in drafts:
        target = None if reports_nothing(draft) else likest(draft, targets, used, _ENOUGH)
        if draft.rel == "part":
            target = target or same_part(draft, targets)
        elif draft.rel == "total":
            target = same_stock(draft, targets)
        if target is not None:
            used[id(target)] += 1
            report_on(draft, _firm_instead(target, targets))


def _tie_by_place(
    drafts: Sequence[Draft], targets: Sequence[Target], used: Counter[int], mark: str, report: Report
) -> None:
    by_link = {target.link: target for target in targets}
    last: Target | None = None
    for draft in drafts:
        if draft.reports_on is None and (draft.rel is None or not reports_nothing(draft)):
            rest = last if REST.search(draft.lead_text) else None
            reports = not reports_nothing(draft)
            found = (_in_place(draft, targets, used, draft.mark or mark, report) if reports else None) or rest
            if found is not None:
                used[id(found)] += 1
                report_on(draft, found)
        last = by_link.get(draft.reports_on, last) if draft.reports_on else last


def _in_place(
    draft: Draft, targets: Sequence[Target], used: Counter[int], mark: str, report: Report
) -> Target | None:
    """Return the target of a report whose name tells too little."""
    fitting = fitting_targets(draft, targets)
    if is_rate(draft):
        return _only_coverage(draft, fitting)
    if not fitting:
        return None
    told = by_text(draft.name, fitting)
    return (
        (_firm_instead(told, fitting) if told else None)
        or _by_unit(draft, fitting, used)
        or _by_position(draft, fitting, used, mark, report)
        or by_text(report.part(draft.span[0]), _in_kindred_units(draft, fitting))
        or likest(draft, targets, used, _FAIR)
    )


def _only_coverage(draft: Draft, targets: Sequence[Target]) -> Target | None:
    """覆盖率100% without a name reports on the only coverage promised."""
    covered = [one for one in targets if one.draft.kind == "coverage"]
    return covered[0] if draft.name == "覆盖率" and len(covered) == 1 else None


def _in_kindred_units(draft: Draft, targets: Sequence[Target]) -> Sequence[Target]:
    """整改隐患1326处 behind 入户安检1.8万户: what counts other things is not what the sentence is about."""
    if draft.kind == "milestone" or draft.unit == "%":
        return targets
    if draft.own_noun:
        return [one for one in targets if one.draft.unit in (None, draft.unit)]
    return [one for one in targets if one.draft.unit is None or compatible(draft.unit or "", one.draft.unit)]


def _by_unit(draft: Draft, targets: Sequence[Target], used: Counter[int]) -> Target | None:
    """已竣工2所: a number told by nothing but a stage reports on the only (free) target in its unit."""
    if draft.own_noun or draft.kind == "milestone":
        return None
    same = [one for one in targets if one.draft.unit == draft.unit and one.draft.rel is None]
    free = [one for one in same if not used[id(one)]] if len(same) > 1 else same
    return free[0] if len(free) == 1 else None


def _adopt(drafts: Sequence[Draft], report: Report, targets: Sequence[Target]) -> None:
    """甲中学、乙中学封顶: works told together report on one target, where one of them names it."""
    stages = [draft for draft in drafts if draft.basis in ("stage", "pct_work") and not draft.optional]
    tied = [draft for draft in stages if draft.reports_on is not None]
    by_link = {target.link: target for target in targets}
    for draft in stages:
        if draft.reports_on is None and draft.rel is None and tied:
            near = min(tied, key=lambda other: abs(other.clause - draft.clause))
            if report.part_at(near.span[0]) == report.part_at(draft.span[0]) and near.reports_on in by_link:
                report_on(draft, by_link[near.reports_on])


def _swap(drafts: Sequence[Draft], targets: Sequence[Target]) -> None:
    """培训6期、410人 against a target in people: the people report on it, not the courses."""
    by_link = {target.link: target for target in targets}
    for draft in drafts:
        held = draft.parent.reports_on if draft.rel == "attr" and draft.parent else None
        if held is None or held not in by_link or draft.parent is None or draft.value is None:
            continue
        unit = by_link[held].draft.unit
        if unit and draft.unit == unit and draft.parent.unit != unit:
            draft.parent.reports_on = None
            report_on(draft, by_link[held])


def _tie_sides(drafts: Sequence[Draft], targets: Sequence[Target]) -> None:
    """惠及居民1860户, 改造率33.3%: a side of a work reports on what was promised under its name.

    Those at a stage report on what their whole does.
    """
    for draft in drafts:
        if draft.rel == "stage" and draft.reports_on is None:
            _report_as(draft, draft.parent, targets)
        is_side = draft.rel == "attr" and draft.parent is not None and draft.unit != draft.parent.unit
        if is_side and draft.reports_on is None:
            same = [one for one in targets if one.draft.unit == draft.unit]
            named = draft.own_noun or draft.unit == "%"
            target = (named_alike(draft, same, SAME_SIDE) if named else None) or _only_side(draft, same)
            if target is not None:
                report_on(draft, target)


def _report_as(draft: Draft, parent: Draft | None, targets: Sequence[Target]) -> None:
    """甲桥等4座已通车: those at a stage report on what their whole does."""
    held = parent.reports_on if parent else None
    target = next((one for one in targets if one.link == held and one.draft.unit == draft.unit), None)
    if target is not None:
        report_on(draft, target)


def _only_side(draft: Draft, same: Sequence[Target]) -> Target | None:
    """涉及4097户: people and households go by their unit where only one side of the same target has it."""
    held = draft.parent.reports_on if draft.parent else None
    sides = [one for one in same if one.draft.rel == "attr"]
    if draft.unit not in _PEOPLE or held is None or len(sides) != 1 or sides[0].draft.parent is None:
        return None
    return sides[0] if sides[0].link.sentence == held.sentence else None


def _firm_instead(target: Target, targets: Sequence[Target]) -> Target:
    """A clause that only introduces a number (实施某项目,服务800人) stands for it where it is alone."""
    firm = _firm(targets)
    introduces = target.draft.optional and target.draft.kind == "milestone" and not target.draft.due
    return firm[0] if introduces and len(firm) == 1 else target


def _by_position(
    draft: Draft, targets: Sequence[Target], used: Counter[int], mark: str, report: Report
) -> Target | None:
    """Return the target of a report without a likeness: ① is the first sentence's, else the only free one."""
    firm = _firm(targets) or list(targets)
    orders = sorted({target.order for target in firm})
    if mark and _MARKS.index(mark) < len(orders) and len(orders) > 1:
        here = [target for target in firm if target.order == orders[_MARKS.index(mark)]]
        if len(here) == 1 or draft.kind == "milestone":
            return here[0]
    if len(firm) == 1:
        only = firm[0].draft
        fits = draft.kind != "increment" or only.kind == "milestone" or only.unit == draft.unit
        other = report.opens_part(draft.span[0] - len(draft.lead_text)) and used[id(firm[0])]
        return firm[0] if fits and not (other and _is_another_matter(draft, firm[0])) else None
    if draft.kind != "milestone" or draft.stage in ("plan", "ongoing"):
        return None
    work = _only_work(firm)
    other = work is not None and used[id(work)] and draft.own_noun and not share_a_word(draft, work)
    return None if other else work  # 甲中学封顶 behind 乙中学已交付: of another work


def _is_another_matter(draft: Draft, target: Target) -> bool:
    """热线受理诉求3万件 behind 矛盾纠纷4287件;, which has already reported on the only target."""
    if draft.kind == "milestone" or not draft.own_noun:
        return False
    return not share_a_word(draft, target)


def _firm(targets: Sequence[Target]) -> list[Target]:
    return [target for target in targets if not target.draft.optional and target.draft.rel is None]


def _only_work(targets: Sequence[Target]) -> Target | None:
    works = [target for target in targets if target.draft.kind == "milestone"]
    works = works or [target for target in targets if _BUILDS.search(target.draft.action)]
    return works[0] if len(works) == 1 else None
