"""A chime when a block's time is up: once for each block, and only at the moment it happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.bridge.settings import Settings
from desktop.domain.desk import DeskView
from desktop.domain.run import Phase
from desktop.system.resources import resource

if TYPE_CHECKING:
    from desktop.bridge.speaker import Speaker

FRESH_MS = 10_000
"""A block that ended longer ago, while the laptop slept or another was open, is no news."""

Play = Callable[[Path, float], None]


class Chime(QObject):
    """Looks at each tick; a computer without sound is no error."""

    def __init__(
        self, settings: Settings, parent: QObject | None = None, *, play: Play | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._play = play or self._on_speaker
        self._speaker: Speaker | None = None
        self._waiting = ""  # uid of the block whose end is still ahead
        self._rung: set[str] = set()

    def show(self, view: DeskView) -> None:
        """Time has passed, or something has changed."""
        state = view.state
        if state.phase is not Phase.RUNNING or state.current is None:
            return
        uid = state.items[state.current].uid
        if state.remaining_ms > 0:
            self._waiting = uid
        elif uid == self._waiting:
            self._waiting = ""
            if uid not in self._rung and state.remaining_ms > -FRESH_MS:
                self._rung.add(uid)
                if self._settings.chime:
                    self.play()

    def play(self) -> None:
        """Let it be heard now."""
        name = f"{self._settings.chime_sound}.wav"
        self._play(resource("sounds", name), self._settings.volume / 100)

    def output(self) -> str:
        """What the computer plays sound on; empty when it has nothing."""
        return self._load().output()

    def _on_speaker(self, path: Path, volume: float) -> None:
        self._load().play(path, volume)

    def _load(self) -> Speaker:
        if self._speaker is None:
            from desktop.bridge.speaker import Speaker  # noqa: PLC0415  no start needs sound

            self._speaker = Speaker(self)
        return self._speaker
