"""Prose that numbers nothing: 【titles】, short titles over paragraphs, promises each behind its label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from generators.extraction.documents import Line, extract_document
from generators.extraction.frame import find_title
from generators.extraction.sections import bare, sections_beside
from generators.extraction.sentences import folded, squeezed
from generators.published.labels import awaits_text, opens_with_label, pieces_of
from generators.published.outline import (
    LONGEST_TITLE,
    Node,
    caption_of,
    is_title,
    named_before,
    numbered,
    outline,
)
from generators.published.texts import year_in
from generators.published.titled import titles_on_top, titles_styled
from generators.sources.blocks import Paragraph

#: Fewer openings of a kind than this are chance.
FEW = 2
#: Fields of a labelled text that tell what is promised or done; '' is that of a text without a label.
TELLING = ("", "content", "text")
#: The kind of paragraphs that open an item by nothing but what they say, and what bounds them.
ALONE, FEW_ALONE, LONGEST_ALONE = "段", 3, 150
#: A name as short says nothing.
SHORTEST_NAME = 2
#: Roles of sentences that tell something of a task.
TOLD = ("target", "progress", "result")


def outlined(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Node]]:
    """Return the paragraphs of a text outside its items, and the items as a tree."""
    kinds = numbered(paragraphs)
    for place in (*in_plain_sections(paragraphs), *titles_styled(paragraphs)):
        kinds[place] = ""
    texts, top = [paragraph.text for paragraph in paragraphs], titles_on_top(paragraphs)
    if any(kinds[len(top) :]) or openings(texts[len(top) :]):
        kinds[: len(top)] = [""] * len(top)
    if any(kinds):
        titled = captions(paragraphs)
        return outline(paragraphs, [titled.get(at, kind) for at, kind in enumerate(kinds)])
    opened = openings(texts)
    end = epilogue(texts, sorted(opened))
    outside, roots = outline(paragraphs[:end], [opened.get(at, "") for at in range(end)])
    return [*outside, *paragraphs[end:]], roots


def in_plain_sections(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Yield the places below a title such as 存在问题 without a number: what is numbered there is no item."""
    lines = [folded(squeezed(paragraph.text)) for paragraph in paragraphs]
    for section in sections_beside(lines):
        if bare(lines[section.title]) == lines[section.title]:
            yield from section.lines


def openings(texts: Sequence[str]) -> dict[int, str]:
    """Return the places of the paragraphs that open an item, each with its kind; none where no shape shows.

    >>> openings(["健身行动", "新建球场2片。", "消暑行动", "开放泳池3处。"])
    {0: '题', 2: '题'}
    """
    for kind, opens in SHAPES:
        found = [at for at in range(len(texts)) if opens(texts, at)]
        items = pairwise([*found, len(texts)])
        telling = sum(tells([caption_of(texts[at])[1], *texts[at + 1 : end]]) for at, end in items)
        if telling >= FEW and 2 * telling >= len(found):
            return dict.fromkeys(found, kind)
    return sentences_alone(texts)


def sentences_alone(texts: Sequence[str]) -> dict[int, str]:
    """Return the places of paragraphs that each promise something, where a title has hardly others below."""
    title = find_title([folded(squeezed(text)) for text in texts])
    if title is None:
        return {}
    told = extract_document([Line(text, None, at) for at, text in enumerate(texts)])
    telling = {one.item for one in told if one.role in TOLD and one.indicators}
    found = [at for at in sorted(telling) if at > title and len(texts[at]) <= LONGEST_ALONE]
    below = sum(not opens_with_label(text) for text in texts[title + 1 :])
    is_list = len(found) >= FEW_ALONE and 3 * len(found) >= 2 * below
    return dict.fromkeys(found, ALONE) if is_list else {}


def captions(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """Return the places of 【titles】 on lines of their own, where there are several over other texts."""
    alone = [caption_of(one.text)[0] != "" and not caption_of(one.text)[1] for one in paragraphs]
    found = [at for at, (this, below) in enumerate(pairwise(alone)) if this and not below]
    return dict.fromkeys(found, "【】") if len(found) >= FEW else {}


def epilogue(texts: Sequence[str], opened: Sequence[int]) -> int:
    """Return where the items of a text end: what only the last has below its labels is the article's end.

    >>> told = ["承诺：新建公园2个。", "结果：建成2个。", "承诺：修路3条。", "结果：建成3条。", "明年再见。"]
    >>> epilogue(told, [0, 2])
    4
    """
    ends = [*opened[1:], len(texts)]
    tails = [unlabelled_tail(texts[start:end]) for start, end in zip(opened, ends)]
    return len(texts) - tails[-1] if tails and not any(tails[:-1]) else len(texts)


def unlabelled_tail(texts: Sequence[str]) -> int:
    """Return how many paragraphs stand behind the last that opens with a label; 0 where none does."""
    labelled = [opens_with_label(text) or awaits_text(above) for above, text in pairwise(["", *texts])]
    return labelled[::-1].index(True) if True in labelled else 0


# ---------------------------------------------------------------- shapes
def tells(texts: Sequence[str]) -> bool:
    """Return whether paragraphs tell something that can be counted or reached."""
    pieces = (piece for text in texts for piece in pieces_of(text) if piece.field in TELLING)
    told = extract_document([Line(piece.text, "target", 1) for piece in pieces if piece.text.strip()])
    return any(sentence.indicators for sentence in told)


def without_figures(name: str) -> str:
    """Return the beginning of a report as a name: what was done, and not how much of it.

    >>> without_figures("建成步道3公里"), without_figures("27个小区全部完工"), without_figures("改造12座")
    ('建成步道', '小区全部完工', '改造12座')
    """
    told = extract_document([Line(name, "target", 1)])
    bare = name
    for raw in (one.raw for sentence in told for one in sentence.indicators if one.value is not None):
        bare = bare.replace(raw, "", 1)
    return bare if len(bare) > SHORTEST_NAME else name


def opens_with_caption(texts: Sequence[str], at: int) -> bool:
    """Return whether a paragraph opens with a 【title】."""
    return caption_of(texts[at])[0] != ""


def heads_below(texts: Sequence[str], at: int) -> bool:
    """Return whether a paragraph is a short title above what is none; one with a year is the document's."""
    is_over = at + 1 < len(texts) and not may_head(texts[at + 1])
    is_awaited = at > 0 and awaits_text(texts[at - 1])
    return is_over and not is_awaited and may_head(texts[at]) and not year_in(texts[at])


def opens_with_name(texts: Sequence[str], at: int) -> bool:
    """Return whether a paragraph opens with the name of what it is about (书香行动：新建图书馆2座。)."""
    return named_before(texts[at]) != ""


def may_head(text: str) -> bool:
    """Return whether a line may be the title of an item."""
    return is_title(text) and len(text) <= LONGEST_TITLE and not re.search("[：:]", text)


def promises(texts: Sequence[str], at: int) -> bool:
    """Return whether a paragraph opens with the label of a promise (承诺：…)."""
    first = next(pieces_of(texts[at]))
    return bool(first.label) and first.field == "content"


#: The shapes, the surest first: the kind of what opens an item, and how it is known.
SHAPES: Sequence[tuple[str, Callable[[Sequence[str], int], bool]]] = (
    ("【】", opens_with_caption),
    ("题", heads_below),
    ("名：", opens_with_name),
    ("承诺：", promises),
)
