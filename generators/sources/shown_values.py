"""The value of a cell as the clerk sees it, as far as its format says; what is no value is seen too."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from generators.workbooks.values import CellError, Doubtful, NoResult, Value


def shown(value: Value, is_percent: bool = False) -> str:
    """Return a value as it is seen.

    >>> [shown(0.1 + 0.2), shown(1200.0), shown(0.855, True), shown(date(2025, 9, 30)), shown(True)]
    ['0.3', '1200', '85.5%', '2025年9月30日', 'TRUE']
    >>> shown(" 市教育局 \\n\\n市财政局"), shown(CellError("#REF!"))
    ('市教育局\\n市财政局', '#REF!')
    """
    if isinstance(value, str):
        return tidy_lines(value) if "\n" in value or "\r" in value else value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_number(value, is_percent)
    return shown_other(value)


def tidy_lines(text: str) -> str:
    """Return the lines of a text that hold something, trimmed."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def shown_number(value: int | float, is_percent: bool) -> str:
    """Return a number without the noise behind its 15 digits, a percent with its sign."""
    if isinstance(value, int) and not is_percent:
        return str(value)
    number = Decimal(f"{value:.15g}")
    text = f"{(number * 100 if is_percent else number).normalize():f}"
    return f"{text}%" if is_percent else text


def shown_other(value: object) -> str:
    """Return a date, a time, or what stands for a value that is missing."""
    if isinstance(value, datetime | date):
        clock = value.time() if isinstance(value, datetime) else time()
        return f"{value.year}年{value.month}月{value.day}日{clock.isoformat() if clock != time() else ''}"
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, Doubtful):
        return value.text
    if isinstance(value, NoResult):
        return "（公式没有结果）"
    return str(value) if isinstance(value, time | timedelta) else repr(value)
