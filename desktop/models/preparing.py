"""What is written before a workshop and looked back on at its close: goals, materials, themes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.kinds import CycleState, GoalStatus, LeaderInputKind, MaterialKind
from desktop.models.base import Base, Exported, RowId


class Cycle(Exported, Base):
    """A quarter of a programme; both dates belong to it."""

    __tablename__ = "cycle"

    id: Mapped[RowId]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    label: Mapped[str]
    starts: Mapped[date]
    ends: Mapped[date]
    state: Mapped[CycleState]


class WorkshopBrief(Exported, Base):
    """What a workshop is to be, beside its agenda; the row is made with the first word.

    `objective` is the facilitator's own for the session. `score` (0.0 to 1.0) and `score_note`
    are given at its close; without a score the key results suggest one. `hourly_rate` is what
    an hour of one person costs, in `currency`: private, like every figure made from it.
    """

    __tablename__ = "workshop_brief"

    id: Mapped[RowId]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), unique=True)
    cycle_id: Mapped[int | None] = mapped_column(ForeignKey("cycle.id"), index=True)
    format: Mapped[str]
    adjustments: Mapped[str]
    objective: Mapped[str]
    score: Mapped[Decimal | None]
    score_note: Mapped[str]
    hourly_rate: Mapped[Decimal | None]
    currency: Mapped[str | None]


class SessionKeyResult(Exported, Base):
    """How the facilitator will know that the session did what it was for; score 0.0 to 1.0."""

    __tablename__ = "session_key_result"

    id: Mapped[RowId]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    text: Mapped[str]
    score: Mapped[Decimal | None]


class Goal(Exported, Base):
    """What participants should take away, and at the close whether they did."""

    __tablename__ = "goal"

    id: Mapped[RowId]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    text: Mapped[str]
    status: Mapped[GoalStatus]
    evidence: Mapped[str]


class Material(Exported, Base):
    """An announcement, pre-work, a deck: `target` is its address or path, perhaps still empty."""

    __tablename__ = "material"

    id: Mapped[RowId]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    kind: Mapped[MaterialKind]
    title: Mapped[str]
    target: Mapped[str]
    ready: Mapped[bool]


class LeaderInput(Exported, Base):
    """What a leader said before the quarter."""

    __tablename__ = "leader_input"

    id: Mapped[RowId]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    kind: Mapped[LeaderInputKind]
    text: Mapped[str]
    speaker: Mapped[str]


class Theme(Exported, Base):
    """What a quarter is about; objectives may follow one."""

    __tablename__ = "theme"

    id: Mapped[RowId]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    title: Mapped[str]
