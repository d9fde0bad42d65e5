"""The key that does the same, drawn on or beside its control."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.fonts import font, scaled
from desktop.bridge.theme import theme

HEIGHT = 18
_GAP = 4
_PIXELS = 11


def caps_of(keys: str) -> list[str]:
    """The key caps of a shortcut: "Ctrl+Shift+Z" is three, "+" and "Ctrl++" keep their plus."""
    if len(keys) <= 1:
        return [keys] if keys else []
    head, tail = (keys[:-2], ["+"]) if keys.endswith("++") else (keys, [])
    return [*(part for part in head.split("+") if part), *tail]


def _cap_width(metrics: QFontMetrics, cap: str) -> int:
    return max(scaled(HEIGHT), metrics.horizontalAdvance(cap) + 10)


def keys_width(keys: str) -> int:
    """Width in pixels of the drawn key caps."""
    metrics = QFontMetrics(font(_PIXELS, 500))
    caps = caps_of(keys)
    return sum(_cap_width(metrics, cap) for cap in caps) + _GAP * max(0, len(caps) - 1)


def draw_keys(
    painter: QPainter, left: float, middle: float, keys: str, on: QColor | None = None
) -> None:
    """Draw key caps from `left`, centred on `middle`; `on` is the ink of a filled button."""
    chosen = theme()
    letter = on or chosen.color("text-3")
    edge = on or chosen.color("line")
    cap_font = font(_PIXELS, 500)
    metrics = QFontMetrics(cap_font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(cap_font)
    for cap in caps_of(keys):
        width = _cap_width(metrics, cap)
        box = QRectF(left, round(middle - scaled(HEIGHT) / 2), width, scaled(HEIGHT))
        if on is None:  # a key cap, with its thicker lower edge
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(edge)
            painter.drawRoundedRect(box, 4, 4)
            painter.setBrush(chosen.color("surface"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 3, 3)
        else:
            painter.setPen(QPen(edge, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(letter)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), cap)
        left += width + _GAP
    painter.restore()


class KeyHint(QWidget):
    """Key caps that stand on their own, such as in the legend of the capture bar."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(keys)

    @property
    def keys(self) -> str:
        return self._keys

    def show_keys(self, keys: str) -> None:
        """Show other keys."""
        self._keys = keys
        self.setAccessibleName(keys)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(keys_width(self._keys), scaled(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_keys(QPainter(self), 0, self.height() / 2, self._keys)
