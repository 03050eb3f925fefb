"""Packed files: a Word document or a workbook in a zip, an OpenDocument, and what LibreOffice made new."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from generators.opc.reading import Package, open_package
from generators.opc.refusals import refusal as package_refusal
from generators.sources.blocks import Document
from generators.sources.converting import converted
from generators.sources.excel_files import read_excel
from generators.sources.open_sheets import read_open_sheets
from generators.sources.refusals import EDITABLE, refusal
from generators.sources.word_files import read_word

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_PICTURE = re.compile(r"(?:^|/)(?:media|Pictures)/[^/]+$", re.I)


def read_zip(path: Path) -> Document:
    """Return a .docx, .xlsx or OpenDocument file; one with pictures and no text is told to be a scan."""
    kind, pictures = zip_facts(path)
    if kind.startswith("text"):
        return read_converted(path, "ODF 文字（.odt）", "docx")
    document = read_open_sheets(path) if kind.startswith("spreadsheet") else read_package(path)
    if not document.blocks and pictures:
        raise refusal("PUB-4", path.name, found=pictures)
    return document


def zip_facts(path: Path) -> tuple[str, int]:
    """Return the kind of OpenDocument that a zip is, '' for none, and how many pictures are in it."""
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "", 0
    pictures = sum(_PICTURE.search(name) is not None for name in names)
    of_open_document = kind.startswith(OPEN_DOCUMENT)
    return kind[len(OPEN_DOCUMENT) :].decode("ascii", "replace") if of_open_document else "", pictures


def read_package(path: Path) -> Document:
    """Return a .docx or .xlsx."""
    package = open_package(path)
    part, kind = main_part(package)
    if "spreadsheetml" in kind or "ms-excel" in kind:
        return read_excel(path)
    if "wordprocessingml" not in kind and "ms-word" not in kind:
        found = "不是 Word 文档，也不是 Excel 表格"
        raise refusal("PUB-3", path.name, found=found, advice=EDITABLE)
    document, pictures = read_word(package, part)
    if not document.blocks and pictures:
        raise refusal("PUB-4", path.name, found=pictures)
    return document


def main_part(package: Package) -> tuple[str, str]:
    """Return the main part of a package and its content type."""
    found = package.related("", "officeDocument")
    if not found:
        raise package_refusal("PKG-12", package.file, found="word/document.xml")
    return found[0], package.content_types().get(found[0].casefold(), "")


def read_converted(path: Path, what: str, to: str) -> Document:
    """Return a document that LibreOffice made new first; its origins carry the name of the file given."""
    with tempfile.TemporaryDirectory(prefix="minsheng-") as folder:
        made = converted(path, to, what, Path(folder))
        named = made.with_name(path.name)  # what is read decides, not the name: messages say the name given
        made.rename(named)
        document = read_package(named)
    return replace(document, converted_from=what)
