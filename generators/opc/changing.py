"""A package being changed: a few parts new or spliced, every other one copied as packed, bit for bit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generators.opc.names import key, relationships_of
from generators.opc.reading import Package
from generators.opc.splicing import Edit, Found, applied, at_end, attributes_xml, find_elements
from generators.opc.writing import Packed, PackedParts, lay_out, pack, write_package

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Changes:
    """The parts changed so far, on top of the package they come from."""

    package: Package
    parts: dict[str, bytes] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.package or name in self.parts

    def spelt(self, name: str) -> str:
        """Return the name as the package spells it."""
        return self.package.member(name).orig_filename if name in self.package else name

    def read(self, name: str) -> bytes:
        """Return a part as it now is."""
        changed = self.parts.get(self.spelt(name))
        return self.package.read(name) if changed is None else changed

    def write(self, name: str, content: bytes) -> None:
        """Put a part, new or changed."""
        self.parts[self.spelt(name)] = content

    def splice(self, name: str, *edits: Edit) -> None:
        """Change a part by edits."""
        self.write(name, applied(self.read(name), edits))

    def elements(self, name: str, names: Collection[str] = ()) -> list[Found]:
        """Return the root of a part, its children, and all elements of some names, as it now is."""
        return find_elements(self.package.file, name, self.read(name), names)

    def free_name(self, pattern: str) -> str:
        """Return the first name of a numbered pattern that no part has."""
        taken = {key(name) for name in (*self.package.names, *self.parts)}
        return next(name for n in range(1, 100_000) if key(name := pattern.format(n)) not in taken)


def add_child(changes: Changes, part: str, tag: str, attributes: dict[str, str]) -> None:
    """Add an element at the end of a part's root."""
    root, *_ = changes.elements(part)
    piece = f"<{root.sibling(tag)}{attributes_xml(attributes)}/>".encode()
    changes.splice(part, at_end(changes.read(part), root, piece))


def relate(changes: Changes, source: str, kind: str, target: str) -> str:
    """Add a relationship of a type (a URI) to a part and return its id."""
    name = relationships_of(source)
    if name not in changes:
        changes.write(name, f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
    taken = {element.attributes.get("Id") for element in changes.elements(name)}
    id_ = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in taken)
    add_child(changes, name, "Relationship", {"Id": id_, "Type": kind, "Target": f"/{target}"})
    return id_


def declare(changes: Changes, part: str, content_type: str) -> None:
    """Add the content type of a part."""
    add_child(changes, CONTENT_TYPES, "Override", {"PartName": f"/{part}", "ContentType": content_type})


def declare_extension(changes: Changes, extension: str, content_type: str) -> None:
    """Add the content type of an extension, unless it has one."""
    known = {element.attributes.get("Extension", "").lower() for element in changes.elements(CONTENT_TYPES)}
    if extension not in known:
        add_child(changes, CONTENT_TYPES, "Default", {"Extension": extension, "ContentType": content_type})


def write_changed(path: Path, changes: Changes, *, durable: bool = False) -> None:
    """Write the package with its changes to another file. Raises WorkbookError and OutputError."""
    write_package(path, packed(changes), {}, durable=durable)


def packed(changes: Changes) -> PackedParts:
    """Return all parts in stored order, changed ones in their place, new ones at the end."""
    return lay_out(packed_each(changes))


def packed_each(changes: Changes) -> Iterator[Packed]:
    """Yield each part as it will be stored."""
    package, new = changes.package, dict(changes.parts)
    for name in package.names:
        content = new.pop(name, None)
        yield copied(package, name) if content is None else pack(name, content)
    for name, content in new.items():
        yield pack(name, content)


def copied(package: Package, name: str) -> Packed:
    """Return a part as it is packed."""
    member = package.member(name)
    return Packed(name, package.raw(name), member.CRC, member.file_size, member.compress_type)


def children_of(found: Sequence[Found], parent: Found) -> list[Found]:
    """Return the found elements right inside another."""
    inside = (e for e in found if parent.start < e.start <= parent.end)
    return [element for element in inside if element.depth == parent.depth + 1]
