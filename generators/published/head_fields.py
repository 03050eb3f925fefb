"""Which field each column of a head means: by its headings from the lowest up, and by what stands below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generators.model.period import quarter_of
from generators.published.columns import PUBLISHED, canonical, guessed_field, is_number_like, is_unit_like
from generators.published.measures import (
    MONEY,
    NO_WORK,
    PLACE,
    TOLD,
    TOLD_PART,
    TOLD_TARGET,
    WHOLE,
    any_kind_of_number,
    are_amounts,
    is_region,
    kind_of_number,
    subject_of,
)
from generators.published.texts import months_in, quarters_in
from generators.registers.headings import field_of, spelling_of
from generators.registers.parsing import NONE_MARKS
from generators.registers.spelling import without_spaces

Parts = Sequence[str]
#: Fields in words that a column of bare numbers cannot be, and what it is instead.
IN_NUMBERS = {"content": "target", "text": "latest"}
NUMBERS = ("target", "latest", "rate")
#: The field of a further column of progress begins so; the period behind it is that of its heading.
EARLIER = "text:"
#: The field of a column of what is wanted by the end of a quarter begins so; the quarter is behind it.
GOAL = "goal:"
LONGEST_NAME = 30
_WANTED = re.compile(r"目标|计划|安排|节点|任务|打算")
_REPORTED = re.compile(r"完成情况|进展|推进|累计|已|实际|完成[数率]|投资|资金")
#: A text that begins like none of a comparison and says in words what is counted.
_PROMISE = re.compile(
    r"(?![不控达低高超保约至全])[\u4e00-\u9fff“《]{2,}.*[\u4e00-\u9fff].*[\u4e00-\u9fff]", re.DOTALL
)
#: Of two columns of units that answer for a task this one leads.
LEADING = re.compile(r"牵头|主办|第一责任")
_OWN = {column.field: spelling_of(column.heading) for column in PUBLISHED.columns}


@dataclass
class Naming:
    """The fields of columns while they are settled, by where each begins; ``guessed`` says why."""

    parts: Mapping[int, Parts]
    body: Mapping[int, Sequence[str]]
    fields: dict[int, str] = field(default_factory=dict)
    repeated: dict[int, str] = field(default_factory=dict)
    guessed: dict[int, str] = field(default_factory=dict)
    #: What each column of numbers counts and in what unit.
    subjects: dict[int, tuple[str, str]] = field(default_factory=dict)

    def free(self, name: str) -> bool:
        """Return whether no column has a field yet."""
        return name not in self.fields.values()

    def is_number(self, at: int) -> bool:
        """Return whether the heading of a column says target, done or rate."""
        return self.fields.get(at) in NUMBERS or self.repeated.get(at) in NUMBERS

    def give(self, at: int, name: str, why: str = "按内容") -> None:
        """Give a column a field that its contents decide, or what else is told of as ``why``."""
        self.fields[at] = name
        self.repeated.pop(at, None)
        self.guessed[at] = why

    def unnamed(self) -> list[int]:
        """Return the columns without a field, from left to right."""
        return [at for at in sorted(self.parts) if not self.fields.get(at)]


def name_columns(parts: Mapping[int, Parts], body: Mapping[int, Sequence[str]]) -> Naming:
    """Return the fields of the columns of a head, given the headings above and the texts below each."""
    naming = Naming(parts, body)
    by_headings(naming)
    for settle in (
        settle_goals, settle_targets, settle_contents, settle_units, settle_reports, settle_places,
        settle_told, settle_remark, settle_unknown,
    ):  # fmt: skip
        settle(naming)
    return naming


def by_headings(naming: Naming) -> None:
    """Give fields by headings: an own heading before a synonym, then the first from the left."""
    found = {at: field_by_heading(parts, naming.body[at]) for at, parts in naming.parts.items()}
    lowest = {at: spelling_of(canonical(parts[-1])) if parts else "" for at, parts in naming.parts.items()}
    ranked = sorted(found, key=lambda at: (lowest[at] != _OWN.get(found[at]), at))
    for at in ranked:
        if found[at] and naming.free(found[at]):
            naming.fields[at] = found[at]
        elif found[at]:
            naming.repeated[at] = found[at]


def field_by_heading(parts: Parts, texts: Sequence[str]) -> str:
    """Return the field that headings mean, '' for none; numbers are no words, but targets or figures."""
    found = next((name for way in ways_of(parts) if (name := field_of(PUBLISHED, way))), "")
    is_own = bool(parts) and spelling_of(parts[-1]) == _OWN.get(found)  # 主要内容 is never a number
    if (is_own and found in IN_NUMBERS) or found not in ("", *IN_NUMBERS, *NUMBERS) or not are_amounts(texts):
        return found
    if MONEY.search(without_spaces("".join(parts))):
        return ""
    if found == "text" and all(text.strip().endswith(("%", "％")) for text in texts if text.strip()):
        return "rate"
    return IN_NUMBERS.get(found, found) or kind_of_number(parts[-1] if parts else "")


def ways_of(parts: Parts) -> Iterator[str]:
    """Yield the ways to read headings that stand above each other: together, the lowest, then those above."""
    known = [canonical(part) for part in parts if part]
    if len(known) > 1:
        yield known[-1] + known[-2]
        yield known[-2] + known[-1]
    if known:
        yield known[-1]


# ---------------------------------------------------------------- what stands below
def settle_goals(naming: Naming) -> None:
    """Settle columns of what is wanted by the end of each quarter; the year's target is another."""
    for at in sorted(naming.parts):
        name = goal_of(heading_of(naming, at))
        if name and naming.fields.get(at, "") in ("", "target") and naming.free(name):
            naming.fields[at] = name
            naming.repeated.pop(at, None)
    rest = [at for at, name in sorted(naming.repeated.items()) if name == "target"]
    if rest and naming.free("target"):
        naming.fields[rest[0]] = naming.repeated.pop(rest[0])


