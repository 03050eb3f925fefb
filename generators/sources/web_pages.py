"""A web page as blocks: tables with their spans, paragraphs, headings; scripts and styles are no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generators.model.origin import Origin
from generators.sources.blocks import Block, Cell, Paragraph, Row, Table
from generators.sources.refusals import MOST_SIGNS, too_long

UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "select", "textarea", "svg", "iframe"))
BREAKING = frozenset((
    "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer", "nav",
    "hr", "blockquote", "pre", "form", "center", "caption", "title", "body",
    "h1", "h2", "h3", "h4", "h5", "h6",
))  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: As browsers have it.
WIDEST_SPAN, HIGHEST_SPAN = 1000, 65534
DEEPEST = 40
#: A line of the page's source that was wrapped is no space between Chinese characters.
WRAPPED_CHINESE = re.compile(r"(?<=[^\x00-\x7f])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\x7f])")
WRAPPED = re.compile(r"[\r\n]+")


@dataclass
class OpenTable:
    """A table being read: finished rows, cells of the current one, merges that reach further down."""

    number: int
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    #: By first column of a merge: how many columns it has and how many more rows it covers.
    reaching: dict[int, tuple[int, int]] = field(default_factory=dict)
    begun: dict[int, tuple[int, int]] = field(default_factory=dict)
    column: int = 0
    span: tuple[int, int] = (1, 1)
    in_row: bool = False
    in_cell: bool = False
    text: list[str] = field(default_factory=list)


class PageReader(HTMLParser):
    """Collects blocks while a page is fed to it."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.tables: list[OpenTable] = []
        self.count = self.unseen = self.level = self.signs = 0

    # ------------------------------------------------------------ what the parser calls
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, row or cell; break the paragraph at what breaks it."""
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "table":
            self.open_table()
        elif tag == "tr" and self.tables:
            self.close_row()
            self.tables[-1].in_row = True
        elif tag in ("td", "th") and self.tables:
            self.open_cell(dict(attrs))
        elif tag in BREAKING:
            self.break_line()
            self.level = HEADINGS.get(tag, self.level)

    def handle_endtag(self, tag: str) -> None:
        """Close what an end tag closes; forgotten ones are closed by what follows."""
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "table" and self.tables:
            self.close_table()
        elif tag == "tr" and self.tables:
            self.close_row()
        elif tag in ("td", "th") and self.tables:
            self.close_cell()
        elif tag in BREAKING:
            self.break_line()

    def handle_data(self, data: str) -> None:
        """Add text where it belongs."""
        if self.unseen:
            return
        self.signs += len(data)
        if self.signs > MOST_SIGNS:
            raise too_long(self.file)
        text = WRAPPED.sub(" ", WRAPPED_CHINESE.sub("", data))
        (self.tables[-1].text if self.tables and self.tables[-1].in_cell else self.text).append(text)

    # ------------------------------------------------------------ paragraphs
    def break_line(self) -> None:
        """End a paragraph, or a line of a cell."""
        if self.tables and self.tables[-1].in_cell:
            self.tables[-1].text.append("\n")
            return
        text = "".join(self.text).strip()
        if text:
            place = Origin(self.file, place=f"第{len(self.blocks) + 1}段")
            self.blocks.append(Paragraph(text, place, self.level))
        self.text.clear()
        self.level = 0

    # ------------------------------------------------------------ tables
    def open_table(self) -> None:
        """Begin a table, inside the current cell or in the flow."""
        self.break_line()
        if len(self.tables) < DEEPEST:
            self.count += 1
            self.tables.append(OpenTable(self.count))

    def open_cell(self, attributes: dict[str, str | None]) -> None:
        """Begin a cell at the next free column."""
        table = self.tables[-1]
        self.close_cell()
        table.in_row = table.in_cell = True
        table.span = (
            span_of(attributes.get("colspan"), WIDEST_SPAN),
            span_of(attributes.get("rowspan"), HIGHEST_SPAN),
        )

    def close_cell(self) -> None:
        """End the current cell."""
        table = self.tables[-1]
        if not table.in_cell:
            return
        self.pass_merges(table)
        wide, high = table.span
        table.cells.append(self.cell(table, lines_of("".join(table.text)), wide))
        if high > 1:
            table.begun[table.column] = (wide, high - 1)
        table.column += wide
        table.in_cell = False
        table.text.clear()

    def pass_merges(self, table: OpenTable) -> None:
        """Step over the columns that merges from above cover, with a cell that continues each."""
        while table.column in table.reaching:
            wide, _ = table.reaching[table.column]
            table.cells.append(self.cell(table, "", wide, continues=True))
            table.column += wide

    def cell(self, table: OpenTable, text: str, wide: int, continues: bool = False) -> Cell:
        """Return a cell at the current column."""
        place = f"表{table.number}第{len(table.rows) + 1}行第{table.column + 1}列"
        return Cell(text, table.column, Origin(self.file, place=place), wide, continues)

    def close_row(self) -> None:
        """End the current row; merges from above reach one row less far."""
        table = self.tables[-1]
        self.close_cell()
        if not table.in_row:
            return
        self.pass_merges(table)
        place = Origin(self.file, place=f"表{table.number}第{len(table.rows) + 1}行")
        table.rows.append(Row(tuple(table.cells), place))
        left = {at: (wide, high - 1) for at, (wide, high) in table.reaching.items() if high > 1}
        table.reaching = {**left, **table.begun}
        table.begun, table.cells, table.column, table.in_row = {}, [], 0, False

    def close_table(self) -> None:
        """End the innermost table."""
        self.close_row()
        table = self.tables.pop()
        if any(row.filled for row in table.rows):
            self.blocks.append(Table(tuple(table.rows), Origin(self.file, place=f"表{table.number}")))

    def finish(self) -> list[Block]:
        """Return all blocks, what was left open closed."""
        self.close()
        while self.tables:
            self.close_table()
        self.break_line()
        return self.blocks


def span_of(typed: str | None, most: int) -> int:
    """Return a span as a browser reads it.

    >>> span_of("3", 1000), span_of("-1", 1000), span_of("x", 1000), span_of(None, 1000), span_of("0", 65534)
    (3, 1, 1, 1, 1)
    """
    digits = (typed or "").strip()[:6]
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() else 1


def lines_of(text: str) -> str:
    """Return the lines of a cell that hold something, trimmed."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def page_blocks(text: str, file: str) -> list[Block]:
    """Return the blocks of a web page. Raises WorkbookError (PUB-5)."""
    reader = PageReader(file)
    for start in range(0, len(text), 1 << 16):
        reader.feed(text[start : start + (1 << 16)])
    return reader.finish()
