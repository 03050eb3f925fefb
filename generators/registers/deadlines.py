"""完成时限 and dates as clerks type them; a day is named only when there is one way to read it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from generators.model.task import Deadline
from generators.registers.spelling import plain, without_spaces

YEARS = range(1990, 2100)
#: Words for work that has no last day; they are kept as they are and nothing is asked.
NO_DAY = frozenset((
    "长期", "长期推进", "长期坚持", "常年", "常态化", "常态化推进", "常态化开展", "持续推进", "持续",
    "跨年度", "跨年度项目", "全年推进", "按年度计划推进", "另行通知",
))  # fmt: skip
#: The same told by the work: 按工程节点推进, 7月1日起执行.
_WITHOUT_DAY = re.compile(
    "按[^,;，；0-9]{2,10}(?:推进|实施|完成|执行)|[^,;，；]{2,12}起(?:执行|施行|实施)"
)
#: The step that is that of all but those told before it.
_OF_THE_REST = re.compile("^(?:其余|其他|其它|剩余|全部)[^0-9]{0,6}(?=[0-9])")
#: What may stand behind a time without changing the last day it means.
_BY_THEN = r"(?:之前|以前|前)?(?:底前)?"
_DONE = (
    r"(?:(?:全部|全面|基本|力争|确保)?"
    r"(?:完成|完工|竣工|建成|建成投用|建成投入使用|投入使用|投用|交付|交付使用|投入运行|投运|开放|开园|开馆|通车|验收|办结|到位|"
    r"动工|开工|启动|动工建设|开工建设|启动建设|进场|进场施工|封顶|主体封顶|试运行|试运营|投入试运行|投入试运营))?"
)
#: 5月底前动工: the day is that of the beginning.
_BEGINS = re.compile("(?:动工|开工|启动|动工建设|开工建设|启动建设|进场|进场施工)$")
#: Steps with a day each: 6月底前完成设计；12月底前完工. The latest one is that of the whole.
_STEPS = re.compile("[;；,，]")
_LONGEST_TIME = 14
_ENDS = {"上旬": 10, "中旬": 20}
_SPANS = {"上半年": 6, "下半年": 12, "全年": 12, "年底": 12, "年末": 12, "年内": 12, "年终": 12, "年中": 6}
_QUARTERS = {sign: number for number, signs in enumerate(("1一", "2二", "3三", "4四"), 1) for sign in signs}

_YEAR = r"(?:(?P<year>[0-9]{4})年?|(?:本年度?|当年|今年))?"
_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern + _BY_THEN + _DONE)
    for pattern in (
        r"(?P<year>[0-9]{4})(?P<sep>[-./])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        r"(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]",
        r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})底?",
        r"(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月份?(?P<part>上旬|中旬|下旬|底|末)?",
        _YEAR + r"第?(?P<quarter>[1-4一二三四])季度[底末]?",
        _YEAR + r"(?P<span>上半年|下半年|全年|年底|年末|年内|年终|年中)[底末]?",
        r"(?P<year>[0-9]{4})(?P<span>年底|年末|年内|年终|底|末|年)",
        r"(?P<year>[0-9]{4})",
    )
)
_FROM_TO = re.compile(r"(?P<first>[0-9].*?)(?:~~?|至|到|-)(?P<last>[0-9].*)")
_DAY = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<sep>[-./])|年)(?P<month>[0-9]{1,2})(?:(?P=sep)|月)(?P<day>[0-9]{1,2})日?"
)
_SHORT_DAY = re.compile(r"[0-9]{1,2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?")


def parse_deadline(text: str, year: int) -> Deadline:
    """Return a typed deadline with the last day it means; ValueError when that is not certain.

    ``year`` is the year of the register, for deadlines that name none; 0 when it is not known.

    >>> [str(parse_deadline(typed, 2022).date) for typed in ("2022年底", "9月投入使用", "2022-2023")]
    ['2022-12-31', '2022-09-30', '2023-12-31']
    >>> [str(parse_deadline(typed, 2022).date) for typed in ("5月底前动工", "6月底前完成设计；11月底前完工")]
    ['2022-05-31', '2022-11-30']
    >>> [str(parse_deadline(typed, 2022).date) for typed in ("汛期前建泵站，其余10月底前完成", "按节点推进")]
    ['2022-10-31', 'None']
    >>> [parse_deadline(typed, 2022).begins for typed in ("5月底前动工", "11月底前完工；5月底前动工")]
    [True, False]
    >>> parse_deadline("24/3/5", 2024)
    Traceback (most recent call last):
    ValueError: “24/3/5”不能确定是哪一天。
    """
    spelt = without_spaces(plain(text))
    if spelt in NO_DAY or _WITHOUT_DAY.fullmatch(spelt):
        return Deadline(text)
    whole = last_day(spelt, year) or last_day_of_span(spelt, year)
    day, step = (whole, spelt) if whole else last_step(spelt, year)
    if day is None:
        raise ValueError(why_no_day(text, spelt))
    return Deadline(text, day, _BEGINS.search(step) is not None)


def last_day(spelt: str, year: int) -> date | None:
    """Return the last day of the time that ``spelt`` names, or None."""
    for pattern in _PATTERNS:
        if found := pattern.fullmatch(spelt):
            parts = found.groupdict()
            named = int(parts.get("year") or year)
            return READERS[next(name for name in READERS if parts.get(name))](named, parts)
    return None


def end_of_month(year: int, month: int) -> date | None:
    """Return the last day of a month; None when there is no such month or year."""
    if year not in YEARS or not 1 <= month <= 12:
        return None
    return date(year, month, monthrange(year, month)[1])


def day_of(year: int, parts: dict[str, str]) -> date | None:
    """Return a day of the calendar; None when there is no such day."""
    end = end_of_month(year, int(parts["month"]))
    return end.replace(day=int(parts["day"])) if end and 1 <= int(parts["day"]) <= end.day else None


def month_of(year: int, parts: dict[str, str]) -> date | None:
    """Return the last day of a month, or of the first or second ten days of it."""
    end = end_of_month(year, int(parts["month"]))
    return end.replace(day=_ENDS.get(parts.get("part") or "", end.day)) if end else None


#: How the parts of a matched time make a day; the first part that is there decides.
READERS: dict[str, Callable[[int, dict[str, str]], date | None]] = {
    "day": day_of,
    "month": month_of,
    "quarter": lambda year, parts: end_of_month(year, 3 * _QUARTERS[parts["quarter"]]),
    "span": lambda year, parts: end_of_month(year, _SPANS.get(parts["span"], 12)),
    "year": lambda year, parts: end_of_month(year, 12),
}


def last_day_of_span(spelt: str, year: int) -> date | None:
    """Return the end of a time from … to …: 2022-2023, 2022年6月至2023年3月, 6-12月."""
    found = _FROM_TO.fullmatch(spelt)
    if not found:
        return None
    first, last = found["first"], found["last"]
    start = last_day(first if not first.isdigit() or len(first) == 4 else f"{first}月", year)
    end = last_day(last, start.year if start else year)
    return end if start and end and start <= end else None


def last_step(spelt: str, year: int) -> tuple[date | None, str]:
    """Return the last day of steps that each open with one (6月底前设计；12月底前完工), and its step."""
    steps = [step for step in _STEPS.split(spelt) if step]
    if len(steps) > 1 and (of_the_rest := _OF_THE_REST.match(steps[-1])) is not None:
        last = steps[-1][of_the_rest.end() :]
        return _opening_day(last, year), last
    days = [(day, step) for step in steps if (day := _opening_day(step, year))]
    return max(days) if len(days) == len(steps) > 1 else (None, "")


def _opening_day(step: str, year: int) -> date | None:
    """Return the day that the longest opening of a step names."""
    openings = (last_day(step[:end], year) for end in range(min(len(step), _LONGEST_TIME), 1, -1))
    return next((day for day in openings if day), None)


def why_no_day(text: str, spelt: str) -> str:
    """Return what keeps ``text`` from naming a day."""
    if _DAY.fullmatch(spelt):
        return f"“{text}”这一天不存在。"
    if _SHORT_DAY.fullmatch(spelt):
        return f"“{text}”不能确定是哪一天。"
    return f"“{text}”不是日期。"


def parse_day(text: str) -> date:
    """Return the day a cell names in full, year included; ValueError when it does not.

    >>> parse_day("2022年3月28日"), parse_day("２０２２．３．２８")
    (datetime.date(2022, 3, 28), datetime.date(2022, 3, 28))
    """
    spelt = without_spaces(plain(text))
    found = _DAY.fullmatch(spelt) or re.fullmatch(
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", spelt
    )
    day = day_of(int(found["year"]), found.groupdict()) if found else None
    if day is None:
        raise ValueError(why_no_day(text, spelt))
    return day


def spoken(day: date) -> str:
    """Return a day as offices write it: 2022年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
