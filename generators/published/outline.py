"""Numbered prose as a tree: which paragraphs are headings, which are items, and what stands below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generators.extraction.sentences import squeezed
from generators.published.blocks import Paragraph
from generators.published.labels import opens_with_label
from generators.published.marks import Mark, mark_of

LONGEST_HEADING, LONGEST_TITLE = 45, 20
_ENDS = "。；;！？!?，,、"


@dataclass(eq=False)
class Node:
    """A numbered paragraph (or a heading), the plain paragraphs below it, and the numbered ones within."""

    paragraph: Paragraph
    mark: Mark | None
    depth: int
    body: list[Paragraph] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text behind the mark."""
        return text_behind(self.paragraph, self.mark)

    @property
    def is_heading(self) -> bool:
        """Whether it heads what stands below it: short, no sentence, and something is there."""
        return bool(self.children or self.body) and is_title(self.text)


def text_behind(paragraph: Paragraph, mark: Mark | None) -> str:
    """Return the text of a paragraph behind its mark."""
    return paragraph.text[len(mark.printed) :] if mark else paragraph.text


def kind_of(paragraph: Paragraph, mark: Mark | None) -> str:
    """Return the kind of heading or item a paragraph is, '' for a plain one."""
    return mark.kind if mark else f"h{paragraph.level}" if paragraph.level else ""


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


def ends_in_title(node: Node) -> bool:
    """Return whether the last plain paragraph below a node is the title of what comes next."""
    enough = 1 if not is_title(node.text) else 2
    last = node.body[-1].text if len(node.body) >= enough else ""
    is_short = len(last) <= LONGEST_TITLE and is_title(last) and not opens_with_label(last)
    return is_short and not any(sign.isdigit() for sign in last)


def outline(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Node]]:
    """Return the paragraphs outside (before the first number, titles between) and the numbered as a tree.

    Kinds of marks nest in the order they first appear: below 一、 whatever comes next is deeper. A line that
    repeats a numbered heading without its number is that heading again.
    """
    marked = ((mark_of(one.text), one) for one in reversed(paragraphs))
    kinds_of = {squeezed(text_behind(one, mark)): mark.kind for mark, one in marked if mark}
    before: list[Paragraph] = []
    roots: list[Node] = []
    open_nodes: list[tuple[str, Node]] = []
    for paragraph in paragraphs:
        mark = mark_of(paragraph.text)
        kind = kind_of(paragraph, mark)
        if not kind and is_title(paragraph.text):
            kind = kinds_of.get(squeezed(paragraph.text), "")
        if not kind:
            (open_nodes[-1][1].body if open_nodes else before).append(paragraph)
            continue
        if open_nodes and ends_in_title(open_nodes[-1][1]):
            before.append(open_nodes[-1][1].body.pop())
        kinds = [known for known, _ in open_nodes]
        del open_nodes[kinds.index(kind) if kind in kinds else len(open_nodes) :]
        node = Node(paragraph, mark, len(open_nodes))
        (open_nodes[-1][1].children if open_nodes else roots).append(node)
        open_nodes.append((kind, node))
    return before, roots
