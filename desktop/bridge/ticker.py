"""Wakes the views at the next second to be shown; measures nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FLOOR_MS = 15
"""A timer that fires a hair early must not be re-armed for that hair; nobody sees 15 ms."""


class Ticker(QObject):
    """Fires once for each `arm`; whoever is woken arms it again from the real clock.

    A late tick does no harm: what is shown always comes from the clock, never from a count.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.ticked)

    @property
    def is_armed(self) -> bool:
        return self._timer.isActive()

    def arm(self, ms: int) -> None:
        """Tick once in `ms` milliseconds; replaces what was armed before."""
        self._timer.start(max(ms, FLOOR_MS))

    def stop(self) -> None:
        """No tick until it is armed again."""
        self._timer.stop()
