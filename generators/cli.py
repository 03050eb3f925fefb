"""The commands. Each parses, calls, and says what was written and what to do next.

Exit codes: 0 done, 1 problems in the data, 2 misuse. Heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generators import __version__
from generators.console import as_json, colours, progress, survive_any_console
from generators.errors import OfficeError, Problem, Severity, stop_if_serious

if TYPE_CHECKING:
    from generators.model.register import Register
    from generators.page import Layout
    from generators.workspace import Workspace

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
LAYOUTS = "版式.xlsx"
DEFAULT_LAYOUT = "市级任务分解表"
SUMMARY_LAYOUT = "进展情况表"

output_option = click.option(
    "--output", "-o", type=FOLDER, help="写到哪个文件夹（默认：台账所在工作目录的 outputs/）。"
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="只说结果，不显示进度和提醒。")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
)
@click.version_option(__version__, prog_name="minsheng")
@click.pass_context
def cli(context: click.Context) -> None:
    """民生实事项目台账：一本 Excel 台账，生成全年要发的各种表格和文件。"""
    context.color = colours()


@cli.command(options_metavar="[选项]")
@click.argument("folder", metavar="文件夹", type=FOLDER)
@click.option("--region", required=True, help="地区，如 示例市。")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), help="年度，如 2022。")
def new(folder: Path, region: str, year: int) -> None:
    """新建一个工作目录，里面有一本可以直接填写的空台账。"""
    from generators.model.settings import Settings
    from generators.registers.create import create_register
    from generators.workspace import Outputs, Workspace, safe_name

    office = Workspace(folder)
    outputs = Outputs(office.inputs)
    name = f"{_named(safe_name, region)}{year}年民生实事台账.xlsx"
    if (office.inputs / name).exists():
        raise click.UsageError(f"{office.inputs / name} 已经存在，没有改动它。请换一个文件夹，或先把它移走。")
    path = outputs.path(name)
    create_register(path, Settings(region=region, year=year), {}, created=_new_year(year))
    click.echo(f"已建好：{path}")
    click.echo(f"下一步：用 Excel 或 WPS 打开填写，然后运行 minsheng check {path}")


@cli.command(options_metavar="[选项]")
@click.argument("register", metavar="台账", type=EXISTING)
@click.option("--json", "json_", is_flag=True, help="以 JSON 输出全部问题。")
@click.option("--copy", type=NEW_FILE, help="另存一份加了批注和问题清单的副本。")
@click.option("--strict", is_flag=True, help="有提醒也算不通过（退出码 1）。")
@quiet_option
def check(register: Path, json_: bool, copy: Path | None, strict: bool, quiet: bool) -> None:
    """核对台账，一次列出全部问题：在哪里、是什么、怎么改。"""
    problems = _find_problems(register)
    if copy:
        _write_annotated(register, copy, problems)
    if json_:
        click.echo(as_json({"register": str(register), "problems": [_problem_data(p) for p in problems]}))
    else:
        _show_problems([p for p in problems if not quiet or p.severity is Severity.ERROR])
        click.echo(_verdict(problems))
        if copy:
            click.echo(f"已另存带批注的副本：{copy}（原台账没有改动）")
    blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    raise SystemExit(int(any(problem.severity in blocking for problem in problems)))


@cli.command(options_metavar="[选项]")
@click.argument("register", metavar="台账", type=EXISTING)
@click.option("--json", "json_", is_flag=True, help="以 JSON 输出（已补全合并格和省略的内容）。")
def show(register: Path, json_: bool) -> None:
    """显示台账里的项目、事项、指标和进展。"""
    from generators.registers.dump import as_data, as_tree

    book = _read(register, quiet=True)
    click.echo(as_json(as_data(book)) if json_ else as_tree(book))


@cli.command(options_metavar="[选项]")
@click.argument("register", metavar="台账", type=EXISTING)
@click.option("--layout", help="版式.xlsx 里的版式名称；不写就用台账设置里的“分解表版式”。")
@output_option
@quiet_option
def breakdown(register: Path, layout: str | None, output: Path | None, quiet: bool) -> None:
    """把台账做成任务分解表（Word 和 Excel）。"""
    from generators.documents import breakdown as document

    book = _read(register, quiet)
    office = _workspace(register)
    form = _layout(office, layout or book.settings.layout or DEFAULT_LAYOUT)
    created = _created(book)
    page = document.compose(book, form, created)
    workbook = document.compose_book(book, form, created)
    _write(office, output, quiet, _titled(page.title), page, workbook)
    click.echo(f"下一步：打开核对；要改栏目、标题或字体，运行 minsheng templates copy {LAYOUTS}")


@cli.command(options_metavar="[选项]")
@click.argument("register", metavar="台账", type=EXISTING)
@click.option("--period", required=True, help="期次，如 2022Q1、上半年。")
@output_option
@quiet_option
def summary(register: Path, period: str, output: Path | None, quiet: bool) -> None:
    """把一个期次的进展做成进展情况汇总（Word 和 Excel）。"""
    from generators.documents import summary as document
    from generators.documents.summary_book import compose_book

    book = _read(register, quiet)
    when = _period(period, book.year)
    office = _workspace(register)
    form = _layout(office, SUMMARY_LAYOUT)
    created = _created(book)
    page = document.compose(book, when, form, created)
    workbook = compose_book(book, when, form, created)
    _write(office, output, quiet, _titled(page.title), page, workbook)
    click.echo("下一步：打开核对各项数字；有“未判定”的，请在台账补填后再运行一次。")


@cli.group(options_metavar="[选项]", subcommand_metavar="命令 …")
def templates() -> None:
    """查看和复制模板，改成本单位的样子。"""


@templates.command("list", options_metavar="")
@click.argument("folder", metavar="[工作目录]", type=FOLDER, default=Path())
def list_templates(folder: Path) -> None:
    """列出模板，说明哪些已被本单位自己的模板替换。"""
    from generators.workspace import Workspace

    for template in Workspace(folder).list_templates():
        click.echo(f"{template.name}\t{f'本单位：{_shown(template.path)}' if template.own else '随软件提供'}")
    click.echo("下一步：minsheng templates copy 名称，复制一份来改。")


@templates.command("copy", options_metavar="")
@click.argument("name", metavar="名称")
@click.argument("folder", metavar="[工作目录]", type=FOLDER, default=Path())
def copy_template(name: str, folder: Path) -> None:
    """把随软件提供的模板复制到工作目录的 templates/，改好后自动生效。"""
    import shutil

    from generators.workspace import Workspace, shipped_templates

    office = Workspace(folder)
    source = office.find_template(name)
    target = office.templates / name
    if target.exists():
        raise click.UsageError(f"{target} 已经存在，没有改动它。")
    office.templates.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(shipped_templates() / source.name, target)
    click.echo(f"已复制：{target}")
    click.echo("下一步：用 Word、Excel 或 WPS 修改它；以后生成文件就用这一份。")


def main() -> None:
    """Run the command line, in any console, and never with a traceback for a clerk."""
    survive_any_console()
    try:
        cli.main(prog_name="minsheng")
    except Exception as error:
        raise SystemExit(_report_fault(error)) from None


def _report_fault(error: Exception) -> int:
    """Write what a programmer needs to a file, tell the clerk where it is, and return the exit code."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="minsheng-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        report.write(f"minsheng {__version__}\n" + "".join(traceback.format_exception(error)))
    click.echo(
        f"软件内部出错，没有改动任何台账。请把这个文件交给技术人员：{report.name}（SYS-1）", err=True
    )
    return 1


