"""Which quarter a workshop belongs to: told by its day until somebody chooses another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import CycleState
from desktop.domain.quarters import Quarter, parse_quarter, quarter_for
from desktop.domain.text import one_line
from desktop.models.base import new_uid
from desktop.models.okrs import Initiative, Mission, Objective
from desktop.models.preparing import Cycle, Theme, WorkshopBrief
from desktop.models.tables import Team, Workshop
from desktop.models.unit_of_work import Work
from desktop.services.ranks import rank_between
from desktop.services.workshops import workshop_of

_Row = TypeVar("_Row", Mission, Objective, Initiative, Theme)


def cycle_of(session: Session, workshop_id: int) -> Cycle | None:
    """The cycle of a workshop; None while nothing has been written for its quarter."""
    query = (
        select(Workshop.programme_id, Workshop.day, WorkshopBrief.cycle_id)
        .outerjoin(WorkshopBrief, WorkshopBrief.workshop_id == Workshop.id)
        .where(Workshop.id == workshop_id)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    if row.cycle_id is not None:
        return session.get(Cycle, row.cycle_id)
    return _cycle_for(session, row.programme_id, quarter_for(row.day))


def ensure_brief(work: Work, workshop_id: int) -> WorkshopBrief:
    """What is written about a workshop beside its agenda; the row is made when missing."""
    query = select(WorkshopBrief).where(WorkshopBrief.workshop_id == workshop_id)
    brief = work.session.scalars(query).first()
    if brief is None:
        workshop_of(work.session, workshop_id)
        brief = WorkshopBrief(
            uid=new_uid(),
            rank=rank_between(None, None),
            workshop_id=workshop_id,
            format="",
            adjustments="",
            objective="",
            score_note="",
        )
        work.session.add(brief)
        work.session.flush()
    return brief


def ensure_cycle(work: Work, workshop_id: int) -> Cycle:
    """The cycle of a workshop, made when missing; from now on a new date won't change it."""
    workshop = workshop_of(work.session, workshop_id)
    found = cycle_of(work.session, workshop_id)
    if found is None:
        found = _made(work, workshop.programme_id, quarter_for(workshop.day))
    brief = ensure_brief(work, workshop_id)
    if brief.cycle_id is None:
        brief.cycle_id = found.id
        work.session.flush()
    return found


def workshops_in(session: Session, cycle: Cycle) -> set[int]:
    """The workshops of that cycle, chosen or by their day."""
    query = (
        select(Workshop.id, Workshop.day, WorkshopBrief.cycle_id)
        .outerjoin(WorkshopBrief, WorkshopBrief.workshop_id == Workshop.id)
        .where(Workshop.programme_id == cycle.programme_id)
    )
    return {
        row.id
        for row in session.execute(query)
        if row.cycle_id == cycle.id
        or (row.cycle_id is None and quarter_for(row.day).starts == cycle.starts)
    }


@dataclass(frozen=True, slots=True)
class SetCycle:
    """Say which quarter a workshop is about.

    What was drafted goes with it unless another workshop shares the quarter it leaves.
    """

    workshop_id: int
    quarter: str

    @property
    def label(self) -> str:
        return tr("Change quarter")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("workshop.cycle", self.workshop_id)

    def execute(self, work: Work) -> None:
        quarter = parse_quarter(one_line(self.quarter))
        if quarter is None:
            raise UserError(tr("This is not a quarter."), tr("Type it like Q1 2027."))
        workshop = workshop_of(work.session, self.workshop_id)
        old = cycle_of(work.session, self.workshop_id)
        new = _cycle_for(work.session, workshop.programme_id, quarter)
        alone = old is not None and workshops_in(work.session, old) <= {self.workshop_id}
        if new is None and old is not None and alone:
            old.label, old.starts, old.ends = quarter.label, quarter.starts, quarter.ends
            new = old
        elif new is None:
            new = _made(work, workshop.programme_id, quarter)
        elif old is not None and alone and old.id != new.id:
            _move_drafts(work, old, new)
        ensure_brief(work, self.workshop_id).cycle_id = new.id


def _cycle_for(session: Session, programme_id: int, quarter: Quarter) -> Cycle | None:
    query = select(Cycle).where(Cycle.programme_id == programme_id, Cycle.starts == quarter.starts)
    return session.scalars(query.order_by(Cycle.rank, Cycle.id).limit(1)).first()


def _made(work: Work, programme_id: int, quarter: Quarter) -> Cycle:
    query = select(Cycle.rank).where(Cycle.programme_id == programme_id)
    last = work.session.scalar(query.order_by(Cycle.rank.desc()).limit(1))
    made = Cycle(
        uid=new_uid(),
        rank=rank_between(last, None),
        programme_id=programme_id,
        label=quarter.label,
        starts=quarter.starts,
        ends=quarter.ends,
        state=CycleState.PLANNED,
    )
    work.session.add(made)
    work.session.flush()
    return made


def _move_drafts(work: Work, old: Cycle, new: Cycle) -> None:
    """Take everything of a cycle that nobody else is in into one that exists."""
    session = work.session
    there = {row.team_id: row for row in session.scalars(_of(Mission, new))}
    for mission in session.scalars(_of(Mission, old)).all():
        other = there.get(mission.team_id)
        if other is None:
            mission.cycle_id = new.id
        elif not mission.text and mission.votes_for is None and mission.votes_against is None:
            session.delete(mission)
        else:
            team = session.get(Team, mission.team_id)
            raise UserError(
                tr("{team} has a mission in {cycle} already.").format(
                    team="" if team is None else team.name, cycle=new.label
                ),
                tr("Remove one of the two first. The quarter stays as it is."),
            )
    drafts = (
        *session.scalars(_of(Objective, old)),
        *session.scalars(_of(Initiative, old)),
        *session.scalars(_of(Theme, old)),
    )
    for row in drafts:
        row.cycle_id = new.id
    session.flush()


def _of(table: type[_Row], cycle: Cycle) -> Select[_Row]:
    return select(table).where(table.cycle_id == cycle.id)
