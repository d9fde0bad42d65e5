"""An absence of the laptop during a run is noticed, asked about once, and answered."""

from __future__ import annotations

import pytest

from desktop.bridge.away import AwayWatch
from desktop.bridge.desk import Desk
from desktop.bridge.running import RunConductor
from desktop.bridge.store import Store
from desktop.bridge.ticker import Ticker
from desktop.domain.away import Away, options
from desktop.domain.kinds import AwayAnswer
from desktop.domain.run import Phase
from desktop.services.run import EndRun, PauseRun, StartRun
from tests.builders import add_workshop, open_bench
from tests.clocks import FakeClock


class Room:
    """A desk with a run that goes on, and a watch beside it."""

    def __init__(self, qtbot, folder) -> None:
        self.bench, self.clock = open_bench(), FakeClock()
        self.shop = add_workshop(self.bench)
        self.sign = folder / "library.okr.alive"
        self.steps: list[int] = []
        self.open()
        self.bench.bus.run(StartRun(self.shop, self.clock.now()))

    def open(self) -> None:
        self.store = Store(self.bench.bus)
        self.desk = Desk(self.bench.library, self.clock, Ticker())
        self.store.changed.connect(self.desk.on_changed)
        self.desk.open(self.shop)
        self.watch = AwayWatch(self.desk, self.clock, self.sign)
        self.watch.clock_stepped.connect(self.steps.append)
        self.run = RunConductor(self.store, self.desk, self.clock)

    def tick(self) -> None:
        self.desk.tick()

    @property
    def away(self) -> Away | None:
        return self.desk.view.away

    @property
    def remaining(self) -> float:
        return self.desk.view.state.remaining_ms / 60_000


@pytest.fixture
def room(qtbot, tmp_path):
    made = Room(qtbot, tmp_path)
    yield made
    made.bench.close()


def test_a_stall_of_a_minute_is_no_question(room):
    room.clock.advance(60)
    room.tick()
    assert room.away is None


def test_sleep_is_asked_about_and_the_clock_is_right_meanwhile(room):
    room.clock.advance(20 * 60)
    room.tick()
    assert room.away is not None
    assert room.away.ms == 20 * 60_000
    assert not room.away.crashed
    assert room.desk.view.state.elapsed_ms == 20 * 60_000


@pytest.mark.parametrize("answer", list(AwayAnswer))
def test_each_answer_settles_it_and_one_undo_brings_the_question_back(room, answer):
    before = room.remaining
    room.clock.advance(20 * 60)
    room.tick()
    away = room.away
    assert away is not None
    found = {each.answer: each for each in options(room.desk.run, away, room.clock.now())}
    chosen = found[answer]
    assert room.run.answer_away(answer, (away.since, away.until), chosen.item_uid, chosen.moved_at)
    assert room.away is None
    state = room.desk.view.state
    assert (state.remaining_ms, state.ends_at) == (chosen.remaining_ms, chosen.ends_at)
    if answer is AwayAnswer.PAUSED:
        assert room.remaining == before
        assert state.paused_ms == 20 * 60_000
    room.bench.bus.undo()
    assert room.away == away


def test_nothing_is_asked_about_a_pause(room):
    room.bench.bus.run(PauseRun(room.shop, room.clock.advance(1)))
    room.clock.advance(20 * 60)
    room.tick()
    assert room.desk.view.state.phase is Phase.PAUSED
    assert room.away is None


def test_after_a_crash_the_last_sign_of_life_counts(room):
    room.clock.advance(45)
    room.tick()
    room.watch._beat()
    room.clock.advance(300)
    room.open()
    assert room.away is not None
    assert room.away.crashed
    assert room.away.ms == 300_000


def test_without_a_sign_the_newest_event_stands_in_for_it(room):
    room.sign.unlink(missing_ok=True)
    room.clock.advance(300)
    room.open()
    assert room.away is not None
    assert room.away.ms == 300_000


def test_a_sign_that_is_damaged_is_as_good_as_none(room):
    room.sign.write_text("{")
    room.clock.advance(61)
    room.open()
    assert room.away is not None


def test_an_open_question_survives_the_next_crash(room):
    room.clock.advance(600)
    room.tick()
    first = room.away
    room.clock.advance(5)
    room.tick()
    room.watch._beat()
    room.open()
    assert room.away == first


def test_another_workshop_in_between_is_no_absence(room):
    other = add_workshop(room.bench)
    room.desk.open(other)
    for _ in range(30):
        room.clock.advance(10)
        room.watch._beat()
    room.desk.open(room.shop)
    assert room.away is None


def test_sleep_while_another_workshop_is_open_is_asked_about_on_return(room):
    other = add_workshop(room.bench, title="Another day")
    room.desk.open(other)
    room.clock.advance(20 * 60)
    room.tick()
    room.watch._beat()
    assert room.away is None
    room.desk.open(room.shop)
    assert room.away is not None
    assert room.away.ms == 20 * 60_000


def test_an_open_question_waits_while_another_run_is_looked_at(room):
    other = add_workshop(room.bench, title="Another run")
    room.bench.bus.run(StartRun(other, room.clock.now()))
    room.clock.advance(20 * 60)
    room.tick()
    asked = room.away
    assert asked is not None
    room.desk.open(other)
    assert room.away is None
    room.desk.open(room.shop)
    assert room.away == asked


@pytest.mark.parametrize("seconds", [1, -1, 3600, -3600, 86_400, -86_400])
def test_a_clock_that_was_set_is_told_once_and_moves_no_countdown(room, seconds):
    room.clock.advance(1)
    room.tick()
    before = room.remaining
    room.clock.step_wall(seconds)
    room.clock.advance(1)
    room.tick()
    room.clock.advance(1)
    room.tick()
    assert room.steps == [seconds]
    assert room.remaining == pytest.approx(before - 2 / 60)
    assert room.away is None


def test_the_end_of_the_run_ends_the_watch(room):
    room.clock.advance(600)
    room.tick()
    assert room.away is not None
    room.bench.bus.run(EndRun(room.shop, room.clock.now()))
    assert room.away is None
