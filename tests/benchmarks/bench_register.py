"""How long reading and checking a large register takes, and how much memory, each in a fresh process.

Run ``python -m tests.benchmarks.bench_register``. The register has 100,000 rows of 15 columns on average: 20,000
tasks, 60,000 indicators, 20,000 reports. The floor is inflating the package and nothing else; openpyxl (read-only)
only reads the cells. The exponent is that of time against rows, from 1,000 to 100,000: 1 is linear.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SIZES = (1_000, 10_000, 100_000)
UNITS = [f"示例市第{number}局" for number in range(60)]
MEASURED = """
import json, resource, sys, time
start = time.perf_counter()
{work}
seconds = time.perf_counter() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
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


def make_register(path: Path, rows: int) -> Path:
    """Write a register of ``rows`` rows in the shares named above."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    tasks = rows // 5
    write_rows(
        book.add_worksheet("设置"),
        [["设置项", "取值"], ["地区", "示例市"], ["年度", 2025], ["当前期次", "2025Q2"]],
    )
    write_rows(book.add_worksheet("任务"), task_rows(tasks))
    write_rows(book.add_worksheet("指标"), indicator_rows(rows * 6 // 10, tasks))
    write_rows(book.add_worksheet("进展"), progress_rows(tasks, tasks))
    write_rows(book.add_worksheet("单位"), [["全称", "简称/别名"], *([unit, unit[2:]] for unit in UNITS)])
    write_rows(
        book.add_worksheet("领导"), [["姓名", "职务"], *([f"王{i:02d}明", "副市长"] for i in range(20))]
    )
    book.close()
    return path


def write_rows(sheet: Any, rows: Any) -> None:
    """Write rows of numbers and texts."""
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(index, column, value)
            elif value is not None:
                sheet.write_number(index, column, value)


def task_rows(count: int) -> Any:
    """Yield the 任务 sheet: 10 columns, five tasks a project."""
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
        content = f"新建第{index}号便民服务点{index % 90 + 10}个，培训工作人员{index % 500 + 100}人次。"
        units = f"{UNITS[index % 60]}\n{UNITS[(index + 7) % 60]}"
        yield [project, f"第{project}项工程", f"别名{project}", f"{project}.{place}", content, "2025年底",
               f"王{index % 20:02d}明", UNITS[index % 60], units, f"备注{index % 10}"]  # fmt: skip


def indicator_rows(count: int, tasks: int) -> Any:
    """Yield the 指标 sheet: 19 columns that are read, 17 or 18 filled."""
    quarters = ("一季度", "二季度", "三季度", "四季度")
    yield ["事项编号", "指标编号", "指标名称", "计量单位", "类型", "口径", "目标值", "基数", "上年结转",
           *(q + "目标" for q in quarters), *(q + "累计" for q in quarters), "目标上限", "备注"]  # fmt: skip
    for index in range(count):
        task = index % tasks
        number = f"{task // 5 + 1}.{task % 5 + 1}"
        target = task % 90 + 10
        steps = [round(target * share, 1) for share in (0.25, 0.5, 0.75, 1)]
        yield [number, f"{number}.{index // tasks + 1}", f"便民服务点{index // tasks + 1}类", "个", "增量", "≥", target,
               target - 5, 1, *steps, *steps[:2], target * 0.8, target * 0.9, None, f"备注{index % 10}"]  # fmt: skip


def progress_rows(count: int, tasks: int) -> Any:
    """Yield the 进展 sheet: 12 columns."""
    yield ["期次", "事项编号", "进展情况", "存在问题", "下一步打算", "人工状态", "理由", "填报单位", "填报人", "电话", "日期",
           "来源文件"]  # fmt: skip
    for index in range(count):
        task = index % tasks
        yield ["2025Q2", f"{task // 5 + 1}.{task % 5 + 1}", f"已建成第{task}号便民服务点{task % 40}个。", "无", "加快推进。",
               "按序时", "已核实", UNITS[task % 60], "李晓", "0519-00000000", "2025-06-28",
               f"{UNITS[task % 60]}.xlsx"]  # fmt: skip


def measure(work: str, path: Path) -> Measured:
    """Return what one piece of work takes in a fresh process."""
    done = subprocess.run([sys.executable, "-c", MEASURED.format(work=WORKS[work]), str(path)], cwd=ROOT, check=True,
                          capture_output=True, text=True, encoding="utf-8")  # fmt: skip
    return Measured(*json.loads(done.stdout))


def results() -> dict[str, Any]:
    """Return seconds and MiB of every piece of work, ratios to the floor and openpyxl, and the exponent."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {rows: make_register(Path(folder) / f"{rows}.xlsx", rows) for rows in SIZES}
        largest = paths[SIZES[-1]]
        works = {
            work: min((measure(work, largest) for _ in range(3)), key=lambda m: m.seconds) for work in WORKS
        }
        times = {
            rows: min(measure("read and check", path).seconds for _ in range(3))
            for rows, path in paths.items()
        }
    whole = works["read and check"]
    return {
        "seconds": {work: round(measured.seconds, 2) for work, measured in works.items()},
        "MiB": {work: round(measured.mebibytes) for work, measured in works.items()},
        "found": {work: measured.found for work, measured in works.items()},
        "times the floor": round(whole.seconds / works["unzip floor"].seconds, 1),
        "times openpyxl": round(whole.seconds / works["openpyxl read-only"].seconds, 2),
        "seconds by rows": {rows: round(seconds, 3) for rows, seconds in times.items()},
        "exponent": round(math.log(times[SIZES[-1]] / times[SIZES[1]]) / math.log(SIZES[-1] / SIZES[1]), 2),
    }


if __name__ == "__main__":
    for name, value in results().items():
        print(f"{name}: {value}")
