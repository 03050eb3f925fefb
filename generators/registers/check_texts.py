"""Rules about texts: numbers that agree with the table and with each other, nothing private."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generators.model.indicator import Indicator, IndicatorKind
from generators.model.status import STATUS_WORDS
from generators.registers.facts import Facts, Found, Text, found
from generators.registers.tables import shortened

_SCALES = {
    "": Decimal(1),
    "千": Decimal(10**3),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "百万": Decimal(10**6),
}
_NUMBER = re.compile(r"([0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?) ?(百万|[千万亿])?")
_COUNT = re.compile(r"([0-9]+(?:\.[0-9]+)?)([千万亿]?)余?([个家所处座条套间人名户项件场次张辆台只米里亩])")
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
#: Kinds whose target is written in the text as a number.
COUNTED = frozenset(
    (IndicatorKind.INCREMENT, IndicatorKind.STOCK, IndicatorKind.RATIO, IndicatorKind.STANDARD)
)
_RUN_END = re.compile("[。；;\n]")
_PRIVATE = re.compile(
    r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}|[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx])(?![0-9])"
)
_HALF_WIDTH = re.compile(r"[一-鿿”）》][,;:?!](?=[一-鿿“（《])|[一-鿿][,;?!]$")
_JUDGED = re.compile(
    "(" + "|".join(sorted((w for words in STATUS_WORDS.values() for w in words), key=len, reverse=True)) + ")"
    r"(?:的)?(?:有|为)?(?:事项|项目|指标)?([0-9]+)([项件个])"
)  # fmt: skip
_TOTAL = re.compile(r"([0-9]+)([项件个])")


def numbers_in(text: str) -> set[Decimal]:
    """Return every number of a text, once as written and once with its 万 or 亿 worked out.

    >>> sorted(numbers_in("改造1.5万套，新增20个"))
    [Decimal('1.5'), Decimal('20'), Decimal('15000.0')]
    """
    numbers: set[Decimal] = set()
    for digits, scale in _NUMBER.findall(text.translate(_WIDE)):
        value = Decimal(digits.replace(",", "").replace("，", ""))
        numbers.add(value)
        if scale:
            numbers.add(value * _SCALES[scale])
    return numbers


def targets_stand_in_the_text(facts: Facts) -> Found:
    """目标值在主要内容里找得到."""
    for task in facts.tasks:
        counted = [one for one in task.indicators if one.kind in COUNTED and type(one.target) is Decimal]
        written = frozenset(_DIGITS.findall(task.content)) if counted else frozenset()
        unseen = [one for one in counted if str(one.target) not in written]
        numbers = numbers_in(task.content) if unseen else set()
        for one in unseen:
            if is_missing(facts, one, numbers):
                yield found("TEXT-1", one.origin, "target", name=one.name, target=one.target,
                            text=shortened(task.content))  # fmt: skip


def is_missing(facts: Facts, one: Indicator, numbers: set[Decimal]) -> bool:
    """Return whether a target is not in the text in any scale; a text without numbers says nothing."""
    scaled = {one.target * scale for scale in _SCALES.values() if isinstance(one.target, Decimal)}
    return bool(numbers) and not scaled & numbers and not facts.is_amended(one)


def parts_sum_to_the_whole(facts: Facts) -> Found:
    """“其中”各部分之和等于总数."""
    for text, origin, field in facts.texts:
        if "其中" in text:
            for whole, parts, unit in wrong_sums(text.translate(_WIDE)):
                total = sum(parts, Decimal(0))
                listed = "、".join(map(str, parts))
                yield found("TEXT-2", origin, field, parts=listed, sum=total, whole=whole, unit=unit)


def wrong_sums(text: str) -> Iterator[tuple[Decimal, Sequence[Decimal], str]]:
    """Yield whole, parts and unit of each 其中 whose two or more parts fit no earlier number of their unit.

    >>> list(wrong_sums("新建学校22所，其中幼儿园9所、小学5所、初中7所。"))
    [(Decimal('22'), [Decimal('9'), Decimal('5'), Decimal('7')], '所')]
    >>> list(wrong_sums("开工30个，竣工22个，其中小学15个、初中7个。"))
    []
    """
    for start in re.finditer("其中", text):
        end = _RUN_END.search(text, start.end())
        run = text[start.end() : end.start() if end else None]
        counts = [(value * _SCALES[scale], unit) for value, scale, unit in counts_in(run)]
        unit = counts[0][1] if counts else ""
        parts = [value for value, its in counts if its == unit]
        before = [
            value * _SCALES[scale] for value, scale, its in counts_in(text[: start.start()]) if its == unit
        ]
        if len(parts) > 1 and before and len(parts) == len(counts) and not fits(parts, before):
            yield before[-1], parts, unit


def counts_in(text: str) -> list[tuple[Decimal, str, str]]:
    """Return value, scale and unit of each counted number."""
    return [(Decimal(value), scale, unit) for value, scale, unit in _COUNT.findall(text)]


def fits(parts: Sequence[Decimal], before: Sequence[Decimal]) -> bool:
    """Return whether the parts, or the first two or more of them, sum to an earlier number."""
    total = Decimal(0)
    for index, part in enumerate(parts):
        total += part
        if index and total in before:
            return True
    return False


def stated_counts_add_up(facts: Facts) -> Found:
    """文字里分状态的项数之和等于总项数."""
    for text in facts.texts:
        if len(_TOTAL.findall(text[0])) > 2:
            for sentence in _RUN_END.split(text[0]):
                yield from wrong_counts(text, sentence)


def wrong_counts(text: Text, sentence: str) -> Found:
    """Yield a problem if a sentence counts by status and the counts do not make up its total."""
    judged = list(_JUDGED.finditer(sentence))
    first = _TOTAL.search(sentence)
    if len(judged) < 2 or first is None or first[2] != judged[0][3] or first.start() > judged[0].start():
        return
    total, counted = int(first[1]), sum(int(each[2]) for each in judged)
    if counted != total:
        yield found("COUNT-1", text[1], text[2], total=total, counted=counted, left=abs(total - counted))


def nothing_private_is_printed(facts: Facts) -> Found:
    """会印出来的文字里没有电话和身份证号."""
    for text, origin, field in facts.texts:
        private = _PRIVATE.search(text)
        if private:
            yield found("TEXT-3", origin, field, found=private[0])


def punctuation_is_full_width(facts: Facts) -> Found:
    """中文里用全角标点."""
    for text, origin, field in facts.texts:
        if "," in text or ";" in text or ":" in text or "?" in text or "!" in text:
            half = _HALF_WIDTH.search(text)
            if half:
                start = max(half.start() - 4, 0)
                yield found("TEXT-4", origin, field, found=text[start : half.end() + 4])
