"""One line that adds a person; lines that are pasted into it ask for a preview."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.roster import read_person
from desktop.views.widgets import Field

_PASTE_LIMIT = 200_000
"""Characters: 500 people with everything that is known of them take a quarter of it."""


class PersonField(Field):
    """Asks for one person on Enter, and stays ready for the next."""

    add_requested = Signal(object)  # RosterEntry
    paste_requested = Signal(str)
    down_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setMaxLength(_PASTE_LIMIT)
        self.setPlaceholderText(tr("Type a name, Enter"))
        self.setToolTip(
            tr("Also “Name, Team” or “Name, Team, Role”. Pasted lines are shown first.")
        )
        self.setAccessibleName(tr("Add a person: name, team, role"))
        self.textEdited.connect(self._look_for_lines)

    def accept_added(self) -> None:
        """The person is stored: the field is for the next one, and Ctrl+Z for the person."""
        self.setText("")  # clear() would keep the name as typing to undo

    def _look_for_lines(self, text: str) -> None:
        # by the menu, a drop or the middle button: these go past the keyboard
        if "\n" in text or "\r" in text:
            self.setText("")
            self._preview(text)

    def _preview(self, text: str) -> None:
        if len(text) >= _PASTE_LIMIT:
            self.refuse(tr("This is too long to paste. Save it as a file and import that."))
        else:
            self.paste_requested.emit(text)

    def _add(self) -> None:
        if not self.text().strip():
            return
        try:
            entry = read_person(self.text())
        except UserError as error:
            self.refuse(str(error))
            return
        self.add_requested.emit(entry)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if "\n" in text.strip() or "\r" in text.strip():
                self._preview(text)
                return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._add()
            case Qt.Key.Key_Down:
                self.down_pressed.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
                self.accept_value()
            case _:
                super().keyPressEvent(event)
