"""The read side in one place: opens a unit of work, asks one query, closes it."""

from __future__ import annotations

from desktop.domain.people import KnownPerson
from desktop.domain.rows import AgendaRow, CaptureRow, ContactRow, PersonRow, WorkshopRow
from desktop.domain.run import RunEvent
from desktop.models.unit_of_work import UnitOfWork
from desktop.services import people_queries, queries


class Library:
    """Everything the console reads. Rows are frozen; nothing here changes the library."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def workshops(self) -> tuple[WorkshopRow, ...]:
        with self._uow.read() as session:
            return queries.list_workshops(session)

    def workshop(self, workshop_id: int) -> WorkshopRow | None:
        with self._uow.read() as session:
            return queries.workshop_row(session, workshop_id)

    def agenda(self, workshop_id: int, *, with_removed: bool = False) -> tuple[AgendaRow, ...]:
        with self._uow.read() as session:
            return queries.agenda_rows(session, workshop_id, with_removed=with_removed)

    def events(self, workshop_id: int) -> tuple[RunEvent, ...]:
        with self._uow.read() as session:
            return queries.run_events(session, workshop_id)

    def private_notes(self, workshop_id: int) -> dict[int, str]:
        with self._uow.read() as session:
            return queries.private_notes(session, workshop_id)

    def captures(self, workshop_id: int) -> tuple[CaptureRow, ...]:
        with self._uow.read() as session:
            return queries.captures(session, workshop_id)

    def roster(self, workshop_id: int) -> tuple[PersonRow, ...]:
        with self._uow.read() as session:
            return people_queries.roster(session, workshop_id)

    def contacts(self, workshop_id: int) -> dict[int, ContactRow]:
        with self._uow.read() as session:
            return people_queries.contacts(session, workshop_id)

    def team_names(self, workshop_id: int) -> tuple[str, ...]:
        with self._uow.read() as session:
            return people_queries.team_names(session, workshop_id)

    def known_people(self, workshop_id: int) -> tuple[KnownPerson, ...]:
        with self._uow.read() as session:
            return people_queries.known_people(session, workshop_id)
