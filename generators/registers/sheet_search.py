"""Which sheet of a workbook is which sheet of a register: by name, by a synonym, at last by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from generators.errors import Problem
from generators.model.origin import Origin
from generators.registers.columns import SheetSpec
from generators.registers.grids import value_rows
from generators.registers.headings import SEARCHED_ROWS, find_heading, find_sheet, nearest, sheet_spelling
from generators.registers.messages import problem
from generators.registers.sheets import SHEETS, TASKS, UNREAD
from generators.registers.tables import groups_of, texts_of
from generators.workbooks.reading import Workbook
from generators.workbooks.sheets import Sheet


def find_sheets(workbook: Workbook) -> tuple[dict[str, Sheet], list[Problem]]:
    """Return the sheets of a register by our names, and what was left aside or not found."""
    names = [sheet.name for sheet in workbook.sheets]
    chosen = {spec.name: name for spec in SHEETS if (name := find_sheet(spec, names))}
    found = {spec: workbook.sheet(name) for spec, name in chosen.items()}
    sheets = {spec: sheet for spec, sheet in found.items() if sheet is not None}
    problems: list[Problem] = []
    if TASKS.name not in sheets:
        problems += find_tasks(workbook, sheets)
    problems += left_aside(workbook, sheets)
    problems += [problem("SHEET-4", Origin(workbook.file, sheet.name), name=sheet.name)
                 for sheet in sheets.values() if sheet.is_hidden]  # fmt: skip
    return sheets, problems


def find_tasks(workbook: Workbook, sheets: dict[str, Sheet]) -> list[Problem]:
    """Find a sheet under any name that has the headings of 任务, and say so; or say that there is none."""
    taken = {sheet.name for sheet in sheets.values()}
    for sheet in workbook.sheets:
        if sheet.name not in taken and sheet.name not in UNREAD and has_headings(TASKS, sheet):
            sheets[TASKS.name] = sheet
            return [problem("SHEET-5", Origin(workbook.file, sheet.name), name=sheet.name, wanted=TASKS.name)]
    free = [sheet.name for sheet in workbook.sheets if sheet.name not in taken]
    return [problem("SHEET-1", Origin(workbook.file), wanted=TASKS.name, similar=similar_sheet(TASKS, free))]


def has_headings(spec: SheetSpec, sheet: Sheet) -> bool:
    """Return whether a sheet has every required heading of ``spec`` in its first rows."""
    rows = [(number, texts_of(values)) for number, values in islice(value_rows(sheet), SEARCHED_ROWS)]
    heading = find_heading(spec, rows, groups_of(sheet.merges, dict(rows)))
    return heading is not None and all(c.field in heading.columns for c in spec.columns if c.required)


def similar_sheet(spec: SheetSpec, names: Iterable[str]) -> str:
    """Return a sentence that names the sheet probably meant, or ''.

    >>> similar_sheet(TASKS, ["人务", "图表"])
    '找到相近的工作表“人务”。'
    """
    spelt = {sheet_spelling(name): name for name in names}
    for wanted in map(sheet_spelling, (spec.name, *spec.synonyms)):
        if close := nearest(wanted, spelt, 1) or [way for way in spelt if len(wanted) > 1 and wanted in way]:
            return f"找到相近的工作表“{spelt[close[0]]}”。"
    return ""


def left_aside(workbook: Workbook, sheets: Mapping[str, Sheet]) -> list[Problem]:
    """Return a message for each sheet that is not read: a second one of a kind, or none we know."""
    used = {sheet.name: spec for spec, sheet in sheets.items()}
    missing = [spec for spec in SHEETS if spec.name not in sheets and spec is not TASKS]
    problems = []
    for sheet in workbook.sheets:
        if sheet.name in used or sheet.name in UNREAD:
            continue
        twin = next(
            (sheets[s.name].name for s in SHEETS if s.name in sheets and find_sheet(s, [sheet.name])), None
        )
        place = Origin(workbook.file, sheet.name)
        if twin:
            problems.append(problem("SHEET-3", place, name=sheet.name, used=twin))
        else:
            problems.append(problem("SHEET-2", place, name=sheet.name, similar=meant(missing, sheet.name)))
    return problems


def meant(missing: Sequence[SheetSpec], name: str) -> str:
    """Return a sentence that says which missing sheet a sheet is probably meant to be, or ''."""
    spec = next((spec for spec in missing if similar_sheet(spec, [name])), None)
    return f"如果是“{spec.name}”，请改名为“{spec.name}”。" if spec else ""
