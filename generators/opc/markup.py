"""XML of parts: parsed without entities, document types or foreign encodings, told apart by local names.

Local names are enough: a part's names come from one vocabulary, which has two namespaces (transitional and
ISO-strict) and any prefix a program likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from generators.opc.refusals import refusal, refusing

DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
READABLE = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"}
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def check_head(file: str, part: str, head: bytes) -> None:
    """Refuse a part by its first bytes: an encoding other than UTF-8 and UTF-16, or a document type."""
    utf16 = head.startswith(UTF16_MARKS)
    text = head.decode("utf-16-be" if head[:1] in b"\xfe\0" else "utf-16-le", "replace") if utf16 else ""
    plain = text.encode("utf-8", "replace").removeprefix(b"\xef\xbb\xbf") if utf16 else head
    declared = DECLARED.match(plain.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode("ascii").lower() not in READABLE:
        raise refusal("PKG-10", file, found=part)
    if b"<!DOCTYPE" in plain:
        raise refusal("PKG-9", file, found=part)


def is_utf8(head: bytes) -> bool:
    """Return whether a part that passed :func:`check_head` is in UTF-8."""
    return not head.startswith(UTF16_MARKS)


def expat_parser(file: str, part: str) -> expat.XMLParserType:
    """Return a parser that keeps attribute order, joins text, and refuses document types."""

    def refuse(*_: object) -> None:
        raise refusal("PKG-9", file, found=part)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


def feed(parser: expat.XMLParserType, file: str, part: str, chunks: Iterable[bytes]) -> None:
    """Let a parser read a part to its end, its first bytes checked.

    Raises WorkbookError (PKG-9, PKG-10) and what the parser raises.
    """
    for number, chunk in enumerate(chunks):
        if number == 0:
            check_head(file, part, chunk)
        parser.Parse(chunk)
    parser.Parse(b"", True)


def local(name: str) -> str:
    """Return a name without its prefix.

    >>> local("x14:sparkline"), local("row")
    ('sparkline', 'row')
    """
    return name.rpartition(":")[2]


def localised(names: dict[str, str]) -> dict[str, str]:
    """Return attributes by local name; a prefixed one never hides the plain one.

    >>> localised({"id": "3", "r:id": "rId1"}) == {"id": "3", "r:id": "rId1"}
    True
    """
    if not any(":" in name for name in names):
        return names
    kept = {name: value for name, value in names.items() if not name.startswith("xmlns:")}
    return {name if local(name) in kept else local(name): value for name, value in kept.items()}


def start_into(builder: TreeBuilder) -> Callable[[str, dict[str, str]], None]:
    """Return a handler of start tags that adds elements by local name."""

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(local(name), localised(attributes))

    return start


def parse_xml(file: str, part: str, chunks: Iterable[bytes]) -> Element:
    """Return the root of a part; names of elements and attributes are local.

    Raises WorkbookError (PKG-9, PKG-10, PKG-11).

    >>> parse_xml("a.xlsx", "p", [b'<x:a xmlns:x="u"><x:b r:id="1"/></x:a>'])[0].attrib
    {'id': '1'}
    """
    parser, builder = expat_parser(file, part), TreeBuilder()
    parser.StartElementHandler = start_into(builder)
    parser.EndElementHandler = lambda name: builder.end(local(name))
    parser.CharacterDataHandler = builder.data
    with refusing("PKG-11", file, found=part, detail="XML"):
        feed(parser, file, part, chunks)
        return builder.close()
