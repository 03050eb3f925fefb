"""Which numbers of a sentence are portions of another: parts of a whole, and those at a stage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from generators.extraction.clauses import Clause, crossed
from generators.extraction.drafts import Draft
from generators.extraction.naming import listed
from generators.extraction.progress import REST, is_done
from generators.extraction.stages import PREDICATES, STAGES, VERB_STAGES

_OF_THESE = re.compile("其中|包括|(?<!包)含(?=[^,;。]{1,12}$)")
_CLOSED = re.compile(r"\([^()]*\)")
# 12座中,10座已建成; not 初中10所.
_WITHIN = re.compile("(?<![初高集其])中[已有的]*$")
_STAGE_VERB = re.compile(
    r"^(?:.{0,6})?(?:新开工|开工|竣工|完工|建成|投用|投运|启用|投入使用|交付|完成|封顶|验收|动工|通车|运营|"
    r"开放)(?:建设|改造)?(?:不少于|约|达|超|到|至少)?$"
)
# Words that open a side of the work (area, money, people reached), and those that open a stock: no parts.
_ENDS_A_RUN = re.compile(
    r"总数|总量|累计达|总计达|达到总|面积|全长|总长|长度|里程|投资|保险费|保费|资金|经费|金额|受众|受益|惠及|"
    r"涉及|参与|参训|到场|完成率|完成比例|合计|共计|总额"
)
_FINISHED = re.compile("(?:完工|竣工|建成|投用|交付)[约达到]*$")
# 二季度新开工3所: what came in a quarter is told beside the whole.
_QUARTER_ONLY = re.compile("[一二三四]季度|[0-9]月|当月|本月")
# Units that measure and are no counts of things: their numbers are not added to others.
_MEASURED = frozenset(("%", "元", "平方米", "公里", "米", "亩", "立方米", "人", "人次", "户", "吨"))
# 完成过半10个: a stage, though no word of the site.
_SOME_STAGE = re.compile("过半|近半|大半|待进场|收尾")
#: No further back than any sentence in print reaches.
REACH = 40


def near(numbers: list[Draft], place: int) -> list[Draft]:
    """Return the numbers before one that may be its parent."""
    return numbers[max(0, place - REACH) : place]


def like_rate(parent: Draft, part: Draft) -> bool:
    """人均80元，其中省20元: the divisor is written once."""
    return bool(
        parent.unit and part.unit and part.unit != parent.unit and parent.unit.startswith(part.unit + "/")
    )


def link_portions(numbers: list[Draft], found: Sequence[Clause]) -> None:
    """Set ``parent``, ``rel`` and ``sum`` of parts, and in a report of what stands at a stage."""
    _parts(numbers, found)
    _seconds(numbers)
    _without_rest(numbers, found)
    for place, draft in enumerate(numbers):
        if draft.rel in (None, "part"):
            _reached(draft, near(numbers, place), found)
        if draft.rel is None and place:
            _completes(draft, near(numbers, place), found)


# ---------------------------------------------------------------- parts
def _parts(numbers: list[Draft], found: Sequence[Clause]) -> None:
    for place, draft in enumerate(numbers):
        if not place or draft.parent is not None or draft.rel is not None:
            continue
        before = [other for other in near(numbers, place) if other.rel != "baseline"]
        if _is_rest(draft):
            _others(draft, before)
        elif _opens_parts(draft, numbers[place - 1]):
            mixed = _mixed(numbers, place, found)
            if not _split_both(mixed, before) and not _split_up(mixed, before):
                _join(_run(numbers, place, found), before)
        elif found[draft.clause].in_bracket and "caption" not in draft.tags:
            _aside(draft, before, found)


def _opens_parts(draft: Draft, before: Draft) -> bool:
    """Does 其中 stand before a number, or 10件中 before the clause of 9件已完成?"""
    here = before.tail_text if before.clause < draft.clause else before.tail_text + draft.lead_text
    within = _WITHIN.search(here) is not None and before.unit == draft.unit
    return governs(draft) or within


def governs(draft: Draft) -> bool:
    """Does 其中 or 含 stand before a number? The one of 公厕(含旱厕)88座 is closed before it."""
    return _OF_THESE.search(_CLOSED.sub("", draft.lead_text)) is not None


def _run(numbers: list[Draft], start: int, found: Sequence[Clause]) -> list[Draft]:
    """Return the numbers one 其中 governs: up to ；。, a verb at a clause's head, or another unit."""
    first = numbers[start]
    run = [first]
    if is_stage_only(first):
        return _all_at_stages(numbers, start, found)
    for draft in numbers[start + 1 :]:
        second = draft.clause == run[-1].clause and not draft.own_noun
        if crossed(found, first.clause, draft.clause) or _leaves_bracket(first, draft, found):
            break
        if governs(draft):
            break
        if draft.unit != first.unit:
            if second:  # 城区2所810个: the seats are told beside the schools
                continue
            break
        ends = _opens_with_verb(draft) or _ENDS_A_RUN.search(draft.lead_text)
        if ends and draft.clause != run[-1].clause:
            break
        run.append(draft)
    return run


