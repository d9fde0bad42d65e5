"""Lines at the end of a list that add one more, and stay for the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.views.widgets import Field, IconLabel, Text

_PASTE_LIMIT = 20_000


class AddField(Field):
    """Asks on Enter; an empty Enter, Esc and the arrows lead away."""

    passed = Signal()  # Enter with nothing typed
    left = Signal()
    entered = Signal()
    up_pressed = Signal()
    down_pressed = Signal()

    def __init__(
        self, ask: Callable[[list[str]], str], *, many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._ask = ask
        self._many = many
        self.setMaxLength(_PASTE_LIMIT)
        if many:
            self.textEdited.connect(self._look_for_lines)

    def flush(self) -> bool:
        """Ask for what is typed; the field is empty again once it is stored."""
        return self._add([self.text()]) if self.text().strip() else True

    def _add(self, lines: list[str]) -> bool:
        why = self._ask(lines)
        if why:
            self.refuse(why)
            return False
        self.setText("")  # clear() would keep the words as typing to undo
        return True

    def _look_for_lines(self, text: str) -> None:
        # by the menu, a drop or the middle button: these go past the keyboard
        if "\n" in text or "\r" in text:
            self._add_lines(text)

    def _add_lines(self, text: str) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines and not self._add(lines):
            self.setText(" ".join(lines))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._many and event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text().strip()
            if "\n" in text or "\r" in text:
                self._add_lines(text)
                return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.text().strip():
                    self._add([self.text()])
                else:
                    self.passed.emit()
            case Qt.Key.Key_Escape:
                if self.text():
                    self.setText("")
                    self.accept_value()
                else:
                    self.left.emit()
            case Qt.Key.Key_Up:
                self.up_pressed.emit()
            case Qt.Key.Key_Down:
                self.down_pressed.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class AddLine(QWidget):
    """A plus, the field, and at its end what was understood."""

    def __init__(
        self, field: AddField, words: str, *, side: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.reading = Text(role="sub", elide=True)
        field.setProperty("quiet", "true")
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(side, 1, side // 2, 1)
        row.setSpacing(4)
        row.addWidget(IconLabel("plus", "text-2", 14))
        row.addWidget(field, 1)
        row.addWidget(self.reading)
        self.reading.hide()

    def show_reading(self, words: str) -> None:
        """What the typed line is taken for; "" for nothing but words."""
        self.reading.setText(tr("Reads as {what}").format(what=words) if words else "")
        self.reading.setVisible(bool(words))
