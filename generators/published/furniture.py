"""Page furniture: navigation, filing numbers, dates of publication, advertising that a page carries along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generators.extraction.frame import ADVERTISING, FURNITURE, framed, signature
from generators.extraction.sentences import folded, squeezed
from generators.published.labels import awaits_text, opens_with_label
from generators.published.marks import mark_of

#: What the ledger says of lines that frame a text.
PAGE, SIGNATURE = "页面杂项，没有采用", "落款"

_PAGE_NUMBER = re.compile(
    r"[-—–·]?第?[0-9]{1,4}页?(?:[,，]?共[0-9]+页)?[-—–·]?|[0-9]+/[0-9]+|Page[0-9]+", re.I
)
#: What stands behind the last line of an article.
_THE_END = re.compile(r"[-—–*【（(]*(?:the)?end[-—–*】）)]*|[-—–*【（(]+完[-—–*】）)]+", re.I)
_CONTACT = re.compile(r"(?:电话|手机|热线|邮箱):?[0-9(]")


def is_page_number(text: str) -> bool:
    """Return whether a line is the number of a page (— 3 —, 第3页 共9页), or may be one (3)."""
    return _PAGE_NUMBER.fullmatch(folded(squeezed(text))) is not None


def is_furniture(text: str) -> bool:
    """Return whether a paragraph belongs to the page it was published on and not to the document.

    >>> texts = "当前位置：首页 > 公示", "- 3 -", "改造网上登录系统3个，服务市民2万人次。"
    >>> [is_furniture(text) for text in texts]
    [True, True, False]
    """
    spelt = folded(squeezed(text))
    if is_page_number(text) or _THE_END.fullmatch(spelt):
        return True
    if spelt.endswith(("。", ";")) and len(spelt) > 15:
        return False
    return bool(FURNITURE.search(spelt) or ADVERTISING.search(spelt) or _CONTACT.search(spelt))


def frame_of(texts: Sequence[str]) -> list[str]:
    """Return what frames the text of a document, by place or unnumbered by its words; '' for the text itself.

    What opens with a label (责任单位：…), or stands below one, is of the text.

    >>> frame_of(["某县民生实事", "改造道路2条。", "责任单位：某县住建局", "某县人民政府", "2031年1月9日"])
    ['', '', '', '落款', '落款']
    """
    filled = [at for at, text in enumerate(texts) if squeezed(text)]
    lines = [folded(squeezed(texts[at])) for at in filled]
    pairs = enumerate(pairwise(["", *(texts[at] for at in filled)]))
    own = {at for at, (above, text) in pairs if opens_with_label(text) or awaits_text(above)}
    roles = dict(zip(filled, framed(lines, own)))
    signed = {filled[place] for place in signature(lines) if place not in own}
    return [
        SIGNATURE if at in signed else PAGE if is_framing(text, roles.get(at)) else ""
        for at, text in enumerate(texts)
    ]


def is_framing(text: str, role: str | None) -> bool:
    """Return whether a text belongs to the page: by its place, else by its words."""
    if role or mark_of(text) is not None or opens_with_label(text):
        return role == "furniture"
    return is_furniture(text)
