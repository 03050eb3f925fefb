"""词汇.xlsx: words an office adds, from its own file to what is read out of a sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from generators.errors import TemplateError
from generators.extraction.documents import extract_sentence
from generators.extraction.lexicon import shipped
from generators.published.own_words import FILE, KINDS, STAGES, read_own_words
from generators.workspace import shipped_templates

ROOT = Path(__file__).resolve().parent.parent


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
    own = read_own_words(
        list_of(tmp_path, ("计量单位", "垧"), ("计量单位", "晌", "垧"), ("动词", "增殖放流"))
    )

    assert [one.value for one in extract_sentence("新增牧草地30垧。").indicators] == []
    assert [
        (one.unit, one.value) for one in extract_sentence("新增牧草地30晌。", lexicon=own).indicators
    ] == [("垧", 30)]


def test_a_stage_of_an_office_is_told(tmp_path: Path) -> None:
    own = read_own_words(list_of(tmp_path, ("进度词", "亮灯", "投入使用")))

    (found,) = extract_sentence("环城南路隧道亮灯。", "progress", own).indicators
    assert (found.name, found.stage) == ("环城南路隧道", "in_use")


#: What the sentence of each example in the manual says with its word, name and number or stage.
IN_THE_MANUAL = {
    "垧": ("种草", "30垧", "垧"), "晌": ("种草", "30晌", "垧"), "亮灯": ("环城南路隧道", "亮灯", "in_use"),
    "增殖放流": ("淡水鱼苗", "5万尾", "尾"),
}  # fmt: skip


def test_the_examples_of_the_manual_are_true(tmp_path: Path) -> None:
    page = (ROOT / "docs/manual/模板.md").read_text("utf-8")
    table = page.partition("| 类别 | 词 | 意思 | 有了它 |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table]
    own = read_own_words(list_of(tmp_path, *(row[:3] for row in rows)))
    quoted = {word: re.search("“(.+?)”", said) for _, word, _, said in rows}
    texts = {word: one[1] if one and one[1] != word else f"种草30{word}" for word, one in quoted.items()}

    found = {
        word: [
            (one.name, one.raw, one.stage or one.unit)
            for one in extract_sentence(text, "progress" if word == "亮灯" else "target", own).indicators
        ]
        for word, text in texts.items()
    }

    assert found == {word: [one] for word, one in IN_THE_MANUAL.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_kind_is_taken(tmp_path: Path, kind: str) -> None:
    word, meaning = KINDS[kind].example

    assert read_own_words(list_of(tmp_path, (kind, word, meaning))) is not shipped()


def test_every_stage_has_a_chinese_name() -> None:
    known = set(shipped().predicates.values()) | set(shipped().verb_stages.values())

    assert known <= set(STAGES.values())


def test_all_mistakes_are_told_with_their_cells(tmp_path: Path) -> None:
    rows = [
        ("单位", "垧"),
        ("动词", ""),
        ("动词", "增殖 放流"),
        ("进度词", "亮灯", "点亮了"),
        ("数前词", "起码"),
        ("", "垧"),
    ]

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


def run(folder: Path, *arguments: str, text: str = "") -> str:
    """Run the program in a folder and return what it printed."""
    done = subprocess.run([sys.executable, "-m", "generators", *arguments], cwd=folder, input=text, capture_output=True,
                          encoding="utf-8", env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"})  # fmt: skip
    return done.stdout + done.stderr


def test_extract_reads_by_the_words_of_the_folder_it_runs_in(tmp_path: Path) -> None:
    assert "\t30晌\t=" not in run(tmp_path, "extract", "-", text="新增牧草地30晌。")
    (tmp_path / "templates").mkdir()
    list_of(tmp_path / "templates", ("计量单位", "晌", "垧"))

    assert "\t30晌\t=" in run(tmp_path, "extract", "-", text="新增牧草地30晌。")


def test_import_reads_by_the_words_of_the_office_it_writes_for(tmp_path: Path) -> None:
    office = tmp_path / "office"
    (office / "templates").mkdir(parents=True)
    (office / "inputs").mkdir()
    list_of(office / "templates", ("计量单位", "晌", "垧"))
    (tmp_path / "目标.txt").write_text(
        "2031年石桥县民生实事\n1、新增牧草地30晌。\n2、新建驿站4座。\n", "utf-8"
    )

    run(tmp_path, "import", "目标.txt", "-o", "office/inputs/草稿.xlsx", "--region", "石桥县")

    assert '"unit_of_measure": "垧"' in run(tmp_path, "show", "office/inputs/草稿.xlsx", "--json")


def test_mistakes_in_the_words_stop_an_import_with_their_cells(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    list_of(tmp_path / "templates", ("单位", "晌"))

    said = run(tmp_path, "extract", "-", text="新增牧草地30晌。")

    assert "词汇.xlsx［词汇］A2：没有“单位”这个类别。" in said
    assert "（VOC-2）" in said
