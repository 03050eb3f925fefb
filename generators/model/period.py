"""报告期: a quarter of a year, with the words offices use for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

QUARTER_NAMES = ("一季度", "二季度", "三季度", "四季度")
#: Figures are cumulative since January, so the second quarter is reported as 上半年, and so on.
CUMULATIVE_NAMES = ("一季度", "上半年", "前三季度", "全年")
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))

_WORDS = {
    "1": 1, "2": 2, "3": 3, "4": 4, "一": 1, "二": 2, "三": 3, "四": 4,
    "上半年": 2, "前三": 3, "全年": 4, "年终": 4, "年底": 4,
}  # fmt: skip
_SPELLINGS = re.compile(
    r"(?:(?P<year>\d{4})\s*年?\s*[-.]?)?\s*"
    r"(?:[Qq](?P<q>[1-4])|第?(?P<quarter>[1-4一二三四前三]{1,2})季度?|(?P<span>上半年|全年|年终|年底))"
)


def quarter_of(month: int) -> int:
    """Return the quarter that a month lies in.

    >>> [quarter_of(month) for month in (1, 3, 4, 12)]
    [1, 1, 2, 4]
    """
    return (month + 2) // 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One quarter of one year; ``quarter`` is 1 to 4.

    >>> str(Period(2022, 1)), Period(2022, 2).cumulative_name, Period(2022, 3).months
    ('2022Q1', '上半年', 9)
    """

    year: int
    quarter: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.quarter}"

    @property
    def name(self) -> str:
        """Return 一季度 … 四季度."""
        return QUARTER_NAMES[self.quarter - 1]

    @property
    def cumulative_name(self) -> str:
        """Return the name of the time since January: 一季度, 上半年, 前三季度, 全年."""
        return CUMULATIVE_NAMES[self.quarter - 1]

    @property
    def months(self) -> int:
        """Return how many months of the year have passed at the end of the period."""
        return self.quarter * 3

    @property
    def end(self) -> date:
        """Return the last day of the period."""
        month, day = QUARTER_ENDS[self.quarter - 1]
        return date(self.year, month, day)

    @classmethod
    def parse(cls, text: str, default_year: int | None = None) -> Period:
        """Return the period that ``text`` names; raise ValueError (in Chinese) when it names none.

        >>> [str(Period.parse(t, 2022)) for t in ("2022Q1", "2022年第一季度", "上半年", "前三季度", "q4")]
        ['2022Q1', '2022Q1', '2022Q2', '2022Q3', '2022Q4']
        """
        found = _SPELLINGS.fullmatch(text.strip())
        if not found or not (found["year"] or default_year):
            raise ValueError(f"“{text}”不是期次")
        quarter = found["q"] or found["quarter"] or found["span"]
        if quarter not in _WORDS:
            raise ValueError(f"“{text}”不是期次")
        return cls(int(found["year"] or default_year or 0), _WORDS[quarter])
