"""The 设置 sheet, and what a title says about region and year where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from generators.errors import Problem
from generators.model.origin import Origin
from generators.model.settings import Settings
from generators.registers.cells import Context, Unclear, readers, text
from generators.registers.columns import SettingSpec
from generators.registers.deadlines import YEARS
from generators.registers.grids import value_rows
from generators.registers.headings import nearest, spelling_of
from generators.registers.messages import problem
from generators.registers.sheets import SETTING_ITEMS, SETTINGS
from generators.registers.spelling import without_spaces
from generators.workbooks.addresses import cell_address
from generators.workbooks.sheets import Sheet

_KNOWN = {spelling_of(name): item for item in reversed(SETTING_ITEMS) for name in reversed(item.headings)}
_LABELS = frozenset(spelling_of(name) for column in SETTINGS.columns[:1] for name in column.headings)
_YEAR = re.compile(r"(20[0-9]{2})年?度?")
_BEFORE_KIND = re.compile(
    r"(?:附件[0-9]*[:：]?)?(?:关于)?(?:印发)?"
    r"(?P<region>(?![全我本各市区县])[一-龥]{1,12}?(?:市|区|县|旗|州|盟|省|镇|乡|街道))(?:人民)?(?:政府)?"
    r"(?:重大|重点|市级|区级|县级|为民办|为民|十大|十件|[一二三四五六七八九十]+件)*"
    r"(?:民生实事|民生项目|实事|重点工作|重点任务|目标任务)"
)


def read_settings(sheet: Sheet, file: str) -> tuple[Settings, list[Problem]]:
    """Return the settings of a register; what is missing keeps its default, what is wrong is a problem."""
    problems: list[Problem] = []
    typed: dict[str, tuple[object, Origin]] = {}
    for number, values in value_rows(sheet):
        columns = sorted(values)
        if not columns or not isinstance(values[columns[0]], str):
            continue
        place = Origin(file, sheet.name, cell_address(number, columns[0]))
        item = known_item(str(values[columns[0]]), place, problems, is_alone=len(columns) == 1)
        if item is None or len(columns) == 1:
            continue
        if item.field in typed:
            problems.append(problem("SET-5", place, heading=item.heading))
        else:
            value_at = Origin(file, sheet.name, cell_address(number, columns[0] + 1))
            typed[item.field] = (values.get(columns[0] + 1), value_at)
    return settings_of(typed, problems), problems


def known_item(name: str, place: Origin, problems: list[Problem], is_alone: bool) -> SettingSpec | None:
    """Return the setting of a name, or None; an unknown name is noted, a title or heading is not."""
    spelt = spelling_of(name)
    item = _KNOWN.get(spelt)
    if item is None and not is_alone and spelt not in _LABELS:
        close = nearest(spelt, _KNOWN, 1)
        hint = f"与“{_KNOWN[close[0]].heading}”相近。" if close else ""
        problems.append(problem("SET-1", place, found=name.strip(), similar=hint))
    return item


def settings_of(typed: Mapping[str, tuple[object, Origin]], problems: list[Problem]) -> Settings:
    """Return the settings that were typed; the year first, for a period may leave it out."""
    year = read_setting("year", typed, 0, problems)
    values = {item.field: read_setting(item.field, typed, year or 0, problems) for item in SETTING_ITEMS[2:]}
    floors = [values.pop(f"quarter_floor_{quarter}") for quarter in (1, 2, 3, 4)]
    kept = {name: value for name, value in values.items() if value is not None and value != ""}
    if any(floor is not None for floor in floors):
        default = Settings().quarter_floors
        kept["quarter_floors"] = tuple(f if f is not None else d for f, d in zip(floors, default))
    region = read_setting("region", typed, 0, []) or ""
    return Settings(region=region, year=year or 0, **kept)


def read_setting(
    name: str, typed: Mapping[str, tuple[object, Origin]], year: int, problems: list[Problem]
) -> Any:
    """Return one setting, None where it is blank or wrong; what is wrong is noted."""
    value, place = typed.get(name, (None, Origin("")))
    item = next(item for item in SETTING_ITEMS if item.field == name)
    if value is None:
        return None
    try:
        found = text(value).removesuffix("年").removesuffix("年度") if name == "year" else value
        return checked(name, readers(Context(year))[item.kind](found))
    except Unclear as unclear:
        found_text = str(unclear.found.get("found", "")) or "没有可用的值。"
        problems.append(
            problem("SET-4", place, heading=item.heading, found=f"{found_text}".rstrip("。") + "。")
        )
    except ValueError as wrong:
        problems.append(problem("SET-4", place, heading=item.heading, found=wrong))
    return None


def checked(name: str, value: Any) -> Any:
    """Return a setting within its bounds; ValueError with what is wrong."""
    if value is None or not isinstance(value, Decimal):
        return value
    if name == "year" and value not in YEARS:
        raise ValueError(f"“{value}”不是年份。")
    if name == "decimals" and value not in range(5):
        raise ValueError(f"“{value}”不是 0 至 4 的整数。")
    if value < 0 or (name.startswith("quarter_floor") and value > 100):
        raise ValueError(f"“{value}”超出了范围。")
    return int(value) if name in ("year", "decimals") else value


def from_title(titles: Iterable[str]) -> tuple[str, int, str]:
    """Return region, year and the title that says so; '' and 0 where no title does.

    >>> from_title(["附件1", "2024年示例市民生实事项目任务分解表"])
    ('示例市', 2024, '2024年示例市民生实事项目任务分解表')
    >>> from_title(["示例区 2021年度重大民生实事工作任务责任清单"])[:2]
    ('示例区', 2021)
    """
    for title in titles:
        bare = without_spaces(title)
        year, named = _YEAR.search(bare), _BEFORE_KIND.match(_YEAR.sub("", bare, count=1))
        if year:
            return (named["region"] if named else "", int(year[1]), title)
    return "", 0, ""
