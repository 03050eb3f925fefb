"""What a Word file keeps about its own editing, and what must not go into documents made from it.

Revision numbers, spelling marks and comments are dropped; tracked changes are taken as accepted; bookmarks
stay only where they begin and end in one paragraph. Comments and names of authors never reach a reader.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from generators.templating.looks import W

DROPPED = {f"{W}{name}" for name in (
    "proofErr", "lastRenderedPageBreak", "permStart", "permEnd",
    "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
    "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange",
    "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)}  # fmt: skip
ACCEPTED = (f"{W}ins", f"{W}moveTo")
EDITING_MARKS = ("rsid", "paraId", "textId")
COMMENT_KINDS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")


def parse(content: bytes) -> Any:
    """Return the root of a part; entities and outside files are never followed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)


def clean(root: Any) -> Any:
    """Return a part's tree without traces of its editing."""
    for element in list(root.iter(*DROPPED)):
        remove(element)
    for element in list(root.iter(*ACCEPTED)):
        unwrap(element)
    for element in root.iter():
        for name in list(element.attrib):
            if etree.QName(name).localname.startswith(EDITING_MARKS):
                del element.attrib[name]
    keep_whole_bookmarks(root)
    return root


def remove(element: Any) -> None:
    """Take an element out of its parent, if there is one."""
    parent = None if element is None else element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Any) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def keep_whole_bookmarks(root: Any) -> None:
    """Remove bookmarks that do not begin and end in one paragraph, and Word's own place of last editing."""
    opened: dict[str, Any] = {}
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        number = str(mark.get(f"{W}id"))
        if mark.tag == f"{W}bookmarkEnd":
            start = opened.pop(number, None)
            if start is not None and is_in_one_paragraph(start, mark):
                continue
            remove(start)
            remove(mark)
        elif mark.get(f"{W}name") == "_GoBack":
            remove(mark)
        else:
            remove(opened.get(number))
            opened[number] = mark
    for start in opened.values():
        remove(start)


def is_in_one_paragraph(start: Any, end: Any) -> bool:
    """Return whether two elements are children of the same paragraph."""
    parent = end.getparent()
    return parent is start.getparent() and parent is not None and parent.tag == f"{W}p"


def without_comments(relationships: bytes) -> bytes:
    """Return a part's relationships without those to comments."""
    root = parse(relationships)
    for arrow in list(root):
        if str(arrow.get("Type", "")).rpartition("/")[2] in COMMENT_KINDS:
            root.remove(arrow)
    return serialised(root)


def without_types(content_types: bytes, parts: set[str]) -> bytes:
    """Return [Content_Types].xml without the entries of ``parts``."""
    root = parse(content_types)
    for entry in list(root):
        if str(entry.get("PartName", "")).lstrip("/").casefold() in parts:
            root.remove(entry)
    return serialised(root)


def serialised(root: Any) -> bytes:
    """Return a tree as a part."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
