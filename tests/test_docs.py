"""README and manual tell the truth: every session in them is run and its output compared."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generators.__main__ import help_page
from generators.console import speak_chinese

speak_chinese()
from generators.cli import cli  # noqa: E402 - click translates its words as parameters are built

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs" / "manual").glob("*.md")])
_SESSION = re.compile(r"^```console\n(.*?)^```", re.S | re.M)


def run_minsheng(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as a user would, in ``folder``."""
    return subprocess.run(
        [sys.executable, "-m", "generators", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def steps_of(page: Path) -> list[tuple[str, str]]:
    """Return (command, output as printed in the page) of every console session of a page, in order."""
    steps: list[tuple[str, str]] = []
    for session in _SESSION.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", session, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            steps.append((command, output))
    return steps


def as_pattern(output: str) -> re.Pattern[str]:
    """Return a pattern for printed output, in which a line ``…`` stands for any lines left out."""
    lines = (r"(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in output.splitlines())
    return re.compile("".join(lines))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a folder that holds the sample registers as the checkout does."""
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    (tmp_path / "目标.txt").write_text("新建公园3个，年内竣工2个；登记失业率不高于4%。\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_session_in_the_documentation_prints_what_it_says(page: Path, office: Path) -> None:
    for command, output in steps_of(page):
        words = shlex.split(command)
        if words[0] != "minsheng":
            continue
        ran = run_minsheng(words[1:], office)

        assert as_pattern(output).fullmatch(ran.stdout + ran.stderr), (command, ran.stdout, ran.stderr)


def test_the_documentation_has_sessions() -> None:
    assert sum(len(steps_of(page)) for page in PAGES) >= 6


def commands() -> list[str]:
    names = []
    for name, command in cli.commands.items():
        inner = getattr(command, "commands", None)
        names += [f"{name} {sub}" for sub in inner] if inner else [name]
    return names


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_and_stands_in_readme_and_manual(name: str) -> None:
    shown = CliRunner().invoke(cli, [*name.split(), "--help"], prog_name="minsheng").output
    manual = "".join(page.read_text(encoding="utf-8") for page in PAGES if page.name != "README.md")

    assert re.search(r"[\u4e00-\u9fff]{6,}", shown)
    assert f"minsheng {name}" in manual
    assert f"minsheng {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_stored_help_page_is_what_click_prints() -> None:
    shown = CliRunner().invoke(cli, ["--help"], prog_name="minsheng").output

    assert help_page() == shown


def test_the_message_catalogue_is_what_its_script_writes() -> None:
    messages = built("build_messages")

    assert messages.TARGET.read_bytes() == messages.catalogue()


def built(script: str) -> Any:
    """Import a script of tools/ by name."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return __import__(script)
    finally:
        sys.path.pop(0)


def test_the_page_of_codes_is_what_its_script_writes() -> None:
    codes = built("build_codes")

    assert codes.PAGE.read_text(encoding="utf-8") == codes.page()


def test_no_code_stands_in_the_manual_twice() -> None:
    page = (ROOT / "docs" / "manual" / "问题代码.md").read_text(encoding="utf-8")

    codes = re.findall(r"^\| ([A-Z]+-[0-9]+) \|", page, flags=re.M)
    assert len(codes) > 80
    assert len(codes) == len(set(codes))


def test_a_code_of_writing_or_of_layouts_is_given_in_one_module_only() -> None:
    given: dict[str, set[str]] = {}
    for path in (ROOT / "generators").rglob("*.py"):
        for code in re.findall(r'"((?:OUT|LAY)-[0-9]+)"', path.read_text(encoding="utf-8")):
            given.setdefault(code, set()).add(path.name)

    assert len(given) > 12
    assert {code: modules for code, modules in given.items() if len(modules) > 1} == {}


def test_every_code_of_the_program_stands_in_the_manual() -> None:
    page = (ROOT / "docs" / "manual" / "问题代码.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generators").rglob("*.py"))

    codes = set(re.findall(r'"([A-Z]{3,5}-[0-9]{1,2})"', sources)) - {"UTF-8", "UTF-16"}
    assert len(codes) > 80
    assert sorted(code for code in codes if f"| {code} |" not in page) == []
