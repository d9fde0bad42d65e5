"""The facilitator's desk: the open workshop and its run at one instant."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.agenda import Slot
from desktop.domain.clock import Moment
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.run import RunState
from desktop.domain.stage import StageContent


@dataclass(frozen=True, slots=True)
class DeskView:
    """Everything the run bar, the places and the stage are painted from.

    `slots` are the planned times of `agenda`, in the same order; `workshop` is None when none
    is open, and then the rest is empty.
    """

    workshop: WorkshopRow | None
    agenda: tuple[AgendaRow, ...]
    slots: tuple[Slot, ...]
    state: RunState
    content: StageContent
    now: Moment
