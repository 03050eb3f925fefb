"""What the clauses of a sentence leave behind for those that follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generators.extraction.drafts import Draft
from generators.extraction.records import Span


@dataclass(slots=True)
class Context:
    """What was told up to here: whose work it is, under which label, governed by which verb."""

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


@dataclass(slots=True)
class Owner:
    """The only work among an item's targets, or the only one without a number: reports may leave it out."""

    counted: list[str] = field(default_factory=list)
    works: list[str] = field(default_factory=list)

    def take(self, drafts: Iterable[Draft]) -> None:
        """Add the drafts of one more target."""
        for draft in drafts:
            if not draft.optional and draft.rel is None:
                (self.works if draft.kind == "milestone" else self.counted).append(draft.name)

    def name(self) -> str:
        """Return its name, nothing where there are several."""
        firm = self.works or self.counted
        return firm[0] if len(firm) == 1 else ""
