"""A published table row by row: what each cell belongs to, blanks filled from above, everything else noted.

A blank cell continues the cell above in its own column and never crosses the first row of a project. Where the
file says that cells of a column are merged, the merges decide instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generators.published.blocks import Cell, Row, Table
from generators.published.drafts import Collected, Confidence, DraftProject, DraftTask, Entry, Figures
from generators.published.heads import Head, HeadColumn, find_head, is_other_head
from generators.published.texts import one_name, period_in, tidy
from generators.registers.read_tasks import project_number
from generators.registers.spelling import without_spaces
from generators.registers.tables import TOTALS

CONTINUED = ("project_number", "project_name", "project_alias", "category", "deadline", "leaders", "lead_units",
             "supporting_units")  # fmt: skip
SHARED = CONTINUED[4:]
OF_TASK = ("content", "remark", "text", "difficulty", "next_step", "manual_status")
OF_FIGURES = {"indicator_name": "name", "unit_of_measure": "unit_of_measure", "target": "target",
              "latest": "latest", "rate": "rate"}  # fmt: skip
LONGEST_TITLE = 40
_ASIDE = re.compile(r"^(?:注|备注|说明|填表|制表|审核|联系)[:：（(]?|^[*★☆※]")
_NAME_END = re.compile(r"[。；;：:，,]")


#: The cells of a row by field, each with its column.
Cells = dict[str, tuple[Cell, HeadColumn]]


@dataclass
class Column:
    """One column that continues: the value in force, the place it came from, and whether merges decide."""

    name: str
    has_merges: bool
    above: str = ""
    blanks: list[str] = field(default_factory=list)


@dataclass
class TableReading:
    """The state of reading one table from top to bottom; ``restart`` is set when a group's title was met."""

    collected: Collected
    head: Head
    knows_merges: bool
    year: int
    columns: dict[str, Column]
    project: DraftProject | None = None
    counts_items: bool = False
    group: str = ""
    tasks: list[DraftTask] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Return whether the table has a column for a field."""
        return name in self.head.fields


def read_tables(tables: list[Table], collected: Collected, year: int) -> int:
    """Read every table of tasks into ``collected``; others are noted whole. Return how many were of tasks.

    A table without a head that is as wide as the table before it goes on with that one's head.
    """
    found, last = 0, None
    for table in tables:
        head = find_head(table)
        if (head is None or not head.is_of_tasks) and last is not None and goes_on(table, last):
            last = Head(0, 0, last.columns, last.spellings)
            read_section(table, last, len(table.rows), collected, year)
        elif head is None or not head.is_of_tasks:
            leave_table(table, collected)
        else:
            last = read_table(table, head, collected, year)
            found += 1
    return found


def goes_on(table: Table, head: Head) -> bool:
    """Return whether a table without a head of its own is the rest of the table before it."""
    widths = {row.cells[-1].end for row in table.rows if row.cells}
    return widths == {head.columns[-1].end} and len(head.columns) > 2


def leave_table(table: Table, collected: Collected) -> None:
    """Note a table that tells of no tasks."""
    for cell in table.cells():
        collected.leave(cell.origin, cell.text, "没有采用", "这张表没有项目或任务的栏目，没有采用")


def read_table(table: Table, head: Head, collected: Collected, year: int) -> Head:
    """Read a table of tasks, and the further tables on the same sheet; return the last head."""
    for row in table.rows[: head.first]:
        leave_row(row, collected, "标题")
    while True:
        leave_head(table, head, collected)
        end = next((at for at in range(head.end, len(table.rows)) if is_other_head(table.rows[at], head)), None)
        read_section(table, head, len(table.rows) if end is None else end, collected, year)
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
            if column is not None and column.is_guessed:
                reason = f"按内容当作“{FIELD_NAMES.get(column.field, column.field)}”，请核对"
            collected.leave(cell.origin, cell.text, "表头", reason)


#: What the fields are called where a person is told of them.
FIELD_NAMES = {
    "project_number": "序号", "project_name": "项目名称", "project_alias": "别名", "number": "事项编号",
    "content": "主要内容", "deadline": "完成时限", "leaders": "分管领导", "lead_units": "牵头单位",
    "supporting_units": "配合单位", "remark": "备注", "text": "进展情况", "difficulty": "存在问题",
    "next_step": "下一步打算", "manual_status": "人工状态", "category": "类别", "indicator_name": "指标名称",
    "unit_of_measure": "计量单位", "target": "目标值", "latest": "最新累计", "rate": "完成率",
}  # fmt: skip


def leave_row(row: Row, collected: Collected, placed: str, reason: str = "") -> None:
    """Note every cell of a row that holds no task."""
    for cell in row.filled:
        collected.leave(cell.origin, cell.text, placed, reason)


def read_section(table: Table, head: Head, end: int, collected: Collected, year: int) -> None:
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
    reading = TableReading(collected, head, table.knows_merges, year, columns)
    reading.counts_items = counts_items(head, body)
    for row in body:
        read_row(reading, row)
    note_filled(reading)


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
    elif filled and without_spaces(filled[0].text).rstrip(":：") in TOTALS:
        leave_row(row, reading.collected, "合计行，由系统计算")
    elif len(filled) == 1 and is_between(reading, row, filled[0]):
        read_between(reading, filled[0])
    else:
        add_row(reading, row)


def is_between(reading: TableReading, row: Row, cell: Cell) -> bool:
    """Return whether the only text of a row is none of a task: it stands across the table, or alone in front."""
    first, last = reading.head.columns[0], reading.head.columns[-1]
    if any(other.continues for other in row.cells):
        return False
    if cell.span * 2 > last.end - first.start:
        return True
    return cell.column <= first.start and not project_number(without_spaces(cell.text)).isdecimal()


def read_between(reading: TableReading, cell: Cell) -> None:
    """Note a group's title, a footnote, or debris of a page break."""
    text = cell.text
    if _ASIDE.match(text) or len(text) > LONGEST_TITLE or "。" in text:
        reason = "" if _ASIDE.match(text) else "这一行只有一格，不知道属于哪个事项"
        reading.collected.leave(cell.origin, text, "表中说明", reason)
        return
    reading.group = tidy(text)
    reading.project = None
    reading.collected.leave(cell.origin, text, "分组标题", "分组标题已写入备注，请核对" if reading.has("project_name") else "")


