"""What LibreOffice makes of our files: nothing cut off, pages break where planned, formulas give what we stored."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest

from generators.page import Book, Column, Merge, Page, Sheet, Table, TableRow
from generators.templating.word_template import read_word_template
from generators.writers.excel import write_excel
from generators.writers.word import write_word
from tests.office import convert, pdf_pages, recalculate
from tests.writers_pdf import Box, cells_by_page, check_top, letters, open_sheets, words
from tests.writers_samples import BREAKDOWN, CREATED, breakdown, progress_book, sentence
from tests.writers_templates import breakdown_template

SEEDS = range(1, 6)
#: Fonts draw taller than their lines are apart: a word's box may reach so many points over its line. Across, a
#: sheet is a little wider where Calibri, by whose digits columns are measured, is missing.
INK, WIDER = 4.0, 15.0

pytestmark = pytest.mark.office


@dataclass(frozen=True)
class Made:
    """A table, the file written from it and its PDF."""

    table: Table
    path: Path
    pdf: Path


def awkward_table(seed: int) -> Table:
    """Return a table whose merged cells have long texts, words longer than a column, and rows over a page."""
    chance = random.Random(seed)
    columns = tuple(
        Column(f"第{number}列", width, merge=merge)
        for number, (width, merge) in enumerate(
            [(12, Merge.PROJECT), (18, Merge.PROJECT), (30, Merge.EQUAL), (80, Merge.NONE), (25, Merge.EQUAL)]
        )
    )
    rows = []
    for project in range(8):
        name, shared = sentence(chance, 30), sentence(chance, chance.randint(5, 400))
        for number in range(chance.randint(1, 4)):
            long = 1500 if project == 3 and number == 0 else chance.randint(5, 200)
            link = "https://www.example.gov.cn/" + "path" * chance.randint(1, 20)
            rows.append(TableRow((str(project), name, shared, sentence(chance, long), link), project))
    return Table(columns, tuple(rows), "长文本与长单词的表格")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Made]]:
    """Write every kind of file from several tables, and convert all in one call."""
    folder = tmp_path_factory.mktemp("office")
    template = read_word_template(breakdown_template(folder))
    found: list[tuple[str, Table, Path]] = []
    for seed in SEEDS:
        for kind, table in (("breakdown", breakdown(40, seed)), ("awkward", awkward_table(seed))):
            word, excel = folder / f"{kind}{seed}.docx", folder / f"{kind}表{seed}.xlsx"
            write_word(Page("", {"标题": table.title}, {"任务分解表": table}, table.title, CREATED), template, word)
            write_excel(Book((Sheet("表", table),), table.title, CREATED), excel)
            found += [(f"{kind} docx", table, word), (f"{kind} xlsx", table, excel)]
    pdfs = convert([path for _, _, path in found], folder)
    kinds: dict[str, list[Made]] = {}
    for (kind, table, path), pdf in zip(found, pdfs):
        kinds.setdefault(kind, []).append(Made(table, path, pdf))
    return kinds


@pytest.mark.parametrize("kind", ["breakdown docx", "breakdown xlsx", "awkward docx", "awkward xlsx"])
def test_every_character_of_the_source_is_in_the_pdf(kind: str, made: dict[str, list[Made]]) -> None:
    for one in made[kind]:
        source = "".join(str(cell) for row in distinct_cells(one.table) for cell in row)
        assert not letters(source) - letters("".join(pdf_pages(one.pdf))), one.path.name


def distinct_cells(table: Table) -> Iterator[list[str]]:
    """Yield the cells of each row, without those that a merge may have taken up."""
    for above, row in zip((None, *table.rows), table.rows):
        yield [
            str(value)
            for number, value in enumerate(row.values)
            if table.columns[number].merge is Merge.NONE or above is None or above.values[number] != value
        ]


@pytest.mark.parametrize("kind", ["breakdown xlsx", "awkward xlsx"])
def test_no_line_of_text_leaves_its_cell(kind: str, made: dict[str, list[Made]]) -> None:
    for one in made[kind]:
        [sheet] = open_sheets(one.path)
        pages = list(cells_by_page(sheet))
        printed = words(one.pdf)
        assert len(pages) == len(printed), one.path.name
        for cells, page in zip(pages, printed):
            bottom = max(cell.bottom for cell in cells)
            outside = [word for word in page if word.top < bottom and not is_inside(word, cells)]
            assert not outside, (one.path.name, outside)


def is_inside(word: Box, cells: list[Box]) -> bool:
    """Return whether a word is wholly in one of the cells beside its middle."""
    return any(cell.has_middle_of(word) and cell.holds(word, WIDER, INK) for cell in cells)


@pytest.mark.parametrize("kind", ["breakdown docx", "breakdown xlsx"])
def test_every_page_begins_with_the_number_and_name_of_its_project(kind: str, made: dict[str, list[Made]]) -> None:
    for one in made[kind]:
        for page in words(one.pdf):
            check_top(page, one.table)


def test_libreoffice_calculates_what_we_stored(tmp_path: Path) -> None:
    paths = []
    for seed in SEEDS:
        book = progress_book(12, seed)
        paths.append(tmp_path / f"进展{seed}.xlsx")
        write_excel(replace(book, sheets=(*book.sheets,)), paths[-1])

    again = recalculate(paths, tmp_path / "重算")

    compared = 0
    for ours, theirs in zip(paths, again):
        for cell, value in formulas(ours):
            found = openpyxl_value(theirs, *cell)
            assert found == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), (ours.name, cell)
            compared += 1
    assert compared > 500


_books: dict[Path, openpyxl.Workbook] = {}


def openpyxl_value(path: Path, sheet: str, cell: str) -> object:
    """Return the stored value of a cell."""
    if path not in _books:
        _books[path] = openpyxl.load_workbook(path, data_only=True)
    value = _books[path][sheet][cell].value
    return float(value) if isinstance(value, int) else value


def formulas(path: Path) -> Iterator[tuple[tuple[str, str], object]]:
    """Yield each formula's place and stored value."""
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield (sheet.title, cell.coordinate), openpyxl_value(path, sheet.title, cell.coordinate)


def test_columns_that_are_too_wide_for_the_page_are_printed_smaller_not_on_another_page(tmp_path: Path) -> None:
    wide = replace(breakdown(20), columns=tuple(replace(c, width_mm=c.width_mm * 3) for c in BREAKDOWN))
    write_excel(Book((Sheet("表", wide),)), tmp_path / "宽.xlsx")

    [pdf] = convert([tmp_path / "宽.xlsx"], tmp_path)

    assert all("项目名称" in page and "配合单位" in page for page in pdf_pages(pdf))
