"""People in Prepare: a line to type names in, the list of who takes part, and one person's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.people import people_text
from desktop.domain.rows import ContactRow, PersonRow
from desktop.views.painting import Rule
from desktop.views.prepare.hands import HandsUp
from desktop.views.prepare.people_delegate import PeopleHead
from desktop.views.prepare.people_list import PeopleList
from desktop.views.prepare.people_model import lines_of
from desktop.views.prepare.person_editor import PersonEditor
from desktop.views.prepare.person_field import PersonField
from desktop.views.widgets import Button, Card, Scroll, Text

_ANY_HEIGHT = 16_777_215  # what Qt calls no limit


class PeoplePanel(QWidget):
    """Every change is asked for, none is made here; keeps the chosen person by uid."""

    import_requested = Signal()
    remove_requested = Signal(int)
    move_requested = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PersonRow, ...] = ()
        self._contacts: Mapping[int, ContactRow] = {}
        self._teams: tuple[str, ...] = ()
        self._is_open = False
        self.count = Text(role="sub")
        self.bring = Button(tr("Import"), icon="file-up", small=True)
        self.bring.setToolTip(tr("Read people from a CSV or XLSX file"))
        self.field = PersonField()
        self.list = PeopleList()
        self.hands = HandsUp()
        self.editor = PersonEditor()
        self._open = Scroll(self.editor)
        self._open.setSizeAdjustPolicy(Scroll.SizeAdjustPolicy.AdjustToContents)
        self._card = Card()
        self._head = PeopleHead(self.list)
        self._filled, self._foot = QWidget(), QWidget()
        self._empty = Text(
            tr("Nobody yet. Type a name above, paste a list into it, or import a file."),
            "muted",
        )
        self._lay_out()
        self._connect()
        self._show_editor(False)

    def show_people(
        self,
        rows: Sequence[PersonRow],
        contacts: Mapping[int, ContactRow],
        teams: Sequence[str],
        hands_up: int | None,
    ) -> None:
        """Idempotent; whatever is being typed stays."""
        before = {row.uid for row in self._rows}
        choose = self._choice(rows)
        self._rows, self._contacts, self._teams = tuple(rows), dict(contacts), tuple(teams)
        teams_here = {row.team for row in rows if row.team}
        self.count.setText(people_text(len(rows), len(teams_here)))
        self.count.setVisible(bool(rows))
        self._filled.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.list.show_lines(lines_of(rows), choose)
        if rows and before and len({row.uid for row in rows} - before) == 1 and self._is_typing():
            self.list.scrollToBottom()  # whoever was just typed is seen
        self.hands.show_hands(self._rows, hands_up)
        self._show_person()

    def focus_first(self) -> None:
        """The line that adds somebody, where most of the work is."""
        self.field.setFocus()

    def flush(self) -> None:
        """Commit everything typed; a name that was not asked for with Enter stays where it is."""
        if self._is_open:
            self.editor.flush()

    def move_chosen(self, by: int) -> None:
        """Ask for the chosen person to move by that many rows, within the list."""
        row, target = self.list.chosen, self.list.place + by
        if row is not None and 0 <= target < self.list.count:
            self.flush()
            self.move_requested.emit(row.id, by)

    def _is_typing(self) -> bool:
        return self.field.hasFocus()

    def _choice(self, rows: Sequence[PersonRow]) -> str:
        """The uid the ring belongs on: whom it was on, or who took their place."""
        uids = [row.uid for row in rows]
        chosen, place = self.list.chosen, self.list.place
        if chosen is None or not uids:
            return ""
        return chosen.uid if chosen.uid in uids else uids[min(place, len(uids) - 1)]

    def _show_person(self) -> None:
        row = self.list.chosen
        if row is None:
            self._close()
        elif self._is_open:
            contact = self._contacts.get(row.person_id, ContactRow(row.person_id))
            self.editor.show_person(row, contact, self._teams)

    def _chosen(self) -> None:
        if self._is_open:
            self.editor.flush()
            self._show_person()

    def _edit(self) -> None:
        if self.list.chosen is not None:
            self._show_editor(True)
            self._show_person()
            self.list.scrollTo(self.list.currentIndex())
            self.editor.focus_name()

    def _close(self) -> None:
        """Put the card away; the focus goes back to the list."""
        if not self._is_open:
            return
        inside = self.editor.isAncestorOf(self.window().focusWidget() or self)
        self._show_editor(False)
        if inside:
            (self.list if self._rows else self.field).setFocus()

    def _show_editor(self, open_: bool) -> None:
        self._is_open = open_
        self._open.setVisible(open_)
        self._foot.setVisible(not open_)  # a low screen has room for one of them
        for layout in (self._filled.layout(), self._card.body):
            if layout is not None:
                layout.activate()  # or the height would still be the one with the foot
        few = self._card.sizeHint().height()  # three people and what is above them
        self._card.setMaximumHeight(few if open_ else _ANY_HEIGHT)

    def _remove(self) -> None:
        row = self.list.chosen
        if row is not None:
            self.editor.drop()
            self.remove_requested.emit(row.id)

    def _go_down(self) -> None:
        if self.list.count:
            self.list.enter()

    def _import(self) -> None:
        self.import_requested.emit()

    def _lay_out(self) -> None:
        column, card = QVBoxLayout(self), self._card
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, 1)
        column.addWidget(self._open, 100)  # takes what it needs; the list what is left
        head, line, foot = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self._foot)
        head.setContentsMargins(14, 10, 14, 0)
        head.setSpacing(8)
        head.addWidget(Text(tr("People"), "section"))
        head.addStretch()
        head.addWidget(self.count)
        head.addWidget(self.bring)
        line.setContentsMargins(14, 8, 14, 8)
        line.addWidget(self.field)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Rule())
        foot.addWidget(self.hands)
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(0)
        filled.addWidget(self._head)
        filled.addWidget(self.list, 1)
        filled.addWidget(self._foot)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(14, 4, 14, 14)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        card.body.addLayout(head)
        card.body.addLayout(line)
        card.body.addWidget(self._filled, 1)
        card.body.addWidget(self._empty)
        card.body.addStretch()

    def _connect(self) -> None:
        self.bring.clicked.connect(self._import)
        self.field.down_pressed.connect(self._go_down)
        self.list.chosen_changed.connect(self._chosen)
        self.list.edit_requested.connect(self._edit)
        self.list.doubleClicked.connect(self._edit)
        self.list.remove_requested.connect(self._remove)
        self.list.left.connect(self.focus_first)
        self.list.resized.connect(self._head.update)
        self.editor.closed.connect(self._close)
        self.editor.remove_requested.connect(self._remove)
