"""The run of an agenda under everything that can happen, judged by a brute-force oracle."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.clock import Moment
from desktop.domain.kinds import AwayAnswer, EventKind
from desktop.domain.rows import AgendaRow, StepRow
from desktop.domain.run import (
    ItemPhase,
    ItemRun,
    RunEvent,
    RunState,
    item_at,
    next_display_ms,
    run_clock_ms,
    run_state,
    started_at,
)
from desktop.domain.run_fold import Fold
from tests.clocks import WORKSHOP_MORNING, FakeClock
from tests.domain.builders import block, blocks
from tests.domain.oracle import Oracle, Step

UIDS = [*"abcdef", "deleted", ""]
KINDS = list(EventKind)
ANSWERS = [*AwayAnswer, ""]
MS = timedelta(milliseconds=1)
# Mostly what a facilitator does, so that runs get far; sometimes anything at all.
LIKELY = [
    *[EventKind.MOVED_ON] * 6,
    *[EventKind.WENT_BACK, EventKind.EXTENDED, EventKind.AWAY_ANSWERED] * 3,
    *[EventKind.PAUSED, EventKind.RESUMED, EventKind.SKIPPED, EventKind.BACKDATED] * 2,
    EventKind.STEPPED,
    *KINDS,
]
LENGTHS = [-300, -60, -7, 0, 1, 2, 20, 60, 300, 2000]


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[AgendaRow, ...], dict[str, int]]:
    """A random agenda, and its fixed starts in seconds after `started` by uid."""
    return random_plan(random.Random(draw(st.integers(0, 10**9))), draw(st.integers(0, 6)))


def random_plan(rng: random.Random, count: int) -> tuple[tuple[AgendaRow, ...], dict[str, int]]:
    rows: list[AgendaRow] = []
    for row in blocks(*[rng.randint(0, 8) / 4 for _ in range(count)]):
        spread = [rng.choice([0, 1, row.planned_s // 2, row.planned_s, 60, 400]) for _ in "ab"]
        steps = [StepRow(n, f"s{n}", "", 30, "") for n in range(rng.choice([0, 0, 1, 3]))]
        rows.append(replace(row, minimum_s=min(spread), maximum_s=max(spread), steps=tuple(steps)))
    fixed = {row.uid: rng.randint(-60, 900) for row in rows if rng.random() < 0.3}
    return tuple(rows), fixed


steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 90),
        st.sampled_from(KINDS),
        st.sampled_from(UIDS),
        st.sampled_from(LENGTHS),
        st.sampled_from(ANSWERS),
        st.integers(-100, 400),
        st.integers(-100, 400),
    ),
    max_size=14,
)


class Story:
    """One run, told to the fold and to the oracle alike."""

    def __init__(self, agenda: Sequence[AgendaRow], fixed: dict[str, int]) -> None:
        self.agenda = agenda
        self.oracle = Oracle(agenda, fixed)
        self.clock = FakeClock()
        self.events: list[RunEvent] = []
        self._started: datetime | None = None

    def wait(self, seconds: int) -> None:
        for _ in range(seconds):
            self.oracle.tick()
        self.clock.advance(seconds)

    def tell(self, step: Step) -> None:
        self.wait(step.wait)
        self.oracle.happen(step)
        now = self.clock.now()
        if self._started is None and self.oracle.state != "waiting":
            self._started = now.utc
        self.events.append(
            RunEvent(
                len(self.events), step.kind, now, step.uid, step.seconds, (), step.why,
                1000 * step.since, 1000 * step.until,
            )
        )  # fmt: skip

    def wall(self, second: int) -> datetime:
        return (self._started or WORKSHOP_MORNING) + timedelta(seconds=second)

    def check(self) -> None:
        now, oracle = self.clock.now(), self.oracle
        fixed = {uid: self.wall(second) for uid, second in oracle.fixed.items()}
        planned_end = WORKSHOP_MORNING + timedelta(hours=1)
        state = run_state(self.agenda, self.events, now, planned_end, fixed)
        check_invariant(state)
        assert state.phase == oracle.state
        assert state.elapsed_ms == 1000 * len(oracle.owner)
        assert state.paused_ms == 1000 * oracle.paused_seconds()
        assert state.idle_ms == 1000 * oracle.idle_seconds()
        assert state.run_ms == 1000 * oracle.now
        assert run_clock_ms(self.events, now) == 1000 * oracle.clock
        pause = oracle.clock - oracle.paused_at if oracle.state == "paused" else 0
        assert state.pause_ms == 1000 * pause
        assert state.end_moved_s == oracle.end_moved
        assert state.planned_end == planned_end + timedelta(seconds=oracle.end_moved)
        begun = self.wall(oracle.stays[0].begins) if oracle.stays else None
        assert started_at(self.events) == begun
        self._check_current(state)
        self._check_items(state)
        self._check_ends(state)
        self._check_owners()

    def _check_current(self, state: RunState) -> None:
        oracle = self.oracle
        row = next((row for row in self.agenda if oracle.going and row.uid == oracle.current), None)
        if row is None:
            assert (state.current, state.step, state.step_spent_ms) == (None, 0, 0)
            assert (state.remaining_ms, state.can_go_back) == (0, False)
            return
        assert state.current is not None
        assert state.items[state.current].uid == row.uid
        assert state.can_go_back == (row.uid != self.agenda[0].uid)
        assert state.remaining_ms == 1000 * (oracle.total(row) - oracle.spent(row.uid))
        step, spent = oracle.step(row)
        assert (state.step, state.step_spent_ms) == (step, 1000 * spent)

    def _check_items(self, state: RunState) -> None:
        oracle = self.oracle
        played = oracle.play(oracle.total) if oracle.going else {}
        for row, item in zip(self.agenda, state.items, strict=True):
            assert item.uid == row.uid
            assert item.planned_ms == 1000 * row.planned_s
            assert item.total_ms == 1000 * oracle.total(row)
            assert item.spent_ms == 1000 * oracle.spent(row.uid)
            assert item.phase == oracle.phase(row)
            assert (item.starts_at, item.ends_at) == self._times(item, played)
            free, due = played.get(item.uid, (0, 0, 0))[0], oracle.fixed.get(item.uid)
            is_due = oracle.going and item.phase == "ahead" and due is not None
            off_ms = 1000 * (due - free) if is_due and due is not None else 0
            assert (item.gap_ms, item.clash_ms) == (max(0, off_ms), max(0, -off_ms))
            assert item.fixed_at == (None if due is None else self.wall(due))

    def _times(
        self, item: ItemRun, played: dict[str, tuple[int, int, int]]
    ) -> tuple[datetime | None, datetime | None]:
        seen = self.oracle.seen(item.uid)
        if item.phase == "ahead":
            seen = played[item.uid][1:] if played else None
        elif item.phase == "current":
            assert seen is not None
            seen = (seen[0], played[item.uid][2])
        return (self.wall(seen[0]), self.wall(seen[1])) if seen else (None, None)

    def _check_ends(self, state: RunState) -> None:
        oracle = self.oracle
        if oracle.state == "waiting":
            assert (state.ends_at, state.earliest_end, state.latest_end) == (None, None, None)
            return
        lengths = (oracle.shortest, oracle.total, oracle.longest)
        ends = [self.wall(oracle.play(length)[""][2]) for length in lengths]
        if oracle.state == "ended":
            ends = [self.wall(oracle.now)] * 3
        assert [state.earliest_end, state.ends_at, state.latest_end] == ends
        assert ends == sorted(ends)
        assert state.planned_end is not None
        assert state.drift_ms == (ends[1] - state.planned_end) // MS

    def _check_owners(self) -> None:
        """Whose every second is, and those just before and after."""
        if not self.events:
            return
        fold = Fold([])  # as `item_at` does, but once: it knows the events and no agenda
        fold.play(self.events, self.events[-1].at)
        begins = min(self.oracle.owner, default=0)
        for second in range(begins - 2, self.oracle.clock + 3):
            assert fold.item_at(1000 * second) == self.oracle.owner_at(second)
        middle = (begins + self.oracle.clock) // 2
        assert item_at(self.events, 1000 * middle + 999) == self.oracle.owner_at(middle)


def likely_story(rng: random.Random) -> Story:
    """Mostly sense: the next block, an absence that has been, blocks of the agenda."""
    story = Story(*random_plan(rng, rng.randint(1, 6)))
    story.tell(Step(rng.randint(0, 9), EventKind.STARTED, story.agenda[0].uid))
    for _ in range(rng.randint(0, 15)):
        story.tell(likely_step(rng, story.oracle))
    story.wait(rng.randint(0, 60))
    return story


def likely_step(rng: random.Random, oracle: Oracle) -> Step:
    kind, wait = rng.choice(LIKELY), rng.choice([0, rng.randint(0, 60)])
    begun = [stay.begins for stay in oracle.stays]
    uids = [row.uid for row in oracle.agenda] * 4 + UIDS
    if kind in (EventKind.MOVED_ON, EventKind.SKIPPED):
        uids += [row.uid for row in oracle.agenda if oracle.phase(row) == "ahead"][:1] * len(uids)
    elif kind is EventKind.STEPPED:
        uids += [oracle.current] * len(uids)
    elif kind is EventKind.AWAY_ANSWERED:
        uids += [stay.names[0] for stay in oracle.stays[1:]] * 9
    since = rng.choice([*begun, oracle.clock - rng.randint(0, 200)])
    seconds = rng.choice([*LENGTHS, *range(0, 90, 5)])
    if kind is EventKind.BACKDATED and rng.random() < 0.3:
        seconds = wait + oracle.clock - rng.choice(begun)  # just as long ago as a block began
    until = since + rng.randint(0, 150)
    return Step(wait, kind, rng.choice(uids), seconds, rng.choice(ANSWERS), since, until)


def check_invariant(state: RunState) -> None:
    spent = sum(item.spent_ms for item in state.items)
    assert state.elapsed_ms == spent + state.paused_ms + state.idle_ms
    assert min(state.elapsed_ms, state.paused_ms, state.idle_ms, state.pause_ms) >= 0
    assert min(state.run_ms, state.step, state.step_spent_ms) >= 0
    assert all(item.spent_ms >= 0 and item.total_ms >= 0 for item in state.items)
    current = [i for i, item in enumerate(state.items) if item.phase is ItemPhase.CURRENT]
    assert current == ([] if state.current is None else [state.current])
    assert 1 <= next_display_ms(state) <= 1000
    if state.ends_at is not None:
        assert state.earliest_end is not None
        assert state.latest_end is not None
        assert state.earliest_end <= state.ends_at <= state.latest_end


@given(
    plans(),
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from(UIDS),
            st.integers(-10_000, 10_000),
            st.integers(-(10**7), 10**7),
            st.integers(-(10**7), 10**7),
            st.integers(1, 3),
            st.sampled_from(ANSWERS),
        ),
        max_size=20,
    ),
)
@settings(max_examples=100)
def test_whatever_happens_on_whatever_clocks_no_millisecond_is_lost_or_doubled(
    plan: tuple[tuple[AgendaRow, ...], dict[str, int]],
    happenings: list[tuple[EventKind, str, int, int, int, int, str]],
) -> None:
    """Clocks may run backwards and boots may alternate; the sum is exact all the same."""
    agenda, due = plan
    fixed = {uid: WORKSHOP_MORNING + timedelta(seconds=second) for uid, second in due.items()}
    events: list[RunEvent] = []
    now = Moment(WORKSHOP_MORNING, 0, "1")
    for number, (kind, uid, seconds, utc_ms, boot_ms, boot, why) in enumerate(happenings):
        now = Moment(now.utc + timedelta(milliseconds=utc_ms), boot_ms, str(boot))
        events.append(
            RunEvent(number, kind, now, uid, seconds, (), why, utc_ms, utc_ms + abs(boot_ms))
        )
        check_invariant(run_state(agenda, events, now, WORKSHOP_MORNING, fixed))


def compare(
    plan: tuple[tuple[AgendaRow, ...], dict[str, int]], happenings: list[Step], wait: int
) -> None:
    story = Story(*plan)
    for step in happenings:
        story.tell(step)
    story.wait(wait)
    story.check()


def with_start(happenings: list[Step]) -> list[Step]:
    return [Step(3, EventKind.STARTED, "a"), *happenings]


@given(plans(), steps.map(with_start) | steps, st.integers(0, 90))
@settings(max_examples=250)
def test_the_fold_agrees_with_a_simulation_of_every_second(
    plan: tuple[tuple[AgendaRow, ...], dict[str, int]], happenings: list[Step], wait: int
) -> None:
    compare(plan, happenings, wait)


def test_likely_runs_agree_with_a_simulation_of_every_second() -> None:
    rng = random.Random(20260310)
    for _ in range(250):
        likely_story(rng).check()


def test_sixty_blocks_after_a_long_run_take_at_most_a_millisecond() -> None:
    agenda = tuple(block(f"u{number}", 4) for number in range(60))
    clock = FakeClock()
    fixed = {row.uid: WORKSHOP_MORNING + timedelta(hours=n) for n, row in enumerate(agenda[::8])}
    events = [RunEvent(0, EventKind.STARTED, clock.now(), agenda[0].uid)]
    kinds = [EventKind.MOVED_ON, EventKind.EXTENDED, EventKind.PAUSED, EventKind.RESUMED]
    kinds += [EventKind.WENT_BACK, EventKind.MOVED_ON, EventKind.AWAY_ANSWERED, EventKind.STEPPED]
    for number in range(1, 150):
        clock.advance(60)
        uid, kind = agenda[number // 3].uid, kinds[number % len(kinds)]
        span = (60_000 * (number - 2), 60_000 * number)
        why = AwayAnswer.PAUSED if number % 3 else AwayAnswer.IN_ITEM
        events.append(RunEvent(number, kind, clock.now(), uid, 60, (), why, *span))
    now = clock.now()
    best = min(_timed(agenda, events, now, fixed) for _ in range(50))
    assert best <= 0.001


def _timed(
    agenda: Sequence[AgendaRow],
    events: Sequence[RunEvent],
    now: Moment,
    fixed: Mapping[str, datetime],
) -> float:
    start = time.perf_counter()
    run_state(agenda, events, now, WORKSHOP_MORNING, fixed)
    return time.perf_counter() - start
