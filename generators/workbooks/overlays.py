"""What lies over the cells of a sheet: merged ranges, comments, tables. Ranges stay ranges, however large."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder

from generators.opc.markup import check_head, expat_parser, feed, is_utf8, local, localised, parse_xml
from generators.opc.reading import Package
from generators.opc.refusals import refusing
from generators.workbooks.addresses import Range, cell_address, parse_address, parse_range
from generators.workbooks.lexing import check_outline_start
from generators.workbooks.texts import Odd, plain, whole_elements


@dataclass(frozen=True, slots=True)
class Table:
    """A table (ListObject) of a sheet; ``range`` takes in its headings and totals.

    ``is_filtered`` is whether a filter is in force, which may hide rows.
    """

    name: str
    range: Range
    columns: tuple[str, ...]
    has_headings: bool = True
    has_totals: bool = False
    is_filtered: bool = False
    part: str = ""


def read_outline(package: Package, part: str) -> Element:
    """Return a sheet without its rows. Raises WorkbookError."""
    with refusing("PKG-11", package.file, found=part, detail="表格结构"):
        try:
            return parse_xml(package.file, part, quick_outline(package, part))
        except Odd:
            return slow_outline(package, part)


def quick_outline(package: Package, part: str) -> Iterator[bytes]:
    """Yield what stands before and after the rows of a sheet in the usual spelling, or raise Odd."""
    blocks = whole_elements(undecoded(package, part), "<row ", "</sheetData>")
    head = next(blocks)
    check_outline_start(head)
    yield head.encode("latin-1")
    for block in blocks:
        if block.startswith("</sheetData>"):
            yield block.encode("latin-1")
            return
        if any(sign in block and f"<{sign}" in block for sign in "!?"):  # a lone sign is found far faster
            raise Odd
    raise Odd


def undecoded(package: Package, part: str) -> Iterator[str]:
    """Yield a part with a sign for each byte, or raise Odd unless it is in UTF-8.

    What is passed over need not be decoded: whether the rows are in order is found where they are read.
    """
    for number, block in enumerate(package.stream(part)):
        if number == 0:
            check_head(package.file, part, block)
            if not is_utf8(block):
                raise Odd
        yield block.decode("latin-1")


def slow_outline(package: Package, part: str) -> Element:
    """Return a sheet in any spelling without its rows."""
    builder, inside = TreeBuilder(), [0]
    parser = expat_parser(package.file, part)

    def start(name: str, attributes: dict[str, str]) -> None:
        if inside[0] or local(name) == "row":
            inside[0] += 1
        else:
            builder.start(local(name), localised(attributes))

    def end(name: str) -> None:
        if inside[0]:
            inside[0] -= 1
        else:
            builder.end(local(name))

    def text(piece: str) -> None:
        if not inside[0]:
            builder.data(piece)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    feed(parser, package.file, part, package.stream(part))
    return builder.close()


def merges_of(package: Package, part: str, outline: Element) -> tuple[Range, ...]:
    """Return the merged ranges of a sheet in stored order."""
    with refusing("PKG-11", package.file, found=part, detail="合并单元格"):
        return tuple(parse_range(merge.get("ref", "")) for merge in outline.iterfind("mergeCells/mergeCell"))


def tables_of(package: Package, part: str) -> tuple[Table, ...]:
    """Return the tables of a sheet."""
    return tuple(read_table(package, name) for name in package.related(part, "table"))


def read_table(package: Package, part: str) -> Table:
    """Return one table."""
    root = parse_xml(package.file, part, package.stream(part))
    with refusing("PKG-11", package.file, found=part, detail="表"):
        return Table(
            root.get("displayName", root.get("name", "")),
            parse_range(root.get("ref", "")),
            tuple(plain(column.get("name", "")) for column in root.iterfind("tableColumns/tableColumn")),
            root.get("headerRowCount", "1") != "0",
            root.get("totalsRowCount", "0") != "0",
            root.find("autoFilter/filterColumn") is not None,
            part,
        )


def comments_of(package: Package, part: str) -> dict[str, str]:
    """Return the comments of a sheet by address; of a conversation all that was said, a line each."""
    comments: dict[str, list[str]] = {}
    for kind, tag in (("comments", "comment"), ("threadedComment", "threadedComment")):
        for name in package.related(part, kind):
            comments |= said_in(package, name, tag)
    return {address: "\n".join(texts) for address, texts in comments.items()}


def text_boxes_of(package: Package, part: str) -> tuple[tuple[str, str], ...]:
    """Return the texts of the shapes that lie over a sheet, each with the cell its anchor names first."""
    found: list[tuple[str, str]] = []
    for name in package.related(part, "drawing"):
        root = parse_xml(package.file, name, package.stream(name))
        with refusing("PKG-11", package.file, found=name, detail="图形"):
            for anchor in root:
                address = anchored_at(anchor)
                found += [(address, text) for body in bodies_in(anchor) if (text := body_text(body)).strip()]
    return tuple(found)


def anchored_at(anchor: Element) -> str:
    """Return the cell an anchor names first, '' for one that goes by lengths alone."""
    row, column = anchor.findtext("from/row"), anchor.findtext("from/col")
    return cell_address(int(row) + 1, int(column) + 1) if row and column else ""


def bodies_in(element: Element) -> Iterator[Element]:
    """Yield the texts of shapes, those in groups as well; what stands in for a newer shape is passed over."""
    for child in element:
        if child.tag == "txBody":
            yield child
        elif child.tag != "Fallback":
            yield from bodies_in(child)


def body_text(body: Element) -> str:
    """Return the text of a shape, a line for each of its paragraphs."""
    pieces = ((piece for piece in line.iter() if piece.tag in ("t", "br")) for line in body.iterfind("p"))
    return "\n".join("".join("\n" if one.tag == "br" else one.text or "" for one in line) for line in pieces)


def said_in(package: Package, part: str, tag: str) -> dict[str, list[str]]:
    """Return the texts said at each commented cell of a part, in order."""
    said: dict[str, list[str]] = {}
    root = parse_xml(package.file, part, package.stream(part))
    with refusing("PKG-11", package.file, found=part, detail="批注"):
        for comment in root.iter(tag):
            address = cell_address(*parse_address(comment.get("ref", "")))
            text = comment.find("text")
            said.setdefault(address, []).append("" if text is None else "".join(spoken(text)))
    return said


def spoken(text: Element) -> Iterator[str]:
    """Yield the pieces of a text in runs, without what is written over them."""
    yield text.text or "" if text.tag == "t" or not len(text) else ""
    for piece in text:
        if piece.tag in ("t", "r"):
            yield from map(plain, spoken(piece))
