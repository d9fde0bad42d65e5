"""The rows of a list under way with the mouse: which gap they would go to, and the line there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QListView

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import ntr
from desktop.views.painting import CENTER, draw_box, draw_text, font_at
from desktop.views.prepare.order import drop_target

_EDGE = 28
"""Pixels from the upper or lower edge from where the list scrolls by itself."""
_TICK_MS = 30
_FASTEST = 24
_TAB = 20


class RowDrag:
    """Knows a drag from its press to its end; the list asks for the move."""

    def __init__(self, view: QListView) -> None:
        self._view = view
        self._pressed: QPoint | None = None
        self._at = QPoint()
        self._on = False
        self._timer = QTimer(view)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._scroll)

    @property
    def is_pressed(self) -> bool:
        """Whether the button is down where a drag may begin."""
        return self._pressed is not None

    @property
    def is_on(self) -> bool:
        """Whether the rows follow the mouse: it has gone farther than a click does."""
        return self._on

    @property
    def gap(self) -> int:
        """The row before which the rows would go; the count of rows is the end."""
        index = self._view.indexAt(QPoint(20, self._at.y()))
        if not index.isValid():
            return 0 if self._at.y() < 0 else self._view.model().rowCount()
        rect = self._view.visualRect(index)
        return index.row() + (self._at.y() >= rect.center().y())

    def press(self, at: QPoint) -> None:
        self._pressed = self._at = at

    def move(self, at: QPoint) -> None:
        """The mouse is here now, in pixels of the viewport."""
        if self._pressed is None:
            return
        self._at = at
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not far and not self._on:
            return
        self._on = True
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._speed() and not self._timer.isActive():
            self._timer.start()
        self._view.viewport().update()

    def cancel(self) -> None:
        """Forget it; the rows stay where they are."""
        self._timer.stop()
        if self._pressed is None:
            return
        self._pressed, self._on = None, False
        self._view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._view.viewport().update()

    def paint(self, rows: Sequence[int]) -> None:
        """Draw the line where these rows would go, and how many they are; no line, no move."""
        gap = self.gap
        if not self._on or drop_target(rows, gap) is None:
            return
        model, look = self._view.model(), theme()
        last = gap == model.rowCount()
        row = self._view.visualRect(model.index(gap - last, 0))
        painter, accent = QPainter(self._view.viewport()), look.color("accent")
        bottom = self._view.viewport().height() - 2
        at = min(bottom, max(1, row.bottom() if last else row.top()))
        painter.fillRect(QRect(8, at - 1, row.width() - 16, 3), accent)
        words = ntr("{n} block", "{n} blocks", len(rows))
        font = font_at(12, 600)
        wide, high = QFontMetrics(font).horizontalAdvance(words) + 16, scaled(_TAB)
        top = min(bottom - high, max(0, at - high // 2))
        tab = QRect(30, top, wide, high)
        draw_box(painter, tab, accent, radius=high / 2)
        draw_text(painter, tab, words, font, look.color("on-accent"), CENTER)

    def _speed(self) -> int:
        """Pixels to scroll at each tick: more the nearer to the edge or the farther beyond."""
        high, y = self._view.viewport().height(), self._at.y()
        beyond = min(y - _EDGE, 0) or max(y - (high - _EDGE), 0)
        return max(-_FASTEST, min(_FASTEST, round(beyond / 2)))

    def _scroll(self) -> None:
        bar, by = self._view.verticalScrollBar(), self._speed()
        before = bar.value()
        bar.setValue(before + by)
        if bar.value() == before:
            self._timer.stop()
        self._view.viewport().update()
