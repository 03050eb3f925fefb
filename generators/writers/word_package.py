"""What a document's package holds beside its text: the template's parts, packed once, and its properties."""

from __future__ import annotations

import weakref
from datetime import datetime

from generators.opc.escaping import escape
from generators.opc.writing import PackedParts, pack_parts
from generators.page import Page
from generators.templating.word_template import APP, CORE, WordTemplate
from generators.writers.shown import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org"
TYPES, ARROWS = "[Content_Types].xml", "_rels/.rels"
#: What a package must say of its properties, by the part that says it: mark, closing tag, entry.
DECLARED = {
    CORE: (
        "core-properties+xml",
        f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.'
        'core-properties+xml"/>',
        "metadata/core-properties",
        f'<Relationship Id="rIdCore" Type="{OFFICE}/package/2006/relationships/metadata/core-properties" '
        f'Target="{CORE}"/>',
    ),
    APP: (
        "extended-properties+xml",
        f'<Override PartName="/{APP}" ContentType="application/vnd.openxmlformats-officedocument.'
        'extended-properties+xml"/>',
        "relationships/extended-properties",
        f'<Relationship Id="rIdApp" Type="{OFFICE}/officeDocument/2006/relationships/extended-properties" '
        f'Target="{APP}"/>',
    ),
}  # fmt: skip
#: The names in a page's values, first found first, that say whose document it is.
AUTHORS = ("发文机关", "地区")

_packed: dict[int, PackedParts] = {}


def packed(template: WordTemplate) -> PackedParts:
    """Return the parts of a template that all its documents share, deflated once."""
    key = id(template)
    if key not in _packed:
        _packed[key] = pack_parts(static_parts(template))
        weakref.finalize(template, _packed.pop, key, None)
    return _packed[key]


def static_parts(template: WordTemplate) -> dict[str, bytes]:
    """Return the shared parts, [Content_Types].xml first; they declare the properties that we write."""
    parts = {TYPES: template.static[TYPES], **template.static}
    parts.pop(APP, None)
    for kind, override, arrow, relationship in DECLARED.values():
        parts[TYPES] = declared(parts[TYPES], kind, override, "</Types>")
        parts[ARROWS] = declared(parts[ARROWS], arrow, relationship, "</Relationships>")
    return parts


def declared(content: bytes, mark: str, entry: str, end: str) -> bytes:
    """Return a part with an entry added unless it has one of that kind."""
    text = content.decode("utf-8")
    return content if mark in text else text.replace(end, entry + end).encode()


def properties(page: Page) -> dict[str, bytes]:
    """Return the properties of a document: title, author, company; dates from the page's fixed clock."""
    author = next((clean(str(page.values[name])) for name in AUTHORS if page.values.get(name)), "")
    return {CORE: core(clean(page.title), author, page.created), APP: app(author)}


def core(title: str, author: str, created: datetime) -> bytes:
    """Return docProps/core.xml."""
    spaces = (
        f'xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    day = f'xsi:type="dcterms:W3CDTF">{created:%Y-%m-%dT%H:%M:%S}Z</dcterms'
    return (
        f"{DECLARATION}<cp:coreProperties {spaces}><dc:title>{escape(title)}</dc:title>"
        f"<dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        f"<dcterms:created {day}:created><dcterms:modified {day}:modified></cp:coreProperties>"
    ).encode()


def app(company: str) -> bytes:
    """Return docProps/app.xml."""
    space = f"{OFFICE}/officeDocument/2006/extended-properties"
    return (
        f'{DECLARATION}<Properties xmlns="{space}"><Application>Microsoft Office Word</Application>'
        f"<Company>{escape(company)}</Company></Properties>"
    ).encode()
