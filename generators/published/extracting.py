"""A document as the lines that extraction reads, each with the role its column gives it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generators.extraction.completion import completions
from generators.extraction.documents import Line, extract_document
from generators.extraction.jsonl import completion_object, sentence_object
from generators.extraction.lexicon import Lexicon
from generators.extraction.records import Sentence
from generators.published.blocks import Document, Paragraph, Table
from generators.published.furniture import is_furniture
from generators.published.heads import Head, find_head
from generators.published.marks import mark_of

#: What the sentences of a column are; columns that are not named hold no sentences.
ROLES = {"content": "target", "text": "progress", "project_name": "heading", "remark": "context",
         "difficulty": "context", "next_step": "context"}  # fmt: skip


def lines_of_document(document: Document) -> list[Line]:
    """Return the lines of a document in order; a row of a table is one item."""
    lines: list[Line] = []
    items = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(line_of(block))
        else:
            rows = list(table_lines(block, items))
            items += len(block.rows)
            lines += rows
    return lines


def line_of(paragraph: Paragraph) -> Line:
    """Return a paragraph as a line, page furniture told as such."""
    odd = mark_of(paragraph.text) is None and is_furniture(paragraph.text)
    return Line(paragraph.text, "furniture" if odd else None)


def table_lines(table: Table, before: int) -> Iterator[Line]:
    """Yield the cells of a table with their roles; without a head of tasks the text decides."""
    head = find_head(table)
    for index, row in enumerate(table.rows):
        for cell in row.filled:
            yield Line(cell.text.replace("\n", ""), role_of(head, index, cell.column), -1 - before - index)


def role_of(head: Head | None, row: int, column: int) -> str | None:
    """Return the role of a cell; None where the text is to decide."""
    if head is None or not head.is_of_tasks:
        return None
    if row < head.end:
        return "heading"
    found = next((one for one in head.columns if one.start <= column < one.end), None)
    return None if found is None else ROLES.get(found.field, "context")


def extract(document: Document, lexicon: Lexicon | None = None) -> list[Sentence]:
    """Return every sentence of a document with its role, indicators and ties."""
    return extract_document(lines_of_document(document), lexicon)


def as_jsonl(document: Document, rates: bool = False) -> Iterator[str]:
    """Yield one JSON object a sentence of a document, or one a counted target with its completion rate."""
    told = extract(document)
    objects = (
        (completion_object(one, document.file) for one in completions(told))
        if rates
        else (sentence_object(one, document.file) for one in told)
    )
    return (json.dumps(one, ensure_ascii=False) for one in objects)


def as_text(document: Document) -> Iterator[str]:
    """Yield the sentences of a document for people: role and text, its indicators below."""
    for sentence in extract(document):
        yield f"{ROLE_NAMES.get(sentence.role, sentence.role)}\t{sentence.text}"
        for one in sentence.indicators:
            value = one.raw if one.value is not None or one.stage else ""
            yield f"\t{one.name}\t{value}\t{one.comparator or ''}"


ROLE_NAMES = {"target": "目标", "progress": "进展", "result": "结果", "aim": "目的", "heading": "标题",
              "context": "说明", "furniture": "页眉页脚"}  # fmt: skip
