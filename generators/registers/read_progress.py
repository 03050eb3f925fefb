"""The 进展 sheet: what was reported about each task for each period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from generators.model.status import parse_status
from generators.model.task import Progress
from generators.registers.cells import Context
from generators.registers.records import fields_of, records
from generators.registers.sheets import PROGRESS
from generators.registers.tables import Table

#: The order in which :func:`progress_of` unpacks a row.
ORDER = ("period", "task_number", "text", "difficulty", "next_step", "manual_status", "manual_reason",
         "reporting_unit", "reporter", "phone", "reported_on", "source")  # fmt: skip
assert tuple(column.field for column in PROGRESS.columns) == ORDER


def read_progress(table: Table, context: Context) -> dict[str, list[Progress]]:
    """Return what was reported about each task by its number, in the order of the sheet.

    A merged 期次 or 事项编号 counts for every row it covers; a row without a period is told and left out.
    """
    found: defaultdict[str, list[Progress]] = defaultdict(list)
    period, number = fields_of(table).index("period"), fields_of(table).index("task_number")
    merges = {index: table.merges.of_column(table.columns.get(name, 0))
              for index, name in ((period, "period"), (number, "task_number"))}  # fmt: skip
    above: dict[int, Any] = {}
    for row, values in records(table, context):
        for index, merge in merges.items():
            covering = merge.covering(row) if merge.ranges else None
            if covering is not None and covering.first_row < row:
                values[index] = above.get(index)
            above[index] = values[index]
        if values[period] is None:
            table.note("PRO-1", row, table.columns.get("period", 1), found=values[2] or "")
        else:
            found[values[number] or ""].append(progress_of(table, row, values))
    return dict(found)


def progress_of(table: Table, row: int, values: Sequence[Any]) -> Progress:
    """Return what one row reports."""
    period, task_number, text, difficulty, next_step, status, reason, unit, reporter, phone, day, source = (
        values
    )
    return Progress(
        period, task_number or "", text or "", difficulty or "", next_step or "",
        parse_status(status) if status else None, status or "", reason or "", unit or "", reporter or "",
        phone or "", day, source or "", table.origin(row),
    )  # fmt: skip
