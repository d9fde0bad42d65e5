"""Planned times, across changes of the clocks too, and what a new block is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agenda import (
    bounds,
    category_for,
    default_maximum,
    default_minimum,
    fixed_starts,
    local_start,
    planned_end,
    schedule,
    valid_fixed_start,
    valid_maximum,
    valid_minimum,
    zone_named,
)
from desktop.domain.errors import UserError
from desktop.domain.kinds import Category, ItemKind
from tests.domain.builders import block, blocks, workshop

BERLIN = "Europe/Berlin"
SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)


def utc(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_blocks_follow_one_another_without_gaps() -> None:
    start = utc(2026, 3, 10, 8)
    slots = schedule(blocks(10, 1.5, 30), start)
    assert [slot.uid for slot in slots] == ["a", "b", "c"]
    assert [slot.starts_at for slot in slots] == [
        start,
        start + timedelta(minutes=10),
        start + timedelta(minutes=11.5),
    ]
    assert [slot.ends_at for slot in slots][-1] == start + timedelta(minutes=41.5)


def test_an_empty_agenda_has_no_slots() -> None:
    assert schedule((), utc(2026, 3, 10, 8)) == ()


def test_a_start_in_another_zone_gives_slots_in_utc() -> None:
    slots = schedule(blocks(10), datetime(2026, 7, 1, 9, tzinfo=ZoneInfo(BERLIN)))
    assert slots[0].starts_at == utc(2026, 7, 1, 7)
    assert slots[0].starts_at.tzinfo is UTC


def test_a_block_keeps_its_length_when_the_clocks_change_during_it() -> None:
    start = local_start(SPRING, time(1, 30), BERLIN)
    (slot,) = schedule(blocks(60), start)
    assert slot.ends_at - slot.starts_at == timedelta(hours=1)
    assert slot.ends_at.astimezone(ZoneInfo(BERLIN)).time() == time(3, 30)


@pytest.mark.parametrize(
    ("day", "start", "expected"),
    [
        (date(2026, 1, 5), time(9), utc(2026, 1, 5, 8)),
        (date(2026, 7, 6), time(9), utc(2026, 7, 6, 7)),
        (SPRING, time(1, 59), utc(2026, 3, 29, 0, 59)),
        (SPRING, time(2, 30), utc(2026, 3, 29, 1, 30)),  # skipped: becomes 03:30
        (SPRING, time(3, 0), utc(2026, 3, 29, 1)),
        (AUTUMN, time(2, 30), utc(2026, 10, 25, 0, 30)),  # twice: the first
        (AUTUMN, time(2, 30, fold=1), utc(2026, 10, 25, 0, 30)),
        (AUTUMN, time(3, 0), utc(2026, 10, 25, 2)),
    ],
)
def test_wall_clock_times_become_utc(day: date, start: time, expected: datetime) -> None:
    assert local_start(day, start, BERLIN) == expected


@pytest.mark.parametrize(
    ("day", "start", "end", "hours"),
    [
        (date(2026, 3, 10), time(9), time(13), 4),
        (date(2026, 3, 10), time(22), time(2), 4),  # on the next day
        (date(2026, 3, 28), time(22), time(4), 5),  # through the spring change
        (date(2026, 10, 24), time(22), time(4), 7),  # through the autumn change
        (date(2026, 3, 10), time(9), time(9), 0),
        (date(2026, 12, 31), time(23), time(1), 2),
        (SPRING, time(2, 45), time(3), 0),  # starts at 03:45: never ends before it starts
    ],
)
def test_the_planned_end_is_found(day: date, start: time, end: time, hours: int) -> None:
    length = planned_end(day, start, end, BERLIN) - local_start(day, start, BERLIN)
    assert length == timedelta(hours=hours)


@pytest.mark.parametrize("zone", ["", "Berlin/Europe", "../etc/passwd", "Europe", "/", "a\x00b"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(UserError, match="is not a time zone"):
        zone_named(zone)


def test_a_day_at_the_edge_of_the_calendar_is_refused() -> None:
    with pytest.raises(UserError, match="out of range"):
        local_start(date.min, time(0), "Asia/Tokyo")
    with pytest.raises(UserError, match="out of range"):
        planned_end(date.max, time(9), time(8), "UTC")


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)),
    st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_a_local_time_that_exists_comes_back_as_it_was(wall: datetime, zone: str) -> None:
    wall = wall.replace(microsecond=0)
    back = local_start(wall.date(), wall.time(), zone).astimezone(ZoneInfo(zone))
    # Only a skipped time changes, and then forwards by at most one hour.
    assert timedelta(0) <= back.replace(tzinfo=None) - wall <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("kind", "title", "category"),
    [
        (ItemKind.WELCOME, "Objectives", Category.FRAME),
        (ItemKind.CLOSE, "Close and feedback", Category.FRAME),
        (ItemKind.TALK, "What a mission is", Category.CONTEXT),
        (ItemKind.BREAK, "Break", Category.BREAK),
        (ItemKind.CHECK_IN, "Where we are", Category.KEY_RESULT),
        (ItemKind.DISCUSSION, "Missions out loud", Category.FEEDBACK),
        (ItemKind.BREAKOUT, "Team missions", Category.MISSION),
        (ItemKind.BREAKOUT, "Objectives", Category.OBJECTIVE),
        (ItemKind.BREAKOUT, "Draft key results", Category.KEY_RESULT),
        (ItemKind.ACTIVITY, "How would we measure it?", Category.KEY_RESULT),
        (ItemKind.ACTIVITY, "Metrics", Category.KEY_RESULT),
        (ItemKind.ACTIVITY, "KRs", Category.KEY_RESULT),
        (ItemKind.ACTIVITY, "Key results for one objective", Category.KEY_RESULT),
        (ItemKind.ACTIVITY, "Peer round", Category.FEEDBACK),
        (ItemKind.VOTE, "RISKS", Category.FEEDBACK),
        (ItemKind.ACTIVITY, "Objective review", Category.OBJECTIVE),
        (ItemKind.ACTIVITY, "Permission to fail", Category.OBJECTIVE),
        (ItemKind.VOTE, "", Category.OBJECTIVE),
    ],
)
def test_a_new_block_gets_its_category(kind: ItemKind, title: str, category: Category) -> None:
    assert category_for(kind, title) is category


@pytest.mark.parametrize(
    ("planned_s", "minimum_s"),
    [(1800, 900), (900, 480), (300, 180), (60, 60), (61, 60), (30, 30), (121, 120), (0, 0)],
)
def test_the_least_time_is_half_in_whole_minutes(planned_s: int, minimum_s: int) -> None:
    assert default_minimum(planned_s, protected=False) == minimum_s
    assert default_minimum(planned_s, protected=True) == planned_s


@pytest.mark.parametrize(
    ("planned_s", "maximum_s"), [(1800, 2700), (61, 92), (0, 0), (43_200, 43_200), (36_000, 43_200)]
)
def test_the_most_time_is_one_and_a_half_within_twelve_hours(
    planned_s: int, maximum_s: int
) -> None:
    assert default_maximum(planned_s) == maximum_s


MINUTES = st.integers(1, 90)
FIXED = st.none() | st.integers(0, 600).map(lambda n: time(9 + n // 60, n % 60))


@st.composite
def agendas(draw: st.DrawFn):
    """Up to twelve blocks with lengths around the plan, some with a fixed start."""
    rows = []
    for n in range(draw(st.integers(0, 12))):
        planned = 60 * draw(MINUTES)
        least = draw(st.integers(0, planned))
        row = block(f"block-{n}", planned / 60)
        most = planned + draw(st.integers(0, 3600))
        rows.append(replace(row, minimum_s=least, maximum_s=most, fixed_start=draw(FIXED)))
    return tuple(rows)


@given(agendas())
def test_gaps_and_lengths_together_are_the_span(rows) -> None:
    shop = workshop()
    start = local_start(shop.day, shop.start, shop.zone)
    slots = schedule(rows, start, fixed_starts(shop, rows))
    ends = slots[-1].ends_at if slots else start
    lengths = sum(row.planned_s for row in rows) + sum(slot.gap_s for slot in slots)
    assert (ends - start).total_seconds() == lengths
    for row, slot in zip(rows, slots, strict=True):
        assert not (slot.gap_s and slot.clash_s)
        if row.fixed_start is None:
            assert slot.gap_s == slot.clash_s == 0
        else:
            due = local_start(shop.day, row.fixed_start, shop.zone)
            assert slot.starts_at == due + timedelta(seconds=slot.clash_s)


@given(agendas())
def test_R08_the_earliest_and_the_latest_end_bracket_the_planned_one(rows) -> None:
    shop = workshop()
    start = local_start(shop.day, shop.start, shop.zone)
    fixed = fixed_starts(shop, rows)
    earliest, latest = bounds(rows, start, fixed)
    ends = [slot.ends_at for slot in schedule(rows, start, fixed)] or [start]
    assert earliest <= ends[-1] <= latest


def test_a_minimum_and_a_maximum_enclose_the_block() -> None:
    assert valid_minimum(0, 600) == 0
    assert valid_maximum(600, 600) == 600
    for wrong in (-1, 601):
        with pytest.raises(UserError):
            valid_minimum(wrong, 600)
    with pytest.raises(UserError):
        valid_maximum(599, 600)
    with pytest.raises(UserError, match="full length"):
        valid_minimum(300, 600, protected=True)


def test_a_fixed_start_is_within_the_workshop_s_day() -> None:
    assert valid_fixed_start(None, time(9), time(13)) is None
    assert valid_fixed_start(time(9), time(9), time(13)) == time(9)
    with pytest.raises(UserError, match="08:59 is before the workshop starts"):
        valid_fixed_start(time(8, 59), time(9), time(13))
    assert valid_fixed_start(time(1), time(22), time(2)) == time(1)  # the next day


def test_a_workshop_moved_behind_a_fixed_start_does_not_wait_for_the_next_day() -> None:
    row = replace(block("first"), fixed_start=time(8, 30))
    shop = workshop()
    start = local_start(shop.day, shop.start, shop.zone)
    (slot,) = schedule([row], start, fixed_starts(shop, [row]))
    assert slot.starts_at == start
    assert (slot.gap_s, slot.clash_s) == (0, 30 * 60)
    night = replace(shop, start=time(22), end=time(2))
    early = replace(row, fixed_start=time(1))
    start = local_start(night.day, night.start, night.zone)
    (slot,) = schedule([early], start, fixed_starts(night, [early]))
    assert slot.gap_s == 3 * 3600
