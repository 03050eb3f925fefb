"""What the columns of a published table mean: by their headings, or by what stands below unknown ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from generators.registers.columns import ColumnSpec, SheetSpec, words
from generators.registers.deadlines import parse_deadline
from generators.registers.headings import field_of, spellings_of
from generators.registers.name_lists import split_units
from generators.registers.sheets import INDICATORS, PROGRESS, TASKS
from generators.registers.spelling import without_spaces

_PROGRESS = ("text", "difficulty", "next_step", "manual_status")
_RENAMED = {"unit_of_measure": "unit_of_measure", "target": "target", "latest": "latest", "rate": "rate"}
#: Every column a published table may have; headings of 任务 win over those of 进展 and 指标.
PUBLISHED = SheetSpec(
    "发布的表",
    (),
    (
        *(replace(column, required=False) for column in TASKS.columns),
        *(PROGRESS.column(field) for field in _PROGRESS),
        ColumnSpec("indicator_name", "指标名称", words("考核指标 指标")),
        *(INDICATORS.column(field) for field in _RENAMED),
        ColumnSpec("category", "类别", words("大类 目标类别 项目类别 领域 板块 分类")),
    ),
    "",
)
#: Headings that carry a period or a place (1-10月推进情况, 分管副县长), by pattern, as one that is known.
PATTERNS = tuple(
    (re.compile(pattern), heading)
    for pattern, heading in (
        (r"存在.*问题|问题.*打算|困难", "存在问题"),
        (r"下一?步|下阶段", "下一步打算"),
        (r"(?:进展|推进|完成|落实|实施|执行|兑现)(?:情况|进度|结果)|形象进度|当前进度|工作进展", "进展情况"),
        (r"完成率|完成比例|占.*比|(?:完成|累计)进度", "完成率"),
        (r"分管.*|.*领导", "分管领导"),
        (r"(?:配合|协同|协办|参与|协助).*(?:单位|部门|主体)", "配合单位"),
        (r"(?:牵头|责任|主办|承办|实施|负责|主管|承诺).*(?:单位|部门|主体).*", "牵头单位"),
        (r"(?:完成|办结|截止|计划|承诺).*(?:时限|时间|期限|日期)|时间(?:节点|要求|安排)|时限", "完成时限"),
        (r"累计完成.*|.*完成数|实际完成.*", "最新累计"),
        (r"年度目标值|目标值|目标数|计划数", "目标值"),
        (r"(?:主要|建设|工作|具体|任务|项目|实施)(?:内容|任务|目标|举措|措施).*|.*(?:目标任务|工作任务|任务目标|任务及目标)|"
         r".*承诺(?:事项|内容|目标|及|和)*", "主要内容"),
        (r".*(?:项目名称|实事名称|工程名称|事项名称|民生实事|实事项目)", "项目名称"),
    )
)  # fmt: skip
LONGEST_HEADING = 24


@lru_cache(maxsize=4096)
def canonical(heading: str) -> str:
    """Return a heading that is known for one that means the same, else the heading as it is.

    >>> [canonical(text) for text in ("1-10月推进情况", "月度进展情况（1-3月）", "经办银行")]
    ['进展情况', '进展情况', '经办银行']
    """
    if field_of(PUBLISHED, heading) or len(without_spaces(heading)) > LONGEST_HEADING:
        return heading
    ways = list(dict.fromkeys(spellings_of(heading)))
    whole = (known for spelt in ways for pattern, known in PATTERNS if pattern.fullmatch(spelt))
    ending = (
        known
        for spelt in ways
        for pattern, known in PATTERNS
        if spelt.endswith(known) or re.search(f"(?:{pattern.pattern})$", spelt)
    )
    return next(whole, None) or next(ending, heading)


# ---------------------------------------------------------------- by what stands below
_UNIT_END = re.compile(
    r"(?:局|委|办|办公室|街道|镇|乡|区|市|县|旗|盟|州|公司|集团|中心|院|校|队|会|处|部|厅|联|行|所|园|站|社|室|政府|"
    r"团市委|团区委|团县委|部门|单位|辖市、区|（[^（）]*）|\([^()]*\))$"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任"
    "陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪"
    "庞邢俞翟蓝聂丘伍詹靳耿关兰甘祝柏桓芮狄"
)
_NUMBER = re.compile(r"[<>≤≥约]?[0-9][0-9,，.]*(?:%|万|亿)?")
_DATE = re.compile(r".*[0-9].*[年月日底].*|[0-9]{4}[-./][0-9]{1,2}.*")


def is_unit_like(text: str) -> bool:
    """Return whether a cell reads like names of organisations.

    >>> is_unit_like("市教育局\\n各县区"), is_unit_like("新建学校2所。")
    (True, False)
    """
    names = split_units(text)
    return bool(names) and all(len(name) <= 24 and _UNIT_END.search(name) for name in names)


def is_leader_like(text: str) -> bool:
    """Return whether a cell reads like personal names.

    >>> is_leader_like("李  明\\n王建国"), is_leader_like("市教育局"), is_leader_like("方州")
    (True, False, False)
    """
    names = [without_spaces(line) for line in text.splitlines() if line.strip()]
    return bool(names) and all(
        2 <= len(name) <= 3 and name[0] in _SURNAMES and not _UNIT_END.search(name) and name[-1] not in "州省"
        for name in names
    )


def is_number_like(text: str) -> bool:
    """Return whether a cell is a number, with or without 约 or %."""
    return _NUMBER.fullmatch(without_spaces(text)) is not None


def is_date_like(text: str) -> bool:
    """Return whether a cell is a deadline."""
    spelt = without_spaces(text)
    if not spelt or len(spelt) > 20 or not _DATE.fullmatch(spelt):
        return False
    try:
        return parse_deadline(spelt, 2000) is not None
    except ValueError:
        return False


def is_sentence_like(text: str) -> bool:
    """Return whether a cell is prose."""
    return len(text) >= 12 and any(sign in text for sign in "。，；,;")


#: What a column may be by its cells, in the order tried, with the fields it may fill, the first free one.
LIKENESS: tuple[tuple[Callable[[str], bool], tuple[str, ...]], ...] = (
    (is_leader_like, ("leaders",)),
    (is_date_like, ("deadline",)),
    (is_number_like, ("project_number", "target", "latest")),
    (is_unit_like, ("lead_units", "supporting_units")),
    (is_sentence_like, ("content", "text")),
)
MOSTLY = 0.7


def guessed_field(texts: Sequence[str], taken: Collection[str]) -> str | None:
    """Return the field that most cells of a column fit, None when none fits or it has a column already."""
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2:
        return None
    for fits, fields in LIKENESS:
        if sum(map(fits, filled)) >= MOSTLY * len(filled):
            return next((field for field in fields if field not in taken), None)
    return None


#: What the fields are called where a person is told of them.
FIELD_NAMES = {
    "project_number": "序号", "project_name": "项目名称", "project_alias": "别名", "number": "事项编号",
    "content": "主要内容", "deadline": "完成时限", "leaders": "分管领导", "lead_units": "牵头单位",
    "supporting_units": "配合单位", "remark": "备注", "text": "进展情况", "difficulty": "存在问题",
    "next_step": "下一步打算", "manual_status": "人工状态", "category": "类别", "indicator_name": "指标名称",
    "unit_of_measure": "计量单位", "target": "目标值", "latest": "最新累计", "rate": "完成率",
}  # fmt: skip
