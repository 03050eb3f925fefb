"""Fields that only some tasks tell: the others have 无, as a blank goes on with the row above."""

from __future__ import annotations

from collections.abc import Sequence

from generators.model.origin import Origin
from generators.published.columns import FIELD_NAMES
from generators.published.drafts import Collected, Confidence, DraftTask, Entry

#: What a register asks of every task.
ASKED = ("deadline", "lead_units")
#: More numbers of tasks than this are not listed one by one.
MOST_LISTED = 10


def note_blanks(collected: Collected, tasks: Sequence[DraftTask], origin: Origin) -> None:
    """Note once for each field which tasks do not tell what others do."""
    for field in ASKED:
        blank = [task.number for task in tasks if not getattr(task, field).strip()]
        if blank and len(blank) < len(tasks):
            heading = FIELD_NAMES[field]
            said = said_of(heading, blank)
            entry = Entry(origin, "", placed=f"任务 {heading}", confidence=Confidence.MEDIUM, reason=said)
            collected.entries.append(entry)


def said_of(heading: str, blank: Sequence[str]) -> str:
    """Return what to say of tasks that do not tell a field.

    >>> said_of("完成时限", ["2.1", "3.1"])
    '事项 2.1、3.1 没有写完成时限，台账里填的是“无”，请补填'
    """
    rest = f" 等 {len(blank)} 个事项" if len(blank) > MOST_LISTED else ""
    return f"事项 {'、'.join(blank[:MOST_LISTED])}{rest} 没有写{heading}，台账里填的是“无”，请补填"
