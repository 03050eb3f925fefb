"""Names of parts: how a relationship's target is resolved, and which names no honest file has."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote


def key(name: str) -> str:
    """Return the form under which two names of the same part are equal.

    >>> key("/XL/Workbook.xml")
    'xl/workbook.xml'
    """
    return name.removeprefix("/").casefold()


def is_unsafe(name: str) -> bool:
    """Return whether a member's name could leave the package or be read in two ways.

    >>> [is_unsafe(name) for name in ("xl/workbook.xml", "xl/../../x", "C:/x", "xl\\\\workbook.xml")]
    [False, True, True, True]
    """
    if not name or name.startswith("/") or any(sign in name for sign in "\\:\0"):
        return True
    return any(step in ("..", ".", "") for step in name.removesuffix("/").split("/"))


def relationships_of(part: str) -> str:
    """Return the name of the part that holds a part's relationships; of the package for ''.

    >>> relationships_of("xl/workbook.xml"), relationships_of("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"


def resolved(source: str, target: str) -> str:
    """Return the part that a relationship of ``source`` means; targets are relative to it or to the root.

    >>> resolved("xl/worksheets/sheet1.xml", "../comments1.xml")
    'xl/comments1.xml'
    >>> resolved("xl/workbook.xml", "worksheets/%E8%A1%A8.xml#a")
    'xl/worksheets/表.xml'
    """
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(source), target)
    return posixpath.normpath(joined).lstrip("/")
