"""The run of an agenda as a pure fold over what happened; nothing counts ticks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.clock import Moment, elapsed_ms
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow

LAST_MINUTES_MS = 2 * 60_000
"""From here to its end a block is in its last minutes, and the console says so."""


@dataclass(frozen=True, slots=True)
class BaselineItem:
    """What a block was planned as when the run started."""

    uid: str
    title: str
    seconds: int


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One thing that happened. Order is by `sequence`, never by time.

    `item_uid` is the block that is current from here on (`started`, `moved_on`, `went_back`) or
    the block concerned (`extended`). `seconds` is the signed change of an `extended`.
    """

    sequence: int
    kind: EventKind
    at: Moment
    item_uid: str = ""
    seconds: int = 0
    baseline: tuple[BaselineItem, ...] = ()


class Phase(StrEnum):
    """Where the run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class ItemPhase(StrEnum):
    """Where one block stands."""

    AHEAD = "ahead"
    CURRENT = "current"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ItemRun:
    """One block as the run has treated it. All spans in milliseconds, all instants UTC.

    `total_ms` is what it may take now (plan plus extensions), `spent_ms` what it has taken.
    `starts_at` is actual for done and current blocks and projected for those ahead;
    `ends_at` is actual for done blocks and projected otherwise. None before the run.
    """

    uid: str
    planned_ms: int
    total_ms: int
    spent_ms: int
    phase: ItemPhase
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunState:
    """The whole run at one instant.

    `elapsed_ms` = sum of the blocks' `spent_ms` + `paused_ms` + `idle_ms`, exactly.
    `remaining_ms` of the current block is negative once it is over. `drift_ms` is the projected
    (or, after the end, the actual) end minus the planned end: positive is late.
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


def run_state(
    agenda: Sequence[AgendaRow],
    events: Sequence[RunEvent],
    now: Moment,
    planned_end: datetime | None,
) -> RunState:
    """The run at `now`: what happened, and where it leads if every block ahead takes its time.

    `agenda` is the plan as it stands now; `RunState.items` has one entry for each of its rows, in
    its order. Time spent in a block that is no longer in it counts as idle. Events that make no
    sense where they stand (a pause while paused, anything but a reopening after the end) change
    nothing.
    """
    fold = _Fold([row.uid for row in agenda])
    fold.play(events, now)
    totals = _totals(agenda, fold.extensions)
    spent = fold.spent()
    current = fold.current
    remaining = 0 if current is None else totals[current] - spent[current]
    items, ends_at = _items(agenda, fold, totals, spent, now, remaining)
    return RunState(
        phase=fold.phase,
        items=tuple(items),
        current=current,
        elapsed_ms=fold.elapsed,
        paused_ms=fold.paused,
        idle_ms=fold.elapsed - fold.paused - sum(spent),
        pause_ms=fold.pause,
        remaining_ms=remaining,
        ends_at=ends_at,
        planned_end=planned_end,
        drift_ms=(ends_at - planned_end) // _MS if ends_at and planned_end else 0,
        can_go_back=bool(current),
    )


def next_ahead(state: RunState) -> int | None:
    """The place in the agenda that Next goes to; None on the last block."""
    ahead = (i for i, item in enumerate(state.items) if item.phase is ItemPhase.AHEAD)
    return next(ahead, None)


def item_at(events: Sequence[RunEvent], run_ms: int) -> str:
    """The uid of the block that instant of the run belongs to, or "".

    `run_ms` counts from the start like `RunState.elapsed_ms`, pauses included. A detour that was
    charged back belongs to the block it was charged to; from the end to a reopening no block has
    the time.
    """
    if not events:
        return ""
    fold = _Fold([])
    fold.play(events, max(events, key=_sequence).at)
    return fold.item_at(run_ms)


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


_GOING = (Phase.RUNNING, Phase.PAUSED)
_MS = timedelta(milliseconds=1)


@dataclass(slots=True)
class _Visit:
    """One stay in a block; going back renames it, which charges all of it to the block resumed."""

    uid: str
    entered_at: datetime
    entered_ms: int
    left_at: datetime | None = None
    spent: int = 0


