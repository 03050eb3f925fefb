"""Why a file is refused: the catalogue of codes, each with what was found and what the office can do.

Every refusal is one :class:`~generators.errors.WorkbookError`; no other exception leaves the readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from struct import error as StructError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile
from zlib import error as ZlibError

from generators.errors import Problem, WorkbookError
from generators.model.origin import Origin

RESEND = "请用原来的软件重新打开并另存一份，或请发来的单位重新发送。"
RESAVE = "请用 Excel 或 WPS 打开后另存为“Excel 工作簿（.xlsx）”再用。"

REFUSALS = {
    "PKG-1": ("文件打不开：{found}。", "请确认文件还在原处、有权限读取；正在 Excel 或 WPS 中打开的先关闭。"),
    "PKG-2": ("文件是空的，一个字节也没有。", RESEND),
    "PKG-3": ("{found}", "{advice}"),
    "PKG-4": ("文件设了打开密码。", "请打开后在“文件—信息—保护”中取消密码，另存一份再用。"),
    "PKG-5": ("文件不完整或已损坏（{found}）。", RESEND),
    "PKG-6": ("文件里的“{found}”已损坏，内容与校验不符。", RESEND),
    "PKG-7": ("文件超出可以读取的限度：{found}。", "请删去不用的工作表、图片和空行，或拆成几份。"),
    "PKG-8": ("文件里有不应有的成员名“{found}”，可能被改动过。", RESEND),
    "PKG-9": ("文件里的“{found}”带有文档类型声明，正常的办公文件没有，可能有害。",
              "请不要打开它，向发来的单位核实后重新发送。"),
    "PKG-10": ("文件里的“{found}”使用了不认识的编码。", RESEND),
    "PKG-11": ("文件里的“{found}”格式有错，读不下去（{detail}）。", RESEND),
    "PKG-12": ("文件里缺少“{found}”，不是完整的办公文件。", RESEND),
    "XLSX-1": ("第{row}行里有地址重复或超出工作表的单元格，文件已损坏。", RESEND),
    "XLSX-2": ("单元格超过 {most} 个，超出可以读取的限度。", "请删去不用的行列，或拆成几份。"),
    "XLSX-3": ("没有名为“{found}”的工作表。", "请核对工作表名称。"),
    "XLSX-4": ("这一格是公式，没有改动。", "请改公式所用的数据，或先把公式改成数值。"),
    "XLSX-5": ("这一格在合并单元格 {found} 之内，没有改动。", "请改合并区域左上角的单元格，或取消合并。"),
    "XLSX-6": ("文件带有数字签名，改动会使签名失效。", "请另存一份没有签名的文件再用。"),
    "XLSX-7": ("工作表“{found}”的写法少见，不能在原文件上改动。", "请用 Excel 打开后另存一份再用。"),
    "XLSX-8": ("这一格是表“{found}”的列标题，没有改动。", "列标题请在 Excel 中修改。"),
    "XLSX-9": ("要写的文字有 {found} 个字符，一格最多 32767 个，没有改动。", "请把内容分到几行，或删短。"),
    "XLSX-10": ("表“{found}”带有汇总行，不能在它下面加行，没有改动。",
                "请在“表格工具—设计”中取消“汇总行”，加完再恢复。"),
    "XLSX-11": ("要加 {count} 行，但第 {found} 行起已有别的内容，放不下，没有改动。",
                "请把下面的内容移开，或先空出足够的行。"),
    "XLSX-12": ("工作表正在筛选，有些行看不见，没有在里面加行。", "请先清除筛选，保存后再运行一次。"),
    "XLSX-13": ("工作表有保护，要写的 {count} 格（如 {found}）是锁定的，没有改动。",
                "请在“审阅”中撤销工作表保护，保存后再运行一次。"),
}  # fmt: skip

LOW_LEVEL = (BadZipFile, ZlibError, StructError, ExpatError, EOFError, OSError, MemoryError, RecursionError,
             UnicodeError, NotImplementedError, LookupError, ValueError, OverflowError)  # fmt: skip


def refusal(code: str, file: str | Origin, **found: object) -> WorkbookError:
    """Return the error that says why ``file`` is refused and what to do.

    >>> print(refusal("PKG-12", "台账.xlsx", found="xl/workbook.xml").message)
    台账.xlsx：文件里缺少“xl/workbook.xml”，不是完整的办公文件。请用原来的软件重新打开并另存一份，或请发来的单位重新发送。（PKG-12）
    """
    said, advice = REFUSALS[code]
    origin = Origin(file) if isinstance(file, str) else file
    return WorkbookError(Problem(code, origin, said.format(**found), advice.format(**found)))


@contextmanager
def refusing(code: str, file: str, **found: object) -> Iterator[None]:
    """Turn every low-level exception of the block into the refusal ``code``."""
    try:
        yield
    except WorkbookError:
        raise
    except LOW_LEVEL as problem:
        raise refusal(code, file, **found) from problem
