"""What people may type for a length of time or a time of day, and what they are told if not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.durations import format_countdown, format_minutes, parse_clock, parse_duration
from desktop.domain.errors import UserError

MINUTE, HOUR = 60, 3600


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45", 45 * MINUTE),
        ("45 min", 45 * MINUTE),
        ("45min", 45 * MINUTE),
        ("45m", 45 * MINUTE),
        ("45 Minutes", 45 * MINUTE),
        ("1 minute", MINUTE),
        ("  45  ", 45 * MINUTE),
        ("45\u00a0min", 45 * MINUTE),
        ("1h", HOUR),
        ("12 hours", 12 * HOUR),
        ("1h30", 90 * MINUTE),
        ("1H30", 90 * MINUTE),
        ("1h5", 65 * MINUTE),
        ("1 h 30", 90 * MINUTE),
        ("1 h 30 min", 90 * MINUTE),
        ("1:30", 90 * MINUTE),
        ("0:30", 30 * MINUTE),
        ("12:00", 12 * HOUR),
        ("1.5h", 90 * MINUTE),
        ("1,5 h", 90 * MINUTE),
        ("0.333 h", 1199),
        ("2.5 min", 150),
        ("90 s", 90),
        ("90sec", 90),
        ("1 s", 1),
        ("43200 s", 12 * HOUR),
        ("10'", 10 * MINUTE),
        ("10\u2019", 10 * MINUTE),
        ("720", 12 * HOUR),
    ],
)
def test_R19_lengths_of_time_are_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "-5", "+5", "−5", "0", "0 min", "0:00", "0h", "0 s", "0,0 h",
        "25:99", "1:60", "1:5", ":30", "1:", "1:30:00", "12:01", "13h", "721", "43201 s", "99999",
        "12h1", "1h60", "1h90", "h30", "1h30s", "1d", "5 x", "five", "1 2", "1.5", "1,5", "1..5 h",
        "1.h", ".5h", "1e3", "1_000", "0x10", "inf", "nan", "NaN h", "infinity", "1/2 h", "½ h",
        "٤٥", "４５", "45 ｍｉｎ", "4⁵", "Ⅻ", "90 ſ", "1\u0300", "45\x00", "45\nmin", "45  min",
        "9" * 400, "1" + " " * 5000 + "h", "\ud800", "45 min min", "10''", "45%", "45;", "=45",
    ],
)  # fmt: skip
def test_R19_what_is_not_a_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_duration(text)
    assert refused.value.what
    assert refused.value.hint


def test_the_refusal_says_what_was_wrong_and_what_would_be_right() -> None:
    with pytest.raises(UserError) as refused:
        parse_duration(" 25:99 ")
    assert refused.value.what == "“25:99” is not a length of time."
    assert refused.value.hint == "Try 45, 1h30, 1:30 or 90 s."


def test_the_refusal_of_something_huge_and_unprintable_stays_short_and_printable() -> None:
    with pytest.raises(UserError) as refused:
        parse_duration("\ud800\x00" + "9" * 1_000_000)
    assert len(refused.value.what) < 80
    assert refused.value.what.isprintable()


def test_nothing_at_all_is_a_length_only_where_it_is_allowed() -> None:
    assert parse_duration("0 min", allow_zero=True) == 0
    with pytest.raises(UserError, match="too short"):
        parse_duration("0 min")


def test_more_than_twelve_hours_is_called_too_long() -> None:
    with pytest.raises(UserError, match="too long"):
        parse_duration("12h01")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9.30", time(9, 30)),
        (" 21:30 ", time(21, 30)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("9:30 pm", time(21, 30)),
        ("9:30pm", time(21, 30)),
        ("9:30 AM", time(9, 30)),
        ("930 p.m.", time(21, 30)),
        ("9pm", time(21)),
        ("9 am", time(9)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("12:15 am", time(0, 15)),
        ("12:15 pm", time(12, 15)),
    ],
)
def test_R19_times_of_day_are_read(text: str, expected: time) -> None:
    assert parse_clock(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "9", "24:00", "25:99", "9:60", "9:3", "9:300", "960", "9999", "-9:30", "9:-30",
        "9:30:00", "13 pm", "0 am", "13:30 pm", "9:30 xm", "9:30 p", "pm", "noon", "9,30", "9 30",
        "９:30", "٩:٣٠", "9:30\x00", "9\ud800", "1" * 1000, "9:30 pm pm", "inf", "nan", "1e1",
    ],
)  # fmt: skip
def test_what_is_not_a_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="is not a time of day"):
        parse_clock(text)


any_text = st.one_of(
    st.text(alphabet=st.characters(categories=None)),
    st.text("0123456789:.,'’ hmsapin-+e\u00a0٣½"),
)


def refusal_of(parse: Callable[[str], object], text: str) -> str | None:
    """What the person is told, or None when the text is read; anything else fails the test."""
    try:
        parse(text)
    except UserError as refused:
        return refused.what
    return None


@given(any_text)
@example("0:00")
def test_no_text_gets_anything_but_a_length_in_bounds_or_a_refusal(text: str) -> None:
    refusal = refusal_of(parse_duration, text)
    if refusal is None:
        assert 0 < parse_duration(text) <= 12 * HOUR
    else:
        assert refusal.isprintable()


@given(any_text)
def test_no_text_gets_anything_but_a_time_of_day_or_a_refusal(text: str) -> None:
    refusal = refusal_of(parse_clock, text)
    if refusal is None:
        assert parse_clock(text).second == 0
    else:
        assert refusal.isprintable()


@given(st.integers(1, 720))
def test_shown_whole_minutes_are_read_back(minutes: int) -> None:
    assert parse_duration(format_minutes(minutes * 60)) == minutes * 60


@given(st.times())
def test_shown_times_of_day_are_read_back(at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    assert parse_clock(f"{at:%H:%M}") == at
    assert parse_clock(f"{(at.hour - 1) % 12 + 1}:{at:%M} {'am' if at.hour < 12 else 'pm'}") == at


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0"), (900, "15"), (5400, "90"), (90, "1:30"), (61, "1:01"), (30, "0:30"), (-90, "-1:30")],
)
def test_minutes_are_shown_whole_or_with_seconds(seconds: int, shown: str) -> None:
    assert format_minutes(seconds) == shown


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (1_068_000, "17:48"),
        (1_067_001, "17:48"),
        (1_067_000, "17:47"),
        (300_000, "5:00"),
        (1, "0:01"),
        (0, "0:00"),
        (-1, "+0:00"),
        (-999, "+0:00"),
        (-1000, "+0:01"),
        (-130_000, "+2:10"),
        (-130_999, "+2:10"),
        (3_599_000, "59:59"),
        (3_599_001, "1:00:00"),
        (3_723_000, "1:02:03"),
        (-3_600_000, "+1:00:00"),
        (-3_723_999, "+1:02:03"),
    ],
)
def test_the_countdown_rounds_up_and_the_count_up_down(ms: int, shown: str) -> None:
    assert format_countdown(ms) == shown
