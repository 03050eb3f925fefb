"""版式.xlsx: the tables as the office wants them, a sheet a layout, a row a column of the table.

On top stand a few settings (标题, 附件标签, 每行, 纸张), then the row of headings, then the columns.
内容 is Jinja over one row; all columns of a layout are compiled into one template, so that a row costs one
evaluation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from generators.errors import Problem, Severity, TemplateError
from generators.model.origin import Origin
from generators.page import Align, Carry, Column, Layout, Merge, Row, Value
from generators.templating.looks import NARROWEST_COLUMN
from generators.templating.number_formats import ADVICE, is_sound
from generators.templating.sandbox import Compiled, compile_lines, compile_values, value_name
from generators.templating.tags import plain_tag
from generators.templating.vocabulary import DOCUMENT, ROW, proposal
from generators.workbooks.reading import read_workbook
from generators.workbooks.sheets import Sheet

EXPLANATION = "说明"
WIDTH = "宽度（毫米）"
HEADINGS = ("列标题", "上级标题", "内容", WIDTH, "对齐", "合并", "跨页", "数字格式")
SETTINGS = ("标题", "附件标签", "每行", "纸张")
WIDEST_MM = 400
SINGLE = re.compile(r"\{\{((?:\"[^\"]*\"|'[^']*'|(?!\}\})[^\"'])*)\}\}")


class Paper(Enum):
    """纸张: how the paper lies."""

    LANDSCAPE = "横"
    PORTRAIT = "竖"


#: The width between the margins of each paper in mm (GB/T 9704-2012), which the columns share.
TEXT_WIDTHS = {Paper.LANDSCAPE: 225.0, Paper.PORTRAIT: 156.0}

Word = TypeVar("Word", bound=Enum)
#: What clerks also write for the words of a choice.
SYNONYMS: dict[str, Enum] = {
    "居中": Align.CENTER, "居左": Align.LEFT, "左对齐": Align.LEFT, "居右": Align.RIGHT,
    "右对齐": Align.RIGHT, "两端对齐": Align.JUSTIFY, "横向": Paper.LANDSCAPE,
    "纵向": Paper.PORTRAIT,
    "竖向": Paper.PORTRAIT, "任务": Row.TASK, "重复并加续": Carry.REPEAT_MARKED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell of a layout: what was typed, and where."""

    text: str
    origin: Origin


