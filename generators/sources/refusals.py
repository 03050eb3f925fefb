"""Why a document cannot be read, as data: what was found and what the office can do."""

from __future__ import annotations

from pathlib import Path

from generators.errors import Problem, WorkbookError
from generators.model.origin import Origin
from generators.opc.refusals import refusal as package_refusal

#: Nothing an office publishes about its year is longer; more is a wrong file or an attack.
MOST_SIGNS = 1_000_000
LARGEST_TEXT_FILE = 20 << 20

EDITABLE = "请向发文的单位要可以编辑的 Word 或 Excel 文件。"
REFUSALS = {
    "PUB-1": ("文件打不开：{found}。", "请确认文件还在原处、没有被移走或改名，并且有权限读取。"),
    "PUB-2": ("文件里没有文字。", "请确认选对了文件，打开看看内容是否还在。"),
    "PUB-3": ("文件{found}。", "{advice}"),
    "PUB-4": ("文件里只有图片（{found}张），没有可以读取的文字，多半是扫描件。", EDITABLE),
    "PUB-5": ("文字超过 {most} 字，超出可以读取的限度。",
              "请确认选对了文件；只保留任务表或正文，另存一份再用。"),
    "PUB-6": ("文字的编码认不出来，读出来会是乱码。", "请用记事本打开，另存为“UTF-8”编码再用。"),
    "PUB-7": ("{found}要先转换才能读取，这台电脑上没有能转换的软件。", "{advice}"),
    "PUB-8": ("{found}转换失败。", "{advice}"),
    "PUB-9": ("没有找到任务表，也没有找到分项写的项目（{found}）。",
              "请确认选对了文件：应是任务分解表、项目清单或进展情况汇总；表头要有“主要内容”“项目名称”这样的栏目。"),
    "PUB-10": ("不知道是哪一年的台账。", "请加上 --year，例如 --year 2025。"),
    "PUB-14": ("文件本身已经是一本台账，不用再做成台账。",
               "直接用它就行；要往里加新的文件，请写 --into 这本台账。"),
    "PUB-13": ("行数超过 {most} 行，超出可以读取的限度。", "请确认选对了文件；只保留任务表，另存一份再用。"),
}  # fmt: skip


def refusal(code: str, file: str | Origin, **found: object) -> WorkbookError:
    """Return the error that says why ``file`` is refused and what to do.

    >>> print(refusal("PUB-2", "清单.docx").message)
    清单.docx：文件里没有文字。请确认选对了文件，打开看看内容是否还在。（PUB-2）
    """
    said, advice = REFUSALS[code]
    origin = Origin(file) if isinstance(file, str) else file
    return WorkbookError(Problem(code, origin, said.format(**found), advice.format(**found)))


def too_long(file: str) -> WorkbookError:
    """Return the error of a document with more text than any office publishes."""
    return refusal("PUB-5", file, most=MOST_SIGNS)


def read_bytes(path: Path, most: int) -> bytes:
    """Return a file of at most so many bytes; PUB-1 where it cannot be read, PKG-7 where it is larger."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as cause:
        raise refusal("PUB-1", path.name, found=cause.strerror or "读取时系统报错") from cause
    if len(content) > most:
        raise package_refusal("PKG-7", path.name, found=f"超过 {most >> 20} MB")
    return content
