"""Workbooks of Excel 97 drawn by tests: the container (OLE2) and the few records that a sheet needs."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Value = str | float | None


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a container with these streams; each is padded so that it needs no small sectors."""
    table: list[int] = []
    body = b""
    entries = [entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(4096, b"\0")
        padded += bytes(-len(padded) % SECTOR)
        after = number + 1 if number < len(streams) else FREE
        entries.append(entry(name, 2, len(table), max(len(data), 4096), right=after))
        table += run(len(table), len(padded) // SECTOR)
        body += padded
    listed = b"".join(entries)
    listed += bytes(-len(listed) % SECTOR)
    directory = len(table)
    table += run(directory, len(listed) // SECTOR)
    body += listed
    sectors = 1
    while (len(table) + sectors) * 4 > sectors * SECTOR:
        sectors += 1
    places = range(len(table), len(table) + sectors)
    table += [TABLE] * sectors
    table += [FREE] * (sectors * SECTOR // 4 - len(table))
    more = [places[at : at + 127] for at in range(109, sectors, 127)]
    behind = [places[-1] + 1 + at for at in range(len(more))]
    head = struct.pack("<8s16xHHHHH6xIII4xIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                       0, sectors, directory, 4096, END, 0, behind[0] if behind else END, len(more))  # fmt: skip
    listed_places = struct.pack("<109I", *places[:109], *[FREE] * (109 - len(places[:109])))
    rest = b"".join(
        struct.pack("<128I", *listed, *[FREE] * (127 - len(listed)), following)
        for listed, following in zip(more, [*behind[1:], END])
    )
    return head + listed_places + body + struct.pack(f"<{len(table)}I", *table) + rest


def run(first: int, count: int) -> list[int]:
    """Return the entries of a chain of neighbouring sectors."""
    return [*range(first + 1, first + count), END]


def entry(name: str, kind: int, start: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    """Return one entry of the directory."""
    spelt = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", spelt, len(spelt) + 2, kind, 1, FREE, right, child, start, size)


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(data)) + data


def text(value: str, length: str = "H") -> bytes:
    """Return a text with its length, two bytes a sign."""
    return struct.pack(f"<{length}B", len(value), 1) + value.encode("utf-16-le")


def sheet_records(rows: Sequence[Sequence[Value]], merges: Sequence[tuple[int, int, int, int]], percents: bool,
                  hidden: Sequence[int], errors: Sequence[tuple[int, int]]) -> bytes:  # fmt: skip
    """Return the records of one sheet; ``merges`` are first row, last row, first column, last column."""
    width = max(map(len, rows), default=0)
    made = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)),
            record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]  # fmt: skip
    for number in hidden:
        made.append(record(0x208, struct.pack("<HHHHHHHH", number, 0, width, 255, 0, 0, 0x120, 15)))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                made.append(record(0x204, struct.pack("<HHH", row, column, 0) + text(value)))
            elif value is not None:
                style = 1 if percents and isinstance(value, float) and value < 2 else 0
                made.append(record(0x203, struct.pack("<HHHd", row, column, style, value)))
    for row, column in errors:
        made.append(record(0x205, struct.pack("<HHHBB", row, column, 0, 0x17, 1)))
    if merges:
        ranges = b"".join(struct.pack("<HHHH", *one) for one in merges)
        made.append(record(0xE5, struct.pack("<H", len(merges)) + ranges))
    return b"".join([*made, record(0x0A)])


def xls_file(rows: Sequence[Sequence[Value]], *, merges: Sequence[tuple[int, int, int, int]] = (), percents: bool = False,
             hidden: Sequence[int] = (), errors: Sequence[tuple[int, int]] = (), locked: bool = False,
             is_hidden: bool = False) -> bytes:  # fmt: skip
    """Return a workbook of one sheet called 表; ``percents`` shows numbers below 2 as percents."""
    before = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    before += record(0x2F, bytes(6)) if locked else b""
    before += record(0x42, struct.pack("<H", 1200))
    for number in (0, 9):
        before += record(0xE0, struct.pack("<HH16x", 0, number))
    named = text("表", "B")
    start = len(before) + 4 + 6 + len(named) + 4
    listed = record(0x85, struct.pack("<IBB", start, int(is_hidden), 0) + named)
    return compound({"Workbook": before + listed + record(0x0A) + sheet_records(rows, merges, percents, hidden, errors)})
