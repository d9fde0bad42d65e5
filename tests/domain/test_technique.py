"""Steps stretch and shrink to their block: proportions kept, sums exact to the second."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import UserError
from desktop.domain.technique import (
    NEW_STEP_S,
    Technique,
    TechniqueStep,
    fitted_steps,
    scaled_steps,
    split_step,
    technique_named,
)

STEPS = st.lists(
    st.integers(0, 40_000).map(lambda seconds: TechniqueStep("Step", seconds)), max_size=20
)
TOTAL = st.integers(0, 43_200)


def steps(*seconds: int) -> list[TechniqueStep]:
    return [TechniqueStep(f"Step {n}", each) for n, each in enumerate(seconds, start=1)]


ONE_TWO_FOUR_ALL = steps(60, 120, 240, 300)


@pytest.mark.parametrize("scale", [scaled_steps, fitted_steps])
def test_R17_one_two_four_all_is_1_2_4_5_minutes_in_twelve(scale):
    assert scale(ONE_TWO_FOUR_ALL, 12 * 60) == (60, 120, 240, 300)
    assert scale(ONE_TWO_FOUR_ALL, 24 * 60) == (120, 240, 480, 600)


def test_odd_seconds_go_to_the_largest_remainder_and_ties_to_the_later_step():
    assert scaled_steps(steps(1, 1, 1), 100) == (33, 33, 34)
    assert scaled_steps(steps(1, 1, 1, 1), 2) == (0, 0, 1, 1)
    assert scaled_steps(steps(100, 10, 1), 10) == (8, 1, 1)


def test_a_room_gets_whole_minutes_where_they_fit():
    assert fitted_steps(ONE_TWO_FOUR_ALL, 35 * 60) == (180, 360, 720, 840)
    assert fitted_steps(ONE_TWO_FOUR_ALL, 6 * 60) == (30, 60, 120, 150), "else half minutes"
    assert fitted_steps(ONE_TWO_FOUR_ALL, 60) == (5, 10, 20, 25), "else seconds"
    assert fitted_steps(ONE_TWO_FOUR_ALL, 12 * 60 + 30) == (60, 120, 240, 330)


def test_nothing_to_share_or_nobody_to_share_with():
    assert scaled_steps([], 60) == ()
    assert scaled_steps(steps(60, 60), 0) == (0, 0)
    assert scaled_steps(steps(0, 0), 5) == (2, 3), "without any weight they share alike"
    with pytest.raises(ValueError, match="nought"):
        scaled_steps(steps(60), -1)


@given(STEPS, TOTAL)
def test_the_sum_is_exact_and_every_step_gets_a_second_where_there_are_enough(found, total):
    shares = scaled_steps(found, total)
    assert len(shares) == len(found)
    assert all(share >= 0 for share in shares)
    if found:
        assert sum(shares) == total
        assert total < len(found) or min(shares) >= 1


@given(STEPS.filter(lambda found: any(s.seconds for s in found)), TOTAL)
def test_no_step_is_further_than_a_second_from_its_share_unless_one_was_too_small(found, total):
    whole = sum(step.seconds for step in found)
    exact = [Fraction(step.seconds * total, whole) for step in found]
    shares = scaled_steps(found, total)
    if total < len(found) or min(exact) >= 1:
        assert all(abs(share - is_due) < 1 for share, is_due in zip(shares, exact, strict=True))
    else:
        assert all(share <= max(1, is_due + 1) for share, is_due in zip(shares, exact, strict=True))


@given(STEPS.filter(lambda found: any(s.seconds for s in found)), TOTAL)
def test_a_longer_step_never_gets_less(found, total):
    shares = scaled_steps(found, total)
    for step, share in zip(found, shares, strict=True):
        for other, other_share in zip(found, shares, strict=True):
            assert step.seconds <= other.seconds or share >= other_share


@given(STEPS, TOTAL)
def test_scaled_to_their_own_sum_steps_stay_as_they_are(found, total):
    found = [step for step in found if step.seconds]
    own = tuple(step.seconds for step in found)
    assert scaled_steps(found, sum(own)) == own
    fitted = fitted_steps(found, total)
    assert sum(fitted) == (total if found else 0)


def test_a_technique_is_found_whatever_its_case_and_blanks():
    troika = Technique("Troika", "Help each other.", tuple(steps(60, 60)))
    assert technique_named([troika], "  troika ") is troika
    assert technique_named([troika], "Troika 2") is None
    assert troika.total_s == 120


@pytest.mark.parametrize(
    ("typed", "title", "seconds"),
    [
        ("Alone", "Alone", NEW_STEP_S),
        ("Alone 2 min", "Alone", 120),
        ("Alone, 90 s", "Alone", 90),
        ("In  pairs · 1,5 h", "In pairs", 5400),
        ("Read out 10m", "Read out", 600),
        ("Round 2", "Round 2", NEW_STEP_S),
        ("2 min", "2 min", NEW_STEP_S),
        ("1-2-4-All", "1-2-4-All", NEW_STEP_S),
        ("Ask 5 whys", "Ask 5 whys", NEW_STEP_S),
        ("", "", NEW_STEP_S),
    ],
)
def test_a_length_at_the_end_of_a_typed_step_counts_with_its_unit(typed, title, seconds):
    assert split_step(typed) == (title, seconds)


def test_a_length_of_nothing_is_refused():
    with pytest.raises(UserError, match="too short"):
        split_step("Alone 0 min")
