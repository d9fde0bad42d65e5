"""The columns of a file, each with what it is read as."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.agenda_preview import ColumnView
from desktop.domain.agenda_words import Field, field_name
from desktop.domain.i18n import tr
from desktop.views.importing.choice import OpenChoice
from desktop.views.overlay import Panel
from desktop.views.widgets import Card, Scroll, Text

CHOICE_WIDTH = 146


class ColumnRow(QWidget):
    """One column: its heading, some of what stands under it, and the choice."""

    chosen = Signal(object)  # Field, or None to leave it out

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Text("", "strong", elide=True)
        self.samples = Text("", "sub", elide=True)
        self.choice = OpenChoice()
        self.choice.setFixedWidth(CHOICE_WIDTH)
        self.choice.addItem(tr("Left out"), None)
        for field in Field:
            self.choice.addItem(field_name(field), field)
        self.choice.activated.connect(self._on_activated)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.heading)
        words.addWidget(self.samples)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_column(self, column: ColumnView) -> None:
        self.heading.setText(column.heading)
        self.heading.set_role("muted" if column.field is None else "strong")
        self.samples.setText(column.samples or tr("nothing in it"))
        self.choice.show_data(column.field)
        self.choice.setAccessibleName(tr("Read “{heading}” as").format(heading=column.heading))
        self.choice.setAccessibleDescription(column.samples)

    def _on_activated(self, index: int) -> None:
        found = self.choice.itemData(index)
        self.chosen.emit(None if found is None else Field(found))


class ColumnsCard(Card):
    """A row for each column; the rows stay, so that the focus does."""

    field_requested = Signal(int, object)  # position, Field | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ColumnRow] = []
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        head = Panel("", Qt.Edge.BottomEdge)
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 10, 14, 9)
        line.addWidget(Text(tr("Columns of the file"), "section"))
        line.addStretch(1)
        line.addWidget(Text(tr("read as"), "sub"))
        self.body.setContentsMargins(1, 1, 1, 6)
        self.body.setSpacing(0)
        self.body.addWidget(head)
        self.body.addWidget(Scroll(self._list), 1)

    def show_columns(self, columns: Sequence[ColumnView]) -> None:
        """Idempotent; another file or sheet may have more columns, or fewer."""
        while len(self.rows) < len(columns):
            row = ColumnRow()
            row.chosen.connect(partial(self.field_requested.emit, len(self.rows)))
            self._lines.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for n, row in enumerate(self.rows):
            row.setVisible(n < len(columns))
            if n < len(columns):
                row.show_column(columns[n])
