"""Page furniture: navigation, filing numbers, dates of publication, advertising that a page carries along."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.extraction.frame import ADVERTISING, FURNITURE, framed
from generators.extraction.sentences import folded, squeezed
from generators.published.marks import mark_of

_PAGE_NUMBER = re.compile(
    r"[-—–·]?第?[0-9]{1,4}页?(?:[,，]?共[0-9]+页)?[-—–·]?|[0-9]+/[0-9]+|Page[0-9]+", re.I
)
_CONTACT = re.compile(r"(?:电话|手机|热线|邮箱):?[0-9(]")


def is_furniture(text: str) -> bool:
    """Return whether a paragraph belongs to the page it was published on and not to the document.

    >>> texts = "当前位置：首页 > 公示", "- 3 -", "改造网上登录系统3个，服务市民2万人次。"
    >>> [is_furniture(text) for text in texts]
    [True, True, False]
    """
    spelt = folded(squeezed(text))
    if _PAGE_NUMBER.fullmatch(spelt):
        return True
    if spelt.endswith(("。", ";")) and len(spelt) > 15:
        return False
    return bool(FURNITURE.search(spelt) or ADVERTISING.search(spelt) or _CONTACT.search(spelt))


def frame_of(texts: Sequence[str]) -> list[bool]:
    """Return which paragraphs belong to the page of a document: by place, or unnumbered by their words."""
    places = [at for at, text in enumerate(texts) if squeezed(text)]
    roles = dict(zip(places, framed([folded(squeezed(texts[at])) for at in places])))
    return [
        roles.get(at) == "furniture" or (not roles.get(at) and mark_of(text) is None and is_furniture(text))
        for at, text in enumerate(texts)
    ]
