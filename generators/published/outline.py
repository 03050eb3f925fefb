"""Prose as a tree: which paragraphs are headings, which are items, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generators.extraction.sentences import squeezed
from generators.published.labels import awaits_text, opens_with_label
from generators.published.marks import Mark, mark_of
from generators.published.names import are_organisations
from generators.sources.blocks import Paragraph

LONGEST_HEADING, LONGEST_TITLE = 45, 20
_ENDS = "。；;！？!?，,、"
_CAPTION = re.compile(r"^\s*[【〖\[]([^【】〖〗\[\]]{2,20})[】〗\]]\s*")
_NAME = "[^：:，,。；;、！？!?（）()]"
_NAMED = re.compile(rf"^\s*(?:({_NAME}{{2,20}})[：:]|({_NAME}{{1,10}}方面)[，,])(?=.{{6}})")


@dataclass(eq=False)
class Node:
    """A numbered paragraph or a title, the plain paragraphs below it, and the numbered ones within."""

    paragraph: Paragraph
    mark: Mark | None
    depth: int
    kind: str = ""
    body: list[Paragraph] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    #: Whether the title of the chapter it stands in says that it tells what was done.
    reports: bool = False

    @property
    def text(self) -> str:
        """The text behind the mark."""
        return text_behind(self.paragraph, self.mark)

    @property
    def title(self) -> str:
        """The text without the brackets of a 【title】 that is all of it."""
        name, behind = caption_of(self.text)
        return self.text if behind.strip() else name or self.text

    @property
    def is_heading(self) -> bool:
        """Whether it heads what stands below it: short, no sentence, and something is there."""
        is_labelled = opens_with_label(self.text)
        return bool(self.children or self.body) and is_title(self.text) and not is_labelled


def is_title(text: str) -> bool:
    """Return whether a text reads like a title and not like a sentence.

    >>> is_title("健康 惠民工程"), is_title("新建学校2所。"), is_title("新建学校2所，改造4所")
    (True, False, False)
    """
    bare = text.strip()
    return (
        0 < len(bare) <= LONGEST_HEADING
        and bare[-1] not in _ENDS
        and not any(sign in bare for sign in "。，；;,")
    )


def caption_of(text: str) -> tuple[str, str]:
    """Return the title in brackets that a text opens with and the text behind it; no title for none.

    >>> caption_of("【书香校园】新建图书馆2座。"), caption_of("【责任单位】县教育局")
    (('书香校园', '新建图书馆2座。'), ('', '【责任单位】县教育局'))
    """
    found = None if opens_with_label(text) else _CAPTION.match(text)
    return (found[1].strip(), text[found.end() :]) if found else ("", text)


def named_before(text: str) -> str:
    """Return the name that a text opens with, before a colon or as 某某方面, '' for none.

    >>> named_before("书香行动：新建图书馆2座。"), named_before("责任单位：县教育局、县文旅局")
    ('书香行动', '')
    """
    found = None if opens_with_label(text) else _NAMED.match(text)
    return (found[1] or found[2]).strip() if found else ""


def text_behind(paragraph: Paragraph, mark: Mark | None) -> str:
    """Return the text of a paragraph behind its mark."""
    return paragraph.text[len(mark.printed) :] if mark else paragraph.text


def ends_in_title(node: Node) -> bool:
    """Return whether the last plain paragraph below a node is the title of what comes next."""
    enough = 1 if not is_title(node.text) else 2
    last = node.body[-1].text if len(node.body) >= enough else ""
    is_labelled = opens_with_label(last) or any(awaits_text(one.text) for one in node.body[-2:-1])
    is_short = len(last) <= LONGEST_TITLE and is_title(last) and not any(sign.isdigit() for sign in last)
    return is_short and not is_labelled and not are_organisations(last)


def numbered(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the kind of heading or item each paragraph is, '' for a plain one.

    A line that repeats a numbered heading without its number is that heading again.
    """
    marks = [mark_of(one.text) for one in paragraphs]
    behind = {squeezed(text_behind(one, mark)): mark.kind
              for one, mark in zip(reversed(paragraphs), reversed(marks)) if mark}  # fmt: skip
    return [kind_of(one, mark, behind) for one, mark in zip(paragraphs, marks)]


def kind_of(paragraph: Paragraph, mark: Mark | None, behind: Mapping[str, str]) -> str:
    """Return the kind of one paragraph; ``behind`` has the kinds of marks by the text behind them."""
    if mark or paragraph.level:
        return mark.kind if mark else f"h{paragraph.level}"
    return behind.get(squeezed(paragraph.text), "") if is_title(paragraph.text) else ""


def outline(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> tuple[list[Paragraph], list[Node]]:
    """Return the paragraphs outside (before the first item, titles between) and the others as a tree.

    Kinds nest in the order they first appear: below 一、 whatever comes next is deeper.
    """
    outside: list[Paragraph] = []
    roots: list[Node] = []
    open_nodes: list[tuple[str, Node]] = []
    for paragraph, kind in zip(paragraphs, kinds):
        if not kind:
            (open_nodes[-1][1].body if open_nodes else outside).append(paragraph)
            continue
        if open_nodes and ends_in_title(open_nodes[-1][1]):
            outside.append(open_nodes[-1][1].body.pop())
        known = [one for one, _ in open_nodes]
        del open_nodes[known.index(kind) if kind in known else len(open_nodes) :]
        node = Node(paragraph, mark_of(paragraph.text), len(open_nodes), kind)
        (open_nodes[-1][1].children if open_nodes else roots).append(node)
        open_nodes.append((kind, node))
    return outside, roots
