"""The chosen objective in every detail beside its wording."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.bridge.actions import ActionId
from desktop.domain.i18n import tr
from desktop.domain.kinds import Ambition, ObjectiveState
from desktop.domain.okr_rows import ObjectiveRow
from desktop.domain.prepare_rows import ThemeRow
from desktop.domain.progress import ambition_name, state_name, suggested_score
from desktop.views.okrs.form import Form, grid
from desktop.views.okrs.keeping import PageKeeper
from desktop.views.okrs.wishes import Wishes
from desktop.views.okrs.words import Amounts
from desktop.views.prepare.labels import labelled
from desktop.views.widgets import Button, Card, KeyHint, PlainEdit, Text
from desktop.views.widgets.follow import key_of_action


class ObjectiveDetails(Card):
    """Asks for one change at a time, always of the objective it shows."""

    left = Signal()

    def __init__(self, wishes: Wishes, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._amounts = amounts
        self._row: ObjectiveRow | None = None
        self._themes: tuple[ThemeRow, ...] | None = None
        self.form = Form(self._ask, self)
        self.why = PlainEdit()
        self._why = PageKeeper(self.why, self._ask_why)
        self._suggested = Text(role="sub")
        self.remove = Button(tr("Delete"), icon="trash-2", role="quiet", small=True)
        self.remove.setToolTip(tr("Delete it with its key results. Ctrl+Z brings them back."))
        self._lay_out()
        self.form.left.connect(self.left)
        self._why.left.connect(self.left)
        self.remove.clicked.connect(self._delete)

    @property
    def uid(self) -> str:
        return "" if self._row is None else self._row.uid

    def show_objective(self, row: ObjectiveRow, themes: Sequence[ThemeRow]) -> None:
        """Idempotent; typing that is not stored yet survives, unless it is another objective."""
        self._show_themes(tuple(themes))
        if row == self._row:
            return
        fresh = self.uid != row.uid
        if fresh:
            self.flush()
        self._row = row
        self._why.show_value(row.why, fresh=fresh)
        form = self.form
        form.show_line("for_whom", row.for_whom, fresh=fresh)
        form.show_line("owner", row.owner, fresh=fresh)
        form.show_line("score", self._amounts.typed(row.score), fresh=fresh)
        form.show_line("score_note", row.score_note, fresh=fresh)
        form.show_choice("ambition", row.ambition)
        form.show_choice("state", row.state)
        form.show_choice("theme_id", row.theme_id)
        mean = suggested_score(row)
        self._suggested.setVisible(mean is not None)
        self._suggested.setText(tr("By its results: {n}").format(n=self._amounts.text(mean)))

    def flush(self) -> None:
        """Store what is typed, for the objective it was typed for."""
        if self._row is not None:
            self.form.flush()
            self._why.flush()

    def focus_first(self) -> None:
        self.why.setFocus()

    def _show_themes(self, themes: tuple[ThemeRow, ...]) -> None:
        if themes == self._themes:
            return
        self._themes = themes
        self.theme.clear()
        self.theme.addItem(tr("None"), None)
        for theme in themes:
            self.theme.addItem(theme.title, theme.id)
        self._theme_box.setVisible(bool(themes))
        if self._row is not None:
            self.form.show_choice("theme_id", self._row.theme_id)

    def _ask(self, field: str, value: object) -> str:
        row = self._row
        if row is None:
            return ""
        if field == "score" and (why := self._amounts.why_not(str(value))):
            return why
        if isinstance(value, (Ambition, ObjectiveState)):
            value = str(value)
        return self._wishes.ask(self._wishes.objective_edit_requested, row.id, field, value)

    def _delete(self) -> None:
        if self._row is not None:
            self.left.emit()  # the focus must not go with the button
            self._wishes.ask(self._wishes.objective_delete_requested, self._row.id)

    def _ask_why(self, typed: str) -> str:
        return self._ask("why", typed)

    def _lay_out(self) -> None:
        form, rows, head = self.form, grid(), QHBoxLayout()
        hint = KeyHint("Ctrl+D")
        key_of_action(hint, ActionId.OKRS_DETAILS)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(Text(tr("Objective"), "section"))
        head.addWidget(hint)
        head.addStretch()
        head.addWidget(self._suggested)
        head.addWidget(self.remove)
        self.why.setFixedHeight(58)
        self.why.setPlaceholderText(tr("Why is this change worth a whole quarter?"))
        for_whom = form.line("for_whom")
        state = form.choice("state", {s: state_name(s) for s in ObjectiveState})
        ambition = form.choice("ambition", {a: ambition_name(a) for a in Ambition})
        self.theme = form.choice("theme_id", {})
        self._theme_box = QWidget()
        theme_box = labelled(tr("Theme"), self.theme)
        theme_box.setContentsMargins(0, 0, 0, 0)
        self._theme_box.setLayout(theme_box)
        score = form.line("score")
        score.setPlaceholderText(tr("0.0 to 1.0"))
        note = form.line("score_note")
        rows.addLayout(labelled(tr("Why now"), self.why), 0, 0, 1, 2)
        rows.addLayout(labelled(tr("For whom"), for_whom), 1, 0)
        rows.addLayout(labelled(tr("Owner"), form.line("owner")), 1, 1)
        rows.addLayout(labelled(tr("Ambition"), ambition), 2, 0)
        rows.addLayout(labelled(tr("State"), state), 2, 1)
        rows.addWidget(self._theme_box, 3, 0, 1, 2)
        rows.addLayout(labelled(tr("Score"), score), 4, 0)
        rows.addLayout(labelled(tr("Score note"), note), 4, 1)
        self.body.setContentsMargins(14, 6, 8, 14)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        rows.setContentsMargins(0, 0, 6, 0)
        self.body.addLayout(rows)
