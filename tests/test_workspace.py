"""An office's folder: whose template wins, safe names, and that an edited output is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.errors import OutputError, TemplateError
from generators.workspace import MAX_NAME_BYTES, Outputs, Workspace, safe_name


def test_the_office_s_own_template_wins_over_the_shipped_one(tmp_path: Path) -> None:
    office = Workspace(tmp_path)
    shipped = office.find_template("版式.xlsx")
    office.templates.mkdir()
    (office.templates / "版式.xlsx").write_bytes(b"own")

    assert shipped.parent != office.templates
    assert office.find_template("版式.xlsx") == office.templates / "版式.xlsx"
    assert [t.own for t in office.list_templates() if t.name == "版式.xlsx"] == [True]


def test_an_unknown_template_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"现有模板：.*版式\.xlsx"):
        Workspace(tmp_path).find_template("通告.docx")


def test_lock_files_of_office_are_no_templates(tmp_path: Path) -> None:
    office = Workspace(tmp_path)
    office.templates.mkdir()
    (office.templates / "~$任务分解表.docx").write_bytes(b"")

    assert not [t for t in office.list_templates() if t.own]


def test_a_register_in_inputs_belongs_to_the_folder_above(tmp_path: Path) -> None:
    assert Workspace.around(tmp_path / "inputs" / "台账.xlsx").root == tmp_path.resolve()
    assert Workspace.around(tmp_path / "台账.xlsx").root == tmp_path.resolve()


def write(outputs: Outputs, name: str, content: bytes) -> None:
    path = outputs.path(name)
    path.write_bytes(content)
    outputs.add(path)


def test_our_own_file_is_written_over(tmp_path: Path) -> None:
    write(Outputs(tmp_path), "表.docx", b"first")
    again = Outputs(tmp_path)
    write(again, "表.docx", b"second")

    assert again.kept == []
    assert (tmp_path / "表.docx").read_bytes() == b"second"


def test_a_file_edited_by_a_clerk_is_kept_under_another_name(tmp_path: Path) -> None:
    for edit in (b"edited once", b"edited twice"):
        write(Outputs(tmp_path), "表.docx", b"ours")
        (tmp_path / "表.docx").write_bytes(edit)
    write(Outputs(tmp_path), "表.docx", b"ours")

    assert (tmp_path / "表（保留1）.docx").read_bytes() == b"edited once"
    assert (tmp_path / "表（保留2）.docx").read_bytes() == b"edited twice"
    assert (tmp_path / "表.docx").read_bytes() == b"ours"


def test_a_folder_that_cannot_be_made_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_text("a file stands where the folder should be")

    with pytest.raises(OutputError, match="OUT-"):
        Outputs(tmp_path / "outputs").path("表.docx")


@given(st.text(min_size=1, max_size=200))
def test_a_name_made_from_any_text_is_safe(text: str) -> None:
    try:
        name = safe_name(text)
    except ValueError:
        return

    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert len(name.encode()) <= MAX_NAME_BYTES + 7
    assert name not in (".", "..")
    assert not name.endswith((".", " "))


@pytest.mark.parametrize("text", ["CON", "nul.docx", "com1", "../x", "a\u202eb", " 表 ", "~$表", "=1+1"])
def test_a_dangerous_name_is_changed_and_marked(text: str) -> None:
    assert safe_name(text) != text
    assert "-" in safe_name(text)


def test_two_names_that_differ_only_in_what_is_forbidden_stay_apart() -> None:
    assert len({safe_name(text) for text in ("a/b", "a:b", "a\\b", "a_b")}) == 4
