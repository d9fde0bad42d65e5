"""Frozen rows: what queries return and what views and reports show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from desktop.domain.kinds import (
    CaptureKind,
    Category,
    Disposition,
    ItemKind,
    WorkshopKind,
    WorkshopState,
)


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """One workshop in a list or at the head of a place. `end` before `start` is the next day."""

    id: int
    uid: str
    title: str
    kind: WorkshopKind
    state: WorkshopState
    programme: str
    day: date
    start: time
    end: time
    zone: str
    place: str
    item_count: int
    planned_s: int
    started_at: datetime | None  # UTC
    ended_at: datetime | None  # UTC


@dataclass(frozen=True, slots=True)
class StepRow:
    """One timed step of a block's technique."""

    id: int
    uid: str
    title: str
    seconds: int
    instruction: str


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One block of the agenda, public parts only. Durations in seconds."""

    id: int
    uid: str
    title: str
    kind: ItemKind
    category: Category
    planned_s: int
    minimum_s: int
    maximum_s: int
    protected: bool
    technique: str
    lead: str
    instruction: str
    steps: tuple[StepRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CaptureRef:
    """Names one captured thing across the seven tables."""

    kind: CaptureKind
    id: int


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One captured thing. `at` is UTC and None for anonymous ones; `item_uid` may be empty."""

    ref: CaptureRef
    uid: str
    text: str
    at: datetime | None = None
    run_ms: int | None = None
    item_uid: str = ""
    item_title: str = ""
    owner: str = ""
    due: date | None = None
    disposition: Disposition = Disposition.OPEN
    anonymous: bool = False

    @property
    def kind(self) -> CaptureKind:
        return self.ref.kind
