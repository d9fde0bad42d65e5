"""What every mapped class shares: keys that are never reused, exported names, remembered values."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import MetaData, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, QueryableAttribute, mapped_column

from desktop.domain.kinds import (
    Ambition,
    Attendance,
    Category,
    CycleState,
    Disposition,
    EventKind,
    FeedbackSource,
    GoalStatus,
    ItemKind,
    KeyResultType,
    LeaderInputKind,
    Level,
    MaterialKind,
    ObjectiveState,
    OkrExperience,
    PreWork,
    WorkshopKind,
    WorkshopState,
)
from desktop.models.types import DecimalText, EnumText, UtcDateTime

NAMING = {
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

RowId = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    """Base of every mapped class. Ids are AUTOINCREMENT: SQLite would reuse them otherwise."""

    metadata = MetaData(naming_convention=NAMING)
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  SQLAlchemy's own convention
    type_annotation_map = {  # noqa: RUF012
        datetime: UtcDateTime(),
        Decimal: DecimalText(),
        **{
            members: EnumText(members)
            for members in (
                Ambition,
                Attendance,
                Category,
                CycleState,
                Disposition,
                EventKind,
                FeedbackSource,
                GoalStatus,
                ItemKind,
                KeyResultType,
                LeaderInputKind,
                Level,
                MaterialKind,
                ObjectiveState,
                OkrExperience,
                PreWork,
                WorkshopKind,
                WorkshopState,
            )
        },
    }


class Exported:
    """A row that leaves the library under a name of its own and has a place in an order."""

    uid: Mapped[str] = mapped_column(unique=True)
    rank: Mapped[str]


def new_uid() -> str:
    """A name for a new row; UUIDv7, so it tells when the row was made."""
    import uuid6  # noqa: PLC0415  it asks for its own version: 16 ms that a start can do without

    return str(uuid6.uuid7())


def anonymous_uid() -> str:
    """A name that tells nothing, for rows nobody may be able to date."""
    return str(uuid.uuid4())


@event.listens_for(Mapper, "before_configured")
def _load_all() -> None:  # pyright: ignore[reportUnusedFunction]  called by SQLAlchemy
    # a workshop's relationships name classes that a start, which only reads columns, does not load
    from desktop.models import tables  # noqa: F401, PLC0415  # pyright: ignore[reportUnusedImport]


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _remember_old_values(  # pyright: ignore[reportUnusedFunction]  called by SQLAlchemy
    _class: type, _key: str, attribute: QueryableAttribute[Any]
) -> None:
    # without it, setting an expired or unloaded column journals no old value: undo would miss it
    if hasattr(attribute.impl, "active_history") and not hasattr(attribute.property, "mapper"):
        attribute.impl.active_history = True
