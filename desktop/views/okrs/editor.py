"""The middle of the OKRs place: everything one team has drafted, from its mission to the work."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.okr_rows import KeyResultRow, ObjectiveRow, TeamOkrs
from desktop.views.okrs.add_line import AddField, AddLine
from desktop.views.okrs.initiatives_card import InitiativesCard
from desktop.views.okrs.mission_card import MissionCard
from desktop.views.okrs.objective_card import ObjectiveCard
from desktop.views.okrs.results_model import widest
from desktop.views.okrs.wishes import Wishes
from desktop.views.okrs.words import Amounts
from desktop.views.widgets import Card, Scroll


class TeamEditor(QWidget):
    """One team at a time. Which objective or key result is chosen is kept by uid."""

    chosen_changed = Signal()
    details_requested = Signal()
    agree_requested = Signal()
    left = Signal()

    def __init__(self, wishes: Wishes, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._amounts = amounts
        self._team: TeamOkrs | None = None
        self._uid = ""
        self.mission = MissionCard(wishes)
        self.cards: list[ObjectiveCard] = []
        self._stops: list[QWidget] = []
        self.initiatives = InitiativesCard(wishes)
        self.add = AddField(self._ask_objective)
        self._add_card = Card()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._inner = inner
        self.pane = Scroll(inner)
        self._lay_out()
        self.mission.down_pressed.connect(self._to_first)
        self.mission.left.connect(self.left)
        self.add.up_pressed.connect(self._from_add)
        self.add.left.connect(self._from_add)
        self.add.down_pressed.connect(self.initiatives.add.setFocus)
        self.add.passed.connect(self.initiatives.add.setFocus)
        self.initiatives.up_pressed.connect(self.add.setFocus)
        self.initiatives.left.connect(self.left)

    @property
    def chosen(self) -> tuple[ObjectiveRow | None, KeyResultRow | None, int]:
        """The chosen objective, the key result if it is one of its, and that one's number."""
        team = self._team
        if team is None:
            return None, None, 0
        for objective in team.objectives:
            for number, row in enumerate(objective.key_results, start=1):
                if row.uid == self._uid:
                    return objective, row, number
            if objective.uid == self._uid:
                return objective, None, 0
        return (team.objectives[0] if team.objectives else None), None, 0

    @property
    def card(self) -> ObjectiveCard | None:
        """The card of the chosen objective."""
        objective, _, _ = self.chosen
        wanted = "" if objective is None else objective.uid
        return next((card for card in self.cards if card.uid == wanted), None)

    def show_team(self, team: TeamOkrs) -> None:
        """Idempotent; what is typed stays, unless it is another team's turn."""
        other = self._team is None or self._team.uid != team.uid
        before = self.chosen
        self._team = team
        if other:
            self._uid = ""
            self.add.setText("")
            self.pane.verticalScrollBar().setValue(0)
        else:
            self._keep_choice(before)
        self.mission.show_team(team)
        self._show_cards(team)
        self._add_card.setVisible(bool(team.objectives))
        self.initiatives.show_team(team)
        self._order_stops()

    def flush(self) -> None:
        """Store what is typed anywhere."""
        self.mission.flush()
        for card in self.cards:
            card.flush()
        self.add.flush()
        self.initiatives.flush()

    def focus_objective(self) -> None:
        """The title of the chosen objective, or where the first one is typed."""
        card = self.card
        if card is not None:
            card.focus_title()

    def focus_chosen(self) -> None:
        """The chosen row again, from the details beside it."""
        _, row, _ = self.chosen
        card = self.card
        if card is None:
            return
        if row is not None:
            card.table.enter(uid=row.uid)
        else:
            card.focus_title()

    def choose(self, uid: str) -> None:
        """Go to an objective, a key result, an initiative or, by its uid, the mission."""
        team = self._team
        if team is None:
            return
        if uid == team.mission_uid:
            self.mission.text.setFocus()
        elif self.initiatives.choose(uid):
            self.pane.ensureWidgetVisible(self.initiatives)
        else:
            self._choose(uid)
            self.focus_chosen()

    def refresh_amounts(self) -> None:
        for card in self.cards:
            card.refresh_amounts()

    def move_chosen(self, by: int) -> None:
        """Ask for the chosen key result or objective to move among its own kind."""
        objective, row, number = self.chosen
        if objective is None or self._team is None:
            return
        if row is not None and 0 < number + by <= len(objective.key_results):
            self._wishes.ask(self._wishes.key_result_move_requested, row.id, by)
        elif row is None:
            at = self._team.objectives.index(objective)
            if 0 <= at + by < len(self._team.objectives):
                self._wishes.ask(self._wishes.objective_move_requested, objective.id, by)

    def _keep_choice(self, before: tuple[ObjectiveRow | None, KeyResultRow | None, int]) -> None:
        """What was chosen is gone: its neighbour in the same objective takes its turn."""
        objective, row, number = before
        if self._team is None or objective is None:
            return
        now = next((each for each in self._team.objectives if each.uid == objective.uid), None)
        if now is None:
            self._uid = ""
        elif row is not None and all(each.uid != row.uid for each in now.key_results):
            left = now.key_results
            self._uid = left[min(number - 1, len(left) - 1)].uid if left else now.uid

    def _show_cards(self, team: TeamOkrs) -> None:
        objectives: Sequence[ObjectiveRow | None] = team.objectives or (None,)
        known = {card.uid: card for card in self.cards}
        blank = known.get("")
        shown: list[ObjectiveCard] = []
        for row in objectives:
            card = known.pop(row.uid, None) if row is not None else None
            if card is None and blank is not None and blank.uid == "" and blank not in shown:
                card = blank  # what was typed there has become this objective
            shown.append(card or self._made())
        for card in [card for card in self.cards if card not in shown]:
            self._drop(card)
        self.cards = shown
        compact = len(objectives) > 1
        needs = widest(card.needs_of(row) for card, row in zip(shown, objectives, strict=True))
        for at, (card, row) in enumerate(zip(shown, objectives, strict=True)):
            place = at + 1  # below the mission
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            card.show_objective(team, row, needs, compact=compact, chosen=self._uid)

    def _order_stops(self) -> None:
        """Tab goes from top to bottom, whenever a card was made."""
        stops: list[QWidget] = [self.mission.votes_against]
        for card in self.cards:
            stops += card.stops
        stops += [self.add, *self.initiatives.stops]
        if stops != self._stops:
            self._stops = stops
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _made(self) -> ObjectiveCard:
        card = ObjectiveCard(self._wishes, self._amounts)
        card.chosen_changed.connect(self._choose)
        card.details_requested.connect(self.details_requested)
        card.agree_requested.connect(self.agree_requested)
        card.left.connect(self.left)
        card.up_pressed.connect(self._up_from_card)
        card.down_pressed.connect(self._down_from_card)
        return card

    def _drop(self, card: ObjectiveCard) -> None:
        if card.isAncestorOf(self.window().focusWidget() or self):
            self.left.emit()
        card.hide()
        self._column.removeWidget(card)
        card.deleteLater()

    def _choose(self, uid: str) -> None:
        self._see(self.window().focusWidget() or self)
        if uid == self._uid:
            return
        self._uid = uid
        for card in self.cards:
            card.table.show_chosen(uid)
        self.chosen_changed.emit()

    def _see(self, widget: QWidget) -> None:
        """Scroll to what has the focus; of a table to its current row."""
        inner = self._inner
        if not inner.isAncestorOf(widget):
            return
        at = widget.mapTo(inner, QPoint(0, 0))
        top, bottom = at.y(), at.y() + widget.height()
        card = self.card
        if card is not None and widget is card.table:
            box = card.table.visualRect(card.table.currentIndex())
            top, bottom = at.y() + box.top(), at.y() + box.bottom()
        self.pane.ensureVisible(at.x(), bottom, 0, 40)
        self.pane.ensureVisible(at.x(), top, 0, 20)

    def _at(self) -> int:
        sender = self.sender()
        return next((at for at, card in enumerate(self.cards) if card is sender), 0)

    def _up_from_card(self) -> None:
        at = self._at()
        if at == 0:
            self.mission.text.setFocus()
        else:
            self.cards[at - 1].focus_last()

    def _down_from_card(self) -> None:
        at = self._at() + 1
        if at < len(self.cards):
            self.cards[at].focus_title()
        else:
            self.add.setFocus()
            self._see(self.add)

    def _from_add(self) -> None:
        if self.cards:
            self.cards[-1].focus_last()

    def _to_first(self) -> None:
        if self.cards:
            self.cards[0].focus_title()

    def _ask_objective(self, lines: list[str]) -> str:
        if self._team is None:
            return ""
        before = {card.uid for card in self.cards}
        wish = self._wishes.objective_add_requested
        why = self._wishes.ask(wish, self._team.team_id, lines[0])
        made = next((card for card in self.cards if card.uid not in before), None)
        if made is not None and self.add.hasFocus():
            made.add.setFocus()  # its first key result is next
        return why

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pane)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(12)
        line = AddLine(self.add, tr("Add objective"))
        self._add_card.body.setContentsMargins(1, 1, 1, 1)
        self._add_card.body.addWidget(line)
        self._column.addWidget(self.mission)
        self._column.addWidget(self._add_card)
        self._column.addWidget(self.initiatives)
        self._column.addStretch()
