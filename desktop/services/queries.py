"""What views and reports read: columns in, frozen rows out, never an entity."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Integer, Result, Select, String, column, func, select, table
from sqlalchemy.orm import Session

from desktop.domain.kinds import WorkshopState
from desktop.domain.rows import WorkshopRow
from desktop.models.workshop import Workshop

# Tables, not classes: the first query of a class has SQLAlchemy configure them all, and of these
# Home only has a name and three numbers. That is 60 ms of a start.
_shop = Workshop.__table__.c
_programmes = table("programme", column("id", Integer), column("name", String))
_participations = table("participation", column("workshop_id", Integer))
_blocks = table(
    "agenda_item",
    column("workshop_id", Integer),
    column("planned_s", Integer),
    column("removed", Boolean),
)


def read(session: Session, query: Select[*tuple[Any, ...]]) -> Result[*tuple[Any, ...]]:
    """The rows of a query of tables, with what this session has not written yet."""
    session.flush()  # a query of classes does it by itself, one of tables does not
    return session.execute(query)


def has_programme(session: Session) -> bool:
    """Whether the library has its first programme."""
    return read(session, select(_programmes.c.id).limit(1)).first() is not None


def _workshops(only: int | None = None) -> Select[*tuple[Any, ...]]:
    """All of them, or one: then nothing is counted for the others either."""
    counted = (
        select(
            _blocks.c.workshop_id.label("workshop_id"),
            func.count().label("n"),
            func.sum(_blocks.c.planned_s).label("planned"),
        )
        .where(_blocks.c.removed.is_(False))
        .group_by(_blocks.c.workshop_id)
    )
    joined = select(
        _participations.c.workshop_id.label("workshop_id"), func.count().label("n")
    ).group_by(_participations.c.workshop_id)
    if only is not None:
        counted = counted.where(_blocks.c.workshop_id == only)
        joined = joined.where(_participations.c.workshop_id == only)
    blocks, people = counted.subquery(), joined.subquery()
    rows = (
        select(
            _shop.id,
            _shop.uid,
            _shop.title,
            _shop.kind,
            _shop.state,
            _programmes.c.name,
            _shop.day,
            _shop.starts,
            _shop.ends,
            _shop.zone,
            _shop.place,
            func.coalesce(blocks.c.n, 0),
            func.coalesce(blocks.c.planned, 0),
            _shop.started_at,
            _shop.ended_at,
            func.coalesce(people.c.n, 0),
            _shop.hands_up,
        )
        .join(_programmes, _programmes.c.id == _shop.programme_id)
        .outerjoin(blocks, blocks.c.workshop_id == _shop.id)
        .outerjoin(people, people.c.workshop_id == _shop.id)
    )
    return rows if only is None else rows.where(_shop.id == only)


def list_workshops(session: Session) -> tuple[WorkshopRow, ...]:
    """All workshops, latest date first."""
    query = _workshops().order_by(_shop.day.desc(), _shop.starts.desc(), _shop.id.desc())
    return tuple(WorkshopRow(*row) for row in read(session, query))


def running_workshops(session: Session) -> tuple[int, ...]:
    """The ids of those that are running; reading 2,000 rows for that takes a start 20 ms."""
    query = select(_shop.id).where(_shop.state == WorkshopState.RUNNING)
    return tuple(read(session, query.order_by(_shop.day.desc(), _shop.id.desc())).scalars())


def workshop_row(session: Session, workshop_id: int) -> WorkshopRow | None:
    """One workshop, None when there is none of that id."""
    row = read(session, _workshops(workshop_id)).first()
    return None if row is None else WorkshopRow(*row)
