"""The catch-up plan: who gives, who is cut, and that it comes true when it is applied."""

from __future__ import annotations

import copy
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.catch_up import CatchUp, Line, Reason, Way, WayKind, catch_up
from desktop.domain.catch_up_path import shares
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow
from desktop.domain.run import ItemPhase, Phase, RunEvent, RunState, run_state
from tests.clocks import WORKSHOP_MORNING, FakeClock
from tests.domain import catch_up_oracle as oracle
from tests.domain.builders import block, blocks

MS = timedelta(milliseconds=1)
FIRST_LETTERS = "abcdefgh"


class LateRun:
    """A run that is projected to end `late_s` seconds too late, unless told when it should."""

    def __init__(
        self,
        *agenda: AgendaRow,
        late_s: float = 0,
        fixed: Mapping[str, float] | None = None,
        end: float | None = None,
    ) -> None:
        self.agenda = agenda
        self.clock = FakeClock()
        self.fixed = {uid: at(minutes) for uid, minutes in (fixed or {}).items()}
        self.events: list[RunEvent] = []
        self._late_s = late_s
        self._end = end
        if agenda:
            self.add(EventKind.STARTED, agenda[0].uid)

    def add(self, kind: EventKind, uid: str = "", seconds: int = 0) -> None:
        number = len(self.events)
        self.events.append(RunEvent(number, kind, self.clock.now(), uid, seconds))

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    @property
    def planned_end(self) -> datetime:
        if self._end is not None:
            return at(self._end)
        state = run_state(self.agenda, self.events, self.clock.now(), None, self.fixed)
        assert state.ends_at is not None
        return state.ends_at - timedelta(seconds=self._late_s)

    @property
    def state(self) -> RunState:
        return self.with_events(())

    def with_events(self, more: Sequence[RunEvent]) -> RunState:
        events = [*self.events, *more]
        return run_state(self.agenda, events, self.clock.now(), self.planned_end, self.fixed)

    @property
    def plan(self) -> CatchUp:
        found = catch_up(self.agenda, self.state, self.clock.now())
        assert found is not None
        return found

    def way(self, kind: WayKind) -> Way:
        return next(way for way in self.plan.ways if way.kind is kind)

    @property
    def kinds(self) -> list[WayKind]:
        return [way.kind for way in self.plan.ways]


def at(minutes: float) -> datetime:
    return WORKSHOP_MORNING + timedelta(minutes=minutes)


def lasting(
    uid: str,
    minutes: float,
    least: float,
    *,
    cut: int | None = None,
    protected: bool = False,
) -> AgendaRow:
    row = block(uid, minutes)
    return replace(row, minimum_s=round(least * 60), cut_order=cut, protected=protected)


def changes(way: Way) -> dict[str, float]:
    """Minutes by block."""
    return {uid: seconds / 60 for uid, seconds in way.changes}


def reasons(way: Way) -> dict[str, str]:
    return {line.uid: str(line.reason) for line in way.lines}


def line_of(way: Way, uid: str) -> Line:
    return next(line for line in way.lines if line.uid == uid)


def applied(run: LateRun, way: Way) -> RunState:
    """The run at the same moment, after the events that the way becomes."""
    now, number = run.clock.now(), len(run.events)
    wishes = [(EventKind.EXTENDED, uid, seconds) for uid, seconds in way.changes]
    wishes += [(EventKind.SKIPPED, uid, 0) for uid in way.cuts]
    wishes += [(EventKind.END_MOVED, "", way.end_moved_s)]
    return run.with_events(
        [RunEvent(number + i, kind, now, uid, s) for i, (kind, uid, s) in enumerate(wishes)]
    )


# What is asked for by name.


def test_R09_four_blocks_of_a_quarter_with_the_first_extended_by_five_share_it_in_half_minutes():
    run = LateRun(*blocks(15, 15, 15, 15), end=60)
    run.add(EventKind.EXTENDED, "a", 300)
    assert run.plan.late_s == 300
    way = run.way(WayKind.TRIM)
    assert [line.new_s for line in way.lines[1:]] == [810, 810, 780]  # 13:30, 13:30, 13:00
    assert way.ends_at == at(60)
    assert way.missing_s == 0


