"""What gathered reports add to 进展 and 指标: rows, figures for blank cells, and what is only told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generators.adding.additions import SAID, Additions, Doubt, Fill, Reports
from generators.adding.comparing import Places, of_indicator
from generators.adding.differences import KINDS, Difference
from generators.adding.investing import settle_investment
from generators.adding.reported import Figure, figures_reported
from generators.adding.spanning import Span
from generators.extraction.sentences import squeezed
from generators.figures.completion import effective_target
from generators.model.indicator import Figure as Typed
from generators.model.indicator import FourFigures, IndicatorKind
from generators.model.period import Period
from generators.model.status import parse_status
from generators.model.task import Progress
from generators.opc.cell_texts import pieces
from generators.published.drafts import DraftTask
from generators.published.indicators import STAGE_WORDS, added_up, of_quarter_alone, rate_differs
from generators.registers.check_figures import SUMMED, is_falling
from generators.registers.places import origin_of

NOT_COMPUTED = "台账没有能计算状态的指标，状态没有写入，需要时请在“进展”表人工认定并写明理由"
#: Kinds whose completion is a share of the target.
RATED = (*SUMMED, IndicatorKind.STOCK)


# ---------------------------------------------------------------- 进展
def settle(work: Additions) -> None:
    """Work out what the gathered reports add to 进展 and 指标, and where they differ from it."""
    places = {task.number: at for at, task in enumerate(work.standing.register.tasks())}
    for reports in sorted(work.reports.values(), key=lambda one: (one.period, places[one.task.number])):
        settle_progress(work, reports)
        settle_status(work, reports)
        for told in sorted(reports.told, key=lambda one: one.figures is None):
            settle_figures(work, told, reports, work.places[id(told)])
            settle_investment(work, told, reports)
    for span, reports in work.spans:
        settle_span(work, span, reports)


def settle_span(work: Additions, span: Span, reports: Reports) -> None:
    """Fill the figures of a report on several tasks, and say that its text has to be parted."""
    [told] = reports.told
    if told.text:
        place = reports.places.of(told, "text")
        work.doubts.append(Doubt(place, told.text, "没有采用", "低", span.reason))
    settle_figures(work, told, reports, reports.places)


def settle_progress(work: Additions, reports: Reports) -> None:
    """Add a row for a period that has none, fill the blanks of one that is there, or note what differs."""
    standing = [one for one in reports.task.progress if one.period == reports.period]
    if not any(reports.joined(name) for name in SAID):
        return
    if not standing:
        row = {name: fitting(work, reports, name) for name in SAID}
        number = reports.task.number
        work.rows.append(
            {"period": str(reports.period), "task_number": number, **row, "source": reports.source}
        )
        return
    for told in reports.told:
        for name in SAID:
            settle_field(work, reports, told, name, standing)


def settle_status(work: Additions, reports: Reports) -> None:
    """Tell a status that cannot be computed, or is another than the one set by hand; none is written.

    The register computes the status of a task from its figures; who sets it by hand has to say why.
    """
    standing = next((one for one in reports.task.progress if one.period == reports.period), None)
    by_hand = standing.manual_status_text if standing else ""
    is_counted = any(one.target is not None for one in reports.task.indicators)
    for told in reports.told:
        theirs, place = told.manual_status, work.places[id(told)].of(told, "manual_status")
        if not theirs or is_same_status(theirs, by_hand) or (is_counted and not by_hand):
            continue
        placed = f"进展 {reports.period} {reports.task.number} 人工状态"
        if by_hand and standing is not None:
            about, at = f"事项 {reports.task.number} {reports.period}", standing.origin
            work.differences.append(Difference(
                KINDS["manual_status"], about, theirs, place, by_hand, origin_of(at, "manual_status"), placed,
            ))  # fmt: skip
        else:
            work.doubts.append(Doubt(place, theirs, placed, "中", NOT_COMPUTED))


def is_same_status(theirs: str, ours: str) -> bool:
    """Return whether two words are for one status."""
    status = parse_status(theirs)
    return theirs == ours or (status is not None and status is parse_status(ours))


def fitting(work: Additions, reports: Reports, name: str) -> str:
    """Return a text that fits a cell; what does not fit stands on 待核对, piece by piece."""
    first, *others = pieces(reports.joined(name))
    for piece in others:
        placed, reason = "没有采用", "文字太长，一格放不下，后面的在这里"
        work.doubts.append(Doubt(reports.told[0].origin, piece, placed, "低", reason))
    return first


def settle_field(work: Additions, reports: Reports, told: DraftTask, name: str,
                 standing: Sequence[Progress]) -> None:  # fmt: skip
    """Fill one blank cell of a row of 进展, or note what differs from it."""
    theirs = getattr(told, name)
    owns = [str(getattr(one, name)) for one in standing]
    if not theirs or any(says_all(own, theirs) for own in owns):
        return
    first, kind, number = standing[0], KINDS[name], reports.task.number
    place, placed = work.places[id(told)].of(told, name), f"进展 {reports.period} {number} {kind.heading}"
    if not any(owns):
        text = fitting(work, reports, name)
        work.cells[first.origin, name] = Fill(text, place, text, placed)
        return
    work.differences.append(Difference(
        kind, f"事项 {number} {reports.period}", theirs, place, "\n".join(filter(None, owns)),
        origin_of(first.origin, name), placed,
    ))  # fmt: skip


def says_all(ours: str, theirs: str) -> bool:
    """Return whether every line of a text is one of another, spaces aside; how it is broken does not matter.

    >>> says_all("甲。\\n乙。", "乙。"), says_all("建成10个", "建成1个"), says_all("甲。乙。", "甲。\\n乙。")
    (True, False, True)
    """
    if squeezed(ours) == squeezed(theirs):
        return True
    lines = {squeezed(line) for line in ours.split("\n")}
    return all(squeezed(line) in lines for line in theirs.split("\n") if line.strip())


# ---------------------------------------------------------------- 指标
def settle_figures(work: Additions, told: DraftTask, reports: Reports, places: Places) -> None:
    """Fill the blank figures of a quarter that a report tells, and note what differs or is not clear."""
    found = figures_reported(told, reports.task)
    placed = f"进展 {reports.period} {reports.task.number} 进展情况"
    for reason in found.reasons:
        work.doubts.append(Doubt(places.of(told, "text"), told.text, placed, "中", reason))
    for one in found.figures:
        place = one.indicator.number, reports.period.quarter
        if one.is_printed:
            work.printed.add(place)
        if one.is_printed or place not in work.printed:  # number columns are surer than sentences
            settle_figure(work, told, one, reports.period, places)


def settle_figure(work: Additions, told: DraftTask, one: Figure, period: Period, places: Places) -> None:
    """Fill one figure, or note why it is not filled."""
    indicator, column = one.indicator, f"cumulative_{period.quarter}"
    figures = work.figures.get(indicator.number, indicator.cumulative)
    standing = figures[period.quarter - 1]
    source = "latest" if one.is_printed else "text"
    target = effective_target(indicator) if indicator.kind in RATED else None
    for said in rate_differs(one.rate, number_in(one.value), number_in(target)):
        work.differences.append(
            of_indicator("rate", told, indicator, f"{one.rate}%", said, places,
                         "rate" if one.is_printed else "text", column))  # fmt: skip
    if one.value is None or standing == one.value:
        return
    kind = why_not(one, figures, period)
    if kind == "unit_of_measure":
        work.differences.append(
            of_indicator(kind, told, indicator, one.said, indicator.unit_of_measure, places, source)
        )
    elif kind:
        work.differences.append(of_indicator(
            kind, told, indicator, one.said, spoken(standing) or others(figures), places, source, column,
        ))  # fmt: skip
    elif standing is None:
        fill_figure(work, told, one, period, places, source)


def number_in(figure: Typed) -> Decimal | None:
    """Return a figure if it is a number."""
    return figure if isinstance(figure, Decimal) else None


def why_not(one: Figure, figures: FourFigures, period: Period) -> str:
    """Return the kind of difference that keeps a figure from being filled, '' if nothing does."""
    standing, value, indicator = figures[period.quarter - 1], one.value, one.indicator
    if standing is not None:
        vague = isinstance(value, str) and standing not in STAGE_WORDS.values()
        return "" if vague else "latest"
    if one.unit and indicator.unit_of_measure and one.unit != indicator.unit_of_measure:
        return "unit_of_measure"
    if indicator.kind in SUMMED and is_falling(with_figure(figures, period.quarter, value)):
        return "falling"
    return ""


def with_figure(figures: FourFigures, quarter: int, value: Typed) -> FourFigures:
    """Return four figures with one of them another."""
    first, second, third, fourth = (
        value if place == quarter else old for place, old in enumerate(figures, 1)
    )
    return first, second, third, fourth


def spoken(figure: Typed) -> str:
    """Return a figure as text, '' for none."""
    return "" if figure is None else f"{figure}"


def others(figures: FourFigures) -> str:
    """Return the figures of other quarters as text."""
    return "、".join(f"{quarter}季度 {one}" for quarter, one in enumerate(figures, 1) if one is not None)


def fill_figure(work: Additions, told: DraftTask, one: Figure, period: Period, places: Places,
                source: str) -> None:  # fmt: skip
    """Fill a figure; one of a single quarter is only told, one that was added up is told too."""
    indicator, column = one.indicator, f"cumulative_{period.quarter}"
    origin, about = places.of(told, source), origin_of(indicator.origin, column)
    placed = f"指标 {indicator.number} {period.cumulative_name}累计"
    assert one.value is not None
    alone = of_quarter_alone(one.value, indicator.kind, period.quarter) if one.is_of_quarter else ""
    if alone:
        work.doubts.append(Doubt(origin, one.said, placed, "低", alone, about))
        return
    reasons = [*one.warnings, *([added_up(one.value)] if one.is_sum else [])]
    work.doubts += (Doubt(origin, one.said, placed, "中", reason, about) for reason in reasons)
    work.cells[indicator.origin, column] = Fill(one.value, origin, one.said, placed)
    before = work.figures.get(indicator.number, indicator.cumulative)
    work.figures[indicator.number] = with_figure(before, period.quarter, one.value)
