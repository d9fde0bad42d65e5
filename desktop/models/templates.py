"""Agendas that were kept as templates; those that come with the app are files."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.kinds import WorkshopKind
from desktop.models.base import Base, Exported, RowId


class SavedTemplate(Exported, Base):
    """One template. `name` is what the command line calls it, unique among all templates.

    `blocks` is a list of objects, one for each block in order; `services.templates` writes and
    reads them.
    """

    __tablename__ = "saved_template"

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str]
    kind: Mapped[WorkshopKind]
    blocks: Mapped[list[Any]] = mapped_column(JSON)
