"""How names are set: two-character names are padded to stand level with three-character ones."""

from __future__ import annotations

from collections.abc import Iterable

_HAN = range(0x4E00, 0xA000)


def pad_name(name: str) -> str:
    """Return a person's name with an ideographic space inside when it has two characters.

    The register stores names trimmed; the padding is how they are printed.

    >>> pad_name("李明"), pad_name("欧阳明"), pad_name("A1")
    ('李　明', '欧阳明', 'A1')
    """
    if len(name) == 2 and all(ord(character) in _HAN for character in name):
        return f"{name[0]}\u3000{name[1]}"
    return name


def one_a_line(names: Iterable[str]) -> str:
    """Return names as the lines of a cell, one name a paragraph.

    >>> one_a_line(("市教育局", "市住建局"))
    '市教育局\\n市住建局'
    """
    return "\n".join(names)
