"""What views and reports read: columns in, frozen rows out, never an entity."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from desktop.domain.clock import Moment
from desktop.domain.kinds import CaptureKind, Disposition, WorkshopState
from desktop.domain.rows import AgendaRow, CaptureRef, CaptureRow, StepRow, WorkshopRow
from desktop.domain.run import BaselineItem, Phase, RunEvent, item_at, run_state
from desktop.models.tables import (
    ActionItem,
    AgendaItem,
    Base,
    Decision,
    FeedbackItem,
    Finding,
    Need,
    ParkingLotItem,
    Participation,
    PrivateNote,
    Programme,
    Risk,
    RunEventRecord,
    Step,
    Workshop,
)


def _workshops(only: int | None = None) -> Select[*tuple[Any, ...]]:
    """All of them, or one: then nothing is counted for the others either."""
    counted = (
        select(
            AgendaItem.workshop_id.label("workshop_id"),
            func.count().label("n"),
            func.sum(AgendaItem.planned_s).label("planned"),
        )
        .where(AgendaItem.removed.is_(False))
        .group_by(AgendaItem.workshop_id)
    )
    joined = select(
        Participation.workshop_id.label("workshop_id"), func.count().label("n")
    ).group_by(Participation.workshop_id)
    if only is not None:
        counted = counted.where(AgendaItem.workshop_id == only)
        joined = joined.where(Participation.workshop_id == only)
    blocks, people = counted.subquery(), joined.subquery()
    rows = (
        select(
            Workshop.id,
            Workshop.uid,
            Workshop.title,
            Workshop.kind,
            Workshop.state,
            Programme.name,
            Workshop.day,
            Workshop.starts,
            Workshop.ends,
            Workshop.zone,
            Workshop.place,
            func.coalesce(blocks.c.n, 0),
            func.coalesce(blocks.c.planned, 0),
            Workshop.started_at,
            Workshop.ended_at,
            func.coalesce(people.c.n, 0),
            Workshop.hands_up,
        )
        .join(Programme, Programme.id == Workshop.programme_id)
        .outerjoin(blocks, blocks.c.workshop_id == Workshop.id)
        .outerjoin(people, people.c.workshop_id == Workshop.id)
    )
    return rows if only is None else rows.where(Workshop.id == only)


def list_workshops(session: Session) -> tuple[WorkshopRow, ...]:
    """All workshops, latest date first."""
    query = _workshops().order_by(Workshop.day.desc(), Workshop.starts.desc(), Workshop.id.desc())
    return tuple(WorkshopRow(*row) for row in session.execute(query))


def running_workshops(session: Session) -> tuple[int, ...]:
    """The ids of those that are running; reading 2,000 rows for that takes a start 20 ms."""
    query = select(Workshop.id).where(Workshop.state == WorkshopState.RUNNING)
    return tuple(session.scalars(query.order_by(Workshop.day.desc(), Workshop.id.desc())))


def workshop_row(session: Session, workshop_id: int) -> WorkshopRow | None:
    """One workshop, None when there is none of that id."""
    row = session.execute(_workshops(workshop_id)).first()
    return None if row is None else WorkshopRow(*row)


def agenda_rows(
    session: Session, workshop_id: int, *, with_removed: bool = False
) -> tuple[AgendaRow, ...]:
    """The blocks of a workshop in order, with their steps; without the private notes."""
    steps: dict[int, list[StepRow]] = {}
    step_query = (
        select(Step.item_id, Step.id, Step.uid, Step.title, Step.seconds, Step.instruction)
        .join(AgendaItem, AgendaItem.id == Step.item_id)
        .where(AgendaItem.workshop_id == workshop_id)
        .order_by(Step.rank, Step.id)
    )
    for row in session.execute(step_query):
        step = StepRow(row.id, row.uid, row.title, row.seconds, row.instruction)
        steps.setdefault(row.item_id, []).append(step)
    query = select(
        AgendaItem.id,
        AgendaItem.uid,
        AgendaItem.title,
        AgendaItem.kind,
        AgendaItem.category,
        AgendaItem.planned_s,
        AgendaItem.minimum_s,
        AgendaItem.maximum_s,
        AgendaItem.protected,
        AgendaItem.technique,
        AgendaItem.lead,
        AgendaItem.instruction,
        AgendaItem.cut_order,
        AgendaItem.fixed_start,
    ).where(AgendaItem.workshop_id == workshop_id)
    if not with_removed:
        query = query.where(AgendaItem.removed.is_(False))
    rows = session.execute(query.order_by(AgendaItem.rank, AgendaItem.id))
    return tuple(_agenda_row(row, steps.get(row.id, [])) for row in rows)


def _agenda_row(row: Row[*tuple[Any, ...]], steps: list[StepRow]) -> AgendaRow:
    return AgendaRow(*row, steps=tuple(steps))


def private_notes(session: Session, workshop_id: int) -> dict[int, str]:
    """The facilitator's notes by block id; only the console asks for them."""
    query = (
        select(PrivateNote.item_id, PrivateNote.text)
        .join(AgendaItem, AgendaItem.id == PrivateNote.item_id)
        .where(AgendaItem.workshop_id == workshop_id)
    )
    return dict(session.execute(query).all())


