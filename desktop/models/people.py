"""Who takes part: persons and teams of a programme, and their part in one workshop."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.models.base import Base, Exported, RowId


class Team(Exported, Base):
    """People of one programme who work together; its name is unique there."""

    __tablename__ = "team"

    id: Mapped[RowId]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str]


class Person(Exported, Base):
    """Somebody a programme works with, known from workshop to workshop."""

    __tablename__ = "person"

    id: Mapped[RowId]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    name: Mapped[str]

    contact: Mapped[PersonContact | None] = relationship(cascade="all, delete-orphan")
    accommodation: Mapped[Accommodation | None] = relationship(cascade="all, delete-orphan")


class PersonContact(Exported, Base):
    """How to reach somebody; no stage or report query joins it."""

    __tablename__ = "person_contact"

    id: Mapped[RowId]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str]


class Accommodation(Exported, Base):
    """What somebody needs to take part well; no stage or report query joins it."""

    __tablename__ = "accommodation"

    id: Mapped[RowId]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    text: Mapped[str]


class Participation(Exported, Base):
    """A person in a workshop, with team and role as they were that day; instants in UTC."""

    __tablename__ = "participation"

    id: Mapped[RowId]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    role: Mapped[str]
    experience: Mapped[OkrExperience]
    pre_work: Mapped[PreWork]
    attendance: Mapped[Attendance]
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    team: Mapped[Team | None] = relationship()
