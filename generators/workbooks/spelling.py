"""The spelling of rows that Excel, WPS, LibreOffice and the libraries share, read by regular expressions.

In that spelling an expression is exact: ``<`` cannot stand in a text or an attribute, and every sign of a row
has to be matched, one cell right after the other. The one thing expat refuses and they let pass is an attribute
given twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from generators.workbooks.addresses import LAST_ROW

ATTRIBUTES = r'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*'
FORMULA = rf"<f{ATTRIBUTES}(?:/>|>[^<>]*</f>)"
ROW = re.compile(rf'\s*<row r="([0-9]+)"({ATTRIBUTES})(/?)>')
ROW_END = "</row>"
CELL = re.compile(
    rf'<c r="([A-Z]+)([0-9]+)"({ATTRIBUTES})'  # column, row, other attributes
    rf"(?:/>|>(?:<v>|({FORMULA})<v>)([^<>]*)</v></c>)"  # blank, or formula and stored text
)

# Other spellings of single cells, of text that cannot be anything else, and the one above.
RESPELT = (
    ("<v/>", "<v></v>"),
    ("<v />", "<v></v>"),
    ("</f></c>", "</f><v></v></c>"),
    ("<is><t>", "<v>"),
    ('<is><t xml:space="preserve">', "<v>"),
    ("</t></is>", "</v>"),
)
TYPE = re.compile(r' t="[^"]*"')
NO_RESULT = ' t="none"'

Lexed = tuple[str, str, str, str, str]
"""A cell: column letters, row digits, other attributes, formula with its tags, stored text."""


class LexedRow(NamedTuple):
    """A row and its cells, those that hold anything."""

    number: int
    is_hidden: bool
    cells: list[Lexed]


class Slot(NamedTuple):
    """A cell as it is spelt: ``formula`` is None without one, ``stored`` is None in a blank cell."""

    letters: str
    attributes: str
    formula: str | None
    stored: str | None


@dataclass(frozen=True, slots=True)
class Spelt:
    """A row as it is spelt, blank cells and all; ``end`` is where it ends in its block."""

    digits: str
    attributes: str
    slots: tuple[Slot, ...]
    end: int

    def cells(self) -> list[Lexed]:
        """Return the cells that hold anything."""
        digits = self.digits
        return [
            told_empty((slot.letters, digits, slot.attributes, slot.formula or "", slot.stored))
            for slot in self.slots
            if slot.stored or (slot.stored is not None and (slot.formula or holds_text(slot.attributes)))
        ]  # fmt: skip


def spelt_row(block: str, at: int = 0) -> Spelt | None:
    """Return the row that begins at a place, or None if it is not in the usual spelling.

    >>> spelt_row('<row r="5"><c r="A5" t="s"><v>7</v></c><c r="B5"/></row>').cells()
    [('A', '5', ' t="s"', '', '7')]
    >>> spelt_row('<row r="5"><c r="A6"><v>7</v></c></row>') is None
    True
    """
    row = ROW.match(block, at)
    if row is None:
        return None
    digits, attributes, is_blank = row.groups()
    if is_blank:
        return Spelt(digits, attributes, (), row.end())
    slots, at, match = [], row.end(), CELL.match
    while cell := match(block, at):
        letters, own_digits, kind, formula, stored = cell.groups()
        if own_digits != digits:
            return None
        slots.append(Slot(letters, kind, formula, stored))
        at = cell.end()
    if not block.startswith(ROW_END, at):
        return None
    return Spelt(digits, attributes, tuple(slots), at + len(ROW_END))


def row_number(digits: str) -> int:
    """Return a row's number; ValueError if no sheet has it."""
    number = int(digits) if len(digits) < 8 else 0
    if not 1 <= number <= LAST_ROW:
        raise ValueError("row number")
    return number


def respelt(row: str) -> str:
    """Return a row in the usual spelling, as far as it goes."""
    for other, usual in RESPELT:
        row = row.replace(other, usual)
    return row


def told_empty(cell: Lexed) -> Lexed:
    """Return a cell, marked if it is a formula whose result was not stored."""
    column, row, attributes, formula, stored = cell
    if stored or holds_text(attributes):
        return cell
    return column, row, TYPE.sub("", attributes) + NO_RESULT, formula, stored


def holds_text(attributes: str) -> bool:
    """Return whether a cell with these attributes holds a text of its own, which may be empty."""
    return ' t="str"' in attributes or ' t="inlineStr"' in attributes


def says_hidden(attributes: str) -> bool:
    """Return whether a row's attributes hide it."""
    return " hidden=" in attributes and (' hidden="1"' in attributes or ' hidden="true"' in attributes)


def formula_text(tagged: str) -> str:
    """Return the text of a formula within its tags, '' if it stands with another cell.

    >>> formula_text('<f t="shared" si="0">A1*2</f>'), formula_text('<f t="shared" si="0"/>')
    ('A1*2', '')
    """
    return tagged.partition(">")[2].removesuffix("</f>")
