"""What a key result stands at now, or why nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.okr_rows import CheckInRow, KeyResultRow
from desktop.views.okrs.form import grid
from desktop.views.okrs.wishes import Wishes
from desktop.views.okrs.words import Amounts
from desktop.views.prepare.labels import labelled
from desktop.views.widgets import Button, Card, Field, Text

ShowTime = Callable[[datetime], str]


class CheckInCard(Card):
    """Enter in any field stores all of them as one check-in."""

    left = Signal()

    def __init__(self, wishes: Wishes, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._amounts = amounts
        self._row: KeyResultRow | None = None
        self.value, self.confidence, self.reason = Field(), Field(), Field()
        self.changed, self.plan = Field(), Field()
        self.store = Button(tr("Check in"), icon="check", small=True)
        self._latest = Text(role="sub")
        self._latest.setWordWrap(True)
        self._lay_out()
        self.store.clicked.connect(self._check_in)
        for field in self._fields:
            field.returnPressed.connect(self._check_in)

    @property
    def _fields(self) -> tuple[Field, ...]:
        return self.value, self.confidence, self.reason, self.changed, self.plan

    def show_key_result(self, row: KeyResultRow, time: ShowTime) -> None:
        """Idempotent; what is typed stays, unless it is another key result's turn."""
        if self._row is not None and self._row.uid != row.uid:
            self._clear()
        self._row = row
        latest = row.check_ins[-1] if row.check_ins else None
        words = tr("No check-in yet") if latest is None else self._words(latest, time)
        self._latest.setText(words)

    def _words(self, check: CheckInRow, time: ShowTime) -> str:
        unit = "" if self._row is None else self._row.unit
        if check.value is None:
            what = tr("No data: {why}").format(why=check.no_data_reason)
        else:
            what = f"{self._amounts.text(check.value)} {unit}".strip()
        return tr("{what} · {when}").format(what=what, when=time(check.at))

    def _check_in(self) -> None:
        row = self._row
        if row is None:
            return
        if why := self._amounts.why_not(self.value.text()):
            self.value.refuse(why)
            return
        typed = self.value.text().strip()
        confidence = self.confidence.text().strip().removesuffix("/10").strip()
        why = self._wishes.ask(
            self._wishes.check_in_requested,
            row.id,
            typed or None,
            self.reason.text(),
            confidence or None,
            self.changed.text(),
            self.plan.text(),
        )
        if why:
            self.value.refuse(why)
        else:
            self._clear()

    def _clear(self) -> None:
        for field in self._fields:
            field.accept_value()
            field.setText("")

    def _lay_out(self) -> None:
        head, rows = QHBoxLayout(), grid()
        head.addWidget(Text(tr("Now"), "section"))
        head.addStretch()
        head.addWidget(self.store)
        rows.addLayout(labelled(tr("Value now"), self.value), 0, 0)
        rows.addLayout(labelled(tr("Confidence"), self.confidence, tr("0–10")), 0, 1)
        rows.addLayout(labelled(tr("No data? Why"), self.reason), 1, 0, 1, 2)
        rows.addLayout(labelled(tr("What changed"), self.changed), 2, 0)
        rows.addLayout(labelled(tr("Plan if behind"), self.plan), 2, 1)
        self.body.setContentsMargins(14, 10, 14, 14)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(self._latest)
        self.body.addLayout(rows)
