"""Which cells of a sheet people own must not be written, and why: one rule for all who ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generators.errors import Problem
from generators.model.origin import Origin
from generators.opc.cell_texts import is_too_long, units
from generators.opc.refusals import refusal, refusing
from generators.workbooks.addresses import Range, Ranges, cell_address, parse_address, parse_range
from generators.workbooks.cell_splicing import New
from generators.workbooks.sheets import Cell, Sheet

FORMULA_TAG = re.compile(rb"<f\s[^<>]*>")
ARRAY = re.compile(rb'\st="(?:array|dataTable)"')
REFERENCE = re.compile(rb'\sref="([^"]+)"')


class Guard:
    """What stands in some rows of a sheet (``held``, by address), and why cells there must not be written.

    The file is read once, and what lies over a cell is looked up by its row. Raises WorkbookError.
    """

    def __init__(self, sheet: Sheet, rows: set[int]) -> None:
        self.sheet = sheet
        self.held = held_in(sheet, rows)
        self.arrays = Ranges(arrays_of(sheet) if rows else ())
        self.merges = Ranges(sheet.merges)

    def problems(self, address: str, new: New) -> Iterator[Problem]:
        """Yield why a cell must not be written, and why it cannot hold what is to be written."""
        place, origin = parse_address(address), Origin(self.sheet.package.file, self.sheet.name, address)
        if self.is_calculated(place):
            yield from refusal("XLSX-4", origin).problems
        over = (one for one in self.merges.over(place) if place != (one.first_row, one.first_column))
        for merge in islice(over, 1):
            yield from refusal("XLSX-5", origin, found=merge).problems
        for table in self.sheet.tables:
            if table.has_headings and place[0] == table.range.first_row and place in table.range:
                yield from refusal("XLSX-8", origin, found=table.name).problems
        if isinstance(new, str) and is_too_long(new):
            yield from refusal("XLSX-9", origin, found=units(new)).problems

    def is_calculated(self, place: tuple[int, int]) -> bool:
        """Return whether a cell holds a formula or a part of the results of an array formula."""
        cell = self.held.get(cell_address(*place))
        has_formula = cell is not None and cell.formula is not None
        return has_formula or any(self.arrays.over(place))


def held_in(sheet: Sheet, rows: set[int]) -> dict[str, Cell]:
    """Return the cells of some rows by address."""
    found = (row for row in (sheet.rows() if rows else ()) if row.number in rows)
    return {cell.address: cell for row in found for cell in row.cells()}


def arrays_of(sheet: Sheet) -> Iterator[Range]:
    """Yield the ranges that one formula fills with its results."""
    with refusing("PKG-11", sheet.package.file, found=sheet.part, detail="数组公式"):
        for tag in FORMULA_TAG.findall(sheet.package.read(sheet.part)):
            reference = REFERENCE.search(tag)
            if reference and ARRAY.search(tag):
                yield parse_range(reference[1].decode())
