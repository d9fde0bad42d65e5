"""A list that arrow keys open: what they pass on the way must not be chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from desktop.views.prepare.choice import Choice


class OpenChoice(Choice):
    """Choosing takes a field from another column, so nothing is chosen but by Enter or a click."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.showPopup()
        else:
            super().keyPressEvent(event)
