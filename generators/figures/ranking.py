"""Rankings as offices print them, means of rates, and sums held against their parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def means_by_name(entries: Iterable[tuple[Iterable[str], Decimal | None]]) -> dict[str, Decimal]:
    """Return the mean of the values of each name, such as the rates of the indicators a unit leads.

    An entry counts in full for each of its names; names that have no value at all are left out.

    >>> means_by_name([(("甲局", "乙局"), Decimal(1)), (("甲局",), Decimal(0)), (("丙局",), None)])
    {'甲局': Decimal('0.500000000'), '乙局': Decimal('1.000000000')}
    """
    values: dict[str, list[Decimal | None]] = {}
    for names, value in entries:
        for name in names:
            values.setdefault(name, []).append(value)
    means = {name: mean(found) for name, found in values.items()}
    return {name: value for name, value in means.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A stated total, what its parts sum to, and what is left over (0 when it adds up)."""

    stated: Decimal
    summed: Decimal
    remainder: Decimal

    @property
    def adds_up(self) -> bool:
        """Return whether the parts are the whole."""
        return not self.remainder


def reconcile(stated: Decimal, parts: Mapping[str, Decimal] | Iterable[Decimal]) -> Reconciliation:
    """Return how a stated total and its parts go together.

    >>> reconcile(Decimal(45), map(Decimal, (24, 9, 11))).remainder
    Decimal('1')
    """
    values = parts.values() if isinstance(parts, Mapping) else parts
    summed = sum(values, Decimal(0))
    return Reconciliation(stated, summed, stated - summed)
