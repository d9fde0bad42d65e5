"""What the commands on people share: finding them, their teams, and forgetting them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance
from desktop.domain.people import MAX_ACCOMMODATION, MAX_NAME, name_key
from desktop.domain.text import clean, one_line
from desktop.models.base import new_uid
from desktop.models.tables import Accommodation, Participation, Person, PersonContact, Team
from desktop.models.unit_of_work import Work
from desktop.services.ranks import rank_between


def participation_of(session: Session, participation_id: int) -> Participation:
    """The participation with that id. Raises `UserError` when it is gone."""
    row = session.get(Participation, participation_id)
    if row is None:
        raise UserError(
            tr("This person is no longer in the workshop."), tr("Undo brings them back.")
        )
    return row


def person_of(session: Session, person_id: int) -> Person:
    """The person with that id. Raises `UserError` when they are gone."""
    person = session.get(Person, person_id)
    if person is None:
        raise UserError(
            tr("This person is no longer in the library."), tr("Undo brings them back.")
        )
    return person


def ranked_participations(session: Session, workshop_id: int) -> list[Participation]:
    """The participations of a workshop in order."""
    query = select(Participation).where(Participation.workshop_id == workshop_id)
    return list(session.scalars(query.order_by(Participation.rank, Participation.id)))


def drop_strangers(session: Session, people: Iterable[Person]) -> None:
    """Delete those who take part in no workshop: nobody could see or erase them any more."""
    session.flush()
    for person in people:
        query = select(Participation.id).where(Participation.person_id == person.id).limit(1)
        if session.scalar(query) is None:
            session.delete(person)


class TeamBook:
    """The teams of a programme by name; one that is missing is added."""

    def __init__(self, work: Work, programme_id: int) -> None:
        self._work = work
        self._programme_id = programme_id
        query = select(Team).where(Team.programme_id == programme_id).order_by(Team.rank)
        self._teams = list(work.session.scalars(query))

    def id_of(self, name: str) -> int | None:
        """The team's id; None for no name."""
        name = one_line(clean(name, MAX_NAME))
        if not name:
            return None
        key = name_key(name)
        found = next((team for team in self._teams if name_key(team.name) == key), None)
        if found is None:
            last = self._teams[-1].rank if self._teams else None
            found = Team(
                uid=new_uid(),
                rank=rank_between(last, None),
                programme_id=self._programme_id,
                name=name,
            )
            self._work.session.add(found)
            self._work.session.flush()
            self._teams.append(found)
        return found.id


def set_email(person: Person, email: str) -> None:
    """Write the address; empty removes it."""
    contact = person.contact
    if contact is None and email:
        rank = rank_between(None, None)
        person.contact = PersonContact(uid=new_uid(), rank=rank, email=email)
    elif contact is not None and email:
        contact.email = email
    elif contact is not None:
        person.contact = None


def set_accommodation(person: Person, text: str) -> None:
    """Write what somebody needs to take part well; empty removes it."""
    text = clean(text, MAX_ACCOMMODATION)
    held = person.accommodation
    if held is None and text:
        rank = rank_between(None, None)
        person.accommodation = Accommodation(uid=new_uid(), rank=rank, text=text)
    elif held is not None and text:
        held.text = text
    elif held is not None:
        person.accommodation = None


def set_attendance(row: Participation, attendance: Attendance, at: datetime | None) -> None:
    """Write whether somebody is there. `at` (UTC) is noted for who comes or leaves."""
    row.attendance = attendance
    if attendance in (Attendance.EXPECTED, Attendance.NO_SHOW):
        row.arrived_at, row.left_at = None, None
    elif attendance is Attendance.LEFT:
        row.left_at = at
    else:
        row.arrived_at, row.left_at = at, None
