"""What must be known of cell styles to write into cells: locked or not, wrapped or not, size of letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generators.opc.changing import Changes, children_of
from generators.opc.markup import parse_xml
from generators.opc.reading import Package
from generators.opc.refusals import refusing
from generators.opc.splicing import Found, at_end, end_of
from generators.workbooks.listing import counted

#: Points, of a workbook that does not say.
USUAL_SIZE = 11.0
NO = ("0", "false")
_WRAPPED = re.compile(rb"""\s(?:wrapText|shrinkToFit)\s*=\s*(?:"[^"]*"|'[^']*')""")
_APPLIED = re.compile(rb"""\sapplyAlignment\s*=\s*(?:"[^"]*"|'[^']*')""")
_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*""")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """One cell style; ``size`` is that of its letters in points."""

    is_locked: bool = True
    wraps: bool = False
    size: float = USUAL_SIZE


def read_cell_styles(package: Package, workbook: str) -> list[CellStyle]:
    """Return the cell styles of a workbook by number, none where it has none. Raises WorkbookError."""
    found = package.related(workbook, "styles")
    if not found:
        return []
    root = parse_xml(package.file, found[0], package.stream(found[0]))
    with refusing("PKG-11", package.file, found=found[0], detail="格式"):
        sizes = [size_of(font) for font in root.iterfind("fonts/font")]
        return [cell_style(xf, sizes) for xf in root.iterfind("cellXfs/xf")]


def size_of(font: Element) -> float:
    """Return the size of a font in points."""
    size = font.find("sz")
    return USUAL_SIZE if size is None else float(size.get("val", USUAL_SIZE))


def cell_style(xf: Element, sizes: list[float]) -> CellStyle:
    """Return one cell style."""
    protection, alignment = xf.find("protection"), xf.find("alignment")
    font = int(xf.get("fontId", "0"))
    return CellStyle(
        protection is None or protection.get("locked", "1") not in NO,
        alignment is not None and alignment.get("wrapText", "0") not in NO,
        sizes[font] if font < len(sizes) else USUAL_SIZE,
    )


def add_wrapped_style(changes: Changes, workbook: str, number: int) -> int:
    """Add a style that is another one with its text wrapped, and return its number."""
    part = changes.package.related(workbook, "styles")[0]
    content, found = changes.read(part), changes.elements(part, ("xf", "alignment"))
    holder = next(element for element in found if element.local == "cellXfs")
    styles = children_of(found, holder)
    style = styles[number]
    alignment = next((one for one in children_of(found, style) if one.local == "alignment"), None)
    piece = wrapped_xml(content, style, alignment)
    changes.splice(part, counted(content, holder, len(styles) + 1), at_end(content, holder, piece))
    return len(styles)


def wrapped_xml(content: bytes, style: Found, alignment: Found | None) -> bytes:
    """Return a style as XML with its text wrapped."""
    whole = content[style.start : end_of(content, style)]
    if alignment is None:
        head = opening(whole, b' applyAlignment="1"', _APPLIED)
        said = f'<{style.sibling("alignment")} wrapText="1"/>'.encode()
        rest = whole[len(tag_of(whole)) :].lstrip()
        if rest.startswith(b">"):
            return head + b">" + said + rest[1:]
        return head + b">" + said + f"</{style.name}>".encode()
    start, end = alignment.start - style.start, end_of(content, alignment) - style.start
    old = whole[start:end]
    new = opening(old, b' wrapText="1"', _WRAPPED) + old[len(tag_of(old)) :]
    head = opening(whole, b' applyAlignment="1"', _APPLIED)
    return head + whole[len(tag_of(whole)) : start] + new + whole[end:]


def tag_of(piece: bytes) -> bytes:
    """Return an element's start tag without its end sign."""
    found = _TAG.match(piece)
    return found[0] if found else b""


def opening(piece: bytes, said: bytes, instead_of: re.Pattern[bytes]) -> bytes:
    """Return an element's start tag with an attribute in the place of others.

    >>> opening(b'<alignment wrapText="0" vertical="top"/>', b' wrapText="1"', _WRAPPED)
    b'<alignment vertical="top" wrapText="1"'
    """
    return instead_of.sub(b"", tag_of(piece)) + said
