"""A paragraph or table cell cut into sentences, and the key by which a sentence is known everywhere."""

from __future__ import annotations

import hashlib
import re

_SPACE = re.compile(r"\s+")
_WORD_MARK = re.compile(r"\[bookmark:[^\]\n]*\]")
_SENTENCE = re.compile(r"[^。！？]*[。！？][”’」』）)]*|[^。！？]+$")
# One character for one, so that a span in the folded text is a span in the sentence.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(odd): plain
    for odd, plain in zip(
        "「」『』﹙﹚﹪﹟〇○〜∼—–―−﹣－‐‑⁓〔〕［］【】﹑", "“”“”()%#零零~~---------()()()、"
    )
}


def squeezed(text: str) -> str:
    """Return ``text`` without any white space (half or full width) and without Word's bookmark marks.

    >>> squeezed("新增　床位 30 张")
    '新增床位30张'
    """
    return _SPACE.sub("", _WORD_MARK.sub("", text) if "[bookmark:" in text else text)


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of one cell or paragraph, white space removed; ``；`` does not end one.

    >>> sentences("新建公园 2 个；步道1公里。他说：“好！”再修路")
    ['新建公园2个；步道1公里。', '他说：“好！”', '再修路']
    """
    return split(squeezed(paragraph))


def split(text: str) -> list[str]:
    """Return the sentences of a text without white space; put together they are the text."""
    return _SENTENCE.findall(text)


def sentence_key(sentence: str) -> str:
    """Return the SHA-1 (40 hex digits) of a sentence with its white space removed, item number kept."""
    return hashlib.sha1("".join(sentence.split()).encode("utf-8")).hexdigest()


def folded(sentence: str) -> str:
    """Return the sentence with full-width signs made half-width, character for character.

    >>> folded("（１０％）；３～５所")
    '(10%);3~5所'
    """
    return sentence.translate(_FOLD)
