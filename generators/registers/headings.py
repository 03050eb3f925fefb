"""Finding the sheets of a register and the heading row of a sheet, by our names or anyone's.

Rows are given as the texts of their cells by column. A heading may be written over two rows, the upper one
naming a group (累计完成 over 一季度, 上半年 …); a group's text counts for every column it is merged over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from generators.registers.columns import ColumnSpec, SettingSpec, SheetSpec
from generators.registers.spelling import plain, without_spaces

#: Titles, notes and units of measure may stand above the headings, but not more than this many rows.
SEARCHED_ROWS = 20
#: A row of two or more known headings is a heading row; so is one that names all that is required.
ENOUGH = 2
#: What texts no longer than this are spelt and mean is kept for a while.
LONGEST_KEPT = 60

_BRACKETS = str.maketrans("（）［］〔〕【】：；", "()[][][]:;")
_YEAR = re.compile(r"^(?:20[0-9]{2}|本)年度?")
_TAIL = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_DECORATION = "*＊★☆#:：△▲"

Texts = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Where the headings of a sheet stand and which column is which.

    ``rows`` are its row numbers (one or two), ``columns`` the column of each field, ``unknown`` the headings
    that are not ours, ``repeated`` the fields of those that stand twice; both by column.
    """

    rows: tuple[int, ...]
    columns: dict[str, int]
    unknown: dict[int, str] = field(default_factory=dict)
    repeated: dict[int, str] = field(default_factory=dict)


def spelling_of(heading: str) -> str:
    """Return a heading as it is compared: no spaces, narrow signs, no stars.

    >>> spelling_of("完成率 （％）★")
    '完成率(%)'
    """
    return kept_spelling(heading) if len(heading) <= LONGEST_KEPT else worked_spelling(heading)


def worked_spelling(heading: str) -> str:
    """Return the spelling of a heading, worked out."""
    return without_spaces(plain(heading)).translate(_BRACKETS).strip(_DECORATION).casefold()


#: Where a head is looked for, each of the same few rows is asked again and again.
kept_spelling = lru_cache(4096)(worked_spelling)


def spellings_of(heading: str) -> Iterable[str]:
    """Yield the ways a heading may be known: as it is, without its year, without the bracket behind it."""
    whole = spelling_of(heading)
    undated = _YEAR.sub("", whole)
    yield whole
    yield undated
    yield _TAIL.sub("", whole)
    yield _TAIL.sub("", undated)


@cache
def known_headings(sheet: SheetSpec) -> dict[str, str]:
    """Return the field of every heading of a sheet; our own headings win over synonyms."""
    known: dict[str, str] = {spelling_of(column.heading): column.field for column in sheet.columns}
    for column in sheet.columns:
        for synonym in column.synonyms:
            known.setdefault(spelling_of(synonym), column.field)
    return known


@cache
def own_spellings(sheet: SheetSpec) -> dict[str, str]:
    """Return the spelling of our own heading of every field of a sheet."""
    return {column.field: spelling_of(column.heading) for column in sheet.columns}


def field_of(sheet: SheetSpec, heading: str) -> str | None:
    """Return the field a heading means, or None.

    >>> from generators.registers.sheets import TASKS
    >>> field_of(TASKS, "牵头\\n部门"), field_of(TASKS, "2024年工作任务"), field_of(TASKS, "预算")
    ('lead_units', 'content', None)
    """
    return kept_field(sheet, heading) if len(heading) <= LONGEST_KEPT else looked_up(sheet, heading)


def looked_up(sheet: SheetSpec, heading: str) -> str | None:
    """Return the field a heading means, worked out."""
    known = known_headings(sheet)
    return next((known[way] for way in spellings_of(heading) if way in known), None)


kept_field = lru_cache(4096)(looked_up)


def find_heading(
    sheet: SheetSpec, rows: Sequence[tuple[int, Texts]], groups: Mapping[int, Texts]
) -> HeadingRow | None:
    """Return the heading row among the first rows of a sheet, or None when there is none.

    ``groups`` are the texts of a row spread over the columns they are merged over. The row with most known
    headings wins, the upper of two that have as many; the row below joins it when it names further columns.
    """
    singles = [(matched(sheet, number, texts), index) for index, (number, texts) in enumerate(rows)]
    if not singles:
        return None
    best, index = max(singles, key=lambda found: (len(found[0].columns), -found[1]))
    pairs = [two_rows(sheet, *rows[upper], *rows[upper + 1], groups) for upper in (index - 1, index)
             if 0 <= upper < len(rows) - 1]  # fmt: skip
    best = max([best, *pairs], key=lambda found: len(found.columns))
    required = {column.field for column in sheet.columns if column.required}
    return best if len(best.columns) >= ENOUGH or (required and required <= set(best.columns)) else None


