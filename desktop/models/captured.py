"""Everything the capture bar writes: seven tables of one shape, each with what only it needs."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from desktop.domain.kinds import Disposition, FeedbackSource, Level
from desktop.models.base import Base, Exported, RowId


class Captured(Exported):
    """What all of them have.

    `captured_at` and `run_ms` (milliseconds into the run) are empty for anonymous rows; those
    keep `item_uid` instead, and a random rank, so that neither time nor order can be told.
    """

    id: Mapped[RowId]
    text: Mapped[str]
    captured_at: Mapped[datetime | None]
    run_ms: Mapped[int | None]
    item_uid: Mapped[str]

    @declared_attr
    @classmethod
    def workshop_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("workshop.id"), index=True)


class Finding(Captured, Base):
    """The facilitator's voice."""

    __tablename__ = "finding"

    kind: Mapped[str]


class FeedbackItem(Captured, Base):
    """A participant's voice, verbatim, anonymous by default."""

    __tablename__ = "feedback_item"

    kind: Mapped[str]
    source: Mapped[FeedbackSource]
    anonymous: Mapped[bool]


class ParkingLotItem(Captured, Base):
    """A question set aside, and what became of it."""

    __tablename__ = "parking_lot_item"

    disposition: Mapped[Disposition]
    reason: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date | None]


class Decision(Captured, Base):
    """Something the room has settled."""

    __tablename__ = "decision"


class ActionItem(Captured, Base):
    """Who does what by when; `text` is the what."""

    __tablename__ = "action_item"

    owner: Mapped[str]
    due: Mapped[date | None]
    done: Mapped[bool]


class Risk(Captured, Base):
    """Something that could sink it."""

    __tablename__ = "risk"

    likelihood: Mapped[Level]
    impact: Mapped[Level]
    owner: Mapped[str]


class Need(Captured, Base):
    """Something one team needs from another."""

    __tablename__ = "need"
