"""A document as the lines that extraction reads, each with the role its column gives it; what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from generators.extraction.completion import completions
from generators.extraction.documents import Line, extract_document
from generators.extraction.jsonl import completion_object, sentence_object
from generators.extraction.lexicon import Lexicon
from generators.extraction.records import Indicator, Link, Sentence
from generators.extraction.sentences import sentences
from generators.published.columns import is_sentence_like
from generators.published.heads import Head, HeadColumn, find_head
from generators.published.measures import TOLD_LATEST, TOLD_TARGET, is_sum_row, told
from generators.published.texts import one_name
from generators.registers.parsing import NONE_MARKS
from generators.registers.spelling import without_spaces
from generators.sources.blocks import Document, Paragraph, Row, Table

#: What the sentences of a column are; columns that are not named hold no sentences.
ROLES = {"content": "target", "text": "progress", "project_name": "heading", "remark": "context",
         "difficulty": "context", "next_step": "context"}  # fmt: skip
#: Columns of a table that a person who asks for indicators wants to see, and what a name is called there.
SHOWN = ("content", "text")
NAMES = ("project_name", "indicator_name")
#: What numbers told in sentences are: those under a work, and those beside the name of an indicator.
TOLD_ROLES = {TOLD_TARGET: "target", TOLD_LATEST: "progress"}
FIGURE_ROLES = {"target": "target", "latest": "progress"}
ROLE_NAMES = {"target": "目标", "progress": "进展", "result": "结果", "aim": "目的", "heading": "标题",
              "context": "说明", "furniture": ""}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One line for extraction, and what people see before it: its role for None, nothing at all for ''."""

    line: Line
    label: str | None = None


def pieces_of_document(document: Document) -> list[Piece]:
    """Return a document as lines in order; a row of a table is one item."""
    pieces: list[Piece] = []
    items = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            pieces.append(Piece(Line(block.text)))
        else:
            pieces += table_pieces(block, items)
            items += len(block.rows)
    return pieces


# ---------------------------------------------------------------- tables
def table_pieces(table: Table, before: int) -> Iterator[Piece]:
    """Yield the cells of a table with their roles; without a head of tasks the text decides."""
    head = find_head(table)
    for index, row in enumerate(table.rows):
        item = -1 - before - index
        if head is None or not head.is_of_tasks:
            yield from (Piece(Line(joined(cell.text), None, item)) for cell in row.filled)
        elif index < head.end or any(is_sum_row(cell.text) for cell in row.filled[:2]):
            role = "heading" if index < head.end else "context"
            yield from (Piece(Line(joined(cell.text), role, item), "") for cell in row.filled)
        else:
            yield from row_pieces(head, row, item)


def row_pieces(head: Head, row: Row, item: int) -> Iterator[Piece]:
    """Yield the cells of a row of tasks, then its numbers as sentences."""
    for cell in row.filled:
        column = head.column_of(cell)
        field = column.field if column else ""
        names_tasks = "content" not in head.fields or is_sentence_like(cell.text)
        if field == "project_name" and names_tasks:  # the text decides whether it is the task itself
            yield Piece(Line(joined(cell.text), None, item))
            continue
        label = "项目" if field in NAMES else None if field in SHOWN else ""
        yield Piece(Line(joined(cell.text), ROLES.get(field, "context"), item), label)
    for role, sentence in told_of(head, row):
        yield Piece(Line(sentence, role, item))


def told_of(head: Head, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the roles and sentences that the numbers of a row make, where it has no content in words."""
    cells = [(column, cell.text) for cell in row.filled if (column := head.column_of(cell)) is not None]
    texts = {column.field: text for column, text in cells}
    for kind, role in TOLD_ROLES.items():
        said = [told(column.subject, text, column.unit) for column, text in counted(cells, kind)]
        if said:
            yield role, "，".join(said) + "。"
    name = one_name(texts.get("indicator_name", ""))
    unit = without_spaces(texts.get("unit_of_measure", ""))
    for field, role in FIGURE_ROLES.items() if name and not texts.get("content", "").strip() else ():
        for column, text in counted(cells, field):
            yield role, told(name, text, unit or column.unit) + "。"


def counted(cells: Sequence[tuple[HeadColumn, str]], field: str) -> Iterator[tuple[HeadColumn, str]]:
    """Yield the cells of a field that hold a number."""
    return ((one, text) for one, text in cells if one.field == field and text.strip() not in NONE_MARKS)


def joined(text: str) -> str:
    """Return a cell as one line."""
    return text.replace("\n", "")


# ---------------------------------------------------------------- what they say
def extract(document: Document, lexicon: Lexicon | None = None) -> list[Sentence]:
    """Return every sentence of a document with its role, indicators and ties."""
    return extract_document([piece.line for piece in pieces_of_document(document)], lexicon)


def as_jsonl(document: Document, rates: bool = False) -> Iterator[str]:
    """Yield one JSON object a sentence of a document, or one a counted target with its completion rate.

    ``doc`` is the name of the file without its extension.
    """
    found, name = extract(document), PurePath(document.file).stem
    objects = (
        (completion_object(one, name) for one in completions(found))
        if rates
        else (sentence_object(one, name) for one in found)
    )
    return (json.dumps(one, ensure_ascii=False) for one in objects)


def as_text(document: Document) -> Iterator[str]:
    """Yield what a document says for people: project, target, progress, with the indicators below each.

    Of a table the head, sums and columns without sentences are left out; of a page its furniture.
    """
    pieces = pieces_of_document(document)
    found = extract_document([piece.line for piece in pieces])
    targets = {Link(one.key, at): indicator for one in found for at, indicator in enumerate(one.indicators)}
    rest = iter(found)
    for piece in pieces:
        for sentence in islice(rest, len(sentences(piece.line.text))):
            label = ROLE_NAMES.get(sentence.role, sentence.role) if piece.label is None else piece.label
            if label:
                yield f"{label}\t{sentence.text}"
                yield from (indicator_text(one, targets) for one in sentence.indicators)


def indicator_text(one: Indicator, targets: Mapping[Link, Indicator]) -> str:
    """Return one indicator as a line: name, value, 口径; for a report the target it reports on instead."""
    value = one.raw if one.value is not None or one.stage else ""
    target = targets.get(one.reports_on) if one.reports_on is not None else None
    if target is None:
        return f"\t{one.name or '（没有写明是什么）'}\t{value}\t{one.comparator or ''}"
    return f"\t{one.name or target.name}\t{value}\t对应目标：{target.name}{target.raw}"
