"""How the windows look: what was chosen, and what the computer says while nothing was."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.bridge.fonts import set_text_percent, text_percent
from desktop.bridge.settings import Settings, StageLook, ThemeChoice
from desktop.bridge.theme import (
    DARK,
    LIGHT,
    apply_theme,
    hold_stage_theme,
    load_theme,
    theme,
)


class Look(QObject):
    """Keeps the application in the look of the settings."""

    resized = Signal()  # everything is written larger or smaller

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def apply(self) -> None:
        """Show what the settings say, as far as it is not shown yet."""
        hold_stage_theme(held_stage(self._settings))
        name, percent = theme_name(self._settings), int(self._settings.text_size)
        is_resized = percent != text_percent()
        if is_resized or name != theme().name:
            dress(self._settings)
        if is_resized:
            self.resized.emit()

    def switch(self) -> None:
        """From light to dark, or back."""
        self._settings.theme = ThemeChoice.LIGHT if theme().is_dark else ThemeChoice.DARK
        self.apply()

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._settings.theme is ThemeChoice.SYSTEM:
            self.apply()


def dress(settings: Settings) -> None:
    """The whole application in the look of these settings."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    set_text_percent(int(settings.text_size))
    hold_stage_theme(held_stage(settings))
    apply_theme(app, load_theme(theme_name(settings)))


def theme_name(settings: Settings) -> str:
    """The theme that is wanted, or the system's."""
    if settings.theme is not ThemeChoice.SYSTEM:
        return settings.theme.value
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def held_stage(settings: Settings) -> str:
    """The one theme of the stage; empty while each scene has its own."""
    return {StageLook.DARK: DARK, StageLook.LIGHT: LIGHT}.get(settings.stage_look, "")
