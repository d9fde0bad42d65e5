"""What the room may have done while the laptop was away, and what each answer leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from desktop.domain.agenda import zone_named
from desktop.domain.clock import Moment, elapsed_ms
from desktop.domain.kinds import AwayAnswer, EventKind
from desktop.domain.rows import AgendaRow
from desktop.domain.run import ItemPhase, RunEvent, RunState, run_clock_ms, run_state

AWAY_MS = 60_000
"""A gap longer than this is asked about; a shorter one is a stall."""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence: the app was last alive at `since`, and alive again at `until`.

    `crashed` tells a crash or a reboot from a sleeping laptop.
    """

    since: Moment
    until: Moment
    crashed: bool = False

    @property
    def ms(self) -> int:
        return elapsed_ms(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer and what the run would be after it.

    `title` is the block that would run and `remaining_ms` what it would have left; `ends_at` is
    the projected end (UTC). `item_uid` and `moved_at` are proposals, which can be chosen anew.
    """

    answer: AwayAnswer
    title: str
    remaining_ms: int
    ends_at: datetime | None
    item_uid: str = ""
    moved_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """All that the fold of a run takes: see `domain.run.run_state`."""

    agenda: Sequence[AgendaRow]
    events: Sequence[RunEvent]
    planned_end: datetime | None
    fixed: Mapping[str, datetime]

    def at(self, now: Moment, *more: RunEvent) -> RunState:
        return run_state(self.agenda, (*self.events, *more), now, self.planned_end, self.fixed)


def on_clock(events: Sequence[RunEvent], away: Away) -> tuple[int, int]:
    """The absence on the clock of the run, in milliseconds; what happened later doesn't count."""
    before = [event for event in events if elapsed_ms(event.at, away.since) > 0]
    from_ms = run_clock_ms(before or events[:1], away.since)
    return from_ms, from_ms + away.ms


def is_answered(events: Sequence[RunEvent], away: Away) -> bool:
    """Whether the facilitator has said what happened; an undo takes that back."""
    span = on_clock(events, away)
    return any(
        event.kind is EventKind.AWAY_ANSWERED and (event.from_ms, event.to_ms) == span
        for event in events
    )


def answer_event(
    events: Sequence[RunEvent],
    away: Away,
    answer: AwayAnswer,
    now: Moment,
    item_uid: str = "",
    moved_at: Moment | None = None,
) -> RunEvent:
    """The event that an answer adds; `moved_at` lies within the absence or after it."""
    from_ms, to_ms = on_clock(events, away)
    seconds = 0
    if answer in (AwayAnswer.MOVED_ON, AwayAnswer.IN_ITEM):
        seconds = elapsed_ms(away.since, moved_at or away.since) // 1000
    number = max((event.sequence for event in events), default=0) + 1
    return RunEvent(
        number,
        EventKind.AWAY_ANSWERED,
        now,
        item_uid,
        seconds,
        why=answer,
        from_ms=from_ms,
        to_ms=to_ms,
    )


def options(run: Run, away: Away, now: Moment) -> tuple[Option, ...]:
    """The answers that make sense, in the order of `AwayAnswer`, each with its result.

    The proposal for "we moved on" is the next block from when the current one's time was up, the
    one for "in another block" the block the plan would have come to by now.
    """
    made = [
        _option(run, away, now, answer) for answer in (AwayAnswer.KEPT_GOING, AwayAnswer.PAUSED)
    ]
    walk = _walk(run, away, now)
    if walk:
        made.append(_option(run, away, now, AwayAnswer.MOVED_ON, *walk[0]))
        made.append(_option(run, away, now, AwayAnswer.IN_ITEM, *walk[-1]))
    return tuple(made)


def option_at(
    run: Run, away: Away, now: Moment, answer: AwayAnswer, item_uid: str, moved_at: Moment
) -> Option:
    """The same for another block and time than the proposed ones."""
    return _option(run, away, now, answer, item_uid, moved_at)


def moment_in(away: Away, at: datetime) -> Moment:
    """That instant (aware) as a moment within the absence, or at its nearer end."""
    ahead = (at - away.since.utc) // timedelta(milliseconds=1)
    return _after(away.since, min(max(0, ahead), away.ms))


def moment_at(away: Away, at: time, zone: str) -> Moment | None:
    """That time of day within the absence, where the workshop takes place; None if there is none.

    A minute counts when a part of it does: who left at 12:05:40 says 12:05.
    """
    place = zone_named(zone)
    ends = away.since.utc + timedelta(milliseconds=away.ms)
    day = away.since.utc.astimezone(place).date()
    while day <= ends.astimezone(place).date():
        for fold in (0, 1):  # an hour that the clock shows twice
            found = datetime.combine(day, at, place).replace(fold=fold).astimezone(UTC)
            is_real = found.astimezone(place).time() == at
            if is_real and away.since.utc - timedelta(minutes=1) < found <= ends:
                return moment_in(away, found)
        day += timedelta(days=1)
    return None


def _option(
    run: Run,
    away: Away,
    now: Moment,
    answer: AwayAnswer,
    item_uid: str = "",
    moved_at: Moment | None = None,
) -> Option:
    state = run.at(now, answer_event(run.events, away, answer, now, item_uid, moved_at))
    title = "" if state.current is None else run.agenda[state.current].title
    return Option(answer, title, state.remaining_ms, state.ends_at, item_uid, moved_at)


def _walk(run: Run, away: Away, now: Moment) -> list[tuple[str, Moment]]:
    """The blocks ahead that the plan would have come to by now, each with when; at least one."""
    then = run.at(away.since)
    until_ms = elapsed_ms(away.since, now)
    at_ms = max(0, then.remaining_ms)
    found: list[tuple[str, Moment]] = []
    for item in run.at(now).items:
        if item.phase is not ItemPhase.AHEAD:
            continue
        if found and at_ms > until_ms:
            break
        found.append((item.uid, _after(away.since, min(at_ms, away.ms))))
        at_ms += max(0, item.total_ms - item.spent_ms)
    return found


def _after(moment: Moment, ms: int) -> Moment:
    return Moment(moment.utc + timedelta(milliseconds=ms), moment.boot_ms + ms, moment.boot_id)
