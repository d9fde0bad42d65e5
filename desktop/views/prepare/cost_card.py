"""What the meeting costs, from a rate that is typed once; only the facilitator sees it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import ntr, tr
from desktop.domain.meeting_cost import (
    HourlyRate,
    check_ins_cost,
    meeting_cost,
    money_text,
    rate_text,
)
from desktop.domain.rows import WorkshopRow
from desktop.views.painting import Rule
from desktop.views.prepare.commit import LineCommit
from desktop.views.prepare.reading import read_line
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.when import room_s, span_text
from desktop.views.widgets import Card, Field, IconLabel, Text


class CostCard(Card):
    """People times hours times rate, and what a regular check-in comes to in a year."""

    left = Signal()

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent, private=True)
        self._wishes = wishes
        self._uid = ""
        self.cost = Text(role="page")
        self.formula = Text(role="muted")
        self.yearly = Text(role="muted")
        self.missing = Text(tr("It is counted once there are people."), "sub")
        self.missing.setWordWrap(True)
        self.rate = Field()
        self.rate.setPlaceholderText(tr("€70"))
        self.rate.setAccessibleName(tr("Rate an hour, only you see this"))
        self._commit = LineCommit(self.rate, read_line)
        self._figures = QWidget()
        self._lay_out()
        self._commit.committed.connect(self._ask)
        self._commit.left.connect(self.left)

    def show_cost(
        self, row: WorkshopRow, people: int, rate: HourlyRate | None, *, decimal_comma: bool
    ) -> None:
        """Idempotent; a rate that is being typed stays. Without a rate only its field is there."""
        fresh = row.uid != self._uid
        self._uid = row.uid
        written = "" if rate is None else rate_text(rate, decimal_comma=decimal_comma)
        self._commit.show_value(written, fresh=fresh)
        self._figures.setVisible(rate is not None and people > 0)
        self.missing.setVisible(rate is not None and people == 0)
        if rate is None:
            return
        seconds = room_s(row)
        cost = meeting_cost(people, seconds, rate.amount)
        yearly = check_ins_cost(people, rate.amount)
        self.cost.setText(money_text(cost, rate.currency, decimal_comma=decimal_comma))
        who = ntr("{n} person", "{n} people", people)
        parts = {"people": who, "hours": span_text(seconds), "rate": written}
        self.formula.setText(tr("{people} × {hours} × {rate}").format(**parts))
        money = money_text(yearly, rate.currency, decimal_comma=decimal_comma)
        self.yearly.setText(
            tr("A one-hour check-in every two weeks: {money} a year").format(money=money)
        )

    def flush(self) -> None:
        """Commit what is typed."""
        self._commit.flush()

    def _ask(self, typed: object) -> None:
        if why := self._wishes.ask(self._wishes.rate_requested, typed):
            self.rate.refuse(why)

    def _lay_out(self) -> None:
        head, line, often = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(Text(tr("Meeting cost"), "section"))
        head.addStretch()
        head.addWidget(Text(tr("only you"), "sub"))
        for words in (self.formula, self.yearly):
            words.setWordWrap(True)
        often.setSpacing(8)
        often.addWidget(IconLabel("repeat-2", "text-2", 14), 0, Qt.AlignmentFlag.AlignTop)
        often.addWidget(self.yearly, 1)
        figures = QVBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(6)
        figures.addWidget(self.cost)
        figures.addWidget(self.formula)
        figures.addWidget(Rule())
        figures.addLayout(often)
        label = Text(tr("Rate an hour"), "sub")
        label.setBuddy(self.rate)
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self.rate, 1)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(self._figures)
        self.body.addWidget(self.missing)
        self.body.addLayout(line)
