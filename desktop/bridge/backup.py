"""Backs the library up while it is in use: once a day by itself, and whenever somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bridge.worker import Worker
from desktop.domain.clock import Clock
from desktop.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.backups import BackupKind, Backups

SOON_MS = 5_000
"""How long a start is left alone before its backup begins."""


class BackupRunner(QObject):
    """Copies, and reads copies, in a worker.

    SQLite copies in steps of 3 ms and lets the library's own thread in between them; nothing else
    may use the library from another thread.
    """

    progressed = Signal(int, int)  # pages, of
    done = Signal(object)  # Backup; its kind tells whether anybody asked for it
    failed = Signal(object)  # UserError
    cancelled = Signal()
    listed = Signal(object)  # tuple[Backup, ...], the newest first

    def __init__(
        self, make: Callable[[], Backups], clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._backups: Backups | None = None
        self._clock = clock
        self._worker = Worker(self)
        self._worker.progressed.connect(self.progressed)
        self._worker.finished.connect(self.done)
        self._worker.failed.connect(self.failed)
        self._worker.cancelled.connect(self.cancelled)
        self._worker.broke.connect(self.cancelled)
        self._reader = Worker(self)
        self._reader.finished.connect(self.listed)
        self._reader.failed.connect(self.failed)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.start_if_due)

    @property
    def is_running(self) -> bool:
        return self._worker.is_running

    @property
    def folder(self) -> Path:
        """Where the copies are; made with the first."""
        return self._found().folder

    def start_soon(self) -> None:
        """Look in a few seconds whether the daily copy is due."""
        self._soon.start()

    def start_if_due(self) -> None:
        """The daily copy, if the last one is a day old and there is something to lose."""
        from desktop.services.backups import BackupKind  # noqa: PLC0415  not at every start

        if self._found().is_due(self._clock.now().utc):
            self._start(BackupKind.AUTOMATIC)

    def start(self) -> None:
        """A copy that stays until somebody deletes it; while one is made, the same wish again."""
        from desktop.services.backups import BackupKind  # noqa: PLC0415  not at every start

        self._start(BackupKind.BY_HAND)

    def look(self) -> None:
        """Read all copies and find the damaged ones; they come with `listed`."""
        from desktop.services.backups import list_backups  # noqa: PLC0415  not at every start

        if not self._reader.is_running:
            folder = self.folder
            self._reader.start(lambda progress: list_backups(folder))

    def cancel(self) -> None:
        self._worker.cancel()

    def drain(self) -> None:
        """Before the library is closed."""
        self._soon.stop()
        self._reader.cancel()
        self._worker.drain()

    def _start(self, kind: BackupKind) -> None:
        if self._worker.is_running:
            return
        try:
            job = self._found().job(self._clock.now().utc, kind)
        except UserError as error:
            self.failed.emit(error)
            return
        self._worker.start(job.run)

    def _found(self) -> Backups:
        if self._backups is None:
            self._backups = self._make()
        return self._backups
