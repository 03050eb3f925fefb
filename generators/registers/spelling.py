"""What a clerk typed, put into one spelling: full-width signs, odd spaces, invisible characters."""

from __future__ import annotations

import re

#: Signs that differ only in width or shape; digits of other scripts and ① are left alone on purpose.
_SAME = str.maketrans(
    "０１２３４５６７８９．，％＋－﹣−＝＜＞～∼〜—–　\u00a0\t\n",
    "0123456789.,%+---=<>~~~~~" + "    ",
)
#: Letters nobody sees: zero-width spaces and joiners, marks of writing direction, the byte order mark.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = re.compile(" +")
_RETURNS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
#: Every kind of space but a line's end.
_BLANKS = re.compile(r"[^\S\n]")


def plain(text: str) -> str:
    """Return ``text`` with full-width digits and signs made narrow and single spaces between words.

    >>> plain("  １２，３４５ ％")
    '12,345 %'
    """
    spelt = text.translate(_SAME)
    if not spelt.isprintable():
        spelt = _INVISIBLE.sub("", spelt)
    return _SPACES.sub(" ", spelt).strip()


def without_spaces(text: str) -> str:
    """Return ``text`` without any space or line end, for comparing headings and names.

    >>> without_spaces(" 项 目\\n名　称 ")
    '项目名称'
    """
    return "".join(_INVISIBLE.sub("", text).split())


def clean(text: str) -> str:
    """Return a text as it may be printed: trimmed, lines ended alike, control characters made visible.

    >>> clean(" 甲\\r\\n乙\\x07 ")
    '甲\\n乙␇'
    """
    if text.isprintable():
        return text.strip()
    text = _INVISIBLE.sub("", _RETURNS.sub("\n", text))
    return _CONTROL.sub(picture, text).strip()


def picture(control: re.Match[str]) -> str:
    """Return the visible picture of a control character (U+2400 block)."""
    code = ord(control[0])
    return "\u2421" if code == 0x7F else chr(0x2400 + code)


def controls_in(text: str) -> str:
    """Return the pictures of the control characters in ``text``, in order, '' when there is none."""
    return "".join(picture(found) for found in _CONTROL.finditer(_RETURNS.sub("\n", text)))


def one_line(text: str) -> str:
    """Return ``text`` with line ends and runs of spaces as one space, for titles and headings.

    >>> one_line("完成\\n时限　")
    '完成 时限'
    """
    return " ".join(text.split())
