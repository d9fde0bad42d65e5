"""What the app remembers about windows and taste, in one small file beside the library."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class ThemeChoice(StrEnum):
    """Which look is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """Typed access to an ini file; a value that makes no sense reads as the default."""

    def __init__(self, path: Path, library: Path | None = None) -> None:
        """`library` is the one whose workshops are meant; ids mean nothing in another."""
        self._store = QSettings(str(path), QSettings.Format.IniFormat)
        name = "" if library is None else str(library.resolve())
        self._workshop = f"workshop/{sha256(name.encode()).hexdigest()[:12]}"

    @property
    def theme(self) -> ThemeChoice:
        text = self._text("look/theme")
        return ThemeChoice(text) if text in set(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("look/theme", str(choice))

    @property
    def workshop_id(self) -> int | None:
        """The workshop that was open last."""
        text = self._text(self._workshop)
        return int(text) if text.isascii() and text.isdigit() else None

    @workshop_id.setter
    def workshop_id(self, row_id: int | None) -> None:
        if row_id is None:
            self._store.remove(self._workshop)
        else:
            self._store.setValue(self._workshop, str(row_id))

    @property
    def geometry(self) -> QByteArray:
        """Where the console stood; empty at the first start."""
        return self._bytes("console/geometry")

    @geometry.setter
    def geometry(self, saved: QByteArray) -> None:
        self._store.setValue("console/geometry", saved)

    @property
    def stage_geometry(self) -> QByteArray:
        """Where the stage stood; empty at the first start."""
        return self._bytes("stage/geometry")

    @stage_geometry.setter
    def stage_geometry(self, saved: QByteArray) -> None:
        self._store.setValue("stage/geometry", saved)

    def sync(self) -> None:
        """Write to the disk now rather than soon."""
        self._store.sync()

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
