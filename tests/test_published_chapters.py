"""Reports in chapters: what stands beside the items is kept verbatim, what stands within one goes to its columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.published.chapters import BESIDE
from generators.published.drafting import draft_register
from generators.published.importing import told
from generators.published.reading import document_of_text
from generators.published.writing import write_draft
from generators.registers.grids import value_rows
from generators.registers.read import read_register
from generators.workbooks.reading import read_workbook
from tests.test_published_draft import column, misplaced, reasons, unaccounted

REPORT = """石桥县2031年民生实事一季度进展情况通报
一、总体情况
截至3月底，10件实事已开工8件。
二、具体项目进展情况
1.便民停车。新增停车泊位1200个。已建成300个。
2.公厕改造。改造公厕30座。已完成12座。
三、存在问题
一是个别项目推进迟缓。农贸市场尚有2家未启动。
四、下一步工作
（一）压实责任。各单位要在5月底前完成2家市场改造。
（二）强化督查。
"""
WITHIN = """石桥县2031年民生实事一季度进展情况汇总
一、便民停车
（一）目标任务
新增停车泊位1200个。
（二）进展情况
已建成300个。
（三）存在问题
用地难。
缺资金40万元。
（四）下一步打算
5月底前再建200个。
二、公厕改造
改造公厕30座。已完成12座。
存在问题
（一）有3座尚未选址。
（二）缺资金。
下一步打算
加快选址。
"""


def test_chapters_beside_the_items_are_no_tasks_and_stand_verbatim_with_the_doubts() -> None:
    document = document_of_text(REPORT, "通报.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["便民停车", "公厕改造"]
    assert column(draft, "指标", "cumulative_1") == [300, 12]
    assert [entry.text for entry in draft.doubtful if entry.reason == BESIDE] == [
        "截至3月底，10件实事已开工8件。",
        "一是个别项目推进迟缓。农贸市场尚有2家未启动。",
        "（一）压实责任。各单位要在5月底前完成2家市场改造。",
        "（二）强化督查。",
    ]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_sections_of_an_item_fill_its_columns() -> None:
    document = document_of_text(WITHIN, "汇总.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["便民停车", "公厕改造"]
    assert column(draft, "任务", "content") == ["新增停车泊位1200个。", "改造公厕30座。"]
    assert column(draft, "进展", "text") == ["已建成300个。", "已完成12座。"]
    assert column(draft, "进展", "difficulty") == ["用地难。\n缺资金40万元。", "（一）有3座尚未选址。\n（二）缺资金。"]
    assert column(draft, "进展", "next_step") == ["5月底前再建200个。", "加快选址。"]
    assert column(draft, "指标", "cumulative_1") == [300, 12]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


@pytest.mark.parametrize("title", ["二、校园建设项目", "二、民生服务工程", "二、饮水问题整治"])
def test_a_chapter_that_names_something_is_a_project(title: str) -> None:
    text = f"石桥县2031年民生实事清单\n一、便民停车\n1.新增停车泊位1200个。\n{title}\n1.新建水厂2座。"

    draft = draft_register([document_of_text(text, "清单.txt")])

    assert column(draft, "任务", "project_name") == ["便民停车", title[2:]]


def test_names_behind_a_label_end_with_their_bracket_or_sentence() -> None:
    text = """石桥县2031年民生实事一季度进展情况
一、好学工程
1.新建学校5所（责任单位：县教育局、县住建局）。截至3月底，3所已建成。
2.改造教室90间。责任单位：县教育局。已改造30间。
"""
    document = document_of_text(text, "汇总.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "lead_units") == ["县教育局\n县住建局", "县教育局"]
    assert column(draft, "任务", "content") == ["新建学校5所", "改造教室90间。"]
    assert column(draft, "进展", "text") == ["截至3月底，3所已建成。", "已改造30间。"]
    assert column(draft, "指标", "cumulative_1") == [3, 30]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_paragraphs_of_fields_are_projects_and_what_looks_on_is_kept() -> None:
    text = """石桥县2031年上半年民生实事推进情况
现将推进情况通报如下：
教育方面，今年计划新建学校7所。目前已建成3所。
养老方面，全年新增助餐点25个。已新增12个。
从总体看，推进有力，但个别项目办理慢。
下一步，对进度偏慢的2个子项目实行周调度。
"""
    document = document_of_text(text, "简报.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["教育方面", "养老方面"]
    assert column(draft, "指标", "target") == [7, 25]
    assert column(draft, "指标", "cumulative_2") == [3, 12]
    assert [entry.text[:3] for entry in draft.doubtful if entry.reason == BESIDE] == ["从总体", "下一步"]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_a_deadline_that_is_no_day_goes_to_the_remark(tmp_path: Path) -> None:
    text = """石桥县2031年民生实事清单
一、好学工程
1.新建学校5所。责任单位：县教育局。完成时限：9月底前
2.改造暖气30处。责任单位：县住建局。完成时限：供暖期前
3.新建驿站6处。责任单位：县住建局。完成时限：汛期前建成2处，其余10月底前完成
"""
    document = document_of_text(text, "清单.txt")

    draft = draft_register([document])
    write_draft(draft, tmp_path / "台账.xlsx")
    register, problems = read_register(tmp_path / "台账.xlsx")

    assert column(draft, "任务", "deadline") == ["9月底前", "无", "汛期前建成2处，其余10月底前完成"]
    assert column(draft, "任务", "remark") == ["", "完成时限：供暖期前", ""]
    assert "完成时限“供暖期前”不是日期。已写在备注里" in reasons(draft)
    assert [str(task.deadline.date) for task in register.tasks()] == ["2031-09-30", "None", "2031-10-31"]
    assert [problem for problem in problems if problem.code == "DATE-1"] == []
    assert unaccounted(document, draft) == []


def test_the_year_is_that_of_the_title_and_not_of_the_page() -> None:
    text = "2032年01月09日 第A02版：要闻\n石桥县2031年民生实事项目完成情况综述\n1.改造公厕3座。\n2.新建公园2个。"

    draft = draft_register([document_of_text(text, "文章.txt")])

    assert (draft.settings.year, draft.settings.region) == (2031, "石桥县")


def test_as_many_doubts_are_told_as_are_listed(tmp_path: Path) -> None:
    text = "石桥县2031年民生实事清单\n一、文化工程\n1.新建县图书馆。\n2.新建县档案馆。\n3.新建公厕约30座。"
    draft = draft_register([document_of_text(text, "清单.txt")])
    write_draft(draft, tmp_path / "台账.xlsx")

    [counted] = [line for line in told(draft, tmp_path / "台账.xlsx") if line.startswith("有 ")]
    listed = next(sheet for sheet in read_workbook(tmp_path / "台账.xlsx").sheets if sheet.name == "待核对")

    assert counted.startswith(f"有 {len([*value_rows(listed)]) - 1} 处要核对")
    assert reasons(draft).count("按“竣工”写") == 2
