"""Where a document and a register say different things: kinds with codes, each case with both texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from generators.model.origin import Origin
from generators.registers.spelling import one_line

BLANK = "（空白）"
#: How much of equal text is shown around what differs, and how much of a long text at all.
AROUND, SHOWN = 12, 60


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of difference: its code, what differs, what it means and what to do."""

    code: str
    heading: str
    meaning: str
    advice: str


KINDS = {
    name: Kind(code, heading, meaning, advice)
    for name, code, heading, meaning, advice in (
        ("project_name", "DIFF-1", "项目名称", "项目名称不同", "以哪个为准由您定，要改请在“任务”表改。"),
        ("content", "DIFF-2", "主要内容", "主要内容不同", "以哪个为准由您定，要改请在“任务”表改。"),
        ("target", "DIFF-3", "目标值", "同一指标的目标值不同",
         "目标确有调整的，请改“指标”表并登记到“目标调整”。"),
        ("unit_of_measure", "DIFF-4", "计量单位", "同一指标的计量单位不同，完成数没有填写",
         "请核对两处数的是不是同一样东西。"),
        ("deadline", "DIFF-5", "完成时限", "完成时限不同", "以哪个为准由您定，要改请在“任务”表改。"),
        ("leaders", "DIFF-6", "分管领导", "分管领导不同", "分工有变化的，请改“任务”和“领导”表。"),
        ("lead_units", "DIFF-7", "牵头单位", "牵头单位不同", "同一单位的两种写法，请登记为“单位”表的别名。"),
        ("supporting_units", "DIFF-8", "配合单位", "配合单位不同",
         "同一单位的两种写法，请登记为“单位”表的别名。"),
        ("text", "DIFF-9", "进展情况", "同一期次已有不同的进展情况", "请核对后在“进展”表改成一种。"),
        ("difficulty", "DIFF-10", "存在问题", "同一期次已有不同的存在问题", "请核对后在“进展”表改成一种。"),
        ("next_step", "DIFF-11", "下一步打算", "同一期次已有不同的下一步打算",
         "请核对后在“进展”表改成一种。"),
        ("manual_status", "DIFF-12", "人工状态", "同一期次已有不同的状态", "请核对后在“进展”表改成一种。"),
        ("latest", "DIFF-13", "累计完成", "同一季度已有不同的累计完成数", "请核对哪个是最后报的数。"),
        ("falling", "DIFF-14", "累计完成", "累计完成数比前一期少或比后一期多，没有填写",
         "可能只是本季新增数，请核对后填写累计数。"),
        ("rate", "DIFF-15", "完成率", "写的完成率与计算的不同", "请核对完成数、目标值是不是同一口径。"),
        ("number", "DIFF-16", "事项编号", "事项编号不同", "台账的编号全年不变，请确认是同一事项。"),
        ("project", "DIFF-17", "项目", "台账里没有这个项目，没有加进去",
         "确有其事的，请在“任务”表加上后再导入一次。"),
        ("task", "DIFF-18", "事项", "台账里没有这个事项，没有加进去",
         "确有其事的，请在“任务”表加上后再导入一次。"),
        ("period", "DIFF-19", "期次", "不是台账这一年的进展，没有加进去", "请核对年份，或导入那一年的台账。"),
        ("indicator", "DIFF-20", "指标", "台账里没有认出这个指标，没有写入",
         "请核对是台账的哪个指标，自己填写累计完成数。"),
    )
}  # fmt: skip


#: How the reasons end that a document may give every quarter anew: what they say is on no period.
LASTING = tuple(
    f"（{KINDS[name].code}）"
    for name in ("project_name", "content", "target", "deadline", "leaders", "lead_units", "supporting_units",
                 "number", "project", "task")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One case: what the document says and where, what the register says and where; both verbatim.

    ``about`` names task or indicator of the register, ``placed`` is how 待核对 calls the cell.
    """

    kind: Kind
    about: str
    theirs: str
    their_place: Origin
    ours: str = ""
    our_place: Origin | None = None
    placed: str = ""

    @property
    def reason(self) -> str:
        """Return what 待核对 says of it, the register's text in full."""
        at = f"（{self.our_place.sheet}!{self.our_place.cell}）" if self.our_place else ""
        ours = f"台账{at}：{self.ours or BLANK}" if self.our_place else ""
        end = "" if ours.endswith(("。", "！", "？", "；")) or not ours else "。"
        return f"{self.kind.meaning}。{ours}{end}{self.kind.advice}（{self.kind.code}）"

    def lines(self) -> Iterator[str]:
        """Yield the lines that tell a clerk of it: what, then place and text of both, where they differ."""
        theirs, ours = parted(one_line(self.theirs), one_line(self.ours))
        yield f"  {self.kind.meaning}：{self.about}（{self.kind.code}）"
        yield f"    文件 {self.their_place}：{theirs}"
        if self.our_place is not None:
            yield f"    台账 {self.our_place.sheet}!{self.our_place.cell}：{ours or BLANK}"


def parted(one: str, other: str) -> tuple[str, str]:
    """Return two texts cut down to where they differ, when they are long.

    >>> parted("甲" * 80 + "90个", "甲" * 80 + "94个")
    ('…甲甲甲甲甲甲甲甲甲甲甲90个', '…甲甲甲甲甲甲甲甲甲甲甲94个')
    """
    if max(len(one), len(other)) <= SHOWN:
        return one, other
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other)))
    start = max(same - AROUND, 0)
    return cut(one, start), cut(other, start)


def cut(text: str, start: int) -> str:
    """Return at most so much of a text as is shown, from a place on."""
    shown = ("…" if start and len(text) > start else "") + text[start : start + SHOWN]
    return shown + ("…" if len(text) > start + SHOWN else "")


def kinds_rows() -> Iterator[tuple[str, str, str]]:
    """Yield code, meaning and advice of every kind, for the manual."""
    return ((kind.code, kind.meaning, kind.advice) for kind in KINDS.values())
