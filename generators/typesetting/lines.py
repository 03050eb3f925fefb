"""Where lines of Chinese text break, and how many there are: greedy, by the rules of 避头尾.

Every renderer here fills a line as far as it goes and then steps back to the last place where a break is
allowed. A wider face or a stricter rule can only step back further, so the strictest rules give an upper
bound on the lines of all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from generators.typesetting.faces import SAFE
from generators.typesetting.metrics import Face

# The default lists of Word and of LibreOffice for simplified Chinese, with the dash of two characters.
NEVER_FIRST = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—"
)
NEVER_LAST = frozenset("$([{£¥·‘“〈《「『【〔〖〝﹗﹙﹛﹝＄（．［｛￡￥")
WORD = frozenset(map(chr, range(0x21, 0x7F)))
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
#: 元/月, 3/4: Unicode parts neither side of a solidus but before letters.
SOLIDUS = frozenset("/")
# What Unicode keeps with a Latin word: brackets, quotes, signs of amounts, numbers in circles.
CLINGING = frozenset("）》”’】〉」』〕］｝〗（《“‘【〈「『〔［｛〖。，、…．％‰℃￥＄①②③④⑤⑥⑦⑧⑨⑩")
HANGING = frozenset("。，、．")
NEUTRAL = frozenset("“”‘’…—·°")
SOFT = "-/%&=?"  # a word too long for a line may be parted after these
LATIN_RUN = re.compile("[0-9A-Za-z\u2460-\u24FF]+")
FIRST_HAN, LAST_HAN = "\u3040", "\u9FFF"
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Rules:
    """What a renderer does at the end of a line.

    ``never_first`` do not begin a line, ``never_last`` do not end one, no break parts two of ``word`` or one
    of ``word`` from one of ``clinging``, but after ``parting`` a word may break before letters.
    ``hanging`` may stand beyond the edge; ``seam`` em are added where Latin meets Chinese text within a line.
    Where a line is full just after Latin text (looking ``ahead``: or before it), ``after_word`` holds;
    looking ahead it also keeps a closing sign with the number after it. ``notable`` is all these, and between
    two others a line may end.
    """

    never_first: frozenset[str] = NEVER_FIRST | SOLIDUS
    never_last: frozenset[str] = NEVER_LAST | SOLIDUS
    word: frozenset[str] = WORD
    clinging: frozenset[str] = CLINGING
    parting: frozenset[str] = frozenset()
    hanging: frozenset[str] = frozenset()
    seam: float = 0.0
    after_word: Rules | None = None
    ahead: bool = False
    notable: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Collect the characters that any rule speaks of."""
        latin = NEUTRAL | self.after_word.notable if self.after_word else frozenset()
        object.__setattr__(self, "notable", latin.union(
            self.never_first, self.never_last, self.word, self.clinging, self.hanging, " "))

    def joins(self, before: str, after: str) -> bool:
        """Tell whether no line may end between two characters."""
        if before in self.parting and after in LETTERS:
            return False
        if after in self.never_first or before in self.never_last:
            return True
        if before in self.word:
            return before not in self.parting and (after in self.word or after in self.clinging)
        return after in self.word and before in self.clinging


STRICT = Rules()
# Word sets up to a quarter of an em between Chinese and Latin text
STRICT_WORD = Rules(seam=0.25, ahead=True)
NONE: frozenset[str] = frozenset()
# LibreOffice Calc asks Unicode's rules when a line is full after Latin text, else its own for Chinese text
UNICODE = Rules(NEVER_FIRST | frozenset("“‘/"), NEVER_LAST | frozenset("”’/"), parting=frozenset("-/"))
CALC = Rules(NONE, NONE, NONE, NONE, after_word=UNICODE)  # as it opens .xlsx files: no 避头尾
CALC_STRICT = Rules(NEVER_FIRST, NEVER_LAST, NONE, NONE, after_word=UNICODE)
WRITER = Rules(NEVER_FIRST, NEVER_LAST, NONE, NONE, seam=0.2, after_word=UNICODE, ahead=True)


def count_lines(text: str, width: float, size: float, face: Face = SAFE, rules: Rules = STRICT) -> int:
    """Return how many lines a text takes in a width, both in points; an empty text takes one.

    >>> count_lines("新建停车位500个，", width=48, size=12), count_lines("", width=48, size=12)
    (3, 1)
    """
    if len(text) * size * (face.widest + rules.seam) <= width and "\n" not in text:
        return 1
    room = width / size
    return sum([len(_ends(paragraph, room, face, rules)) for paragraph in text.split("\n")])


