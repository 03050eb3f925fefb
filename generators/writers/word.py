"""A page as a Word document: the blocks of the office's template, with tables where it says ``[[表名]]``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from pathlib import Path

from generators.errors import TemplateError
from generators.opc.writing import write_package
from generators.page import Page, Table
from generators.templating.looks import NARROWEST_COLUMN, Look, Section
from generators.templating.word_rendering import Block, Printed, TablePlace
from generators.templating.word_template import WordTemplate
from generators.writers.grid import Fit
from generators.writers.head import Head, head_of
from generators.writers.measure import TWIPS, word_height, word_lines, word_pieces
from generators.writers.plan import plan_table
from generators.writers.word_package import packed, properties
from generators.writers.word_table import BORDER, SIDE_MARGIN, TOP_MARGIN, Text, direct, styled, table_xml

HEAD_STYLE, BODY_STYLE = "表头", "表文"
HEAD_FONT, BODY_FONT = "黑体", "仿宋_GB2312"
PLAIN_LOOK = Look(size=12.0, pitch=18.0)  # where the office's template lacks the style
SLACK = 10 * TWIPS  # programs differ by less over a page
GUESSED = 30 * TWIPS  # and by less than this more where it is not certain what stands above a table
#: Word needs a paragraph behind a table; this one takes no room.
SPACER = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
MARGINS = 2 * TOP_MARGIN + BORDER
NARROWEST = ceil(NARROWEST_COLUMN / 25.4 * 72 * TWIPS) + 1  # twips, one of them for rounding


@dataclass(frozen=True, slots=True)
class TableText:
    """How the cells of a kind are formatted, and the size and pitch that decide their height."""

    text: Text
    look: Look

    @property
    def pitch(self) -> int:
        """Return the distance of lines in twips."""
        return round(self.look.pitch * TWIPS)


def write_word(page: Page, template: WordTemplate, path: Path) -> None:
    """Write a document; equal pages give equal bytes. Raises TemplateError, OutputError."""
    problems = template.check_tables(page.tables)
    if problems:
        raise TemplateError(problems)
    body = printed(template.render(page.values), page, template)
    document = "".join([template.prefix, *body, template.suffix]).encode("utf-8", "replace")
    parts = {template.part: document} | template.render_parts(page.values) | properties(page)
    write_package(path, packed(template), parts)


def printed(blocks: Sequence[Block], page: Page, template: WordTemplate) -> Iterator[str]:
    """Yield the XML of every block; a table knows what stands before it on its page."""
    filled = Filled()
    for number, block in enumerate(blocks):
        section = template.sections[block.section]
        if isinstance(block, Printed):
            yield block.xml
            filled = below(filled, block, section)
            continue
        yield from table_at(block, page.tables[block.name], template, filled)
        yield after_table(block, blocks[number + 1 : number + 2])
        filled = Filled(known=False)


def after_table(place: TablePlace, following: Sequence[Block]) -> str:
    """Return what must stand behind a table: the end of its section, or a paragraph before another table."""
    if "<w:sectPr" in place.properties:
        return f"<w:p>{place.properties}</w:p>"
    is_paragraph = following and isinstance(following[0], Printed) and following[0].look is not None
    return "" if is_paragraph else SPACER


# What stands before a table


@dataclass(frozen=True, slots=True)
class Filled:
    """How much of a page is filled, in points; ``known`` is False below something that cannot be measured."""

    points: float = 0.0
    pages: int = 0
    known: bool = True

    @property
    def is_guess(self) -> bool:
        """Whether programs may well differ: below a long text, or something that cannot be measured."""
        return bool(self.pages) or not self.known


def below(filled: Filled, block: Printed, section: Section) -> Filled:
    """Return how much is filled below one more block."""
    if block.ends_section:
        return Filled()
    if block.look is None:
        return Filled(filled.points, filled.pages, known=False)
    look = block.look
    if look.starts_page:
        filled = Filled()
    width = section.text_width - look.left - look.right
    indent = int(look.first_indent / look.size) * "\u3000"
    lines = word_lines(max(width, look.size), look.size)(indent + block.text)
    return flow(filled, look.before, lines, look, section.text_height)


def flow(filled: Filled, before: float, lines: int, look: Look, room: float) -> Filled:
    """Return how much is filled when lines run over as many pages as they need.

    >>> flow(Filled(80), 0, 3, Look(size=12, pitch=20), room=100)
    Filled(points=40.0, pages=1, known=True)
    """
    points, pages = filled.points + before, filled.pages
    fitting = max(int((room - points) // look.pitch), 0)
    most = max(int(room // look.pitch), 1)
    while lines > fitting:
        lines, points, pages, fitting = lines - fitting, 0, pages + 1, most
    return Filled(points + lines * look.pitch + look.after, pages, filled.known)


# Tables


def table_at(place: TablePlace, table: Table, template: WordTemplate, filled: Filled) -> Iterator[str]:
    """Return a table's XML piece by piece, planned for the page it stands on."""
    if not table.columns:
        return iter(())
    section = template.sections[place.section]
    head, body = table_text(template, HEAD_STYLE, HEAD_FONT), table_text(template, BODY_STYLE, BODY_FONT)
    widths = column_widths(table, round(section.text_width * TWIPS))
    heights = head_heights(head_of(table.columns), widths, head)
    plan = plan_table(table, fit_of(widths, heights, head, body, section, filled))
    return table_xml(table, plan, widths, head.text, body.text, heights, forced=filled.is_guess)


