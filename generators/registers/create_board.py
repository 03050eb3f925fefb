"""看板: counts by status, a chart of completion against 序时进度 by project, and a ranking of lead units.

All of it is live formulas over 指标 and the hidden sheet 计算, with the values they have now stored beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from generators.figures.formulas import quoted
from generators.figures.ranking import MEAN_DECIMALS
from generators.figures.status import WORST_FIRST, status_text
from generators.model.settings import Settings
from generators.model.status import Status
from generators.registers.create_formulas import LETTERS, SCALAR, Extent, Live, headline
from generators.registers.create_lists import UNJUDGED_NAME
from generators.registers.create_looks import LIGHTS, UNJUDGED_LIGHT, light, ruled
from generators.registers.create_reckoning import ProjectLine, Reckoning, UnitLine
from generators.registers.sheets import BOARD

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: Left are the counts and the ranking below them (A to E), right the projects and their chart (G to K).
WIDTHS = (9, 24, 12, 12, 12, 2, 6, 28, 12, 12, 12)
LEFT, RIGHT = 0, 6
FIRST, FIRST_RANKED = 4, 14  # rows counted from 0, below the headings of their tables
PROJECTS, UNITS = 12, 22  # so many rows at least
RATE_COLOUR, DUE_COLOUR = "#2F75B5", "#BFBFBF"
ROW_PIXELS, CHART_ROWS, CHART_WIDTH = 20, 19, 515


def write_board(book: Workbook, sheet: Worksheet, settings: Settings, found: Reckoning, extent: Extent,
                looks: Mapping[str, Format]) -> None:  # fmt: skip
    """Write the board: title, counts, projects with their chart, ranking."""
    sheet.hide_gridlines(2)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    title, line = headline(settings, found)
    last = len(WIDTHS) - 1
    sheet.merge_range(0, 0, 0, last, "", looks["title"])
    sheet.merge_range(1, 0, 1, last, "", looks["subtitle"])
    put(sheet, 0, 0, title, looks["title"])
    put(sheet, 1, 0, line, looks["subtitle"])
    sheet.set_row(0, 36)
    write_counts(sheet, settings, found, extent, looks)
    projects = max(PROJECTS, len(found.projects))
    write_projects(sheet, projects, settings, found, extent, looks)
    add_chart(book, sheet, projects)
    write_ranking(sheet, found, extent, looks)
    for column, rows in ((LEFT, len(Status)), (RIGHT + 4, projects)):
        add_lights(book, sheet, (FIRST, column, FIRST + rows - 1, column))
    rule_filled_rows(book, sheet, LEFT, FIRST_RANKED, ranked_rows(found))
    rule_filled_rows(book, sheet, RIGHT, FIRST, projects)
    end = max(FIRST_RANKED + ranked_rows(found), FIRST + projects + 1 + CHART_ROWS)
    sheet.print_area(0, 0, end - 1, last)


def put(sheet: Worksheet, row: int, column: int, live: Live, look: Format) -> None:
    """Write a formula with the value it has now."""
    value = float(live.value) if isinstance(live.value, Decimal) else live.value
    sheet.write_formula(row, column, live.formula, look, value)


def write_heads(sheet: Worksheet, row: int, column: int, section: str, heads: Sequence[str],
                looks: Mapping[str, Format]) -> None:  # fmt: skip
    """Write the heading of a section and the headings of its columns below it."""
    sheet.write_string(row, column, section, looks["section"])
    for place, head in enumerate(heads, column):
        sheet.write_string(row + 1, place, head, looks["head"])


def write_counts(sheet: Worksheet, settings: Settings, found: Reckoning, extent: Extent,
                 looks: Mapping[str, Format]) -> None:  # fmt: skip
    """Write how many tasks and indicators have each status, in a way that always adds up."""
    heads = ("状态", "事项数", "占比", "指标数", "占比")
    write_heads(sheet, FIRST - 2, LEFT, "一、进展状态", heads, looks)
    tasks = [line.standing.status for line in found.tasks if line.standing]
    indicators = [line.found.status for line in found.indicators if line]
    total = FIRST + len(Status) + 1
    for row, status in enumerate(Status, FIRST):
        word = Live(f"={SCALAR['unjudged']}", status_text(status, settings))
        if status is Status.UNJUDGED:
            put(sheet, row, 0, word, looks["shown"])
        else:
            sheet.write_string(row, 0, status.value, looks["shown"])
        for column, statuses, cells in (
            (1, tasks, extent.whole("status", extent.tasks)),
            (3, indicators, extent.whole("state", extent.indicators)),
        ):
            letter = "ABCDE"[column]
            judged = f"={letter}{total}-SUM({letter}{FIRST + 1}:{letter}{total - 2})"
            counted = f"=COUNTIF({cells},A{row + 1})"
            formula = judged if status is Status.UNJUDGED else counted
            put(sheet, row, column, Live(formula, statuses.count(status)), looks["shown"])
            put_share(sheet, row, column + 1, statuses.count(status), len(statuses), total, looks["rate"])
    write_total(sheet, total - 1, len(tasks), len(indicators), extent, looks)


def put_share(sheet: Worksheet, row: int, column: int, part: int, whole: int, total: int,
              look: Format) -> None:  # fmt: skip
    """Write the share of the count to the left in the total row, "-" of nothing."""
    letter = "ABCDE"[column - 1]
    formula = f'=IF({letter}{total}=0,"-",{letter}{row + 1}/{letter}{total})'
    put(sheet, row, column, Live(formula, part / whole if whole else "-"), look)


def write_total(sheet: Worksheet, row: int, tasks: int, indicators: int, extent: Extent,
                looks: Mapping[str, Format]) -> None:  # fmt: skip
    """Write the row of totals: what has a number, and what has a name."""
    sheet.write_string(row, 0, "合计", looks["total"])
    numbered = extent.whole("task", extent.tasks)
    named = extent.whole("state", extent.indicators)
    put(sheet, row, 1, Live(f'=SUMPRODUCT(--({numbered}<>""))', tasks), looks["total"])
    put(sheet, row, 3, Live(f'=SUMPRODUCT(--({named}<>""))', indicators), looks["total"])
    for column, count in ((2, tasks), (4, indicators)):
        put_share(sheet, row, column, count, count, row + 1, looks["rate"])


def write_projects(sheet: Worksheet, rows: int, settings: Settings, found: Reckoning, extent: Extent,
                   looks: Mapping[str, Format]) -> None:  # fmt: skip
    """Write one row a project: mean rate and mean schedule of its rated indicators, and its status."""
    heads = ("次序", "项目名称", "平均完成率", "序时进度", "状态")
    write_heads(sheet, FIRST - 2, RIGHT, "二、各项目完成情况", heads, looks)
    kinds = ("bare", "bare_left", "bare_rate", "bare_rate", "bare")
    for place in range(1, rows + 1):
        line = found.projects[place - 1] if place <= len(found.projects) else None
        row = FIRST + place - 1
        for column, live in enumerate(project_cells(place, row + 1, line, settings, extent)):
            put(sheet, row, RIGHT + column, live, looks[kinds[column]])


def project_cells(place: int, row: int, line: ProjectLine | None, settings: Settings,
                  extent: Extent) -> tuple[Live, ...]:  # fmt: skip
    """Return the cells of one project."""
    of_task = extent.whole("project", extent.tasks)
    names = extent.whole("project_name", extent.tasks)
    mine = f"{extent.whole('of_project', extent.indicators)},{place}"
    rates = extent.whole("rate", extent.indicators)
    dues = extent.whole("due", extent.indicators)
    rate, due = (None, None) if line is None else (line.rate, line.due)
    return (
        Live(f'=IF(H{row}="","",{place})', place if line else ""),
        Live(f'=IFERROR(SUBSTITUTE(INDEX({names},MATCH({place},{of_task},0)),CHAR(10),""),"")',
             line.name.replace("\n", "") if line else ""),
        Live(f'=IFERROR(ROUND(AVERAGEIFS({rates},{mine}),{MEAN_DECIMALS}),"")', "" if rate is None else rate),
        Live(f'=IFERROR(ROUND(AVERAGEIFS({dues},{mine},{rates},">=0"),{MEAN_DECIMALS}),"")',
             "" if due is None else due),
        Live(project_status(place, row, extent), status_text(line.status, settings) if line else ""),
    )  # fmt: skip


def project_status(place: int, row: int, extent: Extent) -> str:
    """Return the formula of a project's status: the worst of its tasks, done only when none is open."""
    mine = f"{extent.whole('project', extent.tasks)},{place},"
    statuses = f"{mine}{extent.whole('status', extent.tasks)}"
    is_open = f"COUNTIFS({mine}{extent.whole('task_open', extent.tasks)},1)>0"
    text = SCALAR["unjudged"]
    for status in reversed(WORST_FIRST):
        word = quoted(status.value)
        then = f"IF({is_open},{quoted(Status.ON_SCHEDULE.value)},{word})" if status is Status.DONE else word
        text = f"IF(COUNTIFS({statuses},{word})>0,{then},{text})"
    return f'=IF(H{row}="","",{text})'