def _find_problems(path: Path) -> list[Problem]:
    """Return everything wrong with a register, from reading and from checking, in one list."""
    from generators.registers.check import check_register
    from generators.registers.read import read_register

    try:
        book, problems = read_register(path)
    except OfficeError as error:
        return list(error.problems)
    return problems + check_register(book)


def _read(path: Path, quiet: bool) -> Register:
    """Return the register, or stop with every problem; how many reminders there are is said on stderr."""
    from generators.registers.read import read_register

    book, problems = read_register(path)
    stop_if_serious(problems)
    reminders = sum(problem.severity is Severity.WARNING for problem in problems)
    if reminders and not quiet:
        click.echo(f"读取时有 {reminders} 处提醒，详见 minsheng check {path}", err=True)
    return book


def _workspace(register: Path) -> Workspace:
    from generators.workspace import Workspace

    return Workspace.around(register)


def _layout(office: Workspace, name: str) -> Layout:
    """Return a layout of the office; a wrong name is answered with those there are."""
    from generators.templating.layouts import read_layouts

    layouts, problems = read_layouts(office.find_template(LAYOUTS))
    stop_if_serious(problems)
    if name not in layouts:
        raise click.UsageError(f"{LAYOUTS} 里没有版式“{name}”，可选：{'、'.join(layouts)}。")
    return layouts[name]


