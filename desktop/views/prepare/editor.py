"""One block in every detail: above what participants may see, below what only you see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.icons import icon
from desktop.bridge.symbols import CATEGORY, category_name
from desktop.domain.agenda import (
    valid_cut_order,
    valid_fixed_start,
    valid_maximum,
    valid_minimum,
)
from desktop.domain.durations import parse_duration
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.rows import AgendaRow, WorkshopRow
from desktop.domain.technique import Technique
from desktop.views.prepare.choice import Choice
from desktop.views.prepare.commit import LineCommit, PageCommit
from desktop.views.prepare.labels import labelled
from desktop.views.prepare.learned_line import LearnedLine
from desktop.views.prepare.reading import (
    kind_names,
    read_cut_order,
    read_line,
    read_minimum,
    read_start,
    read_title,
    write_clock,
    write_cut_order,
    write_duration,
)
from desktop.views.prepare.steps_card import StepsCard
from desktop.views.prepare.technique_field import TechniqueField
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.widgets import Button, Card, Field, IconLabel, PlainEdit, Text
from desktop.views.widgets.fit import fix_height


class BlockEditor(QWidget):
    """Asks for one change at a time, always of the block it shows."""

    edit_requested = Signal(int, str, object)
    note_edit_requested = Signal(int, str)
    delete_requested = Signal()
    left = Signal()

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._row: AgendaRow | None = None
        self._shop: WorkshopRow | None = None
        self.heading = Text(role="section")
        self.delete = Button(tr("Delete"), icon="trash-2", key="Del", small=True)
        self.delete.setToolTip(tr("Delete this block. Ctrl+Z brings it back."))
        self.title, self.technique, self.lead = Field(), TechniqueField(), Field()
        self.duration, self.minimum, self.maximum = Field(), Field(), Field()
        self.learned = LearnedLine()
        self.fixed_start, self.cut_order = Field(), Field()
        self.kind, self.category = Choice(), Choice()
        self.protected = QCheckBox(tr("Protected"))
        self.protected.setToolTip(tr("A protected block keeps its full length."))
        self.told = Text(role="sub")
        self.instruction, self.note = PlainEdit(), PlainEdit()
        self.steps = StepsCard(wishes)
        self._lines = {
            "title": LineCommit(self.title, read_title),
            "planned_s": LineCommit(self.duration, parse_duration, write_duration),
            "minimum_s": LineCommit(self.minimum, self._read_minimum, write_duration),
            "maximum_s": LineCommit(self.maximum, self._read_maximum, write_duration),
            "fixed_start": LineCommit(self.fixed_start, self._read_start, write_clock),
            "cut_order": LineCommit(self.cut_order, self._read_cut_order, write_cut_order),
            "technique": LineCommit(self.technique, read_line),
            "lead": LineCommit(self.lead, read_line),
        }
        self._instruction = PageCommit(self.instruction)
        self._note = PageCommit(self.note)
        self._fill_choices()
        self._lay_out()
        self._connect()

    @property
    def item_id(self) -> int | None:
        return self._row.id if self._row is not None else None

    def show_block(self, row: AgendaRow, number: int, count: int, note: str) -> None:
        """Idempotent; typing that is not stored yet survives, unless it is another block."""
        fresh = self._row is None or self._row.uid != row.uid
        self._tell(self._row, row)
        self._row = row
        self.heading.setText(tr("Block {n} of {count}").format(n=number, count=count))
        for field, commit in self._lines.items():
            commit.show_value(getattr(row, field), fresh=fresh)
        self._instruction.show_value(row.instruction, fresh=fresh)
        self._note.show_value(note, fresh=fresh)
        self.steps.show_block(row)
        self.kind.show_data(row.kind)
        self.category.show_data(row.category)
        self.protected.setChecked(row.protected)

    def show_workshop(self, row: WorkshopRow) -> None:
        """The workshop of the blocks: a fixed start is one of its times."""
        self._shop = row

    def show_techniques(self, techniques: Sequence[Technique]) -> None:
        """What a block can be given."""
        self.technique.show_techniques(techniques)
        self.steps.show_techniques(techniques)
        if self._row is not None:
            self.steps.show_block(self._row)

    def flush(self) -> None:
        """Commit what is typed, for the block it was typed for."""
        self.steps.flush()
        for commit in (*self._lines.values(), self._instruction, self._note):
            commit.flush()

    def drop(self) -> None:
        """Forget what is typed, because its block is about to go."""
        self.steps.drop()
        for commit in (*self._lines.values(), self._instruction, self._note):
            commit.drop()

    def focus_title(self) -> None:
        self.title.setFocus()
        self.title.selectAll()

    def focus_duration(self) -> None:
        self.duration.setFocus()
        self.duration.selectAll()

    def _tell(self, before: AgendaRow | None, row: AgendaRow) -> None:
        """Say what went along with a change that nobody asked for by itself."""
        if before is None or before.uid != row.uid:
            self.told.hide()
        elif before != row:
            gone = before.cut_order is not None and row.cut_order is None and row.protected
            self.told.setText(tr("It has left the cut order: a protected block is never cut."))
            self.told.setVisible(gone and not before.protected)

    def _read_minimum(self, text: str) -> int:
        seconds, row = read_minimum(text), self._row
        if row is None:
            return seconds
        return valid_minimum(seconds, row.planned_s, protected=row.protected)

    def _read_maximum(self, text: str) -> int:
        seconds = parse_duration(text)
        return seconds if self._row is None else valid_maximum(seconds, self._row.planned_s)

    def _read_cut_order(self, text: str) -> int | None:
        protected = self._row is not None and self._row.protected
        return valid_cut_order(read_cut_order(text), protected=protected)

    def _read_start(self, text: str) -> time | None:
        at, shop = read_start(text), self._shop
        return at if shop is None else valid_fixed_start(at, shop.start, shop.end)

    def _fill_choices(self) -> None:
        for kind, name in kind_names().items():
            self.kind.addItem(name, kind)
        for category in Category:
            symbol = CATEGORY[category]
            self.category.addItem(
                icon(symbol.icon, symbol.token), category_name(category), category
            )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._public())
        column.addWidget(self.steps)
        column.addWidget(self._private(), 1)
        column.addStretch()  # in one-screen mode there is no private card to fill the column

    def _public(self) -> Card:
        card, head, grid = Card(), QHBoxLayout(), QGridLayout()
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(self.delete)
        fix_height(self.instruction, 58)
        self.instruction.setPlaceholderText(tr("What participants should do"))
        instruction = labelled(tr("Instruction"), self.instruction, tr("on the stage"))
        self.told.setWordWrap(True)
        self.told.hide()
        self.fixed_start.setPlaceholderText(tr("any time"))
        self.cut_order.setPlaceholderText(tr("never"))
        self.cut_order.setToolTip(tr("1 goes first when time is short, then 2."))
        self.fixed_start.setToolTip(tr("The block never begins before this time of day."))
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column in range(6):  # thirds and halves
            grid.setColumnStretch(column, 1)
        thirds: tuple[tuple[str, QWidget], ...] = (
            (tr("Duration"), self.duration),
            (tr("At the least"), self.minimum),
            (tr("At the most"), self.maximum),
            (tr("Fixed start"), self.fixed_start),
            (tr("Cut order"), self.cut_order),
        )
        grid.addLayout(labelled(tr("Title"), self.title), 0, 0, 1, 6)
        for at, (name, field) in enumerate(thirds):
            grid.addLayout(labelled(name, field), 1 + at // 3, at % 3 * 2, 1, 2)
        grid.addWidget(self.protected, 2, 4, 1, 2, Qt.AlignmentFlag.AlignBottom)
        grid.addLayout(self._under_the_length(), 3, 0, 1, 6)
        grid.addLayout(labelled(tr("Kind"), self.kind), 4, 0, 1, 3)
        grid.addLayout(labelled(tr("Category"), self.category), 4, 3, 1, 3)
        how = QHBoxLayout()
        how.setSpacing(10)
        how.addLayout(labelled(tr("Technique"), self.technique), 3)  # names are longer than people
        how.addLayout(labelled(tr("Lead"), self.lead), 2)
        grid.addLayout(how, 5, 0, 1, 6)
        grid.addLayout(instruction, 6, 0, 1, 6)
        card.body.addLayout(head)
        card.body.addLayout(grid)
        return card

    def _under_the_length(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.told)
        column.addWidget(self.learned)
        return column

    def _private(self) -> Card:
        card, head = Card(private=True), QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel("eye-off", "text-2", 14))
        head.addWidget(Text(tr("Only you see this"), "eyebrow"))
        head.addStretch()
        self.note.setMinimumHeight(58)
        self.note.setPlaceholderText(tr("Private notes for this block"))
        self.note.setAccessibleName(tr("Private notes, only you see this"))
        card.body.setSpacing(6)
        card.body.addLayout(head)
        card.body.addWidget(self.note)
        return card

    def _connect(self) -> None:
        for field, commit in self._lines.items():
            wish = self._ask_technique if field == "technique" else partial(self._ask, field)
            commit.committed.connect(wish)
            commit.left.connect(self.left)
        self._instruction.committed.connect(partial(self._ask, "instruction"))
        self._instruction.left.connect(self.left)
        self._note.committed.connect(self._ask_note)
        self._note.left.connect(self.left)
        self.kind.activated.connect(self._ask_kind)
        self.category.activated.connect(self._ask_category)
        self.protected.clicked.connect(self._ask_protected)
        self.delete.clicked.connect(self._ask_delete)
        self.learned.use_requested.connect(self._use_learned)
        self.technique.picked.connect(self._pick)
        self.steps.left.connect(self.left)

    def _ask(self, field: str, value: object) -> None:
        if self._row is not None:
            self.edit_requested.emit(self._row.id, field, value)

    def _ask_technique(self, name: str) -> None:
        if self._row is not None:
            self._wishes.ask(self._wishes.technique_requested, self._row.id, name)

    def _use_learned(self, seconds: int) -> None:
        self._lines["planned_s"].drop()
        self.focus_duration()  # the button goes, and the focus would go anywhere
        self._ask("planned_s", seconds)

    def _pick(self, name: str) -> None:
        self._lines["technique"].drop()
        self._ask_technique(name)

    def _ask_note(self, text: str) -> None:
        if self._row is not None:
            self.note_edit_requested.emit(self._row.id, text)

    def _ask_kind(self, at: int) -> None:
        kind = ItemKind(self.kind.itemData(at))
        if self._row is not None and kind is not self._row.kind:
            self._ask("kind", kind)

    def _ask_category(self, at: int) -> None:
        category = Category(self.category.itemData(at))
        if self._row is not None and category is not self._row.category:
            self._ask("category", category)

    def _ask_protected(self, wanted: bool) -> None:
        if self._row is not None:
            # What the box shows is what is stored: the refresh ticks it.
            self.protected.setChecked(self._row.protected)
            self._ask("protected", wanted)

    def _ask_delete(self) -> None:
        self.delete_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # in a tick box or a choice
            self.left.emit()
        else:
            super().keyPressEvent(event)
