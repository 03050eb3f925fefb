"""The rules of ``completion`` as live worksheet formulas, for Excel 2016, WPS and LibreOffice alike.

A template names what it needs in braces; who writes the workbook puts addresses (or literals, or whole
expressions) in their place with :func:`fill`. Every formula gives exactly what
:func:`generators.figures.completion.assess` gives: a test lets LibreOffice calculate hundreds of them.

- ``{latest}`` 最新累计, ``{target}`` 目标值, ``{kind}`` 类型 (a word of IndicatorKind),
  ``{comparator}`` 口径, ``{base}`` 基数: of the row;
- ``{quarter_target}`` the row's target for the quarter of the period; ``{quarter}`` that quarter, 1 to 4;
- ``{share}`` 序时进度 of the whole register, or ``""`` where it is set by hand;
- ``{ahead}``, ``{tolerance}``, ``{behind}`` the thresholds in percentage points;
- ``{unjudged}`` what an unjudged status is called; ``{stages}`` a cell with STAGE_TEXT, or STAGES_LITERAL;
- ``{rate}``, ``{scheduled}``, ``{gap}`` the cells of the other formulas of the row.

Only IF, AND, OR, ISNUMBER, ROUND, IFERROR, FIND, MID, LEN and VALUE are used: nothing spills, no array
has to be entered, and no criterion is a string that Excel would take for a pattern or for a number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generators.figures.amounts import NOTHING
from generators.figures.completion import (
    GAP_DECIMALS,
    IMPLIED_TARGETS,
    LAST_QUARTER,
    MET,
    NOT_MET,
    TARGET_DECIMALS,
    Judgement,
    judgement_of,
)
from generators.figures.stages import NOT_STARTED, STAGE_TEXT
from generators.model.indicator import Comparator, Indicator, IndicatorKind
from generators.model.status import Status

#: A string in a formula may have 255 characters at most, so the literal is made of joined pieces.
_PIECE = 250


def quoted(text: str) -> str:
    """Return text as a string literal of a formula.

    >>> print(quoted('又称"乙"'), "in a formula")
    "又称""乙\"\"\" in a formula
    """
    return '"' + text.replace('"', '""') + '"'


#: What ``{stages}`` may be where no cell holds STAGE_TEXT.
STAGES_LITERAL = "&".join(
    quoted(STAGE_TEXT[start : start + _PIECE]) for start in range(0, len(STAGE_TEXT), _PIECE)
)

_PLACE = re.compile(r"\{(\w+)\}")


def fill(template: str, places: Mapping[str, str]) -> str:
    """Return a template with the addresses in place; KeyError for a name that is not given.

    >>> fill("={rate}-{scheduled}", {"rate": "H5", "scheduled": "I5"})
    '=H5-I5'
    """
    return _PLACE.sub(lambda found: places[found[1]], template)


_IS = {kind.name: f"{{kind}}={quoted(kind.value)}" for kind in IndicatorKind}
_WORDS = {status.name: quoted(status.value) for status in Status} | {"UNJUDGED": "{unjudged}"}
_IS_CEILING = f"{{comparator}}={quoted(Comparator.AT_MOST.value)}"
_IS_LEVEL = f"OR({_IS['RATIO']},{_IS['STANDARD']},{_IS['COVERAGE']})"
_DASH = quoted(NOTHING)
_HUNDRED, _ZERO = (str(IMPLIED_TARGETS[kind]) for kind in (IndicatorKind.COVERAGE, IndicatorKind.ZERO))

_PRODUCT = f"ROUND({{base}}*{{target}},{TARGET_DECIMALS})"
_TIMES_BASE = f'IF(AND(ISNUMBER({{base}}),ISNUMBER({{target}})),{_PRODUCT},"")'
#: The target that counts, or "": never a bare empty cell, which arithmetic would take for 0.
_TARGETS = {
    Judgement.RATE: f'IF(ISNUMBER({{target}}),IF({_IS["MULTIPLY"]},{_TIMES_BASE},{{target}}),"")',
    Judgement.CEILING: f'IF({{target}}="",IF({_IS["ZERO"]},{_ZERO},IF({_IS["COVERAGE"]},{_HUNDRED},"")),'
    f"IF({_IS['MULTIPLY']},{_TIMES_BASE},{{target}}))",
    Judgement.CLEARANCE: f'IF({{target}}="",{_ZERO},{{target}})',
    Judgement.LEVEL: f'IF({{target}}="",IF({_IS["COVERAGE"]},{_HUNDRED},""),{{target}})',
}
#: The same where the kind is known.
_TARGETS_BY_KIND = {
    IndicatorKind.MULTIPLY: _TIMES_BASE,
    IndicatorKind.COVERAGE: f'IF({{target}}="",{_HUNDRED},{{target}})',
    IndicatorKind.ZERO: f'IF({{target}}="",{_ZERO},{{target}})',
}


def latest_template(quarter: str, cumulative: tuple[str, str, str, str]) -> str:
    """Return 最新累计 (without =): the last of four cells that is filled, up to the given quarter."""
    text = '""'
    for number, cell in enumerate(cumulative, 1):
        filled = f'{cell}<>""' if number == 1 else f'AND({quarter}>={number},{cell}<>"")'
        text = f"IF({filled},{cell},{text})"
    return text


def _rank(place: str) -> str:
    """Return the rank of a stage word, 0 when it is unknown."""
    mark = f'"|"&{place}&"="'
    return f"IFERROR(VALUE(MID({{stages}},FIND({mark},{{stages}})+LEN({place})+2,1)),0)"


#: Not met yet: by the quarter's own target; without one not judged before the last quarter.
_ON_THE_WAY = (
    f"IF(ISNUMBER({{quarter_target}}),IF({{latest}}%s{{quarter_target}},{_WORDS['ON_SCHEDULE']},"
    f"{_WORDS['BEHIND']}),IF({{quarter}}={LAST_QUARTER},{_WORDS['BEHIND']},{{unjudged}}))"
)
_KEPT = f"IF({{quarter}}={LAST_QUARTER},{_WORDS['DONE']},{_WORDS['ON_SCHEDULE']})"
_BY_MET = f"IF({{rate}}={quoted(MET)},%s,IF({{rate}}={quoted(NOT_MET)},%s,{{unjudged}}))"
_WHERE_NUMBERS = f"IF(AND(ISNUMBER({{latest}}),ISNUMBER(<T>)),%s,{_DASH})"
_MET_IF = f"IF({{latest}}%s<T>,{quoted(MET)},{quoted(NOT_MET)})"

#: 完成率 by judgement; <T> is the target that counts.
_RATES = {
    Judgement.RATE: _WHERE_NUMBERS % f"IF(<T>>0,{{latest}}/<T>,{_DASH})",
    Judgement.CEILING: _WHERE_NUMBERS % (_MET_IF % "<="),
    Judgement.CLEARANCE: _WHERE_NUMBERS % (_MET_IF % "<="),
    Judgement.LEVEL: _WHERE_NUMBERS % (_MET_IF % ">="),
    Judgement.STAGE: f'IF(OR({{target}}="",{{latest}}=""),{_DASH},'
    f"IF(ISNUMBER({{latest}}),IF({{latest}}=0,{quoted(NOT_STARTED)},{_DASH}),{{latest}}))",
    Judgement.NONE: _DASH,
}
_DUE = (
    f"IF(ISNUMBER(<T>),IF(<T>>0,IF(ISNUMBER({{quarter_target}}),{{quarter_target}}/<T>,"
    f"IF(ISNUMBER({{share}}),{{share}},{_DASH})),{_DASH}),{_DASH})"
)
_SCHEDULES = {**dict.fromkeys(Judgement, _DASH), Judgement.RATE: _DUE}
_BY_GAP = (
    f"IF(ISNUMBER({{rate}}),IF({{rate}}>=1,{_WORDS['DONE']},IF(ISNUMBER({{gap}}),"
    f"IF({{gap}}>{{ahead}},{_WORDS['AHEAD']},IF({{gap}}>=-{{tolerance}},{_WORDS['ON_SCHEDULE']},"
    f"IF({{gap}}>=-{{behind}},{_WORDS['SLOW']},{_WORDS['BEHIND']}))),{{unjudged}})),{{unjudged}})"
)
_BY_STAGE = (
    f'IF(OR({_rank("{latest}")}=0,{_rank("{target}")}=0),{{unjudged}},'
    f"IF({_rank('{latest}')}>={_rank('{target}')},{_WORDS['DONE']},"
    f"IF({_rank('{quarter_target}')}>0,IF({_rank('{latest}')}>={_rank('{quarter_target}')},"
    f"{_WORDS['ON_SCHEDULE']},{_WORDS['BEHIND']}),"
    f"IF({{quarter}}={LAST_QUARTER},{_WORDS['BEHIND']},{{unjudged}}))))"
)
_STATUSES = {
    Judgement.RATE: _BY_GAP,
    Judgement.CEILING: _BY_MET % (_KEPT, _WORDS["BEHIND"]),
    Judgement.CLEARANCE: _BY_MET % (_KEPT, _ON_THE_WAY % "<="),
    Judgement.LEVEL: _BY_MET % (_WORDS["DONE"], _ON_THE_WAY % ">="),
    Judgement.STAGE: _BY_STAGE,
    Judgement.NONE: "{unjudged}",
}




@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one row: 完成率, 序时进度, 差距（百分点）, 状态, each starting with ``=``."""

    rate: str
    scheduled: str
    gap: str
    status: str


