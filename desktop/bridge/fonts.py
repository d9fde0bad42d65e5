"""The shipped screen fonts, so that no window depends on what a laptop happens to have."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication
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


_SCALE = "okr_text_percent"


def set_text_percent(percent: int) -> None:
    """Everything in the console is written this large from now on; 100 is as designed."""
    app = QCoreApplication.instance()
    if app is not None:
        app.setProperty(_SCALE, percent)
    text_percent.cache_clear()


@lru_cache(maxsize=1)
def text_percent() -> int:
    """How large the console is written."""
    app = QCoreApplication.instance()
    found = None if app is None else app.property(_SCALE)
    return found if isinstance(found, int) else 100


def scaled(pixels: float) -> int:
    """A size of the design in pixels, as large as text is now."""
    return round(pixels * text_percent() / 100)


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
    """A font of the console by its height in the design and its weight (400, 500 or 600)."""
    return exact_font(pixels * text_percent() / 100, weight, family)


def exact_font(pixels: float, weight: int = 400, family: str = FAMILY) -> QFont:
    """The same with a height that no choice of text size changes: the stage's."""
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
