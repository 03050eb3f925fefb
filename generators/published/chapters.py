"""Chapters of a report that are no projects: those beside the work, and those that only hold the projects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generators.extraction.sections import bare, sections_beside, stands_beside
from generators.extraction.sentences import folded, squeezed
from generators.published.drafts import Collected
from generators.published.labels import field_titled
from generators.published.outline import Node
from generators.sources.blocks import Paragraph

BESIDE = "正文里不属于任何事项的文字，没有写入台账"
#: What looks over all of it, or says why and by what spirit.
_LOOKS_OVER = re.compile(
    "(?:总体|整体|基本)(?:推进|进展|完成|实施|落实|工作)*(?:情况|要求|进展)?|指导思想|(?:基本|工作)原则|主要(?:做法|成效)"
)
_PROBLEMS = re.compile("问题|困难|不足|短板")
#: Words of which the title of a chapter is made that holds projects and names none.
_HOLDS = re.compile(
    "(?:各项?|具体|重点|主要|民生|惠民|为民|年度|全年|今年|分项|[0-9]{4}年)*(?:实事|项目|事项|任务|工作|目标|内容)+"
    "(?:推进|进展|完成|落实|实施|办理|进度|工作)*(?:情况|清单|安排|分解|进展|进度)?|"
    "(?:各|具体|目前|工作)*(?:推进|进展|完成|落实|实施|办理)(?:进展)?情况"
)
#: What a title says where all below it tells what was done, and where it is told beside what is wanted.
_REPORTS = re.compile("进展|进度|(?:推进|完成|落实|实施|办理)情况")
_WANTS = re.compile("目标|计划|清单|分解|安排")


def without_sections(paragraphs: Sequence[Paragraph], collected: Collected) -> list[Paragraph]:
    """Return the paragraphs of the items; those of sections that stand beside all of them are noted.

    A title that comes again, or behind which the items go on, heads a section of an item.
    """
    lines = [folded(squeezed(paragraph.text)) for paragraph in paragraphs]
    sections = list(sections_beside(lines, lambda title: stands_beside(title) or looks_over(title)))
    titles = Counter(bare(lines[section.title]) for section in sections)
    left: set[int] = set()
    for section in sections:
        if titles[bare(lines[section.title])] == 1 and not section.within and section.lines:
            left |= {section.title, *section.lines}
            collected.leave(paragraphs[section.title].origin, paragraphs[section.title].text, "标题")
            for place in section.lines:
                collected.leave(paragraphs[place].origin, paragraphs[place].text, "正文说明", BESIDE)
    return [paragraph for place, paragraph in enumerate(paragraphs) if place not in left]


def field_of_section(text: str) -> str:
    """Return the field that a section of an item fills by its title, '' for a text that is no such title.

    >>> [field_of_section(text) for text in ("（二）存在的问题", "（一）进展情况", "已建成2座。")]
    ['difficulty', 'text', '']
    """
    title = bare(folded(squeezed(text)))
    if stands_beside(title):
        return "difficulty" if _PROBLEMS.search(title) else "next_step"
    return field_titled(title)


def looks_over(title: str) -> bool:
    """Return whether a title heads what is said of all items together.

    >>> looks_over("总体情况"), looks_over("总体医院建设")
    (True, False)
    """
    return _LOOKS_OVER.fullmatch(title.rstrip(":")) is not None


def projects_of(roots: Iterable[Node], collected: Collected) -> Iterator[Node]:
    """Yield the nodes that are projects: below a chapter that only holds them, those in it.

    >>> holds("重点任务"), holds("具体项目进展情况"), holds("校园建设项目")
    (True, True, False)
    """
    for root in roots:
        if not (root.children and root.is_heading and holds(squeezed(root.title))):
            yield root
            continue
        collected.leave(root.paragraph.origin, root.paragraph.text, "标题")
        for paragraph in root.body:
            collected.leave(paragraph.origin, paragraph.text, "正文说明", BESIDE)
        for child in root.children:
            child.depth, child.reports = 0, reports(root.title)
            yield child


def holds(title: str) -> bool:
    """Return whether the title of a chapter names no project of its own."""
    return _HOLDS.fullmatch(title.rstrip("：:")) is not None


def reports(title: str) -> bool:
    """Return whether a title says that what stands below it was done, and not what is wanted.

    >>> [reports(title) for title in ("项目进展", "上半年推进情况的通报", "目标任务及完成情况", "重点任务")]
    [True, True, False, False]
    """
    return _REPORTS.search(title) is not None and _WANTS.search(title) is None
