"""Where the pages of a table break, and how a page is filled so that every program breaks it there.

All heights are in points; a page's capacity is what is left for rows of the body once title and repeated head
are taken off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, inf

from generators.typesetting.faces import SAFE
from generators.typesetting.lines import STRICT, Rules, line_ends
from generators.typesetting.metrics import Face

SLACK = 10.0  # points left free on a full page: renderers differ by less
TWIP = 0.05  # Word's unit of length
SENTENCE_END = re.compile("\n|[。；！？][”’）》」』】]*")
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """One page of a table: rows ``start`` to ``stop - 1``, of which ``height`` takes up its ``capacity``."""

    start: int
    stop: int
    height: float
    capacity: float

    @property
    def rows(self) -> range:
        """The numbers of the page's rows."""
        return range(self.start, self.stop)


def paginate(heights: Sequence[float], first: float, rest: float) -> list[PageOfRows]:
    """Return the pages of a table whose rows stay whole; no rows, no page.

    ``first`` and ``rest`` are the capacities of the first and of every other page. A row higher than its page
    stands alone on it.

    >>> [tuple(page.rows) for page in paginate([30, 30, 50, 90, 20], first=60, rest=100)]
    [(0, 1), (2,), (3,), (4,)]
    """
    pages: list[PageOfRows] = []
    start, used, capacity = 0, 0.0, first
    for row, height in enumerate(heights):
        if row > start and used + height > capacity + TOLERANCE:
            pages.append(PageOfRows(start, row, used, capacity))
            start, used, capacity = row, 0.0, rest
        used += height
    if heights:
        pages.append(PageOfRows(start, len(heights), used, capacity))
    return pages


def stretch(heights: Sequence[float], pages: Sequence[PageOfRows], slack: float = SLACK,
            highest: float = inf, step: float = TWIP) -> list[float]:
    """Return the heights with what is left of each page but the last given to its rows, in proportion.

    About ``slack`` stays free, always less than the next row: a renderer whose rows are a little lower does
    not pull that row back. No row grows beyond ``highest``; every row grows by a multiple of ``step``.

    >>> stretch([30, 30, 50, 90, 20], paginate([30, 30, 50, 90, 20], 60, 100))
    [30, 30, 90.0, 90, 20]
    """
    stretched = list(heights)
    for page, following in pairwise(pages):
        free = min(slack, heights[following.start] / 2)
        grown = _grown(heights[page.start:page.stop], page.capacity - free, highest)
        stretched[page.start:page.stop] = _in_steps(heights[page.start:page.stop], grown, step)
    return stretched


def _grown(heights: Sequence[float], room: float, highest: float) -> list[float]:
    """Return heights grown in proportion to fill ``room``; what one row may not take goes to the others."""
    grown = list(heights)
    left = sum(heights)
    if left >= room:
        return grown
    for row in sorted(range(len(heights)), key=heights.__getitem__, reverse=True):
        share = heights[row] * room / left if left else 0.0
        left -= heights[row]
        grown[row] = max(heights[row], min(highest, share))
        room -= grown[row]
    return grown


def _in_steps(heights: Sequence[float], grown: Sequence[float], step: float) -> list[float]:
    """Return heights grown by whole steps, remainders carried over: the sum is true to one step."""
    stepped: list[float] = []
    wanted, given = 0.0, 0
    for height, target in zip(heights, grown, strict=True):
        wanted += target - height
        steps = floor(wanted / step + TOLERANCE) - given
        given += steps
        stepped.append(height + steps * step if steps else height)
    return stepped


def split_paragraphs(text: str, lines: int, width: float, size: float, face: Face = SAFE,
                     rules: Rules = STRICT) -> list[str]:
    """Return a text in parts of at most so many lines each, for a row higher than a page.

    A part ends after a newline or a sentence (。；！？) if there is one in its second half, else with a line.
    A newline a part ends with is left out. Raises ValueError for less than one line.

    >>> split_paragraphs("一期已竣工。二期正在施工，年底完成。", lines=2, width=60, size=12)
    ['一期已竣工。', '二期正在施工，年底完', '成。']
    """
    if lines < 1:
        raise ValueError("a part needs at least one line")
    # no more characters than this fit: looking no further keeps the work linear
    reach = lines * (int(width / size / min(face.slots)) + 3)
    parts: list[str] = []
    start = 0
    while True:
        ahead = text[start:start + reach]
        ends = line_ends(ahead, width, size, face, rules)
        if len(ends) <= lines:
            return [*parts, ahead]
        cut = _sentence_cut(ahead, ends[lines - 1])
        parts.append(ahead[:cut].removesuffix("\n"))
        start += cut


def _sentence_cut(text: str, full: int) -> int:
    """Return the end of the last sentence in the second half of ``text[:full]``, or ``full``."""
    if text[full - 1] == "\n":
        return full
    ends = [match.end() for match in SENTENCE_END.finditer(text, full // 2, full)]
    return ends[-1] if ends else full
