"""Asks how long ago the block that runs really began: L, a number, Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.domain.durations import parse_duration
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.views.overlay import Overlay
from desktop.views.widgets import Button, Field, Text
from desktop.views.widgets.fit import fix_width

WIDTH = 420


class StartedAgo(Overlay):
    """A small card over the work area; a bare number means minutes."""

    chosen = Signal(int)  # seconds ago

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, WIDTH)
        self._heading = Text(role="section")
        self._heading.setWordWrap(True)
        self.field = Field()
        self.field.setAccessibleName(tr("Minutes ago"))
        fix_width(self.field, 96)
        self._words = Text(tr("minutes ago"), role="body")
        self._result = Text(
            tr("The time since then belongs to this block. One undo takes it back."), role="muted"
        )
        self._result.setWordWrap(True)
        self.apply = Button(tr("It started then"), key="Enter", role="primary")
        self.leave = Button(tr("Leave as it is"), key="Esc")
        self._lay_out()
        self.field.returnPressed.connect(self._choose)
        self.apply.clicked.connect(self._choose)
        self.leave.clicked.connect(self.dismiss)

    def ask(self, title: str, *, waiting: bool) -> None:
        """Ask about the block of this title, which before a run is its first."""
        words = tr("The run began with “{title}”") if waiting else tr("“{title}” started")
        self._heading.setText(words.format(title=title))
        self.field.clear()
        self._width = scaled(WIDTH)
        self.open_over(self.field)
        self.place_card()

    @override
    def card_height(self, room: int) -> int:
        return min(room, self.card.heightForWidth(min(self._width, self.width() - 40)))

    def _choose(self) -> None:
        if not self.field.text().strip():
            self.field.refuse(tr("Type how many minutes ago, such as 7."))
            return
        try:
            seconds = parse_duration(self.field.text(), allow_zero=True)
        except UserError as error:
            self.field.refuse(f"{error.what} {error.hint}")
            return
        self.dismiss()
        self.chosen.emit(seconds)

    def _lay_out(self) -> None:
        line, buttons, card = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field)
        line.addWidget(self._words)
        line.addStretch(1)
        buttons.setSpacing(8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        card.setContentsMargins(20, 18, 20, 18)
        card.setSpacing(12)
        card.addWidget(self._heading)
        card.addLayout(line)
        card.addWidget(self._result)
        card.addLayout(buttons)
        self.body.addLayout(card)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
