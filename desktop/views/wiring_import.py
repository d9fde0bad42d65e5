"""Every connection of an agenda that is brought in: file or clipboard, preview, import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.i18n import tr
from desktop.views.announcer import Announcer
from desktop.views.parts import Parts

if TYPE_CHECKING:
    from desktop.bridge.agenda_importer import AgendaImporter
    from desktop.views.importing.overlay import ImportOverlay


class ImportWiring(QObject):
    """Holds the connections for as long as the windows live; made on the first import."""

    def __init__(
        self,
        parts: Parts,
        announcer: Announcer,
        choose_file: Callable[[QWidget], str] | None = None,
    ) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._announcer = announcer
        self._choose_file = choose_file or ask_for_table
        self._importer: AgendaImporter | None = None
        self._overlay: ImportOverlay | None = None

    @property
    def overlay(self) -> ImportOverlay | None:
        """None before the first import."""
        return self._overlay

    def into_open(self) -> None:
        """Into the open workshop, after what is there; into a new one if none is open."""
        self._begin(self._p.desk.workshop_id)

    def into_new(self) -> None:
        """Home brings a file to begin with: never into the workshop that happens to be open."""
        self._begin(None)

    def paste_into_open(self) -> None:
        """What is on the clipboard, into the open workshop; into a new one if none is open."""
        self._paste(self._p.desk.workshop_id)

    def paste_into_new(self) -> None:
        """What is on the clipboard, to begin with."""
        self._paste(None)

    def drain(self) -> None:
        """Before the app ends."""
        if self._importer is not None:
            self._importer.drain()

    def _begin(self, workshop_id: int | None) -> None:
        path = self._choose_file(self._p.console)
        if path:
            self._made().read(Path(path), workshop_id)

    def _paste(self, workshop_id: int | None) -> None:
        self._made().paste(QGuiApplication.clipboard().text(), workshop_id)

    def _paste_instead(self) -> None:
        self._made().paste_instead(QGuiApplication.clipboard().text())

    def _made(self) -> AgendaImporter:
        if self._importer is None:
            # Loaded when they are first needed: most starts import nothing.
            from desktop.bridge.agenda_importer import AgendaImporter  # noqa: PLC0415
            from desktop.views.importing.overlay import ImportOverlay  # noqa: PLC0415

            importer = AgendaImporter(self._p.conductor, self._p.desk, self)
            overlay = self._p.console.add_overlay(ImportOverlay)
            importer.reading.connect(overlay.show_reading)
            importer.shown.connect(overlay.show_preview)
            importer.closed.connect(overlay.dismiss)
            importer.failed.connect(self._announcer.failed)
            overlay.closed.connect(importer.cancel)
            overlay.import_requested.connect(importer.confirm)
            overlay.field_requested.connect(importer.choose_field)
            overlay.header_requested.connect(importer.choose_header)
            overlay.sheet_requested.connect(importer.choose_sheet)
            overlay.paste_requested.connect(self._paste_instead)
            self._importer, self._overlay = importer, overlay
        return self._importer


def ask_for_table(parent: QWidget) -> str:
    """The file a person chooses; empty for none."""
    title = tr("Import an agenda")
    kinds = tr("Agendas (*.csv *.tsv *.xlsx *.xlsm *.md *.markdown *.txt);;All files (*)")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
