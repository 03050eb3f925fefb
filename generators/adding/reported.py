"""What a report says of the indicators of a register: figures, stages, stated rates, what is not clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generators.extraction.documents import Line, extract_document
from generators.extraction.likeness import compatible, overlap
from generators.extraction.records import Completion, Link, Sentence
from generators.extraction.sentences import squeezed
from generators.model.indicator import Indicator
from generators.model.task import Task
from generators.published.drafts import DraftTask
from generators.published.drafts import Figures as Printed
from generators.published.indicators import (
    STAGE_WORDS,
    IndicatorFound,
    actuals,
    completed,
    numeral,
    of_sentence,
    stages_reported,
    stated_rates,
)
from generators.published.investments import PLANNED, Invested, invested
from generators.published.multiples import parted, turned
from generators.published.unwritten import unwritten

#: Names this much alike are of the same indicator; with the same value and unit a fainter likeness is enough.
SAME_NAME, FAINT = 0.8, 0.3
MOST_COMPARED = 40_000


@dataclass(frozen=True, slots=True)
class Figure:
    """What a report says of one indicator: the value since January, or the stage reached.

    ``said`` is the text it is read from, ``rate`` a completion rate stated beside it; ``unit`` is that of the
    report; ``is_printed`` is whether it stands in number columns, ``is_of_quarter`` whether the text speaks
    of one quarter only.
    """

    indicator: Indicator
    value: Decimal | str | None
    said: str
    unit: str = ""
    rate: str = ""
    is_printed: bool = False
    is_sum: bool = False
    is_of_quarter: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """What one report says: figures by indicator, and why its text must be looked at."""

    figures: tuple[Figure, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass
class Told:
    """The sentences of targets and reports, and what extraction found in them."""

    sentences: list[Sentence]
    done: dict[Link, Completion] = field(init=False)
    rates: dict[Link, str] = field(init=False)
    money: Invested = field(init=False)
    by_key: dict[str, Sentence] = field(init=False)

    def __post_init__(self) -> None:
        self.done = completed(self.sentences)
        self.rates = {one.target: rate for one, rate in stated_rates(self.sentences, self.done.values())}
        self.by_key = {sentence.key: sentence for sentence in self.sentences}
        self.money = invested(self.sentences)

    def found(self, known: Sequence[Indicator] = ()) -> list[IndicatorFound]:
        """Return the indicators of the targets with what was reported on them.

        Money stands on 投资, unless what is planned of it is an indicator of the register.
        """
        stages, own = stages_reported(self.sentences), {whole_key(one) for one in known}
        found = [one for sentence in self.sentences if sentence.role == "target"
                 for one in of_sentence(sentence, self.done, stages, self.by_key)]  # fmt: skip
        kinds = [self.money.links.get(one.link) if one.link else None for one in found]
        return [one for one, kind in zip(found, kinds)
                if kind is None or (kind == PLANNED and whole_key(one) in own)]  # fmt: skip

    def sentences_of(self, link: Link | None) -> list[str]:
        """Return the sentence of each figure that was counted for a target."""
        completion = self.done.get(link) if link else None
        return [self.by_key[at.sentence].text for at in completion.actual_from] if completion else []

    def unit_of(self, link: Link | None) -> str:
        """Return the unit of the figures that were counted for a target."""
        completion = self.done.get(link) if link else None
        told = actuals(completion, self.by_key) if completion else []
        return next((one.unit for _, one in told if one.unit), "")


def told_of(content: str, text: str = "") -> Told:
    """Return the sentences of a task's content and of a report on it."""
    lines = [Line(line, "target", 1) for line in content.split("\n") if line]
    lines += [Line(line, "progress", 1) for line in text.split("\n") if line]
    return Told(extract_document(lines))


