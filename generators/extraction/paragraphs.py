"""What each sentence of a paragraph is for: given, told by its line, by the document, by a boundary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generators.extraction.drafts import Draft
from generators.extraction.genres import Shape
from generators.extraction.interpret import interpret
from generators.extraction.lexicon import Lexicon
from generators.extraction.milestones import VAGUE, stage_chain
from generators.extraction.phrases import parse
from generators.extraction.reading import Reading
from generators.extraction.roles import (
    ANNOUNCES,
    RATES_ALONE,
    SURELY,
    Facts,
    boundary,
    counts_the_list,
    is_aim,
    is_context,
    is_speech,
    labelled_role,
    plain_role,
    reports_alone,
    tells_of_the_list,
    told_beside,
    weight,
)
from generators.extraction.signs import CLAUSE_SIGN, NUMBERED, PARAGRAPH_NUMBER
from generators.extraction.words import AIM_WORDS
from generators.extraction.works import is_named_work

# 出行更便捷: what a paragraph boasts of before it tells.
_BOAST = re.compile(
    r"更(?:加|有|好)?[一-龥]{1,4}$|"
    r"(?:提质增效|再升级|再提速|稳中[一-龥]{2}|持续[一-龥]{2,4})$"
)
_LONGEST_CAPTION, _LONGEST_SLOGAN, _SHORTEST_OBJECT = 24, 14, 3
_LONGEST_GENERIC_NAME = 4
_LABEL = re.compile(r"^[①-⑳]?([^,;。:、0-9]{2,12}):")
_ENDS = "。!?"
_WROTE = re.compile("记者|通讯员|供稿|撰稿|摄影|来源")
_ORDINAL = re.compile("[一二三四五六七八九十]{1,3}是")
_WHO_DOES = ("负责)", "牵头)", "配合)", "主办)", "承办)", "落实)")
#: The role of what an article tells.
TOLD = {Shape.RESULTS: "result", Shape.REPORTS: "progress"}
REPORTS = ("progress", "result")

# What an office says of all of it, or of what comes next, below the items.
_LOOKS_ON = re.compile("(?:从总体(?:上)?(?:来)?看|总体(?:上|来)?看|总的来看|下一步|下一阶段|接下来),")
_PROMISE = re.compile(
    "(?:(?:同时|此外|另外|其次),)?(?:(?:针对|围绕|聚焦|为解决)[^,;。]{2,24},)?"
    "(?:(?:今年|全年|本年|年内)(?:还|,)?(?:要|计划|将|拟)|(?:还|将)?计划(?!数|任务|生育|的)|将为|还将)"
)


@dataclass(slots=True)
class Read:
    """A sentence on its way: read, then with a role, then interpreted."""

    text: str
    key: str
    reading: Reading
    drafts: list[Draft]
    role: str
    item: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a paragraph before it is read: its role if given, what it stands in and after.

    ``opened``: a heading or item has stood before it; ``target``: the text of the open item's target;
    ``has_body``: what stands below is no paragraph of its own kind, so that it may be a heading.
    """

    role: str | None
    shape: Shape
    opened: bool
    target: str
    has_body: bool


def roles_of(reads: list[Read], setting: Setting, lexicon: Lexicon) -> tuple[list[str], int]:
    """Return a role for each sentence, and whether the paragraph opens an item (1) or goes on (0)."""
    roles, opens = _roles_of_line(reads, setting, lexicon)
    return (roles if setting.role else _as_labelled(reads, roles, setting.shape)), opens


def _as_labelled(reads: list[Read], roles: list[str], shape: Shape) -> list[str]:
    """Return the roles with those that sentences behind the first give themselves: 进展:…, (责任单位:…)."""
    found, told = roles[:1], None
    for one, role in zip(reads[1:], roles[1:]):
        label = labelled_role(one.reading.text)
        told = told if label in (None, "context") else _told(label, shape)
        found.append("context" if label == "context" else told or role)
    return found


def _told(label: str | None, shape: Shape) -> str | None:
    """Return a role as the document's shape has it: what was done by the end of a year is a result."""
    return TOLD.get(shape, label) if label == "progress" else label