def goal_of(heading: str) -> str:
    """Return the field of a column that says what is wanted by the end of a quarter, '' for any other.

    >>> [goal_of(text) for text in ("一季度目标", "进度安排上半年", "三季度完成情况", "年度目标")]
    ['goal:1', 'goal:2', '', '']
    """
    spelt = without_spaces(heading)
    quarters = quarters_in(spelt)
    is_goal = len(quarters) == 1 and _WANTED.search(spelt) and not _REPORTED.search(spelt)
    return f"{GOAL}{quarters[0]}" if is_goal else ""


def settle_targets(naming: Naming) -> None:
    """Settle a column of targets that holds sentences: it says what is to be done."""
    at = next((at for at, name in naming.fields.items() if name == "target"), None)
    if at is None or not naming.free("indicator_name") or not are_promises(naming.body[at]):
        return
    if naming.free("content"):
        naming.give(at, "content")
    elif naming.free("project_name"):  # settle_contents knows the name from the content
        naming.fields.pop(at)
        naming.repeated[at] = "content"


def are_promises(texts: Sequence[str]) -> bool:
    """Return whether most texts of a column promise a work, and give no figure alone.

    >>> are_promises(["新建公园3处，面积2万平方米"]), are_promises(["3处", "不少于30处"])
    (True, False)
    """
    filled = [without_spaces(text) for text in texts if text.strip() and text.strip() not in NONE_MARKS]
    return sum(_PROMISE.match(text) is not None for text in filled) * 2 > len(filled)


def settle_units(naming: Naming) -> None:
    """Settle 责任单位 beside 牵头单位: the lead unit leads, those answering for a part of the work help."""
    columns = [at for at in naming.parts
               if "lead_units" in (naming.fields.get(at), naming.repeated.get(at))]  # fmt: skip
    leading = [at for at in columns if LEADING.search(heading_of(naming, at))]
    others = [at for at in columns if at not in leading]
    if len(leading) != 1 or not others or not naming.free("supporting_units"):
        return
    naming.fields = {at: name for at, name in naming.fields.items() if at not in columns}
    naming.fields[leading[0]] = "lead_units"
    naming.repeated.pop(leading[0], None)
    naming.give(others[0], "supporting_units", "表里另有牵头单位一栏，这一栏")


def settle_contents(naming: Naming) -> None:
    """Settle two columns of tasks in words: the short one before the other is the name."""
    content = next((at for at, name in naming.fields.items() if name == "content"), None)
    for at, name in list(naming.repeated.items()):
        if name != "content" or content is None or not naming.free("project_name"):
            continue
        first, second = sorted((at, content))
        if all(len(text) <= LONGEST_NAME and "。" not in text for text in naming.body[first]):
            naming.give(first, "project_name")
            naming.fields[second] = "content"
            naming.repeated.pop(second, None)
            return


