"""Card, icon, progress bar and scroll area."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.icons import pixmap
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.views.privacy import privacy

_AROUND = 14
"""Pixels between a field that is typed in and the edge it scrolled to."""
_BARS = {"accent": "accent", "warn": "warn-fill", "over": "over-fill", "idle": "idle"}


class Card(QFrame):
    """A surface with a 1 px edge; `private` ones are tinted: only the facilitator sees them.

    In one-screen mode not even the facilitator does: they hide, whatever shows them meanwhile.
    """

    def __init__(self, parent: QWidget | None = None, *, private: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setProperty("private", "true" if private else "false")
        self._is_private = private
        self._is_wanted = True
        if private:
            privacy().add_pane(self)
            if privacy().hidden:
                super().setVisible(False)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(8)

    def show_privacy(self) -> None:
        """Hide, or come back if it would be seen otherwise."""
        if self.parentWidget() is not None:  # a card on its own would come up as a window
            super().setVisible(self._is_wanted and not privacy().hidden)
        elif not privacy().hidden and self._is_wanted:
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)

    @override
    def setVisible(self, visible: bool) -> None:
        if self._is_private:
            self._is_wanted = visible
            visible = visible and not privacy().hidden
        super().setVisible(visible)


class IconLabel(QWidget):
    """An icon on its own, beside the word it belongs to."""

    def __init__(
        self, name: str, token: str = "text-2", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._token = token
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, token: str = "text-2") -> None:
        """Show another icon."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._name:
            return
        image = pixmap(self._name, theme().color(self._token), self._size, self.devicePixelRatioF())
        left, top = (self.width() - self._size) // 2, (self.height() - self._size) // 2
        QPainter(self).drawPixmap(left, top, image)


class Bar(QWidget):
    """How much of something is done, from 0 to 1. Tones: accent, warn, over, idle."""

    def __init__(
        self, tone: str = "accent", height: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._fraction = 0.0
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    @property
    def fraction(self) -> float:
        return self._fraction

    def set_fraction(self, fraction: float) -> None:
        """Show this much; what lies outside 0 to 1 is brought to the nearest end."""
        fraction = min(1.0, max(0.0, fraction))
        if fraction != self._fraction:
            self._fraction = fraction
            self._name_it()
            self.update()

    def set_tone(self, tone: str) -> None:
        if tone != self._tone:
            self._tone = tone
            self.update()

    def _name_it(self) -> None:
        name = tr("{n} percent").format(n=round(self._fraction * 100))
        if name != self.accessibleName():
            self.setAccessibleName(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(theme().color("line"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self._fraction > 0:
            painter.setBrush(theme().color(_BARS[self._tone]))
            width = max(self.height(), self.width() * self._fraction)
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), radius, radius)


def bring_in_sight(widget: QWidget) -> None:
    """Scroll to a widget that took the focus by an arrow key, wherever it is scrolled."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, Scroll):
        around = around.parentWidget()
    if around is not None:
        around.follow()


class Scroll(QScrollArea):
    """A frameless scroll area around one widget; only the vertical direction scrolls."""

    def __init__(self, widget: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        widget.setProperty("plain", "true")
        # Not Qt's own: to find the class of that one, PySide loads all it has, 10 ms of a start.
        self.setViewport(QWidget())
        self.setWidget(widget)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        widget.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def follow(self) -> None:
        """All of the field with the focus is in sight, not only its cursor."""
        inner, field = self.widget(), self.focusWidget() or self
        if inner is None or not inner.isAncestorOf(field):
            return
        box = QRect(field.mapTo(inner, QPoint(0, 0)), field.size())
        if box.height() + 2 * _AROUND <= self.viewport().height():
            self.ensureVisible(box.left(), box.bottom(), 0, _AROUND)
            self.ensureVisible(box.left(), box.top(), 0, _AROUND)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        moved = super().focusNextPrevChild(next)
        if moved:
            self.follow()
        return moved

    def _on_range_changed(self) -> None:
        if (self.focusWidget() or self).hasFocus():
            self.follow()  # what was typed there may have become a line above it
