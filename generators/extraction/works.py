"""Names of pieces of work: enumerations taken apart, parts of a building and qualities told from works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generators.extraction import stages
from generators.extraction.lexicon import Lexicon
from generators.extraction.phrases import trimmed
from generators.extraction.reading import Reading, inside
from generators.extraction.records import Span
from generators.extraction.signs import ETC, NUMERALS
from generators.extraction.words import each

_GENERIC = frozenset(
    each(
        "整体 各 全部 项目 工程 该项目 该工程 整体工程 整个工程 总体 目前 全面 各项 部分 现场 相关 "
        "部门 单位 我区 我市 我县 区 市 县"
    )
)
_COMPONENT = re.compile("|".join(sorted(map(re.escape, stages.COMPONENTS), key=len, reverse=True)))
_LOT = re.compile(r"(?:[0-9]+(?:-[0-9]+)?#(?:楼)?(?:[~-][0-9]+#(?:楼)?)?[、和]?)+")
_ABSTRACT = re.compile(
    r"(?:质量|水平|力度|能力|质效|满意度|功能|意识|素质|效率|环境|氛围|格局|作用|优势|合力|基础|保障|"
    r"支撑|需求|成效|发展|融合|转型|升级|惠民|战略|方针|理念|部署)$"
)
# 城关三小, 市一中: schools by their number.
_SCHOOL = re.compile("[一二三四五六七八九十][小中]$")
_LIST_SIGN = re.compile("[、和及与]")
_BARE_END = re.compile(r"(?:\([^()]*\))+$")
_SHORT, _SHORTEST_THING, _SHORTEST_SITE, _SHORTEST_LISTED = 10, 4, 4, 3
# 影像、检验两大中心: how many, and the word they share.
_COUNTED_TAIL = re.compile(
    r"(?<!第)(?P<count>[两二三四五六七八九十])(?:大|个|座|所|处|项|条)?(?=[一-龥]{2,})"
)
_WORK_END = re.compile("(?:工程|项目|治理|整治|修复|改造|建设|扩建|新建|迁建|改建)$")
_SHORTEST_WORK = 6
# 甲泵站、乙工程等项目: the word behind 等 names nothing.
_GENERIC_END = re.compile(r"等(?:重点|重大|相关|系列)?(?:项目|工程|任务|工作|建设项目|重点项目)?(?:建设)?$")
_TAIL = re.compile(
    r"(?:(?:异地)?(?:新建|改建|扩建|改扩建|迁建|重建|改造|提升|整治|修缮|治理|绿化|建设|升级|提档|安置房|配套|"
    r"景观|大板房|置换房|二期|一期)+"
    r"(?:工程|项目|建设)?|工程|项目|对外开放|开放)$"
)


def works(reading: Reading, lexicon: Lexicon, span: Span) -> list[tuple[str, tuple[Span, ...]]]:
    """Return name and spans of each work in an enumeration; the shared tail belongs to each name.

    Names before 等 that have no tail of their own (甲街、乙街等道路整治) stay with the work behind 等.
    """
    text = reading.text
    span = _without_generic_end(text, span)
    counted = _counted_list(text, span)
    if counted:
        return counted
    parts = _parts_of(reading, lexicon, span)
    tail = _shared_tail(text, parts) if len(parts) > 1 else None
    found: list[tuple[str, tuple[Span, ...]]] = []
    for part in parts:
        shares = (
            tail is not None
            and part is not parts[-1]
            and not _has_tail(text[slice(*part)], text[slice(*tail)])
        )
        spans = (part, tail) if shares and tail else (part,)
        found.append(("".join(text[start:end] for start, end in spans), spans))
    return found


def _counted_list(text: str, span: Span) -> list[tuple[str, tuple[Span, ...]]]:
    """Return the works of a list closed by their number and the word they share, if it is one."""
    last = text.rfind("、", *span)
    match = _COUNTED_TAIL.search(text, last + 1, span[1]) if last > 0 else None
    if match is None or match.start() <= last + 1:
        return []
    count = 2 if match["count"] == "两" else NUMERALS.index(match["count"]) + 1
    names = _LIST_SIGN.split(text[span[0] : match.start()])
    if len(names) != count or not all(names):
        return []
    found: list[tuple[str, tuple[Span, ...]]] = []
    tail, start = (match.end(), span[1]), span[0]
    for name in names:
        start = text.index(name, start)
        own = (start, start + len(name))
        found.append((name + text[slice(*tail)], (own, tail)))
        start += len(name)
    return found


def _without_generic_end(text: str, span: Span) -> Span:
    match = _GENERIC_END.search(text, *span)
    return (span[0], match.start()) if match else span


def _parts_of(reading: Reading, lexicon: Lexicon, span: Span) -> list[Span]:
    """Return the parts between 、 和 及 if each ends as a site or a work does; else the span alone."""
    text = reading.text
    heads = () if ETC.search(text, *span) else lexicon.site_heads
    cuts = [place for place in _joints(reading, span) if _ends_a_work(text, span[0], place, heads)]
    if heads and any(text[cut] == "、" for cut in cuts):
        cuts = _with_all_listed(reading, span, cuts)
    edges = [span[0] - 1, *cuts, span[1]]
    parts = [trimmed(text, (start + 1, end)) for start, end in pairwise(edges)]
    return [part for part in parts if part[1] > part[0]]


def _joints(reading: Reading, span: Span) -> Iterator[int]:
    """Yield the places of 、 和 及 与 outside brackets and quotes."""
    depth = 0
    for place in range(*span):
        sign = reading.text[place]
        depth += (sign == "(") - (sign == ")")
        if sign in "、和及与" and depth == 0 and place > span[0] and not inside(reading.quotes, place):
            yield place


def _ends_a_work(text: str, start: int, place: int, heads: tuple[str, ...]) -> bool:
    left = max(text.rfind(sign, start, place) for sign in "、和及与")
    name = _BARE_END.sub("", text[max(start, left + 1) : place])
    return _TAIL.search(name) is not None or (bool(heads) and _is_site(name, heads, text[place]))


def _with_all_listed(reading: Reading, span: Span, cuts: list[int]) -> list[int]:
    """Return the cuts with those behind the other names of the list, long enough to be names."""
    found, left = [], span[0]
    for place in _joints(reading, span):
        if place in cuts or (reading.text[place] == "、" and place - left >= _SHORTEST_LISTED):
            found.append(place)
            left = place + 1
    return found


def _is_site(name: str, heads: tuple[str, ...], sign: str) -> bool:
    """Does a part of a list end as a site does? Behind 和 a single sign is not enough."""
    if name.endswith(heads) or _SCHOOL.search(name):
        return True
    return sign == "、" and len(name) >= _SHORTEST_SITE and name[-1] in stages.SITE_SIGNS


def _has_tail(name: str, tail: str) -> bool:
    whole = tail in ("工程", "项目") or name.endswith((tail, "校区")) or _TAIL.search(name) is not None
    return whole or tail.startswith("第")


def _shared_tail(text: str, parts: list[Span]) -> Span | None:
    start, end = parts[-1]
    if any(text[slice(*part)].endswith(("镇", "街道", "乡", "县", "区", "市")) for part in parts[:-1]):
        for head in stages.ADMIN_HEADS:
            place = text.find(head, start, end)
            if place >= 0 and place + len(head) < end:
                return place + len(head), end
    match = _TAIL.search(text, start, end)
    return match.span() if match and match.start() > start else None


def is_named_work(name: str, lexicon: Lexicon) -> bool:
    """Does the text end as the name of a piece of work does, rather than as a quality?"""
    return (
        len(name) >= 3
        and not _ABSTRACT.search(name)
        and _BARE_END.sub("", name).rstrip("等)").endswith((*lexicon.work_heads, *lexicon.site_heads))
    )


def ends_as_work(name: str) -> bool:
    """Does a text end as a piece of work does (治理, 改造工程), whatever may stand in brackets behind it?"""
    bare = _BARE_END.sub("", name)
    return len(bare) >= _SHORTEST_WORK and _WORK_END.search(bare) is not None


def is_something(name: str) -> bool:
    """Does the text name a thing that can be built, and no quality?"""
    return len(name) >= _SHORTEST_THING and not _ABSTRACT.search(name) and "," not in name


def is_quality(name: str) -> bool:
    """Does the text name a quality (满意度, 服务水平) rather than something to be made?"""
    return len(name) <= _SHORT and _ABSTRACT.search(name) is not None


def is_component(name: str) -> bool:
    """Is the text only a part of a building or project (土建, 外墙涂料, 8#、9#), or no name at all?"""
    rest = _LOT.sub("", name).strip("、和")
    return not rest or rest in _GENERIC or _COMPONENT.fullmatch(rest) is not None


def lots(name: str) -> str:
    """Return the building numbers a text begins with (``8#、9#``), else an empty string."""
    match = _LOT.match(name)
    return match[0].rstrip("、和") if match else ""
