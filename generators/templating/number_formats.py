"""数字格式 of a column as an office types it: only what Excel reads without repairing the file is accepted.

A format goes into the workbook as it is typed, and Excel takes a wrong one for a damaged file.
"""

from __future__ import annotations

import re

LONGEST = 255  # characters, as Excel has it
_LITERAL = r'(?:"[^"\x00-\x1f]*"|[-+() ])*'
_DIGITS = r"(?:#,##0|#|0{1,15})(?:\.(?=[0#])0{0,15}#{0,15})?%?"
_SECTION = f"{_LITERAL}{_DIGITS}{_LITERAL}"
_SOUND = re.compile(f"%|General|@|{_SECTION}(?:;{_SECTION})?")

ADVICE = (
    '请留空，或写成 0、0.00、#,##0、0.0%、% 这样；要带文字就放在成对的半角双引号里，如 0.0"个百分点"；'
    "负数另写时用半角分号隔开，最多两段。"
)


def is_sound(number_format: str) -> bool:
    """Return whether a number format is one that Excel reads; none at all is.

    A lone ``%`` is a rate with as many decimals as the register asks for.

    >>> [is_sound(one) for one in ("", "%", "#,##0.00", '0.0"个";-0.0"个"')]
    [True, True, True, True]
    >>> [is_sound(one) for one in ('"abc', "保留两位小数", "yyyy年", '[红色]0.0;;"a"')]
    [False, False, False, False]
    """
    return not number_format or (len(number_format) <= LONGEST and bool(_SOUND.fullmatch(number_format)))
