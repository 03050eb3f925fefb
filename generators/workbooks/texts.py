"""Text as workbooks store it: escaped, in pieces of different fonts, most of it in one shared list."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from generators.opc.markup import check_head, expat_parser, feed, is_utf8, local
from generators.opc.reading import Package
from generators.opc.refusals import refusing

REFERENCE = re.compile(r"&#([0-9]{1,7});|&#x([0-9A-Fa-f]{1,6});")
REFERENCES = re.compile("&[^;]*;?")
ESCAPED_SIGN = re.compile(r"_x([0-9A-Fa-f]{4})_")
CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
SHARED = re.compile(r"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>")


class Odd(Exception):
    """A part is spelt in a way that only the full parser reads."""


class Signs(dict[str, str]):
    """The signs that XML references mean, each worked out once; ValueError for one that XML does not know."""

    def __missing__(self, reference: str) -> str:
        found = REFERENCE.fullmatch(reference)
        code = int(found[1] or found[2], 10 if found[1] else 16) if found else 0
        if chr(code) in "\ufffe\uffff" or 0xD800 <= code < 0xE000 or (code < 32 and code not in (9, 10, 13)):
            raise ValueError("unknown reference")
        if len(self) < 70_000:
            self[reference] = chr(code)
        return chr(code)


SIGNS = Signs({"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"})


def unescaped(text: str) -> str:
    """Return text with its XML references resolved; ValueError for one that XML does not know.

    >>> unescaped("甲&amp;乙&#10;&lt;丙&gt;")
    '甲&乙\\n<丙>'
    """
    return resolved(text) if "&" in text else text


@lru_cache(maxsize=4096)
def resolved(text: str) -> str:
    """Return text with its references resolved; kept, for registers say the same in many rows."""
    return REFERENCES.sub(lambda found: SIGNS[found[0]], text)


def plain(text: str) -> str:
    """Return text with Excel's own escapes of signs that XML cannot hold resolved.

    >>> plain("甲_x000D_乙"), plain("_x005F_x000D_")
    ('甲\\r乙', '_x000D_')
    """
    return ESCAPED_SIGN.sub(escaped_sign, text) if "_x" in text else text


def escaped_sign(found: re.Match[str]) -> str:
    """Return the sign an escape means; half of a pair means nothing and stays as it is."""
    sign = chr(int(found[1], 16))
    return found[0] if "\ud800" <= sign <= "\udfff" else sign


def text_blocks(package: Package, part: str) -> Iterator[str]:
    """Yield a part as text with XML's line ends; Odd unless it is in UTF-8, ValueError for control signs."""
    decoder = getincrementaldecoder("utf-8-sig")()
    for number, block in enumerate(package.stream(part)):
        if number == 0:
            check_head(package.file, part, block)
            if not is_utf8(block):
                raise Odd
        if len(block.translate(None, CONTROLS)) != len(block):
            raise ValueError("control sign")
        text = decoder.decode(block)
        if "\ufffe" in text or "\uffff" in text:
            raise ValueError("no sign of XML")
        if text:
            yield text
    yield decoder.decode(b"", True)


def line_ends(text: str) -> str:
    """Return text with the line ends that XML makes of any."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def whole_elements(blocks: Iterator[str], start: str, end: str) -> Iterator[str]:
    """Yield what stands before the first ``start``, then whole elements, then what stands from ``end`` on."""

    def place(text: str) -> int:
        last = text.find(end)
        return last if last >= 0 else text.rfind(start)

    cut, rest = grown("", blocks, lambda text: text.find(start))
    while cut > 0:
        yield line_ends(rest[:cut])
        cut, rest = grown(rest[cut:], blocks, place)
    yield line_ends(rest)


def grown(text: str, blocks: Iterator[str], place: Callable[[str], int]) -> tuple[int, str]:
    """Return text and a place in it to cut, grown twofold each time it has none: linear; -1 at the end."""
    while (cut := place(text)) <= 0:
        pieces, size = [text], 0
        for block in blocks:
            pieces.append(block)
            size += len(block)
            if size > len(text):
                break
        if not size:
            return -1, text
        text = "".join(pieces)
    return cut, text


def shared_texts(package: Package, part: str) -> list[str]:
    """Return the shared texts of a workbook in order. Raises WorkbookError."""
    with refusing("PKG-11", package.file, found=part, detail="共享文字"):
        try:
            return quick_texts(package, part)
        except Odd:
            return slow_texts(package, part)


def quick_texts(package: Package, part: str) -> list[str]:
    """Return the shared texts of a part in the usual spelling, or raise Odd."""
    texts: list[str] = []
    blocks = whole_elements(text_blocks(package, part), "<si>", "</sst>")
    check_start(next(blocks, ""), "<sst ")
    for block in blocks:
        if block.startswith("</sst>"):
            check_end(block, "</sst>")
            return texts
        found = SHARED.findall(block)
        if block.count("<") != 4 * len(found):
            raise Odd
        texts += map(plain, map(unescaped, found)) if "&" in block or "_x" in block else found
    raise Odd


def check_start(head: str, root: str) -> None:
    """Raise Odd unless a part begins with a declaration and one start tag without prefix."""
    declaration, _, rest = head.partition("?>") if head.startswith("<?xml ") else ("", "", head)
    if "<" in declaration[1:] or not rest.lstrip().startswith(root) or "&" in rest or rest.count("<") != 1:
        raise Odd


def check_end(tail: str, end: str) -> None:
    """Raise Odd unless nothing but space follows the end tag."""
    if tail.removeprefix(end).strip():
        raise Odd


def slow_texts(package: Package, part: str) -> list[str]:
    """Return the shared texts of a part in any spelling."""
    texts: list[str] = []
    parser = expat_parser(package.file, part)
    collect_texts(parser, "si", texts.append)
    feed(parser, package.file, part, package.stream(part))
    return texts


def collect_texts(parser: Any, holder: str, add: Callable[[str], None]) -> None:
    """Let a parser add the text of every ``holder``: its runs joined, what is written over them left out."""
    path: list[str] = []
    pieces: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        path.append(local(name))
        if path[-1] == holder:
            pieces.clear()

    def text(piece: str) -> None:
        if path[-1] == "t" and "rPh" not in path:
            pieces.append(piece)

    def end(_: str) -> None:
        if path.pop() == holder:
            add(plain("".join(pieces)))

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
