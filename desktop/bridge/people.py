"""Turns what the facilitator wants of people into commands on the open workshop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.bridge.desk import Desk
from desktop.bridge.store import Store
from desktop.domain.clock import Clock
from desktop.domain.csv_reading import read_csv
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.people import Fate, RosterEntry
from desktop.domain.roster_preview import (
    RosterPreview,
    RosterSource,
    first_preview,
    with_column,
    with_header,
    with_known,
)
from desktop.domain.roster_words import Column
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
    previewed = Signal(object)  # RosterPreview; None when there is nothing to show any more

    def __init__(
        self, store: Store, desk: Desk, library: Library, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._desk = desk
        self._library = library
        self._clock = clock
        self._preview: RosterPreview | None = None
        self._for_workshop: int | None = None
        desk.refreshed.connect(self._on_refreshed)

    def add(self, entry: RosterEntry) -> bool:
        """True once the person is on disk."""
        return self._on_workshop(lambda shop: AddPerson(shop, entry))

    def preview_file(self, path: Path) -> None:
        """Read a file and show what it would bring."""
        try:
            read = read_table(path)
            if read.sheet:
                how = tr("sheet “{name}”").format(name=read.sheet)
            else:
                how = tr("columns split by {sign}").format(sign=_sign(read.table.delimiter))
            source = RosterSource(path.name, f"{read.encoding} · {how}", read.table)
            self._begin(source, needs_header=True)
        except UserError as error:
            self._store.failed.emit(error)

    def preview_text(self, text: str) -> None:
        """Read pasted lines and show what they would bring."""
        try:
            source = RosterSource(tr("Pasted lines"), "", read_csv(text))
            self._begin(source, needs_header=False)
        except UserError as error:
            self._store.failed.emit(error)

    def choose_column(self, position: int, column: Column | None) -> None:
        """Read a column of what is previewed as something else; None leaves it out."""
        if self._preview is not None:
            self._show(with_column(self._preview, position, column))

    def choose_header(self, header_line: int | None) -> None:
        """Take another line of what is previewed for the headings; None: no line names them."""
        if self._preview is None:
            return
        try:
            self._show(with_header(self._preview, header_line))
        except UserError as error:
            self._show(self._preview)  # the old choice is kept
            self._store.failed.emit(error)

    def bring_in(self) -> bool:
        """Import what was previewed, as one step; True once it is on disk."""
        preview, shop = self._preview, self._for_workshop
        if preview is None or shop is None or preview.refusal is not None:
            return False
        self._preview = None  # what the import changes is no news for its preview
        if not self._store.run(AddPeople(shop, preview.file.people)):
            self._preview = preview  # why has been said; what was chosen is still there
            return False
        self.previewed.emit(None)
        new, changed = preview.count(Fate.NEW), preview.count(Fate.CHANGED)
        parts = [ntr("{n} person added", "{n} people added", new)] if new else []
        if changed:
            parts.append(ntr("{n} person changed", "{n} people changed", changed))
        skipped = len(preview.file.skipped)
        detail = ntr("{n} line was skipped.", "{n} lines were skipped.", skipped)
        self.said.emit(tr("{things}.").format(things=", ".join(parts)), detail if skipped else "")
        return True

    def forget_preview(self) -> None:
        """Nobody is looking at it any more."""
        self._preview = None

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

    def _begin(self, source: RosterSource, *, needs_header: bool) -> None:
        shop = self._desk.workshop_id
        if shop is not None:
            self._for_workshop = shop
            known = self._library.known_people(shop)
            self._show(first_preview(source, known, needs_header=needs_header))

    def _show(self, preview: RosterPreview) -> None:
        self._preview = preview
        self.previewed.emit(preview)

    def _on_refreshed(self, _view: DeskView) -> None:
        shop, held = self._for_workshop, self._preview
        if shop is None or held is None:
            return
        if shop != self._desk.workshop_id:  # it was for a workshop that is closed now
            self._preview = None
            self.previewed.emit(None)
            return
        known = with_known(held, self._library.known_people(shop))
        if known is not held:
            self._show(known)

    def _on_workshop(self, make: Callable[[int], Command]) -> bool:
        shop = self._desk.workshop_id
        return shop is not None and self._store.run(make(shop))


def _sign(delimiter: str) -> str:
    return {",": tr("comma"), ";": tr("semicolon"), "\t": tr("tab"), "|": tr("bar")}[delimiter]
