"""A text field that opens where the text stands: a pause or leaving commits, Esc restores."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.views.widgets import PlainEdit

PAUSE_MS = 500
FEWEST_LINES, MOST_LINES = 3, 10


class InlineEdit(PlainEdit):
    """Says when its text should be stored; knows nothing of where.

    `by_itself=False` is for a field that is part of a larger editor, which then decides when
    a pause or the loss of focus means that the person is done.
    """

    committed = Signal(str)
    closed = Signal()
    restored = Signal()

    def __init__(self, parent: QWidget | None = None, *, by_itself: bool = True) -> None:
        super().__init__(parent)
        self._before = ""
        self._stored = ""
        self._by_itself = by_itself
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.setTabChangesFocus(True)
        if by_itself:
            self.textChanged.connect(self._pause.start)
        self.textChanged.connect(self._fit_height)

    def open_with(self, text: str) -> None:
        """Start over with this text, the cursor after its last character."""
        self._before = self._stored = text
        self.setPlainText(text)
        self._pause.stop()
        self.moveCursor(self.textCursor().MoveOperation.End)
        self._fit_height()

    def commit(self) -> None:
        """Ask for the text to be stored, once for each wording."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._stored:
            self._stored = text
            self.committed.emit(text)

    def not_taken(self) -> None:
        """Called while `committed` is heard: the text was refused and waits here."""
        self._stored = self._before

    def finish(self) -> None:
        """Store and close; what was refused stays open."""
        self.commit()
        if self.toPlainText() in (self._stored, self._before):
            self.closed.emit()

    def restore(self) -> None:
        """Back to what stood here when it was opened, also where a pause has stored since."""
        self.setPlainText(self._before)
        self.restored.emit()
        self.finish()

    def _fit_height(self) -> None:
        # The document of a plain text edit measures its height in lines.
        lines = round(self.document().size().height())
        shown = min(MOST_LINES, max(FEWEST_LINES, lines))
        frame = 2 * self.frameWidth() + 2 * round(self.document().documentMargin())
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + frame + 8)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.restore()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_height()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._by_itself or event.reason() == Qt.FocusReason.PopupFocusReason:
            return  # its own context menu
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.commit()  # the person looks at another window and comes back
        else:
            self.finish()
