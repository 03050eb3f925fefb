"""Every report tied to the target it speaks of: by its name, by what it is told with, by its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generators.extraction.drafts import Draft
from generators.extraction.likeness import bare, bare_overlap, compatible, kind_of_place, longest_shared
from generators.extraction.progress import REST, Report, report_of, set_period_and_basis, settle_basis
from generators.extraction.records import Link

_BUILDS = re.compile("建|改造|修|装|整治|铺|工程")
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
# What is set beside another year, or failed, is no amount done: 较去年多5座, 不合格23批次.
_ASIDE = re.compile("^(?:较|比|同比|环比|不合格|不达标)|(?:去年|上年)同期")
_COUNTS, _SHARES = frozenset(("increment", "cumulative")), frozenset(("ratio", "rate"))
# What a place scores that is of the kind a target counts.
_KIN = 0.45
# A part reports on a part that bears its name.
_SAME_PART = 0.55
# A side (area, money, households) reports on one that bears nearly the same name.
_SAME_SIDE = 0.75
# In another item only what bears nearly the same name and the same unit is reported on.
_FAR, _CANDIDATES = 0.62, 12
# Pairs of signs that very many names have in common tell nothing.
_COMMON = 200
_ENOUGH, _FAIR, _LONG_RUN = 0.34, 0.25, 4


@dataclass(slots=True)
class Target:
    """One indicator a report may speak of."""

    link: Link
    draft: Draft
    order: int
    names: tuple[str, ...]


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
        _tie_by_name(drafts, targets, used)
        _adopt(drafts, report, targets)
        _tie_by_place(drafts, targets, used, mark, report)
        _swap(drafts, targets)
        _tie_sides(drafts, targets)


def _tie_by_name(drafts: Sequence[Draft], targets: Sequence[Target], used: Counter[int]) -> None:
    for draft in drafts:
        target = None if _reports_nothing(draft) else _likest(draft, targets, used, _ENOUGH)
        if draft.rel == "part":
            target = target or _same_part(draft, targets)
        if target is not None:
            used[id(target)] += 1
            _report_on(draft, _firm_instead(target, targets))


def _tie_by_place(
    drafts: Sequence[Draft], targets: Sequence[Target], used: Counter[int], mark: str, report: Report
) -> None:
    by_link = {target.link: target for target in targets}
    last: Target | None = None
    for draft in drafts:
        if draft.reports_on is None and (draft.rel is None or not _reports_nothing(draft)):
            rest = last if REST.search(draft.lead_text) else None
            reports = not _reports_nothing(draft)
            found = (_in_place(draft, targets, used, draft.mark or mark, report) if reports else None) or rest
            if found is not None:
                used[id(found)] += 1
                _report_on(draft, found)
        last = by_link.get(draft.reports_on, last) if draft.reports_on else last


def _in_place(
    draft: Draft, targets: Sequence[Target], used: Counter[int], mark: str, report: Report
) -> Target | None:
    """Return the target of a report whose name tells too little."""
    fitting = _fitting(draft, targets)
    if not fitting:
        return None
    told = _by_text(draft.name, fitting)
    return (
        (_firm_instead(told, fitting) if told else None)
        or _by_unit(draft, fitting)
        or _by_position(draft, fitting, used, mark)
        or _by_text(report.part(draft.span[0]), fitting)
        or _likest(draft, targets, used, _FAIR)
    )


def _by_unit(draft: Draft, targets: Sequence[Target]) -> Target | None:
    """已竣工2所: a number told by nothing but a stage reports on the only target in its unit."""
    if draft.own_noun or draft.kind == "milestone":
        return None
    same = [one for one in targets if one.draft.unit == draft.unit and one.draft.rel is None]
    return same[0] if len(same) == 1 else None


def _likest(draft: Draft, targets: Sequence[Target], used: Counter[int], least: float) -> Target | None:
    """Return the target that a draft is likest, if it is like enough."""
    fitting = _fitting(draft, targets)
    if not fitting:
        return None
    names = names_of(draft)
    scored = [(_score(draft, names, target, used), -place, target) for place, target in enumerate(fitting)]
    score, _, target = max(scored, key=lambda item: item[:2])
    return target if score >= least else None


def _same_part(draft: Draft, targets: Sequence[Target]) -> Target | None:
    """Return the part of a target that a part of a report bears the name of."""
    name = bare(draft.name)
    parts = [one for one in targets if one.draft.rel == "part" and one.draft.unit == draft.unit]
    alike = [(bare_overlap(name, bare(one.draft.name)), -place, one) for place, one in enumerate(parts)]
    score, _, target = max(alike, key=lambda item: item[:2], default=(0.0, 0, None))
    return target if score >= _SAME_PART else None


def _report_on(draft: Draft, target: Target) -> None:
    draft.reports_on = target.link
    settle_basis(draft, target.draft)


def _adopt(drafts: Sequence[Draft], report: Report, targets: Sequence[Target]) -> None:
    """甲中学、乙中学封顶: works told together report on one target, where one of them names it."""
    stages = [draft for draft in drafts if draft.basis in ("stage", "pct_work") and not draft.optional]
    tied = [draft for draft in stages if draft.reports_on is not None]
    by_link = {target.link: target for target in targets}
    for draft in stages:
        if draft.reports_on is None and draft.rel is None and tied:
            near = min(tied, key=lambda other: abs(other.clause - draft.clause))
            if report.part_at(near.span[0]) == report.part_at(draft.span[0]) and near.reports_on in by_link:
                _report_on(draft, by_link[near.reports_on])


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
            _report_on(draft, by_link[held])


def _tie_sides(drafts: Sequence[Draft], targets: Sequence[Target]) -> None:
    """惠及居民1860户, 改造率33.3%: a side of a work reports on what was promised under its name."""
    for draft in drafts:
        is_side = draft.rel == "attr" and draft.parent is not None and draft.unit != draft.parent.unit
        if is_side and draft.own_noun and draft.reports_on is None:
            name = bare(draft.name)
            same = [one for one in targets if one.draft.unit == draft.unit]
            alike = [(bare_overlap(name, bare(one.draft.name)), -at, one) for at, one in enumerate(same)]
            score, _, target = max(alike, key=lambda item: item[:2], default=(0.0, 0, None))
            if target is not None and score >= _SAME_SIDE:
                _report_on(draft, target)


# ---------------------------------------------------------------- across an article
class FarTargets:
    """The targets of a whole document, found by the pairs of signs their names share."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = targets
        self.places: dict[str, list[int]] = {}
        for place, target in enumerate(targets):
            for pair in {pair for name in target.names for pair in _pairs(name)}:
                self.places.setdefault(pair, []).append(place)

    def like(self, name: str) -> list[Target]:
        """Return the few targets whose names have most in common with a name."""
        found = Counter(place for pair in _pairs(name) for place in self.places.get(pair, ())[:_COMMON])
        return [self.targets[place] for place, _ in found.most_common(_CANDIDATES)]


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def tie_far(reports: Sequence[tuple[str, list[Draft]]], known: FarTargets) -> None:
    """Tie the reports of an item that has no target to those of the document that they name, in place.

    A year-end article tells in its second part what was done of what stands, item by item, in its first.
    """
    for sentence, drafts in reports:
        report = report_of(sentence)
        for draft in drafts:
            set_period_and_basis(draft, report)
            if not _reports_nothing(draft):
                _tie_one_far(draft, known)


