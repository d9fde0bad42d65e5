"""Surfaces of the shell that paint themselves from the theme: panels, and overlays on a scrim."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.bridge.theme import theme

CARD_RADIUS = 10.0
CAPTURE_BAR = 52
"""Pixels of the capture bar: a card leaves it in sight, under the scrim."""

# A field inside a painted box has no frame of its own; the sheet of the theme gives it one.
_BARE = (
    "{name}, {name}:focus, {name}:disabled {{ border: none; padding: 0; min-height: 0;"
    " background: transparent; {more} }}"
)


def focus_back(widget: QWidget | None, window: QWidget) -> None:
    """Give the focus back to `widget`, or to the window if that is gone by now."""
    if widget is not None and isValid(widget) and widget.isVisible() and widget.isEnabled():
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
    else:
        window.setFocus(Qt.FocusReason.OtherFocusReason)


def focused_in(window: QWidget) -> QWidget | None:
    """The widget of this window that has, or would have, the focus."""
    return window.focusWidget()


def make_bare(field: QWidget, more: str = "") -> None:
    """Take the frame and the fill off a text field that stands in a box of its own."""
    name = field.metaObject().className()
    field.setStyleSheet(_BARE.format(name=name, more=more))


class Panel(QWidget):
    """A flat fill with a line on some of its edges; both are colour tokens.

    "" fills nothing. `radius` rounds all corners and draws the line all round; `foot_radius`
    rounds the lower corners, for the foot of a card.
    """

    def __init__(
        self,
        fill: str,
        *edges: Qt.Edge,
        line: str = "line",
        radius: float = 0.0,
        foot_radius: float = 0.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self._edges = edges
        self._line = line
        self._radius = radius
        self._foot_radius = foot_radius
        self._line_width = 1

    def set_colors(self, fill: str, line: str) -> None:
        if (fill, line) != (self._fill, self._line):
            self._fill, self._line = fill, line
            self.update()

    def set_line_width(self, pixels: int) -> None:
        if pixels != self._line_width:
            self._line_width = pixels
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = theme().color(self._fill) if self._fill else QColor(0, 0, 0, 0)
        line = theme().color(self._line)
        if self._radius:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(line, self._line_width))
            painter.setBrush(fill)
            edge = self._line_width / 2
            box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            painter.drawRoundedRect(box, self._radius, self._radius)
            return
        if self._foot_radius:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            over = self._foot_radius
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, -over, 0, 0), over, over)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        elif self._fill:
            painter.fillRect(self.rect(), fill)
        painter.setPen(QPen(line, 1))
        right, bottom = self.width() - 1, self.height() - 1
        ends = {
            Qt.Edge.TopEdge: (0, 0, right, 0),
            Qt.Edge.BottomEdge: (0, bottom, right, bottom),
            Qt.Edge.LeftEdge: (0, 0, 0, bottom),
            Qt.Edge.RightEdge: (right, 0, right, bottom),
        }
        for edge in self._edges:
            painter.drawLine(*ends[edge])


class Overlay(QWidget):
    """Lies over a part of the window on a scrim; Esc or a press beside its card closes it.

    The focus comes in when it opens, stays in while it is open and goes back where it was.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, area: QWidget, width: int) -> None:
        """`area` is the widget it covers and follows; `width` is the card's, in pixels."""
        super().__init__(area)
        self._area = area
        self._width = width
        self._came_from: QWidget | None = None
        self.card = Panel("surface", line="line-strong", radius=CARD_RADIUS, parent=self)
        self.body = QVBoxLayout(self.card)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        area.installEventFilter(self)
        self.hide()

    def open_over(self, first: QWidget) -> None:
        """Show it and give the focus to `first`."""
        if self.isVisible():
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._came_from = focused_in(self.window())
        self._follow()
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.opened.emit()

    def dismiss(self) -> None:
        """Close it; the focus goes back."""
        if not self.isVisible():
            return
        self.hide()
        back, self._came_from = self._came_from, None
        focus_back(back, self.window())
        self.closed.emit()

    def card_height(self, room: int) -> int:
        """How tall the card is, given the room there is."""
        return min(room, self.card.sizeHint().height())

    def card_top(self) -> int:
        """Pixels from the top of the area to the card."""
        return 16

    def place_card(self) -> None:
        """Put the card where it belongs, after its contents or the window changed."""
        top = self.card_top()
        width = min(self._width, self.width() - 40)
        height = self.card_height(self.height() - 2 * top)
        self.card.setGeometry((self.width() - width) // 2, top, width, height)

    def _follow(self) -> None:
        self.resize(self._area.size())
        self.place_card()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._follow()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        event.accept()  # what nobody here wants must not reach the place underneath

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Called by every Tab inside the card: walk on until the chain is inside again.
        start = self.focusWidget() or self.card
        widget = start
        while True:
            step = widget.nextInFocusChain() if next else widget.previousInFocusChain()
            if step is None or step is start:
                return True
            widget = step
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if self.card.isAncestorOf(widget) and widget.isVisible() and takes_tab:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()
        event.accept()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("scrim"))
