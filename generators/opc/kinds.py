"""What a file really is, told by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from generators.errors import WorkbookError
from generators.opc.refusals import RESAVE, refusal

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE_ADVICE = "请向填报单位要可以编辑的 Excel 文件。"
RESAVE_WORD = "请用 Word 或 WPS 打开后另存为“Word 文档（.docx）”再用。"
UNPACK_ADVICE = "请先解压，再用里面的 Excel 文件。"
TEXT_ADVICE = "请用 Excel 或 WPS 打开，检查长数字和编号没有变样，另存为“Excel 工作簿（.xlsx）”再用。"


class Sort(Enum):
    """What a file is that is no document at all."""

    PDF = "PDF"
    PICTURE = "picture"
    ARCHIVE = "archive"


#: Files that are no document at all: how they begin, what they are. A text may begin with the letters alone.
FOREIGN = (
    (rb"%PDF-", "PDF", Sort.PDF),
    (rb"\xff\xd8\xff", "照片（JPEG）", Sort.PICTURE),
    (rb"\x89PNG", "图片（PNG）", Sort.PICTURE),
    (rb"GIF8[79]a", "图片（GIF）", Sort.PICTURE),
    (rb"BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\0\0\0", "图片（BMP）", Sort.PICTURE),
    (rb"II\*\0|MM\0\*", "扫描图片（TIFF）", Sort.PICTURE),
    (rb"Rar!\x1a\x07", "RAR 压缩包", Sort.ARCHIVE),
    (rb"7z\xbc\xaf", "7z 压缩包", Sort.ARCHIVE),
    (rb"\x1f\x8b", "gz 压缩包", Sort.ARCHIVE),
)
RTF = b"{\\rtf"
ADVICE = {Sort.PDF: PICTURE_ADVICE, Sort.PICTURE: PICTURE_ADVICE, Sort.ARCHIVE: UNPACK_ADVICE}

#: The extensions that each sort goes by: under another one the file was renamed.
EXTENSIONS = {Sort.PDF: ".pdf", Sort.PICTURE: ".jpg .jpeg .png .gif .bmp .tif .tiff",
              Sort.ARCHIVE: ".rar .7z .gz .tgz"}  # fmt: skip

OLE2_STREAMS = (
    ("WordDocument", "文件是旧格式的 Word 文档（.doc）。", RESAVE_WORD),
    ("Workbook", "文件是旧格式的表格（.xls 或 .et）。", RESAVE),
    ("Book", "文件是很旧的表格（Excel 95 以前的 .xls）。", RESAVE),
)  # fmt: skip

# Zips that are no OOXML, by the lower-case ends of names in them.
FOREIGN_ZIPS = (
    (("meta-inf/manifest.xml",), "ODF 格式（如 .ods、.odt）", ".ods .odt .odp .fods .fodt", RESAVE),
    ((".iwa",), "苹果电脑的 Numbers 表格", ".numbers", "请在 Numbers 中导出为 Excel 文件再用。"),
    ((".xlsx", ".xls", ".et", ".docx", ".doc", ".wps"), "压缩包", ".zip", UNPACK_ADVICE),
)  # fmt: skip

LOCK_NAMES = ("~$", ".~")
SCANNED = 64 << 20


def check_first_bytes(path: Path) -> None:
    """Raise the refusal that fits what the file really is, unless it begins like a zip."""
    with path.open("rb") as file:
        head = file.read(4096)
        if head.startswith(b"PK\x03\x04"):
            return
        if head.startswith(OLE2):
            raise old_office_refusal(path.name, head + file.read(SCANNED))
    raise renamed_refusal(path.name, head)


def found_to_be(file: str, what: str, extensions: str, origin: str = "") -> str:
    """Return what a file was found to be; that only its name was changed is said where it goes by another.

    >>> found_to_be("台账.pdf", "PDF", ".pdf"), found_to_be("台账.xlsx", "PDF", ".pdf")
    ('文件是 PDF。', '文件其实是 PDF，只是改了扩展名。')
    """
    if Path(file).suffix.lower() in extensions.split():
        return f"文件{is_a(what)}。"
    return f"文件其实{is_a(what)}，只是改了扩展名{origin}。"


def is_a(what: str) -> str:
    """Return 是 and what something is, Latin letters set off.

    >>> is_a("PDF"), is_a("图片（PNG）")
    ('是 PDF', '是图片（PNG）')
    """
    return f"是 {what}" if what[0].isascii() else f"是{what}"


def old_office_refusal(file: str, content: bytes) -> WorkbookError:
    """Return the refusal of an OLE2 file: encrypted, or written by an old version."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refusal("PKG-4", file)
    for stream, found, advice in OLE2_STREAMS:
        if stream.encode("utf-16-le") in content:
            return refusal("PKG-3", file, found=found, advice=advice)
    return refusal("PKG-3", file, found="文件是旧格式的办公文件。", advice=RESAVE)


def renamed_refusal(file: str, head: bytes) -> WorkbookError:
    """Return the refusal of a file that is neither a zip nor OLE2."""
    if file.startswith(LOCK_NAMES):
        found = "这是 Excel 或 WPS 打开文件时自己留下的临时文件，不是表格。"
        return refusal("PKG-3", file, found=found, advice="请选同名、前面没有“~$”的文件。")
    if not head:
        return refusal("PKG-2", file)
    foreign = foreign_kind(head)
    if foreign:
        what, sort = foreign
        found = found_to_be(file, what, EXTENSIONS[sort])
        return refusal("PKG-3", file, found=found, advice=ADVICE[sort])
    if head.startswith(RTF):
        found, advice = found_to_be(file, "RTF 文档", ".rtf"), "请用 Word 或 WPS 打开，把表格复制到 Excel。"
        return refusal("PKG-3", file, found=found, advice=advice)
    return text_refusal(file, head)


def foreign_kind(head: bytes) -> tuple[str, Sort] | None:
    """Return what a file beginning so is, if it is no document at all.

    >>> foreign_kind(b"%PDF-1.7"), foreign_kind(b"BM2.5,12,(,20,30,40")
    (('PDF', <Sort.PDF: 'PDF'>), None)
    """
    found = ((what, sort) for start, what, sort in FOREIGN if re.match(start, head, re.DOTALL))
    return next(found, None)


def text_refusal(file: str, head: bytes) -> WorkbookError:
    """Return the refusal of a web page, another text, or bytes nobody knows."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        found = found_to_be(file, "网页（HTML）", ".htm .html .mht", "，多半是从业务系统导出的")
        return refusal("PKG-3", file, found=found, advice=RESAVE)
    if start.startswith(b"<?xml"):
        return refusal("PKG-3", file, found=found_to_be(file, "XML 文本", ".xml"), advice=RESAVE)
    if is_text(head):
        found = found_to_be(file, "文本（CSV 或 TXT）", ".csv .txt .tsv")
        return refusal("PKG-3", file, found=found, advice=TEXT_ADVICE)
    return refusal("PKG-3", file, found="文件不是 Excel 或 Word 文件，或开头已损坏。", advice=RESAVE)


def is_text(head: bytes) -> bool:
    """Return whether the bytes look like text of any encoding: no control characters but line ends and tabs.

    >>> is_text("序号,单位".encode("gb18030")), is_text(bytes(8))
    (True, False)
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\r\n\f\x1a" for byte in head)
