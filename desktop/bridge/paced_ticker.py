"""Wakes the views of a rehearsal, whose seconds are shorter than real ones."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from typing_extensions import override

from desktop.bridge.ticker import Ticker

WAKE_MS = 50
"""Twenty times a second at most: faster digits nobody reads, and painting them takes the laptop."""


class PacedTicker(Ticker):
    """`pace` says how many milliseconds of what is shown pass in one; 0 while they stand still."""

    def __init__(self, pace: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pace = pace

    @override
    def arm(self, ms: int) -> None:
        """Tick once when `ms` milliseconds of what is shown have passed."""
        pace = self._pace()
        if pace:
            super().arm(max(-(-ms // pace), WAKE_MS))
        else:
            self.stop()
