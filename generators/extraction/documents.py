"""A whole text -> its sentences with roles, indicators and reports tied to targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generators.extraction.drafts import Draft, finished
from generators.extraction.frame import framed
from generators.extraction.interpret import interpret
from generators.extraction.lexicon import Lexicon, shipped
from generators.extraction.links import link_to_sentence_before
from generators.extraction.milestones import VAGUE, stage_chain
from generators.extraction.parts import parts_of
from generators.extraction.phrases import parse
from generators.extraction.progress import FarTargets, Target, names_meant, tie, tie_far
from generators.extraction.quantities import read
from generators.extraction.reading import Reading
from generators.extraction.records import Link, Sentence
from generators.extraction.roles import (
    SURELY,
    Facts,
    Shape,
    boundary,
    is_aim,
    is_context,
    is_speech,
    labelled_role,
    plain_role,
    reports_alone,
    shape_of,
    tells_of_the_list,
    told_beside,
    weight,
)
from generators.extraction.sentences import folded, sentence_key, sentences, squeezed
from generators.extraction.words import AIM_WORDS
from generators.extraction.works import is_named_work

_ITEM = re.compile(r"^(?:[0-9]{1,3}[、.．)]|\([0-9一二三四五六七八九十]{1,3}\))")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,3}[、.．])")
# 出行更便捷: what a paragraph boasts of before it tells.
_BOAST = re.compile(r"更(?:加|有|好)?[一-龥]{1,4}$|(?:提质增效|再升级|再提速|稳中[一-龥]{2}|持续[一-龥]{2,4})$")
_LONGEST_CAPTION, _LONGEST_SLOGAN = 24, 14
_CLAUSE_SIGN = re.compile("[,;:]")
_LABEL = re.compile(r"^[①-⑳]?([^,;。:、0-9]{2,12}):")


_REPORTS = ("progress", "result")
_TOLD = {Shape.RESULTS: "result", Shape.REPORTS: "progress"}
_SHAPES = {"target": Shape.PLAN, "result": Shape.RESULTS}


@dataclass(frozen=True, slots=True)
class Line:
    """One cell or paragraph; ``role`` and ``item`` where the reader of the file knows them."""

    text: str
    role: str | None = None
    item: int | None = None


@dataclass(slots=True)
class _Read:
    """A sentence on its way through the hops."""

    text: str
    key: str
    reading: Reading
    drafts: list[Draft]
    role: str
    item: int


def extract_sentence(text: str, role: str = "target", lexicon: Lexicon | None = None) -> Sentence:
    """Return one sentence with its indicators; ``role`` is target, progress or result.

    >>> [(i.name, int(i.value), i.unit) for i in extract_sentence("新建公厕30座。").indicators]
    [('新建公厕', 30, '座')]
    """
    lexicon = lexicon or shipped()
    text = squeezed(text)
    reading = read(folded(text), lexicon)
    drafts = interpret(reading, lexicon, progress=role in ("progress", "result"))
    return Sentence(text, sentence_key(text), role, finished(drafts, text), tuple(reading.ignored))


def extract_document(lines: Sequence[Line | str], lexicon: Lexicon | None = None) -> list[Sentence]:
    """Return every sentence of a document in order, roles found, reports tied to targets of the same item."""
    lexicon = lexicon or shipped()
    given = [line for line in (one if isinstance(one, Line) else Line(one) for one in lines) if squeezed(line.text)]
    texts = [folded(squeezed(line.text)) for line in given]
    shape, frame, parts = shape_of(texts), framed(texts), parts_of(_free(given, texts))
    found: list[_Read] = []
    item, opened, target = 0, False, ""
    answered = [*(labelled_role(text) == "progress" for text in texts[1:]), False]
    for line, around, part, is_answered in zip(given, frame, parts, answered):
        line = line if line.role or not around else replace(line, role=around)
        reads = [_Read(one, sentence_key(one), read(folded(one), lexicon), [], "", 0) for one in sentences(line.text)]
        here = Shape.PLAN if is_answered else _SHAPES.get(part.role or "", shape)
        roles, opens = _roles(reads, line, here, lexicon, opened, target)
        given_item = line.item if line.item is not None or part.title is None else -1 - part.title
        before, item = item, given_item if given_item is not None else max(item, 0) + opens
        _interpret_line(reads, roles, shape, lexicon, item)
        target = _open_target(reads, target if item == before else "")
        opened = opened or any(one.role != "furniture" for one in reads)
        found.extend(reads)
    _tie_items(found)
    return [_sentence(one) for one in found]


def _free(lines: Sequence[Line], texts: Sequence[str]) -> list[str]:
    """Return the texts of the lines whose place is not known from a table, the others left blank."""
    return ["" if line.role or line.item is not None else text for line, text in zip(lines, texts)]


def _sentence(one: _Read) -> Sentence:
    indicators = finished(one.drafts, one.text)
    return Sentence(one.text, one.key, one.role, indicators, tuple(one.reading.ignored), one.item)


def _open_target(reads: list[_Read], so_far: str) -> str:
    """Return the text of the target of the open item, if it has one that reports may follow."""
    return next((one.reading.text for one in reversed(reads) if one.role == "target"), so_far)


def _interpret_line(reads: list[_Read], roles: list[str], shape: Shape, lexicon: Lexicon, item: int) -> None:
    owner = ""
    for place, (one, role) in enumerate(zip(reads, roles)):
        one.role, one.item = role, item
        if role in ("target", "progress", "result"):
            report = role != "target"
            if report or not one.drafts:
                one.drafts = interpret(one.reading, lexicon, progress=report, first=place == 0, owner=owner)
            if place and roles[place - 1] == role:
                link_to_sentence_before(
                    one.drafts, one.reading.text, reads[place - 1].drafts, reads[place - 1].key
                )
            owner = owner if report else _sole_work(reads[: place + 1])
            one.role = _settled(one, role, place, shape, _is_alone(reads))


def _roles(
    reads: list[_Read], line: Line, shape: Shape, lexicon: Lexicon, opened: bool, target: str
) -> tuple[list[str], int]:
    """Return a role for each sentence of a line, and whether the line opens an item (1) or goes on with it
    (0).
    """
    text = reads[0].reading.text
    given = line.role or labelled_role(text)
    if given:
        given = "result" if given == "progress" and shape is Shape.RESULTS and not line.role else given
        return [given] * len(reads), int(given not in ("progress", "result", "context"))
    if len(reads) == 1:
        if _NUMBERED.match(text) and text[-1] == "。" and _is_caption(reads[0], lexicon):
            return ["heading"], 1
        role = plain_role(text, bool(reads[0].reading.quantities), _orders(reads[0].reading, lexicon), opened)
        if role:
            return [role], 1
    if len(reads) > 1 and (_is_caption(reads[0], lexicon) or (shape in _TOLD and _is_slogan(reads[0]))):
        rest, opens = _roles(reads[1:], line, shape, lexicon, opened, target)
        return ["heading", *rest], opens
    if len(reads) > 1 and labelled_role(reads[-1].reading.text.strip("()")) == "context":
        rest, opens = _roles(reads[:-1], line, shape, lexicon, opened, target)
        return [*rest, "context"], opens
    if shape in _TOLD:
        return [told_beside(one.reading.text) or _TOLD[shape] for one in reads], 1
    if shape is Shape.MIXED and target and reports_alone(text, target):
        return ["progress"] * len(reads), 0
    if shape is Shape.MIXED:
        cut = boundary(_open_question(reads, lexicon))
        return ["target" if place < cut else "progress" for place in range(len(reads))], 1
    return ["target"] * len(reads), 1


def _is_caption(one: _Read, lexicon: Lexicon) -> bool:
    """食品抽检工程。全年抽检…: a first sentence that is only the name of what the others tell of."""
    reading = one.reading
    name = _ITEM.sub("", reading.text).rstrip("。!?")
    if len(name) > _LONGEST_CAPTION or reading.quantities or _CLAUSE_SIGN.search(name):
        return False
    if _BOAST.search(name):
        return True
    phrase = parse(reading, 0, len(reading.text.rstrip("。!?")))
    verb = reading.text[slice(*phrase.verb)]
    if not verb or not phrase.has_object:
        chain = stage_chain(reading, lexicon, 0, len(reading.text.rstrip("。!?")))
        told = chain is not None and reading.text[chain.start : chain.end] not in VAGUE
        return not told and weight(reading.text) <= 0
    return verb.startswith(AIM_WORDS) and name.endswith(("工程", "行动"))


def _is_slogan(one: _Read) -> bool:
    """完善城市路网。 before what was done for it: in an article the words that head a paragraph."""
    text = one.reading.text
    return len(text) <= _LONGEST_SLOGAN and not one.reading.quantities and not _CLAUSE_SIGN.search(text[:-1])


def _sole_work(reads: list[_Read]) -> str:
    """Return the name of the only work among the targets of a paragraph, or of the only one without a
    number.
    """
    firm = [draft for one in reads for draft in one.drafts if not draft.optional and draft.rel is None]
    works = firm if len(firm) == 1 else [draft for draft in firm if draft.kind == "milestone"]
    return works[0].name if len(works) == 1 else ""


def _orders(reading: Reading, lexicon: Lexicon) -> bool:
    phrase = parse(reading, 0, len(reading.text))
    name = reading.text[slice(*phrase.object)]
    return (
        phrase.verb[1] > phrase.verb[0]
        and not phrase.has_subject
        and len(name) > 3
        and (is_named_work(name, lexicon) or "," in name)
    )


def _open_question(reads: list[_Read], lexicon: Lexicon) -> list[Facts]:
    """Return what the boundary needs of the sentences up to the first that surely reports."""
    facts: list[Facts] = []
    for place, one in enumerate(reads):
        told = weight(one.reading.text)
        if place and told >= SURELY:  # whatever it repeats, the boundary is not behind it
            return [*facts, Facts(one.reading.text, told=told)]
        facts.append(_facts(one, lexicon, place, told))
    return facts


def _facts(one: _Read, lexicon: Lexicon, place: int, told: float) -> Facts:
    """Return the facts of a sentence; its drafts are kept in case it turns out to be a target."""
    label = _LABEL.match(one.reading.text)
    if one.reading.quantities:
        one.drafts = interpret(one.reading, lexicon, progress=False, first=place == 0)
    drafts = one.drafts
    counted = [draft for draft in drafts if draft.kind != "milestone"]
    names = tuple(draft.name for draft in counted)
    values = tuple(f"{draft.value}{draft.unit}" for draft in counted)
    return Facts(one.reading.text, names, values, label[1] if label else "", told)


def _is_alone(reads: list[_Read]) -> bool:
    """Is an item all in one sentence? Then it is the target, however it is put."""
    return bool(_ITEM.match(reads[0].reading.text)) and all(_in_brackets(one.reading.text) for one in reads[1:])


def _in_brackets(text: str) -> bool:
    return text[:1] == "(" and text[-1:] == ")"


def _settled(one: _Read, role: str, place: int, shape: Shape, alone: bool) -> str:
    """Return the role once the indicators are known: a target without any may be an aim or context."""
    if is_speech(one.text):
        one.drafts = []
        return "context"
    counted = [draft.name for draft in one.drafts if draft.kind != "milestone"]
    if counted and role == "target" and tells_of_the_list(one.text, counted):
        one.drafts = []
        return "context"
    if (role == "progress" and shape is not Shape.REPORTS) or (counted and not tells_of_the_list(one.text, counted)):
        return role
    if is_context(one.text):
        one.drafts = []
        return "context"
    if one.drafts:
        return role
    heads = [
        clause for clause in re.split("[,;。:]", re.sub(r"^[0-9]+[、.]", "", one.reading.text)) if clause
    ]
    if is_aim(heads) and not (place == 0 and (shape is Shape.MIXED or alone)):
        return "aim"
    return "context" if role == "result" else role


# ---------------------------------------------------------------- reports
def _tie_items(found: list[_Read]) -> None:
    by_item: dict[int, list[_Read]] = {}
    for one in found:
        by_item.setdefault(one.item, []).append(one)
    far: FarTargets | None = None
    for group in by_item.values():
        reports = [(one.text, one.drafts) for one in group if one.role in _REPORTS]
        if reports and (targets := _targets(group)):
            tie(reports, targets)
        elif reports:
            far = far or FarTargets(_targets(found))
            tie_far(reports, far)


def _targets(group: Sequence[_Read]) -> list[Target]:
    ordered = [one for one in group if one.role == "target"]
    return [
        Target(Link(one.key, index), draft, order, names_meant(draft))
        for order, one in enumerate(ordered)
        for index, draft in enumerate(one.drafts)
    ]
