"""LibreOffice and poppler as judges: convert, recalculate, read a PDF's text page by page.

Starting LibreOffice costs seconds and a file 0.2 s, so hand many files to one call. Every process has
profiles of its own: parallel test workers do not collide, and nobody's own settings are read or changed.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts.conf"
STARTING_SECONDS, SECONDS_PER_FILE = 120, 10
ALWAYS = 0  # LibreOffice's choices for recalculating on load: 0 always, 1 never, 2 ask

# headless LibreOffice trusts the results stored in a file; these settings make it calculate all of them anew
RECALCULATING = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{ALWAYS}</value></prop>
    <prop oor:name="ODFRecalcMode" oor:op="fuse"><value>{ALWAYS}</value></prop>
  </item>
</oor:items>
"""


class OfficeFailure(AssertionError):
    """LibreOffice or poppler did not do what was asked; says what it printed."""


def soffice() -> str | None:
    """Return the path of LibreOffice's program, or None when there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def missing() -> list[str]:
    """Return what the tests marked ``office`` lack on this machine, in words; empty when all is there."""
    found = {"LibreOffice (soffice)": soffice(), "poppler (pdftotext)": shutil.which("pdftotext")}
    return [name for name, path in found.items() if path is None]


@lru_cache(maxsize=2)
def profile(recalculating: bool = False) -> Path:
    """Return a LibreOffice profile folder of this process, removed when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="minsheng-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if recalculating:
        settings = folder / "user" / "registrymodifications.xcu"
        settings.parent.mkdir()
        settings.write_text(RECALCULATING, encoding="utf-8")
    return folder


def run_office(arguments: Sequence[str], seconds: float, recalculating: bool = False) -> str:
    """Run LibreOffice headless with our fonts and a profile of its own; return what it printed."""
    program = soffice()
    if program is None:
        raise OfficeFailure("LibreOffice is not installed: run tools/install_test_needs.sh")
    command = [program, f"-env:UserInstallation={profile(recalculating).as_uri()}", "--headless",
               "--norestore", "--nologo", "--nodefault", *arguments]
    return run(command, seconds, os.environ | {"FONTCONFIG_FILE": str(FONTS)})


def run(command: Sequence[str], seconds: float, environment: dict[str, str] | None = None) -> str:
    """Run a program for at most so many seconds, with its children, and return what it printed."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                          errors="replace", env=environment, start_new_session=True) as program:
        try:
            said, _ = program.communicate(timeout=seconds)
        except BaseException as stopped:
            os.killpg(program.pid, signal.SIGKILL)  # soffice is a script: its child would live on
            if isinstance(stopped, subprocess.TimeoutExpired):
                raise OfficeFailure(f"not finished after {seconds:.0f} s: {' '.join(command)}") from stopped
            raise
    if program.returncode:
        raise OfficeFailure(f"{command[0]} ended with {program.returncode}: {said}")
    return said


def convert(paths: Iterable[Path], outdir: Path, to: str = "pdf", recalculating: bool = False) -> list[Path]:
    """Convert files in one call of LibreOffice and return the new files in the same order.

    ``to`` is an extension, or LibreOffice's extension and filter as in ``"xlsx:Calc MS Excel 2007 XML"``.
    Raises OfficeFailure when a file did not come out or time ran out.
    """
    sources = [Path(path).resolve() for path in paths]
    results = [outdir / f"{source.stem}.{to.partition(':')[0]}" for source in sources]
    if len(set(results)) < len(results):
        raise ValueError("two files of the same name would overwrite each other")
    if not sources:
        return []
    said = run_office(["--convert-to", to, "--outdir", str(outdir), *map(str, sources)],
                      STARTING_SECONDS + SECONDS_PER_FILE * len(sources), recalculating)
    lost = [result.name for result in results if not result.is_file()]
    if lost:
        raise OfficeFailure(f"LibreOffice did not write {lost}: {said}")
    return results


def recalculate(paths: Iterable[Path], outdir: Path) -> list[Path]:
    """Let LibreOffice calculate every formula of workbooks anew; return the workbooks it saved, in order.

    ``outdir`` must not be a folder of the given files: they would be overwritten.
    """
    sources = [Path(path).resolve() for path in paths]
    if outdir.resolve() in {source.parent for source in sources}:
        raise ValueError("recalculated workbooks would overwrite the given ones")
    return convert(sources, outdir, "xlsx", recalculating=True)


def pdf_pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF, laid out as on the page."""
    text = run(["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"], 60)
    return text.removesuffix("\f").split("\f")
