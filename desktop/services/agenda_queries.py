"""What is read about the agenda of a workshop and its run, by table as in `queries`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desktop.domain.clock import Moment
from desktop.domain.rows import AgendaRow, StepRow
from desktop.domain.run import BaselineItem, Phase, RunEvent, run_state
from desktop.models.agenda import AgendaItem, PrivateNote, Step
from desktop.models.run_event import RunEventRecord
from desktop.services.queries import read

_block, _event = AgendaItem.__table__.c, RunEventRecord.__table__.c
_step, _note = Step.__table__.c, PrivateNote.__table__.c


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
    for row in read(session, step_query):
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
    rows = read(session, query.order_by(_block.rank, _block.id))
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
    return dict(read(session, query).all())


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
        for row in read(session, query)
    )


def current_item_uid(session: Session, workshop_id: int) -> tuple[Phase, str]:
    """Where the run stands and the block it is in ("" if none)."""
    events = run_events(session, workshop_id)
    if not events:
        return Phase.WAITING, ""
    state = run_state(agenda_rows(session, workshop_id), events, events[-1].at, None)
    return state.phase, "" if state.current is None else state.items[state.current].uid
