"""An XML Spreadsheet of Excel 2003 as blocks: what many systems export under the name .xls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from generators.opc.markup import expat_parser, local
from generators.opc.refusals import refusing
from generators.published.blocks import Aside, Document
from generators.published.refusals import MOST_SIGNS, too_long
from generators.published.sheet_tables import SheetTables, document_of, hidden_aside
from generators.published.shown_values import shown
from generators.workbooks.addresses import Range
from generators.workbooks.formats import meaning_of
from generators.workbooks.values import boolean, number

#: What tells such a file from any other XML.
NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
#: Names that stand for formats with a percent sign.
PERCENT = "Percent"

Attributes = dict[str, str]


@dataclass
class OpenSheet:
    """A sheet being read; rows and columns count from 1."""

    name: str
    is_hidden: bool = False
    row: int = 0
    column: int = 0
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


@dataclass
class XmlReader:
    """What is open while the events go by."""

    file: str
    sheets: list[OpenSheet] = field(default_factory=list)
    percents: set[str] = field(default_factory=set)
    style: str = ""
    cell: Attributes = field(default_factory=dict)
    kind: str = ""
    text: list[str] | None = None
    in_comment: bool = False
    signs: int = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a start tag."""
        found = STARTS.get(local(name))
        if found:
            found(self, {local(one): value for one, value in attributes.items()})

    def end(self, name: str) -> None:
        """Take an end tag."""
        if local(name) == "Data" and self.text is not None:
            self.add_value("".join(self.text))
            self.text = None
        elif local(name) == "Comment":
            self.in_comment = False

    def data(self, text: str) -> None:
        """Take text; only that of cells counts."""
        if self.text is not None:
            self.signs += len(text)
            if self.signs > MOST_SIGNS:
                raise too_long(self.file)
            self.text.append(text)

    def start_row(self, attributes: Attributes) -> None:
        """Begin a row, the next one or the one named."""
        if self.sheets:
            sheet = self.sheets[-1]
            sheet.row, sheet.column = number_at(attributes, "Index", sheet.row + 1), 0
            if attributes.get("Hidden") == "1":
                sheet.hidden.append(sheet.row)
            sheet.row += number_at(attributes, "Span", 0)

    def start_cell(self, attributes: Attributes) -> None:
        """Begin a cell, the next one or the one named, and keep its merge."""
        if not self.sheets:
            return
        sheet, self.cell = self.sheets[-1], attributes
        sheet.column = number_at(attributes, "Index", sheet.column + 1)
        wide, high = number_at(attributes, "MergeAcross", 0), number_at(attributes, "MergeDown", 0)
        if wide or high:
            sheet.merges.append(Range(sheet.row, sheet.column, sheet.row + high, sheet.column + wide))

    def start_data(self, attributes: Attributes) -> None:
        """Begin the value of a cell; that of a comment is none."""
        if not self.in_comment:
            self.kind, self.text = attributes.get("Type", "String"), []

    def add_value(self, text: str) -> None:
        """Put a value as it is seen into its row; the next cell stands behind the merge."""
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        seen = shown_text(text, self.kind, self.cell.get("StyleID", "") in self.percents)
        if seen:
            sheet.rows.setdefault(sheet.row, {})[sheet.column] = seen
        sheet.column += number_at(self.cell, "MergeAcross", 0)


def shown_text(text: str, kind: str, is_percent: bool) -> str:
    """Return a stored value as it is seen.

    >>> shown_text("0.5", "Number", True), shown_text("2025-09-30T00:00:00.000", "DateTime", False)
    ('50%', '2025年9月30日')
    """
    if kind == "Number":
        return shown(number(text.strip() or "?"), is_percent)
    if kind == "Boolean":
        return shown(boolean(text))
    if kind == "DateTime":
        try:
            return shown(datetime.fromisoformat(text.strip()[:19]))
        except ValueError:
            return text.strip()
    return shown(text)


def number_at(attributes: Attributes, name: str, otherwise: int) -> int:
    """Return the number an attribute says, another one where it says none."""
    digits = attributes.get(name, "")
    return int(digits) if 0 < len(digits) < 8 and digits.isascii() and digits.isdigit() else otherwise


def add_sheet(reader: XmlReader, attributes: Attributes) -> None:
    """Begin a sheet."""
    reader.sheets.append(OpenSheet(attributes.get("Name", "")))


def set_style(reader: XmlReader, attributes: Attributes) -> None:
    """Note the style being told."""
    reader.style = attributes.get("ID", "")


def set_format(reader: XmlReader, attributes: Attributes) -> None:
    """Note whether the style being told shows percents."""
    code = attributes.get("Format", "")
    if code == PERCENT or meaning_of(code).value == "percent":
        reader.percents.add(reader.style)


def start_comment(reader: XmlReader, _: Attributes) -> None:
    """Enter the comment of a cell."""
    reader.in_comment = True


STARTS: dict[str, Callable[[XmlReader, Attributes], None]] = {
    "Style": set_style, "NumberFormat": set_format, "Worksheet": add_sheet, "Row": XmlReader.start_row,
    "Cell": XmlReader.start_cell, "Data": XmlReader.start_data, "Comment": start_comment,
}  # fmt: skip


def read_sheet_xml(text: str, file: str) -> Document:
    """Return an XML Spreadsheet as a document. Raises WorkbookError."""
    reader = XmlReader(file)
    parser = expat_parser(file, "XML")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    with refusing("PKG-11", file, found="XML", detail="XML"):
        parser.Parse(text, True)
    maker = SheetTables(file)
    tables = [maker.table(one.name, sorted(one.rows.items()), one.merges) for one in reader.sheets]
    asides: list[Aside] = []
    for one in reader.sheets:
        asides += hidden_aside(file, one.name, one.is_hidden, one.hidden)
    return document_of(file, tables, asides)
