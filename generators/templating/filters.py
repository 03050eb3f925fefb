"""What may stand behind a | in a template (过滤器), after ``is`` (判断), and what may be called.

Each is named in a table with its meaning, which the 说明 sheet of 版式.xlsx prints. All work on plain values,
spend by the size of what they are given, and give back plain values: lists, never generators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import wraps
from typing import Any

from jinja2.runtime import Undefined

from generators.templating.limits import LONGEST_RANGE, spend, spend_on
from generators.templating.plain import Misuse, as_text, exact, flat, kind_of, scalar

HANZI = "〇一二三四五六七八九"
LONGEST_NUMBER_IN_HANZI = 9999
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
MOST_DECIMALS = 20
SENTENCE_ENDS = "。！？…”）"
IDEOGRAPHIC_SPACE = "　"

Filter = Callable[..., Any]


def limited_range(*bounds: int) -> range:
    """Return ``range(*bounds)``; raise Misuse when it is longer than any document."""
    numbers = range(*bounds)
    if len(numbers) > LONGEST_RANGE:
        raise Misuse(f"range 最多数到 {LONGEST_RANGE}。", "请改小。")
    return numbers


def items(value: Any) -> list[Any]:
    """Return the items of a list, the names of a record; raise Misuse for anything else."""
    if isinstance(value, list | tuple | range | dict):
        spend(1 + len(value))
        return list(value)
    if isinstance(value, Undefined):
        bool(value)  # raises, and says which name is missing
    raise Misuse(f"{kind_of(value)}不能逐个取出，只有列表能。", "请检查名称，如“项目列表”“任务列表”。")


def field(value: Any, name: Any) -> Any:
    """Return what ``name`` is in a record (``任务.名称`` goes two steps); raise Misuse if it is not there."""
    for step in as_text(name).split("."):
        if not isinstance(value, Mapping) or step not in value:
            raise Misuse(f"没有“{as_text(name)}”。")
        value = value[step]
    return value


def number(value: Any) -> Decimal:
    """Return a value as a number; raise Misuse when it is none."""
    value = exact(value)
    if isinstance(value, Undefined):
        bool(value)
    if isinstance(value, int | Decimal):
        return Decimal(value)
    raise Misuse(f"“{value}”不是数。" if isinstance(value, str) else f"{kind_of(value)}不是数。")


def is_blank(value: Any) -> bool:
    """Return whether there is nothing to print: undefined, None, empty text or list."""
    return (
        isinstance(value, Undefined)
        or value is None
        or (isinstance(value, str | list | tuple | dict) and not value)
    )


def _default(value: Any, instead: Any = "", _: Any = None) -> Any:
    return instead if is_blank(value) else value


def _round(value: Any, decimals: int = 0) -> Decimal:
    if not 0 <= decimals <= MOST_DECIMALS:
        raise Misuse(f"小数位数要在 0 到 {MOST_DECIMALS} 之间。")
    try:
        return number(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    except InvalidOperation:
        raise Misuse("这个数太长，不能四舍五入。") from None


def _percent(value: Any, decimals: int = 2) -> str:
    return "" if is_blank(value) else f"{_shortest(_round(number(value) * 100, decimals)):f}%"


def _shortest(value: Decimal) -> Decimal:
    """Return a number without zeros at the end of its decimals."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _ten_thousands(value: Any, decimals: int = 2) -> str:
    return "" if is_blank(value) else f"{_shortest(_round(number(value) / 10000, decimals)):f}万元"


def _enumeration(values: Any, attribute: str | None = None) -> str:
    return _join(values, "、", attribute)


