"""The sample offices: their data are honest, and the registers made of them are the same each time."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path

import pytest

from generators.figures.status import task_status
from generators.model.period import Period
from generators.model.register import Register
from generators.model.status import Status
from generators.registers.check import check_register
from generators.registers.name_lists import split_leaders, split_units
from generators.registers.read import read_register
from generators.registers.sheets import SHEETS
from tools.make_sample import OFFICES, ROOT, Office, make_register, read_sheet

SEEDS = Path(os.environ.get("MINSHENG_SHARED", ROOT.parent / "shared")) / "seeds"
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: As many signs in a row as in a text of somebody else's would be copying.
COPIED = 14
NONE = "无"
#: Kinds whose target is a word, or follows from the word in the text.
NOT_IN_FIGURES = ("全覆盖", "清零", "倍增", "持续推进", "形象进度")

every_office = pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.region)


def rows(office: Office, sheet: str) -> list[dict[str, str]]:
    return read_sheet(office.folder, sheet)


def names(office: Office, sheet: str, heading: str) -> set[str]:
    return {row[heading] for row in rows(office, sheet)}


def is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


@pytest.mark.parametrize(("region", "projects", "tasks"), [("示例市", 12, 44), ("示例区", 10, 25)])
def test_an_office_has_the_projects_and_tasks_of_a_real_one(region: str, projects: int, tasks: int) -> None:
    office = next(office for office in OFFICES if office.region == region)

    numbers = [row["序号"] for row in rows(office, "任务") if row["序号"]]

    assert numbers == [str(n + 1) for n in range(projects)]
    assert len(names(office, "任务", "事项编号")) == len(rows(office, "任务")) == tasks


@every_office
def test_every_sheet_has_only_headings_of_the_register(office: Office) -> None:
    for sheet in SHEETS:
        ours = {column.heading for column in sheet.columns}
        typed = set(rows(office, sheet.name)[0])

        assert {column.heading for column in sheet.columns if column.required} <= typed
        assert {heading for heading in typed if heading not in ours} == set()


@every_office
def test_a_cell_that_continues_the_one_above_is_blank_as_clerks_type_it(office: Office) -> None:
    tasks = rows(office, "任务")

    assert all(tasks[0][heading] for heading in ("序号", "项目名称", "分管领导", "牵头单位", "配合单位"))
    for heading in ("序号", "项目名称", "分管领导", "牵头单位", "配合单位"):
        assert any(not row[heading] for row in tasks)
    assert any("\n" in row["项目名称"] for row in tasks)
    assert any(row["配合单位"] == NONE for row in tasks)


@every_office
def test_numbers_of_indicators_and_reports_belong_to_tasks(office: Office) -> None:
    tasks = names(office, "任务", "事项编号")
    indicators = rows(office, "指标")
    reports = [(row["期次"], row["事项编号"]) for row in rows(office, "进展")]

    assert {row["事项编号"] for row in indicators} == tasks
    assert all(row["指标编号"].rpartition(".")[0] == row["事项编号"] for row in indicators)
    assert len({row["指标编号"] for row in indicators}) == len(indicators)
    assert len(set(reports)) == len(reports) and {number for _, number in reports} == tasks
    known = tasks | names(office, "指标", "指标编号")
    assert names(office, "目标调整", "编号") | names(office, "投资", "编号") <= known


@every_office
def test_a_report_says_every_figure_of_its_indicators(office: Office) -> None:
    indicators = rows(office, "指标")
    for report in rows(office, "进展"):
        quarter = QUARTERS[int(report["期次"][-1]) - 1]
        said = set(NUMBER.findall(report["进展情况"]))
        for indicator in indicators:
            figure = indicator[f"{quarter}累计"]
            if indicator["事项编号"] == report["事项编号"] and figure not in ("", "0"):
                found = figure in (said if is_number(figure) else report["进展情况"])

                assert found, f"{indicator['指标编号']} {quarter}: {figure} is not in {report['进展情况']}"


@every_office
def test_marked_sub_targets_are_as_many_as_the_indicators(office: Office) -> None:
    marked = 0
    counts = dict.fromkeys(names(office, "任务", "事项编号"), 0)
    for indicator in rows(office, "指标"):
        counts[indicator["事项编号"]] += 1
    for report in rows(office, "进展"):
        signs = re.findall("[①-⑳]", report["进展情况"])
        marked += bool(signs)

        assert signs == [chr(ord("①") + n) for n in range(len(signs))]
        assert len(signs) in (0, counts[report["事项编号"]])
    assert marked >= len(counts) / 8


@every_office
def test_cumulative_figures_and_quarter_targets_never_fall(office: Office) -> None:
    for indicator in rows(office, "指标"):
        typed = [indicator[f"{quarter}目标"] for quarter in QUARTERS]
        targets = [Decimal(target) for target in typed if is_number(target)]
        figures = [Decimal(text) for q in QUARTERS if is_number(text := indicator[f"{q}累计"])]

        assert all(typed) or not any(typed)
        assert targets == sorted(targets) and (not targets or str(targets[-1]) == indicator["目标值"])
        assert figures == sorted(figures) or indicator["类型"] == "比率"


@every_office
def test_targets_stand_in_the_text_of_their_task_unless_they_were_changed(office: Office) -> None:
    content = {row["事项编号"]: row["主要内容"] for row in rows(office, "任务")}
    changed = {row["编号"]: row for row in rows(office, "目标调整")}
    for indicator in rows(office, "指标"):
        target = indicator["目标值"]
        if indicator["类型"] in NOT_IN_FIGURES:
            continue
        if indicator["指标编号"] in changed:
            assert NUMBER.findall(changed[indicator["指标编号"]]["调整后"])[0] == target
            target = NUMBER.findall(changed[indicator["指标编号"]]["调整前"])[0]

        assert target in NUMBER.findall(content[indicator["事项编号"]]), indicator["指标编号"]


@every_office
def test_parts_named_by_qizhong_make_the_whole(office: Office) -> None:
    texts = [row["主要内容"] for row in rows(office, "任务")]
    texts += [row["进展情况"] for row in rows(office, "进展")]
    sums = 0
    for text in texts:
        for before, parts in re.findall(r"([^①-⑳。；]*)，其中([^，。；（）]*)", text):
            whole = NUMBER.findall(before)
            named = [Decimal(part) for part in re.findall(NUMBER.pattern + "(?![0-9.%])", parts)]
            if len(named) > 1:
                sums += 1

                assert sum(named) == Decimal(whole[-1]), text
            elif named:
                assert named[0] <= Decimal(whole[-1]), text
    assert sums >= 2


@every_office
def test_every_unit_and_leader_is_listed(office: Office) -> None:
    listed, leaders = names(office, "单位", "全称"), names(office, "领导", "姓名")
    cells = [row[heading] for row in rows(office, "任务") for heading in ("牵头单位", "配合单位")]
    cells += [row["组成员"] for row in rows(office, "单位")]
    cells += [row["填报单位"] for row in rows(office, "进展")]

    assert {unit for cell in cells for unit in split_units(cell, listed)} - {NONE} <= listed
    assert {name for row in rows(office, "任务") for name in split_leaders(row["分管领导"])} == leaders


@every_office
def test_a_report_is_signed_by_the_contact_of_its_unit(office: Office) -> None:
    contacts = {row["全称"]: (row["联系人"], row["电话"]) for row in rows(office, "单位")}

    for report in rows(office, "进展"):
        assert (report["填报人"], report["电话"]) == contacts[report["填报单位"]]
    assert all(re.fullmatch("0000-8[0-9]{6}|", phone) for _, phone in contacts.values())


@every_office
def test_no_sentence_is_written_twice(office: Office) -> None:
    sentences = [s for row in rows(office, "进展") for s in re.split("[。；]", row["进展情况"]) if len(s) > 5]

    assert len(set(sentences)) == len(sentences)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents (MINSHENG_SHARED) are not here")
@every_office
def test_nothing_is_copied_from_a_published_document(office: Office) -> None:
    published = ["".join(path.read_text(encoding="utf-8").split()) for path in SEEDS.glob("*.txt")]
    runs = {text[at : at + COPIED] for text in published for at in range(len(text) - COPIED + 1)}
    typed = {"".join(c.split()) for sheet in SHEETS for row in rows(office, sheet.name) for c in row.values()}

    assert {cell[at : at + COPIED] for cell in typed for at in range(len(cell) - COPIED + 1)} & runs == set()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the registers made of the data, by region."""
    folder = tmp_path_factory.mktemp("sample")
    return {office.region: make_register(office, folder) for office in OFFICES}


