"""One sentence -> its indicators, clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generators.extraction.clauses import Clause, around, clauses
from generators.extraction.drafts import Draft
from generators.extraction.implied import implied_in
from generators.extraction.lexicon import Lexicon
from generators.extraction.links import link
from generators.extraction.milestones import (
    MEANS,
    Found,
    due_in,
    find_stage,
    milestone,
    stage_beside,
    stage_chain,
    stage_of_verb,
    staged,
    without_agent,
    without_stage,
)
from generators.extraction.naming import REACH, Named, name_quantity, respective_names, text_of
from generators.extraction.phrases import parse, skip_lead, trimmed
from generators.extraction.reading import Quantity, Reading
from generators.extraction.records import Span
from generators.extraction.signs import CIRCLED
from generators.extraction.telling import ALL_OF_IT, Telling, label_stage
from generators.extraction.words import AIM_WORDS, HEDGES, LINE_LABELS, LIST_OPENERS
from generators.extraction.works import ends_as_work, is_component, is_named_work, is_quality, lots

_STOCK = re.compile(r"总数|总量|累计|历年|保有量|存量|共有|拥有|现有|全[市区县省][^,;。]{0,12}数$")
_HEDGE = re.compile(r"(?:^|(?<=[,;:。、年月内底前度份并]))(?:" + "|".join(HEDGES) + ")")
# 2家因选址调整尚未开工: why is no part of the name.
_CAUSE = re.compile("因[^,;。]{2,16}?(?=尚未|暂未|未|正在|已)")
# Sides of a work that never become what the next clause is about.
_SIDE_NOUN = re.compile(
    "面积$|长度$|里程$|投资$|资金$|金额$|[工成约用付]率$|完成比例$|保费$|保险费$|^受众|^受益|^惠及"
)
# 完成全年6万人目标任务的95%: the target told once more.
_RESTATED = re.compile(r"的?(?:年度|全年|年初|既定|预定|原定|下达|省定|市定|区定|县定|计划)*的?(?:目标|任务|计划(?!生育|外))")
# What a report only foresees is not told as done.
_FORESEEN = re.compile("预计|力争|计划于|拟于|争取")
# Verbs that say how what was named before has changed, or what it reaches.
_CHANGES = frozenset(("涉及", "覆盖", "提高", "提升", "增加", "增长", "下降", "上升", "降低", "减少"))
_DIVIDED = re.compile(r"共?分(?:为|成)?$")
_LONGEST_LABEL = 24


@dataclass(slots=True)
class Context:
    """What earlier clauses leave behind: whose work is told, under which label, governed by which verb."""

    label: str = ""
    label_spans: tuple[Span, ...] = ()
    subject: str = ""
    subject_spans: tuple[Span, ...] = ()
    verb: str = ""
    topic: str = ""
    topic_spans: tuple[Span, ...] = ()
    mark: str = ""
    owner: str = ""

    def whose(self) -> tuple[str, tuple[Span, ...]]:
        """Return the work a clause without a subject speaks of: label, subject, or what was told last."""
        if self.label:
            return self.label, self.label_spans
        if self.subject or self.topic:
            return (self.subject, self.subject_spans) if self.subject else (self.topic, self.topic_spans)
        return self.owner, ()

    def name(self, label: str, span: Span) -> None:
        """Take a label: it is the subject of all that follows up to the next one."""
        self.label, self.label_spans = label, (span,) if label else ()
        if label:
            self.subject, self.subject_spans = label, (span,)


def interpret(
    reading: Reading, lexicon: Lexicon, progress: bool = False, first: bool = True, owner: str = ""
) -> list[Draft]:
    """Return the drafts of a sentence in the order of the text, linked to each other.

    ``progress``: the sentence reports on work, it does not order it. ``first``: it opens its paragraph.
    ``owner``: the work that a report speaks of where it names none (项目已竣工).
    """
    return _Sentence(reading, lexicon, progress, owner).drafts(first)


class _Sentence:
    """The clauses of one sentence, read in order."""

    def __init__(self, reading: Reading, lexicon: Lexicon, progress: bool, owner: str) -> None:
        self.reading, self.text, self.lexicon, self.progress = reading, reading.text, lexicon, progress
        self.context = Context(owner=owner)
        self.clauses = clauses(reading)
        self.found: list[Draft] = []
        self.behind: list[Draft] = []
        self.governing: Found | None = None
        self.telling = Telling(reading, lexicon, progress, self.found)

    def drafts(self, first: bool) -> list[Draft]:
        silent: list[tuple[int, Clause]] = []
        for number, clause in enumerate(self.clauses):
            known = len(self.found)
            labelled = self._clause(clause)
            silent = self._unheard(silent, clause, number, labelled, known)
            for draft in self.found[known:]:
                draft.clause, draft.label, draft.mark = number, self.context.label, self.context.mark
        self._hear(silent)
        if not self.found and not self.progress:
            self._sole(first)
        self._settle()
        link(self.found, self.clauses)
        return self.found

    # ------------------------------------------------------------------ one clause
    def _clause(self, clause: Clause) -> bool:
        """Read one clause; return whether it was only a label."""
        mark = CIRCLED.match(self.text, clause.start)
        if mark:
            self.context.mark = mark[0]
            self.telling.begin()
        start = skip_lead(self.reading, clause.start, clause.end)
        if (clause.after == ":" or self._is_caption(clause)) and self._label(start, clause):
            return True
        if clause.quantities:
            self._counts(clause)
        elif not clause.in_bracket:
            self._words(clause, start)
        return False

    def _is_caption(self, clause: Clause) -> bool:
        """``项目一(7个):`` – the name stands before a bracket that a colon follows."""
        close = self.text.find(")", clause.end) if clause.after == "(" else -1
        return close > 0 and self.text[close + 1 : close + 2] == ":"

    def _label(self, start: int, clause: Clause) -> bool:
        if clause.quantities or clause.end - start > _LONGEST_LABEL:
            return False
        phrase = parse(self.reading, start, clause.end)
        orders = phrase.verb[1] > phrase.verb[0] and phrase.has_object and not phrase.has_subject
        span = trimmed(self.text, (start, clause.end))
        name = self.text[slice(*span)]
        if name in LIST_OPENERS:
            return False
        self.context.name("" if orders or name in LINE_LABELS else name, span)
        self.telling.begin()
        return True

    def _unheard(
        self, silent: list[tuple[int, Clause]], clause: Clause, number: int, labelled: bool, known: int
    ) -> list[tuple[int, Clause]]:
        """Keep the clauses of a label under which nothing was found yet; a new label makes them speak."""
        if labelled:
            self._hear(silent)
            return []
        if not self.context.label or len(self.found) > known or (silent and silent[-1][0] < 0):
            return silent if not self.context.label else [(-1, clause)]
        return [*silent, (number, clause)]

    def _hear(self, silent: list[tuple[int, Clause]]) -> None:
        if not self.progress or not silent or silent[-1][0] < 0:
            return
        draft = label_stage(
            self.reading,
            self.lexicon,
            [clause for _, clause in silent],
            self.context.label,
            self.context.label_spans,
        )
        if draft:
            draft.clause, draft.label, draft.mark = silent[0][0], self.context.label, self.context.mark
            self.found.append(draft)

    # ------------------------------------------------------------------ numbers
    def _counts(self, clause: Clause) -> None:
        shared = respective_names(self.reading, clause)
        stage, told = stage_beside(self.reading, self.lexicon, clause) if self.progress else (None, None)
        opening = (clause.start, clause.quantities[0].start)
        due, hedge = due_in(self.text, *opening), _HEDGE.search(self.text, *opening)
        for place, (quantity, (before, after)) in enumerate(
            zip(clause.quantities, around(self.reading, clause))
        ):
            if self.text[after[0] : after[0] + 1] == "的":
                after = self._work_behind(after)
            if self.progress:
                cause = _CAUSE.match(self.text, after[0], after[1])
                after = without_stage(self.reading, self.lexicon, (cause.end() if cause else after[0], after[1]))
            named = (
                Named((shared[place],), "")
                if shared
                else name_quantity(self.reading, quantity, before, after)
            )
            if quantity.unit == "%" and self._goes_with_share(named, before, quantity):
                named = Named(self.found[-1].name_spans, "完成", suffix="完成率", share=True)
            draft = self._count(clause, quantity, named, before, place)
            draft.stage, draft.tail_text = stage, self.text[slice(*after)]
            draft.reached = (self._stage_before(before) if place else None) or told
            draft.due, draft.hedge = due, hedge[0] if hedge else ""
            self.found.append(draft)
        self._lend_names(len(clause.quantities))
        self.found.extend(self.behind)
        self.behind = []

    def _stage_before(self, before: Span) -> str | None:
        """开工25个、完工17个: the stage that stands before one of several numbers of a clause."""
        chain = stage_chain(self.reading, self.lexicon, *before) if self.progress and before[1] > before[0] else None
        return staged(self.text[chain.start : chain.end], chain.last) if chain else None

    def _goes_with_share(self, named: Named, before: Span, quantity: Quantity) -> bool:
        """占任务的110%、96%, or 接种3.4万剂次,完成115%: a share that only says so."""
        if not self.found:
            return False
        if not named.spans and "share" in self.found[-1].tags:
            return True
        bare = self.text[before[0] : quantity.lead].strip("、,已也") == "完成"
        return bare and self.found[-1].kind != "milestone" and self.found[-1].unit != "%"

    def _work_behind(self, after: Span) -> Span:
        """占地120亩的某医院启用: what follows 的 is a work at a stage, the number only a side of it."""
        found = find_stage(self.reading, self.lexicon, after[0] + 1, after[1], self.progress)
        works = [] if found is None or found.verb_first else self.telling.milestones(found, self.context)
        self.behind = works
        return (after[0], after[0]) if works else after

    def _lend_names(self, count: int) -> None:
        """新建10家、改建6家活动室: the noun behind the last number is that of those before it."""
        group = self.found[-count:]
        for bare, named in zip(group[-2::-1], group[:0:-1]):
            if not bare.own_noun and bare.name == bare.action and named.own_noun and bare.unit == named.unit:
                bare.name, bare.name_spans = named.name, named.name_spans

    def _count(self, clause: Clause, quantity: Quantity, named: Named, before: Span, place: int) -> Draft:
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
        if named.verb:
            self.context.verb = named.verb
        if own and not named.suffix and named.verb not in REACH and not _SIDE_NOUN.search(name):
            self.context.topic, self.context.topic_spans = name, spans
        return draft

    def _names_a_stage(self, named: Named) -> bool:
        """主体封顶4所, 在建8条: what a report gives for a name is only how far they are."""
        return self.progress and text_of(self.text, named.spans) in self.lexicon.predicates

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
        """Return the name, helped out by the label or by what was told before where the clause has none of
        its own.
        """
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
        if context.label and not name:
            return context.label, context.label_spans
        if not name and place:
            return self.found[-1].name, self.found[-1].name_spans
        if context.topic and (not name or named.verb in _CHANGES):
            self._used_up(context.topic)
            return context.topic, context.topic_spans
        if context.topic and named.verb not in REACH and stage_of_verb(self.lexicon, named.verb):
            self._used_up(context.topic)
            return context.topic + name, (*context.topic_spans, *named.spans)
        return (name, named.spans) if name else (context.subject, context.subject_spans)

    def _used_up(self, topic: str) -> None:
        """A clause that only introduced the number that follows it is no milestone of its own."""
        self.found[:] = [draft for draft in self.found if draft.kind != "milestone" or draft.name != topic]

    # ------------------------------------------------------------------ words
    def _words(self, clause: Clause, start: int) -> None:
        draft = implied_in(self.reading, start, clause.end)
        if draft is not None:
            if not draft.name:
                draft.name, draft.name_spans = self.context.topic, self.context.topic_spans
            self.found.append(draft)
            return
        found = find_stage(self.reading, self.lexicon, start, clause.end, self.progress)
        found = found or self._goes_on(clause, start)
        self.governing = found if found is not None and found.verb_first else None
        if found is not None and not (
            self.progress and _FORESEEN.search(self.text, clause.start, clause.end)
        ):
            due = due_in(self.text, clause.start, clause.end)
            hedge = _HEDGE.search(self.text, clause.start, clause.end)
            for draft in self.telling.milestones(found, self.context):
                draft.due, draft.hedge = due, hedge[0] if hedge else ""
                self.found.append(draft)
        if found is None or found.verb_first or found.subject[1] > found.subject[0]:
            self._carry(clause, start, found.subject if found else (start, start))

    def _goes_on(self, clause: Clause, start: int) -> Found | None:
        """实施甲河治理,乙街整治工程: a clause that only names a work goes on with the order of the one before."""
        verb = self.governing
        name = self.text[start : clause.end]
        if verb is None or self.progress or clause.before != "," or not ends_as_work(name):
            return None
        phrase = parse(self.reading, start, clause.end)
        return None if phrase.verb[1] > phrase.verb[0] else replace(verb, subject=phrase.object)

    def _carry(self, clause: Clause, start: int, subject: Span) -> None:
        """Remember what the clause is about, for a number or a stage that comes without a name."""
        span = subject
        if span[1] <= span[0] or is_component(self.text[slice(*span)]):
            phrase = parse(self.reading, start, clause.end)
            span = phrase.object if phrase.has_object else phrase.subject
            if phrase.has_object and phrase.has_subject and phrase.object[1] - phrase.object[0] <= 3:
                span = (phrase.subject[0], phrase.object[1])
            span = without_agent(self.text, span)
        if span[1] > span[0]:
            self.context.topic, self.context.topic_spans = self.text[slice(*span)], (span,)

    # ------------------------------------------------------------------ afterwards
    def _settle(self) -> None:
        """Mark what is optional, drop what a later clause overrules."""
        counted = any(draft.kind != "milestone" for draft in self.found)
        latest = max(
            (draft.due[:4] for draft in self.found if draft.kind == "milestone" and draft.due[:4].isdigit()),
            default="",
        )
        idle = {draft.name for draft in self.found if draft.stage == "not_started"}
        kept = [
            draft
            for draft in self.found
            if draft.stage == "not_started" or draft.kind != "milestone" or draft.name not in idle
        ]
        kept = [draft for draft in kept if not (self.progress and self._introduces(draft, kept))]
        for draft in kept:
            if draft.kind == "milestone" and (
                (counted and draft.stage == "ongoing") or (latest and "" < draft.due[:4] < latest)
            ):
                draft.optional = True
        self.found[:] = kept

    def _introduces(self, draft: Draft, drafts: list[Draft]) -> bool:
        """完成标准核定工作,升幅为6%: the first clause of a report only leads to the number in the next."""
        if (
            draft.stage not in ("complete", "ongoing", "start")
            or draft.label
            or not draft.name.endswith("工作")
        ):
            return False
        follower = next(
            (other for other in drafts if other.kind != "milestone" and other.clause == draft.clause + 1),
            None,
        )
        return (
            follower is not None
            and self.clauses[follower.clause].before == ","
            and "verb first" in draft.tags
        )

    def _sole(self, first: bool) -> None:
        """A sentence that orders something without a number, a stage or a named site still orders it."""
        for clause in self.clauses:
            if clause.after != ":" and not clause.in_bracket:
                phrase = parse(self.reading, clause.start, clause.end)
                verb = self.text[slice(*phrase.verb)]
                stage = stage_of_verb(self.lexicon, verb) if verb else None
                name = self.text[slice(*phrase.object)]
                if (
                    stage
                    and len(name) >= 4
                    and not is_quality(name)
                    and not ALL_OF_IT.match(name)
                    and not phrase.has_subject
                    and phrase.preposition not in MEANS
                    and (first or _is_order(verb, name, self.lexicon))
                ):
                    self.found.append(milestone(name, (phrase.object,), stage, phrase.verb, self.text))
                    self.found[-1].optional = not first
                    return


def _is_order(verb: str, name: str, lexicon: Lexicon) -> bool:
    return is_named_work(name, lexicon) and not verb.startswith(AIM_WORDS)


def _kind(quantity: Quantity, lead: str) -> str:
    if "/" in quantity.unit:
        return "rate"
    if quantity.unit in ("%", "‰"):
        return "ratio"
    return "cumulative" if _STOCK.search(lead) else "increment"
