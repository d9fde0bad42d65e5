"""What is read about people: public rows apart from what only the facilitator may know."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop.domain.people import KnownPerson
from desktop.domain.rows import ContactRow, PersonRow
from desktop.models.tables import (
    Accommodation,
    Participation,
    Person,
    PersonContact,
    Team,
    Workshop,
)


def roster(session: Session, workshop_id: int) -> tuple[PersonRow, ...]:
    """Who takes part in a workshop, in order; without e-mail and accommodation."""
    query = (
        select(
            Participation.id,
            Participation.uid,
            Participation.person_id,
            Person.name,
            Participation.team_id,
            Team.name.label("team"),
            Participation.role,
            Participation.experience,
            Participation.pre_work,
            Participation.attendance,
            Participation.arrived_at,
            Participation.left_at,
        )
        .join(Person, Person.id == Participation.person_id)
        .outerjoin(Team, Team.id == Participation.team_id)
        .where(Participation.workshop_id == workshop_id)
        .order_by(Participation.rank, Participation.id)
    )
    return tuple(
        PersonRow(*row[:5], row.team or "", *row[6:])  # a person may be in no team
        for row in session.execute(query)
    )


def contacts(session: Session, workshop_id: int) -> dict[int, ContactRow]:
    """What only the facilitator knows, by person id; only the console asks for it."""
    query = (
        select(Participation.person_id, PersonContact.email, Accommodation.text)
        .outerjoin(PersonContact, PersonContact.person_id == Participation.person_id)
        .outerjoin(Accommodation, Accommodation.person_id == Participation.person_id)
        .where(Participation.workshop_id == workshop_id)
    )
    return {
        person_id: ContactRow(person_id, email or "", text or "")
        for person_id, email, text in session.execute(query)
    }


def team_names(session: Session, workshop_id: int) -> tuple[str, ...]:
    """The teams of the programme that anybody is in, in their order."""
    query = (
        select(Team.name)
        .join(Workshop, Workshop.programme_id == Team.programme_id)
        .where(Workshop.id == workshop_id)
        .where(select(Participation.id).where(Participation.team_id == Team.id).exists())
        .order_by(Team.rank, Team.id)
    )
    return tuple(session.scalars(query))


def known_people(session: Session, workshop_id: int) -> tuple[KnownPerson, ...]:
    """Everybody of the workshop's programme, with their part in this workshop if they have one."""
    part = and_(Participation.person_id == Person.id, Participation.workshop_id == workshop_id)
    query = (
        select(
            Person.id,
            Person.name,
            PersonContact.email,
            Participation.id.label("participation_id"),
            Team.name.label("team"),
            Participation.role,
            Participation.experience,
            Participation.pre_work,
            Participation.attendance,
            Accommodation.text.label("accommodation"),
        )
        .join(Workshop, Workshop.programme_id == Person.programme_id)
        .outerjoin(PersonContact, PersonContact.person_id == Person.id)
        .outerjoin(Accommodation, Accommodation.person_id == Person.id)
        .outerjoin(Participation, part)
        .outerjoin(Team, Team.id == Participation.team_id)
        .where(Workshop.id == workshop_id)
        .order_by(Person.rank, Person.id)
    )
    return tuple(
        KnownPerson(
            row.id,
            row.name,
            row.email or "",
            row.participation_id,
            row.team or "",
            row.role or "",
            row.experience,
            row.pre_work,
            row.attendance,
            row.accommodation or "",
        )
        for row in session.execute(query)
    )
