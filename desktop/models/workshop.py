"""One workshop and all that belongs to it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.domain.kinds import WorkshopKind, WorkshopState
from desktop.models.base import Base, Exported, RowId

if TYPE_CHECKING:
    from desktop.models.agenda import AgendaItem
    from desktop.models.captured import (
        ActionItem,
        Decision,
        FeedbackItem,
        Finding,
        Need,
        ParkingLotItem,
        Risk,
    )
    from desktop.models.people import Participation
    from desktop.models.run_event import RunEventRecord


class Workshop(Exported, Base):
    """A planned, running or closed workshop.

    `day`, `starts` and `ends` are local wall time in `zone` (an IANA name); an end before the
    start is on the next day. `started_at` and `ended_at` are what happened, in UTC. `hands_up`
    counts who read the pre-work by show of hands; it is empty until it is asked.
    """

    __tablename__ = "workshop"

    id: Mapped[RowId]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    title: Mapped[str]
    kind: Mapped[WorkshopKind]
    state: Mapped[WorkshopState]
    number: Mapped[int | None]
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    zone: Mapped[str]
    place: Mapped[str]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    hands_up: Mapped[int | None]

    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="workshop", cascade="all, delete-orphan", order_by="AgendaItem.rank"
    )
    participations: Mapped[list[Participation]] = relationship(cascade="all, delete-orphan")
    events: Mapped[list[RunEventRecord]] = relationship(cascade="all, delete-orphan")
    findings: Mapped[list[Finding]] = relationship(cascade="all, delete-orphan")
    feedback_items: Mapped[list[FeedbackItem]] = relationship(cascade="all, delete-orphan")
    parking_lot_items: Mapped[list[ParkingLotItem]] = relationship(cascade="all, delete-orphan")
    decisions: Mapped[list[Decision]] = relationship(cascade="all, delete-orphan")
    action_items: Mapped[list[ActionItem]] = relationship(cascade="all, delete-orphan")
    risks: Mapped[list[Risk]] = relationship(cascade="all, delete-orphan")
    needs: Mapped[list[Need]] = relationship(cascade="all, delete-orphan")
