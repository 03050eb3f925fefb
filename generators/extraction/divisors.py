"""What a unit is divided by: 元/人/月 of 每人每月, 人均 or ``/月``, 吨/日 of 日处理400吨."""

from __future__ import annotations

import re

from generators.extraction.words import MEAN_DIVISORS, PERIOD_DIVISORS

#: Behind a unit: 元/人, 元每月.
RATE = re.compile(
    r"(?:/(?:千人|万人|百人|平方米|学年|季度|人次|公里|小时|[月日天年季周人名户家次床亩生村度吨台张所场套例个])|"
    r"每(?:平方米|[月日天年人户]))+(?!\))"
)
#: Right before a number: 每人每月800元, 人均3平方米.
EACH_BEFORE = re.compile(
    r"(?:每(?:平方米|人次|学年|学期|季度|小时|公里|社区|千瓦时|"
    r"[人名户家次床亩生村月日天年季周辆个吨台张所场套院校站园馆县镇乡]|[百千万](?:人口?|名|户))|"
    r"[人户日月年生床村]均)+$"
)
_EACH_FAR = re.compile(
    r"每(?P<each>[户村人所家校])[^0-9,;。:、]{0,6}$|"
    r"每(?P<time>[月年日])(?:提高|增加|补助|补贴|发放|领取)$"
)
_MEAN_FAR = re.compile(
    r"(?:(?P<per>[日月年]?)(?P<mean>[人户日月年亩村校])均|"
    r"(?P<monthly>[月年])(?:人均|最低)?(?:保障|补助|补贴|救助|发放|工资|供养)标准|"
    r"(?:每|^|(?<=[,;、]))(?P<many>[百千万](?:名|人口?|户))[^,;。:、]{0,8})"
    r"[^0-9,;。:、]{0,16}$"
)
# 日处理400吨: the flow's divisor stands before the verb.
_FLOW = re.compile(
    r"(日|(?<!半)年)均?(?:处理|供水|供气|供应|供餐|加工|处置|接待|产|发电|消纳|清运|输送)(?:能力)?"
    r"(?:增加|提高|提升|新增|达到?|为)*$"
)
#: How far before a number its divisor may stand.
_REACH = 20
_FLOWING = frozenset(("吨", "立方米", "度", "人次"))


def may_divide(text: str) -> bool:
    """Does the sentence hold one of the words without which no mean is told?"""
    return "均" in text or "每" in text or "标准" in text or "千人口" in text


def mean_before(text: str, floor: int, lead: int) -> str:
    """Return the divisor told some words before a number: 人均体育场地面积达3平方米."""
    start = max(floor, lead - _REACH)
    each = _EACH_FAR.search(text, start, lead)
    if each:
        return "/" + PERIOD_DIVISORS.get(each[1] or each[2], each[1] or each[2])
    far = _MEAN_FAR.search(text, start, lead)
    if not far:
        return ""
    if far["many"] or far["monthly"]:
        return "/" + (far["many"] or far["monthly"])
    return "/" + MEAN_DIVISORS[far["mean"]] + ("/" + far["per"] if far["per"] else "")


def flow_before(text: str, floor: int, lead: int, unit: str) -> str:
    """Return the divisor of what flows: 日处理400吨."""
    flow = _FLOW.search(text, max(floor, lead - 8), lead) if unit in _FLOWING else None
    return "/" + flow[1] if flow else ""


def divisors_of(text: str) -> str:
    """Return the divisors of 每人每月, 人均 or ``/月/人`` as ``/人/月``.

    >>> divisors_of("每人每月"), divisors_of("/月"), divisors_of("人均")
    ('/人/月', '/月', '/人')
    """
    if text[-1] == "均":
        return "".join("/" + MEAN_DIVISORS[sign] for sign in text if sign in MEAN_DIVISORS)
    return "".join("/" + PERIOD_DIVISORS.get(part, part) for part in re.split(r"[/每]", text) if part)
