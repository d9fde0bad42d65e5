"""A button with its icon and the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.icons import pixmap
from desktop.bridge.theme import theme
from desktop.views.widgets.fit import write_in
from desktop.views.widgets.focus_ring import FocusRing
from desktop.views.widgets.key_hint import draw_keys, keys_width

RADIUS = 6
_SHORT = 3
"""Characters of a label such as "+1", whose button is narrower than one with a word."""

_KEPT = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


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
        super().__init__(parent)
        self._icon_name = icon
        self._keys = key
        self._role = role
        self._small = small
        self._trailing = icon == "arrow-right"  # it points to where the press leads
        self._by_mouse = False
        self._ring: FocusRing | None = None
        self.setProperty("role", role)
        write_in(self, 12 if small else 13, 600 if role == "primary" else 500)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setText(text)

    @property
    def key(self) -> str:
        return self._keys

    @property
    def icon_name(self) -> str:
        return self._icon_name

    def show_keys(self, keys: str) -> None:
        """Show another key; "" for none."""
        if keys != self._keys:
            self._keys = keys
            self.updateGeometry()
            self.update()

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
            self.setShortcut(QKeySequence())  # "Q&A" is a name, not a wish for Alt+A
            self.setAccessibleName(text)
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        left, right = self._padding()
        return QSize(left + self._content_width() + right, scaled(28 if self._small else 34))

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
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _KEPT:
            self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not self._by_mouse and self._ring is None and not self.isWindow():
            self._ring = FocusRing(self, RADIUS)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._draw_face(painter)
        room = self.width() - self.sizeHint().width()  # below zero when it is squeezed
        left = self._padding()[0] + max(0, room) // 2
        if self._icon_name and not self._trailing:
            left = self._draw_icon(painter, left, ink)
        if self.text():
            left = self._draw_text(painter, left, ink, min(0, room))
        if self._icon_name and self._trailing:
            left = self._draw_icon(painter, left, ink)
        if self._keys:
            on = ink if self._role == "primary" and self.isEnabled() else None
            draw_keys(painter, left, self.height() / 2, self._keys, on)

    def _draw_icon(self, painter: QPainter, left: int, ink: QColor) -> int:
        side = self._icon_side()
        image = pixmap(self._icon_name, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(left, round(self.height() / 2 - side / 2), image)
        return left + side + self._gap()

    def _draw_text(self, painter: QPainter, left: int, ink: QColor, missing: int) -> int:
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.text()) + missing
        shown = self.text()
        if missing:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, max(0, width))
        painter.setFont(self.font())
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(left, 0, width + 2, self.height()), int(flags), shown)
        return left + width + self._gap()

    def _draw_face(self, painter: QPainter) -> QColor:
        """Fill and edge; returns the colour of text and icon."""
        chosen = theme()
        clear = QColor(0, 0, 0, 0)
        fill, edge, ink = chosen.color("surface"), chosen.color("line"), chosen.color("text")
        if self._role == "quiet":
            fill, edge, ink = clear, clear, chosen.color("text-2")
        if not self.isEnabled():
            ink = chosen.color("text-3")
            fill = chosen.color("sunken") if self._role != "quiet" else fill
        elif self._role == "primary":
            fill = chosen.color("accent-press" if self.isDown() else "accent")
            edge, ink = fill, chosen.color("on-accent")
        elif self.isDown() or self.underMouse():
            fill = chosen.color("accent-soft" if self.isDown() else "sunken")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(fill)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
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

    def _padding(self) -> tuple[int, int]:
        """Left and right; a key cap may stand nearer to the edge than a letter."""
        if not self.text():
            return (6, 6)
        side = 11 if self._small else 13
        if self._keys and not self._icon_name and len(self.text()) <= _SHORT:
            side = 10
        return (side, side - 4 if self._keys else side)
