"""Cues: each at its moment, once, whenever the looks come."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest

from desktop.domain.cues import Cue, Heard, look_at, next_cue
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow
from tests.domain.builders import Run, block, with_steps

FIVE, ONE, UP, OVER, STEP = Cue


class Ear:
    """Looks at a run and writes down what it hears, with what was left of the block then."""

    def __init__(self, *agenda: AgendaRow) -> None:
        self.run = Run(agenda or (block("a", 10), block("b", 10)))
        self.heard = Heard()
        self.cues: list[Cue] = []
        self.at: list[tuple[Cue, str, int, int]] = []  # cue, block, left and clock of the run

    def look(self, *, quiet: bool = False) -> Cue | None:
        state = self.run.state
        if state.current is None:
            return None
        row = self.run.agenda[state.current]
        self.heard, cue = next_cue(self.heard, look_at(row, state, quiet=quiet))
        if cue is not None:
            self.cues.append(cue)
            self.at.append((cue, row.uid, state.remaining_ms, state.run_ms))
        return cue

    def wait(self, seconds: float, *, quiet: bool = False) -> list[Cue]:
        """With a look each second."""
        before = len(self.cues)
        while seconds > 0:
            self.run.clock.advance(min(1, seconds))
            seconds -= 1
            self.look(quiet=quiet)
        return self.cues[before:]

    def start(self) -> None:
        self.run.start()
        self.look()

    def next(self, uid: str) -> None:
        self.run.next(uid)
        self.look()

    def extend(self, minutes: float, uid: str = "a") -> Cue | None:
        self.run.extend(uid, minutes)
        return self.look()

    def undo(self) -> Cue | None:
        del self.run.events[-1]
        return self.look()


def test_R18_five_minutes_one_minute_the_end_and_then_each_minute() -> None:
    ear = Ear()
    ear.start()
    ear.wait(14 * 60 + 30)
    assert [(cue, left // 1000) for cue, _, left, _ in ear.at] == [
        (FIVE, 300), (ONE, 60), (UP, 0), (OVER, -60), (OVER, -120), (OVER, -180), (OVER, -240),
    ]  # fmt: skip


def test_R18_a_block_of_five_minutes_does_not_begin_with_a_cue() -> None:
    ear = Ear(block("a", 5))
    ear.start()
    assert ear.wait(300) == [ONE, UP]


def test_R18_each_cue_is_heard_once_whatever_the_stalls_and_pauses() -> None:
    """The ticker may be up to five seconds late at any time."""
    for seed in range(100):
        rng = random.Random(seed)
        minutes = rng.choice([6, 7.5, 12])
        ear = Ear(with_steps(block("a", minutes), 1, 2, 4, 5))
        ear.start()
        step, over_s = 0, rng.randrange(30, 400)
        while ear.run.state.remaining_ms > -1000 * over_s:
            ear.run.clock.advance(rng.randrange(5001) / 1000)
            if rng.random() < 0.05:
                ear.run.pause()
                if rng.random() < 0.8:
                    ear.look()
                ear.run.clock.advance(rng.randrange(5001) / 1000)
                ear.run.resume()
            ear.look()
            if step < 3 and ear.cues.count(STEP) > step:
                step += 1
                ear.run.add(EventKind.STEPPED, "a", step)
                ear.look()
        ear.look()
        ear.look()  # what had to wait for another
        minutes_over = -ear.run.state.remaining_ms // 60_000
        # The last step ends with the block or, as each was begun late, a little later.
        counts = Counter(ear.cues)
        assert (counts[FIVE], counts[ONE], counts[UP]) == (1, 1, 1), seed
        assert counts[OVER] == minutes_over, seed
        assert counts[STEP] in (3, 4), seed


def test_R18_no_cue_comes_twice_when_minutes_are_given_taken_and_taken_back() -> None:
    """Unless its time was really above it again in between; while over once a minute at most."""
    moments = {FIVE: 300_000, ONE: 60_000, UP: 0}
    for seed in range(60):
        rng = random.Random(seed)
        ear = Ear(block("a", 6))
        ear.start()
        high: dict[Cue, int] = {}  # the most that was left, and then spent, since it was heard
        for _ in range(200):
            left, spent = ear.run.state.remaining_ms, ear.run.state.items[0].spent_ms
            ear.run.clock.advance(rng.choice([0.2, 1, 1, 3, 5, 5]))
            if rng.random() < 0.25:
                ear.run.extend("a", rng.choice([1, -1, 1, 5, -5]))
            elif rng.random() < 0.1 and len(ear.run.events) > 1:
                del ear.run.events[-1]
            cue = ear.look()
            for each, moment in moments.items():
                if left > moment and ear.run.state.items[0].spent_ms > spent:
                    high[each] = left
            if cue in moments:
                assert high.get(cue, 0) > moments[cue], (seed, cue)
                high[cue] = 0
        due = [clock - -left % 60_000 for cue, _, left, clock in ear.at if cue is OVER]
        assert all(later - earlier >= 60_000 for earlier, later in pairwise(due)), seed


def test_R18_a_minute_given_and_taken_rings_nothing_a_second_time() -> None:
    ear = Ear()
    ear.start()
    assert ear.wait(541) == [FIVE, ONE]
    assert [ear.extend(1), ear.extend(-1), ear.extend(1), ear.undo()] == [None] * 4


def test_R18_time_that_was_given_back_is_told_when_it_passes_again() -> None:
    ear = Ear()
    ear.start()
    ear.wait(570)
    ear.extend(1)
    assert ear.wait(120) == [ONE, UP]


def test_R18_a_minute_taken_from_the_last_seconds_ends_the_block_with_its_cue() -> None:
    ear = Ear()
    ear.start()
    ear.wait(541)
    assert ear.extend(-1) is UP


def test_R18_what_is_left_behind_by_hand_is_no_news() -> None:
    ear = Ear()
    ear.start()
    ear.wait(30)
    assert ear.extend(-9) is None  # from 9:30 to 0:30
    assert ear.wait(30) == [UP]


def test_R18_an_accidental_next_that_is_undone_neither_repeats_nor_swallows_a_cue() -> None:
    ear = Ear()
    ear.start()
    assert ear.wait(601) == [FIVE, ONE, UP]
    ear.next("b")
    ear.wait(5)
    assert ear.undo() is None
    ear = Ear()
    ear.start()
    ear.wait(598)
    ear.next("b")
    assert ear.wait(5) == []
    assert ear.undo() is UP


def test_R18_what_passed_while_the_laptop_slept_is_no_news() -> None:
    ear = Ear()
    ear.start()
    ear.wait(200)
    ear.run.clock.advance(401)
    assert ear.look() is None
    assert ear.wait(58) == []
    assert ear.wait(2) == [OVER]


def test_R18_as_long_as_nobody_has_said_what_the_room_did_it_is_quiet() -> None:
    ear = Ear()
    ear.start()
    ear.wait(200)
    assert ear.wait(200, quiet=True) == []
    assert ear.wait(200) == [ONE, UP]


def test_R18_a_pause_is_silent_and_keeps_the_cue_it_came_before() -> None:
    ear = Ear()
    ear.start()
    ear.wait(299)
    ear.run.clock.advance(1.5)
    ear.run.pause()
    assert ear.wait(90) == []
    ear.run.resume()
    assert ear.look() is FIVE


def test_R17_the_end_of_each_step_is_told_and_the_last_with_its_block() -> None:
    ear = Ear(with_steps(block("a", 4), 1, 3))
    ear.start()
    assert ear.wait(60) == [STEP]
    assert ear.wait(5) == []
    ear.run.add(EventKind.STEPPED, "a", 1)
    assert ear.wait(175) == [ONE, UP]
    assert ear.wait(10) == [STEP]


def test_R17_the_last_step_that_ends_with_its_block_is_told_as_one() -> None:
    ear = Ear(with_steps(block("a", 2), 2))
    ear.start()
    assert ear.wait(125) == [ONE, UP]


def test_R18_two_cues_of_one_moment_are_heard_one_after_the_other() -> None:
    ear = Ear(with_steps(block("a", 6), 1, 5))
    ear.start()
    assert ear.wait(59) == []
    assert ear.wait(1) == [FIVE]
    assert ear.wait(1) == [STEP]


def test_R18_what_was_over_when_the_app_came_up_is_no_news() -> None:
    ear = Ear()
    ear.run.start()
    ear.run.wait(10.2)
    assert ear.look() is None
    assert ear.wait(30) == []


@pytest.mark.parametrize("away", [0, 3600])
def test_R18_another_workshop_s_run_has_nothing_to_do_with_this_one(away: float) -> None:
    ear = Ear()
    ear.start()
    ear.wait(598)
    mine, ear.run = ear.run, Run((block("other", 3),))
    ear.run.start()
    ear.look()
    ear.run.clock.advance(100)
    assert ear.wait(60) in ([UP], [])
    ear.run = mine
    ear.run.clock.advance(60 + away)
    assert ear.look() is None


def test_R18_a_start_that_is_taken_back_and_done_again_is_a_run_like_any_other() -> None:
    ear = Ear(block("a", 2))
    ear.start()
    assert ear.wait(250) == [ONE, UP, OVER, OVER]
    ear.run.events = []
    ear.run.start()
    ear.look()
    ear.look()
    assert ear.wait(250) == [ONE, UP, OVER, OVER]
