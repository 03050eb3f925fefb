"""Every message about a register, as data: code, how much it matters, what is said, what to do.

``said`` and ``advice`` are filled in by name. Codes never change their meaning; the manual's list is made from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from generators.errors import Problem, Severity
from generators.model.origin import Origin

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of message; ``meaning`` explains it in the manual without the particulars."""

    code: str
    severity: Severity
    meaning: str
    said: str
    advice: str


MESSAGES = (
    # The workbook and its sheets.
    Message("SHEET-1", ERROR, "找不到必需的工作表", "没有找到工作表“{wanted}”。{similar}",
            "请把存放{wanted}的工作表改名为“{wanted}”，或用 minsheng new 生成的台账重新填写。"),
    Message("SHEET-2", NOTE, "有工作表没有读取", "工作表“{name}”不是台账的一部分，没有读取。{similar}",
            "如果里面有台账内容，请改用规定的工作表名称。"),
    Message("SHEET-3", WARNING, "两张工作表是同一种", "工作表“{name}”与“{used}”是同一种，只读取了“{used}”。",
            "请把内容并到一张工作表里，或把多余的一张改名。"),
    Message("SHEET-4", NOTE, "读取了隐藏的工作表", "工作表“{name}”是隐藏的，已照常读取。", "如果不该读取，请改名或删除。"),
    Message("SHEET-5", NOTE, "按表头认出工作表", "没有名为“{wanted}”的工作表，已按表头把“{name}”当作“{wanted}”读取。",
            "建议把工作表改名为“{wanted}”。"),
    Message("SHEET-6", NOTE, "没有“设置”工作表", "没有工作表“设置”，地区“{region}”和年度“{year}”取自标题“{title}”。",
            "如果不对，请增加“设置”工作表。"),
    # Headings.
    Message("HEAD-1", ERROR, "找不到表头", "工作表“{name}”的前 20 行里没有找到表头。",
            "请保留含有“{wanted}”等栏目名称的表头行。"),
    Message("HEAD-2", ERROR, "缺少必需的栏目", "表头里没有“{wanted}”这一栏。{similar}", "请补上这一栏，或把栏目名称改为“{wanted}”。"),
    Message("HEAD-3", ERROR, "栏目重复", "有两栏都是“{found}”，不知道以哪一栏为准，只读取了{used}列。",
            "请删去多余的一栏，或改成别的名称。"),
    Message("HEAD-4", NOTE, "有栏目没有读取", "“{found}”一栏不是台账的栏目，没有读取。{similar}", "不影响使用，可以保留。"),
    Message("HEAD-5", WARNING, "表头是错误值", "表头单元格是错误值 {found}。", "请改正表头。"),
    # Rows.
    Message("ROW-1", NOTE, "合计行没有读取", "这一行是“{found}”，没有当作事项读取。", "不用处理，合计由系统计算。"),
    Message("ROW-2", NOTE, "分组标题或说明行没有读取", "这一行只有“{found}”，当作分组标题或说明，没有读取。",
            "如果是一个事项，请补全其他栏。"),
    Message("ROW-3", NOTE, "重复的表头行没有读取", "这一行重复了表头，没有读取。", "不用处理。"),
    Message("ROW-4", NOTE, "读取了隐藏的行", "第 {found} 行是隐藏的，已照常读取。", "如果不该读取，请删除这些行。"),
    Message("ROW-5", WARNING, "合并区域下面还有内容", "这一格被合并单元格盖住，下面还有内容“{found}”，没有采用。",
            "请取消合并，核对后删去多余的内容。"),
    Message("ROW-6", WARNING, "合并表格里的空白格", "“{heading}”这一格是空白，也没有与上一行合并，按没有处理。",
            "与上一行相同请合并或照抄，没有请填“无”。"),
    Message("ROW-7", WARNING, "整行都写了只有一格空白", "这一行其他栏都重写了，只有“{heading}”是空白，已按与上一行相同处理。",
            "请核对：相同请照抄，没有请填“无”。"),
    Message("ROW-8", WARNING, "项目没有序号", "这个项目没有序号，已按顺序编为 {number}。", "请填写序号。"),
    # Cells.
    Message("CELL-1", ERROR, "单元格是错误值", "“{heading}”是错误值 {found}，不是空白。", "请改正公式，或直接填写内容。"),
    Message("CELL-2", ERROR, "公式没有结果", "“{heading}”是公式，但文件里没有存计算结果。", "请用 Excel 或 WPS 打开，保存一次再用。"),
    Message("CELL-3", WARNING, "有看不见的控制字符", "“{heading}”里有看不见的控制字符，已显示为 {found}。", "请重新输入这一格。"),
    Message("CELL-4", ERROR, "存的内容与格式不符", "“{heading}”里存的是“{found}”：{why}。", "请把单元格改为文本格式后重新填写。"),
    Message("CELL-5", ERROR, "应填文字却是逻辑值", "“{heading}”是逻辑值 {found}。", "请重新填写这一格。"),
    Message("CELL-6", ERROR, "填写的内容被变成日期", "“{heading}”被表格软件当成了日期 {found}。",
            "请把单元格改为文本格式后重新填写。"),
    Message("NUM-1", ERROR, "不能确定的数字", "“{heading}”{found}", "请只填确定的数字，不带“约”“余”“左右”等字，单位填在“计量单位”。"),
    Message("NUM-2", ERROR, "目标值与口径不一致", "目标值“{found}”与口径“{comparator}”不一致。", "请改正其中一处。"),
    Message("DATE-1", ERROR, "不能确定的日期", "“{heading}”{found}", "请填写为 2025-12-31 或“2025年底”“9月底前”。"),
    Message("WORD-1", ERROR, "不认识的词", "“{heading}”{found}", "请从下拉列表中选择：{choices}。"),
    Message("WORD-2", ERROR, "期次不对", "“{heading}”{found}这一行的进展没有读取。", "请填写为 2025Q1 或“2025年一季度”。"),
    # Rows of 指标 and 进展 that belong to no task.
    Message("IND-1", ERROR, "指标所属的事项不存在", "“任务”表里没有事项编号“{number}”，指标“{name}”没有归属。",
            "请改正事项编号，或在“任务”表补上这个事项。"),
    Message("PRO-1", ERROR, "进展没有期次", "这一行进展没有期次，没有读取。", "请填写期次，如 2025Q1。"),
    Message("PRO-2", ERROR, "进展所属的事项不存在", "“任务”表里没有事项编号“{number}”，这一行进展没有归属。",
            "请改正事项编号，或在“任务”表补上这个事项。"),
    # Settings.
    Message("SET-1", NOTE, "不认识的设置", "设置项“{found}”不认识，没有采用。{similar}", "不影响使用，可以删去。"),
    Message("SET-2", ERROR, "缺少年度", "没有年度，台账的标题里也没有。", "请在“设置”的“年度”填写四位数字，如 2025。"),
    Message("SET-3", WARNING, "缺少地区", "没有地区，台账的标题里也没有。", "请在“设置”的“地区”填写市、区（县）名称。"),
    Message("SET-4", ERROR, "设置的值不对", "设置“{heading}”{found}", "请改正；留空则采用默认值。"),
    Message("SET-5", WARNING, "设置重复", "设置“{heading}”写了两次，采用了第一次的。", "请删去多余的一行。"),
)  # fmt: skip

_BY_CODE = {message.code: message for message in MESSAGES}


def problem(code: str, origin: Origin, **found: object) -> Problem:
    """Return the problem of a code at a place, its sentences filled in.

    >>> print(problem("ROW-1", Origin("台账.xlsx", "任务", "A9"), found="合计"))
    台账.xlsx［任务］A9：这一行是“合计”，没有当作事项读取。不用处理，合计由系统计算。（ROW-1）
    """
    message = _BY_CODE[code]
    texts = {name: str(value) for name, value in found.items()}
    return Problem(
        code, origin, message.said.format_map(texts), message.advice.format_map(texts), message.severity
    )


def message_rows() -> list[tuple[str, str, str, str]]:
    """Return code, severity, meaning and advice of every message about a register, for the manual."""
    return [(m.code, m.severity.value, m.meaning, blanks(m.advice)) for m in MESSAGES]


def blanks(advice: str) -> str:
    """Return an advice with … where the particulars go.

    >>> blanks("请把栏目改为“{wanted}”。")
    '请把栏目改为“…”。'
    """
    head, *rest = advice.split("{")
    return head + "".join("…" + piece.partition("}")[2] for piece in rest)
