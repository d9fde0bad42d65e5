"""One objective and its key results: typed from the top down without leaving the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.key_result_line import parse_key_result_line
from desktop.domain.kinds import ObjectiveState
from desktop.domain.okr_rows import KeyResultRow, ObjectiveRow, TeamOkrs
from desktop.domain.progress import objective_progress, state_name
from desktop.views.okrs.add_line import AddField, AddLine
from desktop.views.okrs.keeping import GrowingEdit
from desktop.views.okrs.results_delegate import ResultsHead
from desktop.views.okrs.results_model import FIELDS, Column, Needs, column_needs
from desktop.views.okrs.results_table import ResultsTable
from desktop.views.okrs.wishes import Wishes
from desktop.views.okrs.words import Amounts, line_text
from desktop.views.painting import Rule
from desktop.views.widgets import Button, Card, IconLabel, Text
from desktop.views.widgets.fit import fix_width

LABEL = 66
"""Pixels of the word before a mission or an objective."""

_STATE_ICONS = {
    ObjectiveState.IDEA: "lightbulb",
    ObjectiveState.DRAFT: "pencil-line",
    ObjectiveState.AGREED: "circle-check",
    ObjectiveState.PARKED: "square-parking",
    ObjectiveState.CLOSED: "lock",
}


class ObjectiveCard(Card):
    """Without an objective it is the place to type the team's first."""

    chosen_changed = Signal(str)  # uid of an objective or a key result
    details_requested = Signal()
    up_pressed = Signal()
    down_pressed = Signal()
    left = Signal()
    agree_requested = Signal()

    def __init__(self, wishes: Wishes, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._amounts = amounts
        self._team_id = 0
        self.row: ObjectiveRow | None = None
        self.title = GrowingEdit(self._ask_title, pixels_high=36)
        self.title.setProperty("type", "title")
        self.title.setProperty("quiet", "false")
        self.title.setAccessibleName(tr("Objective"))
        self.title.setPlaceholderText(tr("What do you want to change this quarter?"))
        self.state = Button("", key="A", small=True)
        self.table = ResultsTable(amounts, self._ask_cell)
        self.add = AddField(self._ask_line)
        self.add_line = AddLine(self.add, tr("Add key result"))
        self.add.setToolTip(
            tr("Words alone, or with numbers: “Bookings in three minutes: 41 -> 65 %”")
        )
        self._head = ResultsHead(self.table.edges, self)
        self._icon = IconLabel("mountain", "c-objective")
        self._heading, self._rest = QWidget(), QWidget()
        self._note = Text(role="sub")
        self._lay_out()
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def uid(self) -> str:
        return "" if self.row is None else self.row.uid

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, from top to bottom."""
        return [self.title, self.state, self.table, self.add]

    def show_objective(
        self,
        team: TeamOkrs,
        row: ObjectiveRow | None,
        needs: Needs,
        *,
        compact: bool,
        chosen: str,
    ) -> None:
        """Idempotent; what is typed stays, unless it is another objective's turn."""
        self.table.show_chosen(chosen)
        if row and (row, compact, needs) == (self.row, self._compact, self._needs):
            return
        fresh = self.row is None or row is None or self.row.uid != row.uid
        other_team = team.team_id != self._team_id
        self._team_id, self.row = team.team_id, row
        self._compact, self._needs = compact, needs
        self._squeeze(compact=compact)
        self.title.setProperty("quiet", "false" if row is None else "true")
        self.title.style().polish(self.title)
        self.title.show_value("" if row is None else row.title, fresh=fresh)
        if other_team:
            self.add.setText("")
        self._rest.setVisible(row is not None)
        self.state.setVisible(row is not None)
        self.table.show_rows(() if row is None else row.key_results, needs, compact=compact)
        if row is not None:
            self._show_rest(row)

    def needs_of(self, row: ObjectiveRow | None) -> Needs:
        """How wide its words are; measured again only when they are others."""
        if row != self._measured or not self._own_needs:
            self._measured = row
            rows = () if row is None else row.key_results
            self._own_needs = column_needs(rows, self._amounts)
        return self._own_needs

    def refresh_amounts(self) -> None:
        """Numbers are written another way."""
        self.table.viewport().update()

    def flush(self) -> None:
        """Store what is typed anywhere in the card."""
        self.title.flush()
        self.table.editor.flush()
        if self.row is not None:
            self.add.flush()

    def focus_title(self) -> None:
        self.title.setFocus()
        self.title.moveCursor(self.title.textCursor().MoveOperation.End)

    def focus_last(self) -> None:
        """Where the way up from below arrives."""
        (self.add if self.row is not None else self.title).setFocus()

    def _show_rest(self, row: ObjectiveRow) -> None:
        some = bool(row.key_results)
        self._heading.setVisible(not self._compact)
        self._head.setVisible(some)
        share = objective_progress(row)
        far = "" if share is None else tr("{n} % of the way").format(n=round(share * 100))
        self._note.setText(far or tr("How could we tell it worked?"))
        agreed = row.state is ObjectiveState.AGREED
        name = state_name(row.state)
        self.state.setText(name)
        self.state.show_icon(_STATE_ICONS[row.state])
        self.state.setToolTip(
            tr("Agreed. A makes it a draft again.") if agreed else tr("A says the team agrees.")
        )
        words = tr("Add key result") if some or not self._compact else tr("First key result")
        self.add.setPlaceholderText(words)

    # what is asked for

    def _ask_title(self, typed: str) -> str:
        if self.row is not None:
            wish = self._wishes.objective_edit_requested
            return self._wishes.ask(wish, self.row.id, "title", typed)
        if not typed.strip():
            return ""
        return self._wishes.ask(self._wishes.objective_add_requested, self._team_id, typed)

    def _ask_line(self, lines: list[str]) -> str:
        if self.row is None:
            return ""
        read = parse_key_result_line(lines[0], decimal_comma=self._amounts.decimal_comma)
        return self._wishes.ask(self._wishes.key_result_add_requested, self.row.id, read)

    def _ask_cell(self, row: KeyResultRow, column: Column, typed: str) -> str:
        field, value = FIELDS[column], typed
        wish = self._wishes.key_result_edit_requested
        if column is Column.FROM and typed.strip() == "?":
            return self._wishes.ask(wish, row.id, "baseline_unknown", True)
        if column in (Column.FROM, Column.TO) and (why := self._amounts.why_not(typed)):
            return why
        if column is Column.FROM and row.baseline_unknown and not typed.strip():
            return self._wishes.ask(wish, row.id, "baseline_unknown", False)
        if column is Column.CONFIDENCE:
            value = typed.strip().removesuffix("/10").strip()
        return self._wishes.ask(wish, row.id, field, value)

    def _show_reading(self, typed: str) -> None:
        read = parse_key_result_line(typed, decimal_comma=self._amounts.decimal_comma)
        self.add_line.show_reading(line_text(read, self._amounts))

    # layout and connections

    def _lay_out(self) -> None:
        self._compact = False
        self._needs: Needs = {}
        self._own_needs: Needs = {}
        self._measured: ObjectiveRow | None = None
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        row, words = QHBoxLayout(), QVBoxLayout()
        self._title_row = row
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        label = Text(tr("Objective"), "sub")
        fix_width(label, LABEL)
        icon_box, label_box, state_box = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for box, widget, above in (
            (icon_box, self._icon, 10),
            (label_box, label, 10),
            (state_box, self.state, 4),
        ):
            box.setContentsMargins(0, above, 0, 0)
            box.addWidget(widget, 0, top)
            box.addStretch()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.title.refusal)
        row.addLayout(icon_box)
        row.addLayout(label_box)
        row.addLayout(words, 1)
        row.addLayout(state_box)
        self.body.addLayout(row)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 2)
        rest.setSpacing(0)
        head = QHBoxLayout(self._heading)
        head.setContentsMargins(14, 9, 14, 5)
        head.setSpacing(10)
        head.addWidget(IconLabel("gauge", "c-kr"))
        head.addWidget(Text(tr("Key results"), "section"))
        head.addStretch()
        head.addWidget(self._note)
        for part in (Rule(), self._heading, self._head, self.table, Rule(), self.add_line):
            rest.addWidget(part)
        self.body.addWidget(self._rest)

    def _connect(self) -> None:
        self.title.done.connect(self._to_lines)
        self.title.down_pressed.connect(self._to_lines)
        self.title.up_pressed.connect(self.up_pressed)
        self.title.entered.connect(self._objective_chosen)
        self.title.left.connect(self.left)
        self.add.textChanged.connect(self._show_reading)
        self.add.entered.connect(self._objective_chosen)
        self.add.up_pressed.connect(self._to_table)
        self.add.down_pressed.connect(self.down_pressed)
        self.add.passed.connect(self.down_pressed)
        self.add.left.connect(self._to_table)
        self.table.chosen_changed.connect(self._result_chosen)
        self.table.details_requested.connect(self.details_requested)
        self.table.delete_requested.connect(self._delete_result)
        self.table.up_pressed.connect(self.focus_title)
        self.table.down_pressed.connect(self.add.setFocus)
        self.table.left.connect(self.left)
        self.state.clicked.connect(self._agree)

    def _squeeze(self, *, compact: bool) -> None:
        """Several objectives share one screen."""
        above = 5 if compact else 10
        self._title_row.setContentsMargins(14, above, 14, above)

    def _to_lines(self) -> None:
        """From the objective to its first key result: the next line to type, or the table."""
        if self.row is None:
            return
        if self.row.key_results:
            self.table.enter()
        else:
            self.add.setFocus()

    def _to_table(self) -> None:
        if self.table.results.rows:
            self.table.enter(last=True)
        else:
            self.focus_title()

    def _agree(self) -> None:
        self._objective_chosen()
        self.agree_requested.emit()

    def _objective_chosen(self) -> None:
        self.chosen_changed.emit(self.uid)

    def _result_chosen(self) -> None:
        row = self.table.chosen
        if row is not None and self.table.hasFocus():
            self.chosen_changed.emit(row.uid)

    def _delete_result(self) -> None:
        row = self.table.chosen
        if row is not None:
            self._wishes.ask(self._wishes.key_result_delete_requested, row.id)
