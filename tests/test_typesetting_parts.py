"""A text cut into parts: nothing is lost, every part fits, and a part ends where a reader may pause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.typesetting.faces import SAFE
from generators.typesetting.lines import count_lines
from generators.typesetting.parts import split_paragraphs


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