def _roles_of_line(reads: list[Read], setting: Setting, lexicon: Lexicon) -> tuple[list[str], int]:
    reading = reads[0].reading
    given = setting.role or _told(labelled_role(reading.text), setting.shape)
    if given:
        heads = given in ("context", "aim") and len(reads) > 1 and NUMBERED.match(reading.text)
        first = "heading" if heads and _is_slogan(reads[0]) else given
        return [first, *([given] * (len(reads) - 1))], int(given not in (*REPORTS, "context", "aim"))
    if setting.shape is Shape.MIXED and setting.opened and _LOOKS_ON.match(reading.text):
        return ["context"] * len(reads), 0
    if setting.shape is Shape.MIXED and setting.opened and RATES_ALONE.match(reading.text):
        return ["progress"], 0
    if len(reads) == 1:
        role = _role_of_line(reads[0], setting, lexicon)
        return ([role], 1) if role else _roles_of_text(reads, setting, lexicon)
    if _is_caption(reads[0], lexicon) or _heads_a_list(reads[0], setting.shape):
        rest, opens = _roles_of_text(reads[1:], setting, lexicon)
        return ["heading", *rest], opens
    aside = _aside(reads[-1].reading.text)
    if aside:
        rest, opens = _roles_of_text(reads[:-1], setting, lexicon)
        return [*rest, aside], opens
    return _roles_of_text(reads, setting, lexicon)


def _roles_of_text(reads: list[Read], setting: Setting, lexicon: Lexicon) -> tuple[list[str], int]:
    """Return the roles of sentences that are no headings, and whether they open an item."""
    if setting.shape in TOLD:
        return [told_beside(one.reading.text) or TOLD[setting.shape] for one in reads], 1
    if setting.shape is not Shape.MIXED:
        return ["target"] * len(reads), 1
    if setting.target and reports_alone(reads[0].reading.text, setting.target):
        return ["progress"] * len(reads), 0
    cut = boundary(_open_question(reads, lexicon))
    told = ("target" if place < cut or _promises_more(one) else "progress" for place, one in enumerate(reads))
    return list(told), 1


def _promises_more(one: Read) -> bool:
    """针对接送难问题,计划推行延时服务。: behind a report a paragraph may come to its next promise."""
    return _PROMISE.match(one.reading.text) is not None and weight(one.reading.text) <= 0


# ---------------------------------------------------------------- headings
def _role_of_line(one: Read, setting: Setting, lexicon: Lexicon) -> str | None:
    """Return the role of a paragraph of one sentence that its line alone tells, if it does."""
    text = one.reading.text
    if NUMBERED.match(text) and text[-1] == "。" and _is_caption(one, lexicon):
        return "heading"
    role = plain_role(text, bool(one.reading.quantities), _orders(one.reading, lexicon), setting.opened)
    return "target" if role == "heading" and not setting.has_body and _opens_with_order(one.reading) else role


def _is_caption(one: Read, lexicon: Lexicon) -> bool:
    """食品抽检工程。全年抽检…: a first sentence that is only the name of what the others tell of."""
    reading = one.reading
    name = PARAGRAPH_NUMBER.sub("", reading.text).rstrip(_ENDS)
    if len(name) > _LONGEST_CAPTION or reading.quantities or CLAUSE_SIGN.search(name):
        return False
    if _BOAST.search(name):
        return True
    end = len(reading.text.rstrip(_ENDS))
    phrase = parse(reading, 0, end)
    verb = reading.text[slice(*phrase.verb)]
    if verb and phrase.has_object:
        return verb.startswith(AIM_WORDS) and name.endswith(("工程", "行动"))
    chain = stage_chain(reading, lexicon, 0, end)
    told = chain is not None and reading.text[chain.start : chain.end] not in VAGUE
    return not told and weight(reading.text) <= 0


def _aside(text: str) -> str | None:
    """Return the role of a sentence in brackets behind a text: who does the work, or who wrote of it."""
    if not _in_brackets(text):
        return None
    if _WROTE.search(text):
        return "furniture"
    return "context" if labelled_role(text) == "context" or text.endswith(_WHO_DOES) else None


def _heads_a_list(one: Read, shape: Shape) -> bool:
    """Does a short first sentence head what follows: 二是畅通城乡交通。, in an article 畅通城乡交通。?"""
    return (shape in TOLD or _ORDINAL.match(one.reading.text) is not None) and _is_slogan(one)


