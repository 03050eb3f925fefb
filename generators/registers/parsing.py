"""What one typed cell says: numbers, targets, stages, and the words of kinds and comparators.

Every function takes text, returns a value or raises ValueError with what is wrong, in Chinese; the reader
adds where. Nothing is guessed: a number is read only when there is one way to read it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from generators.model.indicator import Comparator, IndicatorKind
from generators.model.settings import ScheduleRule
from generators.registers.spelling import plain

Meaning = TypeVar("Meaning")

#: 无, or a dash or stroke that fills a cell on purpose: there is none, and nothing is continued from above.
NONE_MARKS = frozenset(("无", "—", "——", "-", "－", "–", "――", "―", "/", "／", "\\", "＼", "--", "一一"))

SCALES = {"": 1, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
          "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}  # fmt: skip
_SCALE = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?")
_DIGITS = r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]+)?"
_NUMBER = re.compile(rf"(?P<sign>[+-]?) ?(?P<digits>{_DIGITS}) ?(?P<scale>{_SCALE})?(?P<percent> ?%)?")
_TWO_SCALES = re.compile(r"(?P<high>[0-9]+)亿(?P<low>[0-9]{1,4})万")
_UNIT_TAIL = re.compile(r"(?P<scale>万亿|[千万亿])?(?P<unit>[^0-9]*)")
_VAGUE = re.compile(r"约|近|余|多|左右|上下|大概|大约|接近|几|若干|数[十百千万]|~")
_RANGE = re.compile(r"(?P<low>[^~至到-]+?) ?(?:~~?|[至到-]) ?(?P<high>[^~至到-]+)")

NEVER = "(?!)"

#: Words that say 口径, before or after the number; the first that fits is taken.
COMPARATOR_WORDS: tuple[tuple[Comparator, str, str], ...] = (
    (Comparator.AT_LEAST, r"(?:≥|>=|≧|⩾|不少于|不低于|不小于|至少|大于等于|大于或等于)", r"(?:及以上|以上)"),
    (Comparator.AT_MOST,
     r"(?:≤|<=|≦|⩽|不超过|不高于|不多于|不大于|小于等于|小于或等于|控制在(?=.+(?:以内|之内|以下)))",
     r"(?:及以下|以下|以内|之内)"),
    (Comparator.ABOUT, "≈", NEVER),
    (Comparator.EQUAL, r"(?:=|等于)", NEVER),
)  # fmt: skip
_COMPARED = tuple(
    (comparator, re.compile(f"(?P<word>{before}) ?(?P<rest>.+)"), re.compile(f"(?P<rest>.+?) ?{after}"))
    for comparator, before, after in COMPARATOR_WORDS
)

_COMPARATORS = {
    word: comparator
    for comparator, words in {
        Comparator.AT_LEAST: "≥ >= ≧ ⩾ => 不少于 不低于 不小于 至少 以上 及以上 大于等于 大于或等于 "
        "下限 最少",
        Comparator.AT_MOST: "≤ <= ≦ ⩽ =< 不超过 不高于 不多于 不大于 以内 以下 小于等于 小于或等于 "
        "上限 最多 控制在",
        Comparator.EQUAL: "= == 等于 定量",
        Comparator.ABOUT: "≈ ~ 约 左右 大约 余 约等于",
        Comparator.RANGE: "区间 范围 至 -",
    }.items()
    for word in words.split()
}
_KINDS = {
    word: kind
    for kind, words in {
        IndicatorKind.INCREMENT: "增量 新增 增加 当年新增 完成数 约束性增量",
        IndicatorKind.STOCK: "存量 总数 总量 累计数 总数达 期末数",
        IndicatorKind.RATIO: "比率 比例 百分比 率 占比",
        IndicatorKind.STANDARD: "标准 定额 人均标准 补助标准",
        IndicatorKind.MILESTONE: "形象进度 形象 里程碑 节点 工程进度 阶段",
        IndicatorKind.COVERAGE: "全覆盖 覆盖 应保尽保 应装尽装 应改尽改",
        IndicatorKind.ZERO: "清零 动态清零 归零",
        IndicatorKind.MULTIPLY: "倍增 翻番 翻一番 倍数",
        IndicatorKind.ONGOING: "持续推进 无量化目标 长期推进 常态化 常态化开展 定性",
    }.items()
    for word in words.split()
}
_SCHEDULE_RULES = {rule.value: rule for rule in ScheduleRule} | {
    "按季": ScheduleRule.BY_QUARTER, "按季度": ScheduleRule.BY_QUARTER, "节点": ScheduleRule.BY_QUARTER,
    "按月份": ScheduleRule.BY_MONTH, "按天": ScheduleRule.BY_DAY, "手工": ScheduleRule.BY_HAND,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A typed target: its number, the upper bound of a range, and the 口径 typed into the same cell."""

    value: Decimal
    upper: Decimal | None = None
    comparator: Comparator | None = None


def parse_number(text: str, unit_of_measure: str = "") -> Decimal:
    """Return the number a cell says, in ``unit_of_measure``; ValueError when that is not certain.

    A percent is its number (85% is 85). A unit typed behind the number must be the indicator's own.

    >>> [str(parse_number(typed)) for typed in ("1.03万", "2亿", "85％", "１２，３４５", "1 200")]
    ['10300', '200000000', '85', '12345', '1200']
    >>> [str(parse_number(typed, "万元")) for typed in ("1.2万元", "1.2亿元", "800")]
    ['1.2', '12000', '800']
    >>> parse_number("约30")
    Traceback (most recent call last):
    ValueError: “约30”是约数，不能当作确定的数字。
    """
    if _PLAIN.fullmatch(text):
        return normal(Decimal(text))
    spelt = plain(text)
    found = _NUMBER.fullmatch(spelt)
    if found and not (found["scale"] and (found["percent"] or is_scaled(unit_of_measure))):
        return number_of(found)
    if both := _TWO_SCALES.fullmatch(spelt):
        return normal(Decimal(both["high"]) * 10**8 + Decimal(both["low"]) * 10**4)
    if unit_of_measure and (value := with_unit(spelt, plain(unit_of_measure))) is not None:
        return value
    raise ValueError(why_no_number(text, spelt, unit_of_measure))


