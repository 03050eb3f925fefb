"""The published documents that stand beside the checkout: imported and printed again they are the same table."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest

from generators.documents.breakdown import compose_table
from generators.extraction.sentences import sentence_key, sentences, squeezed
from generators.model.register import Register
from generators.published.drafting import draft_register
from generators.published.reading import read_document
from generators.published.writing import write_draft
from generators.registers.read import read_register
from tests.office import convert
from tests.offices import layout
from tests.published_files import MAKERS

SHARED = Path(os.environ.get("MINSHENG_SHARED") or Path(__file__).resolve().parents[2] / "shared")
SEEDS = SHARED / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds beside the checkout")

KEYS = {
    "序号": "项目.序号", "项目名称": "项目.名称", "主要内容": "任务.主要内容", "完成时限": "任务.完成时限",
    "分管市领导": "任务.分管领导", "区政府分管领导": "任务.分管领导", "牵头单位": "任务.牵头单位", "配合单位": "任务.配合单位",
}  # fmt: skip
Rows = list[list[str | None]]


def seed(number: str) -> Path:
    return next(SEEDS.glob(f"{number}_*.txt"))


def printed(number: str) -> tuple[list[str], Rows]:
    """Return the title lines and the rows of a seed's table, rows of one cell left out."""
    document = read_document(seed(number))
    table = document.tables()[0]
    width = len(table.rows[0].cells)
    rows: Rows = [[cell.text for cell in row.cells] for row in table.rows if len(row.cells) == width]
    return [one.text for one in document.paragraphs()], rows


def filled(rows: Rows) -> list[list[str]]:
    """Return the rows with blanks filled from above by the rule of the specification, without spaces."""
    above: list[str] = [""] * len(rows[0])
    out = []
    for row in rows[1:]:
        above = [text or "" if row[0] else text or above[at] for at, text in enumerate(row)]
        out.append([squeezed(text) for text in above])
    return out


def merged(rows: Rows) -> Rows:
    """Return the rows with every blank that continues the cell above told as merged with it."""
    out: Rows = [list(rows[0])]
    above = [""] * len(rows[0])
    for row in rows[1:]:
        first = bool(row[0])
        out.append([text if text or first or not above[at] else None for at, text in enumerate(row)])
        above = [text or ("" if first else above[at]) for at, text in enumerate(row)]
    return out


def imported(path: Path, folder: Path) -> Register:
    target = folder / "台账.xlsx"
    write_draft(draft_register([read_document(path)], "示例区"), target)
    return read_register(target)[0]


def printed_again(register: Register, headings: list[str | None]) -> list[list[str]]:
    table = compose_table(register, layout([KEYS[heading or ""] for heading in headings]))
    return [[squeezed(str(value or "")) for value in row.values] for row in table.rows]


def differences(found: list[list[str]], wanted: list[list[str]]) -> list[tuple[int, int, str, str]]:
    return [
        (row, column, ours, theirs)
        for row, (one, other) in enumerate(zip(found, wanted))
        for column, (ours, theirs) in enumerate(zip(one, other))
        if ours != theirs
    ]


@pytest.mark.parametrize("number", ["000", "001"])
def test_a_seed_as_it_is_gives_its_table_back(number: str, tmp_path: Path) -> None:
    _, rows = printed(number)

    again = printed_again(imported(seed(number), tmp_path), rows[0])

    assert differences(again, filled(rows)) == []
    assert len(again) == len(rows) - 1


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("told", [merged, list], ids=["merged", "blank"])
@pytest.mark.parametrize("number", ["000", "001"])
def test_a_seed_in_any_kind_of_file_gives_its_table_back(
    number: str, told, kind: str, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    titles, rows = printed(number)
    path = MAKERS[kind](tmp_path / f"表{kind}", titles, told(rows))

    register = imported(path, tmp_path)

    assert differences(printed_again(register, rows[0]), filled(rows)) == []
    assert register.year == int(re.search("20[0-9]{2}", "".join(titles))[0])  # type: ignore[index]


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("number", ["000", "001"])
def test_a_seed_as_an_old_sheet_gives_its_table_back(number: str, kind: str, tmp_path: Path) -> None:
    titles, rows = printed(number)
    sources = [
        MAKERS[".xlsx"](tmp_path / f"{told.__name__}.xlsx", titles, told(rows)) for told in (merged, list)
    ]

    for path in convert(sources, tmp_path, kind):
        folder = tmp_path / path.stem
        folder.mkdir()
        register = imported(path, folder)

        assert differences(printed_again(register, rows[0]), filled(rows)) == []
        assert len(printed_again(register, rows[0])) == len(rows) - 1


def test_the_structure_is_the_one_annotated(tmp_path: Path) -> None:
    wanted = json.loads((SHARED / "extraction" / "structure001.json").read_text("utf-8"))
    draft = draft_register([read_document(seed("001"))])
    register = imported(seed("001"), tmp_path)

    found = [
        {
            "no": int(project.number),
            "name": project.name,
            "tasks": [
                {
                    "id": task.number,
                    "start_text": squeezed(task.content)[:12],
                    "content_sha1": hashlib.sha1(squeezed(task.content).encode()).hexdigest(),
                    "sentences": len(sentences(task.content)),
                    "lead_units": list(task.lead_units),
                    "co_units": list(task.supporting_units),
                    "leaders": list(task.leaders),
                    "deadline": task.deadline.text or None,
                }
                for task in project.tasks
            ],
        }
        for project in register.projects
    ]

    for project in wanted["projects"]:
        for task in project["tasks"]:
            for extra in ("filled_down", "ambiguous", "co_units_alt"):
                task.pop(extra, None)
    assert found == wanted["projects"]
    names = {sheet: [row[0] for row in draft.rows[sheet]] for sheet in ("单位", "领导")}
    assert sorted(names["领导"]) == sorted(wanted["distinct_leaders"])
    assert set(names["单位"]) == {*wanted["distinct_lead_units"], *wanted["distinct_co_units"]}


def gold_sentences() -> list[dict[str, object]]:
    lines = (SHARED / "extraction" / "seed003.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def test_prose_has_every_target_and_every_report_under_its_heading_and_number(tmp_path: Path) -> None:
    register = imported(seed("003"), tmp_path)
    lines = [one.text for one in read_document(seed("003")).paragraphs()]
    headings = [line for line in lines if re.match("[一二三四五六七八九十]、", line)]
    items = [line for line in lines if re.match("[0-9]+、", line)]

    assert [squeezed(one.name) for one in register.projects] == [squeezed(line)[2:] for line in headings]
    whole = [
        squeezed(task.content + "".join(report.text for report in task.progress)) for task in register.tasks()
    ]
    assert whole == [re.sub("^[0-9]+、", "", squeezed(line)) for line in items]
    numbers = [task.number for task in register.tasks()]
    assert [number.split(".")[1] for number in numbers] == [line.split("、")[0] for line in items]


def test_prose_is_cut_where_the_annotation_cuts_it(tmp_path: Path) -> None:
    register = imported(seed("003"), tmp_path)
    roles: dict[str, str] = {}
    for task in register.tasks():
        mark = task.number.split(".")[1] + "、"
        roles |= {sentence_key(one): "target" for one in sentences(mark + task.content)}
        roles |= {sentence_key(one): "progress" for report in task.progress for one in sentences(report.text)}

    told = [one for one in gold_sentences() if one["role"] in ("target", "progress")]
    right = sum(roles.get(str(one["sentence_sha1"])) == one["role"] for one in told)

    assert right >= 0.97 * len(told)
