"""What reaches down a list and must reach further when rows are added below it.

A table with its filter, the filter of a sheet, its extent, drop-downs, rules of colours, and the names that
stand for a part of it. Each is changed by splicing its own attribute; all other bytes stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import unescape

from generators.opc.changing import Changes, children_of
from generators.opc.splicing import Edit, Found, applied
from generators.workbooks.addresses import Range, cell_address, parse_range
from generators.workbooks.annotate import top_elements
from generators.workbooks.appending import Room
from generators.workbooks.reading import Workbook
from generators.workbooks.sheets import Sheet

#: Elements of a sheet that hold for ranges of its cells.
RULED = ("dataValidation", "conditionalFormatting", "ignoredError", "protectedRange")
_REFERENCE = re.compile(
    r"(?P<sheet>'(?:[^']|'')+'|[^'!$:,()]+)!(?P<head>\$?[A-Z]{1,3}\$?(?P<first>[0-9]+):\$?[A-Z]{1,3}\$?)"
    r"(?P<last>[0-9]+)"
)


def grow(changes: Changes, book: Workbook, sheet: Sheet, room: Room, columns: Range) -> None:
    """Let everything that reaches down a list reach down to its new rows; ``columns`` is what was written."""
    new = max(room.rows, default=0)
    if room.table is not None and new > room.table.range.last_row:
        grow_table(changes, room.table.part, room.table.range, new)
    content = changes.read(sheet.part)
    elements = top_elements(sheet.package.file, sheet.part, content, ("sqref", *RULED))
    edits = [edit for one in elements for edit in grown_element(content, one, room, new, columns)]
    changes.write(sheet.part, applied(content, edits))
    grow_names(changes, book, sheet, room.last, new)


def grow_table(changes: Changes, part: str, area: Range, new: int) -> None:
    """Let a table and its filter end in another row."""
    content, found = changes.read(part), changes.elements(part)
    grown = str(replace(area, last_row=new))
    edits = [
        edit
        for one in found
        if one.local in ("table", "autoFilter")
        for edit in with_attribute(content, one, "ref", grown)
    ]
    changes.write(part, applied(content, edits))


def grown_element(content: bytes, one: Found, room: Room, new: int, columns: Range) -> Iterator[Edit]:
    """Yield the edits of one element of a sheet that tells how far something reaches."""
    if one.local == "dimension":
        yield from with_attribute(content, one, "ref", extent_with(one.attributes.get("ref", ""), columns))
    elif one.local == "autoFilter" and one.depth == 1:
        yield from with_attribute(content, one, "ref", reaching(one.attributes.get("ref", ""), room, new))
    elif one.local in RULED and "sqref" in one.attributes:
        yield from with_attribute(content, one, "sqref", reaching(one.attributes["sqref"], room, new))
    elif one.local == "sqref":
        start = content.index(b">", one.start) + 1
        old = content[start : one.end].decode()
        grown = reaching(old, room, new)
        if grown != old:
            yield start, one.end, grown.encode()


def extent_with(stored: str, area: Range) -> str:
    """Return the extent of a sheet with a further area.

    >>> extent_with("A1:L28", Range(29, 1, 30, 12)), extent_with("A1", Range(2, 2, 2, 3))
    ('A1:L30', 'A1:C2')
    """
    old = parse_range(stored) if stored else area
    return str(Range(
        min(old.first_row, area.first_row), min(old.first_column, area.first_column),
        max(old.last_row, area.last_row), max(old.last_column, area.last_column),
    ))  # fmt: skip


def reaching(stored: str, room: Room, new: int) -> str:
    """Return ranges in which those that held down to the last row of a list hold down to its new last row.

    A rule for one cell stays with it, unless the list had but one row.

    >>> reaching("B2:B20 D20 F2:F99", Room((21, 22), 20, 20), 22)
    'B2:B22 D20 F2:F99'
    """
    return " ".join(reach(one, room, new) for one in stored.split())


def reach(stored: str, room: Room, new: int) -> str:
    """Return one range as :func:`reaching` does."""
    area = parse_range(stored)
    if not area.first_row <= room.last <= area.last_row < new:
        return stored
    if area.first_row == area.last_row == room.last:
        return stored
    first, last = stored.partition(":")[::2]
    return f"{first}:{last.rstrip('0123456789')}{new}" if last else stored


def with_attribute(content: bytes, one: Found, name: str, value: str) -> Iterator[Edit]:
    """Yield the edit that gives an attribute of an element another value; none if it is the same."""
    if not value or one.attributes.get(name) == value:
        return
    end = content.index(b">", one.start)
    found = re.compile(rf"""\s{name}\s*=\s*("[^"]*"|'[^']*')""".encode()).search(content, one.start, end)
    if found:
        yield found.start(1) + 1, found.end(1) - 1, value.encode()


def grow_names(changes: Changes, book: Workbook, sheet: Sheet, last: int, new: int) -> None:
    """Let the names that stand for cells down to the last row of a list reach down to its new last row."""
    content, found = changes.read(book.part), changes.elements(book.part, ("definedName",))
    holder = next((one for one in found if one.local == "definedNames"), None)
    edits: list[Edit] = []
    for one in children_of(found, holder) if holder else ():
        start = content.index(b">", one.start) + 1
        grown = grown_reference(content[start : one.end].decode(), sheet.name, last, new)
        if grown:
            edits.append((start, one.end, grown.encode()))
    if edits:
        changes.write(book.part, applied(content, edits))


def grown_reference(stored: str, sheet: str, last: int, new: int) -> str:
    """Return a reference that reaches down to row ``new``, '' if it is none to the list.

    >>> grown_reference("进展!$A$1:$L$28", "进展", 28, 30), grown_reference("任务!$A$1:$L$28", "进展", 28, 30)
    ('进展!$A$1:$L$30', '')
    """
    found = _REFERENCE.fullmatch(stored)
    if not found or unescape(found["sheet"]).strip("'").replace("''", "'") != sheet:
        return ""
    if not int(found["first"]) <= last <= int(found["last"]) < new or found["first"] == found["last"]:
        return ""
    return f"{found['sheet']}!{found['head']}{new}"


def written_area(rows: tuple[int, ...], columns: list[int]) -> Range:
    """Return the smallest range that takes in some rows and columns.

    >>> str(written_area((28, 30), [1, 3]))
    'A28:C30'
    """
    return parse_range(f"{cell_address(min(rows), min(columns))}:{cell_address(max(rows), max(columns))}")
