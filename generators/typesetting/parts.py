"""A text higher than a page, cut into parts that fit: after a sentence if there is one, else after a line."""

from __future__ import annotations

import re

from generators.typesetting.faces import SAFE
from generators.typesetting.lines import STRICT, Rules, line_ends
from generators.typesetting.metrics import Face

SENTENCE_END = re.compile("\n|[。；！？][”’）》」』】]*")


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
