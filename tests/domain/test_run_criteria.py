"""What a run promises, criterion by criterion, and the inputs at its edges."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from desktop.domain.agenda import fixed_starts, local_start, planned_end
from desktop.domain.clock import Moment
from desktop.domain.kinds import AwayAnswer, EventKind
from desktop.domain.run import ItemPhase, Phase, RunEvent, item_at, next_ahead, run_state
from tests.domain.builders import Run, after, block, blocks, workshop
from tests.domain.test_run_properties import likely_story

MINUTE = 60_000
MS = timedelta(milliseconds=1)


def adds_up(run: Run) -> bool:
    state = run.state
    spent = sum(item.spent_ms for item in state.items)
    return state.elapsed_ms == spent + state.idle_ms + state.paused_ms


# What a run promises


def test_R01_four_hours_of_stalls_show_no_second_of_error() -> None:
    """What is on the screen is right at every look, whenever the looks come."""
    rng = random.Random(1)
    agenda = blocks(*[24] * 10)
    utc, boot_ms, true_ms = datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 5_000_000, 0
    events = [RunEvent(1, EventKind.STARTED, Moment(utc, boot_ms, "b"), "a")]
    entered = [0]
    looks = 0
    while true_ms < 4 * 3_600_000:
        stall = rng.randint(0, 5000)
        true_ms, boot_ms = true_ms + stall, boot_ms + stall
        utc += stall * MS
        if rng.random() < 0.01:
            utc += timedelta(seconds=rng.choice([1, -1, 60, -3600, 86_400, -86_400]))
        now = Moment(utc, boot_ms, "b")
        state = run_state(agenda, events, now, None)
        looks += 1
        assert state.elapsed_ms == true_ms
        assert state.remaining_ms == 24 * MINUTE - (true_ms - entered[-1])
        assert state.ends_at is not None
        ahead = (10 - len(entered)) * 24 * MINUTE
        assert state.ends_at - utc == (max(0, state.remaining_ms) + ahead) * MS
        if state.remaining_ms <= 0 and len(entered) < 10:
            entered.append(true_ms)
            uid = agenda[len(entered) - 1].uid
            events.append(RunEvent(len(entered), EventKind.MOVED_ON, now, uid))
    assert looks > 3000
    assert len(entered) == 10


def test_R04_twenty_minutes_of_sleep() -> None:
    run = Run(blocks(30, 15), planned_end=after(45))
    run.start()
    run.wait(5)
    run.wait(20)  # both clocks go on while a laptop sleeps
    state = run.state
    assert (state.current, state.remaining_ms, state.drift_ms) == (0, 5 * MINUTE, 0)
    assert (state.elapsed_ms, state.paused_ms, state.idle_ms) == (25 * MINUTE, 0, 0)


@pytest.mark.parametrize("step_s", [1, 30, 60, 3600, 86_400])
@pytest.mark.parametrize("sign", [1, -1])
def test_R05_clock_steps_of_a_second_to_a_day(step_s: int, sign: int) -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.clock.step_wall(sign * step_s)
    assert run.state.remaining_ms == 10 * MINUTE
    assert run.state.ends_at == after(45) + timedelta(seconds=sign * step_s)
    run.pause()
    run.wait(2)
    run.clock.step_wall(-sign * step_s)
    run.resume()
    run.wait(1)
    state = run.state
    assert (state.remaining_ms, state.paused_ms, state.elapsed_ms) == (
        9 * MINUTE, 2 * MINUTE, 8 * MINUTE,
    )  # fmt: skip
    assert state.ends_at == after(47)


def utc_at(day: int, hour: int, minute: int, month: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


# Every workshop is planned from 01:00 to 05:00 with a fixed start at 03:30, over the change.
CHANGES = [
    ("Europe/Copenhagen", date(2026, 3, 29), (3, 29, 0, 0), 90, 180),
    ("Europe/Copenhagen", date(2026, 10, 25), (10, 24, 23, 0), 210, 300),
    ("America/New_York", date(2026, 3, 8), (3, 8, 6, 0), 90, 180),
    ("America/New_York", date(2026, 11, 1), (11, 1, 5, 0), 210, 300),
    ("Australia/Lord_Howe", date(2026, 4, 5), (4, 4, 14, 0), 180, 270),
    ("Australia/Lord_Howe", date(2026, 10, 4), (10, 3, 14, 30), 120, 210),
]


@pytest.mark.parametrize(("zone", "day", "begins", "fixed_after", "ends_after"), CHANGES)
def test_R06_a_change_of_the_clocks_changes_no_length(
    zone: str, day: date, begins: tuple[int, int, int, int], fixed_after: int, ends_after: int
) -> None:
    month, date_, hour, minute = begins
    start = utc_at(date_, hour, minute, month)
    shop = workshop(zone, time(1), time(5), day)
    agenda = (block("a", 30), replace(block("b", 30), fixed_start=time(3, 30)), block("c", 30))
    assert local_start(day, shop.start, zone) == start
    end = planned_end(day, shop.start, shop.end, zone)
    assert end == start + timedelta(minutes=ends_after)
    run = Run(agenda, start, end, fixed_starts(shop, agenda))
    run.start()
    run.wait(20)
    state = run.state
    assert state.remaining_ms == 10 * MINUTE
    assert state.items[1].starts_at == start + timedelta(minutes=fixed_after)
    assert state.items[1].gap_ms == (fixed_after - 30) * MINUTE
    assert state.drift_ms == (fixed_after + 60 - ends_after) * MINUTE
    run.wait(fixed_after - 20)
    run.next("b")
    run.wait(40)
    run.next("c")
    run.wait(30)
    run.end()
    assert run.spent == [fixed_after, 40, 30]
    assert run.state.drift_ms == (fixed_after + 70 - ends_after) * MINUTE
    assert run.state.elapsed_ms == (fixed_after + 70) * MINUTE


def test_R07_the_projected_end_is_the_one_that_playing_every_second_finds() -> None:
    rng = random.Random(7)
    going = 0
    for _ in range(100):
        story = likely_story(rng)
        if not story.oracle.going:
            continue
        going += 1
        fixed = {uid: story.wall(second) for uid, second in story.oracle.fixed.items()}
        state = run_state(story.agenda, story.events, story.clock.now(), None, fixed)
        assert state.ends_at == story.wall(story.oracle.play(story.oracle.total)[""][2])
    assert going > 60


def test_R07_a_fixed_start_holds_the_end_until_it_is_passed() -> None:
    run = Run(blocks(15, 15, 15), planned_end=after(60), fixed={"c": after(45)})
    run.start()
    state = run.state
    assert [item.starts_at for item in state.items] == [after(0), after(15), after(45)]
    assert (state.items[2].gap_ms, state.items[2].clash_ms) == (15 * MINUTE, 0)
    assert (state.ends_at, state.drift_ms) == (after(60), 0)
    run.extend("a", 12)
    assert (run.state.items[2].gap_ms, run.state.drift_ms) == (3 * MINUTE, 0)
    run.extend("a", 8)
    state = run.state
    assert (state.items[2].gap_ms, state.items[2].clash_ms) == (0, 5 * MINUTE)
    assert (state.items[2].starts_at, state.drift_ms) == (after(50), 5 * MINUTE)


def test_R07_what_is_skipped_is_not_in_the_way_to_the_end() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.skip("b")
    assert run.phases == ["current", "skipped", "ahead"]
    assert (run.state.drift_ms, next_ahead(run.state)) == (-15 * MINUTE, 2)
    run.restore("b")
    assert run.phases == ["current", "ahead", "ahead"]
    assert run.state.drift_ms == 0


def test_R08_the_earliest_and_the_latest_end_always_bracket() -> None:
    rng = random.Random(8)
    for _ in range(100):
        story = likely_story(rng)
        fixed = {uid: story.wall(second) for uid, second in story.oracle.fixed.items()}
        for count in range(1, len(story.events) + 1):
            events = story.events[:count]
            state = run_state(story.agenda, events, events[-1].at, None, fixed)
            assert state.earliest_end is not None
            assert state.ends_at is not None
            assert state.latest_end is not None
            assert state.earliest_end <= state.ends_at <= state.latest_end


def test_R08_from_every_block_at_its_least_to_every_block_at_its_most() -> None:
    rows = tuple(replace(row, minimum_s=300, maximum_s=1200) for row in blocks(10, 10, 10))
    run = Run(rows, fixed={"c": after(12)})
    run.start()
    run.wait(2)
    assert (run.state.earliest_end, run.state.latest_end) == (after(17), after(60))
    run.wait(20)  # past its most: what is left of the block is nothing in every case
    assert (run.state.earliest_end, run.state.ends_at) == (after(32), after(42))
    assert run.state.latest_end == after(62)


def test_R12_the_first_block_started_some_minutes_ago() -> None:
    run = Run(planned_end=after(45))
    run.wait(9)
    run.start()
    run.started_ago(7)
    state = run.state
    assert (state.elapsed_ms, state.run_ms, state.remaining_ms) == (7 * MINUTE, 0, 8 * MINUTE)
    assert (state.items[0].starts_at, state.drift_ms) == (after(2), 2 * MINUTE)
    assert [item_at(run.events, minute * MINUTE) for minute in (-8, -7, -1, 0)] == ["", *"aaa"]


def test_R12_a_later_block_started_some_minutes_ago() -> None:
    run = Run()
    run.start()
    run.wait(20)
    run.next("b")
    run.wait(1)
    run.started_ago(6)
    assert run.spent == [15, 6, 0]
    assert (run.state.items[0].ends_at, run.state.items[1].starts_at) == (after(15), after(15))
    assert adds_up(run)


def test_R12_a_block_that_began_before_a_short_one_swallows_it() -> None:
    run = Run()
    run.start()
    run.wait(10)
    run.next("b")
    run.wait(1)
    run.next("c")
    run.wait(2)
    run.started_ago(5)
    assert run.spent == [8, 0, 5]
    assert run.phases == ["done", "done", "current"]
    assert (run.state.items[1].starts_at, run.state.items[1].ends_at) == (None, None)
    assert run.state.items[0].ends_at == after(8)
    run.started_ago(60)  # before the very first one: it was this block from there on
    assert run.spent == [0, 0, 60]
    assert run.state.elapsed_ms == 60 * MINUTE


def test_R12_a_block_that_begins_only_now() -> None:
    run = Run()
    run.start()
    run.wait(3)
    run.started_ago(0)
    assert (run.state.elapsed_ms, run.spent) == (0, [0, 0, 0])
    assert run.state.items[0].starts_at == after(3)
    run.wait(15)
    run.next("b")
    run.wait(2)
    run.started_ago(0)
    assert run.spent == [17, 0, 0]
    assert adds_up(run)


def test_R12_a_pause_stays_one_when_the_block_began_before_it() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.pause()
    run.wait(3)
    run.next("b")
    run.resume()
    run.wait(1)
    run.started_ago(6)
    assert run.spent == [3, 3, 0]
    assert run.state.paused_ms == 3 * MINUTE


def test_R13_a_next_taken_back_never_happened() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(5)
    kept = list(run.events)
    run.next("b")
    run.wait(2)
    run.events = kept
    state = run.state
    never = run_state(run.agenda, kept, run.clock.now(), after(45))
    assert state == never
    assert (state.current, state.remaining_ms, run.spent) == (0, 8 * MINUTE, [7, 0, 0])
    assert run.phases == ["current", "ahead", "ahead"]


def test_R13_going_back_on_purpose_charges_the_detour() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(2)
    run.back("a")
    run.wait(1)
    assert run.spent == [8, 0, 0]
    assert run.phases == ["current", "ahead", "ahead"]
    assert item_at(run.events, 6 * MINUTE) == "a"


def test_R13_a_detour_begins_when_the_room_moved_on_and_not_when_it_was_told() -> None:
    run = Run()
    run.start()
    run.wait(10)
    run.next("b")
    run.answer(AwayAnswer.MOVED_ON, 2, 9, "b", 4)
    assert run.spent == [4, 6, 0]
    run.wait(1)
    run.back("a")
    assert run.spent == [11, 0, 0]
    assert run.phases == ["current", "ahead", "ahead"]


@pytest.mark.parametrize("seed", range(40))
def test_R20_actual_and_idle_and_pauses_are_the_elapsed_time(seed: int) -> None:
    rng = random.Random(seed)
    run = Run(blocks(*[4] * 8))
    run.start()
    for _ in range(60):
        run.clock.advance(rng.randint(0, 90_000) / 1000)
        uid = rng.choice([*"abcdefgh", "deleted"])
        since = run.state.run_ms / MINUTE * rng.random()
        until = since + rng.random() * 5
        in_item = (AwayAnswer.IN_ITEM, since, until, uid, (since + until) / 2)
        acts: list[Callable[[], None]] = [
            partial(run.next, uid),
            partial(run.back, uid),
            run.pause,
            run.resume,
            partial(run.started_ago, rng.randint(0, 5)),
            partial(run.answer, AwayAnswer.PAUSED, since, until),
            partial(run.answer, *in_item),
        ]
        rng.choice(acts)()
        assert adds_up(run)


# Answers for an absence


@pytest.mark.parametrize(
    ("why", "uid", "spent", "paused"),
    [
        (AwayAnswer.KEPT_GOING, "", [30, 0, 0], 0),
        (AwayAnswer.PAUSED, "", [10, 0, 0], 20),
        (AwayAnswer.MOVED_ON, "b", [12, 18, 0], 0),
        (AwayAnswer.IN_ITEM, "c", [12, 0, 18], 0),
    ],
)
def test_an_absence_is_what_the_facilitator_says_it_was(
    why: AwayAnswer, uid: str, spent: list[float], paused: int
) -> None:
    run = Run()
    run.start()
    run.wait(29)
    run.answer(why, 5, 25, uid, 12 if uid else 0)
    run.wait(1)
    assert run.spent == spent
    assert (run.state.paused_ms, run.state.elapsed_ms) == (paused * MINUTE, 30 * MINUTE)
    assert adds_up(run)


def test_an_answer_given_after_moving_on_changes_only_what_was_before() -> None:
    run = Run()
    run.start()
    run.wait(10)
    run.next("c")
    run.wait(2)
    run.answer(AwayAnswer.MOVED_ON, 3, 9, "b", 6)
    assert run.spent == [6, 4, 2]
    assert run.phases == ["done", "done", "current"]
    assert (run.state.items[1].starts_at, run.state.items[1].ends_at) == (after(6), after(10))


def test_an_answer_about_earlier_leaves_ahead_what_was_jumped_back_over_since() -> None:
    run = Run(blocks(15, 15, 15, 15))
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(10)
    run.next("c")
    run.back("a")
    run.answer(AwayAnswer.IN_ITEM, 6, 14, "d", 10)
    assert run.phases == ["current", "ahead", "ahead", "done"]
    assert run.spent == [5, 5, 0, 5]


def test_a_skipped_block_that_the_room_was_in_is_not_skipped() -> None:
    run = Run()
    run.start()
    run.skip("b")
    run.wait(10)
    run.next("c")
    run.answer(AwayAnswer.IN_ITEM, 2, 8, "b", 5)
    assert run.phases == ["done", "done", "current"]


@pytest.mark.parametrize("is_late_first", [False, True])
def test_two_absences_can_be_answered_in_either_order(is_late_first: bool) -> None:
    run = Run()
    run.start()
    run.wait(40)
    answers = [
        partial(run.answer, AwayAnswer.MOVED_ON, 5, 15, "b", 8),
        partial(run.answer, AwayAnswer.PAUSED, 20, 25),
        partial(run.answer, AwayAnswer.IN_ITEM, 20, 35, "c", 30),
    ]
    for tell in reversed(answers) if is_late_first else answers:
        tell()
    assert run.spent == [8, 17, 10]
    assert run.state.paused_ms == 5 * MINUTE
    assert run.phases == ["done", "done", "current"]
    assert adds_up(run)


def test_a_pause_told_over_a_pause_counts_once() -> None:
    run = Run()
    run.start()
    run.wait(4)
    run.pause()
    run.wait(4)
    run.resume()
    run.wait(4)
    run.answer(AwayAnswer.PAUSED, 2, 6)
    run.answer(AwayAnswer.PAUSED, 3, 10)
    assert (run.state.paused_ms, run.spent) == (8 * MINUTE, [4, 0, 0])


# Inputs at the edges


def test_an_agenda_without_blocks_has_only_idle_time() -> None:
    run = Run()
    run.agenda = ()
    run.start("")
    run.wait(3)
    run.answer(AwayAnswer.PAUSED, 1, 2)
    state = run.state
    assert (state.items, state.current, next_ahead(state)) == ((), None, None)
    assert (state.idle_ms, state.paused_ms) == (2 * MINUTE, MINUTE)
    assert state.earliest_end == state.ends_at == state.latest_end == after(3)


def test_one_block_is_first_and_last() -> None:
    run = Run(blocks(10))
    run.start()
    run.wait(12)
    state = run.state
    assert (state.can_go_back, next_ahead(state), state.remaining_ms) == (False, None, -2 * MINUTE)
    assert state.ends_at == after(12)


def test_a_block_whose_least_is_its_most_has_one_end() -> None:
    rows = tuple(replace(row, minimum_s=900, maximum_s=900) for row in blocks(15, 15))
    run = Run(rows)
    run.start()
    run.wait(4)
    state = run.state
    assert state.earliest_end == state.ends_at == state.latest_end == after(30)


def test_the_last_block_has_none_after_it_and_the_first_none_before() -> None:
    run = Run()
    run.start()
    assert not run.state.can_go_back
    run.back("a")
    assert (run.state.current, run.phases) == (0, ["current", "ahead", "ahead"])
    run.next("c")
    run.next("c")
    assert (run.state.current, next_ahead(run.state)) == (2, None)


def test_a_pause_in_overtime_moves_the_end_and_not_the_overtime() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(18)
    run.pause()
    run.wait(5)
    state = run.state
    assert (state.remaining_ms, state.pause_ms) == (-3 * MINUTE, 5 * MINUTE)
    assert (state.ends_at, state.drift_ms) == (after(53), 8 * MINUTE)


def test_five_hundred_more_minutes_are_five_hundred_minutes() -> None:
    run = Run()
    run.start()
    for _ in range(500):
        run.extend("a", 1)
    assert run.state.items[0].total_ms == 515 * MINUTE
    assert run.state.ends_at == after(545)


def test_a_deleted_current_block_is_idle_time_also_when_an_answer_named_it() -> None:
    run = Run()
    run.start()
    run.wait(12)
    run.answer(AwayAnswer.MOVED_ON, 3, 9, "b", 5)
    run.agenda = (run.agenda[0], run.agenda[2])
    state = run.state
    assert (state.current, state.idle_ms, run.spent) == (None, 7 * MINUTE, [5, 0])
    assert (run.phases, state.ends_at) == (["done", "ahead"], after(27))
    assert (state.step, state.step_spent_ms) == (0, 0)
    assert adds_up(run)


def test_going_back_from_a_deleted_block_jumps_over_all_that_was_behind() -> None:
    run = Run()
    run.start()
    run.next("c")
    run.wait(1)
    run.next("gone")
    run.back("a")
    assert run.phases == ["current", "ahead", "ahead"]
    assert run.state.ends_at == after(1 + 15 + 15 + 14)


def test_a_run_goes_across_midnight() -> None:
    start = datetime(2026, 3, 10, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in Berlin
    shop = workshop(start=time(23, 59, 59), end=time(1))
    agenda = (block("a", 30), replace(block("b", 15), fixed_start=time(0, 40)))
    end = planned_end(shop.day, shop.start, shop.end, shop.zone)
    run = Run(agenda, start, end, fixed_starts(shop, agenda))
    run.start()
    run.wait(10)
    state = run.state
    assert state.remaining_ms == 20 * MINUTE
    assert state.items[1].starts_at == datetime(2026, 3, 10, 23, 40, tzinfo=UTC)
    assert state.items[1].gap_ms == 10 * MINUTE + 1000
    assert (state.ends_at, state.drift_ms) == (
        datetime(2026, 3, 10, 23, 55, tzinfo=UTC), -5 * MINUTE,
    )  # fmt: skip


def test_a_laptop_whose_clock_is_behind_the_last_event_counts_from_there_on() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.clock.reboot(-600)
    state = run.state
    assert (state.elapsed_ms, state.remaining_ms) == (5 * MINUTE, 15 * MINUTE)
    run.extend("b", 1)
    run.wait(2)
    state = run.state
    assert (run.spent, state.remaining_ms) == ([5, 2, 0], 14 * MINUTE)
    assert adds_up(run)


def test_two_hundred_blocks_are_run_one_after_the_other() -> None:
    agenda = tuple(block(f"u{number}", 1) for number in range(200))
    run = Run(agenda, planned_end=after(200))
    run.start("u0")
    for row in agenda[1:]:
        run.wait(1)
        run.next(row.uid)
    run.wait(1)
    state = run.state
    assert {item.spent_ms for item in state.items} == {MINUTE}
    assert [item.phase for item in state.items[:199]] == [ItemPhase.DONE] * 199
    assert (state.current, state.drift_ms) == (199, 0)


def test_an_answer_or_an_earlier_start_means_nothing_before_the_run_and_after() -> None:
    run = Run()
    run.started_ago(5)
    run.answer(AwayAnswer.PAUSED, 0, 5)
    run.wait(5)
    assert (run.state.phase, run.state.run_ms) == (Phase.WAITING, 0)
    run.start()
    run.wait(5)
    run.end()
    ended = run.state
    run.started_ago(30)
    run.answer(AwayAnswer.MOVED_ON, 1, 4, "b", 2)
    run.skip("c")
    assert run.state == ended
