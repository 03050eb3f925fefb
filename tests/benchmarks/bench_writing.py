"""How fast Word and Excel files are written, beside a raw floor and the usual libraries.

The floor is XML strings put into a zip by :mod:`zipfile` at level 6, with every part a real file has; it
merges and measures nothing it is not told. How writing grows is measured on summaries whose every project
has formulas over a sheet of all: their floor is the smallest, so twice the projects should be 2. Every figure is the median of fresh processes, taken in turns.
``python -m tests.benchmarks.bench_writing`` prints one table.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from statistics import median
from time import perf_counter

from generators.documents.summary_book import compose_book
from generators.model.period import Period
from generators.model.task import Project
from generators.page import Book, Formula, Page, Row, Sheet, Table, merge_runs
from generators.templating.word_template import WordTemplate, read_word_template
from generators.writers.excel import write_excel
from generators.writers.shown import shown
from generators.writers.word import write_word
from tests.offices import indicator, layout, office, task
from tests.writers_samples import CREATED, breakdown, progress_table
from tests.writers_templates import breakdown_template

ROOT = Path(__file__).resolve().parents[2]
UNITS = 200
PERIOD = Period(2022, 1)
Merges = list[dict[int, int]]
Work = Callable[[Path], Callable[[], None]]
WIDTHS = (600, 1600, 5600, 1200, 1200, 1500, 1500)
MERGED = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'


def page_of(table: Table) -> Page:
    """Return the document of a table."""
    return Page("任务分解表.docx", {"标题": table.title}, {"任务分解表": table}, table.title, CREATED)


def unit_tables() -> list[Table]:
    """Return a small table for each unit."""
    return [breakdown(6, seed) for seed in range(UNITS)]


# Word


def our_docx(rows: int) -> Work:
    """Write one document, the template read and packed before."""

    def prepare(folder: Path) -> Callable[[], None]:
        template, page = read_word_template(breakdown_template(folder)), page_of(breakdown(rows))
        return lambda: write_word(page, template, folder / "我们.docx")

    return prepare


def our_cold_docx(rows: int) -> Work:
    """Write one document, reading and compiling the template too."""

    def prepare(folder: Path) -> Callable[[], None]:
        path, page = breakdown_template(folder), page_of(breakdown(rows))
        return lambda: write_word(page, read_word_template(path), folder / "我们.docx")

    return prepare


def our_files(folder: Path) -> Callable[[], None]:
    """Write a document for each unit, after a first one that packs the template."""
    template, pages = read_word_template(breakdown_template(folder)), [page_of(t) for t in unit_tables()]
    write_word(pages[0], template, folder / "首份.docx")

    def work() -> None:
        for number, page in enumerate(pages):
            write_word(page, template, folder / f"{number}.docx")

    return work


def raw_docx(rows: int) -> Work:
    """Write one document from strings."""

    def prepare(folder: Path) -> Callable[[], None]:
        template, table = read_word_template(breakdown_template(folder)), breakdown(rows)
        merged = merges_of(table)
        return lambda: write_raw_docx(template, table, merged, folder / "毛坯.docx")

    return prepare


def raw_files(folder: Path) -> Callable[[], None]:
    """Write a document for each unit from strings."""
    template, tables = read_word_template(breakdown_template(folder)), unit_tables()
    merges = [merges_of(table) for table in tables]

    def work() -> None:
        for number, table in enumerate(tables):
            write_raw_docx(template, table, merges[number], folder / f"{number}.docx")

    return work


def write_raw_docx(template: WordTemplate, table: Table, merged: Merges, path: Path) -> None:
    """Write a table with given merges as strings, every part deflated anew."""
    texts = [raw_row(table, merged, number) for number in range(len(table.rows))]
    body = f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(texts)}</w:tbl><w:p/>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in template.static.items():
            package.writestr(name, content)
        package.writestr(template.part, f"{template.prefix}{body}{template.suffix}")


def merges_of(table: Table) -> Merges:
    """Return for each column which rows begin (0) and continue (1) a merge."""
    runs = [merge_runs(table.rows, number, column.merge) for number, column in enumerate(table.columns)]
    return [{row: int(row > first) for first, end in column for row in range(first, end)} for column in runs]


def raw_row(table: Table, merged: Merges, number: int) -> str:
    """Return one row."""
    cells = []
    for column, value in enumerate(table.rows[number].values):
        kind = merged[column].get(number)
        merge = "" if kind is None else MERGED[kind]
        paragraphs = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="a"/><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">'
            f"{escape(line, False)}</w:t></w:r></w:p>"
            for line in ("" if kind else str(value)).split("\n")
        )
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{WIDTHS[column]}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f"{paragraphs}</w:tc>"
        )
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="400"/></w:trPr>{"".join(cells)}</w:tr>'


LOOP = "{%tr for r in rows %}", "{%tr endfor %}"


def docxtpl_template(folder: Path) -> Path:
    """Return a template with a table row that repeats; docxtpl merges at one level only, so nothing is merged."""
    import docx

    document = docx.Document()
    table = document.add_table(3, 7)
    table.cell(0, 0).text, table.cell(2, 0).text = LOOP
    for column in range(7):
        table.cell(1, column).text = f"{{{{ r[{column}] }}}}"
    path = folder / "docxtpl.docx"
    document.save(str(path))
    return path


def docxtpl_docx(rows: int) -> Work:
    """Write one document with docxtpl, without merges."""

    def prepare(folder: Path) -> Callable[[], None]:
        path, values = docxtpl_template(folder), plain_rows(breakdown(rows))
        return lambda: render_docxtpl(path, values, folder / "docxtpl结果.docx")

    return prepare


def docxtpl_files(folder: Path) -> Callable[[], None]:
    """Write a document for each unit with docxtpl."""
    path, tables = docxtpl_template(folder), [plain_rows(table) for table in unit_tables()]

    def work() -> None:
        for number, values in enumerate(tables):
            render_docxtpl(path, values, folder / f"{number}.docx")

    return work


def render_docxtpl(template: Path, rows: list[list[str]], path: Path) -> None:
    from docxtpl import DocxTemplate

    document = DocxTemplate(str(template))
    document.render({"rows": rows}, autoescape=True)
    document.save(str(path))


def plain_rows(table: Table) -> list[list[str]]:
    """Return the texts of a table."""
    return [[shown(value) for value in row.values] for row in table.rows]


# Excel


def our_xlsx(folder: Path) -> Callable[[], None]:
    """Write 10,000 rows of 10 columns with merges, heights, formats, formulas with values."""
    book = Book((Sheet("进展情况表", ten_thousand()),), "进展情况", CREATED)
    return lambda: write_excel(book, folder / "我们.xlsx")


def ten_thousand() -> Table:
    """Return a table of 10,000 rows and 10 columns."""
    table = progress_table(1900)
    return replace(table, rows=table.rows[:10_000])


def raw_xlsx(folder: Path) -> Callable[[], None]:
    """Stream the same cells into a zip, with formats and values of formulas, without merges and heights."""
    table = ten_thousand()
    return lambda: write_raw_xlsx(table, folder / "毛坯.xlsx")


def write_raw_xlsx(table: Table, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml"):
            package.writestr(name, "<x/>" * 100)
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for number, row in enumerate(table.rows, 1):
                cells = "".join([raw_cell(value, f"{'ABCDEFGHIJ'[c]}{number}") for c, value in enumerate(row.values)])
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


def raw_cell(value: object, reference: str) -> str:
    if isinstance(value, str):
        return f'<c r="{reference}" s="1" t="inlineStr"><is><t>{escape(value, False)}</t></is></c>'
    if isinstance(value, Formula):
        kind = ' t="str"' if isinstance(value.value, str) else ""
        return f'<c r="{reference}" s="2"{kind}><f>{escape(value.text[1:], False)}</f><v>{value.value}</v></c>'
    return f'<c r="{reference}" s="3"/>' if value is None else f'<c r="{reference}" s="3"><v>{value}</v></c>'


def openpyxl_xlsx(folder: Path) -> Callable[[], None]:
    """Write the same cells with openpyxl's fast mode, with a named style; no values of formulas, no merges."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    table = ten_thousand()

    def work() -> None:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        book.add_named_style(openpyxl.styles.NamedStyle("表文"))
        for row in table.rows:
            cells = []
            for value in row.values:
                cell = WriteOnlyCell(sheet, value.text if isinstance(value, Formula) else value)
                cell.style = "表文"
                cells.append(cell)
            sheet.append(cells)
        book.save(folder / "openpyxl.xlsx")

    return work


