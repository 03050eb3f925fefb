"""What kind of document a text is: a plan, targets with their progress, or what a year has brought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from generators.extraction.roles import weight

_LONGEST_TITLE = 60
_TITLE_MIXED = re.compile(
    r"实施情况|进展(?:情况)?|推进情况|进度(?:情况|通报|表)|落实情况|汇总|一季度|二季度|三季度|"
    r"上半年(?!.*完成情况)"
)
_TITLE_PLAN = re.compile(
    "清单|分解表|责任分工|任务书|目标任务|安排表|候选|工作要点|责任表|出炉|票决|敲定|揭晓"
)
_TITLE_RESULTS = re.compile(
    r"完成情况|全面完成|圆满|回眸|盘点|成绩单|答卷|总结|兑现|收官|年终|如期完成|全部完成|超额"
)
_RESULT_CUE = re.compile(
    r"(?:年度|全年|年初)(?:目标)?(?:任务)?(?:目标)?(?:数|量)?的|完成率|超额完成|提前完成|全部完成|"
    r"任务(?:目标)?的[0-9]|全年目标任务|占(?:全年|年度)|截至(?:目前|[0-9]+月|年底|20)"
)


class Shape(Enum):
    """What kind of document a text is."""

    PLAN = "targets only"
    MIXED = "target and progress in one paragraph"
    RESULTS = "what the year has brought"
    REPORTS = "what a part of the year has brought"


# How an article speaks of a year that is over; a plan or a table does not.
_NARRATED = re.compile(
    r"记者|通讯员|过去一年|一年来|新年伊始|走进|说[:。,]|告诉|感慨|笑着|同比|更加|持续向好|"
    r"据了解|获悉|据统计|"
    r"回顾|喜人|交出|收官|兑现|成效明显|稳步提升|明显改善|顺利(?:通车|开园|开馆|投用|交付)|超额"
)
_TELLING = 4
# What nobody says of a year that is over.
_PROMISED = re.compile("年内|年底前|[0-9]月底?前|不少于|不低于|力争|今年(?:将|计划|要)|(?<!不)确保|控制在")


def shape_of(lines: Sequence[str]) -> Shape:
    """Return what kind of document the folded lines make, judged by title and by cues."""
    for title in _titles(lines[:12]):
        if _TITLE_RESULTS.search(title) and not re.search(r"进展|汇总|一季度", title):
            return _told(lines)
        if _TITLE_MIXED.search(title):
            return Shape.MIXED
        if _TITLE_PLAN.search(title):
            return Shape.PLAN
    told = sum(len(_RESULT_CUE.findall(line)) for line in lines)
    narrated = sum(1 for line in lines if _NARRATED.search(line))
    promised = sum(1 for line in lines if _PROMISED.search(line))
    if told >= 3 or (told + narrated >= _TELLING and promised <= told + narrated):
        return _told(lines)
    long = [line for line in lines if line.count("。") >= 2]
    reporting = sum(1 for line in long if _late_cue(line))
    return Shape.MIXED if reporting >= 3 and reporting * 3 >= len(long) else Shape.PLAN


def _titles(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that may be titles; one of two lines (把清单办成账单 / --某县完成情况综述) is one."""
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if len(line) <= _LONGEST_TITLE and line[-1:] not in "。;":
            yield line + below if below.startswith("--") else line


# A year that is not over: 上半年, 截至6月底.
_IN_YEAR = re.compile(
    r"上半年|半年|[一二三1-3]季度|前[二三]季度|"
    r"截至(?:目前|[0-9]{0,4}年?[1-9]月|[0-9]{0,4}年?1[01]月)|1[-至~](?:[2-9]|1[01])月"
)
_YEAR_OVER = re.compile(
    r"年终|年末|12月(?:31日|底)|去年|过去一年|一年来|收官|回眸|"
    r"全年[^计目任]{0,8}(?:完成|实现)"
)
_HEAD_OF_TEXT = 15


def _told(lines: Sequence[str]) -> Shape:
    """Return whether an article of results tells of a whole year or of a part of it."""
    head = lines[:_HEAD_OF_TEXT]
    over = any(_YEAR_OVER.search(line) for line in head)
    return Shape.REPORTS if not over and any(_IN_YEAR.search(line) for line in head) else Shape.RESULTS


def _late_cue(line: str) -> bool:
    head, _, rest = line.partition("。")
    return weight(rest) > 2.5 and weight(head) < 2.5
