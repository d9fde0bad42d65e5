"""What the printed run sheet says: the plan on paper, for the day the laptop dies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from desktop.domain.report_choices import Notation


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """One block of the plan; `starts_at` is local, `is_fixed` when it starts then and not before.

    `steps` are title and seconds. `cut_order` says which block goes first when time is short
    (1 before 2), None is never. `note` is private and "" unless somebody asked for it.
    """

    title: str
    starts_at: datetime
    planned_s: int
    is_fixed: bool = False
    technique: str = ""
    steps: tuple[tuple[str, int], ...] = ()
    instruction: str = ""
    lead: str = ""
    protected: bool = False
    cut_order: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One workshop as planned; times are local. `with_notes` says that private notes are in it."""

    title: str
    programme: str
    day: date
    planned_start: datetime
    planned_end: datetime
    place: str = ""
    blocks: tuple[SheetBlock, ...] = ()
    ends_at: datetime | None = None
    with_notes: bool = False
    notation: Notation = field(default_factory=Notation)

    @property
    def planned_s(self) -> int:
        return sum(block.planned_s for block in self.blocks)
