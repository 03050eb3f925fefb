"""Cells parted by commas, semicolons or tabs (.csv, and the same under the name .xls) as one table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from generators.model.origin import Origin
from generators.published.loose_tables import is_heading
from generators.sources.blocks import Cell, Document, Paragraph, Row, Table
from generators.sources.refusals import refusal, too_long
from generators.sources.sheet_tables import MOST_ROWS

#: Names under which cells parted by a sign are kept or exported.
NAMES = (".csv", ".tsv", ".xls", ".xlsx", ".et", ".prn")
DELIMITERS = ",\t;|"
_LOOKED_AT = 20


def delimiter_of(text: str, file: str) -> str | None:
    """Return the sign that parts the cells of a text, None where it is no such table.

    The name of the file says that it is one; in any other text a row of known headings must say so.

    >>> [delimiter_of(text, "表.txt") for text in ("序号,项目名称,牵头单位\\n1,甲,市一局", "新建公园,改造")]
    [',', None]
    """
    lines = [line for line in islice(text.splitlines(), _LOOKED_AT) if line.strip()]
    if file.lower().endswith(NAMES):
        counts = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
        best = max(DELIMITERS, key=lambda sign: counts[sign])
        return best if 2 * counts[best] > len(lines) else None
    return next((sign for sign in ",;|" if any(is_head(line, sign) for line in lines)), None)


def is_head(line: str, sign: str) -> bool:
    """Return whether a line is a row of at least three known headings."""
    cells = [cell.strip().strip('"') for cell in line.split(sign)]
    return len(cells) > 2 and all(map(is_heading, cells))


def read_delimited(text: str, file: str, sign: str) -> Document:
    """Return a text of parted cells as a document; a line of one cell before the table is a paragraph.

    Raises WorkbookError (PUB-5, PUB-13).
    """
    rows = list(islice(rows_of(text, file, sign), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise refusal("PUB-13", file, most=MOST_ROWS)
    first = next((at for at, (_, cells) in enumerate(rows) if len(filled(cells)) > 1), len(rows))
    titles = [
        Paragraph("".join(filled(cells)), Origin(file, place=f"第{line}行")) for line, cells in rows[:first]
    ]
    table = Table(tuple(row_of(file, *row) for row in rows[first:]), Origin(file, place="表1"), False)
    return Document(file, (*titles, table) if table.rows else tuple(titles))


def rows_of(text: str, file: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold something with the line each begins at. Raises WorkbookError (PUB-5)."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign)
    line = 1
    try:
        for cells in reader:
            if filled(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as cause:  # a field longer than any cell may be
        raise too_long(file) from cause


def filled(cells: list[str]) -> list[str]:
    """Return the cells that hold something."""
    return [cell for cell in cells if cell.strip()]


def row_of(file: str, line: int, cells: list[str]) -> Row:
    """Return one row of the cells that hold something; '="0012"', which keeps zeros in Excel, is 0012."""
    made = tuple(
        Cell(seen(text), at, Origin(file, place=f"第{line}行第{at + 1}列"))
        for at, text in enumerate(cells)
        if text.strip()
    )
    return Row(made, Origin(file, place=f"第{line}行"))


def seen(text: str) -> str:
    """Return a cell as Excel would show it.

    >>> seen('="0012"'), seen(" 市教育局\\n\\n市财政局 ")
    ('0012', '市教育局\\n市财政局')
    """
    bare = text.strip()
    if bare.startswith('="') and bare.endswith('"'):
        bare = bare[2:-1]
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip())
