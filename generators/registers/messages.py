"""Every message about a register, as data: code, how much it matters, what is said, what to do.

``said`` and ``advice`` are filled in by name. Codes never change their meaning; the manual lists them.
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
    Message("SHEET-1", ERROR, "找不到必需的工作表",
            "没有找到工作表“{wanted}”。{similar}",
            "请把存放{wanted}的工作表改名为“{wanted}”，或用 minsheng new 生成的台账重新填写。"),
    Message("SHEET-2", NOTE, "有工作表没有读取",
            "工作表“{name}”不是台账的一部分，没有读取。{similar}",
            "如果里面有台账内容，请改用规定的工作表名称。"),
    Message("SHEET-3", WARNING, "两张工作表是同一种",
            "工作表“{name}”与“{used}”是同一种，只读取了“{used}”。",
            "请把内容并到一张工作表里，或把多余的一张改名。"),
    Message("SHEET-4", NOTE, "读取了隐藏的工作表",
            "工作表“{name}”是隐藏的，已照常读取。", "如果不该读取，请改名或删除。"),
    Message("SHEET-5", NOTE, "按表头认出工作表",
            "没有名为“{wanted}”的工作表，已按表头把“{name}”当作“{wanted}”读取。",
            "建议把工作表改名为“{wanted}”。"),
    Message("SHEET-6", NOTE, "没有“设置”工作表",
            "没有工作表“设置”，地区“{region}”和年度“{year}”取自标题“{title}”。",
            "如果不对，请增加“设置”工作表。"),
    Message("SHEET-7", WARNING, "待核对里有没有写处理意见的行",
            "“{name}”表还有 {count} 行没有写处理意见。",
            "请逐行对照原文核对，看过的在“处理意见”里写“已核对”或改了什么。"),
    # Headings.
    Message("HEAD-1", ERROR, "找不到表头",
            "工作表“{name}”的前 20 行里没有找到表头。", "请保留含有“{wanted}”等栏目名称的表头行。"),
    Message("HEAD-2", ERROR, "缺少必需的栏目",
            "表头里没有“{wanted}”这一栏。{similar}", "请补上这一栏，或把栏目名称改为“{wanted}”。"),
    Message("HEAD-3", ERROR, "栏目重复",
            "有两栏都是“{found}”，不知道以哪一栏为准，只读取了{used}列。",
            "请删去多余的一栏，或改成别的名称。"),
    Message("HEAD-4", NOTE, "有栏目没有读取",
            "“{found}”一栏不是台账的栏目，没有读取。{similar}", "不影响使用，可以保留。"),
    Message("HEAD-5", WARNING, "表头是错误值", "表头单元格是错误值 {found}。", "请改正表头。"),
    Message("HEAD-6", NOTE, "没有表头的列没有读取",
            "{letters}列没有表头，里面的内容没有读取。", "如果是台账内容，请补上表头。"),
    # Rows.
    Message("ROW-1", NOTE, "合计行没有读取",
            "这一行是“{found}”，没有当作事项读取。", "不用处理，合计由系统计算。"),
    Message("ROW-2", NOTE, "分组标题或说明行没有读取",
            "这一行只有“{found}”，当作分组标题或说明，没有读取。", "如果是一个事项，请补全其他栏。"),
    Message("ROW-3", NOTE, "重复的表头行没有读取", "这一行重复了表头，没有读取。", "不用处理。"),
    Message("ROW-4", NOTE, "读取了隐藏的行",
            "第 {found} 行是隐藏的，已照常读取。", "如果不该读取，请删除这些行。"),
    Message("ROW-5", WARNING, "合并区域下面还有内容",
            "这一格被合并单元格盖住，下面还有内容“{found}”，没有采用。",
            "请取消合并，核对后删去多余的内容。"),
    Message("ROW-6", WARNING, "合并表格里的空白格",
            "“{heading}”这一格是空白，也没有与上一行合并，按没有处理。",
            "与上一行相同请合并或照抄，没有请填“无”。"),
    Message("ROW-7", WARNING, "整行都写了只有一格空白",
            "这一行其他栏都重写了，只有“{heading}”是空白，已按与上一行相同处理。",
            "请核对：相同请照抄，没有请填“无”。"),
    Message("ROW-8", WARNING, "项目没有序号", "这个项目没有序号，已按顺序编为 {number}。", "请填写序号。"),
    # Cells.
    Message("CELL-1", ERROR, "单元格是错误值",
            "“{heading}”是错误值 {found}，不是空白。", "请改正公式，或直接填写内容。"),
    Message("CELL-2", ERROR, "公式没有结果",
            "“{heading}”是公式，但文件里没有存计算结果。", "请用 Excel 或 WPS 打开，保存一次再用。"),
    Message("CELL-3", WARNING, "有看不见的控制字符",
            "“{heading}”里有看不见的控制字符，已显示为 {found}。", "请重新输入这一格。"),
    Message("CELL-4", ERROR, "存的内容与格式不符",
            "“{heading}”里存的是“{found}”：{why}。", "请把单元格改为文本格式后重新填写。"),
    Message("CELL-5", ERROR, "应填文字却是逻辑值", "“{heading}”是逻辑值 {found}。", "请重新填写这一格。"),
    Message("CELL-6", ERROR, "填写的内容被变成日期",
            "“{heading}”被表格软件当成了日期 {found}。", "请把单元格改为文本格式后重新填写。"),
    Message("NUM-1", ERROR, "不能确定的数字",
            "“{heading}”{found}", "请只填确定的数字，不带“约”“余”“左右”等字，单位填在“计量单位”。"),
    Message("NUM-2", ERROR, "目标值与口径不一致",
            "目标值“{found}”与口径“{comparator}”不一致。", "请改正其中一处。"),
    Message("NUM-3", WARNING, "文字形式的数字",
            "“{heading}”里的“{found}”是文字，已按 {number} 读取，但“看板”的公式不认文字。", "请改成数字。"),
    Message("DATE-1", ERROR, "不能确定的日期",
            "“{heading}”{found}", "请填写为 2025-12-31 或“2025年底”“9月底前”。"),
    Message("WORD-1", ERROR, "不认识的词", "“{heading}”{found}", "请从下拉列表中选择：{choices}。"),
    Message("WORD-2", ERROR, "期次不对",
            "“{heading}”{found}这一行的进展没有读取。", "请填写为 2025Q1 或“2025年一季度”。"),
    # Rows of 指标 and 进展 that belong to no task.
    Message("IND-1", ERROR, "指标所属的事项不存在",
            "“任务”表里没有事项编号“{number}”，指标“{name}”没有归属。",
            "请改正事项编号，或在“任务”表补上这个事项。"),
    Message("PRO-1", ERROR, "进展没有期次", "这一行进展没有期次，没有读取。", "请填写期次，如 2025Q1。"),
    Message("PRO-2", ERROR, "进展所属的事项不存在",
            "“任务”表里没有事项编号“{number}”，这一行进展没有归属。",
            "请改正事项编号，或在“任务”表补上这个事项。"),
    # What the rules of checking find: numbers and names.
    Message("PROJ-1", ERROR, "项目序号重复", "序号“{number}”与 {first} 重复。", "每个项目一个序号，请改正。"),
    Message("PROJ-2", ERROR, "项目没有事项",
            "项目“{name}”下面没有事项。", "请补上主要内容，或删去这个项目。"),
    Message("TASK-1", ERROR, "事项编号重复",
            "事项编号“{number}”与 {first} 重复。",
            "每个事项一个编号，请改正；编号要填成文本，3.10 填成数字会变成 3.1。"),
    Message("IND-2", ERROR, "指标编号重复",
            "指标编号“{number}”与 {first} 重复。",
            "每个指标一个编号，请改正；编号要填成文本，3.2.10 不能填成数字。"),
    Message("UNIT-3", ERROR, "单位名称重复",
            "单位名称“{number}”与 {first} 重复。", "一个名称只能指一个单位，请改正。"),
    Message("EMPTY-1", ERROR, "必填的栏空白", "“{heading}”是空白。", "请填写。"),
    Message("EMPTY-2", WARNING, "应填的栏空白", "“{heading}”是空白。", "请填写；确实没有可不理会。"),
    Message("UNIT-1", WARNING, "单位不在“单位”表里",
            "“{name}”不在“单位”表里{times}。{similar}", "请改正写法，或在“单位”表补上全称或简称。"),
    Message("UNIT-2", WARNING, "组成员不在“单位”表里",
            "“{group}”的组成员“{name}”不在“单位”表里。{similar}", "请改正写法，或在“单位”表补上。"),
    Message("UNIT-4", WARNING, "单位已撤并",
            "“{name}”的有效期到 {last} 为止{times}。", "请改为现在的单位，或改正“单位”表的有效期。"),
    Message("LEAD-1", WARNING, "领导不在“领导”表里",
            "“{name}”不在“领导”表里{times}。{similar}", "请改正姓名，或在“领导”表补上。"),
    Message("AMD-1", ERROR, "目标调整的编号不存在", "台账里没有编号“{number}”。", "请改正编号。"),
    Message("AMD-2", ERROR, "目标调整没有批准文件",
            "“{number}”的目标调整没有批准文件。", "请填写批准调整的会议或文件。"),
    Message("AMD-3", WARNING, "目标调整与目标值不一致",
            "“{number}”调整后是“{after}”，“指标”表的目标值却是 {target}。", "请核对，改正其中一处。"),
    # Figures.
    Message("IND-3", ERROR, "缺少目标值",
            "指标“{name}”的类型是{kind}，没有目标值。", "请填写目标值；没有量化目标的，类型请选“持续推进”。"),
    Message("IND-4", ERROR, "倍增指标缺少基数",
            "指标“{name}”是倍增，没有基数。", "请填写基数（一般是上年实绩）。"),
    Message("IND-5", ERROR, "区间的上下限不对",
            "口径是区间，目标值是 {low}，目标上限是 {high}。", "目标值填下限，目标上限要比它大。"),
    Message("IND-6", WARNING, "有目标上限但不是区间",
            "填了目标上限 {high}，口径却是“{comparator}”。",
            "是区间请把口径改为“区间”，不是请清空目标上限。"),
    Message("IND-7", ERROR, "累计数比上一期少",
            "指标“{name}”{now}累计 {later}，比{before}的 {earlier} 少。",
            "累计数从1月算起，只增不减；确因调整减少的，请在“目标调整”登记。"),
    Message("IND-8", WARNING, "季度目标比上一季少",
            "指标“{name}”{quarter}目标 {later}，比前面的 {earlier} 少。",
            "季度目标是从1月算起的累计数，请核对。"),
    Message("IND-9", WARNING, "季度目标超过全年目标",
            "指标“{name}”四季度目标 {last}，超过全年目标 {target}。", "请核对。"),
    Message("IND-10", WARNING, "量级相差万倍",
            "指标“{name}”填的是 {actual}{unit}，与 {target}{unit} 相差约万倍。",
            "请核对计量单位，是否把元与万元、人次与万人次弄混。"),
    Message("IND-11", WARNING, "完成数正好是目标的十倍或十分之一",
            "指标“{name}”完成 {actual}，目标 {target}，正好差十倍。", "请核对是否多写或少写了一位。"),
    Message("IND-12", WARNING, "完成数超过目标的三倍",
            "指标“{name}”完成 {actual}，超过目标 {target} 的三倍。", "请核对；无误可不理会。"),
    Message("IND-13", ERROR, "累计数是负数", "指标“{name}”的累计数是 {actual}。", "请改正。"),
    Message("IND-14", WARNING, "指标重复",
            "事项“{task}”里有两个指标都叫“{name}”。", "请删去一个，或写清区别。"),
    Message("IND-15", WARNING, "类型与计量单位不符",
            "指标“{name}”的计量单位是 %，类型却是增量。", "请把类型改为“比率”。"),
    Message("IND-16", WARNING, "不认识的形象进度",
            "指标“{name}”的“{stage}”不是认得的阶段，不能判定状态。",
            "请用 未启动、招标、开工、在建、主体封顶、竣工、投入使用 等词。"),
    Message("IND-17", WARNING, "百分数可能少乘了一百",
            "指标“{name}”的计量单位是 %，目标值却是 {target}。", "85% 请填 85；确实不到 1% 的可不理会。"),
    Message("IND-18", WARNING, "本期累计没有填，沿用了上一期的数",
            "指标“{name}”{period}的累计是空白，汇总时沿用上一次填报的 {actual}。",
            "请补填；没有新进展也请照抄上期的数。"),
    Message("IND-19", ERROR, "数字超过 15 位",
            "指标“{name}”的数字 {actual} 超过 15 位，Excel 存不下。", "请换用大一级的计量单位，如 亿元。"),
    Message("INV-1", ERROR, "投资的编号不存在", "台账里没有编号“{number}”。", "请改正编号。"),
    Message("INV-2", WARNING, "年度计划超过总投资",
            "年度计划 {planned} 万元，超过总投资 {total} 万元。", "请核对单位是否都是万元。"),
    Message("INV-3", WARNING, "完成投资超过年度计划",
            "累计完成投资 {invested} 万元，超过年度计划 {planned} 万元。",
            "请核对单位是否都是万元；无误可不理会。"),
    Message("INV-4", ERROR, "完成投资比上一期少",
            "累计完成投资 {later} 万元，比前面的 {earlier} 万元少。", "累计数只增不减，请改正。"),
    # Progress.
    Message("PRO-3", WARNING, "当前期次没有进展", "事项“{number}”没有 {period} 的进展。", "请催报或补填。"),
    Message("PRO-4", ERROR, "同一期报了两次",
            "事项“{number}”{period} 的进展与 {first} 重复。", "请保留一行。"),
    Message("PRO-5", WARNING, "期次不在范围内",
            "期次 {period} 不在本台账范围内（{current}）。", "请改正期次，或修改“设置”的当前期次。"),
    Message("PRO-6", ERROR, "不认识的人工状态",
            "人工状态“{found}”不认识。", "请从下拉列表中选择：{choices}。"),
    Message("PRO-7", WARNING, "人工状态没有理由",
            "人工状态填了“{found}”，没有写理由。", "请写明理由，或清空人工状态由系统判定。"),
    Message("PRO-8", WARNING, "人工状态与指标不一致",
            "人工状态是“{found}”，按 {period} 的指标应是“{computed}”。",
            "请核对指标的累计数；确需人工认定的请写明理由。"),
    Message("PRO-9", WARNING, "时限已过尚未完成",
            "事项“{number}”的完成时限“{deadline}”到 {period} 末已过，状态是“{status}”。",
            "请核对进展，或调整完成时限并登记。"),
    Message("PRO-10", NOTE, "①②③与指标数不同",
            "“{text}”里有 {count} 个序号，这个事项有 {indicators} 个指标。", "请核对是否漏报。"),
    Message("DATE-2", WARNING, "完成时限早于年度", "完成时限“{found}”早于台账年度 {year}。", "请核对。"),
    # Texts.
    Message("TEXT-1", WARNING, "目标值与主要内容不一致",
            "指标“{name}”的目标值 {target} 在主要内容“{text}”里找不到。",
            "请核对，改正其中一处；经批准调整的请在“目标调整”登记。"),
    Message("TEXT-2", WARNING, "“其中”各项之和不等于总数",
            "“其中”各项 {parts} 之和是 {sum}{unit}，总数却是 {whole}{unit}。",
            "请核对；“其中”只列了一部分的可不理会。"),
    Message("TEXT-3", WARNING, "公开文字里有电话或身份证号", "文字里有“{found}”，会印在文件里。", "请删去。"),
    Message("TEXT-4", NOTE, "中文里有半角标点", "“{found}”里有半角标点。", "建议改为全角标点。"),
    Message("COUNT-1", WARNING, "分状态的项数与总数不符",
            "文字里共 {total} 项，分状态合计 {counted} 项，相差 {left} 项。", "请核对，未提到的请写明。"),
    # Settings.
    Message("SET-1", NOTE, "不认识的设置",
            "设置项“{found}”不认识，没有采用。{similar}", "不影响使用，可以删去。"),
    Message("SET-2", ERROR, "缺少年度",
            "没有年度，台账的标题里也没有。", "请在“设置”的“年度”填写四位数字，如 2025。"),
    Message("SET-3", WARNING, "缺少地区",
            "没有地区，台账的标题里也没有。", "请在“设置”的“地区”填写市、区（县）名称。"),
    Message("SET-4", ERROR, "设置的值不对", "设置“{heading}”{found}", "请改正；留空则采用默认值。"),
    Message("SET-5", WARNING, "设置重复", "设置“{heading}”写了两次，采用了第一次的。", "请删去多余的一行。"),
)  # fmt: skip

_BY_CODE = {message.code: message for message in MESSAGES}


def problem(code: str, origin: Origin, /, **found: object) -> Problem:
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
