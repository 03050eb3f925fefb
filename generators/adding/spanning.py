"""A task of a document that is several of the register: figures go to their indicators, its text is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generators.adding.reported import is_same_target, paired, told_of
from generators.model.task import Task
from generators.published.drafts import DraftTask

#: One figure that is alike may be chance.
LEAST = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Tasks of the register that a document tells of as one, and these as one with all their indicators."""

    tasks: tuple[Task, ...]
    whole: Task

    @property
    def reason(self) -> str:
        """Why to look: the text has to be parted by hand."""
        return f"对应台账几个事项（{self.whole.number}），数按指标写入，文字没有写入，请分开填在“进展”表"


def span_of(told: DraftTask, tasks: Sequence[Task]) -> Span | None:
    """Return the tasks whose indicators are all that a document's task promises, None if that is not so."""
    found = [one for one in told_of(told.content).found() if one.target is not None]
    owners = {one.number: task for task in tasks for one in task.indicators}
    pairs = paired(found, [one for task in tasks for one in task.indicators])
    same = [one for row, one in pairs if is_same_target(row, one)]
    if len(found) < LEAST or len(same) < len(found):
        return None
    numbers = {owners[one.number].number for one in same}
    meant = tuple(task for task in tasks if task.number in numbers)
    indicators = tuple(one for task in meant for one in task.indicators)
    number = "、".join(task.number for task in meant)
    return Span(meant, replace(meant[0], number=number, content=told.content, indicators=indicators))
