"""The sample offices from register to printed page, judged by LibreOffice: figures, text, pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from generators.cli import cli
from generators.documents.breakdown import compose_table
from generators.registers.read import read_register
from generators.templating.layouts import read_layouts
from tests.office import convert, pdf_pages, recalculate
from tests.writers_pdf import cells_by_page, check_top, letters, open_sheets, words

ROOT = Path(__file__).parent.parent
REGISTERS = {region: ROOT / "inputs" / f"{region}2022年民生实事台账.xlsx" for region in ("示例市", "示例区")}
BREAKDOWNS = ("市级任务分解表", "项目清单", "区级责任分解表")
SUMMARIES = ("进展情况表", "进展情况简表")
PERIODS = {"示例市": ("2022Q1", "2022Q4", "2022Q3"), "示例区": ("2022Q2", "2022Q3")}  # the last one in the brief layout


@dataclass(frozen=True)
class Products:
    """Everything the sample jobs wrote, and the registers they started from."""

    folder: Path
    workbooks: list[Path]
    documents: list[Path]


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Products:
    """Run every job once; return what was written, under names that differ without their endings."""
    folder = tmp_path_factory.mktemp("whole")
    for region, register in REGISTERS.items():
        for layout in BREAKDOWNS:
            run("breakdown", register, "--layout", layout, "-o", folder)
        for period in PERIODS[region]:
            layout = SUMMARIES[period == PERIODS[region][-1]]
            run("summary", register, "--period", period, "--layout", layout, "-o", folder)
    for workbook in folder.glob("*.xlsx"):
        workbook.rename(workbook.with_stem(f"{workbook.stem}（表）"))
    written = sorted(folder.glob("*.xlsx"))
    run("new", folder / "new", "--region", "示例县", "--year", "2027")
    copies = [folder / f"{region}批注副本.xlsx" for region in REGISTERS]
    for register, copy in zip(REGISTERS.values(), copies):
        run("check", register, "--copy", copy)
    registers = [*REGISTERS.values(), *(folder / "new" / "inputs").glob("*.xlsx"), *copies]
    return Products(folder, [*registers, *written], sorted(folder.glob("*.docx")))


def run(*arguments: object) -> None:
    """Run one command, which must end well."""
    ran = CliRunner().invoke(cli, [*map(str, arguments)])
    assert ran.exit_code == 0, ran.output


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Return every formula of a workbook by sheet and cell."""
    book = openpyxl.load_workbook(path)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for cell in filled(sheet) if cell.data_type == "f"}


def filled(sheet: Any) -> Iterator[Any]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if cell.value is not None)


def stored(path: Path) -> dict[tuple[str, str], object]:
    """Return the stored value of every cell."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for cell in filled(sheet)}


def same(ours: object, theirs: object) -> bool:
    """Return whether two results are the same; numbers to 12 digits, an empty text is nothing."""
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return abs(ours - theirs) <= 1e-12 * max(1, abs(ours))
    return (ours or "") == (theirs or "")


@pytest.mark.office
@pytest.mark.filterwarnings("ignore:Print area cannot be set")  # openpyxl knows no print area by formula
def test_libreoffice_recalculates_every_formula_to_its_stored_value(products: Products, tmp_path: Path, record_property: Any) -> None:
    compared = 0
    for path, again in zip(products.workbooks, recalculate(products.workbooks, tmp_path)):
        before, after = stored(path), stored(again)
        wrong = [(place, text, before.get(place), after.get(place)) for place, text in formulas(path).items() if not same(before.get(place), after.get(place))]
        assert not wrong, (path.name, wrong[:5])
        compared += len(formulas(path))

    record_property("formulas compared", compared)
    assert compared > 20_000


@pytest.fixture(scope="module")
def printed(products: Products) -> dict[Path, Path]:
    """Return every product, and every register, with its PDF by LibreOffice."""
    folder = products.folder / "pdf"
    folder.mkdir()
    sources = [*products.workbooks, *products.documents]
    return dict(zip(sources, convert(sources, folder)))


@pytest.mark.office
@pytest.mark.filterwarnings("ignore:Print area cannot be set")
def test_every_character_of_every_workbook_is_printed(products: Products, printed: dict[Path, Path]) -> None:
    assert len(products.workbooks) == 5 + 11
    for path in products.workbooks:
        pages = pdf_pages(printed[path])
        missing = letters("".join(texts_of(path))) - letters("".join(pages))
        assert not missing, (path.name, missing)


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of the cells of a workbook, typed or calculated; hidden sheets are not printed."""
    for sheet in open_sheets(path):
        if sheet.sheet_state == "visible":
            yield from (cell.value for cell in filled(sheet) if isinstance(cell.value, str))


@pytest.mark.office
def test_every_character_of_every_document_is_printed(products: Products, printed: dict[Path, Path]) -> None:
    assert len(products.documents) == 11
    for path in products.documents:
        missing = letters(document_text(path)) - letters("".join(pdf_pages(printed[path])))
        assert not missing, (path.name, missing)


def document_text(path: Path) -> str:
    """Return the text of the paragraphs and cells of a document."""
    import docx

    body = docx.Document(str(path)).element.body
    return "".join(node.text or "" for node in body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"))


@pytest.mark.office
@pytest.mark.parametrize(("region", "layout"), [(region, layout) for region in REGISTERS for layout in BREAKDOWNS])
def test_every_page_of_a_breakdown_begins_with_the_number_and_name_of_its_project(
    region: str, layout: str, products: Products, printed: dict[Path, Path]
) -> None:
    register, _ = read_register(REGISTERS[region])
    layouts, _ = read_layouts(ROOT / "templates" / "版式.xlsx")
    table = compose_table(register, layouts[layout])
    document, workbook = (products.folder / name for name in (f"{table.title}.docx", f"{table.title}（表）.xlsx"))
    sheet = open_sheets(workbook)[0]  # 明细, which follows, repeats no project on purpose

    document_pages, sheet_pages = words(printed[document]), words(printed[workbook])[: len(list(cells_by_page(sheet)))]

    assert min(len(document_pages), len(sheet_pages)) >= 2
    for page in document_pages + sheet_pages:
        check_top(page, table)