def figures_reported(report: DraftTask, task: Task) -> Reported:
    """Return what a report says of a task of the register, whose own content says what was promised."""
    columns = tuple(figures_of_columns(report, task))
    if not report.text or not task.indicators:
        return Reported(columns)
    told = told_of(task.content, report.text)
    pairs = paired(told.found(task.indicators), task.indicators)
    figures = [figure_of(row, one, told) for row, one in pairs]
    met = (row.link for row, _ in pairs if row.link and (row.reported is not None or row.warnings))
    written = {link: told.done[link].actual_from if link in told.done else () for link in met}
    vague = (why for row, _ in pairs if row.reported is None for why in row.warnings)
    printed = {one.indicator.number for one in columns}
    said = (one for one in figures if one.value is not None and one.indicator.number not in printed)
    return Reported((*columns, *said), (*unwritten(told.sentences, written, told.money.links), *vague))


def figures_of_columns(report: DraftTask, task: Task) -> Iterator[Figure]:
    """Yield what number columns say of the indicator of a task that they are about."""
    printed = report.figures
    about = indicator_of_columns(printed, task.indicators) if printed else None
    if printed is None or about is None or not printed.latest:
        return
    stage = printed.latest if printed.latest in STAGE_WORDS.values() else None
    number = numeral(printed.latest)
    value = stage if number is None else in_unit_of(about, number, printed.unit_of_measure)
    unit = printed.unit_of_measure
    unit = about.unit_of_measure if parted(unit)[1] == parted(about.unit_of_measure)[1] else unit
    yield Figure(about, value, printed.latest, unit, printed.rate.rstrip("%％"), True)


def indicator_of_columns(printed: Printed, known: Sequence[Indicator]) -> Indicator | None:
    """Return the indicator that number columns are about: of their name, much like it, or the only one."""
    target = numeral(printed.target)
    if not printed.name:
        fitting = [one for one in known if is_only(printed, known) or (target and one.target == target)]
        return fitting[0] if len(fitting) == 1 else None
    ranked = sorted(filter(None, (fit(printed, target, one) for one in known)), key=lambda one: one[:2])
    if not ranked or (len(ranked) > 1 and ranked[-1][:2] == ranked[-2][:2]):
        return None
    return ranked[-1][2]


def is_only(printed: Printed, known: Sequence[Indicator]) -> bool:
    """Return whether number columns without a name count what the only indicator does."""
    unit = printed.unit_of_measure
    return len(known) == 1 and bool(unit) and unit == known[0].unit_of_measure


def fit(printed: Printed, target: Decimal | None, one: Indicator) -> tuple[bool, float, Indicator] | None:
    """Return how well an indicator fits what number columns name: by name and target; None if it does not."""
    if not compatible(parted(printed.unit_of_measure)[1], parted(one.unit_of_measure)[1]):
        return None
    if squeezed(printed.name) == squeezed(one.name):
        return True, 2.0 + (target == one.target), one
    alike, is_same = overlap(printed.name, one.name), target is not None and target == one.target
    return (is_same, alike, one) if alike >= (FAINT if is_same else SAME_NAME) else None


def figure_of(row: IndicatorFound, indicator: Indicator, told: Told) -> Figure:
    """Return what the sentences of a report say of one indicator."""
    said = "".join(dict.fromkeys(told.sentences_of(row.link))) or stage_said(told, row.link)
    return Figure(
        indicator,
        in_unit_of(indicator, row.reported, row.unit_of_measure),
        said,
        unit_told(row, indicator, told),
        told.rates.get(row.link, "") if row.link else "",
        False,
        row.is_sum,
        row.is_of_quarter,
        tuple(row.warnings),
    )


def unit_told(row: IndicatorFound, indicator: Indicator, told: Told) -> str:
    """Return the unit of what was reported, turned into that of an indicator where it can be."""
    unit, own = told.unit_of(row.link), indicator.unit_of_measure
    if parted(unit)[1] != parted(own)[1]:
        return unit
    value = row.reported if isinstance(row.reported, Decimal) else Decimal(0)
    return row.unit_of_measure if turned(value, row.unit_of_measure, own) is None else own


