"""A web archive (.mht, and the same under the names .doc and .xls) as blocks: the pages in it, in order."""

from __future__ import annotations

import re
from email import message_from_bytes

from generators.opc.refusals import refusing
from generators.sources.blocks import Block, Document
from generators.sources.encodings import decoded
from generators.sources.web_pages import page_blocks

_START = re.compile(rb"\s*(?:MIME-Version|From|Content-Type|Subject|Date|X-[A-Za-z-]+):", re.I)
_KIND = re.compile(rb"^Content-Type:\s*(?:multipart/|text/html|message/)", re.I | re.M)


def is_web_archive(head: bytes) -> bool:
    """Return whether a file that begins so is a web archive.

    >>> is_web_archive(b"MIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary=x\\r\\n")
    True
    """
    return _START.match(head) is not None and _KIND.search(head) is not None


def read_web_archive(content: bytes, file: str) -> Document:
    """Return the pages of a web archive as a document. Raises WorkbookError."""
    with refusing("PKG-11", file, found="网页", detail="一层套一层"):  # without end
        pages = [
            part.get_payload(decode=True)
            for part in message_from_bytes(content).walk()
            if part.get_content_type() == "text/html"
        ]
    blocks: list[Block] = []
    for page in pages:
        blocks += page_blocks(decoded(page if isinstance(page, bytes) else b"", file), file)
    return Document(file, tuple(blocks))
