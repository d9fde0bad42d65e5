"""A place whose turn has not come: it says what will be here, and pretends nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.views.painting import dashed_box
from desktop.views.widgets import Card, IconLabel, Text

_WIDTH = 720


class EmptyPlace(QWidget):
    """Title, what will be done here, and a dashed outline that lists what will stand here.

    Each line is `(icon, token, name, words)`. There is no control: nothing can be done here yet.
    """

    def __init__(
        self,
        title: str,
        question: str,
        lines: Sequence[tuple[str, str, str, str]],
        parent: QWidget | None = None,
        *,
        words: str = "",
        heading: str = "",
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{question} {words}".strip())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Text(title, "page"))
        column.addWidget(self._card(question, words, note))
        column.addWidget(self._outline(heading, lines))
        column.addStretch()

    def _card(self, question: str, words: str, note: str) -> Card:
        card = Card()
        card.setMaximumWidth(_WIDTH)
        card.body.setContentsMargins(22, 20, 22, 20)
        card.body.setSpacing(6)
        card.body.addWidget(Text(question, "big"))
        for text, role in ((words, "muted"), (note, "sub")):
            said = Text(text, role)
            said.setWordWrap(True)
            said.setVisible(bool(text))
            card.body.addWidget(said)
        return card

    def _outline(self, heading: str, lines: Sequence[tuple[str, str, str, str]]) -> QWidget:
        box = _Outline()
        box.setMaximumWidth(_WIDTH)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(box)
        grid.setContentsMargins(22, 16, 22, 20)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(14)
        grid.setColumnMinimumWidth(1, 112)
        grid.setColumnStretch(2, 1)
        grid.addWidget(Text(heading, "eyebrow"), 0, 0, 1, 3)
        for row, (icon, token, name, words) in enumerate(lines, start=1):
            said = Text(words, "muted")
            said.setWordWrap(True)
            grid.addWidget(IconLabel(icon, token), row, 0)
            grid.addWidget(Text(name, "strong"), row, 1)
            grid.addWidget(said, row, 2)
        return box


class _Outline(QWidget):
    """A dashed box: the outline of something that is not there yet."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        dashed_box(QPainter(self), self.rect(), theme())
