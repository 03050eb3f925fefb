"""Pages of a table: no row lost, none over the edge, and every program breaks them where we did."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.typesetting.faces import SAFE
from generators.typesetting.lines import count_lines
from generators.typesetting.pages import SLACK, TWIP, paginate, split_paragraphs, stretch

Heights = list[float]
heights = st.lists(st.integers(min_value=200, max_value=9000).map(lambda twips: twips / 20), max_size=60)
capacities = st.floats(min_value=100, max_value=700)


@given(heights, capacities, capacities)
def test_every_row_is_on_one_page_and_in_order(rows: Heights, first: float, rest: float) -> None:
    assert [row for page in paginate(rows, first, rest) for row in page.rows] == list(range(len(rows)))


@given(heights, capacities, capacities)
def test_no_page_is_over_its_capacity_unless_one_row_is(rows: Heights, first: float, rest: float) -> None:
    for number, page in enumerate(paginate(rows, first, rest)):
        assert page.capacity == (rest if number else first)
        assert page.height == pytest.approx(sum(rows[page.start:page.stop]))
        assert page.height <= page.capacity + 1e-6 or len(page.rows) == 1


@given(heights, capacities, capacities)
def test_a_page_ends_only_where_the_next_row_does_not_fit(rows: Heights, first: float, rest: float) -> None:
    pages = paginate(rows, first, rest)
    for page, following in pairwise(pages):
        assert page.height + rows[following.start] > page.capacity


@given(heights, capacities, capacities)
def test_stretched_rows_break_the_pages_at_the_same_places(rows: Heights, first: float, rest: float) -> None:
    pages = paginate(rows, first, rest)

    stretched = stretch(rows, pages)

    assert [page.rows for page in paginate(stretched, first, rest)] == [page.rows for page in pages]


@given(heights, capacities, capacities)
def test_after_stretching_less_is_free_than_the_slack_and_the_next_row(rows: Heights, first: float,
                                                                          rest: float) -> None:
    pages = paginate(rows, first, rest)

    stretched = stretch(rows, pages)

    for page, following in pairwise(pages):
        free = page.capacity - sum(stretched[page.start:page.stop])
        assert free <= SLACK + TWIP + 1e-6
        assert free < rows[following.start]


@given(heights, capacities, capacities, st.floats(min_value=450, max_value=500))
def test_no_row_shrinks_or_grows_beyond_the_highest(
        rows: Heights, first: float, rest: float, highest: float) -> None:
    stretched = stretch(rows, paginate(rows, first, rest), highest=highest)

    for before, after in zip(rows, stretched, strict=True):
        assert before <= after + 1e-9
        assert after <= max(before, highest) + TWIP


@given(heights, capacities, capacities)
def test_the_last_page_is_not_stretched(rows: Heights, first: float, rest: float) -> None:
    pages = paginate(rows, first, rest)
    if pages:
        assert stretch(rows, pages)[pages[-1].start:] == rows[pages[-1].start:]


@given(heights, capacities, capacities)
def test_rows_grow_by_whole_pixels_where_asked(rows: Heights, first: float, rest: float) -> None:
    stretched = stretch(rows, paginate(rows, first, rest), step=0.75)

    for before, after in zip(rows, stretched, strict=True):
        assert (after - before) / 0.75 == pytest.approx(round((after - before) / 0.75))


@given(st.text("建设社区。；，5%\n”", max_size=300), st.integers(1, 6), st.integers(2, 12))
def test_a_text_in_parts_loses_nothing_and_every_part_fits(text: str, lines: int, em: int) -> None:
    parts = split_paragraphs(text, lines, em * 12, 12)

    assert "".join(parts).replace("\n", "") == text.replace("\n", "")
    assert all(count_lines(part, em * 12, 12, SAFE) <= lines for part in parts)


def test_a_text_is_cut_after_a_sentence_with_its_closing_quote() -> None:
    text = "会议提出“年底前全部完成。”各单位抓紧推进余下的工程建设任务"

    assert split_paragraphs(text, 2, 120, 12)[0] == "会议提出“年底前全部完成。”"


def test_a_part_needs_a_line() -> None:
    with pytest.raises(ValueError, match="at least one line"):
        split_paragraphs("建设", 0, 100, 12)


def test_a_long_text_is_parted_in_linear_time() -> None:
    parts = split_paragraphs("完成幼儿园主体工程；" * 20_000, 30, 240, 12)

    assert sum(map(len, parts)) == 200_000
