"""Paints what participants see, large on the stage and small beside the navigation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.bridge.fonts import load_fonts
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.stage import BLANK, StageContent
from desktop.views.stage.compact import HEIGHT, WIDTH, compact_poster
from desktop.views.stage.layout import poster
from desktop.views.stage.poster import Poster

LayOut = Callable[[StageContent, QSizeF], Poster]


class _Painting(QWidget):
    """Holds a content and its poster; is laid out and painted again only when one changes."""

    def __init__(self, lay_out: LayOut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_fonts()
        self._lay_out = lay_out
        self._content = BLANK
        self._refresh()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    @property
    def content(self) -> StageContent:
        return self._content

    @property
    def poster(self) -> Poster:
        """What is painted and where."""
        return self._poster

    def show_content(self, content: StageContent) -> None:
        """Paint this from now on; the same content again costs nothing."""
        if content == self._content:
            return
        self._content = content
        self._refresh()

    def texts(self) -> list[str]:
        """Every text that is painted, in reading order."""
        return self._poster.strings

    def _refresh(self) -> None:
        self._poster = self._lay_out(self._content, QSizeF(self.size()))
        self.setAccessibleName("\n".join(self.texts()) or tr("Nothing is shown"))
        self.update()


class StageView(_Painting):
    """The whole poster, in any size from 640x360 to 4K."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(poster, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._poster.colors.color("bg"))
        self._poster.paint(painter, self.devicePixelRatioF())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._refresh()


class Thumbnail(_Painting):
    """The same content as small as a stamp, so that nobody shares the wrong thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(compact_poster, parent)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(WIDTH / 2), round(HEIGHT / 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.setBrush(self._poster.colors.color("bg"))
        painter.drawRoundedRect(edge, 6, 6)
        inside = QPainterPath()
        inside.addRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        painter.setClipPath(inside)
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        painter.scale(scale, scale)
        self._poster.paint(painter, self.devicePixelRatioF())
