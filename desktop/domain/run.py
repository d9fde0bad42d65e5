"""Where the run of an agenda stands, and where it leads: a pure fold; nothing counts ticks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.clock import Moment
from desktop.domain.rows import AgendaRow
from desktop.domain.run_fold import (
    GOING,
    BaselineItem,
    Fold,
    Phase,
    RunEvent,
    item_at,
    run_clock_ms,
    started_at,
)

__all__ = [
    "GOING",
    "LAST_MINUTES_MS",
    "BaselineItem",
    "ItemPhase",
    "ItemRun",
    "Phase",
    "RunEvent",
    "RunState",
    "item_at",
    "next_ahead",
    "next_display_ms",
    "run_clock_ms",
    "run_state",
    "started_at",
]

LAST_MINUTES_MS = 2 * 60_000
"""From here to its end a block is in its last minutes, and the console says so."""


class ItemPhase(StrEnum):
    """Where one block stands; a skipped one may have been begun before."""

    AHEAD = "ahead"
    CURRENT = "current"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class ItemRun:
    """One block as the run has treated it. All spans in milliseconds, all instants UTC.

    `total_ms` is what it may take now (plan plus extensions), `spent_ms` what it has taken.
    `starts_at` is actual for done and current blocks and projected for those ahead;
    `ends_at` is actual for done blocks and projected otherwise. None before the run and for what
    was skipped unseen. `fixed_at` is when the block is to start and not before; `gap_ms` the time
    that is projected to be free before it, `clash_ms` how late it is projected to start.
    """

    uid: str
    planned_ms: int
    total_ms: int
    spent_ms: int
    phase: ItemPhase
    starts_at: datetime | None
    ends_at: datetime | None
    fixed_at: datetime | None = None
    gap_ms: int = 0
    clash_ms: int = 0


@dataclass(frozen=True, slots=True)
class RunState:
    """The whole run at one instant.

    `elapsed_ms` = sum of the blocks' `spent_ms` + `paused_ms` + `idle_ms`, exactly. `run_ms` is
    the clock of the run: it counts from `started` on, pauses included, to the end.
    `remaining_ms` of the current block is negative once it is over. `planned_end` is the plan's,
    moved by what the facilitator agreed with the room (`end_moved_s`). `drift_ms` is the projected
    (or, after the end, the actual) end minus the planned end: positive is late. `earliest_end` has
    every block from now on at its minimum, `latest_end` at its maximum.
    `step` is the technique step of the current block that runs, counted from 0, for
    `step_spent_ms`. `step_share_ms` is what the block was to take when it was come to, which its
    steps share, `step_given_s` what it was given (or, negative, lost) by hand since the step began.
    """

    phase: Phase
    items: tuple[ItemRun, ...]
    current: int | None = None
    elapsed_ms: int = 0
    paused_ms: int = 0
    idle_ms: int = 0
    pause_ms: int = 0  # the pause going on now
    remaining_ms: int = 0
    ends_at: datetime | None = None  # projected, or actual once ended
    planned_end: datetime | None = None
    drift_ms: int = 0
    can_go_back: bool = False
    run_ms: int = 0
    end_moved_s: int = 0
    earliest_end: datetime | None = None
    latest_end: datetime | None = None
    step: int = 0
    step_spent_ms: int = 0
    step_share_ms: int = 0
    step_given_s: tuple[int, ...] = ()


def run_state(
    agenda: Sequence[AgendaRow],
    events: Sequence[RunEvent],
    now: Moment,
    planned_end: datetime | None,
    fixed: Mapping[str, datetime] | None = None,
) -> RunState:
    """The run at `now`: what happened, and where it leads if every block ahead takes its time.

    `agenda` is the plan as it stands now; `RunState.items` has one entry for each of its rows, in
    its order. `fixed` are the instants (UTC) that blocks start at and not before, by uid; see
    `domain.agenda.fixed_starts`. Time spent in a block that is no longer in the agenda counts as
    idle. Events that make no sense where they stand (a pause while paused, anything but a
    reopening after the end) change nothing.
    """
    fold = Fold([row.uid for row in agenda])
    fold.play(events, now)
    totals = _totals(agenda, fold.extensions)
    spent = fold.spent()
    paused = fold.paused()
    current = fold.current
    path = _Path(agenda, fold, totals, spent, now)
    items = path.items(fixed or {})
    step = _NO_STEP if current is None else _step(agenda[current], fold, current)
    if planned_end is not None:
        planned_end += timedelta(seconds=fold.end_moved_s)
    ends_at = path.ends_at
    return RunState(
        phase=fold.phase,
        items=tuple(items),
        current=current,
        elapsed_ms=fold.elapsed,
        paused_ms=paused,
        idle_ms=fold.elapsed - paused - sum(spent),
        pause_ms=fold.pause,
        remaining_ms=path.remaining_ms,
        ends_at=ends_at,
        planned_end=planned_end,
        drift_ms=(ends_at - planned_end) // _MS if ends_at and planned_end else 0,
        can_go_back=bool(current),
        run_ms=fold.now_ms,
        end_moved_s=fold.end_moved_s,
        earliest_end=path.earliest_end,
        latest_end=path.latest_end,
        step=step.step,
        step_spent_ms=step.spent_ms,
        step_share_ms=step.share_ms,
        step_given_s=step.given_s,
    )


def next_ahead(state: RunState) -> int | None:
    """The place in the agenda that Next goes to; None on the last block."""
    ahead = (i for i, item in enumerate(state.items) if item.phase is ItemPhase.AHEAD)
    return next(ahead, None)


def next_display_ms(state: RunState) -> int:
    """Milliseconds (1 to 1000) until the digits that move now change.

    That is the countdown (or count-up) of the current block, the length of the pause while
    paused, and the idle time while no block is current. 1000 when nothing moves.
    """
    if state.phase is Phase.PAUSED:
        return 1000 - state.pause_ms % 1000
    if state.phase is not Phase.RUNNING:
        return 1000
    if state.current is None:
        return 1000 - state.idle_ms % 1000
    if state.remaining_ms > 0:
        return (state.remaining_ms - 1) % 1000 + 1
    # At exactly 0 the sign appears one millisecond later; from there on each full second.
    return 1000 - -state.remaining_ms % 1000 if state.remaining_ms else 1


_MS = timedelta(milliseconds=1)


class _Path:
    """The way from now to the end: one entry for each block, and three ends."""

    def __init__(
        self,
        agenda: Sequence[AgendaRow],
        fold: Fold,
        totals: Sequence[int],
        spent: Sequence[int],
        now: Moment,
    ) -> None:
        self._agenda = agenda
        self._fold = fold
        self._totals = totals
        self._spent = spent
        self._ahead = fold.ahead()
        self._going = fold.phase in GOING
        current = fold.current
        self.remaining_ms = 0 if current is None else totals[current] - spent[current]
        self.ends_at = self.earliest_end = self.latest_end = fold.ended_at
        if self._going:
            least, most = (0, 0) if current is None else self._bounds(current)
            self.ends_at = now.utc + timedelta(milliseconds=max(0, self.remaining_ms))
            self.earliest_end = now.utc + timedelta(milliseconds=least)
            self.latest_end = now.utc + timedelta(milliseconds=most)

    def items(self, fixed: Mapping[str, datetime]) -> list[ItemRun]:
        """In the agenda's order; to be called once, as the ends move along."""
        wall_times = self._fold.wall_times()
        return [
            self._item(index, row, fixed.get(row.uid), *wall_times.get(row.uid, (None, None)))
            for index, row in enumerate(self._agenda)
        ]

    def _item(
        self,
        index: int,
        row: AgendaRow,
        fixed_at: datetime | None,
        starts_at: datetime | None,
        stops_at: datetime | None,
    ) -> ItemRun:
        phase = self._phase(index)
        gap_ms = clash_ms = 0
        if phase is ItemPhase.CURRENT:
            stops_at = self.ends_at
        elif phase is ItemPhase.AHEAD:
            free_at, starts_at, stops_at = self.ends_at, None, None
            if self._going and free_at is not None:
                starts_at, stops_at = self._pass(index, free_at, fixed_at)
                if fixed_at is not None:
                    gap_ms = max(0, (fixed_at - free_at) // _MS)
                    clash_ms = max(0, (free_at - fixed_at) // _MS)
        return ItemRun(
            uid=row.uid,
            planned_ms=row.planned_s * 1000,
            total_ms=self._totals[index],
            spent_ms=self._spent[index],
            phase=phase,
            starts_at=starts_at,
            ends_at=stops_at,
            fixed_at=fixed_at,
            gap_ms=gap_ms,
            clash_ms=clash_ms,
        )

    def _phase(self, index: int) -> ItemPhase:
        if index == self._fold.current:
            return ItemPhase.CURRENT
        if self._fold.is_skipped(index):
            return ItemPhase.SKIPPED
        return ItemPhase.AHEAD if index in self._ahead else ItemPhase.DONE

    def _pass(
        self, index: int, free_at: datetime, fixed_at: datetime | None
    ) -> tuple[datetime, datetime]:
        """The block takes its time: all three ends move past it."""
        starts_at = free_at if fixed_at is None else max(free_at, fixed_at)
        # A block jumped back over resumes with what it has had, so that is not due again.
        left = max(0, self._totals[index] - self._spent[index])
        self.ends_at = starts_at + timedelta(milliseconds=left)
        least, most = self._bounds(index)
        assert self.earliest_end is not None
        assert self.latest_end is not None
        for_fixed = fixed_at or self.earliest_end
        self.earliest_end = max(self.earliest_end, for_fixed) + timedelta(milliseconds=least)
        self.latest_end = max(self.latest_end, fixed_at or self.latest_end) + timedelta(
            milliseconds=most
        )
        return starts_at, self.ends_at

    def _bounds(self, index: int) -> tuple[int, int]:
        """The least and the most that is left of a block, around what it may take now."""
        row, total, spent = self._agenda[index], self._totals[index], self._spent[index]
        least = min(total, row.minimum_s * 1000)
        most = max(total, row.maximum_s * 1000)
        return max(0, least - spent), max(0, most - spent)


@dataclass(frozen=True, slots=True)
class _Step:
    """See `RunState`."""

    step: int = 0
    spent_ms: int = 0
    share_ms: int = 0
    given_s: tuple[int, ...] = ()


_NO_STEP = _Step()


def _step(row: AgendaRow, fold: Fold, current: int) -> _Step:
    if not row.steps:
        return _NO_STEP
    mark = fold.steps[row.uid]
    before = [each for each in fold.extensions[: mark.before] if each[0] == row.uid]
    since = None if mark.since_ms is None else (row.uid, mark.since_ms)
    return _Step(
        # A step that was taken out of the plan meanwhile leaves the one before it.
        step=min(mark.step, len(row.steps) - 1),
        spent_ms=fold.spent(since=since)[current],
        share_ms=_totals([row], before)[0],
        given_s=tuple(seconds for uid, seconds in fold.extensions[mark.given :] if uid == row.uid),
    )


def _totals(agenda: Sequence[AgendaRow], extensions: Sequence[tuple[str, int]]) -> list[int]:
    """What each block may take in milliseconds.

    Never below 0 at any step: after a few minutes too many taken away, one more is one more.
    """
    totals = {row.uid: row.planned_s * 1000 for row in agenda}
    for uid, seconds in extensions:
        if uid in totals:
            totals[uid] = max(0, totals[uid] + seconds * 1000)
    return [totals[row.uid] for row in agenda]
