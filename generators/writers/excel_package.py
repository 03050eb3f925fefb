"""XlsxWriter with our own hands at two places: sheet data comes as ready XML, and its parts go to our zip.

XlsxWriter keeps the styles, charts, conditional formats and print set-up; cell by cell it is six times slower
than writing strings, so the rows of a sheet are given to it as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generators.opc.writing import PackedParts, write_package

SHARED_STRINGS = "xl/sharedStrings.xml"
ROW_PIXELS = 18  # of a row without a height
#: Columns are measured by digits of the default font. Calibri is missing on many office machines,
#: 宋体 on none.
DIGIT_PIXELS = 8  # of 宋体 12: half of 16 pixels, so Excel and LibreOffice agree without rounding
DEFAULTS = {
    "default_format_properties": {"font_name": "宋体", "font_size": 12},
    "default_column_width": 72,  # what tells XlsxWriter of the digits
    "default_row_height": ROW_PIXELS,
    "in_memory": True,
}
AS_TEXT = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)


class GivenSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose rows, merges and footer are given as XML, and its columns in pixels."""

    widths: Sequence[int] = ()
    rows: Sequence[str] = ()
    merged_ranges: Sequence[str] = ()
    footer: str = ""

    def _write_cols(self) -> None:
        columns = [
            f'<col min="{number}" max="{number}" width="{pixels / DIGIT_PIXELS:g}" customWidth="1"/>'
            for number, pixels in enumerate(self.widths, 1)
        ]
        self.fh.write(f"<cols>{''.join(columns)}</cols>" if columns else "")

    def _write_sheet_data(self) -> None:
        self.fh.write(f"<sheetData>{''.join(self.rows)}</sheetData>")

    def _write_merge_cells(self) -> None:
        if self.merged_ranges:
            cells = "".join([f'<mergeCell ref="{area}"/>' for area in self.merged_ranges])
            self.fh.write(f'<mergeCells count="{len(self.merged_ranges)}">{cells}</mergeCells>')

    def _write_header_footer(self) -> None:
        self.fh.write(self.footer)


class Parts(Packager):  # type: ignore[misc]
    """Takes the parts as XlsxWriter made them; gives it none back to zip."""

    def __init__(self, taken: dict[str, bytes]) -> None:
        super().__init__()
        self.taken = taken

    def _create_package(self) -> list[Any]:
        for stream, name, is_binary in super()._create_package():
            content = stream.getvalue()
            self.taken[name] = content if is_binary else content.encode("utf-8")
        return []


class GivenBook(Workbook):  # type: ignore[misc]
    """A workbook of given sheets that ends as a dictionary of parts."""

    worksheet_class = GivenSheet

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        super().__init__(BytesIO(), DEFAULTS | AS_TEXT)

    def _get_packager(self) -> Parts:
        return Parts(self.parts)


def save(book: GivenBook, strings: dict[str, int], created: datetime, title: str, path: Path) -> None:
    """Write the workbook with its shared strings (already XML, by number); raise OutputError."""
    book.set_properties({"title": title, "created": created})
    book.str_table.count = len(strings)  # else XlsxWriter leaves the part out
    book.close()
    if strings:
        book.parts[SHARED_STRINGS] = shared_strings(strings)
    write_package(path, PackedParts(), book.parts)


def shared_strings(strings: dict[str, int]) -> bytes:
    """Return the part of shared strings."""
    items = "".join([f'<si><t xml:space="preserve">{text}</t></si>' for text in strings])
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    count = len(strings)
    return f'{head}<sst xmlns="{space}" count="{count}" uniqueCount="{count}">{items}</sst>'.encode()
