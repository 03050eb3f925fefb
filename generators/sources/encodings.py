"""Bytes of a text file or web page as text, read strictly: no character is ever replaced."""

from __future__ import annotations

import codecs
import re

from generators.sources.refusals import refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
#: What pages call GB2312 and GBK is decoded by GB18030, which holds both.
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}


def decoded(content: bytes, file: str) -> str:
    """Return the text of a file. Raises WorkbookError (PUB-6) when no encoding fits all of it.

    A mark at the start decides, then UTF-8, then what a web page declares, then GB18030.

    >>> decoded("任务".encode("gb18030"), "a.txt"), decoded("任务".encode("utf-8-sig"), "a.txt")
    ('任务', '任务')
    """
    for encoding in encodings_of(content):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if is_plausible(text):
            return text.removeprefix("\ufeff")
    raise refusal("PUB-6", file)


def encodings_of(content: bytes) -> list[str]:
    """Return the encodings to try, in order; only the one a mark names where there is a mark."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return [encoding]
    declared = _DECLARED.search(content[:4096])
    named = _SAME.get(declared[1].decode("ascii").lower(), "") if declared else ""
    return [name for name in ("utf-8", named, "gb18030") if name]


def is_plausible(text: str) -> bool:
    """Return whether a decoded text can be meant: no nulls, no flood of private-use signs."""
    if "\0" in text:
        return False
    odd = sum("\ue000" <= sign <= "\uf8ff" or sign == "\ufffd" for sign in text[:20_000])
    return odd * 20 <= min(len(text), 20_000)
