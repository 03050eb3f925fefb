"""Money that sentences tell: it stands on 投资, in 万元, and counts for no indicator."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from generators.extraction.documents import Line, extract_document
from generators.model.register import Investment
from generators.model.settings import Settings
from generators.published.drafting import draft_register
from generators.published.investments import DONE, invested
from generators.published.reading import document_of_text
from generators.published.writing import investment_rows, write_draft
from generators.registers.create import create_register
from generators.registers.read import read_register
from tests.published_files import text_file
from tests.test_adding import add, lines

TITLE = "示例县2024年民生实事项目进展情况（截至{}）"


def report(content: str, progress: str, when: str = "二季度") -> list[str]:
    return [TITLE.format(when), "一、桥梁工程", f"建设内容：{content}", f"进展情况：{progress}"]


def drafted(content: str, progress: str) -> tuple[list[tuple[object, ...]], list[str], list[str]]:
    """Return the rows of 投资, the names of the indicators and the doubts about money."""
    draft = draft_register([document_of_text("\n".join(report(content, progress)), "a.txt")])
    names = [str(row[2]) for row in draft.rows["指标"]]
    told = [entry.reason.partition("：")[2] for entry in draft.doubtful if "投资数" in entry.reason]
    return investment_rows(draft), names, told


def standing(path: Path) -> list[Investment]:
    return list(read_register(path)[0].investments)


@pytest.mark.parametrize(
    ("content", "progress", "row", "names"),
    [
        ("新建桥梁3座。总投资2.1亿元，年度计划投资8000万元。", "已建成1座，累计完成投资4600万元。",
         (21000, 8000, 4600), ["桥梁"]),
        ("新建桥梁3座，总投资2亿元，年内完成投资1亿元。", "投资完成6000万元。", (20000, 10000, 6000), ["桥梁"]),
        ("新建桥梁3座，计划总投资3200万元。", "已建成1座，完成年度投资1200万元。", (3200, None, 1200), ["桥梁"]),
        ("新建桥梁3座，今年计划完成投资5000万元。", "已建成1座。", (None, 5000, None), ["桥梁"]),
    ],
)  # fmt: skip
def test_money_in_all_of_the_year_and_spent_stands_on_its_sheet(
    content: str, progress: str, row: tuple[int | None, ...], names: list[str]
) -> None:
    found, indicators, told = drafted(content, progress)

    amounts = tuple(None if one is None else Decimal(one) for one in row)
    assert found == [("1.1", *amounts[:2], None, amounts[2], None, None)]
    assert [name.removeprefix("新建") for name in indicators] == names
    assert told == []


@pytest.mark.parametrize(
    ("content", "progress", "told"),
    [
        ("新建桥梁3座，总投资约1.5亿元。", "已建成1座。", ["总投资约1.5亿元"]),
        ("新建桥梁3座。", "已建成1座，完成投资1200余万元。", ["完成投资1200余万元"]),
        ("新建桥梁3座。", "自开工以来累计完成投资1200万元。", ["完成投资1200万元"]),
        ("新建桥梁3座。", "建成1座，二季度完成投资1200万元。", ["完成投资1200万元"]),
        ("新建桥梁3座。", "东桥完成投资1200万元。西桥完成投资800万元。", ["东桥完成投资1200万元、西桥完成投资800万元"]),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_only_listed(content: str, progress: str, told: list[str]) -> None:
    found, names, reasons = drafted(content, progress)

    assert found == []
    assert len(names) == 1
    assert reasons == told


def test_what_was_spent_until_nobody_knows_when_is_only_listed() -> None:
    told = extract_document([Line("新建桥梁3座。", "target", 1), Line("完成投资1200万元。", "progress", 1)])

    assert invested(told, quarter=0).left == ("完成投资1200万元",)
    assert invested(told, quarter=3).amounts == {DONE: Decimal(1200)}


@pytest.mark.parametrize(
    ("content", "progress"),
    [("完成投资5亿元。", "完成投资2亿元。"), ("完成水利投资10亿元。", "完成投资6亿元。"), ("发放贷款3亿元。", "发放贷款1亿元。")],
)  # fmt: skip
def test_money_that_is_all_that_is_promised_stays_an_indicator(content: str, progress: str) -> None:
    found, names, told = drafted(content, progress)

    assert (found, told, len(names)) == ([], [], 1)


def test_a_later_document_fills_the_blanks_of_the_sheet_and_tells_what_differs(tmp_path: Path) -> None:
    first = report("新建桥梁3座，总投资2亿元。", "已建成1座，完成投资4600万元。")
    later = report("新建桥梁3座，总投资2.2亿元，年度计划投资8000万元。", "已建成2座，完成投资7600万元。", "三季度")
    book = tmp_path / "台账.xlsx"
    write_draft(draft_register([document_of_text("\n".join(first), "a.txt")]), book)

    result = add(text_file(tmp_path / "b.txt", later, []), book)

    assert result.exit_code == 0, result.output
    assert "投资 2 格" in result.output
    [found] = standing(book)
    assert (found.total, found.planned) == (20000, 8000)
    assert found.invested == (None, 4600, 7600, None)
    assert "“投资”已填 20000 万元，文件写的是 22000 万元" in result.output
    assert any("22000" in str(line[4]) for line in lines(book))


def test_a_task_without_a_row_of_its_own_gets_one_and_only_once(tmp_path: Path) -> None:
    first = report("新建桥梁3座。", "已建成1座。")
    later = text_file(tmp_path / "b.txt", report("新建桥梁3座。", "已建成2座，完成投资7600万元。", "三季度"), [])
    book = tmp_path / "台账.xlsx"
    write_draft(draft_register([document_of_text("\n".join(first), "a.txt")]), book)

    add(later, book)
    again = add(later, book)

    assert [(one.number, one.invested) for one in standing(book)] == [("1.1", (None, None, 7600, None))]
    assert "没有新的内容要加" in again.output


@pytest.mark.parametrize(("others", "spent", "told"), [([], 7600, ""), (["新建渡口2个。"], None, "项目有几个事项")])
def test_a_row_of_a_project_is_that_of_its_task_where_it_has_but_one(
    others: list[str], spent: int | None, told: str, tmp_path: Path
) -> None:
    contents = ["新建桥梁3座。", *others]
    tasks = [("1", "桥梁工程", "", f"1.{at}", content, "2024年底", "李明", "县住建局", "无", "")
             for at, content in enumerate(contents, 1)]  # fmt: skip
    book = tmp_path / "台账.xlsx"
    rows = {"任务": tasks, "投资": [("1", 20000, 8000)]}
    create_register(book, Settings("示例县", 2024), rows, created=datetime(2024, 1, 1))

    result = add(text_file(tmp_path / "b.txt", report(contents[0], "已建成2座，完成投资7600万元。"), []), book)

    assert result.exit_code == 0, result.output
    assert [(one.number, one.invested[1]) for one in standing(book)] == [("1", spent)]
    assert told in "".join(str(line[4]) for line in lines(book))
