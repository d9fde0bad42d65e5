"""Colours by name, and the palette and style sheet that are made of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.bridge.fonts import base_font
from desktop.bridge.qss import style_sheet
from desktop.system.resources import resource

LIGHT = "light"
DARK = "dark"
_PROPERTY = "okr_theme"
_STAGE = "okr_stage_theme"


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of colour tokens, as hex text by name."""

    name: str
    tokens: dict[str, str]

    def color(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for a name that does not exist."""
        return QColor(self.tokens[token])

    @property
    def is_dark(self) -> bool:
        return self.name == DARK


@lru_cache(maxsize=2)
def load_theme(name: str) -> Theme:
    """The console's theme of that name: `light` or `dark`."""
    return Theme(name, tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8")))


def stage_theme(mood: str = DARK) -> Theme:
    """The stage's colours: `dark` for the timer, `light` for the welcome, `break`.

    Where a person wants all of it dark or light, that wins, but for a break.
    Tokens: bg text body meta track bar soft band on-band over over-bar.
    """
    app = QApplication.instance()
    wanted = app.property(_STAGE) if isinstance(app, QObject) else None
    is_held = isinstance(wanted, str) and mood in {LIGHT, DARK}
    return _stage_colors(wanted if is_held else mood)


def hold_stage_theme(name: str) -> None:
    """Paint every scene but a break in this theme; "" lets each scene have its own."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(_STAGE, name or None)


@lru_cache(maxsize=3)
def _stage_colors(name: str) -> Theme:
    themes = tomllib.loads(resource("themes", "stage.toml").read_text("utf-8"))
    return Theme(name, themes[name])


def theme() -> Theme:
    """The theme that was applied to the application, as `QApplication.palette()` is."""
    app = QApplication.instance()
    name = app.property(_PROPERTY) if isinstance(app, QObject) else None
    return load_theme(name if isinstance(name, str) else LIGHT)


def apply_theme(app: QApplication, chosen: Theme) -> None:
    """Paint every window in this theme from now on."""
    app.setProperty(_PROPERTY, chosen.name)
    if app.styleSheet():
        app.setStyleSheet("")  # one sheet over another takes 300 ms, after none 60
    if app.style().name() != "fusion":
        app.setStyle("Fusion")  # looks the same everywhere and follows the palette
    app.setFont(base_font())
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet(chosen.tokens))


def _palette(chosen: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    colours = {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "on-accent",
        role.Highlight: "accent",
        role.HighlightedText: "on-accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.PlaceholderText: "text-3",
        role.Light: "surface",
        role.Midlight: "line",
        role.Mid: "line",
        role.Dark: "line-strong",
        role.Shadow: "line-strong",
    }
    for which, token in colours.items():
        palette.setColor(which, chosen.color(token))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, which, chosen.color("text-3"))
    return palette
