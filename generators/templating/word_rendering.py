"""Rendered text with marks becomes paragraphs and runs again: all XML of a document is escaped here, once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generators.errors import Problem, TemplateError
from generators.model.origin import Origin
from generators.templating.looks import Look, Section
from generators.templating.marks import (
    BLOCKS,
    BREAK,
    CHUNK,
    END,
    INLINE,
    RUN,
    RUNS,
    mark,
    plain_values,
)
from generators.templating.sandbox import Compiled
from generators.templating.word_source import AMBIGUOUS, Chunk, Shape

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
NEEDS_ESCAPE = re.compile("[&<>]")
IN_TEXT = re.compile(f"{INLINE}[0-9]{{1,6}}{END}|[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
DRAWING_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[0-9]+"')


@dataclass(frozen=True, slots=True)
class Printed:
    """A block of a document: its XML, and of a paragraph the text and look that decide its height.

    ``look`` is None for a table that stands in the template as it is. ``section`` counts the pages' layouts
    from 0; after a block that ``ends_section`` the next one begins.
    """

    xml: str
    text: str = ""
    look: Look | None = None
    section: int = 0
    ends_section: bool = False


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table goes: its name in ``[[…]]``, and the properties (``w:pPr``) of the paragraph there."""

    name: str
    properties: str
    section: int
    look: Look


Block = Printed | TablePlace
EMPTY = Printed("<w:p/>")
TORN = (
    "有一段文字或表格被切开，接不起来了。",
    "请不要用过滤器改动 {% set %} … {% endset %} 里的段落和表格。",
)


@dataclass(frozen=True, slots=True)
class Format:
    """The format of a run as XML: ``plain``, and ``hinted`` for punctuation that Word takes for Latin."""

    plain: str
    hinted: str


class Torn(Exception):
    """The pieces of a table do not fit: a template cut or changed text that held them."""


@dataclass
class Inside:
    """A table while its pieces come: what is open, and what has come."""

    opened: list[str] = field(default_factory=list)
    parts: list[Chunk | Printed] = field(default_factory=list)

    def add(self, chunk: Chunk) -> None:
        """Take a piece; a cell without a paragraph gets one, and a table without rows is left out."""
        last = self.parts[-1] if self.parts else None
        before = last if isinstance(last, Chunk) else Chunk("")
        if chunk.closes and (not self.opened or self.opened.pop() != chunk.closes):
            raise Torn
        if chunk.closes == before.opens == "tbl":
            self.parts.pop()
            return
        if chunk.closes == "tc" and isinstance(last, Chunk):
            self.parts.append(EMPTY)
        if chunk.opens:
            self.opened.append(chunk.opens)
        self.parts.append(chunk)

    def taken(self, section: int) -> Iterator[Printed]:
        """Yield what has come as one block, if anything has."""
        if self.parts:
            yield Printed("".join(part.xml for part in self.parts), section=section)
            self.parts = []


