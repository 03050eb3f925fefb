"""Chinese numerals for headings: 一、 … 九十九、."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """Return ``number`` (0 to 99) as it stands in a heading; above that in Arabic digits.

    >>> [chinese_numeral(number) for number in (1, 10, 12, 20, 35, 100)]
    ['一', '十', '十二', '二十', '三十五', '100']
    """
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones or not tens else "")
