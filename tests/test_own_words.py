"""词汇.xlsx: words an office adds, from its own file to what is read out of a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from generators.errors import TemplateError
from generators.extraction.documents import extract_sentence
from generators.extraction.lexicon import shipped
from generators.published.own_words import FILE, KINDS, STAGES, read_own_words
from generators.workspace import shipped_templates


def list_of(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...] = ("类别", "词", "意思")) -> Path:
    """Write a 词汇.xlsx with some rows."""
    path = folder / FILE
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("词汇")
        for number, row in enumerate((head, *rows)):
            sheet.write_row(number, 0, row)
    return path


def told(error: TemplateError) -> list[tuple[str, str]]:
    return [(problem.code, problem.origin.cell) for problem in error.problems]


def test_the_shipped_list_adds_nothing() -> None:
    assert read_own_words(shipped_templates() / FILE) is shipped()


def test_a_unit_of_an_office_is_counted(tmp_path: Path) -> None:
    own = read_own_words(list_of(tmp_path, ("计量单位", "垧"), ("计量单位", "晌", "垧"), ("动词", "增殖放流")))

    assert [one.value for one in extract_sentence("新增牧草地30垧。").indicators] == []
    assert [(one.unit, one.value) for one in extract_sentence("新增牧草地30晌。", lexicon=own).indicators] == [("垧", 30)]


def test_a_stage_of_an_office_is_told(tmp_path: Path) -> None:
    own = read_own_words(list_of(tmp_path, ("进度词", "亮灯", "投入使用")))

    (found,) = extract_sentence("环城南路隧道亮灯。", "progress", own).indicators
    assert (found.name, found.stage) == ("环城南路隧道", "in_use")


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_kind_is_taken(tmp_path: Path, kind: str) -> None:
    word, meaning = KINDS[kind].example

    assert read_own_words(list_of(tmp_path, (kind, word, meaning))) is not shipped()


def test_every_stage_has_a_chinese_name() -> None:
    known = set(shipped().predicates.values()) | set(shipped().verb_stages.values())

    assert known <= set(STAGES.values())


def test_all_mistakes_are_told_with_their_cells(tmp_path: Path) -> None:
    rows = [("单位", "垧"), ("动词", ""), ("动词", "增殖 放流"), ("进度词", "亮灯", "点亮了"), ("数前词", "起码"), ("", "垧")]

    with pytest.raises(TemplateError) as caught:
        read_own_words(list_of(tmp_path, *rows))

    assert told(caught.value) == [
        ("VOC-2", "A2"), ("VOC-3", "B3"), ("VOC-3", "B4"), ("VOC-4", "C5"), ("VOC-4", "C6"), ("VOC-2", "A7"),
    ]  # fmt: skip
    assert "请写这些类别之一：计量单位、动词" in str(caught.value)


def test_a_list_without_its_head_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        read_own_words(list_of(tmp_path, ("计量单位", "垧"), head=("种类", "字", "说明")))

    assert told(caught.value)[0][0] == "VOC-1"