def _tie_one_far(draft: Draft, known: FarTargets) -> None:
    near = [one for name in names_of(draft) for one in known.like(name)]
    target = _likest(draft, near, Counter[int](), _FAR)
    if target is not None and (draft.kind == "milestone" or draft.unit == target.draft.unit):
        _report_on(draft, target)


# ---------------------------------------------------------------- what may report on what
def _fitting(draft: Draft, targets: Sequence[Target]) -> Sequence[Target]:
    """Money reports on money only, a count on no share, however like their names are."""
    if draft.basis == "money":
        return [target for target in targets if target.draft.unit == "元"]
    if draft.kind in _COUNTS:
        return [target for target in targets if target.draft.kind not in _SHARES]
    return targets


def _reports_nothing(draft: Draft) -> bool:
    if draft.basis in ("plan", "breakdown") or _ASIDE.search(draft.lead_text):
        return True
    return draft.rel in ("attr", "total", "baseline") or (
        draft.rel == "part" and (draft.parent is None or draft.parent.sum != "subset" or not draft.tail_text)
    )


# ---------------------------------------------------------------- likeness
def names_of(draft: Draft) -> tuple[str, ...]:
    """Return the names a report goes by: its own, with the label, and the label alone."""
    own, label = bare(draft.name), bare(draft.label)
    if not label:
        return (own,)
    return (own, label) if label in own else (own, label, label + own)