def settle_reports(naming: Naming) -> None:
    """Settle several columns of progress: each period its own, the last column of a quarter counts."""
    named = naming.fields | naming.repeated
    columns = [at for at in sorted(named) if named[at] == "text"]
    if len(columns) < 2 or not all(months_in(heading_of(naming, at)) for at in columns):
        return
    by_quarter = {quarter_of(months_in(heading_of(naming, at))): at for at in columns}
    *earlier, last = (by_quarter[quarter] for quarter in sorted(by_quarter))
    for at in columns:
        naming.fields.pop(at, None)
    naming.fields[last] = "text"
    for at in earlier:
        naming.fields[at] = f"{EARLIER}{at}"
    naming.repeated |= dict.fromkeys(columns, "text")
    naming.repeated = {at: name for at, name in naming.repeated.items() if at not in by_quarter.values()}


def heading_of(naming: Naming, at: int) -> str:
    """Return the headings above a column as one."""
    return "".join(naming.parts[at])


def settle_places(naming: Naming) -> None:
    """Settle the column that names places, and columns that give the share of a place each."""
    for at in naming.unnamed():
        if is_by_place(naming, at) and naming.free("project_name") and not are_amounts(naming.body[at]):
            naming.give(at, "project_name")
            return
    shares = [at for at in naming.unnamed() if is_share(naming, at)]
    if len(shares) > 1 and not naming.free("indicator_name"):
        for at in shares:
            is_whole = WHOLE.fullmatch(spelling_of(heading_of(naming, at)))
            if not is_whole:
                naming.give(at, TOLD_PART)
            elif naming.free("target"):
                naming.give(at, "target")


def is_share(naming: Naming, at: int) -> bool:
    """Return whether a column holds numbers under the name of a place."""
    heading = spelling_of(heading_of(naming, at))
    named = PLACE.fullmatch(heading) or WHOLE.fullmatch(heading)
    return named is not None and are_amounts(naming.body[at])


def settle_told(naming: Naming) -> None:
    """Settle the columns of numbers of a table that has several works side by side, or works by region."""
    note_subjects(naming, [at for at in sorted(naming.parts) if is_told(naming, at)])
    told = list(naming.subjects)
    if not naming.free("content") or not naming.free("indicator_name") or not told:
        return
    subjects = {subject for subject, _ in naming.subjects.values()}
    says_what = any(unit for _, unit in naming.subjects.values()) or any(map(naming.is_number, told))
    if (len(subjects) > 1 and says_what) or any(is_by_place(naming, at) for at in naming.fields):
        for at in told:
            known = naming.fields.get(at) or naming.repeated.get(at, "")
            naming.give(at, TOLD.get(known or any_kind_of_number(heading_of(naming, at)), TOLD_TARGET))


def note_subjects(naming: Naming, told: Sequence[int]) -> None:
    """Note what columns of numbers count; where a heading does not say, what the column before it does."""
    before = ("", "")
    for at in told:
        subject, unit = subject_of(naming.parts[at])
        before = subject or before[0], unit or (before[1] if not subject else "")
        if before[0]:
            naming.subjects[at] = before


def is_told(naming: Naming, at: int) -> bool:
    """Return whether a column holds numbers that count a work, and no money, marks or 序号."""
    name = naming.fields.get(at) or naming.repeated.get(at, "")
    if name not in ("", *NUMBERS) or not are_amounts(naming.body[at]):
        return False
    heading = without_spaces(heading_of(naming, at))
    return bool(heading) and not MONEY.search(heading) and not NO_WORK.search(heading)


def is_by_place(naming: Naming, at: int) -> bool:
    """Return whether a column names the place of each row."""
    return is_region(heading_of(naming, at))


def settle_remark(naming: Naming) -> None:
    """Settle a column of remarks that holds nothing but units: some tables name the lead unit there."""
    if not naming.free("lead_units"):
        return
    for at, name in list(naming.fields.items()):
        texts = [text for text in naming.body[at] if text.strip()]
        if name == "remark" and texts and all(map(is_unit_like, texts)):
            naming.give(at, "lead_units")


def settle_unknown(naming: Naming) -> None:
    """Settle columns under unknown headings by what stands below them, where that is plain."""
    for at in naming.unnamed():
        if at in naming.repeated:
            continue
        heading = heading_of(naming, at)
        if heading and all(map(is_number_like, filter(str.strip, naming.body[at]))):
            continue  # a number under a heading of its own is what that says, and nothing of ours
        guess = guessed_field(naming.body[at], set(naming.fields.values()))
        if guess:
            naming.give(at, guess)
