"""The commands as a clerk runs them: what is written, what is said, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

ROOT = Path(__file__).parent.parent
CITY = ROOT / "inputs" / "示例市2022年民生实事台账.xlsx"
DISTRICT = ROOT / "inputs" / "示例区2022年民生实事台账.xlsx"


def run(folder: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in ``folder``; its output is decoded as the console's encoding says."""
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    return subprocess.run(
        [sys.executable, "-m", "generators", *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding} | environment,
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def simple_register(path: Path, *rows: tuple[str, ...]) -> Path:
    """Write a register of one sheet 任务, and 设置."""
    workbook = xlsxwriter.Workbook(path)
    sheets = {
        "设置": (("设置项", "取值"), ("地区", "示例市"), ("年度", "2022")),
        "任务": (("序号", "项目名称", "主要内容", "完成时限", "牵头单位"), *rows),
    }
    for name, lines in sheets.items():
        sheet = workbook.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    workbook.close()
    return path


def test_a_new_office_has_a_register_without_problems(tmp_path: Path) -> None:
    made = run(tmp_path, "new", "office", "--region", "示例县", "--year", "2027")
    register = tmp_path / "office" / "inputs" / "示例县2027年民生实事台账.xlsx"

    assert made.returncode == 0
    assert register.is_file()
    assert "下一步" in made.stdout.splitlines()[-1]
    assert run(tmp_path, "check", register).returncode == 0


def test_a_register_is_never_written_over_by_a_new_one(tmp_path: Path) -> None:
    for expected in (0, 2):
        made = run(tmp_path, "new", "office", "--region", "示例县", "--year", "2027")
        assert made.returncode == expected
    assert "已经存在，没有改动它" in made.stderr


def test_breakdown_writes_word_and_excel_and_says_where(tmp_path: Path) -> None:
    made = run(tmp_path, "breakdown", CITY, "-o", "out")

    assert made.returncode == 0
    assert {path.suffix for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")} == {".docx", ".xlsx"}
    assert made.stdout.count("已生成：") == 2


@pytest.mark.parametrize("layout", ["市级任务分解表", "区级责任分解表", "县区任务分解表", "项目清单"])
def test_every_shipped_layout_makes_a_breakdown(layout: str, tmp_path: Path) -> None:
    assert run(tmp_path, "breakdown", DISTRICT, "--layout", layout, "-o", "out").returncode == 0


@pytest.mark.parametrize("period", ["2022Q1", "一季度", "上半年", "2022年第三季度", "全年"])
def test_a_period_may_be_written_as_offices_do(period: str, tmp_path: Path) -> None:
    assert run(tmp_path, "summary", CITY, "--period", period, "-o", "out").returncode == 0


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("first", "second"):
        run(tmp_path, "breakdown", CITY, "-o", folder)
        run(tmp_path, "summary", CITY, "--period", "2022Q2", "-o", folder, PYTHONHASHSEED=str(len(folder)))

    assert len(hashes(tmp_path / "first")) == 5  # four files, and the hidden list of their hashes
    assert hashes(tmp_path / "first") == hashes(tmp_path / "second")


def test_an_edited_document_is_kept_when_it_is_made_again(tmp_path: Path) -> None:
    run(tmp_path, "breakdown", CITY, "-o", "out")
    document = next((tmp_path / "out").glob("*.docx"))
    document.write_bytes(document.read_bytes() + b"edited")

    again = run(tmp_path, "breakdown", CITY, "-o", "out")

    assert "原有文件改动过，已改名保留" in again.stdout
    assert (tmp_path / "out" / f"{document.stem}（保留1）.docx").read_bytes().endswith(b"edited")


def test_the_register_itself_is_never_changed(tmp_path: Path) -> None:
    before = CITY.read_bytes()
    run(tmp_path, "check", CITY, "--copy", "copy.xlsx")
    run(tmp_path, "breakdown", CITY, "-o", "out")
    run(tmp_path, "summary", CITY, "--period", "2022Q1", "-o", "out")

    assert CITY.read_bytes() == before


def test_show_gives_the_register_filled_down_as_json(tmp_path: Path) -> None:
    shown = json.loads(run(tmp_path, "show", CITY, "--json").stdout)

    tasks = [task for project in shown["projects"] for task in project["tasks"]]
    assert (shown["region"], shown["year"], len(shown["projects"]), len(tasks)) == ("示例市", 2022, 12, 44)
    assert set(tasks[0]) >= {"number", "content", "deadline", "leaders", "lead_units", "supporting_units", "indicators", "progress"}
    assert all(task["deadline"]["text"] == "2022年底" for task in tasks)


def test_problems_end_with_1_and_each_has_place_advice_and_code(tmp_path: Path) -> None:
    register = simple_register(tmp_path / "台账.xlsx", ("1", "学校", "建校3所。", "十二月底左右", "市教育局"), ("1", "", "", "2022年底", ""))

    checked = run(tmp_path, "check", register, "--json")
    problems = json.loads(checked.stdout)["problems"]

    assert checked.returncode == 1
    assert {problem["cell"] for problem in problems} >= {"D2"}
    assert all(p["code"] and p["said"] and p["file"] for p in problems)


def test_check_writes_a_copy_with_the_problems_in_it(tmp_path: Path) -> None:
    register = simple_register(tmp_path / "台账.xlsx", ("1", "学校", "建校3所。", "十二月底左右", "市教育局"))

    run(tmp_path, "check", register, "--copy", "副本.xlsx")
    import openpyxl

    copy = openpyxl.load_workbook(tmp_path / "副本.xlsx")
    assert "问题清单" in copy.sheetnames
    assert "十二月底左右" in copy["任务"]["D2"].comment.text


def test_the_copy_may_not_be_the_register_itself(tmp_path: Path) -> None:
    register = simple_register(tmp_path / "台账.xlsx", ("1", "学校", "建校3所。", "2022年底", "市教育局"))

    refused = run(tmp_path, "check", register, "--copy", register)

    assert refused.returncode == 2
    assert "副本不能覆盖台账本身" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["breakdown", "没有.xlsx"], "不存在"),
        (["breakdown"], "缺少参数“台账”。\n"),
        (["summary", CITY], "缺少选项“--period”。\n"),
        (["summary", CITY, "--period", "Q1", "--period", "Q2"], "选项“--period”写了不止一次，请只留一个。\n"),
        (["breakdown", CITY, "-o", "a", "--output", "b"], "写了不止一次"),
        (["extract", "."], "是文件夹，这里要写文件"),
        (["extract", "没有.txt"], "文件“没有.txt”不存在"),
        (["breakdown", CITY, "--layout", "没有"], "没有可用的版式“没有”，可选：市级任务分解表"),
        (["breakdown", CITY, "--layout", "进展情况表"], "没有可用的版式“进展情况表”"),
        (["summary", CITY, "--period", "2022Q1", "--layout", "项目清单"], "没有可用的版式“项目清单”，可选：进展情况表"),
        (["check", CITY, "--copy", "副本.docx"], ".xlsx"),
        (["templates", "copy", "../版式.xlsx"], "没有这个模板"),
        (["summary", CITY, "--period", "春天"], "“春天”不是期次"),
        (["summary", CITY, "--period", "2021Q1"], "这本台账是 2022 年的，没有 2021Q1"),
        (["汇总"], "没有命令"),
        (["breakdown", CITY, "--colour"], "没有选项"),
        (["new", "x", "--region", "示例县", "--year", "22"], "不在范围"),
        (["templates", "copy", "通告.docx"], "没有这个模板"),
    ],
)
def test_misuse_is_answered_in_chinese(arguments: list[str | Path], said: str, tmp_path: Path) -> None:
    answered = run(tmp_path, *arguments)

    assert answered.returncode in (1, 2)
    assert said in answered.stderr
    assert "Traceback" not in answered.stderr