@dataclass(frozen=True)
class PartTemplate:
    """One part, compiled: its shapes, pieces of XML and formats are what the marks in its text mean."""

    origin: Origin
    compiled: Compiled
    shapes: Sequence[Shape]
    chunks: Sequence[Chunk]
    formats: Sequence[Format]
    inlines: Sequence[str]
    sections: Sequence[Section]
    repeats_drawings: bool = False

    def render(self, values: Mapping[str, Any]) -> list[Block]:
        """Return the blocks for ``values``; raise TemplateError with the paragraph at fault."""
        text = self.compiled.render(plain_values(values))
        try:
            blocks = list(self._blocks(text))
        except (Torn, IndexError):
            raise TemplateError(Problem("TPL-14", self.origin, *TORN)) from None
        return numbered(blocks) if self.repeats_drawings else blocks

    def _blocks(self, text: str) -> Iterator[Block]:
        """Yield paragraphs and places at the top, and every table as one block."""
        inside, section = Inside(), 0
        parts = BLOCKS.split(text)
        for kind, number, piece in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            if kind == CHUNK:
                inside.add(self.chunks[int(number)])
                if not inside.opened:
                    yield from inside.taken(section)
            elif inside.opened:
                shape = self.shapes[int(number)]
                inside.parts += [b for b in self._paragraphs(shape, piece) if isinstance(b, Printed)]
            else:
                shape = self.shapes[int(number)]
                yield from self._paragraphs(shape, piece)
                section = shape.section + shape.ends_section
        if inside.opened:
            raise Torn

    def _paragraphs(self, shape: Shape, text: str) -> Iterator[Block]:
        """Yield a paragraph, several where a value has lines, none where Jinja left nothing in it."""
        if shape.table:
            yield TablePlace(shape.table, shape.properties, shape.section, shape.look)
        elif shape.verbatim:
            yield Printed(shape.verbatim, shape.text, shape.look, shape.section, shape.ends_section)
        elif "\n" not in text:
            yield from self._paragraph(shape, text, shape.stays)
        else:
            *first, last = lines_of(text)
            for line in first:
                yield from self._paragraph(replace(shape, properties=shape.repeated), line, False)
            yield from self._paragraph(shape, last, shape.stays)

    def _paragraph(self, shape: Shape, text: str, stays: bool) -> Iterator[Printed]:
        """Yield one paragraph if there is anything in it."""
        runs, shown = self._runs(text)
        if runs or stays:
            xml = f"<w:p>{shape.properties}{runs}</w:p>"
            yield Printed(xml, shown, shape.look, shape.section, "<w:sectPr" in shape.properties)

    def _runs(self, text: str) -> tuple[str, str]:
        """Return the runs of a paragraph as XML, and their text."""
        parts = RUNS.split(text)
        parts[0:0] = ["0"]  # text before the first mark comes from a macro
        xml: list[str] = []
        shown: list[str] = []
        now, waiting = -1, ""
        for number, piece in zip(parts[::2], parts[1::2], strict=True):
            form = int(number)
            if piece and form != now:
                xml.append(self._run(now, waiting, shown))
                now, waiting = form, ""
            waiting += piece
        xml.append(self._run(now, waiting, shown))
        return "".join(xml), "".join(shown)

    def _run(self, number: int, text: str, shown: list[str]) -> str:
        """Return text of one format as a run, or as several around pictures and fields."""
        if not text:
            return ""
        formats = self.formats[number] if 0 <= number < len(self.formats) else _NO_FORMAT
        properties = formats.hinted if AMBIGUOUS.search(text) else formats.plain
        if not IN_TEXT.search(text):
            shown.append(text)
            return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
        return self._cut_run(properties, text, shown)

    def _cut_run(self, properties: str, text: str, shown: list[str]) -> str:
        """Return a run whose text holds line breaks, tabs or pieces of XML."""
        opening, xml, last = f"<w:r>{properties}", [], 0
        for found in [*IN_TEXT.finditer(text), None]:
            start, end = found.span() if found else (len(text), len(text))
            if start > last:
                shown.append(text[last:start])
                xml.append(f'<w:t xml:space="preserve">{escaped(text[last:start])}</w:t>')
            if found:
                xml.append(self._sign(found.group(), opening, shown))
            last = end
        return f"{opening}{''.join(xml)}</w:r>".replace(f"{opening}</w:r>", "")

    def _sign(self, sign: str, opening: str, shown: list[str]) -> str:
        """Return a line break, a tab, or XML that stands between runs; nothing for other controls."""
        if sign == BREAK:
            shown.append("\n")
            return "<w:br/>"
        if sign == "\t":
            shown.append("\t")
            return "<w:tab/>"
        if sign[0] == INLINE and int(sign[1:-1]) < len(self.inlines):
            return f"</w:r>{self.inlines[int(sign[1:-1])]}{opening}"
        return ""


_NO_FORMAT = Format("", '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>')


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a paragraph's text, each beginning with the mark of the run it is in."""
    run = ""
    for line in text.split("\n"):
        yield run + line
        found = RUNS.findall(line)
        run = mark(RUN, found[-1]) if found else run


def escaped(text: str) -> str:
    """Return text for XML."""
    return text.translate(ESCAPES) if NEEDS_ESCAPE.search(text) else text


def numbered(blocks: list[Block]) -> list[Block]:
    """Return blocks with the ids of their drawings counted anew: a loop has repeated some."""
    count = iter(range(1, 1 << 30))

    def renumbered(found: re.Match[str]) -> str:
        return f'{found[1]}{next(count)}"'

    return [
        block
        if isinstance(block, TablePlace)
        else Printed(
            DRAWING_ID.sub(renumbered, block.xml), block.text, block.look, block.section, block.ends_section
        )
        for block in blocks
    ]
