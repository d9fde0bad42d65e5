"""Turns what is wished for templates of one's own into commands; loaded when first asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.bridge.desk import Desk
from desktop.bridge.store import Store
from desktop.domain.i18n import tr
from desktop.services.templates import DeleteTemplate, RenameTemplate, SaveTemplate


class TemplateConductor(QObject):
    """Each method returns True once it is on disk."""

    said = Signal(str, str)  # what was done, detail
    deleted = Signal(str)  # what is gone; undo brings it back

    def __init__(self, store: Store, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._desk = desk

    def save(self, title: str, summary: str) -> bool:
        """Keep the agenda of the open workshop."""
        shop = self._desk.workshop_id
        if shop is None or not self._store.run(SaveTemplate(shop, title, summary)):
            return False
        words = tr("Saved as the template “{title}”. Home lists it.")
        self.said.emit(words.format(title=" ".join(title.split())), "")
        return True

    def rename(self, name: str, title: str) -> bool:
        return self._store.run(RenameTemplate(name, title))

    def delete(self, name: str) -> bool:
        done = self._store.run(DeleteTemplate(name))
        if done:
            self.deleted.emit(tr("Template deleted"))
        return done