def test_a_register_that_contradicts_itself_makes_no_document(tmp_path: Path) -> None:
    register = simple_register(tmp_path / "台账.xlsx", ("1", "学校", "建校3所。", "2022年底", "市教育局"), ("1", "公园", "建园2个。", "2022年底", "市城管局"))

    refused = run(tmp_path, "breakdown", register)

    assert refused.returncode == 1
    assert "错误：台账.xlsx［任务］A3" in refused.stderr
    assert not (tmp_path / "outputs").exists()


def test_a_copy_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "副本.xlsx").write_bytes(b"something of the clerk's")

    refused = run(tmp_path, "check", CITY, "--copy", "副本.xlsx")

    assert refused.returncode == 2
    assert (tmp_path / "副本.xlsx").read_bytes() == b"something of the clerk's"


@pytest.mark.parametrize("epoch", ["soon", "²", "99999999999999999999", "-1e9"])
def test_a_clock_that_is_no_number_of_seconds_is_misuse(epoch: str, tmp_path: Path) -> None:
    refused = run(tmp_path, "breakdown", CITY, "-o", "out", SOURCE_DATE_EPOCH=epoch)

    assert refused.returncode == 2
    assert "SOURCE_DATE_EPOCH" in refused.stderr


def test_a_file_that_is_no_workbook_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").write_bytes("序号,项目名称\n1,学校\n".encode("gb18030"))

    refused = run(tmp_path, "breakdown", "台账.xlsx")

    assert refused.returncode == 1
    assert "台账.xlsx" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")

    refused = run(tmp_path, "breakdown", CITY, "-o", "out/deeper")

    assert refused.returncode == 1
    assert "out" in refused.stderr
    assert "（OUT-" in refused.stderr


