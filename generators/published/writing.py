"""A draft written as a register: doubtful cells coloured, 待核对 and 来源对照 as sheets of their own.

A cell stays coloured until 处理意见 is filled in beside its line on 待核对.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from generators.errors import OutputError, Problem
from generators.model.origin import Origin
from generators.opc.cell_texts import fitting
from generators.opc.replacing import replace_file
from generators.published.columns import FIELD_NAMES
from generators.published.drafting import Draft
from generators.published.drafts import DraftTask, Entry
from generators.published.indicators import STAGE_ASSUMED
from generators.published.investments import DONE, PLANNED, TOTAL, investment_of
from generators.registers.columns import ColumnSpec
from generators.registers.create import ExtraSheets, create_register
from generators.registers.create_looks import LOOKS
from generators.registers.create_tables import fitting_height, set_up_print
from generators.registers.create_values import typed_columns
from generators.registers.sheets import BY_NAME, DOUBTS, INVESTMENTS, SOURCES
from generators.workbooks.addresses import parse_address

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

DOUBT_COLUMNS = (
    ColumnSpec("origin", "来源", width=30),
    ColumnSpec("text", "原文", width=50),
    ColumnSpec("placed", "归入", width=24),
    ColumnSpec("confidence", "可信度", width=9),
    ColumnSpec("reason", "原因", width=44),
    ColumnSpec(
        "answer", "处理意见", width=24, note="看过以后写“已核对”或改了什么；写了以后对应的格不再标色。"
    ),
)
SOURCE_COLUMNS = (
    ColumnSpec("origin", "来源", width=34),
    ColumnSpec("text", "原文", width=76),
    ColumnSpec("placed", "归入", width=34),
    ColumnSpec("confidence", "可信度", width=9),
)
#: Names by which the colours find 归入 and 处理意见, so that 待核对 may be sorted.
PLACED_NAME, ANSWER_NAME = "待核对归入", "待核对意见"
#: What a field of the ledger is called in the register, where it is another.
OF_PROGRESS = ("text", "difficulty", "next_step", "manual_status", "period")
OF_PROJECT = ("project_number", "project_name", "project_alias")
_DOUBTFUL = {"bg_color": "#FFF2CC"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry went: its name for people, and sheet, row key and field of a cell, if it is one."""

    said: str
    sheet: str = ""
    key: str = ""
    field: str = ""


def place_of(entry: Entry) -> Place:
    """Return where an entry went."""
    sheet, _, key = entry.field.partition(":")
    if key:
        key, _, field = key.partition(":")
        said = f"{sheet} {key} {BY_NAME[sheet].column(field).heading}" if field else f"{sheet} {key}"
        return Place(said, sheet, key, field or ("name" if sheet == "指标" else "full_name"))
    heading = {"period": "期次"}.get(entry.field) or FIELD_NAMES.get(entry.field, entry.field)
    if entry.project is not None:
        project = entry.project.told_before or entry.project
        first = project.tasks[0].number if project.tasks else ""
        field = entry.field if entry.field in OF_PROJECT else "remark"
        return Place(f"任务 {project.number} {heading}", "任务", first, field)
    if entry.task is None:
        return Place(entry.placed)
    if entry.field in OF_PROGRESS:
        period = str(entry.task.period) if entry.task.period else ""
        return Place(
            " ".join(filter(None, ("进展", period, entry.task.number, heading))),
            "进展",
            f"{period} {entry.task.number}",
            entry.field,
        )
    sheet = (
        "指标" if entry.field in ("indicator_name", "unit_of_measure", "target", "latest", "rate") else "任务"
    )
    key = entry.task.number if sheet == "任务" else f"{entry.task.number}.1"
    return Place(f"{sheet} {key} {heading}", sheet, key, entry.field)