def cells_by_field(reading: TableReading, row: Row) -> Cells:
    """Return the cells of a row by field; what belongs to no field of ours is noted."""
    found: Cells = {}
    for cell in row.cells:
        column = reading.head.column_of(cell)
        if cell.continues and cell.text.strip():
            reading.collected.leave(cell.origin, cell.text, "没有采用", "被合并单元格盖住，看不见的文字")
        if column is None or not column.field or column.field in found:
            heading = column.heading if column else ""
            if not cell.continues:
                reading.collected.leave(cell.origin, cell.text, "没有采用", f"台账没有“{heading}”这一栏，没有采用")
        else:
            found[column.field] = (cell, column)
    return found


def add_row(reading: TableReading, row: Row) -> None:
    """Add the task of a row, and the project that begins with it."""
    cells = cells_by_field(reading, row)
    texts = {name: "" if cell.continues else cell.text for name, (cell, _) in cells.items()}
    if joins_above(reading, cells, texts):
        join_above(reading, cells, texts)
        return
    begins = begins_project(reading, cells, texts)
    filled = continued(reading, row, cells, texts, begins)
    if begins:
        begin_project(reading, cells, filled)
    project = reading.project
    assert project is not None
    task = DraftTask(project, origin=row.origin)
    take_shared(reading, task, cells, texts, filled)
    take_own(reading, task, cells, texts)
    take_figures(reading, task, cells, texts)
    name_from_content(reading, task, cells)
    project.tasks.append(task)
    reading.tasks.append(task)
    note_restated(reading, row, task, texts, begins)


def joins_above(reading: TableReading, cells: Cells, texts: dict[str, str]) -> bool:
    """Return whether a row goes on with the task above: it has no content, number or name of its own."""
    if not reading.tasks or reading.project is None or "content" not in cells:
        return False
    return not any(texts.get(name, "").strip() for name in ("content", "project_number", "project_name", "text"))


def join_above(reading: TableReading, cells: Cells, texts: dict[str, str]) -> None:
    """Add the texts of a row to the task above."""
    task, said = reading.tasks[-1], "这一行没有主要内容，已并入上一事项"
    for name, (cell, _) in cells.items():
        if texts[name] and (name in SHARED or name in OF_TASK):
            setattr(task, name, "\n".join(filter(None, (getattr(task, name), texts[name]))))
            reading.collected.take(cell.origin, cell.text, task, name, said)
        elif texts[name]:
            reading.collected.leave(cell.origin, cell.text, "没有采用", "这一行没有主要内容，不知道属于哪个事项")


def begins_project(reading: TableReading, cells: Cells, texts: dict[str, str]) -> bool:
    """Return whether a row is the first of a project.

    Where names have a column a new name decides: 序号 may count items. A name restated below itself is no new one.
    """
    if reading.project is None:
        return True
    if not reading.has("project_name"):
        return reading.has("project_number") and not reading.group and bool(texts.get("project_number"))
    name = one_name(texts.get("project_name", ""))
    return bool(name) and name != reading.project.name


def continued(reading: TableReading, row: Row, cells: Cells, texts: dict[str, str],
              begins: bool) -> dict[str, bool]:  # fmt: skip
    """Bring the values in force up to date; return which fields of the row were filled from above."""
    filled = {}
    for name, column in reading.columns.items():
        cell = cells[name][0] if name in cells else None
        covered = cell is not None and cell.continues
        if begins and not covered:
            column.above = ""
        if texts.get(name, "").strip():
            column.above = texts[name]
            continue
        if not covered and column.has_merges:
            column.above = ""
        filled[name] = bool(column.above)
        if column.above and not covered and name in SHARED:
            column.blanks.append(row.origin.cell or row.origin.place)
    return filled


