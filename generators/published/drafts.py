"""A register in the making: projects and tasks with what stands in them, and where every piece came from.

The ledger of :class:`Entry` keeps the import honest: each piece of the source stands in it verbatim, with the
cell of the register it went to, or the reason why it went to none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from generators.model.origin import NOWHERE, Origin
from generators.model.period import Period


class Confidence(Enum):
    """可信度: how certain it is that a piece stands where it belongs."""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"


@dataclass(eq=False)
class DraftProject:
    """A project while documents are read; ``number`` is final once all are."""

    name: str = ""
    alias: str = ""
    number: str = ""
    category: str = ""
    tasks: list[DraftTask] = field(default_factory=list)
    #: Whether its name is the beginning of what its only item tells.
    is_opening: bool = False
    #: The project of an earlier table or document that this one is.
    told_before: DraftProject | None = None


@dataclass(eq=False)
class Figures:
    """What number columns say of a task: name, 计量单位, target, done and rate as printed."""

    name: str = ""
    unit_of_measure: str = ""
    target: str = ""
    latest: str = ""
    rate: str = ""


@dataclass(eq=False)
class DraftTask:
    """A task while documents are read; names of units and leaders as printed, split last of all."""

    project: DraftProject
    content: str = ""
    deadline: str = ""
    leaders: str = ""
    lead_units: str = ""
    supporting_units: str = ""
    remark: str = ""
    text: str = ""
    difficulty: str = ""
    next_step: str = ""
    manual_status: str = ""
    number: str = ""
    period: Period | None = None
    figures: Figures | None = None
    filled: tuple[str, ...] = ()
    #: What is wanted by the end of each quarter, as printed; and of indicators, by their place and quarter.
    goals: dict[int, str] = field(default_factory=dict)
    steps: dict[tuple[int, int], Decimal | str] = field(default_factory=dict)
    origin: Origin = NOWHERE
    #: What later documents report on this task.
    more: list[DraftTask] = field(default_factory=list)
    #: Lines of fields that are still growing; joined once, for a field may grow by thousands.
    growing: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, text: str) -> None:
        """Add a line to a field; it is there after :meth:`join`."""
        self.growing.setdefault(name, list(filter(None, (getattr(self, name),)))).append(text)

    def join(self) -> None:
        """Put the lines added to each field together."""
        for name, lines in self.growing.items():
            setattr(self, name, "\n".join(filter(None, lines)))
        self.growing.clear()


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the source and where it went.

    ``task`` and ``field`` name the cell of the register; ``project`` is given instead for 序号 and 项目名称.
    Without either, ``placed`` says what the piece was taken for. ``reason`` is why a person must look, if so.
    """

    origin: Origin
    text: str
    task: DraftTask | None = None
    project: DraftProject | None = None
    field: str = ""
    placed: str = ""
    confidence: Confidence = Confidence.HIGH
    reason: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Return whether a person must look."""
        return bool(self.reason)


@dataclass
class Collected:
    """What has been understood so far of all documents: projects in order, and the ledger."""

    projects: list[DraftProject] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def leave(self, origin: Origin, text: str, placed: str, reason: str = "") -> None:
        """Note a piece that goes to no cell: furniture without a reason, anything else with one."""
        if text.strip():
            confidence = Confidence.LOW if reason else Confidence.HIGH
            self.entries.append(Entry(origin, text, placed=placed, confidence=confidence, reason=reason))

    def take(self, origin: Origin, text: str, task: DraftTask, field: str, reason: str = "") -> None:
        """Note a piece that went to a cell of a task."""
        confidence = Confidence.MEDIUM if reason else Confidence.HIGH
        self.entries.append(Entry(origin, text, task, None, field, "", confidence, reason))

    def take_project(self, origin: Origin, text: str, project: DraftProject, field: str,
                     reason: str = "") -> None:  # fmt: skip
        """Note a piece that went to 序号, 项目名称 or 别名 of a project."""
        confidence = Confidence.MEDIUM if reason else Confidence.HIGH
        self.entries.append(Entry(origin, text, None, project, field, "", confidence, reason))