def test_R09_what_is_given_is_in_proportion_to_what_stands_above_the_minimum():
    run = LateRun(
        lasting("objectives", 35, 20),
        lasting("break", 15, 15, protected=True),
        lasting("key results", 45, 35),
        lasting("feedback", 30, 22),
        lasting("risks", 15, 15, cut=1),
        lasting("wrap-up", 15, 15),
        late_s=12 * 60,
    )
    way = run.way(WayKind.TRIM)
    assert changes(way) == {"key results": -6.5, "feedback": -5.5}
    assert reasons(way) == {
        "objectives": Reason.CURRENT_NEVER_SHORTENED,
        "break": Reason.PROTECTED,
        "key results": Reason.CAN_GIVE,
        "feedback": Reason.CAN_GIVE,
        "risks": Reason.FIRST_TO_CUT,
        "wrap-up": Reason.AT_MINIMUM,
    }
    line = line_of(way, "key results")
    assert (line.now_s, line.new_s, line.change_s) == (45 * 60, 38 * 60 + 30, -390)
    assert (line.can_give_s, line.minimum_s) == (600, 35 * 60)
    cut = run.way(WayKind.CUT)
    assert cut.cuts == ("risks",)
    assert cut.changes == ()
    assert cut.ends_at == run.planned_end - timedelta(minutes=3)


def test_R09_a_gap_before_a_fixed_start_absorbs_the_delay_before_anybody_gives():
    agenda = (lasting("a", 20, 10), lasting("b", 10, 5), lasting("c", 10, 5), lasting("d", 10, 5))
    run = LateRun(*agenda, fixed={"c": 40}, end=57)
    run.add(EventKind.EXTENDED, "a", 5 * 60)  # 5 of the 10 minutes that are free before c
    way = run.way(WayKind.TRIM)
    assert run.plan.late_s == 3 * 60
    assert changes(way) == {"c": -1.5, "d": -1.5}
    assert reasons(way)["b"] == Reason.GAP_ABSORBS


def test_R09_a_late_fixed_start_is_made_on_time_first_and_the_rest_is_carried_on():
    agenda = (lasting("a", 20, 10), lasting("b", 10, 6), lasting("c", 20, 10), lasting("d", 20, 10))
    run = LateRun(*agenda, fixed={"c": 30}, end=70)
    run.add(EventKind.EXTENDED, "a", 3 * 60)
    way = run.way(WayKind.TRIM)
    assert changes(way) == {"b": -3}
    assert line_of(way, "c").starts_at == at(30)
    assert reasons(way)["c"] == Reason.FIXED_START
    run.add(EventKind.EXTENDED, "a", 3 * 60)
    way = run.way(WayKind.TRIM)
    assert changes(way) == {"b": -4, "c": -1, "d": -1}
    assert line_of(way, "c").late_s == 2 * 60
    assert way.ends_at == at(70)


def test_R09_cuts_go_by_cut_order_no_more_than_needed_and_the_rest_keeps_what_it_can():
    agenda = (
        lasting("a", 10, 5),
        lasting("b", 10, 8, cut=2),
        lasting("c", 10, 9),
        lasting("d", 10, 8, cut=1),
        lasting("e", 10, 8, cut=3),
    )
    run = LateRun(*agenda, late_s=9 * 60)
    assert run.way(WayKind.TRIM).missing_s == 2 * 60
    one = run.way(WayKind.CUT)
    assert one.cuts == ("d",)
    assert one.changes == ()
    two = LateRun(*agenda, late_s=21 * 60).way(WayKind.CUT)
    assert two.cuts == ("d", "b")
    assert changes(two) == {"c": -0.5, "e": -0.5}
    assert two.missing_s == 0
    assert line_of(two, "d").starts_at is None
    assert line_of(two, "d").new_s == 0


def test_R09_when_it_cannot_be_done_all_give_all_they_have_and_the_way_says_what_is_missing():
    agenda = (lasting("a", 10, 5), lasting("b", 10, 8, cut=1), lasting("c", 10, 9))
    run = LateRun(*agenda, late_s=15 * 60)
    trim, cut = run.way(WayKind.TRIM), run.way(WayKind.CUT)
    assert changes(trim) == {"b": -2, "c": -1}
    assert trim.missing_s == 12 * 60
    assert cut.cuts == ("b",)
    assert changes(cut) == {"c": -1}
    assert cut.missing_s == 4 * 60
    assert run.way(WayKind.LATER).missing_s == 0


