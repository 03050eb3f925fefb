"""Reports that say nowhere what was promised: all that they tell was done, whatever a sentence looks like."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generators.extraction.roles import weight
from generators.published.chapters import reports
from generators.published.drafts import Confidence, DraftTask, Entry
from generators.published.outline import is_title
from generators.published.passage_roles import PROGRESS, read_roles
from generators.published.passages import Passage, ProseReading
from generators.published.texts import months_in
from generators.published.unnumbered import tells
from generators.sources.blocks import Paragraph

#: Sentences of such weights speak for themselves of what is wanted, and of what is done.
WANTED, DONE = -1.0, 3.0
#: What a report says of what it counts, and what comes after that.
_FINISHED = re.compile("[建完]成|[完竣开]工|累计|实现|投用|投入使用")
_NEXT = re.compile("[还再将]要?将|还[要需]|下一?步|接下来|继续")
_CLAUSE, _PAUSES = re.compile("[^，,；;。]+[，,；;。]*"), "，,；; "


def settle_reports(reading: ProseReading, before: Sequence[Paragraph]) -> None:
    """Take for progress what stands below a title such as 进展情况: all, where no target is told there."""
    told = reported(reading, before)
    is_mixed = any(one.role in ("target", "progress") for one in told)
    parted = part_promises(reading, told)
    is_mixed = is_mixed or any(map(has_both, by_task(told).values()))
    is_mixed = is_mixed or any(one.task.project.is_opening for one in parted)
    is_all = not is_mixed and not promises(told)
    chosen = [one for of in by_task(told).values() if is_all or are_done(of) for one in of]
    for one in chosen:
        one.role = one.role or "progress"
    if parted or chosen:
        read_roles(reading, before, None)
        join_reports(reading, by_task([one for one in chosen if one.role != "target"]))
    if not is_mixed:
        note_targets(reading, told)


def part_promises(reading: ProseReading, told: list[Passage]) -> list[Passage]:
    """Part the items that come from what is promised to what is done; return what they promise.

    ``told`` is all that the reading has, or some of it.
    """
    parted = [of[0] for of in by_task(told).values() if len(of) == 1 and not has_both(of) and may_part(of[0])]
    for one in parted:
        at = one.skipped + turn_of(one.text[one.skipped :])
        promise = one.text[:at].rstrip(_PAUSES)
        reading.collected.leave(one.origin, one.text[len(promise) : at], "标点")
        rest = Passage(one.task, one.origin, one.text[at:], role="progress")
        one.text, one.role = promise, "target"
        for passages in (told, reading.passages) if told is not reading.passages else (told,):
            passages.insert(passages.index(one) + 1, rest)
    return parted


def may_part(one: Passage) -> bool:
    """Return whether a passage counts what is promised before it comes to what is done of it."""
    text = one.text[one.skipped :]
    promise = text[: turn_of(text)].rstrip(_PAUSES)
    return one.role is None and promise != "" and not promise.endswith("中") and tells([promise])


def turn_of(text: str) -> int:
    """Return where a text comes from what is promised to what is done, 0 where it does not.

    >>> [turn_of(text) for text in ("新建公园2个，目前已建成1个。", "建成公园2个，已开放1个。")]
    [7, 0]
    """
    at = next((one.start() for one in _CLAUSE.finditer(text) if weight(one[0]) >= DONE), 0)
    return 0 if _FINISHED.search(text[:at]) else at


def reported(reading: ProseReading, before: Sequence[Paragraph]) -> list[Passage]:
    """Return the passages in chapters that report; all, where the document's title says so of a period."""
    if reading.reports:
        return reading.reports
    titles = [one.text for one in before if is_title(one.text) and reports(one.text)]
    is_report = any(map(months_in, titles)) or any(has_role(one, PROGRESS) for one in reading.passages)
    return reading.passages if titles and is_report else []


def by_task(told: Sequence[Passage]) -> dict[int, list[Passage]]:
    """Return the passages of each task."""
    found: dict[int, list[Passage]] = {}
    for one in told:
        found.setdefault(id(one.task), []).append(one)
    return found


def has_role(one: Passage, roles: Sequence[str]) -> bool:
    """Return whether a sentence of a passage has one of the roles."""
    return any(sentence.role in roles for sentence in one.told)


def has_both(told: Sequence[Passage]) -> bool:
    """Return whether passages of a task tell what is promised, and what was done."""
    return all(any(has_role(one, roles) for one in told) for roles in (("target",), PROGRESS))


def are_done(told: Sequence[Passage]) -> bool:
    """Return whether every sentence of a task says by its words that it was done."""
    return all(weight(sentence.text) >= DONE for one in told for sentence in one.told) and not any(
        turn_of(sentence.text) for one in told for sentence in one.told
    )


def promises(told: Sequence[Passage]) -> bool:
    """Return whether passages tell what is wanted: in words, or in the name of the project."""
    names = {one.task.project.name for one in told if not one.task.project.is_opening}
    return any(map(wants, told)) or any(tells([name]) for name in names)


def wants(one: Passage) -> bool:
    """Return whether a clause of a passage says by its words that something is wanted, not next."""
    clauses = (clause[0] for clause in _CLAUSE.finditer(one.text))
    return any(weight(clause) <= WANTED and not _NEXT.search(clause) for clause in clauses)


def note_targets(reading: ProseReading, told: Sequence[Passage]) -> None:
    """Note once how many tasks of a chapter that reports were taken for promised, none being so called."""
    tasks = list(dict.fromkeys(one.task for one in told if has_role(one, ("target",)) and one.role is None))
    if tasks and reading.reports:
        said = f"标题写的是进展，有 {len(tasks)} 个事项没有写已完成，暂当作目标写入，请核对是不是进展"
        reading.collected.take(tasks[0].origin, "", tasks[0], "content", said)


def join_reports(reading: ProseReading, told: Mapping[int, Sequence[Passage]]) -> None:
    """Make the tasks of a project one that are nothing but reports: none says what of the project it is."""
    into: dict[int, DraftTask] = {}
    every = by_task(reading.passages)
    for project in reading.collected.projects:
        first = project.tasks[0] if project.tasks else None
        if first is not None and all(is_like(task, first, told, every) for task in project.tasks):
            into |= {id(task): first for task in project.tasks[1:]}
            project.tasks = [first]
    for one in reading.passages:
        one.task = into.get(id(one.task), one.task)
    for at, entry in enumerate(reading.collected.entries):
        if (task := into.get(id(entry.task))) is not None:
            reading.collected.entries[at] = moved(entry, task)


def is_like(task: DraftTask, first: DraftTask, told: Mapping[int, Sequence[Passage]],
            every: Mapping[int, Sequence[Passage]]) -> bool:  # fmt: skip
    """Return whether a task only reports, and has nothing else that the first of its project has not."""
    return task.growing == first.growing and len(told.get(id(task), ())) == len(every.get(id(task), ()))


def moved(entry: Entry, task: DraftTask) -> Entry:
    """Return the entry of a task that became part of another; its number stands nowhere."""
    if entry.field == "number":
        return Entry(entry.origin, entry.text, placed="序号", confidence=Confidence.HIGH)
    return replace(entry, task=task)
