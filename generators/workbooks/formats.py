"""What a number format makes of a number: a date, a share, a text. Rules of ECMA-376 part 1, 18.8.30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

YEAR_MONTH, MONTH_DAY, HOUR_MINUTE = 'yyyy"年"m"月"', 'm"月"d"日"', 'h"时"mm"分"'
WHOLE_DATE, WHOLE_TIME = 'yyyy"年"m"月"d"日"', 'h"时"mm"分"ss"秒"'

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
    # From here on dates and times of Chinese Excel, which files do not spell out.
    27: YEAR_MONTH, 28: MONTH_DAY, 29: MONTH_DAY, 30: "m/d/yy", 31: WHOLE_DATE, 32: HOUR_MINUTE,
    33: WHOLE_TIME, 34: HOUR_MINUTE, 35: WHOLE_TIME, 36: YEAR_MONTH,
    50: YEAR_MONTH, 51: MONTH_DAY, 52: YEAR_MONTH, 53: MONTH_DAY, 54: MONTH_DAY,
    55: HOUR_MINUTE, 56: WHOLE_TIME, 57: YEAR_MONTH, 58: MONTH_DAY,
}  # fmt: skip

# Quoted text, an escaped, padding or filling sign, a colour, locale or condition: none formats a value.
DECORATION = re.compile(
    r'"[^"]*"?|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|General|G/通用格式|AM/PM|A/P|上午/下午', re.I
)
ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
CALENDAR = re.compile(r"[yd]|a{3}|^[^hs]*m[^hs]*$", re.I)
PERCENT = re.compile("%")
CLOCK = re.compile(r"[hs]", re.I)


class Meaning(Enum):
    """What a number stands for under a format."""

    NUMBER = "number"
    PERCENT = "percent"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format as written, and what it makes of a number."""

    code: str = "General"
    meaning: Meaning = Meaning.NUMBER

    @property
    def is_percent(self) -> bool:
        """Whether 0.85 is shown as 85%."""
        return self.meaning is Meaning.PERCENT


def meaning_of(code: str) -> Meaning:
    """Return what a number stands for under a format code.

    >>> meaning_of('yyyy"年"m"月"d"日"').name, meaning_of("h:mm").name, meaning_of("[h]:mm").name
    ('DATE', 'TIME', 'DURATION')
    >>> meaning_of("0.0%").name, meaning_of('0"days"').name, meaning_of("@").name
    ('PERCENT', 'NUMBER', 'TEXT')
    """
    plain = DECORATION.sub("", code).partition(";")[0]
    if plain.strip() == "@":
        return Meaning.TEXT
    rules = (
        (ELAPSED, Meaning.DURATION),
        (CALENDAR, Meaning.DATE),
        (CLOCK, Meaning.TIME),
        (PERCENT, Meaning.PERCENT),
    )
    return next((meaning for sign, meaning in rules if sign.search(plain)), Meaning.NUMBER)


def number_format(code: str) -> NumberFormat:
    """Return a format with its meaning."""
    return NumberFormat(code, meaning_of(code))


GENERAL = NumberFormat()
BUILT_IN_FORMATS = {number: number_format(code) for number, code in BUILT_IN.items()}
