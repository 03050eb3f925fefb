"""The 任务 sheet: blank and merged cells filled from above, projects told apart, tasks numbered.

序号, 项目名称, 别名, 完成时限, 分管领导, 牵头单位 and 配合单位 continue; 主要内容 never does. Where a column
has merged cells the merges decide; where it has none a blank continues the cell above, but never across the
first row of a project. An explicit 无 is no blank: there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generators.model.indicator import Indicator
from generators.model.task import Deadline, Progress, Project, Task
from generators.registers.cells import Context
from generators.registers.grids import ColumnMerges
from generators.registers.name_lists import unique
from generators.registers.parsing import NONE_MARKS
from generators.registers.places import RowOrigin
from generators.registers.records import fields_of, records
from generators.registers.tables import Table, shortened

PROJECT = ("project_number", "project_name", "project_alias")
SHARED = ("deadline", "leaders", "lead_units", "supporting_units")
CONTINUED = (*PROJECT, *SHARED)
_CHINESE = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}


@dataclass
class Column:
    """One column that continues: its merges, and the value in force from above."""

    name: str
    place: int
    merges: ColumnMerges
    above: Any = None
    has_merges: bool = field(init=False)

    def __post_init__(self) -> None:
        self.has_merges = bool(self.merges.ranges)

    def is_covered(self, row: int) -> bool:
        """Return whether the cell of ``row`` is under a merge that begins above it."""
        merge = self.merges.covering(row)
        return merge is not None and merge.first_row < row


@dataclass
class Draft:
    """A project while its tasks are read."""

    number: str
    name: str
    alias: str
    origin: RowOrigin
    tasks: list[Task] = field(default_factory=list)

    def project(self) -> Project:
        """Return the project with the tasks read so far."""
        return Project(self.number, self.name, self.alias, tuple(self.tasks), self.origin)


@dataclass
class TaskReading:
    """The state of reading 任务 from top to bottom."""

    table: Table
    columns: Sequence[Column]
    indicators: dict[str, list[Indicator]]
    progress: dict[str, list[Progress]]
    drafts: list[Draft] = field(default_factory=list)

    @property
    def current(self) -> Draft | None:
        """Return the project that the next row belongs to, unless it begins another."""
        return self.drafts[-1] if self.drafts else None


def read_projects(table: Table, context: Context, indicators: dict[str, list[Indicator]],
                  progress: dict[str, list[Progress]]) -> tuple[Project, ...]:  # fmt: skip
    """Return the projects of the 任务 sheet with their tasks.

    What was reported is taken out of ``indicators`` and ``progress`` by the tasks' numbers; what is left
    there in the end belongs to no task.
    """
    columns = [
        Column(name, table.columns[name], table.merges.of_column(table.columns[name]))
        for name in CONTINUED
        if name in table.columns
    ]
    reading = TaskReading(table, columns, indicators, progress)
    places = {name: index for index, name in enumerate(fields_of(table))}
    content = table.merges.of_column(table.columns.get("content", 0))
    for row, values in records(table, context):
        typed = {column.name: values[places[column.name]] for column in reading.columns}
        filled = continued(reading, row, typed)
        number, text = values[places["number"]] or "", values[places["content"]] or ""
        covering = content.covering(row)
        if covering is not None and covering.first_row < row and not text:
            join_units(reading, filled)
        elif text or number or any(typed.get(name) is not None for name in SHARED):
            add_task(reading, row, filled, number, text, values[places["remark"]] or "")
    return tuple(draft.project() for draft in reading.drafts)


def continued(reading: TaskReading, row: int, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values in force in ``row``, after a project that begins there is begun."""
    covered = {column.name for column in reading.columns if column.has_merges and column.is_covered(row)}
    begins = begins_project(reading, typed, covered)
    for column in reading.columns:
        value = typed[column.name]
        if column.name in covered:
            note_covered(reading.table, row, column, value)
        elif not is_blank(value):
            column.above = value
        elif begins:
            column.above = None
        elif column.has_merges and column.name in SHARED:
            note_lone_blank(reading.table, row, column)
            column.above = None
    if not begins:
        note_restated(reading, row, typed)
    filled = {column.name: column.above for column in reading.columns}
    if begins:
        begin_project(reading, row, filled)
    return filled


def is_blank(value: Any) -> bool:
    """Return whether a cell was left blank; an explicit 无 is () or a deadline without text, not blank."""
    return value is None or value == ""


