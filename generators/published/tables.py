"""The tables of a document: which are of tasks, their heads and sections, what stands between tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.model.period import Period
from generators.published.columns import FIELD_NAMES
from generators.published.counted import take_counts
from generators.published.drafts import Collected
from generators.published.furniture import PAGE, is_page_number
from generators.published.heads import Head, find_head, is_other_head
from generators.published.marks import mark_of
from generators.published.measures import is_amount, is_sum_row
from generators.published.merging import merge_table
from generators.published.reading_rows import Column, TableReading
from generators.published.table_rows import CONTINUED, add_row, note_filled, note_told
from generators.published.texts import period_in, tidy
from generators.registers.headings import SEARCHED_ROWS
from generators.registers.read_tasks import project_number
from generators.registers.spelling import one_line, without_spaces
from generators.sources.blocks import Cell, Row, Table

LONGEST_TITLE = 40
NO_TASKS = "这张表没有项目或任务的栏目，没有采用"
#: The year of a document, and the period its title names.
When = tuple[int, Period | None]
_ASIDE = re.compile(r"^(?:注|备注|说明|填表|制表|审核|联系)[:：（(]?|^[*★☆※]")


def read_tables(
    tables: list[Table], collected: Collected, year: int, period: Period | None = None
) -> int:
    """Read every table of tasks into ``collected``; others are noted whole. Return how many were of tasks.

    ``period`` is that of the document's title. A table without a head that is as wide as the table before it
    goes on with that one's head.
    """
    found, last = 0, None
    for table in tables:
        head = find_head(table)
        if head is not None and head.is_of_persons:
            leave_table(table, collected, "这张表一行写的是一个人，不是项目或任务，没有采用")
        elif (head is None or not head.is_of_tasks) and last is not None and goes_on(table, last):
            last = Head(0, 0, last.columns, last.spellings)
            read_section(table, last, len(table.rows), collected, (year, period))
        elif head is None or not head.is_of_tasks:
            leave_table(table, collected)
        else:
            piece = Collected()
            last = read_table(table, head, piece, (year, period))
            merge_table(collected, piece)
            found += 1
    return found


def goes_on(table: Table, head: Head) -> bool:
    """Return whether a table without a head of its own is the rest of the table before it."""
    widths = {row.cells[-1].end for row in table.rows if row.cells}
    return widths == {head.columns[-1].end} and len(head.columns) > 2


def leave_table(table: Table, collected: Collected, why: str = NO_TASKS) -> None:
    """Note a table that tells of no tasks."""
    for cell in table.cells():
        collected.leave(cell.origin, cell.text, "没有采用", why)


def read_table(table: Table, head: Head, collected: Collected, when: When) -> Head:
    """Read a table of tasks, and the further tables on the same sheet; return the last head."""
    for row in table.rows[: head.first]:
        leave_row(row, collected, "标题")
    titles = (cell.text for row in table.rows[: head.first] for cell in row.filled)
    year, period = when
    when = year, next(filter(None, (period_in(text, year) for text in titles)), period)
    while True:
        leave_head(table, head, collected)
        end = next(
            (at for at in range(head.end, len(table.rows)) if is_other_head(table.rows[at], head)), None
        )
        read_section(table, head, len(table.rows) if end is None else end, collected, when)
        following = None if end is None else find_head(table, end)
        if end is None or following is None:
            return head
        head = following


def leave_head(table: Table, head: Head, collected: Collected) -> None:
    """Note the head: headings that were understood, guessed by their contents, or not understood."""
    for row in table.rows[head.first : head.end]:
        for cell in row.filled:
            column = head.column_of(cell)
            reason = ""
            if column is not None and column.guessed and column.field in FIELD_NAMES:
                reason = f"{column.guessed}当作“{FIELD_NAMES[column.field]}”，请核对"
            collected.leave(cell.origin, cell.text, "表头", reason)


def leave_row(row: Row, collected: Collected, placed: str, reason: str = "") -> None:
    """Note every cell of a row that holds no task."""
    for cell in row.filled:
        collected.leave(cell.origin, cell.text, placed, reason)


def read_section(table: Table, head: Head, end: int, collected: Collected, when: When) -> None:
    """Read the rows under one head."""
    body = table.rows[head.end : end]
    merged = {
        column.field
        for row in body
        for cell in row.cells
        if cell.continues and (column := head.column_of(cell)) is not None
    }
    columns = {
        name: Column(name, table.knows_merges and name in merged) for name in CONTINUED if name in head.fields
    }
    reading = TableReading(collected, head, table.knows_merges, when[0], columns, period=when[1])
    reading.counts_items = counts_items(head, body)
    for row in body:
        read_row(reading, row)
    for task in reading.tasks:
        task.join()
    take_counts(collected, reading.tasks)
    note_filled(reading)
    note_told(reading)


def counts_items(head: Head, body: tuple[Row, ...]) -> bool:
    """Return whether 序号 counts tasks: it stands in rows whose 项目名称 is blank or merged."""
    if not {"project_number", "project_name"} <= set(head.fields):
        return False
    for row in body:
        found = {column.field for cell in row.filled if (column := head.column_of(cell)) is not None}
        if "project_number" in found and "project_name" not in found and len(found) > 2:
            return True
    return False


def read_row(reading: TableReading, row: Row) -> None:
    """Read one row: a task, or what stands between tasks."""
    filled = row.filled
    if not filled and not any(cell.continues for cell in row.cells):
        return
    if reading.head.repeats(row):
        leave_row(row, reading.collected, "重复的表头")
    elif any(is_sum_row(cell.text) for cell in filled[:2]):
        leave_row(row, reading.collected, "合计行，由系统计算")
    elif len(filled) > 1 and is_title_with_sums(reading, filled):
        read_between(reading, filled[0])
        for cell in filled[1:]:
            reading.collected.leave(cell.origin, cell.text, "分组的小计，由系统计算")
    elif len(filled) == 1 and is_between(reading, row, filled[0]):
        read_between(reading, filled[0])
    else:
        add_row(reading, row)


def is_title_with_sums(reading: TableReading, filled: Sequence[Cell]) -> bool:
    """Return whether a row is the title of a group with its sums: it spans several columns or has a 一、."""
    first, *rest = filled
    if not all(is_amount(cell.text) for cell in rest):
        return False
    under = [one for one in reading.head.columns if one.start < first.end and one.end > first.column]
    mark = mark_of(first.text)
    in_front = all(one.field in ("", "project_number", "category") for one in under)
    is_marked = in_front and mark is not None and mark.kind in ("一、", "（一）")
    return (len(under) > 1 or is_marked) and not is_amount(first.text)


def is_between(reading: TableReading, row: Row, cell: Cell) -> bool:
    """Return whether the only text of a row is none of a task: it stands across the table, or in front."""
    first, last = reading.head.columns[0], reading.head.columns[-1]
    if any(other.continues for other in row.cells):
        return False
    if cell.span * 2 > last.end - first.start:
        return True
    return cell.column <= first.start and not project_number(without_spaces(cell.text)).isdecimal()


def read_between(reading: TableReading, cell: Cell) -> None:
    """Note a group's title, a footnote, or debris of a page break."""
    text = cell.text
    if is_page_number(text):
        reading.collected.leave(cell.origin, text, PAGE)
        return
    if _ASIDE.match(text) or len(text) > LONGEST_TITLE or "。" in text:
        reason = "" if _ASIDE.match(text) else "这一行只有一格，不知道属于哪个事项"
        reading.collected.leave(cell.origin, text, "表中说明", reason)
        return
    reading.group = tidy(text)
    reading.project = None
    reading.collected.leave(
        cell.origin, text, "分组标题", "分组标题已写入备注，请核对" if reading.has("project_name") else ""
    )


def headings_met(tables: Sequence[Table]) -> str:
    """Return in words what the tables of a document begin with, none of them being of tasks."""
    if not tables:
        return "没有表格"
    heads = (widest(table).filled[:8] for table in tables[:3])
    starts = ("、".join(one_line(cell.text)[:12] for cell in cells) for cells in heads)
    return f"有 {len(tables)} 张表，表头是“{'”“'.join(starts)}”"


def widest(table: Table) -> Row:
    """Return the row most like a head: of the first rows the one with most filled cells."""
    return max(table.rows[:SEARCHED_ROWS], key=lambda row: len(row.filled))
