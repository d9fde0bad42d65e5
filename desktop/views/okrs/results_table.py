"""The key results of one objective: choose a cell, type into it, go on with Tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.kinds import KeyResultType
from desktop.domain.okr_rows import KeyResultRow
from desktop.views.okrs.cell_editor import CellEditor
from desktop.views.okrs.results_delegate import SIDE, ResultsDelegate, row_height, title_lines
from desktop.views.okrs.results_model import (
    FIELDS,
    Column,
    Needs,
    ResultsModel,
    column_needs,
    column_widths,
)
from desktop.views.okrs.words import Amounts
from desktop.views.painting import draw_ring

AskCell = Callable[[KeyResultRow, Column, str], str]
_EDITABLE = tuple(FIELDS)
_BY_DETAILS = frozenset(
    {KeyResultType.KEEP_BETWEEN, KeyResultType.MILESTONE, KeyResultType.FIND_BASELINE}
)
"""Types whose target is no single number: that is typed in the details beside the table."""


class ResultsTable(QTableView):
    """As high as its rows. What is typed is asked for by the card around it."""

    chosen_changed = Signal()
    details_requested = Signal()
    delete_requested = Signal()
    up_pressed = Signal()
    down_pressed = Signal()
    left = Signal()

    def __init__(self, amounts: Amounts, ask: AskCell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts = amounts
        self._ask = ask
        self._compact = False
        self._needs = column_needs((), amounts)
        self._chosen_uid = ""
        self.results = ResultsModel(amounts, self)
        self.editor = CellEditor(self)
        self.setModel(self.results)
        self.setItemDelegate(ResultsDelegate(amounts, self, self._chosen_now))
        self.setAccessibleName(tr("Key results"))
        self.setAccessibleDescription(
            tr(
                "Up and Down choose a key result, Tab the next cell. Enter edits it, Delete "
                "deletes the key result, Alt with Up or Down moves it."
            )
        )
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(0)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def chosen(self) -> KeyResultRow | None:
        """The key result of the current cell."""
        index = self.currentIndex()
        return self.results.rows[index.row()] if index.isValid() else None

    @property
    def place(self) -> int:
        return self.currentIndex().row()

    def show_rows(self, rows: tuple[KeyResultRow, ...], needs: Needs, *, compact: bool) -> None:
        """Show these; the current cell is kept by uid, a typed one with what is in it.

        Columns are as wide as all rows of the team need, so that they stand in line.
        """
        self._needs = needs
        before, column, place = self.chosen, self.currentIndex().column(), self.place
        moved = self.results.show_rows(rows)
        if moved and before is not None:
            found = self.results.place_of(before.uid)
            if found < 0 and rows:  # it went: the ring goes to whoever took its place
                found = min(place, len(rows) - 1)
            if found >= 0:
                self._set_current(found, column)
        self._compact = compact
        self._lay_out()
        self.editor.rows_changed()

    def show_chosen(self, uid: str) -> None:
        """Which row is marked, in this table or none."""
        if uid != self._chosen_uid:
            self._chosen_uid = uid
            self.viewport().update()

    def enter(self, *, last: bool = False, uid: str = "") -> None:
        """Take the focus, with the ring on a result."""
        if not self.results.rows:
            return
        at = self.results.place_of(uid) if uid else -1
        if at < 0:
            at = len(self.results.rows) - 1 if last else 0
        self._set_current(at, max(self.currentIndex().column(), Column.RESULT))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def edit_cell(self, step: int = 0) -> None:
        """Type into the current cell, or the editable one so many cells on."""
        if step and not self._step(step):
            self.setFocus()
            return
        row = self.chosen
        if row is None:
            return
        column = Column(self.currentIndex().column())
        if column is Column.TO and row.type in _BY_DETAILS:
            self.details_requested.emit()
        else:
            self.editor.open(row, column, passing=bool(step))

    def ask(self, row: KeyResultRow, column: Column, typed: str) -> str:
        """Why this was not stored; "" when it was."""
        return self._ask(row, column, typed)

    def edges(self, column: Column) -> tuple[int, int]:
        """Left edge and width of a column."""
        return self.columnViewportPosition(column), self.columnWidth(column)

    def typed_value(self, row: KeyResultRow, column: Column) -> str:
        """What stands in the field of a cell that is opened."""
        match column:
            case Column.RESULT:
                return row.title
            case Column.FROM:
                return "?" if row.baseline_unknown else self._amounts.typed(row.baseline)
            case Column.TO:
                return self._amounts.typed(row.target)
            case Column.UNIT:
                return row.unit
            case Column.SOURCE:
                return row.data_source
            case _:
                return "" if row.confidence is None else str(row.confidence)

    def _chosen_now(self) -> str:
        return self._chosen_uid

    def _set_current(self, row: int, column: int) -> None:
        index = self.results.index(row, max(column, Column.RESULT))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _step(self, by: int) -> bool:
        """Move the current cell along the editable ones; False at the end of the table."""
        index = self.currentIndex()
        columns = [c for c in _EDITABLE if self.columnWidth(c)]
        at = columns.index(Column(index.column())) if index.column() in columns else 0
        flat = index.row() * len(columns) + at + by
        if not index.isValid() or not 0 <= flat < len(columns) * len(self.results.rows):
            return False
        self._set_current(flat // len(columns), columns[flat % len(columns)])
        return True

    def _lay_out(self) -> None:
        """Widths by what stands in the cells; heights by how many lines a title takes."""
        widths = column_widths(self._needs, self.width())
        for column, width in widths.items():
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        one, total = row_height(compact=self._compact), 0
        room = widths[Column.RESULT] - 2 * SIDE
        for at, row in enumerate(self.results.rows):
            high = one if len(title_lines(row.title, room)) == 1 else max(one, scaled(42))
            if self.rowHeight(at) != high:
                self.setRowHeight(at, high)
            total += high
        self.setFixedHeight(total)
        self.setVisible(bool(total))
        self.editor.follow()

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.chosen_changed.emit()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the single keys of the window, not to a search by typing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.results.rows) - 1
        match event.key():
            case Qt.Key.Key_Up if self.place <= 0:
                self.up_pressed.emit()
            case Qt.Key.Key_Down if self.place >= last:
                self.down_pressed.emit()
            case Qt.Key.Key_Up:
                self._set_current(self.place - 1, self.currentIndex().column())
            case Qt.Key.Key_Down:
                self._set_current(self.place + 1, self.currentIndex().column())
            case Qt.Key.Key_Left:
                self._step(-1)
            case Qt.Key.Key_Right:
                self._step(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.edit_cell()
            case Qt.Key.Key_Delete:
                self.delete_requested.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                event.ignore()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if self._step(1 if next else -1):
            return True
        return super().focusNextPrevChild(next)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            column = index.column() if index.column() in FIELDS else Column.RESULT
            self._set_current(index.row(), column)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_cell()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.results.rows:
            self._set_current(0, Column.RESULT)
        self.chosen_changed.emit()
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            box = self.visualRect(self.currentIndex()).adjusted(2, 3, -2, -2)
            draw_ring(QPainter(self.viewport()), box, theme())
