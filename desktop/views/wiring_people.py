"""The connections of the people in Prepare: what is asked for there, and what is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.bridge.actions import PlaceId
from desktop.domain.changes import PEOPLE, Changes
from desktop.domain.i18n import tr
from desktop.views.parts import Parts

if TYPE_CHECKING:
    from desktop.domain.people import RosterEntry
    from desktop.domain.roster_preview import RosterPreview
    from desktop.views.prepare.place import PreparePlace
    from desktop.views.prepare.roster_preview import RosterPreviewOverlay


class PeopleWiring(QObject):
    """Waits until Prepare is made, and then fills its people whenever they are seen."""

    def __init__(self, parts: Parts, choose_file: Callable[[QWidget], str] | None) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._choose_file = choose_file or _ask_for_roster
        self._place: PreparePlace | None = None
        self._preview: RosterPreviewOverlay | None = None
        parts.console.place_shown.connect(self._on_place_shown)
        parts.conductor.previewed.connect(self._show_preview)
        parts.store.changed.connect(self._on_changed)
        parts.desk.refreshed.connect(self._fill)

    def show_people(self) -> None:
        """Go to the people in Prepare, ready for a name."""
        self._p.console.show_place(PlaceId.PREPARE)
        if self._place is not None:
            self._place.show_people_page()

    def ask_for_file(self) -> None:
        """Choose a roster and show what it would bring."""
        path = self._choose_file(self._p.console)
        if path:
            self._p.conductor.people.preview_file(Path(path))

    def _on_place_shown(self, place: PlaceId, widget: QWidget) -> None:
        if place is not PlaceId.PREPARE:
            return
        from desktop.views.prepare.place import PreparePlace  # noqa: PLC0415  loaded by its maker

        if isinstance(widget, PreparePlace):
            if self._place is None:
                self._connect(widget)
            self._fill()

    def _connect(self, place: PreparePlace) -> None:
        self._place = place
        panel, conductor = place.people, self._p.conductor.people
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

    def _add(self, entry: RosterEntry) -> None:
        if self._p.conductor.people.add(entry) and self._place is not None:
            self._place.people.field.accept_added()

    def _show_preview(self, preview: RosterPreview | None) -> None:
        if preview is None:
            if self._preview is not None:
                self._preview.dismiss()
            return
        if self._preview is None:
            self._preview = self._make_preview()
        self._preview.show_preview(preview)

    def _make_preview(self) -> RosterPreviewOverlay:
        from desktop.views.prepare.roster_preview import (  # noqa: PLC0415  when it is needed
            RosterPreviewOverlay,
        )

        overlay = self._p.console.add_overlay(RosterPreviewOverlay)
        people = self._p.conductor.people
        overlay.import_requested.connect(people.bring_in)
        overlay.column_requested.connect(people.choose_column)
        overlay.header_requested.connect(people.choose_header)
        overlay.closed.connect(people.forget_preview)
        return overlay

    def _on_changed(self, changes: Changes, _initiator: object | None) -> None:
        if changes.topics & PEOPLE:
            self._fill()

    def _fill(self, _view: object = None) -> None:
        shop = self._p.desk.view.workshop
        if shop is None or self._place is None or self._p.console.place is not PlaceId.PREPARE:
            return
        library = self._p.library
        self._place.people.show_people(
            library.roster(shop.id),
            library.contacts(shop.id),
            library.team_names(shop.id),
            shop.hands_up,
        )


def _ask_for_roster(parent: QWidget) -> str:
    title, kinds = tr("Import people"), tr("Tables (*.csv *.tsv *.txt *.xlsx);;All files (*)")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
