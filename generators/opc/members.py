"""One member of a zip: found, read and inflated with every declared number checked."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipInfo

from generators.opc.refusals import refusal, refusing

BLOCK = 1 << 18
HEAD = 4096
RAW_DEFLATE = -15
LOCAL_HEADER = struct.Struct("<4s22xHH")


class Damaged(ValueError):
    """A member's bytes contradict the directory."""


def packed(file: BinaryIO, member: ZipInfo, block: int = BLOCK) -> Iterator[bytes]:
    """Yield a member's bytes as stored in the zip; Damaged if they are not all there."""
    file.seek(member.header_offset)
    signature, name_length, extra_length = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
    if signature != b"PK\x03\x04":
        raise Damaged("no local header")
    file.seek(name_length + extra_length, 1)
    left = member.compress_size
    while left:
        chunk = file.read(min(block, left))
        if not chunk:
            raise Damaged("truncated")
        left -= len(chunk)
        yield chunk


def unpacked(file: BinaryIO, member: ZipInfo, block: int = BLOCK) -> Iterator[bytes]:
    """Yield a member's content in blocks; Damaged at once when it grows past the declared size."""
    if member.compress_type == ZIP_STORED:
        yield from packed(file, member, block)
        return
    inflate = zlib.decompressobj(RAW_DEFLATE)
    for chunk in packed(file, member, min(block, BLOCK // 4)):
        while chunk:
            yield inflate.decompress(chunk, block)
            chunk = inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise Damaged("truncated")


def checked(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    """Yield a member's content; Damaged unless its size and checksum are as declared."""
    size = checksum = 0
    for chunk in unpacked(file, member):
        size, checksum = size + len(chunk), zlib.crc32(chunk, checksum)
        if size > member.file_size:
            raise Damaged("larger than declared")
        if chunk:
            yield chunk
    if size != member.file_size or checksum != member.CRC:
        raise Damaged("size or checksum")


def inflated(path: Path, member: ZipInfo) -> Iterator[bytes]:
    """Yield a member's content in blocks of at most 256 KiB; PKG-6 if anything is not as declared."""
    with refusing("PKG-6", path.name, found=member.orig_filename), path.open("rb") as file:
        yield from checked(file, member)


def raw_bytes(path: Path, member: ZipInfo) -> bytes:
    """Return a member as it is packed; PKG-6 if it is not all there."""
    with refusing("PKG-6", path.name, found=member.orig_filename), path.open("rb") as file:
        return b"".join(packed(file, member))


def head_of(file: BinaryIO, name: str, member: ZipInfo) -> bytes:
    """Return the first bytes of a member, unchecked; PKG-6 if they cannot be unpacked."""
    with refusing("PKG-6", name, found=member.orig_filename):
        return next(unpacked(file, member, HEAD), b"")[:HEAD]
    raise refusal("PKG-6", name, found=member.orig_filename)
