"""What closed workshops say of a block's length, under it: quiet advice that nobody must take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.durations import format_minutes
from desktop.domain.i18n import tr
from desktop.views.privacy import privacy
from desktop.views.widgets import Button, IconLabel, Text
from desktop.views.widgets.text import plain_tip

if TYPE_CHECKING:
    from desktop.domain.learned import Learned


class LearnedLine(QWidget):
    """A sentence, what it rests on, and the length it offers; nothing while nothing is known.

    Not in one-screen mode: how long earlier sessions really took is no matter of participants.
    """

    use_requested = Signal(int)  # seconds

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer_s = 0
        self.words = Text(role="sub")
        self.words.setWordWrap(True)
        self.basis = Text(role="sub")
        self.basis.setWordWrap(True)
        self.basis.set_tone("faint")
        self.use = Button("", small=True)
        self._lay_out()
        self.use.clicked.connect(self._ask)
        self.hide()

    def show_learned(self, learned: Learned | None, planned_s: int) -> None:
        """Idempotent. Offers the median where the block is planned for another length."""
        if learned is None or privacy().hidden:
            self.hide()
            return
        from desktop.domain.learned import (  # noqa: PLC0415  once Prepare is painted
            Basis,
            basis_words,
            sentence,
        )

        self._offer_s = learned.offer_s
        why = basis_words(learned)
        self.words.setText(sentence(learned))
        self.words.setToolTip(plain_tip(why))
        self.words.setAccessibleDescription(why)
        self.basis.setText(why)
        self.basis.setVisible(learned.basis is not Basis.TITLE)
        length = format_minutes(learned.offer_s)
        self.use.setText(tr("Use {n} min").format(n=length))
        tip = tr("Half of those sessions took {n} min or less. Ctrl+Z takes it back.")
        self.use.setToolTip(plain_tip(tip.format(n=length)))
        self.use.setVisible(planned_s != learned.offer_s)
        self.show()

    def _lay_out(self) -> None:
        row, words = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        words.setSpacing(0)
        words.addWidget(self.words)
        words.addWidget(self.basis)
        row.addWidget(IconLabel("lightbulb", "text-3", 14), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.use, 0, Qt.AlignmentFlag.AlignVCenter)

    def _ask(self) -> None:
        self.use_requested.emit(self._offer_s)
