"""Finding what is told of again: the same name, or the one most like it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from generators.extraction.likeness import overlap

Item = TypeVar("Item")
#: Among more candidates only the very same text counts: comparing each with each would take too long.
MOST_COMPARED = 300


def most_alike(text: str, known: Sequence[Item], text_of: Callable[[Item], str], least: float) -> Item | None:
    """Return the known item whose text is ``text`` or most like it, None when none is alike enough.

    >>> most_alike("停车便民工程", ["就业工程", "停车便民 工程"], str, 0.8)
    '停车便民 工程'
    """
    same = next((item for item in known if text_of(item) == text), None)
    if same is not None or len(known) > MOST_COMPARED:
        return same
    ranked = [(overlap(text_of(item), text), -place) for place, item in enumerate(known)]
    score, place = max(ranked, default=(0.0, 0))
    return known[-place] if score >= least and score > 0 else None
