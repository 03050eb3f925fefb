"""A later document or table over an earlier one: what is told again adds progress, differences are noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generators.published.counted import bare_content
from generators.published.drafts import Collected, Confidence, DraftProject, DraftTask, Entry
from generators.published.likeness import most_alike
from generators.published.names import bare
from generators.published.texts import closed_up
from generators.registers.name_lists import split_leaders, split_units

#: Names of projects, and contents of tasks, this much alike are the same.
SAME_PROJECT, SAME_TASK = 0.8, 0.7
COMPARED = {"content": "主要内容", "deadline": "完成时限", "leaders": "分管领导", "lead_units": "牵头单位",
            "supporting_units": "配合单位"}  # fmt: skip
#: Fields that hold names, and what splits them.
SPLIT = {"leaders": split_leaders, "lead_units": split_units, "supporting_units": split_units}
OF_PROJECT = ("alias", "category")
#: Where in a ledger each field of a task is told, the task by its identity.
Cells = dict[tuple[int, str], int]


def merge(base: Collected, later: Collected) -> None:
    """Add a later document to ``base``: by name of project and content of task, never by place alone."""
    known = list(base.projects)
    cells = add_entries(base, later)
    pairs = [(project, same_project(project, known)) for project in later.projects]
    base.projects += [project for project, same in pairs if same is None]
    take_back(base, [task for project, same in pairs if same for task in standing_in(same, project)])
    for project, same in pairs:
        if same is not None:
            merge_project(base, same, project, cells)


def add_entries(base: Collected, later: Collected) -> Cells:
    """Add the ledger of a later document; return where in it each field of each task is told."""
    start = len(base.entries)
    base.entries += later.entries
    told = ((at, one) for at, one in enumerate(later.entries, start) if one.task is not None and one.text)
    return {(id(one.task), one.field): at for at, one in told}


def merge_table(base: Collected, later: Collected) -> None:
    """Add a later table of the same document: rows there already, word for word, make no second task."""
    known = {(task.project.name, task.content): task for one in base.projects for task in one.tasks}
    cells = add_entries(base, later)
    for project in later.projects:
        rest = [task for task in project.tasks if not told_before(base, known, task, cells)]
        if rest or not project.tasks:
            project.tasks = rest
            base.projects.append(project)
        else:
            project.told_before = known[project.name, project.tasks[0].content].project


def told_before(base: Collected, known: Mapping[tuple[str, str], DraftTask], task: DraftTask,
                cells: Cells) -> bool:  # fmt: skip
    """Return whether an earlier table has a task word for word; what this one reports is added to it."""
    twin = known.get((task.project.name, task.content))
    if twin is None:
        return False
    join_with(base, twin, task, cells)
    return True


def same_project(project: DraftProject, known: Sequence[DraftProject]) -> DraftProject | None:
    """Return the project of an earlier document that a later one tells of again."""
    return most_alike(project.name, known, lambda one: one.name, SAME_PROJECT)


def merge_project(base: Collected, same: DraftProject, project: DraftProject, cells: Cells) -> None:
    """Add the tasks of a project told of again."""
    project.told_before = same
    free = list(same.tasks)
    only = free[0] if len(free) == 1 else None
    for task in project.tasks:
        twin = same_task(task, free) if task.content else only
        if twin is None and only is not None and not only.content:
            twin = only
        if twin is None:
            task.project, task.content = same, task.content or same.name
            same.tasks.append(task)
            task.number = ""
            base.take(task.origin, "", task, "content", "前面的文件里没有这个事项，已作为新事项写入，请核对")
            continue
        free = [one for one in free if one is not twin]
        join_with(base, twin, task, cells)


def standing_in(same: DraftProject, project: DraftProject) -> list[DraftTask]:
    """Return the tasks of a project told twice that only report, where the other time it has one task.

    >>> report = DraftTask(DraftProject("健身"), "健身", text="已建成2条。")
    >>> promise = DraftTask(DraftProject("健身"), "新建步道3条。")
    >>> told, again = DraftProject("健身", tasks=[promise]), DraftProject("健身", tasks=[report])
    >>> standing_in(told, again) == [report]
    True
    """
    if len(same.tasks) != 1:
        return []
    later = [task for task in project.tasks if stands_in(task)]
    is_report = len(project.tasks) == 1 and stands_in(same.tasks[0])
    return later or (same.tasks if is_report else [])


def stands_in(task: DraftTask) -> bool:
    """Return whether a task tells only what was done: its content is the name of its project."""
    return bool(task.text) and task.content == task.project.name


def take_back(base: Collected, tasks: Sequence[DraftTask]) -> None:
    """Take back the names that stand in for the contents of tasks, and what was noted of them."""
    taken = {id(task) for task in tasks}
    for task in tasks:
        task.content = ""
    for at, one in enumerate(base.entries if tasks else ()):
        if id(one.task) in taken and one.field == "content" and not one.text:
            base.entries[at] = replace(one, confidence=Confidence.HIGH, reason="")


def same_task(task: DraftTask, free: Sequence[DraftTask]) -> DraftTask | None:
    """Return the task of the same project that a later document tells of again."""
    return most_alike(task.content, free, lambda one: one.content, SAME_TASK)


def join_with(base: Collected, twin: DraftTask, task: DraftTask, cells: Cells) -> None:
    """Give a task what only a later table or document says of it, and note what that says otherwise.

    What the earlier one says stands in the register.
    """
    twin.more.append(task)
    for name in COMPARED:
        ours, theirs = getattr(twin, name), getattr(task, name)
        if not ours.strip():
            setattr(twin, name, theirs)
        elif theirs.strip() and not says_same(name, ours, theirs):
            note_difference(base, twin, task, name, cells.get((id(task), name)))
    twin.remark = "\n".join(filter(None, dict.fromkeys((twin.remark, task.remark))))
    for name in OF_PROJECT:
        setattr(twin.project, name, getattr(twin.project, name) or getattr(task.project, name))
    twin.goals = twin.goals or task.goals
    if twin.figures is None and task.figures is not None and task.figures.target:
        twin.figures = replace(task.figures, latest="", rate="")


def says_same(name: str, ours: str, theirs: str) -> bool:
    """Return whether two texts say the same in a field: the order and the signs between names do not count.

    >>> says_same("lead_units", "市教育局、市财政局", "市财政局\\n市教育局"), says_same("content", "甲", "乙")
    (True, False)
    """
    split = SPLIT.get(name)
    if split is not None:
        return set(split(bare(ours))) == set(split(bare(theirs)))
    if name == "content":
        return bare_content(ours) == bare_content(theirs)
    return closed_up(ours) == closed_up(theirs)


def note_difference(base: Collected, twin: DraftTask, task: DraftTask, name: str, at: int | None) -> None:
    """Note that two documents say different things of one task, ``at`` its place in the ledger, if it is."""
    reason = f"{COMPARED[name]}与前面的文件不同，台账用的是前面文件的写法"
    if at is None:  # the cell stands in a row above
        text = getattr(task, name)
        base.entries.append(Entry(task.origin, text, twin, None, name, "", Confidence.LOW, reason))
    else:
        base.entries[at] = replace(base.entries[at], task=twin, confidence=Confidence.LOW, reason=reason)