def add_chart(book: Workbook, sheet: Worksheet, rows: int) -> None:
    """Add the chart of completion against 序时进度 by project, below the table of projects."""
    chart = book.add_chart({"type": "column"})
    last = FIRST + rows - 1
    for column, colour in ((RIGHT + 2, RATE_COLOUR), (RIGHT + 3, DUE_COLOUR)):
        chart.add_series({
            "name": [BOARD, FIRST - 1, column],
            "categories": [BOARD, FIRST, RIGHT + 1, last, RIGHT + 1],
            "values": [BOARD, FIRST, column, last, column],
            "fill": {"color": colour}, "gap": 60,
        })  # fmt: skip
    font = {"name": "宋体", "size": 9}
    title_font = {"name": "黑体", "size": 12, "bold": False}
    chart.set_title({"name": "各项目平均完成率与序时进度", "name_font": title_font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis({"num_format": "0%", "num_font": font, "min": 0, "major_gridlines":
                      {"visible": True, "line": {"color": "#D9D9D9"}}})  # fmt: skip
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": CHART_WIDTH, "height": CHART_ROWS * ROW_PIXELS})
    described = {"object_position": 2, "description": "各项目平均完成率与序时进度对比图"}
    sheet.insert_chart(last + 2, RIGHT, chart, described)


def ranked_rows(found: Reckoning) -> int:
    """Return how many rows the ranking has: room for some more units than are ranked now."""
    return max(UNITS, sum(line.order is not None for line in found.units) + 5)


def write_ranking(sheet: Worksheet, found: Reckoning, extent: Extent, looks: Mapping[str, Format]) -> None:
    """Write the lead units by their mean rate, places 1, 2, 3, 3, 5."""
    heads = ("名次", "牵头单位", "牵头事项数", "计率指标数", "平均完成率")
    write_heads(sheet, FIRST_RANKED - 2, LEFT, "三、牵头单位完成率排名", heads, looks)
    by_order = {line.order: line for line in found.units if line.order is not None}
    kinds = ("bare", "bare_left", "bare", "bare", "bare_rate")
    for order in range(1, ranked_rows(found) + 1):
        for column, live in enumerate(ranking_cells(order, by_order.get(order), extent)):
            put(sheet, FIRST_RANKED + order - 1, LEFT + column, live, looks[kinds[column]])


def ranking_cells(order: int, line: UnitLine | None, extent: Extent) -> tuple[Live, ...]:
    """Return the cells of one line of the ranking."""
    where = f"MATCH({order},{extent.whole('unit_order', extent.units)},0)"
    fields = ("unit_place", "unit", "unit_tasks", "unit_rated", "unit_rate")
    sources = [extent.whole(field, extent.units) for field in fields]
    values = (line.place, line.name, line.tasks, line.rated, line.rate) if line else ("",) * 5
    return tuple(
        Live(f'=IFERROR(INDEX({source},{where}),"")', "" if value is None else value)
        for source, value in zip(sources, values)
    )


def rule_filled_rows(book: Workbook, sheet: Worksheet, left: int, first: int, rows: int) -> None:
    """Draw lines round the rows of a table of five columns that show something."""
    filled = f'=${LETTERS[left]}{first + 1}<>""'
    sheet.conditional_format(first, left, first + rows - 1, left + 4,
                             {"type": "formula", "criteria": filled, "format": ruled(book)})  # fmt: skip


def add_lights(book: Workbook, sheet: Worksheet, cells: tuple[int, int, int, int]) -> None:
    """Add traffic lights to cells that hold a status."""
    for status, colours in LIGHTS.items():
        sheet.conditional_format(*cells, {"type": "cell", "criteria": "==", "value": quoted(status.value),
                                          "format": light(book, colours)})  # fmt: skip
    sheet.conditional_format(*cells, {"type": "cell", "criteria": "==", "value": UNJUDGED_NAME,
                                      "format": light(book, UNJUDGED_LIGHT)})  # fmt: skip
