"""One of a few choices that stand side by side, the chosen one on a raised field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme

HEIGHT = 30
PADDING = 12


class Segment(QAbstractButton):
    """Checked by click, Space or the arrow keys, one at a time among its neighbours."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font(is_on=True)).horizontalAdvance(self.text())
        return QSize(width + 2 * PADDING, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, is_on = theme(), self.isChecked()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(look.color("line-strong" if is_on else "line"), 1))
        painter.setBrush(look.color("surface" if is_on else "sunken"))
        painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(self._font(is_on=is_on))
        painter.setPen(look.color("text" if is_on else "text-2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _font(self, *, is_on: bool) -> QFont:
        font = self.font()
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.DemiBold if is_on else QFont.Weight.Medium)
        return font