def line_ends(text: str, width: float, size: float, face: Face = SAFE, rules: Rules = STRICT) -> list[int]:
    """Return the place in the text where each of its lines ends, after its newline if it has one.

    >>> line_ends("新建停车位\\n100", width=48, size=12)
    [4, 6, 9]
    """
    ends: list[int] = []
    start = 0
    for paragraph in text.split("\n"):
        ends += [start + end for end in _ends(paragraph, width / size, face, rules)]
        start = ends[-1] = ends[-1] + 1
    ends[-1] -= 1
    return ends


def wrap(text: str, width: float, size: float, face: Face = SAFE, rules: Rules = STRICT) -> list[str]:
    """Return the lines of a text in a width, both in points; joined they are the text without its newlines.

    >>> wrap("新建停车位500个，", width=48, size=12)
    ['新建停车', '位500', '个，']
    """
    ends = line_ends(text, width, size, face, rules)
    return [text[start:end].removesuffix("\n") for start, end in pairwise([0, *ends])]


def _ends(paragraph: str, room: float, face: Face, rules: Rules) -> list[int]:
    """Return where each line of a paragraph ends; ``room`` is the width of a line in em."""
    advances = face.advances(paragraph)
    seams: Collection[int] = ()
    if rules.seam:
        seams = _find_seams(paragraph)
    reach = list(accumulate(_spaced(advances, seams, rules.seam) if seams else advances))
    ends: list[int] = []
    start, last, limit = 0, len(reach), room + TOLERANCE
    while start < last and reach[-1] > limit:
        start = _cut(paragraph, start, bisect_right(reach, limit, start), rules)
        ends.append(start)
        limit = reach[start - 1] + room + TOLERANCE + (rules.seam if start in seams else 0.0)
    if start < last or not ends:
        ends.append(last)
    return ends


def _find_seams(text: str) -> set[int]:
    """Return the places before which Latin letters or digits meet Chinese characters."""
    spans = [run.span() for run in LATIN_RUN.finditer(text)]
    seams = {start for start, _ in spans if start and FIRST_HAN <= text[start - 1] <= LAST_HAN}
    return seams.union([end for _, end in spans if FIRST_HAN <= text[end:end + 1] <= LAST_HAN])


def _spaced(advances: Iterable[float], seams: Iterable[int], seam: float) -> list[float]:
    spaced = list(advances)
    for place in seams:
        spaced[place] += seam
    return spaced


def _cut(text: str, start: int, full: int, rules: Rules) -> int:
    """Return where a line that starts at ``start`` and is full before ``full`` really ends."""
    if text[full] not in rules.notable and text[full - 1] not in rules.notable and full > start:
        return full
    if text[full] == " " or text[full] in rules.hanging:
        return full + 1
    chosen = rules
    if rules.after_word and (_is_latin(text, full - 1) or (rules.ahead and _is_latin(text, full))):
        chosen = rules.after_word
    end = _last_break(text, start, full, chosen)
    return end if end > start else _chop(text, start, full, rules)


def _last_break(text: str, start: int, end: int, rules: Rules) -> int:
    """Return the last place up to ``end`` where a line may end, or ``start``."""
    while end > start and rules.joins(text[end - 1], text[end]):
        end -= 1
    return end


def _chop(text: str, start: int, full: int, rules: Rules) -> int:
    """Return where to part what should stay together but is too long.

    That is where Latin text begins or ends, the first time; within a word after the last hyphen or the like
    that fits, else where the line is full.
    """
    latin = text[start] in WORD
    for end in range(start + 1, full + 1):
        if latin and text[end] not in WORD and text[end] not in NEUTRAL:
            return end
        if not latin and text[end] in WORD and text[end].isalnum():
            if not rules.ahead:
                return end
            if end > start + 1:
                return max(_last_break(text, start, end - 1, rules), start + 1)
            latin = True
    soft = max(text.rfind(char, start, full) for char in SOFT)
    return soft + 1 if soft >= start else max(full, start + 1)


def _is_latin(text: str, place: int) -> bool:
    """Tell whether a character is Latin; quotes and dashes are what the text before them is."""
    while place and text[place] in NEUTRAL:
        place -= 1
    return text[place] in WORD