def check_target(path: Path) -> None:
    """Raise OutputError when no register may be written to ``path``: a file is there, or it is no .xlsx."""
    if path.suffix.lower() != ".xlsx":
        found = f"台账要存成 .xlsx 文件，写的是“{path.suffix or path.name}”。"
        raise OutputError(Problem("PUB-12", Origin(str(path)), found, "请把文件名改为以 .xlsx 结尾。"))
    if path.exists():
        found, advice = "已经有这个文件，没有改动它。", "请换一个文件名，或先把它移走。"
        raise OutputError(Problem("PUB-11", Origin(str(path)), found, advice))


def write_draft(draft: Draft, path: Path) -> None:
    """Write a draft as a register at ``path``, whole or not at all; OutputError where a file is there."""
    check_target(path)
    with tempfile.TemporaryDirectory(prefix="minsheng-") as folder:
        made = Path(folder) / "register.xlsx"
        created = datetime(draft.settings.year, 1, 1)
        rows = draft.rows | {INVESTMENTS.name: investment_rows(draft)}
        create_register(made, draft.settings, rows, created=created, extra=extra_sheets(draft))
        replace_file(path, made.read_bytes())


def investment_rows(draft: Draft) -> list[tuple[object, ...]]:
    """Return the rows of 投资: of each task whose sentences tell amounts, what they are."""
    told = dict.fromkeys(entry.task for entry in draft.entries if entry.task is not None)
    reports = {id(report) for task in told for report in task.more}
    tasks = {task.number: task for task in told if id(task) not in reports}
    found = ((number, invested_in(tasks[number])) for number in draft.keys["任务"] if number in tasks)
    return [(number, *amounts) for number, amounts in found if any(amounts)]


def invested_in(task: DraftTask) -> list[Decimal | None]:
    """Return what a task and its reports tell of money, in the order of 投资."""
    amounts: dict[str, Decimal] = {}
    for report in (task, *task.more):
        quarter = report.period.quarter if report.period else 0
        for name, value in investment_of(report, task).amounts.items():
            amounts.setdefault(f"{name}_{quarter}" if name == DONE else name, value)
    fields = (TOTAL, PLANNED, *(f"{DONE}_{quarter}" for quarter in (1, 2, 3, 4)))
    return [amounts.get(name) for name in fields]


def extra_sheets(draft: Draft) -> ExtraSheets:
    """Return what adds 待核对 and 来源对照 to a register and colours its doubtful cells."""

    from generators.registers.create_sheet import RegisterSheet

    def add(book: Workbook, sheets: Mapping[str, Worksheet]) -> None:
        looks = (book.add_format(LOOKS["head"]), book.add_format(LOOKS["shown_left"]))
        doubts = placed_doubts(draft)
        write_list(book.add_worksheet(DOUBTS, RegisterSheet), DOUBT_COLUMNS, doubt_rows(doubts), looks)
        sources = [source_row(entry) for entry in in_sheet_order(draft.entries) if entry.text.strip()]
        write_list(book.add_worksheet(SOURCES, RegisterSheet), SOURCE_COLUMNS, sources, looks)
        last = max(len(doubts), 1) + 1
        book.define_name(PLACED_NAME, f"={DOUBTS}!$C$2:$C${last}")
        book.define_name(ANSWER_NAME, f"={DOUBTS}!$F$2:$F${last}")
        colour(book, sheets, draft, {place for _, place in doubts if place.sheet})

    return add


def placed_doubts(draft: Draft) -> list[tuple[Entry, Place]]:
    """Return the doubts of a draft in the order of its sources, each with where it went."""
    return [*told_once([(entry, place_of(entry)) for entry in in_sheet_order(draft.doubtful)])]


def doubt_rows(doubts: Iterable[tuple[Entry, Place]]) -> list[tuple[str, ...]]:
    """Return the lines of 待核对, none twice."""
    return list(dict.fromkeys(doubt_row(*one) for one in doubts))


