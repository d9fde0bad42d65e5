"""The list of blocks: choose, move, lengthen, shorten, delete, by key or by mouse."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.domain.agenda import LONGEST_S
from desktop.domain.i18n import tr
from desktop.domain.rows import AgendaRow
from desktop.views.prepare.agenda_delegate import AgendaDelegate, row_rects
from desktop.views.prepare.agenda_model import AgendaLine
from desktop.views.prepare.line_model import LineModel

STEP_S = 5 * 60
SHORTEST_S = 60


class AgendaList(QListView):
    """Up and Down choose; Left and Right take or give five minutes; decides nothing."""

    chosen_changed = Signal()
    edit_requested = Signal()
    duration_edit_requested = Signal()
    delete_requested = Signal()
    step_requested = Signal(int, int)  # item id, new planned seconds
    move_requested = Signal(int, int)  # item id, rows: negative is up

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = LineModel[AgendaLine](self)
        self._pressed: QPoint | None = None
        self._drop: int | None = None
        self.setModel(self._rows)
        self.setItemDelegate(AgendaDelegate(self))
        self.setAccessibleName(tr("Agenda"))
        self.setAccessibleDescription(
            tr(
                "Up and Down choose a block. Alt with Up or Down moves it. Left and Right change "
                "its length by five minutes. Enter edits it, Delete deletes it."
            )
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._chosen)

    @property
    def chosen(self) -> AgendaRow | None:
        """The block under the ring."""
        index = self.currentIndex()
        return self._rows.lines[index.row()].row if index.isValid() else None

    def choose(self, uid: str) -> None:
        """Put the ring on this row, if it is listed."""
        found = self._rows.place_of(uid)
        if found >= 0:
            self.setCurrentIndex(self._rows.index(found))
            self.scrollTo(self.currentIndex())

    @property
    def place(self) -> int:
        """The chosen row, or -1."""
        return self.currentIndex().row()

    @property
    def count(self) -> int:
        return self._rows.rowCount()

    def show_lines(self, lines: list[AgendaLine], choose: str) -> None:
        """Show these blocks with the ring on `choose` (a uid); keeps the scroll position."""
        scrolled = self.verticalScrollBar().value()
        moved = self._rows.show_lines(lines)
        if not moved and self.chosen is not None and self.chosen.uid == choose:
            return
        found = self._rows.place_of(choose)
        self.setCurrentIndex(self._rows.index(found) if found >= 0 else QModelIndex())
        self.verticalScrollBar().setValue(scrolled)
        if found >= 0:
            self.scrollTo(self.currentIndex())

    def move_chosen(self, by: int) -> None:
        """Ask for the chosen block to move by that many rows, within the list."""
        row, target = self.chosen, self.place + by
        if row is not None and by and 0 <= target < self.count:
            self.move_requested.emit(row.id, by)

    def step_chosen(self, by_s: int) -> None:
        """Ask for the chosen block to become longer or shorter."""
        row = self.chosen
        if row is None:
            return
        planned = max(SHORTEST_S, min(LONGEST_S, row.planned_s + by_s))
        if planned != row.planned_s:
            self.step_requested.emit(row.id, planned)

    def _chosen(self) -> None:
        self.chosen_changed.emit()

    def _drop_row(self, at: QPoint) -> int:
        """The row a block let go at this point would take."""
        index = self.indexAt(QPoint(20, at.y()))
        if index.isValid():
            return index.row()
        return 0 if at.y() < 0 else self.count - 1

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the single keys of the window, not to a search by typing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
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

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        parts = row_rects(self.visualRect(index))
        if parts.minus.contains(at):
            self.step_chosen(-STEP_S)
        elif parts.plus.contains(at):
            self.step_chosen(STEP_S)
        elif parts.minutes.contains(at):
            self.duration_edit_requested.emit()
        elif parts.grip.contains(at):
            self._pressed = at

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            index = self.indexAt(at)
            over = index.isValid() and row_rects(self.visualRect(index)).grip.contains(at)
            shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._drop is not None:
            self._drop = self._drop_row(at)
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        drop, self._pressed, self._drop = self._drop, None, None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().update()
        if drop is not None:
            self.move_chosen(drop - self.place)

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
        if self._drop is None:
            return
        row = self.visualRect(self._rows.index(self._drop))
        at = row.bottom() if self._drop > self.place else row.top()
        painter = QPainter(self.viewport())
        painter.fillRect(QRect(8, at - 1, row.width() - 16, 3), theme().color("accent"))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
