"""How the command line speaks: Chinese throughout, in UTF-8 and GBK consoles, quietly where asked."""

from __future__ import annotations

import contextlib
import gettext
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent / "locale"


def speak_chinese() -> None:
    """Let click's own sentences come from our catalogue, whatever the language of the machine."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(LOCALE))


def survive_any_console() -> None:
    """Print what the console's encoding (GBK, say) cannot hold as ``?`` instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def colours() -> bool | None:
    """Return False where NO_COLOR asks for plain text, None to let the terminal decide."""
    return False if os.environ.get("NO_COLOR") else None


def as_json(data: Any) -> str:
    """Return ``data`` as JSON; escaped to ASCII where the console's encoding lacks a sign of it."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, indent=2)
    return text


@contextlib.contextmanager
def progress(steps: int, label: str, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """Show a bar of ``steps`` on stderr and give what moves it on; no bar where quiet or unwatched."""
    import click

    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=steps, label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)
