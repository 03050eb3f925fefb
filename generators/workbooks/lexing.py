"""Rows of a sheet, cell by cell, as stored: the usual spelling by a regular expression, every other by expat.

Excel, WPS, LibreOffice and the libraries all spell cells alike. In that spelling an expression is exact, for
``<`` cannot stand in a text: it is used where the count of tags proves that it has read every one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from generators.opc.markup import check_head, expat_parser, local, localised
from generators.opc.reading import Package
from generators.opc.refusals import refusing
from generators.workbooks.addresses import LAST_ROW, column_letters, parse_address
from generators.workbooks.shapes import Shape, Shapes
from generators.workbooks.texts import Odd, text_blocks, unescaped, whole_elements

CELL = re.compile(
    r'<c r="([A-Z]+)([0-9]+)"([^<>/]*)>'  # column, row, other attributes
    r"(?:<v>|(<f[^<>]*(?:/>|>[^<>]*</f>))<v>)"  # formula with its tags
    r"([^<>]*)</v></c>"
)
HIDDEN = re.compile(r'<row r="([0-9]+)"[^<>]* hidden="(?:1|true)"')
# Other spellings that programs use, as text that cannot be anything else, and the one that is read quickly.
SPELLINGS = (
    ("<v/>", "<v></v>"),
    ("<v />", "<v></v>"),
    ("</f></c>", "</f><v></v></c>"),
    ("<is><t>", "<v>"),
    ('<is><t xml:space="preserve">', "<v>"),
    ("</t></is>", "</v>"),
)
EMPTY = "<v></v>"
NO_RESULT = ' t="none"'

Lexed = tuple[str, str, str, str, str]


class LexedRow(NamedTuple):
    """A row; of each cell column letters, row digits, other attributes, formula with tags, stored text."""

    number: int
    is_hidden: bool
    cells: list[Lexed]


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
        formulas = (groups[slot.formula] if slot.formula else "" for slot in self.shape.slots)
        return [
            (slot.letters, digits, slot.attributes, formula, groups[slot.stored])
            for slot, formula in zip(self.shape.slots, formulas)
        ]


AnyRow = LexedRow | ShapedRow


def formula_text(tagged: str) -> str:
    """Return the text of a formula within its tags, '' if it stands with another cell.

    >>> formula_text('<f t="shared" si="0">A1*2</f>'), formula_text('<f t="shared" si="0"/>')
    ('A1*2', '')
    """
    return tagged.partition(">")[2].removesuffix("</f>")


def lexed_rows(package: Package, part: str) -> Iterator[AnyRow]:
    """Yield the rows of a sheet that hold anything, in stored order. Raises WorkbookError."""
    count = 0
    with refusing("PKG-11", package.file, found=part, detail="表格内容"):
        try:
            for row in quick_rows(package, part):
                yield row
                count += 1
        except Odd:
            yield from islice(slow_rows(package, part), count, None)


def quick_rows(package: Package, part: str) -> Iterator[AnyRow]:
    """Yield rows of a sheet in the usual spelling; Odd where it is left."""
    blocks = whole_elements(text_blocks(package, part), "<row ", "</sheetData>")
    head, shapes = next(blocks), Shapes()
    parser = expat_parser(package.file, part)
    check_outline_start(head)
    parser.Parse(head)
    for block in blocks:
        if block.startswith("</sheetData>"):
            parser.Parse(block, True)
            return
        yield from rows_by_shape(package.file, block, shapes)
    raise Odd


def check_outline_start(head: str) -> None:
    """Raise Odd unless a sheet leads up to its rows in the usual spelling."""
    if not head.rstrip().endswith("<sheetData>") or "<worksheet" not in head or "<!" in head:
        raise Odd


def rows_by_shape(file: str, block: str, shapes: Shapes) -> Iterator[AnyRow]:
    """Yield the rows of a block of whole rows: those of known shapes at one stroke, others cell by cell."""
    at, has_references = 0, "&" in block
    while at < len(block):
        if found := shapes.match(block, at):
            shape, match = found
            groups = match.groups()
            if has_references and block.find("&", at, match.end()) >= 0:
                groups = tuple(map(unescaped, groups))
            at = match.end()
            yield ShapedRow(row_number(groups[0]), says_hidden(groups[1]), shape, groups)
        else:
            end = shapes.stretch_end(block, at)
            shapes.learn(block, at)
            yield from rows_of(file, block[at:end])
            at = end


def says_hidden(attributes: str) -> bool:
    """Return whether a row's attributes hide it."""
    return " hidden=" in attributes and (' hidden="1"' in attributes or ' hidden="true"' in attributes)


def rows_of(file: str, block: str) -> Iterator[LexedRow]:
    """Return the rows of a block of whole rows; Odd if a comment or the like is in it."""
    cells: list[Lexed] = CELL.findall(block)
    if not is_all(block, len(cells)):
        block = respelt(block)
        cells = CELL.findall(block)
        if not is_all(block, len(cells)):
            return slow_block(file, block)
    if EMPTY in block:
        cells = [told_empty(cell) for cell in cells if cell[4] or cell[3] or holds_text(cell[2])]
    if "&" in block:
        cells = [(a, b, c, unescaped(f), unescaped(v)) for a, b, c, f, v in cells]
    hidden = set(HIDDEN.findall(block)) if " hidden=" in block else ()
    rows = groupby(cells, itemgetter(1))
    return (LexedRow(row_number(number), number in hidden, list(row)) for number, row in rows)


