"""Single cells of a sheet written anew in its bytes; new rows and cells stand in the order of addresses."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from generators.opc.splicing import (
    Edit,
    Found,
    applied,
    at_end,
    attributes_xml,
    end_of,
    find_elements,
    inserted,
)
from generators.workbooks.addresses import cell_address, parse_address
from generators.workbooks.notes import escaped

New = str | int | float | Decimal | bool | None

ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*'
ANY_ROW = re.compile(rb"<row[\s/>]")
ROW_TAG = re.compile(rb'<row r="([0-9]{1,7})"[^<>]*>')
TYPE = re.compile(rb' t="[^"]*"')
START, END = b"<sheetData>", b"</sheetData>"

#: What of a row's look is its own and not its cells'.
ROW_LOOK = ("s", "customFormat")
HEIGHT = re.compile(rb' ht="([^"]*)"')

Places = dict[int, tuple[int, int]]


class Unusual(ValueError):
    """A sheet is spelt in a way in which its cells cannot be changed one by one."""


def row_places(content: bytes) -> Places:
    """Return where each row begins and ends; Unusual unless all stand in order and tell their numbers."""
    usual = len(ANY_ROW.findall(content)) == content.count(b'<row r="')
    if b"<!" in content or START not in content or not usual:
        raise Unusual("spelling")
    rows: Places = {}
    last = 0
    for tag in ROW_TAG.finditer(content):
        number, is_blank = int(tag[1]), tag[0].endswith(b"/>")
        if number <= last:
            raise Unusual("order of rows")
        end = tag.end() if is_blank else content.index(b"</row>", tag.end()) + len(b"</row>")
        rows[number], last = (tag.start(), end), number
    return rows


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row that is written is to look.

    ``height`` in points is the least it has; ``like`` is the row whose formats new cells take, a new row in
    all its columns; ``styles`` are those of columns where that row has none; ``instead`` are styles that win.
    """

    height: float = 0.0
    like: int = 0
    styles: Mapping[int, str] = field(default_factory=dict)
    instead: Mapping[int, str] = field(default_factory=dict)


@dataclass
class Splicing:
    """A sheet while its cells are changed: where its rows stand, and the looks found so far."""

    file: str
    part: str
    content: bytes
    places: Places
    known: dict[int, tuple[str, dict[int, str]]] = field(default_factory=dict)

    def look_of(self, number: int) -> tuple[str, dict[int, str]]:
        """Return the attributes of a row that make its look, and the style of each of its cells by column."""
        if number not in self.known:
            place = self.places.get(number)
            self.known[number] = ("", {}) if place is None else self.look_at(place)
        return self.known[number]

    def look_at(self, place: tuple[int, int]) -> tuple[str, dict[int, str]]:
        """Return the look of the row at a place."""
        row, *cells = cells_in(self.file, self.part, START + self.content[slice(*place)] + END)
        own = {name: row.attributes[name] for name in ROW_LOOK if name in row.attributes}
        return attributes_xml(own), {column_of(cell): cell.attributes.get("s", "0") for cell in cells}


def with_cells(file: str, part: str, content: bytes, cells: Mapping[tuple[int, int], New],
               looks: Mapping[int, RowLook] | None = None) -> bytes:  # fmt: skip
    """Return a sheet in which some cells, by row and column, hold something else.

    None blanks a cell. ``looks`` are by row; without one a new cell takes the format of the cell above.
    Raises Unusual if the sheet is not spelt so that this can be done.
    """
    content = content.replace(b"<sheetData/>", START + END)
    sheet = Splicing(file, part, content, row_places(content))
    numbers, edits = list(sheet.places), []
    for number, row in groupby(sorted(cells), key=lambda place: place[0]):
        columns = {column: cells[number, column] for _, column in row}
        look = (looks or {}).get(number)
        if number in sheet.places:
            edits.append(changed_row(sheet, number, columns, look or RowLook(like=number - 1)))
            continue
        later = bisect_left(numbers, number)
        at = sheet.places[numbers[later]][0] if later < len(numbers) else content.rindex(END)
        made = row_xml(number, columns, sheet.look_of(number - 1)[1]) if look is None else new_row(
            sheet, number, columns, look)  # fmt: skip
        edits.append(inserted(at, made))
    return applied(content, edits)


def new_row(sheet: Splicing, number: int, columns: Mapping[int, New], look: RowLook) -> bytes:
    """Return a new row that looks like another one, in the columns where it holds nothing too."""
    own, found = sheet.look_of(look.like)
    styles = {**look.styles, **found, **look.instead}
    cells = b"".join(
        cell_xml(number, column, columns.get(column), styles.get(column, "0"))
        for column in sorted({*columns, *found})
    )
    height = f' ht="{look.height:g}"' if look.height else ""
    return f'<row r="{number}"{own}{height}>'.encode() + cells + b"</row>"


