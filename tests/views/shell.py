"""What the shell's tests share."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.bridge.theme import apply_theme, load_theme


def dress(app: QApplication) -> None:
    """The light theme on the application, as in the app; once is enough."""
    if app.property("okr_theme") != "light":
        apply_theme(app, load_theme("light"))
