"""Numbers as an office prints them: exact, rounded half up once, without an exponent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

#: Shown where there is nothing to show: no target, nothing reported.
NOTHING = "-"
#: Wide enough that rounding never meets the limit of a context, however long the number is.
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return ``value`` with ``decimals`` decimals, a half always away from zero (as Excel's ROUND).

    >>> rounded(Decimal("0.125"), 2), rounded(Decimal("-2.5"), 0)
    (Decimal('0.13'), Decimal('-3'))
    """
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)


def number_text(value: Decimal) -> str:
    """Return a number exactly, without exponent and without zeros at the end of its decimals.

    >>> [number_text(Decimal(typed)) for typed in ("1.5E+4", "2.50", "100", "-0.0")]
    ['15000', '2.5', '100', '0']
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rate_text(rate: Decimal, decimals: int = 2) -> str:
    """Return a rate (1 is everything) in percent, uncapped, rounded half up.

    >>> rate_text(Decimal("0.62495"), 2), rate_text(Decimal(124) / Decimal(80), 0)
    ('62.50%', '155%')
    """
    return f"{rounded(rate.scaleb(2), decimals):f}%"


def share_text(part: Decimal | int, total: Decimal | int, decimals: int = 2) -> str:
    """Return the share of ``part`` in ``total`` in percent; ``-`` when the total is nothing.

    >>> share_text(3, 16), share_text(1, 3, 1), share_text(0, 0)
    ('18.75%', '33.3%', '-')
    """
    if not total:
        return NOTHING
    return rate_text(Decimal(part) / Decimal(total), decimals)


def points_text(gap: Decimal, decimals: int = 2) -> str:
    """Return how far apart two rates are, in 百分点, without its sign (超 or 慢 says it in words).

    >>> points_text(Decimal("-12.505"))
    '12.51'
    """
    return f"{abs(rounded(gap, decimals)):f}"
