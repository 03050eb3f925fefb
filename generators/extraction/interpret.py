"""One sentence -> its indicators, clause by clause."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from generators.extraction.clauses import Clause, clauses
from generators.extraction.context import Context
from generators.extraction.counting import Counting
from generators.extraction.drafts import Draft
from generators.extraction.implied import implied_in
from generators.extraction.lexicon import Lexicon
from generators.extraction.links import link
from generators.extraction.milestones import (
    MEANS,
    Found,
    due_in,
    find_stage,
    hedge_in,
    milestone,
    stage_of_verb,
    without_agent,
)
from generators.extraction.phrases import parse, skip_lead, trimmed
from generators.extraction.reading import Reading
from generators.extraction.records import Span
from generators.extraction.signs import CIRCLED
from generators.extraction.telling import ALL_OF_IT, Telling, label_stage
from generators.extraction.words import AIM_WORDS, LINE_LABELS, LIST_OPENERS
from generators.extraction.works import ends_as_work, is_component, is_named_work, is_quality

# What a report only foresees is not told as done.
_FORESEEN = re.compile("预计|力争|计划于|拟于|争取")
_HOPES = ("力争", "争取")
_LONGEST_LABEL, _SHORTEST_NAME = 24, 4


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
        self.governing: Found | None = None
        self.telling = Telling(reading, lexicon, progress, self.found)
        self.counting = Counting(self.telling, self.context)

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
            self.counting.read(clause)
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
        foreseen = self.progress and _FORESEEN.search(self.text, clause.start, clause.end)
        if found is not None and not foreseen:
            due = due_in(self.text, clause.start, clause.end)
            hedge = hedge_in(self.text, clause.start, clause.end)
            for draft in self.telling.milestones(found, self.context):
                draft.due, draft.hedge = due, hedge
                self.found.append(draft)
        if found is None or found.verb_first or found.subject[1] > found.subject[0]:
            self._carry(clause, start, found.subject if found else (start, start))

    def _goes_on(self, clause: Clause, start: int) -> Found | None:
        """实施甲河治理,乙街整治工程: a clause that only names a work goes on with the order before."""
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
        for before, draft in pairwise(draft for draft in kept if draft.kind != "milestone"):
            draft.optional = draft.optional or _hopes_for_more(before, draft)
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
        """Add what a sentence orders without a number, a stage or a named site: it still orders it."""
        for clause in self.clauses:
            if clause.after != ":" and not clause.in_bracket:
                draft = self._ordered(clause, first)
                if draft is not None:
                    self.found.append(draft)
                    return

    def _ordered(self, clause: Clause, first: bool) -> Draft | None:
        phrase = parse(self.reading, clause.start, clause.end)
        verb, name = self.text[slice(*phrase.verb)], self.text[slice(*phrase.object)]
        stage = stage_of_verb(self.lexicon, verb) if verb else None
        if not stage or phrase.has_subject or phrase.preposition in MEANS:
            return None
        if len(name) < _SHORTEST_NAME or is_quality(name) or ALL_OF_IT.match(name):
            return None
        if not first and not _is_order(verb, name, self.lexicon):
            return None
        draft = milestone(name, (phrase.object,), stage, phrase.verb, self.text)
        draft.optional = not first
        return draft


def _hopes_for_more(before: Draft, draft: Draft) -> bool:
    """达到82%以上,力争85%: what is hoped for beyond the promise is no second target."""
    if draft.hedge not in _HOPES or draft.own_noun or draft.rel is not None or draft.unit != before.unit:
        return False
    return before.value is not None and draft.value is not None and draft.value > before.value


def _is_order(verb: str, name: str, lexicon: Lexicon) -> bool:
    return is_named_work(name, lexicon) and not verb.startswith(AIM_WORDS)
