"""Numbers as they are written: Arabic, Chinese, with 万 and 亿, a range, 余 and 多. No units here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MULTIPLES = {
    sign: 10**power
    for power, sign in enumerate(
        ["百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"], start=2
    )
}

_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_HAN = r"[一二两三四五六七八九十][零一二两三四五六七八九十百千]*"
_MULTIPLE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦克米伏卡帕])|百(?!分|货|姓))"
_TAIL = rf"(?P<few{{0}}>[余多几来])?(?P<mul{{0}}>{_MULTIPLE})?(?P<more{{0}}>[余多])?"
# 8 digits followed by 万 (3亿4500万) belong to the number before them.
_SMALLER = r"(?P<small>(?<=亿)[0-9]+(?:\.[0-9]+)?万)?"
NUMBER = re.compile(
    rf"(?P<pct>百分之|千分之)?(?P<a>{_ARABIC}|{_HAN}){_TAIL.format(1)}{_SMALLER}"
    rf"(?P<range>(?P<mark>%|个)?(?:[-~到]+|至(?!少|今))(?P<b>{_ARABIC}|{_HAN}){_TAIL.format(2)})?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written at ``start``:``end``; ``about``: 余, 多 or two neighbouring numerals blur it."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    about: bool
    han: bool
    multiple: bool
    percent: bool


def han_value(numeral: str) -> int:
    """Return the value of a Chinese numeral below 一万; without 十百千 it is read digit by digit.

    >>> [han_value(text) for text in ("两", "十二", "一百零八", "三千五百", "二零二四")]
    [2, 12, 108, 3500, 2024]
    """
    if len(numeral) > 1 and not any(place in numeral for place in "十百千"):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    total = current = 0
    for sign in numeral:
        if sign in _PLACES:
            total += (current or 1) * _PLACES[sign]
            current = 0
        else:
            current = _DIGITS[sign]
    return total + current


def _plain(numeral: str) -> Decimal:
    return Decimal(numeral.replace(",", "")) if numeral[0] in "0123456789" else Decimal(han_value(numeral))


def _trimmed(value: Decimal) -> Decimal:
    whole = int(value)
    return Decimal(whole) if whole == value else value


def number_at(match: re.Match[str]) -> Number:
    """Return the number of a match of :data:`NUMBER`, multiples applied.

    >>> number_at(NUMBER.match("1.03万")).value, number_at(NUMBER.match("2-3")).value_max
    (Decimal('10300'), Decimal('3'))
    """
    first, second = match["a"], match["b"]
    low_multiple, high_multiple = match["mul1"], match["mul2"]
    low = _plain(first) * _MULTIPLES.get(low_multiple or high_multiple or "", 1)
    if match["small"]:
        low += _plain(match["small"][:-1]) * 10_000
    high = _plain(second) * _MULTIPLES.get(high_multiple or "", 1) if second else None
    rough = any(match[name] for name in ("few1", "more1", "few2", "more2"))
    return Number(
        match.start(), match.end(), _trimmed(low), None if high is None else _trimmed(high), rough,
        first[0] not in "0123456789", bool(low_multiple or high_multiple), bool(match["pct"]),
    )  # fmt: skip
