"""Build the shipped templates, the same bytes every time: two Word files, 版式.xlsx and 词汇.xlsx.

Sizes and distances follow GB/T 9704-2012 where it says something; margins of the landscape pages are those
of the upright page turned, so that the text block stays 225 by 156 mm. Offices edit the results in Word and
Excel.

    python -m tools.build_templates [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from generators.opc.writing import PackedParts, write_package
from tools.templates.layouts import write_layouts
from tools.templates.own_words import write_own_words
from tools.templates.styles import STYLES
from tools.templates.words import BREAKDOWN, SUMMARY, parts_of

ROOT = Path(__file__).resolve().parent.parent
WORD_TEMPLATES = {"任务分解表.docx": BREAKDOWN, "进展情况汇总.docx": SUMMARY}


def build(folder: Path) -> list[Path]:
    """Write the shipped templates into ``folder`` and return their paths."""
    for name, body in WORD_TEMPLATES.items():
        write_package(folder / name, PackedParts(), parts_of(body, STYLES))
    write_layouts(folder / "版式.xlsx")
    write_own_words(folder / "词汇.xlsx")
    return [folder / name for name in (*WORD_TEMPLATES, "版式.xlsx", "词汇.xlsx")]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates"):
        print(path)
