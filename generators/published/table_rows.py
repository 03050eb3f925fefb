"""One row of a published table: what each cell belongs to, blanks filled from above.

A blank cell continues the cell above in its own column and never crosses the first row of a project. Where
the file says that cells of a column are merged, the merges decide instead.
"""

from __future__ import annotations

import re

from generators.model.period import Period
from generators.published.columns import FIELD_NAMES
from generators.published.drafts import Confidence, DraftProject, DraftTask, Entry, Figures
from generators.published.goals import take_goals
from generators.published.head_fields import LONGEST_NAME
from generators.published.heads import HeadColumn
from generators.published.measures import MONEY, TOLD_LATEST, TOLD_PART, TOLD_RATE, TOLD_TARGET
from generators.published.reading_rows import Cells, TableReading
from generators.published.texts import months_in, one_name, tidy
from generators.published.told_rows import (
    amount_and_unit,
    measured,
    name_by_indicator,
    period_of,
    take_earlier,
    take_told,
)
from generators.registers.read_tasks import project_number
from generators.registers.spelling import without_spaces
from generators.sources.blocks import Cell, Row

OF_PROJECT = ("project_number", "project_name", "project_alias", "category")
SHARED = ("deadline", "leaders", "lead_units", "supporting_units")
#: Columns whose blank cells continue the cell above.
CONTINUED = (*OF_PROJECT, *SHARED)
#: What several columns of a table may tell.
SEVERAL = (TOLD_TARGET, TOLD_LATEST, TOLD_RATE, TOLD_PART)
OF_TASK = ("content", "remark", "text", "difficulty", "next_step", "manual_status")
OF_FIGURES = {"indicator_name": "name", "unit_of_measure": "unit_of_measure", "target": "target",
              "latest": "latest", "rate": "rate"}  # fmt: skip


#: The name of a project that has none of its own ends at the first of these.
_CARRIED = re.compile(r"\s*[（(]续[)）]\s*$")
_SAYS_MORE = re.compile(r"[0-9０-９。；;，,\n]")
_NAME_END = re.compile(r"[。；;：:，,]")


def cells_by_field(reading: TableReading, row: Row) -> Cells:
    """Return the cells of a row by field; what belongs to no field of ours is noted."""
    found: Cells = {}
    for cell in row.cells:
        column = reading.head.column_of(cell)
        if cell.continues and cell.text.strip():
            reading.collected.leave(cell.origin, cell.text, "没有采用", "被合并单元格盖住，看不见的文字")
        name = key_of(column)
        if column is None or not name or name in found:
            if not cell.continues:
                reading.collected.leave(cell.origin, cell.text, "没有采用", why_left(column))
        else:
            found[name] = (cell, column)
    return found


def key_of(column: HeadColumn | None) -> str:
    """Return the name of a column among the cells of a row: its field, with its place where many have it."""
    if column is None:
        return ""
    return f"{column.field}:{column.start}" if column.field in SEVERAL else column.field


def why_left(column: HeadColumn | None) -> str:
    """Return why a cell went to no field of ours."""
    if column is None or not column.heading:
        return "上面没有表头，没有采用"
    heading = column.heading
    if MONEY.search(heading):
        return f"“{heading}”是投资数，没有写入，需要时请填在“投资”表"
    known = column.repeats if column else ""
    if known == "text" and months_in(heading):
        return f"“{heading}”与另一栏同是一个季度的进展，台账用的是较后的一栏"
    if known in FIELD_NAMES and known != "rate":
        return f"“{heading}”和另一栏都是“{FIELD_NAMES[known]}”，台账用的是另一栏，这一栏没有采用"
    return f"台账没有“{heading}”这一栏，没有采用"


def add_row(reading: TableReading, row: Row) -> None:
    """Add the task of a row, and the project that begins with it."""
    cells = cells_by_field(reading, row)
    texts = {
        name: "" if cell.continues else unmarked(reading, name, cell) for name, (cell, _) in cells.items()
    }
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
    for take in (take_own, take_figures, take_told, take_earlier, take_goals):
        take(reading, task, cells, texts)
    name_by_indicator(reading, task)
    name_from_content(reading, task, cells)
    project.tasks.append(task)
    reading.tasks.append(task)
    note_restated(reading, row, task, texts, begins)


def unmarked(reading: TableReading, name: str, cell: Cell) -> str:
    """Return what a cell says of its own, without the （续） that a printed table has on top of a page."""
    if cell.continues:
        return ""
    text = _CARRIED.sub("", cell.text) if name in CONTINUED else cell.text
    reading.collected.leave(cell.origin, cell.text[len(text) :], "跨页的“续”字")
    return text


def joins_above(reading: TableReading, cells: Cells, texts: dict[str, str]) -> bool:
    """Return whether a row goes on with the task above: it has no content, number or name of its own."""
    if not reading.tasks or reading.project is None or "content" not in cells:
        return False
    return not any(
        texts.get(name, "").strip() for name in ("content", "project_number", "project_name", "text")
    )


