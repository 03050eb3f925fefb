"""A part of a Word file as lines of Jinja: one a paragraph, with marks for what Word knows about it.

The tree is walked once in the order of the document. Paragraphs with Jinja become text with a mark for each
change of format; everything else is kept as XML and stands in the text as one mark. A tag that Word cut into
several runs is whole again here, since the text is put together before tags are looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from generators.errors import Problem
from generators.model.origin import Origin
from generators.templating.looks import Look, Section, Styles, W, read_section
from generators.templating.marks import BREAK, CHUNK, INLINE, PARAGRAPH, RUN, mark
from generators.templating.tags import TAG, first_word, is_statement, only_statements

JINJA = re.compile(r"\{[{%#]|[}%#]\}|[｛{][｛％%]|[｝％%][｝}]")
TABLE = re.compile(r"\s*\[\[\s*([^\[\]]+?)\s*\]\]\s*")
SECTION = re.compile("<w:sectPr.*?</w:sectPr>", re.DOTALL)
STAND_IN = 0xDC00  # lone surrogates stand for pieces of XML inside a line: no XML text can hold one
MOST_PIECES = 0x400
TEXTS = {
    f"{W}tab": "\t",
    f"{W}br": BREAK,
    f"{W}cr": BREAK,
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
CONTROLS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml")}
UNWRAPPED = {f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")}
#: Punctuation that Word sets in a Latin font unless told that it is Chinese.
AMBIGUOUS = re.compile("[“”‘’—…·]")


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph of the template: its properties, and for one without Jinja all of its XML.

    ``repeated`` are the properties for all but the last of several paragraphs made from this one,
    ``table`` is the name in ``[[…]]``; ``stays`` is whether it is printed even when nothing is left in it.
    """

    properties: str
    look: Look
    section: int
    verbatim: str = ""
    text: str = ""
    table: str = ""
    stays: bool = False
    repeated: str = ""
    ends_section: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of XML between paragraphs; of a table with Jinja each start and end is one.

    ``opens`` and ``closes`` are tbl, tr or tc; a piece that is whole has neither.
    """

    xml: str
    opens: str = ""
    closes: str = ""


@dataclass
class Source:
    """One part while it is read: the lines for Jinja, and what their marks mean."""

    origin: Origin
    styles: Styles
    sections: list[Section]
    declared: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    places: list[Origin] = field(default_factory=list)
    containers: list[int] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)
    formats: dict[str, int] = field(default_factory=dict)
    inlines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    section: int = 0
    paragraphs: int = 0
    tables: int = 0
    cells: int = 0
    loops: int = 0

    def add(self, line: str, place: str, container: int) -> None:
        """Take one more line of the template."""
        self.lines.append(line)
        self.places.append(Origin(self.origin.file, place=f"{self.origin.place}{place}"))
        self.containers.append(container)

    def add_chunk(self, xml: str, container: int, opens: str = "", closes: str = "") -> None:
        """Take XML that is kept as it is."""
        self.chunks.append(Chunk(xml, opens, closes))
        self.add(mark(CHUNK, len(self.chunks) - 1), "", container)

    def wrong(self, code: str, place: str, said: str, advice: str) -> None:
        """Note a problem of the template."""
        origin = Origin(self.origin.file, place=f"{self.origin.place}{place}")
        self.problems.append(Problem(code, origin, said, advice))

    def new_cell(self) -> int:
        """Return the number of a new container of paragraphs."""
        self.cells += 1
        return self.cells

    def xml(self, element: Any) -> str:
        """Return an element as XML without the namespaces that the root declares."""
        text: str = etree.tostring(element, encoding="unicode", with_tail=False)
        for declaration in self.declared:
            text = text.replace(declaration, "")
        return text

    def opening(self, element: Any) -> str:
        """Return the start tag of an element."""
        shallow = etree.Element(element.tag, element.attrib, element.nsmap)
        return self.xml(shallow).removesuffix("/>") + ">"


def declarations(root: Any) -> tuple[str, ...]:
    """Return the namespace declarations of a root as they are written."""
    return tuple(f' xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items() if prefix)


def closing(element: Any) -> str:
    """Return the end tag of an element."""
    return f"</{element.prefix}:{etree.QName(element).localname}>"


def text_of(element: Any) -> str:
    """Return all text inside an element."""
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def has_jinja(element: Any) -> bool:
    """Return whether anything in an element is for us: a tag, or a place for a table."""
    text = text_of(element)
    return bool(JINJA.search(text)) or "[[" in text


def read_blocks(source: Source, parent: Any, container: int = 0, place: str = "") -> None:
    """Read the paragraphs and tables of a body, header or cell; ``place`` names the cell."""
    for block in parent:
        if block.tag == f"{W}p":
            read_paragraph(source, block, container, place)
        elif block.tag == f"{W}tbl":
            read_table(source, block, container)
        elif block.tag == f"{W}sdt" and has_jinja(block):
            read_blocks(source, block.find(f"{W}sdtContent"), container, place)
        elif block.tag == f"{W}customXml":
            read_blocks(source, block, container, place)
        elif block.tag not in (f"{W}sectPr", f"{W}tcPr", f"{W}customXmlPr"):
            source.add_chunk(source.xml(block), container)


def read_table(source: Source, table: Any, container: int) -> None:
    """Read a table typed in the template: as it is without Jinja, else row by row."""
    source.tables += 1
    if not has_jinja(table):
        drop_bookmarks(source, table)
        source.add_chunk(source.xml(table), container)
        return
    number, own = source.tables, source.new_cell()
    head = "".join(source.xml(child) for child in table if child.tag in (f"{W}tblPr", f"{W}tblGrid"))
    source.add_chunk(source.opening(table) + head, container, opens="tbl")
    for index, row in enumerate(children(table, f"{W}tr"), 1):
        read_row(source, row, own, f"表格{number}第{index}行")
    source.add_chunk(closing(table), container, closes="tbl")


def children(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in CONTROLS:
            yield from children(child, tag)


def read_row(source: Source, row: Any, container: int, place: str) -> None:
    """Read a row; one that holds nothing but statements repeats or removes the rows below it."""
    text = text_of(row)
    if only_statements(text):
        source.add("".join(found.group() for found in TAG.finditer(text)), place, container)
        return
    head = "".join(source.xml(child) for child in row if child.tag in (f"{W}trPr", f"{W}tblPrEx"))
    source.add_chunk(source.opening(row) + head, container, opens="tr")
    for index, cell in enumerate(children(row, f"{W}tc"), 1):
        properties = cell.find(f"{W}tcPr")
        kept = "" if properties is None else source.xml(properties)
        source.add_chunk(source.opening(cell) + kept, container, opens="tc")
        read_blocks(source, cell, source.new_cell(), f"{place}第{index}格")
        source.add_chunk(closing(cell), container, closes="tc")
    source.add_chunk(closing(row), container, closes="tr")


def read_paragraph(source: Source, paragraph: Any, container: int, place: str) -> None:
    """Read one paragraph into one line."""
    source.paragraphs += not place
    place = place or f"第{source.paragraphs}段"
    properties = paragraph.find(f"{W}pPr")
    section = properties.find(f"{W}sectPr") if properties is not None else None
    check_text_boxes(source, paragraph, place)
    text = text_of(paragraph)
    if only_statements(text) and section is None:
        tags = [found.group() for found in TAG.finditer(text)]
        words = [first_word(tag) for tag in tags]
        source.loops += words.count("for") - words.count("endfor")
        source.add("".join(tags), place, container)
    else:
        add_paragraph(source, paragraph, container, place)
    if section is not None:
        source.section += 1


def add_paragraph(source: Source, paragraph: Any, container: int, place: str) -> None:
    """Add a paragraph that is printed: as it is, as the place of a table, or with Jinja in it."""
    properties = paragraph.find(f"{W}pPr")
    kept = "" if properties is None else source.xml(properties)
    ends_section = properties is not None and properties.find(f"{W}sectPr") is not None
    look = source.styles.look(paragraph, source.sections[source.section])
    text, line = text_of(paragraph), ""
    table = TABLE.fullmatch(text)
    if "[[" in text and (not table or container or source.origin.place):
        source.wrong(
            "TPL-10",
            place,
            f"“{text.strip()}”：表格的位置要在正文里单独成一段，不能放在表格、页眉或页脚里。",
            "请把 [[表名]] 单独写成正文的一段。",
        )
    if table:
        shape = Shape(kept, look, source.section, table=table[1])
    elif JINJA.search(text):
        line, stays = line_of(source, paragraph)
        repeated = SECTION.sub("", kept) if ends_section else kept
        stays = stays or ends_section or bool(container)
        shape = Shape(kept, look, source.section, stays=stays, repeated=repeated, ends_section=ends_section)
    else:
        hint_punctuation(paragraph)
        drop_bookmarks(source, paragraph)
        shape = Shape(kept, look, source.section, source.xml(paragraph), text, ends_section=ends_section)
    source.shapes.append(shape)
    source.add(mark(PARAGRAPH, len(source.shapes) - 1) + line, place, container)


def check_text_boxes(source: Source, paragraph: Any, place: str) -> None:
    """Note Jinja in a text box: what stands there is drawn, not text of the page."""
    for box in paragraph.iter(f"{W}txbxContent"):
        text = text_of(box)
        if JINJA.search(text):
            source.wrong(
                "TPL-11",
                place,
                f"“{text.strip()[:40]}”：文本框里的内容不能填写。",
                "请把它移到正文的段落里。",
            )
            return


def line_of(source: Source, paragraph: Any) -> tuple[str, bool]:
    """Return the text of a paragraph with marks, and whether it holds pictures or fields."""
    pieces: list[str] = []
    signs = list(signs_of(source, paragraph, pieces))
    parts: list[str] = []
    text, last, now = "".join(sign for sign, _ in signs), 0, -1
    for found in [*TAG.finditer(text), None]:
        start, end = found.span() if found else (len(text), len(text))
        now = add_marked(parts, signs[last:start], pieces, now)
        if found:
            now = add_tag(parts, signs[start:end], pieces, now)
        last = end
    return "".join(parts), bool(pieces)


def add_marked(parts: list[str], signs: list[tuple[str, int]], pieces: list[str], now: int) -> int:
    """Add characters with a mark at each change of format; return the format at the end."""
    for sign, form in signs:
        if form != now and form >= 0:
            parts.append(mark(RUN, form))
            now = form
        parts.append(pieces[ord(sign) - STAND_IN] if 0 <= ord(sign) - STAND_IN < len(pieces) else sign)
    return now


def add_tag(parts: list[str], signs: list[tuple[str, int]], pieces: list[str], now: int) -> int:
    """Add a tag in the format of its first letter; XML that stood inside it follows it."""
    letters = [(sign, form) for sign, form in signs if form >= 0]
    tag = "".join(sign for sign, _ in letters)
    inside = [form for sign, form in letters if sign not in "{}%#- "]
    form = inside[0] if inside else letters[0][1]
    if not is_statement(tag) and form != now:
        parts.append(mark(RUN, form))
        now = form
    parts.append(tag)
    add_marked(parts, [(sign, form) for sign, form in signs if form < 0], pieces, now)
    return -1 if is_statement(tag) else now  # a loop may come back here from another format


def signs_of(source: Source, parent: Any, pieces: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each character of a paragraph with the number of its format; XML as one stand-in."""
    for child in parent:
        if child.tag == f"{W}r":
            yield from run_signs(source, child, pieces)
        elif child.tag in UNWRAPPED and has_jinja(child):
            yield from signs_of(source, child, pieces)
        elif child.tag == f"{W}sdt" and has_jinja(child):
            yield from signs_of(source, child.find(f"{W}sdtContent"), pieces)
        elif child.tag not in (f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}smartTagPr"):
            yield stand_in(source, source.xml(child), pieces), -1


