"""A word that can be pressed, for a change that is offered beside a heading."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.views.widgets.fit import write_in
from desktop.views.widgets.press import PressButton

HEIGHT = 22
PADDING = 6


class LinkButton(PressButton):
    """In the accent colour; Space and Enter press it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        write_in(self, 12, 500)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        # The word itself ends where the card's padding begins, so only its left side is padded.
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance(self.text()) + PADDING, scaled(HEIGHT)
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("accent-press" if self.isDown() else "accent"))
        drawn = self.font()
        drawn.setUnderline(self.underMouse())
        painter.setFont(drawn)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags, self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            line = QRectF(self.rect()).adjusted(PADDING, self.height() - 2, 0, -1)
            painter.drawLine(line.topLeft(), line.topRight())