def number_of(found: re.Match[str]) -> Decimal:
    """Return the value of a matched number."""
    digits = Decimal(found["sign"] + found["digits"].replace(",", "").replace(" ", ""))
    return normal(digits * SCALES[found["scale"] or ""])


def normal(value: Decimal) -> Decimal:
    """Return ``value`` without an exponent, trailing zeros or a negative zero; 5.0 and 5 are the same figure.

    >>> str(normal(Decimal("1E+4"))), str(normal(Decimal("2.50"))), str(normal(Decimal("-0")))
    ('10000', '2.5', '0')
    """
    if value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()


def is_scaled(unit_of_measure: str) -> bool:
    """Return whether a unit has its 万 or 亿 in it, so that 1.2万 could be meant twice."""
    return unit_of_measure.startswith(("千", "万", "亿")) and len(unit_of_measure) > 1


def with_unit(spelt: str, unit: str) -> Decimal | None:
    """Return the value of a number with its unit behind it, or None when the unit is another one.

    >>> with_unit("1.2万元", "元"), with_unit("3公里", "米")
    (Decimal('12000'), None)
    """
    bare = unit[1:] if is_scaled(unit) else unit
    if not spelt.endswith(bare) or not (found := _NUMBER.fullmatch(spelt.removesuffix(bare).rstrip())):
        return None
    if found["percent"]:
        return None
    scale = SCALES[unit[0]] if is_scaled(unit) else 1
    return normal(number_of(found) / scale)


def why_no_number(text: str, spelt: str, unit_of_measure: str) -> str:
    """Return what keeps ``text`` from being a number."""
    if _VAGUE.search(spelt) and any(sign.isdigit() for sign in spelt):
        return f"“{text}”是约数，不能当作确定的数字。"
    if re.fullmatch(_DIGITS + f" ?(?:{_SCALE})", spelt) and is_scaled(unit_of_measure):
        return f"“{text}”与计量单位“{unit_of_measure}”放在一起有两种理解。"
    if re.match(r"[+-]?[0-9]", spelt):
        return f"“{text}”不能确定是多少。"
    return f"“{text}”不是数字。"


def parse_target(text: str, unit_of_measure: str = "") -> Target:
    """Return what a target cell says, with the 口径 typed into it.

    >>> parse_target("不少于30").comparator, parse_target("2-3").upper
    (<Comparator.AT_LEAST: '≥'>, Decimal('3'))
    """
    spelt = plain(text)
    if _PLAIN.fullmatch(spelt):
        return Target(parse_number(spelt))
    for comparator, before, after in _COMPARED:
        if found := before.fullmatch(spelt) or after.fullmatch(spelt):
            rest = found["rest"] if before.fullmatch(spelt) is None else trimmed(found["rest"])
            return Target(part_of(text, rest, unit_of_measure), None, comparator)
    if (found := _RANGE.fullmatch(spelt)) and not found["low"].startswith("-"):
        return range_of(text, found["low"], found["high"], unit_of_measure)
    return Target(parse_number(text, unit_of_measure))


def part_of(text: str, part: str, unit_of_measure: str) -> Decimal:
    """Return the number that is part of a target; a ValueError speaks of the whole."""
    try:
        return parse_number(part, unit_of_measure)
    except ValueError:
        raise ValueError(why_no_number(text, plain(text), unit_of_measure)) from None


def trimmed(rest: str) -> str:
    """Return what stands after 控制在 or 不超过 without the 以内 that closes it."""
    return re.sub(r" ?(?:以内|之内|以下)$", "", rest)


def range_of(text: str, low: str, high: str, unit_of_measure: str) -> Target:
    """Return the range between two typed numbers; a scale or unit behind the second only is doubtful."""
    if re.search(r"[千万亿]", high) and not re.search(r"[千万亿]", low):
        raise ValueError(f"“{text}”不能确定两头各是多少。")
    first, last = part_of(text, low, unit_of_measure), part_of(text, high, unit_of_measure)
    if first >= last:
        raise ValueError(f"“{text}”的两头不是从小到大。")
    return Target(first, last, Comparator.RANGE)


def parse_comparator(text: str) -> Comparator:
    """Return the 口径 a word or sign means; ValueError when it is none of them.

    >>> parse_comparator(">="), parse_comparator("不超过"), parse_comparator("区间")
    (<Comparator.AT_LEAST: '≥'>, <Comparator.AT_MOST: '≤'>, <Comparator.RANGE: '区间'>)
    """
    return looked_up(text, _COMPARATORS, "口径")


def parse_kind(text: str) -> IndicatorKind:
    """Return the 类型 a word means; ValueError when it is none of them."""
    return looked_up(text, _KINDS, "指标类型")


def parse_schedule_rule(text: str) -> ScheduleRule:
    """Return the 序时口径 a word means; ValueError when it is none of them."""
    return looked_up(text, _SCHEDULE_RULES, "序时口径")


def looked_up(text: str, words: dict[str, Meaning], what: str) -> Meaning:
    """Return what a word stands for in a table of words."""
    found = words.get(plain(text))
    if found is None:
        raise ValueError(f"“{text}”不是{what}。")
    return found
