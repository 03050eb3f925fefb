"""A list as a sheet of its own in a workbook that people own: boxed, with a head, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generators.opc.changing import DECLARATION, Changes, children_of
from generators.opc.splicing import at_end
from generators.workbooks.addresses import column_letters
from generators.workbooks.annotate import add_sheet, vocabulary
from generators.workbooks.listing import FITTED, LANDSCAPE, Line, columns_xml, counted, links_xml, row_xml
from generators.workbooks.reading import Workbook

#: ``{p}`` is the prefix of a workbook's own spelling.
SIDE = '<{{p}}{side} style="thin"><{{p}}color indexed="64"/></{{p}}{side}>'
SIDES = "".join(SIDE.format(side=side) for side in ("left", "right", "top", "bottom"))
BORDER = f"<{{p}}border>{SIDES}</{{p}}border>"
BOLD = '<{p}font><{p}b/><{p}sz val="11"/></{p}font>'
LOOK = (
    '<{{p}}xf numFmtId="0" fontId="{font}" fillId="0" borderId="{border}" xfId="0" applyFont="1"'
    ' applyBorder="1" applyAlignment="1"><{{p}}alignment {across}vertical="center" wrapText="1"/></{{p}}xf>'
)
PANE = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    ' state="frozen"/></sheetView></sheetViews>'
)


@dataclass(frozen=True, slots=True)
class NewList:
    """A list for a sheet of its own: its name, headings with their widths in characters, and lines."""

    name: str
    headings: Sequence[str]
    lines: Sequence[Line]
    widths: Sequence[float] = ()


def add_list(changes: Changes, book: Workbook, new: NewList) -> None:
    """Add a list as the last sheet, under a name that no sheet has."""
    words = vocabulary(changes.read(book.part))
    head, body = list_styles(changes, book)
    widths = [*new.widths, *(20.0 for _ in new.headings)][: len(new.headings)]
    rows = [row_xml(1, new.headings, widths, head)]
    rows += (row_xml(number, line.texts, widths, body) for number, line in enumerate(new.lines, start=2))
    reach = f"A1:{column_letters(len(new.headings))}{len(rows)}"
    content = (
        f'{FITTED}<dimension ref="{reach}"/>{PANE}{columns_xml(widths)}<sheetData>{"".join(rows)}</sheetData>'
        f"{links_xml(new.lines)}{LANDSCAPE}"
    )
    sheet = f'{DECLARATION}<worksheet xmlns="{words.main}">{content}</worksheet>'.encode()
    add_sheet(changes, book, sheet, words, new.name)


def list_styles(changes: Changes, book: Workbook) -> tuple[int, int]:
    """Add the styles of a list's head and body and return their numbers; 0 in a workbook without styles."""
    part = next(iter(book.package.related(book.part, "styles")), "")
    font, border = append(changes, part, "fonts", BOLD), append(changes, part, "borders", BORDER)
    if font is None or border is None:
        return 0, 0
    centred = LOOK.format(font=font, border=border, across='horizontal="center" ')
    plain = LOOK.format(font=0, border=border, across="")
    return append(changes, part, "cellXfs", centred) or 0, append(changes, part, "cellXfs", plain) or 0


def append(changes: Changes, part: str, holder_name: str, piece: str) -> int | None:
    """Add a piece of styles to the end of those of its kind and return its number, None if there are none."""
    if not part:
        return None
    names = ("font", "border", "xf")
    content, found = changes.read(part), changes.elements(part, names)
    holder = next((one for one in found if one.local == holder_name and one.depth == 1), None)
    if holder is None:
        return None
    number = len(children_of(found, holder))
    spelt = piece.replace("{p}", holder.sibling("")).encode()
    changes.splice(part, counted(content, holder, number + 1), at_end(content, holder, spelt))
    return number
