"""Cells of a sheet as XML: text as text, numbers as numbers, formulas with their value."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from math import isinf

from generators.errors import OutputError, Problem
from generators.model.origin import Origin
from generators.opc.cell_texts import LONGEST_TEXT, is_too_long
from generators.opc.escaping import escape
from generators.writers.shown import clean, plain

MOST_DIGITS = 15  # Excel keeps no more
#: Excel reads _x000D_ as a control character; written so, the text stays as it was typed.
LOOKS_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))


class Strings(dict[str, int]):
    """Shared strings: XML text by number, each text once."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    above, below = divmod(column, 26)
    return (letters(above - 1) if above else "") + chr(65 + below)


def area(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """Return a range by rows and columns counted from 0.

    >>> area(0, 0, 2, 1)
    'A1:B3'
    """
    return f"{letters(first_column)}{first_row + 1}:{letters(last_column)}{last_row + 1}"


def cell_text(text: str, sheet: str, reference: str) -> str:
    """Return clean text as XML for a cell; raise OutputError when Excel cannot hold it."""
    if is_too_long(text):
        said = f"这一格有 {len(text)} 个字，Excel 一格最多 {LONGEST_TEXT} 个字符。"
        advice = "请把内容分到几行，或删短后再生成。"
        raise OutputError(Problem("OUT-8", Origin("", sheet, reference), said, advice))
    if "_x" in text:
        text = LOOKS_LIKE_ESCAPE.sub("_x005F_", text)
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    return text


def number_for_excel(number: Decimal | int) -> str | None:
    """Return a number as a file stores it; None for what no cell holds (not finite, or beyond 1E308).

    A number of many digits is a number too, as near as Excel gets: formulas pass over text.

    >>> number_for_excel(Decimal("0.250")), number_for_excel(Decimal("1E2")), number_for_excel(10**15 + 1)
    ('0.25', '100', '1000000000000001')
    """
    exact = Decimal(number)
    if not exact.is_finite() or isinf(float(exact)):
        return None
    text = plain(exact)
    return text if len(text) <= MOST_DIGITS else repr(float(exact)).removesuffix(".0")


def formula_cell(reference: str, style: int, text: str, value: Decimal | str) -> str:
    """Return a cell with a formula (without its ``=``) and the value it has now."""
    formula = escape(text)
    number = None if isinstance(value, str) else number_for_excel(value)
    if number is not None:
        return f'<c r="{reference}" s="{style}"><f>{formula}</f><v>{number}</v></c>'
    said = clean(value) if isinstance(value, str) else "#NUM!"
    kind = "e" if said in ERRORS else "str"
    return f'<c r="{reference}" s="{style}" t="{kind}"><f>{formula}</f><v>{escape(said)}</v></c>'
