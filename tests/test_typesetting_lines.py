"""Lines: nothing lost, nothing over the edge, the rules of 避头尾, and fast."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.typesetting.faces import HALF_GRID, NOTO_SANS, NOTO_SERIF, SAFE, SAFE_BOLD, TIMES
from generators.typesetting.lines import (
    HANGING,
    NEVER_FIRST,
    NEVER_LAST,
    NONE,
    STRICT,
    WORD,
    Rules,
    count_lines,
    line_ends,
    wrap,
)

SIZE = 12
FREE = Rules(NONE, NONE, NONE, NONE)
ALPHABET = "建设社区服务中心，。、；（）《》“”…—· 0123456789.%aWkm-/\n?①㎡"
texts = st.text(ALPHABET, max_size=120)
ems = st.integers(min_value=2, max_value=30)


@given(texts, ems)
def test_the_lines_of_a_text_are_the_text(text: str, em: int) -> None:
    assert "".join(wrap(text, em * SIZE, SIZE)) == text.replace("\n", "")


@given(texts, ems)
def test_counting_lines_agrees_with_breaking_them(text: str, em: int) -> None:
    lines = wrap(text, em * SIZE, SIZE)

    assert count_lines(text, em * SIZE, SIZE) == len(lines) == len(line_ends(text, em * SIZE, SIZE))


@given(texts, ems)
def test_no_line_is_wider_than_its_cell_but_for_a_blank_at_its_end(text: str, em: int) -> None:
    for line in wrap(text, em * SIZE, SIZE, NOTO_SERIF):
        assert NOTO_SERIF.width(line.removesuffix(" ")) <= em + 1e-6 or len(line) == 1


@given(texts, ems)
def test_a_line_is_full_unless_the_next_character_must_stay_with_its_own(text: str, em: int) -> None:
    for paragraph in text.split("\n"):
        lines = wrap(paragraph, em * SIZE, SIZE, HALF_GRID, FREE)
        for line, following in pairwise(lines):
            assert line.endswith(" ") or HALF_GRID.width(line + following[0]) > em


@given(st.text("建设社区，。、；：（《”》—…", max_size=100), st.integers(min_value=12, max_value=30))
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(text: str, em: int) -> None:
    lines = wrap("区" + text, em * SIZE, SIZE)

    for line, following in pairwise(lines):
        if len(line) < em - 8:  # a run of punctuation that fills a whole line has to be parted
            continue
        parted = following[0] in NEVER_FIRST or line[-1] in NEVER_LAST
        assert not parted or all(char in NEVER_FIRST | NEVER_LAST for char in line[1:])


def test_a_number_keeps_its_decimal_point_and_percent_sign() -> None:
    assert wrap("完成年度计划的83.5%。", 9 * SIZE, SIZE, HALF_GRID) == ["完成年度计划的", "83.5%。"]


def test_a_word_longer_than_a_line_is_parted_where_the_line_is_full() -> None:
    assert wrap("responsibilities", 5 * SIZE, SIZE, HALF_GRID) == ["responsibi", "lities"]


def test_a_long_word_is_parted_after_its_hyphen_if_it_has_one() -> None:
    assert wrap("2025-12-31", 4 * SIZE, SIZE, HALF_GRID) == ["2025-12-", "31"]


def test_a_question_mark_is_as_wide_as_other_latin_characters() -> None:
    assert HALF_GRID.width("?a") == 1.0
    assert HALF_GRID.width("？") == 1.0


def test_punctuation_may_hang_beyond_the_edge_where_the_program_lets_it() -> None:
    hanging = replace(STRICT, hanging=HANGING)

    assert count_lines("建设社区。", 4 * SIZE, SIZE, SAFE, hanging) == 1
    assert count_lines("建设社区。", 4 * SIZE, SIZE, SAFE) == 2


def test_space_between_chinese_and_latin_text_makes_it_wider() -> None:
    spaced = replace(STRICT, seam=0.25)

    assert count_lines("新建5G基站", 5 * SIZE, SIZE, HALF_GRID, spaced) == 2
    assert count_lines("新建5G基站", 5 * SIZE, SIZE, HALF_GRID) == 1


@given(texts, ems, st.sampled_from([HALF_GRID, TIMES, NOTO_SANS, NOTO_SERIF]))
def test_the_safe_face_never_takes_fewer_lines(text: str, em: int, face: object) -> None:
    assert count_lines(text, em * SIZE, SIZE) >= count_lines(text, em * SIZE, SIZE, face)  # type: ignore[arg-type]


@given(texts, ems)
def test_the_strict_rules_never_take_fewer_lines_than_none(text: str, em: int) -> None:
    assert count_lines(text, em * SIZE, SIZE) >= count_lines(text, em * SIZE, SIZE, SAFE, FREE)


@pytest.mark.parametrize("face", [HALF_GRID, TIMES, NOTO_SANS, NOTO_SERIF])
def test_the_safe_face_is_as_wide_and_high_as_each(face: object) -> None:
    assert isinstance(face, type(SAFE))
    assert all(map(float.__ge__, SAFE.slots[0x20:0x7F], face.slots[0x20:0x7F]))
    assert SAFE.height >= face.height
    assert SAFE_BOLD.height >= face.height


def test_every_ascii_character_has_a_width_of_its_own() -> None:
    for char in WORD:
        assert HALF_GRID.width(char) == 0.5, char


def test_counting_lines_takes_no_longer_a_character_in_a_long_text() -> None:
    def seconds(repeats: int) -> float:
        start = time.process_time()
        count_lines("建设养老服务中心12个，" * repeats, 240, SIZE)
        return (time.process_time() - start) / repeats

    # a quadratic step would take ten times as long a character; the clock counts this process alone
    assert min(seconds(20_000) for _ in range(5)) < 5 * min(seconds(2_000) for _ in range(5))
