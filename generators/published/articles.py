"""Articles in two parts: what was promised, numbered, and below it, sentence by sentence, what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

from generators.extraction.documents import Line, extract_document
from generators.extraction.parts import Part, parts_of
from generators.extraction.records import Sentence
from generators.extraction.sentences import folded, sentences, squeezed
from generators.model.origin import Origin
from generators.published.drafts import Collected, DraftProject, DraftTask
from generators.published.likeness import most_alike
from generators.published.texts import place_after, tidy
from generators.sources.blocks import Paragraph

RESULT = "result"
_CAPTION = re.compile(r"^[\s　]*[【\[〔（(]?([^】\]〕）)：:，,。；;]{2,20})(?:[】\]〕）)]|[：:])")
SAME_TITLE = 0.8
UNTIED = "没有找到说的是哪个事项，没有写入台账"


@dataclass(frozen=True, slots=True)
class Article:
    """The titles of both parts; the paragraphs below each, with their sentences; where titles come again."""

    titles: Sequence[Paragraph]
    promised: Sequence[Paragraph]
    told_promised: Sequence[Sequence[Sentence]]
    results: Sequence[Paragraph]
    told: Sequence[Sequence[Sentence]]
    parts: Sequence[Part]


def article_of(paragraphs: Sequence[Paragraph]) -> Article | None:
    """Return a text as an article in two parts, None where it is none."""
    parts = parts_of([folded(squeezed(paragraph.text)) for paragraph in paragraphs])
    second = next((at for at, part in enumerate(parts) if part.role == RESULT), None)
    if second is None:
        return None
    found = iter(extract_document([Line(paragraph.text) for paragraph in paragraphs]))
    told = [list(islice(found, len(sentences(paragraph.text)))) for paragraph in paragraphs]
    heads = {at for at, part in enumerate(parts) if part.is_title and part.title is None}
    first = [at for at in range(second) if at not in heads]
    rest = [at for at in range(second, len(parts)) if at not in heads]
    return Article(
        [paragraphs[at] for at in sorted(heads)],
        [paragraphs[at] for at in first], [told[at] for at in first],
        [paragraphs[at] for at in rest], [told[at] for at in rest], [parts[at] for at in rest],
    )  # fmt: skip


def add_results(article: Article, tasks: Mapping[Origin, DraftTask], collected: Collected) -> None:
    """Add every sentence that tells a result to the task whose promise it answers; the others are noted.

    ``tasks`` are those of the paragraphs of the first part.
    """
    promises = zip(article.promised, article.told_promised)
    by_key = {one.key: tasks[at.origin] for at, told in promises if at.origin in tasks for one in told}
    for title in article.titles:
        collected.leave(title.origin, title.text, "标题")
    projects = list(dict.fromkeys(task.project for task in tasks.values()))
    open_task: DraftTask | None = None
    for paragraph, told, part in zip(article.results, article.told, article.parts):
        titled = task_titled(paragraph.text, projects)
        open_task = titled or (None if part.is_title else open_task)
        pieces = list(pieces_of(paragraph.text, told))
        placed = [tied_task(sentence, by_key) or open_task for sentence in told]
        for sentence, piece, task in zip(told, pieces, placed):
            note_result(sentence, piece, paragraph, task, collected)
        for task, run in groupby(zip(placed, told, pieces), key=itemgetter(0)):
            text = "".join(piece for _, sentence, piece in run if sentence.role == RESULT)
            if task is not None and text:
                task.add("text", tidy(text))


def note_result(
    sentence: Sentence, piece: str, paragraph: Paragraph, task: DraftTask | None, collected: Collected
) -> None:
    """Note where one sentence of the second part goes, or why it goes nowhere."""
    if sentence.role == "heading":
        collected.leave(paragraph.origin, piece, "标题")
    elif sentence.role != RESULT:
        collected.leave(paragraph.origin, piece, "正文说明")
    elif task is None:
        collected.leave(paragraph.origin, piece, "正文说明", UNTIED)
    else:
        collected.take(paragraph.origin, piece, task, "text")


def tied_task(sentence: Sentence, by_key: dict[str, DraftTask]) -> DraftTask | None:
    """Return the task that the figures of a sentence report on, the first one where they are several's."""
    links = (one.reports_on for one in sentence.indicators if one.reports_on is not None)
    return next((by_key[link.sentence] for link in links if link.sentence in by_key), None)


def task_titled(text: str, projects: Sequence[DraftProject]) -> DraftTask | None:
    """Return the task of the project whose name heads a paragraph (【路网提升】…), if that has only one."""
    caption = _CAPTION.match(text)
    name = caption[1] if caption else text.strip() if len(text.strip()) <= 20 else ""
    same = most_alike(name, projects, lambda one: one.name, SAME_TITLE) if name else None
    return same.tasks[0] if same is not None and len(same.tasks) == 1 else None


def pieces_of(text: str, told: Sequence[Sentence]) -> Iterator[str]:
    """Yield a paragraph as printed, sentence by sentence; together they are the paragraph."""
    start, signs = 0, 0
    for at, sentence in enumerate(told, 1):
        signs += len(sentence.text)
        end = len(text) if at == len(told) else place_after(text, signs)
        yield text[start:end]
        start = end
