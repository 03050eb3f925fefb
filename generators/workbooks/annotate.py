"""A copy of a workbook with what is wrong noted at its cells and listed on a sheet; nothing else changes.

Only the parts that must know of the notes are changed, by inserting bytes; all others are copied as packed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generators.opc.changing import (
    Changes,
    children_of,
    declare,
    declare_extension,
    relate,
    write_changed,
)
from generators.opc.refusals import refusing
from generators.opc.splicing import Found, at_end, attributes_xml, find_elements, inserted
from generators.workbooks.listing import NAME, Line, free_title, listing_xml, wrapped_style
from generators.workbooks.notes import (
    commented_in,
    merged_comments,
    merged_drawing,
    new_comments,
    new_drawing,
)
from generators.workbooks.reading import Workbook, read_workbook
from generators.workbooks.sheets import Sheet

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

ROWS_START, ROWS_END = b"<sheetData>", b"</sheetData>"

# What may follow a sheet's legacyDrawing (ECMA-376 part 1, 18.3.1.99).
AFTER_DRAWING = {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
                 "tableParts", "extLst"}  # fmt: skip


class Vocabulary(NamedTuple):
    """The namespaces a workbook is written in."""

    main: str
    office: str


TRANSITIONAL = Vocabulary(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Vocabulary(
    "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
)


def annotate(source: Path, target: Path, notes: Mapping[str, Mapping[str, str]], headings: Sequence[str],
             lines: Sequence[Line]) -> None:  # fmt: skip
    """Write a copy of the workbook ``source`` with comments and a sheet 问题清单 to ``target``.

    ``notes`` are texts by sheet and address; those of sheets that the workbook lacks are left out. The list
    has the headings, then the lines, whose first texts lead to their cells. Raises WorkbookError and
    OutputError.
    """
    book = read_workbook(source)
    changes = Changes(book.package)
    with refusing("PKG-11", book.file, found="批注", detail="批注或目录的写法不认识"):
        words = vocabulary(changes.read(book.part))
        for sheet in book.sheets:
            if notes.get(sheet.name):
                add_notes(changes, sheet, notes[sheet.name], words)
        add_listing(changes, book, headings, lines, words)
    write_changed(target, changes)


def vocabulary(content: bytes) -> Vocabulary:
    """Return the namespaces that a part is written in."""
    return STRICT if STRICT.main.encode() in content[:4096] else TRANSITIONAL


def add_notes(changes: Changes, sheet: Sheet, notes: Mapping[str, str], words: Vocabulary) -> None:
    """Add comments to a sheet, and boxes for those cells that had none."""
    comments = next(iter(sheet.package.related(sheet.part, "comments")), "")
    commented = set[str]()
    if comments:
        content, file = changes.read(comments), sheet.package.file
        commented = commented_in(file, comments, content)
        changes.write(comments, merged_comments(file, comments, content, notes))
    else:
        add_comments(changes, sheet, notes, words)
    draw(changes, sheet, [address for address in notes if address not in commented], words)


def add_comments(changes: Changes, sheet: Sheet, notes: Mapping[str, str], words: Vocabulary) -> None:
    """Give a sheet its first comments."""
    name = changes.free_name("xl/comments{}.xml")
    changes.write(name, new_comments(words.main, notes))
    relate(changes, sheet.part, f"{words.office}/comments", name)
    declare(changes, name, f"{SPREADSHEET}.comments+xml")


def draw(changes: Changes, sheet: Sheet, addresses: list[str], words: Vocabulary) -> None:
    """Draw boxes for commented cells, in the sheet's drawing or in a new one."""
    drawing = drawing_of(sheet)
    if drawing:
        changes.write(drawing, merged_drawing(changes.read(drawing), addresses))
    else:
        name = changes.free_name("xl/drawings/vmlDrawing{}.vml")
        changes.write(name, new_drawing(addresses))
        declare_extension(changes, "vml", DRAWING_TYPE)
        show_drawing(changes, sheet, relate(changes, sheet.part, f"{words.office}/vmlDrawing", name), words)


def drawing_of(sheet: Sheet) -> str:
    """Return the part in which a sheet's boxes are drawn, '' if it has none."""
    shown = sheet.outline.find("legacyDrawing")
    wanted = None if shown is None else shown.get("id")
    arrows = sheet.package.relationships(sheet.part)
    drawings = (arrow.target for arrow in arrows if arrow.id == wanted)
    return next((drawing for drawing in drawings if drawing in sheet.package), "")


def show_drawing(changes: Changes, sheet: Sheet, id_: str, words: Vocabulary) -> None:
    """Let a sheet show a drawing of boxes, named where the schema wants it."""
    content = changes.read(sheet.part)
    root, *children = top_elements(sheet.package.file, sheet.part, content)
    said = {"xmlns:r": words.office, "r:id": id_}
    piece = f"<{root.sibling('legacyDrawing')}{attributes_xml(said)}/>".encode()
    later = next((child for child in children if child.local in AFTER_DRAWING), None)
    changes.splice(sheet.part, inserted(later.start, piece) if later else at_end(content, root, piece))


def top_elements(file: str, part: str, content: bytes, names: Collection[str] = ()) -> list[Found]:
    """Return the root of a sheet, its children and elements of some names; the rows are left out if safe."""
    start, end = content.find(ROWS_START) + len(ROWS_START), content.rfind(ROWS_END)
    if b"<!" in content or not len(ROWS_START) <= start <= end:
        return find_elements(file, part, content, names)
    found = find_elements(file, part, content[:start] + content[end:], names)
    for element in found:
        element.start += end - start if element.start >= start else 0
        element.end += end - start if element.end >= start else 0
    return found


def add_listing(changes: Changes, book: Workbook, headings: Sequence[str], lines: Sequence[Line],
                words: Vocabulary) -> None:  # fmt: skip
    """Add the sheet that lists everything, as the last one."""
    styles = next(iter(book.package.related(book.part, "styles")), "")
    content = listing_xml(words.main, headings, lines, wrapped_style(changes, styles))
    add_sheet(changes, book, content, words, NAME)


def add_sheet(changes: Changes, book: Workbook, content: bytes, words: Vocabulary, name: str) -> None:
    """Add a sheet as the last one, under a name that no sheet has."""
    part = changes.free_name("xl/worksheets/sheet{}.xml")
    changes.write(part, content)
    declare(changes, part, f"{SPREADSHEET}.worksheet+xml")
    add_entry(changes, book.part, relate(changes, book.part, f"{words.office}/worksheet", part), words, name)


def add_entry(changes: Changes, part: str, id_: str, words: Vocabulary, name: str) -> None:
    """Add the list to the workbook's sheets."""
    found = changes.elements(part, ("sheet",))
    holder = next(element for element in found if element.local == "sheets")
    entries = [entry.attributes for entry in children_of(found, holder)]
    number = 1 + max(int(entry.get("sheetId", "0")) for entry in entries)
    title = free_title({entry.get("name", "") for entry in entries}, name)
    said = {"name": title, "sheetId": str(number), "xmlns:r": words.office, "r:id": id_}
    piece = f"<{holder.sibling('sheet')}{attributes_xml(said)}/>".encode()
    changes.splice(part, at_end(changes.read(part), holder, piece))