def _all_at_stages(numbers: list[Draft], start: int, found: Sequence[Clause]) -> list[Draft]:
    """其中完工6个、完成过半10个、刚开工3个: each of a run of bare numbers is at a stage of its own."""
    run = [numbers[start]]
    for draft in numbers[start + 1 :]:
        staged = not draft.own_noun or draft.reached or _SOME_STAGE.search(draft.lead_text)
        bare = draft.unit == run[0].unit and staged
        if not bare or crossed(found, run[0].clause, draft.clause) or draft.clause > run[-1].clause + 1:
            break
        if REST.search(draft.lead_text):  # 开工10处,其中完工4处,尚有2处未开工: none of the ten
            break
        run.append(draft)
    return run


def _others(draft: Draft, before: list[Draft]) -> None:
    """另外5所中,3所主体封顶: those left are a part of the whole they make up with those before."""
    whole = _whole_of(draft, before)
    if whole is not None:
        draft.parent, draft.rel, draft.name, draft.name_spans = whole, "part", whole.name, whole.name_spans


def _mixed(numbers: list[Draft], start: int, found: Sequence[Clause]) -> list[Draft]:
    """Return the numbers behind 其中 up to ；。 or the end of its bracket, whatever their units."""
    run = [numbers[start]]
    for before, draft in pairwise(numbers[start : start + REACH]):
        if crossed(found, before.clause, draft.clause) or _leaves_bracket(run[0], draft, found):
            break
        if found[draft.clause].in_bracket == found[run[0].clause].in_bracket:
            run.append(draft)
    return run


def _split_up(run: list[Draft], before: list[Draft]) -> bool:
    """其中球场14个、步道12条: numbers that add up to a whole are its parts whatever stands between them."""
    counted = [draft for draft in run if draft.unit not in _MEASURED]
    total = sum((draft.value or Decimal(0)) for draft in counted)
    whole = next((one for one in reversed(before) if one.value == total and one.unit not in _MEASURED), None)
    if whole is None or len(counted) < 2 or whole.unit not in {draft.unit for draft in counted}:
        return False
    _add_up(counted, before)
    return True


def _is_rest(draft: Draft) -> bool:
    """Is a number only what is left of a whole: 其余37个完成总工程量的65%, 另外5所中?"""
    if not REST.search(draft.lead_text):
        return False
    why_behind = REST.fullmatch(draft.lead_text.strip("、,")) is not None  # 剩余3个因天气停工
    return draft.tail_text.endswith("中") or ((why_behind or not draft.own_noun) and not draft.reached)


def _split_both(run: list[Draft], before: list[Draft]) -> bool:
    """其中城区5所、学位1620个,乡镇4所、学位810个: two wholes, each split without a rest; was it so?"""
    units = {draft.unit for draft in run}
    wholes = {one.unit: one for one in before if one.unit in units}
    sums = {unit: sum((one.value or Decimal(0)) for one in run if one.unit == unit) for unit in units}
    if len(units) < 2 or len(run) < 2 * len(units) or len(wholes) < len(units):
        return False
    if any(wholes[unit].value != total for unit, total in sums.items()):
        return False
    for draft in run:
        whole = wholes[draft.unit]
        draft.parent, draft.rel, whole.sum = whole, "part", "exact"
    return True


def _without_rest(numbers: list[Draft], found: Sequence[Clause]) -> None:
    """新增学位90个,小学、初中分别新增50个、40个: numbers that add up to the one before them are its parts."""
    for place, whole in enumerate(numbers):
        if whole.rel is not None or whole.sum or whole.reached or not whole.value:
            continue
        run = _run_up_to(whole, numbers[place + 1 :], found)
        if len(run) > 1 and sum((draft.value or Decimal(0) for draft in run), Decimal(0)) == whole.value:
            whole.sum = "exact"
            for draft in run:
                draft.parent, draft.rel = whole, "part"


def _run_up_to(whole: Draft, behind: Sequence[Draft], found: Sequence[Clause]) -> list[Draft]:
    """Return the bare numbers behind one, in its unit, until they are as many as it is."""
    run: list[Draft] = []
    held = Decimal(0)
    for draft in behind:
        if draft.unit == "%" and not run:
            continue
        alike = draft.unit == whole.unit and draft.rel is None and not draft.reached
        if not alike or crossed(found, whole.clause, draft.clause) or held >= (whole.value or 0):
            break
        run.append(draft)
        held += draft.value or Decimal(0)
    return run


