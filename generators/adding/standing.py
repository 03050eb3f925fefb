"""A register as what a later document is laid over: projects and tasks as documents are read into them."""

from __future__ import annotations

from dataclasses import dataclass, field

from generators.model.register import Register
from generators.model.task import Project, Task
from generators.published.drafts import DraftProject, DraftTask


@dataclass
class Standing:
    """A register and its drafts; rows of the register by the identity of their drafts."""

    register: Register
    projects: list[DraftProject] = field(default_factory=list)
    rows: dict[int, Task] = field(default_factory=dict)
    heads: dict[int, Project] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for project in self.register.projects:
            draft = DraftProject(project.name, project.alias, project.number)
            self.projects.append(draft)
            self.heads[id(draft)] = project
            for task in project.tasks:
                self.add(draft, task)

    def add(self, project: DraftProject, task: Task) -> None:
        """Add the draft of a task."""
        draft = DraftTask(
            project, task.content, task.deadline.text, "\n".join(task.leaders), "\n".join(task.lead_units),
            "\n".join(task.supporting_units), number=task.number, origin=task.origin,
        )  # fmt: skip
        project.tasks.append(draft)
        self.rows[id(draft)] = task

    def task(self, draft: DraftTask) -> Task:
        """Return the row of a draft."""
        return self.rows[id(draft)]

    def project(self, draft: DraftProject) -> Project:
        """Return the project of a draft."""
        return self.heads[id(draft)]
