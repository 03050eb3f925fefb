"""What the commands share: read a register, find a layout, write a document, tell what happened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generators.console import progress
from generators.errors import OfficeError, Problem, Severity, stop_if_serious

if TYPE_CHECKING:
    from datetime import datetime

    from generators.model.period import Period
    from generators.model.register import Register
    from generators.page import Book, Layout, Page
    from generators.workspace import Outputs, Workspace

LAYOUTS, WORDS = "版式.xlsx", "词汇.xlsx"


def find_problems(path: Path, quiet: bool) -> list[Problem]:
    """Return everything wrong with a register, from reading and from checking, in one list."""
    from generators.registers.check import check_register
    from generators.registers.read import read_register

    with progress(2, "核对台账", quiet) as advance:
        try:
            book, problems = read_register(path)
        except OfficeError as error:
            return list(error.problems)
        advance()
        problems += check_register(book)
        advance()
    return problems


def read(path: Path) -> Register:
    """Return the register as far as it can be read; stop with every error of reading."""
    from generators.registers.read import read_register

    book, problems = read_register(path)
    stop_if_serious(problems)
    return book


def read_checked(path: Path) -> tuple[Register, list[Problem]]:
    """Return a register that documents may be made of, and its reminders; stop with every error."""
    from generators.registers.check import check_register
    from generators.registers.read import read_register

    book, problems = read_register(path)
    problems += check_register(book)
    stop_if_serious(problems)
    return book, problems


def add_into(files: Iterable[Path], register: Path, target: Path | None, year: int,
             period: str, region: str) -> Iterable[str]:  # fmt: skip
    """Add published documents to a register and return what to tell; stop with every error of either."""
    from generators.adding.into import Owned, import_into, told_into
    from generators.adding.meant import Asked
    from generators.workbooks.patch import digest_of

    path = register.resolve() if register.is_symlink() else register
    digest = digest_of(path)
    book = read(path)
    asked = Asked(year, parse_period(period, book.year) if period else None, region)
    owned = Owned(path, book, digest)
    return told_into(import_into(files, owned, target, asked), owned)


@contextmanager
def own_words(register: Path | None = None) -> Iterator[None]:
    """Let the 词汇.xlsx of a register's office, else of the current folder, be in force inside the block."""
    from generators.workspace import Workspace

    offices = [*([workspace_of(register)] if register else []), Workspace(Path())]
    found = (one for office in offices for one in office.list_templates() if one.own and one.name == WORDS)
    template = next(found, None)
    if template is None:
        yield
        return
    from generators.extraction.lexicon import using
    from generators.published.own_words import read_own_words

    with using(read_own_words(template.path)):
        yield


def remind(problems: list[Problem], path: Path, quiet: bool) -> None:
    """Say how many reminders a register has."""
    reminders = sum(problem.severity is Severity.WARNING for problem in problems)
    if reminders and not quiet:
        click.echo(f"台账有 {reminders} 处提醒，详见 minsheng check {shown(path)}")


def workspace_of(register: Path) -> Workspace:
    """Return the folder of the office that a register belongs to."""
    from generators.workspace import Workspace

    return Workspace.around(register)


def find_layout(office: Workspace, name: str, reported: bool) -> Layout:
    """Return a layout of the office; a wrong name is answered with those there are.

    ``reported`` is whether the document is about a period: only then are there reports to print.
    """
    from generators.templating.layouts import read_layouts

    layouts, problems = read_layouts(office.find_template(LAYOUTS))
    stop_if_serious([problem for problem in problems if problem.origin.sheet in ("", name)])
    say(problems)  # mistakes in other layouts are told and stop nothing
    fitting = [layout.name for layout in layouts.values() if about_a_period(layout) is reported]
    if name not in fitting:
        choices = f"可选：{'、'.join(fitting)}。请核对 --layout，或台账“设置”里的“分解表版式”。"
        raise click.UsageError(f"{LAYOUTS} 里没有可用的版式“{name}”，{choices}")
    return layouts[name]


def say(problems: Iterable[Problem]) -> None:
    """Tell on stderr what stops nothing and should still be known."""
    for problem in problems:
        click.echo(f"{problem.severity.value}：{problem}", err=True)


