"""The numbers of a clause -> drafts, named with the help of what the clauses before have told."""

from __future__ import annotations

import re
from dataclasses import replace

from generators.extraction.clauses import Clause, around
from generators.extraction.context import Context
from generators.extraction.drafts import Draft
from generators.extraction.milestones import (
    due_in,
    find_stage,
    hedge_in,
    stage_beside,
    stage_chain,
    stage_of_verb,
    staged,
    without_stage,
)
from generators.extraction.naming import REACH, Named, name_quantity, respective_names, text_of
from generators.extraction.reading import Quantity
from generators.extraction.records import Span
from generators.extraction.telling import Telling
from generators.extraction.words import each
from generators.extraction.works import is_component, lots

_STOCK = re.compile(r"总数|总量|累计|历年|保有量|存量|共有|拥有|现有|全[市区县省][^,;。]{0,12}数$")
# 2家因选址调整尚未开工: why is no part of the name.
_CAUSE = re.compile("因[^,;。]{2,16}?(?=尚未|暂未|未|正在|已)")
# 5条道路10月底前通车: by when is no part of the name.
_DUE_BEHIND = re.compile("(?<=[一-龥])(?:[0-9]{1,2}月(?:底|末|中旬|上旬|下旬)?|年底|年内)前?(?=[一-龥])")
# Sides of a work that never become what the next clause is about.
_SIDE_NOUN = re.compile(
    "面积$|长度$|里程$|投资$|资金$|金额$|[工成约用付]率$|完成比例$|保费$|保险费$|^受众|^受益|^惠及"
)
# 完成全年6万人目标任务的95%: the target told once more.
_RESTATED = re.compile(
    r"的?(?:年度|全年|年初|既定|预定|原定|下达|省定|市定|区定|县定|计划)*"
    r"的?(?:目标|任务|计划(?=[,;。、的数]|$))"
)
# Verbs that say how what was named before has changed, or what it reaches.
_CHANGES = frozenset(("涉及", "覆盖", "提高", "提升", "增加", "增长", "下降", "上升", "降低", "减少"))
# 二季度新增9个, 放映622场: the verb names nothing; what was told before is meant.
# 28所,年内竣工投用17所: two stages told in one breath are no name either.
_ONLY_STAGES = re.compile("(?:建成|竣工|完工|清淤|投用|投入使用|交付|验收|封顶|启用|运营|开放|开工){2,3}")
_MERE_VERBS = frozenset(each("新增 增加 完成 发放 更换 放映 安装 举办 开展 办理 建设"))
_DIVIDED = re.compile(r"共?分(?:为|成)?$")


