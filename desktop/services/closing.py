"""Use cases before a workshop is closed: who does what by when, and what became of questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Disposition
from desktop.domain.people import MAX_NAME
from desktop.domain.text import one_line
from desktop.models.tables import ActionItem, ParkingLotItem
from desktop.models.unit_of_work import Work

MAX_REASON = 2_000


class ActionField(StrEnum):
    """What can be edited on an action besides its words."""

    OWNER = "owner"
    DUE = "due"
    DONE = "done"


class ParkedField(StrEnum):
    """What can be edited on a parked question besides its words."""

    DISPOSITION = "disposition"
    REASON = "reason"
    OWNER = "owner"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class EditAction:
    """Say who does it (text), by when (a day or None), or that it is done (True or False)."""

    action_id: int
    field: ActionField
    value: str | bool | date | None

    @property
    def label(self) -> str:
        return tr("Edit action")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("action", self.field.value, self.action_id)

    def execute(self, work: Work) -> None:
        row = work.session.get(ActionItem, self.action_id)
        if row is None:
            raise UserError(tr("This action is no longer there."), tr("Undo brings it back."))
        match self.field:
            case ActionField.OWNER:
                row.owner = _name(self.value)
            case ActionField.DUE:
                row.due = _due(self.value)
            case ActionField.DONE:
                row.done = bool(self.value)


@dataclass(frozen=True, slots=True)
class EditParked:
    """Say what became of a parked question, why, and who takes it along by when."""

    item_id: int
    field: ParkedField
    value: str | date | None

    @property
    def label(self) -> str:
        settles = self.field is ParkedField.DISPOSITION
        return tr("Settle a parked question") if settles else tr("Edit parked question")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("parked", self.field.value, self.item_id)

    def execute(self, work: Work) -> None:
        row = _parked(work.session, self.item_id)
        match self.field:
            case ParkedField.DISPOSITION:
                row.disposition = Disposition(str(self.value))
            case ParkedField.REASON:
                row.reason = one_line(str(self.value or ""), MAX_REASON)
            case ParkedField.OWNER:
                row.owner = _name(self.value)
            case ParkedField.DUE:
                row.due = _due(self.value)


def _parked(session: Session, item_id: int) -> ParkingLotItem:
    row = session.get(ParkingLotItem, item_id)
    if row is None:
        raise UserError(tr("This question is no longer there."), tr("Undo brings it back."))
    return row


def _name(value: object) -> str:
    return one_line(str(value or ""), MAX_NAME)


def _due(value: object) -> date | None:
    return value if isinstance(value, date) else None
