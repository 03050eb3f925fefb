"""What a progress sentence reports on: each actual tied to the indicator of a target it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generators.extraction.drafts import Draft
from generators.extraction.likeness import bare, bare_overlap, compatible, kind_of_place, longest_shared
from generators.extraction.records import Link

_CUMULATIVE = re.compile(r"累计|已(?!建|有)")
_QUARTER = re.compile(r"(?<!前)[一二三四1-4]季度|本季度")
_SINCE_JANUARY = re.compile(r"上半年|前[二三四]季度|1[-至]([2-9]|1[0-2])月|截至|截止")
_RESTATED = re.compile(r"确保|共分|力争|涉及|目标|全部$")
_PLANNED = re.compile(r"计划|拟(?!定|制)|将(?!近)|预计")
# What has been begun is not done, unless beginning was the target.
_BEGUN = {
    "在建": "construct",
    "开工": "start",
    "启动": "start",
    "动工": "start",
    "进场": "start",
    "上报": "approval",
}
_UNDER_WAY = re.compile("(" + "|".join(_BEGUN) + ")(?:建设|实施|改造)?[约达共到至少不超过]*$")
_STILL = re.compile("正在|仍在|在推进")
_BUILDS = re.compile("建|改造|修|装|整治|铺|工程")
_WORK_DONE = re.compile(r"(?:工程量|总?进度|工作量)(?:的|约|近|超)*$")
_SEGMENT_SIGN = re.compile(r"[;；①-⑳]")
_LONGEST_PART = 300
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
# What a place scores that is of the kind a target counts.
_KIN = 0.45
_COUNTS, _SHARES = frozenset(("increment", "cumulative")), frozenset(("ratio", "rate"))
_REST = re.compile("其余|剩余|余下")
# In another item only what bears nearly the same name and the same unit is reported on.
_FAR, _CANDIDATES = 0.62, 12
# Pairs of signs that very many names have in common tell nothing.
_COMMON = 200
_ENOUGH, _FAIR, _LONG_RUN = 0.34, 0.2, 4


@dataclass(slots=True)
class Target:
    """One indicator a report may speak of."""

    link: Link
    draft: Draft
    order: int
    names: tuple[str, ...]


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
        report = _report(sentence)
        for draft in drafts:
            _period_and_basis(draft, report)
            if not _reports_nothing(draft):
                _tie_one_far(draft, known)


def _tie_one_far(draft: Draft, known: FarTargets) -> None:
    names, none_used = _names_of(draft), Counter[int]()
    fitting = _fitting(draft, [one for name in names for one in known.like(name)])
    scored = [(_score(draft, names, one, none_used), -place, one) for place, one in enumerate(fitting)]
    if scored:
        score, _, target = max(scored, key=lambda item: item[:2])
        if score >= _FAR and (draft.kind == "milestone" or draft.unit == target.draft.unit):
            _report_on(draft, target)


def tie(reports: Sequence[tuple[str, list[Draft]]], targets: Sequence[Target]) -> None:
    """Set ``reports_on``, ``basis`` and ``period`` of the drafts of all progress sentences of one item, in
    place.

    ``reports`` are sentence and drafts in order; ``targets`` the indicators of the same item in order.
    """
    used: Counter[int] = Counter()
    mark = ""
    for sentence, drafts in reports:
        mark = sentence[0] if sentence[:1] in _MARKS and sentence else mark
        report, last = _report(sentence), None
        for draft in drafts:
            _period_and_basis(draft, report)
            if not _reports_nothing(draft):
                found = _best(draft, _fitting(draft, targets), used, mark, report)
                found = last if found is None and last and _REST.search(draft.lead_text) else found
                if found is not None:
                    used[id(found)] += 1
                    _report_on(draft, found)
                    last = found
        _adopt(drafts, report, targets)
        _swap(drafts, targets)


def _report_on(draft: Draft, target: Target) -> None:
    draft.reports_on = target.link
    _against(draft, target.draft)


def _adopt(drafts: Sequence[Draft], report: Report, targets: Sequence[Target]) -> None:
    """实验中学、滨河中学封顶: works told together report on the same target, where one is known by its name."""
    stages = [draft for draft in drafts if draft.kind == "milestone" and not draft.optional]
    tied = [draft for draft in stages if draft.reports_on is not None]
    by_link = {target.link: target for target in targets}
    for draft in stages:
        if draft.reports_on is None and tied:
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


@dataclass(frozen=True, slots=True)
class Report:
    """A progress sentence: its text, the period it speaks of, and where its parts between ； and ① begin."""

    text: str
    period: str
    cuts: tuple[int, ...]

    def part_at(self, place: int) -> int:
        """Return the number of the part that holds a place."""
        return bisect_right(self.cuts, place)

    def part(self, place: int) -> str:
        """Return the part that holds a place, no longer than anything in print."""
        at = self.part_at(place)
        end = self.cuts[at] if at < len(self.cuts) else len(self.text)
        return self.text[self.cuts[at - 1] : min(end, self.cuts[at - 1] + _LONGEST_PART)]


def _report(sentence: str) -> Report:
    since_january, quarter = _SINCE_JANUARY.search(sentence), _QUARTER.search(sentence)
    period = "cumulative" if since_january else "quarter" if quarter else "asof"
    cuts = {0, *(match.start() for match in _SEGMENT_SIGN.finditer(sentence))}
    return Report(sentence, period, tuple(sorted(cuts)))


def _fitting(draft: Draft, targets: Sequence[Target]) -> Sequence[Target]:
    """Money reports on money only, a count on no share, however like their names are."""
    if draft.basis == "money":
        return [target for target in targets if target.draft.unit == "元"]
    if draft.kind in _COUNTS:
        return [target for target in targets if target.draft.kind not in _SHARES]
    return targets


def _reports_nothing(draft: Draft) -> bool:
    if draft.basis in ("plan", "breakdown"):
        return True
    return draft.rel in ("attr", "total", "baseline") or (
        draft.rel == "part" and (draft.parent is None or draft.parent.sum != "subset" or not draft.tail_text)
    )


def _period_and_basis(draft: Draft, report: Report) -> None:
    if draft.kind == "milestone":
        draft.basis = "stage"
        return
    done = draft.stage is None and _CUMULATIVE.search(draft.lead_text)
    draft.period = "cumulative" if done else report.period
    draft.basis = _basis(draft)
    if draft.basis == "pct_work":
        draft.period = None


def _basis(draft: Draft) -> str:
    if draft.unit == "元" or (draft.rel == "attr" and draft.parent is not None and draft.parent.unit == "元"):
        return "money"
    if "restated" in draft.tags and draft.unit != "%":
        return "restated"
    if _PLANNED.search(draft.lead_text):
        return "plan"
    if draft.kind == "ratio" and _WORK_DONE.search(draft.lead_text):
        return "pct_work"
    if draft.tags & {"caption", "divided"}:
        return "breakdown"
    if draft.stage:
        return "value_at_stage"
    return "value"


def _against(draft: Draft, target: Draft) -> None:
    """Settle the basis once the target is known."""
    draft.basis = "value" if draft.basis == "money" else draft.basis
    under_way = _UNDER_WAY.search(draft.lead_text)
    if draft.basis == "value" and _STILL.search(draft.lead_text):
        draft.basis, draft.stage = "value_at_stage", "construct"
    elif draft.basis == "value" and under_way and under_way[1] not in target.action + target.name:
        draft.basis, draft.stage = "value_at_stage", _BEGUN[under_way[1]]
    if draft.kind == "ratio" and target.kind != "ratio" and draft.basis == "value":
        draft.basis = "pct_work"
        draft.period = None
    elif (
        draft.basis == "value"
        and target.value == draft.value
        and (_RESTATED.search(draft.lead_text) or "opens" in draft.tags)
    ):
        draft.basis = "restated"


# ---------------------------------------------------------------- likeness
def _best(
    draft: Draft, targets: Sequence[Target], used: Counter[int], mark: str, report: Report
) -> Target | None:
    if not targets:
        return None
    names = _names_of(draft)
    scored = [(_score(draft, names, target, used), -place, target) for place, target in enumerate(targets)]
    score, _, target = max(scored, key=lambda item: item[:2])
    if score >= _ENOUGH:
        return _firm_instead(target, targets)
    told = _by_text(draft.name, targets)
    return (
        (_firm_instead(told, targets) if told else None)
        or _by_position(draft, targets, used, draft.mark or mark)
        or _by_text(report.part(draft.span[0]), targets)
        or (target if score >= _FAIR else None)
    )


def _names_of(draft: Draft) -> tuple[str, ...]:
    """Return the names a report goes by: its own, with the label, and the label alone."""
    own, label = bare(draft.name), bare(draft.label)
    if not label:
        return (own,)
    return (own, label) if label in own else (own, label, label + own)


def names_meant(target: Draft) -> tuple[str, ...]:
    """Return the names by which reports may call a target, without signs; with its verb see :func:`_acted`."""
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
    """A clause that only introduces a number (实施某项目,服务800人) stands for that number when it is
    the only one.
    """
    firm = [other for other in targets if not other.draft.optional and other.draft.rel is None]
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
    """A report without a likeness: the ① of the text means the first sentence of the target; else the only
    free one.
    """
    firm = [target for target in targets if not target.draft.optional and target.draft.rel is None] or list(
        targets
    )
    orders = sorted({target.order for target in firm})
    if mark and _MARKS.index(mark) < len(orders) and len(orders) > 1:
        here = [target for target in firm if target.order == orders[_MARKS.index(mark)]]
        if len(here) == 1 or draft.kind == "milestone":
            return here[0]
    if len(firm) == 1:
        only = firm[0].draft
        return (
            firm[0]
            if draft.kind != "increment" or only.kind == "milestone" or only.unit == draft.unit
            else None
        )
    if draft.kind != "milestone" or draft.stage in ("plan", "ongoing"):
        return None
    works = [target for target in firm if target.draft.kind == "milestone"] or [
        target for target in firm if _BUILDS.search(target.draft.action)
    ]
    return works[0] if len(works) == 1 else None