def _is_slogan(one: Read) -> bool:
    """完善城市路网。 before what was done for it: in an article the words that head a paragraph."""
    text = one.reading.text
    return len(text) <= _LONGEST_SLOGAN and not one.reading.quantities and not CLAUSE_SIGN.search(text[:-1])


def _orders(reading: Reading, lexicon: Lexicon) -> bool:
    """Does a line open with a verb of work and a named object?"""
    phrase = parse(reading, 0, len(reading.text))
    name = reading.text[slice(*phrase.object)]
    return _opens_with_order(reading) and (is_named_work(name, lexicon) or "," in name)


def _opens_with_order(reading: Reading) -> bool:
    phrase = parse(reading, 0, len(reading.text))
    length = phrase.object[1] - phrase.object[0]
    return phrase.verb[1] > phrase.verb[0] and not phrase.has_subject and length > _SHORTEST_OBJECT


# ---------------------------------------------------------------- the boundary
def _open_question(reads: list[Read], lexicon: Lexicon) -> list[Facts]:
    """Return what the boundary needs of the sentences up to the first that surely reports."""
    facts: list[Facts] = []
    for place, one in enumerate(reads):
        told = weight(one.reading.text)
        if place and told >= SURELY:  # whatever it repeats, the boundary is not behind it
            return [*facts, Facts(one.reading.text, told=told)]
        facts.append(_facts(one, lexicon, place, told))
    return facts


def _facts(one: Read, lexicon: Lexicon, place: int, told: float) -> Facts:
    """Return the facts of a sentence; its drafts are kept in case it turns out to be a target."""
    label = _LABEL.match(one.reading.text)
    if one.reading.quantities:
        one.drafts = interpret(one.reading, lexicon, progress=False, first=place == 0)
    counted = [draft for draft in one.drafts if draft.kind != "milestone"]
    names = tuple(draft.name for draft in counted)
    values = tuple(f"{draft.value}{draft.unit}" for draft in counted)
    return Facts(one.reading.text, names, values, label[1] if label else "", told)


# ---------------------------------------------------------------- once the indicators are known
def settled(reads: list[Read], place: int, role: str, shape: Shape) -> str:
    """Return the role of an interpreted sentence: without an indicator a target may be an aim or context.

    Its drafts are taken away where it turns out to tell of no work.
    """
    one = reads[place]
    counted = [draft.name for draft in one.drafts if draft.kind != "milestone"]
    text = one.reading.text
    if is_speech(text) or ANNOUNCES.search(text) or _is_beside(text, role, counted, shape):
        one.drafts = []
        return "context"
    _leave_the_list(one)
    if role == "progress" or one.drafts:
        return role
    if is_aim(_clauses(one)) and not (place == 0 and (shape is Shape.MIXED or _is_alone(reads))):
        return "aim"
    return "context" if role == "result" else role


def _leave_the_list(one: Read) -> None:
    """Take away what counts the list itself (26项实事已完成9项), and what goes with it."""
    of_it = {draft.unit for draft in one.drafts if counts_the_list(draft.name, draft.unit)}
    if not of_it:
        return
    held = {id(draft) for draft in one.drafts if draft.unit in of_it and _is_of_the_list(draft)}
    one.drafts = [draft for draft in one.drafts if id(draft) not in held and id(draft.parent) not in held]


def _is_of_the_list(draft: Draft) -> bool:
    nameless = not draft.own_noun or len(draft.name) <= _LONGEST_GENERIC_NAME
    return nameless or counts_the_list(draft.name, draft.unit)


def _is_beside(text: str, role: str, counted: list[str], shape: Shape) -> bool:
    """Does a sentence tell of occasions, or of the list itself, rather than of work?"""
    if role == "progress" and shape is not Shape.REPORTS:
        return False
    if not counted:
        return is_context(text)
    return tells_of_the_list(text, counted) and (role == "target" or is_context(text))


def _clauses(one: Read) -> list[str]:
    return [clause for clause in re.split("[,;。:]", PARAGRAPH_NUMBER.sub("", one.reading.text)) if clause]


def _is_alone(reads: list[Read]) -> bool:
    """Is an item all in one sentence? Then it is the target, however it is put."""
    numbered = PARAGRAPH_NUMBER.match(reads[0].reading.text) is not None
    return numbered and all(_in_brackets(one.reading.text) for one in reads[1:])


def _in_brackets(text: str) -> bool:
    return text[:1] == "(" and text[-1:] == ")"
