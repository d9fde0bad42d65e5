"""Typing in the OKRs place: stored when done, kept with its reason when it was refused.

Unlike in Prepare, what is refused stays in the field: a number that took a room five minutes is
not typed twice. What is stored is unchanged meanwhile, and Esc brings it back.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.views.widgets import Field, PlainEdit, Text

PAUSE_MS = 500
Ask = Callable[[str], str]
"""Takes what was typed; answers why it was not stored, or nothing."""


class FieldKeeper(QObject):
    """Asks for the text of a one-line field when the person is done with it."""

    left = Signal()

    def __init__(self, field: Field, ask: Ask) -> None:
        super().__init__(field)
        self.field = field
        self._ask = ask
        self._stored = ""
        self._refused: str | None = None
        field.editingFinished.connect(self.flush)
        field.installEventFilter(self)

    @property
    def unsaved(self) -> bool:
        return self.field.text() != self._stored

    def show_value(self, value: str, *, fresh: bool = False) -> None:
        """Show what is stored. Typing is left alone, unless `fresh` says it is another thing."""
        if not fresh and value == self._stored:
            return
        typing = self.unsaved and not fresh
        self._stored = value
        if not typing or self.field.text() == value:
            self._set(value)

    def flush(self) -> None:
        """Ask for what was typed, if anything was and it was not refused as it stands."""
        typed = self.field.text()
        if typed in (self._stored, self._refused):
            return
        why = self._ask(typed)
        if why:
            self._refused = typed
            self.field.refuse(why)
            return
        # what the store made of it has been shown by now, or is what it was before
        self._set(self._stored)

    def drop(self) -> None:
        """Forget what was typed."""
        self._set(self._stored)

    def _set(self, text: str) -> None:
        self._refused = None
        self.field.accept_value()
        if self.field.text() != text:
            self.field.setText(text)
        if not self.field.hasFocus():
            self.field.setCursorPosition(0)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if is_key(event, Qt.Key.Key_Escape):
            if self.unsaved:
                self.drop()
            else:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)


class GrowingEdit(PlainEdit):
    """One paragraph that wraps instead of hiding its end. Enter is done with it.

    `refusal` is a label for the layout to put below.
    """

    done = Signal()
    left = Signal()
    entered = Signal()
    up_pressed = Signal()
    down_pressed = Signal()

    def __init__(self, ask: Ask, *, pixels_high: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._stored = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        self._refused: str | None = None
        self._least = pixels_high
        self.refusal = Text("", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        self.setProperty("quiet", "true")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._typed)

    @property
    def unsaved(self) -> bool:
        return " ".join(self.text().split()) != self._stored

    def text(self) -> str:
        return self.toPlainText()

    def show_value(self, value: str, *, fresh: bool = False) -> None:
        """Show what is stored; typing stays unless it is another thing."""
        if not fresh and value == self._stored:
            return
        typing = self.unsaved and not fresh
        self._stored = value
        if not typing or self.text() == value:
            self._set(value)

    def flush(self) -> None:
        """Ask for what was typed, if anything was and it was not refused as it stands."""
        self._pause.stop()
        typed = self.text()
        if typed == self._refused:
            return
        why = self._ask(typed) if self.unsaved else ""
        if why:
            self._refused = typed
            self.refusal.setText(why)
            self.refusal.show()
            self.setAccessibleDescription(why)
            return
        self._set(self._stored)

    def drop(self) -> None:
        self._set(self._stored)

    def _set(self, text: str) -> None:
        self._refused = None
        self._accept()
        if self.text() != text:
            self.setPlainText(text)
            self._pause.stop()
            if self.hasFocus():
                self.moveCursor(self.textCursor().MoveOperation.End)

    def _accept(self) -> None:
        if not self.refusal.isHidden():
            self.refusal.hide()
            self.setAccessibleDescription("")

    def _typed(self) -> None:
        if self._refused is not None and self.text() != self._refused:
            self._refused = None
            self._accept()
        if self.unsaved and self._stored:  # something new is only stored when it is meant
            self._pause.start()
        else:
            self._pause.stop()

    def _paused(self) -> None:
        """Store another wording while it is typed; the cursor and the last blank stay."""
        if self.text().strip():
            self._ask(self.text())

    def _grow(self) -> None:
        height = self._height()
        if height != self.height():
            self.setFixedHeight(height)

    def _height(self) -> int:
        lines = max(1, round(self.document().size().height()))  # a plain document counts lines
        return max(self._least, lines * self.fontMetrics().lineSpacing() + 12)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        flat = QMimeData()
        flat.setText(" ".join(source.text().split()))
        super().insertFromMimeData(flat)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.flush()
                if self._refused is None:
                    self.done.emit()
            case Qt.Key.Key_Escape:
                if self.unsaved:
                    self.drop()
                else:
                    self.left.emit()
            case Qt.Key.Key_Up if not self._moves(self.textCursor().MoveOperation.Up):
                self.up_pressed.emit()
            case Qt.Key.Key_Down if not self._moves(self.textCursor().MoveOperation.Down):
                self.down_pressed.emit()
            case _:
                super().keyPressEvent(event)

    def _moves(self, how: object) -> bool:
        """Whether the cursor has a line above or below to go to."""
        return self.textCursor().movePosition(how)  # type: ignore[arg-type]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.flush()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()


class PageKeeper(QObject):
    """Asks for a longer text after a pause of half a second, and when the focus leaves."""

    left = Signal()

    def __init__(self, edit: PlainEdit, ask: Ask) -> None:
        super().__init__(edit)
        self.edit = edit
        self._ask = ask
        self._stored = ""
        self._refused: str | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        edit.textChanged.connect(self._typed)
        edit.installEventFilter(self)

    @property
    def unsaved(self) -> bool:
        return self.edit.toPlainText().strip() != self._stored

    def show_value(self, value: str, *, fresh: bool = False) -> None:
        """Show what is stored; typing, and the blank at its end, stay."""
        if not fresh and value == self._stored:
            return
        typing = self.edit.hasFocus() and not fresh and self.edit.toPlainText().strip() != value
        keep = typing and self.unsaved
        self._stored = value
        if not keep and self.edit.toPlainText().strip() != value:
            self.edit.setPlainText(value)
        if not keep:
            self._refused = None
            self._pause.stop()

    def flush(self) -> None:
        """Ask for what was typed, if anything was."""
        self._pause.stop()
        text = self.edit.toPlainText()
        if not self.unsaved or text == self._refused:
            return
        why = self._ask(text)
        self._refused = text if why else None
        self.edit.setToolTip(why)

    def drop(self) -> None:
        self._pause.stop()
        self.edit.setPlainText(self._stored)
        self._pause.stop()

    def _typed(self) -> None:
        if self.unsaved:
            self._pause.start()
        else:
            self._pause.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif is_key(event, Qt.Key.Key_Escape):
            self.flush()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)


def is_key(event: QEvent, key: Qt.Key) -> bool:
    """Whether this key has just been pressed."""
    return (
        isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == key
    )
