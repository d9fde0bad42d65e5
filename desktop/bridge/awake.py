"""Keeps the laptop from sleeping and its screen from going dark while a run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.bridge.desk import Desk
from desktop.bridge.worker import Progress, Worker
from desktop.domain.desk import DeskView
from desktop.domain.run import GOING
from desktop.system.awake import Awake

if TYPE_CHECKING:
    from collections.abc import Callable


class KeepAwake(QObject):
    """Asks the system from a worker: it may take its time to answer.

    Also because a worker keeps Python's garbage collector out of the threads it waits for.
    """

    def __init__(
        self, desk: Desk, parent: QObject | None = None, *, awake: Awake | None = None
    ) -> None:
        super().__init__(parent)
        self._awake = awake or Awake()
        self._is_wanted = False
        self._was_wanted = False  # when the worker was last asked
        self._worker = Worker(self)
        self._worker.finished.connect(self._go)
        desk.refreshed.connect(self._on_refreshed)
        self._on_refreshed(desk.view)

    @property
    def is_held(self) -> bool:
        """Whether the laptop is kept awake now, as far as the system lets it."""
        return self._awake.is_held

    def let_go(self) -> None:
        """Before the windows close; waits for an answer that is still to come."""
        self._is_wanted = self._was_wanted = False
        self._worker.drain()
        last = Worker(self)  # the other may not have been told yet that it is done
        last.start(_work(self._awake.stop))
        last.drain()

    def _on_refreshed(self, view: DeskView) -> None:
        self._is_wanted = view.state.phase in GOING
        self._go()

    def _go(self, _done: object = None) -> None:
        if self._is_wanted == self._was_wanted or self._worker.is_running:
            return
        self._was_wanted = self._is_wanted
        self._worker.start(_work(self._awake.start if self._is_wanted else self._awake.stop))


def _work(does: Callable[[], None]) -> Callable[[Progress], None]:
    def work(_progress: Progress) -> None:
        does()

    return work
