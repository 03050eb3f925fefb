"""Marks that number headings and items, or set them off: 一、（一）1. （1）① ◆, told apart by their kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generators.registers.read_tasks import project_number

_CHINESE = "[一二三四五六七八九十百零〇]{1,4}"
_DIGITS = "[0-9０-９]{1,3}"
#: Four digits number only before a sign of lists: 2021：and 2021年 are years.
_THOUSANDS = "[0-9０-９]{4}(?=[、.．])"
_COUNTED = "(?:(?:民生)?(?:实事|项目|事项|任务)|第(?=.{1,4}[件项]))"
#: The kind of marks that do not number.
BULLET = "◆"
#: Kinds of marks in the order they usually nest; the first group is the number.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "项目一",
            rf"\s*(?:(?:民生)?(?:实事|项目|事项|任务)|第(?=.{{1,4}}[件项]))({_CHINESE}|{_DIGITS})[件项]?[：:、.．]\s*",
        ),
        ("一、", rf"\s*(?:第)?({_CHINESE})(?:[、.．:：]|[章节部][ 　]*)\s*"),
        ("（一）", rf"\s*[（(]({_CHINESE})[)）][、.．]?\s*"),
        ("一是", rf"\s*({_CHINESE})是(?=.)"),
        ("1.1", rf"\s*({_DIGITS}[.．]{_DIGITS})(?![0-9%万亿个名])[、.．]?\s*"),
        ("1、", rf"\s*({_DIGITS}|{_THOUSANDS})(?:[、．:：]|[.](?![0-9]))\s*"),
        ("（1）", rf"\s*[（(]({_DIGITS})[)）][、.．]?\s*"),
        ("1）", rf"\s*({_DIGITS})[)）]\s*"),
        ("①", r"\s*([①-⑳⑴-⒇])[、.．]?\s*"),
        (BULLET, r"\s*([◆◇●○■□▲▶►➤▪•])\s*(?=\S)"),
        ("1 ", rf"\s*({_DIGITS})[ 　\u00a0]+(?=[\u4e00-\u9fff“《])(?![年月日个名家所万亿])\s*"),
    )
)
_ENCLOSED = {chr(0x2460 + at): str(at + 1) for at in range(20)} | {
    chr(0x2474 + at): str(at + 1) for at in range(20)
}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the head of a paragraph: its kind, the number it shows, and the text as it stands."""

    kind: str
    number: str
    printed: str


def mark_of(text: str) -> Mark | None:
    """Return the mark a paragraph begins with, None when it begins with none.

    >>> marks = [mark_of(text) for text in ("（三）教育", "12、新建", "④改造", "3 交通工程")]
    >>> [(mark.kind, mark.number) for mark in marks if mark]
    [('（一）', '3'), ('1、', '12'), ('①', '4'), ('1 ', '3')]
    >>> mark_of("2021年建成公园"), mark_of("1.5万人参加"), mark_of("3个小区")
    (None, None, None)
    >>> mark_of("1000.改造公厕") == Mark("1、", "1000", "1000."), mark_of("2021：建成公园")
    (True, None)
    >>> marks = [mark_of(text) for text in ("项目二：健康行动", "第3件：安居工程", "●新建")]
    >>> [(mark.kind, mark.number) for mark in marks if mark]
    [('项目一', '2'), ('项目一', '3'), ('◆', '')]
    """
    for kind, pattern in KINDS:
        found = pattern.match(text)
        if found:
            bare = found[1].translate(_FULL_WIDTH)
            number = "" if kind == BULLET else _ENCLOSED.get(bare) or project_number(bare)
            return Mark(kind, number, found[0])
    return None
