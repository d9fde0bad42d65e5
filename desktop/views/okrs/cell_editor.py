"""The one field of a table of key results: it lies over the cell that is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.domain.i18n import tr
from desktop.domain.kinds import KeyResultType
from desktop.domain.okr_rows import KeyResultRow
from desktop.domain.progress import type_name
from desktop.views.okrs.results_model import Column
from desktop.views.prepare.choice import Choice
from desktop.views.widgets import Field

if TYPE_CHECKING:
    from desktop.views.okrs.results_table import ResultsTable


class CellEditor(QObject):
    """One field over the cell that is typed into. What is refused stays, with its reason."""

    def __init__(self, table: ResultsTable) -> None:
        super().__init__(table)
        self._table = table
        self._row: KeyResultRow | None = None
        self._column = Column.RESULT
        self._stored = ""
        self._refused: str | None = None
        self._listed = False
        self.field = Field(parent=table)
        self.choice = Choice(table)
        self.field.setProperty("cell", "true")
        self.choice.setProperty("cell", "true")
        self.choice.setAccessibleName(tr("Direction"))
        for kind in KeyResultType:
            self.choice.addItem(type_name(kind), kind)
        for widget in (self.field, self.choice):
            widget.hide()
            widget.installEventFilter(self)
        self.choice.activated.connect(self._choose)

    @property
    def is_open(self) -> bool:
        return self._row is not None

    def open(self, row: KeyResultRow, column: Column, *, passing: bool = False) -> None:
        """Type into this cell; whatever else was open is stored first, or dropped if it can't.

        `passing` by Tab opens no list, which would keep the keys to itself.
        """
        self.flush()
        self._row, self._column, self._refused = row, column, None
        self.follow()
        if column is Column.WAY:
            self.choice.show_data(row.type)
            self.choice.show()
            self.choice.setFocus()
            self._listed = not passing
            if self._listed:
                self.choice.showPopup()
            return
        self._stored = self._table.typed_value(row, column)
        numbers = column in (Column.FROM, Column.TO, Column.CONFIDENCE)
        self.field.setAlignment(
            Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
        )
        self.field.setAccessibleName(_names()[column])
        self.field.accept_value()
        self.field.setText(self._stored)
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def flush(self) -> bool:
        """Store what is typed and close; False when it was refused and stays."""
        row = self._row
        if row is None or self._column is Column.WAY:
            self.close()
            return True
        typed = self.field.text()
        if typed == self._refused:
            return False
        if typed != self._stored:
            why = self._table.ask(row, self._column, typed)
            if why:
                self._refused = typed
                self.field.refuse(why)
                return False
        self.close()
        return True

    def close(self) -> None:
        """Put the field away; the focus goes back to its table."""
        had = self.field.hasFocus() or self.choice.hasFocus()
        self._row, self._refused = None, None
        self.field.accept_value()
        if had:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.hide()
        self.choice.hidePopup()
        self.choice.hide()

    def rows_changed(self) -> None:
        """Find the row again by its uid; without it there is nothing to type into."""
        if self._row is None:
            return
        at = self._table.results.place_of(self._row.uid)
        if at < 0:
            self.close()
            return
        self._row = self._table.results.rows[at]
        stored = (
            "" if self._column is Column.WAY else self._table.typed_value(self._row, self._column)
        )
        if self.field.text() == self._stored:
            self.field.setText(stored)
        self._stored = stored
        self.follow()

    def follow(self) -> None:
        """Lie over the cell, at least as wide as a number needs."""
        if self._row is None:
            return
        at = self._table.results.place_of(self._row.uid)
        box = self._table.visualRect(self._table.results.index(at, self._column))
        wide = max(box.width(), scaled(150 if self._column is Column.WAY else 72))
        left = min(box.left(), self._table.width() - wide)
        if self._column in (Column.FROM, Column.TO):
            left = max(0, box.right() + 1 - wide)
        place = QRect(left + 1, box.top() + 2, wide - 2, box.height() - 3)
        self.field.setGeometry(place)
        self.choice.setGeometry(place)

    def _choose(self, _at: int) -> None:
        row, kind = self._row, self.choice.currentData()
        if row is None:
            return
        if kind != row.type:
            self._table.ask(row, Column.WAY, str(kind))
        if self._listed:
            self.close()

    def _go(self, step: int) -> None:
        if self.flush():
            self._table.edit_cell(step)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Tab:
                    self._go(1)
                    return True
                case Qt.Key.Key_Backtab:
                    self._go(-1)
                    return True
                case Qt.Key.Key_Escape:
                    self.close()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter if watched is self.field:
                    self.flush()
                    return True
                case _:
                    pass
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            kept = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if event.reason() not in kept and self.is_open:
                self.flush()
        return super().eventFilter(watched, event)


def _names() -> dict[Column, str]:
    """What the field over a cell is called."""
    return {
        Column.RESULT: tr("Key result"),
        Column.FROM: tr("From: today’s value, or ? when nobody knows it"),
        Column.TO: tr("To: the value it should have"),
        Column.UNIT: tr("Unit"),
        Column.SOURCE: tr("Data source"),
        Column.CONFIDENCE: tr("Confidence, 0 to 10"),
    }