def join_above(reading: TableReading, cells: Cells, texts: dict[str, str]) -> None:
    """Add the texts of a row to the task above."""
    task, said = reading.tasks[-1], "这一行没有主要内容，已并入上一事项"
    for name, (cell, _) in cells.items():
        if texts[name] and (name in SHARED or name in OF_TASK):
            task.add(name, texts[name])
            reading.collected.take(cell.origin, texts[name], task, name, said)
        elif texts[name]:
            reading.collected.leave(
                cell.origin, cell.text, "没有采用", "这一行没有主要内容，不知道属于哪个事项"
            )


def begins_project(reading: TableReading, cells: Cells, texts: dict[str, str]) -> bool:
    """Return whether a row is the first of a project.

    Where names have a column a new name decides: 序号 may count items. A name restated is no new one.
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
                task.period = period_of(reading, column)
    if texts.get("number", "").strip():
        task.number = without_spaces(texts["number"])
        reading.collected.take(cells["number"][0].origin, texts["number"], task, "number")


def take_figures(reading: TableReading, task: DraftTask, cells: Cells,
                 texts: dict[str, str]) -> None:  # fmt: skip
    """Give a task the figures of number columns."""
    found = {ours: texts[name] for name, ours in OF_FIGURES.items() if texts.get(name, "").strip()}
    if not found:
        return
    amounts = {name: amount_and_unit(reading, texts, name) for name in ("target", "latest", "rate")}
    unit = next((unit for _, unit in amounts.values() if unit), "")
    numbers = {OF_FIGURES[name]: number for name, (number, _) in amounts.items()}
    name = without_spaces(found.get("name", ""))
    if not name and (numbers["target"] or numbers["latest"]):
        name = short_name(task)
    task.figures = measured(Figures(name, unit, **numbers))
    if task.period is None and "latest" in cells:
        task.period = period_of(reading, cells["latest"][1])
    for name in OF_FIGURES:
        if texts.get(name, "").strip():
            reading.collected.take(cells[name][0].origin, texts[name], task, name)


def short_name(task: DraftTask) -> str:
    """Return a content that is only the name of what is counted, '' where it is more than that."""
    return task.content if len(task.content) <= LONGEST_NAME and not _SAYS_MORE.search(task.content) else ""


def name_from_content(reading: TableReading, task: DraftTask, cells: Cells) -> None:
    """Give a project without a name the beginning of its content, and a task the other way round."""
    project = task.project
    if not task.content:
        task.content = project.name
        if not reading.has("content"):
            return
        reading.collected.take(task.origin, "", task, "content", "没有主要内容，取项目名称")
    if not project.name:
        project.name = opening(task.content)
        reading.collected.take_project(
            task.origin, "", project, "project_name", "没有项目名称，取主要内容的开头"
        )


def opening(content: str, most: int = 24) -> str:
    """Return the beginning of a text as a name.

    >>> opening("实施老旧小区改造工程。改造小区12个。")
    '实施老旧小区改造工程'
    """
    return _NAME_END.split(content.strip(), maxsplit=1)[0][:most]


def note_restated(
    reading: TableReading, row: Row, task: DraftTask, texts: dict[str, str], begins: bool
) -> None:
    """Note a row that restates everything but 配合单位, which was filled all the same."""
    others = [name for name in SHARED[:-1] if reading.has(name)]
    if begins or "supporting_units" not in task.filled or len(others) < 2 or reading.knows_merges:
        return
    if all(texts.get(name, "").strip() for name in others):
        reading.collected.take(
            row.origin,
            "",
            task,
            "supporting_units",
            "这一行其他栏都重写了，只有配合单位空白，已按与上一行相同填写",
        )


def note_filled(reading: TableReading) -> None:
    """Note once for each column how many blanks were filled from above where no merge says so."""
    for name, column in reading.columns.items():
        if column.blanks and not column.has_merges:
            heading = FIELD_NAMES[name]
            rows = "、".join(column.blanks[:8]) + ("等" if len(column.blanks) > 8 else "")
            said = f"“{heading}”有 {len(column.blanks)} 格空白，文件没有说明是合并还是没有，"
            said += f"已按与上一行相同填写（{rows}）"
            reading.collected.entries.append(note_of(reading, said))


def note_of(reading: TableReading, said: str) -> Entry:
    """Return a note about a whole table."""
    return Entry(reading.tasks[0].origin, "", placed="整张表", confidence=Confidence.MEDIUM, reason=said)


def note_told(reading: TableReading) -> None:
    """Note once that numbers of a table were told in sentences, and each report whose period is not known."""
    if reading.told:
        said = "表里的数已和表头、计量单位连成句子，写入主要内容和进展情况，请核对"
        reading.collected.entries.append(note_of(reading, said))
    for task in reading.tasks:
        if task.period is None and reports(task):
            task.period = Period(reading.year, 4)
            said = f"表头和标题都没有写明期次，暂按{reading.year}年全年，请核对"
            reading.collected.take(task.origin, "", task, "period", said)


def reports(task: DraftTask) -> bool:
    """Return whether a task tells what was done."""
    return bool(task.text or (task.figures is not None and task.figures.latest))
