"""Reading a workbook: its sheets in order, each read when asked for.

Not calamine, which aborts the process on some files and gives errors as blanks; not openpyxl, which drops
what it cannot convert. Both are the oracles of the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from generators.opc.markup import parse_xml
from generators.opc.reading import LIMITS, Limits, Package, open_package
from generators.opc.refusals import RESAVE, refusal
from generators.workbooks.formats import BUILT_IN_FORMATS, GENERAL, NumberFormat, number_format
from generators.workbooks.sheets import Decoders, Sheet
from generators.workbooks.texts import plain, shared_texts


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as stored. ``is_1904`` tells the date system; dates are already converted by it."""

    package: Package
    part: str
    sheets: tuple[Sheet, ...]
    is_1904: bool

    @property
    def file(self) -> str:
        """The name of the file, for messages."""
        return self.package.file

    @property
    def properties(self) -> dict[str, str]:
        """The custom properties by name, as text; they survive a copy saved by another program."""
        return {name: text for part in self.package.related("", "custom-properties") for name, text in
                custom_properties(self.package, part)}  # fmt: skip

    @property
    def names(self) -> dict[str, str]:
        """What each defined name of the whole workbook stands for, as a formula."""
        root = parse_xml(self.file, self.part, self.package.stream(self.part))
        found = root.iterfind("definedNames/definedName")
        return {e.get("name", ""): e.text or "" for e in found if "localSheetId" not in e.attrib}

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of a name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_workbook(path: Path | str, *, limits: Limits = LIMITS) -> Workbook:
    """Return the workbook at ``path`` with its sheets; cells are read when a sheet's rows are asked for.

    Raises one WorkbookError, also while rows are read, that says in Chinese why the file is refused.
    """
    package = open_package(path, limits=limits)
    part = workbook_part(package)
    root = parse_xml(package.file, part, package.stream(part))
    is_1904 = has_1904(root)

    @cache
    def decoders() -> Decoders:
        return Decoders(texts_of(package, part), formats_of(package, part), is_1904)

    sheets = tuple(sheets_of(package, part, root, decoders))
    if not sheets:
        raise refusal("PKG-12", package.file, found="工作表")
    return Workbook(package, part, sheets, is_1904)


def sheets_of(
    package: Package, part: str, root: Element, decoders: Callable[[], Decoders]
) -> Iterator[Sheet]:
    """Yield the sheets with cells, in the order of their tabs; sheets that are one chart have none."""
    arrows = {arrow.id: arrow for arrow in package.relationships(part)}
    for entry in root.iterfind("sheets/sheet"):
        name, arrow = entry.get("name", ""), arrows.get(entry.get("id", ""))
        if arrow is None or arrow.target not in package:
            raise refusal("PKG-12", package.file, found=f"工作表“{name}”")
        if arrow.kind == "worksheet":
            yield Sheet(name, entry.get("state", "visible"), arrow.target, package, decoders)


def custom_properties(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Yield name and value of each custom property."""
    root = parse_xml(package.file, part, package.stream(part))
    for entry in root.iterfind("property"):
        yield entry.get("name", ""), plain("".join(entry.itertext()))


def workbook_part(package: Package) -> str:
    """Return the part that lists the sheets; refused if the package holds something else."""
    found = package.related("", "officeDocument")
    if not found:
        raise refusal("PKG-12", package.file, found="xl/workbook.xml")
    part = found[0]
    if part.casefold().endswith(".bin"):
        raise refusal("PKG-3", package.file, found="文件是二进制表格（.xlsb）。", advice=RESAVE)
    kind = package.content_types().get(part.casefold(), "")
    if "wordprocessingml" in kind or "presentationml" in kind:
        found_kind = "文件是 Word 文档或演示文稿，不是表格。"
        raise refusal("PKG-3", package.file, found=found_kind, advice="请换成 Excel 文件。")
    return part


def has_1904(root: Element) -> bool:
    """Return whether a workbook counts days from 1904."""
    properties = root.find("workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def texts_of(package: Package, part: str) -> list[str]:
    """Return the shared texts of a workbook, none if it has none."""
    found = package.related(part, "sharedStrings")
    return shared_texts(package, found[0]) if found else []


def formats_of(package: Package, part: str) -> list[NumberFormat]:
    """Return the number format of each cell style."""
    found = package.related(part, "styles")
    if not found:
        return []
    root = parse_xml(package.file, found[0], package.stream(found[0]))
    own = {e.get("numFmtId", ""): number_format(e.get("formatCode", "")) for e in root.iterfind("*/numFmt")}
    formats = {str(number): form for number, form in BUILT_IN_FORMATS.items()} | own
    return [formats.get(xf.get("numFmtId", "0"), GENERAL) for xf in root.iterfind("cellXfs/xf")]