def our_summary(projects: int) -> Work:
    """Write the workbook of a summary, composed before: counts and means by project over all of 明细."""

    def prepare(folder: Path) -> Callable[[], None]:
        keys = ("任务.编号", "指标.目标值", "指标.累计完成", "指标.完成率", "指标.状态")
        book = compose_book(office(*map(small_project, range(projects))), PERIOD, layout(keys, Row.INDICATOR), CREATED)
        return lambda: write_excel(book, folder / "汇总.xlsx")

    return prepare


def small_project(number: int) -> Project:
    """Return a project of one task with one indicator."""
    schools = indicator(f"{number}.1.1", "学校", 12, 6)
    return Project(f"{number}", f"项目{number}", "", (task(f"{number}.1", "新建学校12所。", "市教育局", schools),))


#: Case, engine, how it is prepared, how often it is run. The first engine of a case is its floor.
CASES: tuple[tuple[str, str, Work, int], ...] = (
    ("docx 55 rows", "raw XML + zip", raw_docx(55), 9),
    ("docx 55 rows", "minsheng", our_docx(55), 9),
    ("docx 55 rows", "minsheng, template read too", our_cold_docx(55), 9),
    ("docx 55 rows", "docxtpl, no merges", docxtpl_docx(55), 5),
    ("docx 10,000 rows", "raw XML + zip", raw_docx(10_000), 5),
    ("docx 10,000 rows", "minsheng", our_docx(10_000), 5),
    ("docx 10,000 rows", "docxtpl, no merges", docxtpl_docx(10_000), 1),
    ("docx 200 files", "raw XML + zip", raw_files, 5),
    ("docx 200 files", "minsheng", our_files, 5),
    ("docx 200 files", "docxtpl, no merges", docxtpl_files, 1),
    ("xlsx 10,000 rows", "raw XML, streamed", raw_xlsx, 5),
    ("xlsx 10,000 rows", "minsheng", our_xlsx, 5),
    ("xlsx 10,000 rows", "openpyxl write_only, no merges", openpyxl_xlsx, 1),
    *(("xlsx of a summary", f"minsheng, {count:,} projects", our_summary(count), 3) for count in (500, 1_000, 2_000)),
)


