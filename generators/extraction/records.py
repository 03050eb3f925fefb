"""What extraction says of a text: sentences with their indicators, and completion rates. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """An indicator of a sentence: the sentence's key and the position in its list."""

    sentence: str
    index: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One quantified indicator, milestone or implied value of a sentence.

    ``span`` is where number and unit (or the stage word) stand in the sentence without white space;
    ``name_spans`` where the pieces of the name stand. ``parent`` and ``parent_link`` name the indicator
    this one belongs to, in the same sentence or another one; ``rel`` says how: part, stage, total, attr,
    baseline, component.
    """

    name: str
    action: str
    value: Decimal | None
    unit: str | None
    comparator: str | None
    kind: str
    raw: str
    span: Span
    value_max: Decimal | None = None
    unit_raw: str = ""
    stage: str | None = None
    parent: int | None = None
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


@dataclass(frozen=True, slots=True)
class Ignored:
    """A number that counts nothing, and why: year, item_no, age, grade, name …"""

    raw: str
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its role (target, progress, result, aim, heading, context, furniture)."""

    text: str
    key: str
    role: str
    indicators: tuple[Indicator, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    item: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """How far one target is: ``rate`` in percent (two decimals, half up), or ``None``; ``how`` says why.

    ``how``: value, sum, zero, threshold, staged, stage, components, restated, plan, none. ``met`` answers
    for targets that are kept or missed rather than completed (at most, ratio, rate).
    """

    target: Link
    indicator: Indicator
    how: str
    actual: Decimal | None = None
    rate: Decimal | None = None
    actual_from: tuple[Link, ...] = ()
    stage: str | None = None
    met: bool | None = None
    warnings: tuple[str, ...] = ()
