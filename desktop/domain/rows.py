"""Frozen rows: what queries return and what views and reports show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from desktop.domain.kinds import (
    Attendance,
    CaptureKind,
    Category,
    Disposition,
    ItemKind,
    OkrExperience,
    PreWork,
    WorkshopKind,
    WorkshopState,
)


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """One workshop in a list or at the head of a place. `end` before `start` is the next day.

    `hands_up` is how many said by show of hands that they read the pre-work, None if not asked.
    """

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
    people: int = 0
    hands_up: int | None = None


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
    """One block of the agenda, public parts only. Durations in seconds.

    `cut_order` says which block goes first when time is short (1 before 2), None is never.
    `fixed_start` is local wall time in the workshop's zone.
    """

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
    cut_order: int | None = None
    fixed_start: time | None = None
    steps: tuple[StepRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CaptureRef:
    """Names one captured thing across the seven tables."""

    kind: CaptureKind
    id: int


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One captured thing. `at` is UTC and None for anonymous ones; `item_uid` may be empty.

    `reason` says why a parked question was disposed of as it was.
    """

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
    reason: str = ""

    @property
    def kind(self) -> CaptureKind:
        return self.ref.kind


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who takes part in a workshop. `id` and `uid` are the participation's.

    Without e-mail and accommodation, which only a `ContactRow` knows. `arrived_at` and `left_at`
    are UTC.
    """

    id: int
    uid: str
    person_id: int
    name: str
    team_id: int | None
    team: str
    role: str
    experience: OkrExperience
    pre_work: PreWork
    attendance: Attendance
    arrived_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """What only the facilitator knows about a person; no row for stage or report holds it."""

    person_id: int
    email: str = ""
    accommodation: str = ""
