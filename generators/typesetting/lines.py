"""Where lines of Chinese text break, and how many there are: greedy, by the rules of 避头尾.

Every renderer here fills a line as far as it goes and then steps back to the last place where a break is
allowed. A wider face or a stricter rule can only step back further, so the strictest rules give an upper
bound on the lines of all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from generators.typesetting.faces import SAFE
from generators.typesetting.metrics import Face

NEVER_FIRST = frozenset("。，、；：？！）》”’】〉」』〕］｝〗…—～·%‰℃°!),.:;?]}＂％．")
NEVER_LAST = frozenset("（《“‘【〈「『〔［｛〖([{$￥¥＄")
WORD = frozenset(map(chr, range(0x21, 0x7F)))
HANGING = frozenset("。，、．")
# where a Latin letter or digit meets a Chinese character
HAN, LATIN = r"[\u2E80-\u2FFF\u3005-\u3007\u3040-\u9FFF\uF900-\uFAFF]", "[0-9A-Za-z]"
SEAM = re.compile(f"(?<={HAN})(?={LATIN})|(?<={LATIN})(?={HAN})")
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Rules:
    """What a renderer does at the end of a line.

    ``never_first`` do not begin a line, ``never_last`` do not end one, no break parts two of ``word``,
    ``hanging`` may stand beyond the edge, and ``seam`` em are added where Latin meets Chinese text.
    """

    never_first: frozenset[str] = NEVER_FIRST
    never_last: frozenset[str] = NEVER_LAST
    word: frozenset[str] = WORD
    hanging: frozenset[str] = frozenset()
    seam: float = 0.0


STRICT = Rules()


def count_lines(text: str, width: float, size: float, face: Face = SAFE, rules: Rules = STRICT) -> int:
    """Return how many lines a text takes in a width, both in points; an empty text takes one.

    >>> count_lines("新建停车位500个，", width=48, size=12), count_lines("", width=48, size=12)
    (3, 1)
    """
    if len(text) * size * (face.widest + rules.seam) <= width and "\n" not in text:
        return 1
    room = width / size
    return sum([len(_ends(paragraph, room, face, rules)) for paragraph in text.split("\n")])


def wrap(text: str, width: float, size: float, face: Face = SAFE, rules: Rules = STRICT) -> list[str]:
    """Return the lines of a text in a width, both in points; without its line breaks, nothing is lost.

    >>> wrap("新建停车位500个，", width=48, size=12)
    ['新建停车', '位500', '个，']
    """
    room = width / size
    return [line for paragraph in text.split("\n") for line in _pieces(paragraph, room, face, rules)]


def _pieces(paragraph: str, room: float, face: Face, rules: Rules) -> Iterator[str]:
    start = 0
    for end in _ends(paragraph, room, face, rules):
        yield paragraph[start:end]
        start = end


def _ends(paragraph: str, room: float, face: Face, rules: Rules) -> list[int]:
    """Return where each line of a paragraph ends; ``room`` is the width of a line in em."""
    advances = face.advances(paragraph)
    reach = list(accumulate(_with_seams(paragraph, advances, rules.seam) if rules.seam else advances))
    ends: list[int] = []
    start, last, limit = 0, len(reach), room + TOLERANCE
    while start < last and reach[-1] > limit:
        start = _cut(paragraph, start, bisect_right(reach, limit, start), rules)
        ends.append(start)
        limit = reach[start - 1] + room + TOLERANCE
    if start < last or not ends:
        ends.append(last)
    return ends


def _with_seams(paragraph: str, advances: Iterable[float], seam: float) -> list[float]:
    spaced = list(advances)
    for place in SEAM.finditer(paragraph):
        spaced[place.start() - 1] += seam
    return spaced


def _cut(text: str, start: int, full: int, rules: Rules) -> int:
    """Return where a line that starts at ``start`` and is full before ``full`` really ends."""
    if text[full] == " " or text[full] in rules.hanging:
        return full + 1
    end = full
    while end > start and (text[end] in rules.never_first or text[end - 1] in rules.never_last
                           or (text[end] in rules.word and text[end - 1] in rules.word)):
        end -= 1
    return end if end > start else max(full, start + 1)
