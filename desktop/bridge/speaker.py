"""Plays one sound; on a computer that can't, nothing is heard and nothing fails."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl

try:
    from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
except ImportError:  # its libraries for sound are not installed
    QMediaDevices = QSoundEffect = None


class Speaker(QObject):
    """The default output of the computer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effect = None if QSoundEffect is None else QSoundEffect(self)

    def output(self) -> str:
        """What the sound comes out of; empty when there is nothing."""
        if QMediaDevices is None:
            return ""
        device = QMediaDevices.defaultAudioOutput()
        return "" if device.isNull() else device.description()

    def play(self, path: Path, volume: float, times: int = 1) -> None:
        """Play the file from its beginning, so often; `volume` is from 0 to 1."""
        if self._effect is None or not self.output():
            return
        source = QUrl.fromLocalFile(str(path))
        if self._effect.source() != source:
            self._effect.setSource(source)  # it plays as soon as it is read
        self._effect.setVolume(volume)
        self._effect.setLoopCount(times)
        self._effect.play()
