"""The facilitator's desk: the open workshop and its run at one instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.agenda import Slot
from desktop.domain.clock import Moment
from desktop.domain.kinds import EventKind
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import RunState
from desktop.domain.stage import StageContent

if TYPE_CHECKING:
    from desktop.domain.away import Away


@dataclass(frozen=True, slots=True)
class DeskView:
    """Everything the run bar, the places and the stage are painted from.

    `slots` are the planned times of `agenda`, in the same order; `workshop` is None when none
    is open, and then the rest is empty. `newest` is what happened last in the run, `away` an
    absence of the laptop that nobody has explained yet. `changed_since` is in how many points the
    agenda differs from what it was when the run ended.
    """

    workshop: WorkshopRow | None
    agenda: tuple[AgendaRow, ...]
    slots: tuple[Slot, ...]
    state: RunState
    content: StageContent
    now: Moment
    newest: EventKind | None = None
    away: Away | None = None
    changed_since: int = 0
