"""The parts of a document that is laid over a register: its tables, and numbered sentences beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generators.adding.matching import names_indicator
from generators.errors import OfficeError
from generators.extraction.roles import weight
from generators.extraction.sentences import sentences, squeezed
from generators.published.counted import bare_content
from generators.published.drafting import read_tasks
from generators.published.drafts import Collected, DraftTask, Entry
from generators.published.marks import mark_of
from generators.published.prose import read_prose
from generators.published.texts import place_after, tidy
from generators.sources.blocks import Document, Paragraph

#: Words of what is done.
_DONE = re.compile(r"建成|完成|完工|竣工|累计|已|目前|正在|开工|投入使用|投用|发放|开展了|实现")
#: What a summary prints of a task that nothing was reported on.
NEXT_STEP = re.compile(r"(?<=[。；;\n])\s*下一?步(?:工作)?(?:打算|措施|计划|安排)?[:：]")
NOT_REPORTED = re.compile(r"(?:本期|本季度)?(?:暂)?(?:未|没有)报送(?:本期)?(?:进展)?(?:情况)?。?")


@dataclass(frozen=True, slots=True)
class Part:
    """What a document says of tasks in its tables, or in its sentences."""

    told: Collected
    is_prose: bool = False


def read_parts(document: Document, year: int, is_known: Callable[[Collected], bool]) -> list[Part]:
    """Return what a document says of tasks, its numbered sentences beside a table as a part of their own.

    The sentences are a part when ``is_known`` says so of them; else they stay what stands beside the table.
    Raises WorkbookError (PUB-9) when there are no tasks.
    """
    whole = read_tasks(document, year)
    places = {paragraph.origin for paragraph in document.paragraphs()}
    if any(task.origin in places for one in whole.projects for task in one.tasks):
        return [Part(whole, True)]
    leave_computed(whole)
    sentences = before_annexes(document.paragraphs())
    prose = Collected()
    try:
        found = read_prose(Document(document.file, tuple(sentences)), prose, year)
    except OfficeError:
        return [Part(whole)]
    if not found or not is_known(prose):
        return [Part(whole)]
    beside = {paragraph.origin for paragraph in sentences}
    whole.entries = [entry for entry in whole.entries if entry.origin not in beside]
    return [Part(whole), Part(prose, True)]


def before_annexes(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs up to where annexes are named behind the numbered sentences."""
    numbered = next((at for at, one in enumerate(paragraphs) if mark_of(one.text)), len(paragraphs))
    ends = (at for at, one in enumerate(paragraphs) if at > numbered and one.text.strip().startswith("附件"))
    return paragraphs[: next(ends, len(paragraphs))]


def leave_computed(told: Collected) -> None:
    """Leave aside the status of single indicators: the register computes it."""
    for at, entry in enumerate(told.entries):
        if entry.field == "manual_status" and entry.task is not None and names_indicator(entry.task):
            entry.task.manual_status = ""
            told.entries[at] = Entry(entry.origin, entry.text, placed="指标的状态，由系统计算，没有采用")


def cut_as_promised(told: DraftTask, promised: str) -> int:
    """Cut the sentences of a task where what the register says was promised ends; the rest was done.

    Return how many signs were promised, 0 where the document does not begin with that.
    """
    whole = f"{told.content}\n{told.text}"
    ways = (squeezed(promised), bare_content(promised))
    wanted = next((one for one in ways if one and squeezed(whole).startswith(one)), "")
    if not wanted:
        return 0
    cut = place_after(whole, len(wanted))
    told.content, told.text = tidy(whole[:cut]), tidy(whole[cut:])
    return len(wanted)


def reads_as_done(text: str) -> bool:
    """Return whether every sentence of a text says what is done, and none what is wanted.

    >>> [reads_as_done(text) for text in ("建成食堂4个。", "年内建成食堂4个。", "新建食堂10个。")]
    [True, False, False]
    """
    told = sentences(text)
    return bool(told) and all(_DONE.search(one) and weight(one) >= 0 for one in told)


def tidy_report(told: DraftTask) -> None:
    """Take out of a report that there is none, and part what is to be done next from the difficulties."""
    if NOT_REPORTED.fullmatch(told.text):
        told.text = ""
    parted = NEXT_STEP.search(told.difficulty)
    if parted and not told.next_step:
        told.difficulty, told.next_step = told.difficulty[: parted.start()], told.difficulty[parted.end() :]


def recut(entries: Sequence[Entry], promised: Mapping[int, int]) -> list[Entry]:
    """Return a ledger with the pieces of some tasks cut behind so many promised signs, by their identity."""
    left, cut = dict(promised), list[Entry]()
    for entry in entries:
        task = id(entry.task)
        if task not in left or entry.field not in ("content", "text") or not entry.text:
            cut.append(entry)
            continue
        size = len(squeezed(entry.text))
        here = place_after(entry.text, max(min(left[task], size), 0))
        left[task] -= size
        pieces = (("content", entry.text[:here]), ("text", entry.text[here:]))
        cut += (replace(entry, text=piece, field=name) for name, piece in pieces if piece.strip())
    return cut
