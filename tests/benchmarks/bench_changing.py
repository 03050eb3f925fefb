"""How the time of changing a workbook grows with its merges and its cells. Run: python -m tests.benchmarks.bench_changing

So many cells are changed on a sheet with as many merges; so many rows are added to a table with as many merges. The
exponent is that of growth since the size before: 1 is linear.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import openpyxl
from openpyxl.worksheet.table import Table

from generators.workbooks.enlarging import NewRows, enlarge
from generators.workbooks.patch import patch

REPEATS = 3


def merged_book(path: Path, count: int) -> Path:
    """Write a sheet with a number of rows, in each a merge, and a table beside in which every second row is merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务"
    sheet.append(["名称", "", "", "", "编号", "内容"])
    for row in range(2, count + 2):
        sheet.cell(row, 1, row)
        sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)
        sheet.merge_cells(start_row=2 * row, end_row=2 * row, start_column=5, end_column=6)
    sheet.add_table(Table(displayName="表", ref=f"E1:F{2 * count + 3}"))
    book.save(path)
    return path


def change_cells(path: Path, target: Path, count: int) -> None:
    """Change a cell in each row."""
    patch(path, target, {"任务": {f"B{row}": "改" for row in range(2, count + 2)}})


def add_rows(path: Path, target: Path, count: int) -> None:
    """Add as many rows as there is room for between the merges."""
    enlarge(path, target, {}, [NewRows("任务", 1, [{5: str(row), 6: "新建公园"} for row in range(count)])], [])


WORK: dict[str, Callable[[Path, Path, int], None]] = {"change cells": change_cells, "add rows": add_rows}


def seconds_of(work: Callable[[Path, Path, int], None], path: Path, count: int) -> float:
    """Return the shortest time of some runs."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        work(path, path.with_name("改后.xlsx"), count)
        times.append(perf_counter() - start)
    return min(times)


def results(sizes: tuple[int, ...] = (1_500, 6_000)) -> list[dict[str, float | int | str]]:
    """Return a line for each kind of work and size, with the exponent of growth since the size before."""
    found: list[dict[str, float | int | str]] = []
    with tempfile.TemporaryDirectory() as folder:
        books = {size: merged_book(Path(folder) / f"{size}.xlsx", size) for size in sizes}
        for name, work in WORK.items():
            before: tuple[int, float] | None = None
            for size, path in books.items():
                seconds = seconds_of(work, path, size)
                line: dict[str, float | int | str] = {"work": name, "merges": 2 * size, "seconds": seconds}
                if before:
                    line["exponent"] = math.log(seconds / before[1]) / math.log(size / before[0])
                before = size, seconds
                found.append(line)
    return found


def main() -> None:
    """Print the table."""
    print(f"{'work':16}{'merges':>9}{'seconds':>10}{'exponent':>10}")
    for line in results():
        growth = f"{line['exponent']:10.2f}" if "exponent" in line else ""
        print(f"{line['work']:16}{line['merges']:9,}{line['seconds']:10.3f}{growth}")


if __name__ == "__main__":
    main()
