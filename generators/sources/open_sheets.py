"""An OpenDocument spreadsheet (.ods) as blocks, in one pass over its XML.

The file stores every cell as it is shown, so dates, percents and numbers are what the clerk sees. Repeated
rows and cells are spread out only where they hold text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from generators.model.origin import Origin
from generators.opc.markup import expat_parser, feed, local
from generators.opc.names import key
from generators.opc.reading import LIMITS, Package, check_limits, check_names, directory
from generators.opc.refusals import refusal, refusing
from generators.sources.blocks import Aside, Document
from generators.sources.refusals import MOST_SIGNS, too_long
from generators.sources.sheet_tables import MOST_ROWS, OpenSheet, SheetTables
from generators.sources.shown_values import tidy_lines
from generators.workbooks.addresses import LAST_COLUMN, Range, cell_address

CONTENT = "content.xml"
LOCKED = (b"encryption-data", b"encrypted-package")
#: Shapes that may hold text; a text box stands in a frame.
SHAPES = tuple(f"draw:{kind}" for kind in (
    "frame", "custom-shape", "rect", "caption", "ellipse", "circle", "line", "polyline", "polygon",
    "regular-polygon", "path", "connector", "measure",
))  # fmt: skip
#: Where a cell has a value and no text, the value stands in for it.
VALUES = ("string-value", "date-value", "time-value", "boolean-value", "value")

Attributes = dict[str, str]


@dataclass
class OpenCell:
    """A cell being read: what is shown in it, what it means if nothing is, and its comment."""

    attributes: Attributes
    lines: list[str] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)


@dataclass
class SheetReader:
    """What is open while the events of a content part go by."""

    file: str
    sheets: list[OpenSheet] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)
    style: str = ""
    cells: dict[int, str] = field(default_factory=dict)
    column: int = 1
    row_attributes: Attributes = field(default_factory=dict)
    cell: OpenCell | None = None
    text: list[str] | None = None
    in_comment: int = 0
    in_shape: int = 0
    shape: list[str] = field(default_factory=list)
    signs: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a start tag."""
        found = STARTS.get(name)
        if found:
            found(self, {local(one): value for one, value in attributes.items()})

    def end(self, name: str) -> None:
        """Take an end tag."""
        found = ENDS.get(name)
        if found:
            found(self)

    def data(self, text: str) -> None:
        """Take text; only that of paragraphs in cells counts."""
        if self.text is not None:
            self.count(len(text))
            self.text.append(text)

    def count(self, signs: int) -> None:
        """Count text against the limit."""
        self.signs += signs
        if self.signs > MOST_SIGNS:
            raise too_long(self.file)

    # ------------------------------------------------------------ rows
    def start_table(self, attributes: Attributes) -> None:
        """Begin a sheet."""
        hidden = attributes.get("style-name") in self.hidden_styles
        self.sheets.append(OpenSheet(attributes.get("name", ""), hidden, row=1, column=1))

    def start_row(self, attributes: Attributes) -> None:
        """Begin a row."""
        self.cells, self.column, self.row_attributes = {}, 1, attributes

    def end_row(self) -> None:
        """Add a row as often as it is repeated; rows without text only count."""
        if not self.sheets:
            return
        sheet, attributes = self.sheets[-1], self.row_attributes
        times = times_of(attributes, "number-rows-repeated")
        if self.cells:
            self.count(sum(map(len, self.cells.values())) * (times - 1))
            numbers = range(sheet.row, sheet.row + min(times, MOST_ROWS + 1))
            sheet.rows |= dict.fromkeys(numbers, self.cells)
            sheet.hidden += numbers if attributes.get("visibility", "visible") != "visible" else ()
        sheet.row += times

    # ------------------------------------------------------------ cells
    def start_cell(self, attributes: Attributes) -> None:
        """Begin a cell."""
        self.cell = OpenCell(attributes)

    def end_cell(self) -> None:
        """Add a cell to its row, and its merge to the sheet; one covered by a merge keeps its text."""
        done, self.cell = self.cell, None
        if done is None or not self.sheets:
            return
        times = times_of(done.attributes, "number-columns-repeated")
        self.add_merge(done.attributes)
        text = tidy_lines("\n".join(done.lines)) or value_of(done.attributes)
        if text and self.column <= LAST_COLUMN:
            wide = min(times, LAST_COLUMN - self.column + 1)
            self.count(len(text) * (wide - 1))
            self.cells.update(dict.fromkeys(range(self.column, self.column + wide), text))
        self.add_comment(done)
        self.column += times

    def add_merge(self, attributes: Attributes) -> None:
        """Keep the merge that begins at a cell."""
        wide = times_of(attributes, "number-columns-spanned")
        high = times_of(attributes, "number-rows-spanned")
        if wide > 1 or high > 1:
            sheet = self.sheets[-1]
            sheet.merges.append(Range(sheet.row, self.column, sheet.row + high - 1, self.column + wide - 1))

    def add_comment(self, done: OpenCell) -> None:
        """Keep the comment of a cell aside."""
        text = tidy_lines("\n".join(done.comment))
        if text:
            sheet = self.sheets[-1]
            self.asides.append(Aside("批注", text, Origin(self.file, sheet.name, self.address())))

    def address(self) -> str:
        """Return the address of the cell now reached."""
        return cell_address(self.sheets[-1].row, min(self.column, LAST_COLUMN))

    # ------------------------------------------------------------ shapes
    def start_shape(self) -> None:
        """Begin a shape that lies over the sheet, or one in it."""
        self.in_shape += 1

    def end_shape(self) -> None:
        """Keep the text of a shape aside when the outermost ends."""
        self.in_shape = max(0, self.in_shape - 1)
        if self.in_shape:
            return
        text, self.shape = tidy_lines("\n".join(self.shape)), []
        if text and self.sheets:
            place = Origin(self.file, self.sheets[-1].name, self.address() if self.cell else "")
            self.asides.append(Aside("文本框", text, place))

    # ------------------------------------------------------------ text
    def start_paragraph(self) -> None:
        """Begin a line of a cell, of its comment or of a shape."""
        if self.cell is not None or self.in_shape:
            self.text = []

    def end_paragraph(self) -> None:
        """Add a finished line to what holds it: the shape, else the comment, else the cell."""
        if self.text is None:
            return
        if self.in_shape:
            self.shape.append("".join(self.text))
        elif self.cell is not None:
            holder = self.cell.comment if self.in_comment else self.cell.lines
            holder.append("".join(self.text))
        self.text = None

    def add_sign(self, sign: str) -> None:
        """Add a sign that an element stands for."""
        if self.text is not None:
            self.count(len(sign))
            self.text.append(sign)


