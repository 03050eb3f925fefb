"""Small readings that tables and prose share: names in one line, tidy paragraphs, periods, places, years."""

from __future__ import annotations

import re
from collections.abc import Callable

from generators.model.period import Period, quarter_of
from generators.registers.spelling import clean, plain, without_spaces

_WORD_BORDER = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_HOLD = "\ue000"
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_REGION = re.compile(
    r"^(?:关于)?(?:印发|公布|下达)?《?([\u4e00-\u9fff]{2,12}?(?:自治区|新区|开发区|经开区|高新区|省|市|区|县|州|盟|旗|镇|乡(?!村)|街道))"
)
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def by_sign(found: re.Match[str]) -> int:
    """Return the quarter that a number names."""
    return _QUARTER[found[1]]


def by_month(found: re.Match[str]) -> int:
    """Return the quarter that a month lies in."""
    return quarter_of(int(found[1]))


#: What names a period in a title or heading, and the quarter it ends.
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
    (re.compile(r"前三季度"), lambda found: 3),
    (re.compile(r"第?([一二三四1-4])季度"), by_sign),
    (re.compile(r"上半年|半年"), lambda found: 2),
    (re.compile(r"1[-—–~至]([0-9]{1,2})月"), by_month),
    (re.compile(r"截[至止](?:20[0-9]{2}年)?([0-9]{1,2})月"), by_month),
    (re.compile(r"全年|年终|年底|年度完成|完成情况|(?:全面|全部|圆满|如期)完成|收官|总结"), lambda found: 4),
)


_MONTHS = (
    (re.compile(r"1[-—–~至到]([0-9]{1,2})月"), 1),
    (re.compile(r"(?:截[至止]|至)(?:20[0-9]{2}年)?([0-9]{1,2})月"), 1),
    (re.compile(r"第?([一二三四1-4])季度"), 3),
)
_HALVES = ((re.compile("前三季度"), 9), (re.compile("上半年|半年"), 6), (re.compile("全年|年终|年底"), 12))


def months_in(text: str) -> int:
    """Return how many months of the year a text says it tells of, 0 where it does not say.

    >>> [months_in(text) for text in ("1-10月推进情况", "三季度进展", "前三季度", "上半年进展", "完成情况")]
    [10, 9, 9, 6, 0]
    """
    spelt = without_spaces(plain(text))
    for pattern, months in _HALVES:
        if pattern.search(spelt):
            return months
    for pattern, times in _MONTHS:
        found = pattern.search(spelt)
        if found:
            number = _QUARTER.get(found[1]) if times == 3 else int(found[1])
            return (number or 0) * times if (number or 0) * times <= 12 else 0
    return 0