def respelt(block: str) -> str:
    """Return a block of rows in the spelling that is read quickly, as far as it goes."""
    for other, usual in SPELLINGS:
        block = block.replace(other, usual)
    return block


def told_empty(cell: Lexed) -> Lexed:
    """Return a cell, marked if it is a formula whose result was not stored."""
    column, row, attributes, formula, stored = cell
    is_missing = not stored and not holds_text(attributes)
    return (column, row, attributes + NO_RESULT, formula, stored) if is_missing else cell


def holds_text(attributes: str) -> bool:
    """Return whether a cell with these attributes holds a text of its own, which may be empty."""
    return ' t="str"' in attributes or ' t="inlineStr"' in attributes


def is_all(block: str, count: int) -> bool:
    """Return whether so many cells are all that a block of rows holds: every tag of it is accounted for.

    A row has two tags, a cell with its value four, a formula with text two more; a blank cell or row and a
    formula without text are one tag each, ending in ``/>``, which no text holds if there are as many ``<`` as
    ``>``.
    """
    tags = 2 * block.count("</row>") + 4 * count + 2 * block.count("</f>") + block.count("/>")
    return tags == block.count("<") == block.count(">")


def row_number(digits: str) -> int:
    """Return a row's number; ValueError if no sheet has it."""
    number = int(digits) if len(digits) < 8 else 0
    if not 1 <= number <= LAST_ROW:
        raise ValueError("row number")
    return number


def slow_block(file: str, block: str) -> Iterator[LexedRow]:
    """Return the rows of a block of whole rows in any spelling; Odd if they cannot stand alone."""
    if "<!" in block or "<?" in block or block.count("<row ") != block.count('<row r="'):
        raise Odd
    rows = SlowRows(file, "")
    rows.parse(f"<sheetData>{block}</sheetData>".encode())
    return iter(rows.taken())


def slow_rows(package: Package, part: str) -> Iterator[LexedRow]:
    """Yield the rows of a sheet in any spelling."""
    rows = SlowRows(package.file, part)
    for number, block in enumerate(package.stream(part)):
        if number == 0:
            check_head(package.file, part, block)
        rows.parse(block, is_last=False)
        yield from rows.taken()
    rows.parse(b"")
    yield from rows.taken()


class SlowRows:
    """Handlers of expat that collect rows; prefixes, order of attributes, CDATA and the like play no part."""

    def __init__(self, file: str, part: str) -> None:
        self.found: list[LexedRow] = []
        self.path: list[str] = [""]
        self.row = self.column = 0
        self.is_hidden = False
        self.cells: list[Lexed] = []
        self.cell: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.parser = expat_parser(file, part)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def parse(self, content: bytes, is_last: bool = True) -> None:
        """Take the next bytes."""
        self.parser.Parse(content, is_last)

    def taken(self) -> list[LexedRow]:
        """Return the rows complete so far and forget them."""
        rows, self.found = self.found, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a row or a cell, or note what a text belongs to."""
        name = local(name)
        parent = self.path[-1]
        self.path.append(name)
        if name == "c" and parent == "row":
            self.start_cell(localised(attributes))
        elif name == "row" and parent == "sheetData":
            self.start_row(localised(attributes))
        elif parent == "c" and name in ("v", "f", "is"):
            self.texts[name] = ""

    def start_row(self, attributes: dict[str, str]) -> None:
        """Begin a row at its number, or after the last one if it has none."""
        self.row = row_number(attributes.get("r", str(self.row + 1)))
        self.column, self.cells = 0, []
        self.is_hidden = attributes.get("hidden") in ("1", "true")

    def start_cell(self, attributes: dict[str, str]) -> None:
        """Begin a cell at its address, or after the last one if it has none."""
        address = attributes.pop("r", f"{column_letters(self.column + 1)}{self.row}")
        row, self.column = parse_address(address)
        if row != self.row:
            raise ValueError("a cell of another row")
        self.cell, self.texts = attributes, {}

    def text(self, piece: str) -> None:
        """Add to a value, a formula or an inline text, which may be in runs."""
        name = self.path[-1]
        if name in ("v", "f"):
            if self.path[-2] == "c":
                self.texts[name] += piece
        elif name == "t" and "is" in self.path and "rPh" not in self.path:
            self.texts["is"] += piece

    def end(self, _: str) -> None:
        """End a row or a cell."""
        name = self.path.pop()
        if name == "c" and self.path[-1] == "row":
            self.end_cell()
        elif name == "row" and self.path[-1] == "sheetData" and self.cells:
            self.found.append(LexedRow(self.row, self.is_hidden, self.cells))

    def end_cell(self) -> None:
        """Keep a cell that holds anything."""
        kind = self.cell.get("t", "n")
        stored = self.texts.get("is", self.texts.get("v"))
        formula = f"<f>{self.texts['f']}</f>" if "f" in self.texts else ""
        has_value = bool(stored) or (stored is not None and kind in ("str", "inlineStr"))
        if has_value or formula:
            style = self.cell.get("s", "0")
            attributes = f' s="{style}"' + (f' t="{kind}"' if has_value else NO_RESULT)
            self.cells.append((column_letters(self.column), str(self.row), attributes, formula, stored or ""))
