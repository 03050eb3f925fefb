"""How much text a cell of Excel holds: it counts in UTF-16, where a rare character or a picture is two."""

from __future__ import annotations

LONGEST_TEXT = 32_767


def units(text: str) -> int:
    """Return how long a text is as Excel counts.

    >>> units("公园"), units("𠮷祥")
    (2, 3)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_too_long(text: str) -> bool:
    """Return whether a cell cannot hold a text."""
    return len(text) * 2 > LONGEST_TEXT and units(text) > LONGEST_TEXT


def fitting(text: str) -> str:
    """Return as much of a text as a cell holds, from its beginning; no character is cut in two.

    >>> len(fitting("园" * 40_000)), len(fitting("𠮷" * 40_000)), fitting("园")
    (32767, 16383, '园')
    """
    text = text[:LONGEST_TEXT]
    while (over := units(text) - LONGEST_TEXT) > 0:
        text = text[: -((over + 1) // 2)]
    return text


def pieces(text: str) -> list[str]:
    """Return a text in pieces that each fit a cell; one blank piece where there is none.

    >>> [len(piece) for piece in pieces("园" * 40_000)], pieces("")
    ([32767, 7233], [''])
    """
    found = [fitting(text)]
    at = len(found[0])
    while at < len(text):
        found.append(fitting(text[at : at + LONGEST_TEXT]))
        at += len(found[-1])
    return found
