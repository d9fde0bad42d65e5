"""The agenda line by line: rows handed in, texts worked out once per change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.bridge.symbols import category_name
from desktop.domain.agenda import Slot
from desktop.domain.durations import format_minutes
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.views.when import clock_text, span_text


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One block as the list paints it."""

    row: AgendaRow
    start: str
    minutes: str
    spoken: str

    @property
    def uid(self) -> str:
        return self.row.uid

    @property
    def tip(self) -> str:
        return self.row.title


def lines_of(agenda: Sequence[AgendaRow], slots: Sequence[Slot], zone: str) -> list[AgendaLine]:
    """One line per block; `slots` are in the order of `agenda`."""
    count = len(agenda)
    return [
        _line(row, clock_text(slot.starts_at, zone), tr("{n} of {count}").format(n=n, count=count))
        for n, (row, slot) in enumerate(zip(agenda, slots, strict=True), start=1)
    ]


def _line(row: AgendaRow, start: str, position: str) -> AgendaLine:
    parts = [start, row.title, span_text(row.planned_s), category_name(row.category)]
    if row.technique:
        parts.append(row.technique)
    if row.protected:
        parts.append(tr("protected"))
    parts.append(position)
    return AgendaLine(row, start, format_minutes(row.planned_s), ", ".join(parts))
