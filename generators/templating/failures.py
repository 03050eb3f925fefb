"""Whatever goes wrong in Jinja or in our filters, in Chinese: what, near which text, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import InvalidOperation

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError

from generators.errors import Problem
from generators.model.origin import Origin
from generators.templating.environment import environment
from generators.templating.limits import Exhausted
from generators.templating.marks import without_marks
from generators.templating.names import dotted
from generators.templating.plain import Misuse
from generators.templating.tags import Mistake, alone, tags_of

LONGEST_EXCERPT = 40


def problem(mistake: Mistake, places: Sequence[Origin], lines: Sequence[str]) -> Problem:
    """Return a mistake as a problem at the place its line came from, with the tag it is in."""
    line = lines[mistake.line - 1]
    tag = next((tag for tag in tags_of(line) if mistake.near in tag), mistake.near or line)
    near = _shortened(without_marks(tag))
    said = mistake.said if near in mistake.said else f"“{near}”：{mistake.said}"
    return Problem(mistake.code, places[mistake.line - 1], said, mistake.advice)


def _shortened(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST_EXCERPT else text[:LONGEST_EXCERPT] + "……"


_TOO_MUCH = ("TPL-8", "要做的循环、调用或文字太多，已经停下。", "请检查循环是否套得太多，或者自己套了自己。")
_FAILURES: tuple[tuple[type[BaseException], tuple[str, str, str]], ...] = (
    (Exhausted, _TOO_MUCH),
    (RecursionError, _TOO_MUCH),
    (MemoryError, _TOO_MUCH),
    (OverflowError, _TOO_MUCH),
    (SyntaxError, ("TPL-8", "循环和判断套得太深。", "请把里层的内容移出来，最多套十几层。")),
    (SecurityError, ("TPL-5", "模板里不能调用这个。", "只能用名称、过滤器和 range。")),
    (ZeroDivisionError, ("TPL-9", "除数是 0。", "请先用 {% if %} 判断除数。")),
    (InvalidOperation, ("TPL-9", "这个计算没有结果。", "请检查参加计算的数。")),
)


def mistake_of(error: Exception, line: int, text: str) -> Mistake:
    """Return any failure of Jinja or of our filters as a mistake in Chinese."""
    tags = list(tags_of(text))
    near = tags[0] if len(tags) == 1 else text
    if isinstance(error, UndefinedError):
        said, _, advice = str(error.message).partition("\n")
        return _full_name(Mistake(line, "TPL-7", near, said, advice), text)
    if isinstance(error, Misuse):
        return Mistake(line, "TPL-9", near, error.said, error.advice)
    if isinstance(error, TemplateSyntaxError):
        return Mistake(line, "TPL-4", near, *in_chinese(error.message or ""))
    for kind, told in _FAILURES:
        if isinstance(error, kind):
            return Mistake(line, told[0], near, told[1], told[2])
    return Mistake(line, "TPL-9", near, "这些值不能这样用。", f"请检查过滤器的参数和值的种类（{error}）。")


def _full_name(mistake: Mistake, text: str) -> Mistake:
    """Return the mistake about a missing name with the full name as it was typed: 任务.主要内空."""
    short = mistake.said.removeprefix("没有“").removesuffix("”。")
    for tag in tags_of(text):
        for node in environment().parse(alone(tag)).find_all(nodes.Getattr):
            full = dotted(node)
            if node.attr == short and full:
                advice = mistake.advice.replace("是不是“", f"是不是“{full.removesuffix(short)}", 1)
                return Mistake(mistake.line, mistake.code, tag, f"没有“{full}”。", advice)
    return mistake


_SYNTAX: tuple[tuple[str, str, str], ...] = (
    (r"Expected an expression, got 'end of", "这里少写了名称或值。", "请补上，如 {{ 任务.主要内容 }}。"),
    (
        r"Encountered unknown tag '([^']*)'",
        "没有“{0}”这个语句。",
        "可用的有：for、if、elif、else、set、macro、with 和对应的 end…。",
    ),
    (
        r"expected token 'end of (?:print statement|statement block)', got '?(.+?)'?$",
        "“{0}”放在这里看不懂。",
        "请检查前面是否少了 . 、| 或引号。",
    ),
    (r"expected token '([^']*)', got '?(.+?)'?$", "这里应是“{0}”，写的是“{1}”。", "请检查括号、逗号和引号。"),
    (r"unexpected char '?(.+?)'? at", "有看不懂的字符“{0}”。", "请删去，或给文字加上引号。"),
    (r"unexpected '?([^']+)'?$", "多了“{0}”，或少了与它配对的括号。", "请检查括号和花括号。"),
)


def in_chinese(message: str) -> tuple[str, str]:
    """Return what Jinja says about a tag, in Chinese: what is wrong, and what to do.

    >>> in_chinese("Encountered unknown tag 'fro'.")[0]
    '没有“fro”这个语句。'
    """
    for pattern, said, advice in _SYNTAX:
        found = re.search(pattern, message)
        if found:
            return said.format(*found.groups()), advice
    return "写法不对。", f"请对照“说明”表里的例子检查（{message}）。"
