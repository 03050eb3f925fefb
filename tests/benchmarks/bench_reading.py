"""How fast and how lean a workbook of 1,000 to 100,000 rows x 15 columns is read, against others and the floor.

Every figure comes from a fresh process: seconds in the reader (imports left out), peak memory of the process. The
floor is unzipping the parts alone. Run: python -m tests.benchmarks.bench_reading
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any
from zipfile import ZipFile

HEADINGS = ["序号", "项目名称", "建设内容", "计量单位", "牵头单位", "开工", "完成", "目标值", "完成值", "完成率",
            "总投资", "状态", "备注", "联系人", "电话"]  # fmt: skip
STATES = ["推进中", "已完成", "未启动"]
REPEATS = 3
ITSELF = [sys.executable, "-m", "tests.benchmarks.bench_reading"]


def write_sample(path: Path, rows: int) -> None:
    """Write a register: text, dates, numbers, formulas with results."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    day, share = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.0%"})
    sheet.write_row(0, 0, HEADINGS)
    chance = Random(1)
    for row in range(1, rows):
        target = chance.randint(1, 9999)
        done = round(chance.random() * target, 2)
        opened = date(2025, 1, 1) + timedelta(row % 365)
        sheet.write_row(row, 0, [row, f"第{row % 997}号项目", f"新建停车位{row}个，改造管网{row * 3 % 1000}公里",
                                 "个", f"单位{row % 60}"])  # fmt: skip
        sheet.write_datetime(row, 5, opened, day)
        sheet.write_datetime(row, 6, opened + timedelta(90), day)
        sheet.write_row(row, 7, [target, done])
        sheet.write_formula(row, 9, f"=I{row + 1}/H{row + 1}", share, done / target)
        sheet.write_row(row, 10, [round(chance.random() * 1e5, 2), STATES[row % 3], "—", f"张{row % 300}",
                                  f"1390000{row % 10_000:04d}"])  # fmt: skip
    book.close()


def with_unzip(path: str) -> int:
    """Unpack every part and read none."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            with archive.open(name) as part:
                while part.read(1 << 18):
                    pass
    return 0


def with_ours(path: str) -> int:
    """Read every value with generators.workbooks."""
    from generators.workbooks.reading import read_workbook

    rows = (row.values() for sheet in read_workbook(path).sheets for row in sheet.rows())
    return sum(1 for values in rows for value in values.values() if value is not None)


def with_calamine(path: str) -> int:
    """Read every value with python-calamine."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return sum(1 for row in sheet.iter_rows() for value in row if value != "")


def with_openpyxl(path: str) -> int:
    """Read every value with openpyxl, read-only."""
    from openpyxl import load_workbook

    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    return sum(1 for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


READERS = {"unzip": with_unzip, "ours": with_ours, "calamine": with_calamine, "openpyxl read_only": with_openpyxl}
IMPORTS = {"ours": "generators.workbooks.reading", "calamine": "python_calamine", "openpyxl read_only": "openpyxl"}


def measure_here(reader: str, path: str) -> dict[str, Any]:
    """Return seconds, peak memory in MiB and cells of one reading in this process."""
    import importlib
    import resource

    importlib.import_module(IMPORTS.get(reader, "zipfile"))
    start = perf_counter()
    cells = READERS[reader](path)
    seconds = perf_counter() - start
    return {"seconds": seconds, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "cells": cells}


def measure(reader: str, path: Path, repeats: int = REPEATS) -> dict[str, Any]:
    """Return the fastest of some fresh processes."""
    command = [*ITSELF, reader, str(path)]
    runs = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(repeats)]
    return min(runs, key=lambda run: run["seconds"])


def results(sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> list[dict[str, Any]]:
    """Return one row for each reader and size: seconds, times the floor, MiB, and the growth exponent."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.xlsx"
            subprocess.run([*ITSELF, "write", str(path), str(size)], check=True)
            runs = {reader: measure(reader, path) for reader in READERS}
            floor = runs["unzip"]["seconds"]
            for reader, run in runs.items():
                found.append({"reader": reader, "rows": size, "x floor": run["seconds"] / floor} | run)
    return with_exponents(found)


def with_exponents(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with the exponent of growth since the size before: 1 is linear."""
    for row in found:
        smaller = [r for r in found if r["reader"] == row["reader"] and r["rows"] < row["rows"]]
        before = max(smaller, key=lambda r: r["rows"], default=None)
        if before:
            ratio = row["seconds"] / before["seconds"]
            row["exponent"] = math.log(ratio) / math.log(row["rows"] / before["rows"])
    return found


def main() -> None:
    """Print the table; as a fresh process write the sample or measure one reader.

    A child starts with the peak memory of its parent, so the parent does nothing large itself.
    """
    if sys.argv[1:2] == ["write"]:
        write_sample(Path(sys.argv[2]), int(sys.argv[3]))
        return
    if len(sys.argv) == 3:
        print(json.dumps(measure_here(*sys.argv[1:])))
        return
    print(f"{'reader':20}{'rows':>9}{'seconds':>10}{'x floor':>9}{'MiB':>7}{'cells':>10}{'exponent':>10}")
    for row in results():
        growth = f"{row['exponent']:10.2f}" if "exponent" in row else ""
        print(f"{row['reader']:20}{row['rows']:9,}{row['seconds']:10.3f}{row['x floor']:9.1f}{row['mib']:7.0f}"
              f"{row['cells']:10,}{growth}")  # fmt: skip


if __name__ == "__main__":
    main()
