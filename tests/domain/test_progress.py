"""Progress is exact, stays between 0 and 1, and is none where there is no number."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import UserError
from desktop.domain.kinds import KeyResultType as Type
from desktop.domain.okr_rows import (
    CheckInRow,
    KeyResultRow,
    MilestoneStepRow,
    ObjectiveRow,
    TeamLine,
)
from desktop.domain.progress import (
    KEEP_TYPES,
    TeamState,
    baseline_found,
    check_numbers,
    held,
    objective_progress,
    progress,
    suggested_score,
    team_state,
    team_state_text,
    type_name,
    value_now,
    weakest,
)
from desktop.domain.quarters import parse_quarter, quarter_for

AT = datetime(2027, 1, 5, tzinfo=UTC)
AMOUNT = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)


def kr(kind, *values, **more):
    """A key result with a check-in for each value; None is one without data."""
    amounts = {
        name: Decimal(str(value)) if isinstance(value, (int, str)) else value
        for name, value in more.items()
        if name in ("baseline", "target", "lower", "upper", "weight")
    }
    checks = tuple(
        CheckInRow(n, f"c{n}", AT, None if value is None else Decimal(str(value)))
        for n, value in enumerate(values)
    )
    return KeyResultRow(1, "k", "Title", kind, check_ins=checks, **{**more, **amounts})


@pytest.mark.parametrize(("now", "share"), [(7, "0.3"), (10, "0"), (0, "1"), (12, "0")])
def test_from_10_down_to_0(now, share):
    assert progress(kr(Type.DECREASE_TO, now, baseline=10, target=0)) == Decimal(share)


@pytest.mark.parametrize(
    ("baseline", "target", "now", "share"),
    [
        (41, 65, 53, "0.5"),
        (-12, 12, 0, "0.5"),
        (-10, -20, -12, "0.2"),
        (0, 4, 5, "1"),
        ("99.95", "99.99", "99.96", "0.25"),
        ("12345678901234567.123", "12345678901234567.223", "12345678901234567.173", "0.5"),
    ],
)
def test_from_baseline_to_target_in_either_direction(baseline, target, now, share):
    for kind in (Type.INCREASE_TO, Type.DECREASE_TO, Type.REACH):
        assert progress(kr(kind, now, baseline=baseline, target=target)) == Decimal(share)


def test_reaching_a_number_begins_at_nothing_unless_there_is_a_baseline():
    assert progress(kr(Type.REACH, 3, target=12)) == Decimal("0.25")
    assert progress(kr(Type.REACH, 3, baseline=2, target=4)) == Decimal("0.5")


def test_what_is_kept_is_1_or_0_and_says_how_often_it_was_held():
    for kind, values, share, counted in (
        (Type.KEEP_AT_OR_ABOVE, (4, 2, None, 4), 1, (2, 3)),
        (Type.KEEP_AT_OR_BELOW, (4, 5), 0, (1, 2)),
    ):
        row = kr(kind, *values, target=4)
        assert (progress(row), held(row)) == (share, counted)
    row = kr(Type.KEEP_BETWEEN, 1, 3, 5, lower=1, upper=3)
    assert (progress(row), held(row)) == (0, (2, 3))
    assert held(kr(Type.KEEP_BETWEEN, 1)) is None
    assert held(kr(Type.INCREASE_TO, 1, baseline=0, target=2)) is None
    assert held(kr(Type.KEEP_AT_OR_ABOVE, target=4)) is None


def test_a_milestone_counts_its_steps():
    steps = tuple(MilestoneStepRow(n, f"s{n}", "Step", done=n < 1) for n in range(4))
    assert progress(kr(Type.MILESTONE, steps=steps)) == Decimal("0.25")
    assert progress(kr(Type.MILESTONE)) is None


def test_finding_a_baseline_has_a_state_and_no_number():
    row = kr(Type.FIND_BASELINE, 4)
    assert progress(row) is None
    assert baseline_found(row)
    assert not baseline_found(kr(Type.FIND_BASELINE, None))


@pytest.mark.parametrize("kind", sorted(set(Type) - {Type.MILESTONE}))
def test_without_numbers_there_is_no_progress(kind):
    assert progress(kr(kind)) is None
    assert progress(kr(kind, 4)) is None
    assert progress(kr(kind, baseline=1, target=3, lower=1, upper=3)) is None
    assert progress(kr(kind, 2, None, baseline=1, target=3, lower=1, upper=3)) is None


def test_the_newest_check_in_is_the_value_now():
    assert value_now(kr(Type.REACH, 3, 5)) == 5
    assert value_now(kr(Type.REACH, 3, None)) is None
    assert value_now(kr(Type.REACH)) is None


@given(st.sampled_from(Type), AMOUNT, AMOUNT, AMOUNT)
def test_progress_never_leaves_0_to_1(kind, baseline, target, now):
    row = kr(kind, now, baseline=baseline, target=target, lower=baseline, upper=target)
    share = progress(row)
    assert share is None or 0 <= share <= 1
    if kind in KEEP_TYPES:
        assert share in (0, 1)


@given(AMOUNT, AMOUNT, st.integers(0, 1000))
def test_a_part_of_the_way_is_that_part_exactly(baseline, target, part):
    """Thousandths of the way, computed from the ends, come back to the digit."""
    if baseline == target:
        return
    with localcontext(prec=200):
        now = baseline + (target - baseline) * part / 1000
    assert progress(kr(Type.INCREASE_TO, baseline=baseline, target=target)) is None
    row = KeyResultRow(
        1,
        "k",
        "T",
        Type.INCREASE_TO,
        baseline=baseline,
        target=target,
        check_ins=(CheckInRow(1, "c", AT, now),),
    )
    assert progress(row) == Decimal(part) / 1000


def objective(*results):
    return ObjectiveRow(1, "o", "Objective", key_results=results)


def test_an_objective_is_the_weighted_mean_of_what_has_a_number():
    half = kr(Type.REACH, 1, target=2)
    done = kr(Type.REACH, 2, target=2, weight=3)
    open_ = kr(Type.REACH, target=2, weight=50)
    assert objective_progress(objective(half, done, open_)) == Decimal("0.875")
    assert suggested_score(objective(half, done, open_)) == Decimal("0.9")
    assert weakest(objective(done, half, open_)) is half
    assert objective_progress(objective(open_)) is None
    assert suggested_score(objective()) is None
    assert weakest(objective(open_)) is None


def test_a_suggested_score_has_one_digit_and_halves_go_up():
    quarter = kr(Type.REACH, 1, target=4)
    assert str(suggested_score(objective(quarter))) == "0.3"
    assert str(suggested_score(objective(kr(Type.REACH, 4, target=4)))) == "1.0"


def test_equal_baseline_and_target_are_refused_with_a_better_type():
    for kind in (Type.INCREASE_TO, Type.DECREASE_TO, Type.REACH):
        with pytest.raises(UserError, match="Keep at or above"):
            check_numbers(kind, Decimal(4), Decimal("4.0"), None, None)
    with pytest.raises(UserError, match="Keep at or above"):
        check_numbers(Type.REACH, None, Decimal(0), None, None)
    for kind in (*KEEP_TYPES, Type.MILESTONE, Type.FIND_BASELINE):
        check_numbers(kind, Decimal(4), Decimal(4), None, None)
    check_numbers(Type.INCREASE_TO, None, None, None, None)


def test_a_range_that_runs_backwards_is_refused():
    with pytest.raises(UserError, match="above the upper"):
        check_numbers(Type.KEEP_BETWEEN, None, None, Decimal(5), Decimal(4))
    check_numbers(Type.KEEP_BETWEEN, None, None, Decimal(4), Decimal(4))


def test_every_type_has_a_name_of_its_own():
    assert len({type_name(kind) for kind in Type}) == len(Type)


@pytest.mark.parametrize(
    ("line", "state", "text"),
    [
        (TeamLine(1, "t", "T"), TeamState.NOTHING, "Nothing yet"),
        (TeamLine(1, "t", "T", has_mission=True), TeamState.MISSION_ONLY, "Mission only"),
        (TeamLine(1, "t", "T", True, 1), TeamState.OBJECTIVE_ONLY, "Objective only"),
        (TeamLine(1, "t", "T", True, 2, 1, 4), TeamState.DRAFTING, "Drafting · 4 results"),
        (TeamLine(1, "t", "T", True, 2, 2, 1), TeamState.AGREED, "Agreed · 1 result"),
    ],
)
def test_a_team_says_how_far_it_is(line, state, text):
    assert team_state(line) is state
    assert team_state_text(line) == text


@pytest.mark.parametrize(
    ("day", "label", "starts", "ends"),
    [
        (date(2026, 3, 3), "Q1 2026", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 4), "Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 10), "Q1 2027", date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 10, 1), "Q4 2027", date(2027, 10, 1), date(2027, 12, 31)),
    ],
)
def test_a_workshop_late_in_a_quarter_drafts_for_the_next(day, label, starts, ends):
    quarter = quarter_for(day)
    assert (quarter.label, quarter.starts, quarter.ends) == (label, starts, ends)


def test_a_quarter_is_read_however_it_is_written():
    for text in ("Q1 2027", "q1/2027", "2027-Q1", "2027 q1"):
        assert parse_quarter(text).label == "Q1 2027"
    for text in ("", "Q5 2027", "spring", "Q1", "2027", "Q1 27"):
        assert parse_quarter(text) is None