def in_unit_of(indicator: Indicator, value: Decimal | str | None, unit: str) -> Decimal | str | None:
    """Return a figure in the unit of an indicator where it is a multiple of its own, else as it is."""
    if not isinstance(value, Decimal):
        return value
    own = turned(value, unit, indicator.unit_of_measure)
    return value if own is None else own


def stage_said(told: Told, link: Link | None) -> str:
    """Return the last sentence that reports a stage of a target."""
    found = [
        sentence.text
        for sentence in told.sentences
        for one in sentence.indicators
        if link is not None and one.reports_on == link
    ]
    return found[-1] if found else ""


# ---------------------------------------------------------------- which indicator is which
def paired(found: Sequence[IndicatorFound], known: Sequence[Indicator]
           ) -> list[tuple[IndicatorFound, Indicator]]:  # fmt: skip
    """Return the found indicators that a register has, each with the one it is: by name, unit and value."""
    pairs: list[tuple[IndicatorFound, Indicator]] = []
    free = list(known)
    rest = list(found)
    for key in (whole_key, name_key):
        rest, free = pair_by(key, rest, free, pairs)
    if len(rest) * len(free) <= MOST_COMPARED:
        pair_alike(rest, free, pairs)
    places = {id(one): at for at, one in enumerate(found)}
    return sorted(pairs, key=lambda pair: places[id(pair[0])])


Key = tuple[object, ...]


def whole_key(one: IndicatorFound | Indicator) -> Key:
    """Return name, unit and target, whatever multiple of the unit is written."""
    factor, unit = parted(one.unit_of_measure)
    return one.name, unit, one.target * factor if isinstance(one.target, Decimal) else one.target


def is_same_target(row: IndicatorFound, one: Indicator) -> bool:
    """Return whether an indicator that was found wants as much as one of the register."""
    return whole_key(row)[1:] == whole_key(one)[1:]


def name_key(one: IndicatorFound | Indicator) -> Key:
    """Return name and unit, whatever multiple of it is written."""
    return one.name, parted(one.unit_of_measure)[1]


def pair_by(key: Callable[[IndicatorFound | Indicator], Key], found: list[IndicatorFound],
            known: list[Indicator], pairs: list[tuple[IndicatorFound, Indicator]]
            ) -> tuple[list[IndicatorFound], list[Indicator]]:  # fmt: skip
    """Pair those of the same key in order, and return the rest of both."""
    by_key: defaultdict[Key, list[Indicator]] = defaultdict(list)
    for one in reversed(known):
        by_key[key(one)].append(one)
    rest, taken = [], set()
    for row in found:
        same = by_key.get(key(row))
        if same:
            pairs.append((row, same.pop()))
            taken.add(id(pairs[-1][1]))
        else:
            rest.append(row)
    return rest, [one for one in known if id(one) not in taken]


def pair_alike(found: Sequence[IndicatorFound], known: Sequence[Indicator],
               pairs: list[tuple[IndicatorFound, Indicator]]) -> None:  # fmt: skip
    """Pair those that are alike, the likest first."""
    ranked = sorted(candidates(found, known), key=lambda one: one[0], reverse=True)
    used: set[int] = set()
    for _, row, one in ranked:
        if id(row) not in used and id(one) not in used:
            used |= {id(row), id(one)}
            pairs.append((row, one))


def candidates(found: Sequence[IndicatorFound], known: Sequence[Indicator]
               ) -> Iterator[tuple[tuple[bool, float], IndicatorFound, Indicator]]:  # fmt: skip
    """Yield the pairs that may be the same indicator, with how good each is."""
    for row in found:
        for one in known:
            if not compatible(parted(row.unit_of_measure)[1], parted(one.unit_of_measure)[1]):
                continue
            name = overlap(row.name, one.name)
            is_same_value = row.target is not None and whole_key(row)[2] == whole_key(one)[2]
            if name >= SAME_NAME or (is_same_value and name >= FAINT) or (
                is_same_value and len(known) == len(found) == 1
            ):  # fmt: skip
                yield (is_same_value, name), row, one
