"""Whether each piece of a task is promised or reported: extraction says so, where the document does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from generators.extraction.documents import Line, extract_document
from generators.extraction.records import Sentence
from generators.extraction.sentences import sentences
from generators.published.passages import Passage, ProseReading
from generators.sources.blocks import Paragraph

#: Roles of what was done.
PROGRESS = ("progress", "result")


def read_roles(reading: ProseReading, before: Sequence[Paragraph], role: str | None) -> None:
    """Let extraction say of every sentence whether it is target or progress, where ``role`` does not."""
    items = {
        id(task): index for index, task in enumerate(dict.fromkeys(one.task for one in reading.passages), 1)
    }
    lines = [Line(paragraph.text, "heading", 0) for paragraph in before]
    give_roles(reading.passages)
    lines += [Line(one.text, one.role or role, items[id(one.task)]) for one in reading.passages]
    told = iter(extract_document(lines))
    for paragraph in before:
        take(told, paragraph.text)
    for one in reading.passages:
        one.told = take(told, one.text)


def give_roles(passages: Sequence[Passage]) -> None:
    """Give the passages of a task the roles that others of it tell.

    What is told twice is promised, then done; what stands before a label such as 完成情况 is promised.
    """
    twice = {id(one.task) for one in passages if one.again}
    answered: set[int] = set()
    for one in reversed(passages):
        if one.role == "progress":
            answered.add(id(one.task))
        elif one.role is None and one.again:
            one.role = "result"
        elif one.role is None and {id(one.task)} & (twice | answered):
            one.role = "target"


def take(told: Iterator[Sentence], text: str) -> list[Sentence]:
    """Return the next sentences, as many as a paragraph has."""
    return list(islice(told, len(sentences(text))))
