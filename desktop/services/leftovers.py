"""What goes with a workshop: its own preparation, and a cycle that nobody else is in."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.okrs import Initiative, KeyResult, MilestoneStep, Mission, Objective, Revision
from desktop.models.preparing import (
    Cycle,
    Goal,
    LeaderInput,
    Material,
    SessionKeyResult,
    Theme,
    WorkshopBrief,
)
from desktop.models.tables import Base, Workshop
from desktop.services.cycles import cycle_of, workshops_in

_OWN = (WorkshopBrief, SessionKeyResult, Goal, Material, LeaderInput)
_DRAFTED = (Initiative, Objective, Mission, Theme)  # each before what it points at
_REVISED = (Mission, Objective, KeyResult, MilestoneStep, Initiative)


def drop_prepared(session: Session, workshop: Workshop) -> None:
    """Delete what was prepared for a workshop, and all of its cycle when it was alone in it.

    A workshop whose quarter was only told by its day and never written to has no cycle to drop.
    """
    cycle = cycle_of(session, workshop.id)
    alone = cycle is not None and workshops_in(session, cycle) <= {workshop.id}
    for table in _OWN:
        _delete(session, session.scalars(select(table).where(table.workshop_id == workshop.id)))
    if cycle is not None and alone:
        uids = _revised_uids(session, cycle)
        for table in _DRAFTED:
            _delete(session, session.scalars(select(table).where(table.cycle_id == cycle.id)))
        _delete(session, [session.get_one(Cycle, cycle.id)])
        _delete(session, session.scalars(select(Revision).where(Revision.entity_uid.in_(uids))))
    _drop_strays(session, workshop.uid)


def _revised_uids(session: Session, cycle: Cycle) -> set[str]:
    here = Objective.cycle_id == cycle.id
    results = select(KeyResult.uid).join(Objective, Objective.id == KeyResult.objective_id)
    steps = (
        select(MilestoneStep.uid)
        .join(KeyResult, KeyResult.id == MilestoneStep.key_result_id)
        .join(Objective, Objective.id == KeyResult.objective_id)
    )
    return {
        *session.scalars(select(Mission.uid).where(Mission.cycle_id == cycle.id)),
        *session.scalars(select(Objective.uid).where(here)),
        *session.scalars(results.where(here)),
        *session.scalars(steps.where(here)),
        *session.scalars(select(Initiative.uid).where(Initiative.cycle_id == cycle.id)),
    }


def _drop_strays(session: Session, workshop_uid: str) -> None:
    """Revisions written in the workshop of rows that are gone: nobody finds them any more."""
    rows = session.scalars(select(Revision).where(Revision.workshop_uid == workshop_uid)).all()
    uids = {row.entity_uid for row in rows}
    there: set[str] = set()
    for table in _REVISED:
        there.update(session.scalars(select(table.uid).where(table.uid.in_(uids))))
    _delete(session, [row for row in rows if row.entity_uid not in there])


def _delete(session: Session, rows: Iterable[Base]) -> None:
    for row in list(rows):
        session.delete(row)
    session.flush()
