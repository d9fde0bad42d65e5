"""A small rounded label that names a state: colour, icon and word together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.icons import pixmap
from desktop.bridge.theme import theme
from desktop.views.widgets.fit import write_in

HEIGHT = 22
_ICON = 14
_TONES = {
    "idle": ("idle-soft", "text-2"),
    "ok": ("ok-soft", "ok"),
    "warn": ("warn-soft", "warn"),
    "over": ("over-soft", "over"),
    "accent": ("accent-soft", "accent"),
    "line": ("", "text-2"),
}


class Chip(QWidget):
    """Tones: idle, ok, warn, over, accent, line (only an outline)."""

    def __init__(
        self, text: str = "", tone: str = "idle", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self._icon = icon
        write_in(self, 12, 500)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        return self._text

    @property
    def tone(self) -> str:
        return self._tone

    def show_state(self, text: str, tone: str = "idle", icon: str = "") -> None:
        """Show another state."""
        if (text, tone, icon) == (self._text, self._tone, self._icon):
            return
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self._text) + 16
        return QSize(width + (_ICON + 3 if self._icon else 0), scaled(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme()
        soft, strong = _TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = chosen.color(soft) if soft else QColor(0, 0, 0, 0)
        painter.setPen(QPen(fill if soft else chosen.color("line"), 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = 8
        if self._icon:
            image = pixmap(self._icon, chosen.color(strong), _ICON, self.devicePixelRatioF())
            painter.drawPixmap(6, (self.height() - _ICON) // 2, image)
            left = 6 + _ICON + 5
        painter.setPen(chosen.color(strong))
        painter.setFont(self.font())
        rest = self.rect().adjusted(left, 0, -6, 0)
        shown = QFontMetrics(self.font()).elidedText(
            self._text, Qt.TextElideMode.ElideRight, rest.width() + 2
        )
        painter.drawText(rest.adjusted(0, 0, 4, 0), int(Qt.AlignmentFlag.AlignVCenter), shown)
