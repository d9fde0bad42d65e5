"""The connections of the people in Prepare: what is asked for there, and what is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.bridge.actions import PlaceId
from desktop.domain.changes import PEOPLE, Changes
from desktop.domain.i18n import tr
from desktop.domain.people import RosterEntry
from desktop.domain.roster import RosterPreview
from desktop.views.parts import Parts
from desktop.views.prepare.place import PreparePlace
from desktop.views.prepare.roster_preview import RosterPreviewOverlay


class PeopleWiring(QObject):
    """Lives as long as Prepare does, and fills its people whenever they are seen."""

    def __init__(
        self,
        parts: Parts,
        place: PreparePlace,
        choose_file: Callable[[QWidget], str] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._p = parts
        self._place = place
        self._choose_file = choose_file or _ask_for_roster
        self._preview: RosterPreviewOverlay | None = None
        panel, conductor = place.people, parts.conductor.people
        panel.field.add_requested.connect(self._add)
        panel.field.paste_requested.connect(conductor.preview_text)
        panel.import_requested.connect(self.ask_for_file)
        panel.remove_requested.connect(conductor.remove)
        panel.move_requested.connect(conductor.move)
        panel.hands.hands_requested.connect(conductor.count_hands)
        panel.editor.field_requested.connect(conductor.edit)
        panel.editor.rename_requested.connect(conductor.rename)
        panel.editor.contact_requested.connect(conductor.set_contact)
        panel.editor.accommodation_requested.connect(conductor.set_accommodation)
        conductor.previewed.connect(self._show_preview)
        parts.store.changed.connect(self._on_changed)
        parts.desk.refreshed.connect(self._fill)
        place.side.page_changed.connect(self._fill)

    def ask_for_file(self) -> None:
        """Choose a roster and show what it would bring."""
        path = self._choose_file(self._p.console)
        if path:
            self._p.conductor.people.preview_file(Path(path))

    def _add(self, entry: RosterEntry) -> None:
        if self._p.conductor.people.add(entry):
            self._place.people.field.accept_added()

    def _show_preview(self, preview: RosterPreview) -> None:
        if self._preview is None:
            self._preview = self._p.console.add_overlay(RosterPreviewOverlay)
            self._preview.accepted.connect(self._p.conductor.people.bring_in)
        self._preview.show_preview(preview)

    def _on_changed(self, changes: Changes, _initiator: object | None) -> None:
        if changes.topics & PEOPLE:
            self._fill()

    def _fill(self, _view: object = None) -> None:
        shop = self._p.desk.view.workshop
        if shop is None or self._p.console.place is not PlaceId.PREPARE:
            return
        library = self._p.library
        self._place.people.show_people(
            library.roster(shop.id),
            library.contacts(shop.id),
            library.team_names(shop.id),
            shop.hands_up,
        )


def _ask_for_roster(parent: QWidget) -> str:
    title, kinds = tr("Import people"), tr("Tables (*.csv *.tsv *.txt);;All files (*)")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
