"""Use cases that put people on a workshop's list: one that is typed, or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.people import (
    MAX_ACCOMMODATION,
    Fate,
    PlannedPerson,
    RosterEntry,
    plan_people,
    valid_email,
    valid_name,
)
from desktop.domain.text import clean
from desktop.models.base import new_uid
from desktop.models.tables import Accommodation, Participation, Person, PersonContact, Workshop
from desktop.models.unit_of_work import Work
from desktop.services.participants import (
    TeamBook,
    participation_of,
    person_of,
    ranked_participations,
    set_accommodation,
    set_attendance,
    set_email,
)
from desktop.services.people_queries import known_people
from desktop.services.ranks import rank_between, ranks_after
from desktop.services.workshops import workshop_of


def add_entries(
    work: Work, workshop: Workshop, entries: Sequence[RosterEntry]
) -> tuple[PlannedPerson, ...]:
    """Add or update everybody in the list; says what became of each."""
    planned = plan_people(entries, known_people(work.session, workshop.id))
    teams = TeamBook(work, workshop.programme_id)
    new = [one for one in planned if one.fate is Fate.NEW]
    strangers = [one.entry for one in new if one.known is None]
    made = iter(_add_people(work, workshop.programme_id, strangers))
    last = ranked_participations(work.session, workshop.id)
    ranks = ranks_after(last[-1].rank if last else None, len(new))
    rows = [
        {
            "uid": new_uid(),
            "rank": rank,
            "workshop_id": workshop.id,
            "person_id": next(made) if one.known is None else one.known.person_id,
            "team_id": teams.id_of(one.entry.team),
            "role": one.entry.role,
            "experience": one.entry.experience or OkrExperience.NONE,
            "pre_work": one.entry.pre_work or PreWork.UNKNOWN,
            "attendance": one.entry.attendance or Attendance.EXPECTED,
            "arrived_at": None,
            "left_at": None,
        }
        for one, rank in zip(new, ranks, strict=True)
    ]
    work.add_rows(Participation, rows)
    for one in planned:
        if one.known is not None and one.fate is not Fate.SAME:
            _update(work.session, one, teams)
    return planned


def _add_people(work: Work, programme_id: int, entries: Sequence[RosterEntry]) -> list[int]:
    query = select(Person.rank).where(Person.programme_id == programme_id)
    last = work.session.scalar(query.order_by(Person.rank.desc()).limit(1))
    rows = [
        {"uid": new_uid(), "rank": rank, "programme_id": programme_id, "name": entry.name}
        for entry, rank in zip(entries, ranks_after(last, len(entries)), strict=True)
    ]
    ids = work.add_rows(Person, rows)
    rank = rank_between(None, None)
    contacts = [
        {"uid": new_uid(), "rank": rank, "person_id": person_id, "email": entry.email}
        for person_id, entry in zip(ids, entries, strict=True)
        if entry.email
    ]
    work.add_rows(PersonContact, contacts)
    needs = [
        {"uid": new_uid(), "rank": rank, "person_id": person_id, "text": text}
        for person_id, entry in zip(ids, entries, strict=True)
        if (text := clean(entry.accommodation, MAX_ACCOMMODATION))
    ]
    work.add_rows(Accommodation, needs)
    return ids


def _update(session: Session, one: PlannedPerson, teams: TeamBook) -> None:
    """What the entry says stands; what it leaves out stays."""
    assert one.known is not None
    entry = one.entry
    person = person_of(session, one.known.person_id)
    person.name = entry.name
    if entry.email:
        set_email(person, entry.email)
    if entry.accommodation:
        set_accommodation(person, entry.accommodation)
    if one.known.participation_id is None:
        return
    row = participation_of(session, one.known.participation_id)
    row.team_id = teams.id_of(entry.team) or row.team_id
    row.role = entry.role or row.role
    row.experience = entry.experience or row.experience
    row.pre_work = entry.pre_work or row.pre_work
    if entry.attendance not in (None, row.attendance):
        set_attendance(row, entry.attendance, None)  # when, the list doesn't say


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Put one person at the end of a workshop's list."""

    workshop_id: int
    entry: RosterEntry

    @property
    def label(self) -> str:
        return tr("Add person")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        valid_email(self.entry.email)
        valid_name(self.entry.name)
        (done,) = add_entries(work, workshop, [self.entry])
        if done.fate is not Fate.NEW:
            raise UserError(
                tr("“{name}” is in the list already.").format(name=self.entry.name),
                tr("Tell two people apart by an initial."),
            )


@dataclass(frozen=True, slots=True)
class AddPeople:
    """Bring in a list: whoever is new is added, whoever is known takes over what it says."""

    workshop_id: int
    entries: tuple[RosterEntry, ...]

    @property
    def label(self) -> str:
        return tr("Import people")

    def execute(self, work: Work) -> None:
        add_entries(work, workshop_of(work.session, self.workshop_id), self.entries)
