"""What the room may see of the agenda: titles, lengths and planned times, and where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from desktop.domain.agenda import Slot, zone_named
from desktop.domain.durations import format_clock, format_minutes
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.domain.run import ItemPhase, RunState
from desktop.domain.stage import StageAgenda, StageBlock


def stage_agenda(
    agenda: Sequence[AgendaRow],
    slots: Sequence[Slot],
    state: RunState,
    zone: str,
    *,
    twelve_hour: bool = False,
) -> StageAgenda | None:
    """The blocks with the times that `slots` plan; None while there is nothing to show.

    `slots` and `state` are those of `agenda`, in its order; `zone` is an IANA name. Times and
    lengths are the plan's whatever the run does, so the room never sees a drift. What was skipped
    is left out.
    """
    local = zone_named(zone)
    kept = [
        (row, slot, item.phase)
        for row, slot, item in zip(agenda, slots, state.items, strict=True)
        if item.phase is not ItemPhase.SKIPPED
    ]
    blocks = tuple(
        StageBlock(
            title=row.title,
            category=row.category,
            minutes=tr("{minutes} min").format(minutes=format_minutes(row.planned_s)),
            start=_clock(slot.starts_at, local, twelve_hour=twelve_hour),
            weight=float(row.planned_s),
            done=phase is ItemPhase.DONE,
            current=phase is ItemPhase.CURRENT,
        )
        for row, slot, phase in kept
    )
    return StageAgenda(blocks, _progress(state)) if blocks else None


def _progress(state: RunState) -> float:
    """Of the current block, in steps so small that nobody sees them: each is painted anew."""
    if state.current is None:
        return 0.0
    item = state.items[state.current]
    return round(min(1.0, item.spent_ms / item.total_ms), 3) if item.total_ms else 1.0


def _clock(at: datetime, zone: ZoneInfo, *, twelve_hour: bool) -> str:
    return format_clock(at.astimezone(zone).time(), twelve_hour=twelve_hour)
