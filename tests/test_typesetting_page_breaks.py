"""A table whose rows were stretched breaks in LibreOffice at the rows we computed, one PDF for many tables."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from generators.typesetting.pages import paginate, stretch
from tests.office import convert, pdf_pages
from tests.typeset import twips, write_package

PAGE = 297 - 2 * 20  # mm between the margins
HEAD = 40.0  # points, repeated on every page

pytestmark = pytest.mark.office


def row(text: str, height: float, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    return (f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(height * 20)}" w:hRule="atLeast"/>{repeated}'
            f'</w:trPr><w:tc><w:tcPr><w:tcW w:w="8000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
            '</w:tc></w:tr>')


def write_table(path: Path, heights: Sequence[float]) -> Path:
    rows = row("序号", HEAD, head=True) + "".join(row(f"R{number}R", height)
                                                for number, height in enumerate(heights))
    return write_package(path, f'<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
                               f'</w:tblPr><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid>{rows}</w:tbl><w:p/>')


def rows_by_page(pdf: Path) -> list[list[int]]:
    found = [[int(number) for number in re.findall(r"R(\d+)R", page)] for page in pdf_pages(pdf)]
    return [numbers for numbers in found if numbers]  # the paragraph after the table may take a page of its own


@pytest.mark.parametrize("slack", [3.0, 10.0, 40.0])
def test_libreoffice_breaks_pages_at_the_rows_we_computed(tmp_path: Path, slack: float) -> None:
    chance = random.Random(20250101)
    capacity = twips(PAGE) / 20 - HEAD
    tables = [[chance.randint(25, chance.choice((60, 200, 600))) + 0.0 for _ in range(80)] for _ in range(4)]
    pages = [paginate(heights, capacity, capacity) for heights in tables]
    stretched = [stretch(*table, slack) for table in zip(tables, pages, strict=True)]

    pdfs = convert([write_table(tmp_path / f"{number}.docx", heights)
                    for number, heights in enumerate(stretched)], tmp_path)

    assert [rows_by_page(pdf) for pdf in pdfs] == [[list(page.rows) for page in table] for table in pages]
