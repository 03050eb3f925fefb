"""How long reading and checking a large register takes, and how much memory, each in a fresh process.

Run ``python -m tests.benchmarks.bench_register``. The register has 100,000 rows of nearly 16 columns on average:
20,000 tasks, 60,000 indicators, 20,000 reports, with blanks where clerks leave them. Seconds count from the first
import of ours to the last problem; the floor is inflating the package and nothing else; openpyxl (read-only) only
reads the cells. The exponent is that of time against rows, above what an empty register takes: 1 is linear.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SIZES = (100, 1_000, 10_000, 100_000)
UNITS = [f"示例市第{number}局" for number in range(60)]
MEASURED = """
import json, sys, time
start = time.perf_counter()
{work}
seconds = time.perf_counter() - start
try:
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
except OSError:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, peak / 1024, found]))
"""
WORKS = {
    "read and check": """
from generators.registers.read import read_register
from generators.registers.check import check_register
register, problems = read_register(sys.argv[1])
problems += check_register(register)
found = [sum(1 for _ in register.tasks()), sum(1 for _ in register.indicators()), len(problems)]
""",
    "read only": """
from generators.registers.read import read_register
register, problems = read_register(sys.argv[1])
found = [sum(1 for _ in register.tasks()), sum(1 for _ in register.indicators()), len(problems)]
""",
    "cells only": """
from generators.workbooks.reading import read_workbook
found = [sum(len(row.values()) for sheet in read_workbook(sys.argv[1]).sheets for row in sheet.rows())]
""",
    "unzip floor": """
import zipfile
with zipfile.ZipFile(sys.argv[1]) as package:
    found = [sum(len(package.read(name)) for name in package.namelist())]
""",
    "openpyxl read-only": """
import openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
found = [sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value is not None)]
""",
}


@dataclass(frozen=True)
class Measured:
    """Seconds, peak memory in MiB, and what the work found."""

    seconds: float
    mebibytes: float
    found: list[int]


def make_register(path: Path, rows: int, inline: bool = False) -> Path:
    """Write a register of ``rows`` rows in the shares named above; texts shared as Excel does, or ``inline``."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": inline})
    tasks = rows // 5
    settings = [["设置项", "取值"], ["地区", "示例市"], ["年度", 2025], ["当前期次", "2025Q2"]]
    write_rows(book.add_worksheet("设置"), settings)
    write_rows(book.add_worksheet("任务"), task_rows(tasks))
    write_rows(book.add_worksheet("指标"), indicator_rows(tasks * 3, tasks))
    write_rows(book.add_worksheet("进展"), progress_rows(tasks))
    write_rows(book.add_worksheet("单位"), [["全称", "简称/别名"], *([unit, unit[2:]] for unit in UNITS)])
    leaders = [[f"王{number:02d}明", "副市长"] for number in range(20)]
    write_rows(book.add_worksheet("领导"), [["姓名", "职务"], *leaders])
    book.close()
    return path


def write_rows(sheet: Any, rows: Iterable[Sequence[object]]) -> None:
    """Write rows of numbers and texts; None stays blank."""
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(index, column, value)
            elif value is not None:
                sheet.write_number(index, column, value)


def task_rows(count: int) -> Iterator[list[object]]:
    """Yield the 任务 sheet: 10 columns, five tasks a project, the project named in its first row only."""
    yield [
        "序号",
        "项目名称",
        "别名",
        "事项编号",
        "主要内容",
        "完成时限",
        "分管领导",
        "牵头单位",
        "配合单位",
        "备注",
    ]
    for index in range(count):
        project, place = index // 5 + 1, index % 5 + 1
        named = [project, f"第{project}项工程", f"别名{project}"] if place == 1 else [None] * 3
        content = f"新建第{index}号便民服务点{index % 90 + 10}个，培训工作人员{index % 500 + 100}人次。"
        units = f"{UNITS[index % 60]}\n{UNITS[(index + 7) % 60]}"
        yield [*named, f"{project}.{place}", content, "2025年底" if place < 3 else None,
               f"王{project % 20:02d}明" if place == 1 else None, UNITS[index % 60], units,
               f"备注{index % 10}" if index % 3 else None]  # fmt: skip


