"""A Word document as blocks, in one pass over its XML.

Not python-docx, whose cells repeat merged text and spread out spans. Changes that were tracked count as
accepted; text boxes, headers, footers, notes and deleted text are kept aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generators.model.origin import Origin
from generators.opc.markup import expat_parser, feed, local, localised
from generators.opc.reading import Package
from generators.opc.refusals import refusing
from generators.sources.blocks import Aside, Block, Cell, Document, Paragraph, Row, Table
from generators.sources.refusals import MOST_SIGNS, too_long
from generators.sources.tags import AsWritten
from generators.sources.word_numbers import Numbering, number_of, read_numbering

#: Elements whose text is not seen: old values of changes, second drawings, field codes, reading aids.
UNSEEN = frozenset(("Fallback", "instrText", "delInstrText", "rt", "pPrChange", "rPrChange", "tcPrChange",
                    "trPrChange", "tblPrChange", "sectPrChange", "tblPrExChange"))  # fmt: skip
#: Parts beside the text, by the kind of their relationship.
BESIDE = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class OpenParagraph:
    """A paragraph being read."""

    text: list[str] = field(default_factory=list)
    style: str = ""
    level: int = 0
    number: str | None = None
    number_level: int | None = None


@dataclass
class OpenCell:
    """A cell being read."""

    lines: list[str] = field(default_factory=list)
    span: int = 1
    continues: bool = False
    joins_left: bool = False


@dataclass
class OpenTable:
    """A table being read."""

    number: int
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    column: int = 0
    is_head: bool = False
    is_deleted: bool = False


@dataclass
class BodyReader:
    """What is open while the events of a part go by; ``containers`` are the cells and text boxes around."""

    file: str
    numbering: Numbering
    blocks: list[Block] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    paragraphs: list[OpenParagraph] = field(default_factory=list)
    tables: list[OpenTable] = field(default_factory=list)
    containers: list[OpenCell | list[str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    count: int = 0
    table_count: int = 0
    pictures: int = 0
    signs: int = 0
    unseen: int = 0
    deleting: int = 0
    runs: int = 0
    taking: bool = False
    in_row_properties: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        act = STARTS_AS_WRITTEN[name]
        if self.unseen or act is skip_unseen:
            self.unseen += 1
        elif act is not None:
            act(self, attributes)

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self.unseen:
            self.unseen -= 1
            return
        act = ENDS_AS_WRITTEN[name]
        if act is not None:
            act(self)

    def data(self, text: str) -> None:
        """Take text; only that of text elements counts."""
        if self.taking and not self.unseen:
            self.add(text)

    def add(self, text: str) -> None:
        """Add text to the paragraph, or to what was deleted."""
        self.signs += len(text)
        if self.signs > MOST_SIGNS:
            raise too_long(self.file)
        if self.deleting:
            self.deleted.append(text)
        elif self.paragraphs:
            self.paragraphs[-1].text.append(text)

    # ------------------------------------------------------------ paragraphs
    def end_paragraph(self) -> None:
        """Hand a finished paragraph to what holds it."""
        if not self.paragraphs:
            return
        done = self.paragraphs.pop()
        text = "".join(done.text).strip()
        label = self.numbering.label(done.style, done.number, done.number_level)
        if text or (label and self.containers):
            self.place(f"{label}{text}", done.level)
        self.set_deleted_aside()

    def place(self, text: str, level: int) -> None:
        """Put a paragraph into the cell, the text box or the flow."""
        if not self.containers:
            self.count += 1
            self.blocks.append(Paragraph(text, Origin(self.file, place=f"第{self.count}段"), level))
            return
        holder = self.containers[-1]
        (holder.lines if isinstance(holder, OpenCell) else holder).append(text)

    def set_deleted_aside(self) -> None:
        """Keep the text that a tracked change deleted."""
        text = "".join(self.deleted).strip()
        if text:
            self.asides.append(Aside("修订删除的文字", text, self.here()))
        self.deleted.clear()

    def here(self) -> Origin:
        """Return the place now reached."""
        if self.tables:
            table = self.tables[-1]
            return Origin(self.file, place=f"表{table.number}第{len(table.rows) + 1}行")
        return Origin(self.file, place=f"第{max(self.count, 1)}段")

    def end_box(self) -> None:
        """Keep the text of a text box."""
        lines = self.containers.pop() if self.containers else []
        text = "\n".join(lines if isinstance(lines, list) else lines.lines)
        if text.strip():
            self.asides.append(Aside("文本框", text, self.here()))

    # ------------------------------------------------------------ tables
    def start_table(self) -> None:
        """Begin a table."""
        self.table_count += 1
        self.tables.append(OpenTable(self.table_count))

    def start_row(self) -> None:
        """Begin a row."""
        if self.tables:
            table = self.tables[-1]
            table.cells, table.column, table.is_head, table.is_deleted = [], 0, False, False

    def end_cell(self) -> None:
        """Add a finished cell to its row; one merged into the left one lends it its columns and text."""
        done = self.containers.pop() if self.containers else None
        if not self.tables or not isinstance(done, OpenCell):
            return
        table = self.tables[-1]
        row, column = len(table.rows) + 1, len(table.cells) + 1
        place = Origin(self.file, place=f"表{table.number}第{row}行第{column}列")
        text = "\n".join(line for line in done.lines if line.strip())
        if done.joins_left and table.cells:
            left = table.cells[-1]
            joined = "\n".join(filter(None, (left.text, text)))
            table.cells[-1] = Cell(joined, left.column, left.origin, left.span + done.span, left.continues)
        else:
            table.cells.append(Cell(text, table.column, place, done.span, done.continues))
        table.column += done.span

    def end_row(self) -> None:
        """Add a finished row to its table, or to what was deleted."""
        if not self.tables:
            return
        table = self.tables[-1]
        place = Origin(self.file, place=f"表{table.number}第{len(table.rows) + 1}行")
        if table.is_deleted:
            text = "\n".join(cell.text for cell in table.cells if cell.text)
            self.asides += [Aside("修订删除的文字", text, place)] if text else []
            return
        table.rows.append(Row(tuple(table.cells), place, table.is_head))

    def end_table(self) -> None:
        """Add a finished table to the blocks; one inside a cell comes before the table around it."""
        if self.tables:
            table = self.tables.pop()
            if table.rows:
                self.blocks.append(Table(tuple(table.rows), Origin(self.file, place=f"表{table.number}")))


def attributes_kind(attributes: dict[str, str]) -> str:
    """Return the type attribute of an element, whatever its prefix."""
    return next((value for name, value in attributes.items() if local(name) == "type"), "")


Attributes = dict[str, str]


def value_of(attributes: Attributes, otherwise: str = "") -> str:
    """Return the val attribute of an element, whatever its prefix."""
    plain = attributes.get("w:val")
    return localised(attributes).get("val", otherwise) if plain is None else plain


def skip_unseen(reader: BodyReader, attributes: Attributes) -> None:
    """Stand for an element whose text is not seen."""


def sign_adder(sign: str) -> Callable[[BodyReader, Attributes], None]:
    """Return what adds a sign that an element stands for; the break of a page is none."""

    def add(reader: BodyReader, attributes: Attributes) -> None:
        if reader.runs and attributes_kind(attributes) != "page":
            reader.add(sign)

    return add


def on_paragraph(change: Callable[[OpenParagraph, str], None]) -> Callable[[BodyReader, Attributes], None]:
    """Return what takes a property of the current paragraph."""

    def take(reader: BodyReader, attributes: Attributes) -> None:
        if reader.paragraphs:
            change(reader.paragraphs[-1], value_of(attributes))

    return take


def on_cell(change: Callable[[OpenCell, str], None]) -> Callable[[BodyReader, Attributes], None]:
    """Return what takes a property of the current cell."""

    def take(reader: BodyReader, attributes: Attributes) -> None:
        if reader.containers and isinstance(cell := reader.containers[-1], OpenCell):
            change(cell, value_of(attributes))

    return take


def set_style(paragraph: OpenParagraph, value: str) -> None:
    """Take the style; the usual heading styles have a level."""
    paragraph.style = value
    digits = value.removeprefix("Heading").removeprefix("heading").strip()
    if len(digits) == 1 and digits in "123456789":
        paragraph.level = int(digits)


def set_outline(paragraph: OpenParagraph, value: str) -> None:
    """Take the outline level."""
    if len(value) == 1 and value in "012345678":
        paragraph.level = int(value) + 1


def count_picture(reader: BodyReader, _: Attributes) -> None:
    """Count a picture."""
    reader.pictures += 1


def start_deleting(reader: BodyReader, _: Attributes) -> None:
    """Begin deleted text; inside the properties of a row the whole row is deleted."""
    if reader.in_row_properties and reader.tables:
        reader.tables[-1].is_deleted = True
    reader.deleting += 1


def skip_columns(reader: BodyReader, attributes: Attributes) -> None:
    """Leave columns free before the first cell of a row."""
    if reader.tables:
        reader.tables[-1].column += number_of(value_of(attributes))


def mark_head(reader: BodyReader, attributes: Attributes) -> None:
    """Mark a row as repeated on each page."""
    if reader.tables and value_of(attributes, "1") not in ("0", "false", "off"):
        reader.tables[-1].is_head = True


def setter(name: str, value: object) -> Callable[[BodyReader], None]:
    """Return what sets a field of the reader."""
    return lambda reader: setattr(reader, name, value)


def counter(name: str, step: int) -> Callable[[BodyReader], None]:
    """Return what counts a field of the reader up or down, never below zero."""
    return lambda reader: setattr(reader, name, max(0, getattr(reader, name) + step))


def plainly(act: Callable[[BodyReader], None]) -> Callable[[BodyReader, Attributes], None]:
    """Return what acts whatever the attributes are."""
    return lambda reader, _: act(reader)


STARTS: dict[str, Callable[[BodyReader, Attributes], None]] = {
    "p": plainly(lambda reader: reader.paragraphs.append(OpenParagraph())),
    "r": plainly(counter("runs", 1)),
    "t": plainly(setter("taking", True)),
    "delText": plainly(setter("taking", True)),
    "del": start_deleting,
    "moveFrom": start_deleting,
    "pStyle": on_paragraph(set_style),
    "outlineLvl": on_paragraph(set_outline),
    "numId": on_paragraph(lambda paragraph, value: setattr(paragraph, "number", value)),
    "ilvl": on_paragraph(lambda paragraph, value: setattr(paragraph, "number_level", number_of(value))),
    "txbxContent": plainly(lambda reader: reader.containers.append([])),
    "tbl": plainly(BodyReader.start_table),
    "tr": plainly(BodyReader.start_row),
    "trPr": plainly(setter("in_row_properties", True)),
    "gridBefore": skip_columns,
    "tblHeader": mark_head,
    "tc": plainly(lambda reader: reader.containers.append(OpenCell())),
    "gridSpan": on_cell(lambda cell, value: setattr(cell, "span", max(number_of(value, 1), 1))),
    "vMerge": on_cell(lambda cell, value: setattr(cell, "continues", value != "restart")),
    "hMerge": on_cell(lambda cell, value: setattr(cell, "joins_left", value != "restart")),
    "blip": count_picture,
    "imagedata": count_picture,
    **{name: sign_adder(sign) for name, sign in SIGNS.items()},
    **dict.fromkeys(UNSEEN, skip_unseen),
}
ENDS: dict[str, Callable[[BodyReader], None]] = {
    "p": BodyReader.end_paragraph,
    "r": counter("runs", -1),
    "t": setter("taking", False),
    "delText": setter("taking", False),
    "del": counter("deleting", -1),
    "moveFrom": counter("deleting", -1),
    "trPr": setter("in_row_properties", False),
    "txbxContent": BodyReader.end_box,
    "tbl": BodyReader.end_table,
    "tr": BodyReader.end_row,
    "tc": BodyReader.end_cell,
}


STARTS_AS_WRITTEN = AsWritten(STARTS)
ENDS_AS_WRITTEN = AsWritten(ENDS)


def read_part(package: Package, part: str, numbering: Numbering) -> BodyReader:
    """Return what a part of the document holds. Raises WorkbookError."""
    reader = BodyReader(package.file, numbering)
    parser = expat_parser(package.file, part)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    with refusing("PKG-11", package.file, found=part, detail="XML"):
        feed(parser, package.file, part, package.stream(part))
    return reader


def read_word(package: Package, part: str) -> tuple[Document, int]:
    """Return the document with the main part ``part``, and how many pictures it holds.

    Raises WorkbookError.
    """
    body = read_part(package, part, read_numbering(package, part))
    asides = [*body.asides, *(aside for kind in BESIDE for aside in beside(package, part, kind))]
    return Document(package.file, tuple(body.blocks), tuple(asides)), body.pictures


def beside(package: Package, part: str, kind: str) -> list[Aside]:
    """Return the text of the headers, footers, notes or comments of a document."""
    asides = []
    for name in package.related(part, kind):
        read = read_part(package, name, Numbering())
        lines = [text for block in read.blocks for text in texts_of(block)]
        if lines:
            asides.append(Aside(BESIDE[kind], "\n".join(lines), Origin(package.file, place=BESIDE[kind])))
    return asides


def texts_of(block: Block) -> list[str]:
    """Return the texts of a block."""
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells()]
