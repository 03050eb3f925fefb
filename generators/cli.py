"""The commands. Each parses, calls, and says what was written and what to do next.

Exit codes: 0 done, 1 problems in the data, 2 misuse. Heavy imports happen inside the command that needs them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generators import __version__
from generators.console import as_json, colours, progress, survive_any_console
from generators.errors import Severity
from generators.running import (
    LAYOUTS,
    add_into,
    clock_of,
    file_name_of,
    find_layout,
    find_problems,
    own_words,
    parse_period,
    problem_data,
    read,
    read_checked,
    remind,
    show_problems,
    shown,
    tell,
    verdict,
    workspace_of,
    write_both,
    write_copy,
)

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
YEAR = click.IntRange(2000, 2100)
YEAR.name = "年度"  # click says this name when what was typed is no number
DEFAULT_LAYOUT = "市级任务分解表"
SUMMARY_LAYOUT = "进展情况表"
STEPS = 4  # read, compose, Word, Excel

output_option = click.option(
    "--output", "-o", type=FOLDER, help="写到哪个文件夹（默认：台账所在工作目录的 outputs/）。"
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="只说结果，不显示进度和提醒。")


class Command(click.Command):
    """A command that tells in Chinese what is missing, and that an option was given twice."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed. Raises UsageError."""
        _, _, given = self.make_parser(context).parse_args(list(args))
        options = [one for one in given if isinstance(one, click.Option) and not one.is_flag]
        twice = next((one for one in options if options.count(one) > 1), None)
        if twice is not None:
            raise click.UsageError(f"选项“{twice.opts[0]}”写了不止一次，请只留一个。", context)
        try:
            return super().parse_args(context, args)
        except click.MissingParameter as missing:
            one = missing.param
            kind = "选项" if isinstance(one, click.Option) else "参数"
            name = one.opts[0] if isinstance(one, click.Option) else one.make_metavar(context) if one else ""
            raise click.UsageError(f"缺少{kind}“{name}”。", context) from missing


