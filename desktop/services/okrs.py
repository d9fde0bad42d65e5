"""Use cases on objectives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select

from desktop.domain.amounts import valid_amount
from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Ambition, ObjectiveState
from desktop.models.base import new_uid
from desktop.models.okrs import Initiative, Objective
from desktop.models.preparing import Theme
from desktop.models.unit_of_work import Work
from desktop.services.drafting import (
    found,
    last_rank,
    mission_of,
    moved_rank,
    objectives_of,
    valid_owner,
    valid_score,
    valid_title,
    valid_words,
)
from desktop.services.ranks import rank_between
from desktop.services.revisions import Pen, shown
from desktop.services.workshops import workshop_of

Value = str | int | bool | Decimal | None


class ObjectiveField(StrEnum):
    """What can be edited on an objective."""

    TITLE = "title"
    WHY = "why"
    FOR_WHOM = "for_whom"
    AMBITION = "ambition"
    THEME = "theme_id"
    OWNER = "owner"
    STATE = "state"
    SCORE = "score"
    SCORE_NOTE = "score_note"


@dataclass(frozen=True, slots=True)
class AddObjective:
    """Add an objective to a team, at the end."""

    workshop_id: int
    at: Moment
    team_id: int
    title: str

    @property
    def label(self) -> str:
        return tr("Add objective")

    def execute(self, work: Work) -> None:
        title = valid_title(self.title, new=True)
        _, cycle = mission_of(work, self.workshop_id, self.team_id)
        rows = objectives_of(work.session, self.team_id, cycle.id)
        objective = Objective(
            uid=new_uid(),
            rank=rank_between(last_rank(rows), None),
            team_id=self.team_id,
            cycle_id=cycle.id,
            workshop_uid=workshop_of(work.session, self.workshop_id).uid,
            title=title,
            why="",
            for_whom="",
            ambition=Ambition.COMMITTED,
            owner="",
            state=ObjectiveState.DRAFT,
            score_note="",
        )
        work.session.add(objective)
        Pen(work, self.workshop_id, self.at).added(objective, "title")


@dataclass(frozen=True, slots=True)
class EditObjective:
    """Change one field of an objective."""

    workshop_id: int
    at: Moment
    objective_id: int
    field: ObjectiveField
    value: Value

    @property
    def label(self) -> str:
        return tr("Edit objective")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("objective", self.field.value, self.objective_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, Objective, self.objective_id)
        write_objective(Pen(work, self.workshop_id, self.at), row, self.field, self.value)


def write_objective(
    pen: Pen, row: Objective, field: ObjectiveField, value: Value, *, on_its_own: bool = False
) -> None:
    """Check a value and give it to the field. Raises `UserError` when it makes no sense."""
    if field is ObjectiveField.THEME:
        _write_theme(pen, row, value, on_its_own=on_its_own)
        return
    pen.set(row, field.value, _valid(field, value), on_its_own=on_its_own)


def _valid(field: ObjectiveField, value: Value) -> Value:
    match field, value:
        case ObjectiveField.TITLE, str():
            return valid_title(value)
        case ObjectiveField.WHY | ObjectiveField.FOR_WHOM | ObjectiveField.SCORE_NOTE, str():
            return valid_words(value)
        case ObjectiveField.OWNER, str():
            return valid_owner(value)
        case ObjectiveField.AMBITION, str():
            return Ambition(value)
        case ObjectiveField.STATE, str():
            return ObjectiveState(value)
        case ObjectiveField.SCORE, Decimal() | None:
            return valid_score(None if value is None else valid_amount(value))
        case _:
            raise TypeError(f"{field} takes no {type(value).__name__}")


def _write_theme(pen: Pen, row: Objective, value: Value, *, on_its_own: bool) -> None:
    """Themes are noted by their title: an id says nothing in a history."""
    session = pen.work.session
    theme = session.get(Theme, value) if isinstance(value, int) else None
    if value is not None and (theme is None or theme.cycle_id != row.cycle_id):
        raise UserError(tr("This theme is no longer there."), tr("The old one stays."))
    new_id = None if theme is None else theme.id
    if row.theme_id == new_id:
        return
    old = None if row.theme_id is None else session.get(Theme, row.theme_id)
    row.theme_id = new_id
    old_title = "" if old is None else old.title
    pen.note(row, "theme_id", old_title, shown(theme and theme.title), on_its_own=on_its_own)


@dataclass(frozen=True, slots=True)
class MoveObjective:
    """Move an objective up (negative) or down its team's list by so many places."""

    objective_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move objective")

    def execute(self, work: Work) -> None:
        row = found(work.session, Objective, self.objective_id)
        row.rank = moved_rank(objectives_of(work.session, row.team_id, row.cycle_id), row, self.by)


@dataclass(frozen=True, slots=True)
class DeleteObjective:
    """Remove an objective with its key results; initiatives stay with the team."""

    objective_id: int

    @property
    def label(self) -> str:
        return tr("Delete objective")

    def execute(self, work: Work) -> None:
        row = found(work.session, Objective, self.objective_id)
        query = select(Initiative).where(Initiative.objective_id == row.id)
        for initiative in work.session.scalars(query).all():
            initiative.objective_id = None
        work.session.flush()  # nothing points at it any more
        work.session.delete(row)
