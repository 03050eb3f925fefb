"""Rows of a sheet as stored: at one stroke if they are alike, cell by cell if spelt as usual, else by expat.

What stands before and after the rows always goes through expat, so that a sheet cut off is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from generators.opc.markup import expat_parser
from generators.opc.reading import Package
from generators.opc.refusals import refusing
from generators.workbooks.expat_rows import fragment_by_expat, rows_by_expat
from generators.workbooks.shapes import Shape, Shapes
from generators.workbooks.spelling import (
    BLANK_ROWS,
    ROW_END,
    Lexed,
    LexedRow,
    Spelt,
    row_number,
    says_hidden,
    spelt_row,
)
from generators.workbooks.texts import Odd, text_blocks, unescaped, whole_elements


class ShapedRow(NamedTuple):
    """A row read at one stroke: the groups that its shape's expression found."""

    number: int
    is_hidden: bool
    shape: Shape
    groups: tuple[str, ...]

    @property
    def cells(self) -> list[Lexed]:
        """The cells one by one."""
        digits, groups = str(self.number), self.groups
        return [
            (letters, digits, attributes, groups[formula] if formula else "", groups[stored])
            for letters, attributes, stored, formula in self.shape.places
        ]


AnyRow = LexedRow | ShapedRow


def lexed_rows(package: Package, part: str) -> Iterator[AnyRow]:
    """Yield the rows of a sheet that hold anything, in stored order. Raises WorkbookError."""
    count = 0
    with refusing("PKG-11", package.file, found=part, detail="表格内容"):
        try:
            for row in quick_rows(package, part):
                yield row
                count += 1
        except Odd:
            yield from islice(rows_by_expat(package, part), count, None)


def quick_rows(package: Package, part: str) -> Iterator[AnyRow]:
    """Yield rows of a sheet in the usual spelling; Odd where it is left for more than a row."""
    blocks = whole_elements(text_blocks(package, part), "<row ", "</sheetData>")
    head, shapes = next(blocks), Shapes()
    check_outline_start(head)
    parser = expat_parser(package.file, part)
    parser.Parse(head)
    for block in blocks:
        if block.startswith("</sheetData>"):
            parser.Parse(block, True)
            return
        yield from rows_of(package.file, block, shapes)
    raise Odd


def check_outline_start(head: str) -> None:
    """Raise Odd unless a sheet leads up to its rows in the usual spelling."""
    if not head.rstrip().endswith("<sheetData>") or "<worksheet" not in head or "<!" in head:
        raise Odd


def rows_of(file: str, block: str, shapes: Shapes) -> Iterator[AnyRow]:
    """Yield the rows of a block of whole rows."""
    at, end, has_references = 0, len(block.rstrip()), "&" in block
    while at < end:
        if found := shapes.match(block, at):
            shape, match = found
            groups = match.groups()
            if has_references and block.find("&", at, match.end()) >= 0:
                groups = tuple(map(unescaped, groups))
            at = match.end()
            if shape.places:
                yield ShapedRow(row_number(groups[0]), says_hidden(groups[1]), shape, groups)
        elif spelt := spelt_row(block, at):
            at = spelt.end
            if spelt.groups:
                shapes.learn(spelt)
                yield from row_with(spelt, has_references)
            elif blank := BLANK_ROWS.match(block, at):
                at = blank.end()
        else:
            stop = block.find(ROW_END, at) + len(ROW_END)
            yield from odd_row(file, block[at:stop])
            at = stop


def row_with(spelt: Spelt, has_references: bool) -> Iterator[LexedRow]:
    """Yield a row if it holds anything."""
    number, cells = row_number(spelt.digits), spelt.cells()
    if has_references:
        cells = [(a, b, c, unescaped(formula), unescaped(stored)) for a, b, c, formula, stored in cells]
    if cells:
        yield LexedRow(number, says_hidden(spelt.attributes), cells)


def odd_row(file: str, row: str) -> Iterator[LexedRow]:
    """Return the rows of a piece that is not in the usual spelling, or raise Odd if it cannot stand alone."""
    if "<!" in row or "<?" in row or not row or row.count("<row") != row.count('<row r="'):
        raise Odd
    return iter(fragment_by_expat(file, row))