def test_R09_a_cut_that_would_only_make_a_gap_longer_is_not_made():
    agenda = (
        lasting("a", 10, 5),
        lasting("idle", 10, 10, cut=1),
        lasting("guest", 20, 20),
        lasting("end", 20, 20, cut=2),
    )
    run = LateRun(*agenda, fixed={"guest": 30}, end=65)
    assert run.kinds == [WayKind.CUT, WayKind.LATER]
    assert run.way(WayKind.CUT).cuts == ("end",)


def test_R09_blocks_with_the_same_place_in_the_cut_order_go_from_the_end():
    agenda = (lasting("a", 10, 10), lasting("b", 9, 9, cut=1), lasting("c", 9, 9, cut=1))
    assert LateRun(*agenda, late_s=60).way(WayKind.CUT).cuts == ("c",)


def test_R09_a_later_end_is_asked_for_at_full_five_minutes():
    run = LateRun(*blocks(15, 15), end=21)
    way = run.way(WayKind.LATER)
    assert (way.changes, way.cuts) == ((), ())
    assert way.end_moved_s == 9 * 60
    assert way.ends_at == way.agreed_end == at(30)
    run.wait(15 * 60 + 1)
    assert run.way(WayKind.LATER).agreed_end == at(35)


def test_R09_what_a_block_was_extended_or_shortened_to_by_hand_counts():
    run = LateRun(*[lasting(uid, 15, 10) for uid in "abcd"], late_s=15 * 60)
    run.add(EventKind.EXTENDED, "b", 5 * 60)
    run.add(EventKind.EXTENDED, "c", -7 * 60)  # 8 minutes, which is below its minimum already
    way = run.way(WayKind.TRIM)
    assert changes(way) == {"b": -10, "d": -5}
    assert way.missing_s == 0


@pytest.mark.parametrize("share", [1, 3, 7])
def test_R10_a_protected_break_never_loses_a_second_however_late_it_is(share):
    """Not to trimming, and not to a cut, also when its numbers would allow both."""
    run = LateRun(
        lasting("a", 15, 5),
        lasting("break", 15, 0, cut=1, protected=True),
        lasting("c", 15, 10, cut=2),
        late_s=share * 5 * 60,
    )
    for way in run.plan.ways:
        assert "break" not in way.cuts
        assert "break" not in changes(way)
        assert reasons(way)["break"] == Reason.PROTECTED
        after = next(item for item in applied(run, way).items if item.uid == "break")
        assert after.total_ms == 15 * 60_000
        assert after.phase is ItemPhase.AHEAD


def test_R11_nothing_changes_without_applying():
    run = LateRun(*[lasting(uid, 15, 10, cut=1) for uid in "abcd"], late_s=432)
    before, agenda = copy.deepcopy(run.state), copy.deepcopy(run.agenda)
    first = run.plan
    assert run.state == before
    assert run.agenda == agenda
    assert run.plan == first


def test_R11_what_the_facilitator_does_by_hand_after_a_plan_stays_done():
    run = LateRun(*[lasting(uid, 15, 10) for uid in "abcd"], end=60)
    run.add(EventKind.EXTENDED, "a", 5 * 60)
    for uid, seconds in run.way(WayKind.TRIM).changes:
        run.add(EventKind.EXTENDED, uid, seconds)
    assert catch_up(run.agenda, run.state, run.clock.now()) is None
    run.add(EventKind.EXTENDED, "d", 2 * 60)
    assert run.plan.late_s == 2 * 60
    assert run.state.items[3].total_ms == (15 * 60 - 120 + 120) * 1000


# The edges.


def test_there_is_no_plan_when_nothing_runs_or_nobody_is_late():
    now = FakeClock().now()
    assert catch_up((), run_state((), (), now, at(0)), now) is None
    waiting = run_state(blocks(15), (), now, at(0))
    assert catch_up(blocks(15), waiting, now) is None
    run = LateRun(*blocks(15, 15), late_s=0)
    assert catch_up(run.agenda, run.state, run.clock.now()) is None
    assert catch_up(run.agenda, replace(run.state, planned_end=None), run.clock.now()) is None
    run = LateRun(*blocks(15, 15), end=10)
    run.add(EventKind.ENDED)
    run.wait(60)
    assert run.state.phase is Phase.ENDED
    assert catch_up(run.agenda, run.state, run.clock.now()) is None


