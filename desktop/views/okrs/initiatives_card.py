"""The work itself, beside the results it is never counted as."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.okr_rows import InitiativeRow, TeamOkrs
from desktop.views.capture.flow_layout import FlowLayout
from desktop.views.okrs.add_line import AddField
from desktop.views.okrs.wishes import Wishes
from desktop.views.painting import dashed_box
from desktop.views.widgets import Button, IconLabel, Text, plain_tip

_WIDEST = 300
_NARROW, _WIDE = 72, 260


class InitiativeChip(Button):
    """Enter or a click changes its words, Delete deletes it."""

    delete_requested = Signal(int)
    edit_requested = Signal(int)

    def __init__(self, row: InitiativeRow, parent: QWidget) -> None:
        super().__init__(row.text, small=True, parent=parent)
        self.row = row
        self.setAccessibleDescription(tr("Enter changes the words, Delete deletes it."))
        self.clicked.connect(self._edit)
        self.show_row(row)

    def show_row(self, row: InitiativeRow) -> None:
        self.row = row
        room = _WIDEST - 30
        shown = self.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setAccessibleName(row.text)
        self.setToolTip(plain_tip(row.text) if shown != row.text else "")

    def _edit(self) -> None:
        self.edit_requested.emit(self.row.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(self.row.id)
        else:
            super().keyPressEvent(event)


class InitiativesCard(QWidget):
    """Chips, and a field at their end."""

    up_pressed = Signal()
    left = Signal()

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._team_uid = ""
        self._team_id = 0
        self._rows: tuple[InitiativeRow, ...] = ()
        self._chips: dict[str, InitiativeChip] = {}
        self._editing: int | None = None
        self.add = _ChipField(self._ask)
        self.add.setFixedWidth(_NARROW)
        self.add.setProperty("type", "chip")
        self.add.setProperty("quiet", "true")
        self.add.setPlaceholderText(tr("+ Add"))
        self.add.setAccessibleName(tr("Add an initiative"))
        self._flow_box = QWidget()
        self._flow = FlowLayout(self._flow_box, gap=8)
        self._lay_out()
        self.add.up_pressed.connect(self.up_pressed)
        self.add.left.connect(self._leave)
        self.add.entered.connect(self._widen)
        self.add.went.connect(self._widen)
        self.add.done.connect(self._stop_editing)

    def show_team(self, team: TeamOkrs) -> None:
        """Idempotent; what is typed stays, unless it is another team's turn."""
        if team.uid != self._team_uid:
            self._stop_editing()
            self.add.setText("")
        self._team_uid, self._team_id = team.uid, team.team_id
        if team.initiatives == self._rows:
            return
        self._rows = team.initiatives
        self._show_chips()

    def flush(self) -> None:
        self.add.flush()

    def choose(self, uid: str) -> bool:
        """Go to an initiative; False when this is none."""
        chip = self._chips.get(uid)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.TabFocusReason)
        return chip is not None

    def _show_chips(self) -> None:
        focused = next((uid for uid, chip in self._chips.items() if chip.hasFocus()), "")
        at = list(self._chips).index(focused) if focused else 0
        while self._flow.count():
            self._flow.takeAt(0)
        wanted = {row.uid: row for row in self._rows}
        for uid in [uid for uid in self._chips if uid not in wanted]:
            chip = self._chips.pop(uid)
            chip.hide()
            chip.deleteLater()
        chips: dict[str, InitiativeChip] = {}
        for uid, row in wanted.items():
            chip = self._chips.get(uid) or self._made(row)
            chip.show_row(row)
            chips[uid] = chip
            self._flow.addWidget(chip)
            chip.show()
        self._chips = chips
        self._flow.addWidget(self.add)
        if focused and focused not in chips:
            rest = list(chips.values())
            (rest[min(at, len(rest) - 1)] if rest else self.add).setFocus()
        self._flow_box.updateGeometry()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        return [*self._chips.values(), self.add]

    def _made(self, row: InitiativeRow) -> InitiativeChip:
        chip = InitiativeChip(row, self._flow_box)
        chip.edit_requested.connect(self._edit)
        chip.delete_requested.connect(self._delete)
        return chip

    def _edit(self, initiative_id: int) -> None:
        row = next((row for row in self._rows if row.id == initiative_id), None)
        if row is not None:
            self._editing = initiative_id
            self.add.setText(row.text)
            self.add.setFocus()
            self.add.selectAll()

    def _delete(self, initiative_id: int) -> None:
        self._wishes.ask(self._wishes.initiative_delete_requested, initiative_id)

    def _ask(self, lines: list[str]) -> str:
        if self._editing is not None:
            wish = self._wishes.initiative_edit_requested
            why = self._wishes.ask(wish, self._editing, lines[0])
            if not why:
                self._editing = None
            return why
        wish = self._wishes.initiative_add_requested
        return self._wishes.ask(wish, self._team_id, lines[0])

    def _stop_editing(self) -> None:
        if self._editing is not None:
            self._editing = None
            self.add.setText("")
            self.add.accept_value()

    def _leave(self) -> None:
        self._stop_editing()
        self.left.emit()

    def _widen(self) -> None:
        """Room to type while it is typed in; an emptied field is an addition again."""
        if not self.add.text():
            self._editing = None
        wide = self.add.hasFocus() or bool(self.add.text())
        self.add.setFixedWidth(_WIDE if wide else _NARROW)
        self._flow.invalidate()
        self._flow_box.updateGeometry()

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column, head = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        head.setSpacing(8)
        head.addWidget(IconLabel("list-checks", "text-3"))
        head.addWidget(Text(tr("Initiatives"), "section"))
        head.addWidget(Text(tr("How we might get there. Never scored."), "sub"))
        head.addStretch()
        self._flow.addWidget(self.add)
        column.addLayout(head)
        column.addWidget(self._flow_box)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        dashed_box(QPainter(self), self.rect(), theme())


class _ChipField(AddField):
    """Forgets what it was editing when Esc empties it or the focus goes."""

    done = Signal()
    went = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        had = bool(self.text())
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape and had:
            self.done.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.flush()
        self.went.emit()