class _Fold:
    """The run while the events go by; all spans are whole milliseconds."""

    def __init__(self, order: Sequence[str]) -> None:
        self._order = order
        self._index = {uid: index for index, uid in enumerate(order)}
        self._visits: list[_Visit] = []
        self._left: set[str] = set()
        self._closed: list[tuple[int, int]] = []  # from each end to its reopening, in run time
        self._since_end = 0
        self.extensions: list[tuple[str, int]] = []
        self.phase = Phase.WAITING
        self.elapsed = 0
        self.paused = 0
        self.pause = 0
        self.ended_at: datetime | None = None

    @property
    def current(self) -> int | None:
        if self.phase not in _GOING:
            return None
        return self._index.get(self._visits[-1].uid)

    def play(self, events: Sequence[RunEvent], now: Moment) -> None:
        last: Moment | None = None
        for event in sorted(events, key=_sequence):
            self._let_pass(elapsed_ms(last, event.at) if last else 0)
            self._take(event)
            last = event.at
        self._let_pass(elapsed_ms(last, now) if last else 0)

    def spent(self) -> list[int]:
        """Milliseconds by position in the agenda."""
        spent = [0] * len(self._order)
        for visit in self._visits:
            index = self._index.get(visit.uid)
            if index is not None:
                spent[index] += visit.spent
        return spent

    def item_phases(self) -> list[ItemPhase]:
        """By position. What lies before the current block is done, visited or not."""
        known = (self._index[v.uid] for v in reversed(self._visits) if v.uid in self._index)
        here = next(known, -1)
        phases = [
            ItemPhase.AHEAD if index > here and uid not in self._left else ItemPhase.DONE
            for index, uid in enumerate(self._order)
        ]
        current = self.current
        if current is not None:
            phases[current] = ItemPhase.CURRENT
        return phases

    def wall_times(self) -> dict[str, tuple[datetime, datetime | None]]:
        """By uid: when the block was first entered and when it was last left."""
        times: dict[str, tuple[datetime, datetime | None]] = {}
        for visit in self._visits:
            entered_at = times[visit.uid][0] if visit.uid in times else visit.entered_at
            times[visit.uid] = (entered_at, visit.left_at)
        return times

    def item_at(self, run_ms: int) -> str:
        place = bisect_right(self._visits, run_ms, key=lambda visit: visit.entered_ms) - 1
        closed = any(start <= run_ms < end for start, end in self._closed)
        over = self.phase is Phase.ENDED and run_ms >= self.elapsed
        return "" if place < 0 or closed or over else self._visits[place].uid

    def _let_pass(self, ms: int) -> None:
        if self.phase is Phase.ENDED:
            self._since_end += ms
        elif self.phase is Phase.PAUSED:
            self.elapsed += ms
            self.paused += ms
            self.pause += ms
        elif self.phase is Phase.RUNNING:
            self.elapsed += ms
            self._visits[-1].spent += ms

    def _take(self, event: RunEvent) -> None:
        going = self.phase in _GOING
        match event.kind:
            case EventKind.STARTED if self.phase is Phase.WAITING:
                self.phase = Phase.RUNNING
                self._enter(event)
            case EventKind.PAUSED if self.phase is Phase.RUNNING:
                self.phase = Phase.PAUSED
            case EventKind.RESUMED if self.phase is Phase.PAUSED:
                self.phase, self.pause = Phase.RUNNING, 0
            case EventKind.MOVED_ON if going and event.item_uid != self._visits[-1].uid:
                self._left.add(self._visits[-1].uid)
                self._visits[-1].left_at = event.at.utc
                self._enter(event)
            case EventKind.WENT_BACK if going and event.item_uid:
                self._go_back(event.item_uid)
            case EventKind.EXTENDED if going:
                self.extensions.append((event.item_uid, event.seconds))
            case EventKind.ENDED if going:
                self.phase, self.pause = Phase.ENDED, 0
                self._visits[-1].left_at = self.ended_at = event.at.utc
            case EventKind.REOPENED if self.phase is Phase.ENDED:
                self._reopen()
            case _:
                pass

    def _enter(self, event: RunEvent) -> None:
        self._left.discard(event.item_uid)
        self._visits.append(_Visit(event.item_uid, event.at.utc, self.elapsed))

    def _go_back(self, uid: str) -> None:
        """Everything since the last move on is the detour, also when it went back in two steps."""
        visit = self._visits[-1]
        target = self._index.get(uid)
        if target is not None:
            over = self._index.get(visit.uid, len(self._order) - 1)
            self._left.difference_update(self._order[target : over + 1])
        self._left.discard(uid)
        visit.uid = uid

    def _reopen(self) -> None:
        self._closed.append((self.elapsed, self.elapsed + self._since_end))
        self.elapsed += self._since_end
        self.paused += self._since_end
        self._since_end = 0
        self.phase = Phase.RUNNING
        self._visits[-1].left_at = self.ended_at = None


def _items(
    agenda: Sequence[AgendaRow],
    fold: _Fold,
    totals: Sequence[int],
    spent: Sequence[int],
    now: Moment,
    remaining: int,
) -> tuple[list[ItemRun], datetime | None]:
    """One entry for each row of the agenda, and the actual or projected end of the run."""
    going = fold.phase in _GOING
    wall_times = fold.wall_times()
    ends_at = fold.ended_at
    if going:
        ends_at = now.utc + timedelta(milliseconds=max(0, remaining))
    items: list[ItemRun] = []
    for index, phase in enumerate(fold.item_phases()):
        row = agenda[index]
        starts_at, stops_at = wall_times.get(row.uid, (None, None))
        if phase is ItemPhase.CURRENT:
            stops_at = ends_at
        elif phase is ItemPhase.AHEAD:
            starts_at = stops_at = None
            if going and ends_at is not None:
                starts_at = ends_at
                # A block jumped back over resumes with what it has had, so that is not due again.
                ends_at += timedelta(milliseconds=max(0, totals[index] - spent[index]))
                stops_at = ends_at
        items.append(
            ItemRun(
                uid=row.uid,
                planned_ms=row.planned_s * 1000,
                total_ms=totals[index],
                spent_ms=spent[index],
                phase=phase,
                starts_at=starts_at,
                ends_at=stops_at,
            )
        )
    return items, ends_at


def _totals(agenda: Sequence[AgendaRow], extensions: Sequence[tuple[str, int]]) -> list[int]:
    """What each block may take in milliseconds.

    Never below 0 at any step: after a few minutes too many taken away, one more is one more.
    """
    totals = {row.uid: row.planned_s * 1000 for row in agenda}
    for uid, seconds in extensions:
        if uid in totals:
            totals[uid] = max(0, totals[uid] + seconds * 1000)
    return [totals[row.uid] for row in agenda]


def _sequence(event: RunEvent) -> int:
    return event.sequence