def names_meant(target: Draft) -> tuple[str, ...]:
    """Return the names, without signs, by which reports may call a target."""
    return (bare(target.name), *map(bare, target.members))


def _is_such_a_place(name: str, counted: str) -> bool:
    kind = kind_of_place(name)
    return kind is not None and kind == kind_of_place(counted)


def _acted(names: Sequence[str], target: Draft) -> tuple[str, ...]:
    """Return the target's name with its verb (改造公厕), if the report speaks of the verb too."""
    verb = target.action
    if target.kind == "milestone" or not verb or not any(verb in name for name in names):
        return ()
    return (bare(verb) + bare(target.name),)


def _unit_score(draft: Draft, target: Draft) -> float:
    """A report in the target's unit is likelier; one in a unit of another kind hardly reports on it."""
    if draft.unit == target.unit:
        return 0.22
    if draft.kind != target.kind:
        return 0.0 if target.kind == "coverage" else -0.2
    return -0.02 if compatible(draft.unit or "", target.unit or "") else -0.12


def _firm_instead(target: Target, targets: Sequence[Target]) -> Target:
    """A clause that only introduces a number (实施某项目,服务800人) stands for it where it is alone."""
    firm = _firm(targets)
    introduces = target.draft.optional and target.draft.kind == "milestone" and not target.draft.due
    return firm[0] if introduces and len(firm) == 1 else target


def _by_text(text: str, targets: Sequence[Target]) -> Target | None:
    """Return the target whose name stands, for a good part, in the text."""
    shared = [
        (longest_shared(target.draft.name, text), -place, target) for place, target in enumerate(targets)
    ]
    length, _, target = max(shared, key=lambda item: item[:2])
    return target if length >= _LONG_RUN else None


def _score(draft: Draft, names: Sequence[str], target: Target, used: Counter[int]) -> float:
    meant = target.names + _acted(names, target.draft)
    likeness = max([bare_overlap(name, other) for name in names for other in meant], default=0.0)
    if likeness < _KIN and draft.kind == "milestone" and _is_such_a_place(draft.name, target.draft.name):
        likeness = _KIN
    counted, wanted = draft.kind != "milestone", target.draft.kind != "milestone"
    score = likeness
    if counted and wanted:
        score += _unit_score(draft, target.draft)
        score += 0.06 if draft.action and draft.action == target.draft.action else 0.0
    elif counted != wanted:
        score -= 0.05 if draft.unit == "%" or not counted else 0.12
    if target.draft.optional:
        score -= 0.12
    if target.draft.rel in ("part", "attr", "baseline"):
        score -= 0.25
    return score - 0.02 * used[id(target)]


def _by_position(draft: Draft, targets: Sequence[Target], used: Counter[int], mark: str) -> Target | None:
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
        return firm[0] if fits else None
    if draft.kind != "milestone" or draft.stage in ("plan", "ongoing"):
        return None
    return _only_work(firm)


def _firm(targets: Sequence[Target]) -> list[Target]:
    return [target for target in targets if not target.draft.optional and target.draft.rel is None]


def _only_work(targets: Sequence[Target]) -> Target | None:
    works = [target for target in targets if target.draft.kind == "milestone"]
    works = works or [target for target in targets if _BUILDS.search(target.draft.action)]
    return works[0] if len(works) == 1 else None
