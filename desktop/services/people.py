"""Use cases on the people of a workshop: who takes part, and what the facilitator knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.people import MAX_NAME, name_key, valid_email, valid_name
from desktop.domain.text import clean, one_line
from desktop.models.tables import Person, PersonContact, Team
from desktop.models.unit_of_work import Work
from desktop.services.participants import (
    TeamBook,
    drop_strangers,
    participation_of,
    person_of,
    ranked_participations,
    set_accommodation,
    set_attendance,
    set_email,
)
from desktop.services.ranks import rank_between
from desktop.services.workshops import workshop_of

MOST_HANDS = 10_000


class PersonField(StrEnum):
    """What can be edited on a participation."""

    TEAM = "team"
    ROLE = "role"
    EXPERIENCE = "experience"
    PRE_WORK = "pre_work"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class EditParticipation:
    """Change one thing about somebody's part in a workshop.

    `at` (UTC) is when it happened: it is noted for who arrives late or leaves in a run.
    """

    participation_id: int
    field: PersonField
    value: str
    at: datetime | None = None

    @property
    def label(self) -> str:
        return tr("Edit person")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("participation", self.field.value, self.participation_id)

    def execute(self, work: Work) -> None:
        row = participation_of(work.session, self.participation_id)
        match self.field:
            case PersonField.TEAM:
                row.team_id = TeamBook(work, row.person.programme_id).id_of(self.value)
            case PersonField.ROLE:
                row.role = one_line(clean(self.value, MAX_NAME))
            case PersonField.EXPERIENCE:
                row.experience = OkrExperience(self.value)
            case PersonField.PRE_WORK:
                row.pre_work = PreWork(self.value)
            case PersonField.ATTENDANCE:
                set_attendance(row, Attendance(self.value), self.at)


@dataclass(frozen=True, slots=True)
class RenamePerson:
    """Change what somebody is called, in every workshop of the programme."""

    person_id: int
    name: str

    @property
    def label(self) -> str:
        return tr("Rename person")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("person.name", self.person_id)

    def execute(self, work: Work) -> None:
        person_of(work.session, self.person_id).name = valid_name(self.name)


@dataclass(frozen=True, slots=True)
class RenameTeam:
    """Change what a team is called, for all who are in it."""

    team_id: int
    name: str

    @property
    def label(self) -> str:
        return tr("Rename team")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("team.name", self.team_id)

    def execute(self, work: Work) -> None:
        team = work.session.get(Team, self.team_id)
        if team is None:
            raise UserError(tr("This team is no longer there."), tr("Undo brings it back."))
        name = valid_name(self.name)
        query = select(Team).where(Team.programme_id == team.programme_id, Team.id != team.id)
        if any(name_key(other.name) == name_key(name) for other in work.session.scalars(query)):
            raise UserError(
                tr("There is a team “{name}” already.").format(name=name),
                tr("Move its people there one by one, or choose another name."),
            )
        team.name = name


@dataclass(frozen=True, slots=True)
class SetContact:
    """Write somebody's e-mail; empty text removes it. Only the facilitator sees it."""

    person_id: int
    email: str

    @property
    def label(self) -> str:
        return tr("Edit e-mail")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("person_contact", self.person_id)

    def execute(self, work: Work) -> None:
        person = person_of(work.session, self.person_id)
        email = valid_email(clean(self.email))
        query = (
            select(Person.name, PersonContact.email)
            .join(PersonContact, PersonContact.person_id == Person.id)
            .where(Person.programme_id == person.programme_id, Person.id != person.id)
        )
        for name, other in work.session.execute(query):
            if email and other.casefold() == email.casefold():
                raise UserError(
                    tr("This is the e-mail of {name}.").format(name=name),
                    tr("The old one stays."),
                )
        set_email(person, email)


@dataclass(frozen=True, slots=True)
class SetAccommodation:
    """Write what somebody needs to take part well; only the facilitator sees it."""

    person_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Edit accommodation")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("accommodation", self.person_id)

    def execute(self, work: Work) -> None:
        set_accommodation(person_of(work.session, self.person_id), self.text)


@dataclass(frozen=True, slots=True)
class MoveParticipant:
    """Move somebody up (negative) or down the list by so many places."""

    participation_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move person")

    def execute(self, work: Work) -> None:
        row = participation_of(work.session, self.participation_id)
        rows = ranked_participations(work.session, row.workshop_id)
        at = next(i for i, other in enumerate(rows) if other.id == row.id)
        to = max(0, min(len(rows) - 1, at + self.by))
        if to == at:
            return
        others = [other for other in rows if other.id != row.id]
        before = others[to - 1].rank if to else None
        after = others[to].rank if to < len(others) else None
        row.rank = rank_between(before, after)


@dataclass(frozen=True, slots=True)
class RemoveParticipant:
    """Take somebody off a workshop's list; who is in no other one is forgotten altogether."""

    participation_id: int

    @property
    def label(self) -> str:
        return tr("Remove person")

    def execute(self, work: Work) -> None:
        row = participation_of(work.session, self.participation_id)
        person = row.person
        work.session.delete(row)
        drop_strangers(work.session, [person])


@dataclass(frozen=True, slots=True)
class SetHandsUp:
    """Write how many read the pre-work by show of hands; None: not asked yet."""

    workshop_id: int
    count: int | None

    @property
    def label(self) -> str:
        return tr("Count hands")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("workshop.hands_up", self.workshop_id)

    def execute(self, work: Work) -> None:
        if self.count is not None and not 0 <= self.count <= MOST_HANDS:
            raise UserError(
                tr("Hands are counted from 0 to {n}.").format(n=MOST_HANDS),
                tr("The old count stays."),
            )
        workshop_of(work.session, self.workshop_id).hands_up = self.count