class Counting:
    """The counts of one sentence; they are found beside the milestones of ``telling``, in the same list."""

    def __init__(self, telling: Telling, context: Context) -> None:
        self.telling, self.context = telling, context
        self.reading, self.text, self.lexicon = telling.reading, telling.text, telling.lexicon
        self.progress, self.found = telling.progress, telling.found
        self.behind: list[Draft] = []

    def read(self, clause: Clause) -> None:
        """Add a draft for each number of a clause to what was found."""
        shared = respective_names(self.reading, clause)
        stage, told = stage_beside(self.reading, self.lexicon, clause) if self.progress else (None, None)
        opening = (clause.start, clause.quantities[0].start)
        due, hedge = due_in(self.text, *opening), hedge_in(self.text, *opening)
        sides = around(self.reading, clause)
        for place, (quantity, (before, after)) in enumerate(zip(clause.quantities, sides)):
            after = self._nameable(after)
            named = (
                Named((shared[place],), "")
                if shared
                else name_quantity(self.reading, quantity, before, after)
            )
            if shared and quantity.unit == "%" and self._tells_completion(clause):
                named = replace(named, verb="完成", share=True)
            elif quantity.unit == "%" and self._goes_with_share(named, before, quantity):
                named = self._share_like_last()
            draft = self._draft(clause, quantity, named, before, place)
            draft.stage, draft.tail_text = stage, self.text[slice(*after)]
            draft.reached = (self._stage_before(before) if place else None) or told
            draft.due, draft.hedge = due, hedge
            self.found.append(draft)
        self._lend_names(len(clause.quantities))
        self.found.extend(self.behind)
        self.behind = []

    # ------------------------------------------------------------------ beside a number
    def _nameable(self, after: Span) -> Span:
        """Return what of the text behind a number may name it: no work at a stage, no cause, no stage."""
        if self.text[after[0] : after[0] + 1] == "的":
            after = self._work_behind(after)
        if not self.progress:
            due = _DUE_BEHIND.search(self.text, *after)
            return (after[0], due.start()) if due else after
        cause = _CAUSE.match(self.text, after[0], after[1])
        return without_stage(self.reading, self.lexicon, (cause.end() if cause else after[0], after[1]))

    def _work_behind(self, after: Span) -> Span:
        """占地120亩的某医院启用: what follows 的 is a work at a stage, the number only a side of it."""
        found = find_stage(self.reading, self.lexicon, after[0] + 1, after[1], self.progress)
        works = [] if found is None or found.verb_first else self.telling.milestones(found, self.context)
        self.behind = works
        return (after[0], after[0]) if works else after

    def _stage_before(self, before: Span) -> str | None:
        """开工25个、完工17个: the stage that stands before one of several numbers of a clause."""
        if not self.progress or before[1] <= before[0]:
            return None
        chain = stage_chain(self.reading, self.lexicon, *before)
        return staged(self.text[chain.start : chain.end], chain.last) if chain else None

    def _share_like_last(self) -> Named:
        """Return the name of a further share: that of the one before, or of the count it is of."""
        last = self.found[-1]
        suffix = "" if text_of(self.text, last.name_spans).endswith("完成率") else "完成率"
        return Named(last.name_spans, "完成", suffix=suffix, share=True)

    def _tells_completion(self, clause: Clause) -> bool:
        """公路、危桥改造完成率分别为104%、108.7%: the shares are those of the counts before, in order."""
        return "完成率" in self.text[clause.start : clause.quantities[0].start]

    def _goes_with_share(self, named: Named, before: Span, quantity: Quantity) -> bool:
        """占任务的110%、96%, or 接种3.4万剂次,完成115%: a share that only says so."""
        if not self.found:
            return False
        if not named.spans and "share" in self.found[-1].tags:
            return True
        bare = self.text[before[0] : quantity.lead].strip("、,已也") == "完成"
        last = self.found[-1]
        return bare and last.kind != "milestone" and last.unit != "%" and last.value != 1

    def _lend_names(self, count: int) -> None:
        """新建10家、改建6家活动室: the noun behind the last number is that of those before it."""
        group = self.found[-count:]
        for bare, named in zip(group[-2::-1], group[:0:-1]):
            nameless = not bare.own_noun and bare.name == bare.action
            if nameless and named.own_noun and bare.unit == named.unit:
                bare.name, bare.name_spans = named.name, named.name_spans

    # ------------------------------------------------------------------ one number
    def _draft(self, clause: Clause, quantity: Quantity, named: Named, before: Span, place: int) -> Draft:
        own = named.own_noun and bool(named.spans) and not self._names_a_stage(named)
        name, spans = self._full_name(clause, named, own, place)
        lead = self.text[before[0] : quantity.start]
        draft = Draft(
            name,
            named.verb or self.context.verb,
            quantity.value,
            quantity.unit,
            quantity.comparator,
            _kind(quantity, lead),
            (quantity.start, quantity.end),
            quantity.value_max,
            quantity.unit_raw,
            each=quantity.each,
            members=named.members,
            members_complete=named.members_complete,
            name_spans=spans,
            own_noun=own,
            raised_from=quantity.raised_from,
            lead_text=lead,
        )
        draft.tags |= self._tags(clause, quantity) | ({"share"} if named.share else set())
        self._remember(draft, named)
        return draft

    def _remember(self, draft: Draft, named: Named) -> None:
        if named.verb:
            self.context.verb = named.verb
        is_side = named.suffix or named.verb in REACH
        if draft.own_noun and not is_side and not _SIDE_NOUN.search(draft.name):
            self.context.topic, self.context.topic_spans = draft.name, draft.name_spans

    def _names_a_stage(self, named: Named) -> bool:
        """主体封顶4所, 在建8条: what a report gives for a name is only how far they are."""
        name = text_of(self.text, named.spans)
        return _ONLY_STAGES.fullmatch(name) is not None or (self.progress and name in self.lexicon.predicates)

    def _tags(self, clause: Clause, quantity: Quantity) -> set[str]:
        tags = {"raised"} if quantity.raised_to else set()
        if quantity.lead == 0:
            tags.add("opens")
        if _DIVIDED.search(self.text, max(clause.start, quantity.start - 6), quantity.start):
            tags.add("divided")
        if _RESTATED.match(self.text, quantity.tail):
            tags.add("restated")
        if clause.in_bracket and self.context.label and self.text[clause.end + 1 : clause.end + 2] == ":":
            tags.add("caption")
        return tags

    def _full_name(self, clause: Clause, named: Named, own: bool, place: int) -> tuple[str, tuple[Span, ...]]:
        """Return the name; where the clause has none of its own, the label or what was told before helps."""
        context, name = self.context, text_of(self.text, named.spans) + named.suffix
        if self._names_a_stage(named):
            name = ""
        if clause.in_bracket and not named.spans:
            held = context.label, context.label_spans
            return held if context.label else (context.topic, context.topic_spans)
        if context.label and (is_component(name) or lots(name)):
            return context.label + name, (*context.label_spans, *named.spans)
        if own:
            return name, named.spans
        if not own and name == named.verb and named.verb in _MERE_VERBS:
            name, named = "", replace(named, spans=())
        if context.label and not name:
            return context.label, context.label_spans
        if not name and place:
            return self.found[-1].name, self.found[-1].name_spans
        return self._name_from_before(named, name)

    def _name_from_before(self, named: Named, name: str) -> tuple[str, tuple[Span, ...]]:
        """Return a name made of what the clauses before were about."""
        context = self.context
        if context.topic and (not name or named.verb in _CHANGES):
            self._used_up(context.topic)
            return context.topic, context.topic_spans
        if context.topic and named.verb not in REACH and stage_of_verb(self.lexicon, named.verb):
            self._used_up(context.topic)
            return context.topic + name, (*context.topic_spans, *named.spans)
        return (name, named.spans) if name else (context.subject, context.subject_spans)

    def _used_up(self, topic: str) -> None:
        """A clause that only introduced the number that follows it is no milestone of its own."""
        self.found[:] = [
            draft
            for draft in self.found
            if draft.kind != "milestone" or draft.name != topic or (self.progress and _stands(draft))
        ]


def _stands(draft: Draft) -> bool:
    """某大楼主体封顶: a stage told behind the work stands by itself."""
    return "verb first" not in draft.tags and draft.stage not in ("ongoing", "complete")


def _kind(quantity: Quantity, lead: str) -> str:
    if "/" in quantity.unit:
        return "rate"
    if quantity.unit in ("%", "‰"):
        return "ratio"
    return "cumulative" if _STOCK.search(lead) else "increment"
