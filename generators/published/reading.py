"""Reading a published document: what the file really is decides how, whatever its name says."""

from __future__ import annotations

import re
from pathlib import Path

from generators.model.origin import Origin
from generators.opc.kinds import LOCK_NAMES, OLE2, RTF, Sort, foreign_kind, is_a
from generators.published.delimited import delimiter_of, read_delimited
from generators.published.flat_tables import text_blocks
from generators.sources.blocks import Aside, Document
from generators.sources.encodings import decoded
from generators.sources.mail_pages import is_web_archive, read_web_archive
from generators.sources.old_office import read_old
from generators.sources.packages import read_converted, read_zip
from generators.sources.refusals import (
    EDITABLE,
    LARGEST_TEXT_FILE,
    MOST_SIGNS,
    read_bytes,
    refusal,
    too_long,
)
from generators.sources.sheet_xml import NAMESPACE, read_sheet_xml
from generators.sources.web_pages import page_blocks

#: What to do with files that are no document at all.
INSTEAD = {
    Sort.PDF: f"PDF 里的表格读不准。{EDITABLE}",
    Sort.PICTURE: EDITABLE,
    Sort.ARCHIVE: "请先解压，再用里面的文件。",
}
#: Files that only LibreOffice reads, by their first bytes: what to call them, what to convert them to.
CONVERTED = (
    (RTF, "RTF 文档（.rtf）", "docx"),
    (b"\x09\x08\x08\x00", "很旧的表格（.xls）", "xlsx"),
    (b"\x09\x04\x06\x00", "很旧的表格（.xls）", "xlsx"),
    (b"\x09\x02\x06\x00", "很旧的表格（.xls）", "xlsx"),
    (b"\x09\x00\x04\x00", "很旧的表格（.xls）", "xlsx"),
)
WEB_STARTS = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div", "<p", "<!--")
#: Documents in XML that LibreOffice reads, by a sign of their root.
XML_DOCUMENTS = (
    ("wordDocument", "XML 格式的 Word 文档", "docx"),
    ("pkg:package", "XML 格式的 Word 文档", "docx"),
    ("opendocument.spreadsheet", "XML 格式的 ODF 表格", "xlsx"),
    ("opendocument.text", "XML 格式的 ODF 文字", "docx"),
)
#: What some converters leave of the bookmarks of a Word file.
BOOKMARK = re.compile(r"\[bookmark:[^\]\n]*\]")


def read_document(path: Path | str) -> Document:
    """Return the document at ``path`` as paragraphs and tables in order.

    Raises WorkbookError, and nothing else: empty, encrypted, a picture, too long, broken.
    """
    path = Path(path)
    if path.name.startswith(LOCK_NAMES):
        found = "是 Word、Excel 或 WPS 打开文件时自己留下的临时文件，不是文档"
        raise refusal("PUB-3", path.name, found=found, advice="请选同名、前面没有“~$”的文件。")
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
    foreign = foreign_kind(head)
    if foreign:
        what, sort = foreign
        raise refusal("PUB-3", path.name, found=is_a(what), advice=INSTEAD[sort])
    if head.startswith(b"PK\x03\x04"):
        return read_zip(path)
    if head.startswith(OLE2):
        return read_old(path)
    for start, what, to in CONVERTED:
        if head.startswith(start):
            return read_converted(path, what, to)
    return read_text(path, head)


# ---------------------------------------------------------------- texts
def read_text(path: Path, head: bytes) -> Document:
    """Return a text file, a table of parted cells, a web page or archive, or a document in XML."""
    if path.stat().st_size > LARGEST_TEXT_FILE:
        raise too_long(path.name)
    content = read_bytes(path, LARGEST_TEXT_FILE)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refusal("PUB-2", path.name)
    if is_web_archive(head):
        return read_web_archive(content, path.name)
    text = decoded(content, path.name)
    start = text.lstrip()[:4096]
    if start.startswith("<?xml") and not has_page(start):
        return read_xml(path, text, start)
    return document_of_text(text, path.name)


def has_page(start: str) -> bool:
    """Return whether a text with an XML declaration is a web page all the same."""
    return "<html" in start.lower() and NAMESPACE not in start


def read_xml(path: Path, text: str, start: str) -> Document:
    """Return a document in XML."""
    if NAMESPACE in start:
        return read_sheet_xml(text, path.name)
    for sign, what, to in XML_DOCUMENTS:
        if sign in start:
            return read_converted(path, what, to)
    raise refusal("PUB-3", path.name, found="是 XML 数据，不是办公文档", advice=EDITABLE)


def document_of_text(text: str, file: str) -> Document:
    """Return a text or the source of a web page as a document named ``file``. Raises WorkbookError."""
    start = text.lstrip()[:4096].lower()
    if start.startswith(WEB_STARTS) or (start.startswith("<?xml") and has_page(start)):
        return Document(file, tuple(page_blocks(text, file)))
    if len(text) > MOST_SIGNS:
        raise too_long(file)
    sign = delimiter_of(text, file)
    if sign is not None:
        return read_delimited(text, file, sign)
    marks = tuple(Aside("书签标记", mark, Origin(file)) for mark in BOOKMARK.findall(text))
    return Document(file, tuple(text_blocks(BOOKMARK.sub("", text), file)), marks)
