"""Signs that several readers share: the marks that items and chapters open with, 等, clause signs."""

from __future__ import annotations

import re

NUMERALS = "一二三四五六七八九十"
# One mark each: 一、 · 3. · (2) (二) · ④
_CHINESE = rf"[{NUMERALS}]{{1,3}}[、.]"
_ARABIC = r"[0-9]{1,3}[、.．]"
_ARABIC_ALONE = _ARABIC + r"(?![0-9])"
_IN_BRACKETS = rf"\([{NUMERALS}0-9]{{1,3}}\)"
_CHINESE_IN_BRACKETS = rf"\([{NUMERALS}]{{1,3}}\)"
_CIRCLED = "[①-⑳]"
_CHAPTER_WORD = rf"第[{NUMERALS}]{{1,3}}[章节部条类]"

CIRCLED = re.compile(_CIRCLED)
#: An item of a list, however deep.
ITEM = re.compile(rf"^(?:{_ARABIC_ALONE}|{_CHINESE}|{_IN_BRACKETS}|{_CIRCLED})")
#: A chapter, and what stands below one.
CHAPTER = re.compile(rf"^(?:{_CHINESE}|{_CHINESE_IN_BRACKETS}|{_CHAPTER_WORD})")
BELOW_CHAPTER = re.compile(rf"^(?:{_ARABIC_ALONE}|{_IN_BRACKETS}|{_CIRCLED})")
#: A paragraph that bears a number: 一、 (二) 3.
NUMBERED = re.compile(rf"^(?:{_CHINESE}|{_CHINESE_IN_BRACKETS}|{_ARABIC})")
#: The Arabic number of a paragraph, or the number in brackets; what is left is its text.
PARAGRAPH_NUMBER = re.compile(rf"^(?:[0-9]{{1,3}}[、.．)]|{_IN_BRACKETS})")
#: What may stand before a title, a bare number (1学校) and bullets too.
TITLE_MARK = re.compile(
    rf"^(?:[0-9]{{1,3}}[、.．)]?(?![0-9%])|{_CHINESE}|{_IN_BRACKETS}|{_CIRCLED}|[●■◆★▲•·]+)"
)
#: The two kinds of marks that tell headings from what they head; the group's name says which.
KIND_OF_MARK = re.compile(rf"^(?P<arabic>[0-9]{{1,3}}[、.．)]?(?![0-9%]))|^(?P<bracket>{_IN_BRACKETS})")

#: 等 that closes examples, not the one of 平等, 等级, 等候.
ETC = re.compile(r"(?<![平高中初同对均])等(?![级候待效同于次方])")
CLAUSE_SIGN = re.compile("[,;:]")
