"""The tags of a template, line by line: as a clerk typed them in Word or Excel, and what is wrong with them.

A line is one paragraph or one cell. Jinja stops at its first error; here every tag is looked at by itself,
and the pairs (for … endfor) by a stack, so that all mistakes are told at once and each at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: One tag; a quoted }} does not end it. No tag begins inside a tag and none is endless: a scan is linear.
TAG = re.compile(r"\{[{%#](?:\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’|(?!\{[{%#])[^\"'“‘]){0,1000}?[}%#]\}")
_QUOTED_OR_WIDE = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|“[^”]*”|‘[^’]*’|[（）［］｜，．：！＝＜＞％＋－＊／～　\xa0]"
)
_NARROW = str.maketrans("（）［］｜，．：！＝＜＞％＋－＊／～　\xa0", "()[]|,.:!=<>%+-*/~  ")
_HALF_OPEN = re.compile(r"\{[{%]|[%}]\}|[｛{][｛％%]|[｝％%][｝}]")
OPENING = ("{{", "{%")
_FIRST_WORD = re.compile(r"\{%[-+]?\s*(\w*)")

ENDS = {"for": "endfor", "if": "endif", "macro": "endmacro", "call": "endcall", "filter": "endfilter",
        "with": "endwith", "set": "endset"}  # fmt: skip
OPENERS = {end: word for word, end in ENDS.items()}
MIDDLES = {"elif": ("if",), "else": ("if", "for")}
FORBIDDEN_WORDS = ("include", "import", "from", "extends", "block", "autoescape", "raw")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one line (counted from 1) of a template; ``near`` is the text around, as typed."""

    line: int
    code: str
    near: str
    said: str
    advice: str = ""


def is_statement(tag: str) -> bool:
    """Return whether a tag prints nothing: {% … %} or {# … #}."""
    return not tag.startswith("{{")


def only_statements(text: str) -> bool:
    """Return whether a line holds statements and nothing that could be printed.

    >>> only_statements("{% for 任务 in 任务列表 %}"), only_statements("{{ 名称 }}"), only_statements("")
    (True, False, False)
    """
    tags = [found.group() for found in TAG.finditer(text)]
    return bool(tags) and all(map(is_statement, tags)) and not TAG.sub("", text).strip()


def plain_tag(tag: str) -> str:
    """Return a tag with quotes and marks as Jinja wants them, whatever Word made of them; same length.

    >>> plain_tag("{{ 任务．备注｜默认（“无”） }}")
    '{{ 任务.备注|默认("无") }}'
    """
    return _QUOTED_OR_WIDE.sub(_plain_part, tag) if not tag.startswith("{#") else tag


def _plain_part(found: re.Match[str]) -> str:
    part = found.group()
    if part[0] in "“‘":
        quote = "'" if '"' in part else '"'
        return quote + part[1:-1].replace("\\", "/") + quote
    return part if part[0] in "\"'" else part.translate(_NARROW)


def plain_line(text: str) -> str:
    """Return a line with every tag made plain; what stands outside of tags is not touched."""
    return TAG.sub(lambda found: plain_tag(found.group()), text)


def tags_of(line: str) -> Iterator[str]:
    """Yield the tags of a line, made plain."""
    return (plain_tag(found.group()) for found in TAG.finditer(line))


def first_word(tag: str) -> str:
    """Return the word of a statement: for, if, endfor …; nothing for ``{{ }}`` and comments."""
    found = _FIRST_WORD.match(tag)
    return found[1] if found else ""


def half_open(lines: Sequence[str]) -> Iterator[Mistake]:
    """Yield a mistake for each brace without its partner, and for full-width braces."""
    for number, line in enumerate(lines, 1):
        found = _HALF_OPEN.search(TAG.sub(lambda tag: " " * len(tag.group()), line))
        if found:
            before = 0 if found.group() in OPENING else 10
            near = line[max(found.start() - before, 0) : found.end() + 12]
            wide = any(brace in found.group() for brace in "｛｝％")
            said = (
                "花括号是全角的。"
                if wide
                else f"“{found.group()}”没有配对，或者里面的引号没有配对，或者太长。"
            )
            yield Mistake(
                number, "TPL-1", near, said, "请写成 {{ 名称 }} 或 {% … %}，用半角的花括号，写在同一段里。"
            )


def unpaired(lines: Sequence[str], containers: Sequence[int] | None = None) -> list[Mistake]:
    """Return a mistake for each statement without its partner, or with one in another cell.

    ``containers`` says for each line which cell (or table, or the body) it stands in.
    """
    mistakes: list[Mistake] = []
    stack: list[tuple[str, int, str]] = []
    for number, line in enumerate(lines, 1):
        for tag in tags_of(line):
            mistakes += _step(stack, tag, number, containers)
    for word, number, tag in stack:
        mistakes.append(
            Mistake(
                number,
                "TPL-2",
                tag,
                f"没有与它配对的 {{% {ENDS[word]} %}}。",
                f"请在后面补上 {{% {ENDS[word]} %}}。",
            )
        )
    return mistakes


def _step(
    stack: list[tuple[str, int, str]], tag: str, number: int, containers: Sequence[int] | None
) -> Iterator[Mistake]:
    """Take one tag onto the stack or its partner from it; yield what is wrong."""
    word = first_word(tag)
    if word in ENDS and not _is_assignment(tag):
        stack.append((word, number, tag))
    elif word in OPENERS or word in MIDDLES:
        wanted = MIDDLES.get(word) or (OPENERS[word],)
        if not stack or stack[-1][0] not in wanted:
            yield Mistake(
                number,
                "TPL-2",
                tag,
                "前面没有与它配对的 " + " 或 ".join(f"{{% {w} … %}}" for w in wanted) + "。",
                "请检查 for、if 与 endfor、endif 是否一一配对。",
            )
            return
        if containers and containers[stack[-1][1] - 1] != containers[number - 1]:
            yield Mistake(
                number,
                "TPL-2",
                tag,
                f"与它配对的“{stack[-1][2]}”在另一个单元格或表格外。",
                "请把一对语句写在同一个单元格里；要重复表格的行，就各占一行写。",
            )
        if word in OPENERS:
            stack.pop()


def _is_assignment(tag: str) -> bool:
    return first_word(tag) == "set" and "=" in tag


def alone(tag: str) -> str:
    """Return a tag so that Jinja can read it without the rest of the template; or nothing."""
    word = first_word(tag)
    if not word:
        return "" if tag.startswith("{#") else tag
    if word in OPENERS or word == "else":
        return ""
    if word == "elif":
        return f"{tag.replace('elif', 'if', 1)}{{% endif %}}"
    return tag if word not in ENDS or _is_assignment(tag) else f"{tag}{{% {ENDS[word]} %}}"
