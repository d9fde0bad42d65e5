"""The columns of a file, each with what it is read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.views.importing.choice import OpenChoice
from desktop.views.overlay import Panel
from desktop.views.widgets import Card, Scroll, Text
from desktop.views.widgets.fit import fix_side

CHOICE_WIDTH = 146


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as it is shown: what it is read as, None when it is left out.

    `refusal` says why what was chosen last could not be.
    """

    heading: str
    samples: str
    value: object
    refusal: str = ""


class ColumnRow(QWidget):
    """One column: its heading, some of what stands under it, and the choice."""

    chosen = Signal(object)  # a value, or None to leave it out

    def __init__(
        self, choices: Sequence[tuple[str, object]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values = (None, *(value for _, value in choices))
        self.heading = Text("", "strong", elide=True)
        self.samples = Text("", "sub", elide=True)
        self.choice = OpenChoice()
        fix_side(self.choice, CHOICE_WIDTH)
        self.choice.addItem(tr("Left out"), None)
        for name, value in choices:
            self.choice.addItem(name, value)
        self.choice.activated.connect(self._on_activated)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.heading)
        words.addWidget(self.samples)
        self.refusal = Text("", "refusal")
        self.refusal.setWordWrap(True)
        self.refusal.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 6)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.refusal)

    def show_column(self, column: ShownColumn) -> None:
        self.heading.setText(column.heading)
        self.heading.set_role("muted" if column.value is None else "strong")
        self.samples.setText(column.samples or tr("nothing in it"))
        self.choice.show_data(column.value)
        self.choice.setAccessibleName(tr("Read “{heading}” as").format(heading=column.heading))
        self.choice.setAccessibleDescription(column.refusal or column.samples)
        self.refusal.setText(column.refusal)
        self.refusal.setVisible(bool(column.refusal))

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self._values[index])


class ColumnsCard(Card):
    """A row for each column; the rows stay, so that the focus does."""

    field_requested = Signal(int, object)  # position, value | None

    def __init__(
        self, choices: Sequence[tuple[str, object]], parent: QWidget | None = None
    ) -> None:
        """`choices` are what a column can be, by name and value."""
        super().__init__(parent)
        self._choices = tuple(choices)
        self.rows: list[ColumnRow] = []
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        head = Panel("", Qt.Edge.BottomEdge)
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 10, 14, 9)
        self.title = Text("", "section")
        line.addWidget(self.title)
        line.addStretch(1)
        line.addWidget(Text(tr("read as"), "sub"))
        self.body.setContentsMargins(1, 1, 1, 6)
        self.body.setSpacing(0)
        self.body.addWidget(head)
        self._scroll = Scroll(self._list)
        self.body.addWidget(self._scroll, 1)

    def show_columns(self, columns: Sequence[ShownColumn], *, of_lines: bool = False) -> None:
        """Idempotent; another file or sheet may have more columns, or fewer."""
        self.title.setText(tr("Parts of the lines") if of_lines else tr("Columns of the table"))
        while len(self.rows) < len(columns):
            row = ColumnRow(self._choices)
            row.chosen.connect(partial(self.field_requested.emit, len(self.rows)))
            self._lines.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for n, row in enumerate(self.rows):
            row.setVisible(n < len(columns))
            if n < len(columns):
                row.show_column(columns[n])
                if columns[n].refusal:
                    QTimer.singleShot(0, row, partial(self._scroll_to, row))

    def _scroll_to(self, row: ColumnRow) -> None:
        """Once it is laid out; what is refused in the last line would be out of sight."""
        self._scroll.ensureWidgetVisible(row, 0, 0)
