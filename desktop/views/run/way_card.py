"""One way back to the planned end, as a card that can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.views.painting import LEADING, RIGHT, draw_box, draw_icon, draw_text, font_at
from desktop.views.run.catch_up_words import WayText

HEIGHT = 52
_PAD = 10


class WayCard(QAbstractButton):
    """Title, the end it leads to and what it costs; checkable ones show which is chosen."""

    def __init__(self, *, checkable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: WayText | None = None
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def way(self) -> WayText | None:
        return self._text

    def show_way(self, text: WayText) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text.spoken)
            self.setToolTip(f"{text.title}\n{text.detail}")
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, scaled(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text is None:
            return
        painter, look = QPainter(self), theme()
        chosen = self.isChecked() or self.hasFocus()
        edge = look.color("focus" if chosen else "line-strong")
        draw_box(painter, self.rect(), look.color("surface"), edge, 6, 2 if chosen else 1)
        left, half = _PAD, self.height() // 2
        if self.isCheckable():
            icon = "circle-check" if self.isChecked() else "circle-dashed"
            draw_icon(painter, left, half // 2 + 3, icon, look.color("accent"), 14)
            left += 22
        strong, small = font_at(13, 600), font_at(12)
        room = self.width() - left - _PAD
        end_width = QFontMetrics(strong).horizontalAdvance(self._text.end) + 8
        top = QRect(left, 5, room, half - 4)
        tone = look.color("ok" if self._text.is_enough else "warn")
        draw_text(painter, top, self._text.end, strong, tone, RIGHT)
        top.setWidth(room - end_width)
        draw_text(painter, top, self._text.title, strong, look.color("text"), LEADING)
        below = QRect(left, half, room, half - 5)
        draw_text(painter, below, self._text.detail, small, look.color("text-2"), LEADING)
