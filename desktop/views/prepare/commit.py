"""Typing that is stored when the person is done with it, and that no refresh disturbs.

What a field shows is always what is stored, or what is being typed right now. A wish that the
store declines therefore ends with the old value back in the field.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from desktop.domain.errors import UserError
from desktop.views.widgets import Field, PlainEdit

PAUSE_MS = 500


class LineCommit(QObject):
    """Turns the text of a one-line field into a value, on Enter or when the focus leaves.

    `read` raises UserError to refuse; the refusal stands beside the field and the old value
    comes back. Esc takes back what was typed, and asks to leave when nothing was.
    """

    committed = Signal(object)
    left = Signal()

    def __init__(
        self, field: Field, read: Callable[[str], object], write: Callable[[object], str] = str
    ) -> None:
        super().__init__(field)
        self._field = field
        self._read = read
        self._write = write
        self._value: object = None
        self._baseline = ""
        field.editingFinished.connect(self.flush)
        field.installEventFilter(self)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not stored."""
        return self._field.text() != self._baseline

    def show_value(self, value: object, *, fresh: bool = False) -> None:
        """Show what is stored. Typing is left alone, unless `fresh` says it is another thing."""
        if fresh:
            self._field.accept_value()
        elif value == self._value:
            return
        typing = self._field.hasFocus() and self.unsaved
        self._value = value
        self._baseline = self._write(value)
        if fresh or not typing:
            self._set(self._baseline)
            self._field.setCursorPosition(0)

    def flush(self) -> None:
        """Commit what was typed, if anything was."""
        if not self.unsaved:
            return
        typed, before = self._field.text(), self._value
        try:
            value = self._read(typed)
        except UserError as error:
            self._set(self._baseline)
            self._field.refuse(str(error))
            return
        self._field.accept_value()
        self._set(self._baseline)
        if value != before:
            self.committed.emit(value)

    def drop(self) -> None:
        """Forget what was typed."""
        self._set(self._baseline)
        self._field.accept_value()

    def _set(self, text: str) -> None:
        if self._field.text() != text:
            self._field.setText(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            if self.unsaved:
                self.drop()
            else:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)


class PageCommit(QObject):
    """Commits a longer text after a pause of half a second, and when the focus leaves."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, edit: PlainEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._stored = ""
        self._baseline = ""
        self._sent: str | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        edit.textChanged.connect(self._typed)
        edit.installEventFilter(self)

    @property
    def unsaved(self) -> bool:
        return self._edit.toPlainText() != self._baseline

    def show_value(self, value: str, *, fresh: bool = False) -> None:
        """Show what is stored. Typing, and the echo of what was just sent, are left alone."""
        if not fresh and value == self._stored:
            return
        typing = self._edit.hasFocus() and self.unsaved
        echo = self._sent is not None and value.strip() == self._sent.strip()
        self._stored = value
        if fresh:
            self._pause.stop()
            self._sent = None
        elif typing or (echo and self._edit.hasFocus()):
            self._sent = None if echo else self._sent
            return
        self._set(value)

    def flush(self) -> None:
        """Commit what was typed, if anything was."""
        self._pause.stop()
        text = self._edit.toPlainText()
        if text == self._baseline:
            return
        before = self._stored
        self._baseline = text
        self._sent = text
        self.committed.emit(text)
        # What was stored has been shown by now. If nothing was, the text is still to be kept.
        if self._stored == before and text.strip() != before.strip():
            self._baseline = before

    def drop(self) -> None:
        """Forget what was typed."""
        self._pause.stop()
        self._set(self._stored)

    def _typed(self) -> None:
        if self.unsaved:
            self._pause.start()
        else:
            self._pause.stop()

    def _set(self, text: str) -> None:
        self._baseline = text
        if self._edit.toPlainText() != text:
            at = self._edit.textCursor().position()
            self._edit.setPlainText(text)
            cursor = self._edit.textCursor()
            cursor.setPosition(min(at, len(text)))
            self._edit.setTextCursor(cursor)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.flush()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
