"""Reports of an item without a target, tied to the targets of the whole document that they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generators.extraction.candidates import (
    Target,
    likest,
    names_of,
    pairs_of,
    report_on,
    reports_nothing,
    same_part,
)
from generators.extraction.drafts import Draft
from generators.extraction.progress import report_of, set_period_and_basis

# In another item only what bears nearly the same name and the same unit is reported on.
_FAR, _CANDIDATES = 0.62, 12
# Pairs of signs that very many names have in common tell nothing.
_COMMON = 200


class FarTargets:
    """The targets of a whole document, found by the pairs of signs their names share."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = targets
        self.places: dict[str, list[int]] = {}
        for place, target in enumerate(targets):
            for pair in {pair for name in target.names for pair in pairs_of(name)}:
                self.places.setdefault(pair, []).append(place)

    def like(self, name: str) -> list[Target]:
        """Return the few targets whose names have most in common with a name."""
        found = Counter(place for pair in pairs_of(name) for place in self.places.get(pair, ())[:_COMMON])
        return [self.targets[place] for place, _ in found.most_common(_CANDIDATES)]


def tie_far(reports: Sequence[tuple[str, list[Draft]]], known: FarTargets) -> None:
    """Tie the reports of an item that has no target to those of the document that they name, in place.

    A year-end article tells in its second part what was done of what stands, item by item, in its first.
    """
    for sentence, drafts in reports:
        report = report_of(sentence)
        for draft in drafts:
            set_period_and_basis(draft, report)
            if draft.rel == "part" or not reports_nothing(draft):
                _tie_one_far(draft, known)


def _tie_one_far(draft: Draft, known: FarTargets) -> None:
    near = [one for name in names_of(draft) for one in known.like(name)]
    if draft.rel == "part":
        target = same_part(draft, near)
    else:
        target = likest(draft, near, Counter[int](), _FAR)
    if target is not None and (draft.kind == "milestone" or draft.unit == target.draft.unit):
        report_on(draft, target)
