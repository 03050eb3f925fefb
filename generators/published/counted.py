"""Numbers at the head of tasks (1. 2. （3））that only count them: the number of the item, no content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generators.extraction.sentences import squeezed
from generators.published.drafts import Collected, DraftTask, Entry
from generators.published.marks import Mark, mark_of
from generators.published.texts import place_after

#: Kinds of marks that open a sentence of its own, and count nothing.
OPENINGS = ("一是",)
#: Where in a text a further item may begin.
_BORDER = re.compile(r"(?<=[。；;\n])")


def bare_content(text: str) -> str:
    """Return a content without the number of the item at its head, without spaces: as contents are compared.

    >>> bare_content("2.新建 公园3个。"), bare_content("新建公园3个。"), bare_content("1.新建。2.改造。")
    ('新建公园3个。', '新建公园3个。', '1.新建。2.改造。')
    """
    mark = counting_mark(text)
    return squeezed(text[len(mark.printed) :] if mark else text)


def counting_mark(text: str) -> Mark | None:
    """Return the mark at the head of a text that is one item; None where it has none or lists several."""
    mark = mark_of(text)
    if mark is None or mark.kind in OPENINGS:
        return None
    further = (mark_of(piece) for piece in _BORDER.split(text)[1:])
    return None if any(one is not None and one.kind == mark.kind for one in further) else mark


def take_counts(collected: Collected, tasks: Sequence[DraftTask]) -> None:
    """Make the numbers that count the tasks of each project in a table their numbers, and no content."""
    by_project: dict[int, list[DraftTask]] = {}
    for task in tasks:
        by_project.setdefault(id(task.project), []).append(task)
    marks = [marks_of(one) for one in by_project.values()]
    if not any(len(one) > 1 for one in marks):
        return  # a lone 1. may count what else is in its cell
    counted: dict[int, Mark] = {}
    for task, mark in (pair for one, found in zip(by_project.values(), marks) for pair in zip(one, found)):
        counted[id(task)] = mark
        task.content = task.content[len(mark.printed) :]
        task.number = task.number or count_of(mark)
    collected.entries = [piece for entry in collected.entries for piece in parted(entry, counted)]


def count_of(mark: Mark) -> str:
    """Return what a mark counts within its project: the last part of 2.1."""
    return mark.number.rpartition(".")[2]


def marks_of(tasks: Sequence[DraftTask]) -> list[Mark]:
    """Return the marks of the tasks of one project where they count 1, 2, 3 …, else nothing."""
    found = [mark for task in tasks if (mark := counting_mark(task.content)) is not None]
    numbers = list(map(count_of, found))
    counts = [str(place) for place in range(1, len(tasks) + 1)]
    return found if numbers == counts and len({mark.kind for mark in found}) == 1 else []


def parted(entry: Entry, counted: dict[int, Mark]) -> list[Entry]:
    """Return the first entry of a content in two: the number and the rest."""
    is_content = entry.field == "content" and entry.text.strip()
    mark = counted.pop(id(entry.task), None) if is_content else None
    if mark is None:
        return [entry]
    end = place_after(entry.text, len(squeezed(mark.printed)))
    return [replace(entry, text=entry.text[:end], field="number"), replace(entry, text=entry.text[end:])]
