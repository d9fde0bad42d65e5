"""The window in measures of the design: those of one 1080 high; any other height scales them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop.views.stage.fitting import Fitted, Style
from desktop.views.stage.poster import Part, TextPiece

HEIGHT = 1080.0
NARROWEST = 1440.0
"""A window narrower than 4:3 scales by its width, or the words would not fit."""

MARGIN = 112.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The window in measures of the design: `height` is 1080 or, in a tall window, more."""

    width: float
    height: float
    scale: float

    @classmethod
    def of(cls, size: QSizeF) -> Frame:
        scale = max(1e-3, min(size.height() / HEIGHT, size.width() / NARROWEST))
        return cls(size.width() / scale, size.height() / scale, scale)

    @property
    def inner(self) -> float:
        return self.width - 2 * MARGIN

    @property
    def right(self) -> float:
        return self.width - MARGIN

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """In pixels."""
        s = self.scale
        return QRectF(x * s, y * s, width * s, height * s)

    def style(self, style: Style, size: float | None = None) -> Style:
        return style.at((size or style.size) * self.scale)


def boxed(part: Part, fitted: Fitted, box: QRectF, token: str, slack: float) -> TextPiece:
    """Text that is clipped to its box, so that stacked accents cannot reach the digits."""
    room = box.adjusted(0, -slack, 0, slack)
    return TextPiece(part, fitted, room, box.topLeft(), token, clipped=True)


def line(
    part: Part, fitted: Fitted, frame: Frame, x: float, baseline: float, token: str
) -> TextPiece:
    """One line standing on a baseline."""
    s, size = frame.scale, fitted.style.size
    at = QPointF(x * s, baseline * s - fitted.ascent)
    box = QRectF(at.x(), baseline * s - 0.95 * size, fitted.width, 1.2 * size)
    return TextPiece(part, fitted, box, at, token, clipped=True)
