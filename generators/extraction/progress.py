"""What a number or stage of a report stands for: its period, and whether it counts what is done."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from generators.extraction.drafts import Draft
from generators.extraction.words import each

_CUMULATIVE = re.compile(r"累计|已(?!建|有)")
_QUARTER = re.compile(r"(?<!前)[一二三四1-4]季度|本季度")
_SINCE_JANUARY = re.compile(
    r"上半年|前[二三四]季度|(?<![0-9])1[-—–~～至]([2-9]|1[0-2])月|截至|截止|全年|今年以来"
)
_RESTATED = re.compile(r"确保|共分|力争|涉及|目标|(?:任务|计划)(?:数|量)?(?:为|是)?$|全部$")
# 超额完成3个: how many more than were promised; they are told beside all that were done.
_EXCESS = re.compile("(?:超额|超计划|多)(?:完成|建成|新增|改造)?$|超[出过](?:目标|任务|计划)$")
_PLANNED = re.compile(r"计划|拟(?!定|制)|将(?!近)|预计")
# What has been begun is not done, unless beginning was the target.
_BEGUN = {
    "在建": "construct",
    "开工": "start",
    "启动": "start",
    "动工": "start",
    "进场": "start",
    "上报": "approval",
    "采购": "approval",
    "订购": "approval",
    "签约": "approval",
    "到货": "approval",
}
# Who is to buy has done so when it has bought.
_BUYING = re.compile("购|配[备置发]|签约")
_UNDER_WAY = re.compile("(" + "|".join(_BEGUN) + ")(?:建设|实施|改造)?[约达共到至少不超过]*$")
_STILL = re.compile("正在|仍在|在推进")
# What is left to do is not done: 未完成18座, 还需建设3所, 尚有6个食堂未建成, 剩余6个8月底前建成.
_LEFT = re.compile(
    "(?:未(?:能)?(?:完成|完工|建成|竣工|投用|改造|安装|开通|交付|达标|实施)|还需|仍需|尚需|还差|尚缺|待(?:建|改|完成))[^,，;；。]{0,6}$"
)
_UNDONE_BEHIND = re.compile("[^,，;；。0-9]{0,14}?(?:尚未|暂未|还未|仍未|未能|未(?!成年|婚))")
#: Words that open what is left of a count.
REST = re.compile("另外|其余|剩余|余下|剩下|还剩|尚余|尚有|还有|另有?|其他")
_TO_COME = re.compile("[^,，;；。]{0,8}?(?:[0-9]{1,2}月|年底|年内|季度|将|计划|拟|预计|力争|确保)")
# 3个中心全部建成: all of them, and no target told once more.
_DONE = frozenset(("complete", "in_use"))
_SHORT_OF_DONE = frozenset(("plan", "approval", "start", "construct", "topped", "fitout"))
_STAGE_WORDS = re.compile("封顶|开工|动工|启动|主体|装修|招标|选址")
# Verbs that in a report tell of what is finished.
_DONE_VERBS = each("建成 建成投用 完成 完工 竣工 投用 投运 交付 贯通 通车 新增 开放 安装 达标")
# A layer of a road or a trench is a step on the way to it.
_PREPARED = re.compile("(?:评估|摸底|摸排|公示|勘察|平整|登记|报名|申报|确认)$")
_LAYERS = re.compile("路基|垫层|基层|水稳层?|沟槽|管沟|清表|土方|桩基|基础")
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

    def opens_part(self, place: int) -> bool:
        """Return whether a place is the first behind ；."""
        return place in self.cuts or place - 1 in self.cuts

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
    draft.period = _period(draft, report)
    draft.basis = _basis(draft, report.text)
    if draft.basis == "pct_work":
        draft.period = None


def _period(draft: Draft, report: Report) -> str:
    """三季度培训380人次,1-9月共1650人次: each number has the period told before it, else the sentence's."""
    if _SINCE_JANUARY.search(draft.lead_text):
        return "cumulative"
    if _QUARTER.search(draft.lead_text):
        return "quarter"
    done = draft.stage is None and _CUMULATIVE.search(draft.lead_text)
    return "cumulative" if done else report.period