@dataclass
class _Reading:
    """One sheet while it is read."""

    origin: Origin
    settings: dict[str, Typed] = field(default_factory=dict)
    headings: dict[int, str] = field(default_factory=dict)
    rows: list[dict[str, Typed]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed on the sheet."""
        return not (self.settings or self.headings or self.rows or self.problems)

    def wrong(
        self, code: str, origin: Origin, said: str, advice: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, origin, said, advice, severity))


def read_layouts(path: Path | str) -> tuple[dict[str, Layout], list[Problem]]:
    """Return the layouts of a 版式.xlsx by name, and everything wrong with it.

    A layout with a mistake is left out. Raises WorkbookError when the file cannot be read.
    """
    layouts: dict[str, Layout] = {}
    problems: list[Problem] = []
    workbook = read_workbook(path)
    for sheet in workbook.sheets:
        name = sheet.name.strip()
        if name.startswith(EXPLANATION) or sheet.is_hidden:
            continue
        reading = _read_sheet(sheet, Origin(workbook.file, name))
        if reading.is_empty:
            continue
        if name in layouts:
            reading.wrong("LAY-1", reading.origin, f"有两个版式都叫“{name}”。", "请给其中一个换个名字。")
        layout = _layout(name, reading)
        problems += reading.problems
        if layout and not any(problem.severity is Severity.ERROR for problem in reading.problems):
            layouts[name] = layout
    return layouts, problems


def _read_sheet(sheet: Sheet, origin: Origin) -> _Reading:
    """Return the settings, headings and rows of a sheet as typed."""
    reading = _Reading(origin)
    for row in sheet.rows():
        typed = {cell.column: Typed(_text(cell.value), origin.at(cell.address)) for cell in row.cells()}
        typed = {column: cell for column, cell in typed.items() if cell.text}
        texts = {_plain(cell.text) for cell in typed.values()}
        if reading.headings:
            _take_row(reading, typed)
        elif {"列标题", "内容"} <= texts:
            _take_headings(reading, typed)
        elif typed:
            _take_setting(reading, [typed[column] for column in sorted(typed)])
    return reading


def _take_headings(reading: _Reading, typed: Mapping[int, Typed]) -> None:
    known = {_plain(heading): heading for heading in HEADINGS}
    for column, cell in typed.items():
        if _plain(cell.text) in known:
            reading.headings[column] = known[_plain(cell.text)]
        else:
            reading.wrong(
                "LAY-2",
                cell.origin,
                f"不认识“{cell.text}”这一栏，没有用它。",
                f"可用的有：{'、'.join(HEADINGS)}。",
                Severity.NOTE,
            )


def _take_row(reading: _Reading, typed: Mapping[int, Typed]) -> None:
    row = {reading.headings[column]: cell for column, cell in typed.items() if column in reading.headings}
    if row:
        reading.rows.append(row)


def _take_setting(reading: _Reading, cells: Sequence[Typed]) -> None:
    name = cells[0].text.rstrip("：:")
    if name not in SETTINGS:
        reading.wrong(
            "LAY-3",
            cells[0].origin,
            f"不认识设置“{name}”，没有用它。",
            proposal(name, SETTINGS),
            Severity.NOTE,
        )
    else:
        reading.settings[name] = cells[1] if len(cells) > 1 else Typed("", cells[0].origin)


def _layout(name: str, reading: _Reading) -> Layout | None:
    """Return the layout of a sheet; None, and problems noted, where something in it is wrong."""
    if not reading.rows:
        reading.wrong(
            "LAY-4",
            reading.origin,
            "没有找到“列标题”“内容”这一行，或者下面没有写列。",
            f"请照别的版式写好表头（{'、'.join(HEADINGS)}）和各列；不是版式的表请删去或改名为“说明”。",
        )
        return None
    columns = tuple(_column(reading, row) for row in reading.rows)
    contents = [row.get("内容", Typed("", reading.origin)) for row in reading.rows]
    values = _compiled(
        reading, lambda: compile_values([c.text for c in contents], [c.origin for c in contents], ROW)
    )
    title = reading.settings.get("标题", Typed(name, reading.origin))
    titles = _compiled(reading, lambda: compile_lines([title.text], [title.origin], DOCUMENT))
    row = _word(reading, reading.settings.get("每行"), Row, Row.TASK)
    paper = _word(reading, reading.settings.get("纸张"), Paper, Paper.LANDSCAPE)
    _check_narrow(reading, columns, TEXT_WIDTHS[paper])
    if values is None or titles is None:
        return None
    label = reading.settings["附件标签"].text if "附件标签" in reading.settings else "附件"
    return Layout(
        name, columns, values_of(values, len(columns)), titles.render, row, label, paper is Paper.LANDSCAPE
    )


def values_of(compiled: Compiled, count: int) -> Callable[[Mapping[str, Any]], tuple[Value, ...]]:
    """Return the function that gives one value a column from the values of a row."""
    names = tuple(map(value_name, range(count)))

    def values(row: Mapping[str, Any]) -> tuple[Value, ...]:
        found = compiled.assigned(row)
        return tuple([found[name] for name in names])

    return values


def _compiled(reading: _Reading, compile_it: Callable[[], Compiled]) -> Compiled | None:
    try:
        return compile_it()
    except TemplateError as error:
        reading.problems += error.problems
        return None


def _column(reading: _Reading, row: Mapping[str, Typed]) -> Column:
    """Return one column, its problems noted."""
    text = {heading: cell.text for heading, cell in row.items()}
    first = next(iter(row.values()))
    if not text.get("列标题"):
        reading.wrong("LAY-5", first.origin, "这一列没有列标题。", "请写列标题；不要这一列就把整行删去。")
    return Column(
        heading=text.get("列标题", ""),
        width_mm=_width(reading, row.get(WIDTH), first),
        key=key_of(text.get("内容", "")),
        group_heading=text.get("上级标题", ""),
        align=_word(reading, row.get("对齐"), Align, Align.LEFT),
        merge=_word(reading, row.get("合并"), Merge, Merge.NONE),
        carry=_word(reading, row.get("跨页"), Carry, Carry.REPEAT),
        number_format=_number_format(reading, row.get("数字格式")),
    )


def key_of(content: str) -> str:
    """Return the expression of a content that is one ``{{ }}``, without spaces; nothing for mixed text.

    >>> key_of("{{ 任务.主要内容 }}"), key_of("{{ 任务.编号 }}号")
    ('任务.主要内容', '')
    """
    found = SINGLE.fullmatch(plain_tag(content.strip()))
    return "".join(found[1].split()) if found else ""


def _width(reading: _Reading, cell: Typed | None, first: Typed) -> float:
    """Return the width of a column in millimetres."""
    try:
        width = float(cell.text.removesuffix("毫米")) if cell else 0.0
    except ValueError:
        width = 0.0
    if not 0 < width <= WIDEST_MM:
        said = f"宽度“{cell.text}”不对。" if cell else "没有写宽度。"
        reading.wrong("LAY-6", (cell or first).origin, said, f"请填写毫米数，如 25，最大 {WIDEST_MM}。")
    return width


def _check_narrow(reading: _Reading, columns: Sequence[Column], paper: float) -> None:
    """Note each column that holds no character once all of them are as wide as the paper, in millimetres."""
    asked = sum(column.width_mm for column in columns)
    for column, row in zip(columns, reading.rows, strict=True):
        cell = row.get(WIDTH)
        if cell and 0 < column.width_mm * paper < NARROWEST_COLUMN * asked:
            said = (
                f"宽度“{cell.text}”太窄：各列共 {asked:.10g} 毫米，纸上只有 {paper:g} 毫米，"
                f"折合下来这一列不到 {NARROWEST_COLUMN:g} 毫米，一个字也放不下。"
            )
            reading.wrong("LAY-6", cell.origin, said, "请把这一列写宽些，或把别的列写窄些、删去几列。")


def _number_format(reading: _Reading, cell: Typed | None) -> str:
    """Return the number format of a column; nothing, and a problem noted, for one that Excel cannot read."""
    if cell is None or is_sound(cell.text):
        return cell.text if cell else ""
    reading.wrong("LAY-8", cell.origin, f"数字格式“{cell.text}”用不了。", ADVICE)
    return ""


def _word(reading: _Reading, cell: Typed | None, kind: type[Word], default: Word) -> Word:
    """Return the choice that a word means; the default for none."""
    if cell is None or not cell.text:
        return default
    found = next((choice for choice in kind if choice.value == cell.text), SYNONYMS.get(cell.text))
    if not isinstance(found, kind):
        allowed = "、".join(str(choice.value) for choice in kind)
        reading.wrong("LAY-7", cell.origin, f"不认识“{cell.text}”。", f"可填：{allowed}。")
        return default
    return found


def _text(value: object) -> str:
    """Return what a cell shows, numbers as typed."""
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value).strip()


def _plain(text: str) -> str:
    """Return a heading without spaces and with full-width brackets."""
    return "".join(text.split()).replace("(", "（").replace(")", "）")


def expected_cells() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each column of a layout's sheet that has a choice of words, with the words."""
    for heading, kind in (("对齐", Align), ("合并", Merge), ("跨页", Carry)):
        yield heading, tuple(str(choice.value) for choice in kind)
