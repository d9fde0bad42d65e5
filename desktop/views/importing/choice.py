"""A list that arrow keys open: what they pass on the way must not be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.views.prepare.choice import Choice

_NO_HEADINGS = -1
"""Stands for None in the list of lines: a list can't hold that as a value."""


class OpenChoice(Choice):
    """Choosing takes a field from another column, so nothing is chosen but by Enter or a click."""

    def show_items(self, items: Sequence[tuple[str, object]]) -> None:
        """Anew only when they are others: an open list must not close under a hand."""
        if [(self.itemText(n), self.itemData(n)) for n in range(self.count())] != list(items):
            self.clear()
            for words, value in items:
                self.addItem(words, value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.showPopup()
        else:
            super().keyPressEvent(event)


class HeaderChoice(OpenChoice):
    """Which line names the columns."""

    def show_headers(self, lines: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """The lines there are, by number, with their words; None: no line names the columns."""
        items = [
            (
                tr("Line {n}: {words}").format(n=n, words=words)
                if words
                else tr("Line {n}").format(n=n),
                n,
            )
            for n, words in lines
        ]
        self.show_items([*items, (tr("No line names the columns"), _NO_HEADINGS)])
        self.show_data(_NO_HEADINGS if chosen is None else chosen)

    def header_at(self, index: int) -> int | None:
        """The line at that place of the list."""
        line = self.itemData(index)
        return None if line == _NO_HEADINGS else line
