"""One typed line becomes a key result with numbers only where nobody could read it otherwise."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.key_result_line import KeyResultLine, parse_key_result_line
from desktop.domain.kinds import KeyResultType

T = KeyResultType


def test_from_to_and_unit_are_read_with_the_direction_they_say():
    assert parse_key_result_line("Bookings done in three minutes: 41 -> 65 %") == KeyResultLine(
        "Bookings done in three minutes", T.INCREASE_TO, "%", Decimal(41), Decimal(65)
    )
    assert parse_key_result_line("Calls about a trip:  320 → 180  per week ") == KeyResultLine(
        "Calls about a trip", T.DECREASE_TO, "per week", Decimal(320), Decimal(180)
    )


@pytest.mark.parametrize("signs", [">= 99.9 %", "keep >= 99.9 %", "Keep at ≥ 99.9 %", "≥99.9%"])
def test_a_lower_threshold_is_one_to_keep(signs):
    assert parse_key_result_line(f"Sailings on time: {signs}") == KeyResultLine(
        "Sailings on time", T.KEEP_AT_OR_ABOVE, "%", target=Decimal("99.9")
    )


def test_an_upper_threshold_and_a_range_are_kept_too():
    assert parse_key_result_line("Wait: keep <= 4 min") == KeyResultLine(
        "Wait", T.KEEP_AT_OR_BELOW, "min", target=Decimal(4)
    )
    assert parse_key_result_line("Load: keep between 60 and 80 %") == KeyResultLine(
        "Load", T.KEEP_BETWEEN, "%", lower=Decimal(60), upper=Decimal(80)
    )
    assert parse_key_result_line("Load: keep 60–80 %").type is T.KEEP_BETWEEN


@pytest.mark.parametrize(
    ("words", "base", "goal"),
    [
        ("0.5 -> 1.25", "0.5", "1.25"),
        ("-12 -> 0", "-12", "0"),
        ("1 234 -> 12 000 visits", "1234", "12000"),
        ("12345678901234567.123 -> 12345678901234567.124", *(
            "12345678901234567.123", "12345678901234567.124"
        )),
    ],
)  # fmt: skip
def test_every_digit_stays(words, base, goal):
    found = parse_key_result_line(f"Something: {words}")
    assert (found.baseline, found.target) == (Decimal(base), Decimal(goal))


def test_the_decimal_sign_is_the_persons():
    found = parse_key_result_line("On time: 98,5 -> 99,95 %", decimal_comma=True)
    assert (found.baseline, found.target) == (Decimal("98.5"), Decimal("99.95"))
    assert parse_key_result_line("On time: 98,5 -> 99,95 %").type is None


def test_a_question_mark_is_a_baseline_that_nobody_knows():
    found = parse_key_result_line("Would book again: ? -> 75 %")
    assert found.baseline_unknown
    assert (found.type, found.baseline, found.target) == (T.INCREASE_TO, None, Decimal(75))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Launch the new seat map",
        "Harbour: north pier",
        "Bookings 41 -> 65 %",  # no colon: where does the title end?
        "Visits: 12k -> 20k",  # thousands, or a unit?
        "Stay: 65 -> 65 %",  # nothing would move
        "Revenue: 3 € -> 4 %",
        "Leaves at 3:00 -> 4:00",
        "Steps: 1 -> 2 -> 3",
        "Calls: 5 -> 7 by 3 May",
        "Load: keep 80-60 %",
        ": 41 -> 65 %",
        "Price: 1,234 -> 2,345",
        "Ratio: 12: 14 -> 16: 20",
    ],
)
def test_whatever_can_be_read_in_two_ways_is_all_title(line):
    assert parse_key_result_line(line) == KeyResultLine(line)


def test_a_title_may_have_colons_of_its_own():
    found = parse_key_result_line("Support: calls about a trip: 320 -> 180")
    assert found.title == "Support: calls about a trip"
