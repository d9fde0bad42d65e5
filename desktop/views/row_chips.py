"""The small labels beside a block's title in the agendas of Prepare and Run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.painting import draw_box, draw_icon, draw_text

HEIGHT = 22
_ICON = 12
_SHORT = 24
"""Pixels of a chip that is only its icon."""
_APART = 8
_EASY, _LEAST = 130, 60
"""Pixels a title keeps beside whole chips, and beside chips at all."""


@dataclass(frozen=True, slots=True)
class RowChip:
    """Words and the icon that stands for them where there is no room; `warn` ones are amber."""

    text: str
    icon: str
    warn: bool = False


def cut_words(order: int) -> str:
    """ "First to cut", "Cut 2nd"."""
    if order == 1:
        return tr("First to cut")
    named = {2: tr("Cut 2nd"), 3: tr("Cut 3rd")}
    return named.get(order) or tr("Cut no. {n}").format(n=order)


def row_chips(*, protected: bool, cut_order: int | None) -> tuple[RowChip, ...]:
    """What is said of a block that can or can't give way."""
    chips: list[RowChip] = []
    if protected:
        chips.append(RowChip(tr("Protected"), "lock"))
    if cut_order is not None:
        chips.append(RowChip(cut_words(cut_order), "scissors", warn=cut_order == 1))
    return tuple(chips)


@dataclass(frozen=True, slots=True)
class FittedChips:
    """The chips that have room beside a title, each with its width; `title` is what it keeps."""

    chips: tuple[tuple[RowChip, int], ...]
    title: int

    @property
    def width(self) -> int:
        return sum(width + _APART for _, width in self.chips)


def fit_chips(chips: Sequence[RowChip], room: int, title: int, font: QFont) -> FittedChips:
    """In `room` pixels, beside a title that would be `title` wide.

    Whole chips give way to icons before a title gets short, the last one first; then they go.
    """
    metrics = QFontMetrics(font)
    fitted = [(chip, metrics.horizontalAdvance(chip.text) + _SHORT + 10) for chip in chips]
    for at in reversed(range(len(fitted))):
        if _left(fitted, room) >= min(title, scaled(_EASY)):
            break
        fitted[at] = (fitted[at][0], _SHORT)
    while fitted and _left(fitted, room) < min(title, scaled(_LEAST)):
        fitted.pop()
    return FittedChips(tuple(fitted), max(0, min(title, _left(fitted, room))))


def draw_chips(painter: QPainter, row: QRect, left: int, fitted: FittedChips, font: QFont) -> int:
    """Paint them from `left` in the middle of the row; the x behind the last one."""
    look, height = theme(), scaled(HEIGHT)
    for chip, width in fitted.chips:
        box = QRect(left, row.center().y() - height // 2 + 1, width, height)
        ink = look.color("warn" if chip.warn else "text-2")
        if chip.warn:
            draw_box(painter, box, look.color("warn-soft"), radius=11)
        else:
            draw_box(painter, box, look.color("surface"), look.color("line"), 11)
        inset = (_SHORT - _ICON) // 2 if width == _SHORT else 8
        draw_icon(painter, box.left() + inset, box.center().y() + 1, chip.icon, ink, _ICON)
        if width > _SHORT:
            draw_text(painter, box.adjusted(_SHORT, 0, -8, 0), chip.text, font, ink)
        left = box.right() + 1 + _APART
    return left


def _left(fitted: Sequence[tuple[RowChip, int]], room: int) -> int:
    return room - sum(width + _APART for _, width in fitted)