def seconds_of(case: int) -> float:
    """Return how long one case takes in this process."""
    with tempfile.TemporaryDirectory() as folder:
        work = CASES[case][2](Path(folder))
        start = perf_counter()
        work()
        return perf_counter() - start


def in_fresh_process(case: int) -> float:
    """Return how long a case takes in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_writing", str(case)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(json.loads(said.stdout))


def results() -> list[dict[str, object]]:
    """Return a row for each case and engine: seconds (median) and times the floor; engines take turns."""
    runs: dict[int, list[float]] = {number: [] for number in range(len(CASES))}
    for turn in range(max(times for *_, times in CASES)):
        for number, (*_, times) in enumerate(CASES):
            if turn < times:
                runs[number].append(in_fresh_process(number))
    medians = {number: median(seconds) for number, seconds in runs.items()}
    floors: dict[str, float] = {}
    rows: list[dict[str, object]] = []
    for number, (case, engine, _, times) in enumerate(CASES):
        floor = floors.setdefault(case, medians[number])
        rows.append({"case": case, "engine": engine, "seconds": medians[number], "times_floor": medians[number] / floor,
                     "runs": times})  # fmt: skip
    return rows


def main() -> None:
    """Print one table, or one case's seconds when asked for it by number."""
    if len(sys.argv) > 1:
        print(json.dumps(seconds_of(int(sys.argv[1]))))
        return
    print(f"{'case':<18}{'engine':<34}{'seconds':>9}{'x floor':>9}{'runs':>6}")
    for row in results():
        print(f"{row['case']:<18}{row['engine']:<34}{row['seconds']:>9.4f}{row['times_floor']:>9.2f}{row['runs']:>6}")


if __name__ == "__main__":
    main()
