"""The chosen key result in every detail: how it is measured, from what, by whom, how surely."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.domain.i18n import tr
from desktop.domain.kinds import KeyResultType
from desktop.domain.okr_rows import KeyResultRow
from desktop.domain.progress import type_name
from desktop.views.okrs.form import Form, grid
from desktop.views.okrs.keeping import is_key
from desktop.views.okrs.steps import StepList
from desktop.views.okrs.wishes import Wishes
from desktop.views.okrs.words import FROM_TO, KEPT, Amounts, progress_text
from desktop.views.prepare.labels import labelled
from desktop.views.when import day_text
from desktop.views.widgets import Button, Card, Field, KeyHint, Text
from desktop.views.widgets.follow import key_of_action

T = KeyResultType
_NUMBERS = ("baseline", "target", "stretch", "lower", "upper")
_AMOUNTS = frozenset({*_NUMBERS, "weight"})


class KeyResultDetails(Card):
    """Asks for one change at a time, always of the key result it shows."""

    left = Signal()

    def __init__(self, wishes: Wishes, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._amounts = amounts
        self._row: KeyResultRow | None = None
        self.form = Form(self._ask, self)
        self.unknown = QCheckBox(tr("Today’s value is not known yet"))
        self.steps = StepList(wishes)
        self.ask_owner, self.ask_due = Field(), Field()
        self.ask_button = Button(tr("Ask"), small=True)
        self._heading = Text(role="section")
        self._far = Text(role="sub")
        self._boxes: dict[str, QWidget] = {}
        self._follow_up = QWidget()
        self._lay_out()
        self.form.left.connect(self.left)
        self.steps.left.connect(self.left)
        self.unknown.clicked.connect(self._ask_unknown)
        self.ask_button.clicked.connect(self._ask_follow_up)
        self.ask_owner.returnPressed.connect(self._ask_follow_up)
        self.ask_due.returnPressed.connect(self._ask_follow_up)
        for field in (self.ask_owner, self.ask_due):
            field.installEventFilter(self)

    @property
    def uid(self) -> str:
        return "" if self._row is None else self._row.uid

    def show_key_result(self, row: KeyResultRow, number: int) -> None:
        """Idempotent; typing that is not stored yet survives, unless it is another one."""
        self._heading.setText(tr("Key result {n}").format(n=number))
        if row == self._row:
            return
        fresh = self.uid != row.uid
        if fresh:
            self.flush()
        self._row = row
        form = self.form
        form.show_choice("type", row.type)
        for name in _NUMBERS:
            form.show_line(name, self._amounts.typed(getattr(row, name)), fresh=fresh)
        for name in ("metric", "unit", "data_source", "frequency", "owner"):
            form.show_line(name, getattr(row, name), fresh=fresh)
        confidence = "" if row.confidence is None else str(row.confidence)
        form.show_line("confidence", confidence, fresh=fresh)
        form.show_line("weight", self._amounts.typed(row.weight), fresh=fresh)
        self.unknown.setChecked(row.baseline_unknown)
        self._far.setText(progress_text(row))
        self.steps.show_steps(row.id, row.steps)
        self._show_parts(row)
        self._show_follow_up(row, fresh=fresh)

    def flush(self) -> None:
        """Store what is typed, for the key result it was typed for."""
        if self._row is not None:
            self.form.flush()
            self.steps.flush()

    def focus_first(self) -> None:
        """The field this type is about."""
        kind = T.INCREASE_TO if self._row is None else self._row.type
        if kind is T.MILESTONE:
            self.steps.focus_first()
        elif kind is T.KEEP_BETWEEN:
            self.form.fields["lower"].setFocus()
        else:
            self.form.fields["metric"].setFocus()

    def _show_parts(self, row: KeyResultRow) -> None:
        kind = row.type
        shown = {
            "baseline": kind in FROM_TO or kind is T.FIND_BASELINE,
            "target": kind in FROM_TO or kind in KEPT,
            "stretch": kind in FROM_TO,
            "lower": kind is T.KEEP_BETWEEN,
            "upper": kind is T.KEEP_BETWEEN,
        }
        for name, visible in shown.items():
            self._boxes[name].setVisible(visible)
        self._numbers.setVisible(any(shown.values()))
        self.unknown.setVisible(kind in FROM_TO)
        self.steps.setVisible(kind is T.MILESTONE)

    def _show_follow_up(self, row: KeyResultRow, *, fresh: bool) -> None:
        asked = row.follow_up
        missing = not row.data_source or row.baseline_unknown
        self._follow_up.setVisible(missing or asked is not None)
        self.ask_button.setText(tr("Ask") if asked is None else tr("Change"))
        words = tr("Nobody knows? Ask somebody to find out.")
        self._asked.setText(words if asked is None else tr("Asked to find out, as an action:"))
        self._asked.set_tone("warn" if asked is None else "")
        if fresh or asked is not None:
            for field, value in (
                (self.ask_owner, "" if asked is None else asked.owner),
                (self.ask_due, _day(asked.due) if asked is not None else ""),
            ):
                if fresh or not field.hasFocus():
                    field.setText(value)
                    field.setCursorPosition(0)

    def _ask(self, field: str, value: object) -> str:
        row = self._row
        if row is None:
            return ""
        if field in _AMOUNTS and (why := self._amounts.why_not(str(value))):
            return why
        if isinstance(value, KeyResultType):
            value = str(value)
        return self._wishes.ask(self._wishes.key_result_edit_requested, row.id, field, value)

    def _ask_unknown(self, on: bool) -> None:
        if self._ask("baseline_unknown", on) and self._row is not None:
            self.unknown.setChecked(self._row.baseline_unknown)

    def _ask_follow_up(self) -> None:
        row, due = self._row, self.ask_due.text().strip()
        if row is None:
            return
        why = self._wishes.ask(self._wishes.follow_up_requested, row.id, self.ask_owner.text(), due)
        if why:
            (self.ask_due if due else self.ask_owner).refuse(why)
        else:
            self._forget_asking()  # "fri" reads as its date now

    def _forget_asking(self) -> None:
        if self._row is not None:
            self._show_follow_up(self._row, fresh=True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if is_key(event, Qt.Key.Key_Escape):  # in who finds out, or by when
            self._forget_asking()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        form, rows, head = self.form, grid(), QHBoxLayout()
        hint = KeyHint("Ctrl+D")
        key_of_action(hint, ActionId.OKRS_DETAILS)
        head.addWidget(self._heading)
        head.addWidget(hint)
        head.addStretch()
        head.addWidget(self._far)
        kind = form.choice("type", {t: type_name(t) for t in KeyResultType})
        names = (tr("From"), tr("To"), tr("Stretch"), tr("At least"), tr("At most"))
        self._numbers = QWidget()
        numbers = QHBoxLayout(self._numbers)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(8)
        for name, words in zip(_NUMBERS, names, strict=True):
            numbers.addWidget(self._boxed(name, words), 1)
        rows.addLayout(labelled(tr("Type"), kind), 0, 0, 1, 2)
        rows.addWidget(self._numbers, 1, 0, 1, 2)
        rows.addWidget(self.unknown, 2, 0, 1, 2)
        rows.addWidget(self.steps, 3, 0, 1, 2)
        rows.addLayout(labelled(tr("Metric"), form.line("metric")), 4, 0)
        rows.addLayout(labelled(tr("Unit"), form.line("unit")), 4, 1)
        rows.addLayout(labelled(tr("Data source"), form.line("data_source")), 5, 0, 1, 2)
        rows.addWidget(self._follow_up_part(), 6, 0, 1, 2)
        rows.addLayout(labelled(tr("How often"), form.line("frequency")), 7, 0)
        rows.addLayout(labelled(tr("Owner"), form.line("owner")), 7, 1)
        rows.addLayout(labelled(tr("Confidence"), form.line("confidence"), tr("0–10")), 8, 0)
        rows.addLayout(labelled(tr("Weight"), form.line("weight")), 8, 1)
        self.body.setContentsMargins(14, 10, 14, 14)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addLayout(rows)

    def _boxed(self, name: str, words: str) -> QWidget:
        box = QWidget()
        inner = labelled(words, self.form.line(name))
        inner.setContentsMargins(0, 0, 0, 0)
        box.setLayout(inner)
        self._boxes[name] = box
        return box

    def _follow_up_part(self) -> QWidget:
        column, row = QVBoxLayout(self._follow_up), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._asked = Text(role="sub")
        self._asked.setWordWrap(True)
        self.ask_owner.setPlaceholderText(tr("Who"))
        self.ask_owner.setAccessibleName(tr("Who finds out"))
        self.ask_due.setPlaceholderText(tr("By when"))
        self.ask_due.setAccessibleName(tr("By when it is found out"))
        self.ask_due.setToolTip(tr("fri, tomorrow, 18 Jan, 2027-01-18"))
        row.setSpacing(6)
        row.addWidget(self.ask_owner, 6)
        row.addWidget(self.ask_due, 7)  # a whole date is in sight
        row.addWidget(self.ask_button)
        column.addWidget(self._asked)
        column.addLayout(row)
        return self._follow_up


def _day(day: date | None) -> str:
    return "" if day is None else day_text(day)
