"""The pieces of the run bar that paint or size themselves."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge import icons
from desktop.bridge.fonts import font, scaled, tabular
from desktop.bridge.theme import theme
from desktop.views.widgets import Text
from desktop.views.widgets.fit import fix_height, write_in
from desktop.views.widgets.key_hint import draw_keys, keys_width
from desktop.views.widgets.press import PressButton

BLOCK_HEIGHT = 44
TITLE_WIDTH = 230


class Digits(QWidget):
    """Big tabular digits whose width depends on how many there are, never on which."""

    def __init__(self, pixels: int = 38, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._text = ""
        self._token = "text"
        self.refit()

    def refit(self) -> None:
        """Take over how large text is now."""
        big = font(self._pixels, 600)
        big.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -1.2)
        self._font = tabular(big)
        self._make_room()

    def show_digits(self, text: str, token: str) -> None:
        if (text, token) == (self._text, self._token):
            return
        is_wider = _shape(text) != _shape(self._text)
        self._text, self._token = text, token
        if is_wider:
            self._make_room()
        self.setAccessibleName(text)
        self.update()

    def _make_room(self) -> None:
        width = QFontMetricsF(self._font).horizontalAdvance(_shape(self._text))
        self.setFixedSize(round(width) + 1, scaled(BLOCK_HEIGHT))

    @property
    def text(self) -> str:
        return self._text

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(theme().color(self._token))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self._text)


class KeyLink(PressButton):
    """A few words in the accent colour that can be pressed, with the key that does the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = ""
        write_in(self, 12, 500)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def keys(self) -> str:
        return self._keys

    def show_words(self, words: str) -> None:
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
            self.updateGeometry()

    def show_keys(self, keys: str) -> None:
        """Show another key; "" for none."""
        if keys != self._keys:
            self._keys = keys
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        caps = keys_width(self._keys)
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(words + (6 + caps if caps else 0), scaled(18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = self.font()
        drawn.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(drawn)
        painter.setPen(theme().color("accent-press" if self.isDown() else "accent"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        caps = keys_width(self._keys)
        draw_keys(painter, self.width() - caps, self.height() / 2, self._keys)
        if self.hasFocus():
            painter.setPen(QPen(theme().color("focus"), 2))
            end = self.width() - caps - 6
            painter.drawLine(0, self.height() - 1, end, self.height() - 1)


class Tile(QWidget):
    """The 36 px square with the icon of what runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(36, 36)
        self._icon = ("flag", "text-3")

    def show_icon(self, name: str, token: str) -> None:
        if (name, token) != self._icon:
            self._icon = (name, token)
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.setBrush(theme().color("sunken"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1).toRectF(), 8, 8)
        name, token = self._icon
        image = icons.pixmap(name, theme().color(token), 20, self.devicePixelRatioF())
        painter.drawPixmap(8, 8, image)


class Block(QWidget):
    """A column of the bar with a thin line on its left; gives way before the buttons do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fix_height(self, BLOCK_HEIGHT)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(18, 0, 18, 0)
        self.rows.setSpacing(2)
        self.rows.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(0, 0, 0, self.height())


class What(QWidget):
    """Which item it is and its title, cut where the window is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.eyebrow = Text(role="sub", elide=True)
        self.title = Text(role="title", elide=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 0, 0, 0)
        rows.setSpacing(0)
        rows.addStretch(1)
        rows.addWidget(self.eyebrow)
        rows.addWidget(self.title)
        rows.addStretch(1)
        self._width = TITLE_WIDTH + 12
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def give_width(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width, BLOCK_HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(150, BLOCK_HEIGHT)  # the block that runs gives way last


def _shape(text: str) -> str:
    return re.sub(r"\d", "0", text)
