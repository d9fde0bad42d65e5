"""When each block of an agenda begins and ends, and what a new block is given by default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.rows import AgendaRow, WorkshopRow

LONGEST_S = 12 * 60 * 60
"""No block and no typed length of time is longer than this, in seconds."""

LAST_CUT = 99
"""The highest number in a cut order."""

LATE_START = timedelta(hours=3)
"""A workshop that should have started longer ago was not held, or is being looked back on."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The planned time of one block, both ends aware UTC.

    A block with a fixed start has `gap_s` free seconds before it, or starts `clash_s` seconds
    too late because the ones before it take too long.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    gap_s: int = 0
    clash_s: int = 0


def schedule(
    rows: Sequence[AgendaRow], start: datetime, fixed: Mapping[str, datetime] | None = None
) -> tuple[Slot, ...]:
    """One slot per block, each beginning where the one before ends, or at its fixed start.

    The sums are made in UTC, so a block keeps its length across a change of the clocks. `fixed`
    are instants by uid, see `fixed_starts`.
    """
    slots: list[Slot] = []
    at = start.astimezone(UTC)
    for row in rows:
        due = (fixed or {}).get(row.uid, at)
        off_s = round((due - at).total_seconds())
        at = max(at, due)
        end = at + timedelta(seconds=row.planned_s)
        slots.append(Slot(row.uid, at, end, max(0, off_s), max(0, -off_s)))
        at = end
    return tuple(slots)


def bounds(
    rows: Sequence[AgendaRow], start: datetime, fixed: Mapping[str, datetime] | None = None
) -> tuple[datetime, datetime]:
    """The earliest and the latest end: every block at its minimum, and at its maximum."""
    ends = [start.astimezone(UTC)] * 2
    for row in rows:
        least, most = min(row.minimum_s, row.planned_s), max(row.maximum_s, row.planned_s)
        for i, seconds in enumerate((least, most)):
            ends[i] = max(ends[i], (fixed or {}).get(row.uid, ends[i])) + timedelta(seconds=seconds)
    return ends[0], ends[1]


def fixed_starts(workshop: WorkshopRow, rows: Sequence[AgendaRow]) -> dict[str, datetime]:
    """The UTC instants of the blocks with a fixed start, by uid.

    A time of day before the workshop's start is meant for the day after when the workshop goes on
    into it. Else the workshop was moved behind it: then it is late, which the plan shows.
    """
    found: dict[str, datetime] = {}
    is_overnight = workshop.end < workshop.start
    for row in rows:
        if row.fixed_start is not None:
            is_next = is_overnight and row.fixed_start < workshop.start
            day = workshop.day + timedelta(days=1) if is_next else workshop.day
            found[row.uid] = local_start(day, row.fixed_start, workshop.zone)
    return found


def zone_named(zone: str) -> ZoneInfo:
    """The time zone of that IANA name; UserError when there is none."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:  # OSError: the name of a folder of zones
        raise UserError(
            tr("“{zone}” is not a time zone.").format(zone=zone),
            tr("Choose one from the list, such as Europe/Berlin."),
        ) from error


def local_start(day: date, start: time, zone: str) -> datetime:
    """The UTC instant of that wall-clock time.

    A time the spring change skips moves forward by the hour that is missing; of a time that the
    autumn change repeats, the first is meant. `fold=0` does both.
    """
    local = datetime.combine(day, start.replace(tzinfo=None, fold=0), zone_named(zone))
    try:
        return local.astimezone(UTC)
    except OverflowError as error:
        raise _out_of_range() from error


def planned_end(day: date, start: time, end: time, zone: str) -> datetime:
    """The UTC instant a workshop should end; `end` before `start` is on the next day."""
    begins = local_start(day, start, zone)
    if end.replace(tzinfo=None) < start.replace(tzinfo=None):
        try:
            day += timedelta(days=1)
        except OverflowError as error:
            raise _out_of_range() from error
    # A start inside the skipped hour can move past an end just behind that hour.
    return max(begins, local_start(day, end, zone))


def category_for(kind: ItemKind, title: str) -> Category:
    """What a new block is about: mostly by its kind, for group work by its title.

    The word that comes first in the title decides: "Key results for one objective" is about
    key results.
    """
    fixed = _BY_KIND.get(kind)
    if fixed is not None:
        return fixed
    found = _WORDS.search(title)
    return Category(found.lastgroup) if found and found.lastgroup else Category.OBJECTIVE


def default_minimum(planned_s: int, protected: bool) -> int:
    """Seconds: all of a protected block, else half, rounded up to whole minutes."""
    if protected:
        return planned_s
    return min(planned_s, -(-planned_s // 120) * 60)


def default_maximum(planned_s: int) -> int:
    """Seconds: one and a half times the plan, within the longest a block may be."""
    return max(planned_s, min(LONGEST_S, -(-planned_s * 3 // 2)))


def valid_minimum(seconds: int, planned_s: int, *, protected: bool = False) -> int:
    """The minimum itself, in seconds. Raises UserError when the block could not have it."""
    if not 0 <= seconds <= planned_s:
        raise UserError(
            tr("The minimum can't be longer than the block itself."), tr("The old one stays.")
        )
    if protected and seconds != planned_s:
        raise UserError(
            tr("A protected block keeps its full length."), tr("Take the protection off first.")
        )
    return seconds


def valid_maximum(seconds: int, planned_s: int) -> int:
    """The maximum itself, in seconds. Raises UserError when the block could not have it."""
    if not planned_s <= seconds <= LONGEST_S:
        raise UserError(
            tr("The maximum can't be shorter than the block itself."), tr("The old one stays.")
        )
    return seconds


def valid_cut_order(order: int | None, *, protected: bool = False) -> int | None:
    """The cut order itself, None for never. Raises UserError when the block could not have it."""
    if order is not None and not 1 <= order <= LAST_CUT:
        raise UserError(
            tr("The cut order is a number from 1 to {n}.").format(n=LAST_CUT),
            tr("Leave it empty for a block that is never cut."),
        )
    if order is not None and protected:
        raise UserError(tr("A protected block is never cut."), tr("Take the protection off first."))
    return order


def valid_fixed_start(at: time | None, start: time, end: time) -> time | None:
    """A block's fixed start itself, None for none; `start` and `end` are the workshop's.

    Raises UserError for a time before the start, which would mean the day after, unless the
    workshop goes on into it.
    """
    if at is not None and at < start <= end:
        raise UserError(
            tr("{time} is before the workshop starts.").format(time=f"{at:%H:%M}"),
            tr("It starts at {start}.").format(start=f"{start:%H:%M}"),
        )
    return at


def _out_of_range() -> UserError:
    return UserError(
        tr("That date is out of range."), tr("Use a year that has four digits, such as 2026.")
    )


_BY_KIND = {
    ItemKind.WELCOME: Category.FRAME,
    ItemKind.CLOSE: Category.FRAME,
    ItemKind.TALK: Category.CONTEXT,
    ItemKind.BREAK: Category.BREAK,
    ItemKind.CHECK_IN: Category.KEY_RESULT,
    ItemKind.DISCUSSION: Category.FEEDBACK,
}

# Beginnings of words, so that plurals count and "permission" does not.
_WORDS = re.compile(
    r"\b(?:(?P<mission>mission)|(?P<objective>objective)"
    r"|(?P<key_result>key[ -]?result|measur|metric|krs?\b)"
    r"|(?P<feedback>peer|feedback|risk|review))",
    re.IGNORECASE,
)
