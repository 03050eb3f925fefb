"""What is written into the cells of a new register, and what of it can be reckoned with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum

from generators.model.period import CUMULATIVE_NAMES, QUARTER_NAMES
from generators.model.settings import Settings
from generators.opc.cell_texts import LONGEST_TEXT
from generators.registers.columns import CellKind, ColumnSpec, SettingSpec, SheetSpec
from generators.registers.sheets import SETTING_ITEMS

#: What a cell may hold once its kind is known.
Typed = Decimal | date | str | None
Rows = Sequence[Sequence[object]]

#: More digits than that a worksheet cannot keep (IEEE 754); such a number is written as text.
MOST_DIGITS = 15
_NUMERAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_NUMBERS = (CellKind.NUMBER, CellKind.FIGURE)
_DATES = (CellKind.DATE, CellKind.DEADLINE)


def typed(value: object, kind: CellKind) -> Typed:
    """Return ``value`` as a cell of ``kind`` holds it; what does not fit its kind stays the text it is.

    >>> typed("12.50", CellKind.NUMBER), typed("3.10", CellKind.NUMBERING), typed("主体封顶", CellKind.FIGURE)
    (Decimal('12.50'), '3.10', '主体封顶')
    >>> typed("2022-03-24", CellKind.DATE), typed("1234567890123456", CellKind.NUMBER)
    (datetime.date(2022, 3, 24), '1234567890123456')
    """
    if isinstance(value, Enum):
        value = value.value
    if value is None or not str(value).strip():
        return None
    if kind in _NUMBERS:
        number = _number(value)
        return str(value) if number is None else number
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or kind not in _DATES:
        return value if isinstance(value, date) else _text(value)
    return _day(_text(value))


def _number(value: object) -> Decimal | None:
    """Return a number that a worksheet can keep exactly, or None."""
    if isinstance(value, str) and not _NUMERAL.fullmatch(value.strip()):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or len(format(number, "f").lstrip("-0.").replace(".", "")) > MOST_DIGITS:
        return None
    return number


def _day(text: str) -> Typed:
    """Return the date of an ISO text, any other text as it is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _text(value: object) -> str:
    """Return a text as it can be stored; ValueError when it is longer than a cell may be."""
    text = str(value)
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"text of {len(text)} characters does not fit a cell ({LONGEST_TEXT})")
    return text


def typed_columns(spec: SheetSpec) -> tuple[ColumnSpec, ...]:
    """Return the columns that a clerk types in: all but the formulas. Rows are given in this order."""
    return tuple(column for column in spec.columns if column.kind is not CellKind.FORMULA)


def typed_row(spec: SheetSpec, row: Sequence[object]) -> dict[str, Typed]:
    """Return the values of one row by field; ValueError when it has more values than typed columns."""
    columns = typed_columns(spec)
    if len(row) > len(columns):
        raise ValueError(f"{spec.name}: {len(row)} values for {len(columns)} columns")
    filled = {column.field: typed(value, column.kind) for column, value in zip(columns, row)}
    return {column.field: filled.get(column.field) for column in columns}


def setting_values(settings: Settings) -> Mapping[str, Typed]:
    """Return the value of each item of 设置, by field."""
    return {item.field: typed(_setting(settings, item), item.kind) for item in SETTING_ITEMS}


def _setting(settings: Settings, item: SettingSpec) -> object:
    head, _, quarter = item.field.rpartition("_")
    if head == "quarter_floor":
        return settings.quarter_floors[int(quarter) - 1]
    value = getattr(settings, item.field)
    return None if item.field == "year" and not value else value


def period_spellings() -> dict[str, int]:
    """Return the quarter of each spelling of a period that the formulas know; ``*`` stands for the year.

    >>> spellings = period_spellings()
    >>> spellings["*Q2"], spellings["前三季度"]
    (2, 3)
    """
    found: dict[str, int] = {}
    for quarter, (name, span) in enumerate(zip(QUARTER_NAMES, CUMULATIVE_NAMES), 1):
        bare = (f"Q{quarter}", name, f"第{name}", f"{quarter}季度", span)
        for spelling in (*(f"*年{way}" for way in bare), f"*Q{quarter}", *bare):
            found.setdefault(spelling, quarter)
    return found


def quarter_of(text: str, year: int) -> int | None:
    """Return the quarter that a period names in ``year``, as the formulas see it.

    >>> quarter_of("2022q3", 2022), quarter_of("上半年", 2022), quarter_of("2021Q4", 2022)
    (3, 2, None)
    """
    spelt = " ".join(text.split()).upper()
    starred = spelt.replace(str(year), "*", 1) if spelt.startswith(str(year)) else spelt
    return None if "*" in spelt else period_spellings().get(starred)