def matched(sheet: SheetSpec, number: int, texts: Texts) -> HeadingRow:
    """Return a row taken as a heading row."""
    return arranged(sheet, (number,), {column: [text] for column, text in texts.items()})


def two_rows(sheet: SheetSpec, upper: int, above: Texts, lower: int, below: Texts,
             groups: Mapping[int, Texts]) -> HeadingRow:  # fmt: skip
    """Return two rows taken as one heading: the lower text with its group, the lower, else the upper."""
    if lower != upper + 1:
        return HeadingRow((upper,), {})
    spread = groups.get(upper, above)
    ways: dict[int, list[str]] = {}
    for column in sorted({*above, *below}):
        group, text = spread.get(column, above.get(column, "")), below.get(column, "")
        ways[column] = [text + group, group + text, text] if text and group else [text or group]
    found = arranged(sheet, (upper, lower), ways)
    return found if any(column in below for column in found.columns.values()) else HeadingRow((upper,), {})


def arranged(sheet: SheetSpec, rows: tuple[int, ...], ways: Mapping[int, Sequence[str]]) -> HeadingRow:
    """Return which column is which field: an own heading before a synonym, then the first from the left."""
    fields = {column: first_known(sheet, texts) for column, texts in ways.items()}
    own = own_spellings(sheet)
    found = HeadingRow(rows, {})
    ranked = sorted(
        ways, key=lambda column: (spelling_of(ways[column][-1]) != own.get(fields[column] or ""), column)
    )
    for column in ranked:
        name = fields[column]
        if name is None:
            found.unknown[column] = ways[column][-1]
        elif name in found.columns:
            found.repeated[column] = name
        else:
            found.columns[name] = column
    return found


def first_known(sheet: SheetSpec, texts: Iterable[str]) -> str | None:
    """Return the field that the first known of several texts means."""
    return next((name for text in texts if (name := field_of(sheet, text))), None)


def distance(one: str, other: str) -> int:
    """Return how many signs must be changed, added or dropped to make one text the other.

    >>> distance("市财政局", "市财证局"), distance("进展", "进展情况")
    (1, 2)
    """
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, twin in enumerate(other, 1):
            above, row[column] = (
                row[column],
                min(above + (sign != twin), row[column] + 1, row[column - 1] + 1),
            )
    return row[-1]


def nearest(text: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Return the known texts most like ``text``, none that differs in more than half its signs.

    >>> nearest("市财证局", ["财政局", "市财政局", "教育局", "发改委"])
    ['市财政局', '财政局']
    """
    signs, most = set(text), max(1, len(text) // 2)
    # Names that share few signs are not measured: a register may have thousands of unknown names.
    alike = (name for name in dict.fromkeys(known) if 2 * len(signs.intersection(name)) >= len(signs))
    near = [(distance(text, name), name) for name in alike if abs(len(name) - len(text)) <= most]
    return [name for steps, name in sorted(near, key=lambda pair: pair[0]) if steps <= most][:count]


def similar_heading(column: ColumnSpec | SettingSpec, headings: Iterable[str]) -> str | None:
    """Return the heading that was probably meant for ``column``, or None."""
    texts = {spelling_of(heading): heading for heading in headings}
    for name in column.headings:
        spelt = spelling_of(name)
        close = nearest(spelt, texts, 1) or [way for way in texts if len(spelt) > 1 and (spelt in way)]
        if close:
            return texts[close[0]]
    return None


def find_sheet(sheet: SheetSpec, names: Sequence[str]) -> str | None:
    """Return the name of the sheet of a workbook that is ``sheet``, or None; our name wins over a synonym."""
    spelt = {sheet_spelling(name): name for name in reversed(names)}
    return next(
        (spelt[way] for way in map(sheet_spelling, (sheet.name, *sheet.synonyms)) if way in spelt), None
    )


def sheet_spelling(name: str) -> str:
    """Return a sheet's name as it is compared: no spaces, no year before it, no 表 or number behind it.

    >>> sheet_spelling(" 2024年 任务表 "), sheet_spelling("任务（2）")
    ('任务', '任务')
    """
    bare = _TAIL.sub("", _YEAR.sub("", spelling_of(name)))
    return bare.removesuffix("表") if len(bare) > 2 else bare