def test_everything_works_in_a_gbk_console(tmp_path: Path) -> None:
    register = simple_register(tmp_path / "台账.xlsx", ("1", "𠮷祥工程🎉", "建校3所。", "2022年底", "市教育局"))

    for arguments in (["check", register], ["show", register], ["breakdown", register], ["--help"], ["show", register, "--json"]):
        answered = run(tmp_path, *arguments, PYTHONIOENCODING="gbk")
        assert answered.returncode == 0, answered.stderr
    assert json.loads(answered.stdout)["projects"][0]["name"] == "𠮷祥工程🎉"


def test_quiet_says_only_what_was_written(tmp_path: Path) -> None:
    made = run(tmp_path, "breakdown", CITY, "-q", "-o", "out")

    assert made.stderr == ""


def test_templates_are_listed_and_copied_and_then_in_force(tmp_path: Path) -> None:
    assert "随软件提供" in run(tmp_path, "templates", "list").stdout
    copied = run(tmp_path, "templates", "copy", "任务分解表.docx")
    again = run(tmp_path, "templates", "copy", "任务分解表.docx")

    assert copied.returncode == 0
    assert "任务分解表.docx\t本单位" in run(tmp_path, "templates", "list").stdout
    assert again.returncode == 2


def test_a_published_breakdown_becomes_a_register_that_makes_the_same_breakdown(tmp_path: Path) -> None:
    run(tmp_path, "breakdown", DISTRICT, "-o", "first")
    document = next((tmp_path / "first").glob("*.docx"))
    imported = run(tmp_path, "import", document, "-o", "草稿.xlsx")
    shown = json.loads(run(tmp_path, "show", "草稿.xlsx", "--json").stdout)
    source = json.loads(run(tmp_path, "show", DISTRICT, "--json").stdout)

    def tasks(book: dict[str, Any]) -> list[tuple[object, ...]]:
        return [
            (project["number"], task["content"], task["leaders"], task["lead_units"], task["supporting_units"])
            for project in book["projects"]
            for task in project["tasks"]
        ]

    assert imported.returncode == 0, imported.stderr
    assert "待核对" in imported.stdout
    assert tasks(shown) == tasks(source)
    assert run(tmp_path, "breakdown", "草稿.xlsx", "-o", "second").returncode == 0


