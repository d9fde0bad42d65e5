"""Turns what the facilitator wants of people into commands on the open workshop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.bridge.desk import Desk
from desktop.bridge.store import Store
from desktop.domain.clock import Clock
from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.people import Fate, RosterEntry, plan_people
from desktop.domain.roster import RosterFile, RosterPreview, read_pasted, read_roster
from desktop.domain.run import Phase
from desktop.services.bus import Command
from desktop.services.library import Library
from desktop.services.people import (
    EditParticipation,
    MoveParticipant,
    PersonField,
    RemoveParticipant,
    RenamePerson,
    RenameTeam,
    SetAccommodation,
    SetContact,
    SetHandsUp,
)
from desktop.services.roster import AddPeople, AddPerson
from desktop.system.tables import read_table


class PeopleConductor(QObject):
    """One method for each wish; every one ends in the store, or says why it can't."""

    said = Signal(str, str)  # what was done, detail
    deleted = Signal(str)  # what is gone; undo brings it back
    previewed = Signal(object)  # RosterPreview

    def __init__(
        self, store: Store, desk: Desk, library: Library, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._desk = desk
        self._library = library
        self._clock = clock

    def add(self, entry: RosterEntry) -> bool:
        """True once the person is on disk."""
        return self._on_workshop(lambda shop: AddPerson(shop, entry))

    def preview_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        try:
            read = read_table(path)
            file = read_roster(read.table.rows, read.table.lines)
        except UserError as error:
            self._store.failed.emit(error)
            return
        if read.sheet:
            how = tr("sheet “{name}”").format(name=read.sheet)
        else:
            how = tr("columns split by {sign}").format(sign=_sign(read.table.delimiter))
        self._show(path.name, f"{read.encoding} · {how}", file)

    def preview_text(self, text: str) -> None:
        """Read pasted lines and show what they would bring."""
        try:
            file = read_pasted(text)
        except UserError as error:
            self._store.failed.emit(error)
            return
        self._show(tr("Pasted lines"), "", file)

    def bring_in(self, preview: RosterPreview) -> None:
        """Import what was previewed, as one step."""
        if not self._on_workshop(lambda shop: AddPeople(shop, preview.file.people)):
            return
        new, changed = preview.count(Fate.NEW), preview.count(Fate.CHANGED)
        parts = [ntr("{n} person added", "{n} people added", new)] if new else []
        if changed:
            parts.append(ntr("{n} person changed", "{n} people changed", changed))
        skipped = len(preview.file.skipped)
        detail = ntr("{n} line was skipped.", "{n} lines were skipped.", skipped)
        self.said.emit(tr("{things}.").format(things=", ".join(parts)), detail if skipped else "")

    def edit(self, participation_id: int, field: str, value: str) -> None:
        """Change one field; in a run, coming late and leaving get their time."""
        going = self._desk.view.state.phase in (Phase.RUNNING, Phase.PAUSED)
        at = self._clock.now().utc if going else None
        self._store.run(EditParticipation(participation_id, PersonField(field), value, at))

    def rename(self, person_id: int, name: str) -> None:
        self._store.run(RenamePerson(person_id, name))

    def rename_team(self, team_id: int, name: str) -> None:
        self._store.run(RenameTeam(team_id, name))

    def set_contact(self, person_id: int, email: str) -> None:
        self._store.run(SetContact(person_id, email))

    def set_accommodation(self, person_id: int, text: str) -> None:
        self._store.run(SetAccommodation(person_id, text))

    def move(self, participation_id: int, by: int) -> None:
        self._store.run(MoveParticipant(participation_id, by))

    def remove(self, participation_id: int) -> None:
        if self._store.run(RemoveParticipant(participation_id)):
            self.deleted.emit(tr("Person removed"))

    def count_hands(self, count: int) -> None:
        self._on_workshop(lambda shop: SetHandsUp(shop, count))

    def _show(self, source: str, details: str, file: RosterFile) -> None:
        shop = self._desk.workshop_id
        if shop is not None:
            planned = plan_people(file.people, self._library.known_people(shop))
            self.previewed.emit(RosterPreview(source, details, file, planned))

    def _on_workshop(self, make: Callable[[int], Command]) -> bool:
        shop = self._desk.workshop_id
        return shop is not None and self._store.run(make(shop))


def _sign(delimiter: str) -> str:
    return {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("bar")}[delimiter]
