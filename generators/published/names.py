"""Units and leaders of all tasks: split, completed by each other, and listed for 单位 and 领导."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from generators.published.columns import is_leader_like, is_unit_like
from generators.published.drafts import Collected, DraftTask
from generators.registers.name_lists import split_leaders, split_units
from generators.registers.parsing import NONE_MARKS

#: A line that ends so is no whole name: the next line belongs to it.
_UNFINISHED = re.compile(r"(?:和|及|与|以及|[（(、])$")
_GROUP = re.compile(
    r"^各|^(?:其他|其它)|(?:有关|相关)(?:部门|单位|街道|镇|乡|区|市|县|村|社区|企业|平台)|[、].*(?:区|市|县|镇|乡|街道|部门|单位)$|等部门$"
)
_BRACKETED = re.compile(r"([^（(]{2,12})[（(]([^（()）、，,]{2,12})[)）]")
_NO_ALIAS = re.compile(r"^(?:各|等|含|包括|不含|相关|有关|原|牵头|配合|负责)|(?:牵头|负责|除外)$")
#: What kind of organisation a name ends in.
CATEGORIES = (
    (re.compile(r"(?:街道|镇|乡)$"), "镇（街道）"),
    (re.compile(r"(?:公司|集团)$"), "国有企业"),
    (re.compile(r"(?:局|委|办|办公室|厅|部|总工会|团市委|团区委|团县委|妇联|残联|中心|会)$"), "部门"),
    (re.compile(r"(?:市|区|县|旗|州|开发区|经开区|园)$"), "市（县、区）"),
)
GROUP = "组合单位"
#: Ends of names that nothing but an organisation has; 中心 and 会 may end the name of a work.
_SURE_END = re.compile("(?:局|委|办|办公室|厅|街道|镇|乡|政府|公司|集团|总工会|妇联|残联)$|^各")
_TOWN, _WITH = (
    re.compile("(?:街道|镇|乡|镇街)$"),
    re.compile("含|其中|包括|不含|原|位于|涉及|覆盖|由|在|即|如"),
)
_LONGEST_UNIT = 20
#: A bracket at the end of a sentence, and what it may say beside the names of units.
_BRACKET = re.compile(r"[（(]([^（()）]{2,80})[)）]")
_LAST_BRACKET = re.compile(_BRACKET.pattern + r"[。；;]?\s*$")
_LED_BY = re.compile(r"(.+?)(?:牵头|负责)(?:[，,；;、](.+?)(?:配合|协助|参与))?")
#: A personal name behind a unit in the same line: 县园林中心 王强.
_NAME = r"[\u4e00-\u9fff][ 　\u00a0]{0,2}[\u4e00-\u9fff]{1,2}"
_BESIDE = re.compile(rf"(?<=\S)[ 　\u00a0]+({_NAME})(?=[、，,；;]|$)")
_PIECE = re.compile(r"[^、，,；;\s]+$")
#: What a unit's name may begin with to say whose it is.
PLACES = "省市区县州盟旗镇"
STAR = re.compile(r"^[★☆*]+|[★☆*]+$")


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit met in the documents: its name, other names, its kind, and why to look at it, if so."""

    name: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    reason: str = ""


def unwrapped(text: str) -> str:
    """Return the lines of a cell, a name that was wrapped after 和, 及 or an open bracket put together.

    >>> unwrapped("市教育局\\n驻市高校和\\n职业院校")
    '市教育局\\n驻市高校和职业院校'
    """
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if lines and _UNFINISHED.search(lines[-1]):
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def split_all(tasks: Sequence[DraftTask], others: Collection[str] = ()) -> list[tuple[DraftTask, str]]:
    """Give every task its units and leaders one a line, short names completed by those met elsewhere.

    ``others`` are names known from another source, such as the units of a register. Return the tasks where
    persons stood behind units, with the lines that named them: they are in 备注 and no units.
    """
    people = take_people(tasks, others)
    cells = [text for task in tasks for text in (task.lead_units, task.supporting_units) if text.strip()]
    met = frozenset(name for text in set(cells) for name in split_units(unwrapped(bare(text))))
    known = frozenset((*others, *(name for name in met if not is_joint(name, met))))
    for task in tasks:
        lead, supporting = starred(units_of(task.lead_units, known), units_of(task.supporting_units, known))
        task.lead_units, task.supporting_units = "\n".join(lead), "\n".join(supporting)
        task.leaders = "\n".join(split_leaders(unwrapped(bare(task.leaders))))
    return people


def take_people(tasks: Sequence[DraftTask], others: Collection[str]) -> list[tuple[DraftTask, str]]:
    """Move the persons behind units to 备注, each with the line that names them."""
    cells = [(task, name) for task in tasks for name in ("lead_units", "supporting_units")]
    known = {line.strip() for task, name in cells for line in getattr(task, name).split("\n")} | {*others}
    found = []
    for task, name in cells:
        lines = getattr(task, name).split("\n")
        kept = [without_people(line, known) for line in lines]
        said = "、".join(line for line, unit in zip(lines, kept) if line != unit)
        if said:
            setattr(task, name, "\n".join(kept))
            task.remark = "\n".join(filter(None, (task.remark, f"责任人：{said}")))
            found.append((task, said))
    return found


def are_organisations(text: str) -> bool:
    """Return whether a text is nothing but names of organisations.

    Towns alone are where a work stands, not who does it.

    >>> [are_organisations(text) for text in ("县教育局、各镇街", "东镇、西镇", "含县教育局", "养老服务中心")]
    [True, False, False, False]
    """
    names = split_units(text)
    are_named = all(len(one) <= _LONGEST_UNIT and _SURE_END.search(one) for one in names)
    return are_named and not all(map(_TOWN.search, names)) and not any(map(_WITH.match, names))


