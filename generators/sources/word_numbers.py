"""Automatic numbering of Word: the 一、 or 3. that is seen before a paragraph and stands in no text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from generators.opc.markup import parse_xml
from generators.opc.reading import Package

_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
LEVELS = 9
MOST_COUNTED = 99_999


def chinese(number: int) -> str:
    """Return a number as headings count.

    >>> [chinese(number) for number in (3, 10, 12, 20, 105)]
    ['三', '十', '十二', '二十', '一〇五']
    """
    if number >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


def roman(number: int) -> str:
    """Return a number in Roman numerals.

    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    signs = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        signs += sign * count
    return signs


def letter(number: int) -> str:
    """Return a number as a letter, repeated after z.

    >>> letter(1), letter(28)
    ('a', 'bb')
    """
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def circled(number: int) -> str:
    """Return a number in a circle, plain beyond 20."""
    return _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else str(number)


#: How each format of Word counts; a format that is not here counts in digits.
FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
         "japaneseCounting", "ideographDigital"), chinese),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), circled),
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
    **dict.fromkeys(("bullet", "none"), lambda number: ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what is shown (``%1、``), and where it begins."""

    form: str = "decimal"
    shown: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, style: str, number: str | None, level: int | None) -> str:
        """Return what is seen before the next paragraph of a list, '' for one of none.

        ``number`` and ``level`` are the paragraph's own; where it has none its style decides.
        """
        by_style = self.styles.get(style, ("", 0))
        chosen = by_style[0] if number is None else number
        depth = by_style[1] if level is None else level
        if chosen not in self.lists or not 0 <= depth < LEVELS:
            return ""
        shared, levels = self.lists[chosen]
        counts = self.counts.setdefault(shared, [0] * LEVELS)
        counted(counts, levels, depth)
        return shown(counts, levels, depth)


def counted(counts: list[int], levels: dict[int, Level], depth: int) -> None:
    """Count one more at a level; the levels below begin anew."""
    start = levels.get(depth, Level()).start
    counts[depth] = min(counts[depth] + 1 if counts[depth] else start, MOST_COUNTED)
    counts[depth + 1 :] = [0] * (LEVELS - depth - 1)


def shown(counts: list[int], levels: dict[int, Level], depth: int) -> str:
    """Return the label of a level as it now counts."""
    level = levels.get(depth, Level())
    if level.form in ("bullet", "none"):
        return ""
    text = level.shown
    for place in range(depth + 1):
        count = FORMATS.get(levels.get(place, Level()).form, str)(counts[place] or 1)
        text = text.replace(f"%{place + 1}", count)
    return text


def read_numbering(package: Package, part: str) -> Numbering:
    """Return the lists of a document; none if it has none. Raises WorkbookError."""
    found = Numbering()
    for name in package.related(part, "numbering")[:1]:
        found.lists = lists_of(parse_xml(package.file, name, package.stream(name)))
    for name in package.related(part, "styles")[:1]:
        found.styles = numbered_styles(parse_xml(package.file, name, package.stream(name)))
    return found


def lists_of(root: Element) -> dict[str, tuple[str, dict[int, Level]]]:
    """Return the lists by number: the count they share, and their levels."""
    abstract = {e.get("abstractNumId", ""): levels_of(e) for e in root.iterfind("abstractNum")}
    lists = {}
    for num in root.iterfind("num"):
        base = value_of(num, "abstractNumId")
        own = {number_of(o.get("ilvl")): level_of(lvl) for o in num.iterfind("lvlOverride")
               for lvl in o.iterfind("lvl")}  # fmt: skip
        number = num.get("numId", "")
        lists[number] = (number if own else f"#{base}", {**abstract.get(base, {}), **own})
    lists.pop("0", None)
    return lists


def levels_of(element: Element) -> dict[int, Level]:
    """Return the levels of a list."""
    return {number_of(level.get("ilvl")): level_of(level) for level in element.iterfind("lvl")}


def level_of(element: Element) -> Level:
    """Return one level."""
    form = value_of(element, "numFmt") or "decimal"
    return Level(form, value_of(element, "lvlText"), number_of(value_of(element, "start"), 1))


def numbered_styles(root: Element) -> dict[str, tuple[str, int]]:
    """Return the list and level of each paragraph style that numbers its paragraphs."""
    styles = {}
    for style in root.iterfind("style"):
        numbers = style.find("pPr/numPr")
        if numbers is not None and value_of(numbers, "numId"):
            level = number_of(value_of(numbers, "ilvl"))
            styles[style.get("styleId", "")] = (value_of(numbers, "numId"), level)
    return styles


def value_of(element: Element, child: str) -> str:
    """Return the value of a child such as ``<w:numId w:val="3"/>``, '' if there is none."""
    found = element.find(child)
    return "" if found is None else found.get("val", "")


def number_of(typed: str | None, default: int = 0) -> int:
    """Return a small number, or the default."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 6 else default
