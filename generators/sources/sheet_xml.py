"""An XML Spreadsheet of Excel 2003 as blocks: what many systems export under the name .xls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from generators.model.origin import Origin
from generators.opc.markup import expat_parser, local
from generators.opc.refusals import refusing
from generators.sources.blocks import Aside, Document
from generators.sources.refusals import MOST_SIGNS, too_long
from generators.sources.sheet_tables import OpenSheet, SheetTables
from generators.sources.shown_values import shown, tidy_lines
from generators.workbooks.addresses import LAST_COLUMN, Range, cell_address
from generators.workbooks.formats import meaning_of
from generators.workbooks.values import boolean, number

#: What tells such a file from any other XML.
NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
#: Names that stand for formats with a percent sign.
PERCENT = "Percent"

Attributes = dict[str, str]


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
    asides: list[Aside] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a start tag."""
        found = STARTS.get(local(name))
        if found:
            found(self, {local(one): value for one, value in attributes.items()})

    def end(self, name: str) -> None:
        """Take an end tag."""
        found = ENDS.get(local(name))
        if found:
            found(self)

    def taken(self) -> str:
        """Return the text since the last tag that begins one, and take no more."""
        text, self.text = "".join(self.text or ()), None
        return text

    def data(self, text: str) -> None:
        """Take text; only that of cells and comments counts."""
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

    def end_cell(self) -> None:
        """Go behind the merge of a cell, whether or not it holds anything."""
        if self.sheets:
            self.sheets[-1].column += number_at(self.cell, "MergeAcross", 0)

    def start_data(self, attributes: Attributes) -> None:
        """Begin the value of a cell or the text of its comment."""
        self.kind, self.text = attributes.get("Type", "String"), []

    def end_data(self) -> None:
        """Put a value as it is seen into its row, the text of a comment aside."""
        text = self.taken()
        if not self.sheets:
            return
        sheet = self.sheets[-1]
        if self.in_comment:
            self.add_comment(sheet, tidy_lines(text))
            return
        seen = shown_text(text, self.kind, self.cell.get("StyleID", "") in self.percents)
        if seen:
            sheet.rows.setdefault(sheet.row, {})[sheet.column] = seen

    def add_comment(self, sheet: OpenSheet, text: str) -> None:
        """Keep the comment of a cell aside."""
        if text:
            self.asides.append(Aside("批注", text, Origin(self.file, sheet.name, place_of(sheet))))

    def end_visible(self) -> None:
        """Note whether the sheet is hidden."""
        said = self.taken()
        if self.sheets:
            self.sheets[-1].is_hidden = "Hidden" in said


def place_of(sheet: OpenSheet) -> str:
    """Return the address of the cell being read, '' of one that no sheet can have."""
    return cell_address(sheet.row, sheet.column) if 1 <= sheet.column <= LAST_COLUMN else ""


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


def end_comment(reader: XmlReader) -> None:
    """Leave the comment of a cell."""
    reader.in_comment = False


def start_visible(reader: XmlReader, _: Attributes) -> None:
    """Begin what tells whether a sheet is hidden."""
    reader.text = []


STARTS: dict[str, Callable[[XmlReader, Attributes], None]] = {
    "Style": set_style, "NumberFormat": set_format, "Worksheet": add_sheet, "Row": XmlReader.start_row,
    "Cell": XmlReader.start_cell, "Data": XmlReader.start_data, "Comment": start_comment,
    "Visible": start_visible,
}  # fmt: skip
ENDS: dict[str, Callable[[XmlReader], None]] = {
    "Cell": XmlReader.end_cell, "Data": XmlReader.end_data, "Comment": end_comment,
    "Visible": XmlReader.end_visible,
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
    maker.asides += reader.asides
    for sheet in reader.sheets:
        maker.add_open(sheet)
    return maker.document()
