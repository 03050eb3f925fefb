"""How the program speaks: a bar only where somebody watches, plain text where asked, Chinese in any encoding."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from generators.console import as_json, colours, progress

ROOT = Path(__file__).parent.parent


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


class GbkConsole(io.StringIO):
    """A stream of a Chinese Windows console."""

    encoding = "gbk"


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, quiet: bool = False) -> str:
    """Return what a bar of two steps leaves on a stream."""
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(2, "任务分解表", quiet) as advance:
        advance()
        advance()
    return stream.getvalue()


def test_a_terminal_shows_a_bar_that_reaches_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = shown(Terminal(), monkeypatch)

    assert "任务分解表" in bar
    assert "100%" in bar


def test_no_bar_is_shown_where_quiet_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Terminal(), monkeypatch, quiet=True) == ""


def test_no_bar_is_shown_in_a_file_or_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch) == ""


def test_a_bar_is_never_on_stdout(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shown(Terminal(), monkeypatch)

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("value", "wanted"), [("1", False), ("", None), (None, None)])
def test_no_color_asks_for_plain_text_when_it_is_not_empty(
    value: str | None, wanted: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if value is not None:
        monkeypatch.setenv("NO_COLOR", value)

    assert colours() is wanted


def test_no_command_colours_its_text_under_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    with click.Context(click.Command("核对")) as context:
        for value, codes in (("", True), ("1", False)):
            monkeypatch.setenv("NO_COLOR", value)
            context.color = colours()
            stream.truncate(0)
            click.secho("错误", fg="red", file=stream)

            assert ("\x1b[" in stream.getvalue()) is codes


def test_json_is_readable_where_the_console_can_print_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", GbkConsole())

    assert "市教育局" in as_json({"单位": "市教育局"})


def test_json_is_escaped_where_the_console_lacks_a_sign_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", GbkConsole())
    data = {"姓名": "𬱖", "范围": "1≤x•2"}

    text = as_json(data)

    assert text.isascii()
    assert json.loads(text) == data


def said(*arguments: str, language: str = "en_US.UTF-8") -> str:
    """Return what the program says on stderr on a machine of another language."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LANG": language, "LANGUAGE": "en"}
    command = [sys.executable, "-m", "generators", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False).stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chekc"], "没有"),
        (["check"], "台账"),
        (["check", "没有这个文件.xlsx"], "不存在"),
        (["check", "--nothing"], "选项"),
        (["new", "x", "--region", "示例县"], "--year"),
        (["new", "x", "--region", "示例县", "--year", "二〇二二"], "不是有效的年度"),
        (["new", "x", "--region", "示例县", "--year", "1999"], "2000"),
    ],
)
def test_what_click_itself_says_of_misuse_is_chinese(arguments: list[str], sentence: str) -> None:
    told = said(*arguments)

    assert sentence in told
    for english in ("Usage", "Try ", "Error", "Missing", "No such", "Invalid", "does not", "not a valid", "is not in", "integer", "range"):
        assert english not in told, told
