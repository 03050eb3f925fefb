"""Rows alike: most rows of a register hold the same cells in the same styles, so a row is read at one stroke.

A row seen some times becomes an expression with its column letters, styles and types written out; only row
number, formulas and stored texts are left open. That is twice as fast as cell by cell, which is how rows of
other shapes are read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from generators.workbooks.spelling import ATTRIBUTES, FORMULA, INLINE, ROW_END, Slot, Spelt

MOST_SHAPES = 8
MOST_SKETCHES = 200
WIDEST = 200  # cells; making the expression of a wider row takes longer than it saves
ENOUGH_ROWS = 100  # fewer are read cell by cell before an expression is made
SIGHTINGS = 3
LONGEST_REST = 1 << 12


class Place(NamedTuple):
    """Where a shape finds a cell: the groups of its stored text and, if not 0, of its formula."""

    letters: str
    attributes: str
    stored: int
    formula: int = 0


class Sketch(NamedTuple):
    """What rows alike have in common: an expression, whose first two groups are the row's, and cells."""

    expression: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A sketch seen often enough to be worth an expression."""

    pattern: re.Pattern[str]
    places: tuple[Place, ...]


def sketch(row: Spelt) -> Sketch:
    """Return what rows like this one look like.

    >>> from generators.workbooks.spelling import spelt_row
    >>> found = sketch(spelt_row('<row r="5"><c r="A5" s="1" t="s"><v>7</v></c><c r="B5"/></row>'))
    >>> found.places
    (Place(letters='A', attributes=' s="1" t="s"', stored=2, formula=0),)
    >>> another = '<row r="9" ht="20"><c r="A9" s="1" t="s"><v>3</v></c><c r="B9"/></row>'
    >>> re.fullmatch(found.expression, another).groups()
    ('9', ' ht="20"', '3')
    """
    pieces, places, group = [rf'\s*<row r="([0-9]+)"({ATTRIBUTES})>'], [], 2
    for slot in row.slots():
        pieces.append(expression(slot))
        if not slot.is_blank:
            has_formula = slot.formula is not None
            places.append(Place(slot.letters, slot.meaning, group + has_formula, group if has_formula else 0))
            group += 1 + has_formula
    return Sketch("".join([*pieces, ROW_END]), tuple(places))


def expression(slot: Slot) -> str:
    r"""Return the expression of a cell in which formula and stored text, if it holds any, are groups.

    >>> expression(Slot("A", ' s="1"', None, "7"))
    '<c r="A\\1"\\ s="1"><v>([^<>]+)</v></c>'
    """
    start = rf'<c r="{slot.letters}\1"{re.escape(slot.attributes)}'
    if slot.is_blank:
        return f"{start}(?:/>|></c>)"
    formula = f"({FORMULA})" if slot.formula else ""
    return f"{start}>{formula}{stored_expression(slot)}</c>"


def stored_expression(slot: Slot) -> str:
    """Return the expression of what a cell stores, its text a group."""
    if slot.is_inline:
        return INLINE
    if slot.stored:
        return "<v>([^<>]+)</v>"
    return "<v></v>()" if slot.has_value else "(?:<v></v>|<v ?/>|)()"


class Shapes:
    """The shapes of a sheet, learnt while it is read; the one last met is tried first.

    While none fits, they are tried and learnt ever more rarely, so that rows without order cost little.
    """

    def __init__(self) -> None:
        self.known: list[Shape] = []
        self.seen: Counter[Sketch] = Counter()
        self.rows = self.rest = self.next_rest = 0

    def match(self, block: str, at: int) -> tuple[Shape, re.Match[str]] | None:
        """Return the shape of the row that begins at a place, and what it found there."""
        if self.rest:
            return None
        for index, shape in enumerate(self.known):
            if found := shape.pattern.match(block, at):
                self.next_rest = 0
                if index:
                    self.known.insert(0, self.known.pop(index))
                return shape, found
        return None

    def learn(self, row: Spelt) -> None:
        """Take note of a row that fits no shape; make a shape of what was seen some times."""
        self.rows += 1
        if self.rest:
            self.rest -= 1
            return
        self.rest = self.next_rest
        self.next_rest = min(2 * self.next_rest + 1, LONGEST_REST)
        is_open = len(self.known) < MOST_SHAPES and len(self.seen) < MOST_SKETCHES
        if is_open and len(row.groups) <= WIDEST:
            self.add(sketch(row))

    def add(self, found: Sketch) -> None:
        """Count a sketch, and make it a shape when it has been seen often enough."""
        self.seen[found] += 1
        if self.seen[found] >= SIGHTINGS and self.rows >= ENOUGH_ROWS:
            self.known.insert(0, Shape(re.compile(found.expression), found.places))
