"""Lets the cues of a run be heard; when each is due the domain says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.bridge.settings import ChimeSound, Settings
from desktop.domain.desk import DeskView
from desktop.domain.run import GOING
from desktop.system.resources import resource

if TYPE_CHECKING:
    from desktop.bridge.speaker import Speaker
    from desktop.domain.cues import Cue, Heard

Play = Callable[[Path, float, int], None]
"""File, volume from 0 to 1, how often."""


class Chime(QObject):
    """Looks at each tick; a computer without sound is no error."""

    def __init__(
        self, settings: Settings, parent: QObject | None = None, *, play: Play | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._play = play or self._on_speaker
        self._speaker: Speaker | None = None
        self._heard: Heard | None = None

    def show(self, view: DeskView) -> None:
        """Time has passed, or something has changed."""
        state = view.state
        if state.phase not in GOING or state.current is None:
            return
        from desktop.domain.cues import Heard, look_at, next_cue  # noqa: PLC0415  with a run

        look = look_at(view.agenda[state.current], state, quiet=view.away is not None)
        self._heard, cue = next_cue(self._heard or Heard(), look)
        if cue is not None and self._is_wanted(cue):
            self._sound(cue)

    def play(self) -> None:
        """Let it be heard now, as when time is up."""
        self._play_as(self._settings.chime_sound, 1.0, 1)

    def output(self) -> str:
        """What the computer plays sound on; empty when it has nothing."""
        return self._load().output()

    def _is_wanted(self, cue: Cue) -> bool:
        from desktop.domain.cues import Cue  # noqa: PLC0415

        again = self._settings.chime_again or cue is not Cue.STILL_OVER
        return self._settings.chime and again

    def _sound(self, cue: Cue) -> None:
        """Softly and once, softly and twice, then as loud as was chosen; a step is a knock."""
        from desktop.domain.cues import Cue  # noqa: PLC0415

        chosen = self._settings.chime_sound
        match cue:
            case Cue.FIVE_MINUTES:
                self._play_as(chosen, 0.5, 1)
            case Cue.ONE_MINUTE:
                self._play_as(chosen, 0.5, 2)
            case Cue.TIME_UP:
                self._play_as(chosen, 1.0, 1)
            case Cue.STILL_OVER:
                self._play_as(chosen, 0.7, 1)
            case Cue.STEP_UP:
                self._play_as(ChimeSound.WOOD, 0.6, 1)

    def _play_as(self, sound: ChimeSound, share: float, times: int) -> None:
        path = resource("sounds", f"{sound}.wav")
        self._play(path, self._settings.volume / 100 * share, times)

    def _on_speaker(self, path: Path, volume: float, times: int) -> None:
        self._load().play(path, volume, times)

    def _load(self) -> Speaker:
        if self._speaker is None:
            from desktop.bridge.speaker import Speaker  # noqa: PLC0415  no start needs sound

            self._speaker = Speaker(self)
        return self._speaker
