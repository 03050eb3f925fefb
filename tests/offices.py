"""Small registers built in memory, for tests of what stands above reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from generators.model.indicator import NO_FIGURES, Comparator, Figure, FourFigures, Indicator, IndicatorKind
from generators.model.period import Period
from generators.model.register import Register
from generators.model.settings import Settings
from generators.model.status import Status
from generators.model.task import Deadline, Progress, Project, Task
from generators.page import Align, Column, Layout, Merge, Row, Value

SETTINGS = Settings(region="示例市", year=2022, issuer="示例市人民政府办公室")


def figures(*typed: float | str | None) -> FourFigures:
    """Return four figures: numbers exact, words as they are, missing ones none."""
    exact = [Decimal(str(one)) if isinstance(one, (int, float)) else one for one in typed]
    four: list[Figure] = [*exact, *NO_FIGURES][:4]
    return (four[0], four[1], four[2], four[3])


def indicator(number: str, name: str, target: float | str | None, *reported: float | str | None, **more: Any) -> Indicator:
    """Return an indicator with a target and what was reported by quarter."""
    wanted = Decimal(str(target)) if isinstance(target, (int, float)) else target
    return Indicator(
        number, number.rpartition(".")[0], name, target=wanted, cumulative=figures(*reported), **more
    )


def task(number: str, content: str, leads: str = "", *indicators: Indicator, **more: Any) -> Task:
    """Return a task; ``leads`` are its lead units with spaces between."""
    return Task(number, content, lead_units=tuple(leads.split()), indicators=indicators, **more)


def report(number: str, text: str, period: Period, status: Status | None = None) -> Progress:
    """Return what was reported of a task for a period."""
    return Progress(period, number, text, manual_status=status, manual_status_text=status.value if status else "")


def office(*projects: Project, settings: Settings = SETTINGS) -> Register:
    """Return a register of these projects."""
    return Register(settings, projects)


def sample() -> Register:
    """Return two projects with four tasks: rated, at-most, milestone, without target, amended by hand."""
    first = Period(2022, 1)
    schools = task(
        "1.1", "新建改扩建学校12所。", "市教育局", indicator("1.1.1", "学校", 12, 6),
        deadline=Deadline("2022年底"), leaders=("李明", "欧阳文远"), supporting_units=("各县（市）、区", "市财政局"),
        progress=(report("1.1", "已完工6所。", first),),
    )  # fmt: skip
    teachers = task(
        "1.2", "新增名师20名。", "市教育局", indicator("1.2.1", "名师", 20, 1),
        deadline=Deadline("2022年底"), leaders=("李明", "欧阳文远"), progress=(report("1.2", "新增1名。", first),),
    )  # fmt: skip
    jobs = task(
        "2.1", "登记失业率不高于4%，新增就业1万人。", "市人社局 市总工会",
        indicator("2.1.1", "登记失业率", 4, 3.2, kind=IndicatorKind.RATIO, comparator=Comparator.AT_MOST,
                  unit_of_measure="%"),
        indicator("2.1.2", "新增就业", 10000, 2500, unit_of_measure="人"),
        progress=(report("2.1", "新增就业2500人。", first),),
    )  # fmt: skip
    bridge = task(
        "2.2", "滨河路大桥主体封顶。", "市住建局",
        indicator("2.2.1", "滨河路大桥", "主体封顶", "开工", kind=IndicatorKind.MILESTONE),
    )  # fmt: skip
    return office(Project("1", "好学\n行动", "", (schools, teachers)), Project("2", "就业富民", "", (jobs, bridge)))


def layout(keys: Sequence[str], row: Row = Row.TASK, merge: Merge = Merge.EQUAL) -> Layout:
    """Return a layout whose columns show these keys, headed by the last part of each."""
    columns = tuple(Column(key.split(".")[-1], 30, key, align=Align.CENTER, merge=merge) for key in keys)

    def values(row_values: Mapping[str, Any]) -> tuple[Value, ...]:
        return tuple(row_values[room][name] for room, name in (key.split(".") for key in keys))

    return Layout("测试版式", columns, values, lambda office: f"{office['地区']}任务分解表", row)
