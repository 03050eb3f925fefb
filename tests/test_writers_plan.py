"""The merge plan: what becomes one cell, how high rows are, and what stands at the top of a page."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from generators.page import Carry, Column, Merge, RowStyle, Table, TableRow
from generators.writers.grid import CONTINUED, Fit
from generators.writers.plan import Plan, plan_table

LINE = 10


def fit(page: int = 1000, first: int | None = None, characters: int = 10, columns: int = 3, slack: int = 0) -> Fit:
    """Return a page on which every character is as wide as any other and a line is 10 high."""

    def height(text: str) -> int:
        return sum(max(-(-len(line) // characters), 1) for line in text.split("\n")) * LINE

    def pieces(text: str, limit: int) -> list[str]:
        most = max(limit // LINE, 1) * characters
        return [text[i : i + most] for i in range(0, len(text), most)]

    return Fit([height] * columns, [pieces] * columns, height, first or page, page, LINE, 1, slack)


def table(drawing: str, *merges: Merge, carry: Carry = Carry.REPEAT_MARKED) -> Table:
    """Return a drawn table: ``|`` parts cells, ``# …`` is a title row, ``= …`` a subtotal; column 0 is the group."""
    rows = []
    for line in drawing.strip().splitlines():
        style = {"#": RowStyle.GROUP, "=": RowStyle.SUBTOTAL}.get(line.strip()[0], RowStyle.BODY)
        cells = [cell.strip() for cell in line.strip(" #=").split("|")]
        cells += [""] * (len(merges) - len(cells))
        rows.append(TableRow(tuple(cells), int(cells[0]) if cells[0].isdigit() else 0, style))
    return Table(tuple(Column(f"列{i}", 20, merge=merge, carry=carry) for i, merge in enumerate(merges)), tuple(rows))


def drawn(plan: Plan) -> str:
    """Return a plan as text: a cell with its rows, ``^`` where the cell above goes on, ``---`` between pages."""
    lines = []
    for number, row in enumerate(plan.rows):
        if number in plan.breaks:
            lines.append("---")
        cells = ("^" if not span else f"{text}×{span}" if span > 1 else text for span, text in zip(row.spans, row.texts))
        lines.append(" | ".join(cells).strip())
    return "\n".join(lines)


def lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())


def test_each_column_merges_on_its_own_and_never_across_projects() -> None:
    plan = plan_table(
        table(
            """
            1 | 甲 | 李
            1 | 乙 | 李
            2 | 乙 | 李
            2 | 乙 | 王
            """,
            Merge.PROJECT, Merge.EQUAL, Merge.EQUAL,
        ),
        fit(),
    )  # fmt: skip

    assert drawn(plan) == lines(
        """
        1×2 | 甲 | 李×2
        ^ | 乙 | ^
        2×2 | 乙×2 | 李
        ^ | ^ | 王
        """
    )


def test_a_merge_that_crosses_a_page_starts_anew_with_its_text_and_a_mark() -> None:
    plan = plan_table(
        table(
            """
            1 | 名 | 一
            1 | 名 | 二
            1 | 名 | 三
            """,
            Merge.PROJECT, Merge.EQUAL, Merge.NONE,
        ),
        fit(page=2 * LINE),
    )  # fmt: skip

    assert drawn(plan) == lines(
        f"""
        1×2 | 名×2 | 一
        ^ | ^ | 二
        ---
        1{CONTINUED} | 名{CONTINUED} | 三
        """
    )
    assert plan.rows[2].carried == {0, 1}


def test_a_column_may_repeat_its_text_without_the_mark() -> None:
    drawing = "1 | 名 | 一\n1 | 名 | 二"

    plan = plan_table(table(drawing, Merge.PROJECT, Merge.EQUAL, Merge.NONE, carry=Carry.REPEAT), fit(page=LINE))

    assert plan.rows[1].texts == ["1", "名", "二"]


def test_rows_grow_evenly_under_a_merged_text_that_is_higher_than_they_are() -> None:
    long = "长" * 55  # six lines

    plan = plan_table(table(f"1 | {long} | 一\n1 | {long} | 二", Merge.PROJECT, Merge.EQUAL, Merge.NONE), fit())

    assert [row.height for row in plan.rows] == [30, 30]


def test_what_an_inner_merge_adds_helps_the_outer_one() -> None:
    outer, inner = "外" * 55, "内" * 38  # six lines over three rows, four lines over two

    plan = plan_table(
        table(f"1 | {outer} | 一\n1 | {outer} | {inner}\n1 | {outer} | {inner}", Merge.PROJECT, Merge.EQUAL, Merge.EQUAL),
        fit(),
    )

    assert sum(row.height for row in plan.rows) == 60
    assert plan.rows[1].height + plan.rows[2].height >= 40


