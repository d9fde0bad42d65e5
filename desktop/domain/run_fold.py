"""What happened in a run, and whose every millisecond of it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate, pairwise

from desktop.domain.clock import Moment, elapsed_ms
from desktop.domain.kinds import AwayAnswer, EventKind


@dataclass(frozen=True, slots=True)
class BaselineItem:
    """What a block was planned as when the run started, or came to when it ended."""

    uid: str
    title: str
    seconds: int


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One thing that happened. Order is by `sequence`, never by time.

    `item_uid` is the block that is current from here on (`started`, `moved_on`, `went_back`) or
    the block concerned (`extended`, `skipped`, `restored`, `stepped`). `seconds` is the signed
    change of an `extended` or `end_moved`, how long ago a `backdated` block began, and the
    technique step that runs from a `stepped` on, counted from 0.

    An `away_answered` was given for the time from `from_ms` to `to_ms` on the clock of the run,
    which counts milliseconds from `started`; `why` is the answer (`AwayAnswer`), and with
    `moved_on` and `in_item` the room was in `item_uid` from `seconds` after `from_ms` on.
    Of other events `why` is the reason, empty when it was a hand.

    `baseline` is with `started` what was planned, with `ended` what it came to.
    """

    sequence: int
    kind: EventKind
    at: Moment
    item_uid: str = ""
    seconds: int = 0
    baseline: tuple[BaselineItem, ...] = ()
    why: str = ""
    from_ms: int = 0
    to_ms: int = 0


