"""Changing XML by inserting bytes at places that the parser points out; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from generators.opc.markup import check_head, expat_parser, is_utf8, local, localised
from generators.opc.refusals import refusal, refusing

EMPTY_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/)>""")

Edit = tuple[int, int, bytes]


@dataclass(slots=True)
class Found:
    """An element in the bytes of a part: ``start`` of its start tag, ``end`` where its end tag begins.

    Of an empty tag ``end`` is where it ends.
    """

    name: str
    attributes: dict[str, str]
    depth: int
    start: int
    end: int = -1

    @property
    def local(self) -> str:
        """The name without prefix."""
        return local(self.name)

    def sibling(self, name: str) -> str:
        """Return the name of another element in the same spelling."""
        prefix = self.name.removesuffix(self.local)
        return prefix + name


def find_elements(file: str, part: str, content: bytes, names: Collection[str] = ()) -> list[Found]:
    """Return the root, its children and all elements of some local names, in order.

    Raises WorkbookError.
    """
    check_head(file, part, content[:4096])
    if not is_utf8(content[:4]):
        raise refusal("PKG-10", file, found=part)
    found: list[Found] = []
    path: list[Found | None] = []
    parser = expat_parser(file, part)

    def start(name: str, attributes: dict[str, str]) -> None:
        element = None
        if len(path) < 2 or local(name) in names:
            element = Found(name, localised(attributes), len(path), parser.CurrentByteIndex)
            found.append(element)
        path.append(element)

    def end(_: str) -> None:
        if element := path.pop():
            element.end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with refusing("PKG-11", file, found=part, detail="XML"):
        parser.Parse(content, True)
    return found


def at_end(content: bytes, element: Found, piece: bytes) -> Edit:
    """Return the edit that adds a piece as the last child of an element."""
    if tag := EMPTY_TAG.match(content, element.start):
        return tag.start(1), tag.end(), b">" + piece + f"</{element.name}>".encode()
    return inserted(element.end, piece)


def inserted(at: int, piece: bytes) -> Edit:
    """Return the edit that adds a piece at a place."""
    return at, at, piece


def end_of(content: bytes, element: Found) -> int:
    """Return where an element is over."""
    tag = EMPTY_TAG.match(content, element.start)
    return tag.end() if tag else content.index(b">", element.end) + 1


def applied(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return content with all edits made; those at one place in the order given, insertions first.

    >>> applied(b"abcd", [(1, 1, b"-"), (2, 3, b"C"), (1, 1, b"+")])
    b'a-+bCd'
    """
    pieces, last = [], 0
    for start, end, piece in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [content[last:start], piece]
        last = end
    return b"".join([*pieces, content[last:]])


def attributes_xml(attributes: dict[str, str]) -> str:
    """Return attributes as XML, each after a space.

    >>> attributes_xml({"name": "甲&乙"})
    ' name="甲&amp;乙"'
    """
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
