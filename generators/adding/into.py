"""A later document into a register that people own: blanks filled, rows added, every difference told.

What stands in the register is never changed. The file is written once, whole or not at all, with a copy of
the old one kept beside it; where nothing is to be added nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from generators.adding.additions import (
    NOT_OURS,
    Additions,
    Doubt,
    as_doubt,
    as_it_went,
    begin,
    knows_most,
    lay_over,
    ledger_doubts,
    without_repeats,
)
from generators.adding.differences import LASTING, Difference
from generators.adding.into_refusals import INTO_REFUSALS, into_problem
from generators.adding.meant import Asked, not_meant, of_other_period, periods_of
from generators.adding.mixed import Part, read_parts
from generators.adding.placing import Placed, find_list, place_additions
from generators.adding.settling import settle
from generators.adding.standing import Standing
from generators.errors import OfficeError, OutputError, Problem, RegisterError
from generators.extraction.sentences import squeezed
from generators.model.origin import Origin
from generators.model.period import Period
from generators.model.register import Register
from generators.opc.replacing import READ_ONLY, output_error, replace_file
from generators.published.drafting import in_reading_order
from generators.published.importing import read_documents, refuse_registers
from generators.published.writing import DOUBT_COLUMNS, check_target, in_sheet_order, source_row
from generators.registers.sheets import DOUBTS
from generators.sources.blocks import Document
from generators.workbooks.enlarging import enlarge
from generators.workbooks.reading import Workbook, read_workbook

#: So many differences of a kind, and lines of doubt, are told at once; all are on 待核对.
MOST_OF_A_KIND, MOST_DOUBTS = 5, 10
BACKUP = "导入前备份"
#: The file that LibreOffice, Excel and WPS lay beside a workbook that is open.
OPEN_MARKS = (".~lock.{}#", "~${}", ".~{}")


@dataclass(frozen=True, slots=True)
class Owned:
    """A register that people own: its file, what it said when it was read, and the digest of that file."""

    path: Path
    register: Register
    read: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: what was written where, what differs, and the backup (None if there is none)."""

    target: Path
    placed: Placed
    differences: tuple[Difference, ...]
    doubts: tuple[str, ...] = ()
    backup: Path | None = None
    periods: tuple[Period, ...] = ()


def import_into(
    paths: Iterable[Path], owned: Owned, target: Path | None = None, asked: Asked | None = None
) -> Outcome:
    """Add what published documents report to a register, and return what was added and what differs.

    The register itself is changed, or with ``target`` a copy of it. Raises OfficeError with everything that
    is wrong; nothing is written then.
    """
    if target is not None:
        check_target(target)
    else:
        refuse_if_held(owned.path)
    files = list(paths)
    refuse_registers(files, "INTO-6", INTO_REFUSALS["INTO-6"])
    work, sources = additions_of(read_documents(files), owned.register, asked or Asked())
    doubts = without_repeats([*map(as_doubt, work.differences), *work.doubts])
    book = read_workbook(owned.path)
    placed = place_additions(work, book, [*not_listed(doubts, book)], sources)
    backup = None
    if not placed.is_nothing:
        backup = write(owned, target or owned.path, placed)
    told = tuple(grouped(one for one in work.doubts if one.reason != NOT_OURS))
    periods = tuple(sorted({reports.period for reports in work.reports.values()}))
    return Outcome(target or owned.path, placed, tuple(work.differences), told, backup, periods)


def not_listed(doubts: Iterable[Doubt], book: Workbook) -> Iterator[Doubt]:
    """Yield the doubts but for differences that 待核对 has from an earlier document, in the same words."""
    listed = find_list(book, DOUBTS, DOUBT_COLUMNS, ("text", "reason"))
    known = listed.lines if listed else frozenset()
    for doubt in doubts:
        is_lasting = doubt.reason.endswith(LASTING)
        if not is_lasting or (squeezed(doubt.text), squeezed(doubt.reason)) not in known:
            yield doubt


def additions_of(documents: Sequence[Document], register: Register, asked: Asked
                 ) -> tuple[Additions, list[tuple[str, ...]]]:  # fmt: skip
    """Return what documents add to a register, and the lines for 来源对照.

    Raises WorkbookError or RegisterError with all documents that are of another year, region or period
    (INTO-1, INTO-7 to INTO-9), have no tasks (PUB-9) or none of the register (INTO-5), or report for no
    period (INTO-2).
    """
    work, ledgers, problems = begin(Standing(register)), list[list[Part]](), list[Problem]()
    for document in documents:
        problems += not_meant(document, register, asked)
        try:
            parts = read_parts(document, register.year, lambda part: knows_most(work.known, part))
        except OfficeError as error:
            problems += error.problems
            continue
        problems += of_other_period(document, [part.told for part in parts], register.year, asked)
        matched = len(work.matched)
        for part in parts:
            lay_over(work, part, periods_of(document, part.told, register.year, asked))
        ledgers.append(parts)
        if len(work.matched) == matched:
            problems.append(into_problem("INTO-5", Origin(document.file)))
    for file in dict.fromkeys(told.origin.file for told in work.undated):
        problems.append(into_problem("INTO-2", Origin(file), year=register.year))
    if problems:
        raise RegisterError(problems)
    settle(work)
    return work, list(sources_of(work, documents, ledgers))