def test_a_row_taller_than_a_page_is_cut_and_the_other_cells_stand_beside_all_of_it() -> None:
    long = "字" * 45  # five lines, pages of three; pieces leave a line for what （续） may add beside them

    plan = plan_table(table(f"1 | 名 | {long}", Merge.PROJECT, Merge.EQUAL, Merge.NONE), fit(page=3 * LINE))

    assert drawn(plan) == lines(
        f"""
        1 | 名 | {"字" * 20}
        ---
        1{CONTINUED}×2 | 名{CONTINUED}×2 | {"字" * 20}
        ^ | ^ | {"字" * 5}
        """
    )
    assert [row.source for row in plan.rows] == [0, 0, 0]


def test_a_title_row_is_never_the_last_of_its_page() -> None:
    plan = plan_table(
        table("1 | 甲 | 一\n# 第二类\n2 | 乙 | 二", Merge.NONE, Merge.NONE, Merge.NONE), fit(page=2 * LINE)
    )

    assert drawn(plan) == "1 | 甲 | 一\n---\n第二类 |  |\n2 | 乙 | 二"


def test_a_first_page_without_room_for_a_row_is_left() -> None:
    plan = plan_table(table("1 | 甲 | 一\n1 | 甲 | 二", Merge.NONE, Merge.NONE, Merge.NONE), fit(first=5, page=100))

    assert plan.breaks == [0]


def test_a_full_page_leaves_less_than_the_next_row_needs_by_a_margin() -> None:
    tall = "高" * 75  # eight lines

    plan = plan_table(
        table(f"1 | 甲 | 一\n1 | 乙 | 二\n1 | 丙 | {tall}", Merge.NONE, Merge.NONE, Merge.NONE), fit(page=110, slack=15)
    )

    used = sum(row.height for row in plan.rows[:2])
    assert plan.breaks == [2] or used == 20
    assert all(110 - used <= 80 - 15 for _ in plan.breaks)


cells = st.sampled_from(["", "甲", "乙乙乙乙乙乙乙乙", "长" * 25, "很长" * 30])
body = st.tuples(st.integers(0, 2), st.tuples(cells, cells, cells), st.sampled_from([RowStyle.BODY] * 8 + [*RowStyle]))
rules = st.tuples(*[st.sampled_from(Merge)] * 3)


def sorted_rows(drawn_rows: list[tuple[int, tuple[str, ...], RowStyle]]) -> tuple[TableRow, ...]:
    """Return rows with growing groups."""
    return tuple(TableRow(texts, group, style) for group, texts, style in sorted(drawn_rows, key=lambda row: row[0]))


@given(st.lists(body, max_size=25), rules, st.integers(6, 20))
@settings(max_examples=150, deadline=None)
def test_any_table_is_planned_whole(drawn_rows: list, merges: tuple[Merge, ...], page_lines: int) -> None:
    rows = sorted_rows(drawn_rows)
    columns = tuple(Column(str(i), 20, merge=merge, carry=Carry.REPEAT) for i, merge in enumerate(merges))
    size = fit(page=page_lines * LINE)

    plan = plan_table(Table(columns, rows), size)

    starts = [0, *[at for at in plan.breaks if at], len(plan.rows)]
    for number in range(len(columns)):
        check_column(plan, rows, number, starts, size)
    for first, end in pairwise(starts):
        assert sum(row.height for row in plan.rows[first:end]) <= page_lines * LINE
    assert sorted({row.source for row in plan.rows}) == list(range(len(rows)))


def check_column(plan: Plan, rows: tuple[TableRow, ...], number: int, starts: list[int], size: Fit) -> None:
    """Check one column: cells cover every row once, cross no project and no page, and have room for their text."""
    line, pieces = 0, {}
    while line < len(plan.rows):
        row = plan.rows[line]
        covered = plan.rows[line : line + row.spans[number]]
        assert covered, "a cell begins where the last ended"
        assert len({rows[one.source].group for one in covered}) == 1
        assert not any(line < start < line + len(covered) for start in starts)
        if row.style is not RowStyle.GROUP:
            assert sum(one.height for one in covered) >= size.heights[number](row.texts[number])
        if number not in row.carried:
            pieces[row.source] = pieces.get(row.source, "") + row.texts[number]
        line += len(covered)
    for source, text in pieces.items():
        if rows[source].style is not RowStyle.GROUP:
            assert text == rows[source].values[number]


def test_a_merge_of_any_length_is_planned_in_linear_time() -> None:
    rows = tuple(TableRow(("1", "名", str(i)), 1) for i in range(30_000))
    columns = (Column("a", 9, merge=Merge.PROJECT), Column("b", 9, merge=Merge.EQUAL), Column("c", 9))

    plan = plan_table(Table(columns, rows), fit(page=100))

    assert len(plan.breaks) == 2999
    assert all(plan.rows[at].texts[1] == "名" for at in plan.breaks)
