"""Brings an earlier wording or number back, as an edit of its own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.amounts import parse_amount
from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Ambition, KeyResultType, ObjectiveState
from desktop.models.okrs import Initiative, KeyResult, MilestoneStep, Mission, Objective, Revision
from desktop.models.preparing import Theme
from desktop.models.unit_of_work import Work
from desktop.services.drafting import valid_title, valid_words
from desktop.services.key_results import AMOUNTS, KeyResultField, write_key_result
from desktop.services.okrs import ObjectiveField, Value, write_objective
from desktop.services.revisions import Pen, Revised, from_shown

_TABLES: tuple[type[Revised], ...] = (Mission, Objective, KeyResult, MilestoneStep, Initiative)


@dataclass(frozen=True, slots=True)
class Restore:
    """Set a field back to what it was before one revision."""

    workshop_id: int
    at: Moment
    revision_id: int

    @property
    def label(self) -> str:
        return tr("Restore an earlier wording")

    def execute(self, work: Work) -> None:
        revision = work.session.get(Revision, self.revision_id)
        row = None if revision is None else _row_of(work.session, revision)
        if revision is None or row is None:
            raise UserError(
                tr("What this wording belongs to is no longer there."), tr("Undo brings it back.")
            )
        pen = Pen(work, self.workshop_id, self.at)
        field, text = revision.field, revision.old
        if isinstance(row, Objective):
            target = ObjectiveField(field)
            value = _objective_value(work.session, row, target, text)
            write_objective(pen, row, target, value, on_its_own=True)
        elif isinstance(row, KeyResult):
            result_field = KeyResultField(field)
            value = _key_result_value(result_field, text)
            write_key_result(pen, row, result_field, value, on_its_own=True)
        elif isinstance(row, Mission):
            votes = field != "text"
            value = (int(text) if text else None) if votes else valid_words(text)
            pen.set(row, field, value, on_its_own=True)
        else:
            value = text == tr("yes") if field == "done" else valid_title(text)
            pen.set(row, field, value, on_its_own=True)


def _row_of(session: Session, revision: Revision) -> Revised | None:
    table = next((table for table in _TABLES if table.__tablename__ == revision.entity), None)
    if table is None:
        return None
    return session.scalars(select(table).where(table.uid == revision.entity_uid)).first()


def _objective_value(session: Session, row: Objective, field: ObjectiveField, text: str) -> Value:
    match field:
        case ObjectiveField.AMBITION:
            return _known(from_shown(text, Ambition))
        case ObjectiveField.STATE:
            return _known(from_shown(text, ObjectiveState))
        case ObjectiveField.SCORE:
            return parse_amount(text) if text else None
        case ObjectiveField.THEME if text:
            query = select(Theme.id).where(Theme.cycle_id == row.cycle_id, Theme.title == text)
            return _known(session.scalars(query).first())
        case ObjectiveField.THEME:
            return None
        case _:
            return text


def _key_result_value(field: KeyResultField, text: str) -> Value:
    if field in AMOUNTS:
        return parse_amount(text) if text else None
    if field is KeyResultField.CONFIDENCE:
        return int(text) if text else None
    if field is KeyResultField.TYPE:
        return _known(from_shown(text, KeyResultType))
    if field is KeyResultField.BASELINE_UNKNOWN:
        return _known(from_shown(text, (True, False)))
    return text


def _known(value: Value) -> Value:
    if value is None:
        raise UserError(tr("This earlier choice is no longer there."), tr("Choose again by hand."))
    return value
