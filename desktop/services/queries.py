"""What views and reports read: columns in, frozen rows out, never an entity."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, Result, Row, Select, String, column, func, select, table
from sqlalchemy.orm import Session

from desktop.domain.clock import Moment
from desktop.domain.kinds import WorkshopState
from desktop.domain.rows import AgendaRow, StepRow, WorkshopRow
from desktop.domain.run import BaselineItem, Phase, RunEvent, run_state
from desktop.models.agenda import AgendaItem, PrivateNote, Step
from desktop.models.run_event import RunEventRecord
from desktop.models.workshop import Workshop

# Columns of tables, not of classes: the first query of a class has SQLAlchemy configure them all,
# and of two tables Home only has a name and a number. That is 50 ms of a start.
_shop, _event = Workshop.__table__.c, RunEventRecord.__table__.c
_block, _step, _note = AgendaItem.__table__.c, Step.__table__.c, PrivateNote.__table__.c
_programmes = table("programme", column("id", Integer), column("name", String))
_participations = table("participation", column("workshop_id", Integer))


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> Result[*tuple[Any, ...]]:
    session.flush()  # a query of classes does it by itself, one of tables does not
    return session.execute(query)


def has_programme(session: Session) -> bool:
    """Whether the library has its first programme."""
    return _read(session, select(_programmes.c.id).limit(1)).first() is not None


def _workshops(only: int | None = None) -> Select[*tuple[Any, ...]]:
    """All of them, or one: then nothing is counted for the others either."""
    counted = (
        select(
            _block.workshop_id.label("workshop_id"),
            func.count().label("n"),
            func.sum(_block.planned_s).label("planned"),
        )
        .where(_block.removed.is_(False))
        .group_by(_block.workshop_id)
    )
    joined = select(
        _participations.c.workshop_id.label("workshop_id"), func.count().label("n")
    ).group_by(_participations.c.workshop_id)
    if only is not None:
        counted = counted.where(_block.workshop_id == only)
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
    return tuple(WorkshopRow(*row) for row in _read(session, query))


def running_workshops(session: Session) -> tuple[int, ...]:
    """The ids of those that are running; reading 2,000 rows for that takes a start 20 ms."""
    query = select(_shop.id).where(_shop.state == WorkshopState.RUNNING)
    return tuple(_read(session, query.order_by(_shop.day.desc(), _shop.id.desc())).scalars())


def workshop_row(session: Session, workshop_id: int) -> WorkshopRow | None:
    """One workshop, None when there is none of that id."""
    row = _read(session, _workshops(workshop_id)).first()
    return None if row is None else WorkshopRow(*row)


def agenda_rows(
    session: Session, workshop_id: int, *, with_removed: bool = False
) -> tuple[AgendaRow, ...]:
    """The blocks of a workshop in order, with their steps; without the private notes."""
    steps: dict[int, list[StepRow]] = {}
    step_query = (
        select(_step.item_id, _step.id, _step.uid, _step.title, _step.seconds, _step.instruction)
        .join(AgendaItem.__table__, _block.id == _step.item_id)
        .where(_block.workshop_id == workshop_id)
        .order_by(_step.rank, _step.id)
    )
    for row in _read(session, step_query):
        step = StepRow(row.id, row.uid, row.title, row.seconds, row.instruction)
        steps.setdefault(row.item_id, []).append(step)
    query = select(
        _block.id,
        _block.uid,
        _block.title,
        _block.kind,
        _block.category,
        _block.planned_s,
        _block.minimum_s,
        _block.maximum_s,
        _block.protected,
        _block.technique,
        _block.lead,
        _block.instruction,
        _block.cut_order,
        _block.fixed_start,
    ).where(_block.workshop_id == workshop_id)
    if not with_removed:
        query = query.where(_block.removed.is_(False))
    rows = _read(session, query.order_by(_block.rank, _block.id))
    return tuple(_agenda_row(row, steps.get(row.id, [])) for row in rows)


def _agenda_row(row: Row[*tuple[Any, ...]], steps: list[StepRow]) -> AgendaRow:
    return AgendaRow(*row, steps=tuple(steps))


def private_notes(session: Session, workshop_id: int) -> dict[int, str]:
    """The facilitator's notes by block id; only the console asks for them."""
    query = (
        select(_note.item_id, _note.text)
        .join(AgendaItem.__table__, _block.id == _note.item_id)
        .where(_block.workshop_id == workshop_id)
    )
    return dict(_read(session, query).all())


def run_events(session: Session, workshop_id: int) -> tuple[RunEvent, ...]:
    """What happened in the run, in order of sequence."""
    query = (
        select(
            _event.sequence,
            _event.kind,
            _event.utc,
            _event.boot_ms,
            _event.boot_id,
            _event.item_uid,
            _event.seconds,
            _event.baseline,
            _event.why,
            _event.from_ms,
            _event.to_ms,
        )
        .where(_event.workshop_id == workshop_id)
        .order_by(_event.sequence)
    )
    return tuple(
        RunEvent(
            row.sequence,
            row.kind,
            Moment(row.utc, row.boot_ms, row.boot_id),
            row.item_uid,
            row.seconds,
            tuple(BaselineItem(*entry) for entry in row.baseline),
            row.why or "",
            row.from_ms or 0,
            row.to_ms or 0,
        )
        for row in _read(session, query)
    )


def current_item_uid(session: Session, workshop_id: int) -> tuple[Phase, str]:
    """Where the run stands and the block it is in ("" if none)."""
    events = run_events(session, workshop_id)
    if not events:
        return Phase.WAITING, ""
    state = run_state(agenda_rows(session, workshop_id), events, events[-1].at, None)
    return state.phase, "" if state.current is None else state.items[state.current].uid
