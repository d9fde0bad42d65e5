"""The shipped screen fonts, so that no window depends on what a laptop happens to have."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop.system.resources import resource

FAMILY = "Inter"
DISPLAY = "Inter Display"
"""For still titles only: its digits are not tabular, a timer in it jitters."""

BASE_PX = 13
_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "InterDisplay-SemiBold.otf",
)


@lru_cache(maxsize=1)
def load_fonts() -> tuple[int, ...]:
    """Make the fonts known to Qt, once; returns their ids."""
    folder = resource("fonts", "ui")
    return tuple(QFontDatabase.addApplicationFont(str(folder / name)) for name in _FILES)


def base_font() -> QFont:
    """What everything is written in unless it says otherwise."""
    load_fonts()
    return font(BASE_PX)


def font(pixels: float, weight: int = 400, family: str = FAMILY) -> QFont:
    """A font by its height in pixels and its weight (400, 500 or 600)."""
    made = QFont(family)
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight(weight))
    return made


def tabular(plain: QFont) -> QFont:
    """The same font with digits of one width, for everything that counts."""
    made = QFont(plain)
    made.setFamily(FAMILY)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
