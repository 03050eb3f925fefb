"""Rows in any spelling, read by expat: prefixes, order, CDATA, comments, encodings play no part."""

from __future__ import annotations

from collections.abc import Iterator

from generators.opc.markup import check_head, expat_parser, local, localised
from generators.opc.reading import Package
from generators.workbooks.addresses import column_letters, parse_address
from generators.workbooks.spelling import NO_RESULT, Lexed, LexedRow, row_number


def rows_by_expat(package: Package, part: str) -> Iterator[LexedRow]:
    """Yield the rows of a sheet that hold anything."""
    rows = ExpatRows(package.file, part)
    for number, block in enumerate(package.stream(part)):
        if number == 0:
            check_head(package.file, part, block)
        rows.parse(block, is_last=False)
        yield from rows.taken()
    rows.parse(b"")
    yield from rows.taken()


def fragment_by_expat(file: str, rows: str) -> list[LexedRow]:
    """Return the rows of a piece of a sheet, which must be whole."""
    found = ExpatRows(file, "")
    found.parse(f"<sheetData>{rows}</sheetData>".encode())
    return found.taken()


class ExpatRows:
    """Handlers of expat that collect rows."""

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