def test_an_import_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "目标.txt").write_text("一、教育\n1.新建学校3所。\n", encoding="utf-8")
    (tmp_path / "台账.xlsx").write_bytes(b"something of the clerk's")

    refused = run(tmp_path, "import", "目标.txt", "-o", "台账.xlsx", "--region", "示例县", "--year", "2027")

    assert refused.returncode == 1
    assert "PUB-11" in refused.stderr
    assert (tmp_path / "台账.xlsx").read_bytes() == b"something of the clerk's"


def test_sentences_are_read_as_json_lines(tmp_path: Path) -> None:
    (tmp_path / "目标.txt").write_text("新建公园3个；登记失业率不高于4%。\n", encoding="utf-8")

    [line] = run(tmp_path, "extract", "目标.txt", "--jsonl").stdout.splitlines()
    indicators = json.loads(line)["indicators"]

    assert [(one["value"], one["unit"], one["comparator"]) for one in indicators] == [(3, "个", "="), (4, "%", "<=")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_sentences_may_come_through_a_pipe_in_any_usual_encoding(encoding: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "generators", "extract", "-"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

    said = subprocess.run(command, cwd=tmp_path, env=environment, input="新建公园3个。".encode(encoding), capture_output=True, check=True)

    assert "新建公园\t3个\t=" in said.stdout.decode()


def test_a_mistake_in_a_layout_stops_only_the_documents_of_that_layout(tmp_path: Path) -> None:
    import openpyxl

    run(tmp_path, "templates", "copy", "版式.xlsx")
    layouts = tmp_path / "templates" / "版式.xlsx"
    book = openpyxl.load_workbook(layouts)
    cell = next(c for row in book["项目清单"].iter_rows() for c in row if "任务.主要内容" in str(c.value))
    cell.value = "{{ 任务.主要内空 }}"
    book.save(layouts)
    register = simple_register(tmp_path / "台账.xlsx", ("1", "学校", "建校3所。", "2022年底", "市教育局"))

    stopped = run(tmp_path, "breakdown", register, "--layout", "项目清单")
    made = run(tmp_path, "breakdown", register, "--layout", "市级任务分解表")

    told = f"版式.xlsx［项目清单］{cell.coordinate}"
    assert (stopped.returncode, made.returncode) == (1, 0)
    assert told in stopped.stderr
    assert told in made.stderr
    assert "是不是“任务.主要内容”" in stopped.stderr


def test_a_template_without_a_place_for_its_table_is_told(tmp_path: Path) -> None:
    import docx

    run(tmp_path, "templates", "copy", "任务分解表.docx")
    template = tmp_path / "templates" / "任务分解表.docx"
    document = docx.Document(str(template))
    for paragraph in document.paragraphs:
        if "[[" in paragraph.text:
            paragraph.clear()
    document.save(str(template))
    register = simple_register(tmp_path / "台账.xlsx", ("1", "学校", "建校3所。", "2022年底", "市教育局"))

    made = run(tmp_path, "breakdown", register)

    assert made.returncode == 0
    assert "模板里没有 [[任务分解表]]" in made.stderr


def test_a_fault_of_ours_is_told_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from generators import cli

    def broken(**_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(cli.cli, "main", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main()

    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "软件内部出错" in said
    assert "Traceback" not in said


def test_help_is_answered_without_loading_anything_heavy() -> None:
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "generators", "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )

    assert not {"click", "docx", "lxml", "xlsxwriter", "jinja2"} & {
        line.rpartition("|")[2].strip() for line in loaded.stderr.splitlines()
    }
