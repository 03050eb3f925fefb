"""Completion, schedule, status, counts and rankings on figures made up for the purpose."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.figures.amounts import number_text, rate_text, rounded, share_text
from generators.figures.completion import Assessment, assess
from generators.figures.counts import count_by_status
from generators.figures.ranking import mean, rank
from generators.figures.schedule import scheduled_share
from generators.figures.stages import RANKS, STAGES
from generators.figures.status import project_status, task_status
from generators.model.indicator import Comparator, Figure, Indicator, IndicatorKind
from generators.model.period import Period
from generators.model.settings import ScheduleRule, Settings
from generators.model.status import Status
from generators.model.task import Progress, Project, Task

YEAR = 2022
NUMBERS = st.decimals(0, 10**9, allow_nan=False, places=4)
POSITIVE = st.decimals("0.0001", 10**9, allow_nan=False, places=4)
KINDS = {kind.value: kind for kind in IndicatorKind}
SIGNS = {sign.value: sign for sign in Comparator}


def figure(typed: str) -> Figure:
    """Read a figure as it is drawn in the tables below: nothing, a number, or a stage word."""
    if typed in ("", "·"):
        return None
    return Decimal(typed) if typed.lstrip("-").replace(".", "").isdigit() else typed


def drawn(line: str) -> tuple[Indicator, int]:
    """Return the indicator and quarter of ``类型 口径 目标 [基数] | 季度目标×4 | 累计×4 | 季度``."""
    head, targets, cumulative, quarter = (part.split() for part in line.split("|"))
    kind, sign, target, *base = head
    indicator = Indicator(
        "1.1.1", "1.1", "指标", kind=KINDS[kind], comparator=SIGNS[sign], target=figure(target),
        base=Decimal(base[0]) if base else None,
        quarter_targets=tuple(map(figure, targets)), cumulative=tuple(map(figure, cumulative)),  # type: ignore[arg-type]
    )  # fmt: skip
    return indicator, int(quarter[0])


def assessed(line: str, settings: Settings = Settings()) -> Assessment:  # noqa: B008
    indicator, quarter = drawn(line)
    return assess(indicator, Period(YEAR, quarter), settings)


@pytest.mark.parametrize(
    ("line", "shown", "gap", "status"),
    [
        # a rate against the months passed: 25, 50, 75, 100 percent
        ("增量 ≥ 320 | · · · · | 80 · · · | 1", "25.00%", "0", "按序时"),
        ("增量 ≥ 320 | · · · · | 79 · · · | 1", "24.69%", "-0.3125", "偏慢"),
        ("增量 ≥ 320 | · · · · | 80 112 · · | 2", "35.00%", "-15", "滞后"),
        ("增量 = 40 | · · · · | 16 · · · | 1", "40.00%", "15", "超序时"),
        ("存量 = 31 | · · · · | 22 · 38 · | 3", "122.58%", "47.580645", "已完成"),
        ("增量 ≥ 7 | · · · · | · · · 7 | 4", "100.00%", "0", "已完成"),
        ("增量 ≈ 3 | · · · · | 1 2 2 2 | 4", "66.67%", "-33.333333", "滞后"),
        ("增量 ≥ 60 | · · · · | 0 · · · | 1", "0.00%", "-25", "滞后"),
        # nothing reported yet; reported earlier only
        ("增量 ≥ 60 | · · · · | · · · 60 | 3", "-", None, "未判定"),
        ("增量 ≥ 60 | · · · · | 30 · · · | 2", "50.00%", "0", "按序时"),
        # its own quarter target wins over the schedule
        ("增量 ≥ 50 | 5 · · · | 6 · · · | 1", "12.00%", "2", "按序时"),
        # the lower bound of a range; twice a base; no base
        ("增量 区间 12 | · · · · | · 9 · · | 2", "75.00%", "25", "超序时"),
        ("倍增 = 2 45 | · · · · | · 36 · · | 2", "40.00%", "-10", "偏慢"),
        ("倍增 = 2 | · · · · | · 36 · · | 2", "-", None, "未判定"),
        # at most: kept until the year is over, broken at once
        ("比率 ≤ 4.5 | · · · · | 3.9 · · · | 1", "达标", None, "按序时"),
        ("比率 ≤ 4.5 | · · · · | · · · 4.5 | 4", "达标", None, "已完成"),
        ("增量 ≤ 10 | · · · · | 11 · · · | 1", "未达标", None, "滞后"),
        # shares, standards and full coverage are met or not
        ("比率 ≥ 85 | · · · · | · 86.2 · · | 2", "达标", None, "已完成"),
        ("比率 ≥ 85 | · · · · | · 70 · · | 2", "未达标", None, "未判定"),
        ("比率 ≥ 85 | · 65 · · | · 70 · · | 2", "未达标", None, "按序时"),
        ("比率 ≥ 85 | · 75 · · | · 70 · · | 2", "未达标", None, "滞后"),
        ("标准 = 415 | · · · · | · · · 410 | 4", "未达标", None, "滞后"),
        ("全覆盖 = · | · · · · | 100 · · · | 1", "达标", None, "已完成"),
        ("清零 = · | · · · · | 0 · · · | 1", "达标", None, "按序时"),
        ("清零 = · | · · · · | 7 · · · | 1", "未达标", None, "未判定"),
        ("清零 = · | 9 · · · | 7 · · · | 1", "未达标", None, "按序时"),
        ("清零 ≤ 0 | · · · · | 5 · · · | 1", "未达标", None, "未判定"),
        # milestones by their stage
        ("形象进度 = 投入使用 | · · · · | 主体封顶 · · · | 1", "主体封顶", None, "未判定"),
        ("形象进度 = 投入使用 | 开工 · · · | 主体封顶 · · · | 1", "主体封顶", None, "按序时"),
        ("形象进度 = 投入使用 | · 装修 · · | 开工 主体封顶 · · | 2", "主体封顶", None, "滞后"),
        ("形象进度 = 竣工 | · · · · | · · · 开馆 | 4", "开馆", None, "已完成"),
        ("形象进度 = 竣工 | · · · · | · · · 装修 | 4", "装修", None, "滞后"),
        ("形象进度 = 竣工 | 开工 · · · | 0 · · · | 1", "未启动", None, "滞后"),
        ("形象进度 = 竣工 | 开工 · · · | 快好了 · · · | 1", "快好了", None, "未判定"),
        ("形象进度 = 竣工 | 开工 · · · | 55 · · · | 1", "-", None, "未判定"),
        # nothing to measure
        ("持续推进 = · | · · · · | 5 · · · | 1", "-", None, "未判定"),
        ("增量 = · | · · · · | 5 · · · | 1", "-", None, "未判定"),
        ("增量 = 0 | · · · · | 5 · · · | 1", "-", None, "未判定"),
    ],
)
def test_an_indicator_is_judged_by_what_its_target_means(
    line: str, shown: str, gap: str | None, status: str
) -> None:
    found = assessed(line)

    assert (found.shown, found.status.value) == (shown, status)
    assert found.gap == (None if gap is None else Decimal(gap))


def test_the_last_report_counts_and_says_when_it_was_made() -> None:
    found = assessed("增量 ≥ 60 | · · · · | 30 · 33 · | 4")

    assert (found.latest, found.reported_in, found.is_current) == (Decimal(33), 3, False)


def test_a_gap_of_just_the_threshold_is_still_the_better_status() -> None:
    settings = Settings(tolerance=Decimal(5), behind_threshold=Decimal(30), ahead_threshold=Decimal(10))

    lines = [f"增量 = 100 | · · · · | · {done} · · | 2" for done in (61, 60, 45, 44, 20, 19)]
    found = [assessed(line, settings).status for line in lines]

    assert [status.value for status in found] == ["超序时", "按序时", "按序时", "偏慢", "偏慢", "滞后"]


def test_by_hand_only_the_quarter_targets_of_an_indicator_count() -> None:
    settings = Settings(schedule_rule=ScheduleRule.BY_HAND)

    without, having = (
        assessed(f"增量 = 80 | · {due} · · | · 30 · · | 2", settings) for due in ("·", "28")
    )

    assert (without.shown, without.gap, without.status) == ("37.50%", None, Status.UNJUDGED)
    assert (having.scheduled, having.gap) == (Decimal("0.35"), Decimal("2.5"))
    assert having.status is Status.ON_SCHEDULE


@pytest.mark.parametrize(
    ("rule", "shares"),
    [
        (ScheduleRule.BY_MONTH, ["25.00%", "50.00%", "75.00%", "100.00%"]),
        (ScheduleRule.BY_DAY, ["24.66%", "49.59%", "74.79%", "100.00%"]),
        (ScheduleRule.BY_QUARTER, ["45.00%", "70.00%", "80.00%", "100.00%"]),
    ],
)
def test_the_schedule_follows_the_rule_of_the_office(rule: ScheduleRule, shares: list[str]) -> None:
    floors = (Decimal(45), Decimal(70), Decimal(80), Decimal(100))
    settings = Settings(schedule_rule=rule, quarter_floors=floors)

    found = [scheduled_share(Period(YEAR, quarter), settings) for quarter in (1, 2, 3, 4)]

    assert [rate_text(share) for share in found if share is not None] == shares


@given(done=NUMBERS, target=POSITIVE, decimals=st.integers(0, 4))
def test_a_rate_is_the_exact_ratio_rounded_half_up(done: Decimal, target: Decimal, decimals: int) -> None:
    indicator = Indicator("1.1.1", "1.1", "指标", target=target, cumulative=(done, None, None, None))

    found = assess(indicator, Period(YEAR, 1), Settings(decimals=decimals))

    exact = Fraction(done) / Fraction(target) * 100
    printed = Fraction(Decimal(found.shown.removesuffix("%")))
    half = Fraction(1, 2 * 10**decimals)
    assert printed - half <= exact < printed + half
    assert len(found.shown.removesuffix("%").partition(".")[2]) == decimals


@given(done=st.lists(NUMBERS, min_size=2, max_size=2, unique=True), target=POSITIVE)
def test_more_done_is_never_a_worse_status(done: list[Decimal], target: Decimal) -> None:
    order = [Status.BEHIND, Status.SLOW, Status.ON_SCHEDULE, Status.AHEAD, Status.DONE]
    less, more = (
        order.index(
            assess(Indicator("1.1.1", "1.1", "", target=target, cumulative=(figure, None, None, None)),
                   Period(YEAR, 1), Settings()).status
        )
        for figure in sorted(done)
    )  # fmt: skip

    assert less <= more


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_printed_exactly_and_without_exponent(value: Decimal) -> None:
    text = number_text(value)

    assert "E" not in text.upper()
    assert Decimal(text) == value


@given(value=st.decimals(-(10**12), 10**12, allow_nan=False, places=6), decimals=st.integers(0, 5))
def test_a_half_is_rounded_away_from_zero(value: Decimal, decimals: int) -> None:
    away = rounded(value, decimals)

    assert rounded(-value, decimals) == -away
    assert abs(Fraction(away) - Fraction(value)) <= Fraction(1, 2 * 10**decimals)


@given(st.lists(st.sampled_from(Status)))
def test_counts_by_status_add_up_to_the_total(statuses: list[Status]) -> None:
    counts = count_by_status(statuses)

    assert sum(count.number for count in counts) == len(statuses) == counts[0].total
    assert [count.status for count in counts] == list(Status)
    assert all(count.share == share_text(count.number, len(statuses)) for count in counts)


def test_ties_share_a_place_and_the_next_is_skipped() -> None:
    rates = [("甲", "0.9"), ("乙", "0.7"), ("丙", "0.8"), ("丁", "0.7"), ("戊", "0.2")]

    ranking = rank((name, Decimal(rate)) for name, rate in rates)

    assert [(line.place, line.name, line.tied) for line in ranking] == [
        (1, "甲", False), (2, "丙", False), (3, "乙", True), (3, "丁", True), (5, "戊", False),
    ]  # fmt: skip


@given(st.lists(NUMBERS, max_size=30))
def test_a_place_is_one_more_than_the_number_of_better_ones(values: list[Decimal]) -> None:
    ranking = rank((str(index), value) for index, value in enumerate(values))

    assert all(line.place == 1 + sum(value > line.value for value in values) for line in ranking)
    assert sorted(line.name for line in ranking) == sorted(map(str, range(len(values))))


@given(st.lists(NUMBERS, min_size=1))
def test_a_mean_lies_between_the_lowest_and_the_highest(values: list[Decimal]) -> None:
    found = mean([*values, None])

    assert found is not None
    assert min(values) <= found <= max(values)


def test_every_stage_word_stands_in_one_stage_only() -> None:
    words = [word for stage in STAGES for word in stage]

    assert len(words) == len(set(words)) == len(RANKS)
    assert len(STAGES) <= 9  # a worksheet reads one digit
    assert not set("|=") & set("".join(words))


def task(number: str, *lines: str, progress: tuple[Progress, ...] = ()) -> Task:
    indicators = tuple(drawn(f"{line} | 1")[0] for line in lines)
    return Task(number, "主要内容", indicators=indicators, progress=progress)


DONE, AHEAD = "增量 = 4 | · · · · | 4 · · ·", "增量 = 4 | · · · · | 2 · · ·"
SLOW, SILENT = "增量 = 5 | · · · · | 1 · · ·", "增量 = 5 | · · · · | · · · ·"
ONGOING = "持续推进 = · | · · · · | · · · ·"


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((DONE, DONE), Status.DONE),
        ((DONE, ONGOING), Status.DONE),
        ((DONE, SILENT), Status.ON_SCHEDULE),
        ((DONE, AHEAD), Status.AHEAD),
        ((DONE, SLOW, AHEAD), Status.SLOW),
        ((SILENT, ONGOING), Status.UNJUDGED),
        ((), Status.UNJUDGED),
    ],
)
def test_a_task_is_as_bad_as_its_worst_indicator(lines: tuple[str, ...], status: Status) -> None:
    assert task_status(task("1.1", *lines), Period(YEAR, 1), Settings()) is status


def test_a_status_set_by_a_person_wins_in_its_own_period_only() -> None:
    told = Progress(Period(YEAR, 2), "1.1", manual_status=Status.DONE)
    slow = task("1.1", SLOW, progress=(told,))

    found = [task_status(slow, Period(YEAR, quarter), Settings()) for quarter in (1, 2, 3)]

    assert found == [Status.SLOW, Status.DONE, Status.BEHIND]


def test_a_project_is_done_only_when_nothing_of_it_is_open() -> None:
    paused = Progress(Period(YEAR, 1), "1.3", manual_status=Status.UNJUDGED)
    done, plain, held = task("1.1", DONE), task("1.2"), task("1.3", DONE, progress=(paused,))

    found = [
        project_status(Project("1", "项目", tasks=tasks), Period(YEAR, 1), Settings())
        for tasks in ((done, plain), (done, held), (done, task("1.4", SLOW)), (plain,))
    ]

    assert found == [Status.DONE, Status.ON_SCHEDULE, Status.SLOW, Status.UNJUDGED]
