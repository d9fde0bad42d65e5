"""The list of blocks: choose one or several, move, lengthen, delete, by key or by mouse."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.views.prepare.agenda_delegate import AgendaDelegate, row_rects
from desktop.views.prepare.agenda_model import AgendaLine
from desktop.views.prepare.drag import RowDrag
from desktop.views.prepare.line_model import LineModel
from desktop.views.prepare.order import drop_target, step_target

STEP_S = 5 * 60

_ADDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
_STAY = QItemSelectionModel.SelectionFlag.NoUpdate


class AgendaList(QListView):
    """Up and Down choose, with Shift several; what is done is done to all of them.

    The row under the ring is always one of the chosen ones. Item ids are given in the order of
    the agenda. Decides nothing.
    """

    chosen_changed = Signal()
    edit_requested = Signal()
    duration_edit_requested = Signal()
    delete_requested = Signal()
    lengthen_requested = Signal(object, int)  # item ids, seconds: negative is shorter
    move_requested = Signal(object, int)  # item ids, place of the first of them afterwards

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = LineModel[AgendaLine](self)
        self.setModel(self._rows)
        self.setItemDelegate(AgendaDelegate(self))
        self.setAccessibleName(tr("Agenda"))
        self.setAccessibleDescription(
            tr(
                "Up and Down choose a block, with Shift several, Ctrl+A all. Alt with Up or Down "
                "moves what is chosen. Left and Right change its length by five minutes. Enter "
                "edits it, Delete deletes it, Escape leaves one chosen."
            )
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._drag = RowDrag(self)
        self.selectionModel().currentChanged.connect(self._chosen)
        self.selectionModel().selectionChanged.connect(self._chosen)

    @property
    def chosen(self) -> AgendaRow | None:
        """The block under the ring."""
        index = self.currentIndex()
        return self._rows.lines[index.row()].row if index.isValid() else None

    @property
    def chosen_rows(self) -> tuple[AgendaRow, ...]:
        """Every chosen block, in the order of the agenda."""
        return tuple(self._rows.lines[at].row for at in self.chosen_places)

    @property
    def chosen_places(self) -> list[int]:
        """The rows of the chosen blocks, ascending."""
        places = sorted(index.row() for index in self.selectedIndexes())
        if len(places) < 2:  # one is the one under the ring, also while the two change
            places = [self.place] if self.place >= 0 else []
        return places

    def choose(self, uid: str) -> None:
        """Put the ring on this row and choose nothing else, if it is listed."""
        found = self._rows.place_of(uid)
        if found >= 0:
            self._choose_only(self._rows.index(found))

    @property
    def place(self) -> int:
        """The row under the ring, or -1."""
        return self.currentIndex().row()

    @property
    def count(self) -> int:
        return self._rows.rowCount()

    def show_lines(self, lines: list[AgendaLine], choose: str) -> None:
        """Show these blocks with the ring on `choose` (a uid).

        Keeps the scroll position, and what else is chosen while the ring is on one of those.
        """
        kept = {row.uid for row in self.chosen_rows}
        scrolled = self.verticalScrollBar().value()
        moved = self._rows.show_lines(lines)
        if not moved and self.chosen is not None and self.chosen.uid == choose:
            return
        self._drag.cancel()  # its rows are not where they were
        found = self._rows.place_of(choose)
        index = self._rows.index(found) if found >= 0 else QModelIndex()
        wanted = kept if choose in kept else {choose}
        if index != self.currentIndex() or wanted != {row.uid for row in self.chosen_rows}:
            self._restore(index, wanted)
        self.verticalScrollBar().setValue(scrolled)
        if found >= 0:
            self.scrollTo(index)
            self._tell_reader(index)

    def move_chosen(self, by: int) -> None:
        """Ask for all that is chosen to move together by that many rows, within the list."""
        self._ask_move(step_target(self.chosen_places, self.count, by))

    def drop_chosen(self, gap: int) -> None:
        """Ask for all that is chosen to go before row `gap`, or to the end."""
        self._ask_move(drop_target(self.chosen_places, gap))

    def step_chosen(self, by_s: int) -> None:
        """Ask for all that is chosen to become longer or shorter."""
        if ids := self._chosen_ids():
            self.lengthen_requested.emit(ids, by_s)

    def _chosen_ids(self) -> tuple[int, ...]:
        return tuple(row.id for row in self.chosen_rows)

    def _ask_move(self, target: int | None) -> None:
        if target is not None:
            self.move_requested.emit(self._chosen_ids(), target)

    def _choose_only(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, _ONLY)
        self.scrollTo(index)

    def _restore(self, index: QModelIndex, uids: Iterable[str]) -> None:
        """Choose these, with the ring on this row."""
        chosen = QItemSelection()
        for place in (self._rows.place_of(uid) for uid in uids):
            if place >= 0:
                row = self._rows.index(place)
                chosen.select(row, row)
        # The ring first: for a moment without one the editor would go, and the focus with it.
        self.selectionModel().setCurrentIndex(index, _STAY)
        self.selectionModel().select(chosen, _ONLY)

    def _settle(self) -> None:
        """Bring the ring back to a chosen row: nobody acts on a block that is not marked."""
        index = self.currentIndex()
        if not index.isValid() or self.selectionModel().isSelected(index):
            return
        rows = [found.row() for found in self.selectedIndexes()] or [index.row()]
        near = min(rows, key=lambda row: abs(row - index.row()))
        flag = _STAY if self.selectedIndexes() else _ONLY
        self.selectionModel().setCurrentIndex(self._rows.index(near), flag)

    def _tell_reader(self, index: QModelIndex) -> None:
        """A block that has moved keeps the focus, but a screen reader has to say where it is."""
        if self.hasFocus() and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(index.row())
            QAccessible.updateAccessibility(event)

    def _chosen(self) -> None:
        self.chosen_changed.emit()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the single keys of the window, not to a search by typing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Escape if self._drag.is_on:
                self._drag.cancel()
            case Qt.Key.Key_Escape if len(self.chosen_places) > 1:
                self._choose_only(self.currentIndex())
            case Qt.Key.Key_Up if alt:
                self.move_chosen(-1)
            case Qt.Key.Key_Down if alt:
                self.move_chosen(1)
            case Qt.Key.Key_Left if not alt:
                self.step_chosen(-STEP_S)
            case Qt.Key.Key_Right if not alt:
                self.step_chosen(STEP_S)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.edit_requested.emit()
            case Qt.Key.Key_Delete:
                self.delete_requested.emit()
            case _:
                super().keyPressEvent(event)
                self._settle()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid():  # beside the rows nothing is meant
            return
        super().mousePressEvent(event)
        self._settle()
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() & _ADDS:
            return
        parts = row_rects(self.visualRect(index))
        if parts.minus.contains(at):
            self.step_chosen(-STEP_S)
        elif parts.plus.contains(at):
            self.step_chosen(STEP_S)
        elif parts.minutes.contains(at):
            self._choose_only(index)
            self.duration_edit_requested.emit()
        else:
            self._drag.press(at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._drag.is_pressed:
            self._drag.move(at)
            return
        index = self.indexAt(at)
        over = index.isValid() and row_rects(self.visualRect(index)).grip.contains(at)
        shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged, gap = self._drag.is_pressed, self._drag.is_on, self._drag.gap
        self._drag.cancel()
        if dragged:
            self.drop_chosen(gap)
        elif pressed and self.indexAt(event.position().toPoint()).isValid():
            super().mouseReleaseEvent(event)  # of several chosen ones, a click leaves one

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second of two quick clicks on - or + counts; only the words open the editor.
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and row_rects(self.visualRect(index)).text.contains(at):
            self.edit_requested.emit()
        else:
            self.mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._drag.paint(self.chosen_places)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
