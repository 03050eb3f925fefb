"""What is laid over a table in Excel: traffic lights by status, and a chart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generators.model.status import STATUS_WORDS, Status
from generators.page import Chart, Formula, RowStyle, Sheet, Value
from generators.writers.excel_cells import area, letters
from generators.writers.excel_formulas import Place, body, quoted
from generators.writers.excel_looks import FANG, HEI, Looks
from generators.writers.excel_package import ROW_PIXELS, GivenBook, GivenSheet
from generators.writers.measure import PIXEL_TWIPS
from generators.writers.shown import shown

#: Fill and text of each status; the text is dark enough to be read in a black and white print.
LIGHTS = {
    Status.DONE: ("#A9D08E", "#1E4620"),
    Status.AHEAD: ("#C6E0B4", "#1E4620"),
    Status.ON_SCHEDULE: ("#E2EFDA", "#1E4620"),
    Status.SLOW: ("#FFE699", "#7F6000"),
    Status.BEHIND: ("#F8CBAD", "#9C0006"),
    Status.UNJUDGED: ("#E7E6E6", "#404040"),
}

BAR_COLOURS = ("#4472C4", "#A5A5A5", "#ED7D31", "#70AD47")
BAR, GAP, EDGES = 16, 12, 110  # pixels: a bar, what is between two groups, title and legend and margins


@dataclass(frozen=True, slots=True)
class Room:
    """What a page below the head holds and what is left of the last one, in twips."""

    page: int
    last_page: int


def add_lights(book: GivenBook, sheet: GivenSheet, source: Sheet, place: Place) -> None:
    """Colour the status columns by the word in each cell."""
    columns = [place.columns[key] for key in source.lights if key in place.columns]
    if not columns or not place.plan.rows:
        return
    formats = {
        status: book.add_format({"bg_color": fill, "font_color": text})
        for status, (fill, text) in LIGHTS.items()
    }
    for column in columns:
        first = f"{letters(column)}{place.top + 1}"
        cells = area(place.top, column, place.top + len(place.plan.rows) - 1, column)
        for status, words in STATUS_WORDS.items():
            criteria = "=OR(" + ",".join(f'{first}="{word}"' for word in words) + ")"
            rule = {"type": "formula", "criteria": criteria, "format": formats[status]}
            sheet.conditional_format(cells, rule)


def add_chart(
    book: GivenBook, sheet: GivenSheet, chart: Chart, place: Place, looks: Looks, room: Room
) -> None:
    """Put a bar chart below the table, as wide as it is, on the last page if it fits, else on the next."""
    series = [key for key in chart.series if key in place.columns]
    if chart.categories not in place.columns or not series or not values(place, 0):
        return
    drawn = book.add_chart({"type": "bar"})
    for number, key in enumerate(series):
        drawn.add_series(series_of(chart, key, number, place))
    dress(drawn, chart, len(series))
    row = place.top + len(place.plan.rows) + 1
    bars = len(values(place, place.columns[chart.categories]))
    height = min(EDGES + bars * (len(series) * BAR + GAP), room.page // PIXEL_TWIPS - 2 * ROW_PIXELS)
    if height + 2 * ROW_PIXELS > room.last_page // PIXEL_TWIPS:
        sheet.hbreaks = [*sheet.hbreaks, row - 1]
    drawn.set_size({"width": sum(looks.widths), "height": height})
    sheet.insert_chart(row, 0, drawn, {"object_position": 3})
    last = row + -(-height // ROW_PIXELS)
    sheet.print_area(0, 0, last, len(place.table.columns) - 1)


def series_of(chart: Chart, key: str, number: int, place: Place) -> dict[str, object]:
    """Return one series in XlsxWriter's words, with the values it shows stored."""
    name, column = quoted(place.name), place.columns[key]
    return {
        "name": place.table.columns[column].heading,
        "categories": f"={name}!{body(place, place.columns[chart.categories])}",
        "values": f"={name}!{body(place, column)}",
        "categories_data": [shown(value) for value in values(place, place.columns[chart.categories])],
        "values_data": [number_of(value) for value in values(place, column)],
        "fill": {"color": BAR_COLOURS[number % len(BAR_COLOURS)]},
        "gap": 60,
        "data_labels": {
            "value": True,
            "num_format": "0.0%" if chart.percent else "General",
            "font": {"name": FANG, "size": 9},
        },
    }


def values(place: Place, column: int) -> list[Value]:
    """Return the values of a column over its body rows."""
    return [row.values[column] for row in place.table.rows if row.style is RowStyle.BODY]


def number_of(value: Value) -> float | str:
    """Return a number for a chart's store; nothing for text."""
    if isinstance(value, Formula):
        value = value.value
    return float(value) if isinstance(value, (Decimal, int)) else ""


def dress(drawn: Any, chart: Chart, count: int) -> None:
    """Set title, axes and legend of a chart."""
    font = {"name": FANG, "size": 10}
    drawn.set_title({"name": chart.title, "name_font": {"name": HEI, "size": 14, "bold": False}})
    drawn.set_y_axis({"reverse": True, "num_font": font, "line": {"color": "#7F7F7F"}})
    axis = {"visible": False, "min": 0, "major_gridlines": {"visible": False}}
    drawn.set_x_axis(axis)
    drawn.set_legend({"position": "bottom", "font": font} if count > 1 else {"none": True})
    drawn.set_chartarea({"border": {"none": True}})
