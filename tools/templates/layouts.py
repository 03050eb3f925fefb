"""The shipped 版式.xlsx: five layouts, and a sheet that tells a clerk how to change them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from generators.page import Row
from generators.templating.filters import FILTER_TABLE
from generators.templating.layouts import EXPLANATION, HEADINGS, Paper, expected_cells
from generators.templating.vocabulary import ROW, SUMMARY, listing

TEXT_WIDTH_MM = 225  # of a landscape page
FIRST_COLUMN_ROW = 6  # counted from 0: four settings, a blank row, the headings
MOST_COLUMNS = 40
ROW_POINTS = 20
SERIAL = "序号 ｜ ｜ {{ 项目.序号 }} ｜ 12 ｜ 中 ｜ 按项目合并 ｜ 重复 ｜"
NAME = "项目名称 ｜ ｜ {{ 项目.名称 }} ｜ %d ｜ 左 ｜ 按项目合并 ｜ 重复加续 ｜"


@dataclass(frozen=True)
class Sheet:
    """One layout as it is typed: title, what a row is, and a line a column."""

    name: str
    title: str
    row: Row
    columns: tuple[str, ...]


LAYOUTS = (
    Sheet("市级任务分解表", "{{ 年度 }}年{{ 地区 }}民生实事项目目标任务分解表", Row.TASK, (
        SERIAL,
        NAME % 28,
        "主要内容 ｜ ｜ {{ 任务.主要内容 }} ｜ 78 ｜ 两端 ｜ 不合并 ｜ 重复 ｜",
        "完成时限 ｜ ｜ {{ 任务.完成时限 }} ｜ 24 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "分管市领导 ｜ ｜ {{ 任务.分管领导 }} ｜ 25 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "牵头单位 ｜ ｜ {{ 任务.牵头单位 }} ｜ 28 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "配合单位 ｜ ｜ {{ 任务.配合单位 }} ｜ 30 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
    )),
    Sheet("区级责任分解表", "{{ 年度 }}年{{ 地区 }}民生实事项目责任分解表", Row.TASK, (
        SERIAL,
        NAME % 30,
        "主要内容 ｜ ｜ {{ 任务.主要内容 }} ｜ 95 ｜ 两端 ｜ 不合并 ｜ 重复 ｜",
        "区政府分管领导 ｜ ｜ {{ 任务.分管领导 }} ｜ 26 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "牵头单位 ｜ ｜ {{ 任务.牵头单位 }} ｜ 31 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "配合单位 ｜ ｜ {{ 任务.配合单位 }} ｜ 31 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
    )),
    Sheet("县区任务分解表", "{{ 年度 }}年{{ 地区 }}民生实事项目目标任务分解表", Row.TASK, (
        SERIAL,
        NAME % 28,
        "主要内容 ｜ ｜ {{ 任务.主要内容 }} ｜ 78 ｜ 两端 ｜ 不合并 ｜ 重复 ｜",
        "完成时限 ｜ ｜ {{ 任务.完成时限 }} ｜ 24 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "分管领导 ｜ ｜ {{ 任务.分管领导 }} ｜ 25 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "牵头单位 ｜ ｜ {{ 任务.牵头单位 }} ｜ 28 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "配合单位 ｜ ｜ {{ 任务.配合单位 }} ｜ 30 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
    )),
    Sheet("项目清单", "{{ 年度 }}年{{ 地区 }}民生实事项目清单", Row.TASK, (
        SERIAL,
        NAME % 38,
        "主要内容 ｜ ｜ {{ 任务.主要内容 }} ｜ 105 ｜ 两端 ｜ 不合并 ｜ 重复 ｜",
        "责任单位 ｜ ｜ {{ 任务.牵头单位 }} ｜ 35 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "配合单位 ｜ ｜ {{ 任务.配合单位 }} ｜ 35 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
    )),
    Sheet("进展情况表", "{{ 年度 }}年{{ 地区 }}民生实事项目{{ 期次名称 }}进展情况表", Row.INDICATOR, (
        SERIAL,
        NAME % 22,
        "事项 ｜ ｜ {{ 任务.编号 }} ｜ 12 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
        "指标名称 ｜ 指标 ｜ {{ 指标.名称 }} ｜ 40 ｜ 左 ｜ 不合并 ｜ 重复 ｜",
        "计量\n单位 ｜ 指标 ｜ {{ 指标.计量单位 }} ｜ 13 ｜ 中 ｜ 不合并 ｜ 重复 ｜",
        "目标值 ｜ 指标 ｜ {{ 指标.目标值 }} ｜ 18 ｜ 右 ｜ 不合并 ｜ 重复 ｜",
        "累计\n完成 ｜ 进展 ｜ {{ 指标.累计完成 }} ｜ 18 ｜ 右 ｜ 不合并 ｜ 重复 ｜",
        "完成率 ｜ 进展 ｜ {{ 指标.完成率 }} ｜ 16 ｜ 右 ｜ 不合并 ｜ 重复 ｜ %",
        "序时\n进度 ｜ 进展 ｜ {{ 指标.序时进度 }} ｜ 16 ｜ 右 ｜ 不合并 ｜ 重复 ｜ %",
        "差距\n（百分点） ｜ 进展 ｜ {{ 指标.差距 }} ｜ 19 ｜ 右 ｜ 不合并 ｜ 重复 ｜ 0.00",
        "状态 ｜ 进展 ｜ {{ 指标.状态 }} ｜ 15 ｜ 中 ｜ 不合并 ｜ 重复 ｜",
        "牵头单位 ｜ ｜ {{ 任务.牵头单位 }} ｜ 24 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
    )),
    Sheet("进展情况简表", "{{ 年度 }}年{{ 地区 }}民生实事项目{{ 期次名称 }}进展情况简表", Row.TASK, (
        SERIAL,
        NAME % 28,
        "主要内容 ｜ ｜ {{ 任务.主要内容 }} ｜ 62 ｜ 两端 ｜ 不合并 ｜ 重复 ｜",
        "进展情况 ｜ ｜ {{ 进展.进展情况|默认(\"本期未报送\") }} ｜ 79 ｜ 两端 ｜ 不合并 ｜ 重复 ｜",
        "状态 ｜ ｜ {{ 进展.状态 }} ｜ 16 ｜ 中 ｜ 不合并 ｜ 重复 ｜",
        "牵头单位 ｜ ｜ {{ 任务.牵头单位 }} ｜ 28 ｜ 中 ｜ 同值合并 ｜ 重复 ｜",
    )),
)  # fmt: skip
ADVICE = (
    ("这个文件是什么", "每张工作表是一种表格的版式，表名就是版式的名称。改了保存，下次生成时就按新的来。"),
    ("增加一列", "在要加的位置插入一行，写好列标题、内容、宽度。例如：备注 ｜ {{ 任务.备注 }} ｜ 20。"),
    ("改列的名称", "直接改“列标题”一栏，如把“牵头单位”改成“责任单位”。内容一栏不用动。"),
    ("删去一列、换顺序", "把整行删去，或剪切后插入到别处。"),
    ("两行的表头", "相邻几列的“上级标题”写成一样的，就合成一个上级表头。"),
    ("宽度", f"单位是毫米，横放的 A4 纸各列合计 {TEXT_WIDTH_MM} 毫米为宜。"),
    ("合并", "不合并：每行都写；同值合并：同一项目内上下相同的合成一格；按项目合并：一个项目合成一格。"),
    ("跨页", "合并的单元格跨到下一页时，下一页开头重复文字；“重复加续”的在后面加（续）。"),
    ("每行", "事项：一个事项一行；指标：一个指标一行；项目：一个项目一行。"),
    (
        "内容",
        "{{ }} 里写名称，如 {{ 任务.主要内容 }}；可以和文字混写，如 {{ 指标.目标值 }}{{ 指标.计量单位 }}。",
    ),
    ("有就写，没有就不写", "{% if 项目.别名 %}（{{ 项目.别名 }}）{% endif %}"),
    ("增加一种版式", "右键工作表标签，选“移动或复制”，勾“建立副本”，改好名字和内容。"),
    ("Word 模板里的文字", "Word 模板的段落里同样写 {{ 名称 }}，字体随这几个字的格式。"),
    ("Word 模板里的重复", "{% for 项目 in 项目列表 %} 和 {% endfor %} 各写一段，中间的每项出现一次。"),
    ("Word 模板里的表格", "单独写一段 [[任务分解表]] 或 [[进展情况表]]，表格就放在那里。"),
    ("写错了会怎样", "生成时会说明哪张表、哪个单元格、错在哪里，不会生成错的表格。"),
)


def write_layouts(path: Path) -> None:
    """Write the shipped 版式.xlsx to ``path``, with a fixed clock so that its bytes repeat."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        book.formats[0].set_font_name("宋体")
        for layout in LAYOUTS:
            _write_layout(book, layout)
        _write_explanation(book)