def begin_project(reading: TableReading, cells: Cells, filled: dict[str, bool]) -> None:
    """Begin a project with its number, name, alias and category."""
    above = {name: column.above for name, column in reading.columns.items()}
    name = one_name(above.get("project_name", ""))
    grouped = not reading.has("project_name") and bool(reading.group)
    project = DraftProject(name or (reading.group if grouped else ""))
    if not grouped and not reading.counts_items:
        project.number = project_number(without_spaces(above.get("project_number", "")))
    project.alias = one_name(above.get("project_alias", ""))
    project.category = one_name(above.get("category", "")) or ("" if grouped else reading.group)
    reading.project = project
    reading.collected.projects.append(project)


def take_shared(reading: TableReading, task: DraftTask, cells: Cells,
                texts: dict[str, str], filled: dict[str, bool]) -> None:  # fmt: skip
    """Give a task what continues down the table."""
    for name in SHARED:
        if name in reading.columns:
            setattr(task, name, reading.columns[name].above)
    task.filled = tuple(name for name in SHARED if filled.get(name))
    for name in CONTINUED:
        text = texts.get(name, "")
        if not text.strip():
            continue
        cell = cells[name][0]
        if name == "project_number" and not task.project.number:
            reading.collected.leave(cell.origin, text, "事项的序号，已按项目重新编号")
        elif name in SHARED:
            reading.collected.take(cell.origin, text, task, name)
        else:
            reading.collected.take_project(cell.origin, text, task.project, name)


def take_own(reading: TableReading, task: DraftTask, cells: Cells,
             texts: dict[str, str]) -> None:  # fmt: skip
    """Give a task what stands in its own row only."""
    for name in OF_TASK:
        text = texts.get(name, "")
        if text.strip():
            cell, column = cells[name]
            setattr(task, name, tidy(text))
            reading.collected.take(cell.origin, text, task, name)
            if name == "text":
                task.period = period_in(column.heading, reading.year)
    if texts.get("number", "").strip():
        task.number = without_spaces(texts["number"])
        reading.collected.take(cells["number"][0].origin, texts["number"], task, "number")


def take_figures(reading: TableReading, task: DraftTask, cells: Cells,
                 texts: dict[str, str]) -> None:  # fmt: skip
    """Give a task the figures of number columns."""
    found = {ours: texts[name] for name, ours in OF_FIGURES.items() if texts.get(name, "").strip()}
    if not found:
        return
    task.figures = Figures(**{ours: without_spaces(text) for ours, text in found.items()})
    for name in OF_FIGURES:
        if texts.get(name, "").strip():
            reading.collected.take(cells[name][0].origin, texts[name], task, name)


def name_from_content(reading: TableReading, task: DraftTask, cells: Cells) -> None:
    """Give a project without a name the beginning of its content, a task without content the project's name."""
    project = task.project
    if not task.content:
        task.content = project.name
        if not reading.has("content"):
            return
        reading.collected.take(task.origin, "", task, "content", "没有主要内容，取项目名称")
    if not project.name:
        project.name = opening(task.content)
        reading.collected.take_project(task.origin, "", project, "project_name", "没有项目名称，取主要内容的开头")


def opening(content: str, most: int = 24) -> str:
    """Return the beginning of a text as a name.

    >>> opening("实施老旧小区改造工程。改造小区12个。")
    '实施老旧小区改造工程'
    """
    return _NAME_END.split(content.strip(), maxsplit=1)[0][:most]


def note_restated(reading: TableReading, row: Row, task: DraftTask, texts: dict[str, str], begins: bool) -> None:
    """Note a row that restates everything but 配合单位, which was filled all the same."""
    others = [name for name in SHARED[:-1] if reading.has(name)]
    if begins or "supporting_units" not in task.filled or len(others) < 2 or reading.knows_merges:
        return
    if all(texts.get(name, "").strip() for name in others):
        reading.collected.take(row.origin, "", task, "supporting_units", "这一行其他栏都重写了，只有配合单位空白，已按与上一行相同填写")


def note_filled(reading: TableReading) -> None:
    """Note once for each column how many blanks were filled from above where no merge says so."""
    for name, column in reading.columns.items():
        if column.blanks and not column.has_merges:
            heading = FIELD_NAMES[name]
            rows = "、".join(column.blanks[:8]) + ("等" if len(column.blanks) > 8 else "")
            said = f"“{heading}”有 {len(column.blanks)} 格空白，文件没有说明是合并还是没有，已按与上一行相同填写（{rows}）"
            reading.collected.entries.append(note_of(reading, said))


def note_of(reading: TableReading, said: str) -> Entry:
    """Return a note about a whole table."""
    return Entry(reading.tasks[0].origin, "", placed="整张表", confidence=Confidence.MEDIUM, reason=said)

