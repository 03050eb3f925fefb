"""What is known of an indicator while its sentence is still being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from generators.extraction.records import Indicator, Link, Span


@dataclass(slots=True)
class Draft:
    """An :class:`Indicator` in the making; ``clause`` is its clause's number, ``verb`` governs it."""

    name: str
    action: str
    value: Decimal | None
    unit: str | None
    comparator: str | None
    kind: str
    span: Span
    value_max: Decimal | None = None
    unit_raw: str = ""
    stage: str | None = None
    parent: Draft | None = None
    rel: str | None = None
    parent_link: Link | None = None
    sum: str | None = None
    each: int = 1
    members: tuple[str, ...] = ()
    members_complete: bool = False
    reports_on: Link | None = None
    basis: str | None = None
    period: str | None = None
    implied: bool = False
    optional: bool = False
    hedge: str = ""
    due: str = ""
    name_spans: tuple[Span, ...] = ()
    clause: int = 0
    label: str = ""
    own_noun: bool = True
    raised_from: bool = False
    lead_text: str = ""
    tail_text: str = ""
    reached: str | None = None
    mark: str = ""
    tags: set[str] = field(default_factory=set)


def finished(drafts: list[Draft], text: str) -> tuple[Indicator, ...]:
    """Return the drafts as indicators, parents as positions in the list."""
    place = {id(draft): index for index, draft in enumerate(drafts)}
    return tuple(
        Indicator(
            draft.name, draft.action, draft.value, draft.unit, draft.comparator, draft.kind,
            text[slice(*draft.span)], draft.span, draft.value_max, draft.unit_raw, draft.stage,
            place.get(id(draft.parent)) if draft.parent else None, draft.rel, draft.parent_link, draft.sum,
            draft.each, draft.members, draft.members_complete, draft.reports_on, draft.basis, draft.period,
            draft.implied, draft.optional, draft.hedge, draft.due, draft.name_spans,
        )
        for draft in drafts
    )  # fmt: skip
