"""Write docs/manual/问题代码.md, every code with its meaning: ``python tools/build_codes.py``.

Messages about registers and files come from their catalogues; the few others are told here. A test checks
that the page is what this script writes and that no code of the program is missing from it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generators.adding.differences import kinds_rows  # noqa: E402
from generators.adding.into_refusals import INTO_REFUSALS  # noqa: E402
from generators.opc.refusals import REFUSALS as FILES  # noqa: E402
from generators.registers.messages import blanks, message_rows  # noqa: E402
from generators.sources.refusals import REFUSALS as PUBLISHED  # noqa: E402

PAGE = ROOT / "docs" / "manual" / "问题代码.md"
Row = tuple[str, ...]

TEMPLATES: tuple[Row, ...] = (
    ("TPL-1", "花括号没有配对，或写成了全角", "写成 {{ 名称 }} 或 {% … %}，半角，写在同一段里"),
    ("TPL-2", "for、if 没有结束，或结束多了", "每个 {% for %} 配一个 {% endfor %}，{% if %} 配 {% endif %}"),
    ("TPL-4", "写法不对，读不懂", "对照随软件提供的模板改"),
    ("TPL-5", "用了模板里不能用的语句或调用", "只用名称、过滤器、if、for"),
    ("TPL-6", "没有这个过滤器或判断", "用提示里列出的"),
    ("TPL-7", "没有这个名称", "照提示改成相近的名称，名称表在 版式.xlsx 的“说明”页"),
    ("TPL-8", "循环或文字太多，已经停下", "检查循环是否套得太多"),
    ("TPL-9", "算不出来：除数是 0、文字当了数", "先用 {% if %} 判断"),
    ("TPL-10", "[[表名]] 没有在正文里单独成一段", "让 [[表名]] 单独成正文的一段"),
    ("TPL-11", "文本框里有要填的内容", "把它移到正文的段落里"),
    ("TPL-12", "没有这个名称的表", "改成提示里列出的表名"),
    ("TPL-13", "不是 Word 文件，或缺少必需的部分", "在 Word 或 WPS 里另存为 .docx，或重新复制一份模板"),
    ("TPL-14", "循环把 Word 的表格拆断了", "让 for 和 endfor 在同一个表格单元格里，或都在表格外"),
    ("TPL-20", "没有这个模板文件", "用 minsheng templates list 查看"),
    ("TPL-21", "Word 模板里没有这张表的位置，生成的文件里没有这张表", "在要放表格的地方单独写一段 [[表名]]"),
    ("VOC-1", "词汇.xlsx 没有表头", "照随软件提供的 词汇.xlsx 补上“类别、词、意思”这一行"),
    ("VOC-2", "没有这个类别，或没有写类别", "从列表里选一种"),
    ("VOC-3", "没有写词，或写的不是一个词", "写一个词，不超过 20 个字，中间没有空格"),
    ("VOC-4", "意思没有写，或写的不是列出的几种", "照提示写"),
    ("LAY-1", "两个版式重名", "给其中一个换名"),
    ("LAY-2", "表头里有不认识的栏目，没有用它", "只用提示里列出的栏目"),
    ("LAY-3", "不认识的设置项，没有用它", "只用标题、附件标签、每行、纸张"),
    ("LAY-4", "没有“列标题、内容”这一行表头，或下面没有写列", "照随软件提供的版式补上"),
    ("LAY-5", "一列没有列标题", "写上列标题，或删去整行"),
    ("LAY-6", "宽度不是毫米数，或按纸张折算后太窄，放不下字", "填毫米数，如 25；各列宽度不要相差太大"),
    ("LAY-7", "不认识的对齐、合并或跨页写法", "用提示里列出的写法"),
    ("LAY-8", "数字格式写得不对", "空着，或写 0、0.00、#,##0、0.0%、% 这样；文字放在成对的半角双引号里"),
)
OUTPUTS: tuple[Row, ...] = (
    ("PUB-11", "导入时要写的文件已经存在，没有改动它", "换一个文件名，或先把它移走"),
    ("PUB-12", "导入时要写的文件不是 .xlsx", "把文件名改为以 .xlsx 结尾"),
    ("OUT-1", "文件正在 Excel 或 WPS 里打开，或文件、位置只读",
     "关闭文件后再运行一次；只读的换一个能写的位置"),
    ("OUT-2", "磁盘满了", "清理磁盘"),
    ("OUT-3", "文件夹不存在，或被同名文件占用", "先建好文件夹，或换一个位置"),
    ("OUT-4", "文件名太长", "缩短文件名，或放到较浅的文件夹"),
    ("OUT-5", "系统报错，没有写成", "检查磁盘和网络位置"),
    ("OUT-6", "文件在读取之后被别人改过，没有覆盖", "再运行一次，以新的内容为准"),
    ("OUT-7", "表没有栏目，或行数超过 Excel 的限度", "检查版式和台账"),
    ("OUT-8", "一格的文字超过 Excel 的限度（32767 个字符）", "把内容分到几行，或删短"),
    ("SYS-1", "软件内部出错，台账没有改动", "把提示里的文件交给技术人员"),
)


def section(title: str, heads: Row, rows: Iterable[Row]) -> str:
    """Return a headed table in Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    table = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
    return f"## {title}\n\n{table}\n"


def told(refusals: Mapping[str, tuple[str, str]]) -> Iterable[Row]:
    """Return the rows of a catalogue, with … where the particulars go."""
    return ((code, blanks(said), blanks(advice)) for code, (said, advice) in refusals.items())


def page() -> str:
    """Return the whole page."""
    plain = ("代码", "含义", "怎么办")
    catalogues = {"文件打不开、不能用": FILES, "已发布的文件读不了": PUBLISHED,
                  "加不进已有的台账": INTO_REFUSALS}  # fmt: skip
    sections = [
        section("台账", ("代码", "程度", "含义", "怎么办"), message_rows()),
        *(section(title, plain, told(rows)) for title, rows in catalogues.items()),
        section("加进已有台账时的不同", plain, kinds_rows()),
        section("模板和版式", plain, TEMPLATES),
        section("写文件", plain, OUTPUTS),
    ]
    return "# 问题代码一览\n\n代码长期不变，可以在电话里直接报代码。\n\n" + "\n".join(sections)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
