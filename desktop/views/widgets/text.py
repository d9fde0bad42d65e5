"""Plain-text labels: what a participant typed is never taken for markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyleOption, QWidget
from typing_extensions import override


def plain_tip(text: str) -> str:
    """A tooltip that says just this: Qt guesses at markup in tooltips.

    Not `html.escape`: loading its table of entities takes 5 ms of a start.
    """
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>"


class Text(QLabel):
    """A label in one of the roles of the type scale.

    Roles: page, big, section, title, body, sub, eyebrow, strong, muted. With `elide` it stays on
    one line, gives way when there is no room, and then shows the whole text as a tooltip.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show these words; the same again cost no layout."""
        if self.text() != words:
            self.setText(words)

    def set_role(self, role: str) -> None:
        """Change the role, and with it size, weight and colour."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self._polish()

    def set_tone(self, tone: str) -> None:
        """Colour the text: ok, warn, over, accent, idle, faint, or "" for the role's own."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self._polish()

    def _polish(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elide else hint

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._elide:
            return hint
        # one line, and two pixels more than it needs: rounding must not cut the last letter
        return QSize(self.fontMetrics().horizontalAdvance(self._line()) + 2, hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        line = self._line()
        shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        flags = int(self.alignment() | Qt.TextFlag.TextSingleLine)
        self.style().drawItemText(
            painter,
            self.rect(),
            flags,
            option.palette,
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._explain()

    def _explain(self) -> None:
        """What is cut off can be read as a tooltip, which Qt must not take for markup either."""
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self._line()) > self.width()
            self.setToolTip(plain_tip(self.text()) if cut else "")

    def _line(self) -> str:
        return " ".join(self.text().split("\n"))
