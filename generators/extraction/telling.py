"""Which stages found in a sentence are worth an indicator of their own, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generators.extraction.clauses import Clause
from generators.extraction.context import Context
from generators.extraction.drafts import Draft
from generators.extraction.lexicon import Lexicon
from generators.extraction.milestones import Found, milestone, staged
from generators.extraction.reading import Reading, inside
from generators.extraction.records import Span
from generators.extraction.stages import BUILDING_VERBS, TASK_VERBS
from generators.extraction.words import each
from generators.extraction.works import ends_as_work, is_component, is_named_work, is_something, lots, works

# Verbs that say a unit was busy, not how far a work is.
_BUSY = frozenset(
    each("召开 举办 提升 完善 优化 健全 加强 支持 发展 组织 提供 参加 发布 发放 推动 持续 探索")
)
_DOING = frozenset(("start", "construct", "complete", "in_use"))
_SETTLING = frozenset(each("确定 考察 实地考察 选定 明确"))
# 超额完成年度任务 says nothing that the numbers do not say.
ALL_OF_IT = re.compile(
    r"(?:[0-9一二两三四五六七八九十]+[项个件类大]|年度|全年|本年|既定|各项|全部|年初|序时|原|原定|总|预定|具体)*"
    r"(?:目标)?(?:任务|目标|工作|计划|进度|指标|(?:民生|惠民)?实事|项目)(?:均|都|已|超额|全部|全面|提前)*$"
)
# What stands before a stage and tells when, or against what, and no work.
_TIME = re.compile("于|较|比(?!赛|武)|暑期|寒假|[春秋][季学]期?|秋季学期|截至|自|目前|年底|[0-9]{1,2}月")
_TIMES = ("结束后", "完成后", "之后", "以后", "到货后", "期间", "结束前", "的同时")
_ALL_OF_THEM = re.compile("(?:全部|均|都|全面)[^,;。]{0,4}$")
_REACH_OF_ALL = 8
_COMPONENT_END = re.compile(r"工程|结构|施工|装修")
_TELLING_STAGES = frozenset(each("not_started plan approval start construct topped fitout in_use"))


class Telling:
    """The milestones of one sentence; remembers under each label or ① what was already told."""

    def __init__(self, reading: Reading, lexicon: Lexicon, progress: bool, found: list[Draft]) -> None:
        self.reading, self.text, self.lexicon = reading, reading.text, lexicon
        self.progress, self.found = progress, found
        self.told: set[str] = set()
        self.from_here = 0

    def begin(self) -> None:
        """Start anew: a label or ① opens another matter."""
        self.told.clear()
        self.from_here = len(self.found)

    def milestones(self, found: Found, context: Context) -> list[Draft]:
        """Return the drafts for a stage found in a clause; none where it is not worth one."""
        if not found.verb_first:
            return self._predicate_last(found, context)
        drafts = self._verb_first(found, context)
        for draft in drafts:
            draft.tags.add("verb first")
        return drafts

    # ------------------------------------------------------------------ 建成 + a work
    def _verb_first(self, found: Found, context: Context) -> list[Draft]:
        name = self.text[slice(*found.subject)]
        verb = self.text[slice(*found.phrase.verb)]
        if not self.progress and context.subject and is_component(name):
            return self._of_subject(found, name, context)
        if not (self._reports(found, name, verb) if self.progress else self._orders(found, name, verb)):
            return []
        if self.progress and found.stage == "plan":
            return [milestone(name, (found.subject,), found.stage, found.span, self.text)]
        return self._each_work(found)

    def _orders(self, found: Found, name: str, verb: str) -> bool:
        if found.stage == "plan" and name.endswith("前期工作"):
            return True
        if not verb.endswith((*TASK_VERBS, "开展")) or ALL_OF_IT.match(name):
            return False
        built = found.about or verb.endswith(BUILDING_VERBS)
        if verb.endswith("开展"):
            return ends_as_work(name)
        return is_named_work(name, self.lexicon) or (built and is_something(name))

    def _reports(self, found: Found, name: str, verb: str) -> bool:
        """One telling of a kind is enough: the first plan, the first approval under a label or ①."""
        if len(name) < 3 or verb in _BUSY or ALL_OF_IT.match(name):
            return False
        named = is_named_work(name, self.lexicon)
        if found.stage in _DOING and not named and found.span == found.phrase.verb:
            return False
        if found.stage in ("ongoing", "plan"):
            settled = named or verb in _SETTLING or found.about
            if not settled or not self._is_first(found.stage):
                return False
        self.told.add(found.stage)
        return True

    def _is_first(self, stage: str) -> bool:
        """Is a plan, or what goes on without an end, the first thing told here?"""
        counted = any(draft.kind != "milestone" for draft in self.found[self.from_here :])
        return not counted and stage not in self.told and not (stage == "ongoing" and self.told)

    def _each_work(self, found: Found) -> list[Draft]:
        """Return one draft for each work of an enumeration."""
        return [
            milestone(work, spans, found.stage, found.span, self.text)
            for work, spans in works(self.reading, self.lexicon, found.subject)
            if len(work) >= 2
        ]

    # ------------------------------------------------------------------ a work + 竣工
    def _predicate_last(self, found: Found, context: Context) -> list[Draft]:
        name = self.text[slice(*found.subject)]
        if _TIME.match(name) or name.endswith(_TIMES):  # 均已于九月启用, 供暖结束后进场: a time, no work
            found, name = replace(found, subject=(found.span[0], found.span[0])), ""
        if not name and not self.progress and self._of_all(found):
            return []
        if is_component(name):
            return self._of_subject(found, name, context)
        if ALL_OF_IT.match(name):
            return []
        counted = [draft for draft in self.found if draft.kind != "milestone"]
        if not self.progress and (len(name) < 3 or any(draft.name == name for draft in counted)):
            return []
        if self.progress and found.stage in ("plan", "ongoing") and (counted or found.stage in self.told):
            return []
        drafts = self._each_work(found)
        if drafts:
            self.told.add(found.stage)
            context.subject, context.subject_spans = drafts[-1].name, drafts[-1].name_spans
        return drafts

    def _of_all(self, found: Found) -> bool:
        """新建甲校、乙校,年底前全部投入使用: set the last stage of the works ordered before; was it done?"""
        since = self.text.rfind(";", 0, found.span[0])
        here = [draft for draft in self.found[self.from_here :] if draft.span[0] > since]
        built = [draft for draft in here if draft.kind == "milestone" and draft.stage == "construct"]
        head = self.text[max(0, found.span[0] - _REACH_OF_ALL) : found.span[0]]
        together = len({draft.span for draft in here}) == 1
        if not built or not (together or _ALL_OF_THEM.search(head)):
            return False
        for draft in built:
            draft.stage = found.stage
        return True

    def _of_subject(self, found: Found, name: str, context: Context) -> list[Draft]:
        """A part of a building (土建, 8#、9#) or nothing: the work is the label or the subject before."""
        held = lots(name)
        owner, owner_spans = context.whose()
        if owner and (self.progress or context.subject):
            whole, spans = owner + held, (*owner_spans, *((found.subject,) if held else ()))
            if any(draft.kind != "milestone" and draft.name == owner for draft in self.found):
                return []
            again = any(draft.name == whole and draft.stage == found.stage for draft in self.found)
            return [] if again else [milestone(whole, spans, found.stage, found.span, self.text)]
        if not self.progress:
            return []
        end = _COMPONENT_END.search(self.text, *found.span)
        span = (found.subject[0], end.end() if end else found.span[1])
        return (
            [milestone(self.text[slice(*span)], (span,), found.stage, found.span, self.text)]
            if span[1] - span[0] > 3
            else []
        )


def label_stage(
    reading: Reading, lexicon: Lexicon, clauses: Sequence[Clause], label: str, spans: tuple[Span, ...]
) -> Draft | None:
    """Return the last stage told anywhere under a label, when its clauses gave no indicator."""
    for clause in reversed(clauses):
        words = [
            m
            for m in lexicon.predicate_pattern.finditer(reading.text, clause.start, clause.end)
            if not inside(reading.quotes, m.start())
        ]
        for match in reversed(words):
            stage = staged(match[0], lexicon.predicates[match[0]])
            if stage in _TELLING_STAGES and len(match[0]) > 1:
                return milestone(label, spans, stage, match.span(), reading.text)
    return None
