"""What must hold for any text: no exception, spans inside the text, no number invented, time linear in length."""

from __future__ import annotations

import json
from decimal import Decimal
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from generators.extraction.completion import completions, rate_of
from generators.extraction.documents import extract_document, extract_sentence
from generators.extraction.jsonl import jsonl
from generators.extraction.numerals import NUMBER, han_value, number_at
from generators.extraction.records import Indicator, Sentence
from generators.extraction.sentences import folded, sentence_key, sentences, squeezed

# Pieces that make plausible, odd and broken sentences when thrown together.
PIECES = st.sampled_from(
    ["新增", "改造", "完成", "为", "对", "由", "提高到", "其中", "总数达", "不少于", "约", "以上", "左右", "以内", "各", "分别", "年内", "已", "目前", "尚未开工", "竣工", "主体封顶", "招标", "学校", "老旧小区", "停车泊位", "居民", "名", "个", "座", "万", "亿", "元", "%", "平方米", "公里", "人次", "户", "12", "3.5", "1,200", "2-3", "三", "两", "十余", "百分之五", "5#", "2024年", "6月底", "第三", "一期", "“", "”", "《", "》", "(", ")", "（", "）", "，", "、", "；", "：", "。", "！", ",", ";", ":", "①", "②", "1、", "（一）", "/", "每人每月", "人均", "全覆盖", "动态清零", "翻一番", "等", "和", "及", "并", "的", "了", "在", "进行"]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map("".join))
ROLES = st.sampled_from(["target", "progress", "result"])
HAN_OR_DIGIT = "0123456789０１２３４５６７８９零〇一二两三四五六七八九十百千"


def spans_of(one: Indicator) -> list[tuple[int, int]]:
    return [one.span, *one.name_spans]


@given(TEXTS, ROLES)
def test_any_sentence_is_read_and_every_span_lies_inside_it(text: str, role: str) -> None:
    found = extract_sentence(text, role)

    for one in found.indicators:
        assert all(0 <= start <= end <= len(found.text) for start, end in spans_of(one))
        assert found.text[slice(*one.span)] == one.raw
    assert all(found.text[slice(*one.span)] != "" for one in found.ignored)


@given(TEXTS, ROLES)
def test_no_number_is_invented(text: str, role: str) -> None:
    for one in extract_sentence(text, role).indicators:
        if one.value is not None and not one.implied:
            assert any(sign in HAN_OR_DIGIT for sign in one.raw)


@given(TEXTS, ROLES)
def test_parents_are_other_indicators_of_the_sentence(text: str, role: str) -> None:
    found = extract_sentence(text, role).indicators

    for index, one in enumerate(found):
        assert one.parent is None or (0 <= one.parent < len(found) and one.parent != index)
        owned = one.parent is not None or one.parent_link is not None
        assert owned == (one.rel is not None)


@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=60)
def test_any_document_is_read_and_its_links_lead_somewhere(lines: list[str]) -> None:
    found = extract_document(lines)
    lengths: dict[str, int] = {}
    for one in found:
        lengths.setdefault(one.key, len(one.indicators))

    links = [indicator.reports_on for one in found for indicator in one.indicators if indicator.reports_on]
    assert all(link.index < lengths[link.sentence] for link in links)
    assert all(rate.rate is None or rate.rate >= 0 for rate in completions(found))
    assert all(json.loads(line)["sentence_sha1"] for line in jsonl("\n".join(lines)))


@given(st.text(max_size=200))
def test_sentences_put_together_are_the_text_without_blanks(text: str) -> None:
    assert "".join(sentences(text)) == squeezed(text)
    assert len(folded(text)) == len(text)


@given(st.integers(min_value=1, max_value=9_999_999), st.sampled_from(["个", "座", "公里", "人次"]))
def test_a_written_count_comes_back(count: int, unit: str) -> None:
    (found,) = extract_sentence(f"新建驿站{count}{unit}。").indicators

    assert (found.value, found.unit) == (Decimal(count), unit)


@given(st.decimals(min_value="0.01", max_value="999", places=2))
def test_ten_thousands_are_multiplied_out(amount: Decimal) -> None:
    (found,) = extract_sentence(f"提供岗位{amount}万个。").indicators

    assert found.value == amount * 10_000


DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """Return a number below 10,000 in Chinese."""
    text, zero = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + sign
        zero = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(min_value=1, max_value=9999))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    assert han_value(spelled(number)) == number


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=999))
def test_a_range_keeps_both_ends(low: int, more: int) -> None:
    match = NUMBER.match(f"{low}-{low + more}")
    assert match is not None

    found = number_at(match)

    assert (found.value, found.value_max) == (low, low + more)


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.decimals(min_value="0.01", max_value=10**6, places=2))
def test_a_rate_is_rounded_half_up_to_a_hundredth(actual: Decimal, target: Decimal) -> None:
    rate = rate_of(actual, target)

    assert rate is not None
    assert abs(rate - actual * 100 / target) <= Decimal("0.005")


def seconds(text: str) -> float:
    """Return the least of three times."""
    taken = []
    for _ in range(3):
        start = process_time()
        extract_document([text])
        taken.append(process_time() - start)
    return min(taken)


def test_time_grows_with_the_length_of_a_sentence_not_faster() -> None:
    hostile = ["新增学位12个、", "（", "“", "其中", "约", "1,", "①", "改造", "人均", "完成率", "二次", "、和及", "1-", "甲镇和"]
    for piece in hostile:
        short, long = piece * (4_000 // len(piece)), piece * (16_000 // len(piece))

        assert seconds(long) < 14 * seconds(short) + 0.02, piece


def test_the_same_text_gives_the_same_sentences() -> None:
    text = ["新建公厕30座，其中农村12座。目前已建成8座。"]

    first: list[Sentence] = extract_document(text)

    assert first == extract_document(text)
    assert first[0].key == sentence_key("新建公厕 30 座，其中农村12座。")
