"""Which target a report may speak of: kinds that go together, and how like their names are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generators.extraction.drafts import Draft
from generators.extraction.likeness import bare, bare_overlap, compatible, kind_of_place, longest_shared
from generators.extraction.progress import settle_basis
from generators.extraction.records import Link

# What is set beside another year, or failed, is no amount done: 较去年多5座, 不合格23批次.
_ASIDE = re.compile("^(?:较|比|同比|环比|不合格|不达标)|(?:去年|上年)同期")
# 开工率, 发放率: a rate reports on a rate; 完成75% may report on a count.
_RATE_NAME = re.compile("(?:率|比例|占比)$")
# 覆盖小区142个, 带动就业900人: what the work also brought about, promised only where it is named.
_IN_PASSING = re.compile("^[、,已共累计直接可]*(?:带动|惠及|涉及|覆盖|吸引|接待|达成|受益)")
_COUNTS, _SHARES = frozenset(("increment", "cumulative")), frozenset(("ratio", "rate"))
# What a place scores that is of the kind a target counts.
_KIN = 0.45
# A part reports on a part that bears its name; a side (area, money) on one that bears nearly the same.
_SAME_PART = 0.55
SAME_SIDE, _SAME_NAME = 0.75, 0.9
_LONG_RUN = 4


@dataclass(slots=True)
class Target:
    """One indicator a report may speak of."""

    link: Link
    draft: Draft
    order: int
    names: tuple[str, ...]


def names_meant(target: Draft) -> tuple[str, ...]:
    """Return the names, without signs, by which reports may call a target."""
    return (bare(target.name), *map(bare, target.members))


def names_of(draft: Draft) -> tuple[str, ...]:
    """Return the names a report goes by: its own, with the label, and the label alone."""
    own, label = bare(draft.name), bare(draft.label)
    if not label:
        return (own,)
    return (own, label) if label in own else (own, label, label + own)


def fitting_targets(draft: Draft, targets: Sequence[Target]) -> Sequence[Target]:
    """Money reports on money only, a count on no share, however like their names are."""
    if draft.basis == "money":
        return [target for target in targets if target.draft.unit == "元"]
    if draft.kind in _COUNTS and _IN_PASSING.search(draft.lead_text):
        targets = [one for one in targets if _was_promised(draft, one)]
    if draft.kind in _COUNTS:
        zero = draft.value == 0  # 办结217件 is no report on 动态清零
        counts = [one for one in targets if one.draft.kind not in _SHARES]
        counts = [one for one in counts if zero or one.draft.kind != "zero"]
        alike = any(target.draft.unit == draft.unit for target in counts)
        return [one for one in counts if one.draft.kind != "milestone"] if alike else counts
    if draft.basis == "pct_work":
        return [target for target in targets if target.draft.unit != "%"]
    if is_rate(draft):
        return [target for target in targets if target.draft.unit == "%"]
    return targets


def _was_promised(draft: Draft, target: Target) -> bool:
    """Was what a work brought about promised: by the same word (惠及), or nearly the same name?"""
    side = target.draft.rel == "attr" or _IN_PASSING.search(target.draft.lead_text) is not None
    return (side and share_a_word(draft, target)) or bool(named_alike(draft, [target], SAME_SIDE))


def is_rate(draft: Draft) -> bool:
    """Is a share called a rate (合格率)? It reports on a rate of its name and on nothing else."""
    return draft.unit == "%" and draft.own_noun and _RATE_NAME.search(draft.name) is not None


def reports_nothing(draft: Draft) -> bool:
    """Is a number no report by itself: a plan, another year's, a side, a part of what is told beside it?"""
    if draft.basis in ("plan", "breakdown") or _ASIDE.search(draft.lead_text):
        return True
    return draft.rel in ("attr", "total", "baseline") or (
        draft.rel == "part" and (draft.parent is None or draft.parent.sum != "subset" or not draft.tail_text)
    )


