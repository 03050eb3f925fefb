"""Why a document is not added to a register, as data: what was found and what the office can do."""

from __future__ import annotations

from generators.errors import Problem
from generators.model.origin import Origin

INTO_REFUSALS = {
    "INTO-1": ("文件是 {found} 年的，台账是 {year} 年的。",
               "请核对是不是这本台账；文件确实说的是 {year} 年，请加上 --year {year}。"),
    "INTO-2": ("文件没有写明是哪一期的进展。", "请加上 --period，例如 --period {year}Q1。"),
    "INTO-3": ("旁边有“{found}”，台账多半正在打开着。",
               "请先保存并关闭台账再运行；如果确实没有打开，请删去这个文件。"),
    "INTO-4": ("工作表“{found}”没有“进展情况”这一栏，进展没有地方写。", "请在表头补上“进展情况”一栏再运行。"),
    "INTO-5": ("文件里没有一个项目或事项与台账对得上。", "请核对是不是这本台账、这一年的文件。"),
    "INTO-6": ("文件本身是一本台账，不是任务分解表或进展汇总。",
               "两本台账不能这样合并；请导入已发布的文件，或把内容抄到这本台账里。"),
    "INTO-7": ("标题写的是“{found}”，台账是{region}的。",
               "请核对是不是这本台账；文件确实是{region}的，请加上 --region {region}。"),
    "INTO-8": ("文件写明是 {found} 的进展，--period 写的却是 {asked}。",
               "请去掉 --period；是文件写错了的，请先改好文件的标题或表头。"),
    "INTO-9": ("标题写了不止一期：{found}。", "请用 --period 写明是哪一期的，例如 --period {last}。"),
}  # fmt: skip


def into_problem(code: str, origin: Origin, **found: object) -> Problem:
    """Return the problem that says why a document is not added.

    >>> print(into_problem("INTO-2", Origin("汇总.docx"), year=2022))
    汇总.docx：文件没有写明是哪一期的进展。请加上 --period，例如 --period 2022Q1。（INTO-2）
    """
    said, advice = INTO_REFUSALS[code]
    return Problem(code, origin, said.format(**found), advice.format(**found))
