"""Reading a published document: what the file really is decides how, whatever its name says."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from generators.model.origin import Origin
from generators.opc.kinds import OLE2
from generators.opc.reading import Package, open_package
from generators.opc.refusals import refusal as package_refusal
from generators.published.blocks import Aside, Document
from generators.published.converting import converted
from generators.published.encodings import decoded
from generators.published.excel_files import read_excel
from generators.published.flat_tables import text_blocks
from generators.published.refusals import LARGEST_TEXT_FILE, MOST_SIGNS, refusal, too_long
from generators.published.web_pages import page_blocks
from generators.published.word_files import read_word

_EDITABLE = "请向发文的单位要可以编辑的 Word 或 Excel 文件。"
_UNPACK = "请先解压，再用里面的文件。"
#: Files that are no document at all, by their first bytes.
FOREIGN = (
    (b"%PDF", "是 PDF，里面的表格读不准", _EDITABLE),
    (b"\xff\xd8\xff", "是照片（JPEG）", _EDITABLE),
    (b"\x89PNG", "是图片（PNG）", _EDITABLE),
    (b"GIF8", "是图片（GIF）", _EDITABLE),
    (b"BM", "是图片（BMP）", _EDITABLE),
    (b"II*\0", "是扫描图片（TIFF）", _EDITABLE),
    (b"MM\0*", "是扫描图片（TIFF）", _EDITABLE),
    (b"Rar!", "是 RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf", "是 7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "是 gz 压缩包", _UNPACK),
)  # fmt: skip
#: Old formats: a name found in the file, what to call it, what to convert it to.
OLD = (
    ("WordDocument", "旧格式的 Word 或 WPS 文字（.doc、.wps）", "docx"),
    ("Workbook", "旧格式的表格（.xls、.et）", "xlsx"),
    ("Book", "很旧的表格（.xls）", "xlsx"),
)
OPEN_DOCUMENT = {"text": ("ODF 文字（.odt）", "docx"), "spreadsheet": ("ODF 表格（.ods）", "xlsx")}
WEB_STARTS = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div", "<p", "<!--")
SCANNED = 64 << 20
#: What some converters leave of the bookmarks of a Word file.
BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")


def read_document(path: Path | str) -> Document:
    """Return the document at ``path`` as paragraphs and tables in order.

    Raises WorkbookError, and nothing else: empty, encrypted, a picture, too long, broken.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as cause:
        raise refusal("PUB-1", path.name, found=cause.strerror or "读取时系统报错") from cause
    document = read_by_head(path, head)
    if not document.blocks and not document.asides:
        raise refusal("PUB-2", path.name)
    return document


def read_by_head(path: Path, head: bytes) -> Document:
    """Return the document that a file beginning so is."""
    for start, found, advice in FOREIGN:
        if head.startswith(start):
            raise refusal("PUB-3", path.name, found=found, advice=advice)
    if head.startswith(b"PK\x03\x04"):
        return read_zip(path, head)
    if head.startswith(OLE2):
        return read_old(path)
    if head.startswith(b"{\\rtf"):
        return read_converted(path, "RTF 文档（.rtf）", "docx")
    return read_text(path)


def read_zip(path: Path, head: bytes) -> Document:
    """Return a .docx, .xlsx or OpenDocument file."""
    for kind, (what, to) in OPEN_DOCUMENT.items():
        if f"opendocument.{kind}".encode() in head[:200]:
            return read_converted(path, what, to)
    package = open_package(path)
    part, kind = main_part(package)
    if "spreadsheetml" in kind or "ms-excel" in kind:
        return read_excel(path)
    if "wordprocessingml" not in kind and "ms-word" not in kind:
        found = "不是 Word 文档，也不是 Excel 表格"
        raise refusal("PUB-3", path.name, found=found, advice=_EDITABLE)
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


def read_old(path: Path) -> Document:
    """Return a .doc, .wps, .xls or .et; refused where it is encrypted."""
    try:
        with path.open("rb") as file:
            content = file.read(SCANNED)
    except OSError as cause:
        raise refusal("PUB-1", path.name, found=cause.strerror or "读取时系统报错") from cause
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise package_refusal("PKG-4", path.name)
    for stream, what, to in OLD:
        if stream.encode("utf-16-le") in content:
            return read_converted(path, what, to)
    raise refusal("PUB-3", path.name, found="是旧格式的办公文件，认不出是哪一种", advice=_EDITABLE)


def read_converted(path: Path, what: str, to: str) -> Document:
    """Return a document that LibreOffice made new first; its origins carry the name of the file given."""
    with tempfile.TemporaryDirectory(prefix="minsheng-") as folder:
        made = converted(path, to, what, Path(folder))
        named = made.with_name(path.name)  # what is read decides, not the name: messages say the name given
        made.rename(named)
        document = read_document(named)
    return replace(document, converted_from=what)


def read_text(path: Path) -> Document:
    """Return a text file or web page."""
    if path.stat().st_size > LARGEST_TEXT_FILE:
        raise too_long(path.name)
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise refusal("PUB-1", path.name, found=cause.strerror or "读取时系统报错") from cause
    if not content.strip():
        raise refusal("PUB-2", path.name)
    return document_of_text(decoded(content, path.name), path.name)


def document_of_text(text: str, file: str) -> Document:
    """Return a text or the source of a web page as a document named ``file``. Raises WorkbookError."""
    if text.lstrip()[:200].lower().startswith(WEB_STARTS):
        return Document(file, tuple(page_blocks(text, file)))
    if len(text) > MOST_SIGNS:
        raise too_long(file)
    marks = tuple(Aside("书签标记", mark, Origin(file)) for mark in BOOKMARK.findall(text))
    return Document(file, tuple(text_blocks(BOOKMARK.sub("", text), file)), marks)