def test_with_no_block_ahead_only_a_later_end_is_left():
    assert LateRun(block("a"), late_s=60).kinds == [WayKind.LATER]
    run = LateRun(*blocks(15, 15), end=10)
    run.add(EventKind.MOVED_ON, "b")
    assert run.kinds == [WayKind.LATER]
    assert reasons(run.way(WayKind.LATER)) == {"b": Reason.CURRENT_NEVER_SHORTENED}


def test_a_run_whose_every_block_was_deleted_meanwhile_can_only_end_later():
    run = LateRun(block("a"), end=0)
    run.agenda = ()
    run.wait(60)
    assert run.plan.late_s == 60
    assert run.way(WayKind.LATER).lines == ()


@pytest.mark.parametrize("protected", [True, False])
def test_with_all_protected_or_all_at_the_minimum_nobody_gives(protected):
    rows = [lasting(uid, 15, 0 if protected else 15, protected=protected) for uid in "abc"]
    run = LateRun(*rows, late_s=60)
    assert run.kinds == [WayKind.LATER]
    reason = Reason.PROTECTED if protected else Reason.AT_MINIMUM
    assert reasons(run.way(WayKind.LATER))["c"] == reason


def test_minima_that_do_not_fit_into_what_is_left_are_kept_all_the_same():
    run = LateRun(*[lasting(uid, 15, 10) for uid in "abcd"], end=5)
    way = run.way(WayKind.TRIM)
    assert [line.new_s for line in way.lines[1:]] == [600, 600, 600]
    assert way.missing_s == 40 * 60


@pytest.mark.parametrize(
    ("late_s", "given"),
    [(1, [0, 0, 1]), (29, [0, 0, 29]), (30, [0, 0, 30]), (7 * 60 + 12, [120, 150, 162])],
)
def test_the_sum_is_exact_to_the_second(late_s, given):
    run = LateRun(*blocks(15, 15, 15, 15), late_s=late_s)
    way = run.way(WayKind.TRIM)
    assert [-line.change_s for line in way.lines[1:]] == given
    assert way.ends_at == run.planned_end


def test_part_of_a_second_too_late_is_a_whole_one_given():
    run = LateRun(*blocks(15, 15), late_s=0.25)
    assert run.plan.late_s == 1
    assert applied(run, run.way(WayKind.TRIM)).drift_ms == -750


def test_steps_that_fit_nowhere_are_given_second_by_second():
    rows = [lasting(uid, 10, 10 - 25 / 60) for uid in "bcde"]
    run = LateRun(block("a"), *rows, late_s=60)
    assert [-line.change_s for line in run.way(WayKind.TRIM).lines] == [0, 0, 10, 25, 25]


def test_R09_a_whole_step_that_would_go_below_a_minimum_is_not_given():
    rows = [lasting(uid, 10, 10 - 55 / 60) for uid in "bcd"]
    run = LateRun(block("a"), *rows, late_s=150)
    assert [-line.change_s for line in run.way(WayKind.TRIM).lines] == [0, 40, 55, 55]


@settings(max_examples=500)
@given(st.integers(1, 900), st.lists(st.integers(0, 200), max_size=6))
def test_R09_shares_are_exact_and_nobody_gives_more_than_it_can(need_s, spare_s):
    given_s = shares(need_s, spare_s)
    assert sum(given_s) == min(need_s, sum(spare_s))
    assert all(0 <= given <= spare for given, spare in zip(given_s, spare_s, strict=True))
    items = [
        oracle.Item(str(n), seconds * 1000, 0, 0, protected=False, order=None, fixed_ms=None)
        for n, seconds in enumerate(spare_s)
    ]
    assert given_s == list(oracle.share(need_s * 1000, items).values())


def test_a_paused_run_over_its_time_counts_from_now():
    run = LateRun(*blocks(15, 15, 15), end=45)
    run.wait(20 * 60)
    run.add(EventKind.PAUSED)
    run.wait(3 * 60)
    assert run.plan.late_s == 8 * 60
    way = run.way(WayKind.TRIM)
    assert changes(way) == {"b": -4, "c": -4}
    assert line_of(way, "a").now_s == 0
    assert line_of(way, "b").starts_at == at(23)


def test_a_block_that_was_jumped_back_over_gives_only_what_it_has_left():
    run = LateRun(*[lasting(uid, 10, 1) for uid in "abc"], end=20)
    run.add(EventKind.MOVED_ON, "b")
    run.wait(8 * 60)
    run.add(EventKind.MOVED_ON, "c")
    run.add(EventKind.WENT_BACK, "a")
    way = run.way(WayKind.TRIM)
    assert [line.can_give_s for line in way.lines] == [0, 120, 540]
    assert run.plan.late_s == 10 * 60
    assert applied(run, way).ends_at == way.ends_at == at(20)


