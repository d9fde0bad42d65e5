"""Long work off the UI thread, with progress and a way out, so that the timer never stutters."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from desktop.domain.errors import UserError

T = TypeVar("T")
DRAIN_MS = 10_000


class Cancelled(Exception):  # noqa: N818  a way out, not an error
    """Raised inside the work at its next report once somebody has cancelled it."""


class Progress:
    """Handed to the work, which calls it with (done, total) as it goes on."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def __call__(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        self._report(done, total)

    def cancel(self) -> None:
        self._cancelled.set()


Work = Callable[[Progress], T]


class _Collector:
    """Keeps Python's garbage collector out of the worker threads.

    It runs in whichever thread allocates, and would destroy left-over widgets and timers there:
    Qt warns of that at best. While any work goes on nothing is collected; the UI thread makes
    up for it afterwards.
    """

    def __init__(self) -> None:
        self._users: set[int] = set()

    def hold(self, user: QObject) -> None:
        self._users.add(id(user))
        gc.disable()

    def release(self, user: QObject) -> None:
        self._users.discard(id(user))
        if not self._users:
            gc.enable()


_collector = _Collector()  # the process has one garbage collector


class Worker(QObject):
    """Runs one function at a time; its signals arrive in the thread that made it.

    A `UserError` comes as `failed`. Anything else is a bug: `broke` says that no result will
    come, and `sys.excepthook` gets it in the UI thread, as it would have without a worker.
    """

    progressed = Signal(int, int)  # done, total
    finished = Signal(object)  # what the work returned
    failed = Signal(object)  # UserError
    cancelled = Signal()
    broke = Signal()  # a bug; sys.excepthook tells which

    _crossed = Signal(object)  # Callable[[], None], to be run in this object's thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._pool = QThreadPool.globalInstance()
        self._crossed.connect(self._on_crossed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._progress is not None

    def start(self, work: Work[object]) -> None:
        """Run `work(progress)` in a thread of its own. Raises RuntimeError while one runs."""
        if self._progress is not None:
            message = "this worker is busy"
            raise RuntimeError(message)
        progress = Progress(self._report)
        self._progress = progress
        _collector.hold(self)
        self._pool.start(lambda: self._run(work, progress))

    def cancel(self) -> None:
        """Stop at the work's next report; what it had written so far is its own to undo."""
        if self._progress is not None:
            self._progress.cancel()

    def drain(self) -> bool:
        """Cancel and wait, before the app ends; False if the work would not stop."""
        self.cancel()
        done = self._pool.waitForDone(DRAIN_MS)
        if done:
            _collector.release(self)
        return done

    def _run(self, work: Work[object], progress: Progress) -> None:
        try:
            result = work(progress)
        except Cancelled:
            self._cross(self.cancelled.emit)
        except UserError as error:
            refusal = error
            self._cross(lambda: self.failed.emit(refusal))
        except BaseException as bug:  # handed on whole, see _raise
            broken = bug
            self._cross(lambda: self._raise(broken))
        else:
            self._cross(lambda: self.finished.emit(result))

    def _report(self, done: int, total: int) -> None:
        self._tell(lambda: self.progressed.emit(done, total))

    def _cross(self, last: Callable[[], None]) -> None:
        self._tell(lambda: self._end(last))

    def _tell(self, call: Callable[[], None]) -> None:
        # The window, and with it this object, may be gone by now: then nobody is left to tell.
        with suppress(RuntimeError):
            self._crossed.emit(call)

    def _end(self, last: Callable[[], None]) -> None:
        # Free again before anybody is told: the listener may start the next work.
        self._progress = None
        _collector.release(self)
        last()

    def _raise(self, bug: BaseException) -> None:
        self.broke.emit()
        sys.excepthook(type(bug), bug, bug.__traceback__)

    @Slot(object)
    def _on_crossed(self, call: Callable[[], None]) -> None:
        call()
