"""Opening a package: everything is checked against limits before a byte of it is believed.

The limits come from 3,757 good office files: at most 1,033 members, parts of 112 MB, ratios of 437. They let
all of those pass and stop what only an attacker makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from generators.errors import WorkbookError
from generators.opc.kinds import FOREIGN_ZIPS, check_first_bytes, found_to_be
from generators.opc.markup import check_head, parse_xml
from generators.opc.members import head_of, inflated, raw_bytes
from generators.opc.names import is_unsafe, key, relationships_of, resolved
from generators.opc.refusals import refusal, refusing

MARKUP = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may hold, in members, bytes, cells a sheet; ``ratio`` applies over ``small`` bytes."""

    members: int = 5_000
    part: int = 256 << 20
    total: int = 512 << 20
    ratio: int = 500
    small: int = 10 << 20
    cells: int = 5_000_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part to another.

    ``kind`` is the last step of its type, such as ``worksheet``; ``target`` a part or, if external, a URI.
    """

    id: str
    kind: str
    target: str
    is_external: bool = False


@dataclass(frozen=True)
class Package:
    """An opened package; nothing stays open, every read goes to the file again.

    ``names`` are the parts in stored order. Names are found whatever their case.
    """

    path: Path
    members: dict[str, ZipInfo] = field(repr=False)
    limits: Limits = LIMITS

    @property
    def file(self) -> str:
        """The name of the file, for messages."""
        return self.path.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as stored."""
        return tuple(member.orig_filename for member in self.members.values())

    def __contains__(self, name: str) -> bool:
        return key(name) in self.members

    def member(self, name: str) -> ZipInfo:
        """Return the directory entry of a part; PKG-12 if there is none."""
        if name not in self:
            raise refusal("PKG-12", self.file, found=name)
        return self.members[key(name)]

    def stream(self, name: str) -> Iterator[bytes]:
        """Return a part in blocks of about 256 KiB; PKG-6 if size or checksum are not as declared."""
        return inflated(self.path, self.member(name))

    def read(self, name: str) -> bytes:
        """Return a whole part."""
        return b"".join(self.stream(name))

    def raw(self, name: str) -> bytes:
        """Return a part as it is packed."""
        return raw_bytes(self.path, self.member(name))

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """Return the relationships of a part, of the package for ''; none if the part has none."""
        name = relationships_of(part)
        if name not in self:
            return ()
        root = parse_xml(self.file, name, self.stream(name))
        return tuple(relationship(part, arrow.attrib) for arrow in root if arrow.tag == "Relationship")

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the parts of one kind that a part points at and that exist."""
        arrows = (a for a in self.relationships(part) if a.kind == kind and not a.is_external)
        return tuple(arrow.target for arrow in arrows if arrow.target in self)

    def content_types(self) -> dict[str, str]:
        """Return the content type of every part that declares one, by lower-case name."""
        name = "[Content_Types].xml"
        root = parse_xml(self.file, name, self.stream(name))
        defaults = types_by(root, "Default", "Extension")
        by_extension = {part: defaults.get(part.rpartition(".")[2], "") for part in self.members}
        return by_extension | types_by(root, "Override", "PartName")


def types_by(root: Element, tag: str, attribute: str) -> dict[str, str]:
    """Return the declared content types by extension or by part."""
    return {key(e.get(attribute, "")): e.get("ContentType", "") for e in root if e.tag == tag}


def relationship(source: str, attributes: dict[str, str]) -> Relationship:
    """Return one relationship with its target resolved."""
    external = attributes.get("TargetMode") == "External"
    target = attributes.get("Target", "")
    kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2]
    part = target if external else resolved(source, target)
    return Relationship(attributes.get("Id", ""), kind, part, external)


def open_package(path: Path | str, *, limits: Limits = LIMITS) -> Package:
    """Return the package at ``path``, refused with one WorkbookError if anything about it is not in order.

    Checked here: that it is a zip and no other kind of file, its directory, names, sizes and the first bytes
    of every part (document types, encodings). Checksums are checked when a part is read.
    """
    path = Path(path)
    with refusing("PKG-1", path.name, found="读取时系统报错"):
        check_first_bytes(path)
    members = directory(path)
    check_limits(path, members, limits)
    check_names(path.name, members)
    package = Package(path, {key(m.orig_filename): m for m in members if not m.is_dir()}, limits)
    check_parts(package)
    return package


def directory(path: Path) -> list[ZipInfo]:
    """Return the entries of the zip's directory."""
    with refusing("PKG-5", path.name, found="压缩目录读不出来，可能没有传完"), ZipFile(path) as archive:
        return archive.infolist()


def check_limits(path: Path, members: list[ZipInfo], limits: Limits) -> None:
    """Refuse a package that is too large, or says it is smaller than it can be."""
    found = next(over_limits(path.stat().st_size, members, limits), None)
    if found:
        raise refusal("PKG-7", path.name, found=found)


def over_limits(size: int, members: list[ZipInfo], limits: Limits) -> Iterator[str]:
    """Yield each limit that is passed, in words."""
    if len(members) > limits.members:
        yield f"内部文件有 {len(members)} 个，上限 {limits.members} 个"
    if sum(member.file_size for member in members) > limits.total:
        yield f"解压后超过 {limits.total >> 20} MB"
    if sum(member.compress_size for member in members) > size:
        yield "内部文件的大小互相矛盾"
    for member in members:
        if member.file_size > limits.part:
            yield f"“{member.filename}”解压后超过 {limits.part >> 20} MB"
        if member.file_size > limits.small and member.file_size > limits.ratio * member.compress_size:
            yield f"“{member.filename}”的压缩率异常"


def check_names(file: str, members: list[ZipInfo]) -> None:
    """Refuse names that leave the package, are stored twice, or belong to encrypted or foreign members."""
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if is_unsafe(name) or key(name) in seen:
            raise refusal("PKG-8", file, found=printable(name))
        if member.flag_bits & 0x1:
            raise refusal("PKG-4", file)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refusal("PKG-5", file, found="压缩方式不是办公软件用的")
        seen.add(key(name))


def printable(name: str) -> str:
    """Return a hostile name so that it can be shown."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:80])


def foreign_refusal(package: Package) -> WorkbookError:
    """Return the refusal of a zip that is no office file of this kind, told by the names in it."""
    for endings, what, extensions, advice in FOREIGN_ZIPS:
        if any(name.endswith(endings) for name in package.members):
            found = found_to_be(package.file, what, extensions)
            return refusal("PKG-3", package.file, found=found, advice=advice)
    return refusal("PKG-12", package.file, found="[Content_Types].xml")


def check_parts(package: Package) -> None:
    """Refuse a package that is no office file, or has a part that starts as no office part does."""
    if "[Content_Types].xml" not in package:
        raise foreign_refusal(package)
    with refusing("PKG-1", package.file, found="读取时系统报错"), package.path.open("rb") as file:
        for name, member in package.members.items():
            if name.endswith(MARKUP):
                check_head(package.file, member.orig_filename, head_of(file, package.file, member))