def _write_layout(book: Any, layout: Sheet) -> None:
    sheet = book.add_worksheet(layout.name)
    head, cell = formats(book)
    sheet.set_default_row(ROW_POINTS)
    settings = (
        ("标题", layout.title),
        ("附件标签", "附件"),
        ("每行", layout.row.value),
        ("纸张", Paper.LANDSCAPE.value),
    )
    for row, (name, value) in enumerate(settings):
        sheet.write_string(row, 0, name, head)
        sheet.merge_range(row, 1, row, 3, value, cell)
    sheet.write_row(FIRST_COLUMN_ROW - 1, 0, HEADINGS, head)
    for row, typed in enumerate(layout.columns, FIRST_COLUMN_ROW):
        for column, text in enumerate(typed.split("｜")):
            _write_cell(sheet, row, column, text.strip(), cell)
    _add_choices(sheet)
    for column, width in enumerate((18, 12, 44, 14, 8, 14, 12, 12)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(FIRST_COLUMN_ROW, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
    if HEADINGS[column] == "宽度（毫米）":
        sheet.write_number(row, column, float(text), form)
    elif text:
        sheet.write_string(row, column, text, form)
    else:
        sheet.write_blank(row, column, None, form)


def _add_choices(sheet: Any) -> None:
    """Offer the words of each choice in a drop-down."""
    last = FIRST_COLUMN_ROW + MOST_COLUMNS
    for heading, words in expected_cells():
        column = HEADINGS.index(heading)
        sheet.data_validation(
            FIRST_COLUMN_ROW,
            column,
            last,
            column,
            {
                "validate": "list",
                "source": list(words),
                "error_title": heading,
                "error_message": f"可填：{'、'.join(words)}",
            },
        )
    for row, words in ((2, [choice.value for choice in Row]), (3, [choice.value for choice in Paper])):
        sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": words})


def _write_explanation(book: Any) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    head, cell = formats(book)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    row = write_block(sheet, 0, ("怎样改版式", ""), ADVICE, head, cell)
    row = write_block(sheet, row, ("版式里可用的名称", "意思"), listing(ROW), head, cell)
    more = [pair for pair in listing(SUMMARY) if pair[0] not in dict(listing(ROW))]
    row = write_block(
        sheet, row, ("进展情况汇总.docx 另外可用的名称", "意思（[…] 要用 for 逐个取）"), more, head, cell
    )
    filters = ((f"|{name}", meaning) for name, (_, meaning) in FILTER_TABLE.items())
    write_block(sheet, row, ("过滤器（写在名称后面）", "作用"), filters, head, cell)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def write_block(sheet: Any, row: int, title: tuple[str, str], pairs: Any, head: Any, cell: Any) -> int:
    """Write a heading and its lines; return the row after a blank one."""
    for column, text in enumerate(title):
        sheet.write_string(row, column, text, head)
    for row, pair in enumerate(pairs, row + 1):  # noqa: B020
        for column, text in enumerate(pair):
            sheet.write_string(row, column, text, cell)
    return row + 2


def formats(book: Any) -> tuple[Any, Any]:
    """Return the formats of headings and of cells; asking twice gives the same styles in the file."""
    common = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
    return book.add_format(common | {"bold": True, "bg_color": "#DDEBF7"}), book.add_format(common)
