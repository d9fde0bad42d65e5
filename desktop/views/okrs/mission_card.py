"""The team's mission on one line, and the hands for and against its direction."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.okr_rows import TeamOkrs
from desktop.views.okrs.keeping import FieldKeeper, GrowingEdit
from desktop.views.okrs.objective_card import LABEL
from desktop.views.okrs.wishes import Wishes
from desktop.views.widgets import Card, Field, IconLabel, Text
from desktop.views.widgets.fit import fix_width


class MissionCard(Card):
    """An empty count means that nobody has counted."""

    down_pressed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._team: TeamOkrs | None = None
        self.text = GrowingEdit(self._ask_text, pixels_high=32)
        self.text.setProperty("type", "mission")
        self.text.setAccessibleName(tr("Mission"))
        self.text.setPlaceholderText(tr("Who would miss this team, and how?"))
        self.votes_for, self.votes_against = Field(), Field()
        self._for = FieldKeeper(self.votes_for, self._ask_for)
        self._against = FieldKeeper(self.votes_against, self._ask_against)
        self._lay_out()
        self.text.done.connect(self.down_pressed)
        self.text.down_pressed.connect(self.down_pressed)
        self.text.entered.connect(self.entered)
        for source in (self.text, self._for, self._against):
            source.left.connect(self.left)

    def show_team(self, team: TeamOkrs) -> None:
        """Idempotent; what is typed stays, unless it is another team's turn."""
        fresh = self._team is None or self._team.uid != team.uid
        self._team = team
        self.text.show_value(team.mission, fresh=fresh)
        self._for.show_value(_count(team.votes_for), fresh=fresh)
        self._against.show_value(_count(team.votes_against), fresh=fresh)

    def flush(self) -> None:
        self.text.flush()
        self._for.flush()
        self._against.flush()

    def _ask_text(self, typed: str) -> str:
        if self._team is None:
            return ""
        wish = self._wishes.mission_edit_requested
        return self._wishes.ask(wish, self._team.team_id, typed)

    def _ask_for(self, typed: str) -> str:
        team = self._team
        return "" if team is None else self._ask_votes(team.team_id, typed, team.votes_against)

    def _ask_against(self, typed: str) -> str:
        team = self._team
        return "" if team is None else self._ask_votes(team.team_id, team.votes_for, typed)

    def _ask_votes(self, team_id: int, votes_for: object, votes_against: object) -> str:
        wish = self._wishes.votes_requested
        return self._wishes.ask(wish, team_id, votes_for, votes_against)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(14, 6, 14, 6)
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(10)
        label = Text(tr("Mission"), "sub")
        fix_width(label, LABEL)
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.text.refusal)
        row.addWidget(IconLabel("compass", "c-mission"))
        row.addWidget(label)
        row.addLayout(words, 1)
        for field, icon, name in (
            (self.votes_for, "thumbs-up", tr("Hands for this direction")),
            (self.votes_against, "thumbs-down", tr("Hands against this direction")),
        ):
            field.setFixedWidth(36)
            field.setProperty("quiet", "true")
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.setPlaceholderText("–")
            field.setAccessibleName(name)
            field.setToolTip(tr("{name}. Vote before anybody edits a word.").format(name=name))
            pair = QHBoxLayout()
            pair.setSpacing(2)
            pair.addWidget(IconLabel(icon, "text-3", 14))
            pair.addWidget(field)
            row.addLayout(pair)
        self.body.addLayout(row)


def _count(votes: int | None) -> str:
    return "" if votes is None else str(votes)
