"""状态: the six codes every status word of an office is mapped to."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """How a task stands against its schedule; the value is the word printed by default."""

    DONE = "已完成"
    AHEAD = "超序时"
    ON_SCHEDULE = "按序时"
    SLOW = "偏慢"
    BEHIND = "滞后"
    UNJUDGED = "未判定"


#: Words met in published registers and bulletins (domain: status vocabulary), by code.
STATUS_WORDS: dict[Status, tuple[str, ...]] = {
    status: tuple(words.split())
    for status, words in {
        Status.DONE: "已完成 提前完成全年任务 提前完成 超额完成 完工 投入使用 基本完成 完成 办结 销号 达标",
        Status.AHEAD: "超序时 超序时进度 进展较快 超前",
        Status.ON_SCHEDULE: "按序时 按序时进度 达序时 达序 正常推进 顺利推进 按进度推进 序时推进 正常 "
        "推进中 在办",
        Status.SLOW: "偏慢 有一定进度 前期工作 推进缓慢 慢序时 未达序 未达序时",
        Status.BEHIND: "滞后 严重滞后 未启动 未开工 部分完成 未完成 未达标",
        Status.UNJUDGED: "未判定 持续推进 常态化开展 年度指标 年度统计 暂缓实施 暂缓 暂未下达 跨年度 "
        "调整节点目标 暂停 终止",
    }.items()
}

_BY_WORD = {word: status for status, words in STATUS_WORDS.items() for word in words}


def parse_status(word: str) -> Status | None:
    """Return the code of a status word, or None when the word is not known.

    >>> parse_status("达序"), parse_status("大概行")
    (<Status.ON_SCHEDULE: '按序时'>, None)
    """
    return _BY_WORD.get(word.strip())
