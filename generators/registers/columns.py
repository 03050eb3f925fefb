"""What a column, a sheet and a setting of the register are: the shape of the data in ``sheets``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from generators.model.period import CUMULATIVE_NAMES, QUARTER_NAMES


class CellKind(Enum):
    """What a cell holds, and so which parser reads it and which number format it is written with."""

    TEXT = "文字"
    NUMBERING = "编号"  # 3.2.1: always text, or Excel makes a number or a date of it
    NAMES = "名单"  # several names, one a line or with 、 between; 无 means none
    NUMBER = "数字"
    FIGURE = "数字或形象进度"  # a number, or a stage word such as 主体封顶
    DATE = "日期"
    DEADLINE = "时限"  # a date or words such as 2022年底
    PERIOD = "期次"
    INDICATOR_KIND = "类型"
    COMPARATOR = "口径"
    STATUS = "状态"
    SCHEDULE_RULE = "序时口径"
    FORMULA = "公式"  # computed by us; what stands there is never read


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: the ``field`` it fills, its heading here and elsewhere, and how it is shown.

    ``width`` is in characters of Excel's default font (a Chinese character takes two), ``note`` is what
    a clerk reads while the cell is chosen, ``choices`` names the list in 选项 that its drop-down offers.
    A field that ends in ``_1`` to ``_4`` is one quarter of a figure that the model keeps as a tuple of four.
    """

    field: str
    heading: str
    synonyms: tuple[str, ...] = ()
    kind: CellKind = CellKind.TEXT
    required: bool = False
    width: float = 12
    note: str = ""
    choices: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return every heading that means this column, ours first."""
        return (self.heading, *self.synonyms)


@dataclass(frozen=True, slots=True, eq=False)
class SheetSpec:
    """One sheet: its names, its columns from left to right, and the name of its Excel table.

    There is one of each sheet, so it is told from others by identity, which is quick to look up by.
    """

    name: str
    synonyms: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]
    table_name: str
    required: bool = False

    def column(self, field: str) -> ColumnSpec:
        """Return the column of ``field``; KeyError when there is none."""
        return self.columns[self.index(field)]

    def index(self, field: str) -> int:
        """Return the position of ``field`` counted from 0; KeyError when there is none."""
        for index, column in enumerate(self.columns):
            if column.field == field:
                return index
        raise KeyError(field)


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One row of 设置: the ``field`` of ``model.settings.Settings``, its name and its meaning.

    ``quarter_floor_1`` to ``quarter_floor_4`` are the four entries of ``quarter_floors``.
    """

    field: str
    heading: str
    synonyms: tuple[str, ...] = ()
    kind: CellKind = CellKind.TEXT
    required: bool = False
    meaning: str = ""
    choices: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return every name that means this setting, ours first."""
        return (self.heading, *self.synonyms)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text with spaces between them: how synonyms are listed in the tables.

    >>> words("责任单位 牵头部门")
    ('责任单位', '牵头部门')
    """
    return tuple(text.split())


def quarterly(field: str, tails: str, kind: CellKind, note: str, spans: bool = False,
              width: float = 11) -> tuple[ColumnSpec, ...]:  # fmt: skip
    """Return the four columns of a figure, 一季度… to 四季度…, each with the spellings that offices use.

    ``tails`` are the words behind the quarter, ours first; ``spans`` adds 上半年…, 前三季度…, 全年…;
    ``{}`` in the note stands for the time since January.

    >>> columns = quarterly("cumulative", "累计 完成", CellKind.FIGURE, "到{}末", spans=True)
    >>> columns[1].heading, columns[1].note, "上半年完成" in columns[1].synonyms
    ('二季度累计', '到上半年末', True)
    """
    def column(quarter: int, span: str) -> ColumnSpec:
        heading, *synonyms = _spellings(quarter, words(tails), spans)
        return ColumnSpec(f"{field}_{quarter}", heading, tuple(synonyms), kind, width=width,
                          note=note.format(span))  # fmt: skip

    return tuple(column(quarter, span) for quarter, span in enumerate(CUMULATIVE_NAMES, 1))


def _spellings(quarter: int, tails: tuple[str, ...], spans: bool) -> list[str]:
    """Return the headings of one quarter, ours first."""
    name = QUARTER_NAMES[quarter - 1]
    heads = [name, f"第{name}", f"{quarter}季度", f"第{quarter}季度", f"Q{quarter}"]
    if spans and quarter > 1:
        heads.append(CUMULATIVE_NAMES[quarter - 1])
    return [head + tail for tail in tails for head in heads]
