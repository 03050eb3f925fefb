"""A planned table as WordprocessingML, built as strings row by row.

Word lays a table out by ``w:tblW`` and ``w:tcW``, WPS by ``w:gridCol``: all are written and agree.
``w:vMerge`` is only ever ``restart`` or ``continue``, since WPS loses the text of cells with anything else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generators.opc.escaping import escape
from generators.page import Align, RowStyle, Table
from generators.writers.head import HeadCell, head_of
from generators.writers.plan import Plan, PlannedRow

SIDE_MARGIN, TOP_MARGIN = 85, 40  # twips: 1.5 mm beside the text, 0.7 mm above and below it
#: Programs differ on whether the border of a row (10 twips) is part of its height: half of it is planned for.
BORDER = 5
ALIGN = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}
FILLS = {RowStyle.GROUP: "E7EDF5", RowStyle.SUBTOTAL: "F2F2F2"}
#: Punctuation that Word sets in the Latin font unless told that it is Chinese.
AMBIGUOUS = re.compile("[“”‘’—…·]")
HINTED = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in zip(
        ("top", "left", "bottom", "right"), (TOP_MARGIN, SIDE_MARGIN, TOP_MARGIN, SIDE_MARGIN)
    )
)
KEEP, PAGE_BREAK = "<w:keepNext/>", "<w:pageBreakBefore/>"
PARAGRAPH_START = re.compile(f"<w:pPr>(?:<w:pStyle [^>]*>)?(?:{KEEP})?")
CENTRED = '<w:vAlign w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Text:
    """How the paragraphs of cells are formatted: by a style of the template, or directly where it has none.

    ``style`` and ``spacing`` are what stands in ``w:pPr``, ``run`` what stands in ``w:rPr``.
    """

    style: str = ""
    spacing: str = ""
    run: str = ""

    def opening(self, align: str, keep: str = "") -> str:
        """Return the start of a paragraph; ``keep`` keeps it with the next."""
        return f'<w:p><w:pPr>{self.style}{keep}{self.spacing}<w:jc w:val="{align}"/></w:pPr>'


def styled(style: str) -> Text:
    """Return the format of paragraphs in a style of the template, by its id."""
    return Text(f'<w:pStyle w:val="{escape(style)}"/>')


def direct(font: str, size: float, pitch: int) -> Text:
    """Return the format of paragraphs without a style: all four font slots, exact lines, no indent."""
    latin = "Times New Roman"
    fonts = f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{latin}"'
    half_points = round(size * 2)
    return Text(
        "",
        '<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="exact"/>'
        '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/>',
        f'<w:rFonts {fonts}/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>',
    )


def table_xml(table: Table, plan: Plan, widths: Sequence[int], head: Text, body: Text,
              head_heights: Sequence[int], forced: bool = False) -> Iterator[str]:  # fmt: skip
    """Yield a ``w:tbl`` row by row; ``widths`` of its columns and ``head_heights`` are in twips.

    With ``forced``, Word is told where the pages of the plan begin; else it finds them by itself.
    """
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{MARGINS}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
    yield from head_rows(table, widths, head, head_heights)
    yield from body_rows(table, plan, widths, head, body, set(plan.breaks) if forced else set())
    yield "</w:tbl>"


# Text


def runs_xml(text: str, properties: str = "") -> str:
    """Return one line of clean text as a run; nothing for no text.

    >>> runs_xml("甲<乙")
    '<w:r><w:t xml:space="preserve">甲&lt;乙</w:t></w:r>'
    >>> runs_xml("“常”")
    '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">“常”</w:t></w:r>'
    """
    if not text:
        return ""
    if AMBIGUOUS.search(text):
        properties = hinted(properties)
    elif properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    if "\t" in text:
        text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def hinted(properties: str) -> str:
    """Return run properties that also say that punctuation is Chinese."""
    if not properties:
        return HINTED
    with_hint = properties.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ', 1)
    return f"<w:rPr>{with_hint}</w:rPr>"


def paragraphs_xml(text: str, opening: str, properties: str) -> str:
    """Return clean text as paragraphs, one a line."""
    if "\n" not in text:
        return f"{opening}{runs_xml(text, properties)}</w:p>"
    return "".join([f"{opening}{runs_xml(line, properties)}</w:p>" for line in text.split("\n")])


# Head


def head_rows(table: Table, widths: Sequence[int], text: Text, heights: Sequence[int]) -> Iterator[str]:
    """Yield the rows of the head, repeated on every page; headings over two rows merge downwards."""
    rows = head_of(table.columns)
    tall = [cell for cell in rows[0] if cell.rows > 1]
    for number, (cells, height) in enumerate(zip(rows, heights)):
        continued = [HeadCell("", cell.first, cell.last, 0) for cell in tall] if number else []
        ordered = sorted([*cells, *continued], key=lambda cell: cell.first)
        cells_xml = "".join([head_cell(cell, widths, text) for cell in ordered])
        yield f"{row_opening(height, '<w:tblHeader/>')}{cells_xml}</w:tr>"


def row_opening(height: int, more: str = "") -> str:
    """Return the start of a row that stays whole; ``height`` is as planned, in twips."""
    least = f'<w:trHeight w:val="{height - BORDER}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{more}</w:trPr>"


def head_cell(cell: HeadCell, widths: Sequence[int], text: Text) -> str:
    """Return one cell of the head."""
    span = cell.last - cell.first + 1
    merges = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if cell.rows != 1:
        merges += f'<w:vMerge w:val="{"restart" if cell.rows else "continue"}"/>'
    width = sum(widths[cell.first : cell.last + 1])
    content = paragraphs_xml(cell.text, text.opening("center", KEEP), text.run)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merges}{CENTRED}</w:tcPr>{content}</w:tc>'


# Body


@dataclass(frozen=True, slots=True)
class Parts:
    """The constant XML of a column in a style of row: a cell alone, the first of a merge, one below it."""

    alone: str
    first: str
    below: str
    opening: str


def body_rows(table: Table, plan: Plan, widths: Sequence[int], head: Text, body: Text,
              breaks: Collection[int]) -> Iterator[str]:  # fmt: skip
    """Yield the rows of the body; those in ``breaks`` begin a page."""
    texts = {RowStyle.BODY: body, RowStyle.GROUP: head, RowStyle.SUBTOTAL: head}
    parts = {style: column_parts(table, widths, style, text) for style, text in texts.items()}
    for line, row in enumerate(plan.rows):
        if row.style is RowStyle.GROUP:
            cells = title_cell(row.texts[0], widths, head)
        else:
            cells = row_cells(row, parts[row.style], texts[row.style].run)
        if line in breaks:
            cells = PARAGRAPH_START.sub(rf"\g<0>{PAGE_BREAK}", cells, count=1)
        yield f"{row_opening(row.height)}{cells}</w:tr>"


def column_parts(table: Table, widths: Sequence[int], style: RowStyle, text: Text) -> list[Parts]:
    """Return the constant XML of every column."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILLS[style]}"/>' if style in FILLS else ""
    parts = []
    for column, width in zip(table.columns, widths):
        start, end = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>', f"{fill}{CENTRED}</w:tcPr>"
        opening = text.opening(ALIGN[column.align])
        parts.append(
            Parts(
                f"{start}{end}",
                f'{start}<w:vMerge w:val="restart"/>{end}',
                f'{start}<w:vMerge w:val="continue"/>{end}{opening}</w:p></w:tc>',
                opening,
            )
        )
    return parts


def row_cells(row: PlannedRow, parts: Sequence[Parts], properties: str) -> str:
    """Return the cells of a row."""
    cells = []
    for part, span, text in zip(parts, row.spans, row.texts):
        if not span:
            cells.append(part.below)
        else:
            start = part.alone if span == 1 else part.first
            cells.append(f"{start}{paragraphs_xml(text, part.opening, properties)}</w:tc>")
    return "".join(cells)


def title_cell(text: str, widths: Sequence[int], head: Text) -> str:
    """Return the one cell of a title row, over the whole width."""
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILLS[RowStyle.GROUP]}"/>'
    start = f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{fill}{CENTRED}</w:tcPr>'
    return f"{start}{paragraphs_xml(text, head.opening('left', KEEP), head.run)}</w:tc>"
