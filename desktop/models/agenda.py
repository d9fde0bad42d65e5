"""The blocks of an agenda, their technique's steps and the facilitator's private notes."""

from __future__ import annotations

from datetime import time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.domain.kinds import Category, ItemKind
from desktop.models.base import Base, Exported, RowId
from desktop.models.workshop import Workshop


class AgendaItem(Exported, Base):
    """One block. Durations in seconds; `removed` hides a block that a run has already used.

    `cut_order` says which block goes first when time is short (1 before 2; empty: never).
    `fixed_start` is local wall time; the block does not begin before it.
    """

    __tablename__ = "agenda_item"

    id: Mapped[RowId]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    title: Mapped[str]
    kind: Mapped[ItemKind]
    category: Mapped[Category]
    planned_s: Mapped[int]
    minimum_s: Mapped[int]
    maximum_s: Mapped[int]
    protected: Mapped[bool]
    technique: Mapped[str]
    lead: Mapped[str]
    instruction: Mapped[str]
    removed: Mapped[bool]
    cut_order: Mapped[int | None]
    fixed_start: Mapped[time | None]

    workshop: Mapped[Workshop] = relationship(back_populates="items")
    steps: Mapped[list[Step]] = relationship(cascade="all, delete-orphan", order_by="Step.rank")
    private_note: Mapped[PrivateNote | None] = relationship(cascade="all, delete-orphan")


class Step(Exported, Base):
    """One timed step of a block's technique."""

    __tablename__ = "step"

    id: Mapped[RowId]
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    title: Mapped[str]
    seconds: Mapped[int]
    instruction: Mapped[str]


class PrivateNote(Exported, Base):
    """What only the facilitator reads about a block; no stage or report query joins it."""

    __tablename__ = "private_note"

    id: Mapped[RowId]
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), unique=True)
    text: Mapped[str]