def begins_project(reading: TaskReading, typed: Mapping[str, Any], covered: Collection[str]) -> bool:
    """Return whether a row begins a project: 序号 or 项目名称 filled, and not with what is in force."""
    current = reading.current
    if current is None:
        return True
    if "project_name" in covered:  # one name over several rows is one project, even if 序号 counts its tasks
        return False
    number = "" if "project_number" in covered else typed.get("project_number")
    name = typed.get("project_name")
    return bool(number and project_number(number) != current.number) or bool(name and name != current.name)


def project_number(typed: str | None) -> str:
    """Return a project's number; 三 and （三） are 3.

    >>> project_number("十二"), project_number("（三）"), project_number("3")
    ('12', '3', '3')
    """
    bare = (typed or "").strip("()（）第")
    tens, ten, ones = bare.rpartition("十")
    if bare and all(sign in _CHINESE for sign in tens + ones) and len(tens) < 2 and len(ones) < 2:
        return str((_CHINESE.get(tens, 1) * 10 if ten else 0) + _CHINESE.get(ones, 0))
    return bare if typed and bare.isdecimal() else typed or ""


def begin_project(reading: TaskReading, row: int, filled: Mapping[str, Any]) -> None:
    """Begin a project; one without a number takes its place in the list."""
    number = project_number(filled.get("project_number"))
    if not number:
        number = str(len(reading.drafts) + 1)
        if "project_number" in reading.table.columns:
            reading.table.note("ROW-8", row, reading.table.columns["project_number"], number=number)
    name, alias = filled.get("project_name") or "", filled.get("project_alias") or ""
    alias = "" if alias in NONE_MARKS else alias
    reading.drafts.append(Draft(number, name, alias, reading.table.origin(row)))


def note_covered(table: Table, row: int, column: Column, value: Any) -> None:
    """Note what stands hidden under a merge."""
    if not is_blank(value):
        table.note("ROW-5", row, column.place, found=shortened(spoken_value(value)))


def note_lone_blank(table: Table, row: int, column: Column) -> None:
    """Note a blank that is neither merged nor the first of a project in a column that has merges."""
    if column.above is not None:
        table.note("ROW-6", row, column.place, heading=table.heading_of(column.name))


def note_restated(reading: TaskReading, row: int, typed: Mapping[str, Any]) -> None:
    """Note a blank 配合单位 in a row that restates everything else; it is filled all the same."""
    column = reading.columns[-1] if reading.columns else None
    if column is None or column.name != "supporting_units" or column.has_merges or not column.above:
        return
    others = [typed[name] for name in SHARED[:-1] if name in typed]
    if is_blank(typed[column.name]) and len(others) > 1 and not any(map(is_blank, others)):
        reading.table.note("ROW-7", row, column.place, heading=reading.table.heading_of(column.name))


def spoken_value(value: Any) -> str:
    """Return a read value as text, for messages."""
    if isinstance(value, tuple):
        return "、".join(value) or "无"
    return value.text if isinstance(value, Deadline) else str(value)


def add_task(reading: TaskReading, row: int, filled: Mapping[str, Any], number: str, content: str,
             remark: str) -> None:  # fmt: skip
    """Add one task to the current project."""
    draft = reading.drafts[-1]
    number = number or f"{draft.number}.{len(draft.tasks) + 1}"
    draft.tasks.append(Task(
        number,
        content,
        filled.get("deadline") or Deadline(),
        filled.get("leaders") or (),
        filled.get("lead_units") or (),
        filled.get("supporting_units") or (),
        remark,
        tuple(reading.indicators.pop(number, ())),
        tuple(reading.progress.pop(number, ())),
        reading.table.origin(row),
    ))  # fmt: skip


def join_units(reading: TaskReading, filled: Mapping[str, Any]) -> None:
    """Add the names of a row whose 主要内容 is merged with the row above to the task above."""
    tasks = reading.drafts[-1].tasks
    if not tasks:
        return
    task = tasks[-1]
    more = {name: filled.get(name) or () for name in SHARED}
    tasks[-1] = replace(
        task,
        leaders=unique((*task.leaders, *more["leaders"])),
        lead_units=unique((*task.lead_units, *more["lead_units"])),
        supporting_units=unique((*task.supporting_units, *more["supporting_units"])),
    )
