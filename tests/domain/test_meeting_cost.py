"""What a meeting costs: rates as people type them, exact products, money as it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import UserError
from desktop.domain.meeting_cost import (
    HourlyRate,
    check_ins_cost,
    meeting_cost,
    money_text,
    parse_rate,
    rate_text,
)

HOUR = 3600


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("70", "70", ""),
        ("€70", "70", "EUR"),
        ("€ 70", "70", "EUR"),
        ("70 EUR", "70", "EUR"),
        ("70 eur", "70", "EUR"),
        ("70€", "70", "EUR"),
        ("$70.50", "70.50", "USD"),
        ("CHF 70.5", "70.5", "CHF"),
        ("650 kr", "650", "kr"),
        ("1 234.5 $", "1234.5", "USD"),
        ("€70/h", "70", "EUR"),
        ("70 EUR per hour", "70", "EUR"),
    ],
)
def test_a_rate_is_read_as_it_is_typed(typed: str, amount: str, currency: str) -> None:
    assert parse_rate(typed) == HourlyRate(Decimal(amount), currency)


def test_the_decimal_sign_of_the_settings_counts() -> None:
    assert parse_rate("70,50", decimal_comma=True) == HourlyRate(Decimal("70.50"))
    with pytest.raises(UserError, match="Decimals are written"):
        parse_rate("70,50")


def test_nothing_typed_is_no_rate() -> None:
    assert parse_rate("  ") is None


@pytest.mark.parametrize(
    "typed",
    ["seventy", "€", "€70 EUR", "70 euros", "0", "-5", "1000001", "7 0 x 3", "70 <b>", "٧٠"],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        parse_rate(typed)


def test_four_hours_of_sixteen_people() -> None:
    cost = meeting_cost(16, 4 * HOUR, Decimal(70))
    assert money_text(cost, "EUR") == "€4,480"
    assert money_text(check_ins_cost(16, Decimal(70)), "EUR") == "€29,120"


def test_money_has_cents_only_where_there_are_any() -> None:
    cost = meeting_cost(3, 4 * HOUR, Decimal("70.55"))
    assert money_text(cost, "CHF") == "846.60 CHF"
    assert money_text(cost, "EUR", decimal_comma=True) == "€846,60"
    assert money_text(Decimal(1234567), "", decimal_comma=True) == "1.234.567"


@given(
    st.integers(0, 10_000),
    st.integers(1, 24 * 60).map(lambda minutes: minutes * 60),
    st.decimals("0.01", "1000000", places=4),
)
def test_the_product_is_exact(people: int, seconds: int, rate: Decimal) -> None:
    cost = meeting_cost(people, seconds, rate)
    assert abs(cost * 3600 - people * seconds * rate) < Decimal("1e-12")


@given(
    st.decimals("0.0001", "1000000", places=4),
    st.sampled_from(["", "EUR", "USD", "GBP", "CHF", "kr"]),
    st.booleans(),
)
def test_what_is_written_reads_back_the_same(amount: Decimal, currency: str, comma: bool) -> None:
    rate = HourlyRate(amount, currency)
    assert parse_rate(rate_text(rate, decimal_comma=comma), decimal_comma=comma) == rate
