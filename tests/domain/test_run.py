"""The run of an agenda, one situation at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.durations import format_countdown
from desktop.domain.run import Phase, RunState, item_at, next_display_ms, run_state
from tests.domain.builders import Run, after, block, blocks

MINUTE = 60_000


def test_before_the_start_everything_lies_ahead_and_nothing_is_projected() -> None:
    run = Run(planned_end=after(45))
    state = run.state
    assert state.phase is Phase.WAITING
    assert run.phases == ["ahead"] * 3
    assert {(item.starts_at, item.ends_at) for item in state.items} == {(None, None)}
    assert (state.current, state.ends_at, state.drift_ms) == (None, None, 0)
    assert state.planned_end == after(45)
    assert not state.can_go_back


def test_the_started_block_counts_down_and_the_end_is_projected() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(5)
    state = run.state
    assert (state.phase, state.current) == (Phase.RUNNING, 0)
    assert state.remaining_ms == 10 * MINUTE
    assert (state.ends_at, state.drift_ms) == (after(45), 0)
    assert [(item.starts_at, item.ends_at) for item in state.items] == [
        (after(0), after(15)),
        (after(15), after(30)),
        (after(30), after(45)),
    ]


def test_a_late_start_is_drift() -> None:
    run = Run(planned_end=after(45))
    run.wait(9)
    run.start()
    assert run.state.drift_ms == 9 * MINUTE


def test_a_block_that_is_over_counts_up_and_pushes_the_end() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(17)
    assert run.state.remaining_ms == -2 * MINUTE
    assert run.state.drift_ms == 2 * MINUTE
    assert run.state.items[0].ends_at == after(17)


def test_finishing_early_is_negative_drift() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(10)
    run.next("b")
    assert run.state.drift_ms == -5 * MINUTE
    assert run.phases == ["done", "current", "ahead"]
    assert (run.state.items[0].starts_at, run.state.items[0].ends_at) == (after(0), after(10))


def test_a_pause_stops_the_block_and_moves_the_end() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(5)
    run.pause()
    run.wait(3)
    state = run.state
    assert state.phase is Phase.PAUSED
    assert (state.remaining_ms, state.pause_ms, state.paused_ms) == (
        10 * MINUTE, 3 * MINUTE, 3 * MINUTE,
    )  # fmt: skip
    assert state.drift_ms == 3 * MINUTE
    run.resume()
    run.wait(1)
    state = run.state
    assert (state.remaining_ms, state.pause_ms, state.paused_ms) == (9 * MINUTE, 0, 3 * MINUTE)
    assert state.elapsed_ms == 9 * MINUTE


def test_moving_on_during_a_pause_keeps_the_pause() -> None:
    run = Run()
    run.start()
    run.pause()
    run.next("b")
    run.wait(4)
    assert run.state.phase is Phase.PAUSED
    assert run.spent == [0, 0, 0]
    assert run.state.current == 1


def test_going_back_resumes_the_old_block_and_charges_the_detour_to_it() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(2)
    run.back("a")
    run.wait(1)
    assert run.spent == [8, 0, 0]
    assert run.phases == ["current", "ahead", "ahead"]
    assert run.state.items[0].starts_at == after(0)
    assert run.state.items[1].starts_at == after(15)


def test_only_this_visit_is_charged_when_going_back() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(4)
    run.next("c")
    run.wait(1)
    run.back("b")
    assert run.spent == [5, 5, 0]
    run.next("c")
    run.wait(2)
    run.back("b")
    assert run.spent == [5, 7, 0]


def test_going_back_twice_takes_the_detour_along() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(4)
    run.next("c")
    run.wait(1)
    run.back("b")
    run.back("a")
    assert run.spent == [6, 4, 0]
    assert run.phases == ["current", "ahead", "ahead"]


def test_a_block_jumped_back_over_is_ahead_again_with_what_it_has_left() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(15)
    run.next("b")
    run.wait(10)
    run.next("c")
    run.back("a")
    state = run.state
    assert run.phases == ["current", "ahead", "ahead"]
    assert state.items[1].starts_at == after(25)
    assert state.items[1].ends_at == after(30)
    assert state.drift_ms == 0


def test_a_block_left_out_is_done_without_times() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("c")
    assert run.phases == ["done", "done", "current"]
    assert (run.state.items[1].starts_at, run.state.items[1].spent_ms) == (None, 0)


def test_a_finished_block_that_is_moved_behind_the_current_one_stays_done() -> None:
    run = Run()
    run.start()
    run.next("b")
    a, b, c = run.agenda
    run.agenda = (b, a, c)
    assert run.phases == ["current", "done", "ahead"]
    assert run.state.ends_at == after(30)


def test_extensions_add_up_and_shift_what_follows() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.extend("a", 5)
    run.extend("a", -1)
    run.extend("c", 2)
    state = run.state
    assert [item.total_ms // MINUTE for item in state.items] == [19, 15, 17]
    assert [item.planned_ms // MINUTE for item in state.items] == [15, 15, 15]
    assert state.drift_ms == 6 * MINUTE


def test_no_block_is_ever_shorter_than_nothing() -> None:
    run = Run()
    run.start()
    run.extend("a", -99)
    assert run.state.items[0].total_ms == 0
    run.extend("a", 1)
    assert run.state.items[0].total_ms == MINUTE


def test_the_end_freezes_the_run() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.wait(20)
    run.end()
    at_the_end = run.state
    run.wait(60)
    assert run.state == at_the_end
    assert at_the_end.phase is Phase.ENDED
    assert (at_the_end.current, at_the_end.ends_at) == (None, after(20))
    assert (at_the_end.elapsed_ms, at_the_end.drift_ms) == (20 * MINUTE, -25 * MINUTE)
    assert run.phases == ["done", "ahead", "ahead"]
    assert at_the_end.items[0].ends_at == after(20)
    assert at_the_end.items[1].starts_at is None


def test_reopening_counts_the_time_since_the_end_as_a_pause() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.end()
    run.wait(10)
    run.reopen()
    run.wait(1)
    state = run.state
    assert (state.phase, state.current) == (Phase.RUNNING, 0)
    assert (state.elapsed_ms, state.paused_ms) == (16 * MINUTE, 10 * MINUTE)
    assert run.spent == [6, 0, 0]
    assert run.state.items[0].ends_at == after(25)


def test_a_run_that_ended_in_a_pause_is_running_after_it_is_reopened() -> None:
    run = Run()
    run.start()
    run.pause()
    run.wait(2)
    run.end()
    run.wait(3)
    run.reopen()
    assert (run.state.phase, run.state.pause_ms) == (Phase.RUNNING, 0)
    assert run.state.paused_ms == 5 * MINUTE


def test_a_deleted_current_block_leaves_its_time_idle_and_the_rest_ahead() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(4)
    run.agenda = (run.agenda[0], run.agenda[2])
    state = run.state
    assert state.current is None
    assert (state.idle_ms, state.remaining_ms) == (4 * MINUTE, 0)
    assert run.phases == ["done", "ahead"]
    assert state.ends_at == after(9 + 15)
    run.next("c")
    assert run.state.idle_ms == 4 * MINUTE


def test_a_run_may_go_back_to_a_deleted_block() -> None:
    run = Run()
    run.start("gone")
    run.wait(1)
    run.next("a")
    run.wait(2)
    run.back("gone")
    assert run.state.idle_ms == 3 * MINUTE
    assert run.phases == ["ahead"] * 3
    run.back("a")
    assert run.spent == [2, 0, 0]


def test_a_run_without_any_block_is_idle() -> None:
    state_run = Run()
    state_run.agenda = ()
    state_run.start("")
    state_run.wait(3)
    assert state_run.state.idle_ms == state_run.state.elapsed_ms == 3 * MINUTE
    assert state_run.state.items == ()


def test_a_plan_changed_during_the_run_counts_at_once() -> None:
    run = Run(planned_end=after(45))
    run.start()
    run.agenda = (replace(run.agenda[0], planned_s=600), *run.agenda[1:], block("new", 20))
    state = run.state
    assert state.remaining_ms == 10 * MINUTE
    assert state.drift_ms == 15 * MINUTE


def test_events_that_make_no_sense_where_they_stand_change_nothing() -> None:
    run = Run()
    for early in (run.pause, run.resume, run.end, run.reopen):
        early()
    run.next("b")
    run.back("a")
    run.extend("a", 5)
    assert run.state.phase is Phase.WAITING
    run.start()
    run.wait(1)
    run.start("c")
    run.resume()
    run.reopen()
    run.next("a")
    run.back("")
    run.wait(1)
    run.pause()
    run.wait(1)
    run.pause()
    run.wait(1)
    assert run.spent == [2, 0, 0]
    assert run.state.pause_ms == 2 * MINUTE
    run.end()
    ended = run.state
    for late in (run.pause, run.resume, run.end, run.start):
        late()
    run.next("b")
    run.extend("a", 5)
    assert run.state == ended


def test_the_order_of_events_is_their_sequence() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(1)
    assert run.state == run_state(run.agenda, run.events[::-1], run.clock.now(), None)
    assert item_at(run.events[::-1], 5 * MINUTE) == "b"


def test_setting_the_clock_changes_no_length() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.clock.step_wall(86_400)
    run.wait(1)
    run.clock.step_wall(-2 * 86_400)
    run.next("b")
    assert run.spent == [6, 0, 0]
    assert run.state.ends_at == after(6 + 30) - timedelta(days=1)


def test_after_a_restart_of_the_computer_utc_decides() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.pause()
    run.resume()
    run.clock.reboot(120)
    run.wait(1)
    assert run.spent == [8, 0, 0]


def test_a_clock_that_went_back_over_a_restart_takes_no_time_away() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.pause()
    run.resume()
    run.clock.reboot(-600)
    assert run.spent == [5, 0, 0]


def test_twenty_minutes_of_sleep_are_twenty_minutes() -> None:
    run = Run(blocks(30, 15))
    run.start()
    run.wait(5)
    run.wait(20)
    assert run.state.remaining_ms == 5 * MINUTE


@pytest.mark.parametrize(
    ("minute", "uid"), [(-1, ""), (0, "a"), (4.9, "a"), (5, "b"), (7.9, "b"), (8, "c"), (99, "c")]
)
def test_an_instant_of_the_run_belongs_to_the_block_that_was_current(
    minute: float, uid: str
) -> None:
    run = Run()
    run.wait(30)
    run.start()
    run.wait(5)
    run.next("b")
    run.pause()
    run.wait(3)
    run.next("c")
    assert item_at(run.events, round(minute * MINUTE)) == uid


def test_an_instant_of_a_detour_belongs_to_the_block_it_was_charged_to() -> None:
    run = Run()
    run.start()
    run.wait(5)
    run.next("b")
    run.wait(2)
    assert item_at(run.events, 6 * MINUTE) == "b"
    run.back("a")
    assert item_at(run.events, 6 * MINUTE) == "a"


def test_no_block_has_the_time_before_the_start_after_the_end_and_until_a_reopening() -> None:
    assert item_at([], 0) == ""
    run = Run()
    run.start()
    run.wait(5)
    run.end()
    assert item_at(run.events, 5 * MINUTE) == ""
    run.wait(5)
    run.reopen()
    assert [item_at(run.events, m * MINUTE) for m in (4, 5, 9, 10)] == ["a", "", "", "a"]


@pytest.mark.parametrize("remaining", [*range(-2100, 2101, 7), -1000, -1, 0, 1, 1000, 3_600_000])
def test_the_display_is_due_exactly_when_its_digits_change(remaining: int) -> None:
    due = next_display_ms(RunState(Phase.RUNNING, (), current=0, remaining_ms=remaining))
    shown = format_countdown(remaining)
    assert 1 <= due <= 1000
    assert format_countdown(remaining - due) != shown
    assert format_countdown(remaining - due + 1) == shown


def test_a_pause_is_shown_by_its_full_seconds() -> None:
    paused = RunState(Phase.PAUSED, (), current=0, pause_ms=61_250, remaining_ms=500)
    assert next_display_ms(paused) == 750


def test_an_idle_run_is_shown_by_its_full_seconds() -> None:
    assert next_display_ms(RunState(Phase.RUNNING, (), idle_ms=4_001)) == 999


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.ENDED])
def test_a_run_that_stands_still_is_looked_at_once_a_second(phase: Phase) -> None:
    assert next_display_ms(RunState(phase, ())) == 1000


def test_one_can_go_back_to_a_block_before_the_current_one() -> None:
    run = Run()
    run.start()
    assert not run.state.can_go_back
    run.next("b")
    assert run.state.can_go_back
    run.end()
    assert not run.state.can_go_back