def cells_in(file: str, part: str, row: bytes) -> list[Found]:
    """Return the row and its cells, found in a row between outer tags; Unusual unless they are in order."""
    found = find_elements(file, part, row, ("row", "c"))
    cells = [element for element in found if element.local == "c" and element.depth == 2]
    places = [parse_address(cell.attributes.get("r", "")) for cell in cells]
    if places != sorted(places):
        raise Unusual("order of cells")
    return [found[1], *cells]


def column_of(cell: Found) -> int:
    """Return the column of a cell."""
    return parse_address(cell.attributes.get("r", ""))[1]


def changed_row(sheet: Splicing, number: int, columns: Mapping[int, New], look: RowLook) -> Edit:
    """Return the edit that puts a changed row in its place."""
    place = sheet.places[number]
    row = START + sheet.content[slice(*place)] + END
    whole, *cells = cells_in(sheet.file, sheet.part, row)
    known = {column_of(cell): cell for cell in cells}
    edits = []
    for column, new in columns.items():
        if column in known:
            cell = known[column]
            xml = cell_xml(number, column, new, look.instead.get(column, cell.attributes.get("s", "0")))
            edits.append((cell.start, end_of(row, cell), xml))
    order, above = list(known), dict[int, str]()
    if not columns.keys() <= known.keys():
        above = {**look.styles, **sheet.look_of(look.like)[1], **look.instead}
    for later, group in groupby((c for c in columns if c not in known), key=lambda c: next_to(c, order)):
        xml = cells_xml(number, {column: columns[column] for column in group}, above)
        edits.append(inserted(known[later].start, xml) if later else at_end(row, whole, xml))
    return *place, heightened(applied(row, edits)[len(START) : -len(END)], look.height)


def heightened(row: bytes, least: float) -> bytes:
    """Return a row that is at least so many points high; one that is high enough stays as it is.

    >>> heightened(b'<row r="2" ht="15"><c r="A2"/></row>', 30), heightened(b'<row r="2" ht="40"/>', 30)
    (b'<row r="2" ht="30"><c r="A2"/></row>', b'<row r="2" ht="40"/>')
    """
    end = row.index(b">")
    stored = HEIGHT.search(row, 0, end)
    if not least or (stored and float(stored[1]) >= least):
        return row
    said = f' ht="{least:g}"'.encode()
    if stored:
        return row[: stored.start()] + said + row[stored.end() :]
    at = row.index(b'"', len(b'<row r="')) + 1
    return row[:at] + said + row[at:]


def next_to(column: int, known: list[int]) -> int:
    """Return the next column that is there, 0 if there is none.

    >>> next_to(3, [1, 5, 9]), next_to(10, [1, 5, 9])
    (5, 0)
    """
    at = bisect_left(known, column)
    return known[at] if at < len(known) else 0


def row_xml(number: int, columns: Mapping[int, New], above: Mapping[int, str]) -> bytes:
    """Return a new row, nothing if all its cells are to be blank."""
    held = cells_xml(number, columns, above)
    return b'<row r="%d">%s</row>' % (number, held) if held else b""


def cells_xml(number: int, columns: Mapping[int, New], above: Mapping[int, str]) -> bytes:
    """Return new cells of a row in the style of those above; none for a cell to be blank."""
    held = {column: new for column, new in columns.items() if new is not None}
    return b"".join(cell_xml(number, column, new, above.get(column, "0")) for column, new in held.items())


def cell_xml(row: int, column: int, new: New, style: str) -> bytes:
    """Return a cell that holds a value; a text stays a text, whatever it begins with.

    >>> cell_xml(3, 2, "=1+1", "4").decode()
    '<c r="B3" s="4" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
    >>> cell_xml(3, 2, Decimal("0.1"), "0"), cell_xml(3, 2, None, "0")
    (b'<c r="B3" s="0"><v>0.1</v></c>', b'<c r="B3" s="0"/>')
    """
    start = f'<c r="{cell_address(row, column)}" s="{style}"'
    if new is None:
        return f"{start}/>".encode()
    if isinstance(new, bool):
        return f'{start} t="b"><v>{int(new)}</v></c>'.encode()
    if isinstance(new, str):
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{escaped(new)}</t></is></c>'.encode()
    if not math.isfinite(new):
        raise ValueError("no number")
    return f"{start}><v>{new}</v></c>".encode()
