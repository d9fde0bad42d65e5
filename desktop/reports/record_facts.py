"""What a report says of the run in words: why blocks took as long as they did, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop.domain.i18n import tr
from desktop.domain.kinds import EventKind
from desktop.domain.record_reasons import ONE_WISH, TimelineEntry
from desktop.domain.record_words import (
    ClockText,
    changes_sentence,
    event_words,
    pause_words,
    signed_minutes,
    why_words,
)
from desktop.domain.report import ReportData, ReportItem
from desktop.reports.wording import clock, exact, zone_of


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of the appendix; `block` may be empty."""

    time: str
    what: str
    block: str


def wall_clock(data: ReportData) -> ClockText:
    """Return how an instant (UTC) is written in this report: local, 12 or 24 hours."""
    zone = zone_of(data.zone, data.made_at)

    def show(at: datetime) -> str:
        return clock(at.astimezone(zone), data.notation)

    return show


def why(data: ReportData, item: ReportItem) -> str:
    """Return what made a block longer or shorter, and its pauses; "" for nothing."""
    return why_words(item.reasons, item.pauses, wall_clock(data))


def pauses(data: ReportData) -> str:
    """Return every pause with from, to and length."""
    show = wall_clock(data)
    return " · ".join(f"{pause_words(one, show)} ({exact(one.seconds)})" for one in data.pauses)


def run_notes(data: ReportData) -> list[str]:
    """Return what is to be said below the minutes: the end agreed on, and later changes."""
    notes: list[str] = []
    if data.end_moved_s and data.planned_end is not None:
        end = clock(data.planned_end + timedelta(seconds=data.end_moved_s), data.notation)
        text = tr("The room agreed on another end: {time} ({minutes} min).")
        notes.append(text.format(time=end, minutes=signed_minutes(data.end_moved_s)))
    if data.changed_since:
        notes.append(changes_sentence(data.changed_since))
    return notes


def timeline(data: ReportData) -> tuple[TimelineLine, ...]:
    """Return what happened, one line each; minutes given at one go are one line."""
    show = wall_clock(data)
    return tuple(
        TimelineLine(
            show(entry.at),
            event_words(entry, show),
            "" if entry.kind is EventKind.END_MOVED else entry.title,
        )
        for entry in _together(data.timeline)
    )


def _together(timeline: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    found: list[TimelineEntry] = []
    for entry in timeline:
        last = found[-1] if found else None
        if last is not None and _is_same_wish(last, entry):
            found[-1] = replace(last, seconds=last.seconds + entry.seconds)
        else:
            found.append(entry)
    return [one for one in found if one.kind is not EventKind.EXTENDED or one.seconds]


def _is_same_wish(one: TimelineEntry, other: TimelineEntry) -> bool:
    return (
        one.kind is other.kind is EventKind.EXTENDED
        and (one.uid, one.why) == (other.uid, other.why)
        and other.at - one.at <= ONE_WISH
    )
