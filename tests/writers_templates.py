"""Small Word templates for the tests of the writers, made the way an office makes them: in Word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONTS = {"表头": "黑体", "表文": "仿宋_GB2312", "公文标题": "方正小标宋简体"}
SIZES = {"表头": 12, "表文": 12, "公文标题": 22}
PITCHES = {"表头": 18, "表文": 18, "公文标题": 33}


def word_template(path: Path, paragraphs: Sequence[tuple[str, str]], landscape: bool = True,
                  styles: Sequence[str] = tuple(FONTS)) -> Path:  # fmt: skip
    """Write a template of paragraphs, each (style, text), with page margins of GB/T 9704; return its path."""
    document = docx.Document()
    lay_page(document.sections[0], landscape)
    for name in styles:
        add_style(document, name)
    for style, text in paragraphs:
        document.add_paragraph(text, style or None)
    document.save(str(path))
    return path


def lay_page(section: object, landscape: bool) -> None:
    """Set A4 with the margins of the standard."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin = section.right_margin = Mm(25)


def add_style(document: object, name: str) -> None:
    """Add a paragraph style with its Chinese font, size and exact lines."""
    style = document.styles.add_style(name, 1)
    style.font.name, style.font.size = "Times New Roman", Pt(SIZES[name])
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[name])
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(PITCHES[name])
    style.paragraph_format.space_after = Pt(0)


def breakdown_template(folder: Path) -> Path:
    """Write the template that most tests use."""
    lines = [("公文标题", "{{ 标题 }}"), ("表文", ""), ("", "[[任务分解表]]")]
    return word_template(folder / "任务分解表测试.docx", lines)
