"""Writes down every change of wording or number beside the change itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import select

from desktop.domain.amounts import format_amount
from desktop.domain.clock import Moment
from desktop.domain.i18n import tr
from desktop.domain.kinds import Ambition, KeyResultType, ObjectiveState, WorkshopState
from desktop.domain.progress import ambition_name, state_name, type_name
from desktop.models.base import new_uid
from desktop.models.okrs import Initiative, KeyResult, MilestoneStep, Mission, Objective, Revision
from desktop.models.unit_of_work import Work
from desktop.services.agenda_queries import current_item_uid
from desktop.services.ranks import rank_between
from desktop.services.workshops import workshop_of

_V = TypeVar("_V")
Revised = Mission | Objective | KeyResult | MilestoneStep | Initiative
ONE_EDIT = timedelta(minutes=2)
"""Edits of one field that follow each other within this time are one."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Changes rows in a workshop at an instant, and remembers how they read before."""

    work: Work
    workshop_id: int
    at: Moment

    def set(self, row: Revised, field: str, value: object, *, on_its_own: bool = False) -> None:
        """Give a field a new value; nothing is written when it has it already."""
        old = getattr(row, field)
        if old == value:
            return
        setattr(row, field, value)
        self.note(row, field, shown(old), shown(value), on_its_own=on_its_own)

    def added(self, row: Revised, field: str) -> None:
        """A row was added; `field` is its wording."""
        self.note(row, field, "", shown(getattr(row, field)), on_its_own=True)

    def note(
        self, row: Revised, field: str, old: str, new: str, *, on_its_own: bool = False
    ) -> None:
        """Write a revision, or carry on the newest one when it is of this field and recent.

        `on_its_own` never carries on: a restored wording must not wipe out what it replaced.
        """
        session = self.work.session
        last = session.scalars(select(Revision).order_by(Revision.id.desc()).limit(1)).first()
        if last is not None and not on_its_own and self._goes_on(last, row, field):
            last.new = new
            if last.new == last.old:
                session.delete(last)
            return
        if old == new:
            return
        workshop = workshop_of(session, self.workshop_id)
        running = workshop.state is WorkshopState.RUNNING
        session.add(
            Revision(
                uid=new_uid(),
                rank=rank_between(None if last is None else last.rank, None),
                entity=row.__tablename__,
                entity_uid=row.uid,
                field=field,
                old=old,
                new=new,
                at=self.at.utc,
                workshop_uid=workshop.uid,
                item_uid=current_item_uid(session, workshop.id)[1] if running else "",
            )
        )
        session.flush()

    def _goes_on(self, last: Revision, row: Revised, field: str) -> bool:
        same = last.entity_uid == row.uid and last.field == field
        return same and timedelta(0) <= self.at.utc - last.at < ONE_EDIT


def shown(value: object) -> str:
    """A value as it reads in a history: closed sets by their names, "" for none."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, Decimal):
        return format_amount(value)
    if isinstance(value, KeyResultType):
        return type_name(value)
    if isinstance(value, Ambition):
        return ambition_name(value)
    if isinstance(value, ObjectiveState):
        return state_name(value)
    return "" if value is None else str(value)


def from_shown(text: str, members: Iterable[_V]) -> _V | None:
    """The one that reads like this; None when none does (it was written in another language)."""
    return next((member for member in members if shown(member) == text), None)
