"""What can be wrong, and how it is told: a list of problems for data, exceptions for when we cannot go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import IO, Any

import click

from generators.model.origin import Origin


class Severity(Enum):
    """How much a problem matters."""

    ERROR = "错误"  # the register contradicts itself or cannot be understood there
    WARNING = "提醒"  # a person should look; every document can still be made
    NOTE = "说明"  # nothing to do, but something was left aside


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an input that a person must look at: place, what was found, what to do, stable code.

    >>> print(Problem("DATE-1", Origin("台账.xlsx", "任务", "F12"), "完成时限“十二月底”不是日期。",
    ...               "请填写为 2025-12-31 或“2025年底”。"))
    台账.xlsx［任务］F12：完成时限“十二月底”不是日期。请填写为 2025-12-31 或“2025年底”。（DATE-1）
    """

    code: str
    origin: Origin
    said: str
    advice: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.origin}：{self.said}{self.advice}（{self.code}）"


class OfficeError(click.ClickException):
    """Anything the office can put right; shown in Chinese without a traceback.

    ``problems`` is what was found, all of it; exit code 1.
    """

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print every problem on stderr, each with how much it matters, and how many there are."""
        for problem in self.problems:
            click.echo(f"{problem.severity.value}：{problem}", file=file, err=file is None)
        if len(self.problems) > 1:
            last = f"共 {len(self.problems)} 处，没有生成文件。改好后再运行一次。"
            click.echo(last, file=file, err=file is None)


class WorkbookError(OfficeError):
    """A file is not a workbook or document that can be read: broken, encrypted, too large, hostile."""


class RegisterError(OfficeError):
    """The register cannot be read, or too much of it is wrong."""


class TemplateError(OfficeError):
    """A template of the office has a mistake, or asks for something that does not exist."""


class OutputError(OfficeError):
    """A file cannot be written: open in Excel or WPS, folder read-only, disk full."""


def stop_if_serious(problems: Sequence[Problem]) -> None:
    """Raise :class:`RegisterError` with the problems that are errors, if there are any."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise RegisterError(errors)
