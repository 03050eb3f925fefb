"""Units that are multiples of each other (元 and 亿元, 米 and 公里): numbers turned from one to another."""

from __future__ import annotations

import re
from decimal import Decimal, Inexact, localcontext

from generators.extraction.records import Indicator

_MULTIPLES = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_MULTIPLE = re.compile("(" + "|".join(sorted(_MULTIPLES, key=len, reverse=True)) + ")(?=.)")
#: Units with a name of their own: how many of which they are. The third of a square metre makes 亩 whole.
_AREA = "三分之一平方米"
_NAMED = {
    "公里": (10**3, "米"), "千米": (10**3, "米"), "公斤": (10**3, "克"), "千克": (10**3, "克"),
    "吨": (10**6, "克"),
    "平方米": (3, _AREA), "平米": (3, _AREA), "亩": (2000, _AREA), "公顷": (30000, _AREA),
    "平方公里": (3 * 10**6, _AREA), "平方千米": (3 * 10**6, _AREA),
}  # fmt: skip
#: Signs inside a number that make it about so much.
_ABOUT = re.compile("[余多几近约]|左右|上下")
_MONEY = re.compile("(?P<multiple>[百千]?万|亿)元$")


def parted(unit: str) -> tuple[int, str]:
    """Return how many of which simple unit a unit is.

    >>> parted("万元"), parted("公里"), parted("户"), parted("亿元/年")
    ((10000, '元'), (1000, '米'), (1, '户'), (100000000, '元/年'))
    """
    match = None if unit in _NAMED else _MULTIPLE.match(unit)
    factor, base = _NAMED.get(unit[match.end() if match else 0 :], (1, unit[match.end() if match else 0 :]))
    return (_MULTIPLES[match[1]] if match else 1) * factor, base


def turned(value: Decimal, unit: str, into: str) -> Decimal | None:
    """Return a number of one unit in another; None where they count different things, or it is not exact.

    >>> turned(Decimal(34000), "万元", "亿元"), turned(Decimal(3), "户", "人")
    (Decimal('3.4'), None)
    >>> turned(Decimal(180), "亩", "公顷"), turned(Decimal(100), "亩", "公顷")
    (Decimal('12'), None)
    """
    (factor, base), (divisor, other) = parted(unit), parted(into)
    with localcontext() as context:
        context.traps[Inexact] = True
        try:
            return plain(value * factor / divisor) if base == other else None
        except Inexact:
            return None


def plain(value: Decimal) -> Decimal:
    """Return a number without zeros behind its last digit.

    >>> plain(Decimal("3.40")), plain(Decimal(1200))
    (Decimal('3.4'), Decimal('1200'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def money_as_written(raw: str) -> str:
    """Return the unit of an amount of money as its text has it: 万元 or 亿元, '' for anything else.

    >>> money_as_written("3.4亿元"), money_as_written("5000万元"), money_as_written("80元")
    ('亿元', '万元', '')
    """
    match = _MONEY.search(raw)
    return "" if match is None else "亿元" if match["multiple"] == "亿" else "万元"


def in_words(one: Indicator) -> str:
    """Return a number with its unit as its text has it, 约 before one that is only about so much."""
    is_plain = one.comparator == "~" and not _ABOUT.search(one.raw)
    return f"约{one.raw}" if is_plain else one.raw
