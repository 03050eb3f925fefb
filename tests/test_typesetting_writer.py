"""Lines in a Word table against LibreOffice Writer's own, counted in the PDF it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from generators.typesetting.lines import STRICT_WORD, WRITER, Rules, count_lines
from generators.typesetting.metrics import Face
from tests.office import convert, pdf_pages
from tests.typeset import made_up_texts, real_face, real_sentences, twips, write_package

FONT, SIZE, PITCH = "仿宋", 12, 20
WIDTHS = (30, 45, 70, 110)  # mm
MARGIN = 1.9  # mm, left and right
ROWS = 20  # to a table: LibreOffice needs time square in the rows of one
HIGHEST = 300  # characters

pytestmark = pytest.mark.office


@dataclass(frozen=True)
class Judged:
    """The texts, the metrics of the font they were drawn with, and their lines by column width."""

    texts: Sequence[str]
    face: Face
    lines: dict[int, list[int]]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    texts = [text for text in dict.fromkeys(real_sentences() + made_up_texts(700)) if len(text) <= HIGHEST]
    folder = tmp_path_factory.mktemp("writer")
    documents = [write_document(folder / f"{width}.docx", texts, width) for width in WIDTHS]
    pdfs = convert(documents, folder)
    return Judged(texts, real_face(FONT, texts), dict(zip(WIDTHS, map(counted_lines, pdfs), strict=True)))


def write_document(path: Path, texts: Sequence[str], width: int) -> Path:
    """Write tables of one column, a numbered row above each text."""
    rows = [row(f"Q{number}Q", width) + row(text, width) for number, text in enumerate(texts)]
    tables = [f'<w:tbl><w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
              f'<w:tblCellMar><w:left w:w="{twips(MARGIN)}" w:type="dxa"/>'
              f'<w:right w:w="{twips(MARGIN)}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
              f'<w:tblGrid><w:gridCol w:w="{twips(width)}"/></w:tblGrid>{"".join(rows[start:start + ROWS])}'
              '</w:tbl><w:p/>' for start in range(0, len(rows), ROWS)]
    return write_package(path, "".join(tables))


def row(text: str, width: int) -> str:
    return (f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
            f'<w:spacing w:before="0" w:after="0" w:line="{PITCH * 20}" w:lineRule="exact"/></w:pPr><w:r><w:rPr>'
            f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"/><w:sz w:val="{SIZE * 2}"/>'
            f'</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc></w:tr>')


def counted_lines(pdf: Path) -> list[int]:
    """Return the lines between one numbered row and the next."""
    counts: list[int] = []
    for line in filter(str.strip, (line for page in pdf_pages(pdf) for line in page.splitlines())):
        if re.fullmatch(r"\s*Q\d+Q\s*", line):
            counts.append(0)
        else:
            counts[-1] += 1
    return counts


def differences(judged: Judged, width: int, rules: Rules, **face: Face) -> Iterator[int]:
    """Yield for every text by how many lines we are above LibreOffice."""
    room = (width - 2 * MARGIN) * 72 / 25.4
    for text, lines in zip(judged.texts, judged.lines[width], strict=True):
        yield count_lines(text, room, SIZE, rules=rules, **face) - lines


@pytest.mark.parametrize("width", WIDTHS)
def test_nearly_all_cells_have_as_many_lines_as_in_libreoffice_and_none_fewer(judged: Judged, width: int) -> None:
    above = list(differences(judged, width, WRITER, face=judged.face))

    assert len(above) >= 600
    assert min(above) >= 0
    assert above.count(0) / len(above) >= 0.95


@pytest.mark.parametrize("width", WIDTHS)
def test_with_no_font_known_no_cell_has_fewer_lines_than_in_libreoffice(judged: Judged, width: int) -> None:
    assert min(differences(judged, width, STRICT_WORD)) >= 0
    assert min(differences(judged, width, STRICT_WORD, face=judged.face)) >= 0
