"""A paragraph that wraps, inside a word too if it must: no text makes its column wider."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.views.widgets.fit import write_in


class Wrapped(QWidget):
    """Plain text in one colour of the theme; its direction is that of its own letters."""

    def __init__(
        self,
        pixels: int = 13,
        token: str = "text",
        *,
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._token = token
        self._middle = middle
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        write_in(self, pixels)

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str, token: str = "") -> None:
        """Show this; an empty text takes no room."""
        if (text, token or self._token) == (self._text, self._token):
            return
        self._text, self._token = text, token or self._token
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def refit(self) -> None:
        """Text has another size."""
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width)[1]

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 60)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme().color(self._token))
        layout, height = self._lay_out(self.width())
        top = max(0, self.height() - height) // 2 if self._middle else 0
        layout.draw(painter, QPointF(0, top))

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self._text.replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(Qt.AlignmentFlag.AlignLeading)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, round(height) if self._text else 0
