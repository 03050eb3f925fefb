"""台账: the whole register, read, filled down and resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generators.model.indicator import Indicator
from generators.model.origin import NOWHERE, Origin
from generators.model.settings import Settings
from generators.model.task import Project, Task


@dataclass(frozen=True, slots=True)
class Unit:
    """单位: an organisation; a group unit (各辖市、区) has ``members``."""

    full_name: str
    short_names: tuple[str, ...] = ()
    category: str = ""
    members: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    email: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Leader:
    """领导: the leader in charge, by name; a successor takes over from ``valid_from``."""

    name: str
    post: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Amendment:
    """目标调整: a target changed within the year, and the document that allows it."""

    number: str
    changed: str
    before: str
    after: str
    document: str = ""
    changed_on: date | None = None
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Investment:
    """投资 of a project or task, in 万元; ``invested`` is cumulative by quarter."""

    number: str
    total: Decimal | None = None
    planned: Decimal | None = None
    invested: tuple[Decimal | None, ...] = (None, None, None, None)
    remark: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one office for one year."""

    settings: Settings
    projects: tuple[Project, ...] = ()
    units: tuple[Unit, ...] = ()
    leaders: tuple[Leader, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    investments: tuple[Investment, ...] = ()
    origin: Origin = NOWHERE

    @property
    def region(self) -> str:
        """Return the place this register is for."""
        return self.settings.region

    @property
    def year(self) -> int:
        """Return the year this register is for."""
        return self.settings.year

    def full_names(self) -> dict[str, str]:
        """Return the full name (全称) behind every name by which 单位 knows a unit."""
        known = {short: unit.full_name for unit in self.units for short in unit.short_names}
        return known | {unit.full_name: unit.full_name for unit in self.units}

    def tasks(self) -> Iterator[Task]:
        """Yield every task in the order of the register."""
        for project in self.projects:
            yield from project.tasks

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator in the order of the register."""
        for task in self.tasks():
            yield from task.indicators
