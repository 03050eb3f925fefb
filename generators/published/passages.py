"""The state of reading numbered prose: the pieces of each task, and what is known of projects and labels."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.extraction.records import Sentence
from generators.model.origin import Origin
from generators.model.period import Period
from generators.published.drafts import Collected, DraftProject, DraftTask


@dataclass(eq=False)
class Passage:
    """A piece of a task on its way: ``skipped`` signs are its mark; a label may give its ``role``."""

    task: DraftTask
    origin: Origin
    text: str
    skipped: int = 0
    again: bool = False
    role: str | None = None
    told: list[Sentence] = field(default_factory=list)


@dataclass
class ProseReading:
    """The state of reading one document of prose."""

    collected: Collected
    year: int
    period: Period | None
    passages: list[Passage] = field(default_factory=list)
    #: Those of the passages that stand in a chapter whose title says that it reports.
    reports: list[Passage] = field(default_factory=list)
    by_name: dict[str, DraftProject] = field(default_factory=dict)
    by_mark: dict[str, DraftProject] = field(default_factory=dict)
    #: The field that a label on a line of its own gives to the paragraph below it, by task.
    awaited: dict[int, str] = field(default_factory=dict)
    #: The field that all below a title such as 存在问题 goes to, by task, up to the next label.
    sections: dict[int, str] = field(default_factory=dict)