class Phase(StrEnum):
    """Where the run stands."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


GOING = (Phase.RUNNING, Phase.PAUSED)


@dataclass(slots=True)
class Visit:
    """One stay, from `start_ms` to the next visit's on the clock of the run.

    `uids` are the block it began in and the blocks gone back to from there; the last of them is
    charged with all of it.
    """

    uids: list[str]
    entered_at: datetime
    start_ms: int
    left_at: datetime | None = None

    @property
    def uid(self) -> str:
        return self.uids[-1]


@dataclass(frozen=True, slots=True)
class StepMark:
    """The technique step that a block is in, since `since_ms` on the clock of the run.

    That is None, for all of the block's time, until a step was chosen by hand. `before` is how
    many extensions there had been when the block was first entered, `given` how many when the
    step began.
    """

    step: int
    since_ms: int | None
    before: int
    given: int


class Fold:
    """The run while the events go by.

    `run_ms` is the clock of the run: milliseconds since `started`, whatever happened. The visits
    follow each other without a gap; pauses lie over them. Both are found out late sometimes, when
    the facilitator says what the room did, and so time is only added up at the end.
    """

    def __init__(self, order: Sequence[str]) -> None:
        self._order = order
        self._index = {uid: index for index, uid in enumerate(order)}
        self._skipped: set[str] = set()
        self._pauses: list[tuple[int, int]] = []
        self._paused_at: int | None = None
        self._closed: list[tuple[int, int]] = []  # from each end to its reopening
        self._ended_ms = 0
        self.visits: list[Visit] = []
        self.extensions: list[tuple[str, int]] = []
        self.steps: dict[str, StepMark] = {}  # by block, from the first time it is in it
        self.end_moved_s = 0
        self.phase = Phase.WAITING
        self.run_ms = 0
        self.ended_at: datetime | None = None

    @property
    def current(self) -> int | None:
        """The place in the agenda of the block that runs; None also when it is not in it."""
        return self._index.get(self.visits[-1].uid) if self.phase in GOING else None

    @property
    def now_ms(self) -> int:
        """The clock of the run; the end stops it until a reopening."""
        return self._ended_ms if self.phase is Phase.ENDED else self.run_ms

    @property
    def elapsed(self) -> int:
        """Milliseconds from the start of the first block to now, or to the end."""
        return self.now_ms - self.visits[0].start_ms if self.visits else 0

    @property
    def pause(self) -> int:
        """Milliseconds of the pause that goes on now."""
        return 0 if self._paused_at is None else self.run_ms - self._paused_at

    def play(self, events: Sequence[RunEvent], now: Moment) -> None:
        last: Moment | None = None
        for event in sorted(events, key=_sequence):
            self._pass(last, event.at)
            self._take(event)
            last = event.at
        self._pass(last, now)

    def paused(self) -> int:
        """Milliseconds of all pauses."""
        if not self.visits:
            return 0
        return _Paused(self._all_pauses()).between(self.visits[0].start_ms, self.now_ms)

    def spent(self, *, since: tuple[str, int] | None = None) -> list[int]:
        """Milliseconds by position in the agenda; of `since` (block, clock of the run) only."""
        spent = [0] * len(self._order)
        paused = _Paused(self._all_pauses())
        ends = [visit.start_ms for visit in self.visits[1:]] + [self.now_ms]
        for visit, end in zip(self.visits, ends, strict=False):
            index = self._index.get(visit.uid)
            start = visit.start_ms
            if since is not None:
                start = max(start, since[1])
                index = index if visit.uid == since[0] else None
            if index is not None and start < end:
                spent[index] += end - start - paused.between(start, end)
        return spent

    def ahead(self) -> set[int]:
        """The places in the agenda that are still to come, if they are not skipped.

        They follow from the visits in the order in which those took place, so that an answer
        given late leaves what it would have left in time.
        """
        left: set[int] = set()
        here, before = -1, None
        for visit in self.visits:
            places = [self._index.get(uid) for uid in visit.uids]
            if before is not None:
                left.add(before)
            for over, target in pairwise(places):
                if target is not None:
                    past = len(self._order) if over is None else over + 1
                    left.difference_update(range(target, past))
            before = places[-1]
            here = here if before is None else before
        return {place for place in range(here + 1, len(self._order)) if place not in left}

    def is_skipped(self, index: int) -> bool:
        return self._order[index] in self._skipped

    def wall_times(self) -> dict[str, tuple[datetime, datetime | None]]:
        """By uid: when the block was first entered and when it was last left."""
        times: dict[str, tuple[datetime, datetime | None]] = {}
        for visit in self.visits:
            entered_at = times[visit.uid][0] if visit.uid in times else visit.entered_at
            times[visit.uid] = (entered_at, visit.left_at)
        return times

    def item_at(self, run_ms: int) -> str:
        """The block that instant belongs to; "" before the start and while the run was ended."""
        place = self._visit_at(run_ms)
        closed = any(start <= run_ms < end for start, end in self._closed)
        over = self.phase is Phase.ENDED and run_ms >= self._ended_ms
        return "" if place < 0 or closed or over else self.visits[place].uid

    def _all_pauses(self) -> list[tuple[int, int]]:
        if self._paused_at is None:
            return self._pauses
        return [*self._pauses, (self._paused_at, self.run_ms)]

    def _pass(self, last: Moment | None, at: Moment) -> None:
        if last is not None and self.phase is not Phase.WAITING:
            self.run_ms += elapsed_ms(last, at)

    def _visit_at(self, run_ms: int) -> int:
        return bisect_right(self.visits, run_ms, key=lambda visit: visit.start_ms) - 1

    def _take(self, event: RunEvent) -> None:
        if event.kind is EventKind.STARTED:
            self._start(event)
        elif self.phase in GOING:
            self._go_on(event)
        elif event.kind is EventKind.REOPENED and self.phase is Phase.ENDED:
            self._reopen()

    def _start(self, event: RunEvent) -> None:
        if self.phase is Phase.WAITING:
            self.phase = Phase.RUNNING
            self._enter(event)

    def _go_on(self, event: RunEvent) -> None:
        match event.kind:
            case EventKind.PAUSED if self.phase is Phase.RUNNING:
                self.phase, self._paused_at = Phase.PAUSED, self.run_ms
            case EventKind.RESUMED if self.phase is Phase.PAUSED:
                self._end_pause()
                self.phase = Phase.RUNNING
            case EventKind.MOVED_ON if event.item_uid != self.visits[-1].uid:
                self.visits[-1].left_at = event.at.utc
                self._enter(event)
            case EventKind.WENT_BACK if event.item_uid:
                # All since the last move on is the detour, also when it went back in two steps.
                self._come_to(event.item_uid)
                self.visits[-1].uids.append(event.item_uid)
            case EventKind.BACKDATED:
                self._backdate(event)
            case EventKind.AWAY_ANSWERED:
                self._answer(event)
            case EventKind.ENDED:
                self._end_pause()
                self.phase, self._ended_ms = Phase.ENDED, self.run_ms
                self.visits[-1].left_at = self.ended_at = event.at.utc
            case _:
                self._adjust(event)

    def _adjust(self, event: RunEvent) -> None:
        """What is ahead changes, and the run goes on as it was."""
        match event.kind:
            case EventKind.EXTENDED:
                self.extensions.append((event.item_uid, event.seconds))
            case EventKind.SKIPPED:
                self._skipped.add(event.item_uid)
            case EventKind.RESTORED:
                self._skipped.discard(event.item_uid)
            case EventKind.STEPPED:
                self._step(event)
            case EventKind.END_MOVED:
                self.end_moved_s += event.seconds
            case _:
                pass

    def _end_pause(self) -> None:
        if self._paused_at is not None:
            self._pauses.append((self._paused_at, self.run_ms))
            self._paused_at = None

    def _step(self, event: RunEvent) -> None:
        given, was = len(self.extensions), self.steps.get(event.item_uid)
        before = given if was is None else was.before
        step = max(0, event.seconds)
        self.steps[event.item_uid] = StepMark(step, self.run_ms, before, given)

    def _come_to(self, uid: str) -> None:
        """The room turns to that block; what it was given before, all of its steps share."""
        self._skipped.discard(uid)
        given = len(self.extensions)
        self.steps.setdefault(uid, StepMark(0, None, given, given))

    def _enter(self, event: RunEvent) -> None:
        self._come_to(event.item_uid)
        self.visits.append(Visit([event.item_uid], event.at.utc, self.run_ms))

    def _backdate(self, event: RunEvent) -> None:
        """The block that runs began so long ago; what lay in between was no other block's."""
        seconds = max(0, event.seconds)
        start_ms = self.run_ms - seconds * 1000
        while len(self.visits) > 1 and self.visits[-2].start_ms >= start_ms:
            del self.visits[-2]
        visit = self.visits[-1]
        visit.start_ms = start_ms
        visit.entered_at = event.at.utc - timedelta(seconds=seconds)
        if len(self.visits) > 1:
            self.visits[-2].left_at = visit.entered_at

    def _answer(self, event: RunEvent) -> None:
        to_ms = min(event.to_ms, self.run_ms)
        if event.why == AwayAnswer.PAUSED and event.from_ms < to_ms:
            self._pauses.append((event.from_ms, to_ms))
        elif event.why in (AwayAnswer.MOVED_ON, AwayAnswer.IN_ITEM):
            self._move_on_late(event)

    def _move_on_late(self, event: RunEvent) -> None:
        """The visit of that time ends there, and another block has what was left of it."""
        start_ms = min(event.from_ms + event.seconds * 1000, self.run_ms)
        place = self._visit_at(start_ms)
        if place < 0 or self.visits[place].uid == event.item_uid:
            return
        at = event.at.utc - timedelta(milliseconds=self.run_ms - start_ms)
        before, after = self.visits[place], self.visits[place + 1 : place + 2]
        self._come_to(event.item_uid)
        if after and after[0].uids[0] == event.item_uid:  # moved on by hand since, only too late
            after[0].start_ms, after[0].entered_at = start_ms, at
        else:
            late = Visit([event.item_uid], at, start_ms, before.left_at)
            self.visits.insert(place + 1, late)
        before.left_at = at

    def _reopen(self) -> None:
        self._closed.append((self._ended_ms, self.run_ms))
        self._pauses.append((self._ended_ms, self.run_ms))
        self.phase = Phase.RUNNING
        self.visits[-1].left_at = self.ended_at = None


