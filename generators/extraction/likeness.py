"""How alike two names are. Names vary in print: abbreviated, a word dropped, a place put in front."""

from __future__ import annotations

import re
from collections import Counter

_SIGNS = re.compile(r"[\W_]+")


def overlap(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1: characters in common, and a name that holds the other counts more.

    >>> overlap("停车泊位", "公共停车泊位") > 0.8
    True
    """
    one, other = _SIGNS.sub("", one), _SIGNS.sub("", other)
    if not one or not other:
        return 0.0
    shared = sum((Counter(one) & Counter(other)).values())
    dice = 2 * shared / (len(one) + len(other))
    shorter = min(len(one), len(other))
    inside = shared / shorter if shorter >= 2 else 0.0
    return max(dice, 0.85 * inside if _runs(one, other) else 0.55 * inside)


def _runs(one: str, other: str) -> bool:
    """Do the two names share a run of three characters (or all of a short one)?"""
    size = min(3, len(one), len(other))
    pieces = {one[at : at + size] for at in range(len(one) - size + 1)}
    return any(other[at : at + size] in pieces for at in range(len(other) - size + 1))


def longest_shared(one: str, other: str) -> int:
    """Return the length of the longest run of characters that both texts hold.

    >>> longest_shared("老年人意外伤害险覆盖率", "目前老年人意外伤害险在效期内")
    8
    """
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


# Units that a report may use for one another; a difference is worth a warning, not a refusal.
_KINDRED = tuple(
    frozenset(units.split())
    for units in (
        "个 家 所 处 座 条 项 部 辆 间 幢 栋 张 节 套 台 支 只 点 套（间） 盏 根 件 起 宗",
        "场 期 次 班 批 轮 项 个",
        "人 人次 例 个",
        "户 套 家 户次",
        "件 个 项 起 宗",
    )
)


def compatible(one: str, other: str) -> bool:
    """Can counts in the two units be of the same thing?

    >>> compatible("场", "期"), compatible("公里", "个")
    (True, False)
    """
    return one == other or not one or not other or any(one in kin and other in kin for kin in _KINDRED)
