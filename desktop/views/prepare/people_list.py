"""The list of people: choose, move, open, remove, by key or by mouse."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.rows import PersonRow
from desktop.views.prepare.line_model import LineModel
from desktop.views.prepare.people_delegate import ROW_HEIGHT, PeopleDelegate
from desktop.views.prepare.people_model import PersonLine


class PeopleList(QListView):
    """Up and Down choose, Enter opens, Delete removes; decides nothing."""

    chosen_changed = Signal()
    edit_requested = Signal()
    remove_requested = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = LineModel[PersonLine](self)
        self.setModel(self._rows)
        self.setItemDelegate(PeopleDelegate(self))
        self.setAccessibleName(tr("People"))
        self.setAccessibleDescription(
            tr(
                "Up and Down choose somebody. Enter opens what is known of them, Delete removes "
                "them from this workshop. Alt with Up or Down moves them."
            )
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._chosen)

    @property
    def chosen(self) -> PersonRow | None:
        """The person under the ring."""
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

    def enter(self) -> None:
        """Take the focus, with the ring on somebody."""
        self._choose_first()
        self.setFocus()

    def show_lines(self, lines: list[PersonLine], choose: str) -> None:
        """Show these people with the ring on `choose` (a uid); keeps the scroll position."""
        scrolled = self.verticalScrollBar().value()
        moved = self._rows.show_lines(lines)
        if not moved and self.chosen is not None and self.chosen.uid == choose:
            return
        found = self._rows.place_of(choose)
        self.setCurrentIndex(self._rows.index(found) if found >= 0 else QModelIndex())
        self.verticalScrollBar().setValue(scrolled)
        if found >= 0:
            self.scrollTo(self.currentIndex())

    def _choose_first(self) -> None:
        if not self.currentIndex().isValid() and self.count:
            self.setCurrentIndex(self._rows.index(0))

    def _chosen(self) -> None:
        self.chosen_changed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, 3 * ROW_HEIGHT + 1)  # beside one person's card; alone it gets the rest

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the single keys of the window, not to a search by typing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.edit_requested.emit()
            case Qt.Key.Key_Delete:
                self.remove_requested.emit()
            case Qt.Key.Key_Up if self.place <= 0:
                self.left.emit()  # back to the field above
            case _:
                super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._choose_first()  # before Qt, which would make it current without choosing it
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