def _join(values: Any, between: str = "", attribute: str | None = None) -> str:
    found = items(values) if not isinstance(values, str) else values.split("\n")
    texts = [as_text(value if attribute is None else field(value, attribute)) for value in found]
    spend(len(texts) * (1 + len(between) // 16))
    return between.join(texts)


def _padded(value: Any) -> str:
    """Return names, one a line, with a full-width space inside those of two characters."""
    return "\n".join(
        name[0] + IDEOGRAPHIC_SPACE + name[1] if len(name) == 2 else name
        for name in as_text(value).split("\n")
    )


def in_hanzi(value: Any) -> str:
    """Return a whole number up to 9999 as it is read: 3 三, 12 十二, 105 一百零五."""
    whole = number(value)
    if whole != int(whole) or not 0 <= whole <= LONGEST_NUMBER_IN_HANZI:
        raise Misuse(f"“{as_text(value)}”不能写成中文数字。", "只写 0 到 9999 的整数。")
    text = ""
    for digit, place in zip(f"{int(whole):04d}", ("千", "百", "十", ""), strict=True):
        if digit != "0":
            text += HANZI[int(digit)] + place
        elif text and not text.endswith("零"):
            text += "零"
    text = text.rstrip("零") or "零"
    return text[1:] if text.startswith("一十") else text


def _circled(value: Any) -> str:
    place = int(number(value))
    return CIRCLED[place - 1] if 1 <= place <= len(CIRCLED) else f"（{place}）"


def _day(value: Any) -> str:
    if isinstance(value, str) and value.count("-") == 2:
        try:
            return as_text(date.fromisoformat(value.strip()))
        except ValueError:
            raise Misuse(f"“{value}”不是日期。") from None
    return as_text(value)


def _sort_key(value: Any) -> tuple[str, Any]:
    value = scalar(value)
    return ("", value) if isinstance(value, int | Decimal) else (kind_of(value), value or "")


def _sorted(values: Any, reverse: bool = False, _: Any = None, attribute: str | None = None) -> list[Any]:
    return sorted(items(values), key=lambda item: _sort_key(_of(item, attribute)), reverse=bool(reverse))


def _of(item: Any, attribute: str | None) -> Any:
    return item if attribute is None else field(item, attribute)


def _mapped(values: Any, name: str = "", attribute: str | None = None) -> list[Any]:
    if attribute is None and as_text(name) not in FILTERS:
        raise Misuse('map 里要写 attribute="名称"，或一个过滤器的名字。')
    return [FILTERS[name](item) if attribute is None else field(item, attribute) for item in items(values)]


def _chosen(values: Any, name: str, test: str | None, arguments: tuple[Any, ...], keep: bool) -> list[Any]:
    if test is not None and as_text(test) not in TESTS:
        raise Misuse(f"没有“{as_text(test)}”这个判断。")
    check = TESTS[test] if test else lambda value: not is_blank(value) and bool(value)
    return [item for item in items(values) if bool(check(field(item, name), *arguments)) is keep]


def _sum(values: Any, attribute: str | None = None, start: Any = 0) -> Decimal:
    """Return the exact sum; blanks count as nothing."""
    figures = (_of(item, attribute) for item in items(values))
    return sum((number(figure) for figure in figures if not is_blank(figure)), number(start))


def _unique(values: Any, _: Any = None, attribute: str | None = None) -> list[Any]:
    return list({scalar(_of(item, attribute)): item for item in reversed(items(values))}.values())[::-1]


def _grouped(values: Any, attribute: str) -> list[dict[str, Any]]:
    """Return the groups in order of first appearance (an office's order, not the alphabet's)."""
    groups: dict[Any, list[Any]] = {}
    for item in items(values):
        groups.setdefault(scalar(field(item, attribute)), []).append(item)
    return [
        {"名称": name, "列表": members, "grouper": name, "list": members} for name, members in groups.items()
    ]


def _replaced(value: Any, old: str, new: str) -> str:
    text = as_text(value)
    if not old:
        raise Misuse("replace 里要被替换的文字不能是空的。")
    spend(1 + text.count(old) * (1 + len(new)) // 16)
    return text.replace(old, new)


def _length(value: Any) -> int:
    if not isinstance(value, str | list | tuple | dict | range):
        raise Misuse(f"{kind_of(value)}没有长度。")
    return len(value)


def _full_stop(value: Any) -> str:
    text = as_text(value).rstrip()
    return text if not text or text[-1] in SENTENCE_ENDS else text.rstrip("；，、;,") + "。"


def _without_blanks(values: Any) -> list[Any]:
    return [item for item in items(values) if not is_blank(item)]


def _end(values: Any, index: int) -> Any:
    found = values if isinstance(values, str) else items(values)
    if not found:
        raise Misuse("列表是空的，没有第一个也没有最后一个。", "请先用 {% if 列表 %} 判断。")
    return found[index]


def charged(function: Filter) -> Filter:
    """Return ``function`` so that it spends by the size of what it is given."""

    @wraps(function)
    def call(value: Any = None, *arguments: Any, **named: Any) -> Any:
        if isinstance(value, Undefined):
            _ = function is _default or bool(value)  # only a default may stand behind a missing name
        else:
            spend_on(value)
        return function(value, *arguments, **named)

    return call


#: name: (function, what it does, for the 说明 sheet)
FILTER_TABLE: dict[str, tuple[Filter, str]] = {
    "默认": (_default, "空白时写别的：{{ 任务.备注|默认(\"无\") }}"),
    "顿号": (_enumeration, "用顿号连起来：{{ 任务.配合单位|顿号 }}"),
    "百分比": (_percent, "0.8333 写成 83.33%；|百分比(0) 不要小数"),
    "万元": (_ten_thousands, "元换算成万元：12000 写成 1.2万元"),
    "四舍五入": (_round, "保留几位小数：|四舍五入(1)"),
    "补空": (_padded, "两个字的姓名中间加空格"),
    "中文数字": (in_hanzi, "1 写成 一，12 写成 十二"),
    "圈码": (_circled, "1 写成 ①"),
    "日期": (_day, "2022-03-31 写成 2022年3月31日"),
    "句号": (_full_stop, "末尾没有句号的补上句号"),
    "去空": (_without_blanks, "去掉列表里的空白项"),
    "default": (_default, "同“默认”"),
    "join": (_join, "连接：|join(\"；\")"),
    "length": (_length, "列表有几项，文字有几个字"),
    "round": (_round, "同“四舍五入”"),
    "first": (lambda values: _end(values, 0), "第一项"),
    "last": (lambda values: _end(values, -1), "最后一项"),
    "list": (items, "列表"),
    "sort": (_sorted, "排序：|sort(attribute=\"完成率\", reverse=true)"),
    "map": (_mapped, "各取一项：|map(attribute=\"名称\")"),
    "selectattr": (lambda values, name, test=None, *more: _chosen(values, name, test, more, True),
                   "挑出：|selectattr(\"状态\", \"==\", \"滞后\")"),
    "rejectattr": (lambda values, name, test=None, *more: _chosen(values, name, test, more, False),
                   "挑出其余的"),
    "sum": (_sum, "合计：|sum(attribute=\"数量\")"),
    "unique": (_unique, "去掉重复"),
    "groupby": (_grouped, "分组：{% for 组 in 列表|groupby(\"状态\") %}{{ 组.名称 }}"),
    "reverse": (lambda values: items(values)[::-1], "倒过来"),
    "upper": (lambda value: as_text(value).upper(), "字母大写"),
    "lower": (lambda value: as_text(value).lower(), "字母小写"),
    "trim": (lambda value: as_text(value).strip(), "去掉两头的空格"),
    "replace": (_replaced, "替换文字：|replace(\"甲\", \"乙\")"),
    "string": (as_text, "数变成文字"),
    "int": (lambda value: Decimal(int(number(value))), "取整数部分"),
    "abs": (lambda value: abs(number(value)), "绝对值"),
    "min": (lambda values: min((scalar(v) for v in items(values)), key=_sort_key), "最小的"),
    "max": (lambda values: max((scalar(v) for v in items(values)), key=_sort_key), "最大的"),
}  # fmt: skip
FILTERS: dict[str, Filter] = {name: charged(function) for name, (function, _) in FILTER_TABLE.items()}


def _compared(compare: Callable[[Any, Any], Any]) -> Filter:
    return lambda left, right: compare(flat(left), flat(right))


def _contains(values: Iterable[Any], value: Any) -> bool:
    return value in values


_COMPARISONS: dict[str, Filter] = {
    "==": _compared(lambda left, right: left == right),
    "!=": _compared(lambda left, right: left != right),
    ">": _compared(lambda left, right: left > right),
    ">=": _compared(lambda left, right: left >= right),
    "<": _compared(lambda left, right: left < right),
    "<=": _compared(lambda left, right: left <= right),
    "in": _compared(lambda left, right: _contains(right, left)),
}
_OTHER_NAMES = {"eq": "==", "equalto": "==", "ne": "!=", "gt": ">", "greaterthan": ">", "ge": ">=", "lt": "<",
                "lessthan": "<", "le": "<="}  # fmt: skip
TESTS: dict[str, Filter] = {
    **_COMPARISONS,
    **{name: _COMPARISONS[sign] for name, sign in _OTHER_NAMES.items()},
    "空": is_blank,
    "defined": lambda value: not isinstance(value, Undefined),
    "undefined": lambda value: isinstance(value, Undefined),
    "none": lambda value: value is None,
    "number": lambda value: isinstance(exact(value), int | Decimal) and not isinstance(value, bool),
    "数": lambda value: isinstance(exact(value), int | Decimal) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "odd": lambda value: number(value) % 2 == 1,
    "even": lambda value: number(value) % 2 == 0,
}
