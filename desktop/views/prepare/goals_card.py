"""What participants should take away, and how the day is held."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.prepare_rows import GoalRow, Preparation
from desktop.views.okrs.add_line import AddField, AddLine
from desktop.views.okrs.keeping import GrowingEdit
from desktop.views.painting import Rule
from desktop.views.prepare.rows import Asks, RowLine, Rows, close_up
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.widgets import Card, Text


class GoalsCard(Card):
    """Numbered goals with a line that adds some, and the format in one sentence."""

    left = Signal()

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._uid = ""
        self.rows = Rows(tr("Goals"), Asks(self._edit, self._delete, self._move))
        self.add = AddField(self._add, many=True)
        self.add.setToolTip(tr("Several pasted lines become a goal each."))
        self.format = GrowingEdit(self._ask_format)
        self.format.setProperty("quiet", "false")
        self.format.setPlaceholderText(tr("Video call, small groups"))
        self.format.setAccessibleName(tr("Format"))
        self._empty = Text(tr("What should everybody take away? Two or three are enough."), "muted")
        self._empty.setWordWrap(True)
        self._lay_out()
        self.rows.left.connect(self.add.setFocus)
        self.rows.up_left.connect(self.left)
        self.add.up_pressed.connect(self._go_up)
        self.add.left.connect(self.left)
        self.format.left.connect(self.left)

    def show_preparation(self, uid: str, row: Preparation) -> None:
        """Idempotent; typing stays unless it is another workshop's turn."""
        fresh = uid != self._uid
        self._uid = uid
        self._empty.setVisible(not row.goals)
        self.rows.show_lines(_lines(row.goals))
        self.format.show_value(row.format, fresh=fresh)
        if fresh:
            self.add.setText("")

    def flush(self) -> None:
        self.rows.flush()
        self.add.flush()
        self.format.flush()

    def _go_up(self) -> None:
        self.rows.enter(last=True)

    def _edit(self, goal_id: int, field: str, value: str) -> str:
        return self._wishes.ask(self._wishes.goal_edit_requested, goal_id, field, value)

    def _delete(self, goal_id: int) -> str:
        return self._wishes.ask(self._wishes.goal_delete_requested, goal_id)

    def _move(self, goal_id: int, by: int) -> str:
        return self._wishes.ask(self._wishes.goal_move_requested, goal_id, by)

    def _add(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.goals_add_requested, lines)

    def _ask_format(self, text: str) -> str:
        return self._wishes.ask(self._wishes.brief_edit_requested, "format", text)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(8, 10, 8, 12)
        self.body.setSpacing(6)
        head = Text(tr("Goals"), "section")
        head.setContentsMargins(6, 0, 0, 0)
        self._empty.setContentsMargins(6, 0, 6, 0)
        line = AddLine(self.add, tr("Add goal"))
        close_up(line)
        held = QVBoxLayout()
        held.setContentsMargins(6, 0, 6, 0)
        held.addWidget(self.format)
        held.addWidget(self.format.refusal)
        label = Text(tr("Format"), "sub")
        label.setContentsMargins(6, 2, 0, 0)
        label.setBuddy(self.format)
        for part in (head, self._empty, self.rows, line, Rule(), label):
            self.body.addWidget(part)
        self.body.addLayout(held)


def _lines(goals: Sequence[GoalRow]) -> list[RowLine]:
    return [
        RowLine(row.id, row.uid, row.text, number=f"{n}.") for n, row in enumerate(goals, start=1)
    ]
