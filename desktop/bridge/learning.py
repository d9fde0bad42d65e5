"""Reads the closed workshops while nothing else is to be done, each of them once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.services.library import Library

if TYPE_CHECKING:
    from desktop.domain.learned import PastBlock

WAIT_MS = 120
"""After a place is shown or something is stored: it is painted by then."""

CHUNK_MS = 6
"""So long it reads before events have their turn again; a frame has 16."""


class Learner(QObject):
    """Emits what all closed workshops say, once all are read, and again after one has changed."""

    learned = Signal(object)  # History

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._known: dict[int, tuple[int, tuple[PastBlock, ...]]] = {}
        self._runs: dict[int, int] = {}
        self._left: list[int] = []
        self._is_current = False
        self._is_told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether what was told last is all there is to tell."""
        return self._is_current and self._is_told and not self._left

    def look(self) -> None:
        """Read what is not known yet, soon."""
        if not self.is_done and not self._timer.isActive():
            self._timer.start(WAIT_MS)

    def forget(self, workshop_id: int | None = None) -> None:
        """Runs may be others now, and the agenda of that workshop is not what it was."""
        self._is_current = False
        if workshop_id is not None:
            self._known.pop(workshop_id, None)

    def stop(self) -> None:
        """Nobody looks; what was read is kept."""
        self._timer.stop()

    def _go_on(self) -> None:
        if not self._is_current:
            self._compare()
            self._timer.start(0)
            return
        until = time.perf_counter() + CHUNK_MS / 1000
        while self._left and time.perf_counter() < until:
            workshop_id = self._left.pop()
            found = self._library.blocks_of_run(workshop_id)
            self._known[workshop_id] = (self._runs[workshop_id], found)
            self._is_told = False
        if self._left:
            self._timer.start(0)
        elif not self._is_told:
            from desktop.domain.learned import History  # noqa: PLC0415  once Prepare is painted

            self._is_told = True
            self.learned.emit(
                History(block for _, blocks in self._known.values() for block in blocks)
            )

    def _compare(self) -> None:
        self._runs = self._library.closed_runs()
        gone = [each for each, (run, _) in self._known.items() if self._runs.get(each) != run]
        for workshop_id in gone:
            del self._known[workshop_id]
            self._is_told = False
        self._left = sorted(set(self._runs) - set(self._known))
        self._is_current = True
