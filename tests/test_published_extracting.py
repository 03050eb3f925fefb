"""`minsheng extract` of a document: what people read, and the JSON lines that machines do."""

from __future__ import annotations

import json
from pathlib import Path

from generators.published.extracting import as_jsonl, as_text
from generators.published.reading import read_document
from tests.published_files import Grid, word_file

TITLE = ["示例市2025年民生实事进展情况表"]
PLAN: Grid = [
    ["序号", "项目名称", "主要内容", "进展情况", "牵头单位", "完成时限"],
    ["1", "好学\n工程", "新建学校2所，增加学位1200个。", "已开工1所，完成学位600个。", "市教育局", "2025年底"],
    [None, None, "改造教室30间。", "改造20间。", None, None],
    ["合计", "", "共2项", "", "", ""],
]


def shown(folder: Path, rows: Grid) -> list[list[str]]:
    document = read_document(word_file(folder / "进展.2025.docx", TITLE, rows))
    return [line.split("\t") for line in as_text(document)]


def test_of_a_table_people_see_projects_targets_and_progress_only(tmp_path: Path) -> None:
    assert shown(tmp_path, PLAN) == [
        ["标题", TITLE[0]],
        ["项目", "好学工程"],
        ["目标", "新建学校2所，增加学位1200个。"],
        ["", "新建学校", "2所", "="],
        ["", "增加学位", "1200个", "="],
        ["进展", "已开工1所，完成学位600个。"],
        ["", "新建学校", "1所", "对应目标：新建学校2所"],
        ["", "完成学位", "600个", "对应目标：增加学位1200个"],
        ["目标", "改造教室30间。"],
        ["", "改造教室", "30间", "="],
        ["进展", "改造20间。"],
        ["", "改造", "20间", "对应目标：改造教室30间"],
    ]


def test_numbers_by_region_and_by_indicator_are_told_with_heading_and_unit(tmp_path: Path) -> None:
    regions = [["地区", "新增学位（个）", "新建公园（座）"], ["东湖区", "420", "3"], ["西山区", "—", "2"]]
    indicators = [["序号", "考核指标", "单位", "工作目标", "已完成数"], ["1", "种植大树", "棵", "120", "90"]]

    by_region = shown(tmp_path, regions)
    by_name = shown(tmp_path, indicators)

    assert [line[1] for line in by_region if line[0] == "目标"] == ["新增学位420个，新建公园3座。", "新建公园2座。"]
    assert [line[1] for line in by_name if line[0] in ("目标", "进展")] == ["种植大树120棵。", "种植大树90棵。"]


def test_the_document_of_a_json_line_is_the_file_without_its_extension(tmp_path: Path) -> None:
    document = read_document(word_file(tmp_path / "进展.2025.docx", TITLE, PLAN))

    told = [json.loads(line) for line in (*as_jsonl(document), *as_jsonl(document, rates=True))]

    assert {one["doc"] for one in told} == {"进展.2025"}


def test_no_sentence_of_a_table_is_missing_from_the_json_lines(tmp_path: Path) -> None:
    document = read_document(word_file(tmp_path / "表.docx", TITLE, PLAN))

    told = "".join(json.loads(line)["text"] for line in as_jsonl(document))

    for cell in document.tables()[0].cells():
        assert cell.text.replace("\n", "") in told
