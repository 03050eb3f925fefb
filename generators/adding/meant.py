"""Whether a document is meant for a register: of its year, its region and the period asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generators.adding.into_refusals import into_problem
from generators.errors import Problem
from generators.model.origin import Origin
from generators.model.period import Period
from generators.model.register import Register
from generators.published.drafting import first_title, titles_of
from generators.published.drafts import Collected, DraftTask
from generators.published.prose import period_of
from generators.published.texts import is_other_region, period_in, quarters_in, region_in, year_in
from generators.sources.blocks import Document


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clerk says of documents: year, period, region; 0, None and '' for what their titles say."""

    year: int = 0
    period: Period | None = None
    region: str = ""


def not_meant(document: Document, register: Register, asked: Asked) -> Iterator[Problem]:
    """Yield that a document is of another year (INTO-1) or region (INTO-7), as asked for or by its titles."""
    told = filter(None, map(year_in, titles_of(document)))
    named = [asked.year] if asked.year else list(dict.fromkeys(told))
    if named and register.year not in named:
        found = "、".join(map(str, named))
        yield into_problem("INTO-1", Origin(document.file), found=found, year=register.year)
    region = register.settings.region
    other = asked.region if asked.region not in ("", region) else ""
    if not asked.region and (title := first_title(document, region_in)) and is_other_region(title, region):
        other = title
    if other:
        yield into_problem("INTO-7", Origin(document.file), found=other, region=region)


# ---------------------------------------------------------------- periods
def periods_of(document: Document, collected: Collected, year: int, asked: Asked
               ) -> Callable[[DraftTask], Period | None]:  # fmt: skip
    """Return what tells the period of a report: the one asked for, that of its heading, that of the title."""
    own = own_periods(document, collected, year)
    named = named_period(document, year)

    def period(told: DraftTask) -> Period | None:
        found = asked.period or own(told) or named
        return replace(found, year=asked.year) if found and asked.year else found

    return period


def own_periods(document: Document, collected: Collected, year: int) -> Callable[[DraftTask], Period | None]:
    """Return what tells the period that the heading of a report says, None where that is only supposed."""
    guessed = {id(one.task) for one in collected.entries if one.field == "period" and one.reason}
    all_guessed = any("没有写明" in one.reason and "期" in one.reason for one in collected.entries)
    named = named_period(document, year)

    def own(told: DraftTask) -> Period | None:
        found = None if id(told) in guessed else told.period
        if found and found.quarter == 4 and (named or all_guessed):
            return None  # 完成情况 in a heading says less than 一季度 in the title
        return found

    return own


def named_period(document: Document, year: int) -> Period | None:
    """Return the period that a document's title, first lines or name say."""
    titles = (period_in(text, year) for text in titles_of(document))
    return period_of(document, year) or next((one for one in titles if one is not None), None)


def of_other_period(document: Document, parts: Iterable[Collected], year: int, asked: Asked
                    ) -> Iterator[Problem]:  # fmt: skip
    """Yield that a document is of another period than was asked for (INTO-8), or of several (INTO-9)."""
    titled = quarters_in(first_title(document, quarters_in))
    headed = {one.quarter for told in parts for one in told_periods(document, told, year)}
    if asked.period is None:
        if len(titled) > 1 and not set(titled) <= headed:
            last = Period(year, titled[-1])
            yield into_problem("INTO-9", Origin(document.file), found=spoken(titled, year), last=last)
        return
    titles = () if asked.period.quarter in titled else titled
    others = headed.union(titles) - {asked.period.quarter}
    if others:
        found = spoken(sorted(headed.union(titles)), year)
        yield into_problem("INTO-8", Origin(document.file), found=found, asked=asked.period)


def told_periods(document: Document, told: Collected, year: int) -> Iterator[Period]:
    """Yield the periods that the headings of reports say, other than that of the whole document."""
    own, named = own_periods(document, told, year), named_period(document, year)
    for task in (task for project in told.projects for task in project.tasks):
        for report in (task, *task.more):
            period = own(report)
            if period is not None and (period != named or report is not task):
                yield period


def spoken(quarters: Sequence[int], year: int) -> str:
    """Return quarters as --period takes them."""
    return "、".join(str(Period(year, quarter)) for quarter in quarters)