def units_behind(text: str) -> tuple[str, str, str]:
    """Return a text without the units that close it, and these: who leads, and who supports.

    >>> units_behind("新建公园3个。（县园林局牵头，县住建局配合）")
    ('新建公园3个。', '县园林局', '县住建局')
    >>> units_behind("县园林局"), units_behind("新建公园3个（含改建1个）。")
    (('', '县园林局', ''), ('新建公园3个（含改建1个）。', '', ''))
    """
    if are_organisations(text):
        return "", text.strip(), ""
    found, several = _LAST_BRACKET.search(text), _BRACKET.findall(text)
    said = _LED_BY.fullmatch(found[1]) if found else None
    lead, supporting = (said[1], said[2] or "") if said else (found[1] if found else "", "")
    is_named = all(are_organisations(units) for units in (lead, supporting) if units)
    is_only = (
        sum(map(are_organisations, several)) <= 1
    )  # 公园3个（县园林局），公厕2座（县城管局） names several
    return (text[: found.start()], lead, supporting) if found and is_named and is_only else (text, "", "")


def unnamed_leader(units: str, beside: str) -> str:
    """Return why to look at units in a bracket that says nowhere that they lead; '' where it does.

    >>> unnamed_leader("县园林局", "（县园林局牵头）"), unnamed_leader("县园林局", "（县园林局）")[:6]
    ('', '“县园林局”')
    """
    said = f"“{units}”没有写明是什么单位，当作牵头单位，请核对"
    return "" if "牵头" in beside else said


def note_people(collected: Collected, people: Sequence[tuple[DraftTask, str]]) -> None:
    """Note the personal names that stood behind units."""
    for task, said in people:
        reason = f"“{said}”里单位后面像是人名，没有当作单位，记在备注里，请核对"
        collected.take(task.origin, "", task, "remark", reason)


def without_people(line: str, known: Collection[str] = ()) -> str:
    """Return a line of units without the personal names behind them; a name that is ``known`` is a unit.

    >>> without_people("县园林中心 王强、县住建局　李  明"), without_people("教育局 安监局 高铁办")
    ('县园林中心、县住建局', '教育局 安监局 高铁办')
    """

    def kept(found: re.Match[str]) -> str:
        unit = _PIECE.search(line[: found.start()])
        is_person = is_leader_like(found[1]) and found[1] not in known and unit and is_unit_like(unit[0])
        return "" if is_person else found[0]

    return _BESIDE.sub(kept, line)


def bare(text: str) -> str:
    """Return a cell without the marks that mean 无."""
    return "" if text.strip() in NONE_MARKS else text


def units_of(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the units of a cell; a name that stands elsewhere is one, whatever separates it here."""
    names = split_units(unwrapped(bare(text)), known)
    heads = dict.fromkeys(name[0] for name in names if name[0] in PLACES)
    return tuple(dict.fromkeys(completed(name, heads, known) for name in names))


def completed(name: str, heads: Iterable[str], known: frozenset[str]) -> str:
    """Return a short name with the 市 or 区 of its neighbours, where that is a unit met elsewhere.

    >>> completed("统计局", "市", frozenset(("市统计局",)))
    '市统计局'
    """
    return next((head + name for head in heads if head + name in known), name)


def is_joint(name: str, met: frozenset[str]) -> bool:
    """Return whether a name is only two met names written together."""
    return any(name[:at] in met and name[at:] in met for at in range(1, len(name)))


def starred(lead: tuple[str, ...], supporting: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return lead and supporting units where ★ marks who leads.

    >>> starred(("市教育局", "★市住建局"), ())
    (('市住建局',), ('市教育局',))
    """
    marked = [name for name in lead if STAR.search(name)]
    if not marked or len(marked) == len(lead):
        return tuple(STAR.sub("", name) for name in lead), supporting
    rest = tuple(name for name in lead if name not in marked)
    return tuple(STAR.sub("", name) for name in marked), (*rest, *supporting)


def units_found(tasks: Iterable[DraftTask]) -> list[UnitFound]:
    """Return every unit of the tasks once, in the order met."""
    names = list(dict.fromkeys(name for task in tasks for text in (task.lead_units, task.supporting_units)
                               for name in text.split("\n") if name))  # fmt: skip
    everyone = set(names)
    return [unit_found(name, everyone) for name in names]


def unit_found(name: str, everyone: set[str]) -> UnitFound:
    """Return one unit with its aliases and category."""
    if _GROUP.search(name):
        return UnitFound(name, (), GROUP, "组合单位，请在“组成员”填写由哪些单位组成")
    found = _BRACKETED.fullmatch(name)
    aliases = tuple(found.groups()) if found and not any(map(_NO_ALIAS.search, found.groups())) else ()
    free = tuple(alias for alias in aliases if alias not in everyone)
    reason = f"括号里的“{aliases[1]}”当作别名，请核对" if aliases else ""
    category = next((kind for pattern, kind in CATEGORIES if pattern.search(found[1] if found else name)), "")
    return UnitFound(name, free, category, reason)


def without_clashes(units: Sequence[UnitFound]) -> list[UnitFound]:
    """Return the units, an alias that two of them have taken from both."""
    count: dict[str, int] = {}
    for unit in units:
        for alias in unit.aliases:
            count[alias] = count.get(alias, 0) + 1
    return [
        UnitFound(unit.name, tuple(a for a in unit.aliases if count[a] == 1), unit.category, unit.reason)
        for unit in units
    ]


def leaders_found(tasks: Iterable[DraftTask]) -> list[str]:
    """Return every leader of the tasks once, in the order met."""
    return list(dict.fromkeys(name for task in tasks for name in task.leaders.split("\n") if name))
