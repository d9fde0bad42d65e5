"""The show of hands: how many read the pre-work, and what that means for the day."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.durations import MINUS
from desktop.domain.i18n import ntr, tr
from desktop.domain.people import pre_work_share
from desktop.domain.rows import PersonRow
from desktop.views.widgets import Button, IconLabel, Text


class HandsUp(QWidget):
    """Minus and plus count hands; below, a word of advice when few of them went up."""

    hands_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count: int | None = None
        self._people = 0
        self.less = Button(MINUS, small=True)
        self.more = Button("+", small=True)
        self.less.setAccessibleName(tr("One hand less"))
        self.more.setAccessibleName(tr("One hand more"))
        self.number = Text(role="strong")
        self.number.setMinimumWidth(18)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.of = Text(role="sub", elide=True)
        self.advice = QWidget()
        self.words = Text(role="sub", elide=True)
        self.words.set_tone("warn")
        self._lay_out()
        self.less.clicked.connect(self._take)
        self.more.clicked.connect(self._add)

    def show_hands(self, rows: tuple[PersonRow, ...], hands_up: int | None) -> None:
        """Idempotent; nobody has been asked while `hands_up` is None."""
        self._count, self._people = hands_up, len(rows)
        self.number.setText("?" if hands_up is None else str(hands_up))
        self.of.setText(ntr("of {n} read the pre-work", "of {n} read the pre-work", len(rows)))
        self.number.setAccessibleName(
            tr("Hands up: not counted yet") if hands_up is None else f"{hands_up} {self.of.text()}"
        )
        self.less.setEnabled(hands_up != 0)
        self.more.setEnabled(hands_up is None or hands_up < max(len(rows), 1))
        read, known = pre_work_share(rows, hands_up)
        self.advice.setVisible(known and bool(rows) and 2 * read < len(rows))
        text = tr("Pre-work: {read} of {n}. Plan a recap.")
        self.words.setText(text.format(read=read, n=len(rows)))

    def _lay_out(self) -> None:
        row, below, column = QHBoxLayout(), QHBoxLayout(self.advice), QVBoxLayout(self)
        row.setSpacing(6)
        row.addWidget(Text(tr("Hands up"), "sub"))
        for part in (self.less, self.number, self.more):
            row.addWidget(part)
        row.addWidget(self.of, 1)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.addWidget(IconLabel("book-open", "warn", 14))
        below.addWidget(self.words, 1)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.advice)

    def _take(self) -> None:
        self.hands_requested.emit(max(0, (self._count or 0) - 1))

    def _add(self) -> None:
        self.hands_requested.emit((self._count or 0) + 1)
