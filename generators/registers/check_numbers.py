"""Rules about numbers and names: each once, each known, nothing required left blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generators.model.origin import Origin
from generators.model.register import Unit
from generators.registers.facts import Facts, Found, found, gathered
from generators.registers.headings import nearest
from generators.registers.places import place_of


def repeated(code: str, name: str, numbered: Iterable[tuple[str, Origin]]) -> Found:
    """Yield a problem for every number that was there before."""
    first: dict[str, Origin] = {}
    for number, origin in numbered:
        if number not in first:
            first[number] = origin
        elif number:
            yield found(code, origin, name, number=number, first=place_of(first[number], name))


def project_numbers_are_unique(facts: Facts) -> Found:
    """项目的序号不重复."""
    yield from repeated("PROJ-1", "project_number", ((p.number, p.origin) for p in facts.register.projects))


def task_numbers_are_unique(facts: Facts) -> Found:
    """事项编号不重复."""
    yield from repeated("TASK-1", "number", ((task.number, task.origin) for task in facts.tasks))


def indicator_numbers_are_unique(facts: Facts) -> Found:
    """指标编号不重复."""
    yield from repeated("IND-2", "number", ((one.number, one.origin) for one in facts.indicators))


def units_are_unique(facts: Facts) -> Found:
    """单位的名称不重复."""
    names = ((name, unit.origin) for unit in facts.register.units
             for name in dict.fromkeys((unit.full_name, *unit.short_names)))  # fmt: skip
    yield from repeated("UNIT-3", "full_name", names)


def projects_are_filled(facts: Facts) -> Found:
    """项目有名称，有事项."""
    for project in facts.register.projects:
        if not project.name and has_column(project.origin, "project_name"):
            yield found("EMPTY-1", project.origin, "project_name", heading="项目名称")
        if not project.tasks:
            yield found("PROJ-2", project.origin, "project_name", name=project.name)


def tasks_are_filled(facts: Facts) -> Found:
    """事项有主要内容、牵头单位和完成时限."""
    with_deadlines = any(task.deadline.text for task in facts.tasks)
    for task in facts.tasks:
        if not task.content and has_column(task.origin, "content"):
            yield found("EMPTY-1", task.origin, "content", heading="主要内容")
        if not task.lead_units and has_column(task.origin, "lead_units"):
            yield found("EMPTY-2", task.origin, "lead_units", heading="牵头单位")
        if with_deadlines and not task.deadline.text:
            yield found("EMPTY-2", task.origin, "deadline", heading="完成时限")


def has_column(origin: Origin, name: str) -> bool:
    """Return whether the sheet of a row has a column for a field; what stands nowhere has every column."""
    columns = getattr(origin, "columns", None)
    return columns is None or name in columns


def indicators_are_named(facts: Facts) -> Found:
    """指标有名称."""
    for indicator in facts.indicators:
        if not indicator.name and has_column(indicator.origin, "name"):
            yield found("EMPTY-1", indicator.origin, "name", heading="指标名称")


def amendments_are_known(facts: Facts) -> Found:
    """目标调整说的是已有的事项或指标."""
    for amendment in facts.register.amendments:
        if amendment.number not in facts.numbers:
            yield found("AMD-1", amendment.origin, "number", number=amendment.number)
        if not amendment.document:
            yield found("AMD-2", amendment.origin, "document", number=amendment.number)


def units_are_known(facts: Facts) -> Found:
    """单位都在“单位”表里."""
    if not facts.register.units:
        return
    for name, places in facts.unit_places.items():
        if name not in facts.units:
            origin, field = places[0]
            near = similar(name, facts.units)
            yield found("UNIT-1", origin, field, name=name, times=times(places), similar=near)


def times(places: Sequence[object]) -> str:
    """Return how often a name is met, '' for once.

    >>> times([1, 2, 3])
    '（共 3 处）'
    """
    return f"（共 {len(places)} 处）" if len(places) > 1 else ""


def similar(name: str, known: Iterable[str]) -> str:
    """Return a sentence with the known names most like ``name``, or ''."""
    near = nearest(name, known)
    return f"相近的有：{'、'.join(near)}。" if near else ""


def members_are_known(facts: Facts) -> Found:
    """组成员都在“单位”表里."""
    for unit in facts.register.units:
        for name in unit.members:
            if name not in facts.units:
                near = similar(name, facts.units)
                yield found("UNIT-2", unit.origin, "members", name=name, group=unit.full_name, similar=near)


def units_are_in_force(facts: Facts) -> Found:
    """单位在这一年里有效."""
    year = facts.register.year
    for name, places in facts.unit_places.items():
        unit = facts.units.get(name)
        if unit and is_over(unit, year):
            origin, field = places[0]
            yield found("UNIT-4", origin, field, name=name, last=unit.valid_to, times=times(places))


def is_over(unit: Unit, year: int) -> bool:
    """Return whether a unit was gone before the year began."""
    return unit.valid_to is not None and year > 0 and unit.valid_to.year < year


def leaders_are_known(facts: Facts) -> Found:
    """分管领导都在“领导”表里."""
    known = {leader.name for leader in facts.register.leaders}
    if not known:
        return
    rows = ((task.leaders, task.origin, "leaders") for task in facts.tasks)
    for name, places in gathered(rows).items():
        if name not in known:
            origin, field = places[0]
            yield found("LEAD-1", origin, field, name=name, times=times(places), similar=similar(name, known))