def likest(draft: Draft, targets: Sequence[Target], used: Counter[int], least: float) -> Target | None:
    """Return the target that a draft is likest, if it is like enough."""
    fitting = fitting_targets(draft, targets)
    if not fitting:
        return None
    names = names_of(draft)
    scored = [(_score(draft, names, target, used), -place, target) for place, target in enumerate(fitting)]
    score, _, target = max(scored, key=lambda item: item[:2])
    return target if score >= least else None


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
    score += _place_score(draft, target.draft)
    if target.draft.optional:
        score -= 0.12
    if target.draft.rel in ("part", "attr", "baseline"):
        score -= 0.25
    return score - 0.02 * used[id(target)]


def _place_score(draft: Draft, target: Draft) -> float:
    """A whole reports on a whole and no part, those at a stage on those to be at the same."""
    if draft.sum and draft.rel is None:
        return -0.5 if target.rel == "part" else 0.1 if target.sum else 0.0
    same_stage = draft.rel == target.rel == "stage" and bool(draft.action) and draft.action == target.action
    return 0.3 if same_stage else 0.0


def _unit_score(draft: Draft, target: Draft) -> float:
    """A report in the target's unit is likelier; one in a unit of another kind hardly reports on it."""
    if draft.unit == target.unit:
        return 0.22
    if draft.kind != target.kind:
        return 0.0 if target.kind == "coverage" else -0.2
    return -0.02 if compatible(draft.unit or "", target.unit or "") else -0.12


def _is_such_a_place(name: str, counted: str) -> bool:
    kind = kind_of_place(name)
    return kind is not None and kind == kind_of_place(counted)


def _acted(names: Sequence[str], target: Draft) -> tuple[str, ...]:
    """Return the target's name with its verb (改造公厕), if the report speaks of the verb too."""
    verb = target.action
    if target.kind == "milestone" or not verb or not any(verb in name for name in names):
        return ()
    return (bare(verb) + bare(target.name),)


def same_part(draft: Draft, targets: Sequence[Target]) -> Target | None:
    """Return the part of a target that a part of a report bears the name of."""
    parts = [one for one in targets if one.draft.rel == "part" and one.draft.unit == draft.unit]
    held = draft.parent.reports_on if draft.parent else None
    others = [one for one in targets if one.draft.unit == draft.unit and one.link != held]
    named = named_alike(draft, parts, _SAME_PART) or named_alike(draft, others, _SAME_NAME)
    mine = [one for one in parts if held and one.link.sentence == held.sentence]
    only = mine[0] if len(mine) == 1 else None
    return named or (only if only and share_a_word(draft, only) else None)


def share_a_word(draft: Draft, target: Target) -> bool:
    """Have the names of a report and of a target two signs side by side in common?"""
    return any(pairs_of(name) & pairs_of(other) for name in names_of(draft) for other in target.names)


def same_stock(draft: Draft, targets: Sequence[Target]) -> Target | None:
    """总数达58家 reports on a target that counts all there are, not on one that adds to them."""
    stocks = [one for one in targets if one.draft.kind == "cumulative" and one.draft.unit == draft.unit]
    return named_alike(draft, stocks, _SAME_PART)


def named_alike(draft: Draft, targets: Sequence[Target], least: float) -> Target | None:
    """Return the target whose name is likest, if it is at least so like."""
    name = bare(draft.name)
    alike = [(bare_overlap(name, bare(one.draft.name)), -place, one) for place, one in enumerate(targets)]
    score, _, target = max(alike, key=lambda item: item[:2], default=(0.0, 0, None))
    return target if score >= least else None


def by_text(text: str, targets: Sequence[Target]) -> Target | None:
    """Return the target whose name stands, for a good part, in the text."""
    if not targets:
        return None
    shared = [
        (longest_shared(target.draft.name, text), -place, target) for place, target in enumerate(targets)
    ]
    length, _, target = max(shared, key=lambda item: item[:2])
    return target if length >= _LONG_RUN else None


def pairs_of(name: str) -> set[str]:
    """Return the pairs of signs that stand side by side in a name."""
    return {name[at : at + 2] for at in range(len(name) - 1)}


def report_on(draft: Draft, target: Target) -> None:
    """Tie a draft to a target, in place."""
    draft.reports_on = target.link
    settle_basis(draft, target.draft)
