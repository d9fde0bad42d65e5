"""Days, clock times and spans as every place writes them."""

from __future__ import annotations

from datetime import date, datetime, time
from math import floor
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QTime

from desktop.bridge.settings import locale_twelve_hour
from desktop.domain.agenda import local_start, planned_end
from desktop.domain.i18n import ntr, tr
from desktop.domain.rows import WorkshopRow

_wanted: dict[str, bool] = {}
"""What was chosen in the settings; the locale counts until then."""


def use_twelve_hour(*, on: bool) -> None:
    """From now on times of day count to twelve, or to twenty-four."""
    _wanted["twelve-hour"] = on


def follow_locale() -> None:
    """From now on the locale decides that again."""
    _wanted.clear()


def twelve_hour() -> bool:
    """Whether times of day count to twelve."""
    return _wanted.get("twelve-hour", locale_twelve_hour())


def clock_text(at: time | datetime, zone: str = "") -> str:
    """ "09:00", or "9:00 am" where the locale says so; a datetime is shown in `zone`."""
    if isinstance(at, datetime) and zone:
        at = at.astimezone(ZoneInfo(zone))
    pattern = "h:mm ap" if twelve_hour() else "HH:mm"
    return QLocale().toString(QTime(at.hour, at.minute), pattern)


def day_text(day: date, today: date | None = None) -> str:
    """ "Thu 14 Jan", with the year where it is not this year (or `today` is not given)."""
    pattern = "ddd d MMM" if today is not None and day.year == today.year else "ddd d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def times_text(start: time, end: time) -> str:
    """ "09:00 – 13:00"."""
    return tr("{start} – {end}").format(start=clock_text(start), end=clock_text(end))


def span_text(seconds: int) -> str:
    """ "4 h", "1 h 30" or "45 min"; seconds under a whole minute count as one begun."""
    minutes = -(-seconds // 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{n} min").format(n=rest)
    if not rest:
        return tr("{n} h").format(n=hours)
    return tr("{h} h {m:02}").format(h=hours, m=rest)


def today_there(row: WorkshopRow, now: datetime) -> date:
    """The day it is where the workshop takes place."""
    return now.astimezone(ZoneInfo(row.zone)).date()


def nearness(row: WorkshopRow, now: datetime) -> str:
    """How far away a workshop is that has not run: "Today", "Tomorrow", "In 2 days"."""
    days = (row.day - today_there(row, now)).days
    if days < 0:
        return ntr("{n} day ago, not run", "{n} days ago, not run", -days)
    if days == 0:
        return tr("Today")
    return tr("Tomorrow") if days == 1 else tr("In {n} days").format(n=days)


def room_s(row: WorkshopRow) -> int:
    """Seconds between the planned start and the planned end."""
    begins = local_start(row.day, row.start, row.zone)
    ends = planned_end(row.day, row.start, row.end, row.zone)
    return round((ends - begins).total_seconds())


def drift_minutes(row: WorkshopRow) -> int | None:
    """Minutes the run ended after (positive) or before its planned end.

    As in the run bar: under a minute is none, beyond it they agree with the two clock times.
    """
    if row.ended_at is None:
        return None
    late_s = (row.ended_at - planned_end(row.day, row.start, row.end, row.zone)).total_seconds()
    return floor(late_s / 60) if abs(late_s) >= 60 else 0  # a planned end is a full minute
