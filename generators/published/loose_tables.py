"""Tables that lost their lines in a copy: cells parted by spaces, or one cell a line, under known headings.

Nothing but the headings shows that such lines are a table, so they are taken for one only where all rows fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generators.model.origin import Origin
from generators.published.aligning import aligned, sub_rows
from generators.published.columns import LONGEST_HEADING, PUBLISHED, canonical
from generators.published.furniture import is_furniture, is_page_number
from generators.registers.headings import field_of
from generators.sources.blocks import Cell, Row, Table

LEAST_COLUMNS, MOST_COLUMNS = 3, 40


def is_heading(text: str) -> bool:
    """Return whether a text is the heading of a column and nothing else."""
    bare = text.strip()
    return 0 < len(bare) <= LONGEST_HEADING and field_of(PUBLISHED, canonical(bare)) is not None


def spaced_table(lines: Sequence[str], start: int, file: str, number: int) -> tuple[Table | None, int]:
    """Return a table of cells parted by spaces and the line behind it; None where there is none."""
    head = lines[start].split()
    if len(head) < LEAST_COLUMNS or not all(map(is_heading, head)):
        return None, start
    end = start + 1
    while end < len(lines) and len(lines[end].split()) == len(head):
        end += 1
    if end == start + 1:
        return None, start
    rows = [[(at + 1, cell) for cell in lines[at].split()] for at in range(start, end)]
    return table_of(rows, file, number), end


def stacked_table(lines: Sequence[str], start: int, file: str, number: int) -> tuple[Table | None, int]:
    """Return a table with one cell a line and the line behind it; None where there is none.

    Rows begin with 1, 2, 3 …; lines behind the last column belong to it, as units one a line do.
    """
    head = heading_lines(lines, start)
    if len(head) < LEAST_COLUMNS or field_of(PUBLISHED, canonical(head[0][1])) != "project_number":
        return None, start
    rows: list[list[tuple[int, str]]] = []
    pages: list[list[list[tuple[int, str]]]] = []
    end = head[-1][0]
    while end < len(lines) and (is_page_number(lines[end]) or not is_furniture(lines[end])):
        text = lines[end].strip()
        end += 1
        if text == str(len(rows) + 1):
            rows.append([])
            pages.append([])
        if text and not rows:
            return None, start
        if text and is_page_number(text) and not text.isdecimal():
            pages[-1].append([(end, text)])
        elif text:
            rows[-1].append((end, text))
    if not rows or any(len(cells) < len(head) for cells in rows):
        return None, start
    fields = fields_of([text for _, text in head], rows)
    body = (row for cells, breaks in zip(rows, pages) for row in (*gathered(cells, fields), *breaks))
    return table_of([head, *body], file, number), end


def fields_of(head: Sequence[str], rows: Sequence[Sequence[tuple[int, str]]]) -> list[str]:
    """Return the field of each heading; 年度目标 above sentences is the content."""
    fields = [field_of(PUBLISHED, canonical(text)) or "" for text in head]
    told = sum(text.endswith("。") for cells in rows for _, text in cells)
    if "content" in fields or told <= len(rows) * fields.count("text"):
        return fields
    return ["content" if field == "target" else field for field in fields]


def heading_lines(lines: Sequence[str], start: int) -> list[tuple[int, str]]:
    """Return the lines from ``start`` on that are headings, with their numbers."""
    found = []
    for at in range(start, min(len(lines), start + MOST_COLUMNS)):
        if lines[at].strip() and not is_heading(lines[at]):
            break
        if lines[at].strip():
            found.append((at + 1, lines[at].strip()))
    return found


def gathered(cells: list[tuple[int, str]], fields: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield the rows that the lines of a numbered row make, each line in the column it fits best."""
    number, *rest = cells
    for at, lines in enumerate(sub_rows(rest, fields[1:])):
        texts = aligned(lines, fields[1:])
        line = lines[0][0]
        held = ((one[0][0] if one else line, "\n".join(text for _, text in one)) for one in texts)
        yield [number if at == 0 else (line, ""), *held]


def table_of(rows: Sequence[Sequence[tuple[int, str]]], file: str, number: int) -> Table:
    """Return rows of cells, each with its line, as a table."""
    made = [
        Row(
            tuple(
                Cell(text, column, Origin(file, place=f"第{line}行第{column + 1}格"))
                for column, (line, text) in enumerate(cells)
            ),
            Origin(file, place=f"第{cells[0][0]}行"),
        )
        for cells in rows
    ]
    return Table(tuple(made), Origin(file, place=f"表{number}"), knows_merges=False)
