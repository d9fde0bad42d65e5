"""The small texts beside a captured note; pure, so that each can be tested."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desktop.domain.i18n import tr
from desktop.domain.kinds import FEEDBACK, CaptureKind, Disposition
from desktop.domain.rows import CaptureRow
from desktop.views.run_lines import ClockText

DayText = Callable[[date], str]


def when_text(row: CaptureRow, clock: ClockText) -> str:
    """The time it was noted, or that nobody knows: an anonymous note has none."""
    if row.anonymous or (row.at is None and row.kind in FEEDBACK):
        return tr("anonymous")
    return clock(row.at) if row.at is not None else ""


def who_text(row: CaptureRow, day: DayText) -> str:
    """Owner, due day and what became of it; an action says when it has no owner."""
    parts = [row.owner] if row.owner else []
    if row.kind is CaptureKind.ACTION and not row.owner:
        parts.append(tr("No owner yet"))
    if row.due is not None:
        parts.append(tr("due {day}").format(day=day(row.due)))
    if row.disposition is not Disposition.OPEN:
        parts.append(disposition_name(row.disposition))
    return " · ".join(parts)


def disposition_name(disposition: Disposition) -> str:
    """What became of a parked question, as a word."""
    names = {
        Disposition.OPEN: tr("Open"),
        Disposition.ANSWERED: tr("Answered"),
        Disposition.ACTION: tr("Became an action"),
        Disposition.NEXT_SESSION: tr("Next session"),
        Disposition.DROPPED: tr("Dropped"),
    }
    return names[disposition]
