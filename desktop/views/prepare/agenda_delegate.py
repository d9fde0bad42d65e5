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
from desktop.domain.i18n import tr
from desktop.views.painting import CENTER, draw_box, draw_icon, draw_ring, draw_text, font_at
from desktop.views.prepare.agenda_model import AgendaLine
from desktop.views.prepare.line_model import LINE, Index
from desktop.views.when import twelve_hour

ROW_HEIGHT = 44
_STEPPER = (92, 28)
_STEP = 26
_TITLE = 60
"""Pixels a title keeps beside the chip, or the chip goes."""


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


def row_rects(row: QRect) -> RowRects:
    """The parts of a row with this rectangle."""
    middle = row.center().y()
    clock = scaled(64 if twelve_hour() else 40) - 2
    wide, high = (scaled(side) for side in _STEPPER)
    step = scaled(_STEP)
    grip = QRect(row.left() + 6, row.top(), 22, row.height())
    start = QRect(grip.right() + 5, row.top(), clock, row.height())
    icon = QPoint(start.right() + 9, middle + 1)
    box = QRect(row.right() - 14 - wide + 1, middle - high // 2 + 1, wide, high)
    minus = QRect(box.left(), box.top(), step, box.height())
    plus = QRect(box.right() - step + 1, box.top(), step, box.height())
    minutes = QRect(minus.right() + 1, box.top(), box.width() - 2 * step, box.height())
    left = icon.x() + 26
    text = QRect(left, row.top(), box.left() - 12 - left, row.height())
    return RowRects(grip, start, icon, text, minus, minutes, plus)


class AgendaDelegate(QStyledItemDelegate):
    """Grip, start, category, title, technique, protected, and the minutes with - and +."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = font_at(13, 500)
        self._small = font_at(12)
        self._start = font_at(13, digits=True)
        self._minutes = font_at(13, 600, digits=True)
        self._chip = tr("Protected")

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(320, scaled(ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        state = option.state
        line = cast("AgendaLine", index.data(LINE))
        look, parts = theme(), row_rects(rect)
        if index.row():
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), look.color("line"))
        if state & QStyle.StateFlag.State_Selected:
            self._mark(painter, rect, ring=bool(state & QStyle.StateFlag.State_HasFocus))
        grip = look.color("text-3")
        draw_icon(painter, parts.grip.left() + 4, parts.icon.y(), "grip-vertical", grip, 14)
        draw_text(painter, parts.start, line.start, self._start, look.color("text-3"))
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
        chip_width = QFontMetrics(self._small).horizontalAdvance(self._chip) + 34
        chipped = row.protected and rect.width() >= chip_width + scaled(_TITLE)
        chip = chip_width + 8 if chipped else 0
        wanted = QFontMetrics(self._title).horizontalAdvance(" ".join(row.title.split()))
        title = QRect(rect)
        title.setWidth(min(wanted + 1, rect.width() - chip))
        draw_text(painter, title, row.title, self._title, look.color("text"))
        left = title.right() + 9
        if chipped:
            box = QRect(left, rect.center().y() - scaled(22) // 2 + 1, chip_width, scaled(22))
            draw_box(painter, box, look.color("surface"), look.color("line"), 11)
            draw_icon(
                painter, box.left() + 8, box.center().y() + 1, "lock", look.color("text-2"), 12
            )
            words = box.adjusted(24, 0, -8, 0)
            draw_text(painter, words, self._chip, self._small, look.color("text-2"))
            left = box.right() + 9
        rest = QRect(left, rect.top(), rect.right() - left, rect.height())
        if rest.width() > 24:
            draw_text(painter, rest, row.technique, self._small, look.color("text-3"))

    def _paint_stepper(self, painter: QPainter, parts: RowRects, line: AgendaLine) -> None:
        look = theme()
        box = parts.minus.united(parts.plus)
        draw_box(painter, box, look.color("surface"), look.color("line"))
        quiet, text = look.color("text-3"), look.color("text")
        draw_text(painter, parts.minus, MINUS, self._start, quiet, CENTER)
        draw_text(painter, parts.minutes, line.minutes, self._minutes, text, CENTER)
        draw_text(painter, parts.plus, "+", self._start, quiet, CENTER)
