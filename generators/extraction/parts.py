"""The parts of an article: what was promised, and below, under the same titles, what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generators.extraction.signs import TITLE_MARK

_LONGEST_TITLE = 30
_ENDS = "。；;，,、：:"
#: A line of its own that says which of the two comes now.
_PROMISED = re.compile(r"承诺|年初|任务清单|目标清单|项目清单|年度目标|目标任务$|实事清单|计划$")
_DONE = re.compile(
    "成绩单|交卷|收官|报告单|岁末|年尾|完成情况|落实情况|兑现|答卷|年终|年末|成效|盘点|结果$|战报|交账|晒单|回眸"
)
_LONGEST_PART_TITLE = 16
_FEW = _TWICE = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Which part a line stands in (``target``, ``result`` or neither) and the place of its title."""

    role: str | None = None
    title: int | None = None
    is_title: bool = False


def parts_of(lines: Sequence[str]) -> list[Part]:
    """Return the part of every folded line; titles told twice are one, the second time they head results.

    >>> promised, done = ["1学校", "新建2所。", "2医院", "改造1家。"], ["学校", "建成2所。", "医院", "完成。"]
    >>> told = parts_of(promised + done)
    >>> [part.role for part in told], told[5].title
    (['target', 'target', 'target', 'target', 'result', 'result', 'result', 'result'], 0)
    """
    again = _told_again(lines)
    if len(again) >= _FEW:
        return _by_titles(lines, again)
    return _by_part_titles(lines)


def _told_again(lines: Sequence[str]) -> dict[int, int]:
    """Return the places of titles told for the second time, each with that of the first.

    They are numbered the first time, told twice and no more, in the same order, and most of the numbered
    titles before the first that comes again: the names of units in a flattened table are none. A title may
    stand at the head of its text (2.办学扩容。新建学校2所。).
    """
    titles = [_title(line) for line in lines]
    places: dict[str, list[int]] = {}
    for place, title in enumerate(titles):
        if title:
            places.setdefault(title, []).append(place)
    twice = sorted((found[0], found[1]) for found in places.values() if len(found) == _TWICE)
    pairs = [(one, two) for one, two in twice if two - one > 1 and TITLE_MARK.match(lines[one])]
    if not pairs or [two for _, two in pairs] != sorted(two for _, two in pairs):
        return {}
    second = min(two for _, two in pairs)
    numbered = sum(1 for place in range(second) if titles[place] and TITLE_MARK.match(lines[place]))
    found = {two: one for one, two in pairs if one < second}
    return found if len(found) * 2 >= numbered else {}


def _title(line: str) -> str:
    """Return a line without its mark where it is a title, else an empty string."""
    mark = TITLE_MARK.match(line)
    if mark:
        line = line[: line.find("。") if "。" in line[:_LONGEST_TITLE] else None]
    title = line[mark.end() if mark else 0 :].strip('()《》“”"')
    is_title = 2 <= len(title) <= _LONGEST_TITLE and line[-1] not in _ENDS and not title.isdigit()
    return title if is_title else ""


def _by_titles(lines: Sequence[str], again: dict[int, int]) -> list[Part]:
    titles, second = set(again.values()), min(again)
    while second and _opened(lines[second - 1]) == "result":
        second -= 1
    parts: list[Part] = []
    title: int | None = None
    for place, line in enumerate(lines):
        told = place in titles or place in again
        opens = not told and _opened(line) is not None
        title = None if opens else again.get(place, place if place in titles else title)
        role = "result" if place >= second else "target" if title is not None or opens else None
        parts.append(Part(role, title, opens or (told and not _says_more(line))))
    return parts


def _says_more(line: str) -> bool:
    """2.办学扩容。新建学校2所。: a title at the head of its own text."""
    return "。" in line.rstrip("。")


def _by_part_titles(lines: Sequence[str]) -> list[Part]:
    """Return the parts where two lines of their own open them: 年初承诺 … 年终成绩单 …"""
    roles = [_opened(line) for line in lines]
    if "target" not in roles or "result" not in roles[roles.index("target") :]:
        return [Part()] * len(lines)
    role: str | None = None
    parts = []
    for told in roles:
        role = told or role
        parts.append(Part(role, is_title=told is not None))
    return parts


def _opened(line: str) -> str | None:
    title = _title(line)
    if not title or len(title) > _LONGEST_PART_TITLE:
        return None
    return "result" if _DONE.search(title) else "target" if _PROMISED.search(title) else None
