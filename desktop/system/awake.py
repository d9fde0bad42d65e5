"""Keeps the screen on and the computer awake, where the system offers a way to."""

from __future__ import annotations

import threading
from contextlib import suppress

_TROUBLE = (ImportError, LookupError, OSError, RuntimeError, ValueError)
"""A bus that is not there, gone or does not answer: then the laptop sleeps as it always does."""

PATIENCE_S = 10
"""Longer than every attempt together may take; a desktop that hangs is left to itself."""


class Awake:
    """From `start` to `stop`; each may be called again and none raises.

    Both talk to the desktop, on Linux over D-Bus, and may take seconds when it does not answer:
    not for the UI thread. When the process ends, however it does, the system takes back what it
    had granted.
    """

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._enough = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_held(self) -> bool:
        """Whether a stop is due; the system may have granted nothing."""
        return self._thread is not None

    def start(self) -> None:
        if self._thread is not None:
            return
        self._asked, self._enough = threading.Event(), threading.Event()
        # One thread for both ends of it: wakepy warns that its modes are not to be shared.
        self._thread = threading.Thread(
            target=_hold, args=(self._asked, self._enough), name="keep-awake", daemon=True
        )
        self._thread.start()
        self._asked.wait(PATIENCE_S)

    def stop(self) -> None:
        if self._thread is None:
            return
        thread, self._thread = self._thread, None
        self._enough.set()
        thread.join(PATIENCE_S)


def _hold(asked: threading.Event, enough: threading.Event) -> None:
    with suppress(*_TROUBLE):
        try:
            from wakepy import keep  # noqa: PLC0415  no start needs it

            with keep.presenting(on_fail="pass"):
                asked.set()
                enough.wait()
        finally:
            asked.set()