def _leaves_bracket(first: Draft, draft: Draft, found: Sequence[Clause]) -> bool:
    return found[first.clause].in_bracket and not found[draft.clause].in_bracket


def _opens_with_verb(draft: Draft) -> bool:
    head = draft.lead_text.lstrip("、,")
    return bool(draft.action) and head.startswith(draft.action)


def _join(run: list[Draft], before: list[Draft]) -> None:
    """Attach a run of parts to the earlier number they belong to."""
    if not before:
        return
    if is_stage_only(run[0]):
        parent = next((draft for draft in reversed(before) if draft.unit == run[0].unit), None)
        held = Decimal(0)
        for draft in run if parent else ():
            held += draft.value or Decimal(0)
            if parent and parent.value is not None and (draft is run[0] or held <= parent.value):
                draft.parent, draft.rel = parent, "stage"
    elif run[0].unit == "%":
        _quality(run[0], before)
    else:
        _add_up(run, before)


def _add_up(run: list[Draft], before: list[Draft]) -> None:
    """Make a run the parts of the number that it adds up to, else of the nearest of the same unit."""
    total = sum((part.value or Decimal(0)) * part.each for part in run)
    same = [draft for draft in reversed(before) if draft.unit == run[0].unit or like_rate(draft, run[0])]
    exact = next((draft for draft in [*same, *reversed(before)] if draft.value == total), None)
    parent = exact or (same[0] if same else before[-1])
    money = (parent.unit or "").startswith("元") or (run[0].unit or "").startswith("元")
    if exact is None and not same and money:
        return
    if parent.sum is None or exact is not None:
        parent.sum = "exact" if exact is not None else "subset" if same else "unit_mismatch"
    for part in run:
        part.parent, part.rel = parent, "part"
        if like_rate(parent, part):
            part.unit, part.kind = parent.unit, parent.kind


def _quality(share: Draft, before: list[Draft]) -> None:
    """其中护理型占比60%: a quality of the whole; a part only where nothing but shares stands before."""
    counts = [one for one in before if one.unit != "%"]
    owner = counts[-1] if counts else before[-1]
    share.parent, share.rel = owner, "attr" if counts else "part"


def _aside(draft: Draft, before: list[Draft], found: Sequence[Clause]) -> None:
    """A number in brackets is a part of the count before the bracket, or a side of it."""
    outside = [other for other in before if not found[other.clause].in_bracket]
    owner = next((other for other in reversed(outside) if (other.unit == "%") <= (draft.unit == "%")), None)
    if owner is None:
        return
    if draft.unit != owner.unit:
        draft.parent, draft.rel = owner, "attr"
    elif draft.value is not None and owner.value is not None and draft.value <= owner.value:
        draft.parent, draft.rel = owner, "part"
        draft.tags.add("aside")
        parts = [one for one in before if one.parent is owner and one.rel == "part"]
        held = sum((one.value for one in parts if one.value is not None), draft.value)
        owner.sum = "exact" if held == owner.value else "subset"


def _seconds(numbers: list[Draft]) -> None:
    """新增学位1260个,其中城区2所810个: a second number in the unit of another whole is a part of that."""
    for place, draft in enumerate(numbers):
        if not place or draft.parent is not None or draft.own_noun or draft.unit == "%":
            continue
        beside = numbers[place - 1]
        if beside.clause == draft.clause and beside.rel == "part" and beside.unit != draft.unit:
            wholes = [one for one in near(numbers, place) if one.unit == draft.unit and one.parent is None]
            if wholes:
                draft.parent, draft.rel = wholes[-1], "part"
                wholes[-1].sum = wholes[-1].sum or "subset"


# ---------------------------------------------------------------- stages
def is_stage_only(draft: Draft) -> bool:
    """Is a number told by nothing but a stage: 年内竣工3个?"""
    return (
        not draft.own_noun
        and bool(draft.action)
        and draft.action in draft.lead_text
        and _STAGE_VERB.match(draft.action) is not None
    )