def times_of(attributes: Attributes, name: str) -> int:
    """Return how often something is repeated or over how much it spans.

    >>> times_of({"number-rows-repeated": "3"}, "number-rows-repeated"), times_of({}, "x")
    (3, 1)
    """
    digits = attributes.get(name, "1")[:8]
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() else 1


def value_of(attributes: Attributes) -> str:
    """Return the value of a cell that shows no text, '' for none."""
    return next((attributes[name] for name in VALUES if attributes.get(name)), "")


def hide_style(reader: SheetReader, attributes: Attributes) -> None:
    """Note the style of sheets that are not displayed."""
    if attributes.get("display") == "false":
        reader.hidden_styles.add(reader.style)


def set_style(reader: SheetReader, attributes: Attributes) -> None:
    """Note the name of the style being told."""
    reader.style = attributes.get("name", "")


def comment(step: int) -> Callable[[SheetReader], None]:
    """Return what enters or leaves a comment."""

    def change(reader: SheetReader) -> None:
        reader.in_comment = max(0, reader.in_comment + step)

    return change


def plainly(act: Callable[[SheetReader], None]) -> Callable[[SheetReader, Attributes], None]:
    """Return what acts whatever the attributes are."""
    return lambda reader, _: act(reader)


STARTS: dict[str, Callable[[SheetReader, Attributes], None]] = {
    "style:style": set_style,
    "style:table-properties": hide_style,
    "table:table": SheetReader.start_table,
    "table:table-row": SheetReader.start_row,
    "table:table-cell": SheetReader.start_cell,
    "table:covered-table-cell": SheetReader.start_cell,
    "office:annotation": plainly(comment(1)),
    "text:p": plainly(SheetReader.start_paragraph),
    **dict.fromkeys(SHAPES, plainly(SheetReader.start_shape)),
    "text:s": lambda reader, attributes: reader.add_sign(" " * min(times_of(attributes, "c"), 100)),
    "text:tab": plainly(lambda reader: reader.add_sign("\t")),
    "text:line-break": plainly(lambda reader: reader.add_sign("\n")),
}
ENDS: dict[str, Callable[[SheetReader], None]] = {
    "table:table-row": SheetReader.end_row,
    "table:table-cell": SheetReader.end_cell,
    "table:covered-table-cell": SheetReader.end_cell,
    "office:annotation": comment(-1),
    "text:p": SheetReader.end_paragraph,
    **dict.fromkeys(SHAPES, SheetReader.end_shape),
}


def open_archive(path: Path) -> Package:
    """Return an OpenDocument archive within the limits of packages. Raises WorkbookError."""
    members = directory(path)
    check_limits(path, members, LIMITS)
    check_names(path.name, members)
    package = Package(path, {key(member.orig_filename): member for member in members if not member.is_dir()})
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
    if any(sign in manifest for sign in LOCKED):
        raise refusal("PKG-4", path.name)
    return package


def read_open_sheets(path: Path) -> Document:
    """Return an .ods as a document, hidden sheets as well. Raises WorkbookError."""
    package = open_archive(path)
    reader = read_content(package)
    maker = SheetTables(package.file)
    maker.asides += reader.asides
    for sheet in reader.sheets:
        maker.add_open(sheet)
    return maker.document()


def read_content(package: Package) -> SheetReader:
    """Return what the content part of an archive holds. Raises WorkbookError."""
    reader = SheetReader(package.file)
    parser: expat.XMLParserType = expat_parser(package.file, CONTENT)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    with refusing("PKG-11", package.file, found=CONTENT, detail="XML"):
        feed(parser, package.file, CONTENT, package.stream(CONTENT))
    return reader
