"""Several names in one cell: units and leaders, split where a clerk separates them and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import groupby

from generators.registers.spelling import clean, without_spaces

OPENING, CLOSING = "（(〔[【《“", "）)〕]】》”"
_SEPARATORS = re.compile(r"[、，,；;]+|\s+")
#: A group of kinds of places, such as 各辖市、区: its 、 does not separate.
_KIND = (
    r"(?:辖市区|辖市|市区|县区|县市|市|区|县|镇|乡|乡镇|街道|街道办事处|园区|开发区|功能区|有关部门|相关部门|部门|"
    r"有关单位|相关单位|单位|平台|村|社区|场|办)(?:（[^（）]*）|\([^()]*\))?"
)
_GROUP = re.compile(rf"各(?:有关|相关)?{_KIND}(?:[、，,]{_KIND})+(?=$|[、，,；;\s])")
_HOLD = {"、": "\ue000", "，": "\ue001", ",": "\ue002", "；": "\ue003", ";": "\ue004"}
_HELD = str.maketrans({held: sign for sign, held in _HOLD.items()})
_HOLDING = str.maketrans(_HOLD)
_SPACE_HELD = "\ue005"
_LINE_BRACKET = re.compile(r"\s*\n\s*(?=[（(〔【])")
_BRACKET_START = re.compile(r"^([（(〔【][^（）()〔〕【】]*[）)〕】])(.+)$")


def split_units(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the units named in a cell, in order, each once.

    ``known`` are the names of the 单位 sheet: a known name with a 、 in it is one unit, one that is wrapped
    over two lines is put together, and a short 统计局 beside 市商务局 becomes the known 市统计局.

    >>> split_units("各辖市、区\\n\\n市教育局、市民政局　市残联")
    ('各辖市、区', '市教育局', '市民政局', '市残联')
    >>> split_units("东湖园\\n（柳镇）相关街道")
    ('东湖园（柳镇）', '相关街道')
    """
    pieces = [piece for line in lines_of(clean(text)) for piece in split_line(line, known)]
    return unique(spelt_out(joined(pieces, known), known))


def lines_of(text: str) -> list[str]:
    """Return the lines of a cell; a bracket that begins a line joins the line above, the rest does not."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        start = _BRACKET_START.match(line)
        if lines and line[0] in "（(〔【":
            lines[-1] += start[1] if start else line
            lines += [start[2]] if start else []
        else:
            lines.append(line)
    return lines


def split_line(line: str, known: Collection[str]) -> list[str]:
    """Return the names in one line; separators inside brackets, groups and known names do not count."""
    held = _GROUP.sub(lambda found: found[0].translate(_HOLDING), line)
    for name in known:
        if name in line and _SEPARATORS.search(name):
            held = held.replace(name, name.translate(_HOLDING).replace(" ", _SPACE_HELD))
    pieces = _SEPARATORS.split(hold_brackets(held))
    return [piece.translate(_HELD).replace(_SPACE_HELD, " ") for piece in pieces if piece]


def hold_brackets(line: str) -> str:
    """Return ``line`` with the separators inside brackets held; unchanged when the brackets do not match."""
    depth, signs = 0, []
    for sign in line:
        depth += (sign in OPENING) - (sign in CLOSING)
        if depth < 0:
            return line
        held = _SPACE_HELD if sign.isspace() else _HOLD.get(sign, sign)
        signs.append(held if depth else sign)
    return line if depth else "".join(signs)


def joined(pieces: list[str], known: Collection[str]) -> list[str]:
    """Return the pieces with those put together that only together are a known name."""
    if not known:
        return pieces
    names: list[str] = []
    for piece in pieces:
        if names and piece not in known and names[-1] + piece in known:
            names[-1] += piece
        else:
            names.append(piece)
    return names


def spelt_out(names: list[str], known: Collection[str]) -> Iterable[str]:
    """Return the names, a short one completed by the first sign of the first where that is a known unit."""
    head = names[0][:1] if names else ""
    return (head + name if name not in known and head + name in known else name for name in names)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in order, each once."""
    return tuple(dict.fromkeys(names))


def split_leaders(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the leaders named in a cell, the padding of two-character names taken out.

    >>> split_leaders("李　明\\n王建国"), split_leaders("赵  刚 孙小红、周 平")
    (('李明', '王建国'), ('赵刚', '孙小红', '周平'))
    """
    names = [name for line in lines_of(clean(text)) for name in whole_names(split_line(line, ()))]
    return unique(joined(names, known))


def whole_names(pieces: list[str]) -> list[str]:
    """Return the names of a line, spaced-out characters put together: two and two, or all of an odd run.

    >>> whole_names(["李", "明", "王", "刚", "陈大山", "欧", "阳", "雪"])
    ['李明', '王刚', '陈大山', '欧阳雪']
    """
    names: list[str] = []
    for is_run, run in groupby(pieces, key=lambda piece: len(piece) == 1):
        letters = list(run)
        size = (2 if len(letters) % 2 == 0 else len(letters)) if is_run else 1
        names += ["".join(letters[start : start + size]) for start in range(0, len(letters), size)]
    return names


def without_padding(name: str) -> str:
    """Return one personal name without inner spaces.

    >>> without_padding("李　明")
    '李明'
    """
    return without_spaces(name)
