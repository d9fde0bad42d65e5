"""The time that is shown is the true one, whatever the computer and its clock are doing."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.bridge.actions import PlaceId
from desktop.domain.kinds import ItemKind
from desktop.domain.run import Phase
from tests.builders import block
from tests.clocks import FakeClock
from tests.safety.windows import Windows, windows

FOUR_HOURS_MS = 4 * 3600 * 1000
# At 02:00 local time, two hours in, the clocks of Copenhagen go to 03:00.
SPRING_NIGHT = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
STEPS_S = (-86_400, -3600, -61, -1, 1, 59, 3600, 86_400)
BLOCKS = (10, 15, 40, 30, 15, 60, 45, 25)


@dataclass
class Truth:
    """The run by a stopwatch and nothing else; all spans in milliseconds."""

    totals: list[int]
    now: int = 0
    spent: int = 0
    pause: int = 0
    current: int = 0
    is_paused: bool = False

    def pass_time(self, ms: int) -> None:
        if self.is_paused:
            self.pause += ms
        else:
            self.spent += ms

    @property
    def left(self) -> int:
        return self.totals[self.current] - self.spent

    def digits(self) -> str:
        """Seconds that have begun while counting down, seconds that are full beyond."""
        return ("+" if self.left < 0 else "") + _span(_shown_seconds(self.left))

    def used(self) -> str:
        return _span(self.spent // 1000)


def _shown_seconds(left_ms: int) -> int:
    return -left_ms // 1000 if left_ms < 0 else (left_ms + 999) // 1000


def _span(seconds: int) -> str:
    hours, minutes = seconds // 3600, seconds // 60 % 60
    if hours:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


@pytest.fixture
def night(qapp, tmp_path):
    """A workshop through the night in which the clocks change, about to start."""
    with windows(qapp, tmp_path, FakeClock(SPRING_NIGHT)) as made:
        kinds = [ItemKind.BREAK if n == 4 else ItemKind.ACTIVITY for n in range(len(BLOCKS))]
        blocks = [
            block(f"Block {n}", minutes, kind)
            for n, (minutes, kind) in enumerate(zip(BLOCKS, kinds, strict=True))
        ]
        made.add_workshop(*blocks, day=date(2026, 3, 29), start=time(0))
        made.console.show_place(PlaceId.RUN)
        made.stage.show()
        made.settle()
        yield made


def _check(night: Windows, truth: Truth) -> None:
    wanted = truth.digits()
    place = night.console.built(PlaceId.RUN)
    line = place.agenda.list.lines.lines[truth.current]
    content = night.stage.content
    assert night.console.run_bar.digits.text == wanted
    assert content.digits == wanted
    assert wanted in night.stage.texts()
    assert line.left == f"{wanted.lstrip('+')} {'over' if truth.left < 0 else 'left'}"
    assert line.used == f"{truth.used()} used"
    assert content.over == (truth.left < 0)
    assert content.paused == truth.is_paused
    assert content.progress == pytest.approx(
        min(1.0, truth.spent / truth.totals[truth.current]), abs=1e-9
    )


def _act(night: Windows, truth: Truth, rnd: random.Random) -> None:
    conductor = night.parts.conductor
    what = rnd.choice(("pause", "pause", "more", "less", "next"))
    if truth.is_paused or what == "pause":
        conductor.toggle_run()
        truth.is_paused = not truth.is_paused
        truth.pause = 0
    elif what == "next" and truth.left < 120_000 and truth.current < len(BLOCKS) - 1:
        conductor.next_item()
        truth.current, truth.spent = truth.current + 1, 0
    elif what in {"more", "less"} and truth.totals[truth.current] > 120_000:
        minutes = 1 if what == "more" else -1
        conductor.extend(minutes)
        truth.totals[truth.current] += minutes * 60_000


def test_four_hours_with_stalls_clock_steps_and_summer_time_show_no_error(night):
    rnd = random.Random(4)
    truth = Truth([minutes * 60_000 for minutes in BLOCKS])
    night.parts.conductor.toggle_run()
    looks = 0
    while truth.now < FOUR_HOURS_MS:
        due = night.ticker.due_ms
        assert due is not None
        assert 1 <= due <= 1000
        wait = due + (rnd.randrange(5001) if rnd.random() < 0.95 else 0)
        night.clock.advance(wait / 1000)
        truth.now += wait
        truth.pass_time(wait)
        if rnd.random() < 0.01:
            night.clock.step_wall(rnd.choice(STEPS_S))
        night.ticker.wake()
        _check(night, truth)
        looks += 1
        if rnd.random() < 0.02:
            _act(night, truth, rnd)
            _check(night, truth)
    assert looks > 3000
    state = night.parts.desk.view.state
    assert state.elapsed_ms == truth.now
    assert sum(item.spent_ms for item in state.items) + state.paused_ms == truth.now
    assert truth.current >= 4


def test_the_next_look_comes_when_the_digits_change_and_not_before(night):
    night.parts.conductor.toggle_run()
    before = night.console.run_bar.digits.text
    for _ in range(120):
        due = night.ticker.due_ms
        assert due is not None
        night.clock.advance((due - 1) / 1000)
        night.parts.desk.show_twelve_hour(on=False)  # looks at the clock, as any change does
        assert night.console.run_bar.digits.text == before
        night.clock.advance(0.001)
        night.parts.desk.show_twelve_hour(on=False)
        assert night.console.run_bar.digits.text != before
        before = night.console.run_bar.digits.text


class PaintCounter(QObject):
    """Counts what really is painted."""

    def __init__(self, *watched: QObject) -> None:
        super().__init__()
        self.times = dict.fromkeys(watched, 0)
        for each in watched:
            each.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self.times:
            self.times[watched] += 1
        return False


@pytest.mark.parametrize("place", [PlaceId.RUN, PlaceId.PREPARE, PlaceId.CAPTURE])
def test_a_running_minute_paints_at_most_once_a_second(night, place):
    night.parts.conductor.toggle_run()
    night.console.show_place(place)
    QApplication.processEvents()
    night.settle()
    bar = night.console.run_bar
    watched = (night.stage.view, bar, bar.digits, night.console, night.console.rail)
    counter = PaintCounter(*watched)
    seconds = 0
    while seconds < 60:
        due = night.ticker.due_ms
        assert due is not None
        night.clock.advance(due / 1000)
        night.ticker.wake()
        seconds += 1
        QApplication.processEvents()
        QApplication.processEvents()
    for each in watched:
        assert counter.times[each] <= 61, type(each).__name__
    assert counter.times[bar.digits] >= 59
    assert counter.times[night.stage.view] >= 59


def test_while_waiting_it_wakes_each_minute_and_after_the_end_never(night):
    assert night.ticker.due_ms is not None
    assert 0 < night.ticker.due_ms <= 60_000
    conductor = night.parts.conductor
    conductor.toggle_run()
    assert night.ticker.due_ms is not None
    conductor.end_run()
    assert night.parts.desk.view.state.phase is Phase.ENDED
    assert night.ticker.due_ms is None
