"""完成时限 that stand in the words of a task (11月15日前投运), where no column or label gives any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generators.model.origin import Origin
from generators.published.drafts import Collected, Confidence, DraftTask, Entry
from generators.published.texts import one_name, tidy
from generators.registers.deadlines import last_day, parse_deadline
from generators.registers.parsing import NONE_MARKS

_SENTENCE, _CLAUSE = re.compile("[。；;\n]"), re.compile("[，,（）()]")
#: What may stand before a time without changing it.
_LEAD = re.compile("^(?:并|且|将|拟|计划|力争|确保|争取|预计|于|在)+")
#: A time that opens a clause is a deadline where it ends so; 3月份举办活动 is none.
_BY_THEN = re.compile("(?:前|底|末|内)$")
_LONGEST_TIME = 14
#: More numbers of tasks than this are not listed one by one.
MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Told:
    """A deadline in words; ``is_whole`` is whether it is that of all the text says."""

    text: str
    is_whole: bool


def deadline_in(content: str, year: int) -> Told | None:
    """Return the deadline that a text tells, None where it tells none.

    >>> deadline_in("新建泵站2座，6月底前开工，11月15日前投运。", 2031)
    Told(text='6月底前开工；11月15日前投运', is_whole=True)
    >>> deadline_in("疏浚河道9公里。6月底前完成。", 2031)
    Told(text='6月底前完成', is_whole=True)
    >>> deadline_in("新建泵站2座，9月底前投运；疏浚河道9公里。", 2031)
    Told(text='9月底前投运', is_whole=False)
    """
    sentences = [list(filter(None, _CLAUSE.split(one))) for one in _SENTENCE.split(tidy(content)) if one]
    times = [[time_in(clause, year) for clause in clauses] for clauses in sentences]
    found = [text for told in times for text, _ in told if text]
    if not found:
        return None
    is_alone = all(not rest or len(told) == 1 for told in times for text, rest in told if text)
    *others, last = times
    is_last = not any(text for told in others for text, _ in told) and all(text for text, _ in last)
    return Told("；".join(dict.fromkeys(found)), is_alone and (not others or is_last))


def time_in(clause: str, year: int) -> tuple[str, str]:
    """Return the deadline that opens a clause, '' for none, and what else the clause says."""
    bare = _LEAD.sub("", clause)
    for end in range(min(len(bare), _LONGEST_TIME), 1, -1):
        day = last_day(bare[:end], year)
        if day is not None and day.year >= year and (end == len(bare) or _BY_THEN.search(bare[:end])):
            return bare[:end], bare[end:]
    return "", clause


def propose_deadlines(collected: Collected, tasks: Sequence[DraftTask], year: int, origin: Origin) -> None:
    """Give tasks the deadlines that their words tell, where no task has one; note what was done."""
    if not tasks or any(task.deadline for task in tasks):
        return
    told = [(task, found) for task in tasks if (found := deadline_in(task.content, year)) is not None]
    whole = [(task, found) for task, found in told if found.is_whole]
    for task, found in whole:
        task.deadline = found.text
        said = f"完成时限取自主要内容里的“{found.text}”，请核对"
        collected.take(task.origin, "", task, "deadline", said)
    partly = [(task, found) for task, found in told if not found.is_whole and is_early(found, year)]
    said = "；".join(said_of_all(len(whole), partly, year))
    entry = Entry(origin, "", placed="任务 完成时限", confidence=Confidence.MEDIUM, reason=said)
    collected.entries.append(entry)


def is_early(told: Told, year: int) -> bool:
    """Return whether a deadline is another day than the one that is understood without any."""
    return parse_deadline(told.text, year).date != date(year, 12, 31)


def said_of_all(whole: int, partly: Sequence[tuple[DraftTask, Told]], year: int) -> Iterator[str]:
    """Yield what to say of the deadlines of a document without a column of them."""
    if not whole and not partly:
        yield f"文件里没有完成时限，一般理解为{year}年底，需要时请在“任务”里填写"
        return
    yield "文件里没有单独写完成时限"
    if whole:
        yield f"主要内容写明时间的 {whole} 个事项已按它填写"
    if partly:
        numbers = "、".join(task.number for task, _ in partly[:MOST_LISTED])
        rest = f" 等 {len(partly)} 个事项" if len(partly) > MOST_LISTED else ""
        example = partly[0][1].text
        yield f"事项 {numbers}{rest} 只写了部分工作的时间（如“{example}”），没有填，请看要不要填写"
    yield f"其余一般理解为{year}年底"


def set_aside_deadlines(collected: Collected, tasks: Sequence[DraftTask], year: int) -> None:
    """Move deadlines that name no day (供暖期前) to 备注, where a register may hold any words; note each."""
    moved = {id(task) for task in tasks if why_no_deadline(task, year)}
    for at, entry in enumerate(collected.entries) if moved else ():
        if id(entry.task) in moved and entry.field == "deadline" and entry.text.strip():
            collected.entries[at] = replace(entry, field="remark")
    for task in tasks:
        if id(task) in moved:
            wrong = why_no_deadline(task, year)
            task.remark = "\n".join(filter(None, (task.remark, f"完成时限：{task.deadline}")))
            task.deadline = ""
            said = f"完成时限{wrong}已写在备注里，请在“完成时限”填写日期"
            collected.take(task.origin, "", task, "deadline", said)


def why_no_deadline(task: DraftTask, year: int) -> str:
    """Return why the deadline of a task names no day, '' where it does or there is none."""
    text = one_name(task.deadline)
    if not text or text in NONE_MARKS:
        return ""
    try:
        parse_deadline(text, year)
    except ValueError as wrong:
        return str(wrong)
    return ""
