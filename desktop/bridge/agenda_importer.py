"""Holds an agenda that is being brought in, from the choice of the file until it is stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.bridge.conductor import Conductor
from desktop.bridge.desk import Desk
from desktop.bridge.worker import Progress, Worker
from desktop.domain.agenda import zone_named
from desktop.domain.agenda_preview import (
    AgendaPreview,
    AgendaSource,
    Target,
    first_preview,
    with_field,
    with_header,
    with_target,
)
from desktop.domain.agenda_words import Field
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.services.files import agenda_source, pasted_agenda

Reader = Callable[[str], AgendaSource]
"""Reads what was chosen; of a workbook the sheet of that name."""


class AgendaImporter(QObject):
    """Reads a file or a pasted text off the UI thread. Nothing is stored before `confirm`."""

    reading = Signal(str)  # the file's name
    shown = Signal(object)  # AgendaPreview
    failed = Signal(object)  # UserError
    closed = Signal()  # there is nothing to show any more

    def __init__(self, conductor: Conductor, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._desk = desk
        self._name = self._title = ""
        self._source: Reader = partial(_pasted, "")
        self._workshop_id: int | None = None
        self._preview: AgendaPreview | None = None
        self._before: tuple[Reader, str, str, AgendaPreview] | None = None
        self._worker = Worker(self)
        self._worker.finished.connect(self._on_read)
        self._worker.failed.connect(self._on_failed)
        desk.refreshed.connect(self._on_refreshed)

    @property
    def preview(self) -> AgendaPreview | None:
        """What is being shown; None when nothing is."""
        return self._preview

    def read(self, path: Path, workshop_id: int | None) -> None:
        """Begin: for the workshop that is open, or for a new one."""
        # participants read the title on the stage
        title = path.stem.replace("_", " ")
        self._begin(partial(agenda_source, path), path.name, title, workshop_id)

    def paste(self, text: str, workshop_id: int | None) -> None:
        """The same with a text from the clipboard."""
        source = partial(_pasted, text)
        self._begin(source, tr("Pasted text"), tr("Pasted agenda"), workshop_id)

    def paste_instead(self, text: str) -> None:
        """Read this text in place of what is shown, which stays if the text is no agenda."""
        if self._preview is None or self._is_busy():
            return
        self._before = (self._source, self._name, self._title, self._preview)
        self.paste(text, self._workshop_id)

    def choose_sheet(self, sheet: str) -> None:
        if self._preview is not None:
            self._start(sheet)

    def choose_header(self, header_line: int | None) -> None:
        if self._preview is not None:
            self._show(with_header(self._preview, header_line))

    def choose_field(self, position: int, field: Field | None) -> None:
        if self._preview is not None:
            self._show(with_field(self._preview, position, field))

    def confirm(self) -> bool:
        """Store it, in one step that one undo takes back; True once it is on disk."""
        shown = self._preview
        if shown is None or shown.file is None:
            return False
        self._preview = None  # what the import changes is no news for its preview
        if not self._conductor.import_agenda(shown.file, self._title, self._workshop_id):
            self._preview = shown  # why has been said; what was chosen is still there
            return False
        self.closed.emit()
        return True

    def cancel(self) -> None:
        """Forget the file."""
        self._worker.cancel()
        self._before = None
        if self._preview is not None:
            self._preview = None
            self.closed.emit()

    def drain(self) -> None:
        """Before the app ends."""
        self._worker.drain()

    def _begin(self, source: Reader, name: str, title: str, workshop_id: int | None) -> None:
        if self._is_busy():
            return
        self._source, self._name, self._title = source, name, title
        self._workshop_id, self._preview = workshop_id, None
        self._start("")

    def _start(self, sheet: str) -> None:
        if self._is_busy():
            return
        source = self._source
        self.reading.emit(self._name)
        self._worker.start(lambda progress: _read(source, sheet, progress))

    def _is_busy(self) -> bool:
        if self._worker.is_running:
            self.failed.emit(
                UserError(tr("The file before is still being read."), tr("Try again soon."))
            )
        return self._worker.is_running

    def _on_read(self, preview: AgendaPreview) -> None:
        self._before = None
        self._show(with_target(preview, self._target()))

    def _on_failed(self, error: UserError) -> None:
        if self._before is not None:
            self._source, self._name, self._title, before = self._before
            self._before = None
            self._show(with_target(before, self._target()))
        else:
            self._preview = None
            self.closed.emit()
        self.failed.emit(error)

    def _on_refreshed(self, _view: DeskView) -> None:
        if self._preview is None:
            return
        if self._workshop_id is not None and self._workshop_id != self._desk.workshop_id:
            self.cancel()  # it was for a workshop that is closed now
        else:
            self._show(with_target(self._preview, self._target()))

    def _show(self, preview: AgendaPreview) -> None:
        self._preview = preview
        self.shown.emit(preview)

    def _target(self) -> Target:
        view = self._desk.view
        if self._workshop_id is None or view.workshop is None:
            return Target()
        shop = view.workshop
        titles = frozenset(row.title for row in view.agenda)
        if not view.slots:
            starts = shop.start if shop.started_at is not None else None
            return Target(shop.title, 0, starts, titles)
        end = view.slots[-1].ends_at.astimezone(zone_named(shop.zone))
        return Target(shop.title, len(view.agenda), end.time(), titles)


def _pasted(text: str, _sheet: str) -> AgendaSource:
    return pasted_agenda(text)


def _read(read: Reader, sheet: str, progress: Progress) -> AgendaPreview:
    source = read(sheet)
    try:
        preview = first_preview(source, Target())
    except UserError as error:
        raise UserError(f"{source.name}: {error.what}", error.hint) from error
    progress(1, 1)  # whoever cancelled meanwhile is not shown it
    return preview
