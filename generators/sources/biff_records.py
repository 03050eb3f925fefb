"""What the records of an .xls say beside the values: formats, errors, hidden rows and sheets, encryption.

python-calamine gives the values of cells; whether 0.85 is shown as 85%, whether a blank is an error, and what
is hidden it does not say. Records as in MS-XLS 2.4 (BIFF8).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from generators.workbooks.formats import BUILT_IN_FORMATS, GENERAL, Meaning, NumberFormat, number_format

BOF, EOF, FILEPASS, DATE_1904, BOUNDSHEET, FORMAT, XF = 0x809, 0x0A, 0x2F, 0x22, 0x85, 0x41E, 0xE0
ROW, NUMBER, RK, MULRK, FORMULA, BOOLERR = 0x208, 0x203, 0x27E, 0xBD, 0x06, 0x205
BIFF8 = b"\0\x06"
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
          0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip
_HIDDEN_ROW = 0x20

Record = tuple[int, bytes]
Place = tuple[int, int]


@dataclass
class SheetFacts:
    """Facts of one sheet; rows and columns count from 0, and plain numbers have no format here."""

    name: str = ""
    start: int = 0
    is_hidden: bool = False
    formats: dict[Place, NumberFormat] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)


@dataclass
class BookFacts:
    """Facts of a workbook; nothing but ``is_encrypted`` where it is older than Excel 97."""

    is_encrypted: bool = False
    is_1904: bool = False
    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    codes: dict[int, NumberFormat] = field(default_factory=dict)
    cell_formats: list[NumberFormat] = field(default_factory=list)


def read_facts(stream: bytes) -> BookFacts:
    """Return the facts that the stream of a workbook holds; a record that is not understood is left out."""
    book = BookFacts()
    read_globals(book, stream)
    most = iter(range(len(stream) // 4))  # no more records than fit in, however many sheets name them
    for sheet in book.sheets.values() if not book.is_encrypted else ():
        read_sheet(book, sheet, stream, most)
    return book


def records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of one substream up to its end, those of charts inside it left out."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == BOF) - (kind == EOF)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        if depth < 1:
            return
        at += 4 + size


def read_globals(book: BookFacts, stream: bytes) -> None:
    """Take the records that hold for the whole workbook."""
    styles: list[int] = []
    for kind, data in records(stream, 0):
        if kind == BOF and data[:2] != BIFF8:
            book.is_encrypted = any(kind == FILEPASS for kind, _ in records(stream, 0))
            return
        if kind == FILEPASS:
            book.is_encrypted = True
            return
        if kind == XF:
            styles.append(int.from_bytes(data[2:4], "little"))
        with suppress(struct.error):
            take_global(book, kind, data)
    book.cell_formats = [format_of(book, number) for number in styles]


def take_global(book: BookFacts, kind: int, data: bytes) -> None:
    """Take a sheet's name and place, a number format, or which day is the first."""
    if kind == BOUNDSHEET:
        add_sheet(book, data)
    elif kind == FORMAT:
        book.codes[struct.unpack_from("<H", data)[0]] = number_format(text_at(data, 2, wide=True))
    elif kind == DATE_1904:
        book.is_1904 = data[:1] == b"\1"


def format_of(book: BookFacts, number: int) -> NumberFormat:
    """Return a number format of the workbook, else one that every Excel knows."""
    return book.codes.get(number) or BUILT_IN_FORMATS.get(number, GENERAL)


def add_sheet(book: BookFacts, data: bytes) -> None:
    """Add a sheet by its entry in the list of sheets."""
    start, state = struct.unpack_from("<IB", data)
    name = text_at(data, 6)
    book.sheets[name] = SheetFacts(name, start, state & 3 != 0)


def text_at(data: bytes, at: int, wide: bool = False) -> str:
    """Return a text with its length before it in one byte, or two where ``wide``."""
    count, flags = struct.unpack_from("<HB" if wide else "<BB", data, at)
    start = at + (3 if wide else 2)
    if flags & 1:
        return data[start : start + 2 * count].decode("utf-16-le", "replace")
    return data[start : start + count].decode("latin-1")


# ---------------------------------------------------------------- sheets
def read_sheet(book: BookFacts, sheet: SheetFacts, stream: bytes, most: Iterator[int]) -> None:
    """Take the facts of the cells and rows of a sheet, as long as ``most`` yields."""
    for (kind, data), _ in zip(records(stream, sheet.start), most):
        take = TAKING.get(kind)
        if take is not None:
            with suppress(struct.error):
                take(book, sheet, data)


def take_row(book: BookFacts, sheet: SheetFacts, data: bytes) -> None:
    """Take whether a row is hidden."""
    number, flags = struct.unpack_from("<H10xH", data)
    if flags & _HIDDEN_ROW:
        sheet.hidden_rows.add(number)


def take_cell(book: BookFacts, sheet: SheetFacts, data: bytes) -> None:
    """Take the format of a number."""
    row, column, style = struct.unpack_from("<HHH", data)
    set_format(book, sheet, (row, column), style)


def take_cells(book: BookFacts, sheet: SheetFacts, data: bytes) -> None:
    """Take the formats of several numbers side by side."""
    row, first = struct.unpack_from("<HH", data)
    for at in range(4, len(data) - 7, 6):
        set_format(book, sheet, (row, first + (at - 4) // 6), struct.unpack_from("<H", data, at)[0])


def take_formula(book: BookFacts, sheet: SheetFacts, data: bytes) -> None:
    """Take the format of a formula's result, or the error it gave."""
    row, column, style, kind, value, mark = struct.unpack_from("<HHHBxB3xH", data)
    if mark == 0xFFFF and kind == 2:
        sheet.errors[row, column] = ERRORS.get(value, "#N/A")
    else:
        set_format(book, sheet, (row, column), style)


def take_error(book: BookFacts, sheet: SheetFacts, data: bytes) -> None:
    """Take an error that was typed or copied as a value."""
    row, column, _, value, is_error = struct.unpack_from("<HHHBB", data)
    if is_error:
        sheet.errors[row, column] = ERRORS.get(value, "#N/A")


def set_format(book: BookFacts, sheet: SheetFacts, place: Place, style: int) -> None:
    """Keep the format of a cell, unless it is that of a plain number."""
    form = book.cell_formats[style] if style < len(book.cell_formats) else GENERAL
    if form.meaning not in (Meaning.NUMBER, Meaning.TEXT):
        sheet.formats[place] = form


TAKING: dict[int, Callable[[BookFacts, SheetFacts, bytes], None]] = {
    ROW: take_row, NUMBER: take_cell, RK: take_cell, MULRK: take_cells, FORMULA: take_formula,
    BOOLERR: take_error,
}  # fmt: skip
