"""A rehearsal's clock goes faster than the real one, evenly, and never back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.clock import elapsed_ms
from desktop.system.rehearsal_clock import ScaledClock
from tests.clocks import WORKSHOP_MORNING, FakeClock

NINE = datetime(2027, 1, 14, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("speed", [1, 60, 300])
def test_both_readings_go_that_many_times_as_fast(clock, speed):
    fast = ScaledClock(clock, speed, NINE)
    before = fast.now()
    clock.advance(10)
    assert fast.now().utc == NINE + timedelta(seconds=10 * speed)
    assert elapsed_ms(before, fast.now()) == 10_000 * speed


def test_it_begins_with_the_real_one_unless_it_is_told(clock):
    assert ScaledClock(clock, 60).now().utc == WORKSHOP_MORNING


def test_another_speed_makes_no_jump(clock):
    fast = ScaledClock(clock, 300, NINE)
    clock.advance(2)
    before = fast.now()
    fast.set_speed(1)
    assert fast.now() == before
    clock.advance(3)
    assert elapsed_ms(before, fast.now()) == 3_000


def test_while_it_is_held_nothing_passes(clock):
    fast = ScaledClock(clock, 60, NINE)
    clock.advance(1)
    fast.hold(on=True)
    before = fast.now()
    clock.advance(3600)
    assert fast.now() == before
    fast.hold(on=False)
    assert fast.now() == before
    clock.advance(1)
    assert elapsed_ms(before, fast.now()) == 60_000


def test_it_can_be_set_to_the_planned_start_after_a_look_around(clock):
    fast = ScaledClock(clock, 60)
    clock.advance(5)
    fast.start_at(NINE)
    assert fast.now().utc == NINE


def test_somebody_setting_the_computers_clock_moves_nothing(clock):
    fast = ScaledClock(clock, 60, NINE)
    clock.step_wall(-7200)
    assert fast.now().utc == NINE


@given(
    st.lists(
        st.one_of(
            st.floats(0, 1000).map(lambda s: ("advance", s)),
            st.sampled_from([1, 60, 300]).map(lambda n: ("speed", n)),
            st.booleans().map(lambda on: ("hold", on)),
            st.floats(-9000, 9000).map(lambda s: ("step", s)),
            st.floats(0, 100).map(lambda s: ("reboot", s)),
        )
    )
)
def test_it_never_goes_back_and_its_two_readings_agree(steps):
    base = FakeClock()
    fast = ScaledClock(base, 60, NINE)
    last = fast.now()
    for what, value in steps:
        if what == "advance":
            base.advance(value)
        elif what == "step":
            base.step_wall(value)
        elif what == "reboot":
            base.reboot(value)
        elif what == "speed":
            fast.set_speed(value)
        else:
            fast.hold(on=value)
        now = fast.now()
        assert now.boot_id == last.boot_id
        assert now.boot_ms >= last.boot_ms
        assert now.utc == NINE + timedelta(milliseconds=now.boot_ms)
        last = now


@pytest.mark.parametrize("speed", [0, -1])
def test_it_cannot_stand_still_or_go_back(clock, speed):
    with pytest.raises(ValueError, match="goes on"):
        ScaledClock(clock, speed)
    with pytest.raises(ValueError, match="goes on"):
        ScaledClock(clock, 1).set_speed(speed)


def test_a_start_without_a_zone_is_refused(clock):
    with pytest.raises(ValueError, match="aware"):
        ScaledClock(clock, 1, NINE.replace(tzinfo=None))
