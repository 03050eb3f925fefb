"""How the numbers of one sentence belong together: parts, stages, totals, sides of one work, starting
points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from generators.extraction.clauses import Clause
from generators.extraction.drafts import Draft
from generators.extraction.likeness import overlap
from generators.extraction.records import Link

_OF_THESE = re.compile(r"其中|包括|含(?=[^,;。]{1,12}[0-9])")
_TOTAL = re.compile(r"总数|总量|累计达|总计达|达到总|总.{0,6}达")
_SHORT_RATE = 5
_REST = re.compile("其余|剩余|余下|另有?|其他")
_TOTAL_TAIL = re.compile("(?:总数|总量|总)$")
_SAME = 0.6
_STAGE_VERB = re.compile(
    r"^(?:.{0,6})?(?:新开工|开工|竣工|完工|建成|投用|启用|投入使用|交付|完成|封顶|验收|动工|通车|运营|"
    r"开放)(?:建设|改造)?(?:不少于|约|达|超|到|至少)?$"
)
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
_RATE_OF = re.compile("(..)率(?:为|达到?|约|超过?)?$")
_OPENS_WITH_PARTS = re.compile("其中")
_OPENS_WITH_SIDE = re.compile(
    "(?:项目|工程|该项目)?(?:总|建筑|占地|用地)+(?:面积|投资|长)|全长|总投资|总高|占地"
)
_REACH = 40
_SHARE = re.compile(r"承担|自筹|补助|补贴|出资|配套|占")


def link(drafts: list[Draft], found: Sequence[Clause], text: str) -> None:
    """Set ``parent``, ``rel`` and ``sum`` of the drafts of one sentence, in place."""
    told = [draft for draft in drafts if draft.kind != "milestone" and not draft.implied]
    numbers = [draft for draft in told if "restated" not in draft.tags or draft.unit == "%"]
    _name_restated(told)
    _under_captions(drafts)
    if len(numbers) > 1:
        _link_numbers(numbers, found, text)


def _link_numbers(numbers: list[Draft], found: Sequence[Clause], text: str) -> None:
    _baselines(numbers)
    _of_all(numbers)
    _parts(numbers, found, text)
    _shares(numbers, found)
    for place, draft in enumerate(numbers):
        if draft.rel in (None, "part"):
            _reached(draft, _near(numbers, place))
    for place, draft in enumerate(numbers):
        if draft.parent is None:
            _total(draft, _near(numbers, place))
    for place, draft in enumerate(numbers):
        if draft.parent is None:
            _stage(draft, _near(numbers, place), found, text)
    for place, draft in enumerate(numbers):
        if draft.parent is None and "caption" not in draft.tags:
            _side(draft, _near(numbers, place), found)


def _near(numbers: list[Draft], place: int) -> list[Draft]:
    """Return the numbers before one that may be its parent: no further back than any sentence in print
    reaches.
    """
    return numbers[max(0, place - _REACH) : place]


def _name_restated(told: list[Draft]) -> None:
    """建成9座,超额完成7座的年度任务: the target told once more goes by the name of what was done."""
    for before, draft in pairwise(told):
        if "restated" in draft.tags and before.unit == draft.unit:
            draft.name, draft.name_spans = before.name, before.name_spans


def _baselines(numbers: list[Draft]) -> None:
    for low, high in pairwise(numbers):
        near = high.clause - low.clause <= 1 and (low.unit == high.unit or _like_rate(low, high))
        if near and "raised" in high.tags and (low.raised_from or _FROM.search(low.lead_text)):
            high.unit, high.kind = low.unit, low.kind
            low.parent, low.rel = high, "baseline"
            if not high.own_noun or high.name == high.action or not high.name:
                high.name, high.name_spans = low.name, low.name_spans


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
    counts: list[Draft] = []
    shares: list[Draft] = []
    reached = -1
    for draft in [*numbers, None]:
        clause = draft.clause if draft else len(found)
        if clause != reached:
            for share, count in zip(shares, counts[-len(shares) :] if shares else ()):
                share.parent, share.rel = count, "attr"
            shares = []
            if draft and any(one.before in ";。:" and one.before for one in found[reached + 1 : clause + 1]):
                counts = []
            reached = clause
        if draft and "share" in draft.tags:
            shares.append(draft)
        elif draft and _is_count(draft):
            counts.append(draft)


def _is_count(draft: Draft) -> bool:
    return draft.unit != "%" and draft.rel not in ("attr", "baseline", "part")


def _of_all(numbers: list[Draft]) -> None:
    """今年新增2所,确保12所全部开放: the two are a part of all the twelve."""
    for few, all_ in pairwise(numbers):
        whole = all_.tail_text.startswith(("全部", "都", "均")) and few.unit == all_.unit and few.rel is None
        if whole and few.value is not None and all_.value is not None and few.value < all_.value:
            few.parent, few.rel, all_.sum = all_, "part", "subset"


# ---------------------------------------------------------------- parts
def _parts(numbers: list[Draft], found: Sequence[Clause], text: str) -> None:
    for place, draft in enumerate(numbers):
        clause = found[draft.clause]
        if place and draft.parent is None and draft.rel is None and _opens_parts(draft, numbers[place - 1]):
            run = _run(numbers, place, found, text)
            _join(run, [other for other in _near(numbers, place) if other.rel != "baseline"])
        elif clause.in_bracket and place and draft.parent is None and "caption" not in draft.tags:
            _aside(draft, _near(numbers, place))


def _opens_parts(draft: Draft, before: Draft) -> bool:
    """Does 其中 stand before a number, or 10件中 before the clause of 9件已完成?"""
    within = before.tail_text.endswith("中") and before.unit == draft.unit and before.clause < draft.clause
    return _OF_THESE.search(draft.lead_text) is not None or within


def _run(numbers: list[Draft], start: int, found: Sequence[Clause], text: str) -> list[Draft]:
    """Return the numbers that one 其中 governs: up to ；。, a new verb at a clause's head, or another
    unit.
    """
    first = numbers[start]
    run = [first]
    if _is_stage_only(first):
        return run
    for draft in numbers[start + 1 :]:
        between = [found[number] for number in range(first.clause + 1, draft.clause + 1)]
        if (
            any(clause.before in ";。:" for clause in between)
            or draft.unit != first.unit
            or _OF_THESE.search(draft.lead_text)
        ):
            break
        if draft.clause != run[-1].clause and (
            _opens_with_verb(draft) or _TOTAL.search(draft.lead_text) or _SIDE.search(draft.lead_text)
        ):
            break
        run.append(draft)
    return run


def _opens_with_verb(draft: Draft) -> bool:
    head = draft.lead_text.lstrip("、,")
    return bool(draft.action) and head.startswith(draft.action)


def _join(run: list[Draft], before: list[Draft]) -> None:
    """Attach a run of parts to the earlier number that they add up to, else to the nearest of the same
    unit.
    """
    if not before:
        return
    if _is_stage_only(run[0]):
        parent = next((draft for draft in reversed(before) if draft.unit == run[0].unit), None)
        if parent:
            run[0].parent, run[0].rel = parent, "stage"
        return
    total = sum((part.value or Decimal(0)) * part.each for part in run)
    same = [draft for draft in reversed(before) if draft.unit == run[0].unit or _like_rate(draft, run[0])]
    exact = next((draft for draft in same if draft.value == total), None)
    if exact is None:
        exact_any = next((draft for draft in reversed(before) if draft.value == total), None)
        exact = exact_any
    parent = exact or (same[0] if same else before[-1])
    if exact is None and not same and "元" in (parent.unit, run[0].unit):
        return
    if run[0].unit == "%" and parent.unit != "%":  # 其中护理型占比60%: a quality of the whole, no part of it
        run[0].parent, run[0].rel = parent, "attr"
        return
    if parent.sum is None or exact is not None:
        parent.sum = "exact" if exact is not None else "subset" if same else "unit_mismatch"
    for part in run:
        part.parent, part.rel = parent, "part"
        if _like_rate(parent, part):
            part.unit, part.kind = parent.unit, parent.kind


def _like_rate(parent: Draft, part: Draft) -> bool:
    """人均80元，其中省20元: the divisor is written once."""
    return bool(
        parent.unit and part.unit and part.unit != parent.unit and parent.unit.startswith(part.unit + "/")
    )


def _is_stage_only(draft: Draft) -> bool:
    return (
        not draft.own_noun
        and bool(draft.action)
        and draft.action in draft.lead_text
        and _STAGE_VERB.match(draft.action) is not None
    )


def _aside(draft: Draft, before: list[Draft]) -> None:
    """A number in brackets is a side of the count before the bracket; a share when it is a percentage of
    money.
    """
    owner = next((other for other in reversed(before) if other.clause < draft.clause), None)
    if owner and draft.unit != owner.unit:
        draft.parent, draft.rel = owner, "attr"


# ---------------------------------------------------------------- totals, stages, sides
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


def _stage(draft: Draft, before: list[Draft], found: Sequence[Clause], text: str) -> None:
    """年内竣工3个 after 实施8个: a subset that stands at a stage."""
    if not _is_stage_only(draft) or not before:
        return
    owner = next(
        (other for other in reversed(before) if other.unit == draft.unit and other.parent is None), None
    )
    crossed = any(
        clause.before in ";。:" for clause in found[(owner.clause if owner else 0) + 1 : draft.clause + 1]
    )
    if owner is not None and owner.action == draft.action and not owner.own_noun:
        return
    if owner is None or crossed or draft.value is None or owner.value is None or draft.value > owner.value:
        return
    draft.parent, draft.rel = owner, "stage"
    if draft.action and not draft.name.endswith(draft.action):
        draft.name = owner.name + draft.action
    earlier = owner.action + draft.action
    if owner.action and owner.action != draft.action and draft.name.endswith(earlier):
        draft.name = draft.name.removesuffix(earlier) + draft.action


def _reached(draft: Draft, before: list[Draft]) -> None:
    """5处中心完成选址,2处进场装修: in a report some of those just counted have come to a stage."""
    if not draft.is_at_stage or not before:
        return
    owner = next((one for one in reversed(before) if one.unit == draft.unit and one.rel in (None, "part")), None)
    if _REST.search(draft.lead_text) and draft.rel is None:
        owner = _whole_of(draft, before)
    owner = draft.parent or owner
    if owner is None or draft.value is None or owner.value is None or draft.value > owner.value or owner is draft:
        return
    of_these = draft.rel == "part" or not draft.own_noun or draft.name == owner.name
    if of_these or (draft.name and owner.name.endswith(draft.name)):
        draft.parent, draft.rel = owner, "stage"


def _whole_of(draft: Draft, before: list[Draft]) -> Draft | None:
    """5所中,3所已竣工,其余2所正在装修: the number that the rest makes whole again."""
    total = draft.value or Decimal(0)
    for one in reversed(before):
        if one.unit == draft.unit and one.value is not None:
            if one.value == total:
                return one
            total += one.value
    return None


def _side(draft: Draft, before: list[Draft], found: Sequence[Clause]) -> None:
    """Area, length, money, people reached, completion rate: a side of the count just before."""
    if not before:
        return
    nearest = before[-1]
    if nearest.parent is None and _OPENS_WITH_SIDE.match(nearest.lead_text):
        return
    crossed = any(clause.before in ";。:" for clause in found[nearest.clause + 1 : draft.clause + 1])
    if crossed or (draft.unit == nearest.unit and not _SHARE.search(draft.lead_text)):
        return
    if (
        _bare_second(draft, nearest)
        or _goes_on(draft, nearest)
        or (
            (_SIDE.search(draft.lead_text) or _RATE_OF.search(draft.lead_text))
            and _free_standing(draft, before)
        )
    ):
        draft.parent, draft.rel = _owner_of_side(draft, before), "attr"


def _owner_of_side(draft: Draft, before: list[Draft]) -> Draft:
    """Return whose side a number is: a rate belongs to the count it is told of, and to no stock since long ago."""
    nearest = before[-1]
    if draft.unit == "%":
        counts = [one for one in before if one.kind != "cumulative" and one.unit != "%"]
        return counts[-1] if nearest.kind == "cumulative" and counts else nearest
    return nearest.parent if nearest.rel == "attr" and nearest.parent else nearest


def _bare_second(draft: Draft, nearest: Draft) -> bool:
    """培训6场、900人次: a second number without a noun of its own."""
    return (
        draft.clause == nearest.clause
        and not draft.own_noun
        and draft.lead_text.strip("、和及不少于约超达共") == ""
    )


def _goes_on(draft: Draft, nearest: Draft) -> bool:
    """涉及20幢、600户居民: the second number is a side of the same work."""
    return (
        draft.clause == nearest.clause
        and nearest.rel == "attr"
        and draft.unit in _MEASURES
        and not draft.lead_text.strip("、和及")
    )


def _free_standing(draft: Draft, before: list[Draft]) -> bool:
    """A side belongs to a work only when one work stands before it: 惠及群众 after four counts belongs to
    none.
    """
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