def run_events(session: Session, workshop_id: int) -> tuple[RunEvent, ...]:
    """What happened in the run, in order of sequence."""
    query = (
        select(
            RunEventRecord.sequence,
            RunEventRecord.kind,
            RunEventRecord.utc,
            RunEventRecord.boot_ms,
            RunEventRecord.boot_id,
            RunEventRecord.item_uid,
            RunEventRecord.seconds,
            RunEventRecord.baseline,
            RunEventRecord.why,
            RunEventRecord.from_ms,
            RunEventRecord.to_ms,
        )
        .where(RunEventRecord.workshop_id == workshop_id)
        .order_by(RunEventRecord.sequence)
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
        for row in session.execute(query)
    )


def current_item_uid(session: Session, workshop_id: int) -> tuple[Phase, str]:
    """Where the run stands and the block it is in ("" if none)."""
    events = run_events(session, workshop_id)
    if not events:
        return Phase.WAITING, ""
    state = run_state(agenda_rows(session, workshop_id), events, events[-1].at, None)
    return state.phase, "" if state.current is None else state.items[state.current].uid


_CAPTURED = (Finding, FeedbackItem, ParkingLotItem, Risk, Decision, ActionItem, Need)
_KINDS: dict[type[Base], CaptureKind] = {
    ParkingLotItem: CaptureKind.PARKING_LOT,
    Risk: CaptureKind.RISK,
    Decision: CaptureKind.DECISION,
    ActionItem: CaptureKind.ACTION,
    Need: CaptureKind.NEED,
}


def captures(session: Session, workshop_id: int) -> tuple[CaptureRow, ...]:
    """Everything captured in a workshop: by kind of table, then by rank (random for feedback)."""
    events = run_events(session, workshop_id)
    query = select(AgendaItem.uid, AgendaItem.title).where(AgendaItem.workshop_id == workshop_id)
    titles = dict(session.execute(query).all())
    rows: list[CaptureRow] = []
    for table in _CAPTURED:
        columns = [
            table.id,
            table.uid,
            table.text,
            table.captured_at,
            table.run_ms,
            table.item_uid,
            *(
                getattr(table, name)
                for name in ("kind", "owner", "due", "disposition", "anonymous", "reason")
                if hasattr(table, name)
            ),
        ]
        query = select(*columns).where(table.workshop_id == workshop_id)
        for row in session.execute(query.order_by(table.rank, table.id)).mappings():
            item_uid = row["item_uid"]
            if row["run_ms"] is not None:
                item_uid = item_at(events, row["run_ms"])
            kind = _KINDS.get(table) or CaptureKind(row["kind"])
            rows.append(
                CaptureRow(
                    CaptureRef(kind, row["id"]),
                    row["uid"],
                    row["text"],
                    row["captured_at"],
                    row["run_ms"],
                    item_uid,
                    titles.get(item_uid, ""),
                    row.get("owner", ""),
                    row.get("due"),
                    row.get("disposition", Disposition.OPEN),
                    row.get("anonymous", False),
                    row.get("reason", ""),
                )
            )
    return tuple(rows)
