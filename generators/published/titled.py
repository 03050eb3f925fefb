"""The title of a document where a style marks it as a heading: it heads all of it and is no item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from generators.extraction.frame import find_title
from generators.extraction.sentences import folded, squeezed
from generators.published.marks import mark_of
from generators.published.texts import year_in
from generators.sources.blocks import Paragraph


def titles_styled(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Yield the places of the headings that are the title of the document: the only ones of their level.

    A title over several lines is several headings, one right below the other.
    """
    title = find_title([folded(squeezed(one.text)) for one in paragraphs])
    for found in alone_in_level(paragraphs):
        if any(at == title or year_in(paragraphs[at].text) for at in found):
            yield from found


def titles_on_top(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the places of the headings on top of all else, no other of their levels below: may be titles."""
    alone = {at for found in alone_in_level(paragraphs) for at in found}
    return list(takewhile(lambda at: at in alone, range(len(paragraphs))))


def alone_in_level(paragraphs: Sequence[Paragraph]) -> Iterator[list[int]]:
    """Yield the places of headings that a style marks, where one or some in a row are all of their level."""
    levels = [0 if mark_of(one.text) else one.level for one in paragraphs]
    for level in sorted({*levels} - {0}):
        found = [at for at, one in enumerate(levels) if one == level]
        if found[-1] - found[0] < len(found):
            yield found