_GAP = (
    f"=IF(AND(ISNUMBER({{rate}}),ISNUMBER({{scheduled}})),"
    f"ROUND(({{rate}}-{{scheduled}})*100,{GAP_DECIMALS}),{_DASH})"
)


def _dispatched(blocks: Mapping[Judgement, str]) -> str:
    """Return the formula that finds out by 类型 and 口径 which block is meant."""
    block = {way: text.replace("<T>", _TARGETS.get(way, "")) for way, text in blocks.items()}
    return (
        f"=IF({_IS['MILESTONE']},{block[Judgement.STAGE]},IF({_IS['ONGOING']},{block[Judgement.NONE]},"
        f"IF({_IS['ZERO']},{block[Judgement.CLEARANCE]},IF({_IS_CEILING},{block[Judgement.CEILING]},"
        f"IF({_IS_LEVEL},{block[Judgement.LEVEL]},{block[Judgement.RATE]})))))"
    )


#: For rows whose 类型 and 口径 a clerk may change: the formula itself finds out how to judge.
GENERAL = Templates(_dispatched(_RATES), _dispatched(_SCHEDULES), _GAP, _dispatched(_STATUSES))


def templates_for(indicator: Indicator) -> Templates:
    """Return the shorter templates of an indicator whose 类型 and 口径 will not change.

    >>> templates_for(Indicator("1.1.1", "1.1", "口袋公园")).rate
    '=IF(AND(ISNUMBER({latest}),ISNUMBER({target})),IF({target}>0,{latest}/{target},"-"),"-")'
    """
    judgement = judgement_of(indicator)
    target = _TARGETS_BY_KIND.get(indicator.kind, "{target}")
    blocks = (blocks[judgement].replace("<T>", target) for blocks in (_RATES, _SCHEDULES, _STATUSES))
    rate, scheduled, status = (f"={block}" for block in blocks)
    return Templates(rate, scheduled, _GAP, status)