def _basis(draft: Draft, text: str) -> str:
    if draft.unit == "元" or (draft.rel == "attr" and draft.parent is not None and draft.parent.unit == "元"):
        return "money"
    if "restated" in draft.tags and draft.unit != "%":
        return "restated"
    if _PLANNED.search(draft.lead_text) or _is_left(draft, text):
        return "plan"
    if is_excess(draft):
        return "breakdown"
    if draft.kind == "ratio" and _WORK_DONE.search(draft.lead_text):
        return "pct_work"
    if draft.tags & {"caption", "divided"}:
        return "breakdown"
    if draft.stage:
        return "value_at_stage"
    return "value"


def is_excess(draft: Draft) -> bool:
    """Is a number only by how much more was done than promised?"""
    return draft.unit != "%" and _EXCESS.search(draft.lead_text) is not None


def _is_left(draft: Draft, text: str) -> bool:
    """Is a number what is still to be done? One whose stage is told stands at that stage."""
    if draft.stage or draft.unit == "%":
        return False
    behind = draft.span[1]
    rest = REST.search(draft.lead_text) and _TO_COME.match(text, behind)
    return bool(rest or _LEFT.search(draft.lead_text) or _UNDONE_BEHIND.match(text, behind))


def is_done(draft: Draft) -> bool:
    """Is a count finished, and no whole of which some are: 建成7个,另5个正在绿化?"""
    if draft.reached in _DONE:
        return True
    verb = draft.action if draft.action in draft.lead_text else ""
    told = draft.lead_text.endswith(_DONE_VERBS) or verb in _DONE_VERBS
    return told and draft.rel is None and not draft.reached


def settle_basis(draft: Draft, target: Draft) -> None:
    """Settle the basis once the target is known."""
    draft.basis = "value" if draft.basis == "money" else draft.basis
    under_way = _UNDER_WAY.search(draft.lead_text) or _begun_with(draft)
    if draft.basis == "value" and _STILL.search(draft.lead_text):
        draft.basis, draft.stage = "value_at_stage", "construct"
    elif draft.basis == "value" and under_way and not _was_to_be(under_way[1], target):
        draft.basis, draft.stage = "value_at_stage", _BEGUN[under_way[1]]
    elif draft.basis == "value" and _is_half_done(draft, target):
        draft.basis, draft.stage = "value_at_stage", draft.reached
    elif draft.basis == "value" and _is_layer(draft, target):
        draft.basis, draft.stage = "value_at_stage", "construct"
    if draft.basis == "value" and draft.rel == "stage" and _is_of_the_done(draft):
        draft.basis = "breakdown"
    if draft.kind == "ratio" and target.kind != "ratio" and draft.basis == "value":
        draft.basis = "pct_work"
        draft.period = None
    elif (
        draft.basis == "value"
        and target.value == draft.value
        and (_RESTATED.search(draft.lead_text) or ("opens" in draft.tags and draft.reached not in _DONE))
    ):
        draft.basis = "restated"


def settle_whole(draft: Draft) -> None:
    """截至6月底,11所学校动工10所: what some have come to a stage of was promised, unless it is done."""
    if draft.basis == "value" and draft.reports_on is not None and not is_done(draft):
        draft.basis = "restated"


def _is_of_the_done(draft: Draft) -> bool:
    """已完工3所,其中1所待验收: all three are done already."""
    whole = draft.parent
    return whole is not None and whole.basis == "value" and whole.reports_on is not None and is_done(whole)


def _is_half_done(draft: Draft, target: Draft) -> bool:
    """其中主体封顶4所: the stage told before a number is short of the end, and not what was promised."""
    short = draft.reached in _SHORT_OF_DONE and draft.reached != target.stage
    return short and draft.rel == "stage" and _STAGE_WORDS.search(target.action + target.name) is None


def _was_to_be(begun: str, target: Draft) -> bool:
    """Was the beginning itself the target (开工10所), or the buying (购置100台)?"""
    told = target.action + target.name
    return begun in told or (_BEGUN[begun] == "approval" and _BUYING.search(told) is not None)


def _begun_with(draft: Draft) -> re.Match[str] | None:
    """已开工老旧小区11个: the verb stands before the name."""
    return _UNDER_WAY.match(draft.action) if draft.lead_text.lstrip("已、").startswith(draft.action) else None


def _is_layer(draft: Draft, target: Draft) -> bool:
    """完成路基9公里 against a road: a layer of it that the target does not name; 入户评估536户 likewise."""
    layer = _PREPARED.search(draft.name) or _LAYERS.search(draft.name)
    if layer is None or draft.unit == "%" or not draft.own_noun:
        return False
    return draft.name.endswith(layer[0]) and layer[0] not in target.name
