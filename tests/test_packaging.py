"""The wheel is whole: installed without the checkout, the program works in any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKED = ("generators", "templates", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the sources and unpack it where nothing else of the project is."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in PACKED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    (source / "templates" / "~$任务分解表.docx").write_bytes(b"a lock file of Word")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("minsheng-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def run(site: Path, folder: Path, *arguments: str) -> str:
    """Run the unpacked program in ``folder``, the checkout out of reach, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "generators", *arguments] if sys.version_info >= (3, 11) else [sys.executable, "-m", "generators", *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout


def test_the_wheel_holds_templates_words_and_help_but_no_lock_files(installed: Path) -> None:
    shipped = {path.name for path in (installed / "generators" / "templates").iterdir()}

    assert shipped == {"任务分解表.docx", "版式.xlsx", "词汇.xlsx", "进展情况汇总.docx"}
    assert (installed / "generators" / "help.txt").is_file()
    assert (installed / "generators" / "locale" / "zh_CN" / "LC_MESSAGES" / "messages.mo").is_file()


def test_an_installed_program_works_in_any_folder(installed: Path, tmp_path: Path) -> None:
    assert "已建好" in run(installed, tmp_path, "new", "office", "--region", "示例县", "--year", "2027")
    sample = next((ROOT / "inputs").glob("示例区*.xlsx"))
    said = run(installed, tmp_path, "breakdown", str(sample), "-o", "out")

    assert said.count("已生成：") == 2
    assert "版式.xlsx" in run(installed, tmp_path, "templates", "list")