def tidy(text: str) -> str:
    """Return a text as it may stand in a register: lines trimmed, no spaces between Chinese.

    >>> tidy(" 新建 学校 2 所。\\n 改造。 ")
    '新建学校2所。\\n改造。'
    """
    lines = (closed_up(line) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def closed_up(line: str) -> str:
    """Return a line without spaces, but for those between words of Latin letters.

    >>> closed_up("“ 智慧 ”停车 APP 2 个 by car")
    '“智慧”停车APP2个by car'
    """
    return without_spaces(_WORD_BORDER.sub(_HOLD, line)).replace(_HOLD, " ")


def one_name(text: str) -> str:
    """Return a name that was broken over lines as one.

    >>> one_name("就业\\n\\n富民 工程")
    '就业富民工程'
    """
    return closed_up(" ".join(tidy(text).split("\n")))


def year_in(text: str) -> int:
    """Return the first year a title names, 0 when it names none.

    >>> year_in("示例市2024年民生实事项目清单"), year_in("清单")
    (2024, 0)
    """
    found = _YEAR.search(plain(text))
    return int(found[1]) if found else 0


_DASH = re.compile("[—―-]{2,}|[：:]")
_NO_REGION = re.compile(
    "年|实事|项目|工程|重点|重大|[小社片景校辖灾]区$|^(?:完成|改造|新建|建设|建成|推进|实施)"
)


def region_in(title: str) -> str:
    """Return the place a title begins with, '' when it begins with none.

    >>> [region_in(text) for text in ("2024年示例市实事", "年末交账——示例县2024年实事", "改造小区")]
    ['示例市', '示例县', '']
    """
    parts = (re.sub(r"^20[0-9]{2}年度?", "", part) for part in _DASH.split(without_spaces(tidy(title))))
    found = (match[1] for part in parts if (match := _REGION.match(part)) is not None)
    return next((name for name in found if _NO_REGION.search(name) is None), "")


_OF_REGION = re.compile(r"(?:人民政府|政府|20[0-9]{2}年|民生|为民)")
_ANY_REGION = re.compile(r"^(?:[全我本各该]|有关|相关)")


def is_other_region(title: str, region: str) -> bool:
    """Return whether a title is for certain that of another region.

    >>> texts = "乙山县2024年民生实事", "甲河市甲水区2024年民生实事", "全市各区民生实事"
    >>> [is_other_region(text, "甲水区") for text in texts]
    [True, False, False]
    """
    spelt = re.sub(r"^20[0-9]{2}年度?", "", without_spaces(tidy(title)))
    named = region_in(spelt)
    if not named or not region or _ANY_REGION.match(named):
        return False
    behind = spelt[spelt.index(named) + len(named) :]
    own, other = bare_region(region), bare_region(named)
    return _OF_REGION.match(behind) is not None and own not in spelt and other not in region


def bare_region(name: str) -> str:
    """Return the name of a region without what kind of region it is.

    >>> bare_region("甲水区"), bare_region("乙县")
    ('甲水', '乙县')
    """
    found = re.match(r"(.{2,}?)(?:自治区|自治州|自治县|新区|省|市|区|县|州|盟|旗|镇|乡|街道)$", name)
    return found[1] if found else name


def period_in(text: str, year: int) -> Period | None:
    """Return the period a title or heading names, None when it names none.

    >>> [str(period_in(text, 2020)) for text in ("2021年一季度进展情况", "1-10月推进情况", "名称")]
    ['2021Q1', '2020Q4', 'None']
    """
    named = year_in(text) or year
    spelt = without_spaces(plain(text))
    for pattern, quarter in _PERIODS:
        found = pattern.search(spelt)
        if found and named and 1 <= quarter(found) <= 4:
            return Period(named, quarter(found))
    return None


_SURE = re.compile(
    r"前三季度|(?:[一1](?:季度)?[-—–~至到])?(?:第?([一二三四1-4])[、和及,，])?第?([一二三四1-4])季度"
    r"|(?<!下)上?半年|1[-—–~至到]([0-9]{1,2})月"
)
#: What stands behind a period that is only planned for.
_PLANNED = re.compile(r".{0,4}(?:打算|计划|安排|部署|目标)")


def quarters_in(title: str) -> tuple[int, ...]:
    """Return the quarters that a title says for certain it reports up to, in order; a range ends in one.

    >>> [quarters_in(text) for text in ("一季度、二季度", "一、二季度", "前三季度（1-9月）", "一至三季度")]
    [(1, 2), (1, 2), (3,), (3,)]
    >>> quarters_in("一季度进展和二季度工作打算"), quarters_in("年度目标完成情况"), quarters_in("下半年")
    ((1,), (), ())
    """
    spelt = without_spaces(plain(title))
    found: set[int] = set()
    for one in _SURE.finditer(spelt):
        if _PLANNED.match(spelt, one.end()) and found:
            continue
        if one[3]:
            found |= {quarter_of(int(one[3]))} & {1, 2, 3, 4}
        else:
            named = filter(None, (one[1], one[2]))
            found |= {_QUARTER[sign] for sign in named} or {3 if one[0].startswith("前") else 2}
    return tuple(sorted(found))


def place_after(text: str, signs: int) -> int:
    """Return the place behind the first ``signs`` characters of a text that are no spaces.

    >>> place_after("新 建 2 所。 已建", 5)
    8
    """
    if not signs:
        return 0
    for place, sign in enumerate(text):
        signs -= not sign.isspace()
        if not signs:
            return place + 1
    return len(text)
