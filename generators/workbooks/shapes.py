"""Rows alike: most rows of a register hold the same cells in the same styles, so a row is read at one stroke.

A row seen some times becomes an expression with its column letters, styles and types written out; only row
number, formulas and stored texts are left open. What it matches it has read to the last sign, so that nothing
needs to be counted, and twice as fast as cell by cell; rows of other shapes are read cell by cell.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

CELL = re.compile(
    r'<c r="([A-Z]+)([0-9]+)"([^<>/]*)'  # column, row, other attributes
    r"(?:(/)>|>(<f[^<>]*(?:/>|>[^<>]*</f>))?<v>[^<>]+</v></c>)"  # nothing in it, or perhaps a formula
)
START = re.compile(r'<row r="([0-9]+)"[^<>/]*>')
FORMULA = r"(<f[^<>]*(?:/>|>[^<>]*</f>))"
STORED = r"<v>([^<>]+)</v></c>"
MOST_SHAPES = 8
MOST_SKETCHES = 200
ENOUGH_ROWS = 100  # fewer are read cell by cell before an expression is made
SIGHTINGS = 3


class Slot(NamedTuple):
    """A cell of a shape: column, attributes, and which groups hold its stored text and its formula."""

    letters: str
    attributes: str
    stored: int
    formula: int = 0


class Sketch(NamedTuple):
    """What rows alike have in common: an expression, whose first two groups are the row's, and cells."""

    expression: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A sketch seen often enough to be worth an expression."""

    pattern: re.Pattern[str]
    slots: tuple[Slot, ...]


def sketch(block: str, at: int = 0) -> Sketch | None:
    """Return what rows like the one at a place look like, or None if it is not spelt in the usual way.

    >>> found = sketch('<row r="5"><c r="A5" s="1" t="s"><v>7</v></c><c r="B5"/></row>')
    >>> found.slots
    (Slot(letters='A', attributes=' s="1" t="s"', stored=2, formula=0),)
    >>> another = '<row r="9" ht="20"><c r="A9" s="1" t="s"><v>3</v></c><c r="B9"/></row>'
    >>> re.fullmatch(found.expression, another).groups()
    ('9', ' ht="20"', '3')
    """
    start = START.match(block, at)
    if start is None:
        return None
    pieces, slots, at, group = [r'<row r="([0-9]+)"([^<>/]*)>'], [], start.end(), 2
    while cell := CELL.match(block, at):
        letters, digits, attributes, is_blank, formula = cell.groups()
        if digits != start[1]:
            return None
        end = "/>" if is_blank else f">{FORMULA if formula else ''}{STORED}"
        pieces.append(rf'<c r="{letters}\1"{re.escape(attributes)}{end}')
        if not is_blank:
            slots.append(Slot(letters, attributes, group + bool(formula), group if formula else 0))
            group += 2 if formula else 1
        at = cell.end()
    return Sketch("".join([*pieces, "</row>"]), tuple(slots)) if block.startswith("</row>", at) else None


class Shapes:
    """The shapes of a sheet, learnt while it is read; the one last met is tried first."""

    def __init__(self) -> None:
        self.known: list[Shape] = []
        self.seen: Counter[Sketch] = Counter()
        self.rows = 0
        self.stretch = 1

    def match(self, block: str, at: int) -> tuple[Shape, re.Match[str]] | None:
        """Return the shape of the row that begins at a place, and what it found there."""
        for index, shape in enumerate(self.known):
            if found := shape.pattern.match(block, at):
                self.stretch = 1
                if index:
                    self.known.insert(0, self.known.pop(index))
                return shape, found
        return None

    def stretch_end(self, block: str, at: int) -> int:
        """Return where the rows end that are read cell by cell: twice as many each time no shape fits."""
        count, self.stretch = self.stretch, min(2 * self.stretch, 1 << 12)
        self.rows += count
        while count and (end := block.find("</row>", at)) >= 0:
            at, count = end + len("</row>"), count - 1
        return len(block) if count else at

    def learn(self, block: str, at: int) -> None:
        """Take note of a row that fits no shape; make a shape of what was seen some times."""
        is_open = len(self.known) < MOST_SHAPES and len(self.seen) < MOST_SKETCHES
        found = sketch(block, at) if is_open else None
        if found is None or not found.slots:
            return
        self.seen[found] += 1
        if self.seen[found] >= SIGHTINGS and self.rows >= ENOUGH_ROWS:
            self.known.insert(0, Shape(re.compile(found.expression), found.slots))
