"""What happened in a run, block by block, from the events alone: no later edit can change it.

While a run goes on, titles and lengths are those of the agenda. Its `ended` event keeps what each
block had come to, and from then on everything here comes from the events.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from typing_extensions import override

from desktop.domain.clock import Moment
from desktop.domain.kinds import AwayAnswer, EventKind
from desktop.domain.record_reasons import Reason, ReasonKind, TimelineEntry, block_reasons
from desktop.domain.rows import AgendaRow
from desktop.domain.run_fold import GOING, BaselineItem, Fold, Phase, RunEvent


class PauseKind(StrEnum):
    """Why time is no block's."""

    PAUSED = "paused"
    AWAY = "away"  # the laptop was, and the facilitator says that the room paused
    CLOSED = "closed"  # from the end of the run to its reopening


class ChangeKind(StrEnum):
    """What somebody did to the agenda after the run had ended."""

    RENAMED = "renamed"
    LENGTH = "length"
    REMOVED = "removed"
    ADDED = "added"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class PauseSpan:
    """A pause from `starts_at` to `ends_at` (UTC), which is None while it goes on."""

    kind: PauseKind
    starts_at: datetime
    ends_at: datetime | None
    seconds: int


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """One block. `planned_s` is what the run began with, None when it was added later.

    `adjusted_s` is what it came to with all that was given and taken, 0 when it was left out.
    `actual_s` is None when the run never was in it; it was there first at `starts_at` and left it
    last at `ends_at` (UTC), None while it goes on. `paused_s` is not part of `actual_s`.
    """

    uid: str
    title: str
    planned_s: int | None
    adjusted_s: int
    actual_s: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    paused_s: int = 0
    pauses: tuple[PauseSpan, ...] = ()
    skipped: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaChange:
    """A difference between the end of the run and the agenda now.

    `title` is the block as it was then, `now` its new name; `before_s` and `after_s` are the
    planned seconds.
    """

    kind: ChangeKind
    title: str = ""
    now: str = ""
    before_s: int = 0
    after_s: int = 0


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The whole run. `elapsed_s` = the blocks' `actual_s` + `paused_s` + `idle_s`, exactly.

    The instants between which time is counted are rounded to seconds from the start, so every
    span fits to its neighbours. `end_moved_s` is how much later the room agreed to end.
    """

    phase: Phase
    blocks: tuple[BlockRecord, ...]
    elapsed_s: int = 0
    paused_s: int = 0
    idle_s: int = 0
    pauses: tuple[PauseSpan, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    end_moved_s: int = 0
    timeline: tuple[TimelineEntry, ...] = ()


def run_record(
    events: Sequence[RunEvent], rows: Sequence[AgendaRow], shown: Collection[str], now: Moment
) -> RunRecord:
    """What happened until `now`.

    `rows` are all blocks in the order of the agenda with those taken out of it, `shown` the uids
    of those that are still in it.
    """
    play = _Playback([row.uid for row in rows], events, now)
    entries = _entries(play, rows, shown)
    known = {entry.uid: entry.title for entry in entries}
    tally = _Tally(play)
    timeline = tuple(play.told(known))
    blocks = tuple(_block(entry, play, tally, timeline) for entry in entries)
    actual = sum(block.actual_s or 0 for block in blocks)
    return RunRecord(
        phase=play.phase,
        blocks=blocks,
        elapsed_s=tally.elapsed_s,
        paused_s=tally.paused_s,
        idle_s=tally.elapsed_s - tally.paused_s - actual,
        pauses=tally.pauses,
        started_at=play.visits[0].entered_at if play.visits else None,
        ended_at=play.ended_at,
        end_moved_s=play.end_moved_s,
        timeline=timeline,
    )


def changes_since(
    events: Sequence[RunEvent], agenda: Sequence[AgendaRow]
) -> tuple[AgendaChange, ...]:
    """What was changed in the agenda since the run ended.

    `agenda` is without what was taken out of it. Empty while the run goes on, and for a run
    whose end kept no record of the blocks.
    """
    if not events:
        return ()
    play = _Playback([], events, max(events, key=lambda event: event.sequence).at)
    then = {entry.uid: entry for entry in play.came_to}
    if not then:
        return ()
    now = {row.uid: row for row in agenda}
    found: list[AgendaChange] = []
    for uid, entry in then.items():
        row = now.get(uid)
        if row is None:
            if entry.seconds:  # 0: it had been taken out before the end
                found.append(AgendaChange(ChangeKind.REMOVED, entry.title))
            continue
        if row.title != entry.title:
            found.append(AgendaChange(ChangeKind.RENAMED, entry.title, row.title))
        length = play.total(uid, row.planned_s)
        if length != entry.seconds:
            was_s = row.planned_s - length + entry.seconds  # the plan, as a person would edit it
            change = ChangeKind.LENGTH
            found.append(AgendaChange(change, entry.title, "", was_s, row.planned_s))
    found += (AgendaChange(ChangeKind.ADDED, row.title) for row in agenda if row.uid not in then)
    if [uid for uid in then if uid in now] != [uid for uid in now if uid in then]:
        found.append(AgendaChange(ChangeKind.ORDER))
    return tuple(found)


class _Playback(Fold):
    """The fold, which also keeps what a record needs beside the time."""

    def __init__(self, order: Sequence[str], events: Sequence[RunEvent], now: Moment) -> None:
        super().__init__(order)
        self.planned: Mapping[str, BaselineItem] = {}
        self.came_to: tuple[BaselineItem, ...] = ()
        self._marks: list[tuple[int, datetime]] = []
        self._told: list[tuple[RunEvent, str]] = []
        self._away: set[int] = set()
        self.play(events, now)
        self.visited = {visit.uid for visit in self.visits}

    @override
    def _take(self, event: RunEvent) -> None:
        was, block = self.phase, self.visits[-1].uid if self.visits else ""
        super()._take(event)
        begins = was is Phase.WAITING and self.phase is not was
        if begins:
            self.planned = {entry.uid: entry for entry in event.baseline}
        if self.phase is Phase.ENDED and was in GOING:
            self.came_to = event.baseline
        elif was is Phase.ENDED and self.phase in GOING:
            self.came_to = ()
        if was in GOING or self.phase in GOING:
            self._marks.append((self.run_ms, event.at.utc))
            self._told.append((event, block))
        if event.kind is EventKind.AWAY_ANSWERED and event.why == AwayAnswer.PAUSED:
            self._away.add(event.from_ms)

    def wall(self, run_ms: int) -> datetime:
        """The instant (UTC) at which the clock of the run showed that."""
        place = bisect_right(self._marks, run_ms, key=lambda mark: mark[0]) - 1
        at_ms, utc = self._marks[max(0, place)]
        return utc + timedelta(milliseconds=run_ms - at_ms)

    def total(self, uid: str, planned_s: int) -> int:
        """What a block of that plan may take, in seconds; never below 0 at any step."""
        for extended, seconds in self.extensions:
            if extended == uid:
                planned_s = max(0, planned_s + seconds)
        return planned_s

    def skipped(self, uid: str) -> bool:
        return uid in self._skipped

    def told(self, titles: Mapping[str, str]) -> Iterable[TimelineEntry]:
        """The events as the finished fold sees them."""
        for event, block in self._told:
            is_answer = event.kind is EventKind.AWAY_ANSWERED
            left = self.item_at(event.from_ms) if is_answer else ""
            uid = event.item_uid or left or block
            yield TimelineEntry(
                sequence=event.sequence,
                kind=event.kind,
                at=event.at.utc,
                uid=uid,
                title=titles.get(uid, ""),
                seconds=event.seconds,
                why=event.why,
                from_at=self.wall(event.from_ms) if is_answer else None,
                to_at=self.wall(event.to_ms) if is_answer else None,
                left_uid=left,
            )

    def spans(self) -> list[tuple[int, int, PauseKind]]:
        """The pauses, one after the other, within the run."""
        closed = {start for start, _ in self._closed}
        merged: list[tuple[int, int, PauseKind]] = []
        first, last = self.visits[0].start_ms if self.visits else 0, self.now_ms
        for since, until in sorted(self._all_pauses()):
            kind = PauseKind.AWAY if since in self._away else PauseKind.PAUSED
            kind = PauseKind.CLOSED if since in closed else kind
            start, end = max(first, since), min(last, until)
            if merged and start <= merged[-1][1]:
                begun, ended, why = merged[-1]
                merged[-1] = (begun, max(ended, end), why)
            elif start < end:
                merged.append((start, end, kind))
        return merged


class _Tally:
    """Whose every second was, counted between instants that are rounded from the start on."""

    def __init__(self, play: _Playback) -> None:
        self._play = play
        self._start = play.visits[0].start_ms if play.visits else 0
        self.elapsed_s = self._second(play.now_ms) if play.visits else 0
        self._spans = play.spans()
        self.pauses = tuple(self._span(*span) for span in self._spans)
        self.paused_s = sum(pause.seconds for pause in self.pauses)
        self.spent: dict[str, int] = {}
        self.within: dict[str, list[PauseSpan]] = {}
        ends = [*(visit.start_ms for visit in play.visits[1:]), play.now_ms]
        for visit, end in zip(play.visits, ends, strict=False):
            self._count(visit.uid, visit.start_ms, end)

    def _count(self, uid: str, start: int, end: int) -> None:
        within = [
            self._span(max(start, since), min(end, until), kind)
            for since, until, kind in self._spans
            if since < end and until > start
        ]
        spent = self._second(end) - self._second(start) - sum(pause.seconds for pause in within)
        self.spent[uid] = self.spent.get(uid, 0) + spent
        self.within.setdefault(uid, []).extend(within)

    def _span(self, start: int, end: int, kind: PauseKind) -> PauseSpan:
        goes_on = self._play.phase is Phase.PAUSED and end == self._play.now_ms
        ends_at = None if goes_on else self._play.wall(end)
        seconds = self._second(end) - self._second(start)
        return PauseSpan(kind, self._play.wall(start), ends_at, seconds)

    def _second(self, run_ms: int) -> int:
        return (run_ms - self._start + 500) // 1000


@dataclass(frozen=True, slots=True)
class _Entry:
    """A block the record tells of; `own_s` is its plan where the start has kept none."""

    uid: str
    title: str
    seconds: int
    own_s: int = 0
    taken_out: bool = False


def _entries(
    play: _Playback, rows: Sequence[AgendaRow], shown: Collection[str]
) -> tuple[_Entry, ...]:
    if play.came_to:
        changed = {uid for uid, _ in play.extensions}
        found = [
            _Entry(
                *(one.uid, one.title, one.seconds, one.seconds),
                taken_out=not one.seconds and one.uid not in changed,
            )
            for one in play.came_to
        ]
    else:
        found = [
            _Entry(
                *(row.uid, row.title, play.total(row.uid, row.planned_s), row.planned_s),
                taken_out=row.uid not in shown,
            )
            for row in rows
            if row.uid in shown or row.uid in play.visited
        ]
    places = {entry.uid: place for place, entry in enumerate(found)}
    before = -1
    gone: dict[int, list[_Entry]] = {}
    for uid, entry in play.planned.items():
        if uid in places:
            before = places[uid]
        else:
            gone.setdefault(before, []).append(_Entry(uid, entry.title, 0, taken_out=True))
    merged = gone.get(-1, [])
    for place, entry in enumerate(found):
        merged += [entry, *gone.get(place, [])]
    return tuple(merged)


def _block(
    entry: _Entry, play: _Playback, tally: _Tally, timeline: Sequence[TimelineEntry]
) -> BlockRecord:
    uid = entry.uid
    was_run, skipped = uid in play.visited, play.skipped(uid)
    plan = play.planned.get(uid)
    if plan is None and not play.planned:  # not begun, or told by events that kept no plan
        plan = BaselineItem(uid, entry.title, entry.own_s)
    left_out = entry.taken_out or (skipped and not was_run)
    missed = play.phase is Phase.ENDED and not (was_run or skipped or entry.taken_out)
    starts_at, ends_at = play.wall_times().get(uid, (None, None))
    pauses = tuple(tally.within.get(uid, ()))
    reasons = block_reasons(
        uid,
        timeline,
        was_called=plan.title if plan and plan.title != entry.title else "",
        edited_s=0 if plan is None or left_out else entry.seconds - play.total(uid, plan.seconds),
        before=[ReasonKind.ADDED] if plan is None else (),
        after=[
            *([ReasonKind.NOT_REACHED] if missed else ()),
            *([ReasonKind.TAKEN_OUT] if entry.taken_out else ()),
        ],
    )
    return BlockRecord(
        uid=uid,
        title=entry.title,
        planned_s=None if plan is None else plan.seconds,
        adjusted_s=0 if left_out else entry.seconds,
        actual_s=tally.spent.get(uid, 0) if was_run else None,
        starts_at=starts_at,
        ends_at=ends_at,
        paused_s=sum(pause.seconds for pause in pauses),
        pauses=pauses,
        skipped=skipped,
        reasons=reasons,
    )
