"""Every benchmark, one table: ``make bench`` or ``python -m tests.benchmarks``. Ratios are of the same run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.benchmarks import (
    bench_changing,
    bench_extraction,
    bench_published,
    bench_reading,
    bench_register,
    bench_startup,
    bench_typesetting,
    bench_writing,
)


class Line(NamedTuple):
    """One line of the table; what was not measured is None."""

    case: str
    who: str
    seconds: float
    times_floor: float | None = None
    mebibytes: float | None = None
    remark: str = ""


def startup() -> Iterator[Line]:
    for row in bench_startup.results():
        yield Line(str(row["case"]), "", float(str(row["seconds"])), float(str(row["times_floor"])))


def writing() -> Iterator[Line]:
    for row in bench_writing.results():
        yield Line(str(row["case"]), str(row["engine"]), float(str(row["seconds"])), float(str(row["times_floor"])))


def reading() -> Iterator[Line]:
    for row in bench_reading.results():
        growth = f"exponent {row['exponent']:.2f}" if "exponent" in row else ""
        yield Line(f"read {row['rows']:,} x 15", row["reader"], row["seconds"], row["x floor"], row["mib"], growth)


def register() -> Iterator[Line]:
    found = bench_register.results()
    floor = found["seconds"]["unzip floor"] or None
    for work, seconds in found["seconds"].items():
        ratio = seconds / floor if floor else None
        yield Line("register of 100,000 rows", work, seconds, ratio, found["peak MiB"][work])
    for rows, seconds in found["seconds by rows"].items():
        yield Line(f"register of {rows:,} rows", "read and check", seconds, remark=f"exponent {found['exponent']}")


def published() -> Iterator[Line]:
    for told in bench_published.results():
        case = f"import {told['rows']:,} tasks{told['kind']}"
        growth = f"exponent {told['exponent']:.2f}" if "exponent" in told else ""
        for hop in ("read", "draft", "write", "whole"):
            remark = growth if hop == "whole" else ""
            yield Line(case, hop, told["seconds"][hop], told["x floor"].get(hop), remark=remark)


def changing() -> Iterator[Line]:
    for row in bench_changing.results():
        growth = f"exponent {row['exponent']:.2f}" if "exponent" in row else ""
        yield Line(f"{row['work']}, {row['merges']:,} merges", "", float(row["seconds"]), remark=growth)


def main() -> None:
    """Print the table line by line as it is measured, then the benchmarks that count rather than time."""
    print(f"{'case':30}{'who or what':34}{'seconds':>9}{'x floor':>9}{'MiB':>7}  remark")
    for part in (startup, writing, reading, register, published, changing):
        for line in part():
            ratio = "" if line.times_floor is None else f"{line.times_floor:.2f}"
            memory = "" if line.mebibytes is None else f"{line.mebibytes:.0f}"
            print(f"{line.case:30}{line.who:34}{line.seconds:9.3f}{ratio:>9}{memory:>7}  {line.remark}", flush=True)
    print("\nrow heights, LibreOffice as the judge")
    bench_typesetting.main()
    print("\nsentences to indicators")
    bench_extraction.main()


if __name__ == "__main__":
    main()
