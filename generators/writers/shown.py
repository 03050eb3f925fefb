"""Values as text: numbers by Excel's number formats, and text that every Office file can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from generators.page import Formula, Value

#: What stands for a character that XML cannot hold, so that a reader sees that something was there.
REPLACEMENT = "\ufffd"
#: Compiled where first met, which is seldom: classes of so many signs take milliseconds.
ILLEGAL = "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
LINE_ENDS = "\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]"
UNUSUAL = re.compile("[^\t\n\x20-\x84\x86-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<colour>[^\]]*)\]|[_*](?P<space>.)'
    r"|(?P<digits>[#0?][#0?,.]*|\.[#0?]+)|(?P<general>General|@)|(?P<percent>%)|(?P<other>.)"
)

#: Enough digits for any number a cell can hold, so that rounding never fails.
WIDE = Context(prec=400)

NumberText = Callable[[Decimal], str]


def clean(text: str) -> str:
    r"""Return ``text`` with every kind of line end as ``\n`` and what XML forbids replaced visibly.

    >>> clean("甲\r\n乙\x07\ud800 \U00020bb7 <b>")
    '甲\n乙\ufffd\ufffd 𠮷 <b>'
    """
    if not UNUSUAL.search(text):
        return text
    return re.sub(ILLEGAL, REPLACEMENT, re.sub(LINE_ENDS, "\n", text))


def shown(value: Value, number_format: str = "") -> str:
    """Return the text a reader sees for ``value``: as in Excel, but without a point that nothing follows.

    >>> shown(Decimal("0.98765"), "0.00%"), shown(Decimal("1.50")), shown(None)
    ('98.77%', '1.5', '')
    >>> shown(Formula("=A1", Decimal(3)), '+0.0"个百分点";-0.0"个百分点"')
    '+3.0个百分点'
    """
    if isinstance(value, Formula):
        value = value.value
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    return number_text(number_format)(Decimal(value))


def plain(number: Decimal) -> str:
    """Return a number with all its digits, no exponent and no zeros at the end.

    >>> plain(Decimal("1E+3")), plain(Decimal("0.500")), plain(Decimal(10))
    ('1000', '0.5', '10')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=256)
def number_text(number_format: str) -> NumberText:
    """Return how numbers are shown in an Excel number format; without one every digit is."""
    if number_format in ("", "General", "@"):
        return plain
    sections = [section_text(section) for section in number_format.split(";")[:3]]
    return lambda number: by_sign(sections, number)


def by_sign(sections: list[NumberText], number: Decimal) -> str:
    """Show a number by the section of its sign: positive, negative, zero."""
    if number == 0 and len(sections) == 3:
        return sections[2](number)
    if number < 0 and len(sections) > 1:
        return sections[1](-number)
    text = sections[0](abs(number))
    return f"-{text}" if number < 0 and any(digit in "123456789" for digit in text) else text


def section_text(section: str) -> NumberText:
    """Return how a number without its sign is shown in one section of a format."""
    tokens = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in TOKEN.finditer(section)]
    scale = Decimal(100) ** sum(kind == "percent" for kind, _ in tokens)
    literal = {"quoted", "escaped", "other", "percent"}

    def show(number: Decimal) -> str:
        texts = []
        for kind, text in tokens:
            if kind in literal:
                texts.append(text)
            elif kind == "digits":
                texts.append(digits(number * scale, text))
            elif kind == "general":
                texts.append(plain(number))
        return "".join(texts)

    return show


def digits(number: Decimal, pattern: str) -> str:
    """Show a number by a pattern of ``#,##0.00``, rounded half up.

    >>> digits(Decimal("1234.565"), "#,##0.00"), digits(Decimal("0.5"), "0"), digits(Decimal("2.50"), "0.##")
    ('1,234.57', '1', '2.5')
    """
    whole, _, decimals = pattern.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, WIDE)
    text = format(rounded, ",f" if "," in whole else "f")
    needed = decimals.rfind("0") + 1  # zeros behind this place are not shown
    if len(decimals) > needed:
        head, _, tail = text.partition(".")
        tail = tail[:needed] + tail[needed:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return text