class Group(click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


@click.group(
    cls=Group,
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
@click.option("--year", required=True, type=YEAR, help="年度，如 2022。")
def new(folder: Path, region: str, year: int) -> None:
    """新建一个工作目录，里面有一本可以直接填写的空台账。"""
    from datetime import datetime

    from generators.model.settings import Settings
    from generators.registers.create import create_register
    from generators.workspace import Outputs, Workspace

    office = Workspace(folder)
    outputs = Outputs(office.inputs)
    name = f"{file_name_of(region)}{year}年民生实事台账.xlsx"
    if (office.inputs / name).exists():
        raise click.UsageError(f"{office.inputs / name} 已经存在，没有改动它。请换一个文件夹，或先把它移走。")
    path = outputs.path(name)
    create_register(path, Settings(region=region, year=year), {}, created=datetime(year, 1, 1))
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
    problems = find_problems(register, quiet or json_)
    if copy:
        write_copy(register, copy, problems)
    if json_:
        click.echo(as_json({"register": str(register), "problems": [problem_data(p) for p in problems]}))
    else:
        show_problems([p for p in problems if not quiet or p.severity is Severity.ERROR])
        if copy:
            click.echo(f"已另存带批注的副本：{copy}（原台账没有改动）")
        click.echo(verdict(problems))
    blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    raise SystemExit(int(any(problem.severity in blocking for problem in problems)))


@cli.command(options_metavar="[选项]")
@click.argument("register", metavar="台账", type=EXISTING)
@click.option("--json", "json_", is_flag=True, help="以 JSON 输出（已补全合并格和省略的内容）。")
def show(register: Path, json_: bool) -> None:
    """显示台账里的项目、事项、指标和进展。"""
    from generators.registers.dump import as_data, as_tree

    book = read(register)
    click.echo(as_json(as_data(book)) if json_ else as_tree(book))
    if not json_:
        click.echo(f"下一步：minsheng check {shown(register)} 核对，或加 --json 输出全部内容。")


@cli.command(options_metavar="[选项]")
@click.argument("register", metavar="台账", type=EXISTING)
@click.option("--layout", help="版式.xlsx 里的版式名称；不写就用台账设置里的“分解表版式”。")
@output_option
@quiet_option
def breakdown(register: Path, layout: str | None, output: Path | None, quiet: bool) -> None:
    """把台账做成任务分解表（Word 和 Excel）。"""
    from generators.documents import breakdown as document

    with progress(STEPS, "任务分解表", quiet) as advance:
        book, problems = read_checked(register)
        advance()
        office = workspace_of(register)
        form = find_layout(office, layout or book.settings.layout or DEFAULT_LAYOUT, reported=False)
        created = clock_of(book)
        page = document.compose(book, form, created)
        workbook = document.compose_book(book, form, created)
        advance()
        outputs = write_both(office, output, page, workbook, advance)
    tell(outputs)
    remind(problems, register, quiet)
    click.echo(f"下一步：打开核对；要改栏目、标题或字体，运行 minsheng templates copy {LAYOUTS}")


@cli.command(options_metavar="[选项]")
@click.argument("register", metavar="台账", type=EXISTING)
@click.option("--period", required=True, help="期次，如 2022Q1、上半年。")
@click.option("--layout", default=SUMMARY_LAYOUT, show_default=True, help="版式.xlsx 里的版式名称。")
@output_option
@quiet_option
def summary(register: Path, period: str, layout: str, output: Path | None, quiet: bool) -> None:
    """把一个期次的进展做成进展情况汇总（Word 和 Excel）。"""
    from generators.documents import summary as document
    from generators.documents.summary_book import compose_book

    with progress(STEPS, "进展情况汇总", quiet) as advance:
        book, problems = read_checked(register)
        when = parse_period(period, book.year)
        advance()
        office = workspace_of(register)
        form = find_layout(office, layout, reported=True)
        created = clock_of(book)
        page = document.compose(book, when, form, created)
        workbook = compose_book(book, when, form, created)
        advance()
        outputs = write_both(office, output, page, workbook, advance)
    tell(outputs)
    remind(problems, register, quiet)
    click.echo("下一步：打开核对各项数字；有“未判定”的，请看是否要在台账补填。")


@cli.command("import", options_metavar="[选项]")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=EXISTING)
@click.option("--output", "-o", "target", type=NEW_FILE, help="写成哪本新台账，.xlsx。")
@click.option("--into", "register", type=EXISTING, help="加进哪本已有的台账；再写 -o 就另存，不改原来的。")
@click.option("--region", default="", help="地区；不写就取自标题（加进台账时取自台账）。")
@click.option("--year", type=YEAR, default=None, help="年度；不写就取自标题。")
@click.option("--period", default="", help="文件说的是哪一期，如 2022Q2；标题里写明的不用写。")
def import_(files: tuple[Path, ...], target: Path | None, register: Path | None, region: str,
            year: int | None, period: str) -> None:  # fmt: skip
    """把任务分解表、项目清单或进展汇总读成台账草稿，或加进已有的台账。"""
    if register is not None:
        with own_words(register):
            lines = list(add_into(files, register, target, year or 0, period, region))
    elif target is None:
        raise click.UsageError("请写明：-o 新台账.xlsx 做一本新台账，或 --into 台账.xlsx 加进已有的台账。")
    else:
        if period:
            raise click.UsageError("--period 只和 --into 一起用；做新台账时期次取自标题。")
        from generators.published.importing import import_documents, told

        with own_words(target):
            lines = told(import_documents(files, target, region, year or 0), target)
    for line in lines:
        click.echo(line)


@cli.command(options_metavar="[选项]")
@click.argument("file", metavar="文件|-")
@click.option("--jsonl", is_flag=True, help="每句一行 JSON。")
def extract(file: str, jsonl: bool) -> None:
    """把文字里的指标逐句读出来（“-”表示从键盘或管道读）。"""
    from generators.published.extracting import as_jsonl, as_text
    from generators.published.reading import document_of_text, read_document
    from generators.sources.encodings import decoded

    if file == "-":
        document = document_of_text(decoded(sys.stdin.buffer.read(), "-"), "-")
    elif Path(file).is_file():
        document = read_document(Path(file))
    elif Path(file).is_dir():
        raise click.UsageError(f"“{file}”是文件夹，这里要写文件。")
    else:
        raise click.UsageError(f"文件“{file}”不存在，请核对路径和文件名。")
    with own_words():
        for line in as_jsonl(document) if jsonl else as_text(document):
            click.echo(line)


@cli.group(options_metavar="[选项]", subcommand_metavar="命令 …")
def templates() -> None:
    """查看和复制模板，改成本单位的样子。"""


@templates.command("list", options_metavar="")
@click.argument("folder", metavar="[工作目录]", type=FOLDER, default=Path())
def list_templates(folder: Path) -> None:
    """列出模板，说明哪些已被本单位自己的模板替换。"""
    from generators.workspace import Workspace

    for template in Workspace(folder).list_templates():
        click.echo(f"{template.name}\t{f'本单位：{shown(template.path)}' if template.own else '随软件提供'}")
    click.echo("下一步：minsheng templates copy 名称，复制一份来改。")


@templates.command("copy", options_metavar="")
@click.argument("name", metavar="名称")
@click.argument("folder", metavar="[工作目录]", type=FOLDER, default=Path())
def copy_template(name: str, folder: Path) -> None:
    """把随软件提供的模板复制到工作目录的 templates/，改好后自动生效。"""
    from generators.opc.replacing import output_error, replace_file
    from generators.workspace import Workspace

    office = Workspace(folder)
    source = office.find_template(name)
    target = office.templates / name
    if target.exists():
        raise click.UsageError(f"{target} 已经存在，没有改动它。")
    try:
        office.templates.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(office.templates, error) from error
    replace_file(target, source.read_bytes())
    click.echo(f"已复制：{target}")
    click.echo(f"下一步：用 Word、Excel 或 WPS 修改它；以后由 {office.inputs} 里的台账生成文件就用这一份。")


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
