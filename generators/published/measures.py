"""Columns of numbers in a published table: what each counts, in what unit, what sentence they make.

A heading such as 新增学位（个） over 420 is 新增学位420个. Where a table gives targets and figures for
several works side by side, or by region, its numbers are told in sentences, which the import reads as prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.extraction.lexicon import in_force
from generators.registers.parsing import NONE_MARKS
from generators.registers.spelling import without_spaces

#: What a column of numbers tells in a sentence: of the target, of what is done, of the share done, of a part.
TOLD_TARGET, TOLD_LATEST, TOLD_RATE, TOLD_PART = "told_target", "told_latest", "told_rate", "told_part"
TOLD = {"target": TOLD_TARGET, "latest": TOLD_LATEST, "rate": TOLD_RATE}
#: Money stands on a sheet of its own and is no indicator of a task.
MONEY = re.compile(r"投资|资金|经费|额度|金额|[万亿]元")
#: Numbers that count no work.
NO_WORK = re.compile(r"分值|得分|评分|权重|票|排名|名次|排序|电话|手机|邮编|编号|序号|年份|年度$|满意")
#: Headings of columns that name the place a row is about.
REGION = re.compile(
    r"(?:所[在属]|各)?(?:地区|区域|区县|县区|县市区|市县区|市州|州市|市县|县市|辖市区|镇街|街镇|(?:乡镇|镇乡?|镇街)?街道|乡镇|镇|"
    r"行政区划?)(?:名称|单位)?"
)
_SIGNS = re.compile(r"[（()）、/／]")
#: Headings of columns that give the share of a place, and of the column with their sum.
PLACE = re.compile(r".{1,8}(?:区|县|市|镇|乡|街道|州|旗|盟|园)|市本级|市直|区本级|县本级")
WHOLE = re.compile(r"全[省市区县州]|合计|总计|总数|共计")
#: What stands behind the name of a work to say that its numbers follow.
_TAIL = re.compile(r"(?:(?:目标|任务|计划|完成)(?:任务|目标)?(?:总?数量?|量|值)?|总?数量?|情况)$")
_COUNTED = re.compile(r"(.{2,}?)总?([个户人座处家所项辆套台栋幢条件])数")
_BRACKETED = re.compile(r"[（(\[]([^（(\[\]）)]{1,6})[)）\]]$")
_NO_UNIT = re.compile(r"[0-9年月季度]|单位|名称|填|含|截至|部门|局$|区$|县$")
#: A heading or the last part of one that only says which of the numbers of a work it is.
_MEASURE = re.compile(
    r"(?:[0-9]{1,2}月?[-—–~～至到][0-9]{1,2}月|第?[一二三四1-4]季度|上半年|前三季度|截[至止][0-9]{1,2}月底?|"
    r"年度|全年|年初|工作|计划|累计|实际|已|目标|任务|当前|目前|年内|数|数量|量|值|完成|进度|进展|情况|比例|率|的|占|之比|比|重|"
    r"20[0-9]{2}年|%|％|[（(][^（()）]*[)）])+"
)
#: Which of the numbers of a work a heading of such words says, the first that fits.
_KINDS = (
    (re.compile(r"率|比例|比重|百分比|占|%|％"), "rate"),
    (re.compile(r"完成|进度|进展|实际|累计|已"), "latest"),
    (re.compile(r"目标|任务|计划"), "target"),
)
_AMOUNT = re.compile(r"([<>≤≥约]?-?[0-9][0-9,，.]*(?:万亿|[千万亿])?)([^0-9，。；、,;\s%％]{0,4}|[%％])")
#: Rows of sums: 合计, 教育类小计, 总计（12项）.
SUM_ROW = re.compile(
    r".{0,10}(?:合计|小计|总计|共计)(?:[（(][^（()）]*[)）])?[:：]?|(?:累计|汇总)[:：]?|共[0-9]+[项件个]"
)


def amount_of(text: str) -> tuple[str, str] | None:
    """Return a number and the unit behind it, None where a text is anything else.

    >>> amount_of("1100人"), amount_of("1.2万平方米"), amount_of("96.64%"), amount_of("2所学校和3个公园")
    (('1100', '人'), ('1.2万', '平方米'), ('96.64%', ''), None)
    """
    found = _AMOUNT.fullmatch(without_spaces(text))
    if found is None:
        return None
    return (found[1] + "%", "") if found[2] in ("%", "％") else (found[1], found[2])


def is_amount(text: str) -> bool:
    """Return whether a cell is a number, with or without its unit."""
    return amount_of(text) is not None


def are_amounts(texts: Sequence[str]) -> bool:
    """Return whether a column holds numbers only; marks of nothing do not count."""
    filled = [text for text in texts if text.strip() and text.strip() not in NONE_MARKS]
    return bool(filled) and all(map(is_amount, filled))


def unit_in(heading: str) -> str:
    """Return the unit of measure in the bracket behind a heading, '' for none.

    >>> [unit_in(text) for text in ("新增学位（个）", "完成比例(%)", "进展情况（1-3月）", "学校（市教育局）")]
    ['个', '%', '', '']
    """
    found = _BRACKETED.search(without_spaces(heading))
    return found[1].replace("％", "%") if found and not _NO_UNIT.search(found[1]) else ""


def name_and_unit(name: str) -> tuple[str, str]:
    """Return a name without the unit of measure in the bracket behind it, and that unit, '' for none.

    >>> name_and_unit("新建公园（个）"), name_and_unit("长椅（带棚）"), name_and_unit("参保率(%)")
    (('新建公园', '个'), ('长椅（带棚）', ''), ('参保率', '%'))
    """
    unit = unit_in(name)
    if unit != "%" and unit.lstrip("千万亿") not in in_force().units:
        return name, ""
    return _BRACKETED.sub("", without_spaces(name)), unit


def subject_of(parts: Sequence[str]) -> tuple[str, str]:
    """Return what a column counts and in what unit, by the headings above it from top to bottom.

    The lowest that says more than which number it is names it.

    >>> subject_of(["教育工程（市教育局）", "新增学位（个）", "目标任务"])
    ('新增学位', '个')
    >>> subject_of(["实际完成（座）"]), subject_of(["改厕任务数（户）"])
    (('', '座'), ('改厕', '户'))
    >>> subject_of(["重点项目个数"])
    ('重点项目', '个')
    """
    unit = next(filter(None, map(unit_in, reversed(parts))), "")
    if unit == "%":
        unit = next((one for one in map(unit_in, reversed(parts)) if one not in ("", "%")), "%")
    bare = (without_spaces(part) for part in reversed(parts))
    named = next((part for part in bare if part and not _MEASURE.fullmatch(part)), "")
    named = _BRACKETED.sub("", named)
    counted = _COUNTED.fullmatch(named)
    if counted:
        named, unit = counted[1], unit or counted[2]
    return _TAIL.sub("", named) or named, unit


def is_region(heading: str) -> bool:
    """Return whether a heading names the place of a row.

    >>> [is_region(text) for text in ("地区", "县（市、区）", "镇（街道）", "单位")]
    [True, True, True, False]
    """
    return REGION.fullmatch(_SIGNS.sub("", without_spaces(heading))) is not None


def kind_of_number(heading: str) -> str:
    """Return which number of a work a heading says, target, latest or rate; '' where it says more.

    >>> [kind_of_number(text) for text in ("目标任务", "进度", "完成比例(%)", "新增学位（个）")]
    ['target', 'latest', 'rate', '']
    """
    bare = without_spaces(heading)
    return any_kind_of_number(bare) if _MEASURE.fullmatch(bare) else ""


def any_kind_of_number(heading: str) -> str:
    """Return which number of a work the words of a heading say, whatever else it says."""
    return next((kind for pattern, kind in _KINDS if pattern.search(heading)), "")


def told(subject: str, text: str, unit: str) -> str:
    """Return a number with what it counts and its unit, as a sentence says it.

    >>> told("新增学位", "420", "个"), told("新增学位", "420个", "个"), told("新增学位", "1.2万", "个")
    ('新增学位420个', '新增学位420个', '新增学位1.2万个')
    """
    number, own = amount_of(text) or (without_spaces(text), "")
    return f"{subject}{number}{own or ('' if number.endswith('%') else unit)}"


def is_sum_row(text: str) -> bool:
    """Return whether the first cell of a row says that it is a sum.

    >>> [is_sum_row(text) for text in ("合 计", "教育类小计", "总计（12项）", "合计改造小区12个")]
    [True, True, True, False]
    """
    return SUM_ROW.fullmatch(without_spaces(text)) is not None
