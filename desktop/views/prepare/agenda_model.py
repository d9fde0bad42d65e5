"""The agenda line by line: rows handed in, texts worked out once per change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.bridge.symbols import category_name
from desktop.domain.agenda import Slot
from desktop.domain.durations import format_minutes
from desktop.domain.i18n import ntr, tr
from desktop.domain.rows import AgendaRow
from desktop.views.privacy import privacy
from desktop.views.row_chips import RowChip, cut_words, row_chips
from desktop.views.when import clock_text, span_text


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One block as the list paints it. `gap` names the free time before its fixed start."""

    row: AgendaRow
    start: str
    minutes: str
    spoken: str
    chips: tuple[RowChip, ...] = ()
    gap: str = ""
    is_late: bool = False

    @property
    def uid(self) -> str:
        return self.row.uid

    @property
    def tip(self) -> str:
        """The title and what its chips say: in a narrow list they are icons only."""
        return " · ".join((self.row.title, *(chip.text for chip in self.chips)))

    @property
    def pinned(self) -> bool:
        """Whether it has a fixed start."""
        return self.row.fixed_start is not None


def lines_of(agenda: Sequence[AgendaRow], slots: Sequence[Slot], zone: str) -> list[AgendaLine]:
    """One line per block; `slots` are in the order of `agenda`."""
    count = len(agenda)
    return [
        _line(row, slot, clock_text(slot.starts_at, zone), (n, count))
        for n, (row, slot) in enumerate(zip(agenda, slots, strict=True), start=1)
    ]


def clash_words(agenda: Sequence[AgendaRow], slots: Sequence[Slot]) -> str:
    """Which block can't start when it has to, and why; "" when all can.

    How late something will be is private: in one-screen mode nothing is said.
    """
    late = [pair for pair in zip(agenda, slots, strict=True) if pair[1].clash_s]
    if not late or privacy().hidden:
        return ""
    row, slot = late[0]
    when = "" if row.fixed_start is None else clock_text(row.fixed_start)
    words = tr("{title} can't start at {time}: the blocks before take {span} too long.").format(
        title=row.title, time=when, span=span_text(slot.clash_s)
    )
    if len(late) == 1:
        return words
    more = ntr("{n} more block starts late.", "{n} more blocks start late.", len(late) - 1)
    return tr("{first} {rest}").format(first=words, rest=more)


def _line(row: AgendaRow, slot: Slot, start: str, place: tuple[int, int]) -> AgendaLine:
    late = slot.clash_s > 0 and not privacy().hidden
    chips = row_chips(protected=row.protected, cut_order=row.cut_order)
    parts = [start, row.title, span_text(row.planned_s), category_name(row.category)]
    if row.technique:
        parts.append(row.technique)
    if row.fixed_start is not None:
        parts.append(tr("fixed start {time}").format(time=clock_text(row.fixed_start)))
    gap = tr("{span} free").format(span=span_text(slot.gap_s)) if slot.gap_s else ""
    if gap:
        parts.append(tr("{gap} before it").format(gap=gap))
    if late:
        words = tr("starts {span} late").format(span=span_text(slot.clash_s))
        chips = (RowChip(words, "clock-alert", warn=True), *chips)
        parts.append(words)
    if row.protected:
        parts.append(tr("protected"))
    if row.cut_order is not None:
        parts.append(cut_words(row.cut_order))
    parts.append(tr("{n} of {count}").format(n=place[0], count=place[1]))
    minutes = format_minutes(row.planned_s)
    return AgendaLine(row, start, minutes, ", ".join(parts), chips, gap, late)
