"""Old and foreign formats made new by LibreOffice, in a process of its own with a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from generators.sources.refusals import refusal

SECONDS = 120
_WORD_ADVICE = "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再用。"
_EXCEL_ADVICE = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”再用。"
ADVICE = {"docx": _WORD_ADVICE, "xlsx": _EXCEL_ADVICE}
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_office() -> str | None:
    """Return the path of LibreOffice's program, None where it is not installed.

    Windows would look first in the folder we stand in, where documents from anywhere lie: whole paths only.
    """
    whole = (place for place in (*map(Path, _PLACES), *named_places()) if place.is_absolute())
    return next((str(place) for place in whole if place.is_file() and os.access(place, os.X_OK)), None)


def named_places() -> Iterator[Path]:
    """Yield where the program may stand by PATH."""
    for name in ("soffice.exe",) if os.name == "nt" else ("soffice", "libreoffice"):
        for folder in os.get_exec_path():
            yield Path(folder, name)


def converted(path: Path, to: str, what: str, folder: Path) -> Path:
    """Return a copy of a document in the format ``to`` (docx or xlsx), made in ``folder``.

    Macros and links are never run. Raises WorkbookError: PUB-7 without LibreOffice, PUB-8 when it fails.
    """
    program = find_office()
    if program is None:
        raise refusal("PUB-7", path.name, found=what, advice=ADVICE[to])
    source = folder / f"document{path.suffix.lower() or '.bin'}"
    shutil.copyfile(path, source)
    outdir = folder / "converted"
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo",
               "--nodefault", "--convert-to", to, "--outdir", str(outdir), str(source)]  # fmt: skip
    result = outdir / f"document.{to}"
    if not run(command, SECONDS) or not result.is_file():
        raise refusal("PUB-8", path.name, found=what, advice=ADVICE[to])
    return result


def run(command: Sequence[str], seconds: float) -> bool:
    """Run a program with its children for at most so many seconds; return whether it ended well."""
    try:
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, start_new_session=True) as program:  # fmt: skip
            try:
                return program.wait(seconds) == 0
            except BaseException as stopped:
                end(program)
                if isinstance(stopped, subprocess.TimeoutExpired):
                    return False
                raise
    except OSError:
        return False


def end(program: subprocess.Popen[bytes]) -> None:
    """End a program and its children: soffice is a script whose child would live on."""
    if hasattr(os, "killpg"):
        os.killpg(program.pid, signal.SIGKILL)
    else:  # Windows has no groups of processes
        program.kill()
