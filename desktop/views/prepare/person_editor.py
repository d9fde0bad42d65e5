"""One person in every detail: above what the room may know, below what only you see."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.people import valid_email, valid_name
from desktop.domain.rows import ContactRow, PersonRow
from desktop.views.prepare.choice import Choice
from desktop.views.prepare.commit import LineCommit, PageCommit
from desktop.views.prepare.labels import labelled
from desktop.views.prepare.people_words import attendance_names, experience_names, pre_work_names
from desktop.views.prepare.reading import read_line
from desktop.views.widgets import Button, Card, Field, IconLabel, PlainEdit, Text
from desktop.views.widgets.fit import fix_height


class PersonEditor(QWidget):
    """Asks for one change at a time, always of the person it shows."""

    field_requested = Signal(int, str, str)  # participation id, field, value
    rename_requested = Signal(int, str)  # person id, name
    contact_requested = Signal(int, str)
    accommodation_requested = Signal(int, str)
    remove_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: PersonRow | None = None
        self.remove = Button(tr("Remove"), icon="trash-2", key="Del", small=True)
        self.remove.setToolTip(tr("Take this person off the list. Ctrl+Z brings them back."))
        self.close_button = Button(tr("Close"), icon="x", key="Esc", small=True)
        self.name, self.team, self.role, self.email = Field(), Field(), Field(), Field()
        self.pre_work, self.attendance, self.experience = Choice(), Choice(), Choice()
        self.accommodation = PlainEdit()
        self._lines = {
            "name": LineCommit(self.name, valid_name),
            "team": LineCommit(self.team, read_line),
            "role": LineCommit(self.role, read_line),
        }
        self._email = LineCommit(self.email, valid_email)
        self._accommodation = PageCommit(self.accommodation)
        self._teams: tuple[str, ...] = ()
        for choice, names in (
            (self.pre_work, pre_work_names()),
            (self.attendance, attendance_names()),
            (self.experience, experience_names()),
        ):
            for value, name in names.items():
                choice.addItem(name, value)
        self._lay_out()
        self._connect()

    @property
    def uid(self) -> str:
        return "" if self._row is None else self._row.uid

    def show_person(self, row: PersonRow, contact: ContactRow, teams: Sequence[str]) -> None:
        """Idempotent; typing that is not stored yet survives, unless it is another person."""
        fresh = self._row is None or self._row.uid != row.uid
        self._row = row
        for field, commit in self._lines.items():
            commit.show_value(getattr(row, field), fresh=fresh)
        self._email.show_value(contact.email, fresh=fresh)
        self._accommodation.show_value(contact.accommodation, fresh=fresh)
        self.pre_work.show_data(row.pre_work)
        self.attendance.show_data(row.attendance)
        self.experience.show_data(row.experience)
        if tuple(teams) != self._teams:
            self._teams = tuple(teams)
            completer = QCompleter(list(teams), self.team)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.team.setCompleter(completer)

    def flush(self) -> None:
        """Commit what is typed, for the person it was typed for."""
        for commit in (*self._lines.values(), self._email, self._accommodation):
            commit.flush()

    def drop(self) -> None:
        """Forget what is typed, because its person is about to go."""
        for commit in (*self._lines.values(), self._email, self._accommodation):
            commit.drop()

    def focus_name(self) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._public())
        column.addWidget(self._private())
        column.addStretch()

    def _public(self) -> Card:
        card, head, grid = Card(), QHBoxLayout(), _grid()
        label = Text(tr("Name"), "sub")
        label.setBuddy(self.name)
        self.name.setAccessibleName(label.text())
        head.setSpacing(6)
        head.addWidget(label, 1)
        head.addWidget(self.remove)
        head.addWidget(self.close_button)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addLayout(labelled(tr("Team"), self.team), 1, 0)
        grid.addLayout(labelled(tr("Role"), self.role), 1, 1)
        grid.addLayout(labelled(tr("Pre-work"), self.pre_work), 2, 0)
        grid.addLayout(labelled(tr("Attendance"), self.attendance), 2, 1)
        card.body.setContentsMargins(14, 8, 14, 12)
        card.body.setSpacing(4)
        card.body.addLayout(head)
        card.body.addLayout(grid)
        return card

    def _private(self) -> Card:
        card, head, grid = Card(private=True), QHBoxLayout(), _grid()
        head.setSpacing(6)
        head.addWidget(IconLabel("eye-off", "text-2", 14))
        head.addWidget(Text(tr("Only you see this"), "eyebrow"))
        head.addStretch()
        fix_height(self.accommodation, 46)
        self.accommodation.setPlaceholderText(tr("What they need to take part well"))
        grid.addLayout(labelled(tr("OKR experience"), self.experience), 0, 0)
        grid.addLayout(labelled(tr("E-mail"), self.email), 0, 1)
        grid.addLayout(labelled(tr("Accommodation"), self.accommodation), 1, 0, 1, 2)
        card.body.setContentsMargins(14, 8, 14, 10)
        card.body.setSpacing(6)
        card.body.addLayout(head)
        card.body.addLayout(grid)
        return card

    def _connect(self) -> None:
        self._lines["name"].committed.connect(self._ask_name)
        for field in ("team", "role"):
            self._lines[field].committed.connect(partial(self._ask, field))
        self._email.committed.connect(self._ask_contact)
        self._accommodation.committed.connect(self._ask_accommodation)
        for commit in (*self._lines.values(), self._email, self._accommodation):
            commit.left.connect(self.closed)
        for field, choice in (
            ("pre_work", self.pre_work),
            ("attendance", self.attendance),
            ("experience", self.experience),
        ):
            choice.activated.connect(partial(self._ask_choice, field, choice))
        self.remove.clicked.connect(self._ask_remove)
        self.close_button.clicked.connect(self._ask_close)

    def _ask(self, field: str, value: object) -> None:
        if self._row is not None:
            self.field_requested.emit(self._row.id, field, value)

    def _ask_name(self, name: object) -> None:
        if self._row is not None:
            self.rename_requested.emit(self._row.person_id, name)

    def _ask_contact(self, email: object) -> None:
        if self._row is not None:
            self.contact_requested.emit(self._row.person_id, email)

    def _ask_accommodation(self, text: str) -> None:
        if self._row is not None:
            self.accommodation_requested.emit(self._row.person_id, text)

    def _ask_choice(self, field: str, choice: Choice, at: int) -> None:
        value = choice.itemData(at)
        if self._row is not None and value != getattr(self._row, field):
            self._ask(field, str(value))

    def _ask_remove(self) -> None:
        self.remove_requested.emit()

    def _ask_close(self) -> None:
        self.flush()
        self.closed.emit()


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
