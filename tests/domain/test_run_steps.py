"""The technique's steps while their block runs: how long each, how much of it is left."""

from __future__ import annotations

import random

import pytest

from desktop.domain.durations import format_countdown
from desktop.domain.kinds import EventKind
from desktop.domain.run import next_display_ms
from desktop.domain.run_steps import StepRun, step_run
from tests.domain.builders import Run, block, blocks, with_steps

MINUTE = 60_000
ONE_TWO_FOUR_ALL = (1, 2, 4, 5)


def run_of(minutes: float = 12, steps: tuple[float, ...] = ONE_TWO_FOUR_ALL) -> Run:
    return Run((with_steps(block("a", minutes), *steps), *blocks(15, 15)[1:]))


def step_to(run: Run, step: int, uid: str = "a") -> None:
    run.add(EventKind.STEPPED, uid, step)


def now(run: Run) -> StepRun:
    state = run.state
    assert state.current is not None
    found = step_run(run.agenda[state.current], state)
    assert found is not None
    return found


def minutes(found: StepRun) -> list[float]:
    return [length / MINUTE for length in found.lengths_ms]


def test_R17_one_two_four_all_takes_one_two_four_and_five_minutes() -> None:
    run = run_of()
    run.start()
    first = now(run)
    assert (first.index, first.count, first.title, first.instruction) == (0, 4, "Step 1", "How 1")
    assert minutes(first) == [1, 2, 4, 5]
    assert first.remaining_ms == MINUTE


def test_R17_steps_share_a_block_of_another_length() -> None:
    run = run_of(24)
    run.start()
    assert minutes(now(run)) == [2, 4, 8, 10]


def test_R17_a_step_that_is_over_counts_up_and_waits() -> None:
    run = run_of()
    run.start()
    run.wait(1.5)
    found = now(run)
    assert (found.index, found.remaining_ms) == (0, -30_000)
    step_to(run, 1)
    assert (now(run).index, now(run).remaining_ms) == (1, 2 * MINUTE)


def test_R17_minutes_given_by_hand_go_to_the_step_that_ran_and_to_no_other() -> None:
    run = run_of()
    run.start()
    run.extend("a", 2)
    assert minutes(now(run)) == [3, 2, 4, 5]
    step_to(run, 1)
    assert minutes(now(run)) == [1, 2, 4, 5]
    run.extend("a", -1)
    assert (minutes(now(run)), now(run).remaining_ms) == ([1, 1, 4, 5], MINUTE)


def test_R17_more_minutes_taken_than_a_step_has_leave_it_none_and_one_more_is_one_more() -> None:
    run = run_of()
    run.start()
    run.extend("a", -5)
    assert now(run).total_ms == 0
    run.extend("a", 1)
    assert now(run).total_ms == MINUTE


def test_R17_all_steps_share_what_a_block_was_given_before_it_began() -> None:
    run = run_of(15, (15,))
    run.agenda = (run.agenda[0], with_steps(block("b", 12), *ONE_TWO_FOUR_ALL))
    run.start()
    run.extend("b", -6)  # a catch-up plan
    run.next("b")
    assert minutes(now(run)) == [0.5, 1, 2, 2.5]


def test_R17_a_pause_stops_the_step() -> None:
    run = run_of()
    run.start()
    run.wait(0.25)
    run.pause()
    run.wait(30)
    assert now(run).remaining_ms == 45_000


def test_R17_a_block_gone_back_to_is_in_the_step_it_was_left_in() -> None:
    run = run_of()
    run.start()
    step_to(run, 2)
    run.wait(1)
    run.next("b")
    run.back("a")
    assert (now(run).index, now(run).remaining_ms) == (2, 3 * MINUTE)


def test_nothing_is_known_of_a_block_without_steps_or_one_that_does_not_run() -> None:
    run = run_of()
    assert step_run(run.agenda[0], run.state) is None
    run.start()
    assert step_run(run.agenda[1], run.state) is None
    run.next("b")
    assert step_run(run.agenda[0], run.state) is None
    assert step_run(run.agenda[1], run.state) is None


def test_a_step_that_left_the_plan_leaves_the_one_before_it() -> None:
    run = run_of()
    run.start()
    step_to(run, 3)
    run.agenda = (with_steps(block("a", 12), 4, 8), *run.agenda[1:])
    assert (now(run).index, minutes(now(run))) == (1, [4, 8])


@pytest.mark.parametrize("late_ms", [0, 1, 400, 999])
def test_a_step_begins_with_its_full_length_on_the_screen(late_ms: int) -> None:
    run = run_of()
    run.start()
    run.clock.advance(60 + late_ms / 1000)
    step_to(run, 1)
    assert format_countdown(now(run).remaining_ms) == "2:00"


def test_its_digits_change_when_those_of_the_block_do() -> None:
    """So that the ticker wakes once a second, whenever a step was begun."""
    rng = random.Random(17)
    run = run_of(2, (0.5, 0.5, 0.5, 0.5))
    run.start()
    for step in range(4):
        step_to(run, step)
        for _ in range(300):
            before, state = now(run), run.state
            wait = next_display_ms(state)
            run.clock.advance(rng.randrange(wait) / 1000)
            shown = format_countdown(now(run).remaining_ms)
            if before.remaining_ms:  # at exactly 0 the sign appears a millisecond later
                assert shown == format_countdown(before.remaining_ms)
            run.clock.advance(next_display_ms(run.state) / 1000)
        run.clock.advance(rng.random())
