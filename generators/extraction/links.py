"""How the numbers of one sentence belong together: parts, stages, totals, sides, starting points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from generators.extraction.clauses import Clause, crossed
from generators.extraction.drafts import Draft
from generators.extraction.likeness import overlap
from generators.extraction.portions import like_rate, link_portions, link_stage, near
from generators.extraction.progress import REST
from generators.extraction.records import Link

_TOTAL = re.compile(r"总数|总量|累计达|全[市县区省州旗镇乡]累计|总计达|达到总|总.{0,6}达")
_SHORT_RATE = 5
_TOTAL_TAIL = re.compile("(?:总数|总量|总)$")
_SAME = 0.6
_SIDE = re.compile(
    r"(?:总|建筑|占地|用地|使用|绿化|改造|还.|修复|整治|新增|覆盖|受益)?面积|全长|总长|长度|里程|"
    r"总投资|投资|保险费|保费|资金|经费|金额|受众|受益|惠及|涉及|参与|直接受益|覆盖|"
    r"参训|到场|完成率|完成比例|占(?:全年|年度|目标|总)|(?:年度|全年)?(?:目标)?(?:任务)?(?:数)?的$|"
    r"达序时|总高|合计|共计|总额|占(?:比)?(?:约|达)?$"
)
_MEASURES = frozenset(
    [
        "平方米",
        "平方公里",
        "立方米",
        "公里",
        "米",
        "元",
        "亩",
        "公顷",
        "户",
        "人",
        "人次",
        "幢",
        "栋",
        "%",
        "万元",
        "吨",
    ]
)
_FROM = re.compile("[由从][^,;由从]{0,20}$")
# Rates of the work itself; 签约率, 覆盖率 and their kin are aims of their own.
_RATE_OF = re.compile("(完成|开工|完工|竣工|建成|合格|参与)率(?:为|达到?|约|超过?)?$")
_OF_WORKS = re.compile("(?:工程量|进度)(?:的|达到?)?$")
_PEOPLE = frozenset(("人", "户", "人次", "个"))
_OPENS_WITH_PARTS = re.compile("其中")
_OPENS_WITH_SIDE = re.compile(
    "(?:项目|工程|该项目)?(?:总|建筑|占地|用地)+(?:面积|投资|长)|全长|总投资|总高|占地"
)
_ONLY_A_SIDE = re.compile(f"^(?:{_OPENS_WITH_SIDE.pattern})|(?:(?:建筑|占地|用地)面积|总投资)[约达]*$")
_AREA = re.compile("(?:总|建筑|占地|用地|使用|改造|还.|修复|整治|新增|覆盖|受益|涉及|服务|规划)*面积")
_STANDING = re.compile("累计建成|累计达|总数|总量|共有|现有|拥有|历年")
_OF_PLAN = re.compile("^(?:占|完成)[^,;。]{0,6}(?:计划|投资)")
_MONEY_SIDE = re.compile("(?:保费|保险费|资金|投资|经费|金额)(?:合计|共计|总计|约|达)*$")
_REACHES = re.compile("受益|惠及|涉及|覆盖")
_SHARE = re.compile(r"承担|自筹|补助|补贴|出资|配套|占")


def link(drafts: list[Draft], found: Sequence[Clause]) -> None:
    """Set ``parent``, ``rel`` and ``sum`` of the drafts of one sentence, in place."""
    told = [draft for draft in drafts if draft.kind != "milestone" and not draft.implied]
    numbers = [draft for draft in told if "restated" not in draft.tags or draft.unit == "%"]
    _name_restated(told)
    _under_captions(drafts)
    if len(numbers) > 1:
        _link_numbers(numbers, found)


def _link_numbers(numbers: list[Draft], found: Sequence[Clause]) -> None:
    _baselines(numbers)
    _of_all(numbers)
    link_portions(numbers, found)
    _shares(numbers, found)
    for place, draft in enumerate(numbers):
        if draft.parent is None:
            _total(draft, near(numbers, place))
    for place, draft in enumerate(numbers):
        if draft.parent is None:
            link_stage(draft, near(numbers, place), found)
    for place, draft in enumerate(numbers):
        if draft.parent is None and "caption" not in draft.tags:
            _side(draft, near(numbers, place), found)


def _name_restated(told: list[Draft]) -> None:
    """建成9座,超额完成7座的年度任务: the target told once more goes by the name of what was done."""
    for before, draft in pairwise(told):
        if "restated" in draft.tags and before.unit == draft.unit:
            draft.name, draft.name_spans = before.name, before.name_spans


def _baselines(numbers: list[Draft]) -> None:
    _pairs_of_baselines(numbers)
    for low, high in pairwise(numbers):
        beside = high.clause - low.clause <= 1 and (low.unit == high.unit or like_rate(low, high))
        rises = "raised" in high.tags and (low.raised_from or _FROM.search(low.lead_text))
        if low.rel is None and beside and rises:
            high.unit, high.kind = low.unit, low.kind
            low.parent, low.rel = high, "baseline"
            if not high.own_noun or high.name == high.action or not high.name:
                high.name, high.name_spans = low.name, low.name_spans


def _pairs_of_baselines(numbers: list[Draft]) -> None:
    """分别由680元、520元提高到715元、570元: each rise has a start of its own, in order."""
    for place in range(len(numbers) - 3):
        first, second, high, other = numbers[place : place + 4]
        rises = first.raised_from and "raised" in high.tags and not second.lead_text.strip("、和及")
        if rises and other.clause == high.clause and first.unit and first.unit.startswith(second.unit or "-"):
            for one in (second, high, other):
                one.unit, one.kind = first.unit, first.kind
            first.parent, first.rel, second.parent, second.rel = high, "baseline", other, "baseline"


def _under_captions(drafts: list[Draft]) -> None:
    """第一批(7个):… – what follows up to the next caption are components of the seven."""
    caption: Draft | None = None
    for draft in drafts:
        if "caption" in draft.tags:
            caption = draft
        elif caption is not None and draft.label == caption.label and draft.rel is None:
            draft.parent, draft.rel = caption, "attr" if "涉及" in draft.lead_text else "component"


def _shares(numbers: list[Draft], found: Sequence[Clause]) -> None:
    """分别完成任务的120%和134%: each share belongs to one of the counts before, in their order."""
    shares: list[Draft] = []
    for place, draft in enumerate(numbers):
        if "share" in draft.tags and draft.parent is None:
            shares.append(draft)
        last = place + 1 == len(numbers) or "share" not in numbers[place + 1].tags
        if shares and last:
            counts = _counts_for(shares, near(numbers, place), found)
            for share, count in zip(shares, counts[-len(shares) :]):
                share.parent, share.rel = count, "attr"
            shares = []


def _counts_for(shares: list[Draft], before: list[Draft], found: Sequence[Clause]) -> list[Draft]:
    """Return the counts that shares may be of: wholes told since the last ；, parts if they are too few."""
    here = shares[0].clause
    if len(shares) == 1 and before and before[-1].unit == "元" and _OF_PLAN.search(shares[0].lead_text):
        return [before[-1]]
    counts = [one for one in before if one.unit != "%" and one.rel not in ("attr", "baseline")]
    counts = [one for one in counts if not _is_stock(one) and not crossed(found, one.clause, here)]
    wholes = [one for one in counts if one.rel != "part"]
    wholes = [one for one in wholes if not _MONEY_SIDE.search(one.lead_text)] or wholes
    return wholes if len(wholes) >= len(shares) else counts


def _of_all(numbers: list[Draft]) -> None:
    """今年新增2所,确保12所全部开放: the two are a part of all the twelve."""
    for few, all_ in pairwise(numbers):
        whole = all_.tail_text.startswith(("全部", "都", "均")) and few.unit == all_.unit and few.rel is None
        if whole and few.value is not None and all_.value is not None and few.value < all_.value:
            few.parent, few.rel, all_.sum = all_, "part", "subset"


# ---------------------------------------------------------------- totals and sides
def _total(draft: Draft, before: list[Draft]) -> None:
    if not _TOTAL.search(draft.lead_text) or draft.unit == "%":
        return
    owner = next(
        (other for other in reversed(before) if other.unit == draft.unit and other.parent is None), None
    )
    if owner is None or draft.value is None or owner.value is None or owner.value > draft.value:
        return
    if draft.own_noun and _TOTAL_TAIL.sub("", draft.name) and overlap(draft.name, owner.name) < _SAME:
        draft.kind = "cumulative"
        return
    draft.parent, draft.rel, draft.kind = owner, "total", "cumulative"
    if not draft.own_noun or draft.name in ("总数", "总量", owner.name):
        draft.name, draft.name_spans = owner.name + "总数", owner.name_spans


def _side(draft: Draft, before: list[Draft], found: Sequence[Clause]) -> None:
    """Area, length, money, people reached, completion rate: a side of the count just before."""
    if not before:
        return
    nearest = before[-1]
    if nearest.parent is None and _ONLY_A_SIDE.search(nearest.lead_text):
        return
    if nearest.unit == "%" and nearest.parent is None and draft.unit != "%":
        return
    if draft.unit == "%" and nearest.value == 1:  # 1处完成50%: so far that one has come
        return
    same_unit = draft.unit == nearest.unit and not _SHARE.search(draft.lead_text)
    if same_unit or _has_an_area_of_its_own(draft) or crossed(found, nearest.clause, draft.clause):
        return
    named = _SIDE.search(draft.lead_text) or _RATE_OF.search(draft.lead_text)
    beside = _bare_second(draft, nearest) or _goes_on(draft, nearest)
    if beside or (named and _free_standing(draft, before)):
        draft.parent, draft.rel = _owner_of_side(draft, before), "attr"


def _owner_of_side(draft: Draft, before: list[Draft]) -> Draft:
    """Return whose side a number is: a share is of the whole, a named rate of what it names."""
    nearest = before[-1]
    if draft.unit != "%":
        of_these = nearest.rel == "stage" and (draft.unit in _PEOPLE or draft.clause == nearest.clause)
        up = nearest.rel in ("attr", "stage") and not of_these
        return nearest.parent if up and nearest.parent else nearest
    rate = _RATE_OF.search(draft.lead_text)
    told = nearest.lead_text + nearest.action + nearest.name
    if rate is not None and rate[1] != "完成" and rate[1] in told:
        return nearest
    works = REST.search(nearest.lead_text) or _OF_WORKS.search(nearest.tail_text)
    if nearest.clause == draft.clause and works:  # 其余37处完成总工程量的65%
        return nearest
    if nearest.unit == "元" and _OF_PLAN.search(draft.lead_text):
        return nearest
    counts = [one for one in before if one.unit not in ("%", "元") and not _is_stock(one)] or before
    owner = counts[-1]
    while owner.parent is not None and owner.rel in ("part", "attr"):
        owner = owner.parent
    return owner


def _is_stock(draft: Draft) -> bool:
    """累计建成47家 is there since long ago; 累计完成47家 is what was done."""
    return draft.rel == "total" or _STANDING.search(draft.lead_text) is not None or draft.name[:1] == "不"


def _has_an_area_of_its_own(draft: Draft) -> bool:
    """绿地面积60万平方米 is no side of the road before it, as 建筑面积 would be."""
    return draft.name.endswith("面积") and _AREA.fullmatch(draft.name) is None


def _bare_second(draft: Draft, nearest: Draft) -> bool:
    """培训6场、900人次: a second number without a noun of its own."""
    return (
        draft.clause == nearest.clause
        and not draft.own_noun
        and draft.lead_text.strip("、和及不少于约超达共") == ""
        and not (nearest.parent is None and _REACHES.search(nearest.lead_text))
    )


def _goes_on(draft: Draft, nearest: Draft) -> bool:
    """涉及20幢、600户居民: the second number is a side of the same work."""
    return (
        draft.clause == nearest.clause
        and nearest.rel == "attr"
        and draft.unit in _MEASURES
        and (not draft.action or draft.action == nearest.action)
    )


def _free_standing(draft: Draft, before: list[Draft]) -> bool:
    """A side belongs to a work only when one stands before it: 惠及群众 after four counts is of none."""
    roots = {id(other) for other in before if other.parent is None}
    if draft.unit == "%":
        return draft.clause - before[-1].clause <= 1 and _is_its_rate(draft, before[-1])
    return draft.unit in _MEASURES and (len(roots) == 1 or draft.clause == before[-1].clause)


def _is_its_rate(draft: Draft, count: Draft) -> bool:
    """开工9个,开工率60%: the rate of the count just before it."""
    lead = draft.lead_text.rstrip("达到为约超")
    rate = _RATE_OF.search(lead)
    return (
        lead.endswith(("的", "占"))
        or "完成率" in lead
        or (rate is not None and len(draft.name) <= _SHORT_RATE and rate[1] in count.lead_text + count.action)
    )


# ---------------------------------------------------------------- across sentences
def link_to_sentence_before(drafts: list[Draft], text: str, before: list[Draft], key: str) -> None:
    """Tie what a sentence leaves open to the one before it: 建筑面积… of a work, 其中… of a number.

    ``before`` are the drafts of the sentence before and ``key`` its key; ``parent_link`` is set in place.
    """
    loose = [draft for draft in drafts if draft.rel is None and draft.value is not None and not draft.implied]
    if _OPENS_WITH_PARTS.match(text):
        _parts_of_before(loose, before, key)
        return
    works = [index for index, draft in enumerate(before) if draft.kind == "milestone" and not draft.optional]
    roots = works or [index for index, draft in enumerate(before) if draft.rel is None and draft.unit != "%"]
    if (
        len(roots) != 1
        or not drafts
        or drafts[0] not in loose
        or not _OPENS_WITH_SIDE.match(drafts[0].lead_text)
    ):
        return
    for draft in loose:
        if draft.unit in _MEASURES:
            draft.parent_link, draft.rel = Link(key, roots[0]), "attr"


def _parts_of_before(parts: list[Draft], before: list[Draft], key: str) -> None:
    total = sum((part.value or Decimal(0)) * part.each for part in parts)
    same = [index for index, draft in enumerate(before) if parts and draft.unit == parts[0].unit]
    exact = [index for index in same if before[index].value == total]
    if not same:
        return
    owner = (exact or same)[-1]
    before[owner].sum = before[owner].sum or ("exact" if exact else "subset")
    for part in parts:
        if part.unit == before[owner].unit:
            part.parent_link, part.rel = Link(key, owner), "part"
