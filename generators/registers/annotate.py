"""A copy of a register with what must be looked at: comments at the cells, and a 问题清单 sheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generators.errors import Problem
from generators.workbooks.annotate import annotate
from generators.workbooks.listing import Line

HEADINGS = ("位置", "程度", "发现", "怎么办", "代码")


def write_annotated(register: Path, copy: Path, problems: Iterable[Problem]) -> None:
    """Write ``copy``: the register with every problem as a comment at its cell and as a row of 问题清单.

    The register is only read. Everything else in it (charts, cached results, a clerk's own comments) is kept.
    """
    found = list(problems)
    notes: dict[str, dict[str, str]] = {}
    for problem in found:
        if problem.origin.sheet and problem.origin.cell:
            _add(notes.setdefault(problem.origin.sheet, {}), problem)
    annotate(register, copy, notes, HEADINGS, [_line(problem) for problem in found])


def _add(notes: dict[str, str], problem: Problem) -> None:
    """Add a problem to the comment of its cell, which may have several."""
    cell = problem.origin.cell
    told = f"【{problem.severity.value}】{problem.said}{problem.advice}（{problem.code}）"
    notes[cell] = f"{notes[cell]}\n{told}" if cell in notes else told


def _line(problem: Problem) -> Line:
    origin = problem.origin
    place = f"{origin.sheet}！{origin.cell}" if origin.cell else origin.sheet or origin.place or origin.file
    texts = (place, problem.severity.value, problem.said, problem.advice, problem.code)
    return Line(texts, origin)
