"""A button with its icon and the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.fonts import font, tabular
from desktop.bridge.icons import pixmap
from desktop.bridge.theme import theme
from desktop.views.widgets.key_hint import draw_keys, keys_width


class Button(QPushButton):
    """Roles: "" (outlined), "primary" (filled), "quiet" (only text). Space and Enter press it."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        role: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._keys = key
        self._role = role
        self._small = small
        self._trailing = icon == "arrow-right"  # it points to where the press leads
        self.setProperty("role", role)
        self.setFont(tabular(font(12 if small else 13, 600 if role == "primary" else 500)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def key(self) -> str:
        return self._keys

    @property
    def icon_name(self) -> str:
        return self._icon_name

    def show_icon(self, name: str) -> None:
        """Show another icon; "" for none."""
        if name != self._icon_name:
            self._icon_name = name
            self._trailing = name == "arrow-right"
            self.updateGeometry()
            self.update()

    @override
    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._content_width() + 2 * self._padding(), 28 if self._small else 34)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._draw_face(painter)
        left = (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        gap = self._gap()
        side = self._icon_side()
        dpr = self.devicePixelRatioF()
        if self._icon_name and not self._trailing:
            painter.drawPixmap(
                round(left), round(middle - side / 2), pixmap(self._icon_name, ink, side, dpr)
            )
            left += side + gap
        if self.text():
            width = QFontMetrics(self.font()).horizontalAdvance(self.text())
            painter.setFont(self.font())
            painter.setPen(ink)
            box = QRect(round(left), 0, width + 2, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self.text())
            left += width + gap
        if self._icon_name and self._trailing:
            painter.drawPixmap(
                round(left), round(middle - side / 2), pixmap(self._icon_name, ink, side, dpr)
            )
            left += side + gap
        if self._keys:
            on = ink if self._role == "primary" and self.isEnabled() else None
            draw_keys(painter, left, middle, self._keys, on)

    def _draw_face(self, painter: QPainter) -> QColor:
        """Fill, edge and focus ring; returns the colour of text and icon."""
        chosen = theme()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill, edge, ink = chosen.color("surface"), chosen.color("line"), chosen.color("text")
        if self._role == "primary" and self.isEnabled():
            fill = chosen.color("accent-press" if self.isDown() else "accent")
            edge, ink = fill, chosen.color("on-accent")
        elif self._role == "quiet":
            fill = edge = QColor(0, 0, 0, 0)
            ink = chosen.color("text-2")
        if not self.isEnabled():
            ink = chosen.color("text-3")
            fill = chosen.color("sunken") if self._role != "quiet" else fill
        elif self._role != "primary" and (self.isDown() or self.underMouse()):
            fill = chosen.color("accent-soft" if self.isDown() else "sunken")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            # Inside the face: a ring outside would be cut off by the next widget. The gap of the
            # face's own colour keeps it visible on a filled button.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = chosen.color("on-accent") if self._role == "primary" else chosen.color("focus")
            painter.setPen(QPen(ring, 2))
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)
        return ink

    def _content_width(self) -> int:
        width = 0
        if self._icon_name:
            width += self._icon_side() + self._gap()
        if self.text():
            width += QFontMetrics(self.font()).horizontalAdvance(self.text()) + self._gap()
        if self._keys:
            width += keys_width(self._keys) + self._gap()
        return max(0, width - self._gap())

    def _icon_side(self) -> int:
        return 14 if self._small else 16

    def _gap(self) -> int:
        return 6 if self._small else 8

    def _padding(self) -> int:
        if not self.text():
            return 6
        return 8 if self._keys and not self._icon_name else 10 if self._small else 12
