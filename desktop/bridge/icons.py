"""Line icons, tinted when they are drawn: eighty at start would cost more than all else."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.system.resources import resource

_BIG = 20
_THIN, _NORMAL = "1.75", "2"


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, size: int, dpr: float) -> QPixmap:
    stroke = _THIN if size >= _BIG else _NORMAL
    svg = _drawing(name).replace("currentColor", colour)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    image = QPixmap(round(size * dpr), round(size * dpr))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(dpr)
    return image


def pixmap(name: str, color: QColor, size: int = 16, dpr: float = 1.0) -> QPixmap:
    """The icon in that colour, `size` logical pixels wide. Raises OSError for an unknown name."""
    return _drawn(name, color.name(), size, dpr)


def device_ratio(painter: QPainter) -> float:
    """Device pixels for one logical pixel where this paints, unless it turns.

    Not asked of `painter.device()`: to find its class, PySide loads all it has, 10 ms of a start.
    """
    return painter.deviceTransform().m11()


class _Tinted(QIconEngine):
    """Asks for the colour only when it paints, so it follows a change of theme."""

    def __init__(self, name: str, token: str, size: int) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._size = size

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        dpr = device_ratio(painter)
        token = "text-3" if mode == QIcon.Mode.Disabled else self._token
        image = pixmap(self._name, theme().color(token), min(rect.width(), rect.height()), dpr)
        painter.drawPixmap(rect, image)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        token = "text-3" if mode == QIcon.Mode.Disabled else self._token
        return pixmap(self._name, theme().color(token), min(size.width(), size.height()))

    @override
    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._token, self._size)

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return QSize(self._size, self._size)


def icon(name: str, token: str = "text-2", size: int = 16) -> QIcon:
    """A QIcon that takes the token's colour from the theme each time it is painted."""
    return QIcon(_Tinted(name, token, size))
