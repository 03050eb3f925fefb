"""A later document or table over an earlier one: what is told again adds progress, differences are noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generators.published.drafts import Collected, Confidence, DraftProject, DraftTask, Entry
from generators.published.likeness import most_alike
from generators.published.texts import closed_up

#: Names of projects, and contents of tasks, this much alike are the same.
SAME_PROJECT, SAME_TASK = 0.8, 0.7
COMPARED = {"content": "主要内容", "deadline": "完成时限", "leaders": "分管领导", "lead_units": "牵头单位",
            "supporting_units": "配合单位"}  # fmt: skip


def merge(base: Collected, later: Collected) -> None:
    """Add a later document to ``base``: by name of project and content of task, never by place alone."""
    known = list(base.projects)
    base.entries += later.entries
    for project in later.projects:
        same = same_project(project, known)
        if same is None:
            base.projects.append(project)
        else:
            merge_project(base, same, project)


def merge_table(base: Collected, later: Collected) -> None:
    """Add a later table of the same document: rows there already, word for word, make no second task."""
    known = {(task.project.name, task.content): task for one in base.projects for task in one.tasks}
    base.entries += later.entries
    for project in later.projects:
        rest = [task for task in project.tasks if not told_before(base, known, task)]
        if rest or not project.tasks:
            project.tasks = rest
            base.projects.append(project)
        else:
            project.told_before = known[project.name, project.tasks[0].content].project


def told_before(base: Collected, known: Mapping[tuple[str, str], DraftTask], task: DraftTask) -> bool:
    """Return whether an earlier table has a task word for word; what this one reports is added to it."""
    twin = known.get((task.project.name, task.content))
    if twin is None:
        return False
    twin.more.append(task)
    note_differences(base, twin, task)
    return True


def same_project(project: DraftProject, known: Sequence[DraftProject]) -> DraftProject | None:
    """Return the project of an earlier document that a later one tells of again."""
    return most_alike(project.name, known, lambda one: one.name, SAME_PROJECT)


def merge_project(base: Collected, same: DraftProject, project: DraftProject) -> None:
    """Add the tasks of a project told of again."""
    project.told_before = same
    free = list(same.tasks)
    for task in project.tasks:
        twin = same_task(task, free)
        if twin is None:
            task.project = same
            same.tasks.append(task)
            task.number = ""
            base.take(task.origin, "", task, "content", "前面的文件里没有这个事项，已作为新事项写入，请核对")
            continue
        free.remove(twin)
        twin.more.append(task)
        note_differences(base, twin, task)


def same_task(task: DraftTask, free: Sequence[DraftTask]) -> DraftTask | None:
    """Return the task of the same project that a later document tells of again."""
    return most_alike(task.content, free, lambda one: one.content, SAME_TASK)


def note_differences(base: Collected, twin: DraftTask, task: DraftTask) -> None:
    """Note where two documents say different things of one task; the earlier one stands in the register."""
    for name, heading in COMPARED.items():
        ours, theirs = closed_up(getattr(twin, name)), closed_up(getattr(task, name))
        if ours and theirs and ours != theirs:
            reason = f"{heading}与前面的文件不同，台账用的是前面文件的写法"
            base.entries.append(
                Entry(task.origin, getattr(task, name), twin, None, name, "", Confidence.LOW, reason)
            )
