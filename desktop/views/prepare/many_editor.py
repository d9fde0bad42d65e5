"""Several chosen blocks: what they can be given together, and how they move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout
from typing_extensions import override

from desktop.bridge.icons import icon
from desktop.bridge.symbols import CATEGORY, category_name
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Category
from desktop.domain.rows import AgendaRow
from desktop.views.prepare.choice import Choice
from desktop.views.prepare.labels import labelled
from desktop.views.when import span_text
from desktop.views.widgets import Button, Card, KeyHint, Text


class ManyEditor(Card):
    """Asks for one change at a time, always of all the blocks it shows."""

    edit_requested = Signal(object, str, object)  # item ids, field, value
    delete_requested = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[AgendaRow, ...] = ()
        self.heading = Text(role="section")
        self.total = Text(role="sub")
        self.delete = Button(tr("Delete"), icon="trash-2", key="Del", small=True)
        self.delete.setToolTip(tr("Delete these blocks. Ctrl+Z brings them back."))
        self.category = Choice()
        self.category.setPlaceholderText(tr("Different ones"))
        for category in Category:
            symbol = CATEGORY[category]
            self.category.addItem(
                icon(symbol.icon, symbol.token), category_name(category), category
            )
        self.protected = QCheckBox()
        self.protected.setToolTip(tr("A protected block keeps its full length."))
        self._lay_out()
        self.category.activated.connect(self._ask_category)
        self.protected.clicked.connect(self._ask_protected)
        self.delete.clicked.connect(self._ask_delete)

    def show_blocks(self, rows: Sequence[AgendaRow]) -> None:
        """Idempotent; what they have in common is shown, and what differs is said."""
        self._rows = tuple(rows)
        self.heading.setText(ntr("{n} block chosen", "{n} blocks chosen", len(rows)))
        together = span_text(sum(row.planned_s for row in rows))
        self.total.setText(tr("{span} together").format(span=together))
        categories = {row.category for row in rows}
        self.category.show_data(categories.pop() if len(categories) == 1 else None)
        self._show_protected()

    def focus_first(self) -> None:
        self.category.setFocus()

    def _show_protected(self) -> None:
        n, count = sum(row.protected for row in self._rows), len(self._rows)
        self.protected.setChecked(bool(n) and n == count)
        mixed = tr("Protected: {n} of {count}").format(n=n, count=count)
        self.protected.setText(mixed if 0 < n < count else tr("Protected"))

    def _lay_out(self) -> None:
        head, keys = QHBoxLayout(), QGridLayout()
        head.addWidget(self.heading)
        head.addStretch()
        head.addWidget(self.delete)
        keys.setHorizontalSpacing(10)
        keys.setVerticalSpacing(8)
        keys.setColumnStretch(1, 1)
        for at, (names, words) in enumerate(
            (
                (("Alt", "↑", "↓"), tr("move them together, or drag them")),
                (("←", "→"), tr("give or take five minutes each")),
                (("Ctrl", "Z"), tr("takes each of these back in one go")),
                (("Esc",), tr("one block again")),
            )
        ):
            row = QHBoxLayout()
            row.setSpacing(4)
            for name in names:
                row.addWidget(KeyHint(name))
            row.addStretch()
            keys.addLayout(row, at, 0)
            keys.addWidget(Text(words, "sub"), at, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.total)
        self.body.addLayout(labelled(tr("Category"), self.category))
        self.body.addWidget(self.protected)
        self.body.addSpacing(4)
        self.body.addLayout(keys)

    def _ask(self, field: str, value: object) -> None:
        if self._rows:
            self.edit_requested.emit(tuple(row.id for row in self._rows), field, value)

    def _ask_category(self, at: int) -> None:
        category = Category(self.category.itemData(at))
        if any(row.category is not category for row in self._rows):
            self._ask("category", category)

    def _ask_protected(self, _checked: bool) -> None:
        wanted = not all(row.protected for row in self._rows)
        self._show_protected()  # what the box shows is what is stored: the refresh ticks it
        self._ask("protected", wanted)

    def _ask_delete(self) -> None:
        self.delete_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
