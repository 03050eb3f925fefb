"""What is found in a folded sentence before its clauses are read: words, numbers, quotes, phrases."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from generators.extraction.records import Ignored, Span

QUOTED = re.compile(r"“[^“”]*”|《[^》]*》|\"[^\"]*\"|‘[^’]*’|'[^']*'")
_QUOTE_SIGN = re.compile("[“《\"‘']")
_CLAUSE_SIGN = re.compile(r"[,;。:]")
_LONGEST_NAME_IN_QUOTES = 24


@dataclass(slots=True)
class Quantity:
    """A number that counts: its own cues begin at ``lead``, the text behind them goes on at ``tail``."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    unit_raw: str
    comparator: str
    lead: int
    tail: int
    each: int = 1
    raised_from: bool = False
    raised_to: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Spans in the sentence; an empty span (start == end) is absent. ``prepared``: opened by 为, 对, 由 …"""

    subject: Span
    verb: Span
    object: Span
    preposition: str = ""
    about: Span = (0, 0)

    @property
    def has_object(self) -> bool:
        return self.object[1] > self.object[0]

    @property
    def has_subject(self) -> bool:
        return self.subject[1] > self.subject[0]


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of stage words that closes a stretch: where the text before it ends, its span, its last stage."""

    before: int
    start: int
    end: int
    last: str


# Start, end and kind (see the flags in ``lexicon``) of a word.
Word = tuple[int, int, int]


@dataclass(slots=True)
class Reading:
    """A folded sentence with what was found in it; words inside quoted names are left out of ``words``."""

    text: str
    words: list[Word]
    quantities: list[Quantity]
    ignored: list[Ignored]
    quotes: list[Span]
    starts: dict[int, Word] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    phrases: dict[Span, Phrase] = field(default_factory=dict)
    chains: dict[Span, Chain | None] = field(default_factory=dict)

    def quantity_before(self, place: int) -> Quantity | None:
        """Return the last quantity that begins before ``place``."""
        at = bisect_right(self.quantities, place, key=lambda quantity: quantity.start) - 1
        return self.quantities[at] if at >= 0 else None


def quoted_names(text: str) -> list[Span]:
    """Return the spans of quoted names: short, and without the signs that part clauses."""
    if not _QUOTE_SIGN.search(text):
        return []
    return [
        match.span()
        for match in QUOTED.finditer(text)
        if match.end() - match.start() <= _LONGEST_NAME_IN_QUOTES
        and (match[0][0] == "《" or not _CLAUSE_SIGN.search(match[0]))
    ]


def inside(spans: list[Span], place: int) -> Span | None:
    """Return the span that holds ``place``; spans are in order and do not overlap."""
    if not spans:
        return None
    at = bisect_right(spans, (place, 1 << 30)) - 1
    return spans[at] if at >= 0 and spans[at][0] <= place < spans[at][1] else None