def link_stage(draft: Draft, before: list[Draft], found: Sequence[Clause]) -> None:
    """年内竣工3个 after 实施8个: a subset that stands at a stage."""
    if not is_stage_only(draft) or not before or draft.unit == "%":
        return
    owner = next(
        (other for other in reversed(before) if other.unit == draft.unit and other.parent is None), None
    )
    if owner is None or not _holds(owner, draft) or (owner.action == draft.action and not owner.own_noun):
        return
    if crossed(found, owner.clause, draft.clause):
        return
    if not _goes_back(owner, draft):
        draft.parent, draft.rel = owner, "stage"
    if draft.action:
        draft.name = owner.name + draft.action
    earlier = owner.action + draft.action
    if owner.action and owner.action != draft.action and draft.name.endswith(earlier):
        draft.name = draft.name.removesuffix(earlier) + draft.action


def _goes_back(owner: Draft, draft: Draft) -> bool:
    """完工220部,新开工45部: those begun are none of those complete."""
    return VERB_STAGES.get(draft.action) == "start" and _FINISHED.search(owner.lead_text) is not None


def _holds(owner: Draft, draft: Draft) -> bool:
    return draft.value is not None and owner.value is not None and draft.value <= owner.value


def _reached(draft: Draft, before: list[Draft], found: Sequence[Clause]) -> None:
    """5处中心完成选址,2处进场装修: in a report some of those just counted have come to a stage."""
    if not draft.reached or not before or draft.unit == "%" or "aside" in draft.tags:
        return
    if draft.reached == STAGES[0] and not REST.search(draft.lead_text):
        return  # 未启动2个 stand beside those under way
    owner = draft.parent or _owner(draft, before)
    if owner is None or owner is draft or not _holds(owner, draft):
        return
    rest = REST.search(draft.lead_text)
    if not rest and (not _comes_later(draft, owner) or crossed(found, owner.clause, draft.clause)):
        return
    if _QUARTER_ONLY.search(draft.lead_text) or owner.value == 1:
        return
    of_these = draft.rel == "part" or not draft.own_noun or draft.name == owner.name
    of_these = of_these or _names_a_stage(draft.name) or _names_each(draft)
    if of_these or (draft.name and owner.name.endswith(draft.name)):
        draft.parent, draft.rel = owner, "stage"


def _completes(draft: Draft, before: list[Draft], found: Sequence[Clause]) -> None:
    """12座建成10座,甲、乙2座正在调试: those that make up the whole with those at a stage are at one too."""
    held = [one for one in before if one.rel == "stage" and one.unit == draft.unit and one.parent is not None]
    whole = held[-1].parent if held else None
    if whole is None or whole.value is None or draft.value is None:
        return
    if crossed(found, whole.clause, draft.clause):
        return
    siblings = [one.value for one in held if one.parent is whole and one.value is not None]
    if whole.value == sum(siblings) + draft.value and (whole.value - draft.value) in siblings:
        draft.parent, draft.rel = whole, "stage"


def _names_a_stage(name: str) -> bool:
    """主体封顶4所: what stands before the number is a stage, and no name."""
    return name in PREDICATES or name.rstrip("的了") in PREDICATES


def _names_each(draft: Draft) -> bool:
    """甲村、乙村2处已通水: as many names as are counted, or some of them (甲桥、乙桥等4座)."""
    if draft.members or draft.lead_text.endswith("等"):
        return True
    return "、" in draft.name and len(listed(draft.name)) == draft.value


def _owner(draft: Draft, before: list[Draft]) -> Draft | None:
    if REST.search(draft.lead_text):
        return _whole_of(draft, before)
    beside = next((one for one in reversed(before) if one.unit == draft.unit), None)
    if beside is not None and beside.rel is None and beside is not before[0] and not beside.own_noun:
        return None  # 完工11部、在建9部、待建6部 stand side by side
    if beside is not None and beside.rel == "stage":  # 其中完工2所,主体封顶4所: of the same whole
        return beside.parent
    return beside if beside is not None and beside.rel in (None, "part") else None


def _comes_later(draft: Draft, owner: Draft) -> bool:
    """Can those be some of the owner's? 完工2家,1家正在装修 cannot: the complete are past that."""
    reached = "complete" if is_done(owner) else owner.reached
    if reached not in STAGES or draft.reached not in STAGES:
        return True
    return STAGES.index(draft.reached) >= STAGES.index(reached)


def _whole_of(draft: Draft, before: list[Draft]) -> Draft | None:
    """5所中,3所已竣工,其余2所正在装修: the number that the rest makes whole again."""
    total, siblings = draft.value or Decimal(0), set[Decimal]()
    for one in reversed(before):
        if one.unit == draft.unit and one.value is not None:
            if siblings and (one.value == total or one.value - (draft.value or 0) in siblings):
                return one
            total += one.value
            siblings.add(one.value)
    split = (one for one in reversed(before) if one.unit == draft.unit and one.tail_text.endswith("中"))
    return next((one for one in split if _holds(one, draft)), None)
