"""OKRs: the teams, what the chosen one drafts, and beside it the details of what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.i18n import tr
from desktop.domain.kinds import ObjectiveState
from desktop.domain.okr_rows import RevisionRow, TeamLine, TeamOkrs
from desktop.domain.prepare_rows import CycleRow, ThemeRow
from desktop.views.okrs.check_in_card import CheckInCard
from desktop.views.okrs.editor import TeamEditor
from desktop.views.okrs.empty import FirstHour, NoTeams
from desktop.views.okrs.history_card import HistoryCard, past_lines, wordings
from desktop.views.okrs.key_result_details import KeyResultDetails
from desktop.views.okrs.objective_details import ObjectiveDetails
from desktop.views.okrs.team_head import TeamHead
from desktop.views.okrs.teams_card import WIDTH, TeamsCard
from desktop.views.okrs.wishes import Wishes
from desktop.views.okrs.words import Amounts
from desktop.views.widgets import Card, Scroll, Text
from desktop.views.widgets.fit import fix_side

_RIGHT = 288
ShowTime = Callable[[datetime], str]


class OkrsPlace(QWidget):
    """Three columns that scroll by themselves; every change is asked for through `wishes`."""

    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("OKRs"))
        self.wishes = Wishes(self)
        self._amounts = Amounts()
        self._lines: tuple[TeamLine, ...] = ()
        self._team: TeamOkrs | None = None
        self._history: tuple[RevisionRow, ...] = ()
        self._themes: tuple[ThemeRow, ...] = ()
        self._time: ShowTime = str
        self.teams = TeamsCard(self.wishes)
        self.head = TeamHead(self.wishes)
        self.editor = TeamEditor(self.wishes, self._amounts)
        self.objective = ObjectiveDetails(self.wishes, self._amounts)
        self.key_result = KeyResultDetails(self.wishes, self._amounts)
        self.check_in = CheckInCard(self.wishes, self._amounts)
        self.history = HistoryCard(self.wishes)
        self.empty = NoTeams(self.wishes)
        self._lay_out()
        self._connect()

    @property
    def team_id(self) -> int | None:
        """The team that is shown."""
        return None if self._team is None else self._team.team_id

    @property
    def entities(self) -> tuple[str, ...]:
        """The uids whose history is shown: the chosen row's, and its objective's for the count."""
        objective, row, _ = self.editor.chosen
        return tuple(each.uid for each in (objective, row) if each is not None)

    def show_none(self) -> None:
        """No workshop is open."""
        self._lines, self._team = (), None
        self._pages.setCurrentIndex(1)

    def show_numbers(self, time: ShowTime, *, decimal_comma: bool) -> None:
        """How instants and amounts are written."""
        self._time = time
        if decimal_comma != self._amounts.decimal_comma:
            self._amounts.decimal_comma = decimal_comma
            self.editor.refresh_amounts()

    def pick(self, lines: Sequence[TeamLine]) -> int | None:
        """Which of these teams to show: the one that is shown, a new one, or the first."""
        if not lines:
            return None
        known = {line.uid for line in self._lines}
        chosen = next(
            (line for line in lines if self._team is not None and line.uid == self._team.uid), None
        )
        new = [line for line in lines if line.uid not in known]
        begun = chosen is not None and (chosen.has_mission or chosen.objectives)
        if begun and len(new) == 1 and self.teams.add.hasFocus():
            return new[0].team_id
        if chosen is None and self._team is not None:  # it went: its neighbour takes its turn
            at = next((n for n, row in enumerate(self._lines) if row.uid == self._team.uid), 0)
            return lines[min(at, len(lines) - 1)].team_id
        return (chosen or lines[0]).team_id

    def show_okrs(
        self,
        lines: Sequence[TeamLine],
        chosen: TeamOkrs | None,
        cycle: CycleRow | None,
        themes: Sequence[ThemeRow] = (),
        people: int = 0,
    ) -> None:
        """Idempotent; keeps what is chosen by uid, and whatever is being typed."""
        self._pages.setCurrentIndex(0)
        typed_first = self.empty.field.hasFocus()
        self._lines, self._team = tuple(lines), chosen
        self._themes = tuple(themes)
        self.teams.show_lines(lines, "" if chosen is None else chosen.uid)
        self._middle.setCurrentIndex(0 if chosen is None else 1)
        self._right.setCurrentIndex(0 if chosen is None else 1)
        if chosen is None:
            self.empty.show_people(people)
            return
        self.editor.show_team(chosen)
        if typed_first:
            self.teams.add.setFocus()  # ready for the next name
        self._cycle = cycle
        self.history_wanted.emit()
        self._show_beside()

    def show_history(self, history: Sequence[RevisionRow]) -> None:
        """The drafts of what is chosen, in answer to `history_wanted`."""
        self._history = tuple(history)

    def focus_first(self) -> None:
        """The next thing to type: a team's name, an objective; or the teams."""
        if self._team is None:
            self.empty.field.setFocus()
        elif not self._team.objectives:
            self.editor.focus_objective()
        else:
            self.teams.list.setFocus()

    def flush(self) -> None:
        """Store everything typed; for the moment before the window closes or the place goes."""
        if self._team is None:
            self.empty.field.flush()
            return
        self.head.flush()
        self.editor.flush()
        self.objective.flush()
        self.key_result.flush()
        self.teams.flush()

    def show_found(self, _entity: str, uid: str) -> None:
        """Go to what has this uid, in whichever team it is."""
        self.wishes.find_requested.emit(uid)

    def choose(self, uid: str) -> None:
        """Choose an objective, a key result or an initiative of the team that is shown."""
        self.editor.choose(uid)

    def act(self, what: str) -> None:
        """Do what a key of this place stands for."""
        acts: dict[str, Callable[[], object]] = {
            "show_on_stage": self.show_on_stage,
            "agree": self.agree,
            "to_initiatives": self.to_initiatives,
            "details": self._to_details,
            "move_up": partial(self.editor.move_chosen, -1),
            "move_down": partial(self.editor.move_chosen, 1),
        }
        self.editor.flush()
        acts[what]()

    def agree(self) -> None:
        """The team agrees with the chosen objective, or takes that back."""
        objective, _, _ = self.editor.chosen
        if objective is None:
            return
        agreed = objective.state is ObjectiveState.AGREED
        state = ObjectiveState.DRAFT if agreed else ObjectiveState.AGREED
        wish = self.wishes.objective_edit_requested
        self.wishes.ask(wish, objective.id, "state", str(state))

    def to_initiatives(self) -> None:
        """The chosen key result is work, not a result."""
        _, row, _ = self.editor.chosen
        if row is not None:
            self.wishes.ask(self.wishes.to_initiatives_requested, row.id)

    def show_on_stage(self) -> None:
        """The chosen objective, or the team's mission while there is none."""
        if self._team is not None:
            objective, _, _ = self.editor.chosen
            shown = None if objective is None else objective.id
            self.wishes.stage_requested.emit(self._team.team_id, shown)

    def _show_beside(self) -> None:
        team = self._team
        if team is None:
            return
        objective, row, number = self.editor.chosen
        drafts = 0 if objective is None else max(1, wordings(self._history, objective.uid))
        self.head.show_team(team, drafts, self._cycle)
        self.objective.setVisible(objective is not None and row is None)
        self.key_result.setVisible(row is not None)
        self.check_in.setVisible(row is not None)
        self.history.setVisible(objective is not None)
        self._hint.setVisible(objective is None)
        if row is not None:
            self.key_result.show_key_result(row, number)
            self.check_in.show_key_result(row, self._time)
        elif objective is not None:
            self.objective.show_objective(objective, self._themes)
        if objective is not None:
            uid = objective.uid if row is None else row.uid
            self.history.show_lines(past_lines(self._history, uid, self._time))

    def _team_chosen(self) -> None:
        row = self.teams.list.chosen
        if row is not None and row.team_id != self.team_id:
            self.flush()
            self.wishes.team_chosen.emit(row.team_id)

    def _chosen(self) -> None:
        self.history_wanted.emit()
        self._show_beside()

    def _to_details(self) -> None:
        _, row, _ = self.editor.chosen
        (self.objective if row is None else self.key_result).focus_first()

    def _to_teams(self) -> None:
        self.teams.list.setFocus()

    def _next_team(self) -> None:
        """Enter without a name: all teams are here."""
        self.editor.focus_objective()

    def _connect(self) -> None:
        self.teams.list.chosen_changed.connect(self._team_chosen)
        self.teams.list.open_requested.connect(self.editor.focus_objective)
        self.teams.add.passed.connect(self._next_team)
        self.editor.chosen_changed.connect(self._chosen)
        self.editor.details_requested.connect(self._to_details)
        self.editor.agree_requested.connect(self.agree)
        self.editor.left.connect(self._to_teams)
        self.head.stage.clicked.connect(self.show_on_stage)
        self.objective.left.connect(self.editor.focus_chosen)
        self.key_result.left.connect(self.editor.focus_chosen)

    def _lay_out(self) -> None:
        page, none = QWidget(), QWidget()
        self._cycle: CycleRow | None = None
        fix_side(self.teams, WIDTH)
        self._middle, self._right = QStackedWidget(), QStackedWidget()
        fix_side(self._right, _RIGHT)
        team = QWidget()
        column = QVBoxLayout(team)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.editor, 1)
        self._middle.addWidget(Scroll(self.empty))
        self._middle.addWidget(team)
        self._right.addWidget(Scroll(FirstHour()))
        self._right.addWidget(Scroll(self._beside()))
        row = QHBoxLayout(page)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        row.addWidget(self.teams)
        row.addWidget(self._middle, 1)
        row.addWidget(self._right)
        lone = QVBoxLayout(none)
        lone.setContentsMargins(20, 16, 20, 16)
        lone.addWidget(Text(tr("No workshop is open"), "page"))
        lone.addWidget(Text(tr("Choose one in Home, or begin a new one there."), "muted"))
        lone.addStretch()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(none)

    def _beside(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        words = Text(
            tr("What you choose opens here: why, for whom, how it is measured, and its drafts."),
            "muted",
        )
        words.setWordWrap(True)
        self._hint = Card()
        self._hint.body.addWidget(words)
        for part in (self.objective, self.key_result, self.check_in, self.history, self._hint):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(part)
        column.addStretch()
        return box