def _period(text: str, year: int) -> Any:
    from generators.model.period import Period

    try:
        return Period.parse(text, year)
    except ValueError as error:
        advice = f"{error}，请写成 2022Q1、一季度、上半年这样。"
        raise click.BadParameter(advice, param_hint="--period") from None


def _created(book: Register) -> Any:
    from generators.documents.context import creation_time

    return creation_time(book, os.environ.get("SOURCE_DATE_EPOCH", ""))


def _titled(title: str) -> str:
    """Return a document's title as the name of its file."""
    from generators.workspace import safe_name

    return _named(safe_name, "".join(title.split()) or "未命名")


def _named(safe_name: Callable[[str], str], text: str) -> str:
    try:
        return safe_name(text)
    except ValueError as error:
        raise click.UsageError(f"{error}。") from None


def _write(office: Workspace, output: Path | None, quiet: bool, name: str, page: Any, workbook: Any) -> None:
    """Write a document as Word and as Excel, and say where they are."""
    from generators.workspace import Outputs

    outputs = Outputs(output or office.outputs)
    jobs: list[tuple[str, Callable[[Path], None]]] = [
        (f"{name}.docx", lambda path: _write_word(office, page, path)),
        (f"{name}.xlsx", lambda path: _write_excel(workbook, path)),
    ]
    with progress(jobs, "生成文件", quiet) as bar:
        for file_name, job in bar:
            path = outputs.path(file_name)
            job(path)
            outputs.add(path)
    for kept in outputs.kept:
        click.echo(f"原有文件改动过，已改名保留：{_shown(kept)}")
    for path in outputs.written:
        click.echo(f"已生成：{_shown(path)}")


def _shown(path: Path) -> Path:
    """Return a path as it is best told: from the current folder where it lies inside."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _write_word(office: Workspace, page: Any, path: Path) -> None:
    from generators.templating.word_template import read_word_template
    from generators.writers.word import write_word

    write_word(page, read_word_template(office.find_template(page.template)), path)


def _write_excel(workbook: Any, path: Path) -> None:
    from generators.writers.excel import write_excel

    write_excel(workbook, path)


def _write_annotated(register: Path, copy: Path, problems: list[Problem]) -> None:
    from generators.registers.annotate import write_annotated

    if copy.resolve() == register.resolve():
        raise click.UsageError("副本不能覆盖台账本身，请换一个文件名。")
    write_annotated(register, copy, problems)


def _new_year(year: int) -> Any:
    from datetime import datetime

    return datetime(year, 1, 1)


def _problem_data(problem: Problem) -> dict[str, str]:
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


def _show_problems(problems: list[Problem]) -> None:
    """Print problems, the serious ones first, in the order they were found."""
    for severity in Severity:
        for problem in problems:
            if problem.severity is severity:
                click.echo(f"{click.style(severity.value, fg=_COLOURS[severity])} {problem}")


def _verdict(problems: list[Problem]) -> str:
    """Return the last line of a check: how many of what, and what to do."""
    counts = {severity: sum(p.severity is severity for p in problems) for severity in Severity}
    if not problems:
        return "没有发现问题。下一步：minsheng breakdown 生成任务分解表。"
    told = "、".join(f"{severity.value} {count} 处" for severity, count in counts.items() if count)
    if counts[Severity.ERROR]:
        return f"共{told}。下一步：按上面的说明改好“错误”，再核对一次。"
    return f"共{told}，没有错误。下一步：看过提醒后，minsheng breakdown 生成任务分解表。"
