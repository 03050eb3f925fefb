"""Whether the parts of a number (其中…) are said to make it up, and do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from generators.extraction.likeness import compatible
from generators.extraction.records import Indicator, Sentence
from generators.extraction.signs import ETC

#: Words that open examples, not all parts; they may stand before the parts, 等 behind one as well.
_EXAMPLES = re.compile(f"包括|含|{ETC.pattern}")
_LONGEST_OPENING = 12
_MANY = 10_000


def parts_doubted(sentence: Sentence, index: int) -> list[str]:
    """Return why to look at the parts of an indicator: more than the whole, or all of it and yet less."""
    whole = sentence.indicators[index]
    parts = [one for one in sentence.indicators if one.parent == index and one.rel == "part"]
    if whole.value is None or whole.sum == "exact" or not parts:
        return []
    if not all(compatible(one.unit or "", whole.unit or "") for one in parts):
        return ["“其中”各项与总数的计量单位不同"] if claim_all(sentence.text, parts) else []
    total = sum(((one.value or Decimal(0)) * one.each for one in parts), Decimal(0))
    if total > whole.value or (total < whole.value and claim_all(sentence.text, parts)):
        return [f"“其中”各项加起来是{printed(total, whole.unit or '')}，总数是{whole.raw}"]
    return []


def claim_all(text: str, parts: Sequence[Indicator]) -> bool:
    """Return whether a text gives its parts as all there are: two or more, and none as an example."""
    start = max(0, min(one.span[0] for one in parts) - _LONGEST_OPENING)
    said = text[start : max(one.span[1] for one in parts) + 2]
    return len(parts) > 1 and not _EXAMPLES.search(said)


def printed(number: Decimal, unit: str) -> str:
    """Return a number with its unit as offices write it.

    >>> printed(Decimal(140000000), "元"), printed(Decimal("2.50"), "公里")
    ('14000万元', '2.5公里')
    """
    many = number >= _MANY and number % _MANY == 0
    return f"{(number / _MANY if many else number).normalize():f}{'万' if many else ''}{unit}"
