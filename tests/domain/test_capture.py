"""The capture bar's letters, and the owner and day typed into an action."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.capture import KIND_NAMES, LETTERS, ActionText, chip_for, split_action
from desktop.domain.kinds import CaptureKind

TUESDAY = date(2026, 3, 10)


def test_every_kind_has_one_letter_and_one_name() -> None:
    assert sorted(LETTERS.values()) == sorted(CaptureKind)
    assert len(LETTERS) == len(CaptureKind)
    assert set(KIND_NAMES()) == set(CaptureKind)
    assert len(set(KIND_NAMES().values())) == len(CaptureKind)


@pytest.mark.parametrize(("letter", "kind"), LETTERS.items())
def test_a_letter_and_a_space_choose_the_kind(letter: str, kind: CaptureKind) -> None:
    assert chip_for(f"{letter} ") == (kind, "")
    assert chip_for(f"{letter} a good break") == (kind, "a good break")
    assert chip_for(letter) is None


@pytest.mark.parametrize(
    "text", ["", " ", " f x", "fx", "F x", "I think", "A break", "z x", "f\tx"]
)
def test_anything_else_is_text(text: str) -> None:
    assert chip_for(text) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("call the team", ActionText("call the team")),
        ("call @bob", ActionText("call", "bob")),
        ("@bob call", ActionText("call", "bob")),
        ("call @Zoë, about it", ActionText("call about it", "Zoë")),
        ("call !fri", ActionText("call", "", date(2026, 3, 13))),
        ("call !Friday.", ActionText("call", "", date(2026, 3, 13))),
        ("call !tue", ActionText("call", "", date(2026, 3, 17))),
        ("call !mon", ActionText("call", "", date(2026, 3, 16))),
        ("call !wed", ActionText("call", "", date(2026, 3, 11))),
        ("call !today", ActionText("call", "", TUESDAY)),
        ("call !TOMORROW", ActionText("call", "", date(2026, 3, 11))),
        ("call !2026-12-01 @bob now", ActionText("call now", "bob", date(2026, 12, 1))),
        ("call !2026-02-30", ActionText("call !2026-02-30")),
        ("call !20261201", ActionText("call !20261201")),
        ("call !٢٠٢٦-12-01", ActionText("call !٢٠٢٦-12-01")),
        ("call !soon", ActionText("call !soon")),
        ("call!fri", ActionText("call!fri")),
        ("mail a@b.org", ActionText("mail a@b.org")),
        ("meet @ noon !", ActionText("meet @ noon !")),
        ("pay @5 each", ActionText("pay @5 each")),
        ("@ana and @bob", ActionText("and @bob", "ana")),
        ("!fri or !mon", ActionText("or !mon", "", date(2026, 3, 13))),
        ("!soon !fri", ActionText("!soon", "", date(2026, 3, 13))),
        ("first @bob\nsecond", ActionText("first\nsecond", "bob")),
        ("@bob !fri", ActionText("", "bob", date(2026, 3, 13))),
    ],
)
def test_owner_and_day_come_out_of_an_action(typed: str, expected: ActionText) -> None:
    assert split_action(typed, TUESDAY) == expected


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from(range(7)))
def test_a_weekday_is_the_next_such_day_and_never_today(today: date, number: int) -> None:
    word = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[number]
    due = split_action(f"x !{word}", today).due
    assert due is not None
    assert due.weekday() == number
    assert today < due <= today + timedelta(days=7)


@given(st.text("@! ab\n.fri2026-") | st.text())
def test_no_word_is_lost(typed: str) -> None:
    found = split_action(typed, TUESDAY)
    marks = bool(found.owner) + (found.due is not None)
    assert len(found.text.split()) == len(typed.split()) - marks
