"""Marks in the text of a Word template while Jinja renders it: which paragraph, run or XML comes next.

They are control characters, which XML cannot hold, so no text of a document is ever taken for one; values
lose theirs before they are rendered (:func:`plain_values`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

PARAGRAPH, RUN, INLINE, CHUNK, END = "\x01", "\x02", "\x03", "\x04", "\x05"
BREAK = "\x06"  # a line break typed in the template; "\n" in a value begins a new paragraph
BLOCKS = re.compile(f"([{PARAGRAPH}{CHUNK}])([0-9]{{1,6}}){END}")
RUNS = re.compile(f"{RUN}([0-9]{{1,6}}){END}")
ANY = re.compile(f"[{PARAGRAPH}{RUN}{INLINE}{CHUNK}][0-9]*{END}?|[{END}{BREAK}]")
_CONTROLS = re.compile("\r\n?|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = ("\r", "\r\n", "\x0b", "\x0c")


def mark(kind: str, number: int | str) -> str:
    """Return the mark of a paragraph, run, piece of XML."""
    return f"{kind}{number}{END}"


def without_marks(text: str) -> str:
    """Return text as a person sees it."""
    return ANY.sub("", text)


def plain_text(text: str) -> str:
    r"""Return text without characters that XML cannot hold; the line ends of other systems become ``\n``.

    >>> plain_text("甲\r\n乙\x07\x0b丙")
    '甲\n乙\n丙'
    """
    return _CONTROLS.sub(_replaced, text) if _CONTROLS.search(text) else text


def _replaced(found: re.Match[str]) -> str:
    return "\n" if found.group() in _LINE_ENDS else ""


def plain_values(value: Any) -> Any:
    """Return a copy made of plain dicts, lists, text and numbers; raise TypeError for anything else."""
    kind = type(value)
    if kind is str:
        return plain_text(value)
    if kind is Decimal or kind is int or value is None:
        return value
    if isinstance(value, Mapping):
        return {name: plain_values(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(inner) for inner in value]
    if isinstance(value, bool | float | date):
        return value
    raise TypeError(f"templates are given plain values only, not {kind.__name__}")
