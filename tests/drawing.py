"""Drawings of outputs, to compare as text: what a person sees of a workbook or a document.

A workbook is its sheets with widths, heights, merges, breaks and cells; a document its paragraphs with their
style and its tables row by row. Golden drawings stand in tests/golden; ``pytest --update-golden`` rewrites them,
and a mismatch leaves its drawing in tests/actual.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn

HERE = Path(__file__).parent
GOLDEN, ACTUAL = HERE / "golden", HERE / "actual"


def check_golden(name: str, drawing: str, update: bool) -> None:
    """Compare a drawing with the golden one of that name."""
    golden = GOLDEN / f"{name}.txt"
    if update:
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(drawing, encoding="utf-8")
        return
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if drawing != expected:
        ACTUAL.mkdir(exist_ok=True)
        (ACTUAL / golden.name).write_text(drawing, encoding="utf-8")
    assert drawing == expected, f"see {ACTUAL / golden.name}; --update-golden accepts it"


# Workbooks


def draw_workbook(path: Path) -> str:
    """Return a workbook as text."""
    book, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return "\n".join(line for sheet in book for line in draw_sheet(sheet, values[sheet.title])) + "\n"


def draw_sheet(sheet: Any, values: Any) -> Iterator[str]:
    """Yield the lines of one sheet."""
    yield f"[{sheet.title}]"
    letters = [openpyxl.utils.get_column_letter(c) for c in range(1, sheet.max_column + 1)]
    yield "widths: " + " ".join(f"{column_width(sheet, letter):.1f}" for letter in letters)
    yield f"page: {sheet.page_setup.orientation}, repeats {sheet.print_title_rows}, filter {sheet.auto_filter.ref}"
    yield "breaks: " + " ".join(str(found.id) for found in sheet.row_breaks.brk)
    yield "merges: " + " ".join(sorted((str(area) for area in sheet.merged_cells.ranges), key=by_place))
    for row in sheet.iter_rows():
        cells = " | ".join(draw_cell(cell, values[cell.coordinate]) for cell in row)
        yield f"{row[0].row} ({sheet.row_dimensions[row[0].row].height}): {cells}"


def column_width(sheet: Any, letter: str) -> float:
    """Return a column's width in characters; equal neighbours share one entry in the file."""
    for dimension in sheet.column_dimensions.values():
        if dimension.min <= openpyxl.utils.column_index_from_string(letter) <= dimension.max:
            return float(dimension.width)
    return 0.0


def by_place(area: str) -> tuple[int, str]:
    """Return where a range stands, row first."""
    first = area.partition(":")[0]
    return int(first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), area


def draw_cell(cell: Any, value: Any) -> str:
    """Return what a cell holds, a formula with its stored value."""
    if cell.value is None:
        return ""
    text = str(cell.value).replace("\n", "⏎")
    return f"{text} → {value.value}" if cell.data_type == "f" else text


# Documents


def draw_document(path: Path) -> str:
    """Return a document as text."""
    document = docx.Document(str(path))
    names = {style.style_id: style.name for style in document.styles}
    lines: list[str] = []
    for block in document.element.body:
        if block.tag == qn("w:p"):
            lines.append(draw_paragraph(block, names))
        elif block.tag == qn("w:tbl"):
            lines += draw_table(block, names)
    return "\n".join(lines) + "\n"


def draw_paragraph(paragraph: Any, names: dict[str, str]) -> str:
    """Return a paragraph with its style."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = names.get(style.get(qn("w:val")), "?") if style is not None else "-"
    return f"{name}: {text_of(paragraph)}"


def text_of(element: Any) -> str:
    """Return the text of an element, tabs and breaks too."""
    signs = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "⏎"}
    return "".join(signs[e.tag] or e.text or "" for e in element.iter(*signs) if e.getparent().tag == qn("w:r"))


def draw_table(table: Any, names: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield "table: " + " ".join(column.get(qn("w:w")) for column in table.iter(qn("w:gridCol")))
    for row in table.iter(qn("w:tr")):
        height = row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}").get(qn("w:val"))
        head = " head" if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None else ""
        yield f"  ({height}{head}) " + " | ".join(draw_table_cell(cell, names) for cell in row.iter(qn("w:tc")))


def draw_table_cell(cell: Any, names: dict[str, str]) -> str:
    """Return a cell: its merges, and the style and text of each paragraph."""
    properties = cell.find(qn("w:tcPr"))
    span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
    wide = f"={span.get(qn('w:val'))}= " if span is not None else ""
    if merge is not None and merge.get(qn("w:val")) == "continue":
        return f"{wide}^"
    mark = "v " if merge is not None else ""
    return wide + mark + "⏎".join(text_of(paragraph) for paragraph in cell.iter(qn("w:p")))
