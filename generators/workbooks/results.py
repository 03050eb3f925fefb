"""Results of formulas taken out of a sheet where they may no longer be true.

A result stays where it cannot have changed: its formula names nothing but numbers and cells of its own sheet,
and none of those cells was changed or lost its own result. So a typed ``=120+35`` is still read as 155.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from generators.workbooks.addresses import Range, parse_address, parse_range
from generators.workbooks.cell_splicing import ATTRIBUTES, TYPE, Unusual

RESULT = re.compile(
    rb'(<c r="([A-Z]+[0-9]+)"' + ATTRIBUTES + rb">)"
    rb"(<f" + ATTRIBUTES + rb"(?:/>|>[^<>]*</f>))(?:<v>[^<>]*</v>|<v ?/>)?</c>"
)
FORMULA = re.compile(rb"<(?:[A-Za-z0-9]+:)?f[ />]")
#: Formulas that fill other cells with their results.
FILLING = (b't="array"', b't="dataTable"')
PLAIN = b"<f>"
#: What a formula may be put together of whose result depends on nothing but the cells it names.
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_SIMPLE = re.compile(rf"(?:SUM|ROUND|MAX|MIN|AVERAGE|ABS)\(|{_CELL}(?::{_CELL})?|[-+*/^%(), .0-9]+")
_NAMED = re.compile(rf"{_CELL}(?::{_CELL})?")
#: A formula over more columns than these is not looked into.
MOST_COLUMNS, MOST_ROUNDS = 60, 40
Place = tuple[int, int]


@dataclass
class Doubtful:
    """Cells whose values may be others than before, by column."""

    rows: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, places: Iterable[Place]) -> None:
        """Add cells."""
        for row, column in places:
            self.rows[column].append(row)
        for rows in self.rows.values():
            rows.sort()

    def meets(self, area: Range) -> bool:
        """Return whether one of the cells is in a range."""
        if area.last_column - area.first_column >= MOST_COLUMNS:
            return True
        for column in range(area.first_column, area.last_column + 1):
            rows = self.rows.get(column, [])
            at = bisect_left(rows, area.first_row)
            if at < len(rows) and rows[at] <= area.last_row:
                return True
        return False


def without_results(content: bytes, changed: Collection[Place] = ()) -> bytes:
    """Return a sheet whose formulas have no stored results, but for those that no change can have reached.

    ``changed`` are the cells of the sheet that are to hold something else. Raises Unusual if a formula is not
    spelt as usual.

    >>> without_results(b'<c r="A1" s="2" t="str"><f>Other!B1</f><v>x</v></c>')
    b'<c r="A1" s="2"><f>Other!B1</f></c>'
    >>> without_results(b'<c r="A1"><f>120+35</f><v>155</v></c>')
    b'<c r="A1"><f>120+35</f><v>155</v></c>'
    """
    count = len(FORMULA.findall(content))
    if not count:
        return content
    kept = set() if any(mark in content for mark in FILLING) else unreached(content, changed)

    def taken_out(cell: re.Match[bytes]) -> bytes:
        if cell[2] in kept:
            return cell[0]
        return TYPE.sub(b"", cell[1]) + cell[3] + b"</c>"

    bare, found = RESULT.subn(taken_out, content)
    if found != count:
        raise Unusual("formulas")
    return bare


def unreached(content: bytes, changed: Collection[Place]) -> set[bytes]:
    """Return the addresses of formulas whose results no change can have reached."""
    doubtful, simple = Doubtful(), dict[bytes, list[Range]]()
    lost = list(changed)
    for cell in RESULT.finditer(content):
        named = ranges_named(cell[3])
        if named is None:
            lost.append(parse_address(cell[2].decode()))
        else:
            simple[cell[2]] = named
    for _ in range(MOST_ROUNDS):
        doubtful.add(lost)
        reached = [address for address, named in simple.items() if any(map(doubtful.meets, named))]
        if not reached:
            return set(simple)
        lost = [parse_address(address.decode()) for address in reached]
        for address in reached:
            del simple[address]
    return set()


def ranges_named(formula: bytes) -> list[Range] | None:
    """Return the cells that a formula's result depends on, None if that cannot be told for certain.

    >>> [str(area) for area in ranges_named(b"<f>SUM($A$1:B2)+C3*2</f>")], ranges_named(b"<f>NOW()</f>")
    (['A1:B2', 'C3'], None)
    """
    if not formula.startswith(PLAIN):
        return None
    text = formula[len(PLAIN) : -len(b"</f>")].decode()
    if _SIMPLE.sub("", text):
        return None
    try:
        return [parse_range(named) for named in _NAMED.findall(text)]
    except ValueError:
        return None
