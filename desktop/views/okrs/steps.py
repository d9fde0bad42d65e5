"""The steps of a milestone: ticked, worded, added, removed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.okr_rows import MilestoneStepRow
from desktop.views.okrs.add_line import AddField
from desktop.views.okrs.keeping import FieldKeeper
from desktop.views.okrs.wishes import Wishes
from desktop.views.widgets import Field, Text


class StepLine(QWidget):
    """A box to tick and the words; Delete on the box removes the step."""

    left = Signal()

    def __init__(
        self, wishes: Wishes, row: MilestoneStepRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._row = row
        self.box, self.field = QCheckBox(), Field()
        self.field.setProperty("quiet", "true")
        self.field.setAccessibleName(tr("Step"))
        self._keeper = FieldKeeper(self.field, self._ask)
        self._keeper.left.connect(self.left)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.box)
        line.addWidget(self.field, 1)
        self.box.clicked.connect(self._tick)
        self.box.installEventFilter(self)
        self.box.setToolTip(tr("Space ticks it, Delete removes it"))

    def show_step(self, row: MilestoneStepRow) -> None:
        self._row = row
        self.box.setChecked(row.done)
        self.box.setAccessibleName(tr("{step}, done").format(step=row.text))
        self._keeper.show_value(row.text)

    def flush(self) -> None:
        self._keeper.flush()

    def _ask(self, typed: str) -> str:
        return self._wishes.ask(self._wishes.step_edit_requested, self._row.id, typed)

    def _tick(self, on: bool) -> None:
        if self._wishes.ask(self._wishes.step_done_requested, self._row.id, on):
            self.box.setChecked(self._row.done)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
        ):
            self._wishes.ask(self._wishes.step_delete_requested, self._row.id)
            return True
        return super().eventFilter(watched, event)


class StepList(QWidget):
    """Kept by uid, so that a tick elsewhere moves no focus."""

    left = Signal()

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._id = 0
        self._lines: dict[str, StepLine] = {}
        self.add = AddField(self._ask)
        self.add.setPlaceholderText(tr("Add a step, Enter"))
        self.add.setAccessibleName(tr("Add a step"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(tr("Steps"), "sub"))
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)
        column.addWidget(self.add)
        self.add.left.connect(self.left)

    def show_steps(self, key_result_id: int, steps: tuple[MilestoneStepRow, ...]) -> None:
        """Idempotent; what is typed into a step stays."""
        if key_result_id != self._id:
            self.add.setText("")
        self._id = key_result_id
        wanted = {step.uid: step for step in steps}
        for uid in [uid for uid in self._lines if uid not in wanted]:
            line = self._lines.pop(uid)
            if line.box.hasFocus() or line.field.hasFocus():
                self.add.setFocus()
            line.hide()
            line.deleteLater()
        for at, (uid, step) in enumerate(wanted.items()):
            line = self._lines.get(uid)
            if line is None:
                line = self._lines[uid] = StepLine(self._wishes, step)
                line.left.connect(self.left)
            if self._column.indexOf(line) != at:
                self._column.insertWidget(at, line)
            line.show_step(step)

    def flush(self) -> None:
        for line in self._lines.values():
            line.flush()
        self.add.flush()

    def focus_first(self) -> None:
        self.add.setFocus()

    def _ask(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.step_add_requested, self._id, lines[0])
