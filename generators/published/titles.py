"""Titles of items that say behind the name who does the work, and when: 新建公园2个（责任单位：县园林局）."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generators.published.drafts import Collected, DraftProject, DraftTask
from generators.published.labels import NAMED, pieces_of
from generators.published.names import units_behind, unnamed_leader
from generators.sources.blocks import Paragraph


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a title: the field of tasks it goes to, '' for a label or a bracket; why to look at it."""

    field: str
    text: str
    reason: str = ""


def named(title: str) -> tuple[str, list[Told]]:
    """Return the name in a title, and in order what stands behind it; together they are the title.

    >>> titles = "建公园2个（县园林局）", "建公园2个（含改建1个）", "公园（责任单位：县园林局）"
    >>> [named(title)[0] for title in titles]
    ['建公园2个', '建公园2个（含改建1个）', '公园']
    """
    first, *labelled = pieces_of(title)
    if first.text.strip() and not first.label and labelled and all(one.field in NAMED for one in labelled):
        return first.text, [piece for one in labelled for piece in
                            (Told("", one.label), Told(one.field, one.text), Told("", one.tail))]  # fmt: skip
    name, lead, supporting = units_behind(title)
    return (name, list(bracketed(title[len(name) :], lead, supporting))) if name.strip() else (title, [])


def bracketed(text: str, lead: str, supporting: str) -> Iterator[Told]:
    """Yield the pieces of a bracket that holds units."""
    for field, units in (("lead_units", lead), ("supporting_units", supporting)):
        before, found, behind = text.partition(units) if units else ("", "", text)
        yield Told("", before)
        yield Told(field, found, unnamed_leader(units, text) if found else "")
        text = behind
    yield Told("", text)


def take_told(
    collected: Collected, paragraph: Paragraph, project: DraftProject, told: Sequence[Told]
) -> None:
    """Give the tasks of a project what its title tells, but those that tell it themselves."""
    for piece in told:
        if not piece.field:
            collected.leave(paragraph.origin, piece.text, "标点")
            continue
        tasks = [task for task in project.tasks if not says(task, piece.field)] or project.tasks[:1]
        for task in tasks:
            task.add(piece.field, piece.text)
        if piece.text.strip() and tasks:
            collected.take(paragraph.origin, piece.text, tasks[0], piece.field, piece.reason)


def says(task: DraftTask, field: str) -> bool:
    """Return whether a task has a field of its own."""
    return bool(getattr(task, field) or field in task.growing)
