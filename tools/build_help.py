"""Write generators/help.txt, the stored page of ``minsheng --help``: ``python tools/build_help.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generators.console import speak_chinese  # noqa: E402

speak_chinese()
from click.testing import CliRunner  # noqa: E402 - click translates its words as parameters are built

from generators.cli import cli  # noqa: E402

if __name__ == "__main__":
    page = CliRunner().invoke(cli, ["--help"], prog_name="minsheng").output
    (ROOT / "generators" / "help.txt").write_text(page, encoding="utf-8")
