"""Sections that stand beside the work: problems found, what everyone is asked to do, what comes next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from generators.extraction.signs import NUMERALS, TITLE_MARK

_TITLE = re.compile(
    "(?:当前|目前|工作中|仍|还|尚|主要)*(?:存在|面临)的?[^,;。0-9]{0,6}(?:问题|困难|不足|短板)[^,;。0-9]{0,8}|"
    "(?:主要|突出|共性|具体)问题|(?:问题|困难)(?:和|与|及|、)[^,;。0-9]{2,8}|"
    "下一?(?:步|阶段)(?:的)?(?:主要|重点)?(?:工作|推进)?(?:打算|安排|措施|计划|重点|建议|要求|思路|举措)?|"
    "(?:工作|有关|几点|督查|推进|相关|具体|下步工作)(?:要求|建议|保障)|(?:保障|工作|推进)措施|意见建议|"
    "(?:组织|要素|资金)(?:领导|保障)|(?:加强)?(?:监督|督查|考核)(?:检查|考核|问责|问效)?"
)
_LONGEST = 20
_KINDS = (
    ("一", re.compile(rf"([{NUMERALS}]{{1,3}})[、.]")),
    ("(一)", re.compile(rf"\(([{NUMERALS}]{{1,3}})\)")),
    ("1", re.compile(r"([0-9]{1,3})[、.](?![0-9])")),
    ("(1)", re.compile(r"\(([0-9]{1,3})\)")),
    ("①", re.compile("([①-⑳])")),
)
_FIRST = frozenset("一1①")


@dataclass(slots=True)
class Section:
    """A section: the places of its title and lines, and whether the items it stands in go on behind it."""

    title: int
    lines: list[int] = field(default_factory=list)
    within: bool = False


def stands_beside(title: str) -> bool:
    """Return whether a title without its mark heads a section that tells of no item.

    >>> stands_beside("存在问题"), stands_beside("下一步工作打算"), stands_beside("解决饮水问题")
    (True, True, False)
    """
    return len(title) <= _LONGEST and _TITLE.fullmatch(title.rstrip(":")) is not None


def sections_beside(lines: Sequence[str], opens: Callable[[str], bool] = stands_beside) -> Iterator[Section]:
    """Yield the sections of folded lines whose titles ``opens`` says to be of no item.

    A section ends where the numbers it stands in go on.

    >>> list(sections_beside(["1.甲路", "新建2公里。", "存在问题", "(一)用地难。", "(二)缺资金。", "2.乙路"]))
    [Section(title=2, lines=[3, 4], within=True)]
    """
    section: Section | None = None
    opener, inside = "", set[str]()
    for place, line in enumerate(lines):
        kind, number = _mark(line)
        goes_on = kind != "" and (kind == opener or (number not in _FIRST and kind not in inside))
        is_title = opens(bare(line))
        if section is not None and (goes_on or is_title):
            section.within = goes_on and kind != opener
            yield section
            section = None
        if is_title:
            section, opener, inside = Section(place), kind, set()
        elif section is not None:
            inside.add(kind)
            section.lines.append(place)
    if section is not None:
        yield section


def bare(line: str) -> str:
    """Return a folded line without the mark it opens with."""
    mark = TITLE_MARK.match(line)
    return line[mark.end() if mark else 0 :]


def _mark(line: str) -> tuple[str, str]:
    """Return the kind of mark a line opens with and its number, empty for none."""
    for kind, pattern in _KINDS:
        if (found := pattern.match(line)) is not None:
            return kind, found[1]
    return "", ""
