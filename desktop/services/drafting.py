"""What the commands on OKRs share: finding rows, valid words and numbers, and places in a list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.people import MAX_NAME
from desktop.domain.text import clean, one_line
from desktop.models.base import new_uid
from desktop.models.okrs import Initiative, KeyResult, MilestoneStep, Mission, Objective
from desktop.models.preparing import Cycle
from desktop.models.tables import Team
from desktop.models.unit_of_work import Work
from desktop.services.cycles import ensure_cycle
from desktop.services.ranks import rank_between
from desktop.services.workshops import workshop_of

MAX_TITLE = 500
HIGHEST_CONFIDENCE = 10
HEAVIEST = Decimal(100)
MOST_VOTES = 10_000
Ranked = Objective | KeyResult | MilestoneStep | Initiative | Mission
_R = TypeVar("_R", Objective, KeyResult, MilestoneStep, Initiative, Team)
_L = TypeVar("_L", Objective, KeyResult, Initiative)


def found(session: Session, table: type[_R], row_id: int) -> _R:
    """The row with that id. Raises `UserError` when it is gone."""
    row = session.get(table, row_id)
    if row is None:
        what = {
            Objective: tr("This objective is no longer there."),
            KeyResult: tr("This key result is no longer there."),
            MilestoneStep: tr("This step is no longer there."),
            Initiative: tr("This initiative is no longer there."),
            Team: tr("This team is no longer there."),
        }
        raise UserError(what[table], tr("Undo brings it back."))
    return row


def mission_of(work: Work, workshop_id: int, team_id: int) -> tuple[Mission, Cycle]:
    """A team's mission in the workshop's cycle; the row is made when missing, without a word."""
    team = found(work.session, Team, team_id)
    cycle = ensure_cycle(work, workshop_id)
    if team.programme_id != cycle.programme_id:
        raise UserError(
            tr("This team belongs to another programme."), tr("Choose one from the list.")
        )
    query = select(Mission).where(Mission.team_id == team_id, Mission.cycle_id == cycle.id)
    mission = work.session.scalars(query).first()
    if mission is None:
        last = select(Mission.rank).where(Mission.cycle_id == cycle.id)
        mission = Mission(
            uid=new_uid(),
            rank=rank_between(
                work.session.scalar(last.order_by(Mission.rank.desc()).limit(1)), None
            ),
            team_id=team_id,
            cycle_id=cycle.id,
            workshop_uid=workshop_of(work.session, workshop_id).uid,
            text="",
        )
        work.session.add(mission)
        work.session.flush()
    return mission, cycle


def valid_title(text: str, *, new: bool = False) -> str:
    """The title on one line. Raises `UserError` when it is empty or too long."""
    title = one_line(text, MAX_TITLE)
    if not title:
        raise UserError(
            tr("It needs some words."), tr("Type them.") if new else tr("The old ones stay.")
        )
    return title


def valid_words(text: str) -> str:
    """Words that may be long or missing."""
    return clean(text)


def valid_short(text: str) -> str:
    """A name, a unit or a source on one line; may be empty."""
    return one_line(text, MAX_TITLE)


def valid_owner(text: str) -> str:
    """A name on one line; may be empty."""
    return one_line(text, MAX_NAME)


def valid_score(value: Decimal | None) -> Decimal | None:
    """A score from 0.0 to 1.0 or none. Raises `UserError` for anything else."""
    if value is not None and not 0 <= value <= 1:
        raise UserError(tr("A score runs from 0.0 to 1.0."), tr("The old one stays."))
    return value


def valid_confidence(value: int | None) -> int | None:
    """A confidence from 0 to 10 or none. Raises `UserError` for anything else."""
    if value is not None and not 0 <= value <= HIGHEST_CONFIDENCE:
        raise UserError(tr("Confidence runs from 0 to 10."), tr("The old one stays."))
    return value


def valid_weight(value: Decimal | None) -> Decimal:
    """A weight above 0. Raises `UserError` for anything else."""
    if value is None or not 0 < value <= HEAVIEST:
        raise UserError(
            tr("A weight is more than 0 and at most 100."), tr("The old one stays; 1 is usual.")
        )
    return value


def valid_votes(value: int | None) -> int | None:
    """A count of hands or none. Raises `UserError` for anything else."""
    if value is not None and not 0 <= value <= MOST_VOTES:
        raise UserError(
            tr("Votes are counted from 0 to {n}.").format(n=MOST_VOTES),
            tr("The old count stays."),
        )
    return value


def moved_rank(rows: Sequence[_L], row: _L, by: int) -> str:
    """The rank of a row that moves up (negative) or down by so many places."""
    at = next(i for i, other in enumerate(rows) if other.id == row.id)
    to = max(0, min(len(rows) - 1, at + by))
    if to == at:
        return row.rank
    others = [other for other in rows if other.id != row.id]
    before = others[to - 1].rank if to else None
    after = others[to].rank if to < len(others) else None
    return rank_between(before, after)


def objectives_of(session: Session, team_id: int, cycle_id: int) -> list[Objective]:
    """The objectives of a team in a cycle, in order."""
    query = select(Objective).where(Objective.team_id == team_id, Objective.cycle_id == cycle_id)
    return list(session.scalars(query.order_by(Objective.rank, Objective.id)))


def last_rank(rows: Sequence[Ranked]) -> str | None:
    """The rank of the last row of a list in order."""
    return rows[-1].rank if rows else None
