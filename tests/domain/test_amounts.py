"""Amounts keep every digit from the keyboard to the page, and a doubtful one is refused."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.amounts import MOST_DIGITS, format_amount, parse_amount, valid_amount
from desktop.domain.errors import UserError

EXACT = ["0.5", "1.25", "99.95", "-12", "12345678901234567.123", "0", "1.50", "0.000001"]
AMOUNT = st.builds(
    lambda minus, digits, places: Decimal((int(minus and digits > 0), _digits(digits), -places)),
    st.booleans(),
    st.integers(0, 10**MOST_DIGITS - 1),
    st.integers(0, 20),
).filter(lambda amount: len(format(amount.copy_abs(), "f").replace(".", "")) <= MOST_DIGITS)


def _digits(number):
    return tuple(int(digit) for digit in str(number))


@pytest.mark.parametrize("text", EXACT)
def test_typed_digits_stay_as_they_were_typed(text):
    amount = parse_amount(text)
    assert str(amount) == text
    assert format_amount(amount) == text.replace("-", "−")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("−12", "-12"),
        ("–12", "-12"),
        ("+7", "7"),
        (" 8 ", "8"),
        (".5", "0.5"),
        ("007", "7"),
        ("-0", "0"),
        ("1 234.5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1'234", "1234"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
    ],
)
def test_what_people_and_other_programs_write_is_understood(text, amount):
    assert str(parse_amount(text)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [("99,95", "99.95"), ("1 234,5", "1234.5"), ("1.234,5", "1234.5"), ("-0,5", "-0.5")],
)
def test_with_a_comma_the_comma_begins_the_decimals(text, amount):
    assert str(parse_amount(text, decimal_comma=True)) == amount
    assert format_amount(Decimal(amount), decimal_comma=True).replace("−", "-") == amount.replace(
        ".", ","
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "five", "1,234", "99,95", "1e5", "5.", "1.2.3", "12 34", "5 %", "１", "٥"),
        *("NaN", "Infinity", "0x10", "1_000", "--1", "1,234,5", "\x00", "9" * 500),
        "1" + " 000" * 40,
    ],
)
def test_anything_else_is_refused_with_a_reason_and_an_example(text):
    with pytest.raises(UserError) as refused:
        parse_amount(text)
    assert refused.value.what
    assert refused.value.hint


def test_the_other_sign_is_named_with_what_to_type():
    with pytest.raises(UserError, match=r"written with “\.” here: 99\.95"):
        parse_amount("99,95")
    with pytest.raises(UserError, match="written with “,” here: 1,250"):
        parse_amount("1.250", decimal_comma=True)


def test_40_digits_are_the_most():
    assert parse_amount("9" * 40) == Decimal("9" * 40)
    for text in ("9" * 41, "0." + "1" * 40):
        with pytest.raises(UserError, match="at most 40 digits"):
            parse_amount(text)
    for amount in (Decimal("1e999999"), Decimal("1e-999999"), Decimal("Infinity"), Decimal("NaN")):
        with pytest.raises(UserError):
            valid_amount(amount)


@given(AMOUNT, st.booleans())
def test_what_is_shown_can_be_typed_again_and_is_the_same_digit_by_digit(amount, comma):
    shown = format_amount(amount, decimal_comma=comma)
    again = parse_amount(shown, decimal_comma=comma)
    assert again.as_tuple() == amount.as_tuple()


@given(st.text(max_size=30), st.booleans())
def test_no_text_does_worse_than_be_refused(text, comma):
    with suppress(UserError):
        assert parse_amount(text, decimal_comma=comma).is_finite()
