"""One sentence -> its indicators, clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generators.extraction.clauses import Clause, around, clauses
from generators.extraction.drafts import Draft
from generators.extraction.implied import implied_in
from generators.extraction.lexicon import Lexicon
from generators.extraction.links import link
from generators.extraction.milestones import (
    Found,
    due_in,
    find_stage,
    is_component,
    is_named_work,
    lots,
    milestone,
    stage_chain,
    works,
)
from generators.extraction.naming import REACH, Named, listed, name_quantity, text_of
from generators.extraction.phrases import parse, skip_lead, trimmed
from generators.extraction.quantities import Quantity, Reading
from generators.extraction.records import Span
from generators.extraction.stages import TASK_VERBS
from generators.extraction.words import AIM_WORDS, HEDGES

_STOCK = re.compile(r"总数|总量|累计|历年|保有量|存量|共有|拥有|现有|全[市区县省][^,;。]{0,12}数$")
_RESPECTIVELY = re.compile(r"分别(?:为|是|完成|达到|达|新增)?")
_HEDGE = re.compile("|".join(HEDGES))
_DETAILS = re.compile(r"完成率|完成比例|(?:年度|全年)?(?:目标)?任务的|年度目标|全年目标|目标(?:任务)?数?的|计划的|占比|占全年|占年度|达序时")
_AIM = re.compile(r"^(?:" + "|".join(sorted(map(re.escape, AIM_WORDS), key=len, reverse=True)) + ")")
_LONGEST_LABEL = 24


@dataclass(slots=True)
class Context:
    """What earlier clauses leave behind: whose work is told, under which label, governed by which verb."""

    progress: bool = False
    first: bool = True
    label: str = ""
    label_spans: tuple[Span, ...] = ()
    subject: str = ""
    subject_spans: tuple[Span, ...] = ()
    verb: str = ""
    topic: str = ""
    topic_spans: tuple[Span, ...] = ()
    told: set[tuple[str, str]] = field(default_factory=set)


def interpret(reading: Reading, lexicon: Lexicon, progress: bool = False, first: bool = True) -> list[Draft]:
    """Return the drafts of a sentence in the order of the text, linked to each other.

    ``progress``: the sentence reports on work, it does not order it. ``first``: it opens its paragraph.
    """
    return _Sentence(reading, lexicon, Context(progress=progress, first=first)).drafts()


class _Sentence:
    """The clauses of one sentence, read in order."""

    def __init__(self, reading: Reading, lexicon: Lexicon, context: Context) -> None:
        self.reading, self.text, self.lexicon, self.context = reading, reading.text, lexicon, context
        self.clauses = clauses(reading)
        self.found: list[Draft] = []

    def drafts(self) -> list[Draft]:
        for number, clause in enumerate(self.clauses):
            known = len(self.found)
            self._clause(number, clause)
            for draft in self.found[known:]:
                draft.clause = number
        self._without_lead_ins()
        if not self.found and not self.context.progress and self.context.first:
            self._sole()
        link(self.found, self.clauses, self.text)
        return self.found

    # ------------------------------------------------------------------ one clause
    def _clause(self, number: int, clause: Clause) -> None:
        start = skip_lead(self.reading, clause.start, clause.end)
        if clause.after == ":" or self._is_caption(number, clause):
            if self._label(start, clause):
                return
        if clause.quantities:
            self._counts(clause)
        elif not clause.in_bracket:
            self._words(clause, start)

    def _is_caption(self, number: int, clause: Clause) -> bool:
        """``项目一(7个):`` – the name stands before a bracket that a colon follows."""
        if clause.after != "(" or number + 2 > len(self.clauses):
            return False
        close = self.text.find(")", clause.end)
        return close > 0 and self.text[close + 1 : close + 2] == ":"

    def _label(self, start: int, clause: Clause) -> bool:
        if clause.quantities or clause.end - start > _LONGEST_LABEL:
            return False
        phrase = parse(self.reading, start, clause.end)
        names_something = phrase.verb[1] == phrase.verb[0] or phrase.has_subject or not phrase.has_object
        context = self.context
        context.label, context.label_spans = "", ()
        if names_something:
            span = trimmed(self.text, (start, clause.end))
            context.label, context.label_spans = self.text[slice(*span)], (span,)
            context.subject, context.subject_spans = context.label, context.label_spans
        return True

    # ------------------------------------------------------------------ numbers
    def _counts(self, clause: Clause) -> None:
        sides = around(self.text, clause, clause.start)
        shared = self._shared_names(clause)
        stage = self._stage_beside(clause)
        for place, (quantity, (before, after)) in enumerate(zip(clause.quantities, sides)):
            if shared:
                named = Named((shared[place],), "")
            else:
                named = name_quantity(self.reading, quantity, before, after)
            self.found.append(self._count(clause, quantity, named, before, stage))

    def _shared_names(self, clause: Clause) -> list[Span]:
        """Return one name a number for ``甲、乙分别完成3个、5个``, else nothing."""
        if len(clause.quantities) < 2:
            return []
        mark = _RESPECTIVELY.search(self.text, clause.start, clause.quantities[0].lead)
        if mark is None:
            return []
        start = skip_lead(self.reading, clause.start, mark.start())
        names, left = [], start
        for place in range(start, mark.start() + 1):
            if place == mark.start() or self.text[place] in "、和及":
                if place > left:
                    names.append((left, place))
                left = place + 1
        return names if len(names) == len(clause.quantities) else []

    def _stage_beside(self, clause: Clause) -> str | None:
        """Return the stage at which a count of a progress report stands (170个教室进入招标流程), if it is told."""
        if not self.context.progress:
            return None
        last = clause.quantities[-1]
        chain = stage_chain(self.reading, self.lexicon, last.tail, clause.end) if clause.end > last.tail else None
        if chain and self.text[chain[0] : chain[1]] not in ("推进", "开放", "实施", "建设", "设计", "方案", "开展", "运营", "运行", "完成"):
            from generators.extraction.milestones import _staged

            stage = _staged(self.text[chain[0] : chain[1]], chain[2])
            return stage if stage in ("plan", "approval", "start", "construct", "topped", "fitout", "not_started") else None
        verb = parse(self.reading, clause.start, clause.quantities[0].lead).verb
        if self.text[slice(*verb)] in ("明确", "明确打造", "确定", "摸排", "摸底", "选定", "明确建设", "确定打造", "梳理", "排查确定"):
            return "plan"
        return None

    def _count(self, clause: Clause, quantity: Quantity, named: Named, before: Span, stage: str | None) -> Draft:
        context, text = self.context, self.text
        spans, own = named.spans, named.own_noun and bool(named.spans)
        name = text_of(text, spans)
        verb = named.verb or context.verb
        name, spans = self._full_name(clause, quantity, name, spans, named)
        lead_text = text[clause.start : quantity.start]
        draft = Draft(
            name, verb, quantity.value, quantity.unit, quantity.comparator, self._kind(quantity, text[before[0] : quantity.start]),
            (quantity.start, quantity.end), quantity.value_max, quantity.unit_raw, each=quantity.each, members=named.members,
            members_complete=named.members_complete, name_spans=spans, label=context.label, own_noun=own, raised_from=quantity.raised_from,
            lead_text=text[before[0] : quantity.start], stage=stage, due=due_in(text, clause.start, quantity.start),
        )  # fmt: skip
        hedge = _HEDGE.search(lead_text)
        draft.hedge = hedge[0] if hedge else ""
        if quantity.raised_to:
            draft.tags.add("raised")
        self._after_count(draft, named)
        return draft

    def _full_name(self, clause: Clause, quantity: Quantity, name: str, spans: tuple[Span, ...], named: Named) -> tuple[str, tuple[Span, ...]]:
        context = self.context
        if clause.in_bracket and not name:
            return (context.label or context.topic), (context.label_spans or context.topic_spans)
        if name and named.own_noun and not (context.label and self._leans_on_label(name, quantity)):
            return name, spans
        if context.label and self._leans_on_label(name, quantity):
            return context.label + name, (*context.label_spans, *spans)
        if not name and context.topic:
            return context.topic, context.topic_spans
        if context.topic and named.verb and named.verb in self.lexicon.verb_stages and named.verb not in REACH:
            return context.topic + name, (*context.topic_spans, *spans)
        if context.topic and named.verb in ("涉及", "覆盖"):
            return context.topic, context.topic_spans
        if not name:
            return (context.label or context.subject), (context.label_spans or context.subject_spans)
        return name, spans

    def _leans_on_label(self, name: str, quantity: Quantity) -> bool:
        return is_component(name) or bool(lots(name))

    def _kind(self, quantity: Quantity, lead: str) -> str:
        if "/" in quantity.unit:
            return "rate"
        if quantity.unit in ("%", "‰"):
            return "ratio"
        return "cumulative" if _STOCK.search(lead) else "increment"

    def _after_count(self, draft: Draft, named: Named) -> None:
        context = self.context
        if named.verb:
            context.verb = named.verb
        if draft.own_noun and draft.unit not in ("%",):
            context.topic, context.topic_spans = draft.name, draft.name_spans

    # ------------------------------------------------------------------ words
    def _words(self, clause: Clause, start: int) -> None:
        draft = implied_in(self.reading, start, clause.end)
        if draft is not None:
            if not draft.name and self.context.topic:
                draft.name, draft.name_spans = self.context.topic, self.context.topic_spans
            self.found.append(draft)
            return
        found = find_stage(self.reading, self.lexicon, start, clause.end, self.context.progress)
        self._carry(clause, start, found)
        if found is None:
            return
        for draft in self._milestones(clause, found):
            self.found.append(draft)

    def _carry(self, clause: Clause, start: int, found: Found | None) -> None:
        """Remember what the clause is about, for a number or a stage that comes without a name."""
        if found and found.subject[1] > found.subject[0] and not is_component(self.text[slice(*found.subject)]):
            span = found.subject
        else:
            phrase = parse(self.reading, start, clause.end)
            span = phrase.object if phrase.has_object else (start, start)
        if span[1] > span[0]:
            name = self.text[slice(*span)]
            self.context.topic, self.context.topic_spans = name, (span,)

    def _milestones(self, clause: Clause, found: Found) -> list[Draft]:
        name = self.text[slice(*found.subject)]
        drafts = self._verb_first(found, name) if found.verb_first else self._predicate_last(found, name)
        due = due_in(self.text, clause.start, clause.end)
        for draft in drafts:
            draft.due, draft.label = due, self.context.label
            hedge = _HEDGE.search(self.text, clause.start, clause.end)
            draft.hedge = hedge[0] if hedge else ""
        return drafts

    def _verb_first(self, found: Found, name: str) -> list[Draft]:
        verb = self.text[slice(*found.phrase.verb)] if found.phrase else ""
        if self.context.progress:
            if not self._worth_telling(found, name, verb):
                return []
        elif not any(verb.endswith(task) for task in TASK_VERBS) or not is_named_work(name, self.lexicon):
            return []
        elif verb in ("建设", "改造", "打造") and not self._site_like(name) and self.found:
            return []
        if found.stage == "plan" and self.context.progress:
            return [milestone(name, (found.subject,), found, self.text)]
        return [milestone(work, spans, found, self.text) for work, spans in works(self.reading, self.lexicon, found.subject)]

    def _site_like(self, name: str) -> bool:
        return name.endswith(self.lexicon.site_heads)

    def _worth_telling(self, found: Found, name: str, verb: str) -> bool:
        """One telling of a kind is enough: the first plan, the first approval under a label."""
        if len(name) < 3 or verb in ("召开", "举办", "提升", "完善", "优化", "健全", "加强", "支持", "发展", "组织", "提供", "参加", "发布"):
            return False
        if found.stage not in ("plan", "approval", "not_started") and not is_named_work(name, self.lexicon) and found.phrase and found.span == found.phrase.verb:
            return False
        if found.stage in ("ongoing", "plan") and not (is_named_work(name, self.lexicon) or verb in ("确定", "考察", "实地考察", "选定")):
            return False
        mark = (self.context.label, "plan" if found.stage in ("plan", "ongoing") else found.stage)
        if found.stage in ("plan", "ongoing") and (mark in self.context.told or any(draft.kind != "milestone" for draft in self.found)):
            return found.stage == "plan" and verb in ("拟制", "编制") and len(self.context.told) < 2
        self.context.told.add(mark)
        return True

    def _predicate_last(self, found: Found, name: str) -> list[Draft]:
        context, text = self.context, self.text
        if is_component(name):
            held = lots(name)
            if context.label:
                whole, spans = context.label + held, (*context.label_spans, found.subject) if held else context.label_spans
                return self._once(milestone(whole, spans, found, text))
            if context.subject:
                return self._once(milestone(context.subject + held, context.subject_spans, found, text))
            if not name or not context.progress:
                span = (found.subject[0], found.span[1]) if context.progress else found.subject
                name, spans = (text[slice(*span)], (span,)) if context.progress else ("", ())
                return [milestone(name, spans, found, text)] if name and len(name) > 3 else []
            span = (found.subject[0], _first_component_end(text, found))
            return [milestone(text[slice(*span)], (span,), found, text)]
        if not context.progress and (len(name) < 3 or any(draft.name == name for draft in self.found if draft.kind != "milestone")):
            return []
        drafts = [milestone(work, spans, found, text) for work, spans in works(self.reading, self.lexicon, found.subject)]
        if drafts:
            context.subject, context.subject_spans = drafts[-1].name, drafts[-1].name_spans
        return [draft for draft in drafts if len(draft.name) >= 2]

    def _once(self, draft: Draft) -> list[Draft]:
        if any(other.name == draft.name and other.stage == draft.stage for other in self.found):
            return []
        return [draft]

    # ------------------------------------------------------------------ afterwards
    def _without_lead_ins(self) -> None:
        """推进 and 实施 clauses that only introduce the counted clause after them are optional."""
        counted = any(draft.kind != "milestone" for draft in self.found)
        for draft in self.found:
            if draft.kind == "milestone" and counted and draft.stage == "ongoing":
                draft.optional = True

    def _sole(self) -> None:
        """A first sentence that orders something without a number, a stage or a named site still orders it."""
        for clause in self.clauses:
            if clause.after == ":" or clause.in_bracket:
                continue
            start = skip_lead(self.reading, clause.start, clause.end)
            phrase = parse(self.reading, start, clause.end)
            verb = self.text[slice(*phrase.verb)]
            from generators.extraction.milestones import stage_of_verb

            stage = stage_of_verb(self.lexicon, verb) if verb else None
            if stage and phrase.object[1] - phrase.object[0] >= 4 and not phrase.has_subject:
                found = Found(stage, phrase.verb, phrase.object, phrase, True)
                self.found.append(milestone(self.text[slice(*phrase.object)], (phrase.object,), found, self.text))
                return


def _first_component_end(text: str, found: Found) -> int:
    match = re.compile(r"工程|结构|施工|装修").search(text, *found.span)
    return match.end() if match else found.span[0]
