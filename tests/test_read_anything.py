"""Whatever stands in the cells of a register: it is read, checked and given as data, and no error cell is lost."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.registers.check import check_register
from generators.registers.columns import CellKind
from generators.registers.dump import as_data, as_tree
from generators.registers.read import read_register
from generators.registers.sheets import SHEETS

SHEETS_READ = SHEETS[1:]
ODD = st.one_of(
    st.sampled_from([
        "#REF!", True, False, date(2022, 2, 3), datetime(2022, 2, 3, 4, 5), 20240305, -1, 0, 0.1, 1e15, 85, "1.1", "1.1.1",
        "无", "—", "合计", "序号", "约30", "2022年底", "2022Q1", "市教育局", "各辖市、区", "（甲", "增量", "≥", "已完成", "①②③", "其中3个、4个",
        "共3项，已完成1项、滞后1项", "a\nb", "=1+1", "{{ x }}", "<&>", "\u200b", "𠮷", "主体封顶", "2-3", "1.2万元",
    ]),
    st.text(max_size=8),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)  # fmt: skip
CELLS = st.dictionaries(
    st.tuples(st.integers(0, len(SHEETS_READ) - 1), st.integers(1, 4), st.integers(0, 21)), ODD, max_size=30
)
MERGES = st.lists(
    st.tuples(st.integers(0, len(SHEETS_READ) - 1), st.integers(1, 3), st.integers(0, 9)),
    max_size=3,
    unique=True,
)


def write(path: Path, cells: dict[tuple[int, int, int], object], merges: list[tuple[int, int, int]]) -> Path:
    """Write every sheet with our headings and the given cells."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    form = book.add_format({"num_format": "yyyy-mm-dd"})
    pages = []
    for spec in SHEETS_READ:
        pages.append(book.add_worksheet(spec.name))
        for column, one in enumerate(spec.columns):
            pages[-1].write_string(0, column, one.heading)
    for (sheet, row, column), value in cells.items():
        if value == "#REF!" and isinstance(value, str):
            pages[sheet].write_formula(row, column, "=A1", None, value)
        elif isinstance(value, str):
            pages[sheet].write_string(row, column, value)
        elif isinstance(value, date):
            pages[sheet].write_datetime(row, column, value, form)
        else:
            pages[sheet].write(row, column, value)
    for sheet, row, column in merges:
        pages[sheet].merge.append([row, column, row + 1, column])
    book.close()
    return path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CELLS, MERGES)
def test_whatever_is_typed_is_read_checked_and_given_as_data(
    cells: dict[tuple[int, int, int], object], merges: list[tuple[int, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        found, problems = read_register(write(Path(folder) / "台账.xlsx", cells, merges))

    problems += check_register(found)
    json.dumps(as_data(found), ensure_ascii=False)
    as_tree(found)
    assert all(p.said and p.advice and str(p) for p in problems)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CELLS)
def test_no_error_cell_is_lost(cells: dict[tuple[int, int, int], object]) -> None:
    with TemporaryDirectory() as folder:
        _, problems = read_register(write(Path(folder) / "台账.xlsx", cells, []))

    told = {(p.origin.sheet, p.origin.cell) for p in problems}
    for (sheet, row, column), value in cells.items():
        spec = SHEETS_READ[sheet]
        if (
            value == "#REF!"
            and column < len(spec.columns)
            and spec.columns[column].kind is not CellKind.FORMULA
        ):
            assert (spec.name, f"{chr(65 + column)}{row + 1}") in told