def content(register: Register) -> list[object]:
    """Return what a register says, without where it was read."""
    tasks = [(t.number, t.content, t.deadline, t.leaders, t.lead_units, t.supporting_units) for t in register.tasks()]
    figures = [(i.number, i.name, i.target, i.quarter_targets, i.cumulative) for i in register.indicators()]
    reports = [(r.period, r.text, r.manual_status) for task in register.tasks() for r in task.progress]
    units = [(unit.full_name, unit.short_names, unit.members) for unit in register.units]
    return [register.settings, tasks, figures, reports, units]


@every_office
def test_the_register_says_what_the_data_say(office: Office, made: dict[str, Path]) -> None:
    register, problems = read_register(made[office.region])

    assert problems == []
    assert [i.number for i in register.indicators()] == [row["指标编号"] for row in rows(office, "指标")]
    assert [t.content for t in register.tasks()] == [row["主要内容"] for row in rows(office, "任务")]
    assert sum(len(task.progress) for task in register.tasks()) == len(rows(office, "进展"))
    assert len(register.amendments) == len(rows(office, "目标调整"))
    assert len(register.investments) == len(rows(office, "投资"))


@every_office
def test_the_checks_find_only_that_work_is_late(office: Office, made: dict[str, Path]) -> None:
    register, _ = read_register(made[office.region])

    assert {problem.code for problem in check_register(register)} <= {"PRO-9"}


def test_a_city_has_tasks_of_every_status_in_its_first_quarter(made: dict[str, Path]) -> None:
    register, _ = read_register(made["示例市"])
    found = {task_status(task, Period(2022, 1), register.settings) for task in register.tasks()}

    assert found == set(Status)


@every_office
def test_a_unit_written_over_two_lines_or_with_a_bracket_is_one_unit(office: Office, made: dict[str, Path]) -> None:
    register, _ = read_register(made[office.region])
    listed = {unit.full_name for unit in register.units}

    assert {unit for task in register.tasks() for unit in task.lead_units + task.supporting_units} <= listed


@every_office
def test_making_a_register_again_gives_the_same_bytes(
    office: Office, made: dict[str, Path], tmp_path: Path
) -> None:
    assert make_register(office, tmp_path).read_bytes() == made[office.region].read_bytes()


@every_office
def test_the_register_in_inputs_is_made_of_the_data(office: Office, made: dict[str, Path]) -> None:
    kept, _ = read_register(ROOT / "inputs" / office.register_name)
    new, _ = read_register(made[office.region])

    assert content(kept) == content(new)
