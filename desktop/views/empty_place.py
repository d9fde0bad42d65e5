"""A place whose turn has not come: it says what will be here, and pretends nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.views.painting import dashed_box
from desktop.views.widgets import IconLabel, Text


class EmptyPlace(QWidget):
    """Title, one sentence, and a dashed outline that lists what will stand here.

    Each line is `(icon, token, name, words)`. There is no control: nothing can be done here yet.
    """

    def __init__(
        self,
        title: str,
        question: str,
        lines: Sequence[tuple[str, str, str, str]],
        parent: QWidget | None = None,
        *,
        heading: str = "",
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Text(title, "page"))
        said = Text(question, "muted")
        said.setWordWrap(True)
        said.setMaximumWidth(680)
        column.addWidget(said)
        column.addWidget(self._outline(heading, lines))
        if note:
            column.addWidget(Text(note, "sub"))
        column.addStretch()

    def _outline(self, heading: str, lines: Sequence[tuple[str, str, str, str]]) -> QWidget:
        box = _Outline()
        box.setMaximumWidth(680)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(box)
        grid.setContentsMargins(16, 14, 16, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
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
