"""Text fields that refuse in place and never choke on a paste."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.views.widgets.text import Text

LIMIT = 10_000
"""Characters a field takes: a word of a million freezes a text edit for minutes."""


class _Refusal(QFrame):
    """Stands under the field, over whatever is there, so that nothing moves."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("card", "true")
        self.setProperty("refusal", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = Text("", "refusal")
        self._words.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 5)
        box.addWidget(self._words)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def say(self, message: str) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._words.setText(message)
        width = min(max(self._field.width(), 220), 320)
        self.setFixedWidth(width)
        self.setFixedHeight(self._words.heightForWidth(width - 18) + 11)
        place = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        left = max(0, min(place.x(), window.width() - width))
        if place.y() + self.height() > window.height():
            place.setY(max(0, place.y() - self._field.height() - self.height() - 4))
        self.move(left, place.y())
        self.show()
        self.raise_()


class Field(QLineEdit):
    """One line. A refusal stands right under it until the value is accepted or changed."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setMaxLength(LIMIT)
        self._refusal: _Refusal | None = None
        self.textEdited.connect(self.accept_value)

    @property
    def refusal(self) -> str:
        """What stands under the field; empty when nothing does."""
        return self._refusal.text if self._refusal is not None else ""

    def refuse(self, message: str) -> None:
        """Say beside the field why the value was not taken."""
        if self._refusal is None:
            self._refusal = _Refusal(self)
            self.destroyed.connect(self._refusal.deleteLater)
        self.setProperty("refused", "true")
        self._polish()
        self.setAccessibleDescription(message)
        self._refusal.say(message)

    def accept_value(self) -> None:
        """Take the refusal away."""
        if self._refusal is None:
            return
        self._refusal.hide()
        self._refusal.deleteLater()
        self._refusal = None
        self.setProperty("refused", "false")
        self._polish()
        self.setAccessibleDescription("")

    def _polish(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.accept_value()
        return super().event(event)


class PlainEdit(QPlainTextEdit):
    """Many lines, plain text only. Tab leaves it; a paste past the limit is cut, and it says so."""

    truncated = Signal(int)  # characters that were left out

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        room = LIMIT - (self.document().characterCount() - 1)
        room += len(self.textCursor().selectedText())
        text = source.text()
        if len(text) > room:
            self.setToolTip(tr("Only the first {n} characters fit.").format(n=LIMIT))
            self.truncated.emit(len(text) - max(0, room))
        self.insertPlainText(text[: max(0, room)])
