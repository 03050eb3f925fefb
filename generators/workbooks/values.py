"""What a cell can hold, and how a stored text becomes it. What is no value is kept and marked, never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from sys import float_info

from generators.workbooks.formats import Meaning

NO_TEXT = "文件里缺少这一格的文字"
LARGEST = float_info.max
DAY = 86_400_000  # milliseconds, the finest that Excel keeps
LAST_SERIAL = 2_958_466  # the day after 9999-12-31


@dataclass(frozen=True, slots=True)
class CellError:
    """An error that a formula gave, such as ``#REF!``: not a text, and never blank."""

    code: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A stored value that cannot be what its cell says: ``text`` is what is stored, ``why`` is in Chinese.

    A number in a date cell that is no date (20240305) keeps its digits here.
    """

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class NoResult:
    """A formula whose result was never stored: the file has not been calculated. Not zero, not blank."""


NO_RESULT = NoResult()
Value = str | int | float | bool | date | datetime | time | timedelta | CellError | Doubtful | NoResult
Decode = Callable[[str], Value]


def number(raw: str) -> int | float | Doubtful:
    """Return a stored number; Doubtful for 1E999, NaN and anything else that is none.

    >>> number("12"), number("0.1"), number("1E999")
    (12, 0.1, Doubtful(text='1E999', why='不是有效的数字'))
    """
    if raw.isdigit() and raw.isascii() and len(raw) < 16:
        return int(raw)
    try:
        value = float(raw)
    except ValueError:
        return Doubtful(raw, "不是有效的数字")
    if -LARGEST <= value <= LARGEST and raw.isascii() and "_" not in raw:
        return int(value) if raw[0] == "-" and raw[1:].isdigit() and len(raw) < 17 else value
    return Doubtful(raw, "不是有效的数字")


def boolean(raw: str) -> bool | Doubtful:
    """Return a stored truth value.

    >>> boolean("1"), boolean("false"), boolean("2")
    (True, False, Doubtful(text='2', why='不是有效的逻辑值'))
    """
    known = {"1": True, "0": False, "true": True, "false": False}
    return known.get(raw.strip().lower(), Doubtful(raw, "不是有效的逻辑值"))


def iso_date(raw: str) -> date | datetime | time | Doubtful:
    """Return a date stored as text, as ISO-strict workbooks do.

    >>> iso_date("2025-12-31"), iso_date("2025-12-31T08:30:00Z")
    (datetime.date(2025, 12, 31), datetime.datetime(2025, 12, 31, 8, 30))
    >>> iso_date("31.12.2025")
    Doubtful(text='31.12.2025', why='不是有效的日期')
    """
    text = raw.strip().removesuffix("Z")
    for parse in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            return parse(text)
        except ValueError:
            continue
    return Doubtful(raw, "不是有效的日期")


def moment(serial: float, meaning: Meaning, is_1904: bool) -> Value | None:
    """Return what a day count stands for, or None if it is no day of the calendar.

    Day 1 is 1900-01-01; day 60 is a 29 February 1900 that never was, so days before it count from a day
    later. In the 1904 system day 0 is 1904-01-01.

    >>> moment(45658, Meaning.DATE, False), moment(0.75, Meaning.TIME, False)
    (datetime.date(2025, 1, 1), datetime.time(18, 0))
    >>> moment(20240305, Meaning.DATE, False) is None
    True
    """
    milliseconds = round(serial * DAY)
    if meaning is Meaning.DURATION:
        return timedelta(milliseconds=milliseconds)
    days, rest = divmod(milliseconds + (1462 * DAY if is_1904 else 0), DAY)
    if days == 0 and meaning is Meaning.TIME:
        return (datetime.min + timedelta(milliseconds=rest)).time()
    if not 1 <= days < LAST_SERIAL or days == 60:
        return None
    day = datetime(1899, 12, 30 if days > 60 else 31) + timedelta(days, milliseconds=rest)
    return day if rest else day.date()


class Moments(dict[str, Value]):
    """The dates of one number format by their stored text, each worked out once."""

    def __init__(self, meaning: Meaning, is_1904: bool) -> None:
        super().__init__()
        self.meaning, self.is_1904 = meaning, is_1904

    def __missing__(self, raw: str) -> Value:
        value = self.worked_out(raw)
        if len(self) < 50_000:
            self[raw] = value
        return value

    def worked_out(self, raw: str) -> Value:
        """Return the date, or Doubtful with the number as stored."""
        serial = number(raw)
        if isinstance(serial, Doubtful):
            return serial
        try:
            found = moment(serial, self.meaning, self.is_1904)
        except OverflowError:
            found = None
        return Doubtful(raw, "单元格是日期格式，但这个数字不是日期") if found is None else found


def shared_in(texts: list[str]) -> Decode:
    """Return the decoder of cells that name a shared text by its number."""

    def shared(raw: str) -> Value:
        try:
            index = int(raw)
            return texts[index] if index >= 0 else Doubtful(raw, NO_TEXT)
        except (ValueError, IndexError):
            return Doubtful(raw, NO_TEXT)

    return shared
