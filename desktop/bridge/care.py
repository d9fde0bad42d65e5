"""Looks after the library for the settings: its size, and checks that run in a worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.bridge.worker import Progress, Worker
from desktop.domain.clock import Clock
from desktop.domain.errors import UserError

if TYPE_CHECKING:
    from desktop.services.care import LibraryCare


class CareRunner(QObject):
    """One check or one look at a file at a time."""

    checked = Signal(object)  # tuple[str, ...]: what is wrong, none when all is well
    judged = Signal(object, str)  # Path, why it can't be taken or ""
    failed = Signal(object)  # UserError

    def __init__(
        self, make: Callable[[], LibraryCare], clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._clock = clock
        self._worker = Worker(self)
        self._worker.finished.connect(self._on_finished)
        self._worker.failed.connect(self.failed)

    @property
    def is_running(self) -> bool:
        return self._worker.is_running

    @property
    def path(self) -> Path:
        """Where the library is."""
        return self._make().path

    def size(self) -> int:
        """Bytes the library takes."""
        return self._make().size()

    def check(self) -> None:
        """Look at everything the library promises; `checked` says what was found."""
        if self._worker.is_running:
            return
        try:
            job = self._make().check_job(self._clock.now().utc)
        except UserError as error:
            self.failed.emit(error)
            return

        def run(progress: Progress) -> tuple[str, ...]:
            return job.run(progress).problems

        self._worker.start(run)

    def judge(self, path: Path) -> None:
        """Read a file that somebody wants to restore; `judged` says whether it can be."""
        if not self._worker.is_running:
            self._worker.start(partial(_judged, path))

    def drain(self) -> None:
        """Before the library is closed."""
        self._worker.drain()

    def _on_finished(self, found: object) -> None:
        if isinstance(found, _Judged):
            self.judged.emit(found.path, found.fault)
        else:
            self.checked.emit(found)


class _Judged:
    def __init__(self, path: Path, fault: str) -> None:
        self.path = path
        self.fault = fault


def _judged(path: Path, _progress: Progress) -> _Judged:
    from desktop.services.care import judge  # noqa: PLC0415  no start needs it

    return _Judged(path, judge(path))
