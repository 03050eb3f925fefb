"""How alike two names are. Names vary in print: abbreviated, a word dropped, a place put in front."""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNS = re.compile(r"[\W_]+")


def overlap(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1: by common characters, more where one holds the other.

    >>> overlap("停车泊位", "公共停车泊位") > 0.8
    True
    """
    return bare_overlap(bare(one), bare(other))


def bare(name: str) -> str:
    """Return a name without signs."""
    return _SIGNS.sub("", name)


def bare_overlap(one: str, other: str) -> float:
    """Return :func:`overlap` of names that are without signs already."""
    signs, others = _signs(one), _signs(other)
    if signs.isdisjoint(others):
        return 0.0
    common = signs & others
    if len(signs) == len(one) or len(others) == len(other):
        shared = len(common)
    else:
        shared = sum(min(one.count(sign), other.count(sign)) for sign in common)
    shorter = min(len(one), len(other))
    if shared < _FEWEST_SHARED <= shorter:
        return 0.0
    dice = 2 * shared / (len(one) + len(other))
    held = shared / shorter if shorter >= 2 else 0.0
    if 0.85 * held <= dice:
        return dice
    return max(dice, (0.85 if _share_run(one, other) else 0.55) * held)


# One sign in common (创业, 就业) is no likeness.
_FEWEST_SHARED = 2


@lru_cache(maxsize=4096)
def _signs(name: str) -> frozenset[str]:
    """Return the characters of a name, kept because every report is held against every target."""
    return frozenset(name)


def _share_run(one: str, other: str) -> bool:
    """Do the two names share a run of three characters (or all of a short one)?"""
    size = min(3, len(one), len(other))
    return any(one[at : at + size] in other for at in range(len(one) - size + 1))


def longest_shared(one: str, other: str) -> int:
    """Return the length of the longest run of characters that both texts hold.

    >>> longest_shared("困难户燃气报警器安装率", "本月困难户燃气报警器到货一批")
    8
    """
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


# How the names of one kind of place end: a report names the places that a target only counts.
_ENDINGS = tuple(
    tuple(endings.split())
    for endings in (
        "东延 西延 南延 北延 延伸段 延伸线 路 街 大道 支路 干道 道路 巷 断头路",
        "学校 小学 中学 高中 初中 校区 学 一中 二中 三中",
        "幼儿园 幼托 托育园",
        "小区 苑 新村 花园 宿舍 家园 里 坊 公寓 大院",
        "河 渠 浜 港 河道 水体 溪 沟 塘",
        "医院 卫生院 院区",
        "公园 游园 绿地",
        "桥 大桥 天桥 危桥",
        "市场 菜市场 农贸市场",
        "村 行政村 自然村 社区",
        "水库 山塘 堤防 泵站",
        "停车场 停车位 泊位",
        "厂 水厂 净水厂 污水厂",
        "公厕 厕所",
        "馆 分馆 图书馆 文化馆 书房 书屋",
    )
)


@lru_cache(maxsize=4096)
def kind_of_place(name: str) -> int | None:
    """Return the number of the kind of place that a name ends as, None where it ends as none.

    >>> kind_of_place("凤鸣街") == kind_of_place("城区断头路"), kind_of_place("服务水平")
    (True, None)
    """
    return next((kind for kind, endings in enumerate(_ENDINGS) if name.endswith(endings)), None)


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
