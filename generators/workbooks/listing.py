"""The sheet 问题清单 that is added to a copy of a workbook: one line a problem, each leading to its cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from generators.model.origin import Origin
from generators.opc.changing import DECLARATION, Changes, children_of
from generators.opc.splicing import Edit, Found, at_end, inserted
from generators.typesetting.rows import HIGHEST_ROW, Cell, row_height, text_room
from generators.workbooks.addresses import cell_address
from generators.workbooks.notes import escaped

NAME = "问题清单"
WIDEST = 60  # characters
SIZE = 12  # points: of the default font of any usual workbook, or more
WRAPPED = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
)
#: On paper as wide as the page: else the last columns are printed on pages of their own.
FITTED = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
LANDSCAPE = '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
COUNT = re.compile(rb'count="\d+"')


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: its texts, and the cell that the first of them leads to."""

    texts: Sequence[str]
    origin: Origin


def listing_xml(namespace: str, headings: Sequence[str], lines: Sequence[Line], style: int) -> bytes:
    """Return the sheet: a heading that stays in view, then the lines."""
    rows = [headings, *(line.texts for line in lines)]
    widths = column_widths(rows)
    body = "".join(row_xml(number, row, widths, style) for number, row in enumerate(rows, start=1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    head = f"{FITTED}{views}{columns_xml(widths)}"
    content = f"{head}<sheetData>{body}</sheetData>{links_xml(lines)}{LANDSCAPE}"
    return f'{DECLARATION}<worksheet xmlns="{namespace}">{content}</worksheet>'.encode()


def row_xml(number: int, texts: Sequence[str], widths: Sequence[float], style: int) -> str:
    """Return one row of texts; a text is never a formula or a link, whatever it begins with.

    Its height is stored, for LibreOffice fits no row that has none; Excel fits it anew.
    """
    cells_to_fit = (Cell(text, text_room([wide]), SIZE) for text, wide in zip(texts, widths))
    height = min(row_height(cells_to_fit), HIGHEST_ROW)
    cells = "".join(
        f'<c r="{cell_address(number, column)}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escaped(text)}</t></is></c>'
        for column, text in enumerate(texts, start=1)
    )
    return f'<row r="{number}" ht="{height:g}">{cells}</row>'


def column_widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return column widths in characters that fit the texts, up to a limit."""
    widths = [0] * max(map(len, rows), default=0)
    for row in rows:
        for column, text in enumerate(row):
            widths[column] = max(widths[column], max(map(width, text.splitlines()), default=0))
    return [min(wide + 2, WIDEST) for wide in widths]


def columns_xml(widths: Sequence[float]) -> str:
    """Return the columns of a sheet."""
    columns = (
        f'<col min="{n}" max="{n}" width="{wide}" customWidth="1"/>' for n, wide in enumerate(widths, start=1)
    )
    return f"<cols>{''.join(columns)}</cols>" if widths else ""


def width(text: str) -> int:
    """Return how wide a text is in Latin letters.

    >>> width("甲ab")
    4
    """
    return sum(1 if sign < "\u2000" else 2 for sign in text)


def links_xml(lines: Sequence[Line]) -> str:
    """Return a link from each line's first text to its cell."""
    links = "".join(
        f'<hyperlink ref="A{row}" location={quoteattr(escaped_place(line.origin))}/>'
        for row, line in enumerate(lines, start=2)
        if line.origin.sheet and line.origin.cell
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def escaped_place(origin: Origin) -> str:
    """Return a cell as formulas spell it.

    >>> escaped_place(Origin("台账.xlsx", "任务's", "F12"))
    "'任务''s'!F12"
    """
    sheet = origin.sheet.replace("'", "''")
    return f"'{sheet}'!{origin.cell}"


def wrapped_style(changes: Changes, styles: str) -> int:
    """Add a cell style that wraps its text and return its number; 0 where a workbook has no styles."""
    if not styles:
        return 0
    content, found = changes.read(styles), changes.elements(styles, ("xf",))
    holder = next((element for element in found if element.local == "cellXfs"), None)
    if holder is None:
        return 0
    number = len(children_of(found, holder))
    wrapped = WRAPPED.replace("<xf", f"<{holder.sibling('xf')}").replace("</xf", f"</{holder.sibling('xf')}")
    wrapped = wrapped.replace("<alignment", f"<{holder.sibling('alignment')}")
    changes.splice(styles, counted(content, holder, number + 1), at_end(content, holder, wrapped.encode()))
    return number


def counted(content: bytes, holder: Found, count: int) -> Edit:
    """Return the edit that puts a holder's count right, if it has one."""
    found = COUNT.search(content, holder.start, content.index(b">", holder.start))
    if found is None:
        return inserted(holder.start, b"")
    return found.start(), found.end(), f'count="{count}"'.encode()


def free_title(taken: set[str], name: str = NAME) -> str:
    """Return a name for the list that no sheet has.

    >>> free_title({"任务"}), free_title({"问题清单"})
    ('问题清单', '问题清单2')
    """
    names = (f"{name}{n if n > 1 else ''}" for n in range(1, 100_000))
    return next(name for name in names if name not in taken)
