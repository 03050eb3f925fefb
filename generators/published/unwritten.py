"""The figures of a report that no indicator took in, in one line a report, without what is only detail."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from generators.extraction.completion import is_share_done
from generators.extraction.likeness import compatible
from generators.extraction.records import Indicator, Link, Sentence
from generators.published.multiples import in_words

#: What a figure of a report says of a target that it may be a figure of.
SAID = ("value", "value_at_stage", "pct_work")
#: A part of the figure it belongs to.
PART = "part"
#: Changes are of something promised only where that is a rate too.
RATES = ("%", "个百分点")
_CHANGED = re.compile("增长|增加|增幅|提高|提升|上升|上涨|下降|降低|减少|降幅")
_EARLIER = re.compile("同期|去年|上年")
#: More figures than this are not listed one by one.
MOST_LISTED = 40


def unwritten(
    told: Sequence[Sentence], written: Mapping[Link, Collection[Link]], elsewhere: Collection[Link] = ()
) -> list[str]:
    """Return why to look at a report whose figures were not all written.

    ``written`` gives what was counted for the targets met, ``elsewhere`` what belongs on another sheet.
    """
    targets = {
        Link(sentence.key, at): one
        for sentence in told
        if sentence.role == "target"
        for at, one in enumerate(sentence.indicators)
    }
    left = left_out(told, written, targets, elsewhere)
    found = list(dict.fromkeys(f"{one.name}{in_words(one)}" for one in left))
    if not found:
        return []
    rest = f"等{len(found)}个" if len(found) > MOST_LISTED else ""
    return [f"进展里的这些数没有写进指标，请核对：{'、'.join(found[:MOST_LISTED])}{rest}"]


def left_out(
    told: Sequence[Sentence], written: Mapping[Link, Collection[Link]],
    targets: Mapping[Link, Indicator], elsewhere: Collection[Link],
) -> Iterator[Indicator]:  # fmt: skip
    """Yield the figures of reports that were written nowhere and may be those of something promised."""
    values = {Link(s.key, at): one.value for s in told for at, one in enumerate(s.indicators)}
    for sentence in told:
        if sentence.role != "progress":
            continue
        for at, one in enumerate(sentence.indicators):
            link = Link(sentence.key, at)
            counted = written.get(one.reports_on) if one.reports_on is not None else None
            is_taken = link in elsewhere or (counted is not None and not is_rival(one, link, counted, values))
            if not is_taken and is_figure(one) and not is_detail(one, targets):
                yield one


def is_rival(
    one: Indicator, link: Link, counted: Collection[Link], values: Mapping[Link, Decimal | None]
) -> bool:
    """Return whether a figure says something else than those counted for its target, and is no step to it."""
    is_whole = one.basis == "value" and one.rel is None and one.period != "quarter"
    return is_whole and link not in counted and one.value not in {values[at] for at in counted}


def is_figure(one: Indicator) -> bool:
    """Return whether an indicator is a number of this year with its unit, and no rate that is computed."""
    is_number = one.value is not None and bool(one.unit) and one.basis in SAID
    return is_number and not is_share_done(one) and not _EARLIER.search(one.name)


def is_detail(one: Indicator, targets: Mapping[Link, Indicator]) -> bool:
    """Return whether a figure is a part of another, or a share or a change that nothing promised is like."""
    if one.rel == PART:
        return True
    is_change = one.unit in RATES and bool(_CHANGED.search(one.name + one.action))
    if one.basis != "pct_work" and not is_change:
        return False
    on = targets.get(one.reports_on) if one.reports_on is not None else None
    return not any(is_counted_like(one, target) for target in ([on] if on else targets.values()))


def is_counted_like(one: Indicator, target: Indicator | None) -> bool:
    """Return whether a target is a number in a unit that a figure may be of."""
    if target is None or target.value is None:
        return False
    is_rate = one.unit in RATES or target.unit in RATES
    return one.unit == target.unit if is_rate else compatible(one.unit or "", target.unit or "")
