"""Rankings as offices print them, means of rates, and sums held against their parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generators.figures.amounts import rounded

#: Means are rounded to so many decimals before they are ranked, so that equal means tie in worksheets too.
MEAN_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking; ``tied`` (并列) when another has the same place."""

    place: int
    name: str
    value: Decimal
    tied: bool = False


def rank(entries: Iterable[tuple[str, Decimal]], lowest_first: bool = False) -> tuple[Ranked, ...]:
    """Return the entries in order with places 1, 2, 3, 3, 5; ties keep the order they were given in.

    >>> [(r.place, r.name) for r in rank(zip("甲乙丙丁", map(Decimal, (80, 95, 80, 60))))]
    [(1, '乙'), (2, '甲'), (2, '丙'), (4, '丁')]
    """
    ordered = sorted(entries, key=lambda entry: entry[1] if lowest_first else -entry[1])
    first: dict[Decimal, int] = {}
    often: dict[Decimal, int] = {}
    for place, (_, value) in enumerate(ordered, 1):
        first.setdefault(value, place)
        often[value] = often.get(value, 0) + 1
    return tuple(Ranked(first[value], name, value, often[value] > 1) for name, value in ordered)


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of what is there, rounded half up to 9 decimals; None when nothing is.

    >>> mean([Decimal("0.5"), None, Decimal("0.25")]), mean([None])
    (Decimal('0.375000000'), None)
    """
    found = [value for value in values if value is not None]
    return rounded(sum(found, Decimal(0)) / len(found), MEAN_DECIMALS) if found else None