def about_a_period(layout: Layout) -> bool:
    """Return whether a layout prints what was reported for a period, and so is none for a breakdown."""
    computed = {"季度目标", "累计完成", "完成率", "序时进度", "差距", "状态"}
    rooms = [column.key.partition(".") for column in layout.columns]
    return any(room == "进展" or (room == "指标" and name in computed) for room, _, name in rooms)


def parse_period(text: str, year: int) -> Period:
    """Return the period that was asked for; one of another year than the register's is misuse."""
    from generators.model.period import Period

    try:
        period = Period.parse(text, year)
    except ValueError as error:
        advice = f"{error}，请写成 2022Q1、一季度、上半年这样。"
        raise click.BadParameter(advice, param_hint="--period") from None
    if period.year != year:
        raise click.BadParameter(f"这本台账是 {year} 年的，没有 {period}。", param_hint="--period")
    return period


def clock_of(book: Register) -> datetime:
    """Return the clock that is written into the files of a register."""
    from generators.documents.context import creation_time

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return creation_time(book, epoch)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"环境变量 SOURCE_DATE_EPOCH 不是秒数：{epoch}。") from None


def file_name_of(title: str) -> str:
    """Return a title or a region as the name of a file; what leaves nothing is misuse."""
    from generators.workspace import safe_name

    try:
        return safe_name("".join(title.split()) or "未命名")
    except ValueError as error:
        raise click.UsageError(f"{error}。") from None


def write_both(
    office: Workspace, output: Path | None, page: Page, workbook: Book, advance: Callable[[], None]
) -> Outputs:
    """Write a document as Word and as Excel; return what was written, and what was kept of older files."""
    from generators.templating.word_template import missing_tables, read_word_template
    from generators.workspace import Outputs
    from generators.writers.excel import write_excel
    from generators.writers.word import write_word

    outputs = Outputs(output or office.outputs)
    name = file_name_of(page.title)
    template = read_word_template(office.find_template(page.template))
    say(missing_tables(template, page))
    jobs: dict[str, Callable[[Path], None]] = {
        f"{name}.docx": lambda path: write_word(page, template, path),
        f"{name}.xlsx": lambda path: write_excel(workbook, path),
    }
    for file_name, job in jobs.items():
        path = outputs.path(file_name)
        job(path)
        outputs.add(path)
        advance()
    return outputs


def tell(outputs: Outputs) -> None:
    """Say what was written and what was kept."""
    for kept in outputs.kept:
        click.echo(f"原有文件改动过，已改名保留：{shown(kept)}")
    for path in outputs.written:
        click.echo(f"已生成：{shown(path)}")


def shown(path: Path) -> Path:
    """Return a path as it is best told: from the current folder where it lies inside."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def write_copy(register: Path, copy: Path, problems: list[Problem]) -> None:
    from generators.registers.annotate import write_annotated

    if copy.resolve() == register.resolve():
        raise click.UsageError("副本不能覆盖台账本身，请换一个文件名。")
    if copy.suffix.lower() != ".xlsx":
        raise click.UsageError(f"副本是 Excel 文件，请给“{copy}”换成 .xlsx 结尾的名称。")
    if copy.exists():
        raise click.UsageError(f"{copy} 已经存在，没有改动它。请换一个文件名。")
    write_annotated(register, copy, problems)


def problem_data(problem: Problem) -> dict[str, str]:
    origin = problem.origin
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": origin.file,
        "sheet": origin.sheet,
        "cell": origin.cell or origin.place,
        "said": problem.said,
        "advice": problem.advice,
    }


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def show_problems(problems: list[Problem]) -> None:
    """Print problems, the serious ones first, in the order they were found."""
    for severity in Severity:
        for problem in problems:
            if problem.severity is severity:
                click.echo(f"{click.style(severity.value, fg=_COLOURS[severity])} {problem}")


def verdict(problems: list[Problem]) -> str:
    """Return the last line of a check: how many of what, and what to do."""
    counts = {severity: sum(p.severity is severity for p in problems) for severity in Severity}
    if not problems:
        return "没有发现问题。下一步：minsheng breakdown 生成任务分解表。"
    told = "、".join(f"{severity.value} {count} 处" for severity, count in counts.items() if count)
    if counts[Severity.ERROR]:
        return f"共{told}。下一步：按上面的说明改好“错误”，再核对一次。"
    return f"共{told}，没有错误。下一步：看过提醒后，minsheng breakdown 生成任务分解表。"
