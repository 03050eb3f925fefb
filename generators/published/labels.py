"""Labels inside prose (责任单位：… 完成时限：…): a paragraph cut into the pieces its labels name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generators.published.columns import PUBLISHED, canonical
from generators.registers.headings import field_of

#: Fields of names and times, whose text ends where the sentence does; prose goes on to the next label.
NAMED = ("deadline", "leaders", "lead_units", "supporting_units")
#: Fields a label may name.
LABELLED = ("content", "text", "difficulty", "next_step", *NAMED)
#: Labels that are no heading of a column; a word of Chinese before one makes it another word.
ALONE = (
    ("content", r"内容|目标|任务|(?:年初|民生|郑重)?承诺(?:事项|内容|目标)?[一二三四五六七八九十0-9]{0,3}"),
    ("text", r"(?:目前|当前|最新|工作)?进[展度]|(?:办理|落实|完成|兑现)?结果|兑现(?:情况)?|办理情况"),
)
_ALONE = "|".join(f"(?P<{field}>{pattern})" for field, pattern in ALONE)
_LABEL = re.compile(
    r"[（(【\[]?[ 　]*(?P<label>"
    r"(?:牵头|责任|主要责任|牵头责任|主办|配合|配合责任|协同|协办|参与)(?:单位|部门)"
    r"|(?:分管|牵头|责任|主管)(?:市|区|县|省)?领导"
    r"|(?:完成|办结)(?:时限|时间|期限)|时间节点"
    r"|(?:目前|工作|项目)?(?:进展|推进|完成|落实)(?:情况)"
    r"|存在(?:的)?问题|下一?步(?:工作)?(?:打算|计划|安排)"
    r"|(?:主要|建设|工作|目标|任务|实施)(?:内容|目标|任务)"
    rf"|(?<![\u4e00-\u9fff])(?:{_ALONE})"
    r")[ 　]*[:：】\]][:：]?[ 　]*"
)
_BEHIND = re.compile(r"[；;，,。.）)】\]\s]+")
_TAIL = re.compile(r"[；;，,。.）)】\]\s]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph: the label before it as printed, the field it names ('' for none), its text."""

    label: str
    field: str
    text: str
    tail: str = ""


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield a paragraph in pieces; their labels, texts and tails together are the paragraph.

    >>> pieces = pieces_of("新建学校2所。（责任单位：市教育局；完成时限：9月底前）")
    >>> [(piece.field, piece.text) for piece in pieces]
    [('', '新建学校2所。'), ('lead_units', '市教育局'), ('deadline', '9月底前')]
    >>> [piece.text for piece in pieces_of("新建学校2所（责任单位：市教育局）。已建成1所。")]
    ['新建学校2所', '市教育局', '已建成1所。']
    """
    found = [label for label in _LABEL.finditer(text) if field_named(label)]
    start = found[0].start() if found else len(text)
    if text[:start].strip() or not found:
        yield Piece("", "", text[:start])
    for label, following in zip(found, [*found[1:], None]):
        end = following.start() if following else len(text)
        told, rest = cut_names(label, text[label.end() : end])
        yield piece_of(label, told)
        if rest:
            yield Piece("", "", rest)


def opens_with_label(text: str) -> bool:
    """Return whether a paragraph begins with a label.

    >>> [opens_with_label(text) for text in ("责任单位：市教育局", "任务：新建学校2所。", "新建学校2所。")]
    [True, True, False]
    """
    found = _LABEL.match(text)
    return found is not None and field_named(found) != ""


def awaits_text(text: str) -> bool:
    """Return whether a paragraph is only a label, whose text stands below.

    >>> awaits_text("责任单位："), awaits_text("责任单位：市教育局")
    (True, False)
    """
    return opens_with_label(text) and not any(piece.text.strip() for piece in pieces_of(text))


def field_named(label: re.Match[str]) -> str:
    """Return the field a label names, '' for none."""
    alone = next((field for field, _ in ALONE if label[field]), "")
    field = alone or field_of(PUBLISHED, canonical(label["label"])) or ""
    return field if field in LABELLED else ""


def field_titled(title: str) -> str:
    """Return the field that a title of its own line names, '' for none.

    >>> field_titled("进展情况"), field_titled("责任单位"), field_titled("便民停车")
    ('text', 'lead_units', '')
    """
    found = _LABEL.fullmatch(title.rstrip(":：") + "：")
    return field_named(found) if found else ""


def cut_names(label: re.Match[str], text: str) -> tuple[str, str]:
    """Return what a label tells and the prose behind it: names end where their sentence or bracket does."""
    if field_named(label) not in NAMED:
        return text, ""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "（(") - (sign in "）)")
        if depth < 0 or (sign == "。" and not depth):
            rest = _BEHIND.match(text, at)
            end = rest.end() if rest else at
            return text[:end], text[end:]
    return text, ""


def piece_of(label: re.Match[str], text: str) -> Piece:
    """Return the piece behind a label; the sign that ends a list of names is no part of it."""
    field = field_named(label)
    tail = _TAIL.search(text) if field in NAMED else None
    cut = tail.start() if tail else len(text)
    return Piece(label[0], field, text[:cut], text[cut:])
