"""The whole import in one call: files read, a draft made and written, and what to tell the clerk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generators.errors import OfficeError, Problem, RegisterError, WorkbookError
from generators.model.origin import Origin
from generators.published.drafting import Draft, draft_register
from generators.published.reading import read_document
from generators.published.writing import check_target, doubt_rows, placed_doubts, write_draft
from generators.registers.sheet_search import find_sheets
from generators.registers.sheets import INDICATORS, SETTINGS, TASKS
from generators.sources.blocks import Document
from generators.sources.refusals import REFUSALS
from generators.workbooks.reading import read_workbook

COUNTED = ("任务", "指标", "进展", "单位", "领导")
MOST_SHOWN = 10


def import_documents(paths: Iterable[Path], target: Path, region: str = "", year: int = 0) -> Draft:
    """Read published documents and write the register they say to ``target``; return its draft.

    ``region`` and ``year`` are taken from the titles where they are empty. Raises OfficeError with everything
    that is wrong with any of the files; nothing is written then.
    """
    check_target(target)
    files = list(paths)
    refuse_registers(files, "PUB-14", REFUSALS["PUB-14"])
    draft = draft_register(read_documents(files), region, year)
    write_draft(draft, target)
    return draft


def read_documents(paths: Iterable[Path]) -> list[Document]:
    """Return the documents of files in order; WorkbookError with the problems of all that cannot be read."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            documents.append(read_document(path))
        except OfficeError as error:
            problems += error.problems
    if problems:
        raise WorkbookError(problems)
    return documents


def refuse_registers(files: Iterable[Path], code: str, words: tuple[str, str]) -> None:
    """Raise RegisterError with the files that are registers themselves and no documents, worded as given."""
    found = [Problem(code, Origin(file.name), *words) for file in files if is_register(file)]
    if found:
        raise RegisterError(found)


def is_register(file: Path) -> bool:
    """Return whether a file has the sheets by which a register is told from any table."""
    if file.suffix.lower() not in (".xlsx", ".xlsm"):
        return False
    try:
        sheets, _ = find_sheets(read_workbook(file))
    except OfficeError:
        return False
    return {SETTINGS.name, TASKS.name, INDICATORS.name} <= set(sheets)


def told(draft: Draft, target: Path) -> list[str]:
    """Return what to tell the clerk: how much was drafted, what to look at first, and what to do next."""
    counts = "、".join(f"{name} {len(draft.rows[name])} 行" for name in COUNTED if draft.rows[name])
    lines = [f"已生成台账：{target}（{counts}）"]
    doubts = [f"  {origin}：{reason}" for origin, *_, reason, _ in doubt_rows(placed_doubts(draft))]
    if doubts:
        lines.append(f"有 {len(doubts)} 处要核对，列在“待核对”表，相应的格标了黄色：")
        lines += doubts[:MOST_SHOWN]
        lines += [f"  ……其余 {len(doubts) - MOST_SHOWN} 处见“待核对”表"] if len(doubts) > MOST_SHOWN else []
    lines.append(f"下一步：打开台账对照“待核对”“来源对照”看一遍，改好后运行 minsheng check {target}")
    return lines
