"""The plain values a template may work with, how they are printed, compared and calculated.

Numbers are exact: a number typed in a template becomes a Decimal before anything is done with it. Every
result is bounded in size, because ``10**9`` nested three deep is a few characters to type.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2.runtime import Undefined

from generators.page import Formula
from generators.templating.limits import CHARACTERS_PER_UNIT, GREATEST_NUMBER, spend, spend_on

GREATEST_POWER = 100


class Misuse(Exception):
    """A template does with a value what cannot be done; in Chinese: what, and what to do instead."""

    def __init__(self, said: str, advice: str = "") -> None:
        super().__init__(said)
        self.said, self.advice = said, advice


def kind_of(value: object) -> str:
    """Return what a clerk would call ``value``: 文字, 数, 列表, 一组名称."""
    if value is None:
        return "空白"
    if isinstance(value, bool):
        return "真假值"
    if isinstance(value, str):
        return "文字"
    if isinstance(value, int | float | Decimal):
        return "数"
    if isinstance(value, date):
        return "日期"
    if isinstance(value, list | tuple):
        return "列表"
    return "一组名称" if isinstance(value, dict) else "不能印出的东西"


def exact(value: Any) -> Any:
    """Return a float as the Decimal that was typed, everything else as it is.

    >>> exact(0.1)
    Decimal('0.1')
    """
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Formula):
        return value.value
    return value


def scalar(value: Any) -> Any:
    """Return a value that can be compared at once: text, number, date, nothing; raise Misuse for others.

    Lists inside lists are refused since a few lines of a template can nest them so that comparing never ends.
    """
    value = exact(value)
    if value is None or isinstance(value, str | int | Decimal | date):
        return value
    if isinstance(value, Undefined):
        return bool(value) or None  # a missing name raises here; what is left is an if without else
    raise Misuse(f"{kind_of(value)}不能拿来比较或连接。", "请写明用其中哪一项，或用 {% for %} 逐个处理。")


def flat(value: Any) -> Any:
    """Return a value for a comparison: a scalar, or a list of scalars as in ``状态 in ["滞后", "偏慢"]``."""
    if isinstance(value, list | tuple):
        spend_on(value)
        return [scalar(item) for item in value]
    return list(value) if isinstance(value, dict) else scalar(value)


def as_text(value: Any) -> str:
    """Return what ``{{ value }}`` prints: numbers exactly and without exponent, nothing for a blank.

    >>> from generators.templating.limits import metered
    >>> with metered(): [as_text(v) for v in (Decimal("1E+3"), 0.5, None, "甲", date(2022, 3, 31))]
    ['1000', '0.5', '', '甲', '2022年3月31日']
    """
    if type(value) is str:
        spend(1 + len(value) // CHARACTERS_PER_UNIT)
        return value
    spend(1)
    value = scalar(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def native(value: Any) -> Any:
    """Return the value of a cell that is one expression: text, number, formula or nothing, as it is."""
    spend(1)
    if value is None or type(value) is str or type(value) is Decimal or isinstance(value, Formula):
        return value
    if type(value) is int:
        return Decimal(value)
    return exact(value) if isinstance(value, float) else as_text(value)


def _add(left: Any, right: Any) -> Any:
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        spend(len(left) + len(right))
        return [*left, *right]
    if isinstance(left, str) and isinstance(right, str):
        spend_on(left)
        spend_on(right)
        return left + right
    return _numbers(operator.add, left, right)


def _power(left: Any, right: Any) -> Any:
    if _is_number(right) and abs(right) > GREATEST_POWER:
        raise Misuse(f"“**”的次数最多 {GREATEST_POWER}。")
    whole = isinstance(left, int) and isinstance(right, int) and right >= 0
    return _bounded(_numbers(operator.pow, left if whole or not _is_number(left) else Decimal(left), right))


def _divide(left: Any, right: Any) -> Any:
    return _numbers(operator.truediv, Decimal(left) if isinstance(left, int) else left, right)


def _bounded(result: Any) -> Any:
    """Return a number if it is one that a document could print; raise Misuse otherwise."""
    if abs(result) > GREATEST_NUMBER:
        raise Misuse("结果是太大的数。", "请检查这个计算。")
    return result


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal)


def _numbers(apply: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Return the result for two numbers; raise Misuse for other values and for numbers of absurd size."""
    for value in (left, right):
        if isinstance(value, Undefined):
            bool(value)  # raises, and says which name is missing
        if not _is_number(value):
            advice = "只有数能计算；文字请用 ~ 连接，空白的数请先写 |默认(0)。"
            raise Misuse(f"{kind_of(value)}不能参加计算。", advice)
        _bounded(value)
    return apply(left, right)


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": _add,
    "/": _divide,
    "**": _power,
    "-": lambda left, right: _numbers(operator.sub, left, right),
    "*": lambda left, right: _numbers(operator.mul, left, right),
    "//": lambda left, right: _numbers(operator.floordiv, left, right),
    "%": lambda left, right: _numbers(operator.mod, left, right),
}


def calculate(sign: str, left: Any, right: Any) -> Any:
    """Return ``left sign right`` with exact numbers; raise Misuse where that has no meaning or no bounds.

    >>> from generators.templating.limits import metered
    >>> with metered(): calculate("*", Decimal("0.1"), 3), calculate("/", 1, 4)
    (Decimal('0.3'), Decimal('0.25'))
    """
    spend(1)
    return _OPERATORS[sign](exact(left), exact(right))
