"""When a cue is heard: five minutes and one minute before the end, at the end, and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.domain.rows import AgendaRow
from desktop.domain.run import Phase, RunState
from desktop.domain.run_steps import step_run

FRESH_MS = 10_000
"""What passed longer ago, while the laptop slept or another workshop was open, is no news."""

_MINUTE_MS = 60_000
_Key = tuple[str, int]  # uid of the block, and its step or _BLOCK
_BLOCK = -1


class Cue(StrEnum):
    """What is told by a sound."""

    FIVE_MINUTES = "five_minutes"
    ONE_MINUTE = "one_minute"
    TIME_UP = "time_up"
    STILL_OVER = "still_over"
    STEP_UP = "step_up"


_AHEAD = {5 * _MINUTE_MS: Cue.FIVE_MINUTES, _MINUTE_MS: Cue.ONE_MINUTE, 0: Cue.TIME_UP}


@dataclass(frozen=True, slots=True)
class Mark:
    """What was left of a block or step at the last look, what it had had, and what rang for it.

    Milliseconds; `rung` holds what was left when each cue was due.
    """

    left_ms: int
    spent_ms: int
    rung: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """The run at one look. `run_ms` is its clock, pauses included; `step` is None without steps.

    `quiet` says that nobody knows yet what the room did while the laptop was away.
    """

    run_ms: int
    uid: str
    block: Mark
    step: int | None = None
    step_mark: Mark | None = None
    paused: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What earlier looks have left: `due` are cues that wait for the one before to be heard.

    `over_ms` is when, on the clock of the run, the last one while over was due.
    """

    run_ms: int | None = None
    uid: str = ""
    marks: Mapping[_Key, Mark] = field(default_factory=dict[_Key, Mark])
    due: tuple[Cue, ...] = ()
    over_ms: int | None = None


def look_at(row: AgendaRow, state: RunState, *, quiet: bool = False) -> Look:
    """A look at the block that runs, `row`."""
    assert state.current is not None
    item, step = state.items[state.current], step_run(row, state)
    return Look(
        run_ms=state.run_ms,
        uid=row.uid,
        block=Mark(state.remaining_ms, item.spent_ms),
        step=None if step is None else step.index,
        step_mark=None if step is None else Mark(step.remaining_ms, state.step_spent_ms),
        paused=state.phase is Phase.PAUSED,
        quiet=quiet,
    )


def next_cue(heard: Heard, look: Look) -> tuple[Heard, Cue | None]:
    """The cue to be heard now, if any, and what the next look has to know.

    Looks may come late: a cue is due when its moment lies between two looks, so it is heard once
    and never twice. When time is given above a moment and passes again, so does its cue; a minute
    given and taken by hand brings none a second time. A pause keeps what it finds. A look that
    comes more than `FRESH_MS` after the one before it tells no news.
    """
    since = None if heard.run_ms is None else look.run_ms - heard.run_ms
    is_news = since is not None and 0 <= since <= FRESH_MS and not look.quiet
    due = heard.due if look.uid == heard.uid else ()
    heard = replace(heard, run_ms=look.run_ms, uid=look.uid, due=due)
    if look.paused:
        return heard, None
    marks, over_ms = dict(heard.marks), heard.over_ms
    found: list[Cue] = []
    block = (look.uid, _BLOCK)
    before = marks.get(block)
    marks[block] = _kept(before, look.block)
    passed = [] if before is None else list(_passed(before, look.block))
    for moment in passed if is_news else ():
        at_ms = look.run_ms - (moment - look.block.left_ms)
        if moment < 0 and over_ms is not None and 0 <= at_ms - over_ms < _MINUTE_MS:
            continue
        over_ms = at_ms if moment <= 0 else over_ms
        found.append(_AHEAD.get(moment, Cue.STILL_OVER))
        marks[block] = _rung(marks[block], moment)
    if look.step is not None and look.step_mark is not None:
        key = (look.uid, look.step)
        before, now = marks.get(key), look.step_mark
        marks[key] = _kept(before, now)
        is_up = before is not None and _passes(before, now, 0)
        if is_up and is_news:
            marks[key] = _rung(marks[key], 0)
            if Cue.TIME_UP not in found or now.left_ms != look.block.left_ms:
                found.append(Cue.STEP_UP)
    due = (*due, *found) if is_news else ()
    return replace(heard, marks=marks, over_ms=over_ms, due=due[1:]), due[0] if due else None


def _passed(before: Mark, now: Mark) -> Iterator[int]:
    """The moments of a block, by what is left then, that lie between two looks."""
    yield from (moment for moment in _AHEAD if _passes(before, now, moment))
    minutes_over = -now.left_ms // _MINUTE_MS
    if minutes_over > 0:
        moment = -minutes_over * _MINUTE_MS
        if _passes_by_time(before, now, moment):
            yield moment


def _passes(before: Mark, now: Mark, moment: int) -> bool:
    by_hand = before.left_ms > moment and moment not in before.rung
    is_over = now.left_ms <= moment <= now.left_ms + FRESH_MS
    return is_over and (by_hand or _passes_by_time(before, now, moment))


def _passes_by_time(before: Mark, now: Mark, moment: int) -> bool:
    """Whatever was given or taken meanwhile: only the time that was spent counts."""
    spent_ms = now.spent_ms - before.spent_ms
    is_fresh = moment - now.left_ms <= FRESH_MS
    return is_fresh and now.left_ms <= moment < now.left_ms + spent_ms


def _kept(before: Mark | None, now: Mark) -> Mark:
    return now if before is None else replace(now, rung=before.rung)


def _rung(mark: Mark, moment: int) -> Mark:
    return replace(mark, rung=mark.rung | {moment})
