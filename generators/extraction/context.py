"""What the clauses of a sentence leave behind for those that follow."""

from __future__ import annotations

from dataclasses import dataclass

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
