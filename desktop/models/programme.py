"""A client or organisation, and its series of workshops."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.models.base import Base, Exported, RowId


class Programme(Exported, Base):
    """A client or organisation; a first one exists from the start."""

    __tablename__ = "programme"

    id: Mapped[RowId]
    name: Mapped[str]
    series: Mapped[list[Series]] = relationship(
        back_populates="programme", cascade="all, delete-orphan"
    )


class Series(Exported, Base):
    """Workshops of one programme that belong together."""

    __tablename__ = "series"

    id: Mapped[RowId]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    title: Mapped[str]
    programme: Mapped[Programme] = relationship(back_populates="series")