def test_two_hundred_blocks_take_at_most_five_milliseconds():
    rows = [lasting(f"b{n}", 15, 10, cut=n % 7 or None, protected=n % 10 == 0) for n in range(200)]
    run = LateRun(*rows, fixed={f"b{n}": 15 * n + n % 3 - 1 for n in range(20, 200, 20)}, end=2900)
    run.add(EventKind.EXTENDED, "b0", 5 * 60)
    state, now = run.state, run.clock.now()
    assert run.kinds == [WayKind.TRIM, WayKind.CUT, WayKind.LATER]

    def timed() -> float:
        start = time.perf_counter()
        catch_up(run.agenda, state, now)
        return time.perf_counter() - start

    assert min(timed() for _ in range(50)) <= 0.005


# Anything at all, judged by the oracle.


@dataclass(frozen=True)
class Case:
    """An agenda, what happened so far, and how late that is to be."""

    agenda: tuple[AgendaRow, ...]
    story: tuple[tuple[EventKind, int, int, int], ...]  # kind, place of the block, seconds, wait ms
    fixed: tuple[tuple[int, int], ...]  # place of the block, seconds beside its projected start
    late_ms: int


KINDS = [
    EventKind.EXTENDED,
    EventKind.EXTENDED,
    EventKind.PAUSED,
    EventKind.RESUMED,
    EventKind.SKIPPED,
    EventKind.MOVED_ON,
]


