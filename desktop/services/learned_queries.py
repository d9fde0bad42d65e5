"""Reads how long the blocks of closed workshops really took, one workshop at a time."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.kinds import WorkshopState
from desktop.domain.learned import PastBlock, past_blocks
from desktop.domain.rows import AgendaRow
from desktop.domain.run_record import run_record
from desktop.models.agenda import AgendaItem
from desktop.models.run_event import RunEventRecord
from desktop.models.workshop import Workshop
from desktop.services.agenda_queries import run_events
from desktop.services.queries import read

_shop, _block, _event = Workshop.__table__.c, AgendaItem.__table__.c, RunEventRecord.__table__.c


def closed_runs(session: Session) -> dict[int, int]:
    """The id of the newest event of every closed workshop that was run, by its id.

    Ids are never used again, so another one means that the run is another one.
    """
    query = (
        select(_event.workshop_id, func.max(_event.id))
        .join(Workshop.__table__, _shop.id == _event.workshop_id)
        .where(_shop.state == WorkshopState.CLOSED)
        .group_by(_event.workshop_id)
    )
    return dict(read(session, query).all())


def blocks_of_run(session: Session, workshop_id: int) -> tuple[PastBlock, ...]:
    """The blocks of a closed workshop that were held."""
    events = run_events(session, workshop_id)
    if not events:
        return ()
    query = (
        select(
            _block.id,
            _block.uid,
            _block.title,
            _block.kind,
            _block.category,
            _block.planned_s,
            _block.technique,
            _block.removed,
        )
        .where(_block.workshop_id == workshop_id)
        .order_by(_block.rank, _block.id)
    )
    found = read(session, query).all()
    rows = [
        AgendaRow(
            row.id,
            row.uid,
            row.title,
            row.kind,
            row.category,
            row.planned_s,
            minimum_s=row.planned_s,
            maximum_s=row.planned_s,
            protected=False,
            technique=row.technique,
            lead="",
            instruction="",
        )
        for row in found
    ]
    shown = {row.uid for row in found if not row.removed}
    record = run_record(events, rows, shown, events[-1].at)
    return past_blocks(workshop_id, record, rows)
