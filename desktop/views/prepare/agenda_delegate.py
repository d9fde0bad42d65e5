"""Painting of one block of the agenda; it reads fields only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.symbols import CATEGORY
from desktop.bridge.theme import theme
from desktop.domain.durations import MINUS
from desktop.views.painting import CENTER, draw_box, draw_icon, draw_ring, draw_text, font_at
from desktop.views.prepare.agenda_model import AgendaLine
from desktop.views.prepare.line_model import LINE, Index
from desktop.views.row_chips import draw_chips, fit_chips
from desktop.views.when import twelve_hour

ROW_HEIGHT = 44
GAP_HEIGHT = 22
"""Pixels above a block for the free time before it."""
_STEPPER = (92, 28)
_STEP = 26
_NARROW = 300
"""Pixels of a row from which on there are - and + beside its minutes; the arrow keys do it too."""
_PIN = 11


@dataclass(frozen=True, slots=True)
class RowRects:
    """Where the parts of one row lie; painting and the mouse use the same."""

    grip: QRect
    start: QRect
    icon: QPoint
    text: QRect
    minus: QRect
    minutes: QRect
    plus: QRect


def block_rect(row: QRect) -> QRect:
    """The row without the free time above it."""
    above = row.height() - scaled(ROW_HEIGHT)
    return row.adjusted(0, above, 0, 0) if above > 0 else QRect(row)


def row_rects(whole: QRect) -> RowRects:
    """The parts of a row with this rectangle."""
    row = block_rect(whole)
    middle = row.center().y()
    clock = scaled(64 if twelve_hour() else 40) - 2
    wide, high = (scaled(side) for side in _STEPPER)
    step = scaled(_STEP)
    if row.width() < scaled(_NARROW):  # the title needs the room more than the mouse does
        wide, step = wide - 2 * step, 0
    grip = QRect(row.left() + 6, row.top(), 22, row.height())
    start = QRect(grip.right() + 9, row.top(), clock, row.height())
    icon = QPoint(start.right() + 9, middle + 1)
    box = QRect(row.right() - 14 - wide + 1, middle - high // 2 + 1, wide, high)
    minus = QRect(box.left(), box.top(), step, box.height())
    plus = QRect(box.right() - step + 1, box.top(), step, box.height())
    minutes = QRect(minus.right() + 1, box.top(), box.width() - 2 * step, box.height())
    left = icon.x() + 26
    text = QRect(left, row.top(), box.left() - 12 - left, row.height())
    return RowRects(grip, start, icon, text, minus, minutes, plus)


class AgendaDelegate(QStyledItemDelegate):
    """Grip, start, category, title, chips, technique, and the minutes with - and +."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = font_at(13, 500)
        self._small = font_at(12)
        self._start = font_at(13, digits=True)
        self._minutes = font_at(13, 600, digits=True)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = cast("AgendaLine", index.data(LINE))
        return QSize(320, scaled(ROW_HEIGHT) + (scaled(GAP_HEIGHT) if line.gap else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole, rect = option.rect, block_rect(option.rect)
        state = option.state
        line = cast("AgendaLine", index.data(LINE))
        look, parts = theme(), row_rects(whole)
        if index.row():
            painter.fillRect(QRect(whole.left(), whole.top(), whole.width(), 1), look.color("line"))
        if line.gap:
            self._paint_gap(painter, whole, rect.top(), line.gap)
        if state & QStyle.StateFlag.State_Selected:
            self._mark(painter, rect, ring=bool(state & QStyle.StateFlag.State_HasFocus))
        grip = look.color("text-3")
        draw_icon(painter, parts.grip.left() + 4, parts.icon.y(), "grip-vertical", grip, 14)
        if line.pinned:
            draw_icon(painter, parts.start.left() - _PIN - 3, parts.icon.y(), "pin", grip, _PIN)
        inks = {(False, False): "text-3", (True, False): "text"}
        ink = look.color(inks.get((line.pinned, line.is_late), "warn"))
        draw_text(painter, parts.start, line.start, self._start, ink)
        symbol = CATEGORY[line.row.category]
        tint = look.color(symbol.token)
        draw_icon(painter, parts.icon.x(), parts.icon.y(), symbol.icon, tint, 16)
        self._paint_words(painter, parts.text, line)
        self._paint_stepper(painter, parts, line)

    def _mark(self, painter: QPainter, rect: QRect, *, ring: bool) -> None:
        """A chosen row stays marked while the focus is in the editor, which works on it."""
        look = theme()
        draw_box(painter, rect, look.color("accent-soft"), look.color("accent-line"))
        if ring:
            draw_ring(painter, rect, look)

    def _paint_words(self, painter: QPainter, rect: QRect, line: AgendaLine) -> None:
        look, row = theme(), line.row
        wanted = QFontMetrics(self._title).horizontalAdvance(" ".join(row.title.split())) + 1
        fitted = fit_chips(line.chips, rect.width(), wanted, self._small)
        title = QRect(rect)
        title.setWidth(fitted.title)
        draw_text(painter, title, row.title, self._title, look.color("text"))
        left = draw_chips(painter, rect, title.right() + 9, fitted, self._small)
        rest = QRect(left, rect.top(), rect.right() - left, rect.height())
        if rest.width() > 24:
            draw_text(painter, rest, row.technique, self._small, look.color("text-3"))

    def _paint_gap(self, painter: QPainter, whole: QRect, bottom: int, words: str) -> None:
        """A thin line across, with the words in it."""
        look = theme()
        band = QRect(whole.left() + 14, whole.top(), whole.width() - 28, bottom - whole.top())
        wide = min(band.width(), QFontMetrics(self._small).horizontalAdvance(words) + 16)
        middle, side = band.center().y() + 1, (band.width() - wide) // 2
        line = look.color("line-strong")
        painter.fillRect(QRect(band.left(), middle, side, 1), line)
        painter.fillRect(QRect(band.right() + 1 - side, middle, side, 1), line)
        cell = band.adjusted(side, 0, -side, 0)
        draw_text(painter, cell, words, self._small, look.color("text-2"), CENTER)

    def _paint_stepper(self, painter: QPainter, parts: RowRects, line: AgendaLine) -> None:
        look = theme()
        box = parts.minus.united(parts.minutes).united(parts.plus)
        draw_box(painter, box, look.color("surface"), look.color("line"))
        quiet, text = look.color("text-3"), look.color("text")
        draw_text(painter, parts.minutes, line.minutes, self._minutes, text, CENTER)
        if parts.minus.isEmpty():
            return
        draw_text(painter, parts.minus, MINUS, self._start, quiet, CENTER)
        draw_text(painter, parts.plus, "+", self._start, quiet, CENTER)
