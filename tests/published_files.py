"""Published documents made by tests: the same paragraphs and table as text, Word, Excel and web page.

A table is rows of texts; ``None`` is a cell that continues the merge above it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

Grid = Sequence[Sequence[str | None]]

TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELS = """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PART_RELS = '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word_package(path: Path, body: str, **parts: str) -> Path:
    """Write a .docx with this body XML; ``parts`` are further parts by kind (numbering, styles, header …)."""
    arrows = "".join(
        f'<Relationship Id="r{kind}" Type="{KIND}{kind}" Target="{kind}.xml"/>' for kind in parts
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        archive.writestr("word/_rels/document.xml.rels", PART_RELS.format(arrows))
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", content)
    return path


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of Word, every line its own."""
    return "".join(
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{xml_escape(line)}</w:t></w:r></w:p>'
        for line in (text.split("\n") if text else [""])
    )


def word_cell(text: str | None, below: str | None = "", span: int = 1) -> str:
    """Return a cell of Word; ``below`` is the cell under it."""
    merge = "<w:vMerge/>" if text is None else '<w:vMerge w:val="restart"/>' if below is None else ""
    width = f'<w:tcW w:w="{1300 * min(span, 9)}" w:type="dxa"/>'
    return f'<w:tc><w:tcPr>{width}<w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{paragraph(text or "")}</w:tc>'


def word_table(rows: Grid) -> str:
    """Return a table of Word."""
    made = []
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else []
        cells = (word_cell(text, below[at] if at < len(below) else "") for at, text in enumerate(row))
        made.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = '<w:gridCol w:w="1300"/>' * max(map(len, rows), default=0)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
    )


def word_file(path: Path, paragraphs: Iterable[str], rows: Grid) -> Path:
    """Write paragraphs and one table as .docx."""
    # a document ends with a paragraph: LibreOffice writes no .doc with a table at its end
    body = "".join(map(paragraph, paragraphs)) + (word_table(rows) + "<w:p/>" if rows else "")
    return word_package(path, body)


def excel_file(path: Path, paragraphs: Iterable[str], rows: Grid) -> Path:
    """Write paragraphs and one table as .xlsx, a paragraph in the first column of its row."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    top = 1
    for text in paragraphs:
        sheet.cell(top, 1, text)
        top += 1
    for index, row in enumerate(rows):
        for at, text in enumerate(row):
            if text:
                sheet.cell(top + index, at + 1, text).data_type = "s"
            if (
                text is not None
                and index + 1 < len(rows)
                and at < len(rows[index + 1])
                and rows[index + 1][at] is None
            ):
                last = (
                    next((i for i in range(index + 1, len(rows)) if rows[i][at] is not None), len(rows)) - 1
                )
                sheet.merge_cells(
                    start_row=top + index, end_row=top + last, start_column=at + 1, end_column=at + 1
                )
    book.save(path)
    return path


def web_file(path: Path, paragraphs: Iterable[str], rows: Grid, encoding: str = "utf-8") -> Path:
    """Write paragraphs and one table as a web page with rowspans."""
    made = []
    for index, row in enumerate(rows):
        cells = []
        for at, text in enumerate(row):
            if text is not None:
                high = (
                    next(
                        (
                            i
                            for i in range(index + 1, len(rows))
                            if at >= len(rows[i]) or rows[i][at] is not None
                        ),
                        len(rows),
                    )
                    - index
                )
                lines = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
                cells.append(f'<td rowspan="{high}">{lines}</td>')
        made.append(f"<tr>{''.join(cells)}</tr>")
    text = "".join(f"<p>{escape(line)}</p>" for line in paragraphs)
    page = f'<html><head><meta charset="{encoding}"><title>x</title></head><body>{text}<table>{"".join(made)}</table></body></html>'
    path.write_bytes(page.encode(encoding))
    return path


def text_file(path: Path, paragraphs: Iterable[str], rows: Grid) -> Path:
    """Write paragraphs and one table flattened: a tab opens a cell, an empty line ends a row."""
    flat = "\n\n".join("\n".join(f"\t{text or ''}" for text in row) for row in rows)
    path.write_text("\n".join(paragraphs) + "\n" + flat + "\n", encoding="utf-8")
    return path


MAKERS: dict[str, Callable[[Path, Iterable[str], Grid], Path]] = {
    ".txt": text_file,
    ".docx": word_file,
    ".xlsx": excel_file,
    ".html": web_file,
}
