"""The ring around the control that the keyboard has reached: 2 px wide, 2 px away from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QSplitter, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme

_WIDTH = 2
_OFFSET = 2
REACH = _WIDTH + _OFFSET
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class FocusRing(QWidget):
    """Lies over the control's surroundings, since a control can't paint outside itself.

    Made when the control gets the focus and deleted when it loses it, so it never has to follow
    a control into another parent.
    """

    def __init__(self, control: QWidget, radius: float) -> None:
        chain = _chain(control)
        self._host = chain[-1]
        super().__init__(self._host)
        self._control = control
        self._radius = radius
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in (control, *chain[:-1]):
            widget.installEventFilter(self)
        control.destroyed.connect(self.deleteLater)
        self._follow()
        self.raise_()

    def _follow(self) -> None:
        self.setGeometry(_around(self._control, self._host))
        self.setVisible(self._control.isVisibleTo(self._host))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("focus"), _WIDTH))
        half = _WIDTH / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        radius = self._radius + _OFFSET + half
        painter.drawRoundedRect(box, radius, radius)


def _around(control: QWidget, host: QWidget) -> QRect:
    place = QRect(control.mapTo(host, QPoint(0, 0)), control.size())
    return place.adjusted(-REACH, -REACH, REACH, REACH)


def _chain(control: QWidget) -> list[QWidget]:
    """The control's ancestors up to the first that has room for the ring."""
    chain: list[QWidget] = []
    host = control.parentWidget()
    while host is not None:
        chain.append(host)
        # A splitter takes every child for one of its panes.
        fits = host.rect().contains(_around(control, host)) and not isinstance(host, QSplitter)
        above = host.parentWidget()
        if fits or host.isWindow() or isinstance(above, QAbstractScrollArea):
            break
        host = above
    return chain