def indicator_rows(count: int, tasks: int) -> Iterator[list[object]]:
    """Yield the 指标 sheet: 19 columns, three indicators a task."""
    quarters = ("一季度", "二季度", "三季度", "四季度")
    yield ["事项编号", "指标编号", "指标名称", "计量单位", "类型", "口径", "目标值", "基数", "上年结转",
           *(quarter + "目标" for quarter in quarters), *(quarter + "累计" for quarter in quarters),
           "目标上限", "备注"]  # fmt: skip
    for index in range(count):
        task, place = divmod(index, count // tasks)
        number, target = f"{task // 5 + 1}.{task % 5 + 1}", task % 90 + 10
        goals = [round(target * share, 1) for share in (0.25, 0.5, 0.75, 1)]
        done = [round(target * share, 2) for share in (0.2, 0.41, 0.8, 0.99)]
        yield [number, f"{number}.{place + 1}", f"便民服务点{place + 1}类", "个", "增量", "≥", target, target - 5,
               1 if index % 10 == 0 else None, *goals, *(done if index % 7 else done[:2] + [None] * 2), None,
               f"备注{index % 10}"]  # fmt: skip


def progress_rows(tasks: int) -> Iterator[list[object]]:
    """Yield the 进展 sheet: 12 columns, one report a task."""
    yield ["期次", "事项编号", "进展情况", "存在问题", "下一步打算", "人工状态", "理由", "填报单位", "填报人", "电话",
           "日期", "来源文件"]  # fmt: skip
    for task in range(tasks):
        judged = ["按序时", "已核实"] if task % 4 == 0 else [None, None]
        yield ["2025Q2", f"{task // 5 + 1}.{task % 5 + 1}", f"已建成第{task}号便民服务点{task % 40}个。",
               "建设用地尚未落实。" if task % 2 else None, "加快推进。", *judged, UNITS[task % 60], "李晓",
               "0519-00000000", "2025-06-28", f"{UNITS[task % 60]}.xlsx"]  # fmt: skip


def measure(work: str, path: Path) -> Measured:
    """Return what one piece of work takes in a fresh process."""
    done = subprocess.run([sys.executable, "-c", MEASURED.format(work=WORKS[work]), str(path)], cwd=ROOT, check=True,
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    return Measured(*json.loads(done.stdout))


def best(work: str, path: Path, repeats: int = 3) -> Measured:
    """Return the fastest of several runs."""
    return min((measure(work, path) for _ in range(repeats)), key=lambda measured: measured.seconds)


def exponent(times: Mapping[int, float]) -> float:
    """Return the power of the rows that time grows with from 10,000 to 100,000, above what 100 rows take."""
    start, _, short, long = (times[rows] for rows in SIZES)
    return math.log((long - start) / (short - start)) / math.log(SIZES[3] / SIZES[2])


def results() -> dict[str, Any]:
    """Return seconds and MiB of every piece of work, ratios to the floor and to openpyxl, and the exponent."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {rows: make_register(Path(folder) / f"{rows}.xlsx", rows) for rows in SIZES}
        inline = make_register(Path(folder) / "inline.xlsx", SIZES[-1], inline=True)
        works = {work: best(work, paths[SIZES[-1]]) for work in WORKS}
        works["read and check, texts inline"] = best("read and check", inline)
        times = {rows: best("read and check", path).seconds for rows, path in paths.items()}
    whole = works["read and check"]
    return {
        "seconds": {work: round(measured.seconds, 2) for work, measured in works.items()},
        "peak MiB": {work: round(measured.mebibytes) for work, measured in works.items()},
        "found": {work: measured.found for work, measured in works.items()},
        "times the floor": round(whole.seconds / works["unzip floor"].seconds, 1),
        "times openpyxl": round(whole.seconds / works["openpyxl read-only"].seconds, 2),
        "seconds by rows": {rows: round(seconds, 3) for rows, seconds in times.items()},
        "exponent": round(exponent(times), 2),
    }


if __name__ == "__main__":
    for name, value in results().items():
        print(f"{name}: {value}")
