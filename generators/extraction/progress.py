"""What a progress sentence reports on: each actual tied to the indicator of a target it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generators.extraction.drafts import Draft
from generators.extraction.likeness import longest_shared, overlap
from generators.extraction.records import Link

_CUMULATIVE = re.compile(r"累计|已(?!建|有)")
_QUARTER = re.compile(r"[一二三四1-4]季度|本季度|上半年|前三季度|[0-9]+-[0-9]+月")
_RESTATED = re.compile(r"确保|共分|力争|涉及|目标|全部$")
_PLANNED = re.compile(r"计划|拟(?!定|制)|将(?!近)|预计")
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_ENOUGH, _FAIR = 0.34, 0.2


@dataclass(slots=True)
class Target:
    """One indicator a report may speak of."""

    link: Link
    draft: Draft
    order: int
    text: str


def tie(reports: Sequence[tuple[str, list[Draft]]], targets: Sequence[Target]) -> None:
    """Set ``reports_on``, ``basis`` and ``period`` of the drafts of all progress sentences of one item, in place.

    ``reports`` are sentence and drafts in order; ``targets`` the indicators of the same item in order.
    """
    used: Counter[int] = Counter()
    mark = ""
    for sentence, drafts in reports:
        mark = sentence[0] if sentence[:1] in _MARKS and sentence else mark
        for draft in drafts:
            _period_and_basis(draft, sentence)
            if _reports_nothing(draft):
                continue
            target = _best(draft, targets, used, mark)
            if target is None:
                continue
            used[id(target)] += 1
            draft.reports_on = target.link
            _against(draft, target.draft)


def _reports_nothing(draft: Draft) -> bool:
    if draft.basis in ("money", "plan", "breakdown"):
        return True
    return draft.rel in ("attr", "total", "baseline") or draft.rel == "part" and (draft.parent is None or draft.parent.sum != "subset" or not draft.tail_text)


def _period_and_basis(draft: Draft, sentence: str) -> None:
    if draft.kind == "milestone":
        draft.basis = "stage"
        return
    draft.period = "cumulative" if _CUMULATIVE.search(draft.lead_text) else "quarter" if _QUARTER.search(sentence) else "asof"
    draft.basis = _basis(draft)


def _basis(draft: Draft) -> str:
    if draft.unit == "元" or draft.rel == "attr" and draft.parent is not None and draft.parent.unit == "元":
        return "money"
    if _PLANNED.search(draft.lead_text):
        return "plan"
    if "caption" in draft.tags:
        return "breakdown"
    if draft.stage:
        return "value_at_stage"
    return "value"


def _against(draft: Draft, target: Draft) -> None:
    """Settle the basis once the target is known."""
    if draft.kind == "ratio" and target.kind != "ratio" and draft.basis == "value":
        draft.basis = "pct_work"
        draft.period = None
    elif draft.basis == "value" and target.value == draft.value and (_RESTATED.search(draft.lead_text) or "opens" in draft.tags):
        draft.basis = "restated"


# ---------------------------------------------------------------- likeness
def _best(draft: Draft, targets: Sequence[Target], used: Counter[int], mark: str) -> Target | None:
    if not targets:
        return None
    scored = [(_score(draft, target, used), -place, target) for place, target in enumerate(targets)]
    score, _, target = max(scored, key=lambda item: item[:2])
    if score >= _ENOUGH:
        return target
    return _by_position(draft, targets, used, mark) or (target if score >= _FAIR else None)


def _score(draft: Draft, target: Target, used: Counter[int]) -> float:
    names = [draft.name, draft.label + draft.name if draft.label not in draft.name else draft.label, draft.label]
    likeness = max(overlap(name, other) for name in names if name for other in (target.draft.name, target.draft.action + target.draft.name, *target.draft.members))if any(names) else 0.0
    counted, wanted = draft.kind != "milestone", target.draft.kind != "milestone"
    score = likeness
    if counted and wanted:
        score += 0.22 if draft.unit == target.draft.unit else -0.2 if draft.kind != target.draft.kind else -0.02
        score += 0.06 if draft.action and draft.action == target.draft.action else 0.0
    elif counted != wanted:
        score -= 0.05 if draft.unit == "%" or not counted else 0.12
    if target.draft.optional:
        score -= 0.12
    if target.draft.rel in ("part", "attr", "baseline"):
        score -= 0.25
    return score - 0.02 * used[id(target)]


def _by_position(draft: Draft, targets: Sequence[Target], used: Counter[int], mark: str) -> Target | None:
    """A report without a likeness: the ① of the text means the first sentence of the target; else the only free one."""
    firm = [target for target in targets if not target.draft.optional and target.draft.rel is None] or list(targets)
    orders = sorted({target.order for target in firm})
    if mark and _MARKS.index(mark) < len(orders) and len(orders) > 1:
        here = [target for target in firm if target.order == orders[_MARKS.index(mark)]]
        if len(here) == 1 or draft.kind == "milestone":
            return here[0]
    if draft.kind != "milestone":
        same = [target for target in firm if target.draft.unit == draft.unit and target.draft.kind != "milestone"]
        return same[0] if len(same) == 1 and len(firm) == 1 else None
    if len(firm) == 1:
        return firm[0]
    return None
