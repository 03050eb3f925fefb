"""Single cells of a sheet written anew in its bytes; new rows and cells stand in the order of addresses."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

from generators.opc.splicing import Edit, Found, applied, at_end, end_of, find_elements, inserted
from generators.workbooks.addresses import cell_address, parse_address
from generators.workbooks.notes import escaped

New = str | int | float | Decimal | bool | None

ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*'
ROW_TAG = re.compile(rb'<row r="([0-9]{1,7})"[^<>]*>')
RESULT = re.compile(
    rb'(<c r="[A-Z]+[0-9]+"' + ATTRIBUTES + rb">)"
    rb"(<f" + ATTRIBUTES + rb"(?:/>|>[^<>]*</f>))(?:<v>[^<>]*</v>|<v ?/>)?</c>"
)
TYPE = re.compile(rb' t="[^"]*"')
FORMULA = re.compile(rb"<(?:[A-Za-z0-9]+:)?f[ />]")
START, END = b"<sheetData>", b"</sheetData>"

Places = dict[int, tuple[int, int]]


class Unusual(ValueError):
    """A sheet is spelt in a way in which its cells cannot be changed one by one."""


def row_places(content: bytes) -> Places:
    """Return where each row begins and ends; Unusual unless all stand in order and tell their numbers."""
    if b"<!" in content or START not in content or content.count(b"<row") != content.count(b'<row r="'):
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


def with_cells(file: str, part: str, content: bytes, cells: Mapping[tuple[int, int], New]) -> bytes:
    """Return a sheet in which some cells, by row and column, hold something else.

    None blanks a cell. Raises Unusual if the sheet is not spelt so that this can be done.
    """
    content = content.replace(b"<sheetData/>", START + END)
    places = row_places(content)
    numbers, edits = list(places), []
    for number, row in groupby(sorted(cells), key=lambda place: place[0]):
        columns = {column: cells[number, column] for _, column in row}
        above = styles_in(file, part, content, places.get(number - 1))
        if number in places:
            edits.append(changed_row(file, part, content, places[number], number, columns, above))
        else:
            later = bisect_left(numbers, number)
            at = places[numbers[later]][0] if later < len(numbers) else content.rindex(END)
            edits.append(inserted(at, row_xml(number, columns, above)))
    return applied(content, edits)


def cells_in(file: str, part: str, row: bytes) -> list[Found]:
    """Return the row and its cells, found in a row between outer tags; Unusual unless they are in order."""
    found = find_elements(file, part, row, ("row", "c"))
    cells = [element for element in found if element.local == "c" and element.depth == 2]
    places = [parse_address(cell.attributes.get("r", "")) for cell in cells]
    if places != sorted(places):
        raise Unusual("order of cells")
    return [found[1], *cells]


def styles_in(file: str, part: str, content: bytes, place: tuple[int, int] | None) -> dict[int, str]:
    """Return the style of each cell of a row by column; none if there is no row."""
    if place is None:
        return {}
    _, *cells = cells_in(file, part, START + content[slice(*place)] + END)
    return {column_of(cell): cell.attributes.get("s", "0") for cell in cells}


def column_of(cell: Found) -> int:
    """Return the column of a cell."""
    return parse_address(cell.attributes.get("r", ""))[1]


def changed_row(file: str, part: str, content: bytes, place: tuple[int, int], number: int,
                columns: Mapping[int, New], above: Mapping[int, str]) -> Edit:  # fmt: skip
    """Return the edit that puts a changed row in its place."""
    row = START + content[slice(*place)] + END
    whole, *cells = cells_in(file, part, row)
    known = {column_of(cell): cell for cell in cells}
    edits = []
    for column, new in columns.items():
        if column in known:
            cell = known[column]
            xml = cell_xml(number, column, new, cell.attributes.get("s", "0"))
            edits.append((cell.start, end_of(row, cell), xml))
    order = list(known)
    for later, group in groupby((c for c in columns if c not in known), key=lambda c: next_to(c, order)):
        xml = cells_xml(number, {column: columns[column] for column in group}, above)
        edits.append(inserted(known[later].start, xml) if later else at_end(row, whole, xml))
    return *place, applied(row, edits)[len(START) : -len(END)]


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


def without_results(content: bytes) -> bytes:
    """Return a sheet whose formulas have no stored results; Unusual if a formula is not spelt as usual.

    >>> without_results(b'<c r="A1" s="2" t="str"><f>B1</f><v>x</v></c>')
    b'<c r="A1" s="2"><f>B1</f></c>'
    """
    count = len(FORMULA.findall(content))
    if not count:
        return content
    changed, found = RESULT.subn(lambda cell: TYPE.sub(b"", cell[1]) + cell[2] + b"</c>", content)
    if found != count:
        raise Unusual("formulas")
    return changed