def run_signs(source: Source, run: Any, pieces: list[str]) -> Iterator[tuple[str, int]]:
    """Yield the characters of a run; a picture or field in it keeps a run of its own."""
    properties = run.find(f"{W}rPr")
    kept = "" if properties is None else source.xml(properties)
    form = source.formats.setdefault(kept, len(source.formats))
    for child in run:
        if child.tag == f"{W}t":
            for sign in stored_text(child):
                yield sign, form
        elif child.tag in TEXTS and not (
            child.tag == f"{W}br" and child.get(f"{W}type") in ("page", "column")
        ):
            yield TEXTS[child.tag], form
        elif child.tag != f"{W}rPr":
            yield stand_in(source, f"<w:r>{kept}{source.xml(child)}</w:r>", pieces), -1


def stored_text(element: Any) -> str:
    """Return the text of a ``w:t``: spaces at its ends count only where it says so."""
    text = str(element.text or "")
    return (
        text
        if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        else text.strip(" \n\t")
    )


def stand_in(source: Source, xml: str, pieces: list[str]) -> str:
    """Return the character that stands for a piece of XML inside a paragraph."""
    if len(pieces) >= MOST_PIECES:
        return ""
    source.inlines.append(xml)
    pieces.append(mark(INLINE, len(source.inlines) - 1))
    return chr(STAND_IN + len(pieces) - 1)


def drop_bookmarks(source: Source, element: Any) -> None:
    """Remove the bookmarks of what a loop repeats: Word allows each name once."""
    if source.loops:
        for bookmark in list(element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            bookmark.getparent().remove(bookmark)


def hint_punctuation(paragraph: Any) -> None:
    """Mark runs with curly quotes, dashes and dots as Chinese, so that they are not set in a Latin font."""
    for run in paragraph.iter(f"{W}r"):
        if AMBIGUOUS.search(text_of(run)):
            properties = run.find(f"{W}rPr")
            if properties is None:
                properties = etree.SubElement(run, f"{W}rPr")
                run.insert(0, properties)
            hint(properties)


def hint(properties: Any) -> None:
    """Set the hint of a ``w:rPr`` to East Asian."""
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        fonts = etree.SubElement(properties, f"{W}rFonts")
        style = properties.find(f"{W}rStyle")
        properties.insert(0 if style is None else 1, fonts)
    fonts.set(f"{W}hint", "eastAsia")


def sections_of(body: Any) -> list[Section]:
    """Return the pages of a body, in order; the last one is the body's own."""
    found = [read_section(element) for element in body.iter(f"{W}sectPr")]
    return found or [Section()]
