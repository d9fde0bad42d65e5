"""The use case that makes a new workshop of one there is: what was planned, not what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, GoalStatus, PreWork
from desktop.models.base import Base, new_uid
from desktop.models.preparing import Goal, Material, SessionKeyResult, WorkshopBrief
from desktop.models.tables import AgendaItem, Participation, PrivateNote, Step, Workshop
from desktop.models.unit_of_work import Work
from desktop.services.agenda import ranked_items
from desktop.services.workshops import TITLE_LIMIT, CreateWorkshop, workshop_of

_Listed = type[Goal | Material | SessionKeyResult | WorkshopBrief | Participation]
_NEW: tuple[tuple[_Listed, dict[str, Any]], ...] = (
    (
        Participation,
        {
            "pre_work": PreWork.UNKNOWN,
            "attendance": Attendance.EXPECTED,
            "arrived_at": None,
            "left_at": None,
        },
    ),
    # another day may be in another quarter; what was learned at the close is that session's
    (WorkshopBrief, {"cycle_id": None, "adjustments": "", "score": None, "score_note": ""}),
    (SessionKeyResult, {"score": None}),
    (Goal, {"status": GoalStatus.OPEN, "evidence": ""}),
    (Material, {"ready": False}),
)
"""What is kept beside the agenda, and what of it begins anew."""


@dataclass(frozen=True, slots=True)
class DuplicateWorkshop:
    """Add a workshop like another one, on a day: agenda, people, goals, materials, session OKR.

    Its run, its notes and what leaders said stay where they were. OKRs belong to a team and a
    quarter, so they are there as well when the day is in the same one.
    """

    workshop_id: int
    day: date

    @property
    def label(self) -> str:
        return tr("Duplicate workshop")

    def execute(self, work: Work) -> None:
        source = workshop_of(work.session, self.workshop_id)
        made = CreateWorkshop(
            _title(source.title),
            self.day,
            source.starts,
            source.ends,
            source.zone,
            source.kind,
            place=source.place,
        ).create(work)
        made.programme_id, made.series_id = source.programme_id, source.series_id
        work.session.flush()
        _copy_agenda(work, source, made)
        for table, anew in _NEW:
            query = select(table).where(table.workshop_id == source.id)
            rows = work.session.scalars(query.order_by(table.rank, table.id))
            work.add_rows(table, _copies(rows, {"workshop_id": made.id} | anew))


def _title(title: str) -> str:
    words = tr("{title} (copy)")
    room = TITLE_LIMIT - len(words.format(title=""))
    return words.format(title=title[:room].rstrip())


def _copy_agenda(work: Work, source: Workshop, made: Workshop) -> None:
    items = ranked_items(work.session, source.id)
    ids = work.add_rows(AgendaItem, _copies(items, {"workshop_id": made.id}))
    new_ids = {item.id: new for item, new in zip(items, ids, strict=True)}
    for table in (Step, PrivateNote):
        query = (
            select(table)
            .join(AgendaItem, AgendaItem.id == table.item_id)
            .where(AgendaItem.workshop_id == source.id, AgendaItem.removed.is_(False))
        )
        rows = work.session.scalars(query.order_by(table.item_id, table.rank, table.id)).all()
        copies = _copies(rows, {})
        work.add_rows(table, [row | {"item_id": new_ids[row["item_id"]]} for row in copies])


def _copies(rows: Iterable[Base], anew: dict[str, Any]) -> list[dict[str, Any]]:
    """The columns of the rows under uids of their own, with some values that begin anew."""
    made: list[dict[str, Any]] = []
    for row in rows:
        names = [column.name for column in row.__table__.columns if column.name != "id"]
        made.append({name: getattr(row, name) for name in names} | anew | {"uid": new_uid()})
    return made
