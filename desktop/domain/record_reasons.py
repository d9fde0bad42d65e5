"""Why a block took another time than planned: its part of the run's events, made few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from desktop.domain.kinds import AwayAnswer, EventKind

CATCH_UP = "catch_up"
"""Why events of a catch-up plan happened, as the run's events say it."""

ONE_WISH = timedelta(seconds=60)
"""Minutes given and taken within this time of each other are one wish."""

MOST = 3
"""A block that was made longer and shorter more often than this has the sum told, and how often."""


class ReasonKind(StrEnum):
    """What made a difference to a block."""

    ADDED = "added"
    RENAMED = "renamed"
    EDITED = "edited"
    EXTENDED = "extended"
    CAUGHT_UP = "caught_up"
    SKIPPED = "skipped"
    CUT = "cut"
    RESTORED = "restored"
    WENT_BACK = "went_back"
    BACKDATED = "backdated"
    AWAY = "away"
    BEGAN_AWAY = "began_away"
    NOT_REACHED = "not_reached"
    TAKEN_OUT = "taken_out"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event as it is told: `title` is the block concerned, or the one that ran then.

    `seconds` and `why` are those of the `RunEvent`; `from_at` to `to_at` is how long the laptop
    was away, and `moved_at` when the room was in another block by then. All instants UTC.
    """

    sequence: int
    kind: EventKind
    at: datetime
    uid: str
    title: str
    seconds: int = 0
    why: str = ""
    from_at: datetime | None = None
    to_at: datetime | None = None
    left_uid: str = ""

    @property
    def moved_at(self) -> datetime | None:
        return None if self.from_at is None else self.from_at + timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Reason:
    """One of them. `at` to `until` are UTC, `seconds` are signed.

    `text` is the answer to an absence, or what the block was called before; `times` is how often
    its length was changed.
    """

    kind: ReasonKind
    at: datetime | None = None
    until: datetime | None = None
    seconds: int = 0
    text: str = ""
    times: int = 1


def block_reasons(
    uid: str,
    timeline: Sequence[TimelineEntry],
    *,
    was_called: str = "",
    edited_s: int = 0,
    before: Sequence[ReasonKind] = (),
    after: Sequence[ReasonKind] = (),
) -> tuple[Reason, ...]:
    """The reasons of the block with that uid in the order in which they came about.

    `edited_s` is how its planned length was changed by hand since the start; `before` and `after`
    are what has no time of its own.
    """
    found = [Reason(kind) for kind in before]
    if was_called:
        found.append(Reason(ReasonKind.RENAMED, text=was_called))
    if edited_s:
        found.append(Reason(ReasonKind.EDITED, seconds=edited_s))
    timed = (_reason(uid, entry) for entry in timeline)
    found += _few([reason for reason in timed if reason is not None])
    return (*found, *(Reason(kind) for kind in after))


def _reason(uid: str, entry: TimelineEntry) -> Reason | None:
    """What an event means for that block; None where it changed nothing about it."""
    if entry.kind is EventKind.AWAY_ANSWERED:
        return _away(uid, entry)
    if entry.uid != uid:
        return None
    planned = entry.why == CATCH_UP
    kind = {
        EventKind.EXTENDED: ReasonKind.CAUGHT_UP if planned else ReasonKind.EXTENDED,
        EventKind.SKIPPED: ReasonKind.CUT if planned else ReasonKind.SKIPPED,
        EventKind.RESTORED: ReasonKind.RESTORED,
        EventKind.WENT_BACK: ReasonKind.WENT_BACK,
        EventKind.BACKDATED: ReasonKind.BACKDATED,
    }.get(entry.kind)
    return None if kind is None else Reason(kind, entry.at, seconds=entry.seconds)


def _away(uid: str, entry: TimelineEntry) -> Reason | None:
    if entry.left_uid == uid:
        return Reason(ReasonKind.AWAY, entry.from_at, entry.to_at, entry.seconds, entry.why)
    moved = entry.why in (AwayAnswer.MOVED_ON, AwayAnswer.IN_ITEM)
    return Reason(ReasonKind.BEGAN_AWAY, entry.moved_at) if moved and entry.uid == uid else None


def _few(reasons: Sequence[Reason]) -> list[Reason]:
    """Key after key for one more minute is one reason, and many of those are one sum."""
    found: list[Reason] = []
    for reason in reasons:
        last = found[-1] if found else None
        if last is not None and _are_one_wish(last, reason):
            found[-1] = _sum(last, reason)
        else:
            found.append(reason)
    # Given and taken back at once is nothing.
    found = [one for one in found if one.kind is not ReasonKind.EXTENDED or one.seconds]
    steps = [one for one in found if one.kind is ReasonKind.EXTENDED]
    if len(steps) <= MOST:
        return [replace(one, times=1, until=None) if one in steps else one for one in found]
    whole = steps[0]
    for step in steps[1:]:
        whole = _sum(whole, step)
    place = found.index(steps[0])
    rest = [one for one in found if one.kind is not ReasonKind.EXTENDED]
    return [*rest[:place], whole, *rest[place:]]


def _are_one_wish(one: Reason, other: Reason) -> bool:
    if one.kind is not ReasonKind.EXTENDED or other.kind is not ReasonKind.EXTENDED:
        return False
    last = one.until or one.at
    return last is not None and other.at is not None and other.at - last <= ONE_WISH


def _sum(one: Reason, other: Reason) -> Reason:
    until = other.until or other.at
    times = one.times + other.times
    return replace(one, seconds=one.seconds + other.seconds, times=times, until=until)
