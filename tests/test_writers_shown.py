"""Values as text: the formats offices use, and text that every file can hold."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.page import Formula
from generators.writers.shown import clean, shown


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        ("0.12345", "0.00%", "12.35%"),
        ("1.5", "0%", "150%"),
        ("0.125", "0.0%", "12.5%"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("2.675", "0.00", "2.68"),
        ("-0.001", "0.0", "0.0"),
        ("-3.26", "0.0", "-3.3"),
        ("3.26", "+0.0;-0.0;0.0", "+3.3"),
        ("-3.26", "+0.0;-0.0;0.0", "-3.3"),
        ("0", "+0.0;-0.0;0", "0"),
        ("12", '0"个百分点"', "12个百分点"),
        ("12.50", "0.##", "12.5"),
        ("12", "0.##", "12"),
        ("-5", "[Red]0;[Blue](0)", "(5)"),
        ("5", r"0\家", "5家"),
        ("1E+2", "General", "100"),
        ("0.50", "", "0.5"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(number: str, number_format: str, text: str) -> None:
    assert shown(Decimal(number), number_format) == text


def test_the_value_of_a_formula_is_shown_not_its_text() -> None:
    assert shown(Formula("=A1", Decimal("0.5")), "0%") == "50%"
    assert shown(Formula("=A1", "未判定"), "0%") == "未判定"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-10**9, max_value=10**9))
def test_two_decimals_are_rounded_half_up(number: Decimal) -> None:
    rounded = number.quantize(Decimal("0.01"), ROUND_HALF_UP)

    assert Decimal(shown(number, "0.00")) == rounded


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_without_a_format_no_digit_is_lost(number: Decimal) -> None:
    if abs(number.adjusted()) < 200:
        assert Decimal(shown(number)) == number


@given(st.text())
def test_clean_text_is_never_longer_and_has_nothing_xml_forbids(text: str) -> None:
    cleaned = clean(text)

    assert len(cleaned) <= len(text)
    assert not any(ord(char) < 32 and char not in "\t\n" for char in cleaned)
    assert cleaned == clean(cleaned)
    cleaned.encode("utf-8")