def table_text(template: WordTemplate, style: str, font: str) -> TableText:
    """Return how cells are formatted: by the template's style, directly if it has none of that name."""
    look = template.style_look(style)
    if look is not None:
        return TableText(styled(template.style_id(style)), look)
    return TableText(direct(font, PLAIN_LOOK.size, round(PLAIN_LOOK.pitch * TWIPS)), PLAIN_LOOK)


def column_widths(table: Table, width: int) -> list[int]:
    """Return the widths of the columns in twips, which together are exactly ``width``."""
    asked = [max(column.width_mm, 0.01) for column in table.columns]
    edges = accumulate(shares(asked, width, min(NARROWEST, width / len(asked))), initial=0.0)
    return [right - left for left, right in pairwise(map(round, edges))]


def shares(asked: Sequence[float], whole: float, least: float) -> list[float]:
    """Return ``whole`` shared as was asked, but none less than ``least``: the wider ones give way.

    >>> shares([10, 30], 80, 5), shares([0.1, 10, 30], 85, 5)
    ([20.0, 60.0], [5, 20.0, 60.0])
    """
    given, left, still_asked = [0.0] * len(asked), whole, sum(asked)
    for number in sorted(range(len(asked)), key=asked.__getitem__):
        given[number] = max(asked[number] / still_asked * left, least)
        left, still_asked = left - given[number], still_asked - asked[number]
    return given


def room(width: int) -> float:
    """Return the points a text has in a cell so many twips wide."""
    return max((width - 2 * SIDE_MARGIN) / TWIPS, 1.0)


def head_heights(head: Head, widths: Sequence[int], text: TableText) -> list[int]:
    """Return the height of each row of the head in twips."""
    heights = []
    for row in head:
        rooms = [room(sum(widths[cell.first : cell.last + 1])) for cell in row]
        lines = [word_lines(points, text.look.size)(cell.text) for points, cell in zip(rooms, row)]
        needs = [(count * text.pitch + MARGINS) / cell.rows for count, cell in zip(lines, row)]
        heights.append(round(max(needs)) + 2 * TOP_MARGIN)
    return heights


def fit_of(widths: Sequence[int], heights: Sequence[int], head: TableText, body: TableText, section: Section,
           filled: Filled) -> Fit:  # fmt: skip
    """Return how the table's texts are measured and what its pages hold."""
    size, pitch = body.look.size, body.pitch
    page = int(section.text_height * TWIPS) - sum(heights)
    first = page - round(filled.points * TWIPS) - (GUESSED if filled.is_guess else 0)
    return Fit(
        heights=[word_height(room(width), size, pitch, MARGINS) for width in widths],
        pieces=[word_pieces(room(width), size, pitch, MARGINS) for width in widths],
        group_height=word_height(room(sum(widths)), head.look.size, head.pitch, MARGINS),
        first_page=first,
        page=page,
        least=max(pitch, head.pitch) + MARGINS,
        slack=SLACK,
    )