def sources_of(work: Additions, documents: Sequence[Document], ledgers: Sequence[Sequence[Part]]
               ) -> Iterator[tuple[str, ...]]:  # fmt: skip
    """Yield the lines for 来源对照, and note what of the ledgers a person must look at."""
    for document, parts in zip(documents, ledgers):
        entries = in_reading_order([entry for part in parts for entry in part.told.entries], [document])
        work.doubts += ledger_doubts(work, entries)
        pieces = (entry for entry in in_sheet_order(entries) if entry.text.strip())
        yield from (source_row(as_it_went(work, entry)) for entry in pieces)


# ---------------------------------------------------------------- the file
def refuse_if_held(path: Path) -> None:
    """Raise OutputError when a register is open in a program that would save over it, or is read-only."""
    marks = (path.with_name(mark.format(path.name)) for mark in OPEN_MARKS)
    mark = next((one for one in marks if one.exists()), None)
    if mark is not None:
        raise OutputError(into_problem("INTO-3", Origin(str(path)), found=mark.name))
    if not os.access(path, os.W_OK):
        code, said, advice = READ_ONLY
        raise OutputError(Problem(code, Origin(str(path)), said, advice))


def write(owned: Owned, target: Path, placed: Placed) -> Path | None:
    """Write the register with its additions; return the backup of one that was changed in its place."""
    backup = backup_of(owned.path) if target == owned.path else None
    try:
        enlarge(owned.path, target, placed.values, placed.rows, placed.lists, owned.read)
    except BaseException:
        if backup is not None:
            backup.unlink(missing_ok=True)
        raise
    return backup


def backup_of(path: Path) -> Path:
    """Return a new copy of a file beside it, under a name that no file has. Raises OutputError."""
    numbers = ("" if number == 1 else str(number) for number in count(1))
    names = (path.with_name(f"{path.stem}（{BACKUP}{number}）{path.suffix}") for number in numbers)
    backup = next(name for name in names if not name.exists())
    try:
        content = path.read_bytes()
    except OSError as cause:
        raise output_error(path, cause) from cause
    replace_file(backup, content)
    return backup


# ---------------------------------------------------------------- what is told
def told_into(outcome: Outcome, owned: Owned) -> Iterator[str]:
    """Yield what to tell the clerk: what was added, what differs, what to look at, what to do next."""
    yield first_line(outcome, owned)
    if outcome.backup is not None:
        yield f"改动前的台账另存为：{outcome.backup.name}（不满意可以换回来）"
    yield from told_differences(outcome)
    doubts = outcome.doubts
    if doubts:
        yield f"另有 {len(doubts)} 处要核对，列在“待核对”表："
        yield from (f"  {line}" for line in doubts[:MOST_DOUBTS])
        if len(doubts) > MOST_DOUBTS:
            yield f"  ……其余 {len(doubts) - MOST_DOUBTS} 处见“待核对”表"
    yield next_step(outcome, owned)


def grouped(doubts: Iterable[Doubt]) -> Iterator[str]:
    """Yield a line for each reason to look, with its first place and how many more there are."""
    by_reason: dict[str, list[Doubt]] = {}
    for one in doubts:
        by_reason.setdefault(one.reason, []).append(one)
    for reason, same in by_reason.items():
        more = f"（同样的共 {len(same)} 处）" if len(same) > 1 else ""
        yield f"{same[0].origin}：{reason}{more}"


def first_line(outcome: Outcome, owned: Owned) -> str:
    """Return the line that says how much was written."""
    placed = outcome.placed
    if placed.is_nothing:
        return f"没有新的内容要加，台账没有改动：{owned.path}"
    counts = [(placed.progress, "进展 {} 行"), (placed.filled, "进展补填 {} 格"),
              (placed.figures, "指标累计完成 {} 格"), (placed.amounts, "投资 {} 格"),
              (placed.doubts, "待核对 {} 行")]  # fmt: skip
    said = "、".join(form.format(number) for number, form in counts if number)
    note = "（原台账没有改动）" if outcome.target != owned.path else ""
    return f"已加进台账：{outcome.target}（{said}）{note}"


def told_differences(outcome: Outcome) -> Iterator[str]:
    """Yield the lines about differences."""
    found = outcome.differences
    if not found:
        return
    yield f"与台账不同的有 {len(found)} 处，台账原有的内容没有改动，请您定（都列在“待核对”表）："
    by_kind: dict[str, list[Difference]] = {}
    for one in found:
        by_kind.setdefault(one.kind.code, []).append(one)
    for same in by_kind.values():
        for one in same[:MOST_OF_A_KIND]:
            yield from one.lines()
        if len(same) > MOST_OF_A_KIND:
            yield f"  ……{same[0].kind.code} 还有 {len(same) - MOST_OF_A_KIND} 处，见“待核对”表"


def next_step(outcome: Outcome, owned: Owned) -> str:
    """Return what to do next."""
    current, last = owned.register.settings.current_period, max(outcome.periods, default=None)
    said = ""
    if current is not None and last is not None and current < last:
        said = f"；“设置”里的当前期次还是 {current}，要按 {last} 计算请改"
    look = "打开台账看“待核对”表，定了的写上处理意见" if outcome.placed.doubts else "打开台账核对"
    book = owned.path if outcome.placed.is_nothing else outcome.target
    return f"下一步：{look}，再运行 minsheng check {book}{said}"
