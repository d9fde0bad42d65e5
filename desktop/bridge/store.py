"""Qt face of the application: every action goes in here, one signal comes out."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes
from desktop.domain.errors import UserError
from desktop.services.bus import Command, CommandBus


class Store(QObject):
    """Hands commands to the bus, commits to the views and refusals to the message bar."""

    changed = Signal(object, object)  # Changes, initiator
    undone = Signal(str)  # label of the step
    redone = Signal(str)
    failed = Signal(object)  # UserError

    def __init__(self, bus: CommandBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        bus.subscribe(self._on_commit)

    @property
    def undo_label(self) -> str | None:
        return self._bus.undo_label

    @property
    def redo_label(self) -> str | None:
        return self._bus.redo_label

    def run(self, command: Command, initiator: object | None = None) -> bool:
        """Execute a command; True once it is on disk, False if the facilitator has to act first."""
        try:
            self._bus.run(command, initiator=initiator)
        except UserError as error:
            self.failed.emit(error)
            return False
        return True

    def undo(self) -> None:
        if (label := self._bus.undo()) is not None:
            self.undone.emit(label)

    def redo(self) -> None:
        if (label := self._bus.redo()) is not None:
            self.redone.emit(label)

    def _on_commit(self, changes: Changes, initiator: object | None) -> None:
        self.changed.emit(changes, initiator)
