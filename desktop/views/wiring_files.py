"""Every connection of workshop files: the open one is saved, another is brought in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.bridge.actions import ActionId
from desktop.domain.i18n import tr
from desktop.views.announcer import Announcer, reveal_file
from desktop.views.message_bar import Message, MessageAction, Tone
from desktop.views.parts import Parts

if TYPE_CHECKING:
    from desktop.bridge.workshop_files import SavedWorkshop, WorkshopFiles

_REVEAL = "workshop.reveal"
_WITH_PRIVATE = "workshop.with-private"


class FilesWiring(QObject):
    """Holds the connections for as long as the windows live; made with the first file."""

    def __init__(
        self,
        parts: Parts,
        announcer: Announcer,
        choose_file: Callable[[QWidget], str] | None = None,
    ) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._announcer = announcer
        self._choose_file = choose_file or _ask_for_workshop
        self._files: WorkshopFiles | None = None
        self._saved = ""

    def actions(self) -> dict[ActionId, Callable[[], object]]:
        return {
            ActionId.FILE_SAVE_WORKSHOP: self.save,
            ActionId.FILE_OPEN_WORKSHOP: self.ask_for_file,
        }

    def message_actions(self) -> dict[str, Callable[[], object]]:
        """What the buttons of messages about a workshop file do."""
        return {_REVEAL: self._reveal, _WITH_PRIVATE: self._save_with_private}

    def save(self) -> None:
        self._made().save()

    def ask_for_file(self) -> None:
        """Choose a workshop file and bring its workshop in."""
        path = self._choose_file(self._p.console)
        if path:
            self._made().bring_in(Path(path))

    def drain(self) -> None:
        """Before the app ends."""
        if self._files is not None:
            self._files.drain()

    def _made(self) -> WorkshopFiles:
        if self._files is None:
            from desktop.bridge.workshop_files import WorkshopFiles  # noqa: PLC0415  no start needs it

            p = self._p
            self._files = WorkshopFiles(p.conductor, p.desk, p.library, p.exporter.folder, self)
            self._files.saved.connect(self._on_saved)
            self._files.failed.connect(self._announcer.failed)
        return self._files

    def _on_saved(self, done: SavedWorkshop) -> None:
        self._saved = str(done.path)
        reveal = MessageAction(tr("Show in folder"), _REVEAL, icon="folder-open")
        if done.with_private:
            detail = tr("With private notes and e-mails")
            buttons = (reveal,)
        else:
            detail = tr("Without private notes and e-mails")
            buttons = (reveal, MessageAction(tr("Save with them"), _WITH_PRIVATE))
        text = tr("Workshop file saved")
        self._p.console.show_message(Message(text, detail, Tone.OK, buttons))

    def _save_with_private(self) -> None:
        self._made().save(with_private=True)

    def _reveal(self) -> None:
        reveal_file(self._saved)


def _ask_for_workshop(parent: QWidget) -> str:
    title = tr("Open a workshop file")
    kinds = tr("Workshop files (*.okrworkshop *.json);;All files (*)")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
