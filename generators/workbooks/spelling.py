"""The spelling of rows that Excel, WPS, LibreOffice and the libraries share, read by regular expressions.

In that spelling an expression is exact: ``<`` cannot stand in a text or an attribute, and every sign of a row
has to be matched, one cell right after the other. The one thing that expat refuses and they let pass is an
attribute given twice.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from generators.workbooks.addresses import LAST_ROW

ATTRIBUTES = r'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*'
FORMULA = rf"<f{ATTRIBUTES}(?:/>|>[^<>]*</f>)"
ROW = re.compile(rf'\s*<row r="([0-9]+)"({ATTRIBUTES})(/?)>')
ROW_END = "</row>"
BLANK_ROWS = re.compile(rf'(?:\s*<row r="[0-9]+"{ATTRIBUTES}/>)*')
STORED = r"<v>([^<>]*)</v>"
INLINE = r'<is><t(?: xml:space="preserve")?>([^<>]*)</t></is>'
CELL = re.compile(
    rf'<c r="([A-Z]+)([0-9]+)"({ATTRIBUTES})'  # column, row, other attributes
    rf"(?:/>|>({FORMULA})?(?:{STORED}|<v ?/>|{INLINE})?</c>)"
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
    """A cell as it is spelt; ``formula`` and ``stored`` are None where there is none."""

    letters: str
    attributes: str
    formula: str | None
    stored: str | None
    is_inline: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing."""
        return not (self.formula or self.has_value)

    @property
    def has_value(self) -> bool:
        """Whether a value is stored, which may be an empty text."""
        return bool(self.stored) or (self.stored is not None and holds_text(self.attributes))

    @property
    def is_doubtful(self) -> bool:
        """Whether type and content are at odds, or it cannot be told whether an empty text is stored."""
        if self.is_inline:
            return ' t="inlineStr"' not in self.attributes
        return self.formula is not None and self.stored is None and holds_text(self.attributes)

    @property
    def meaning(self) -> str:
        """The attributes, with a type of its own for a formula whose result was not stored."""
        return self.attributes if self.has_value else TYPE.sub("", self.attributes) + NO_RESULT


Groups = tuple[str, str, str, str | None, str | None, str | None]
"""What the expression of a cell finds: letters, row digits, attributes, formula, stored text, inline text."""


class Spelt(NamedTuple):
    """A row as it is spelt, blank cells and all; ``end`` is where it ends in its block."""

    digits: str
    attributes: str
    groups: list[Groups]
    end: int

    def slots(self) -> list[Slot]:
        """Return all cells."""
        return [slot_of(groups) for groups in self.groups]

    def cells(self) -> list[Lexed]:
        """Return the cells that hold anything."""
        cells = []
        for groups in self.groups:
            letters, digits, kind, formula, stored, inline = groups
            if stored:
                cells.append((letters, digits, kind, formula or "", stored))
            elif formula or stored is not None or inline is not None:
                slot = slot_of(groups)
                if not slot.is_blank:
                    cells.append((letters, digits, slot.meaning, formula or "", slot.stored or ""))
        return cells


def slot_of(groups: Any) -> Slot:
    """Return a cell as it is spelt."""
    letters, _, attributes, formula, stored, inline = groups
    return Slot(letters, attributes, formula, stored if inline is None else inline, inline is not None)


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
        return Spelt(digits, attributes, [], row.end())
    found: list[Any] = []
    at, match, is_sure = row.end(), CELL.match, True
    while cell := match(block, at):
        _, own_digits, _, formula, stored, inline = groups = cell.groups()
        is_odd = stored is None and (formula or inline is not None) and slot_of(groups).is_doubtful
        if is_odd or own_digits != digits:
            is_sure = False
        found.append(groups)
        at = cell.end()
    is_sure = is_sure and block.startswith(ROW_END, at)
    return Spelt(digits, attributes, found, at + len(ROW_END)) if is_sure else None


def row_number(digits: str) -> int:
    """Return a row's number; ValueError if no sheet has it."""
    number = int(digits) if len(digits) < 8 else 0
    if not 1 <= number <= LAST_ROW:
        raise ValueError("row number")
    return number


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
