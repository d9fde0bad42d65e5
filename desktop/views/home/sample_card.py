"""The way to the sample workshop, on the first start and on every later one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.views.widgets import Button, Card, IconLabel, Text


class SampleCard(Card):
    """Says what the sample is and opens it."""

    sample_requested = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = Button(tr("Open the sample workshop"))
        self.open.clicked.connect(self._ask)
        words = Text(
            tr(
                "A finished four-hour workshop with its notes and its report. "
                "Nothing to set up, nothing to break."
            ),
            "muted",
        )
        words.setWordWrap(True)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("ship", "accent", 20))
        head.addWidget(Text(title, "section"), 1)
        foot.addWidget(self.open)
        foot.addStretch()
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(words)
        self.body.addSpacing(6)
        self.body.addLayout(foot)

    def _ask(self) -> None:
        self.sample_requested.emit()
