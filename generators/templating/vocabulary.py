"""The names a template may use, with what each means: for the 说明 sheet, the check of templates, and tests.

``documents`` supplies exactly these. A name with fields is a record; ``many`` means a list of such records.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

LIKE, LIKE_LATIN = 0.5, 0.7  # one wrong character of two is still like in Chinese


@dataclass(frozen=True, slots=True)
class Known:
    """One name: what it means, and the names inside it."""

    meaning: str = ""
    fields: Mapping[str, Known] = field(default_factory=dict)
    many: bool = False


Vocabulary = Mapping[str, Known]


def _names(table: str, **deeper: Known) -> dict[str, Known]:
    """Return the names of a table of lines ``name meaning``."""
    lines = (line.split(maxsplit=1) for line in table.strip().splitlines())
    return {name: Known(meaning) for name, meaning in lines} | deeper


PROJECT = _names("""
    序号 项目的序号，如 3
    名称 项目名称
    别名 项目的别名或品牌名，可以是空白
""")
TASK = _names("""
    编号 事项编号，如 3.2
    序号 事项在项目内的序号，如 2
    主要内容 事项的主要内容
    完成时限 完成时限，照台账的写法
    分管领导 分管领导，一行一人，两个字的姓名已补空
    牵头单位 牵头单位，一行一个
    牵头单位全称 牵头单位在“单位”表里的全称，一行一个
    配合单位 配合单位，一行一个
    责任单位 牵头单位和配合单位，用顿号连起来
    备注 备注
""")
INDICATOR = _names("""
    编号 指标编号，如 3.2.1
    名称 指标名称
    计量单位 计量单位
    类型 指标类型，如 增量、比率、形象进度
    口径 ≥ ≤ = ≈ 区间
    目标值 全年目标值
    目标上限 区间类指标的上限
    基数 倍增类指标的基数
    上年结转 往年已完成、今年不再计算的数
    季度目标 本期应达到的目标值，没有就是空白
    累计完成 一月至本期末的累计数
    完成率 累计完成除以目标值
    序时进度 本期末应达到的进度
    差距 完成率减序时进度，以百分点计
    状态 系统判断的状态
    备注 指标的备注
""")
PROGRESS = _names("""
    进展情况 单位填报的进展情况
    存在问题 单位填报的存在问题
    下一步打算 单位填报的下一步打算
    状态 事项的状态（人工调整过的，以人工为准）
    人工状态 人工调整的状态，没有就是空白
    理由 人工调整的理由
    填报单位 填报的单位
""")
DOCUMENT = _names("""
    地区 设置里的地区
    年度 年度，如 2022
    发文机关 设置里的发文机关
    期次 期次，如 2022Q1
    期次名称 一季度、上半年、前三季度、全年
    截至日期 期末最后一天，如 2022年3月31日
    编制日期 设置里的编制日期
    项目数 项目的个数
    事项数 事项的个数
    指标数 指标的个数
""")
#: What a column of a layout may use: the values of one row, and those of the whole document.
ROW: Vocabulary = DOCUMENT | {
    "项目": Known("这一行所属的项目", PROJECT),
    "任务": Known("这一行所属的事项", TASK),
    "指标": Known("这一行的指标（每行填“指标”的版式才有）", INDICATOR),
    "进展": Known("这一事项本期的进展（进展类的表才有）", PROGRESS),
}
TITLE = {"标题": Known("文档的标题")}
_BY_STATUS = _names("""
    状态 状态名称
    数量 这个状态的事项数
    占比 占全部事项的比例
""")
_LISTED_TASK = TASK | PROGRESS | {"指标列表": Known("事项的各个指标", INDICATOR, many=True)}
_LISTED_PROJECT = PROJECT | {
    "中文序号": Known("中文数字的序号，如 三"),
    "任务列表": Known("项目的各个事项", _LISTED_TASK, many=True),
}
_NOT_REPORTED = TASK | {"项目名称": Known("所属项目的名称")}
#: What the sentences of 任务分解表.docx may use.
BREAKDOWN: Vocabulary = DOCUMENT | TITLE | {"附件标签": Known("版式的附件标签，如 附件")}
#: What the sentences of 进展情况汇总.docx may use.
SUMMARY: Vocabulary = (
    DOCUMENT
    | TITLE
    | {
        "统计": Known("按状态计数，没有的状态不列", _BY_STATUS, many=True),
        "项目列表": Known("各个项目", _LISTED_PROJECT, many=True),
        "未报事项": Known("本期没有填报进展的事项", _NOT_REPORTED, many=True),
    }
)
TEMPLATES: Mapping[str, Vocabulary] = {"任务分解表.docx": BREAKDOWN, "进展情况汇总.docx": SUMMARY}


def listing(vocabulary: Vocabulary, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield every full name with its meaning, in order: ``("任务.编号", "事项编号，如 3.2")``."""
    for name, known in vocabulary.items():
        yield prefix + name, known.meaning
        if known.fields:
            yield from listing(known.fields, f"{prefix}{name}{'[…]' if known.many else ''}.")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like ``name``, or nothing when none is like it.

    >>> nearest("主要内空", ["主要内容", "配合单位"]), nearest("天气", ["主要内容"])
    ('主要内容', '')
    """
    names = list(known)
    close = difflib.get_close_matches(name, names, 1, LIKE_LATIN if name.isascii() else LIKE)
    if close:
        return close[0]
    inside = [other for other in names if len(name) > 1 and (name in other or other in name)]
    return inside[0] if inside else ""


def proposal(name: str, known: Iterable[str], prefix: str = "") -> str:
    """Return what to do about an unknown name: the nearest one, or some of those there are."""
    names = list(known)
    near = nearest(name, names)
    if near:
        return f"是不是“{prefix}{near}”？"
    return f"可用的有：{'、'.join(names[:12])}{' 等' if len(names) > 12 else ''}。" if names else ""
