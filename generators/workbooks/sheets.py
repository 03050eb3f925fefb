"""A sheet: its rows one by one, and what lies over them: merges, comments, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from xml.etree.ElementTree import Element

from generators.errors import WorkbookError
from generators.model.origin import Origin
from generators.opc.reading import Package
from generators.opc.refusals import refusal
from generators.workbooks.addresses import COLUMN_NUMBERS, Range, cell_address
from generators.workbooks.formats import GENERAL, Meaning, NumberFormat
from generators.workbooks.lexing import AnyRow, ShapedRow, lexed_rows
from generators.workbooks.overlays import (
    Table,
    comments_of,
    merges_of,
    read_outline,
    tables_of,
    text_boxes_of,
)
from generators.workbooks.shapes import Shape
from generators.workbooks.spelling import Lexed, formula_text
from generators.workbooks.texts import plain
from generators.workbooks.values import (
    NO_RESULT,
    CellError,
    Decode,
    Doubtful,
    Moments,
    Value,
    boolean,
    iso_date,
    number,
    shared_in,
)

ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
STYLE = re.compile(r' s="([0-9]{1,7})"')
DATED = (Meaning.DATE, Meaning.TIME, Meaning.DURATION)


class Decoders(dict[str, Decode]):
    """How to decode a stored text, by the attributes its cell is written with; worked out once for each."""

    def __init__(self, texts: list[str], formats: list[NumberFormat], is_1904: bool) -> None:
        super().__init__()
        self.formats, self.is_1904 = formats, is_1904
        self.plans: dict[Shape, list[tuple[int, Decode, int]]] = {}
        self.by_type: dict[str, Decode] = {
            "s": shared_in(texts), "str": plain, "inlineStr": plain, "b": boolean, "e": CellError,
            "d": iso_date, "none": lambda _: NO_RESULT,
        }  # fmt: skip

    def __missing__(self, attributes: str) -> Decode:
        pairs = ATTRIBUTE.findall(attributes)
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("an attribute twice")
        decode = self.decoder(found.get("t", "n"), self.format_of(attributes))
        if len(self) < 10_000:
            self[attributes] = decode
        return decode

    def plan_of(self, shape: Shape) -> list[tuple[int, Decode, int]]:
        """Return column, decoder and group of each cell of a shape; ValueError for an unknown column."""
        plan = self.plans.get(shape)
        if plan is None:
            plan = [(COLUMN_NUMBERS[p.letters], self[p.attributes], p.stored) for p in shape.places]
            self.plans[shape] = plan
        return plan

    def decoder(self, kind: str, form: NumberFormat) -> Decode:
        """Return the decoder of a cell type; for numbers the format decides whether they are dates."""
        if kind != "n":
            return self.by_type.get(kind, lambda raw: Doubtful(raw, "单元格的类型不认识"))
        if form.meaning in DATED:
            return Moments(form.meaning, self.is_1904).__getitem__
        return number

    def format_of(self, attributes: str) -> NumberFormat:
        """Return the number format of a cell, by the attributes it is written with."""
        found = STYLE.search(attributes)
        index = int(found[1]) if found else 0
        return self.formats[index] if index < len(self.formats) else GENERAL


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: what it means, the text it is stored as, its formula and its format.

    ``formula`` is None for a typed value, and '' where the text stands with another cell of a filled range.
    """

    row: int
    column: int
    value: Value
    raw: str
    formula: str | None = None
    format: NumberFormat = GENERAL

    @property
    def address(self) -> str:
        """The address, such as ``F12``."""
        return cell_address(self.row, self.column)

    @property
    def number(self) -> Decimal | None:
        """The number as typed, or None if it holds none.

        Excel keeps 15 digits; what a file stores after them is noise.
        """
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return None
        return Decimal(f"{self.value:.15g}") if isinstance(self.value, float) else Decimal(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something; blank cells are not there. ``origin`` is its sheet."""

    lexed: AnyRow = field(repr=False)
    decoders: Decoders = field(repr=False)
    origin: Origin

    @property
    def number(self) -> int:
        """The row's number on the sheet, counted from 1."""
        return self.lexed.number

    @property
    def is_hidden(self) -> bool:
        """Whether the row is hidden, by hand or by a filter."""
        return self.lexed.is_hidden

    def values(self) -> dict[int, Value]:
        """Return the values by column number, counted from 1. Raises WorkbookError (XLSX-1)."""
        try:
            count, values = self.counted_values()
        except ValueError as cause:
            raise self.refused() from cause
        if len(values) < count:
            raise self.refused()
        return values

    def counted_values(self) -> tuple[int, dict[int, Value]]:
        """Return how many values the row should have, and the values."""
        lexed, columns, decoders = self.lexed, COLUMN_NUMBERS, self.decoders
        if isinstance(lexed, ShapedRow):
            plan, groups = decoders.plan_of(lexed.shape), lexed.groups
            return len(plan), {column: decode(groups[slot]) for column, decode, slot in plan}
        cells = lexed.cells
        return len(cells), {columns[letters]: decoders[kind](raw) for letters, _, kind, _, raw in cells}

    def cells(self) -> Iterator[Cell]:
        """Yield the cells with formula, format and stored text. Raises WorkbookError (XLSX-1)."""
        values = self.values()
        return (self.cell(lexed, values) for lexed in self.lexed.cells)

    def refused(self) -> WorkbookError:
        """Return the error of a row whose cells contradict each other."""
        return refusal("XLSX-1", self.origin, row=self.number)

    def cell(self, lexed: Lexed, values: dict[int, Value]) -> Cell:
        """Return one lexed cell in full."""
        letters, _, kind, formula, raw = lexed
        column = COLUMN_NUMBERS[letters]
        value, form = values[column], self.decoders.format_of(kind)
        stored = value if isinstance(value, str) else raw
        text = plain(formula_text(formula)) if formula else None
        return Cell(self.number, column, value, stored, text, form)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook; its rows are read from the file each time they are asked for."""

    name: str
    state: str
    part: str
    package: Package = field(repr=False)
    decoders: Callable[[], Decoders] = field(repr=False)

    @property
    def is_hidden(self) -> bool:
        """Whether the sheet is not to be seen in Excel."""
        return self.state != "visible"

    @cached_property
    def outline(self) -> Element:
        """The sheet as XML without its rows. Raises WorkbookError."""
        return read_outline(self.package, self.part)

    @cached_property
    def merges(self) -> tuple[Range, ...]:
        """The merged ranges. Raises WorkbookError."""
        return merges_of(self.package, self.part, self.outline)

    @cached_property
    def comments(self) -> dict[str, str]:
        """The text of comments and of conversations by address. Raises WorkbookError."""
        return comments_of(self.package, self.part)

    @cached_property
    def text_boxes(self) -> tuple[tuple[str, str], ...]:
        """The texts of shapes over the cells, each with the cell it begins at. Raises WorkbookError."""
        return text_boxes_of(self.package, self.part)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables (ListObjects). Raises WorkbookError."""
        return tables_of(self.package, self.part)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold something, in stored order. Raises WorkbookError."""
        decoders, count, origin = self.decoders(), 0, Origin(self.package.file, self.name)
        for lexed in lexed_rows(self.package, self.part):
            count += len(lexed.shape.places) if isinstance(lexed, ShapedRow) else len(lexed.cells)
            if count > self.package.limits.cells:
                raise refusal("XLSX-2", origin, most=self.package.limits.cells)
            yield Row(lexed, decoders, origin)
