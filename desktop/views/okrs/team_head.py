"""Above the drafts: which team, who is in it, which quarter, and the way to the stage."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.okr_rows import TeamOkrs
from desktop.domain.prepare_rows import CycleRow
from desktop.views.okrs.keeping import FieldKeeper
from desktop.views.okrs.wishes import Wishes
from desktop.views.widgets import Button, Chip, Field, Text, plain_tip


class SnugField(Field):
    """As wide as its words, within limits; looks like a label until it is typed into."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._least, self._most = least, most
        self.setProperty("quiet", "true")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        words = self.text() or self.placeholderText()
        width = self.fontMetrics().horizontalAdvance(words) + 22
        return QSize(min(max(width, self._least), self._most), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, super().minimumSizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()


class TeamHead(QWidget):
    """Name, number of drafts, people, quarter, stage."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._team: TeamOkrs | None = None
        self.name = SnugField(80, 440)
        self.name.setProperty("type", "page")
        self.name.setAccessibleName(tr("Team name"))
        self.name.setTextMargins(-8, 0, 0, 0)  # in line with the cards below
        self.drafts = Chip()
        self.people = Text(role="sub", elide=True)
        self.cycle = SnugField(70, 150)
        self.cycle.setAccessibleName(tr("Quarter"))
        self.cycle.setToolTip(tr("The quarter these OKRs are for"))
        self.stage = Button(tr("Show on stage"), icon="monitor-up", key="G", small=True)
        self._name = FieldKeeper(self.name, self._ask_name)
        self._cycle = FieldKeeper(self.cycle, self._ask_cycle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.drafts)
        row.addSpacing(4)
        row.addWidget(self.people, 1)
        row.addWidget(self.cycle)
        row.addWidget(self.stage)

    def show_team(self, team: TeamOkrs, drafts: int, cycle: CycleRow | None) -> None:
        """Idempotent; `drafts` counts the wordings of the objective."""
        fresh = self._team is None or self._team.uid != team.uid
        self._team = team
        self._name.show_value(team.name, fresh=fresh)
        self.drafts.setVisible(drafts > 0)
        self.drafts.show_state(tr("Draft {n}").format(n=drafts))
        self.drafts.setToolTip(tr("How many wordings the objective has had"))
        self.name.setToolTip(plain_tip(team.name))
        self.people.setText(" · ".join(team.people))
        self.cycle.setVisible(cycle is not None)
        self._cycle.show_value("" if cycle is None else cycle.label)

    def flush(self) -> None:
        self._name.flush()
        self._cycle.flush()

    def _ask_name(self, typed: str) -> str:
        if self._team is None:
            return ""
        return self._wishes.ask(self._wishes.team_rename_requested, self._team.team_id, typed)

    def _ask_cycle(self, typed: str) -> str:
        return self._wishes.ask(self._wishes.cycle_requested, typed)
