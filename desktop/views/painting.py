"""What the list delegates share: sized fonts, elided plain text, boxes, rings, the strip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.fonts import font, scaled, tabular
from desktop.bridge.icons import device_ratio, pixmap
from desktop.bridge.symbols import CATEGORY
from desktop.bridge.theme import Theme, theme
from desktop.domain.kinds import Category

_fonts: dict[tuple[int, int, bool], QFont] = {}

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
# Titles keep the side of the layout whatever their script, so that a column stays a column.
LEADING = LEFT | Qt.AlignmentFlag.AlignAbsolute


def font_at(pixels: int, weight: int = 400, *, digits: bool = False) -> QFont:
    """The console's font at a size and weight; `digits` keeps columns of numbers still.

    One and the same for all who ask, so that they need not ask again when text gets larger.
    """
    key = (pixels, weight, digits)
    if key not in _fonts:
        plain = font(pixels, weight)
        _fonts[key] = tabular(plain) if digits else plain
    return _fonts[key]


def refit_fonts() -> None:
    """The text has another size: what `font_at` has given takes it over."""
    for (pixels, _, _), made in _fonts.items():
        made.setPixelSize(scaled(pixels))


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = LEADING,
) -> int:
    """One line of plain text, elided to the rectangle; returns the width it took."""
    if rect.width() <= 0 or not text:
        return 0
    metrics = QFontMetrics(font)
    line = " ".join(text.split())
    shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), shown)
    return min(rect.width(), metrics.horizontalAdvance(shown))


def draw_icon(painter: QPainter, x: int, middle: int, name: str, color: QColor, size: int) -> None:
    """One icon, centred on the line through `middle`."""
    ratio = device_ratio(painter)
    painter.drawPixmap(x, middle - size // 2, pixmap(name, color, size, ratio))


def draw_box(
    painter: QPainter,
    rect: QRect,
    fill: QColor,
    line: QColor | None = None,
    radius: float = 6,
    width: int = 1,
) -> None:
    """A flat rounded box; the line lies inside the rectangle, on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(rect), radius, radius)
    else:
        painter.setPen(QPen(line, width))
        half = width / 2
        inner = QRectF(rect).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(inner, radius - half, radius - half)
    painter.restore()


def draw_ring(painter: QPainter, rect: QRect, theme: Theme, radius: float = 6) -> None:
    """The two-pixel focus ring, inside the rectangle."""
    clear = QColor(Qt.GlobalColor.transparent)
    draw_box(painter, rect, clear, theme.color("focus"), radius, 2)


def dashed_box(painter: QPainter, rect: QRect, look: Theme) -> None:
    """The outline of something that is not there yet."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.color("sunken"))
    painter.setPen(QPen(look.color("line-strong"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
    painter.restore()


def draw_shares(
    painter: QPainter, rect: QRect, shares: Sequence[tuple[Category, int]], theme: Theme
) -> None:
    """Blocks as one strip of their category colours, each as wide as it is long."""
    total = sum(size for _, size in shares)
    if not total:
        return
    gap = 2 if rect.width() >= 8 * len(shares) else 0
    room = rect.width() - gap * (len(shares) - 1)
    left = float(rect.left())
    for category, size in shares:
        width = room * size / total
        part = QRectF(left, rect.top(), width, rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(CATEGORY[category].token))
        painter.drawRoundedRect(part, 2 if width > 4 else 0, 2 if width > 4 else 0)
        painter.restore()
        left += width + gap


class Rule(QWidget):
    """A line one pixel high, from edge to edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(20, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("line"))