@st.composite
def rows(draw: st.DrawFn) -> AgendaRow:
    planned = draw(st.integers(1, 60)) * draw(st.sampled_from([30, 60, 37]))
    minimum = draw(st.sampled_from([0, planned // 2, planned - planned // 5, planned]))
    return replace(
        block("", planned / 60),
        minimum_s=minimum,
        protected=draw(st.booleans()) and draw(st.booleans()),
        cut_order=draw(st.sampled_from([None, None, 1, 1, 2, 3])),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    drawn = draw(st.lists(rows(), min_size=draw(st.integers(1, 8)), max_size=8))
    agenda = tuple(replace(row, uid=FIRST_LETTERS[n]) for n, row in enumerate(drawn))
    places = st.integers(0, len(agenda) - 1)
    lengths, waits = st.sampled_from([-600, -60, -7, 60, 300, 432]), st.integers(0, 900_000)
    story = [
        (kind, draw(places), draw(lengths), draw(waits))
        for kind in draw(st.lists(st.sampled_from(KINDS), max_size=4))
    ]
    # Walks on a few blocks, and comes back to where blocks ahead have had some of their time.
    story += [
        (EventKind.MOVED_ON, min(place, len(agenda) - 1), 0, draw(waits) // 3)
        for place in range(draw(st.integers(0, 3)))
    ]
    if draw(st.booleans()):
        story.append((EventKind.WENT_BACK, 0, 0, 1_000))
    fixed = draw(st.lists(st.tuples(places, st.integers(-1200, 1200)), max_size=3))
    late_ms = st.one_of(
        st.sampled_from([1, 1000, 432_000]),
        st.integers(1, 60).map(lambda n: n * 60_000),
        st.integers(1, 4_000_000),
    )
    return Case(agenda, tuple(story), tuple(fixed), draw(late_ms))


def run_of(case: Case) -> LateRun:
    run = LateRun(*case.agenda, late_s=case.late_ms / 1000)
    for kind, place, seconds, wait_ms in case.story:
        run.wait(wait_ms / 1000)
        run.add(kind, case.agenda[place].uid, seconds if kind is EventKind.EXTENDED else 0)
    run.wait(1.234)
    for place, beside_s in case.fixed:
        # A start that is fixed moves those behind it, so the next one is beside the new time.
        starts_at = run.state.items[place].starts_at
        if starts_at is not None:
            run.fixed[case.agenda[place].uid] = starts_at + timedelta(seconds=beside_s)
    return run


def items_of(run: LateRun, state: RunState) -> list[oracle.Item]:
    now = run.clock.now().utc
    return [
        oracle.Item(
            name=row.uid,
            total_ms=item.total_ms,
            spent_ms=item.spent_ms,
            minimum_s=row.minimum_s,
            protected=row.protected,
            order=row.cut_order,
            fixed_ms=(run.fixed[row.uid] - now) // MS if row.uid in run.fixed else None,
        )
        for row, item in zip(run.agenda, state.items, strict=True)
        if item.phase is ItemPhase.AHEAD
    ]


def check_catch_up(case: Case) -> None:
    run = run_of(case)
    state, now = run.state, run.clock.now()
    plan = catch_up(run.agenda, state, now)
    assert plan is not None
    assert state.drift_ms == case.late_ms
    assert plan.late_s == -(-case.late_ms // 1000)
    by_kind = {way.kind: way for way in plan.ways}
    items, free = items_of(run, state), max(0, state.remaining_ms)
    due = (run.planned_end - now.utc) // MS
    trimmed = oracle.without_cuts(items, free, due)
    compare(run, by_kind.get(WayKind.TRIM), trimmed if trimmed.given else None)
    compare(run, by_kind.get(WayKind.CUT), oracle.with_cuts(items, free, due))
    for way in plan.ways:
        check_it_comes_true(run, state, way)


def compare(run: LateRun, way: Way | None, judged: oracle.Solution | None) -> None:
    assert (way is None) == (judged is None)
    if way is not None and judged is not None:
        assert way.cuts == judged.cuts
        assert {uid: -seconds for uid, seconds in way.changes} == judged.given
        assert way.missing_s == judged.missing_s
        assert way.ends_at == run.clock.now().utc + judged.outcome.end * MS


def check_it_comes_true(run: LateRun, before: RunState, way: Way) -> None:
    after = applied(run, way)
    assert after.ends_at == way.ends_at
    assert after.planned_end == way.agreed_end
    assert -(-max(0, after.drift_ms) // 1000) == way.missing_s
    items = {item.uid: item for item in after.items}
    rows = {row.uid: row for row in run.agenda}
    was = {item.uid: item for item in before.items}
    going = (ItemPhase.CURRENT, ItemPhase.AHEAD)
    assert [line.uid for line in way.lines] == [i.uid for i in before.items if i.phase in going]
    for line in way.lines:
        item, row = items[line.uid], rows[line.uid]
        assert line.new_s - line.now_s == line.change_s <= 0
        assert (line.reason is Reason.CUT) == (line.uid in way.cuts)
        assert line.starts_at == (None if line.uid in way.cuts else item.starts_at)
        if was[line.uid].phase is ItemPhase.CURRENT or row.protected:
            assert line.change_s == 0
            assert (item.phase, item.total_ms) == (was[line.uid].phase, was[line.uid].total_ms)
        elif line.uid not in way.cuts:
            assert item.total_ms == line.new_s * 1000
            assert line.change_s == 0 or line.new_s >= row.minimum_s
            assert line.late_s == -(-item.clash_ms // 1000)
    if way.missing_s == 0:
        assert catch_up(run.agenda, after, run.clock.now()) is None


@settings(max_examples=500)
@given(cases())
def test_R09_every_plan_is_the_one_the_oracle_finds_and_comes_true_when_applied(case):
    check_catch_up(case)


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[LateRun, int]:
    """Everything in half minutes and few of them, so that all ways to give can be tried."""
    sizes = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4))
    agenda = [block("now", 5)]
    for n, (least, more) in enumerate(sizes):
        row = lasting(FIRST_LETTERS[n], (least + more) / 2, least / 2)
        protected = draw(st.integers(0, 5)) == 0
        agenda.append(replace(row, protected=protected, cut_order=draw(st.sampled_from([None, 1]))))
    fixed = {
        row.uid: 5 + draw(st.integers(-8, 16)) / 2 for row in agenda[1:] if draw(st.booleans())
    }
    return LateRun(*agenda, fixed=fixed, late_s=30 * draw(st.integers(1, 20))), len(sizes)


@settings(max_examples=200)
@given(small_cases())
def test_no_other_way_to_give_has_less_late_or_gives_less_for_it(drawn):
    run, _ = drawn
    state = run.state
    items, due = items_of(run, state), (run.planned_end - run.clock.now().utc) // MS
    for way in run.plan.ways[:-1]:
        after = applied(run, way)
        late = [item.clash_ms for item in after.items if item.fixed_at and item.uid not in way.cuts]
        best, least = oracle.least_late(items, state.remaining_ms, due, way.cuts)
        assert (*late, max(0, after.drift_ms)) == best
        assert -sum(seconds for _, seconds in way.changes) == least
