"""The judges themselves: they must convert, and must really calculate anew."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import load_workbook

from tests.office import convert, pdf_pages, recalculate


def workbook_with_a_wrong_result(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("计算")
        sheet.write("A1", 6)
        sheet.write_formula("B1", "=A1*7", None, 999)
    return path


@pytest.mark.office
def test_recalculating_replaces_a_stored_result_that_is_wrong(tmp_path: Path) -> None:
    path = workbook_with_a_wrong_result(tmp_path / "旧.xlsx")
    out = tmp_path / "新"

    [again], [trusted] = recalculate([path], out), convert([path], tmp_path / "照旧", "xlsx")

    assert openpyxl.load_workbook(trusted, data_only=True)["计算"]["B1"].value == 999
    assert openpyxl.load_workbook(again, data_only=True)["计算"]["B1"].value == 42
    assert load_workbook(path).get_sheet_by_name("计算").to_python() == [[6.0, 999.0]]


@pytest.mark.office
def test_many_files_are_converted_in_one_call_and_keep_their_order(tmp_path: Path) -> None:
    paths = [workbook_with_a_wrong_result(tmp_path / f"{name}.xlsx") for name in ("乙", "甲", "丙")]

    pdfs = convert(paths, tmp_path)

    assert [pdf.name for pdf in pdfs] == ["乙.pdf", "甲.pdf", "丙.pdf"]
    assert "6" in pdf_pages(pdfs[0])[0]


def test_two_files_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="overwrite"):
        convert([tmp_path / "a" / "表.xlsx", tmp_path / "b" / "表.xlsx"], tmp_path)
