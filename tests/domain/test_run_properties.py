"""The run of an agenda under everything that can happen, judged by a brute-force oracle."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.clock import Moment
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow
from desktop.domain.run import (
    ItemPhase,
    Phase,
    RunEvent,
    RunState,
    item_at,
    next_display_ms,
    run_state,
)
from tests.clocks import WORKSHOP_MORNING, FakeClock
from tests.domain.builders import blocks
from tests.domain.oracle import Oracle, Step

UIDS = [*"abcdef", "deleted", ""]
KINDS = list(EventKind)
# Mostly what a facilitator does, so that runs get far; sometimes anything at all.
LIKELY = [
    *[EventKind.MOVED_ON] * 6,
    *[EventKind.WENT_BACK] * 3,
    *[EventKind.EXTENDED] * 3,
    *[EventKind.PAUSED, EventKind.RESUMED] * 2,
    *KINDS,
]

agendas = st.lists(st.integers(0, 8).map(lambda n: n / 4), max_size=6).map(
    lambda minutes: blocks(*minutes)
)
steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 90),
        st.sampled_from(KINDS),
        st.sampled_from(UIDS),
        st.sampled_from([-300, -60, -7, 60, 300]),
    ),
    max_size=14,
)


def check_invariant(state: RunState) -> None:
    spent = sum(item.spent_ms for item in state.items)
    assert state.elapsed_ms == spent + state.paused_ms + state.idle_ms
    assert min(state.elapsed_ms, state.paused_ms, state.idle_ms, state.pause_ms) >= 0
    assert all(item.spent_ms >= 0 and item.total_ms >= 0 for item in state.items)
    current = [i for i, item in enumerate(state.items) if item.phase is ItemPhase.CURRENT]
    assert current == ([] if state.current is None else [state.current])
    assert 1 <= next_display_ms(state) <= 1000


@given(
    agendas,
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from(UIDS),
            st.integers(-10_000, 10_000),
            st.integers(-(10**7), 10**7),
            st.integers(-(10**7), 10**7),
            st.integers(1, 3),
        ),
        max_size=20,
    ),
)
@settings(max_examples=300)
def test_whatever_happens_on_whatever_clocks_no_millisecond_is_lost_or_doubled(
    agenda: tuple[AgendaRow, ...],
    happenings: list[tuple[EventKind, str, int, int, int, int]],
) -> None:
    """Clocks may run backwards and boots may alternate; the sum is exact all the same."""
    events: list[RunEvent] = []
    now = Moment(WORKSHOP_MORNING, 0, "1")
    for number, (kind, uid, seconds, utc_ms, boot_ms, boot) in enumerate(happenings):
        now = Moment(now.utc + timedelta(milliseconds=utc_ms), boot_ms, str(boot))
        events.append(RunEvent(number, kind, now, uid, seconds))
        check_invariant(run_state(agenda, events, now, WORKSHOP_MORNING))


def compare(agenda: tuple[AgendaRow, ...], story: list[Step], wait: int) -> None:
    oracle, clock, events = Oracle(agenda), FakeClock(), list[RunEvent]()
    for number, step in enumerate([*story, Step(wait, EventKind.RESUMED)]):
        for _ in range(step.wait):
            oracle.tick()
        clock.advance(step.wait)
        if number < len(story):
            oracle.happen(step)
            events.append(RunEvent(number, step.kind, clock.now(), step.uid, step.seconds))
    now = clock.now()
    state = run_state(agenda, events, now, WORKSHOP_MORNING)
    check_invariant(state)
    assert state.phase == oracle.state
    assert [item.spent_ms for item in state.items] == [
        1000 * oracle.spent(row.uid) for row in agenda
    ]
    assert [item.total_ms for item in state.items] == [1000 * oracle.total(row) for row in agenda]
    assert state.elapsed_ms == 1000 * len(oracle.seconds)
    assert state.paused_ms == 1000 * oracle.paused()
    going = state.phase in (Phase.RUNNING, Phase.PAUSED)
    ahead = [item.uid for item in state.items if item.phase is ItemPhase.AHEAD]
    assert ahead == [row.uid for row in oracle.ahead()]
    if going:
        end = now.utc + timedelta(seconds=oracle.seconds_to_go())
        assert state.ends_at == end
        assert state.drift_ms == (end - WORKSHOP_MORNING) // timedelta(milliseconds=1)
    for second in range(-1, len(oracle.seconds) + 2, 5):
        # `item_at` reads the events alone: it does not know that time went on after the last.
        if events and (not going or second * 1000 < state.elapsed_ms):
            assert item_at(events, second * 1000) == oracle.owner_at(second)


@given(agendas, steps, st.integers(0, 90))
@settings(max_examples=250)
def test_the_fold_agrees_with_a_simulation_of_every_second(
    agenda: tuple[AgendaRow, ...], story: list[Step], wait: int
) -> None:
    compare(agenda, [Step(3, EventKind.STARTED, "a"), *story], wait)
    compare(agenda, story, wait)


def test_a_thousand_likely_runs_agree_with_a_simulation_of_every_second() -> None:
    rng = random.Random(20260310)
    for _ in range(1000):
        agenda = blocks(*[rng.randint(0, 12) / 4 for _ in range(rng.randint(1, 6))])
        story = [Step(rng.randint(0, 9), EventKind.STARTED, "a")]
        story += [
            Step(
                rng.randint(0, 60),
                rng.choice(LIKELY),
                rng.choice(UIDS),
                rng.choice([-300, -60, -7, 60, 300]),
            )
            for _ in range(rng.randint(0, 15))
        ]
        compare(agenda, story, rng.randint(0, 60))


def test_four_hours_of_stalls_clock_steps_and_a_change_of_the_clocks_lose_nothing() -> None:
    """What is on the screen is right at every look, whenever the looks come."""
    rng = random.Random(1)
    agenda = blocks(*[24] * 10)
    start = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    utc, boot_ms, true_ms = start, 5_000_000, 0
    events = [RunEvent(1, EventKind.STARTED, Moment(utc, boot_ms, "b"), "a")]
    entered = [0]
    looks = 0
    while true_ms < 4 * 3_600_000:
        stall = rng.randint(0, 5000)
        true_ms, boot_ms = true_ms + stall, boot_ms + stall
        utc += timedelta(milliseconds=stall)
        if rng.random() < 0.01:
            utc += timedelta(seconds=rng.choice([1, -1, 60, -3600, 86_400, -86_400]))
        now = Moment(utc, boot_ms, "b")
        state = run_state(agenda, events, now, None)
        looks += 1
        assert state.elapsed_ms == true_ms
        assert state.remaining_ms == 24 * 60_000 - (true_ms - entered[-1])
        assert state.ends_at is not None
        ahead = (10 - len(entered)) * 24 * 60_000
        assert state.ends_at - utc == timedelta(milliseconds=max(0, state.remaining_ms) + ahead)
        if state.remaining_ms <= 0 and len(entered) < 10:
            entered.append(true_ms)
            uid = agenda[len(entered) - 1].uid
            events.append(RunEvent(len(entered), EventKind.MOVED_ON, now, uid))
    assert looks > 3000
    assert len(entered) == 10
    spring = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert start < spring < start + timedelta(hours=4)
    berlin = ZoneInfo("Europe/Berlin")
    assert start.astimezone(berlin).utcoffset() != spring.astimezone(berlin).utcoffset()


def test_sixty_blocks_after_a_long_run_take_at_most_a_millisecond() -> None:
    agenda = blocks(*[4] * 60)
    clock = FakeClock()
    events = [RunEvent(0, EventKind.STARTED, clock.now(), agenda[0].uid)]
    for number in range(1, 120):
        clock.advance(60)
        kind = EventKind.EXTENDED if number % 2 else EventKind.MOVED_ON
        uid = agenda[number // 2].uid
        events.append(RunEvent(number, kind, clock.now(), uid, 60))
    now = clock.now()
    best = min(_timed(agenda, events, now) for _ in range(50))
    assert best <= 0.001


def _timed(agenda: tuple[AgendaRow, ...], events: list[RunEvent], now: Moment) -> float:
    start = time.perf_counter()
    run_state(agenda, events, now, WORKSHOP_MORNING)
    return time.perf_counter() - start
