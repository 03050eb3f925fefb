"""How fast a published table becomes a draft of a register: reading, drafting, writing, each against its floor.

The floor of reading is the file unpacked and its XML parsed with nothing done; that of the whole import is this
plus the drafted rows written plainly by XlsxWriter. Every figure comes from a fresh process, imports left out; ours
and the floor run in turn, and the ratio is that of neighbours. Run: python -m tests.benchmarks.bench_published
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from tests.published_files import Grid, excel_file, word_file

HEAD = ["序号", "项目名称", "主要内容", "完成时限", "分管领导", "牵头单位", "配合单位"]
TITLE = ["示例市2025年民生实事项目任务分解表"]
UNITS = ["市教育局", "市住建局", "市民政局", "市卫健委", "市交通局", "市水利局"]
MAKERS = {".docx": word_file, ".xlsx": excel_file}
REPEATS = 5
ITSELF = [sys.executable, "-m", "tests.benchmarks.bench_published"]


def rows_of(count: int) -> Grid:
    """Return a table of so many tasks, four to a project, one indicator each."""
    rows: list[list[str | None]] = [list(HEAD)]
    for number in range(count):
        first = number % 4 == 0
        shared = [str(number // 4 + 1), f"第{number // 4 + 1}号惠民工程"] if first else [None, None]
        rest = ["2025年12月底", "李明"] if first else [None, None]
        content = f"新建第{number}号公园{number % 9 + 1}个。"
        rows.append([*shared, content, *rest, UNITS[number % 6], "市财政局\n各县区"])
    return rows


def parsed_raw(path: Path) -> None:
    """Unpack a file and parse its XML without doing anything."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                with archive.open(name) as part:
                    expat.ParserCreate().ParseFile(part)


def written_raw(rows: dict[str, list[tuple[object, ...]]], path: Path) -> None:
    """Write rows plainly."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        for name, listed in rows.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(listed):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(at, column, value)
                    elif isinstance(value, int | float):
                        sheet.write_number(at, column, value)


def measure_here(path: Path) -> dict[str, float]:
    """Return seconds of reading, drafting and writing, and of the floors, in this process."""
    from generators.published.drafting import draft_register
    from generators.published.reading import read_document
    from generators.published.writing import write_draft

    times = {}

    def timed(name: str, work: Any) -> Any:
        start = perf_counter()
        done = work()
        times[name] = perf_counter() - start
        return done

    timed("parse floor", lambda: parsed_raw(path))
    document = timed("read", lambda: read_document(path))
    draft = timed("draft", lambda: draft_register([document]))
    with tempfile.TemporaryDirectory() as folder:
        timed("write", lambda: write_draft(draft, Path(folder) / "台账.xlsx"))
        timed("write floor", lambda: written_raw(draft.rows, Path(folder) / "平.xlsx"))
    return times


def measure(path: Path, repeats: int = REPEATS) -> list[dict[str, float]]:
    """Return the times of some fresh processes."""
    command = [*ITSELF, str(path)]
    return [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(repeats)]


def summed_up(runs: list[dict[str, float]]) -> dict[str, Any]:
    """Return median seconds by hop, and the medians of the ratios to the floors of the same process."""
    seconds = {name: median(run[name] for run in runs) for name in runs[0]}
    hops = ("read", "draft", "write")
    ratios = {
        "read": median(run["read"] / run["parse floor"] for run in runs),
        "write": median(run["write"] / run["write floor"] for run in runs),
        "whole": median(sum(run[hop] for hop in hops) / (run["parse floor"] + run["write floor"]) for run in runs),
    }
    return {"seconds": seconds | {"whole": sum(seconds[hop] for hop in hops)}, "x floor": ratios}


def results(sizes: tuple[int, ...] = (1_000, 8_000)) -> list[dict[str, Any]]:
    """Return one entry for each kind of file and size, with the exponent of growth since the size before."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, make in MAKERS.items():
            before: tuple[int, float] | None = None
            for size in sizes:
                path = make(Path(folder) / f"{size}{kind}", TITLE, rows_of(size))
                told = {"kind": kind, "rows": size} | summed_up(measure(path))
                whole = told["seconds"]["whole"]
                if before:
                    told["exponent"] = math.log(whole / before[1]) / math.log(size / before[0])
                before = (size, whole)
                found.append(told)
    return found


def main() -> None:
    """Print the table; as a fresh process measure one file."""
    if len(sys.argv) == 2:
        print(json.dumps(measure_here(Path(sys.argv[1]))))
        return
    print(f"{'file':8}{'rows':>7}  {'hop':8}{'seconds':>9}{'x floor':>9}")
    for told in results():
        for hop in ("read", "draft", "write", "whole"):
            ratio = f"{told['x floor'][hop]:9.1f}" if hop in told["x floor"] else ""
            growth = f"  exponent {told['exponent']:.2f}" if hop == "whole" and "exponent" in told else ""
            print(f"{told['kind']:8}{told['rows']:7,}  {hop:8}{told['seconds'][hop]:9.3f}{ratio:>9}{growth}")


if __name__ == "__main__":
    main()
