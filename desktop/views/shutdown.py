"""Lets the system end the app in order: a signal becomes an event that Qt sees at once."""

from __future__ import annotations

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENDING = ("SIGTERM", "SIGINT", "SIGHUP")


class ShutdownRequests(QObject):
    """Emits `requested` when the system asks the app to end.

    Python runs its own signal handlers only between two of its instructions, and inside Qt's loop
    there may be none for seconds; a byte in a pipe wakes that loop. It is a pipe and no socket:
    the app opens none. On Windows, where the loop watches sockets only, nothing is installed.
    """

    requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pipe: tuple[int, int] | None = None
        self._notifier: QSocketNotifier | None = None
        self._old: dict[int, object] = {}

    def install(self) -> None:
        """Watch from now on. Only from the main thread."""
        if os.name == "nt" or self._pipe is not None:
            return
        read, write = os.pipe()
        os.set_blocking(read, False)
        os.set_blocking(write, False)
        self._pipe = (read, write)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for name in _ENDING:
            number = signal.Signals[name]
            self._old[number] = signal.signal(number, _noted)
        self._notifier = QSocketNotifier(read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)

    def remove(self) -> None:
        """Leave the signals as they were found."""
        if self._pipe is None or self._notifier is None:
            return
        self._notifier.setEnabled(False)
        self._notifier.deleteLater()
        self._notifier = None
        signal.set_wakeup_fd(-1)
        for number, handler in self._old.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  what signal() itself returned
        self._old.clear()
        for end in self._pipe:
            os.close(end)
        self._pipe = None

    def _on_byte(self) -> None:
        if self._pipe is not None:
            numbers = set(os.read(self._pipe[0], 4096))
            if numbers & set(self._old):
                self.requested.emit()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The byte in the pipe does the work; without a handler the process would just die."""
