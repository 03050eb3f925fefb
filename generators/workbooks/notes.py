"""Comments as Excel keeps them: the text in one part, the little box that shows it in another (VML)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from generators.opc.splicing import Edit, Found, applied, at_end, end_of, find_elements, inserted
from generators.workbooks.addresses import parse_address

AUTHOR = "填报核对"
WIDE, HIGH = 3, 5  # columns and rows a box covers at least

# Declared on every element: programs differ in what the root of a drawing declares.
DECLARED = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
SHAPE_TYPE = (
    f'<v:shapetype {DECLARED} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    f'<v:shape {DECLARED} id="_x0000_s{{id}}" type="#_x0000_t202" '
    'style="position:absolute;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 2</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
SHAPE_ID = re.compile(rb"_x0000_s(\d{1,9})")
FIRST_ID = 1025
UNFIT = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def run_xml(text: str, prefix: str = "") -> str:
    """Return a text as one run of a comment."""
    return f'<{prefix}r><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}r>'


def escaped(text: str) -> str:
    """Return a text as XML; signs that XML cannot hold as Excel writes them.

    >>> escaped("甲&乙\\x07"), escaped("_x000D_")
    ('甲&amp;乙_x0007_', '_x005F_x000D_')
    """
    kept = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return escape(UNFIT.sub(escaped_sign, kept))


def escaped_sign(found: re.Match[str]) -> str:
    """Return a sign as Excel writes those that XML cannot hold."""
    return f"_x{ord(found[0]):04X}_"


def new_comments(namespace: str, notes: Mapping[str, str]) -> bytes:
    """Return a part with these comments by address."""
    comments = "".join(comment_xml(address, text, 0) for address, text in notes.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{namespace}"><authors>'
        f"<author>{AUTHOR}</author></authors><commentList>{comments}</commentList></comments>"
    ).encode()


def comment_xml(address: str, text: str, author: int, prefix: str = "") -> str:
    """Return one comment."""
    start = f'<{prefix}comment ref="{address}" authorId="{author}" shapeId="0">'
    return f"{start}<{prefix}text>{run_xml(text, prefix)}</{prefix}text></{prefix}comment>"


def commented_in(file: str, part: str, content: bytes) -> set[str]:
    """Return the addresses that have a comment."""
    found = find_elements(file, part, content, ("comment",))
    return {element.attributes.get("ref", "") for element in found if element.local == "comment"}


def merged_comments(file: str, part: str, content: bytes, notes: Mapping[str, str]) -> bytes:
    """Return a part of comments with ours added; where a cell has one already, ours stands below it."""
    found = find_elements(file, part, content, ("author", "comment", "text", "t"))
    prefix = found[0].sibling("")
    texts = texts_by_address(found)
    number = sum(element.local == "author" for element in found)
    added = (comment_xml(at, text, number, prefix) for at, text in notes.items() if at not in texts)
    edits = [
        at_end(content, by_name(found, "authors"), f"<{prefix}author>{AUTHOR}</{prefix}author>".encode()),
        at_end(content, by_name(found, "commentList"), "".join(added).encode()),
    ]
    for address, text in notes.items():
        if address in texts:
            edits += longer(content, texts[address], text, prefix)
    return applied(content, edits)


def longer(content: bytes, text: list[Found], added: str, prefix: str) -> list[Edit]:
    """Return the edits that add a run to a comment's text, of which a plain text becomes a run first."""
    whole, *pieces = text
    plain = [piece for piece in pieces if piece.depth == whole.depth + 1]
    edits = [inserted(piece.start, f"<{prefix}r>".encode()) for piece in plain]
    edits += [inserted(end_of(content, piece), f"</{prefix}r>".encode()) for piece in plain]
    return [*edits, at_end(content, whole, run_xml(f"\n{added}", prefix).encode())]


def by_name(found: list[Found], name: str) -> Found:
    """Return the first element of a name; ValueError if there is none."""
    for element in found:
        if element.local == name:
            return element
    raise ValueError(f"no {name}")


def texts_by_address(found: list[Found]) -> dict[str, list[Found]]:
    """Return the text element of every comment by address, and the pieces in it."""
    texts: dict[str, list[Found]] = {}
    address = ""
    for element in found:
        if element.local == "comment":
            address = element.attributes.get("ref", "")
        elif element.local in ("text", "t"):
            texts.setdefault(address, []).append(element)
    return texts


def new_drawing(addresses: list[str]) -> bytes:
    """Return a drawing with a box for each commented cell."""
    return f"<xml>{SHAPE_TYPE}{boxes(addresses, FIRST_ID)}</xml>".encode()


def merged_drawing(content: bytes, addresses: list[str]) -> bytes:
    """Return a drawing with boxes added before its end; ValueError if it is none of Excel's.

    Spliced as text, for such drawings may be no good XML.
    """
    last = max((int(number) for number in SHAPE_ID.findall(content)), default=FIRST_ID - 1)
    kind = "" if b'"_x0000_t202"' in content else SHAPE_TYPE
    start, end, rest = content.rpartition(b"</xml>")
    if not end:
        raise ValueError("no drawing of comments")
    return start + f"{kind}{boxes(addresses, last + 1)}".encode() + end + rest


def boxes(addresses: list[str], first: int) -> str:
    """Return the boxes of commented cells, numbered from ``first``."""
    return "".join(box(address, number) for number, address in enumerate(addresses, start=first))


def box(address: str, number: int) -> str:
    """Return the box of one commented cell, to the right of it."""
    row, column = (place - 1 for place in parse_address(address))
    left, top = min(column + 1, 16_383 - WIDE), max(row - 1, 0)
    return SHAPE.format(
        id=number, row=row, column=column, left=left, right=left + WIDE, top=top, bottom=top + HIGH
    )  # fmt: skip
