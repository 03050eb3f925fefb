"""A title that a style marks as a heading heads the whole document; it is no item, and neither is a greeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from generators.errors import WorkbookError
from generators.model.period import Period
from generators.published.drafting import draft_register
from generators.published.reading import document_of_text, read_document
from tests.published_files import paragraph, word_package
from tests.test_published_draft import column, misplaced, unaccounted

STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>"""
HEADING = '<w:pStyle w:val="Heading1"/>'
#: Ways a web page sets off what its items are about.
SET_OFF = {"bold": "<p><strong>{}</strong></p>", "headings": "<h3>{}</h3>", "bullets": "<p>◆{}</p>"}


def bulletin(path: Path, titles: list[str]) -> Path:
    """Write a bulletin in Word whose title is in the style of headings."""
    lines = ["各镇人民政府，县政府各部门：", "现将有关情况通报如下。", "一、健身步道", "新建步道3公里。已建成2公里。",
             "二、便民菜店", "新建菜店5家。已开业4家。"]  # fmt: skip
    body = "".join(paragraph(title, HEADING) for title in titles) + "".join(map(paragraph, lines))
    return word_package(path, body, styles=STYLES)


@pytest.mark.parametrize(
    "titles", [["关于石桥县2031年民生实事上半年推进情况的通报"], ["石桥县2031年", "民生实事上半年推进情况通报"]]
)
def test_a_title_in_the_style_of_headings_is_no_project(tmp_path: Path, titles: list[str]) -> None:
    document = read_document(bulletin(tmp_path / "通报.docx", titles))

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["健身步道", "便民菜店"]
    assert column(draft, "任务", "lead_units") == ["", ""]
    assert column(draft, "指标", "cumulative_2") == [2, 4]
    assert [entry.text for entry in draft.entries if entry.placed == "标题"] == titles
    assert [entry.text for entry in draft.entries if entry.placed == "抬头"] == ["各镇人民政府，县政府各部门："]
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


@pytest.mark.parametrize("set_off", SET_OFF.values(), ids=SET_OFF)
def test_an_article_under_a_headline_tells_results_and_no_targets(set_off: str) -> None:
    told = {"健身步道": "建成步道3公里，新增路灯80盏。", "便民菜店": "5家菜店全部开业。"}
    items = "".join(f"{set_off.format(name)}<p>{text}</p>" for name, text in told.items())
    page = "<html><body><h1>石桥县2031年民生实事交出答卷</h1><p>全力推进民生实事。</p>" + items
    document = document_of_text(page + "</body></html>", "报道.html")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == list(told)
    assert column(draft, "进展", "text") == list(told.values())
    assert column(draft, "指标", "target") == [None, None]
    assert draft.settings.current_period == Period(2031, 4)
    assert unaccounted(document, draft) == []
    assert misplaced(draft) == []


def test_headings_of_one_level_are_projects_though_one_names_a_year(tmp_path: Path) -> None:
    lines = [("石桥县2031年民生实事清单", ""), ("健身步道", HEADING), ("新建步道3公里。", ""),
             ("2031年菜店", HEADING), ("新建菜店5家。", "")]  # fmt: skip
    path = word_package(tmp_path / "清单.docx", "".join(paragraph(*line) for line in lines), styles=STYLES)

    draft = draft_register([read_document(path)])

    assert column(draft, "任务", "project_name") == ["健身步道", "2031年菜店"]


def test_a_title_over_a_list_of_persons_makes_no_register(tmp_path: Path) -> None:
    body = paragraph("石桥县政府办公室干部花名册（2031年）", HEADING) + paragraph("按姓氏笔画排列。")
    path = word_package(tmp_path / "花名册.docx", body, styles=STYLES)

    with pytest.raises(WorkbookError, match="PUB-9"):
        draft_register([read_document(path)])


@pytest.mark.parametrize("top", ["<h1>民有所呼 我有所应</h1>", "<h1>石桥县人民政府</h1><h2>民生实事项目完成情况</h2>"])
def test_headings_on_top_of_a_page_are_titles_whatever_they_say(top: str) -> None:
    items = "<h3>健身步道</h3><p>已建成步道3公里。</p><h3>便民菜店</h3><p>5家菜店全部开业。</p>"
    page = f"<html><body>{top}<p>全力推进民生实事。</p>{items}</body></html>"
    document = document_of_text(page, "2031年报道.html")

    draft = draft_register([document])

    assert column(draft, "任务", "project_name") == ["健身步道", "便民菜店"]
    assert column(draft, "任务", "remark") == ["", ""]
    assert unaccounted(document, draft) == []


def test_a_heading_over_one_paragraph_is_a_project(tmp_path: Path) -> None:
    body = paragraph("健身步道", HEADING) + paragraph("新建步道3公里。")
    path = word_package(tmp_path / "2031年清单.docx", body, styles=STYLES)

    assert column(draft_register([read_document(path)]), "任务", "project_name") == ["健身步道"]
