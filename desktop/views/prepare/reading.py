"""What may be typed into the fields of Prepare, and how stored values are written there."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, QLocale

from desktop.domain.durations import parse_clock, parse_duration
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import ItemKind
from desktop.views.when import clock_text, day_text

_PATTERNS = (
    "yyyy-MM-dd",
    "d.M.yyyy",
    "d MMM yyyy",
    "d MMMM yyyy",
    "ddd d MMM yyyy",
    "MMM d, yyyy",
    "MMMM d, yyyy",
)


def kind_names() -> dict[ItemKind, str]:
    """The nine kinds of block in the person's language."""
    return {
        ItemKind.WELCOME: tr("Welcome"),
        ItemKind.TALK: tr("Talk"),
        ItemKind.ACTIVITY: tr("Activity"),
        ItemKind.BREAKOUT: tr("Breakout"),
        ItemKind.DISCUSSION: tr("Discussion"),
        ItemKind.VOTE: tr("Vote"),
        ItemKind.BREAK: tr("Break"),
        ItemKind.CHECK_IN: tr("Check-in"),
        ItemKind.CLOSE: tr("Close"),
    }


def read_title(text: str) -> str:
    """A title of at least one visible character; else UserError."""
    title = " ".join(text.split())
    if not title:
        raise UserError(tr("A title can't be empty."), tr("The old one is back."))
    return title


def read_line(text: str) -> str:
    """One line; may be empty."""
    return " ".join(text.split())


def read_day(text: str) -> date:
    """A day as "2027-01-14", "14.1.2027" or "14 Jan 2027"; else UserError."""
    words = " ".join(text.replace(",", ", ").split()).replace(" ,", ",")
    for locale in (QLocale(), QLocale.c()):
        patterns = (*_PATTERNS, locale.dateFormat(QLocale.FormatType.ShortFormat))
        for pattern in patterns:
            found = locale.toDate(words, pattern)
            if found.isValid() and 1900 < found.year() < 10_000 and "yyyy" in pattern:
                return date(found.year(), found.month(), found.day())
    raise UserError(
        tr("“{text}” is not a date.").format(text=text.strip()[:40]),
        tr("Try {example}.").format(example=_example()),
    )


def write_day(value: object) -> str:
    """ "Thu 14 Jan 2027"."""
    return day_text(value) if isinstance(value, date) else ""


def write_clock(value: object) -> str:
    """ "09:00"."""
    return clock_text(value) if isinstance(value, time) else ""


def write_duration(value: object) -> str:
    """Minutes, or seconds with their unit where a tenth is not enough; reads back the same.

    Not "1:30", which the parser reads as an hour and a half.
    """
    if not isinstance(value, int):
        return ""
    if value % 60 and (value < 120 or value % 6):
        return tr("{n} s").format(n=value)
    return tr("{n} min").format(n=f"{value / 60:g}")


def read_minimum(text: str) -> int:
    """Seconds; 0 means that the block may be dropped."""
    return parse_duration(text, allow_zero=True)


def read_cut_order(text: str) -> int | None:
    """Which block goes first, from 1 on; None for nothing typed: never. Else UserError."""
    words = text.strip()
    if not words:
        return None
    if not (words.isascii() and words.isdigit()):
        raise UserError(
            tr("“{text}” is not a place in an order.").format(text=words[:40]),
            tr("Type 1 for the block to cut first, or nothing."),
        )
    return int(words[:9])


def write_cut_order(value: object) -> str:
    """ "1", or nothing for never."""
    return str(value) if isinstance(value, int) else ""


def read_start(text: str) -> time | None:
    """A time of day; None for nothing typed: no fixed start. Else UserError."""
    return parse_clock(text) if text.strip() else None


def _example() -> str:
    return QLocale().toString(QDate(2027, 1, 14), "d MMM yyyy")
