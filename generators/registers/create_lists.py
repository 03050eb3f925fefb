"""选项: the hidden sheet of lists behind the drop-downs, and the words that formulas know.

Lists longer than 255 characters do not fit into a drop-down itself, so every list is a range with a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.figures.stages import STAGES
from generators.model.indicator import Comparator, IndicatorKind
from generators.model.settings import ScheduleRule, Settings
from generators.model.status import STATUS_WORDS, Status
from generators.registers.create_formulas import AT_FIELD, LETTERS, SCALAR, SETTING_CELL
from generators.registers.create_tables import LAST_PREPARED_ROW
from generators.registers.create_values import period_spellings
from generators.registers.sheets import LISTS

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

PERIOD_COLUMN, WORD_COLUMN = 7, 9
#: Conditional formats may name a cell of another sheet, but older Excel lets none point at it.
UNJUDGED_NAME = "未判定名称"
FIXED_LISTS: dict[str, tuple[str, ...]] = {
    "期次": tuple(f"*Q{quarter}" for quarter in (1, 2, 3, 4)),
    "序时口径": tuple(rule.value for rule in ScheduleRule),
    "类型": tuple(kind.value for kind in IndicatorKind),
    "口径": tuple(sign.value for sign in Comparator),
    "状态": tuple(status.value for status in Status),
    "形象进度": tuple(word for stage in STAGES for word in stage),
}
#: Lists that are columns of other sheets, as long as they are filled.
LIVE_LISTS = {"单位": ("单位", "full_name"), "领导": ("领导", "name"), "事项编号": ("任务", "number")}


def write_lists(book: Workbook, sheet: Worksheet, settings: Settings) -> None:
    """Write the lists and give each its name (期次清单, 单位清单 …)."""
    for column, (name, words) in enumerate(FIXED_LISTS.items()):
        write_column(sheet, column, name, words, settings)
        book.define_name(f"{name}清单", f"={LISTS}!${LETTERS[column]}$2:${LETTERS[column]}${len(words) + 1}")
    for name, (other, field) in LIVE_LISTS.items():
        book.define_name(f"{name}清单", live_list(other, AT_FIELD[other][field]))
    book.define_name(UNJUDGED_NAME, f"={SCALAR['unjudged']}")
    spellings = period_spellings()
    write_column(sheet, PERIOD_COLUMN, "期次写法", tuple(spellings), settings)
    for row, quarter in enumerate(spellings.values(), 1):
        sheet.write_number(row, PERIOD_COLUMN + 1, quarter)
    pairs = [(word, status.value) for status, words in STATUS_WORDS.items() for word in words]
    write_column(sheet, WORD_COLUMN, "状态写法", tuple(word for word, _ in pairs), settings)
    write_column(sheet, WORD_COLUMN + 1, "状态", tuple(status for _, status in pairs), settings)


def live_list(sheet: str, column: str) -> str:
    """Return the formula of a list that is as long as a column is filled.

    >>> live_list("领导", "A")
    '=OFFSET(领导!$A$2,0,0,MAX(1,COUNTA(领导!$A$2:$A$2000)),1)'
    """
    cells = f"{sheet}!${column}$2:${column}${LAST_PREPARED_ROW}"
    return f"=OFFSET({sheet}!${column}$2,0,0,MAX(1,COUNTA({cells})),1)"


def write_column(sheet: Worksheet, column: int, heading: str, words: tuple[str, ...],
                 settings: Settings) -> None:  # fmt: skip
    """Write one list under its heading; ``*`` at the beginning of a word is the year in 设置."""
    sheet.write_string(0, column, heading)
    for row, word in enumerate(words, 1):
        if word.startswith("*"):
            formula = f'={SETTING_CELL["year"]}&"{word[1:]}"'
            sheet.write_formula(row, column, formula, None, f"{settings.year or ''}{word[1:]}")
        else:
            sheet.write_string(row, column, word)
