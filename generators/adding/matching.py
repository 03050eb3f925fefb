"""Which project and task of a register a document tells of: by name, by number, at last by likeness.

A number counts only where name or content does not contradict it, for offices number anew in every document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from generators.adding.reported import indicator_of_columns
from generators.extraction.likeness import bare, bare_overlap
from generators.extraction.sentences import squeezed
from generators.model.indicator import Indicator
from generators.published.counted import bare_content
from generators.published.drafts import DraftProject, DraftTask, Figures
from generators.published.indicators import numeral
from generators.published.merging import SAME_PROJECT, SAME_TASK
from generators.published.numbering import whole_number

Item = TypeVar("Item")
#: Names and contents less alike than this contradict a number.
NO_CONTRADICTION = 0.5
#: A name or content more alike by so much outweighs a number.
CLEARLY_LIKER = 0.1
#: Of all that share signs with a text so many are compared with it; a pair of signs that more items have says
#: nothing.
COMPARED, TOO_COMMON = 12, 60
#: Where indicators of all projects are found.
ANYWHERE = 0


@dataclass
class Alike(Generic[Item]):
    """Items to be found by texts that are like theirs, in a time that does not grow with their number."""

    texts: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    pairs: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: str, item: Item) -> None:
        """Add an item under a text."""
        place, signs = len(self.items), bare(text)
        self.texts.append(signs)
        self.items.append(item)
        for pair in set(pairs_of(signs)):
            self.pairs[pair].append(place)

    def ranked(self, text: str) -> list[tuple[float, Item]]:
        """Return the items most like a text, the likest first, each with how alike it is (0 to 1)."""
        signs = bare(text)
        votes: Counter[int] = Counter()
        for pair in set(pairs_of(signs)):
            places = self.pairs.get(pair, ())
            if len(places) <= TOO_COMMON or len(self.items) <= TOO_COMMON * 2:
                votes.update(places)
        found = [(bare_overlap(self.texts[at], signs), -at) for at, _ in votes.most_common(COMPARED)]
        return [(score, self.items[-at]) for score, at in sorted(found, reverse=True)]


def pairs_of(signs: str) -> Iterator[str]:
    """Yield every two signs that stand side by side; a lone sign is a pair of its own.

    >>> list(pairs_of("停车位")), list(pairs_of("路"))
    (['停车', '车位'], ['路'])
    """
    return (signs[at : at + 2] for at in range(max(len(signs) - 1, 1 if signs else 0)))


@dataclass
class Tasks:
    """Tasks to be found again."""

    by_content: dict[str, list[DraftTask]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[DraftTask]] = field(default_factory=lambda: defaultdict(list))
    alike: Alike[DraftTask] = field(default_factory=Alike)

    def add(self, task: DraftTask) -> None:
        """Add a task."""
        self.by_content[bare_content(task.content)].append(task)
        self.by_number[task.number].append(task)
        self.alike.add(task.content, task)

    def find(self, told: DraftTask, number: str, is_free: Callable[[DraftTask], bool]) -> DraftTask | None:
        """Return the task with the content that is told: the very same, of the number, or much alike."""
        same = [one for one in self.by_content.get(bare_content(told.content), ()) if is_free(one)]
        if same:
            return next((one for one in same if one.number == number), same[0])
        signs = bare(told.content)
        numbered = self.numbered(number, is_free)
        own = bare_overlap(bare(numbered.content), signs) if numbered else 0.0
        score, best = first_of([pair for pair in self.alike.ranked(told.content) if is_free(pair[1])])
        if best is not None and score >= max(SAME_TASK, own + CLEARLY_LIKER * (numbered is not None)):
            return best
        return numbered if own >= NO_CONTRADICTION else None

    def numbered(self, number: str, is_free: Callable[[DraftTask], bool]) -> DraftTask | None:
        """Return the only task of a number."""
        found = self.by_number.get(number, ()) if number else ()
        return found[0] if len(found) == 1 and is_free(found[0]) else None


def first_of(ranked: Sequence[tuple[float, Item]]) -> tuple[float, Item | None]:
    """Return the first of ranked items with its score; none if two are first."""
    if not ranked or any(score == ranked[0][0] and one is not ranked[0][1] for score, one in ranked[1:]):
        return 0.0, None
    return ranked[0]


@dataclass
class Indicators:
    """Indicators to be found again, each with its task."""

    alike: Alike[tuple[Indicator, DraftTask]] = field(default_factory=Alike)
    by_target: dict[Any, list[tuple[Indicator, DraftTask]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, one: Indicator, task: DraftTask) -> None:
        """Add an indicator."""
        self.alike.add(one.name, (one, task))
        self.by_target[one.target].append((one, task))

    def find(self, printed: Figures, number: str) -> DraftTask | None:
        """Return the task of the indicator that number columns are about; ``number`` is that of the task."""
        found = [pair for _, pair in self.alike.ranked(printed.name)]
        found += self.by_target.get(numeral(printed.target), [])[:TOO_COMMON] if printed.target else []
        pairs = {one.number: (one, task) for one, task in found if not number or task.number == number}
        best = indicator_of_columns(printed, [one for one, _ in pairs.values()])
        return pairs[best.number][1] if best else None


@dataclass
class Known:
    """The projects and tasks of a register, to be found again; each task is found but once a document."""

    projects: Sequence[DraftProject]
    by_name: dict[str, list[DraftProject]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, list[DraftProject]] = field(default_factory=lambda: defaultdict(list))
    named: Alike[DraftProject] = field(default_factory=Alike)
    tasks: Tasks = field(default_factory=Tasks)
    within: dict[int, Tasks] = field(default_factory=lambda: defaultdict(Tasks))
    indicators: dict[int, Indicators] = field(default_factory=lambda: defaultdict(Indicators))
    told: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for project in self.projects:
            self.by_number[project.number].append(project)
            for name in filter(None, dict.fromkeys((project.name, project.alias))):
                self.by_name[squeezed(name)].append(project)
                self.named.add(name, project)
            for task in project.tasks:
                self.tasks.add(task)
                self.within[id(project)].add(task)

    def add_indicators(self, task: DraftTask, indicators: Iterable[Indicator]) -> None:
        """Let a task be found by its indicators."""
        for one in indicators:
            for place in (ANYWHERE, id(task.project)):
                self.indicators[place].add(one, task)

    def forget(self) -> None:
        """Let every task be told of again: another document begins."""
        self.told.clear()

    def is_free(self, task: DraftTask) -> bool:
        """Return whether the document has not told of a task yet."""
        return id(task) not in self.told


def same_project(told: DraftProject, known: Known) -> DraftProject | None:
    """Return the project of the register that a document tells of, None if there is none for certain."""
    named = known.by_name.get(squeezed(told.name), []) if told.name else []
    numbered = known.by_number.get(told.number, []) if told.number else []
    if len(named) != 1:
        named = [one for one in named if one in numbered]
    if len(named) == 1:
        return named[0]
    alike = [one for one in numbered if likeness(told.name, one) >= NO_CONTRADICTION]
    score, best = first_of(known.named.ranked(told.name))
    if len(alike) == 1 and (score < SAME_PROJECT or likeness(told.name, alike[0]) + CLEARLY_LIKER > score):
        return alike[0]
    return best if score >= SAME_PROJECT else None


def likeness(name: str, project: DraftProject) -> float:
    """Return how like a name is to that of a project, or to its alias."""
    return max(bare_overlap(bare(name), bare(one)) for one in (project.name, project.alias))


def same_task(told: DraftTask, project: DraftProject | None, known: Known) -> DraftTask | None:
    """Return the task of the register that a document tells of, None if there is none for certain.

    ``project`` is the project of the register that it stands under; where that has no such task, it is looked
    for under the others.
    """
    if not says_content(told) and told.figures and told.figures.name:
        return of_indicator(told, project, known)
    found = in_project(told, project, known) if project is not None else None
    if found is None:
        found = known.tasks.find(told, number_told(told, None), known.is_free)
    if found is not None:
        known.told.add(id(found))
    return found


def of_indicator(told: DraftTask, project: DraftProject | None, known: Known) -> DraftTask | None:
    """Return the task whose indicator a row without content names; more rows may be about one task."""
    assert told.figures is not None
    place = ANYWHERE if project is None else id(project)
    return known.indicators[place].find(told.figures, number_told(told, project))


def in_project(told: DraftTask, project: DraftProject, known: Known) -> DraftTask | None:
    """Return the task of a project that is told of; without content that of its number, or the only."""
    tasks, number = known.within[id(project)], number_told(told, project)
    if says_content(told):
        return tasks.find(told, number, known.is_free)
    numbered = tasks.numbered(number, known.is_free)
    only = project.tasks[0] if len(project.tasks) == 1 and known.is_free(project.tasks[0]) else None
    return numbered or only


def number_told(told: DraftTask, project: DraftProject | None) -> str:
    """Return the number of the register that a task is told of by, '' when none is printed."""
    if not told.number:
        return ""
    return whole_number(told, project.number if project else told.project.number)


def says_content(told: DraftTask) -> bool:
    """Return whether a document says the content of a task, not its project or an indicator instead."""
    content = squeezed(told.content)
    return bool(content) and content != squeezed(told.project.name) and not names_indicator(told)


def names_indicator(told: DraftTask) -> bool:
    """Return whether a row of a table is about one indicator, and says no content of a task."""
    printed, content = told.figures, squeezed(told.content)
    if printed is None or not printed.name:
        return False
    name = squeezed(printed.name)
    ways = (name, name + printed.target, name + printed.target + printed.unit_of_measure)
    return content in (squeezed(told.project.name), *ways)
