"""The container of old office files (OLE2): which streams it holds, and their bytes. MS-CFB.

Every chain of sectors is followed for at most as many steps as there are sectors, and no sector is taken
twice, so that no loop in a hostile file holds us up or makes more of it than it is.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_HEAD = 512
_ENTRY = 128
_SMALL = 64
#: Numbers from here on are no sectors or entries: free, end of chain, none.
_LAST = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class Stored:
    """One stream or storage of the directory."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass(frozen=True)
class CompoundFile:
    """An opened container; ``entries`` are the streams at its top, by name."""

    content: bytes = field(repr=False)
    sector: int
    table: Sequence[int] = field(repr=False)
    small_table: Sequence[int] = field(repr=False)
    small: bytes = field(repr=False)
    cutoff: int
    entries: dict[str, Stored]

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream at the top. Raises ValueError where the container is damaged."""
        entry = self.entries[name]
        if entry.size >= self.cutoff:
            found = sectors(self.content, self.sector, chain(self.table, entry.start))
        else:
            found = joined(self.small, 0, _SMALL, chain(self.small_table, entry.start))
        if len(found) < entry.size:
            raise ValueError(f"stream {name!r} is cut short")
        return found[: entry.size]


def read_compound(content: bytes) -> CompoundFile:
    """Return the container that ``content`` is. Raises ValueError where it is damaged."""
    try:
        return opened(content)
    except struct.error as cause:
        raise ValueError("head cut short") from cause


def opened(content: bytes) -> CompoundFile:
    """Return the container; struct.error where its head is cut short."""
    shift, = struct.unpack_from("<H", content, 0x1E)  # fmt: skip
    if shift not in (9, 12):
        raise ValueError("no sector size")
    directory, cutoff, small_start = struct.unpack_from("<I4xII", content, 0x30)
    sector = 1 << shift
    table = sector_table(content, sector)
    listed = sectors(content, sector, chain(table, directory))
    entries = [entry_at(listed, at) for at in range(0, len(listed) - _ENTRY + 1, _ENTRY)]
    if not entries or entries[0].kind != _ROOT:
        raise ValueError("no root")
    small = sectors(content, sector, chain(table, entries[0].start)) if entries[0].size else b""
    small_table = numbers(sectors(content, sector, chain(table, small_start)))
    tops = {entry.name: entry for entry in siblings(entries, entries[0].child) if entry.kind == _STREAM}
    return CompoundFile(content, sector, table, small_table, small, cutoff, tops)


def sector_table(content: bytes, sector: int) -> Sequence[int]:
    """Return which sector follows each, the table itself being spread over the file.

    ValueError where a sector of the table is not there; one named twice is taken once.
    """
    count = len(content) // sector + 1
    places = dict.fromkeys(named(struct.unpack_from("<109I", content, 0x4C), count))
    following, = struct.unpack_from("<I", content, 0x44)  # fmt: skip
    seen: set[int] = set()
    while following < _LAST and following not in seen:
        seen.add(following)
        *more, following = numbers(sector_bytes(content, sector, following)) or (_LAST,)
        places |= dict.fromkeys(named(more, count))
    return numbers(b"".join(sector_bytes(content, sector, at) for at in places))[:count]


def named(places: Iterable[int], count: int) -> Iterator[int]:
    """Yield the places that are no marks; ValueError for one that no sector of so many has."""
    for at in places:
        if count <= at < _LAST:
            raise ValueError("sector beyond the end")
        if at < _LAST:
            yield at


def sector_bytes(content: bytes, sector: int, number: int) -> bytes:
    """Return one sector; ValueError where it lies beyond the end."""
    start = max(_HEAD, sector) + number * sector
    if start >= len(content):
        raise ValueError("sector beyond the end")
    return content[start : start + sector]


def numbers(content: bytes) -> Sequence[int]:
    """Return bytes as little-endian numbers of four bytes."""
    found = array("I", content[: len(content) // 4 * 4])
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        found.byteswap()
    return found


def chain(table: Sequence[int], start: int) -> list[int]:
    """Return the sectors from ``start`` on; ValueError for a loop or a sector that is not there."""
    found: list[int] = []
    while start < _LAST:
        if start >= len(table) or len(found) > len(table):
            raise ValueError("broken chain of sectors")
        found.append(start)
        start = table[start]
    return found


def sectors(content: bytes, size: int, places: Sequence[int]) -> bytes:
    """Return sectors of the file as one; its head takes the place of one sector, or of 512 bytes."""
    return joined(content, max(_HEAD, size), size, places)


def joined(content: bytes, head: int, size: int, places: Sequence[int]) -> bytes:
    """Return the sectors of a chain as one."""
    return b"".join(content[head + at * size : head + (at + 1) * size] for at in places)


def entry_at(listed: bytes, at: int) -> Stored:
    """Return one entry of the directory."""
    length, kind = struct.unpack_from("<HB", listed, at + 0x40)
    left, right, child = struct.unpack_from("<III", listed, at + 0x44)
    start, size = struct.unpack_from("<II", listed, at + 0x74)
    name = listed[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
    return Stored(name, kind, left, right, child, start, size)


def siblings(entries: Sequence[Stored], first: int) -> Iterator[Stored]:
    """Yield the entries of one storage, whatever tree they are kept in."""
    waiting, seen = [first], set[int]()
    while waiting:
        at = waiting.pop()
        if at < len(entries) and at not in seen:
            seen.add(at)
            yield entries[at]
            waiting += [entries[at].left, entries[at].right]
