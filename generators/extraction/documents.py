"""A whole text -> its sentences with roles, indicators and reports tied to targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generators.extraction.candidates import Target, names_meant
from generators.extraction.context import Owner
from generators.extraction.drafts import finished
from generators.extraction.frame import framed
from generators.extraction.genres import Shape, shape_of
from generators.extraction.interpret import interpret
from generators.extraction.lexicon import Lexicon, in_force
from generators.extraction.links import link_to_sentence_before
from generators.extraction.paragraphs import REPORTS, TOLD, Read, Setting, roles_of, settled
from generators.extraction.parts import Part, parts_of
from generators.extraction.quantities import read
from generators.extraction.records import Link, Sentence
from generators.extraction.roles import answers, labelled_role
from generators.extraction.sections import sections_beside
from generators.extraction.sentences import folded, sentence_key, split, squeezed
from generators.extraction.signs import KIND_OF_MARK
from generators.extraction.tying import tie
from generators.extraction.tying_far import FarTargets, tie_far

# Stands for the mark of the line behind the last.
_END = "end"
_SHAPES = {"target": Shape.PLAN, "result": Shape.RESULTS}


@dataclass(frozen=True, slots=True)
class Line:
    """One cell or paragraph; ``role`` and ``item`` where the reader of the file knows them."""

    text: str
    role: str | None = None
    item: int | None = None


def extract_sentence(text: str, role: str = "target", lexicon: Lexicon | None = None) -> Sentence:
    """Return one sentence with its indicators; ``role`` is target, progress or result.

    >>> [(i.name, int(i.value), i.unit) for i in extract_sentence("新建公厕30座。").indicators]
    [('新建公厕', 30, '座')]
    """
    lexicon = lexicon or in_force()
    text = squeezed(text)
    reading = read(folded(text), lexicon)
    drafts = interpret(reading, lexicon, progress=role in REPORTS)
    return Sentence(text, sentence_key(text), role, finished(drafts, text), tuple(reading.ignored))


def extract_document(lines: Sequence[Line | str], lexicon: Lexicon | None = None) -> list[Sentence]:
    """Return every sentence of a document in order, roles found, reports tied to targets of the same item."""
    lexicon = lexicon or in_force()
    given = [_squeezed(one if isinstance(one, Line) else Line(one)) for one in lines]
    given = [line for line in given if line.text]
    texts = [folded(line.text) for line in given]
    found: list[Read] = []
    item, opened, target, owner = 0, False, "", Owner()
    for line, text, place in zip(given, texts, _places(given, texts)):
        reads = _reads(line.text, text, lexicon)
        setting = Setting(line.role or place.role, place.shape, opened, target, place.has_body)
        roles, opens = roles_of(reads, setting, lexicon)
        before, item = item, _item(line, place, item, opens)
        if item != before:
            target, owner = "", Owner()
        _interpret(reads, roles, place.shape, lexicon, item, owner)
        target = _open_target(reads, target)
        opened = opened or any(one.role != "furniture" for one in reads)
        found.extend(reads)
    _tie_items(found)
    return [_sentence(one) for one in found]


def _squeezed(line: Line) -> Line:
    return Line(squeezed(line.text), line.role, line.item)


def _reads(text: str, plain: str, lexicon: Lexicon) -> list[Read]:
    """Return the sentences of a line read; ``plain`` is its text folded, sign for sign."""
    reads, start = [], 0
    for sentence in split(text):
        end = start + len(sentence)
        reads.append(Read(sentence, sentence_key(sentence), read(plain[start:end], lexicon), [], "", 0))
        start = end
    return reads


def _sentence(one: Read) -> Sentence:
    indicators = finished(one.drafts, one.text)
    return Sentence(one.text, one.key, one.role, indicators, tuple(one.reading.ignored), one.item)


# ---------------------------------------------------------------- what the place of a line tells
@dataclass(frozen=True, slots=True)
class _Place:
    """What a line's place tells: a role, what it stands in, its title, whether anything stands below."""

    role: str | None
    shape: Shape
    title: int | None
    has_body: bool


def _places(lines: Sequence[Line], texts: Sequence[str]) -> list[_Place]:
    free = ["" if line.role or line.item is not None else text for line, text in zip(lines, texts)]
    shape, frame, parts = shape_of(texts), framed(texts), parts_of(free)
    for place in (place for section in sections_beside(free) for place in section.lines):
        frame[place] = frame[place] or "context"
    below = [*(labelled_role(text) for text in texts[1:]), None]
    marks = [*(match.lastgroup if (match := KIND_OF_MARK.match(text)) else None for text in texts), _END]
    return [
        _Place(
            told or ("heading" if part.is_title or _heads(text, label) else None),
            _shape(part, shape, label == "progress" or (shape in TOLD and answers(next_text, text))),
            part.title,
            has_body=mark is None or next_mark not in (mark, _END),
        )
        for (text, next_text), told, part, label, (mark, next_mark) in zip(
            pairwise([*texts, ""]), frame, parts, below, pairwise(marks)
        )
    ]


def _heads(text: str, label: str | None) -> bool:
    """3.健全服务体系 above 目标任务:… is a heading, whatever verb it opens with."""
    return label == "target" and KIND_OF_MARK.match(text) is not None and text[-1] not in "。;"


def _shape(part: Part, whole: Shape, is_answered: bool) -> Shape:
    """Return what a line stands in: what a line labelled 完成情况 answers is a target anywhere."""
    return Shape.PLAN if is_answered else _SHAPES.get(part.role or "", whole)


def _item(line: Line, place: _Place, before: int, opens: int) -> int:
    """Return the number of the item a line belongs to: given, that of a title told twice, or counted."""
    if line.item is not None:
        return line.item
    return max(before, 0) + opens if place.title is None else -1 - place.title


# ---------------------------------------------------------------- one line
def _interpret(
    reads: list[Read], roles: list[str], shape: Shape, lexicon: Lexicon, item: int, owner: Owner
) -> None:
    for place, (one, role) in enumerate(zip(reads, roles)):
        one.role, one.item = role, item
        if role == "target" or role in REPORTS:
            report = role != "target"
            if report or not one.drafts:
                one.drafts = interpret(one.reading, lexicon, report, first=place == 0, owner=owner.name())
            if place and roles[place - 1] == role:
                before = reads[place - 1]
                link_to_sentence_before(one.drafts, one.reading.text, before.drafts, before.key)
            if not report:
                owner.take(one.drafts)
            one.role = settled(reads, place, role, shape)


def _open_target(reads: list[Read], so_far: str) -> str:
    """Return the text of the target of the open item, if it has one that reports may follow."""
    return next((one.reading.text for one in reversed(reads) if one.role == "target"), so_far)


# ---------------------------------------------------------------- reports
def _tie_items(found: list[Read]) -> None:
    by_item: dict[int, list[Read]] = {}
    for one in found:
        by_item.setdefault(one.item, []).append(one)
    far: FarTargets | None = None
    for group in by_item.values():
        reports = [(one.text, one.drafts) for one in group if one.role in REPORTS]
        if reports and (targets := _targets(group)):
            tie(reports, targets)
        elif reports:
            far = far or FarTargets(_targets(found))
            tie_far(reports, far)


def _targets(group: Sequence[Read]) -> list[Target]:
    ordered = [one for one in group if one.role == "target"]
    return [
        Target(Link(one.key, index), draft, order, names_meant(draft))
        for order, one in enumerate(ordered)
        for index, draft in enumerate(one.drafts)
    ]
