"""The shipped 词汇.xlsx: an empty list with drop-downs, and a sheet that tells what to write in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from generators.published.own_words import COMPARATORS, HEADINGS, KINDS, SHEET, STAGES
from generators.templating.layouts import EXPLANATION
from tools.templates.layouts import formats, write_block

ROWS = 200
WIDTHS = (16, 24, 20)
ADVICE = (
    ("这个文件是什么", "导入文件时用来读句子的词。随软件的有几百个，读不出来的本地说法加在这里，一行一个。"),
    ("怎样写", "“类别”从列表里选，“词”写那个词，“意思”按下面的说明写；不需要的空着。"),
    ("什么时候生效", "保存以后，再导入、再读句子时就用上了。"),
    ("写错了会怎样", "会说明哪一格、错在哪里，不会生成文件。"),
    ("数前词、数后词的意思", "、".join(COMPARATORS)),
    ("进度词、进度动词的意思", "、".join(STAGES)),
)


def write_own_words(path: Path) -> None:
    """Write the shipped 词汇.xlsx to ``path``, with a fixed clock so that its bytes repeat."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        book.formats[0].set_font_name("宋体")
        _write_list(book)
        _write_explanation(book)


def _write_list(book: Any) -> None:
    sheet = book.add_worksheet(SHEET)
    head, cell = formats(book)
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS)):
        sheet.write_string(0, column, heading, head)
        sheet.set_column(column, column, width)
        for row in range(1, 21):
            sheet.write_blank(row, column, None, cell)
    sheet.data_validation(1, 0, ROWS, 0, {
        "validate": "list", "source": list(KINDS), "error_title": HEADINGS[0],
        "error_message": "请点右侧的箭头选择一种，各种词是什么见“说明”表。",
    })  # fmt: skip
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_explanation(book: Any) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    head, cell = formats(book)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 78)
    row = write_block(sheet, 0, ("怎样加词", ""), ADVICE, head, cell)
    kinds = ((name, f"{kind.said}。例如：{example(*kind.example)}") for name, kind in KINDS.items())
    write_block(sheet, row, ("类别", "是什么词"), kinds, head, cell)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def example(word: str, meaning: str) -> str:
    """Return an example as a clerk would type it."""
    return f"{word}（意思写“{meaning}”）" if meaning else word