class _Paused:
    """Adds up pauses, which may lie over each other."""

    def __init__(self, pauses: Sequence[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(pauses):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._marks = [mark for pause in merged for mark in pause]
        spans = (later - earlier for earlier, later in pairwise(self._marks))
        self._sums = list(
            accumulate((0 if gap % 2 else span for gap, span in enumerate(spans)), initial=0)
        )

    def between(self, start: int, end: int) -> int:
        return self._until(end) - self._until(start)

    def _until(self, at: int) -> int:
        place = bisect_right(self._marks, at) - 1
        if place < 0:
            return 0
        return self._sums[place] + (0 if place % 2 else at - self._marks[place])


def item_at(events: Sequence[RunEvent], run_ms: int) -> str:
    """The uid of the block that instant of the run belongs to, or "".

    `run_ms` counts from `started` like `RunState.run_ms`, pauses included. A detour that was
    charged back belongs to the block it was charged to; from the end to a reopening no block has
    the time.
    """
    if not events:
        return ""
    fold = Fold([])
    fold.play(events, max(events, key=_sequence).at)
    return fold.item_at(run_ms)


def run_clock_ms(events: Sequence[RunEvent], at: Moment) -> int:
    """Milliseconds from `started` to that moment, which is none before the last event."""
    fold = Fold([])
    fold.play(events, at)
    return fold.run_ms


def started_at(events: Sequence[RunEvent]) -> datetime | None:
    """When the first block began (UTC), which may have been told later; None before the start."""
    fold = Fold([])
    if events:
        fold.play(events, max(events, key=_sequence).at)
    return fold.visits[0].entered_at if fold.visits else None


def _sequence(event: RunEvent) -> int:
    return event.sequence
