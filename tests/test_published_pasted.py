"""Tables and pages as they come out of a copy and paste from the web, in wording of our own."""

from __future__ import annotations

from pathlib import Path

from generators.published.drafting import draft_register
from generators.published.extracting import as_text
from generators.published.reading import document_of_text, read_document
from tests.test_published_draft import column, unaccounted

STACKED = """石桥县2031年民生实事目标任务分解表

序号

民生实事

责任单位

完成时限

1

新建人行天桥2座。

县住建局

县代建中心

9月底前

2

启动县文化馆新馆建设。

县文旅局

5月底前动工

建设老年活动站3个。

县民政局

12月底前
"""


def rows(text: str, sheet: str) -> list[tuple[str, ...]]:
    """Return the rows of a sheet of the register drafted from a text, as typed."""
    draft = draft_register([document_of_text(text, "粘贴.txt")])
    return [tuple("" if cell is None else str(cell) for cell in row) for row in draft.rows[sheet]]


def test_lines_of_a_row_go_to_the_columns_they_fit() -> None:
    tasks = rows(STACKED, "任务")

    assert [(row[4], row[5], row[7]) for row in tasks] == [
        ("新建人行天桥2座。", "9月底前", "县住建局\n县代建中心"),
        ("启动县文化馆新馆建设。", "5月底前动工", "县文旅局"),
        ("建设老年活动站3个。", "12月底前", "县民政局"),
    ]


def test_cells_that_are_the_tasks_are_read_as_sentences() -> None:
    said = list(as_text(document_of_text(STACKED, "粘贴.txt")))

    assert "目标\t新建人行天桥2座。" in said
    assert "\t县文化馆新馆建设\t启动\t" in said


TITLED = "\t石桥县2031年民生实事登记表\n\t项目名称\n\t工作任务\n\t完成时间\n\t牵头单位\n\n" + (
    "\t1.路网提升\n\t改造道路3条；\n\t11月底\n\t县住建局\n\n\t\n\t新建停车场2处。\n\t10月底\n\t县城投公司\n"
)


def test_a_title_in_a_cell_of_its_own_shifts_no_column() -> None:
    assert [(row[4], row[7]) for row in rows(TITLED, "任务")] == [
        ("改造道路3条；", "县住建局"), ("新建停车场2处。", "县城投公司"),
    ]  # fmt: skip


PAGE = """<html><body><p>首页 &gt; 政务公开 &gt; 民生</p><p>石桥县2031年民生实事项目公布</p>
<p>来源：石桥县融媒体中心　浏览次数：31</p><p>一、安居工程</p><p>1、改造老旧小区6个。</p><p>2、加装电梯40部。</p>
<p>二、无障碍环境建设项目</p><p>1、为90户家庭实施无障碍改造。</p><p>相关阅读</p><p>3、邻县新开8家超市</p><p>某地迎来今冬初雪</p></body></html>"""


def test_what_frames_a_page_is_no_task(tmp_path: Path) -> None:
    page = tmp_path / "公布.html"
    page.write_text(PAGE, "utf-8")
    draft = draft_register([read_document(page)])

    assert [row[4] for row in draft.rows["任务"]] == ["改造老旧小区6个。", "加装电梯40部。", "为90户家庭实施无障碍改造。"]
    left = {entry.text: entry.placed for entry in draft.entries if entry.placed.startswith("页面")}
    assert {"相关阅读", "某地迎来今冬初雪", "3、邻县新开8家超市"} <= set(left)


PAGED = """石桥县2031年民生实事三季度进展情况表
序号
项目名称
年度目标
进展情况
完成率
责任单位
1
农路提档
新建农村公路85公里。改造危桥9座。
新建农村公路72公里。危桥完工7座。
84.7%
县交通局
— 1 —
2
学位扩容
新建柳河小学。新增学位900个。
柳河小学主体封顶，新增学位360个
学位40%，学校在建
县教育局
"""


def test_pages_break_a_stacked_table_nowhere() -> None:
    document = document_of_text(PAGED, "粘贴.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["农路提档", "学位扩容"]
    assert column(draft, "任务", "content") == ["新建农村公路85公里。改造危桥9座。", "新建柳河小学。新增学位900个。"]
    assert column(draft, "进展", "text")[0] == "新建农村公路72公里。危桥完工7座。"
    assert column(draft, "任务", "remark") == ["", ""]
    assert [entry.placed for entry in draft.entries if "1 —" in entry.text] == ["页面杂项，没有采用"]
    assert unaccounted(document, draft) == []


def test_a_note_and_the_number_of_a_page_below_a_flattened_table_are_no_cell() -> None:
    cells = ["序号", "项目名称", "主要内容", "责任单位", "完成时限", "1", "便民停车", "新增泊位500个。", "县住建局", "12月底"]
    lines = [f"\t{cell}" for cell in cells[:5]] + [""] + [f"\t{cell}" for cell in cells[5:]]
    text = "\n".join(["示例县2031年民生实事任务分解表", *lines, "", "注：1.首位为牵头单位；2.时限均为2031年。", "— 5 —"])
    document = document_of_text(text, "表.txt")

    draft = draft_register([document])

    assert column(draft, "任务", "deadline") == ["12月底"]
    assert unaccounted(document, draft) == []
