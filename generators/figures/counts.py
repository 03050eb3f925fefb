"""How many are done, ahead, on schedule … : counts that always add up to the total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generators.figures.amounts import share_text
from generators.model.status import Status


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many have one status, of how many, and the share as text (``-`` of nothing)."""

    status: Status
    number: int
    total: int
    share: str


def count_by_status(statuses: Iterable[Status], decimals: int = 2) -> tuple[StatusCount, ...]:
    """Return one count a status, in the order of :class:`Status`, zero ones and unjudged included.

    >>> counts = count_by_status([Status.DONE, Status.SLOW, Status.DONE, Status.UNJUDGED])
    >>> [(c.status.value, c.number, c.share) for c in counts if c.number], sum(c.number for c in counts)
    ([('已完成', 2, '50.00%'), ('偏慢', 1, '25.00%'), ('未判定', 1, '25.00%')], 4)
    """
    found = Counter(statuses)
    total = found.total()

    def count(status: Status) -> StatusCount:
        return StatusCount(status, found[status], total, share_text(found[status], total, decimals))

    return tuple(map(count, Status))
