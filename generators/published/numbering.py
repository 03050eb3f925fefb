"""The final numbers of projects and tasks: those printed where they can stand, else counted anew."""

from __future__ import annotations

from collections.abc import Sequence

from generators.published.drafts import DraftProject, DraftTask


def number_all(projects: Sequence[DraftProject]) -> None:
    """Give every project its number and every task one below it (3.2)."""
    printed = [project.number for project in projects]
    usable = all(number.isdecimal() and number.isascii() for number in printed)
    if not usable or len(set(printed)) < len(printed):
        for place, project in enumerate(projects, 1):
            project.number = str(place)
    for project in projects:
        number_tasks(project)


def number_tasks(project: DraftProject) -> None:
    """Give the tasks of a project their numbers: its own and that of the item, or its place."""
    full = [whole_number(task, project.number) for task in project.tasks]
    if len(set(full)) < len(full) or "" in full:
        full = [f"{project.number}.{place}" for place in range(1, len(full) + 1)]
    for task, number in zip(project.tasks, full):
        task.number = number


def whole_number(task: DraftTask, project: str) -> str:
    """Return the number a task is known by, '' when none is printed.

    >>> project = DraftProject(number="3")
    >>> [whole_number(DraftTask(project, number=n), "3") for n in ("2", "3.4", "二")]
    ['3.2', '3.4', '']
    """
    digits = task.number.split(".")
    if not all(part.isdecimal() and part.isascii() for part in digits):
        return ""
    return f"{project}.{task.number}" if len(digits) == 1 else task.number if digits[0] == project else ""
