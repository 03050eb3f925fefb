"""Draw the pictures of README and manual from real output: ``python tools/make_pictures.py``.

Needs LibreOffice, poppler and ImageMagick. With MINSHENG_FONTS naming a folder of fonts that look like 仿宋
and its kin (the free Fandol fonts, for one) pages look as on an office's machine; without it Noto stands in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "manual" / "images"
REGISTER = ROOT / "inputs" / "示例市2022年民生实事台账.xlsx"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><include>{project}</include></fontconfig>"""
#: picture: (which file, its page or what its first page says, dots an inch)
PAGES: dict[str, tuple[str, int | str, int]] = {
    "board": ("register", "进展看板", 80),
    "tasks": ("register", "台账（任务）", 80),
    "indicators": ("register", "台账（指标）", 80),
    "breakdown-1": ("breakdown.docx", 1, 70),
    "breakdown-2": ("breakdown.docx", 2, 70),
    "breakdown-excel": ("breakdown.xlsx", 1, 70),
    "summary-1": ("summary.docx", 1, 70),
    "summary-table": ("summary.xlsx", 1, 70),
}


def main() -> None:
    """Make the documents, print them, and keep the pages the manual shows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdfs = print_all(make_documents(folder), folder)
        IMAGES.mkdir(parents=True, exist_ok=True)
        for picture, (document, page, dots) in PAGES.items():
            draw(pdfs[document], page, dots, IMAGES / f"{picture}.png")
    join(("tasks", "breakdown-1", "summary-1"), IMAGES / "overview.png")


def make_documents(folder: Path) -> dict[str, Path]:
    """Return the register and the four documents of its first quarter, by short names."""
    for command in (["breakdown"], ["summary", "--period", "2022Q1"]):
        run([sys.executable, "-m", "generators", *command, str(REGISTER), "-o", str(folder)])
    made = {"register": Path(shutil.copy(REGISTER, folder / "register.xlsx"))}
    for path in [*folder.glob("2022*"), *folder.glob("示例*")]:
        short = ("summary" if "汇总" in path.name else "breakdown") + path.suffix
        made[short] = path.rename(folder / f"{path.suffix[1:]}-{short}")
    return made


def print_all(made: dict[str, Path], folder: Path) -> dict[str, Path]:
    """Return a PDF of each file, all converted in one call."""
    settings = folder / "fonts.conf"
    settings.write_text(
        FONTS.format(folder=os.environ.get("MINSHENG_FONTS", folder), project=ROOT / "tests" / "fonts.conf")
    )
    os.environ["FONTCONFIG_FILE"] = str(settings)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in made.values()]
    run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files])
    return {short: path.with_suffix(".pdf") for short, path in made.items()}


def page_of(pdf: Path, said: int | str) -> int:
    """Return the number of the first page that says so; a number is returned as it is."""
    if isinstance(said, int):
        return said
    command = ["pdftotext", "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return next(number for number, page in enumerate(text.split("\f"), 1) if said in page)


def draw(pdf: Path, page: int | str, dots: int, picture: Path) -> None:
    """Draw one page, its white margins cut to a narrow frame."""
    number = str(page_of(pdf, page))
    pages = ["-f", number, "-l", number, "-r", str(dots)]
    run(["pdftoppm", "-png", "-singlefile", *pages, str(pdf), str(picture.with_suffix(""))])
    cut = ["-trim", "-bordercolor", "white", "-border", "12", "-bordercolor", "#bbbbbb", "-border", "1"]
    run(["convert", str(picture), *cut, "+repage", "+dither", "-colors", "48", str(picture)])


def join(pictures: tuple[str, ...], target: Path) -> None:
    """Lay pictures side by side at one height."""
    files = [str(IMAGES / f"{picture}.png") for picture in pictures]
    frame = ["-bordercolor", "white", "-border", "6"]
    run(["convert", *files, "-resize", "x460", *frame, "+append", "+dither", "-colors", "64", str(target)])


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
