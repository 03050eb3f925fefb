"""How long commands take from the shell: ``--help`` against ``python -c pass``, and the whole sample job.

Run ``python -m tests.benchmarks.bench_startup`` from an installed checkout; every run is a fresh process.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent.parent
REGISTER = next((ROOT / "inputs").glob("示例市*.xlsx"))
PROGRAM = [str(Path(sys.executable).with_name("minsheng"))]
if not Path(PROGRAM[0]).exists():
    PROGRAM = [sys.executable, "-m", "generators"]
HELP_RUNS, JOB_RUNS = 31, 7


def commands(folder: str) -> dict[str, list[list[str]]]:
    """Return what is timed: the processes of each case, one after the other."""
    to = ["-q", "-o", folder]
    breakdown = [*PROGRAM, "breakdown", str(REGISTER), *to]
    summary = [*PROGRAM, "summary", str(REGISTER), "--period", "2022Q1", *to]
    return {
        "python -c pass": [[sys.executable, "-c", "pass"]],
        "minsheng --help": [[*PROGRAM, "--help"]],
        "minsheng breakdown": [breakdown],
        "minsheng summary": [summary],
        "whole sample job": [breakdown, summary],
    }


def seconds(processes: list[list[str]]) -> float:
    """Return the time from the first process's start to the last one's end."""
    began = perf_counter()
    for command in processes:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def results() -> list[dict[str, object]]:
    """Return a row a case: median seconds, and times ``python -c pass`` in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        cases = commands(folder)
        runs: dict[str, list[float]] = {case: [] for case in cases}
        for turn in range(HELP_RUNS):
            for case, processes in cases.items():
                if turn < JOB_RUNS or case in list(cases)[:2]:
                    runs[case].append(seconds(processes))
    floor = median(runs["python -c pass"])
    return [
        {"case": case, "seconds": median(times), "times_floor": median(times) / floor, "runs": len(times)}
        for case, times in runs.items()
    ]


if __name__ == "__main__":
    for row in results():
        print(f"{row['case']:22}{row['seconds']:9.3f} s{row['times_floor']:9.2f} x  {row['runs']} runs")
