"""The title of a document where a style marks it as a heading: it heads all of it and is no item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    levels = [0 if mark_of(one.text) else one.level for one in paragraphs]
    for level in sorted({*levels} - {0}):
        found = [at for at, one in enumerate(levels) if one == level]
        is_together = found[-1] - found[0] < len(found)
        if is_together and any(at == title or year_in(paragraphs[at].text) for at in found):
            yield from found
