"""What of 待核对 nobody has answered yet: a draft is no register to publish from until someone has."""

from __future__ import annotations

from collections.abc import Iterator

from generators.errors import Problem
from generators.model.origin import Origin
from generators.registers.grids import value_rows
from generators.registers.messages import problem
from generators.registers.sheets import DOUBTS
from generators.workbooks.reading import Workbook
from generators.workbooks.sheets import Sheet

REASON, ANSWER = "原因", "处理意见"


def unanswered(book: Workbook) -> Iterator[Problem]:
    """Yield how many lines of each list 待核对 have no 处理意见."""
    for sheet in book.sheets:
        if sheet.name.rstrip("0123456789") == DOUBTS:
            count = lines_without_answer(sheet)
            if count:
                yield problem("SHEET-7", Origin(book.file, sheet.name), name=sheet.name, count=count)


def lines_without_answer(sheet: Sheet) -> int:
    """Return how many lines of a list give a reason to look and have no answer; 0 for any other sheet."""
    reason = answer = count = 0
    for _, values in value_rows(sheet):
        if not reason:
            places = {str(value).strip(): column for column, value in values.items()}
            if {REASON, ANSWER} <= set(places):
                reason, answer = places[REASON], places[ANSWER]
        elif str(values.get(reason, "")).strip() and not str(values.get(answer, "")).strip():
            count += 1
    return count
