"""What happened in the run of an agenda; commands only ever add rows here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.kinds import EventKind
from desktop.models.base import Base, RowId


class RunEventRecord(Base):
    """One event; see `domain.run.RunEvent` for what the columns mean."""

    __tablename__ = "run_event"

    id: Mapped[RowId]
    uid: Mapped[str] = mapped_column(unique=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    sequence: Mapped[int]
    kind: Mapped[EventKind]
    utc: Mapped[datetime]
    boot_ms: Mapped[int]
    boot_id: Mapped[str]
    item_uid: Mapped[str]
    seconds: Mapped[int]
    baseline: Mapped[list[Any]] = mapped_column(JSON)
    why: Mapped[str | None]
    from_ms: Mapped[int | None]
    to_ms: Mapped[int | None]
