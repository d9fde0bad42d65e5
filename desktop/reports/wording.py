"""Dates, times, minutes and names as the report writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain.durations import format_clock
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind, Disposition, WorkshopKind
from desktop.domain.report_choices import Notation


def weekday(day: date) -> str:
    """Return the name of a day of the week."""
    names = (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )
    return names[day.weekday()]


def month(day: date) -> str:
    """Return the name of a month."""
    names = (
        *(tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June")),
        *(tr("July"), tr("August"), tr("September"), tr("October"), tr("November")),
        tr("December"),
    )
    return names[day.month - 1]


def long_day(day: date) -> str:
    """Return a day like "Thursday 14 January 2027"."""
    text = tr("{weekday} {day} {month} {year}")
    return text.format(weekday=weekday(day), day=day.day, month=month(day), year=day.year)


def short_day(day: date, near: date) -> str:
    """Return a day like "Thu 21 Jan", with its year when that is not the year of `near`."""
    text = tr("{weekday} {day} {month}")
    short = text.format(weekday=weekday(day)[:3], day=day.day, month=month(day)[:3])
    return short if day.year == near.year else f"{short} {day.year}"


def clock(at: datetime, style: Notation) -> str:
    """Return a time of day like "09:02" or "9:02 am"."""
    return format_clock(at.time(), twelve_hour=style.twelve_hour)


def span(start: datetime | None, end: datetime | None, style: Notation) -> str:
    """Return "09:02 – 13:04", or what is known of it."""
    if start is None:
        return ""
    if end is None:
        return tr("from {time}").format(time=clock(start, style))
    return f"{clock(start, style)} – {clock(end, style)}"


def zone_of(name: str, fallback: datetime) -> tzinfo | None:
    """Return the zone of that name; that of `fallback` where this computer doesn't know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return fallback.tzinfo


def whole_minutes(seconds: Iterable[int]) -> list[int]:
    """Round to minutes so that the parts add up to the rounded whole (cumulative rounding)."""
    ends = [0, *(int((total + 30) // 60) for total in accumulate(seconds))]
    return [after - before for before, after in pairwise(ends)]


def exact(seconds: int) -> str:
    """Return hours, minutes and seconds like "4:04:13" or "3:05"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def workshop_word(kind: WorkshopKind) -> str:
    """Return what this document is."""
    return {
        WorkshopKind.DRAFTING: tr("Workshop report"),
        WorkshopKind.FOLLOW_UP: tr("Follow-up report"),
        WorkshopKind.CHECK_IN: tr("Check-in report"),
        WorkshopKind.TRAINING: tr("Training report"),
    }[kind]


def kind_word(kind: CaptureKind) -> str:
    """Return the heading of a group of findings or of participants' words."""
    return {
        CaptureKind.OBSERVATION: tr("Observations"),
        CaptureKind.HYPOTHESIS: tr("Hypotheses"),
        CaptureKind.OPEN_QUESTION: tr("Open questions"),
        CaptureKind.IDEA: tr("Ideas"),
        CaptureKind.KEEP: tr("Keep"),
        CaptureKind.CHANGE: tr("Change"),
        CaptureKind.LEARNED: tr("Learned"),
        CaptureKind.UNSURE: tr("Unsure"),
    }.get(kind, kind.value)


def disposition_word(disposition: Disposition) -> str:
    """Return what became of a parked question."""
    return {
        Disposition.OPEN: tr("Open"),
        Disposition.ANSWERED: tr("Answered"),
        Disposition.ACTION: tr("Action"),
        Disposition.NEXT_SESSION: tr("Next session"),
        Disposition.DROPPED: tr("Dropped"),
    }[disposition]
