"""What a number or stage of a report stands for: its period, and whether it counts what is done."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from generators.extraction.drafts import Draft

_CUMULATIVE = re.compile(r"累计|已(?!建|有)")
_QUARTER = re.compile(r"(?<!前)[一二三四1-4]季度|本季度")
_SINCE_JANUARY = re.compile(r"上半年|前[二三四]季度|1[-至]([2-9]|1[0-2])月|截至|截止|全年|今年以来")
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
_WORK_DONE = re.compile(r"(?:工程量|总?进度|工作量)(?:的|约|近|超)*$")
_SEGMENT_SIGN = re.compile(r"[;；①-⑳]")
_LONGEST_PART = 300


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


def report_of(sentence: str) -> Report:
    """Return a progress sentence with its period and its parts."""
    since_january, quarter = _SINCE_JANUARY.search(sentence), _QUARTER.search(sentence)
    period = "cumulative" if since_january else "quarter" if quarter else "asof"
    cuts = {0, *(match.start() for match in _SEGMENT_SIGN.finditer(sentence))}
    return Report(sentence, period, tuple(sorted(cuts)))


def set_period_and_basis(draft: Draft, report: Report) -> None:
    """Set what is known of a draft before its target is."""
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


def settle_basis(draft: Draft, target: Draft) -> None:
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