def in_sheet_order(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield pieces as they come, those of a sheet row by row and cell by cell."""
    placed = ((cell_of(entry.origin), entry) for entry in entries)
    for _, run in groupby(placed, lambda one: (one[1].origin.file, one[1].origin.sheet, bool(one[0]))):
        yield from (entry for _, entry in sorted(run, key=itemgetter(0)))


def cell_of(origin: Origin) -> tuple[int, ...]:
    """Return row and column of a place on a sheet, nothing for any other place."""
    try:
        return parse_address(origin.cell)
    except ValueError:
        return ()


def told_once(doubts: Sequence[tuple[Entry, Place]]) -> Iterator[tuple[Entry, Place]]:
    """Yield doubts, those on one general supposition with one line a file for all their places."""
    same = [(entry, place) for entry, place in doubts if entry.reason == STAGE_ASSUMED]
    files = {entry.origin.file for entry, _ in same}
    said = {file: "、".join(p.said for e, p in same if e.origin.file == file) for file in files}
    for entry, place in doubts:
        if entry.reason == STAGE_ASSUMED:
            file = entry.origin.file
            yield replace(entry, origin=Origin(file), task=None), replace(place, said=fitting(said[file]))
        else:
            yield entry, place


def doubt_row(entry: Entry, place: Place) -> tuple[str, ...]:
    """Return one line of 待核对; where no piece of its own is doubtful, what stands in the cell is shown."""
    text = fitting(entry.text.strip() or text_in_register(entry, place))
    return str(entry.origin), text, place.said, entry.confidence.value, entry.reason, ""


def text_in_register(entry: Entry, place: Place) -> str:
    """Return the text a doubt is about: the content of the task for 指标, else that of the field."""
    if entry.task is None:
        return ""
    return str(getattr(entry.task, "content" if place.sheet == "指标" else entry.field, None) or "")


def source_row(entry: Entry) -> tuple[str, ...]:
    """Return one line of 来源对照."""
    return str(entry.origin), fitting(entry.text.strip()), place_of(entry).said, entry.confidence.value


def write_list(sheet: Worksheet, columns: Sequence[ColumnSpec], rows: Iterable[Sequence[str]],
               looks: tuple[Format, Format]) -> None:  # fmt: skip
    """Write a list with its head, every row high enough, ready to filter and print."""
    head, body = looks
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.heading, head)
    count = 0
    for count, row in enumerate(rows, 1):
        sheet.set_row(count, fitting_height({c.field: text for c, text in zip(columns, row)}, columns))
        for at, text in enumerate(row):
            sheet.write_string(count, at, text, body)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    set_up_print(sheet, sheet.get_name())
    if columns[-1].note:
        message = {"validate": "any", "input_title": columns[-1].heading, "input_message": columns[-1].note}
        sheet.data_validation(1, len(columns) - 1, max(count, 1), len(columns) - 1, message)


def colour(book: Workbook, sheets: Mapping[str, Worksheet], draft: Draft, places: Iterable[Place]) -> None:
    """Colour every doubtful cell as long as its line on 待核对 has no answer."""
    doubtful = book.add_format(_DOUBTFUL)
    rows = {
        (sheet, key): row
        for sheet, keys in draft.keys.items()
        for row, key in reversed([*enumerate(keys, 1)])
    }
    for place in sorted(places, key=lambda one: (one.sheet, one.key, one.field)):
        row, column = rows.get((place.sheet, place.key)), column_of(place)
        if row is not None:
            said = place.said.replace('"', '""')
            rule = f'=SUMPRODUCT(({PLACED_NAME}="{said}")*({ANSWER_NAME}=""))>0'
            sheets[place.sheet].conditional_format(
                row, column, row, column, {"type": "formula", "criteria": rule, "format": doubtful}
            )


def column_of(place: Place) -> int:
    """Return the column of a field on its sheet, the first one where it has none."""
    fields = [column.field for column in typed_columns(BY_NAME[place.sheet])]
    return fields.index(place.field) if place.field in fields else 0
