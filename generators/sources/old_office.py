"""A container of old office files told by its streams: a workbook, a Word document, something encrypted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generators.opc.refusals import refusal as package_refusal
from generators.sources.blocks import Document
from generators.sources.compound_files import CompoundFile, read_compound
from generators.sources.old_sheets import NoCalamine, read_old_excel
from generators.sources.packages import read_converted
from generators.sources.refusals import EDITABLE, read_bytes, refusal

LARGEST = 64 << 20
_LOCKED = ("EncryptedPackage", "EncryptedSummary")
#: The flag of a locked Word document, in the ninth byte of its main stream and the one behind it.
_FLAGS, _IS_LOCKED = 0x0B, 0x01
WORD = "旧格式的 Word 或 WPS 文字（.doc、.wps）"
SHEETS = "旧格式的表格（.xls、.et）"


def read_old(path: Path) -> Document:
    """Return a .doc, .wps, .xls or .et. Raises WorkbookError: PKG-4 where locked, PKG-5 where damaged."""
    content = read_bytes(path, LARGEST)
    try:
        container = read_compound(content)
        found = next((name for name in READERS if name in container), "")
        return READERS.get(found, read_unknown)(path, container, found)
    except ValueError as cause:
        if is_locked(content):
            raise package_refusal("PKG-4", path.name) from cause
        raise package_refusal("PKG-5", path.name, found="内部的目录读不出来，可能没有传完") from cause


def is_locked(content: bytes) -> bool:
    """Return whether a damaged container is one of an encrypted file, by the names in it."""
    return any(name.encode("utf-16-le") in content for name in _LOCKED)


def refuse_locked(path: Path, container: CompoundFile, found: str) -> Document:
    """Raise the refusal of an encrypted .docx or .xlsx."""
    raise package_refusal("PKG-4", path.name)


def read_old_word(path: Path, container: CompoundFile, found: str) -> Document:
    """Return a Word document of the old kind; one that is locked is refused before it is converted."""
    if container.stream(found)[_FLAGS : _FLAGS + 1] and container.stream(found)[_FLAGS] & _IS_LOCKED:
        raise package_refusal("PKG-4", path.name)
    return read_converted(path, WORD, "docx")


def read_old_sheets(path: Path, container: CompoundFile, found: str) -> Document:
    """Return a workbook of the old kind."""
    try:
        return read_old_excel(path, container.stream(found))
    except NoCalamine:
        return read_converted(path, SHEETS, "xlsx")


def refuse_slides(path: Path, container: CompoundFile, found: str) -> Document:
    """Raise the refusal of a presentation."""
    raise refusal("PUB-3", path.name, found="是演示文稿（.ppt、.dps）", advice=EDITABLE)


def read_unknown(path: Path, container: CompoundFile, found: str) -> Document:
    """Raise the refusal of a container that holds neither text nor a workbook."""
    raise refusal("PUB-3", path.name, found="是旧格式的办公文件，认不出是哪一种", advice=EDITABLE)


#: What a container is by the stream at its top, in the order asked.
READERS: dict[str, Callable[[Path, CompoundFile, str], Document]] = {
    **dict.fromkeys(_LOCKED, refuse_locked),
    "WordDocument": read_old_word,
    "Workbook": read_old_sheets,
    "Book": read_old_sheets,
    "PowerPoint Document": refuse_slides,
}
