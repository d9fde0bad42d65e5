"""The session's own OKR at its close: a score for each key result, and one for all."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.amounts import format_amount
from desktop.domain.i18n import tr
from desktop.domain.prepare_rows import Preparation, SessionKeyResultRow
from desktop.views.okrs.keeping import FieldKeeper
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.prepare.wrapped import Wrapped
from desktop.views.widgets import Card, Field, Text
from desktop.views.widgets.fit import fix_width

_SCORE = 52


class SessionCard(Card):
    """Hidden while the session has no OKR of its own."""

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._rows: dict[str, _Result] = {}
        self._comma = False
        self.objective = Wrapped()
        self.score, self.note = Field(), Field()
        fix_width(self.score, _SCORE)
        self.score.setAccessibleName(tr("Score of this session, 0.0 to 1.0"))
        self.note.setAccessibleName(tr("Note on the score"))
        self.note.setPlaceholderText(tr("Why this score"))
        self._score = FieldKeeper(self.score, self._ask_score)
        self._note = FieldKeeper(self.note, self._ask_note)
        self.suggested = Text(role="sub")
        self.suggested.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.score)
        line.addWidget(self.suggested, 1)
        self.body.addWidget(Text(tr("OKR of this session"), "section"))
        self.body.addWidget(self.objective)
        self.body.addLayout(self._list)
        self.body.addLayout(line)
        self.body.addWidget(self.note)

    def show_preparation(self, row: Preparation, *, fresh: bool, decimal_comma: bool) -> None:
        """Idempotent; typing stays unless it is another workshop's turn."""
        self._comma = decimal_comma
        self.setVisible(bool(row.objective or row.key_results))
        self.objective.show_text(row.objective)
        self.objective.setVisible(bool(row.objective))
        kept = {each.uid for each in row.key_results}
        for uid in [uid for uid in self._rows if uid not in kept]:
            gone = self._rows.pop(uid)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for n, each in enumerate(row.key_results):
            line = self._rows.get(each.uid)
            if line is None:
                line = self._rows[each.uid] = _Result(self._wishes)
            self._list.insertWidget(n, line)
            line.show_row(each, self._text(each.score))
        self._score.show_value(self._text(row.score), fresh=fresh)
        self._note.show_value(row.score_note, fresh=fresh)
        hint = self._text(row.suggested_score)
        self.suggested.setText(
            tr("of 1.0 · suggested {score}").format(score=hint) if hint else tr("of 1.0")
        )
        self.score.setPlaceholderText(hint)

    def flush(self) -> None:
        for row in self._rows.values():
            row.keeper.flush()
        self._score.flush()
        self._note.flush()

    def _text(self, score: Decimal | None) -> str:
        return "" if score is None else format_amount(score, decimal_comma=self._comma)

    def _ask_score(self, typed: str) -> str:
        return self._wishes.ask(self._wishes.score_requested, typed)

    def _ask_note(self, text: str) -> str:
        return self._wishes.ask(self._wishes.brief_edit_requested, "score_note", text)


class _Result(QWidget):
    """One key result and its score."""

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = 0
        self.text, self.score = Wrapped(12, "text-2", middle=True), Field()
        fix_width(self.score, _SCORE)
        self.keeper = FieldKeeper(self.score, partial(self._ask, wishes))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.score)
        row.addWidget(self.text, 1)

    def show_row(self, row: SessionKeyResultRow, score: str) -> None:
        self._id = row.id
        self.text.show_text(row.text)
        self.score.setAccessibleName(tr("Score 0.0 to 1.0: {what}").format(what=row.text))
        self.keeper.show_value(score)

    def _ask(self, wishes: PrepareWishes, typed: str) -> str:
        return wishes.ask(wishes.session_result_score_requested, self._id, typed)
