"""A time of day that somebody types lies within the absence, where the workshop takes place."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from desktop.domain.away import Away, moment_at
from desktop.domain.clock import elapsed_ms
from tests.clocks import FakeClock

ZONE = "Europe/Copenhagen"


def away(start: datetime, seconds: float) -> Away:
    clock = FakeClock(start)
    return Away(clock.now(), clock.advance(seconds))


@pytest.mark.parametrize(
    ("at", "seconds"),
    [
        (time(12, 5), 0),  # began before the laptop slept, but within that minute
        (time(12, 6), 20),
        (time(12, 25), 1160),
        (time(12, 4), None),
        (time(12, 26), None),
    ],
)
def test_a_minute_counts_when_a_part_of_it_does(at, seconds):
    asked = away(datetime(2027, 1, 14, 11, 5, 40, tzinfo=UTC), 1200)
    found = moment_at(asked, at, ZONE)
    if seconds is None:
        assert found is None
    else:
        assert found is not None
        assert elapsed_ms(asked.since, found) == seconds * 1000


def test_an_absence_over_midnight_has_times_of_both_days():
    asked = away(datetime(2027, 1, 14, 22, 50, tzinfo=UTC), 3600)  # 23:50 to 00:50
    for at, minutes in ((time(23, 55), 5), (time(0, 10), 20)):
        found = moment_at(asked, at, ZONE)
        assert found is not None
        assert elapsed_ms(asked.since, found) == minutes * 60_000
    assert moment_at(asked, time(12), ZONE) is None


def test_in_the_night_of_the_clock_change_an_hour_comes_twice_and_one_never():
    autumn = away(datetime(2027, 10, 31, 1, 10, tzinfo=UTC), 1800)  # 02:10, for the second time
    found = moment_at(autumn, time(2, 20), ZONE)
    assert found is not None
    assert elapsed_ms(autumn.since, found) == 600_000
    spring = away(datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 3600)  # 01:30 to 03:30
    assert moment_at(spring, time(2, 15), ZONE) is None
    assert moment_at(spring, time(3, 15), ZONE) is not None


def test_a_clock_that_was_set_meanwhile_does_not_make_it_longer():
    clock = FakeClock(datetime(2027, 1, 14, 11, 5, tzinfo=UTC))
    since = clock.now()
    clock.step_wall(3600)
    asked = Away(since, clock.advance(1200))
    assert moment_at(asked, time(12, 20), ZONE) is not None
    assert moment_at(asked, time(13, 20), ZONE) is None
