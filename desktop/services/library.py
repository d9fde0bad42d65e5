"""The read side in one place: opens a unit of work, asks one query, closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.unit_of_work import UnitOfWork
from desktop.services import queries

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.domain.closing import Closing
    from desktop.domain.learned import PastBlock
    from desktop.domain.meeting_cost import HourlyRate
    from desktop.domain.okr_rows import RevisionRow, TeamLine, TeamOkrs
    from desktop.domain.people import KnownPerson
    from desktop.domain.prepare_rows import CycleRow, Preparation
    from desktop.domain.rows import AgendaRow, CaptureRow, ContactRow, PersonRow, WorkshopRow
    from desktop.domain.run import RunEvent
    from desktop.domain.search import SearchResults
    from desktop.domain.template import TemplateRow
    from desktop.domain.workshop_file import WorkshopDoc
    from desktop.services.template_files import Template


class Library:
    """Everything the console reads. Rows are frozen; nothing here changes the library."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def has_programme(self) -> bool:
        with self._uow.read() as session:
            return queries.has_programme(session)

    def workshops(self) -> tuple[WorkshopRow, ...]:
        with self._uow.read() as session:
            return queries.list_workshops(session)

    def running_workshops(self) -> tuple[int, ...]:
        with self._uow.read() as session:
            return queries.running_workshops(session)

    def workshop(self, workshop_id: int) -> WorkshopRow | None:
        with self._uow.read() as session:
            return queries.workshop_row(session, workshop_id)

    def agenda(self, workshop_id: int, *, with_removed: bool = False) -> tuple[AgendaRow, ...]:
        from desktop.services import agenda_queries  # noqa: PLC0415  Home needs it not

        with self._uow.read() as session:
            return agenda_queries.agenda_rows(session, workshop_id, with_removed=with_removed)

    def events(self, workshop_id: int) -> tuple[RunEvent, ...]:
        from desktop.services import agenda_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return agenda_queries.run_events(session, workshop_id)

    def private_notes(self, workshop_id: int) -> dict[int, str]:
        from desktop.services import agenda_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return agenda_queries.private_notes(session, workshop_id)

    def captures(self, workshop_id: int) -> tuple[CaptureRow, ...]:
        from desktop.services import capture_queries  # noqa: PLC0415  no start needs it

        with self._uow.read() as session:
            return capture_queries.captures(session, workshop_id)

    def roster(self, workshop_id: int) -> tuple[PersonRow, ...]:
        from desktop.services import people_queries  # noqa: PLC0415  no start needs it

        with self._uow.read() as session:
            return people_queries.roster(session, workshop_id)

    def contacts(self, workshop_id: int) -> dict[int, ContactRow]:
        from desktop.services import people_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return people_queries.contacts(session, workshop_id)

    def team_names(self, workshop_id: int) -> tuple[str, ...]:
        from desktop.services import people_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return people_queries.team_names(session, workshop_id)

    def known_people(self, workshop_id: int) -> tuple[KnownPerson, ...]:
        from desktop.services import people_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return people_queries.known_people(session, workshop_id)

    def preparation(self, workshop_id: int) -> Preparation:
        from desktop.services import prepare_queries  # noqa: PLC0415  no start needs it

        with self._uow.read() as session:
            return prepare_queries.preparation(session, workshop_id)

    def hourly_rate(self, workshop_id: int) -> HourlyRate | None:
        """Private: for the facilitator's own screen only."""
        from desktop.services import prepare_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return prepare_queries.hourly_rate(session, workshop_id)

    def closing(self, workshop_id: int) -> Closing:
        """What is looked through before the workshop is closed."""
        from desktop.services import prepare_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return prepare_queries.closing(session, workshop_id)

    def cycle(self, workshop_id: int) -> CycleRow | None:
        from desktop.services import okr_queries  # noqa: PLC0415  no start needs it

        with self._uow.read() as session:
            return okr_queries.cycle_row(session, workshop_id)

    def team_lines(self, workshop_id: int) -> tuple[TeamLine, ...]:
        from desktop.services import okr_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return okr_queries.team_lines(session, workshop_id)

    def team_okrs(self, workshop_id: int, team_id: int) -> TeamOkrs | None:
        from desktop.services import okr_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return okr_queries.team_okrs(session, workshop_id, team_id)

    def all_team_okrs(self, workshop_id: int) -> tuple[TeamOkrs, ...]:
        from desktop.services import okr_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return okr_queries.all_team_okrs(session, workshop_id)

    def revisions(self, uids: Collection[str]) -> tuple[RevisionRow, ...]:
        from desktop.services import okr_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return okr_queries.revisions(session, uids)

    def workshop_doc(self, workshop_id: int) -> WorkshopDoc:
        from desktop.services import workshop_export  # noqa: PLC0415

        with self._uow.read() as session:
            return workshop_export.workshop_doc(session, workshop_id)

    def saved_templates(self) -> tuple[TemplateRow, ...]:
        """Those of one's own; a damaged one is among them and says so."""
        from desktop.services import saved_templates  # noqa: PLC0415  after Home's first painting

        with self._uow.read() as session:
            return saved_templates.saved_rows(session)

    def shipped_templates(self) -> tuple[TemplateRow, ...]:
        """Those that come with the app. Raises `UserError` that names a file with a mistake."""
        from desktop.services import saved_templates  # noqa: PLC0415

        return saved_templates.shipped_rows()

    def template(self, name: str) -> Template:
        """A shipped or a saved one. Raises `UserError` for any other name."""
        from desktop.services import saved_templates  # noqa: PLC0415

        with self._uow.read() as session:
            return saved_templates.find(session, name)

    def closed_runs(self) -> dict[int, int]:
        """Something that is another one once the run is, by the id of each closed workshop."""
        from desktop.services import learned_queries  # noqa: PLC0415  no start needs it

        with self._uow.read() as session:
            return learned_queries.closed_runs(session)

    def blocks_of_run(self, workshop_id: int) -> tuple[PastBlock, ...]:
        """How long the blocks of a closed workshop took."""
        from desktop.services import learned_queries  # noqa: PLC0415

        with self._uow.read() as session:
            return learned_queries.blocks_of_run(session, workshop_id)

    def search(self, typed: str, workshop_id: int | None = None) -> SearchResults:
        """What has the typed words, in that workshop or in all."""
        from desktop.services import search  # noqa: PLC0415  when somebody searches

        with self._uow.read() as session:
            return search.search(session, typed, workshop_id)
