"""Sizes that grow with the text, also while the window is open."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from desktop.bridge.fonts import font, scaled, tabular


@runtime_checkable
class Refits(Protocol):
    """A widget that works its size out from its text."""

    def refit(self) -> None: ...


_HEIGHT, _WIDTH, _SIDE, _FONT = "fit-height", "fit-width", "fit-side", "fit-font"


def fix_height(widget: QWidget, pixels: int) -> None:
    """A height of the design, as large as text is now and whenever that changes."""
    widget.setProperty(_HEIGHT, pixels)
    widget.setFixedHeight(scaled(pixels))


def fix_width(widget: QWidget, pixels: int) -> None:
    """A width of the design, as large as text is now and whenever that changes."""
    widget.setProperty(_WIDTH, pixels)
    widget.setFixedWidth(scaled(pixels))


def fix_side(widget: QWidget, pixels: int) -> None:
    """A width that grows half as much as text: what stands beside it needs room as well."""
    widget.setProperty(_SIDE, pixels)
    widget.setFixedWidth(_eased(pixels))


def write_in(widget: QWidget, pixels: int, weight: int = 400) -> None:
    """The font of a widget that paints itself; its digits are all of one width."""
    widget.setProperty(_FONT, f"{pixels} {weight}")
    widget.setFont(tabular(font(pixels, weight)))


def fit_all() -> None:
    """The text has another size: everything takes it over."""
    from desktop.views.painting import refit_fonts  # noqa: PLC0415  hardly ever

    refit_fonts()
    for widget in QApplication.allWidgets():
        _fit(widget)


def _fit(widget: QWidget) -> None:
    height, width = widget.property(_HEIGHT), widget.property(_WIDTH)
    if isinstance(height, int):
        widget.setFixedHeight(scaled(height))
    if isinstance(width, int):
        widget.setFixedWidth(scaled(width))
    side = widget.property(_SIDE)
    if isinstance(side, int):
        widget.setFixedWidth(_eased(side))
    words = widget.property(_FONT)
    if isinstance(words, str):
        pixels, weight = words.split()
        widget.setFont(tabular(font(int(pixels), int(weight))))
    if isinstance(widget, Refits):
        widget.refit()
    if isinstance(widget, QAbstractItemView):
        widget.scheduleDelayedItemsLayout()
    widget.updateGeometry()


def _eased(pixels: int) -> int:
    return (pixels + scaled(pixels)) // 2
