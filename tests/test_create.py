"""A new register: what stands in its cells, what helps to type, and formulas that come to what is stored."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from generators.figures.completion import assess
from generators.figures.status import project_status, status_text, task_status
from generators.model.indicator import Comparator, IndicatorKind
from generators.model.period import Period
from generators.model.settings import ScheduleRule, Settings
from generators.model.status import Status
from generators.registers.columns import CellKind
from generators.registers.create import create_register
from generators.registers.create_values import typed_columns
from generators.registers.read import read_register
from generators.registers.sheets import BY_NAME, INDICATORS, SETTING_ITEMS, SHEETS, TASKS
from generators.workbooks.reading import read_workbook
from tests.office import recalculate

# openpyxl reads no print area that is a formula, and says so
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set")
CLOCK = datetime(2022, 1, 1)
OFFICE = Settings(region="青禾市", year=2022, issuer="青禾市人民政府办公室", prepared_on=date(2022, 4, 8))
Rows = Mapping[str, Sequence[Sequence[object]]]

TASK_ROWS = [
    # 序号 项目名称 别名 事项编号 主要内容 完成时限 分管领导 牵头单位 配合单位 备注
    ["1", "出行更便捷", "", "1.1", "新增停车泊位600个，改造公厕8座。", "2022年底", "林一帆", "市城管局", "市财政局", ""],
    ["", "", "", "1.2", "公交专用道建成通车。", "", "", "市交通局\n市公安局", "", ""],
    ["2", "就学更安心", "", "2.1", "新建幼儿园3所。", "2022-09-01", "周念", "市教育局", "无", ""],
    ["", "", "", "2.10", "课后服务全覆盖。", "", "", "", "", "长期"],
    ["3", "生活更舒心", "", "3.1", "公共场所免费开放。", "无", "周念", "无", "各镇、街道", ""],
]
INDICATOR_ROWS = [
    ["1.1", "1.1.1", "停车泊位", "个", "增量", "≥", "600", "", "", "", "", "", "", "", "180", "", "", ""],
    ["1.1", "1.1.2", "公厕改造", "座", "增量", "=", "8", "", "", "", "2", "", "", "", "1", "", "", ""],
    ["1.2", "1.2.1", "公交专用道", "", "形象进度", "=", "投用", "", "", "", "开工", "", "", "", "在建"],
    ["2.1", "2.1.1", "幼儿园", "所", "增量", "=", "3", "", "", "", "", "", "", "", "3"],
    ["2.10", "2.10.1", "课后服务", "%", "全覆盖", "=", "", "", "", "", "", "", "", "", "92"],
    ["3.1", "3.1.1", "免费开放", "", "持续推进", "="],
]
SAMPLE: Rows = {
    "任务": TASK_ROWS,
    "指标": INDICATOR_ROWS,
    "进展": [["2022Q1", "2.10", "已在全部学校开展。", "", "", "正常推进", "数据以学期末为准", "市教育局"]],
    "单位": [["市城管局", "城管局"], ["市交通局"], ["市公安局"], ["市教育局"], ["各镇、街道", "", "组合单位"]],
    "领导": [["林一帆", "副市长", "2021-06-01"], ["周念", "副市长"]],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("台账")


@pytest.fixture(scope="module")
def sample(folder: Path) -> Path:
    path = folder / "样例.xlsx"
    create_register(path, OFFICE, SAMPLE, created=CLOCK)
    return path


@pytest.fixture(scope="module")
def drawn(sample: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(sample)


def values_of(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist() if name.endswith("xml")}


def test_the_sheets_and_headings_are_those_of_the_table(drawn: openpyxl.Workbook) -> None:
    assert drawn.sheetnames == ["说明", "看板", *BY_NAME, "选项", "计算"]
    assert [drawn[name].sheet_state for name in ("选项", "计算")] == ["hidden", "hidden"]
    for spec in SHEETS:
        assert values_of(drawn[spec.name], 1) == [column.heading for column in spec.columns]
        assert list(drawn[spec.name].tables) == [spec.table_name]


def test_numbers_are_numbers_and_numbers_of_tasks_are_text(drawn: openpyxl.Workbook) -> None:
    indicators, tasks = drawn["指标"], drawn["任务"]

    assert indicators["G2"].value == 600
    assert [indicators.cell(row, 1).value for row in (2, 5, 6)] == ["1.1", "2.1", "2.10"]
    assert indicators["G4"].value == "投用"
    assert tasks["F4"].value == datetime(2022, 9, 1)
    assert tasks["F2"].value == "2022年底"


def test_a_number_of_more_than_15_digits_is_text(tmp_path: Path) -> None:
    row = ["1.1", "1.1.1", "指标", "", "增量", "=", 123456789012345, 1234567890123456, "0.1", "NaN"]
    create_register(tmp_path / "长.xlsx", OFFICE, {"指标": [row]}, created=CLOCK)

    sheet = openpyxl.load_workbook(tmp_path / "长.xlsx")["指标"]
    assert [sheet.cell(2, column).value for column in (7, 8, 9, 10)] == [
        123456789012345, "1234567890123456", 0.1, "NaN",
    ]  # fmt: skip


AWKWARD = ["=1+1", "+86 0000", "@某人", "{{ 名称 }}", "甲&乙<丙>\"丁\"'戊'", "𠮷野家😀", "响\x07铃", "_x000D_",
           "www.example.cn", "0123", "-"]  # fmt: skip


def test_text_stays_the_text_it_is(tmp_path: Path) -> None:
    rows = [["1", "项目", "", f"1.{index}", text] for index, text in enumerate(AWKWARD)]
    create_register(tmp_path / "怪.xlsx", OFFICE, {"任务": rows}, created=CLOCK)

    sheet = read_workbook(tmp_path / "怪.xlsx").sheet("任务")
    assert sheet is not None
    column = TASKS.index("content") + 1
    found = [row.values().get(column) for row in sheet.rows()]
    assert found[1 : len(AWKWARD) + 1] == AWKWARD


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60), max_size=20))
def test_any_text_comes_back_as_it_was(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "任意.xlsx"
    rows = [["1", "项目", "", f"1.{index}", text] for index, text in enumerate(texts)]
    create_register(path, OFFICE, {"任务": rows}, created=CLOCK)

    sheet = read_workbook(path).sheet("任务")
    assert sheet is not None
    found = {row.number: row.values().get(TASKS.index("content") + 1) for row in sheet.rows()}
    for place, text in enumerate(texts, 2):
        assert found.get(place) == (text if text.strip() else None)


def test_the_same_register_makes_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    create_register(tmp_path / "再.xlsx", OFFICE, SAMPLE, created=CLOCK)

    assert (tmp_path / "再.xlsx").read_bytes() == sample.read_bytes()


def test_an_unknown_sheet_or_a_row_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="没有的表"):
        create_register(tmp_path / "a.xlsx", OFFICE, {"没有的表": []}, created=CLOCK)
    with pytest.raises(ValueError, match="5 values for 4 columns"):
        create_register(tmp_path / "a.xlsx", OFFICE, {"领导": [["甲"] * 5]}, created=CLOCK)
    assert not list(tmp_path.iterdir())


def test_formulas_are_locked_without_a_password_and_all_else_can_be_typed(drawn: openpyxl.Workbook) -> None:
    sheet = drawn["指标"]
    locked = {column.field: sheet.cell(2, index).protection.locked
              for index, column in enumerate(INDICATORS.columns, 1)}  # fmt: skip

    assert sheet.protection.sheet and sheet.protection.password is None
    assert not sheet.protection.sort and not sheet.protection.autoFilter and not sheet.protection.formatCells
    assert {field for field, is_locked in locked.items() if is_locked} == {
        column.field for column in INDICATORS.columns if column.kind is CellKind.FORMULA
    }
    assert {name for name in BY_NAME if drawn[name].protection.sheet} == {"指标", "设置"}
    assert not any(drawn["设置"].cell(row, 2).protection.locked for row in range(2, 2 + len(SETTING_ITEMS)))


def test_spare_rows_have_their_formulas_and_stay_empty(sample: Path, drawn: openpyxl.Workbook) -> None:
    last = drawn["指标"].tables["指标表"].ref.rpartition("X")[2]
    shown = openpyxl.load_workbook(sample, data_only=True)["指标"]
    status = INDICATORS.index("status") + 1

    assert int(last) == 1 + 300
    assert str(drawn["指标"].cell(int(last), status).value).startswith("=IF($C")
    assert not shown.cell(int(last), status).value


def test_every_column_tells_what_to_type_and_no_list_stands_in_the_cell(drawn: openpyxl.Workbook) -> None:
    names = set(drawn.defined_names)
    for spec in SHEETS[1:]:
        rules = drawn[spec.name].data_validations.dataValidation
        assert [rule.promptTitle for rule in rules] == [column.heading[:32] for column in spec.columns]
        assert all(0 < len(rule.prompt) <= 255 for rule in rules)
        assert {rule.formula1 for rule in rules if rule.type == "list"} <= names


def test_a_cell_for_several_units_offers_a_list_and_takes_anything(drawn: openpyxl.Workbook) -> None:
    rules = {rule.promptTitle: rule for rule in drawn["任务"].data_validations.dataValidation}

    assert [rules["牵头单位"].type, rules["牵头单位"].showErrorMessage] == ["list", False]
    kinds = {rule.promptTitle: rule for rule in drawn["指标"].data_validations.dataValidation}
    assert kinds["类型"].showErrorMessage is True


def test_sheets_print_on_a4_landscape_with_their_heads_repeated(drawn: openpyxl.Workbook) -> None:
    for name in BY_NAME:
        sheet = drawn[name]
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert "&P" in sheet.oddFooter.center.text
        assert sheet.freeze_panes


def test_rows_are_high_enough_and_still_fit_themselves(sample: Path, drawn: openpyxl.Workbook) -> None:
    markup = parts_of(sample)["xl/worksheets/sheet4.xml"]

    assert "customHeight" not in markup
    heights = [drawn["任务"].row_dimensions[row].height for row in (2, 3, 4)]
    assert heights[1] > heights[2]  # two lead units, one a line


def test_the_settings_are_written_with_their_meaning(drawn: openpyxl.Workbook) -> None:
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in drawn["设置"].iter_rows(min_row=2)}

    assert list(rows) == [item.heading for item in SETTING_ITEMS]
    assert rows["地区"][0] == "青禾市"
    assert rows["制表日期"][0] == datetime(2022, 4, 8)
    assert rows["序时口径"][0] == "按月"
    assert all(len(meaning) > 8 for _, meaning in rows.values())


def test_a_created_register_is_read_back_whole(sample: Path) -> None:
    register, _ = read_register(sample)

    assert register.settings == replace(OFFICE, current_period=register.settings.current_period)
    assert [task.number for task in register.tasks()] == ["1.1", "1.2", "2.1", "2.10", "3.1"]
    assert [one.number for one in register.indicators()] == [row[1] for row in INDICATOR_ROWS]
    assert [task.lead_units for task in register.tasks()][1] == ("市交通局", "市公安局")


def test_the_board_shows_what_figures_find_in_the_register_read_back(sample: Path) -> None:
    register, _ = read_register(sample)
    period = Period(2022, 1)
    book = openpyxl.load_workbook(sample, data_only=True)
    indicators, board = book["指标"], book["看板"]
    status = INDICATORS.index("status") + 1

    shown = [indicators.cell(row, status).value for row in range(2, 2 + len(INDICATOR_ROWS))]
    assert shown == [
        status_text(assess(one, period, OFFICE).status, OFFICE) for one in register.indicators()
    ]
    assert [board.cell(row, 11).value for row in (5, 6, 7)] == [
        status_text(project_status(project, period, OFFICE), OFFICE) for project in register.projects
    ]
    counts = {board.cell(row, 1).value: board.cell(row, 2).value for row in range(5, 12)}
    statuses = [task_status(task, period, OFFICE) for task in register.tasks()]
    assert counts == {word.value: statuses.count(word) for word in Status} | {"合计": 5}


def test_the_board_ranks_lead_units_by_their_mean_rate(sample: Path) -> None:
    board = openpyxl.load_workbook(sample, data_only=True)["看板"]

    ranking = [[board.cell(row, column).value for column in range(1, 6)] for row in range(15, 18)]
    assert ranking[0] == [1, "市教育局", 2, 1, 1]
    assert ranking[1] == [2, "市城管局", 1, 2, pytest.approx((0.3 + 0.125) / 2)]
    assert not any(ranking[2])


# ---- every formula against LibreOffice --------------------------------------------------------------------

KINDS = [kind.value for kind in IndicatorKind]
SIGNS = [sign.value for sign in Comparator]
NUMERALS = ["0", "1", "3", "8.5", "40", "100", "265", "12000"]
STAGE_WORDS = ["未启动", "方案", "招标", "开工", "在建", "主体封顶", "装修", "竣工", "投用", "快了"]
UNITS = ["市城管局", "市交通局", "市公安局", "市教育局", "各镇、街道", "市水利局", "团市委"]


def some_rows(dice: random.Random, projects: int) -> Rows:
    """Return rows with everything that formulas stumble over: blanks, 无, ties, 3.1 beside 3.10, odd periods."""

    def maybe(values: Sequence[str], chance: float) -> str:
        return dice.choice(values) if dice.random() < chance else ""

    tasks, indicators, reports = [], [], []
    for project in range(1, projects + 1):
        for index in range(1, dice.randint(2, 12)):
            number = f"{project}.{index}"
            head = [str(project), f"项目{project}"] if index == 1 or dice.random() < 0.2 else ["", ""]
            leads = maybe([*UNITS, "市城管局\n市水利局", "市交通局、团市委", "无", "市外单位"], 0.6)
            tasks.append([*head, "", maybe([number], 0.95), maybe(["内容"], 0.97), "", "", leads])
            reports.append([maybe(["2022Q1", "一季度", "2022年上半年", "q2", "2021Q4", "全年", "三"], 0.9), number, "进展",
                            "", "", maybe(["正常推进", "滞后", "完工", "暂缓", "不知道"], 0.3)])  # fmt: skip
            for each in range(dice.randint(0, 4)):
                kind = dice.choice(KINDS)
                figures = STAGE_WORDS if kind == "形象进度" else NUMERALS
                indicators.append([
                    maybe([number, number, number, "9.99"], 0.97), f"{number}.{each}", maybe(["指标"], 0.97), "个",
                    maybe([kind], 0.97), maybe(SIGNS, 0.97), maybe(figures, 0.9), "", maybe(NUMERALS, 0.6), "",
                    *(maybe(figures, 0.3) for _ in range(4)), *(maybe(figures, 0.6) for _ in range(4)),
                ])  # fmt: skip
    return {"任务": tasks, "指标": indicators, "进展": reports, "单位": [[name] for name in UNITS]}


VARIANTS: dict[str, Settings] = {
    "按日": replace(OFFICE, year=2024, schedule_rule=ScheduleRule.BY_DAY, current_period=Period(2024, 2),
                    ahead_threshold=Decimal("2.5")),
    "节点": replace(OFFICE, schedule_rule=ScheduleRule.BY_QUARTER, current_period=Period(2022, 3),
                    quarter_floors=(Decimal(45), Decimal(70), Decimal(80), Decimal(100)),
                    tolerance=Decimal(5), unjudged_name="暂不评价"),
    "手填": replace(OFFICE, schedule_rule=ScheduleRule.BY_HAND, current_period=Period(2022, 4)),
    "最近": OFFICE,
}  # fmt: skip


def formulas_that_differ(path: Path, again: Path) -> tuple[int, list[str]]:
    """Return how many formulas a workbook has, and those whose stored result is not what was calculated."""
    number, wrong = 0, []
    after = {
        (sheet.name, cell.address): cell.value
        for sheet in read_workbook(again).sheets
        for row in sheet.rows()
        for cell in row.cells()
    }
    for sheet in read_workbook(path).sheets:
        for cell in (cell for row in sheet.rows() for cell in row.cells() if cell.formula):
            number += 1
            found = after.get((sheet.name, cell.address), "")
            if not is_same(cell.value, found):
                wrong.append(f"{sheet.name}!{cell.address} {cell.value!r} {found!r} {cell.formula}")
    return number, wrong


def is_same(before: object, after: object) -> bool:
    if isinstance(before, int | float) and isinstance(after, int | float):
        return before == pytest.approx(after, rel=1e-12, abs=1e-9)
    return before == after


@pytest.mark.office
def test_every_formula_of_a_new_register_comes_to_what_is_stored(tmp_path: Path) -> None:
    dice = random.Random(7)
    made = {"空": (OFFICE, {}), "样例": (OFFICE, SAMPLE)} | {
        name: (variant, some_rows(dice, 9)) for name, variant in VARIANTS.items()
    }
    paths = []
    for name, (variant, rows) in made.items():
        paths.append(tmp_path / f"{name}.xlsx")
        create_register(paths[-1], variant, rows, created=CLOCK)

    found = [formulas_that_differ(*pair) for pair in zip(paths, recalculate(paths, tmp_path / "新"))]

    assert [wrong[:5] for _, wrong in found] == [[]] * len(made)
    assert all(number > 6000 for number, _ in found)


def test_rows_may_be_deleted_and_inserted_without_breaking_the_board(sample: Path) -> None:
    parts = parts_of(sample)
    board, calculation = parts["xl/worksheets/sheet2.xml"], parts["xl/worksheets/sheet12.xml"]

    assert not re.findall(r"(?:任务|指标|进展|单位)!\$?[A-Z]+\$?\d+(?![\d:])", board + calculation)
    assert not re.findall(r"(?:任务|指标|进展|单位)!", board)


def test_no_formula_is_longer_than_excel_allows(sample: Path) -> None:
    formulas = re.findall(r"<f>([^<]*)</f>", "".join(parts_of(sample).values()))

    assert max(map(len, formulas)) < 8192


def test_only_functions_that_every_spreadsheet_knows_are_used(sample: Path) -> None:
    markup = "".join(parts_of(sample).values())
    used = set(re.findall(r"\b([A-Z]{2,})\(", " ".join(re.findall(r"<f>([^<]*)</f>", markup))))

    assert used == {
        "AND", "AVERAGEIFS", "CHAR", "CHOOSE", "COUNTA", "COUNTIF", "COUNTIFS", "DATE", "FIND", "IF", "IFERROR",
        "INDEX", "ISNUMBER", "LEN", "MATCH", "MID", "OR", "RANK", "ROUND", "ROW", "SUBSTITUTE", "SUM",
        "SUMPRODUCT", "TEXT", "TRIM", "VALUE", "VLOOKUP",
    }  # fmt: skip
    assert "_xlfn" not in markup


def test_rows_are_given_in_the_order_of_the_typed_columns() -> None:
    assert [column.field for column in typed_columns(INDICATORS)][-2:] == ["cumulative_4", "remark"]
    assert typed_columns(TASKS) == TASKS.columns
